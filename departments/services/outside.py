"""A ministry, company or investor entered among the outside bodies: it is never mailed, the monitor is reminded.

Called by `directives.services.naming`, which writes it into the journal.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from departments.errors import NotPossible
from departments.models import Department, DepartmentAlias
from departments.models.department import DepartmentKind
from departments.text import clean, fold

LENGTH = 200
CODE_LENGTH = 24
_WORD = re.compile(r"[a-z0-9]+")


def enter_outside_body(name: str, *, on: date) -> Department:
    """The outside body of that name, entered where there is none yet. Needs a transaction.

    Raises NotPossible for a name of less than two words or too long, and for one a body of ours goes by.
    """
    said = " ".join(clean(name).split())
    said = said[:1].upper() + said[1:]
    key = fold(said)
    if len(_WORD.findall(key)) < 2:
        raise NotPossible(_("Give the whole name of the body."), field="name")
    if len(said) > LENGTH:
        raise NotPossible(_("This name is too long."), field="name")
    for row in Department.objects.active(on).order_by("pk"):
        if key in {fold(row.name), fold(row.short_name)}:
            return _outside(row, said)
    aliases = DepartmentAlias.objects.filter(folded=key, department__in=Department.objects.active(on))
    alias = aliases.select_related("department").order_by("pk").first()
    if alias is not None:
        return _outside(alias.department, said)
    return Department.objects.create(
        code=_free_code(key), name=said, kind=DepartmentKind.OUTSIDE, active_from=on
    )


def _outside(row: Department, name: str) -> Department:
    if row.is_outside:
        return row
    words = {"name": name, "owner": str(row)}
    raise NotPossible(_("“%(name)s” already stands for “%(owner)s”.") % words, field="name")


def _free_code(key: str) -> str:
    """Initials of the name, numbered where another body has them: "NG-BCT", "NG-BCT-2"."""
    stem = "NG-" + "".join(word[0] for word in _WORD.findall(key)).upper()[:CODE_LENGTH]
    taken = set(Department.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken
    )
