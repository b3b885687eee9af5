"""What a verb is done to, as a door sees it: a part, an object of a part, or a directive."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from departments.actors import Actor
from directives import access
from directives.lifecycle import VERBS, Acts, Verb
from directives.models import Assignment, Directive
from directives.subjects import SLUGS


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


ADDRESSES: dict[Acts, str] = {Acts.PART: "phan-viec", Acts.DIRECTIVE: "chi-dao", **SLUGS}
