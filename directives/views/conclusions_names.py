"""Names of the text the clerk knows better: kept with the acceptance of a point, or entered as an outside body."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from departments.clock import now
from departments.clock import today as local_day
from departments.requests import actor_of_request
from directives import access
from directives.errors import Forbidden, Invalid, NotVisible
from directives.forms_plan import PlanForm
from directives.models import ConclusionPoint
from directives.selectors.kept_names import kept_names
from directives.selectors.plan_choices import plan_choices
from directives.selectors.proposed_names import names_of
from directives.services import naming
from directives.services.naming import KeptName
from directives.views.conclusions_confirm import gone, number_of, posted_form, show_confirm


def names_to_keep(form: PlanForm, point_id: int) -> list[KeptName]:
    """The names ticked to be remembered in a valid form. Raises Invalid where one is for nobody, or for several."""
    keys = form.cleaned_data["kept_names"]
    if not keys:
        return []
    said = ConclusionPoint.objects.get(pk=point_id).proposal
    return kept_names(said, keys, form.plan(), form.shown_groups, form.plan_choices)


@login_required
@require_POST
def outside_body(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Enter the name at `outside` among the outside bodies and choose it; the rest of the form stays as typed."""
    actor, moment = actor_of_request(request), now()
    conclusion = access.conclusion(actor, pk)
    if not actor.is_office:
        raise Forbidden
    try:
        number = number_of(actor, conclusion, point)
    except NotVisible:
        return gone(request, conclusion)
    row, data = ConclusionPoint.objects.get(pk=point), request.POST.copy()
    key = request.POST.get("outside", "")
    named = next(
        (name for name in names_of(row.proposal, plan_choices(local_day(moment))) if name.key == key), None
    )
    try:
        if named is None:
            raise Invalid(_("Give the whole name of the body."), field="name")
        body = naming.enter_outside_body(pk, named.name, actor=actor, now=moment)
    except Invalid as refusal:
        form, _shown = posted_form(request.POST, plan_choices(local_day(moment)))
        return show_confirm(
            request, conclusion, moment, opened=number, form=form, problem=str(refusal.message), status=400
        )
    if str(body.pk) not in data.getlist(named.picker):
        data.appendlist(named.picker, str(body.pk))
    conclusion.refresh_from_db()
    form, _shown = posted_form(data, plan_choices(local_day(moment)))
    return show_confirm(request, conclusion, moment, opened=number, form=form)
