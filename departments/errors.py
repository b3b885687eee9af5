"""Refusals of this floor. The doors above turn each into the page or status code it belongs to."""

from django.utils.functional import Promise


class NotPossible(Exception):
    """The input does not hold; nothing has changed. `field` names the input, `message` is in the user's language."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class NotAllowed(NotPossible):
    """The person may not do this at all."""
