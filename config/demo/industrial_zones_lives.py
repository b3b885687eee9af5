"""What became of the longer points of the notice on the industrial zones."""

from config.demo.script import (
    Life,
    handed_in,
    life,
    prepared,
    reported,
    returned,
    sent_by_clerk,
    step,
    taken,
    verified,
)

_COUNTED = (
    "Đã rà soát, thống kê lao động ngoại tỉnh lưu trú trên địa bàn, gửi kèm biểu tổng hợp theo tổ dân phố."
)


def _counted(commune: str, number: str, sent: int, checked: int = 0) -> Life:
    """A commune sends its count to the Board; the Board's deputy confirms it on day `checked`."""
    steps = sent_by_clerk(sent, number, _COUNTED, part=commune)
    return steps + (verified(checked, who="hang.ntt", part=commune) if checked else ())


CENSUS = life(
    _counted("P-BINHSA", "88/BC-UBND", 17, 16),
    _counted("P-HAIVAN", "61/BC-UBND", 16, 15),
    _counted("P-NAMCUANGO", "104/BC-UBND", 16, 14),
    _counted("X-CAMKHEDONG", "57/BC-UBND", 15, 14),
    _counted("X-DAITHANH", "73/BC-UBND", 14, 13),
    _counted("X-NGHIATRU", "49/BC-UBND", 14, 12),
    _counted("X-PHULUONGHA", "66/BC-UBND", 11, 9),
    _counted("P-DONGMIT", "92/BC-UBND", 9, 8),
    _counted("X-QUYNHLAM", "58/BC-UBND", 3),
    reported(
        6, "Đã thống kê xong 5/9 thôn.", "Hoàn thành các thôn còn lại.", who="clerk", part="X-YENTHUONG"
    ),
)

# Who has seen the point that is for information only.
SEEN = life(
    *(
        (step(day, "acknowledge", part=code),)
        for day, code in (
            (23, "STC"),
            (23, "SXD"),
            (22, "SNV"),
            (22, "CAT"),
            (21, "SCT"),
            (20, "P-BINHSA"),
            (20, "P-HAIVAN"),
            (18, "X-DAITHANH"),
            (17, "SYT"),
            (15, "X-NGHIATRU"),
        )
    )
)

IDLE_LAND = life(
    taken(23, "ly.nht", "Lấy số liệu của cả ba sở trước khi tổng hợp."),
    reported(
        17, "Đã lập danh sách 24 dự án, đề nghị ba sở cung cấp số liệu.", "Làm việc với từng chủ đầu tư."
    ),
    handed_in(
        12,
        "371/BC-BQL",
        "Đã rà soát đủ 24 dự án: 11 dự án tiếp tục thực hiện, 6 dự án đề nghị gia hạn tiến độ có điều kiện, "
        "7 dự án chưa đủ căn cứ để đề xuất.",
        released=11,
        file="371-BC-BQL ra soat 24 du an.docx",
    ),
    returned(9, "Chưa có phương án cho 7 dự án. Làm rõ ranh giới, diện tích đã bàn giao rồi báo cáo lại."),
    reported(
        4,
        "Đã có số liệu đất đai của 4/7 dự án; 3 dự án còn lại đang đo đạc.",
        "Hoàn chỉnh phương án, gửi lại.",
    ),
)
REPORTING_RULES = life(
    taken(22, "ly.nht"),
    handed_in(
        6,
        "409/TTr-BQL",
        "Trình dự thảo Quy định chế độ báo cáo của doanh nghiệp trong khu công nghiệp, kèm thuyết minh.",
        released=5,
        file="Du thao Quy dinh che do bao cao.docx",
    ),
    returned(3, "Thiếu ý kiến góp ý của Sở Tư pháp và bảng tiếp thu, giải trình."),
    prepared(
        1,
        "421/TTr-BQL",
        "Đã tiếp thu 6/7 ý kiến góp ý của Sở Tư pháp, giải trình 1 ý kiến; hoàn chỉnh dự thảo trình ban hành.",
        file="Bang tiep thu, giai trinh.docx",
    ),
)
