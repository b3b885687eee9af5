"""More directives given without a conclusion, most of them to the Industrial Zones Management Board."""

from config.demo.script import (
    Order,
    approved,
    handed_in,
    life,
    prepared,
    reported,
    sent_by_clerk,
    step,
    taken,
    verified,
)

MORE_DIRECT_ORDERS: tuple[Order, ...] = (
    Order(
        text="Bộ Chỉ huy quân sự tỉnh chủ trì chuẩn bị diễn tập phòng, chống thiên tai và tìm kiếm cứu nạn cấp tỉnh.",
        title="Chuẩn bị diễn tập phòng, chống thiên tai và tìm kiếm cứu nạn cấp tỉnh",
        leads=("BCHQS",),
        coordinating=("CAT", "SNNMT", "SYT"),
        kind="dated",
        due=40,
        directed_by="hung.tq",
        field="ANNINH",
        issued_ago=1,
    ),
    Order(
        text="Thanh tra tỉnh kết luận nội dung đơn của một số hộ dân phường Nam Cửa Ngõ về bồi thường, hỗ trợ khi "
        "thu hồi đất.",
        title="Kết luận nội dung đơn của các hộ dân phường Nam Cửa Ngõ về bồi thường, thu hồi đất",
        leads=("TTT",),
        coordinating=("SNNMT", "P-NAMCUANGO"),
        directed_by="hung.tq",
        field="MOITRUONG",
        urgency="urgent",
        issued_ago=38,
        life=life(
            taken(37, "dai.sv"),
            (
                step(
                    30, "set_deadline", "directing", due_on=9, reason="Người dân kiến nghị tại tiếp công dân."
                ),
            ),
            reported(11, "Đã đối thoại với 18 hộ, xác minh hồ sơ 15 hộ."),
        ),
    ),
    Order(
        text="Sở Công Thương kiểm tra tình hình dự trữ hàng hóa thiết yếu, bình ổn thị trường các tháng cuối năm.",
        title="Kiểm tra dự trữ hàng hóa thiết yếu, bình ổn thị trường cuối năm",
        leads=("SCT",),
        coordinating=("STC",),
        kind="dated",
        due=30,
        directed_by="khai.vd",
        field="TAICHINH",
        issued_ago=22,
        life=life(
            (
                step(21, "refuse", reason="Đề nghị giao Sở Tài chính chủ trì vì liên quan quản lý giá."),
                step(19, "insist", reason="Dự trữ hàng hóa thuộc chức năng của Sở Công Thương."),
            ),
            taken(18, "my.lth"),
            reported(5, "Đã kiểm tra 6 doanh nghiệp đầu mối; nguồn hàng tăng 12%."),
        ),
    ),
    Order(
        text="Ban Quản lý các khu công nghiệp tỉnh thẩm định hồ sơ điều chỉnh dự án Nhà máy linh kiện chính xác Hải "
        "Vân, Khu công nghiệp Đồng Mít giai đoạn 2.",
        title="Thẩm định hồ sơ điều chỉnh dự án Nhà máy linh kiện chính xác Hải Vân",
        leads=("BQLKCN",),
        coordinating=("STC", "SXD", "SNNMT"),
        kind="dated",
        due=14,
        product="Báo cáo thẩm định",
        directed_by="khai.vd",
        field="THAMDINH",
        urgency="urgent",
        issued_ago=12,
        life=life(
            taken(11, "ly.nht"),
            reported(
                4, "Đã nhận ý kiến của Sở Tài chính; hồ sơ môi trường đang bổ sung.", "Hoàn thành báo cáo."
            ),
        ),
    ),
    Order(
        text="Ban Quản lý các khu công nghiệp tỉnh báo cáo tình hình cháy, nổ tại Khu công nghiệp Hải Vân và biện "
        "pháp phòng ngừa.",
        title="Báo cáo tình hình cháy, nổ tại Khu công nghiệp Hải Vân và biện pháp phòng ngừa",
        leads=("BQLKCN",),
        coordinating=("CAT",),
        kind="dated",
        due=3,
        directed_by="khai.vd",
        field="ANNINH",
        urgency="very_urgent",
        issued_ago=15,
        life=life(
            taken(15, "tram.hnb"),
            sent_by_clerk(13, "365/BC-BQL", "Nguyên nhân do chập điện; đã yêu cầu 5 doanh nghiệp khắc phục."),
            verified(12),
        ),
    ),
    Order(
        text="Ban Quản lý các khu công nghiệp tỉnh góp ý đồ án điều chỉnh quy hoạch chung khu vực cửa ngõ phía Nam, "
        "phần liên quan Khu công nghiệp Đồng Mít.",
        title="Góp ý đồ án quy hoạch cửa ngõ phía Nam, phần liên quan Khu công nghiệp Đồng Mít",
        leads=("BQLKCN",),
        kind="dated",
        due=6,
        product_to="department",
        product_to_department="SXD",
        directed_by="gam.lth",
        field="XAYDUNG",
        issued_ago=1,
    ),
    Order(
        text="Sở Xây dựng báo cáo tiến độ cấp phép các dự án nhà ở xã hội, trình Phó Chủ tịch Ủy ban nhân dân tỉnh.",
        title="Báo cáo tiến độ cấp phép các dự án nhà ở xã hội",
        leads=("SXD",),
        kind="dated",
        due=9,
        product_to="leader",
        directed_by="gam.lth",
        field="XAYDUNG",
        issued_ago=13,
        monitor="truong.nx",
        life=life(taken(12, "nghia.lh"), prepared(2, "1921/BC-SXD", "Báo cáo tiến độ 7 dự án nhà ở xã hội.")),
    ),
    Order(
        text="Sở Tài chính tham mưu phân bổ nguồn tăng thu cho các công trình trường học cấp bách.",
        title="Phân bổ nguồn tăng thu cho các công trình trường học cấp bách",
        leads=("STC",),
        coordinating=("SGDDT",),
        kind="dated",
        due=18,
        needs_approval=True,
        directed_by="hung.tq",
        field="TAICHINH",
        issued_ago=42,
        life=life(
            taken(41, "linh.dt"),
            handed_in(26, "2744/TTr-STC", "Trình phương án phân bổ 86 tỷ đồng cho 9 trường.", released=25),
            verified(24),
            approved(22, "Đồng ý phân bổ theo đề nghị."),
        ),
    ),
)
