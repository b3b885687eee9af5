"""Data of the sample province: groups, policy fields with the leader in charge, and the calendar."""

from dataclasses import dataclass
from datetime import date

from departments.sample_bodies import BODIES, COMMUNES


@dataclass(frozen=True)
class Group:
    """A fixed circle of departments. "… liên quan" is never one: who is concerned depends on the task, so
    those words stay unlinked and the clerk chooses."""

    code: str
    name: str
    english: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    joining_next_month: tuple[str, ...] = ()


_ALL_COMMUNES = tuple(code for code, _name in COMMUNES)
_PROVINCIAL = tuple(body.code for body in BODIES if body.kind in ("department", "board", "police"))

GROUPS: tuple[Group, ...] = (
    Group(
        "SBN",
        "các sở, ban, ngành",
        "departments and agencies of the province",
        _PROVINCIAL,
        (
            "các sở, ngành",
            "các sở, ban, ngành cấp tỉnh",
            "các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh",
            "Thủ trưởng các sở, ban, ngành",
            "Thủ trưởng các sở, ngành",
        ),
    ),
    Group(
        "XP",
        "các xã, phường",
        "all communes and wards",
        _ALL_COMMUNES,
        (
            "Ủy ban nhân dân các xã, phường",
            "Ủy ban nhân dân cấp xã",
            "các xã, phường, đặc khu",
            "Ủy ban nhân dân các xã, phường, đặc khu",
            "Chủ tịch Ủy ban nhân dân các xã, phường",
            "các địa phương",
        ),
    ),
    Group(
        "XPKCN",
        "các xã, phường có khu công nghiệp",
        "communes and wards with an industrial zone",
        tuple(code for code in _ALL_COMMUNES if code != "X-THACHBANG"),
        (
            "Ủy ban nhân dân các xã, phường có khu công nghiệp",
            "các địa phương có khu công nghiệp",
            "Ủy ban nhân dân các xã, phường nơi có khu công nghiệp",
        ),
        ("X-THACHBANG",),
    ),
    Group(
        "TVTCT",
        "các cơ quan thành viên Tổ công tác",
        "members of the task force",
        ("STC", "SXD", "SNNMT", "SCT", "BQLKCN"),
        ("các thành viên Tổ công tác",),
    ),
)

# Field code, name, English name, full name of the leader in charge.
FIELDS: tuple[tuple[str, str, str, str], ...] = (
    ("KCN", "Khu công nghiệp, xúc tiến đầu tư", "Industrial zones, investment", "Vũ Đình Khải"),
    ("THAMDINH", "Thẩm định dự án đầu tư", "Review of investment projects", "Vũ Đình Khải"),
    ("TAICHINH", "Tài chính, đầu tư công", "Finance, public investment", "Vũ Đình Khải"),
    ("XAYDUNG", "Quy hoạch, xây dựng, giao thông", "Planning, construction, transport", "Lâm Thị Hồng Gấm"),
    ("MOITRUONG", "Đất đai, môi trường", "Land, environment", "Nguyễn Phúc Bảo Long"),
    ("NONGNGHIEP", "Nông nghiệp, nông thôn", "Agriculture, rural areas", "Nguyễn Phúc Bảo Long"),
    ("VANXA", "Giáo dục, y tế, văn hóa", "Education, health, culture", "Cao Thị Minh Nguyệt"),
    ("LAODONG", "Lao động, việc làm", "Labour, employment", "Cao Thị Minh Nguyệt"),
    ("KHCN", "Khoa học, công nghệ, chuyển đổi số", "Science, technology, digital", "Lâm Thị Hồng Gấm"),
    ("CCHC", "Cải cách hành chính", "Administrative reform", "Trịnh Quốc Hưng"),
    ("ANNINH", "An ninh, trật tự", "Security and order", "Trịnh Quốc Hưng"),
)

# What the `holidays` package does not know or what is worth reading in the table: swapped days of 2025 and 2026.
CALENDAR: tuple[tuple[date, str, str, str], ...] = (
    (date(2025, 4, 26), "working", "Làm bù ngày 02/5/2025", "Worked instead of 2 May 2025"),
    (date(2025, 5, 2), "compensatory", "Nghỉ hoán đổi với ngày 26/4/2025", "Day off for 26 April 2025"),
    (date(2026, 1, 2), "compensatory", "Nghỉ hoán đổi với ngày 10/01/2026", "Day off for 10 January 2026"),
    (date(2026, 1, 10), "working", "Làm bù ngày 02/01/2026", "Worked instead of 2 January 2026"),
    (date(2026, 8, 22), "working", "Làm bù ngày 31/8/2026", "Worked instead of 31 August 2026"),
    (date(2026, 8, 31), "compensatory", "Nghỉ hoán đổi với ngày 22/8/2026", "Day off for 22 August 2026"),
)
