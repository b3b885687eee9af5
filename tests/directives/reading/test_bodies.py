"""Bodies with a name of their own, classes of bodies, roles, party bodies, firms."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.folding import tokens

GRAMMAR = Grammar(home="tỉnh Bắc Sông")

NAMED = {
    "department": ("Cục Hải quan khẩn trương rà soát", ["Cục Hải quan"]),
    "management-board": (
        "Ban Quản lý dự án giao thông khẩn trương rà soát",
        ["Ban Quản lý dự án giao thông"],
    ),
    "television": ("Đài Truyền hình Việt Nam thông tin", ["Đài Truyền hình Việt Nam"]),
    "firm": ("Tập đoàn Điện lực Việt Nam rà soát", ["Tập đoàn Điện lực Việt Nam"]),
    "board-of-a-firm": (
        "Hội đồng quản trị Tổng công ty Cấp nước Bắc Sông rà soát",
        ["Hội đồng quản trị Tổng công ty Cấp nước Bắc Sông"],
    ),
    "party-committee": ("Ban cán sự đảng UBND tỉnh rà soát", ["Ban cán sự đảng Ủy ban nhân dân tỉnh"]),
    "party-standing-committee": ("Ban Thường vụ Tỉnh ủy rà soát", ["Ban Thường vụ Tỉnh ủy"]),
    "front": ("Mặt trận Tổ quốc các cấp vận động", ["Mặt trận Tổ quốc các cấp"]),
    "firms-as-a-class": (
        "Các tập đoàn, tổng công ty và doanh nghiệp rà soát",
        ["các tập đoàn, tổng công ty và doanh nghiệp"],
    ),
    "class-with-firms": (
        "Các bộ, ngành, tập đoàn, tổng công ty rà soát",
        ["các bộ, ngành, tập đoàn, tổng công ty"],
    ),
    "class": ("Các sở, ban, ngành rà soát", ["các sở, ban, ngành"]),
    "class-concerned": ("Các cơ quan liên quan rà soát", ["các cơ quan liên quan"]),
    "class-below": ("Các đơn vị trực thuộc Sở Y tế rà soát", ["các đơn vị trực thuộc Sở Y tế"]),
    "class-distributed": ("Các Sở: Y tế, Nội vụ rà soát", ["Sở Y tế", "Sở Nội vụ"]),
    "role": ("Chủ đầu tư rà soát", ["Chủ đầu tư"]),
    "roles": ("Các nhà thầu rà soát", ["các nhà thầu"]),
    "role-with-a-name": ("Nhà đầu tư (Tập đoàn Sông Xanh) rà soát", ["Tập đoàn Sông Xanh"]),
    "especially": ("Các sở, ngành, nhất là Sở Y tế rà soát", ["các sở, ngành", "Sở Y tế"]),
}
NOT_NAMED = {
    "meeting": "Hội nghị bắt đầu lúc 8 giờ",
    "organising": "tổ chức rà soát",
    "area": "khu vực miền núi còn khó khăn",
    "beginning": "ban đầu còn chậm",
    "issuing": "ban hành kế hoạch",
    "urgent": "cấp thiết phải làm",
    "reporting": "báo cáo kết quả",
    "market": "thị trường ổn định",
}


@pytest.mark.parametrize(("text", "names"), NAMED.values(), ids=NAMED)
def test_bodies(text, names):
    found = GRAMMAR.addressed(tokens(text), 0)
    assert found is not None
    assert list(found[0].names) == names


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_no_body(text):
    assert GRAMMAR.one(tokens(text), 0) is None
