"""A province that does not exist, for the demo: bodies, people, groups, fields and calendar.

Written straight into empty tables, never into an installation in use. What the sample people then do
goes through the services like anything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import get_language

from departments import sample_bodies, sample_groups, sample_people
from departments.models import (
    CalendarDay,
    Department,
    DepartmentAlias,
    DepartmentGroup,
    Division,
    Field,
    FieldLeader,
    GroupAlias,
    GroupMember,
    Membership,
    Post,
    Succession,
    User,
)
from departments.sample_bodies import Body
from departments.text import fold

DEMO_PASSWORD = "don-doc-2026"  # noqa: S105  shown on the sign-in page of the embedded demo, used nowhere else


@dataclass(frozen=True)
class DemoAccount:
    """A person worth signing in as, with the words that say what they do."""

    username: str
    full_name: str
    role_vi: str
    role_en: str

    @property
    def role(self) -> str:
        return self.role_en if get_language() == "en" else self.role_vi


DEMO_ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "diep.ptn",
        "Phạm Thị Ngọc Diệp",
        "Chuyên viên theo dõi, Văn phòng UBND tỉnh",
        "Monitoring officer, Office of the Committee",
    ),
    DemoAccount(
        "ly.nht",
        "Nguyễn Hoàng Thảo Ly",
        "Chuyên viên, Ban Quản lý các KCN",
        "Officer, Industrial Zones Management Board",
    ),
    DemoAccount(
        "nghia.lt",
        "Lê Trọng Nghĩa",
        "Trưởng ban, Ban Quản lý các KCN",
        "Head, Industrial Zones Management Board",
    ),
    DemoAccount(
        "dat.dt",
        "Đỗ Tiến Đạt",
        "Văn thư, Ban Quản lý các KCN",
        "Records clerk, Industrial Zones Management Board",
    ),
    DemoAccount("hung.tq", "Trịnh Quốc Hưng", "Chủ tịch UBND tỉnh", "Chair of the Committee"),
    DemoAccount("khai.vd", "Vũ Đình Khải", "Phó Chủ tịch UBND tỉnh", "Vice-Chair of the Committee"),
    DemoAccount("duy.tq", "Tạ Quang Duy", "Quản trị hệ thống", "System administrator"),
)


def is_empty() -> bool:
    """Whether this installation holds no organisation yet."""
    return not (Department.objects.exists() or User.objects.exists())


def username_of(full_name: str) -> str:
    """The given name, a dot and the other names' initials, without diacritics: Đỗ Tiến Đạt → dat.dt."""
    words = ["".join(char for char in fold(word) if char.isalnum()) for word in full_name.split()]
    return f"{words[-1]}.{''.join(word[0] for word in words[:-1])}"


def create_sample_organisation(*, today: date, password: str = DEMO_PASSWORD) -> None:
    """Fill empty tables with the sample province; dated memberships are set around `today`.

    All people share one password hash: a hash of its own for each would take a minute.
    """
    with transaction.atomic():
        departments = _bodies()
        _closed(departments)
        _people(departments, make_password(password))
        _groups(departments, today)
        _fields()
        for on, kind, name_vi, name_en in sample_groups.CALENDAR:
            CalendarDay.objects.create(on=on, kind=kind, name_vi=name_vi, name_en=name_en)


def _communes() -> Iterable[Body]:
    for code, name in sample_bodies.COMMUNES:
        yield Body(
            code,
            f"Ủy ban nhân dân {name}",
            f"UBND {name}",
            f"People's Committee of {name.split(' ', 1)[1]}",
            "commune",
            (name, f"Chủ tịch Ủy ban nhân dân {name}"),
            active_from=sample_bodies.TWO_TIERS_ON,
        )


def _bodies() -> dict[str, Department]:
    departments: dict[str, Department] = {}
    for body in (*sample_bodies.BODIES, *_communes(), *sample_bodies.OUTSIDE):
        mailbox = f"{fold(body.code)}@{sample_bodies.MAIL_DOMAIN}"
        within = departments[body.within] if departments and body.kind != "outside" else None
        department = Department.objects.create(
            code=body.code,
            name=body.name,
            name_en=body.english,
            short_name=body.short,
            kind=body.kind,
            parent=within,
            mailbox="" if body.kind == "outside" else mailbox,
            officers_release=body.officers_release,
            active_from=body.active_from,
        )
        departments[body.code] = department
        for name in body.aliases:
            DepartmentAlias.objects.create(department=department, name=name)
        for name in body.former:
            DepartmentAlias.objects.create(department=department, name=name, former=True)
        for name in body.divisions:
            Division.objects.create(department=department, name=name)
    return departments


def _closed(departments: dict[str, Department]) -> None:
    for closed in sample_bodies.CLOSED:
        department = Department.objects.create(
            code=closed.code,
            name=closed.name,
            kind=closed.kind,
            parent=departments["UBND"],
            active_until=sample_bodies.LAST_DAY_BEFORE[closed.ended_for],
        )
        departments[closed.code] = department
        for successor in closed.successors:
            Succession.objects.create(
                predecessor=department, successor=departments[successor], on=closed.ended_for
            )


def _people(departments: dict[str, Department], password_hash: str) -> None:
    users: dict[str, User] = {}
    divisions = {(row.department_id, row.name): row for row in Division.objects.all()}
    for code, people in sample_people.PEOPLE.items():
        department = departments[code]
        for full_name, post, title, division in people:
            if full_name not in users:
                username = username_of(full_name)
                users[full_name] = User.objects.create(
                    username=username,
                    full_name=full_name,
                    email=f"{username}@{sample_bodies.MAIL_DOMAIN}",
                    password=password_hash,
                    is_staff=post == Post.ADMINISTRATOR,
                )
            Membership.objects.create(
                user=users[full_name],
                department=department,
                division=divisions[department.pk, division] if division else None,
                post=post,
                title=title,
                from_on=department.active_from,
            )


def _groups(departments: dict[str, Department], today: date) -> None:
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    for group in sample_groups.GROUPS:
        row = DepartmentGroup.objects.create(code=group.code, name=group.name, name_en=group.english)
        for name in group.aliases:
            GroupAlias.objects.create(group=row, name=name)
        for code in group.members:
            member = departments[code]
            GroupMember.objects.create(group=row, department=member, from_on=member.active_from)
        for code in group.joining_next_month:
            GroupMember.objects.create(group=row, department=departments[code], from_on=next_month)


def _fields() -> None:
    for code, name_vi, name_en, leader in sample_groups.FIELDS:
        row = Field.objects.create(code=code, name_vi=name_vi, name_en=name_en)
        FieldLeader.objects.create(field=row, leader=User.objects.get(username=username_of(leader)))
