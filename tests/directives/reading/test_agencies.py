import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens
from directives.reading.model import Agency
from directives.reading.offices import written_out

GRAMMAR = Grammar(home="tỉnh Bắc Sông")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Tài chính chủ trì lập phương án", ["Sở Tài chính"]),
        ("Sở Văn hóa, Thể thao và Du lịch khẩn trương rà soát", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở GD&ĐT, Sở KH&CN phối hợp", ["Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ"]),
        ("các Sở: Nội vụ, Tư pháp và Y tế tiếp tục", ["Sở Nội vụ", "Sở Tư pháp", "Sở Y tế"]),
        (
            "Các Bộ, cơ quan: Quốc phòng, Ngoại giao, Đài Tiếng nói Việt Nam khẩn trương báo cáo",
            ["Bộ Quốc phòng", "Bộ Ngoại giao", "Đài Tiếng nói Việt Nam"],
        ),
        ("các sở, ban, ngành và địa phương liên quan cần", ["các sở, ban, ngành và địa phương liên quan"]),
        ("các sở, ngành, UBND các xã cần", ["các sở, ngành", "Ủy ban nhân dân các xã"]),
        (
            "UBND các huyện: Phú Hòa, Tân Lập phải",
            ["Ủy ban nhân dân huyện Phú Hòa", "Ủy ban nhân dân huyện Tân Lập"],
        ),
        (
            "UBND các tỉnh, thành phố: Đà Nẵng, Gia Lai phải",
            ["Ủy ban nhân dân thành phố Đà Nẵng", "Ủy ban nhân dân tỉnh Gia Lai"],
        ),
        (
            "UBND xã Phú Hòa, phường Tân Lập cần",
            ["Ủy ban nhân dân xã Phú Hòa", "Ủy ban nhân dân phường Tân Lập"],
        ),
        ("Chủ tịch UBND các xã, phường chịu trách nhiệm", ["Chủ tịch Ủy ban nhân dân các xã, phường"]),
        ("đồng chí Giám đốc Sở Y tế trực tiếp chỉ đạo", ["Giám đốc Sở Y tế"]),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh đẩy nhanh", ["Ban Quản lý dự án đầu tư xây dựng tỉnh"]),
        ("Ban Quản lý dự án xây dựng phương án", ["Ban Quản lý dự án"]),
        ("BQL các KCN của tỉnh cần", ["Ban Quản lý các khu công nghiệp"]),
        ("Tỉnh cần", ["tỉnh Bắc Sông"]),
        ("Chủ đầu tư và các nhà thầu tập trung", ["Chủ đầu tư", "các nhà thầu"]),
        ("các doanh nghiệp có trụ sở tại tỉnh phải nộp", ["các doanh nghiệp có trụ sở tại tỉnh"]),
        ("Công an tỉnh tăng cường tuần tra", ["Công an tỉnh"]),
        ("ngành y tế tiếp tục", ["ngành y tế"]),
    ],
)
def test_addressees_before_a_predicate(text, names):
    found = GRAMMAR.addressed(tokens(text), 0)
    assert found is not None
    assert list(found[0].names) == names


@pytest.mark.parametrize("text", ["Công trình giao thông", "rà soát lại", "", "2026", "Hội nghị bắt đầu"])
def test_no_office_no_addressee(text):
    assert GRAMMAR.addressed(tokens(text), 0) is None


def test_a_known_agency_gives_its_own_name():
    grammar = Grammar([Agency("sct", "Sở Công Thương", ("Sở CT", "Cơ quan quản lý công thương"))])
    for text in ("Sở CT rà soát", "Cơ quan quản lý công thương rà soát"):
        found = grammar.addressed(tokens(text), 0)
        assert found is not None
        assert found[0].names == ("Sở Công Thương",)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND TP. Huế", "Ủy ban nhân dân thành phố Huế"),
        ("Bộ KH&ĐT", "Bộ Kế hoạch và Đầu tư"),
        ("Ban Quản lý các KCN", "Ban Quản lý các khu công nghiệp"),
        ("UBND TPHCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("KCNC", "KCNC"),
    ],
)
def test_abbreviations_are_written_out(short, full):
    assert written_out(short) == full
