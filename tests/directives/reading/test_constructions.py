"""Orders without a speaker: office and predicate, bare, toward an addressee."""

import pytest

from directives.reading.agencies import Grammar
from directives.reading.constructions import Constructions, is_people
from directives.reading.folding import tokens

READER = Constructions(Grammar(home="tỉnh Bắc Sông"), "Lê Minh Khuê")

SUBJECTS = {
    "action": ("Sở Y tế rà soát các trạm", ["Sở Y tế"], "rà soát"),
    "manner": ("Các xã khẩn trương rà soát", ["các xã"], "khẩn"),
    "must": ("Các địa phương phải rà soát", ["các địa phương"], "phải"),
    "given": ("Sở Y tế được giao chủ trì rà soát", ["Sở Y tế"], "được"),
    "leads": ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát", ["Sở Y tế"], "chủ"),
    "also-leads": ("Sở Y tế cũng chủ trì rà soát", ["Sở Y tế"], "chủ"),
    "must-not": ("Sở Y tế không được để thiếu thuốc", ["Sở Y tế"], "không"),
    "not-doing": ("Các xã không tổ chức lễ khởi công", ["các xã"], "không"),
    "post": ("Giám đốc Sở Y tế trực tiếp kiểm tra", ["Giám đốc Sở Y tế"], "trực"),
    "aside": ("Các xã, với tinh thần trách nhiệm cao, rà soát", ["các xã"], "rà"),
    "several": ("Sở Y tế, Sở Nội vụ và UBND các xã rà soát", ["Sở Y tế", "Sở Nội vụ", "Ủy ban nhân dân các xã"], "rà"),
    "people-must": ("Người dân phải khai báo, báo cáo", ["Người dân"], "phải"),
}  # fmt: skip
NO_SUBJECTS = {
    "done": "Sở Y tế đã rà soát các trạm",
    "state": "Sở Y tế là cơ quan chuyên môn",
    "the-chair": "Lê Minh Khuê chủ trì cuộc họp",
    "ruler": "Thủ tướng Chính phủ chỉ đạo quyết liệt",
    "praise": "Sở Y tế đánh giá cao các xã",
    "announcing": "Văn phòng UBND tỉnh thông báo kết luận",
    "speaker": "Giám đốc Sở Y tế đề nghị bổ sung biên chế",
    "people": "Người dân trồng lúa",
    "no-office": "Trạm cấp nước khởi công",
}


@pytest.mark.parametrize(("text", "leads", "action"), SUBJECTS.values(), ids=SUBJECTS)
def test_office_and_predicate(text, leads, action):
    where = tokens(text)
    order = READER.subject(where, 0)
    assert order is not None
    assert (order.kind, list(order.leads), where.at(order.action)) == ("subject", leads, action.split()[0])


@pytest.mark.parametrize("text", NO_SUBJECTS.values(), ids=NO_SUBJECTS)
def test_no_office_that_is_to_do_something(text):
    assert READER.subject(tokens(text), 0) is None


BARE = {
    "action": ("Rà soát các trạm", "imperative"),
    "going-on": ("Tiếp tục rà soát các trạm", "imperative"),
    "need": ("Cần rà soát các trạm", "modal"),
    "must-not": ("Không được để thiếu thuốc", "modal"),
    "not": ("Không tổ chức lễ khởi công", "imperative"),
    "regularly": ("Định kỳ hằng tuần, tổng hợp số liệu", "imperative"),
}
NOT_BARE = {
    "praise": "Ghi nhận cố gắng của các xã",
    "agreement": "Thống nhất chủ trương xây trạm",
    "only-an-adverbial": "Trên cơ sở ý kiến các xã",
    "regularly-somebody": "Định kỳ hằng tuần, Sở Y tế tổng hợp số liệu",
    "a-noun": "Cấp xã đã sắp xếp",
    "noting-a-thing": "Lưu ý các nội dung",
}


@pytest.mark.parametrize(("text", "kind"), BARE.values(), ids=BARE)
def test_bare_actions(text, kind):
    order = READER.bare(tokens(text), 0)
    assert order is not None
    assert (order.kind, order.leads) == (kind, ())


@pytest.mark.parametrize("text", NOT_BARE.values(), ids=NOT_BARE)
def test_no_bare_action(text):
    assert READER.bare(tokens(text), 0) is None


TOWARD = {
    "office": ("Đối với Sở Y tế, rà soát các trạm", ["Sở Y tế"]),
    "duty": ("Đối với các xã, cần rà soát các trạm", ["các xã"]),
    "a-thing": ("Đối với trạm y tế hư hỏng, rà soát ngay", None),
    "no-comma": ("Đối với Sở Y tế rà soát các trạm", None),
    "no-action": ("Đối với Sở Y tế, kết quả còn thấp", None),
    "otherwise": ("Về phía Sở Y tế, rà soát các trạm", None),
}


@pytest.mark.parametrize(("text", "leads"), TOWARD.values(), ids=TOWARD)
def test_the_addressee_in_an_adverbial(text, leads):
    order = READER.toward(tokens(text), 0)
    assert (list(order.leads) if order else None) == leads


PEOPLE = {
    "people": ("người dân", True),
    "households": ("các hộ dân", True),
    "delegates": ("Các đại biểu", True),
    "office": ("Sở Y tế", False),
    "committee": ("Ủy ban nhân dân các xã", False),
}


@pytest.mark.parametrize(("name", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_people_at_large(name, expected):
    assert is_people(name) is expected
