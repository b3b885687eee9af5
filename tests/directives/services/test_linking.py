"""Names of a text linked to departments and groups: a province of easily confused names, in many spellings."""

from collections.abc import Iterator
from time import perf_counter

import pytest
from django.db import transaction

from departments.models import Department, DepartmentGroup
from directives.services.linking import Directory, State, agencies
from tests.cast import MONDAY, department
from tests.directives.services.province import make_province

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def province(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Made once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_province()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def directory(province):
    return Directory(MONDAY)


@pytest.fixture(scope="module")
def codes(province, django_db_blocker):
    with django_db_blocker.unblock():
        departments = {row.pk: row.code for row in Department.objects.all()}
        groups = {row.pk: row.code for row in DepartmentGroup.objects.all()}
    return lambda link: departments.get(link.department_id) or groups.get(link.group_id)


@pytest.fixture(scope="module")
def offered(province, django_db_blocker):
    with django_db_blocker.unblock():
        departments = {row.pk: row.code for row in Department.objects.all()}
        groups = {row.pk: row.code for row in DepartmentGroup.objects.all()}
    return lambda link: {
        departments.get(target.department_id) or groups[target.group_id] for target in link.candidates
    }


EXACT = {
    "Sở Tài chính": "STC",
    "sở tài  chính": "STC",
    "SỞ TÀI CHÍNH": "STC",
    "So Tai chinh": "STC",
    "Sở TC": "STC",
    "STC": "STC",
    "Giám đốc Sở Tài chính": "STC",
    "đồng chí Giám đốc Sở Tài chính": "STC",
    "đồng chí Trần Văn Bình, Giám đốc Sở Tài chính": "STC",
    "Lãnh đạo Sở Tài chính": "STC",
    "Sở Tài chính tỉnh": "STC",
    "Sở Tài chính tỉnh Trà Giang": "STC",
    "Sở Tài chính (Phòng Ngân sách)": "STC",
    "Sở NN&MT": "SNNMT",
    "Sở NNMT": "SNNMT",
    "Sở NN và MT": "SNNMT",
    "Sở Nông nghiệp - Môi trường": "SNNMT",
    "Sở VH,TT&DL": "SVHTTDL",
    "Sở VHTTDL": "SVHTTDL",
    "Sở Văn hoá, Thể thao và Du lịch": "SVHTTDL",
    "Sở Văn hóa Thể thao Du lịch": "SVHTTDL",
    "Sở GD&ĐT": "SGDDT",
    "SGDĐT": "SGDDT",
    "Sở TP": "STP",
    "Sở CT": "SCT",
    "Ban Quản lý các KCN": "BKCN",
    "Ban Quản lý KCN": "BKCN",
    "BQL KCN": "BKCN",
    "BQL các KCN tỉnh": "BKCN",
    "BQLKCN": "BKCN",
    "Trưởng ban Ban Quản lý các khu công nghiệp": "BKCN",
    "Trưởng Ban Quản lý các khu công nghiệp tỉnh": "BKCN",
    "Công an tỉnh": "CAT",
    "CA tỉnh": "CAT",
    "Giám đốc Công an tỉnh": "CAT",
    "Bộ CHQS tỉnh": "QS",
    "BCH QS tỉnh": "QS",
    "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh": "QS",
    "Chánh Thanh tra tỉnh": "TTT",
    "Văn phòng UBND tỉnh": "VP",
    "VP UBND tỉnh": "VP",
    "Chánh Văn phòng": "VP",
    "Chánh Văn phòng Ủy ban nhân dân tỉnh": "VP",
    "UBND xã Tân Lập": "X-TL",
    "xã Tân Lập": "X-TL",
    "Tân Lập": "X-TL",
    "Tân Lập Đông": "X-TLD",
    "Chủ tịch UBND xã Tân Lập Đông": "X-TLD",
    "Ủy ban nhân dân xã Tân Lập, tỉnh Trà Giang": "X-TL",
    "phường Đông Hải": "P-DH",
    "Đồng Hải": "X-DH",
    "UBND đặc khu Cồn Sóng": "DK-CS",
    "xã Hòa An (Trà Bắc)": "X-HA1",
    "Tổ trưởng Tổ công tác cải cách hành chính": "TCT",
}
FORMER = {"Sở Giao thông vận tải": "SXD", "Sở GTVT": "SXD", "Sở LĐ-TB&XH": "SNV"}
SUCCEEDED = {"Sở Kế hoạch và Đầu tư": "STC", "Sở KH&ĐT": "STC", "Giám đốc Sở TN&MT": "SNNMT"}
FUZZY = {
    "Sở Tai chính": "STC",
    "Sở Tài chnh": "STC",
    "Sở Nông nghệp và Môi trường": "SNNMT",
    "Sở Môi trường và Nông nghiệp": "SNNMT",
    "Sở Khao học và Công nghệ": "SKHCN",
    "Sở Du lịch, Văn hóa và Thể thao": "SVHTTDL",
    "Sở Văn hóa và Du lịch": "SVHTTDL",
    "Sở Môi trường": "SNNMT",
    "Sở Kế hoạch": "STC",
    "Ban QLDA công trình giao thông": "BGT",
    "Ban QLDA giao thông": "BGT",
    "xã Tân Lâp": "X-TL",
    "xã Tân Lậpp": "X-TL",
    "phường Tân Lập": "X-TL",
}
OUTSIDE = {"Bộ Nông nghiệp và Môi trường": "BNNMT", "Bộ NN&MT": "BNNMT"}
GROUPS = {
    "các sở, ban, ngành": "SBN",
    "các sở, ngành": "SBN",
    "Thủ trưởng các sở, ban, ngành tỉnh": "SBN",
    "các sở, ban, ngành cấp tỉnh": "SBN",
    "các xã, phường, đặc khu": "XP",
    "UBND các xã, phường": "XP",
    "Ủy ban nhân dân các xã,phường": "XP",
    "Chủ tịch Ủy ban nhân dân các xã, phường": "XP",
    "UBND các xã, phường trên địa bàn tỉnh": "XP",
    "toàn thể các xã, phường": "XP",
    "các địa phương": "XP",
    "các xã, phường có CCN": "CCN",
    "UBND các xã, phường nơi có cụm công nghiệp": "CCN",
    "các địa phương có cụm công nghiệp": "CCN",
    "các xã ven biển": "BIEN",
    "các địa phương ven biển": "BIEN",
}
FOUND = [
    *((State.EXACT, name, code) for name, code in EXACT.items()),
    *((State.FORMER, name, code) for name, code in FORMER.items()),
    *((State.SUCCEEDED, name, code) for name, code in SUCCEEDED.items()),
    *((State.FUZZY, name, code) for name, code in FUZZY.items()),
    *((State.OUTSIDE, name, code) for name, code in OUTSIDE.items()),
    *((State.GROUP, name, code) for name, code in GROUPS.items()),
]


@pytest.mark.parametrize(("state", "name", "code"), FOUND, ids=lambda value: str(value))
def test_one_name(directory, codes, state, name, code):
    (link,) = directory.links(name)
    assert (codes(link), link.state) == (code, state)
    assert bool(link.called) == (state in (State.FORMER, State.SUCCEEDED, State.FUZZY))


AMBIGUOUS = {
    "xã Hòa An": {"X-HA1", "X-HA2"},
    "Hòa An": {"X-HA1", "X-HA2"},
    "Dong Hai": {"P-DH", "X-DH"},
    "Sở Thông tin và Truyền thông": {"SKHCN", "SVHTTDL"},
    "Sở TT&TT": {"SKHCN", "SVHTTDL"},
    "Sở quản lý chuyên ngành": {"SXD", "SCT"},
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_several_could_be_is_chosen_by_the_clerk(directory, offered, name):
    (link,) = directory.links(name)
    assert (link.state, link.unknown) == (State.AMBIGUOUS, True)
    assert offered(link) == AMBIGUOUS[name]


def test_the_other_heirs_of_an_old_name_are_offered(directory, offered):
    assert offered(directory.link("Sở Lao động - Thương binh và Xã hội")) == {"SYT", "SGDDT"}


GENERIC = {
    "các sở, ngành liên quan": {"SBN"},
    "các sở, ban, ngành và địa phương có liên quan": {"SBN", "XP", "CCN", "BIEN"},
    "các xã, phường khác": {"XP", "CCN", "BIEN"},
    "các xã, phường có khu công nghiệp": {"XP", "CCN", "BIEN"},
    "các cơ quan, đơn vị": {"SBN", "XP", "CCN", "BIEN"},
    "các đơn vị liên quan": {"SBN", "XP", "CCN", "BIEN"},
    "các cơ quan chức năng": {"SBN", "XP", "CCN", "BIEN"},
    "chủ đầu tư": {"SBN", "XP", "CCN", "BIEN"},
    "các nhà thầu": {"SBN", "XP", "CCN", "BIEN"},
}


@pytest.mark.parametrize("name", GENERIC)
def test_a_class_no_group_stands_for_offers_those_that_fit(directory, offered, name):
    (link,) = directory.links(name)
    assert (link.state, link.unknown) == (State.GENERIC, True)
    assert offered(link) == GENERIC[name]


ENTERABLE = [
    "Bộ Công Thương",
    "Công ty Cổ phần Hạ tầng Sóng Xanh",
    "chủ đầu tư Khu dân cư Bến Trà",
    "Trường Trung học cơ sở Tân Lập",
    "Ban Quản lý dự án khu công nghiệp",
]
UNKNOWN = [
    "Ủy ban nhân dân tỉnh",  # the Committee itself is given no task
    "Ủy ban nhân dân tỉnh Trà Giang",
    "Sở Kinh tế đối ngoại",  # ended, and nobody has followed
    "Sở Tài nguyên khoáng sản",
    "Sở Tài",
    "Sở Du lịch và Hàng không",
    "Ban Quản lý",
    "Ban Quản lý dự án",
    "Ban Quản lý khu kinh tế",
    "xã Tân",
    "xã Tân Lộp",
    "xã Tân Lập Tây",
    "Công an xã Tân Lập",
    "các Sở: Tài chính, Hàng không",  # one of them is not known: the whole is the clerk's
    "đồng chí Trần Văn Bình",
    "",
]


@pytest.mark.parametrize("name", [*UNKNOWN, *ENTERABLE])
def test_nothing_is_guessed(directory, name):
    (link,) = directory.links(name)
    assert (link.name, link.state, link.unknown, link.candidates) == (name, State.UNKNOWN, True, ())
    assert link.enterable == (name in ENTERABLE)


SEVERAL = {
    "các Sở: Tài chính, Xây dựng": ["STC", "SXD"],
    "Sở Tài chính và Sở Xây dựng": ["STC", "SXD"],
    "các Sở Tài chính, Xây dựng": ["STC", "SXD"],
    "Sở Tài chính, Xây dựng": ["STC", "SXD"],
    "các Sở: Văn hóa, Thể thao và Du lịch, Y tế và Nông nghiệp và Môi trường": ["SVHTTDL", "SYT", "SNNMT"],
    "UBND các xã, phường Tân Lập, Tân Lập Đông, Đông Hải": ["X-TL", "X-TLD", "P-DH"],
    "UBND các xã, phường: Thạnh Mỹ, Đồng Hải": ["P-TM", "X-DH"],
    "UBND các xã Tân Lập, Đồng Hải và phường Đông Hải": ["X-TL", "X-DH", "P-DH"],
    "các xã: Tân Lập, Hòa An": ["X-TL", None],  # the second is chosen by the clerk
    "các sở, ngành, địa phương": ["XP", "SBN"],
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_in_one_name(directory, codes, name):
    assert [codes(link) for link in directory.links(name)] == SEVERAL[name]


# (what there is, what the text says): neither is ever taken for the other.
APART = [
    ("Sở Tài chính", "Sở Tài nguyên"),
    ("Sở Tài nguyên", "Sở Tài chính"),
    ("Ban Quản lý khu công nghiệp", "Ban Quản lý dự án"),
    ("Ban Quản lý dự án đầu tư xây dựng khu công nghiệp", "Ban Quản lý khu công nghiệp"),
    ("Sở Nội vụ", "Sở Ngoại vụ"),
    ("Sở Công Thương", "Sở Công nghệ"),
    ("Ủy ban nhân dân xã Tân Lập Đông", "xã Tân Lập"),
    ("Ủy ban nhân dân xã Tân Lập", "xã Tân Lập Đông"),
    ("Ủy ban nhân dân xã An Hòa", "xã Hòa An"),
    ("Ủy ban nhân dân xã Tân Phú", "xã Tân Phúc"),
    ("Chi cục Thủy lợi", "Chi cục Thủy sản"),
]


@pytest.mark.parametrize(("ours", "said"), APART)
def test_names_that_look_alike_stay_apart(ours, said):
    Department.objects.update(active_from=MONDAY.replace(year=2030), active_until=None)
    department("A", ours, "commune" if "xã" in ours else "department")
    (link,) = Directory(MONDAY).links(said)
    assert link.unknown
    assert not link.candidates


def test_what_the_reading_is_told_keeps_old_and_shared_names_apart(codes):
    told = agencies(MONDAY)
    assert ("SXD", "Sở Giao thông vận tải") in {(row.code, row.name) for row in told}
    assert [row.name for row in told].count("Sở quản lý chuyên ngành") == 2
    assert "CA tỉnh Trà Giang" in next(row.aliases for row in told if row.code == "CAT")


def test_the_statements_do_not_grow_with_the_names(django_assert_num_queries):
    with django_assert_num_queries(6):
        directory = Directory(MONDAY)
        for name in [*EXACT, *FORMER, *SUCCEEDED, *FUZZY, *GROUPS, *UNKNOWN, *SEVERAL, *GENERIC]:
            directory.links(name)


def test_a_hundred_points_are_linked_in_no_time():
    """300 departments; every point names three, of which many are misspelt: 50 ms, ten times that on a busy machine."""
    Department.objects.bulk_create(
        Department(code=f"X{n}", name=f"Ủy ban nhân dân xã Bình {n:03}", kind="commune") for n in range(300)
    )
    directory = Directory(MONDAY)
    directory.links("Sở Tài chnh")
    names = [*EXACT, *FUZZY, *UNKNOWN, *GENERIC, *(f"Ủy ban nhân dân xã Bính {n:03}" for n in range(200))]
    started = perf_counter()
    for name in names:
        directory.links(name)
    assert len(names) > 280
    assert perf_counter() - started < 0.5
