"""Objects of a part that have verbs of their own: which table each kind lies in and how its state reads."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.lifecycle import Acts
from directives.models import Ask, Bottleneck, ExtensionRequest, ReportingPeriod, Urging

MODELS: dict[Acts, type[models.Model]] = {
    Acts.ASK: Ask,
    Acts.EXTENSION: ExtensionRequest,
    Acts.BOTTLENECK: Bottleneck,
    Acts.URGING: Urging,
    Acts.PERIOD: ReportingPeriod,
}
# The word of each kind in an address on screen.
SLUGS: dict[Acts, str] = {
    Acts.ASK: "phoi-hop",
    Acts.EXTENSION: "gia-han",
    Acts.BOTTLENECK: "vuong-mac",
    Acts.URGING: "don-doc",
    Acts.PERIOD: "ky-bao-cao",
}
_URGING_STATES: dict[str, Promise] = {
    "said": _("No explanation asked for"),
    "demanded": _("Explanation owed"),
    "explained": _("Explained"),
}


def find(kind: Acts, pk: int) -> Any:
    """The object of `kind` with this id, or None."""
    return MODELS[kind]._default_manager.filter(pk=pk).first()


def state_label(subject: Any) -> str:
    """The state of an object in words."""
    if isinstance(subject, Urging):
        return str(_URGING_STATES[subject.state])
    names = (f"get_{column}_display" for column in ("decision", "state", "status"))
    return str(next(getattr(subject, name) for name in names if hasattr(subject, name))())
