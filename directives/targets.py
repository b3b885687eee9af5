"""What a verb is done to, as a door sees it: a part, an object of a part, or a directive."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from departments.actors import Actor
from directives import access, permissions
from directives.lifecycle import SUBJECT_KINDS, VERBS, Acts, Verb
from directives.models import Assignment, Directive
from directives.subjects import MODELS, SLUGS


@dataclass(frozen=True)
class Target:
    """One thing verbs are done to, with what it belongs to. `pk` is its own id."""

    kind: Acts
    pk: int
    directive: Directive
    part: Assignment | None = None
    subject: Any = None

    def address(self, verb: Verb) -> str:
        """Where the form of `verb` opens and is sent to."""
        slug = verb.name.rstrip("_")
        if self.kind == Acts.PART:
            return reverse("part_verb", args=[self.pk, slug])
        if self.kind == Acts.DIRECTIVE:
            return reverse("directive_verb", args=[self.pk, slug])
        return reverse(f"{self.kind}_verb", args=[self.pk, slug])


def of_part(part: Assignment) -> Target:
    return Target(Acts.PART, part.pk, part.directive, part)


def of_directive(directive: Directive) -> Target:
    return Target(Acts.DIRECTIVE, directive.pk, directive)


def of_subject(kind: Acts, part: Assignment, subject: Any) -> Target:
    return Target(kind, subject.pk, part.directive, part, subject)


def fetch(actor: Actor, kind: Acts, pk: int) -> Target:
    """The target with this id. Raises NotVisible when it is not there for this person."""
    if kind == Acts.PART:
        return of_part(access.part(actor, pk))
    if kind == Acts.DIRECTIVE:
        return of_directive(access.directive(actor, pk))
    return of_subject(kind, *access.subject(actor, kind, pk))


def verb_by_slug(kind: Acts, slug: str) -> Verb | None:
    """The verb on objects of this kind an address names: `return` stands for `return_`."""
    found = VERBS.get(slug) or VERBS.get(f"{slug}_")
    return found if found is not None and found.acts_on == kind and not found.special else None


def names_object_verb(slug: str) -> bool:
    """Whether an address names a verb done to an object of a part."""
    return slug in VERBS and VERBS[slug].acts_on in SUBJECT_KINDS


def object_waiting(actor: Actor, part: Assignment, slug: str) -> tuple[Target, Verb] | None:
    """What of the part waits for a verb done to objects, where an address names the part only: the first due
    of those this person may do it to.

    Mails and lists lead to a part; the form stands at the ask, request or urging it is about.
    """
    if not names_object_verb(slug):
        return None
    verb = VERBS[slug]
    rows: Any = MODELS[verb.acts_on]._default_manager.filter(part=part).order_by("pk")
    waiting = [row for row in rows if row.state in verb.states]
    waiting.sort(key=lambda row: getattr(row, "due_on", None) or date.max)
    waiting.sort(key=lambda row: not permissions.may(actor, verb, part.directive, part, row))
    return (of_subject(verb.acts_on, part, waiting[0]), verb) if waiting else None


ADDRESSES: dict[Acts, str] = {Acts.PART: "phan-viec", Acts.DIRECTIVE: "chi-dao", **SLUGS}
