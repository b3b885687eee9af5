"""Refusals of the domain. Screens and API turn each into its status code; nothing has changed when one is raised."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Base of all refusals. `code` is stable, `message` is in the user's language."""

    http_status = 400
    code = "refused"

    def __init__(self, message: str | Promise, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code or self.code
        self.field = field


class NotVisible(Refusal):
    """The object does not exist for this person."""

    http_status = 404
    code = "not_found"

    def __init__(self) -> None:
        super().__init__(_("Not found."))


class Forbidden(Refusal):
    """The person sees the object but may not do this."""

    http_status = 403
    code = "forbidden"

    def __init__(self, message: str | Promise | None = None, *, code: str | None = None) -> None:
        super().__init__(message or _("You may not do this."), code=code)


class WrongState(Refusal):
    """The verb is not possible from the present state."""

    http_status = 409
    code = "wrong_state"


class Stale(Refusal):
    """Somebody acted since the form was opened. `by`, `verb` and `at` say who, what and when."""

    http_status = 409
    code = "stale"


class Invalid(Refusal):
    """The input does not hold; `field` names the need it belongs to."""

    http_status = 400
    code = "invalid"
