"""What a new password must be, where Django's own catalogue has no Vietnamese for it."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters (8 unless told otherwise), said in the language of the page."""

    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short: at least %(count)d character.",
            "The password is too short: at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}
