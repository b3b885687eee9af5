"""Signing in and out, one's own password and account, and the page after too many wrong passwords."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from departments import accounts, clock, demo_accounts, navigation
from departments.actors import actor_of
from departments.forms import AccountForm, OwnPasswordForm, SignInForm
from departments.models import User


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Keep the person's language for this and the next pages."""
    translation.activate(language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return response


class SignIn(LoginView):
    """Leaders land on the overview, everybody else on their own work, unless a link led here."""

    template_name = "departments/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101 -- only called for somebody signed in
        return navigation.home(actor_of(user, clock.today(clock.now())))

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        return speak(response, form.get_user().language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = demo_accounts.listed() if settings.EMBEDDED else []
        return super().get_context_data(demo_accounts=shown, demo_password=demo_accounts.PASSWORD, **kwargs)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangePassword(PasswordChangeView):
    template_name = "departments/change_password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("profile")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The password has been changed."))
        return super().form_valid(form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own account: language, mail address, phone."""
    user = User.objects.get(username=request.user.get_username())
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        accounts.change_account(
            user_id=user.pk,
            language=form.cleaned_data["language"],
            email=form.cleaned_data["email"],
            phone=form.cleaned_data["phone"],
        )
        response = speak(redirect("profile"), form.cleaned_data["language"])
        messages.success(request, _("Your account has been saved."))
        return response
    status = 400 if form.errors else 200
    return render(request, "departments/profile.html", {"form": form}, status=status)


def locked_out(request: HttpRequest, *rest: object) -> HttpResponse:
    """After too many wrong passwords from one address: says how long to wait (AXES_LOCKOUT_CALLABLE)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "departments/locked_out.html", {"minutes": minutes}, status=429)
