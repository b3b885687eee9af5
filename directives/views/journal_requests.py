"""What the journal says of requests for another date, asks and urgings."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Verb → what the person did, the shape and the tone of its mark.
ACTS: dict[str, tuple[Promise, str, str]] = {
    "request_extension": (gettext_lazy("asked for more time"), "t-period", "wait"),
    "contest": (gettext_lazy("contested the deadline"), "t-period", "wait"),
    "withdraw_extension": (gettext_lazy("withdrew the request for another deadline"), "s-recalled", ""),
    "grant_extension": (gettext_lazy("granted another deadline"), "s-done", "done"),
    "refuse_extension": (gettext_lazy("did not grant another deadline"), "s-refused", "soon"),
    "ask": (gettext_lazy("asked for cooperation"), "n-rep", "wait"),
    "answer": (gettext_lazy("answered what was asked"), "s-done", "done"),
    "withdraw_ask": (gettext_lazy("withdrew what was asked"), "s-recalled", ""),
    "no_answer": (gettext_lazy("recorded that no answer came in time"), "t-late", "late"),
    "urge": (gettext_lazy("urged"), "n-rep", "soon"),
    "urge_each": (gettext_lazy("urged all who have not delivered"), "n-rep", "soon"),
    "explain": (gettext_lazy("gave the explanation"), "s-done", "done"),
}


def request_words(verb: str, data: dict[str, Any]) -> list[str]:
    """What an entry's data tells about these, one line each."""
    words = []
    if verb in ("urge", "explain") and data.get("number"):
        words.append(_("Urging no. %(n)s") % {"n": data["number"]})
    if day := data.get("explain_by"):
        words.append(_("explanation due %(day)s") % {"day": _day(day)})
    if day := data.get("needed_by"):
        words.append(_("needed by %(day)s") % {"day": _day(day)})
    if why := data.get("without_answer"):
        words.append(_("does not wait for the answers: “%(why)s”") % {"why": why})
    return words


def _day(stored: str) -> str:
    return f"{date.fromisoformat(stored):%d/%m/%Y}"
