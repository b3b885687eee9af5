"""Who has a leader page, and over which parts: the province, one's own directives, one's fields, one's department.

Decided here: Chair, Vice-Chairs and the Office have the page over what they see; head, deputy and clerk of a
department have it over their department's own parts. Officers and administrators have none (403, no entry in
the navigation).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.models.user import LEADER_POSTS
from reports.filters import Filter


@dataclass(frozen=True)
class Scope:
    """A chip of the leader page. `base` is what every figure's filter starts from."""

    key: str
    label: Promise
    base: Filter


def has_leader_page(actor: Actor) -> bool:
    """Whether the person has the page at all."""
    return actor.is_leader or actor.is_office or bool(actor.managing_department_ids)


def scopes(actor: Actor) -> list[Scope]:
    """The scopes this person may choose from, the usual one first; none for people without the page."""
    found: list[Scope] = []
    if actor.sees_everything:
        found.append(Scope("province", _("Whole province"), Filter()))
    elif actor.is_leader:
        found.append(Scope("mine", _("All I lead"), Filter()))
    found += [
        Scope(
            f"directed_{post.user_id}",
            format_lazy(_("Directed by {name}"), name=str(post.user)),
            Filter(leader=post.user_id),
        )
        for post in actor.standing_for
        if post.post in LEADER_POSTS
    ]
    if any(post.post in LEADER_POSTS for post in actor.posts):
        found.append(Scope("directed", _("Directed by me"), Filter(leader=actor.user_id)))
        if actor.field_ids or not actor.is_chair:
            found.append(Scope("fields", _("My fields"), Filter(in_charge=actor.user_id)))
    if actor.is_office:
        found.append(Scope("monitored", _("Monitored by me"), Filter(monitor=actor.user_id)))
    if not found and actor.managing_department_ids:
        own = tuple(sorted(actor.managing_department_ids))
        found.append(Scope("department", _("My department"), Filter(department=own)))
    return found


def chosen_scope(offered: list[Scope], key: str) -> Scope:
    """The scope of that key, else the usual one."""
    return next((scope for scope in offered if scope.key == key), offered[0])
