"""/api/v1/successions/, /redistribution/ and a department's new name."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now, today
from departments.models import Department
from departments.services.successions import Decision
from directives import permissions
from directives.api import output, requests
from directives.api.conclusions import valid
from directives.api.dataclass_serializers import LARGEST
from directives.errors import Forbidden
from directives.selectors.successions import recorded_successions, redistribution
from directives.services import succession


def _ids() -> serializers.ListField:
    return serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=LARGEST), max_length=200
    )


class DecisionIn(serializers.Serializer[Any]):
    """`preview` only counts what would move."""

    predecessors = _ids()
    successors = _ids()
    on = serializers.DateField()
    document = serializers.CharField(max_length=200)
    move_people = serializers.BooleanField(required=False, default=False)
    preview = serializers.BooleanField(required=False, default=False)


class DecisionOut(serializers.Serializer[Any]):
    on = serializers.DateField()
    document = serializers.CharField()
    predecessors = output.DepartmentOut(many=True)
    successors = output.DepartmentOut(many=True)


class ForeseenOut(serializers.Serializer[Any]):
    """Before the decision: how much lies there."""

    directives = serializers.IntegerField()
    parts = serializers.IntegerField()
    receivers = serializers.IntegerField()
    bottlenecks = serializers.IntegerField()
    people = serializers.IntegerField()
    drafts = serializers.IntegerField()


class MovedOut(serializers.Serializer[Any]):
    """After it: what has moved, and what waits for the Office."""

    parts = serializers.IntegerField()
    receivers = serializers.IntegerField()
    left = serializers.IntegerField()


class Successions(APIView):
    @extend_schema(operation_id="successions", responses=DecisionOut(many=True))
    def get(self, request: Request) -> Response:
        """Decisions on record, newest first. For the Office and administrators."""
        if not permissions.may_change_organisation(requests.actor(request)):
            raise Forbidden
        return Response(DecisionOut(recorded_successions(), many=True).data)

    @extend_schema(
        operation_id="succession_record", request=DecisionIn, responses={200: ForeseenOut, 201: MovedOut}
    )
    def post(self, request: Request) -> Response:
        """Record who follows whom; open work follows at once. With `preview` nothing is saved."""
        asked = valid(DecisionIn, request)
        decision = Decision(
            predecessors=tuple(asked["predecessors"]),
            successors=tuple(asked["successors"]),
            on=asked["on"],
            document=asked["document"],
            move_people=asked["move_people"],
        )
        actor, moment = requests.actor(request), now()
        if asked["preview"]:
            return Response(ForeseenOut(succession.foresee(decision, actor=actor, now=moment)).data)
        done = succession.record_succession(
            decision, actor=actor, now=moment, request_key=requests.request_key(request)
        )
        return Response(MovedOut(done.moved).data, status=201)


class LeftOut(serializers.Serializer[Any]):
    part = serializers.IntegerField(source="part.pk")
    directive = serializers.IntegerField(source="part.directive_id")
    department = serializers.IntegerField(source="part.department_id")
    judged = serializers.BooleanField()
    choices = serializers.SerializerMethodField()

    def get_choices(self, left: Any) -> list[int]:
        """Ids of the successors; empty where any department may be chosen."""
        return [body.pk for body in left.choices]


class GivenIn(serializers.Serializer[Any]):
    """Each of `parts` goes to `department`."""

    parts = _ids()
    department = serializers.IntegerField(min_value=0, max_value=LARGEST)


class RedistributionList(APIView):
    @extend_schema(operation_id="redistribution", responses=LeftOut(many=True))
    def get(self, request: Request) -> Response:
        """Open parts of departments that have ended, to be given out anew. For the Office."""
        if not requests.actor(request).is_office:
            raise Forbidden
        return Response(LeftOut(redistribution(today(now())).parts, many=True).data)

    @extend_schema(operation_id="redistribute", request=GivenIn, responses=MovedOut)
    def post(self, request: Request) -> Response:
        """Give parts of the list to a department."""
        actor, asked = requests.actor(request), valid(GivenIn, request)
        choices = dict.fromkeys(asked["parts"], asked["department"])
        return Response(MovedOut(succession.give_out_anew(choices, actor=actor, now=now())).data)


class NameIn(serializers.Serializer[Any]):
    department = serializers.IntegerField(min_value=0, max_value=LARGEST)
    name = serializers.CharField(max_length=200)
    short_name = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    document = serializers.CharField(max_length=200)


class Rename(APIView):
    @extend_schema(operation_id="department_rename", request=NameIn, responses=output.DepartmentOut)
    def post(self, request: Request) -> Response:
        """A new name for the same body; texts with the old one are still read."""
        asked, actor = valid(NameIn, request), requests.actor(request)
        succession.rename_department(
            department=asked["department"],
            name=asked["name"],
            short_name=asked["short_name"],
            document=asked["document"],
            actor=actor,
            now=now(),
            request_key=requests.request_key(request),
        )
        return Response(output.DepartmentOut(Department.objects.get(pk=asked["department"])).data)
