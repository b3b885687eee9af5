"""Bottlenecks as the page of a directive shows them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from directives.lifecycle import Acts
from directives.models import Bottleneck
from directives.selectors.bottlenecks_of import Told
from directives.selectors.directive_page import DirectivePage
from directives.targets import of_subject
from directives.views.buttons import buttons


@dataclass(frozen=True)
class Item:
    """One bottleneck with its buttons. `follow_up` leads to the form of a directive made of it, "" for who may not."""

    told: Told
    buttons: list[dict[str, Any]]
    follow_up: str = ""

    @property
    def row(self) -> Bottleneck:
        return self.told.row


def bottleneck_section(page: DirectivePage) -> dict[str, Any]:
    """The context of the section: those open, and those that have ended."""
    follows = page.may_follow_up
    items = [_item(told, follows=follows) for told in page.bottlenecks]
    return {
        "open_bottlenecks": [item for item in items if item.row.is_open],
        "ended_bottlenecks": [item for item in items if not item.row.is_open],
        "related_pks": page.related.pks,
        "follow_up_url": f"{reverse('directive_new')}?tu={page.directive.pk}" if follows else "",
    }


def _item(told: Told, *, follows: bool) -> Item:
    target = of_subject(Acts.BOTTLENECK, told.part, told.row)
    address = f"{reverse('directive_new')}?vuong-mac={told.row.pk}"
    return Item(
        told,
        buttons(target, told.verbs) if told.verbs else [],
        address if follows and told.row.is_open else "",
    )
