"""Data of the sample province: bodies, their other names and what they were before.

Lam Giang does not exist; its departments follow the two-tier organisation in force since 1 July 2025.
"""

from dataclasses import dataclass
from datetime import date

MAIL_DOMAIN = "lamgiang.example"  # .example never resolves: nothing can leave by mistake
REORGANISED_ON = date(2025, 3, 1)  # provincial departments were merged
TWO_TIERS_ON = date(2025, 7, 1)  # districts ended, communes were merged
LAST_DAY_BEFORE = {REORGANISED_ON: date(2025, 2, 28), TWO_TIERS_ON: date(2025, 6, 30)}


@dataclass(frozen=True)
class Body:
    """A department with the other names a text may use for it; `former` are names it had before."""

    code: str
    name: str
    short: str
    english: str
    kind: str = "department"
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    active_from: date = REORGANISED_ON
    officers_release: bool = False
    within: str = "UBND"


BODIES: tuple[Body, ...] = (
    Body(
        "UBND",
        "Ủy ban nhân dân tỉnh Lam Giang",
        "UBND tỉnh",
        "Lam Giang Provincial People's Committee",
        "committee",
        ("Ủy ban nhân dân tỉnh",),
    ),
    Body(
        "VP",
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Văn phòng UBND tỉnh",
        "Office of the Provincial People's Committee",
        "office",
        ("Văn phòng Ủy ban nhân dân tỉnh Lam Giang", "VP UBND tỉnh"),
        (),
        ("Phòng Kinh tế tổng hợp", "Phòng Khoa giáo - Văn xã", "Phòng Hành chính - Tổ chức"),
    ),
    Body(
        "STC",
        "Sở Tài chính",
        "Sở Tài chính",
        "Department of Finance",
        "department",
        ("Sở TC",),
        ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT"),
        ("Phòng Quản lý ngân sách", "Phòng Quản lý doanh nghiệp", "Phòng Đầu tư công"),
    ),
    Body(
        "SXD",
        "Sở Xây dựng",
        "Sở Xây dựng",
        "Department of Construction",
        "department",
        ("Sở XD",),
        ("Sở Giao thông vận tải", "Sở GTVT"),
        ("Phòng Quy hoạch - Kiến trúc", "Phòng Hạ tầng giao thông", "Phòng Quản lý nhà"),
    ),
    Body(
        "SNNMT",
        "Sở Nông nghiệp và Môi trường",
        "Sở Nông nghiệp và Môi trường",
        "Department of Agriculture and Environment",
        "department",
        ("Sở NN&MT", "Sở NNMT", "Sở Nông nghiệp & Môi trường"),
        (
            "Sở Tài nguyên và Môi trường",
            "Sở TN&MT",
            "Sở Nông nghiệp và Phát triển nông thôn",
            "Sở NN&PTNT",
        ),
        ("Phòng Quản lý môi trường", "Phòng Đăng ký và Thống kê đất đai", "Phòng Thủy lợi"),
    ),
    Body(
        "SCT",
        "Sở Công Thương",
        "Sở Công Thương",
        "Department of Industry and Trade",
        "department",
        ("Sở CT",),
        (),
        ("Phòng Quản lý công nghiệp", "Phòng Quản lý năng lượng"),
    ),
    Body(
        "SNV",
        "Sở Nội vụ",
        "Sở Nội vụ",
        "Department of Home Affairs",
        "department",
        (),
        ("Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH", "Sở LĐTBXH"),
        ("Phòng Lao động - Việc làm", "Phòng Cải cách hành chính"),
    ),
    Body(
        "SKHCN",
        "Sở Khoa học và Công nghệ",
        "Sở Khoa học và Công nghệ",
        "Department of Science and Technology",
        "department",
        ("Sở KH&CN", "Sở KHCN"),
        ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
        ("Phòng Quản lý khoa học", "Phòng Chuyển đổi số"),
    ),
    Body(
        "SVHTTDL",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Department of Culture, Sports and Tourism",
        "department",
        ("Sở VH,TT&DL", "Sở VHTT&DL", "Sở VHTTDL"),
        (),
        ("Phòng Quản lý du lịch", "Phòng Quản lý văn hóa"),
    ),
    Body(
        "SGDDT",
        "Sở Giáo dục và Đào tạo",
        "Sở Giáo dục và Đào tạo",
        "Department of Education and Training",
        "department",
        ("Sở GD&ĐT", "Sở GDĐT"),
        (),
        ("Phòng Giáo dục mầm non - tiểu học", "Phòng Giáo dục nghề nghiệp"),
    ),
    Body(
        "SYT",
        "Sở Y tế",
        "Sở Y tế",
        "Department of Health",
        "department",
        (),
        (),
        ("Phòng Nghiệp vụ y", "Phòng Bảo trợ xã hội"),
    ),
    Body(
        "STP",
        "Sở Tư pháp",
        "Sở Tư pháp",
        "Department of Justice",
        divisions=("Phòng Xây dựng và kiểm tra văn bản",),
        officers_release=True,
    ),
    Body(
        "SDTTG",
        "Sở Dân tộc và Tôn giáo",
        "Sở Dân tộc và Tôn giáo",
        "Department of Ethnic and Religious Affairs",
        "department",
        ("Sở DT&TG",),
        ("Ban Dân tộc tỉnh", "Ban Dân tộc"),
        ("Phòng Chính sách dân tộc",),
    ),
    Body(
        "SNGV",
        "Sở Ngoại vụ",
        "Sở Ngoại vụ",
        "Department of Foreign Affairs",
        divisions=("Phòng Hợp tác quốc tế",),
    ),
    Body(
        "TTT",
        "Thanh tra tỉnh",
        "Thanh tra tỉnh",
        "Provincial Inspectorate",
        "department",
        ("Thanh tra tỉnh Lam Giang",),
        (),
        ("Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2"),
    ),
    Body(
        "BQLKCN",
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Ban Quản lý các KCN",
        "Industrial Zones Management Board",
        "board",
        (
            "Ban Quản lý các khu công nghiệp",
            "Ban Quản lý các KCN tỉnh",
            "Ban Quản lý khu công nghiệp",
            "BQL các KCN",
            "BQL các khu công nghiệp",
            "Ban Quản lý các khu công nghiệp tỉnh Lam Giang",
        ),
        (),
        ("Phòng Quản lý đầu tư", "Phòng Quản lý lao động", "Phòng Quy hoạch, xây dựng và môi trường"),
    ),
    Body(
        "BQLDAGT",
        "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
        "Ban QLDA công trình giao thông",
        "Transport Projects Management Board",
        "board",
        (
            "Ban Quản lý dự án công trình giao thông",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
            "Ban QLDA giao thông",
        ),
        (),
        ("Phòng Điều hành dự án 1", "Phòng Giải phóng mặt bằng"),
    ),
    Body(
        "CAT",
        "Công an tỉnh",
        "Công an tỉnh",
        "Provincial Police",
        "police",
        ("Công an tỉnh Lam Giang", "Giám đốc Công an tỉnh"),
        (),
        ("Phòng An ninh kinh tế", "Phòng Cảnh sát phòng cháy, chữa cháy"),
    ),
    Body(
        "BCHQS",
        "Bộ Chỉ huy quân sự tỉnh",
        "Bộ Chỉ huy quân sự tỉnh",
        "Provincial Military Command",
        "police",
        ("Bộ CHQS tỉnh",),
    ),
    Body(
        "TCT",
        "Tổ công tác tháo gỡ khó khăn cho các dự án đầu tư",
        "Tổ công tác dự án đầu tư",
        "Task force on investment projects",
        "task_force",
        ("Tổ công tác của Ủy ban nhân dân tỉnh", "Tổ công tác tháo gỡ khó khăn cho dự án đầu tư"),
        active_from=TWO_TIERS_ON,
    ),
    Body(
        "CCTL",
        "Chi cục Thủy lợi và Phòng, chống thiên tai",
        "Chi cục Thủy lợi",
        "Sub-department of Irrigation and Disaster Control",
        "department",
        within="SNNMT",
    ),
)

COMMUNES: tuple[tuple[str, str], ...] = (
    ("P-BINHSA", "phường Bình Sa"),
    ("P-DONGMIT", "phường Đồng Mít"),
    ("P-HAIVAN", "phường Hải Vân"),
    ("P-NAMCUANGO", "phường Nam Cửa Ngõ"),
    ("P-TANHOITHUONG", "phường Tân Hội Thượng"),
    ("X-CAMKHEDONG", "xã Cẩm Khê Đông"),
    ("X-DAITHANH", "xã Đại Thanh"),
    ("X-NGHIATRU", "xã Nghĩa Trụ"),
    ("X-PHULUONGHA", "xã Phú Lương Hạ"),
    ("X-QUYNHLAM", "xã Quỳnh Lâm"),
    ("X-YENTHUONG", "xã Yên Thượng"),
    ("X-THACHBANG", "xã Thạch Bằng"),
)

# Outside bodies are never mailed and hold no posts: the monitor is reminded in their place.
OUTSIDE: tuple[Body, ...] = (
    Body(
        "BNNMT",
        "Bộ Nông nghiệp và Môi trường",
        "Bộ Nông nghiệp và Môi trường",
        "Ministry of Agriculture and Environment",
        "outside",
        ("Bộ NN&MT",),
    ),
    Body(
        "CTBINHSA",
        "Công ty Cổ phần Phát triển hạ tầng khu công nghiệp Bình Sa",
        "Công ty hạ tầng KCN Bình Sa",
        "Binh Sa Industrial Zone Infrastructure JSC",
        "outside",
        ("Công ty hạ tầng khu công nghiệp Bình Sa", "chủ đầu tư hạ tầng Khu công nghiệp Bình Sa"),
    ),
)


@dataclass(frozen=True)
class Closed:
    """A body that ended, with those that took its work over; the first of them took the most."""

    code: str
    name: str
    successors: tuple[str, ...]
    ended_for: date = REORGANISED_ON
    kind: str = "department"


CLOSED: tuple[Closed, ...] = (
    Closed("SKHDT", "Sở Kế hoạch và Đầu tư", ("STC",)),
    Closed("SGTVT", "Sở Giao thông vận tải", ("SXD",)),
    Closed("STNMT", "Sở Tài nguyên và Môi trường", ("SNNMT",)),
    Closed("SNNPTNT", "Sở Nông nghiệp và Phát triển nông thôn", ("SNNMT",)),
    Closed("SLDTBXH", "Sở Lao động - Thương binh và Xã hội", ("SNV", "SYT", "SGDDT")),
    Closed("STTTT", "Sở Thông tin và Truyền thông", ("SKHCN", "SVHTTDL")),
    Closed("BDT", "Ban Dân tộc tỉnh", ("SDTTG",)),
    Closed(
        "H-PHULUONG",
        "Ủy ban nhân dân huyện Phú Lương",
        ("X-PHULUONGHA", "X-YENTHUONG", "X-QUYNHLAM"),
        TWO_TIERS_ON,
        "commune",
    ),
)
