"""A directive entered and issued without a conclusion, also one that follows up or replaces an earlier one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from departments.text import whole_number
from directives.errors import Forbidden, Invalid, WrongState
from directives.forms_plan import PlanForm, initial_of
from directives.models.choices import Secrecy
from directives.selectors.plan_choices import plan_choices
from directives.selectors.plan_origin import PlanOrigin, origin_of, plan_from, replaceable
from directives.services.issuing import issue_directly
from directives.views.conclusions_confirm import posted_form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of one directive; POST issues it, `group_act` only shows or hides the members of a group.

    `?mat=1` begins a secret one, whose form has no place for words; `?tu=` one that follows up a directive,
    `?vuong-mac=` one made of a bottleneck, `?thay=` one that takes the place of a directive.
    """
    actor, moment, status = actor_of_request(request), now(), 200
    if not actor.is_office:
        raise Forbidden(_("Only the Office enters directives."))
    choices = plan_choices(local_day(moment))
    origin = _origin(request, actor)
    if request.method == "POST":
        form, only_shown = posted_form(request.POST, choices)
        status = 200 if only_shown else 400
        if not only_shown and form.is_valid():
            try:
                key = form.cleaned_data["request_key"]
                directive = issue_directly(form.plan(), actor=actor, now=moment, request_key=key)
                messages.success(request, _("The directive has been issued."))
                return redirect("directive", directive.pk)
            except (Invalid, WrongState) as refusal:
                form.refuse(refusal)
                status = refusal.http_status
    else:
        level = Secrecy.SECRET if request.GET.get("mat") else Secrecy.ORDINARY
        initial = initial_of(plan_from(actor, origin, choices, secrecy=level))
        form = PlanForm(initial={**initial, "request_key": uuid.uuid4().hex}, choices=choices)
    form.offer_replaced(replaceable(origin))
    context = {"form": form, "choices": choices, "origin": origin}
    return render(request, "directives/conclusions/directive_new.html", context, status=status)


def _origin(request: HttpRequest, actor: Actor) -> PlanOrigin:
    """From the address when the form opens, from its hidden fields when it comes back."""
    sent, names = request.GET, ("tu", "vuong-mac", "thay")
    if request.method == "POST":
        sent, names = request.POST, ("parent", "bottleneck", "replaces")
    parent, bottleneck, replaces = (whole_number(sent.get(name, "")) for name in names)
    return origin_of(actor, parent=parent, bottleneck=bottleneck, replaces=replaces)
