"""A notice and a news report of our own, with a place for the sentences a test is about."""

from directives.reading import read

HEAD = """UBND TỈNH BẮC SÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 17/TB-UBND
Bắc Sông, ngày 10 tháng 3 năm 2026

THÔNG BÁO
Kết luận của đồng chí Lê Minh Khuê - Phó Chủ tịch UBND tỉnh

Sau khi nghe các ý kiến, đồng chí Lê Minh Khuê - Phó Chủ tịch UBND tỉnh kết luận như sau:

"""
TAIL = """
Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:
- Các Sở;
- Lưu: VT.
"""


def noticed(body):
    """The points of a notice whose conclusion part is `body`; it was signed on 10 March 2026."""
    return read(HEAD + body + TAIL).points


def reported(paragraph):
    """The points of a news report in which the chair, Lê Minh Khuê, has begun to conclude before `paragraph`."""
    text = (
        "Sửa chữa các trạm y tế vùng cao\n\n"
        "Chiều 5/3/2026, ông Lê Minh Khuê, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp về y tế cơ sở.\n\n"
        "Kết luận cuộc họp, ông Lê Minh Khuê ghi nhận nỗ lực của ngành y tế.\n\n"
        f"{paragraph}\n"
    )
    return read(text).points


def who_does_what(points):
    return [(point.text, list(point.lead)) for point in points]
