"""Reference data a fresh installation starts with; administrators change it later."""

from directives.models import BottleneckKind

BOTTLENECK_KINDS: tuple[tuple[str, str, str], ...] = (
    ("land_clearance", "Giải phóng mặt bằng", "Land clearance"),
    ("capital", "Vốn, kinh phí", "Capital, funds"),
    ("procedure", "Thủ tục, quy định", "Procedure, regulation"),
    ("guidance", "Chờ hướng dẫn của cấp trên", "Guidance from above"),
    ("information", "Thiếu thông tin, hồ sơ", "Missing information or files"),
    ("other_department", "Chờ cơ quan khác", "Another department"),
    ("contractor", "Nhà thầu, nhà đầu tư", "Contractor, investor"),
    ("beyond_authority", "Vượt thẩm quyền", "Beyond our authority"),
    ("other", "Khác", "Other"),
)


def create_bottleneck_kinds() -> None:
    """Add the kinds that are not there yet."""
    for position, (code, name_vi, name_en) in enumerate(BOTTLENECK_KINDS):
        BottleneckKind.objects.get_or_create(
            code=code, defaults={"name_vi": name_vi, "name_en": name_en, "position": position}
        )
