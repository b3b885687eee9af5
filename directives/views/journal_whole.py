"""What the journal says of acts that stop, change or end a directive, and of those done to all its parts."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.lifecycle import ROLE_LABELS, Role
from directives.selectors.directive_page import Names

# Verb → what the person did, the shape and the tone of its mark.
ACTS: dict[str, tuple[Promise, str, str]] = {
    "pause": (gettext_lazy("paused it"), "s-paused", ""),
    "resume": (gettext_lazy("let it go on"), "s-progress", "do"),
    "recall": (gettext_lazy("took the department out of the directive"), "s-recalled", ""),
    "reopen": (gettext_lazy("reopened it"), "s-returned", "do"),
    "pause_directive": (gettext_lazy("paused the whole directive"), "s-paused", ""),
    "resume_directive": (gettext_lazy("let the whole directive go on"), "s-progress", "do"),
    "recall_directive": (gettext_lazy("recalled the directive"), "s-recalled", ""),
    "reopen_directive": (gettext_lazy("reopened the directive"), "s-returned", "do"),
    "supersede": (gettext_lazy("replaced it by a later one"), "s-superseded", ""),
    "replaces": (gettext_lazy("put it in the place of an earlier one"), "s-superseded", ""),
    "add_department": (gettext_lazy("added a department"), "i-plus", ""),
    "amend": (gettext_lazy("amended the directive"), "i-file", ""),
    "propose_correction": (gettext_lazy("proposed to correct a mistyped deadline"), "t-period", ""),
    "confirm_correction": (gettext_lazy("confirmed the corrected deadline"), "t-period", "done"),
    "drop_correction": (gettext_lazy("dropped the correction"), "s-recalled", ""),
    "verify_each": (gettext_lazy("confirmed the results handed in"), "s-done", "done"),
    "close_each": (gettext_lazy("closed the directive"), "s-done", "done"),
    "end": (gettext_lazy("ended it"), "s-done", "done"),
}
# Key of the data → sentence with the departments it names; where names are withheld their number stands.
_NAMED: tuple[tuple[str, Promise, Promise], ...] = (
    ("missing", gettext_lazy("not delivered: %(names)s"), gettext_lazy("%(n)s departments did not deliver")),
    ("confirmed", gettext_lazy("confirmed: %(names)s"), gettext_lazy("%(n)s results confirmed")),
    (
        "back",
        gettext_lazy("with it came back: %(names)s"),
        gettext_lazy("%(n)s departments came back with it"),
    ),
)


def whole_words(verb: str, data: dict[str, Any], names: Names) -> list[str]:
    """What an entry's data tells about these, one line each."""
    words = []
    if verb == "amend" and data.get("number"):
        words.append(_("Amendment no. %(n)s") % {"n": data["number"]})
    if verb == "add_department" and data.get("role") in set(Role):
        words.append(str(ROLE_LABELS[Role(data["role"])]))
    if (unit := names.departments.get(data.get("unit") or 0)) is not None:
        words.append(_("to %(name)s") % {"name": unit})
    for key, named, counted in _NAMED:
        known = [names.departments[pk] for pk in data.get(key, []) if pk in names.departments]
        total = data.get("counts", {}).get(key, len(known))
        if known and total == len(known):
            words.append(str(named) % {"names": ", ".join(known)})
        elif total:
            words.append(str(counted) % {"n": total})
    if left := sum(len(departments) for departments in data.get("left", {}).values()):
        words.append(_("left to somebody else: %(n)s") % {"n": left})
    return words
