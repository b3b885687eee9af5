"""The sample province: everybody can be reached, every name leads somewhere, nothing is guessed."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from departments.models import (
    Department,
    DepartmentGroup,
    Field,
    Membership,
    Post,
    Succession,
    User,
)
from departments.sample import (
    DEMO_ACCOUNTS,
    DEMO_PASSWORD,
    create_sample_organisation,
    is_empty,
    username_of,
)
from departments.sample_people import PEOPLE
from departments.selectors import assignable_departments, group_departments, working_calendar
from directives.services.linking import Directory

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The sample province, made once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert is_empty()
        create_sample_organisation(today=TODAY)
        yield
        transaction.set_rollback(True)


def test_it_is_not_empty_any_more():
    assert not is_empty()


def test_usernames_are_made_of_given_name_and_initials():
    names = {name for people in PEOPLE.values() for name, *_rest in people}
    assert username_of("Công Huyền Tôn Nữ Diệu Hương") == "huong.chtnd"
    assert username_of("H’Yer Niê Kđăm") == "kdam.hn"
    assert len({username_of(name) for name in names}) == len(names)


def test_the_listed_accounts_exist_and_share_the_password():
    for account in DEMO_ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.full_name == account.full_name
        assert check_password(DEMO_PASSWORD, user.password)
        assert account.role == account.role_vi


def test_the_accounts_cover_every_kind_of_desk():
    posts = [
        set(Membership.objects.filter(user__username=account.username).values_list("post", flat=True))
        for account in DEMO_ACCOUNTS
    ]
    wanted = [
        Post.MONITOR,
        Post.OFFICER,
        Post.HEAD,
        Post.CLERK,
        Post.CHAIR,
        Post.VICE_CHAIR,
        Post.ADMINISTRATOR,
    ]
    assert all(post in held for post, held in zip(wanted, posts, strict=True))


def test_every_department_has_somebody_to_receive_and_to_release():
    for department in assignable_departments(TODAY).exclude(kind="outside"):
        posts = set(
            Membership.objects.active(TODAY).filter(department=department).values_list("post", flat=True)
        )
        assert posts & {Post.HEAD, Post.CHIEF_OF_OFFICE}, department
        assert Post.CLERK in posts, department
        assert department.mailbox, department


def test_outside_bodies_have_neither_people_nor_address():
    outside = Department.objects.filter(kind="outside")
    assert outside.count() == 2
    assert not outside.exclude(mailbox="").exists()
    assert not Membership.objects.filter(department__in=outside).exists()


def test_mail_could_not_leave_by_mistake():
    assert not User.objects.exclude(email__endswith=".example").exists()
    assert not Department.objects.exclude(mailbox="").exclude(mailbox__endswith=".example").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sở NN&MT", "SNNMT"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "SNNMT"),
        ("Sở Kế hoạch và Đầu tư", "STC"),
        ("BQL các KCN", "BQLKCN"),
        ("Ban Quản lý các khu công nghiệp", "BQLKCN"),
        ("Giám đốc Sở Tài chính", "STC"),
        ("UBND phường Bình Sa", "P-BINHSA"),
        ("Chủ tịch Ủy ban nhân dân xã Đại Thanh", "X-DAITHANH"),
        ("Công an tỉnh", "CAT"),
        ("Văn phòng UBND tỉnh", "VP"),
    ],
)
def test_names_of_a_text_lead_to_a_department(name, code):
    assert Directory(TODAY).link(name).department_id == Department.objects.get(code=code).pk


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("các sở, ban, ngành", "SBN"),
        ("các sở, ngành", "SBN"),
        ("UBND các xã, phường", "XP"),
        ("các xã, phường, đặc khu", "XP"),
        ("Ủy ban nhân dân các xã, phường có khu công nghiệp", "XPKCN"),
    ],
)
def test_names_of_groups_lead_to_a_group(name, code):
    assert Directory(TODAY).link(name).group_id == DepartmentGroup.objects.get(code=code).pk


@pytest.mark.parametrize("name", ["các sở, ngành liên quan", "các đơn vị liên quan", "Ban Quản lý"])
def test_who_is_concerned_is_left_to_the_clerk(name):
    assert Directory(TODAY).link(name).unknown


def test_closed_departments_have_successors_and_take_no_work():
    closed = Department.objects.filter(active_until__isnull=False)
    assert closed.count() == 8
    assert not assignable_departments(TODAY).filter(pk__in=closed).exists()
    assert all(Succession.objects.filter(predecessor=row, on__gt=row.active_until).exists() for row in closed)
    split = Succession.objects.filter(predecessor__code="SLDTBXH")
    assert set(split.values_list("successor__code", flat=True)) == {"SNV", "SYT", "SGDDT"}


def test_a_commune_joins_its_group_next_month():
    group = DepartmentGroup.objects.get(code="XPKCN")
    assert group_departments(group, TODAY).count() == 11
    assert group_departments(group, date(2026, 12, 1)).count() == 12


def test_every_field_has_a_leader_in_charge():
    assert Field.objects.count() == Field.objects.exclude(in_charge=None).count() == 11


def test_the_calendar_swaps_days_of_2026():
    calendar = working_calendar()
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    assert not calendar.is_working(date(2026, 8, 31))
    assert calendar.is_working(date(2026, 8, 22))
