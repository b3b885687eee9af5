"""Tasks whose action stands on no list are supposed only where something addresses them."""

import pytest

from directives.reading import read

HEAD = "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp\n\nChủ tịch UBND tỉnh kết luận như sau:\n\n"
END = "\n\nVăn phòng thông báo để các cơ quan biết, thực hiện./.\n\nNơi nhận:\n- Như trên."

CASES = [
    ("below-a-heading", "1. Sở Y tế:\n- Vun xới lại các vườn thuốc nam ở trạm y tế xã.", ("Sở Y tế",)),
    ("behind-a-department", "1. Sở Y tế vun xới lại các vườn thuốc nam ở trạm y tế xã.", ("Sở Y tế",)),
    ("nobody-addressed", "1. Vun xới lại các vườn thuốc nam ở trạm y tế xã.", None),
    ("a-state", "1. Sở Y tế là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.", None),
    ("a-thing", "1. Sở Y tế:\n- Kinh phí mua thuốc nam cho các trạm y tế xã.", None),
    ("done", "1. Sở Y tế:\n- Vun xới đã xong ở mười hai trạm y tế xã.", None),
    ("short", "1. Sở Y tế:\n- Vun xới vườn thuốc.", None),
    ("a-name", "1. Sở Y tế:\n- Trạm Y tế xã Tân Lập và các trạm lân cận.", None),
]


@pytest.mark.parametrize(("text", "lead"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_supposed(text, lead):
    points = read(HEAD + text + END).points
    assert [point.lead for point in points] == ([lead] if lead else [])
    for point in points:
        assert "predicate:unknown" in point.why
        assert point.confidence < 0.75
