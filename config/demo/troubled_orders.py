"""Directives that do not go straight: stuck, extended, asked about, urged, amended, paused."""

from config.demo.script import Order, handed_in, life, reported, sent_by_clerk, step, taken, verified

TROUBLED_ORDERS: tuple[Order, ...] = (
    Order(
        text="Ban Quản lý các khu công nghiệp tỉnh hoàn thành bàn giao mặt bằng sạch giai đoạn 2 Khu công nghiệp "
        "Đồng Mít cho chủ đầu tư hạ tầng.",
        title="Bàn giao mặt bằng sạch giai đoạn 2 Khu công nghiệp Đồng Mít",
        leads=("BQLKCN",),
        coordinating=("SNNMT", "STC"),
        kind="dated",
        due=36,
        product="Biên bản bàn giao mặt bằng",
        directed_by="khai.vd",
        field="KCN",
        issued_ago=34,
        life=life(
            taken(33, "ly.nht"),
            reported(24, "Đã bàn giao 118/142 ha.", "Còn 24 ha của 31 hộ chưa nhận tiền bồi thường."),
            (
                step(
                    23,
                    "raise_bottleneck",
                    kind="land_clearance",
                    text="31 hộ phường Đồng Mít chưa đồng ý đơn giá bồi thường đất vườn; cần cơ quan quản lý đất "
                    "đai trả lời về cách xác định giá.",
                    asked_department="SNNMT",
                    needed_by=18,
                ),
                step(
                    17,
                    "reply",
                    "phuong.qtl",
                    text="Đang thẩm định lại chứng thư định giá, dự kiến trả lời trong tuần.",
                ),
                step(
                    12,
                    "raise_bottleneck",
                    kind="capital",
                    text="Thiếu 46 tỷ đồng chi trả bồi thường đợt cuối; đề nghị cho tạm ứng từ Quỹ phát triển đất.",
                    asked_leader="khai.vd",
                ),
                step(11, "triage", note="Trình đồng chí Phó Chủ tịch cho ý kiến trước cuộc họp giao ban."),
                step(
                    3,
                    "request_extension",
                    due_on=-20,
                    reason="Đã bàn giao 118/142 ha; 24 ha còn lại chờ trả lời về giá đất và tạm ứng kinh phí.",
                ),
            ),
        ),
    ),
    Order(
        text="Ủy ban nhân dân các xã, phường có khu công nghiệp rà soát, báo cáo số lượng phòng trọ, công nhân thuê "
        "trọ và điều kiện phòng cháy của từng cơ sở.",
        title="Rà soát nhà trọ công nhân trên địa bàn các xã, phường có khu công nghiệp",
        leads=("@XPKCN",),
        kind="dated",
        due=14,
        product="Biểu tổng hợp số liệu",
        directed_by="gam.lth",
        field="LAODONG",
        issued_ago=20,
        life=life(
            sent_by_clerk(
                9,
                "212/BC-UBND",
                "412 cơ sở; 37 cơ sở chưa bảo đảm phòng cháy.",
                part="P-DONGMIT",
            ),
            sent_by_clerk(
                8, "155/BC-UBND", "268 cơ sở, 2.140 phòng; đã yêu cầu khắc phục 21 cơ sở.", part="P-BINHSA"
            ),
            verified(7, part="P-DONGMIT"),
            (step(3, "urge_each", part="P-DONGMIT", text="Đề nghị gửi ngay số liệu.", explain_by=-3),),
        ),
    ),
    Order(
        text="Sở Xây dựng lập phương án đầu tư đường kết nối Cảng cạn phía Nam với Khu công nghiệp Hải Vân, lấy ý "
        "kiến các cơ quan liên quan.",
        title="Phương án đường kết nối Cảng cạn phía Nam với Khu công nghiệp Hải Vân",
        leads=("SXD",),
        coordinating=("STC", "BQLKCN", "SNNMT"),
        kind="dated",
        due=30,
        product="Tờ trình phương án",
        needs_approval=True,
        directed_by="khai.vd",
        field="XAYDUNG",
        issued_ago=18,
        life=life(
            taken(17, "loc.dt"),
            (
                step(
                    15,
                    "ask",
                    part="STC",
                    who="thao.lb",
                    text="Khả năng cân đối vốn giai đoạn 2027–2028.",
                    due_on=8,
                ),
                step(
                    15,
                    "ask",
                    part="BQLKCN",
                    who="thao.lb",
                    text="Nhu cầu vận tải của các doanh nghiệp.",
                    due_on=6,
                ),
                step(
                    9,
                    "answer",
                    part="STC",
                    answer="Cân đối được khoảng 60% tổng mức; phần còn lại đề nghị huy động xã hội hóa.",
                    document_number="2980/STC-ĐTC",
                ),
                step(
                    5,
                    "amend",
                    text="Sở Xây dựng lập phương án đầu tư đường kết nối Cảng cạn phía Nam với Khu công nghiệp Hải Vân "
                    "và Quốc lộ 18B, lấy ý kiến các cơ quan liên quan.",
                    document_number="61/TB-VP",
                    reason="Bổ sung hướng kết nối Quốc lộ 18B theo ý kiến tại cuộc họp giao ban.",
                ),
            ),
            reported(4, "Đã hoàn thành khảo sát 2 hướng tuyến.", "Chờ ý kiến về nhu cầu vận tải."),
        ),
    ),
    Order(
        text="Sở Văn hóa, Thể thao và Du lịch chuẩn bị tổ chức Hội chợ sản phẩm công nghiệp và du lịch của tỉnh.",
        title="Chuẩn bị Hội chợ sản phẩm công nghiệp và du lịch của tỉnh",
        leads=("SVHTTDL",),
        kind="dated",
        due=25,
        directed_by="gam.lth",
        field="VANXA",
        issued_ago=26,
        life=life(
            taken(25, "sang.hv"),
            (step(10, "pause", reason="Chờ lịch sử dụng Trung tâm Hội nghị tỉnh sau khi sửa chữa."),),
        ),
    ),
    Order(
        text="Sở Y tế kiểm tra bếp ăn tập thể của các doanh nghiệp có từ 500 lao động trở lên.",
        title="Kiểm tra bếp ăn tập thể của doanh nghiệp có từ 500 lao động",
        leads=("SYT",),
        kind="dated",
        due=16,
        directed_by="gam.lth",
        field="VANXA",
        issued_ago=30,
        life=life(
            taken(29, "huyen.lt"),
            (
                step(
                    17,
                    "request_extension",
                    due_on=6,
                    reason="3 doanh nghiệp đang nghỉ ca, chưa kiểm tra được.",
                ),
                step(16, "grant_extension", comment="Hoàn thành trước kỳ họp."),
            ),
            handed_in(7, "1140/BC-SYT", "Đã kiểm tra 27/27 bếp ăn; 2 cơ sở bị nhắc nhở.", released=6),
            verified(5),
        ),
    ),
)
