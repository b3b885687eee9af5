"""The named cast of the tests: who owns, who is on the team, who must see nothing."""

import pickle
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Model

from departments.actors import Actor, actor_of
from departments.models import (
    Department,
    DepartmentGroup,
    Field,
    FieldLeader,
    GroupMember,
    Membership,
    Post,
    User,
)

# In the order in which rows refer to each other.
CAST_MODELS: tuple[type[Model], ...] = (
    Department,
    User,
    Membership,
    DepartmentGroup,
    GroupMember,
    Field,
    FieldLeader,
)
TZ = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 11, 23)  # the day after, 24/11, is Vietnam Culture Day: a public holiday since 2026


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a local day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TZ)


NOW = at(MONDAY)


@dataclass
class Cast:
    """People by the part they play, departments by their short code."""

    chair: User
    vice_chair: User
    other_vice_chair: User
    chief: User
    monitor: User
    other_monitor: User
    head: User
    deputy: User
    clerk: User
    officer: User
    colleague: User
    finance_head: User
    finance_officer: User
    commune_officer: User
    outsider: User
    administrator: User
    board: Department
    finance: Department
    farming: Department
    police: Department
    office: Department
    committee: Department
    communes: list[Department]
    closed: Department
    outside: Department
    group: DepartmentGroup
    field: Field

    def actor(self, user: User, on: date = MONDAY) -> Actor:
        return actor_of(user, on)


def department(code: str, name: str, kind: str = "department", **fields: object) -> Department:
    return Department.objects.create(code=code, name=name, kind=kind, **fields)


def person(username: str, full_name: str, *posts: tuple[Department, str], **fields: object) -> User:
    user = User.objects.create_user(
        username, "mat-khau", full_name=full_name, email=f"{username}@example.vn", **fields
    )
    for where, post in posts:
        Membership.objects.create(user=user, department=where, post=post)
    return user


_kept: bytes | None = None  # the rows of the cast, once it has been written into an empty database


def make_cast() -> Cast:
    """Written person by person the first time in a process, after that one statement a table."""
    global _kept
    if User.objects.exists() or Department.objects.exists():
        return _written_one_by_one()
    if _kept is None:
        cast = _written_one_by_one()
        _kept = pickle.dumps((cast, [list(model._default_manager.order_by("pk")) for model in CAST_MODELS]))
        return cast
    kept: tuple[Cast, list[list[Model]]] = pickle.loads(_kept)  # noqa: S301 -- our own rows
    for model, rows in zip(CAST_MODELS, kept[1], strict=True):
        model._default_manager.bulk_create(rows)
    return kept[0]


def _written_one_by_one() -> Cast:
    committee = department("UBND", "Ủy ban nhân dân tỉnh", "committee")
    office = department("VP", "Văn phòng Ủy ban nhân dân tỉnh", "office", parent=committee)
    board = department(
        "BQL",
        "Ban Quản lý các khu công nghiệp",
        "board",
        mailbox="bql@example.vn",
        short_name="Ban Quản lý các KCN",
    )
    finance = department("STC", "Sở Tài chính")
    farming = department("SNNMT", "Sở Nông nghiệp và Môi trường")
    police = department("CAT", "Công an tỉnh", "police")
    communes = [department(f"X{n}", f"Ủy ban nhân dân xã Đại Thanh {n}", "commune") for n in range(1, 4)]
    closed = department("SKHDT", "Sở Kế hoạch và Đầu tư", active_until=date(2025, 2, 28))
    outside = department("BTC", "Bộ Tài chính", "outside")
    group = DepartmentGroup.objects.create(code="XA", name="các xã, phường")
    for commune in communes:
        GroupMember.objects.create(group=group, department=commune)
    field = Field.objects.create(code="KCN", name_vi="Khu công nghiệp", name_en="Industrial zones")
    vice_chair = person("pho-chu-tich", "Vũ Đình Khải", (committee, Post.VICE_CHAIR))
    FieldLeader.objects.create(field=field, leader=vice_chair)
    return Cast(
        chair=person("chu-tich", "Trịnh Quốc Hưng", (committee, Post.CHAIR)),
        vice_chair=vice_chair,
        other_vice_chair=person("pho-chu-tich-2", "Lâm Thị Hồng Gấm", (committee, Post.VICE_CHAIR)),
        chief=person("chanh-van-phong", "Đoàn Nhật Minh", (office, Post.CHIEF_OF_OFFICE)),
        monitor=person("theo-doi", "Phạm Thị Ngọc Diệp", (office, Post.MONITOR)),
        other_monitor=person("theo-doi-2", "Bùi Thị Quỳnh Anh", (office, Post.MONITOR)),
        head=person("truong-ban", "Lê Trọng Nghĩa", (board, Post.HEAD)),
        deputy=person("pho-ban", "Ngô Thị Thu Hằng", (board, Post.DEPUTY)),
        clerk=person("van-thu", "Đỗ Tiến Đạt", (board, Post.CLERK)),
        officer=person("chuyen-vien", "Nguyễn Hoàng Thảo Ly", (board, Post.OFFICER)),
        colleague=person("dong-nghiep", "Trần Gia Bảo", (board, Post.OFFICER)),
        finance_head=person("giam-doc-stc", "Hoàng Đức Toàn", (finance, Post.HEAD)),
        finance_officer=person("cv-stc", "Đặng Thùy Linh", (finance, Post.OFFICER)),
        commune_officer=person("cv-xa", "Lý Văn Sáng", (communes[0], Post.HEAD)),
        outsider=person("nguoi-ngoai", "Công Huyền Tôn Nữ Diệu Hương", (farming, Post.HEAD)),
        administrator=person("quan-tri", "Quản trị hệ thống", (office, Post.ADMINISTRATOR), is_staff=True),
        board=board,
        finance=finance,
        farming=farming,
        police=police,
        office=office,
        committee=committee,
        communes=communes,
        closed=closed,
        outside=outside,
        group=group,
        field=field,
    )
