"""Forms about oneself: sign in, password, account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from departments.models import User


class SignInForm(AuthenticationForm):
    """Username and password; one sentence for every reason of failure, so that no name can be probed."""

    error_messages = {
        "invalid_login": _(
            "The username or the password is not right. Mind capital letters and the keyboard."
        ),
        "inactive": _("This account has been closed. Ask your administrator."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Username")
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        self.fields["password"].label = _("Password")


class OwnPasswordForm(PasswordChangeForm):
    """Django's own, in the words of this product."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Present password")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password once more")


class AccountForm(forms.ModelForm[User]):
    """What a person may change about themselves; names and posts are the administrator's."""

    class Meta:
        model = User
        fields = ["language", "email", "phone"]
        labels = {"language": _("Language of pages and mails"), "email": _("Email"), "phone": _("Phone")}
        widgets = {"language": forms.RadioSelect}
