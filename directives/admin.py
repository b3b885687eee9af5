"""What of the domain administrators keep: reference data only. Being an administrator shows no directive."""

from django.contrib import admin

from departments.admin import Kept
from directives.models import BottleneckKind


@admin.register(BottleneckKind)
class BottleneckKindAdmin(Kept, admin.ModelAdmin[BottleneckKind]):
    """Kinds are switched off, never deleted: bottlenecks keep pointing at them. The code stays as it was entered."""

    list_display = ("name_vi", "name_en", "position", "is_active")
    list_editable = ("position", "is_active")

    def get_readonly_fields(self, request: object, obj: BottleneckKind | None = None) -> tuple[str, ...]:
        return ("code",) if obj is not None else ()
