"""This installation's departments as the reading wants them."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from departments.models import Department
from departments.text import fold
from directives.reading import Agency

# What a reader could not know for an office without being told; fields (KH&ĐT) it writes out by itself.
_SHORT_FORMS = (
    (re.compile(r"^Công an\b"), ("CA",)),
    (re.compile(r"^Bộ Chỉ huy quân sự\b", re.IGNORECASE), ("BCH QS", "BCHQS", "Bộ CHQS")),
    (re.compile(r"^Ban Quản lý dự án\b", re.IGNORECASE), ("Ban QLDA", "BQLDA", "BQL dự án")),
    (re.compile(r"^Ban Quản lý\b", re.IGNORECASE), ("BQL",)),
)


def agencies(on: date) -> list[Agency]:
    """Departments of the local date `on` with their aliases and usual short forms.

    A former name, and one that several share, is an agency of its own: the reading then gives the words of the
    text, and the clerk is told whom they were taken for.
    """
    rows = list(Department.objects.active(on).prefetch_related("aliases"))
    said = Counter(
        name
        for row in rows
        for name in {fold(row.name), *(alias.folded for alias in row.aliases.all() if not alias.former)}
    )
    found = []
    for row in rows:
        apart = [alias.name for alias in row.aliases.all() if alias.former or said[alias.folded] > 1]
        own = [alias.name for alias in row.aliases.all() if alias.name not in apart]
        shorts = [short for short in _short_forms(row.name) if said[fold(short)] == 0]
        found.append(Agency(code=row.code, name=row.name, aliases=(*own, *shorts)))
        found += [Agency(code=row.code, name=name) for name in apart]
    return found


def _short_forms(name: str) -> Iterator[str]:
    for full, shorts in _SHORT_FORMS:
        if full.search(name):
            yield from (full.sub(short, name) for short in shorts)
