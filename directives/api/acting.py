"""/api/v1/absences/, assistants/, recorded-decisions/ and desk-handovers/: acting for others."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments import navigation
from departments.actors import Actor
from departments.clock import now
from departments.clock import today as local_day
from directives.api import requests
from directives.api.conclusions import valid
from directives.errors import Forbidden, NotVisible
from directives.lifecycle import VERBS
from directives.models import RecordedDecision
from directives.selectors import absences as found
from directives.services import acting
from directives.services.annulling import annul, may_annul, visible_decisions
from directives.services.hand_over import DeskOf, HandOver, hand_over_desk, preview

LISTED = 200  # newest recorded decisions told at once


class PostOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    person = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="user.full_name")
    post = serializers.CharField()
    department = serializers.IntegerField(source="department_id")


class DuePartOut(serializers.Serializer[Any]):
    part = serializers.IntegerField(source="pk")
    directive = serializers.IntegerField(source="directive_id")
    due_on = serializers.DateField()


class AbsenceOut(serializers.Serializer[Any]):
    """An absence; `parts` are open ones due on its days, as far as the caller sees them, `due` counts all."""

    id = serializers.IntegerField(source="row.pk")
    absent = PostOut(source="row.absent")
    substitute = PostOut(source="row.substitute", allow_null=True)
    from_on = serializers.DateField(source="row.from_on")
    until_on = serializers.DateField(source="row.until_on")
    reason = serializers.CharField(source="row.reason")
    running = serializers.BooleanField()
    may_end = serializers.BooleanField()
    due = serializers.IntegerField()
    parts = DuePartOut(many=True)


class AbsencesOut(serializers.Serializer[Any]):
    absences = AbsenceOut(many=True)
    posts = PostOut(many=True, help_text="Posts whose absence the caller may enter.")


class AbsenceIn(serializers.Serializer[Any]):
    """`post` and `substitute` are ids of posts (memberships), not of people."""

    post = serializers.IntegerField(min_value=1)
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    reason = serializers.CharField(max_length=300)
    substitute = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class AssistantOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    leader = PostOut()
    assistant = serializers.IntegerField(source="assistant_id")
    from_on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)


class AssistantIn(serializers.Serializer[Any]):
    leader = serializers.IntegerField(min_value=1, help_text="Post of the leader.")
    assistant = serializers.IntegerField(min_value=1, help_text="Person.")
    from_on = serializers.DateField()
    until_on = serializers.DateField(required=False, allow_null=True, default=None)


class RecordedOut(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="row.pk")
    directive = serializers.IntegerField(source="row.directive_id")
    part = serializers.IntegerField(source="row.part_id", allow_null=True)
    verb = serializers.CharField(source="row.verb")
    decision = serializers.CharField()
    leader = serializers.IntegerField(source="row.leader_id")
    assistant = serializers.IntegerField(source="row.assistant_id")
    reference = serializers.CharField(source="row.reference")
    files = serializers.ListField(child=serializers.IntegerField())
    recorded_at = serializers.DateTimeField(source="row.recorded_at")
    annul_until = serializers.DateField(source="row.annul_until")
    annulled_at = serializers.DateTimeField(source="row.annulled_at", allow_null=True)
    may_annul = serializers.BooleanField()


class AnnulIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=4000)
    version = serializers.IntegerField(required=False, allow_null=True, default=None)


class HandOverIn(serializers.Serializer[Any]):
    """`preview` only counts. `department` names whose officer's desk it is."""

    desk = serializers.ChoiceField(choices=[desk.value for desk in DeskOf])
    from_user = serializers.IntegerField(min_value=1)
    to_user = serializers.IntegerField(min_value=1)
    department = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    preview = serializers.BooleanField(required=False, default=False)


class HandOverOut(serializers.Serializer[Any]):
    moved = serializers.BooleanField()
    directives = serializers.IntegerField()
    parts = serializers.IntegerField()
    fields_led = serializers.IntegerField(source="fields_count")
    conclusions = serializers.IntegerField()
    bottlenecks = serializers.IntegerField()


def _actor(request: Request) -> Actor:
    """Whoever has to do with directives, and administrators, who enter absences for others."""
    actor = requests.actor(request)
    if not navigation.works(actor) and not actor.is_administrator:
        raise Forbidden(_("You may not do this."))
    return actor


class Absences(APIView):
    @extend_schema(operation_id="absences", responses=AbsencesOut)
    def get(self, request: Request) -> Response:
        """Absences now and to come that concern the caller."""
        actor, day = _actor(request), local_day(now())
        rows = found.visible_absences(actor, day)
        values = {
            "absences": [found.away(actor, row, day=day) for row in rows],
            "posts": found.enterable_posts(actor, day),
        }
        return Response(AbsencesOut(values).data)

    @extend_schema(operation_id="absence_enter", request=AbsenceIn, responses={201: AbsenceOut})
    def post(self, request: Request) -> Response:
        """Enter an absence and who decides meanwhile."""
        actor, moment, values = _actor(request), now(), valid(AbsenceIn, request)
        row = acting.enter_absence(
            actor=actor, now=moment, request_key=requests.request_key(request), **values
        )
        return Response(AbsenceOut(found.away(actor, row, day=local_day(moment))).data, status=201)


class AbsenceEnd(APIView):
    @extend_schema(operation_id="absence_end", request=None, responses=AbsenceOut)
    def post(self, request: Request, pk: int) -> Response:
        """The absent person is back, or does not go."""
        actor, moment = _actor(request), now()
        if not found.visible_absences(actor, local_day(moment)).filter(pk=pk).exists():
            raise NotVisible
        key = requests.request_key(request)
        row = acting.end_absence(absence=pk, actor=actor, now=moment, request_key=key)
        return Response(AbsenceOut(found.away(actor, row, day=local_day(moment))).data)


class Assistants(APIView):
    @extend_schema(operation_id="assistants", responses=AssistantOut(many=True))
    def get(self, request: Request) -> Response:
        """Assistants who concern the caller."""
        return Response(
            AssistantOut(found.visible_assistants(_actor(request), local_day(now())), many=True).data
        )

    @extend_schema(operation_id="assistant_appoint", request=AssistantIn, responses={201: AssistantOut})
    def post(self, request: Request) -> Response:
        """Let a person record decisions for a leader."""
        values = valid(AssistantIn, request)
        row = acting.appoint_assistant(
            actor=_actor(request), now=now(), request_key=requests.request_key(request), **values
        )
        return Response(AssistantOut(row).data, status=201)


class AssistanceEnd(APIView):
    @extend_schema(operation_id="assistance_end", request=None, responses=AssistantOut)
    def post(self, request: Request, pk: int) -> Response:
        """The person records nothing more from today on."""
        actor, moment = _actor(request), now()
        if pk not in {row.pk for row in found.visible_assistants(actor, local_day(moment))}:
            raise NotVisible
        key = requests.request_key(request)
        row = acting.end_assistance(assistance=pk, actor=actor, now=moment, request_key=key)
        return Response(AssistantOut(row).data)


def _recorded(actor: Actor, row: RecordedDecision) -> dict[str, Any]:
    return {
        "row": row,
        "decision": str(VERBS[row.verb].label),
        "files": [file.pk for file in row.files.all()],
        "may_annul": may_annul(actor, row, now=now()),
    }


class RecordedDecisions(APIView):
    @extend_schema(operation_id="recorded_decisions", responses=RecordedOut(many=True))
    def get(self, request: Request) -> Response:
        """Decisions assistants have recorded, newest first."""
        actor = _actor(request)
        rows = visible_decisions(actor).prefetch_related("files").order_by("-recorded_at", "-pk")[:LISTED]
        return Response(RecordedOut([_recorded(actor, row) for row in rows], many=True).data)


class RecordedAnnul(APIView):
    @extend_schema(operation_id="recorded_decision_annul", request=AnnulIn, responses=RecordedOut)
    def post(self, request: Request, pk: int) -> Response:
        """Put back what stood before a decision recorded for the caller."""
        actor = _actor(request)
        if not visible_decisions(actor).filter(pk=pk).exists():
            raise NotVisible
        values = valid(AnnulIn, request)
        annul(
            decision=pk,
            reason=values["reason"],
            actor=actor,
            now=now(),
            version=requests.version(request),
            request_key=requests.request_key(request),
        )
        return Response(RecordedOut(_recorded(actor, visible_decisions(actor).get(pk=pk))).data)


class DeskHandOvers(APIView):
    @extend_schema(operation_id="desk_hand_over", request=HandOverIn, responses=HandOverOut)
    def post(self, request: Request) -> Response:
        """Everything open on one desk goes to another person; with `preview` it is only counted."""
        actor, values = _actor(request), valid(HandOverIn, request)
        asked = HandOver(
            desk=DeskOf(values["desk"]),
            from_user=values["from_user"],
            to_user=values["to_user"],
            department=values["department"],
        )
        if values["preview"]:
            counts = preview(asked, actor=actor, now=now())
        else:
            key = requests.request_key(request)
            counts = hand_over_desk(asked, reason=values["reason"], actor=actor, now=now(), request_key=key)
        answer = {
            "moved": not values["preview"],
            "directives": counts.directives,
            "parts": counts.parts,
            "fields_count": counts.fields,
            "conclusions": counts.conclusions,
            "bottlenecks": counts.bottlenecks,
        }
        return Response(HandOverOut(answer).data)
