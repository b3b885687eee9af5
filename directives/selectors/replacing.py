"""What took a directive's place, what it took the place of, and what may still do so."""

from dataclasses import dataclass

from django.db.models import QuerySet

from departments.actors import Actor
from departments.text import fold
from directives import permissions
from directives.lifecycle import Status
from directives.models import Directive, JournalEntry

SHOWN = 20  # directives offered at once; more words narrow them down


@dataclass(frozen=True)
class Replacing:
    """The links of one directive: `by` the later one or `document` kept elsewhere, and `earlier` ones."""

    by: Directive | None
    document: str
    earlier: list[Directive]

    @property
    def more(self) -> list[Directive]:
        """Replaced ones beyond the first, which the page shows among related directives."""
        return self.earlier[1:]


def later_directives(actor: Actor, directive: Directive) -> QuerySet[Directive]:
    """Directives this person sees that were entered after `directive`: what may have taken its place."""
    seen = permissions.visible_directives(actor).filter(pk__gt=directive.pk)
    return seen.exclude(status=Status.DRAFT)


def search_later(actor: Actor, directive: Directive, words: str) -> list[Directive]:
    """Later directives whose text, title or conclusion's number holds every word; newest first, at most SHOWN."""
    rows = later_directives(actor, directive).exclude(status=Status.SUPERSEDED)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return list(rows.select_related("conclusion").order_by("-pk")[:SHOWN])


def replacing(actor: Actor, directive: Directive) -> Replacing:
    """What the journal of `directive` says about being replaced and replacing, as far as `actor` may see it."""
    entries = JournalEntry.objects.filter(stream=directive.stream, verb__in=["supersede", "replaces"])
    by, document, earlier = 0, "", []
    for entry in entries.order_by("seq"):
        if entry.verb == "supersede":
            by, document = entry.data.get("by", 0), entry.data.get("document_number", "")
        else:
            earlier.append(entry.data["directive"])
    if not by and not earlier:
        return Replacing(None, document, [])
    seen = permissions.visible_directives(actor).filter(pk__in=[by, *earlier]).select_related("conclusion")
    found = {row.pk: row for row in seen}
    return Replacing(found.get(by), document, [found[pk] for pk in earlier if pk in found])
