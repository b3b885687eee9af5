"""A news report of a Vice-Chair's session with the Board, three months ago: no number, no date in it."""

from config.demo.script import (
    Order,
    Sitting,
    handed_in,
    life,
    reported,
    step,
    taken,
    verified,
)

WORKING_SESSION = Sitting(
    title="Phó Chủ tịch Thường trực UBND tỉnh làm việc với Ban Quản lý các khu công nghiệp tỉnh",
    sample="lam-viec-ban-quan-ly",
    chair="khai.vd",
    field="KCN",
    meeting_ago=67,
    notice_ago=66,
    points=(
        Order(
            words="Đồng chí yêu cầu Ban Quản lý",
            title="Phân công rõ trách nhiệm của từng phòng trong giải quyết thủ tục cho nhà đầu tư",
            leads=("BQLKCN",),
            directed_by="khai.vd",
            life=life(
                taken(64, "phuong.nt"),
                handed_in(
                    50, "298/QĐ-BQL", "Đã ban hành Quyết định phân công nhiệm vụ các phòng.", released=49
                ),
                verified(47),
            ),
        ),
        Order(
            words="Phó Chủ tịch UBND tỉnh đề nghị Ban Quản lý",
            title="Rà soát lại các dự án chậm tiến độ tại Khu công nghiệp Bình Sa",
            leads=("BQLKCN",),
            coordinating=("STC", "SXD"),
            directed_by="khai.vd",
            field="THAMDINH",
            life=life(
                taken(64, "ly.nht"),
                (
                    step(
                        40, "set_deadline", "directing", due_on=20, reason="Cần số liệu cho kỳ họp của tỉnh."
                    ),
                ),
                handed_in(
                    22,
                    "352/BC-BQL",
                    "Đã rà soát 9 dự án chậm tiến độ; 4 dự án cam kết khởi công trong quý.",
                    file="352-BC-BQL.docx",
                ),
                verified(19),
            ),
        ),
        Order(
            words="Ban Quản lý các khu công nghiệp tỉnh cần sớm ban hành",
            title="Ban hành quy chế cung cấp thông tin trong các doanh nghiệp khu công nghiệp",
            leads=("BQLKCN",),
            directed_by="khai.vd",
            life=life(taken(64, "bao.tg"), reported(30, "Đang lấy ý kiến doanh nghiệp về mẫu biểu.")),
        ),
        Order(
            words="Về nguồn điện, đồng chí giao Sở Công Thương",
            title="Thống nhất phương án cấp điện ổn định cho Khu công nghiệp Hải Vân",
            leads=("SCT",),
            directed_by="khai.vd",
            life=life(
                taken(64, "my.lth"),
                (step(55, "set_deadline", due_on=25, reason="Doanh nghiệp kiến nghị nhiều lần."),),
                reported(45, "Đã làm việc với ngành điện, thống nhất nâng công suất trạm 110 kV."),
                (
                    step(
                        26,
                        "set_deadline",
                        "directing",
                        due_on=5,
                        reason="Ngành điện cần thời gian đấu nối, lùi hạn một lần.",
                    ),
                ),
            ),
        ),
        Order(
            words="Sở Nội vụ phối hợp với Sở Giáo dục và Đào tạo",
            title="Xây dựng kế hoạch đào tạo lao động theo nhu cầu của doanh nghiệp",
            leads=("SNV",),
            coordinating=("SGDDT",),
            directed_by="nguyet.ctm",
            field="LAODONG",
            life=life(
                taken(64, "nam.dh"),
                (step(58, "set_deadline", due_on=38, reason="Kịp tuyển sinh đợt cuối năm."),),
                handed_in(34, "986/KH-SNV", "Đã ban hành kế hoạch đào tạo 1.200 lao động.", released=33),
                verified(31),
            ),
        ),
        Order(
            words="Phó Chủ tịch UBND tỉnh cũng yêu cầu Công ty",
            title="Hoàn thành trạm xử lý nước thải Khu công nghiệp Bình Sa theo cam kết",
            leads=("CTBINHSA",),
            directed_by="khai.vd",
            field="MOITRUONG",
            life=(step(60, "set_deadline", due_on=12, reason="Theo cam kết của chủ đầu tư với tỉnh."),),
        ),
    ),
)
