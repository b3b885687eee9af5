"""What a bulk act came to, for the person who did it: how many, and which were left and why."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from departments.models import Department
from directives.models import JournalEntry

NAMED = 10  # departments named in one sentence; the table shows all


def outcome(entry: JournalEntry) -> str:
    """A sentence or two from the data of the entry; "" where nothing was done in bulk."""
    match entry.verb:
        case "verify_each":
            said = [_confirmed(len(entry.data["confirmed"]))]
            left = entry.data.get("left", {})
            if own := left.get("own"):
                said.append(
                    _("Left, because you prepared or released the result yourself: %(names)s.")
                    % {"names": names(own)}
                )
            if other := left.get("other"):
                said.append(
                    _("Left, because somebody else confirms it: %(names)s.") % {"names": names(other)}
                )
            return " ".join(said)
        case "urge_each":
            count = len(entry.data["urged"])
            return ngettext(
                "%(n)s department has been urged.", "%(n)s departments have been urged.", count
            ) % {"n": count}
        case "close_each":
            return _("The directive has been closed. Not delivered: %(names)s.") % {
                "names": names(entry.data["missing"])
            }
        case _:
            return ""


def _confirmed(count: int) -> str:
    return ngettext("%(n)s result has been confirmed.", "%(n)s results have been confirmed.", count) % {
        "n": count
    }


def names(ids: Collection[int]) -> str:
    """Departments by name, in their order; beyond NAMED the rest is counted."""
    rows = [row.label for row in Department.objects.filter(pk__in=ids).order_by("sort_key", "pk")]
    if len(rows) <= NAMED:
        return ", ".join(rows)
    more = len(rows) - NAMED
    rest = ngettext("and %(n)s more department", "and %(n)s more departments", more) % {"n": more}
    return f"{', '.join(rows[:NAMED])} {rest}"
