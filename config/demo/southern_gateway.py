"""A notice on planning and roads, 35 working days ago, uploaded as a Word file."""

from config.demo.script import (
    Order,
    Sitting,
    approved,
    handed_in,
    life,
    reported,
    sent_by_clerk,
    step,
    taken,
    verified,
)

SOUTHERN_GATEWAY = Sitting(
    title="Kết luận của Phó Chủ tịch UBND tỉnh về quy hoạch, đầu tư khu vực cửa ngõ phía Nam",
    sample="cua-ngo-phia-nam",
    as_docx=True,
    chair="gam.lth",
    field="XAYDUNG",
    number="104/TB-UBND",
    signed_by="Đoàn Nhật Minh",
    monitor="truong.nx",
    meeting_ago=37,
    notice_ago=35,
    points=(
        Order(
            words="Sở Xây dựng tiếp thu ý kiến",
            title="Hoàn thiện đồ án điều chỉnh quy hoạch chung xây dựng khu vực cửa ngõ phía Nam",
            leads=("SXD",),
            kind="dated",
            due=30,
            needs_approval=True,
            directed_by="gam.lth",
            life=life(
                taken(34, "loc.dt"),
                handed_in(
                    8,
                    "1874/TTr-SXD",
                    "Trình đồ án đã tiếp thu 14/16 ý kiến.",
                    released=7,
                    file="1874-TTr-SXD do an cua ngo phia Nam.docx",
                ),
                verified(5),
            ),
        ),
        Order(
            words="Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh chủ trì",
            title="Hoàn thành bồi thường, giải phóng mặt bằng đoạn qua phường Tân Hội Thượng",
            leads=("BQLDAGT",),
            coordinating=("P-TANHOITHUONG",),
            kind="dated",
            due=37,
            directed_by="gam.lth",
            urgency="urgent",
            life=life(
                taken(34, "nam.uh"),
                reported(15, "Đã chi trả cho 61/82 hộ."),
                reported(
                    3, "Đã chi trả cho 68/82 hộ; 14 hộ chưa nhận tiền.", "Đối thoại với các hộ còn lại."
                ),
            ),
        ),
        Order(
            words="Ủy ban nhân dân phường Tân Hội Thượng, Ủy ban nhân dân phường Nam Cửa Ngõ",
            title="Vận động các hộ dân còn lại bàn giao mặt bằng",
            leads=("P-TANHOITHUONG", "P-NAMCUANGO"),
            kind="dated",
            due=28,
            directed_by="gam.lth",
            life=life(
                taken(33, "nhi.vhy", part="P-TANHOITHUONG"),
                reported(12, "9/23 hộ đồng ý bàn giao.", part="P-TANHOITHUONG"),
                sent_by_clerk(8, "117/BC-UBND", "Cả 11 hộ đã bàn giao mặt bằng.", part="P-NAMCUANGO"),
                verified(6, part="P-NAMCUANGO"),
            ),
        ),
        Order(
            words="Giao Sở Giáo dục và Đào tạo lập phương án",
            title="Phương án tổ chức giao thông tại cổng các trường học trong thời gian thi công nút giao QL 18B",
            leads=("SGDDT",),
            kind="dated",
            due=40,
            directed_by="gam.lth",
            life=life(
                (
                    step(
                        34,
                        "refuse",
                        reason="Sở không có chức năng tổ chức giao thông; đề nghị giao Sở Xây dựng.",
                        proposed_department="SXD",
                    ),
                    step(
                        32, "transfer", department="SXD", reason="Đúng chức năng quản lý hạ tầng giao thông."
                    ),
                ),
                taken(31, "vy.tnk"),
                reported(10, "Đã khảo sát 7 cổng trường, lập phương án phân luồng."),
            ),
        ),
        Order(
            words="Sở Tài chính thẩm định hồ sơ",
            title="Thẩm định hồ sơ điều chỉnh chủ trương đầu tư dự án đường trục phía Nam",
            leads=("STC",),
            kind="dated",
            due=20,
            needs_approval=True,
            directed_by="gam.lth",
            field="THAMDINH",
            life=life(
                taken(34, "phong.kv"),
                handed_in(18, "2890/BC-STC", "Báo cáo kết quả thẩm định, đề nghị điều chỉnh.", released=17),
                verified(16),
                approved(14, "Đồng ý."),
            ),
        ),
        Order(
            words="Công an tỉnh thường xuyên hướng dẫn",
            title="Hướng dẫn, phân luồng giao thông, bảo đảm an toàn trong thời gian thi công",
            leads=("CAT",),
            kind="continuous",
            directed_by="gam.lth",
            field="ANNINH",
        ),
        Order(
            words="Sở Văn hóa, Thể thao và Du lịch khảo sát",
            title="Khảo sát, đề xuất phương án bảo vệ di tích đình Đại Thanh",
            leads=("SVHTTDL",),
            directed_by="nguyet.ctm",
            field="VANXA",
            life=life(taken(33, "mai.adt"), reported(18, "Đã khảo sát hiện trạng, lập hồ sơ ảnh.")),
        ),
    ),
)
