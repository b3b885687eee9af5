"""Verbs as buttons: those that need no more than the click carry a key of their own."""

import uuid
from collections.abc import Iterable
from typing import Any

from directives.lifecycle import Verb
from directives.needs import Nothing
from directives.targets import Target

# What decides or closes stands first, what takes back or sends away last.
_FIRST = ("release", "approve", "verify", "acknowledge", "accept", "submit", "report")


def _order(verb: Verb) -> tuple[bool, int]:
    return verb.stops, _FIRST.index(verb.name) if verb.name in _FIRST else len(_FIRST)


def buttons(target: Target, verbs: Iterable[Verb]) -> list[dict[str, Any]]:
    """The verbs one may do to `target` as buttons, in the order they stand."""
    return [
        {
            "verb": verb,
            "address": target.address(verb),
            "at_once": verb.needs is Nothing,
            "main": verb.name == "release",
            "request_key": uuid.uuid4().hex,
        }
        for verb in sorted(verbs, key=_order)
    ]
