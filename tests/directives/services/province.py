"""A province for the linker: bodies that are easily taken for each other, with what became of them."""

from datetime import date

from departments.models import (
    Department,
    DepartmentAlias,
    DepartmentGroup,
    GroupAlias,
    GroupMember,
    Succession,
)
from tests.cast import department

MERGED_ON = date(2025, 3, 1)
LAST_DAY = date(2025, 2, 28)

BODIES = {
    "STC": "Sở Tài chính",
    "SXD": "Sở Xây dựng",
    "SNNMT": "Sở Nông nghiệp và Môi trường",
    "SCT": "Sở Công Thương",
    "SNV": "Sở Nội vụ",
    "SNGV": "Sở Ngoại vụ",
    "SYT": "Sở Y tế",
    "STP": "Sở Tư pháp",
    "SKHCN": "Sở Khoa học và Công nghệ",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "SGDDT": "Sở Giáo dục và Đào tạo",
    "TTT": "Thanh tra tỉnh",
}
BOARDS = {
    "BKCN": "Ban Quản lý các khu công nghiệp tỉnh Trà Giang",
    "BGT": "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
    "BDD": "Ban Quản lý dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh",
}
POLICE = {"CAT": "Công an tỉnh Trà Giang", "QS": "Bộ Chỉ huy quân sự tỉnh"}
COMMUNES = {
    "X-TL": "xã Tân Lập",
    "X-TLD": "xã Tân Lập Đông",
    "X-HA1": "xã Hòa An (Trà Bắc)",
    "X-HA2": "xã Hòa An (Trà Nam)",
    "P-DH": "phường Đông Hải",
    "X-DH": "xã Đồng Hải",
    "P-TM": "phường Thạnh Mỹ",
    "DK-CS": "đặc khu Cồn Sóng",
}
FORMER = {"SXD": ("Sở Giao thông vận tải",), "SNV": ("Sở Lao động - Thương binh và Xã hội",)}
ENDED = {
    "SKHDT": ("Sở Kế hoạch và Đầu tư", ("STC",)),
    "STNMT": ("Sở Tài nguyên và Môi trường", ("SNNMT",)),
    "SLDTBXH": ("Sở Lao động - Thương binh và Xã hội", ("SNV", "SYT", "SGDDT")),
    "STTTT": ("Sở Thông tin và Truyền thông", ("SKHCN", "SVHTTDL")),
    "SKT": ("Sở Kinh tế đối ngoại", ()),
}
GROUPS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "SBN": ("các sở, ban, ngành", ("Thủ trưởng các cơ quan chuyên môn",), tuple(BODIES)),
    "XP": ("các xã, phường, đặc khu", (), tuple(COMMUNES)),
    "CCN": ("các xã, phường có cụm công nghiệp", (), ("X-TL", "P-DH")),
    "BIEN": ("các xã ven biển", ("các địa phương ven biển",), ("P-DH", "X-DH", "DK-CS")),
}


def make_province() -> None:
    """Bodies, aliases, groups and successions of the tables above."""
    department("UBND", "Ủy ban nhân dân tỉnh Trà Giang", "committee")
    department("VP", "Văn phòng Ủy ban nhân dân tỉnh", "office")
    for kind, rows in (("department", BODIES), ("board", BOARDS), ("police", POLICE)):
        for code, name in rows.items():
            department(code, name, kind)
    for code, name in COMMUNES.items():
        department(code, f"Ủy ban nhân dân {name}", "commune")
    department("BNNMT", "Bộ Nông nghiệp và Môi trường", "outside")
    department("TCT", "Tổ công tác cải cách hành chính", "task_force")
    for code, (name, _heirs) in ENDED.items():
        department(code, name, active_until=LAST_DAY)
    pks = dict(Department.objects.values_list("code", "pk"))
    for code, names in FORMER.items():
        for name in names:
            DepartmentAlias.objects.create(department_id=pks[code], name=name, former=True)
    for code in ("SXD", "SCT"):
        DepartmentAlias.objects.create(department_id=pks[code], name="Sở quản lý chuyên ngành")
    for code, (_name, heirs) in ENDED.items():
        for heir in heirs:
            Succession.objects.create(predecessor_id=pks[code], successor_id=pks[heir], on=MERGED_ON)
    for code, (name, aliases, members) in GROUPS.items():
        group = DepartmentGroup.objects.create(code=code, name=name)
        for alias in aliases:
            GroupAlias.objects.create(group=group, name=alias)
        for member in members:
            GroupMember.objects.create(group=group, department_id=pks[member])
