"""The kinds of obstacle a fresh installation offers, and a first turn for bottlenecks raised before there were any."""

from django.db import migrations

KINDS = (
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


def add_kinds(apps, schema_editor):
    """Kinds an administrator has renamed or switched off stay as they are."""
    kinds = apps.get_model("directives", "BottleneckKind").objects.using(schema_editor.connection.alias)
    for position, (code, name_vi, name_en) in enumerate(KINDS):
        kinds.get_or_create(
            code=code, defaults={"name_vi": name_vi, "name_en": name_en, "position": position}
        )


def add_turns(apps, schema_editor):
    using = schema_editor.connection.alias
    turns = apps.get_model("directives", "BottleneckTurn")
    rows = apps.get_model("directives", "Bottleneck").objects.using(using).filter(turns=None)
    turns.objects.using(using).bulk_create(
        turns(
            bottleneck=row,
            department_id=row.asked_department_id if row.state != "triage" else None,
            leader_id=row.asked_leader_id if row.state != "triage" else None,
            from_on=row.raised_on,
        )
        for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_bottleneck_turns")]

    operations = [
        migrations.RunPython(add_kinds, migrations.RunPython.noop),
        migrations.RunPython(add_turns, migrations.RunPython.noop),
    ]
