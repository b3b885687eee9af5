"""What the journal says of reporting periods."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from directives.period_words import period_words

# Verb → what the person did, the shape and the tone of its mark.
ACTS: dict[str, tuple[Promise, str, str]] = {
    "submit_period": (gettext_lazy("submitted the report of a period"), "s-verify", "wait"),
    "withdraw_period": (gettext_lazy("withdrew the report of a period"), "s-recalled", ""),
    "verify_period": (gettext_lazy("confirmed the report of a period"), "s-done", "done"),
    "return_period": (gettext_lazy("returned the report of a period"), "s-returned", "soon"),
    "approve_period": (gettext_lazy("approved the report of a period"), "s-done", "done"),
}


def which_period(data: dict[str, Any]) -> list[str]:
    """The period an entry is about, by name."""
    days = data.get("period")
    return [period_words(*(date.fromisoformat(day) for day in days))] if days else []
