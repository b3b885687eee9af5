"""/api/v1/directives/, /api/v1/parts/ and every verb of the lifecycle table as a POST."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.actors import Actor
from departments.clock import now, today
from departments.selectors import working_calendar
from directives import access, permissions
from directives.api import output, requests
from directives.api.conclusions import PlanIn, valid
from directives.api.dataclass_serializers import build
from directives.api.paging import MostUrgentFirst, NewestFirst
from directives.api.request_output import OfPart
from directives.deadlines import Today
from directives.errors import Invalid
from directives.lifecycle import Status, Verb
from directives.models import Assignment, Directive
from directives.rules import load_rules
from directives.selectors import internal_words, verbs
from directives.selectors.bottlenecks import open_ones
from directives.selectors.requests_of import requests_of
from directives.services.issuing import issue_directly
from directives.services.plans import Plan


def today_info() -> Today:
    """Today with the last day that counts as due soon: two statements."""
    return Today.at(today(now()), working_calendar(), load_rules().due_soon_days)


def verbs_of(actor: Actor) -> Callable[[Assignment], list[Verb]]:
    """A function from a part to the verbs `actor` may use on it now."""
    day, calendar, rules = today(now()), working_calendar(), load_rules()

    def possible(part: Assignment) -> list[Verb]:
        around = verbs.Circumstances(day, calendar, rules, verbs.open_prepared(part))
        return verbs.available(actor, part, around)

    return possible


class Directives(ListAPIView[Directive]):
    serializer_class = output.DirectiveOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Directive]:
        seen = permissions.visible_directives(requests.actor(self.request)).exclude(status=Status.DRAFT)
        return seen.select_related("directed_by", "monitor")

    @extend_schema(operation_id="directive_issue", request=PlanIn, responses={201: output.DirectiveOut})
    def post(self, request: Request) -> Response:
        """Enter and issue one directive that comes from no conclusion."""
        plan = build(Plan, valid(PlanIn, request))
        directive = issue_directly(
            plan, actor=requests.actor(request), now=now(), request_key=requests.request_key(request)
        )
        return Response(output.DirectiveOut(directive).data, status=201)


class OneDirective(APIView):
    @extend_schema(operation_id="directive", responses=output.DirectiveWhole)
    def get(self, request: Request, pk: int) -> Response:
        """A directive with the parts the caller may see. The ETag is its version."""
        actor = requests.actor(request)
        directive = access.directive(actor, pk)
        rows = permissions.visible_parts(actor).filter(directive=directive).order_by("id")
        parts = rows.select_related("department", "officer", "directive").prefetch_related(open_ones())
        context = {"parts": parts, "today": today_info()}
        answer = output.DirectiveWhole(directive, context=context)
        return Response(answer.data, headers={"ETag": f'"{directive.version}"'})


class DirectiveJournal(APIView):
    @extend_schema(operation_id="directive_journal", responses=output.JournalOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The journal of a directive, oldest first; entries of parts the caller does not see are left out."""
        actor = requests.actor(request)
        directive = access.directive(actor, pk)
        parts = permissions.visible_parts(actor).filter(directive=directive)
        seen = dict(parts.values_list("pk", "department_id"))
        rows = directive.journal.select_related("actor", "post", "on_behalf_of", "part").order_by("seq")
        of_seen = [row for row in rows if row.part_id is None or row.part_id in seen]
        shown = internal_words.within(actor, of_seen, seen)
        return Response(output.JournalOut(shown, many=True).data)


@extend_schema(
    parameters=[
        OpenApiParameter("mine", bool, description="Only parts handed to the caller."),
        OpenApiParameter("open", bool, description="Only open parts."),
        OpenApiParameter("status", str, enum=[status.value for status in Status if status != Status.DRAFT]),
    ]
)
class Parts(ListAPIView[Assignment]):
    serializer_class = output.PartOut
    pagination_class = MostUrgentFirst

    def get_queryset(self) -> QuerySet[Assignment]:
        actor, asked = requests.actor(self.request), self.request.query_params
        rows = permissions.visible_parts(actor)
        if asked.get("mine") in ("1", "true"):
            rows = rows.filter(officer_id=actor.user_id)
        if asked.get("open") in ("1", "true"):
            rows = rows.filter(is_open=True)
        if asked.get("status"):
            if asked["status"] not in set(Status):
                raise Invalid(_("There is no such status."), field="status")
            rows = rows.filter(status=asked["status"])
        return rows.select_related("department", "officer", "directive").prefetch_related(open_ones())

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": today_info()}


class PartWithRequests(output.PartWhole, OfPart):
    """A part with what is asked about it."""

    class Meta(output.PartWhole.Meta):
        fields = [*output.PartWhole.Meta.fields, "extensions", "asks", "urgings"]


class OnePart(APIView):
    @extend_schema(operation_id="part", responses=PartWithRequests)
    def get(self, request: Request, pk: int) -> Response:
        """A part with the verbs the caller may use on it now. The ETag is its directive's version."""
        actor = requests.actor(request)
        part = access.part(actor, pk)
        asked = requests_of(actor, [part])
        context = {"today": today_info(), "verbs": verbs_of(actor), "actor": actor, "requests": asked}
        answer = PartWithRequests(part, context=context)
        return Response(answer.data, headers={"ETag": f'"{part.directive.version}"'})
