"""How corrected texts and the changes they ask for are worded on screen."""

from django import template
from django.utils.translation import gettext as _

from directives.comparison.alignment import Relation
from directives.lifecycle import ROLE_LABELS, VERBS, Role
from directives.models import Aspect, ConclusionRevision, RevisionChange, RevisionPoint
from directives.revision_words import revision_name as name_of

register = template.Library()

TONES = {Relation.NEW: "done", Relation.GONE: "soon", Relation.SAME: "", Relation.MOVED: ""}


@register.filter
def revision_name(revision: ConclusionRevision) -> str:
    """As one quotes the document."""
    return name_of(revision)


@register.filter
def relation_tone(point: RevisionPoint) -> str:
    """The colour of the word that says how a point has changed."""
    return TONES.get(Relation(point.relation), "do")


@register.filter
def verb_label(verb: str) -> str:
    """What a verb is called on its button."""
    return str(VERBS[verb].label) if verb in VERBS else ""


@register.filter
def done_label(verb: str) -> str:
    """What has been done about a change; a proposal is called one, as it changes nothing by itself."""
    return _("Correction of the deadline proposed") if verb == "propose_correction" else verb_label(verb)


@register.filter
def change_words(change: RevisionChange) -> str:
    """What the corrected text says there: a department with its role, a date. The words themselves stand above."""
    if change.aspect == Aspect.DEADLINE:
        if change.due_on is None:
            return _("the corrected text names no date")
        return _("the corrected text says %(day)s") % {"day": f"{change.due_on:%d/%m/%Y}"}
    if change.department is None:
        return ""
    if change.aspect == Aspect.LEAD or not change.role:
        return change.department.name
    return f"{change.department.name} ({str(ROLE_LABELS[Role(change.role)]).lower()})"
