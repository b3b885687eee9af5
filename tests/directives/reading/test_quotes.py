"""Words quoted with the speaker behind them."""

import pytest

from directives.reading.quotes import quoted
from tests.directives.reading.texts import reported

CHAIR = "Lê Minh Khuê"

BEHIND = {
    "given-name": ("“Các xã cần rà soát trạm y tế”, ông Khuê yêu cầu.", "ông Khuê", True),
    "title-and-name": (
        "“Phải xong trước mùa mưa”, Phó Chủ tịch UBND tỉnh Lê Minh Khuê nhấn mạnh.",
        "Phó Chủ tịch UBND tỉnh Lê Minh Khuê",
        True,
    ),
    "straight-quotes": ('"Cần làm ngay", đồng chí Khuê chỉ đạo.', "đồng chí Khuê", True),
    "dash": ("“Cần làm ngay” - ông Khuê đề nghị.", "ông Khuê", True),
    "adverb": ("“Cần làm ngay”, ông Khuê cũng lưu ý thêm.", "ông Khuê", True),
    "title-between-commas": (
        "“Cần làm ngay”, ông Khuê, người chủ trì cuộc họp, yêu cầu.",
        "ông Khuê",
        True,
    ),
    "only-saying": ("“Vùng cao còn khó khăn”, ông Khuê cho biết.", "ông Khuê", False),
    "last-of-two": ("“Một”, bà Hà nêu. “Hai”, ông Khuê yêu cầu.", "ông Khuê", True),
}


@pytest.mark.parametrize(("text", "who", "ordering"), BEHIND.values(), ids=BEHIND)
def test_the_speaker_behind_a_quotation(text, who, ordering):
    found = quoted(text, 0, len(text))
    assert found is not None
    assert (found.who, found.ordering) == (who, ordering)
    assert text[found.start :].lstrip(" ,-").startswith(who)


NONE_BEHIND = {
    "quoted-title": "Phong trào “Sạch từ nhà ra ngõ” được nhân rộng.",
    "speaker-in-front": "Ông Khuê yêu cầu: “Các xã rà soát trạm y tế”.",
    "a-thing-behind": "“Cần làm ngay”, khẩu hiệu trên tường ghi.",
    "speech-goes-on": "“Cần làm ngay”, ông Khuê yêu cầu các xã rà soát trạm y tế.",
    "no-quotation": "Các xã cần rà soát, ông Khuê yêu cầu.",
}


@pytest.mark.parametrize("text", NONE_BEHIND.values(), ids=NONE_BEHIND)
def test_no_speaker_behind(text):
    assert quoted(text, 0, len(text)) is None


BY_CHAIR = {
    "given-name": ("“Cần làm ngay”, ông Khuê yêu cầu.", CHAIR, True),
    "bare-title": ("“Cần làm ngay”, Phó Chủ tịch UBND tỉnh yêu cầu.", CHAIR, True),
    "somebody-else": ("“Cần làm ngay”, ông Dũng yêu cầu.", CHAIR, False),
    "same-rank-other-name": ("“Cần làm ngay”, Phó Chủ tịch UBND tỉnh Phan Văn Dũng yêu cầu.", CHAIR, False),
    "head-of-department": ("“Cần làm ngay”, Giám đốc Sở Y tế đề nghị.", CHAIR, False),
    "chair-unknown-and-ordering": ("“Cần làm ngay”, ông Dũng yêu cầu.", None, True),
    "chair-unknown-and-saying": ("“Cần làm ngay”, ông Dũng cho hay.", None, False),
}


@pytest.mark.parametrize(("text", "chair", "expected"), BY_CHAIR.values(), ids=BY_CHAIR)
def test_whether_the_chair_is_quoted(text, chair, expected):
    found = quoted(text, 0, len(text))
    assert found is not None
    assert found.by_chair(chair) is expected


READ = {
    "the-chair-orders": ("“Các xã phải rà soát ngay trạm y tế”, ông Khuê yêu cầu.", [("các xã",)]),
    "somebody-else": ("“UBND tỉnh cần bổ sung biên chế”, Giám đốc Sở Y tế Trần Văn Bình kiến nghị.", []),
    "a-state-only": ("“Vùng cao còn nhiều khó khăn”, ông Khuê cho biết.", []),
}


@pytest.mark.parametrize(("paragraph", "leads"), READ.values(), ids=READ)
def test_quotations_in_a_report(paragraph, leads):
    assert [tuple(name.lower() for name in point.lead) for point in reported(paragraph)] == leads
