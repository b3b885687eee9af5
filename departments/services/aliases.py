"""Another name a text uses for a department or a group, kept so that the next text is linked by it.

Called by `directives.services.naming`, which writes it into the journal. Removing one is the administrator's.
"""

from datetime import date

from django.utils.translation import gettext as _

from departments.errors import NotPossible
from departments.models import Department, DepartmentAlias, DepartmentGroup, GroupAlias
from departments.text import clean, fold

LENGTH = 200


def keep_alias(
    name: str, *, on: date, department: int | None = None, group: int | None = None
) -> DepartmentAlias | GroupAlias:
    """Let `name` stand for one department or one group from now on. Needs a transaction; keeping it twice is one.

    A name some body had that has ended is kept as a former one. Raises NotPossible for a name that belongs to
    another body, is empty or too long, and for a body that is not there on the local date `on`.
    """
    said = " ".join(clean(name).split())
    if not fold(said):
        raise NotPossible(_("Please fill this in."), field="name")
    if len(said) > LENGTH:
        raise NotPossible(_("This name is too long."), field="name")
    body = _body(department, group, on)
    owner = _owner(fold(said), on)
    if owner is not None and owner != body:
        words = {"name": said, "owner": str(owner)}
        raise NotPossible(_("“%(name)s” already stands for “%(owner)s”.") % words, field="name")
    key = fold(said)[:LENGTH]
    if isinstance(body, DepartmentGroup):
        return GroupAlias.objects.get_or_create(group=body, folded=key, defaults={"name": said})[0]
    former = any(
        key == fold(old)
        for old in Department.objects.filter(active_until__lt=on).values_list("name", flat=True)
    )
    return DepartmentAlias.objects.get_or_create(
        department=body, folded=key, defaults={"name": said, "former": former}
    )[0]


def _body(department: int | None, group: int | None, on: date) -> Department | DepartmentGroup:
    found: Department | DepartmentGroup | None = None
    if department is not None and group is None:
        found = Department.objects.active(on).exclude(kind="committee").filter(pk=department).first()
    elif group is not None and department is None:
        found = DepartmentGroup.objects.filter(is_active=True, pk=group).first()
    if found is None:
        raise NotPossible(_("Choose one department or one group from the list."), field="department")
    return found


def _owner(key: str, on: date) -> Department | DepartmentGroup | None:
    """The body that goes by this name on that day."""
    for row in Department.objects.active(on).order_by("pk"):
        if key in {fold(row.name), fold(row.short_name), fold(row.code)}:
            return row
    alias = DepartmentAlias.objects.filter(folded=key[:LENGTH], department__in=Department.objects.active(on))
    if kept := alias.select_related("department").order_by("pk").first():
        return kept.department
    groups = DepartmentGroup.objects.filter(is_active=True)
    for group in groups.order_by("pk"):
        if key == fold(group.name):
            return group
    of_group = GroupAlias.objects.filter(folded=key[:LENGTH], group__in=groups).select_related("group")
    found = of_group.order_by("pk").first()
    return found.group if found is not None else None
