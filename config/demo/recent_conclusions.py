"""The newest conclusions: one just issued, one in the clerk's hands, two meetings still without text."""

from config.demo.script import (
    Life,
    Order,
    Settled,
    Sitting,
    life,
    returned,
    sent_by_clerk,
    step,
    taken,
    verified,
)


def _posted(commune: str, number: str, sent: int, checked: int = 0) -> Life:
    steps = sent_by_clerk(
        sent, number, "Đã niêm yết đủ danh mục thủ tục, phân công lịch trực hằng ngày.", part=commune
    )
    return steps + (verified(checked, part=commune) if checked else ())


ADMINISTRATIVE_REFORM = Sitting(
    title="Kết luận của Chủ tịch UBND tỉnh tại phiên họp Ban Chỉ đạo cải cách hành chính tỉnh",
    sample="cai-cach-hanh-chinh",
    chair="hung.tq",
    field="CCHC",
    number="121/TB-UBND",
    signed_by="Đoàn Nhật Minh",
    meeting_ago=8,
    notice_ago=6,
    points=(
        Order(
            words="Sở Nội vụ chủ trì, phối hợp với Văn phòng",
            title="Xây dựng kế hoạch cải cách hành chính năm tới",
            leads=("SNV",),
            coordinating=("VP",),
            kind="dated",
            due=12,
            needs_approval=True,
            directed_by="hung.tq",
            life=taken(5, "nguyet.vta"),
        ),
        Order(
            words="Các sở, ban, ngành tự rà soát",
            title="Tự rà soát, cắt giảm thời gian giải quyết thủ tục hành chính thuộc thẩm quyền",
            leads=("@SBN",),
            kind="dated",
            due=18,
            directed_by="hung.tq",
            life=life(
                taken(5, "phuong.nt", part="BQLKCN"),
                taken(5, "khanh.pg", part="STC"),
                taken(4, "bang.nd", part="STP"),
                sent_by_clerk(
                    2,
                    "512/BC-SNGV",
                    "Cắt giảm 2 ngày đối với thủ tục cho phép tổ chức hội nghị.",
                    part="SNGV",
                ),
                verified(1, part="SNGV"),
            ),
        ),
        Order(
            words="Ủy ban nhân dân các xã, phường niêm yết công khai",
            title="Niêm yết công khai thủ tục hành chính, bố trí đủ người trực tại nơi tiếp nhận hồ sơ",
            leads=("@XP",),
            kind="dated",
            due=8,
            directed_by="hung.tq",
            life=life(
                _posted("P-HAIVAN", "131/BC-UBND", 5, 4),
                _posted("P-BINHSA", "140/BC-UBND", 4, 3),
                _posted("X-DAITHANH", "98/BC-UBND", 3, 2),
                _posted("X-NGHIATRU", "77/BC-UBND", 2),
                _posted("P-DONGMIT", "133/BC-UBND", 1),
                _posted("X-THACHBANG", "64/BC-UBND", 3),
                returned(2, "Chưa kèm ảnh chụp nơi niêm yết và lịch trực.", part="X-THACHBANG"),
            ),
        ),
        Order(
            words="Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ",
            title="Khắc phục lỗi của hệ thống thông tin giải quyết thủ tục hành chính tại cấp xã",
            leads=("SKHCN",),
            coordinating=("SNV",),
            kind="dated",
            due=10,
            directed_by="hung.tq",
            field="KHCN",
            urgency="urgent",
            life=(
                step(
                    5,
                    "refuse",
                    reason="Hệ thống do Văn phòng UBND tỉnh làm chủ đầu tư và quản trị; Sở chỉ hỗ trợ kỹ thuật.",
                    proposed_department="VP",
                ),
            ),
        ),
        Order(
            words="Thanh tra tỉnh kiểm tra đột xuất",
            title="Kiểm tra đột xuất việc thực hiện kỷ luật, kỷ cương hành chính",
            leads=("TTT",),
            kind="dated",
            due=24,
            directed_by="hung.tq",
            life=taken(5, "dai.sv"),
        ),
        Order(
            words="Sở Tư pháp rà soát các văn bản",
            title="Rà soát văn bản quy phạm pháp luật không còn phù hợp với chính quyền địa phương hai cấp",
            leads=("STP",),
            kind="dated",
            due=15,
            directed_by="hung.tq",
            life=life(
                taken(5, "bang.nd"),
                sent_by_clerk(
                    2, "218/BC-STP", "Rà soát 143 văn bản; đề nghị bãi bỏ 12, sửa đổi 9.", who="officer"
                ),
            ),
        ),
        Settled(
            words="Chủ tịch Ủy ban nhân dân tỉnh biểu dương", reason="Biểu dương, không nêu việc cần làm"
        ),
    ),
)

WORKERS_HOUSING = Sitting(
    title="Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về nhà ở và đời sống công nhân",
    sample="nha-o-cong-nhan",
    chair="nguyet.ctm",
    field="LAODONG",
    number="124/TB-UBND",
    signed_by="Đoàn Nhật Minh",
    meeting_ago=3,
    notice_ago=1,
    issue=False,
    points=(
        Order(
            words="Sở Xây dựng chủ trì, phối hợp với Ban Quản lý",
            title="Lập danh mục quỹ đất phát triển nhà ở công nhân",
            leads=("SXD",),
            coordinating=("BQLKCN",),
            kind="dated",
            due=22,
            directed_by="nguyet.ctm",
        ),
        Order(
            words="Sở Y tế tổ chức khám sức khỏe",
            title="Khám sức khỏe cho công nhân tại Khu công nghiệp Đồng Mít",
            leads=("SYT",),
            kind="dated",
            due=30,
            directed_by="nguyet.ctm",
            field="VANXA",
        ),
        Order(
            words="Sở Giáo dục và Đào tạo rà soát nhu cầu",
            title="Rà soát nhu cầu trường mầm non tại các phường có đông công nhân",
            leads=("SGDDT",),
            kind="dated",
            due=15,
            directed_by="nguyet.ctm",
            field="VANXA",
        ),
        Order(
            words="Sở Nội vụ chủ trì, phối hợp với Sở Y tế",
            title="Xây dựng kế hoạch chăm lo đời sống công nhân dịp Tết Nguyên đán",
            leads=("SNV",),
            coordinating=("SYT", "BQLKCN"),
            kind="dated",
            due=20,
            directed_by="nguyet.ctm",
        ),
        Order(
            words="Ủy ban nhân dân các xã, phường có khu công nghiệp kiểm tra",
            title="Kiểm tra điều kiện phòng cháy, chữa cháy tại các khu nhà trọ",
            leads=("@XPKCN",),
            kind="dated",
            due=25,
            product_to="department",
            product_to_department="CAT",
            directed_by="nguyet.ctm",
            field="ANNINH",
        ),
        Order(
            words="Công an tỉnh thường xuyên tuyên truyền",
            title="Tuyên truyền, hướng dẫn kỹ năng thoát nạn cho công nhân ở trọ",
            leads=("CAT",),
            kind="continuous",
            directed_by="nguyet.ctm",
            field="ANNINH",
        ),
        Settled(
            words="Tiếp tục thực hiện nghiêm",
            reason="Đã giao và đang theo dõi theo Thông báo 112/TB-UBND",
            outcome="given_to_others",
        ),
    ),
)

# Two points of it wait for the clerk: "Sở Tài chính tham mưu…" and "Các đơn vị liên quan…".

DRAINAGE = Sitting(
    title="Cuộc họp về phương án thoát nước khu vực trung tâm tỉnh",
    chair="gam.lth",
    field="XAYDUNG",
    monitor="truong.nx",
    meeting_ago=5,
)
BRIEFING = Sitting(
    title="Giao ban Chủ tịch, các Phó Chủ tịch UBND tỉnh", chair="hung.tq", field="CCHC", meeting_ago=2
)
