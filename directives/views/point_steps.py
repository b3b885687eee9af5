"""What an act on points is called where it can be undone, and what is said once it has been."""

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from directives.models import PointStep

WORDS: dict[str, Promise] = {
    "accept_point": gettext_lazy("accept point %(points)s"),
    "save_point": gettext_lazy("change point %(points)s"),
    "settle_point": gettext_lazy("no task from point %(points)s"),
    "reopen_point": gettext_lazy("open point %(points)s again"),
    "split_point": gettext_lazy("split point %(points)s"),
    "merge_points": gettext_lazy("join points %(points)s"),
    "drop_point": gettext_lazy("drop point %(points)s"),
    "add_point": gettext_lazy("add point %(points)s"),
}


def step_words(step: PointStep) -> str:
    """What was done, in the infinitive of a button: "accept point 4", "accept 17 points"."""
    if not step.label:
        count = len(step.after)
        return ngettext("accept %(n)s point", "accept %(n)s points", count) % {"n": count}
    if step.verb == "accept_points":
        return gettext("accept points %(points)s") % {"points": step.label}
    return str(WORDS.get(step.verb, WORDS["save_point"])) % {"points": step.label}
