"""/api/v1/conclusions/…/undo/, certain/ and order/: second thoughts, many points at once, the least certain first."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from directives import access
from directives.api import output, requests
from directives.api.conclusions import PlanIn, valid
from directives.errors import Forbidden, Stale
from directives.models import Conclusion, PointStep
from directives.selectors.certain_points import certain_points, chosen_of
from directives.selectors.conclusion_page import confirm_page
from directives.selectors.confirm_people import unsure_first
from directives.selectors.plan_choices import plan_choices
from directives.services.confirm_choice import choose_order
from directives.services.point_undo import undo_step, undoable
from directives.services.points import SEEN_OTHERWISE, accept_points


class StepOut(serializers.ModelSerializer[PointStep]):
    """An act on points that can be undone: what it was, on the points of which numbers, when."""

    points = serializers.CharField(source="label")

    class Meta:
        model = PointStep
        fields = ["id", "verb", "points", "at"]


class UndoIn(serializers.Serializer[Any]):
    step = serializers.IntegerField(required=False, allow_null=True, default=None)


class UndoneOut(serializers.Serializer[Any]):
    undone = StepOut()
    points = output.PointOut(many=True)


class SeenPointIn(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    seen = serializers.CharField(max_length=64)


class CertainIn(serializers.Serializer[Any]):
    points = SeenPointIn(many=True)


class CertainOut(serializers.Serializer[Any]):
    """A point beyond doubt with the plan it would be accepted with; `seen` is sent back to accept exactly that."""

    id = serializers.IntegerField(source="mark.point.pk")
    number = serializers.IntegerField(source="mark.number")
    text = serializers.CharField(source="mark.point.text")
    seen = serializers.CharField()
    plan = PlanIn()


class DoubtOut(serializers.Serializer[Any]):
    kind = serializers.CharField(source="kind.name")
    words = serializers.CharField()


class OrderedPointOut(serializers.Serializer[Any]):
    """A point in the order one goes through them; `doubts` say in words why an open one asks for a second look."""

    id = serializers.IntegerField(source="point.pk")
    number = serializers.IntegerField()
    outcome = serializers.CharField(source="point.outcome")
    version = serializers.IntegerField(source="point.version")
    certain = serializers.BooleanField()
    doubts = DoubtOut(many=True)


class OrderIn(serializers.Serializer[Any]):
    order = serializers.ChoiceField(choices=["text", "unsure"])


class OrderOut(serializers.Serializer[Any]):
    order = serializers.ChoiceField(choices=["text", "unsure"])
    points = OrderedPointOut(many=True)


def _office(request: Request, pk: int) -> tuple[Actor, Conclusion]:
    actor = requests.actor(request)
    conclusion = access.conclusion(actor, pk)
    if not actor.is_office:
        raise Forbidden
    return actor, conclusion


class ConclusionUndo(APIView):
    @extend_schema(operation_id="point_steps", responses=StepOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The caller's own acts on points that can still be undone, the last first."""
        actor, conclusion = _office(request, pk)
        versions = dict(conclusion.points.values_list("pk", "version"))
        return Response(StepOut(undoable(conclusion, actor, versions), many=True).data)

    @extend_schema(operation_id="point_undo", request=UndoIn, responses=UndoneOut)
    def post(self, request: Request, pk: int) -> Response:
        """Undo the caller's last act on points, or the one named by `step`; 409 once others changed the same."""
        actor, _conclusion = _office(request, pk)
        step, points = undo_step(pk, actor=actor, now=now(), step_id=valid(UndoIn, request)["step"])
        return Response(UndoneOut({"undone": step, "points": points}).data)


class ConclusionCertain(APIView):
    @extend_schema(operation_id="points_certain", responses=CertainOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The open points beyond doubt, each with what it would become; an uncertain one is never among them."""
        actor, conclusion = _office(request, pk)
        today = local_day(now())
        return Response(
            CertainOut(certain_points(actor, conclusion, plan_choices(today), today), many=True).data
        )

    @extend_schema(
        operation_id="points_accept_certain", request=CertainIn, responses=output.DirectiveOut(many=True)
    )
    def post(self, request: Request, pk: int) -> Response:
        """Accept those looked over, all or none: one act, one step to undo. 409 where one is not as it was seen."""
        (actor, conclusion), moment = _office(request, pk), now()
        wanted = {row["id"]: row["seen"] for row in valid(CertainIn, request)["points"]}
        today = local_day(moment)
        chosen = chosen_of(certain_points(actor, conclusion, plan_choices(today), today), wanted)
        if chosen is None:
            raise Stale(SEEN_OTHERWISE)
        made = accept_points(pk, chosen, actor=actor, now=moment)
        return Response(output.DirectiveOut(made, many=True).data)


class ConclusionOrder(APIView):
    @extend_schema(operation_id="points_order", responses=OrderOut)
    def get(self, request: Request, pk: int) -> Response:
        """The points in the order the caller goes through them, with what is in doubt about each."""
        actor, conclusion = _office(request, pk)
        return Response(_ordered(conclusion, unsure_first=unsure_first(actor)))

    @extend_schema(operation_id="points_choose_order", request=OrderIn, responses=OrderOut)
    def post(self, request: Request, pk: int) -> Response:
        """Remember the order the caller wants: as in the text, or the least certain first. Numbers stay the text's."""
        actor, conclusion = _office(request, pk)
        wanted = valid(OrderIn, request)["order"] == "unsure"
        choose_order(unsure_first=wanted, actor=actor)
        return Response(_ordered(conclusion, unsure_first=wanted))


def _ordered(conclusion: Conclusion, *, unsure_first: bool) -> Any:
    today = local_day(now())
    page = confirm_page(conclusion, plan_choices(today), today=today, unsure_first=unsure_first)
    return OrderOut({"order": "unsure" if unsure_first else "text", "points": page.ordered}).data
