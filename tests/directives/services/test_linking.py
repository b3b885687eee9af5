"""Names of a text linked to departments and groups."""

import pytest

from departments.models import Department, DepartmentAlias, DepartmentGroup, GroupAlias
from directives.services.linking import Directory
from tests.cast import MONDAY, department

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(cast):
    department("SXD", "Sở Xây dựng")
    for body, alias in ((cast.board, "BQL KCN"), (cast.finance, "Sở TC"), (cast.farming, "Sở NN&MT")):
        DepartmentAlias.objects.create(department=body, name=alias)
    zones = DepartmentGroup.objects.create(code="KCN", name="các xã, phường có khu công nghiệp")
    GroupAlias.objects.create(group=zones, name="UBND các xã có KCN")
    return Directory(MONDAY)


ONE = {
    "Sở Tài chính": "STC",
    "sở tài  chính": "STC",
    "Sở TC": "STC",
    "Giám đốc Sở Tài chính": "STC",
    "đồng chí Giám đốc Sở Tài chính": "STC",
    "Lãnh đạo Sở Tài chính": "STC",
    "Sở Tài chính tỉnh": "STC",
    "Ban Quản lý các KCN": "BQL",
    "Ban Quản lý các khu công nghiệp tỉnh": "BQL",
    "Trưởng ban Ban Quản lý các khu công nghiệp": "BQL",
    "Trưởng Ban Quản lý các khu công nghiệp": "BQL",
    "Công an tỉnh": "CAT",
    "Giám đốc Công an tỉnh": "CAT",
    "Văn phòng UBND tỉnh": "VP",
    "Chánh Văn phòng Ủy ban nhân dân tỉnh": "VP",
    "UBND xã Đại Thanh 1": "X1",
    "xã Đại Thanh 1": "X1",
    "Chủ tịch UBND xã Đại Thanh 1": "X1",
    "Bộ Tài chính": "BTC",
}


@pytest.mark.parametrize("name", ONE)
def test_one_department(directory, name):
    (link,) = directory.links(name)
    assert link.department_id is not None
    assert Department.objects.get(pk=link.department_id).code == ONE[name]


GROUPS = {
    "các xã, phường": "XA",
    "UBND các xã, phường": "XA",
    "Ủy ban nhân dân các xã,phường": "XA",
    "Chủ tịch Ủy ban nhân dân các xã, phường": "XA",
    "UBND các xã, phường trên địa bàn tỉnh": "XA",
    "toàn thể các xã, phường": "XA",
    "UBND các xã, phường có KCN": "KCN",
    "Ủy ban nhân dân các xã có khu công nghiệp": "KCN",
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_group(directory, name):
    (link,) = directory.links(name)
    assert link.group_id is not None
    assert DepartmentGroup.objects.get(pk=link.group_id).code == GROUPS[name]


@pytest.mark.parametrize(
    "name",
    [
        "các Sở: Tài chính, Xây dựng",
        "Sở Tài chính và Sở Xây dựng",
        "các Sở Tài chính, Xây dựng",
        "Sở Tài chính, Xây dựng",
    ],
)
def test_several_in_one_name(cast, directory, name):
    found = Department.objects.in_bulk([link.department_id for link in directory.links(name)])
    assert {body.code for body in found.values()} == {"STC", "SXD"}


@pytest.mark.parametrize(
    "name",
    [
        "các sở, ngành liên quan",
        "các đơn vị liên quan",
        "các cơ quan chức năng",
        "Sở Kế hoạch và Đầu tư",  # closed
        "Ủy ban nhân dân tỉnh",  # the Committee itself is given no task
        "các Sở: Tài chính, Du lịch",  # one of them is not known: the whole is the clerk's
        "chủ đầu tư",
        "",
    ],
)
def test_nothing_is_guessed(directory, name):
    (link,) = directory.links(name)
    assert link.unknown
    assert link.name == name


def test_an_alias_two_departments_share_links_to_neither(cast, directory):
    for body in (cast.finance, cast.farming):
        DepartmentAlias.objects.create(department=body, name="Sở chuyên ngành")
    assert Directory(MONDAY).link("Sở chuyên ngành").unknown


def test_the_directory_costs_four_statements(cast, directory, django_assert_num_queries):
    with django_assert_num_queries(4):
        for name in [*ONE, *GROUPS]:
            directory.links(name)
