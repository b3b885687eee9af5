"""/api/v1/calendar/: the working calendar of a year, and its changes with their preview."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now, today
from departments.models.calendar import CalendarDayKind
from departments.text import whole_number
from directives.api import requests
from directives.api.conclusions import valid
from directives.errors import Invalid
from directives.selectors.calendar_preview import DayChange, Move, Preview
from directives.selectors.calendar_year import calendar_year
from directives.services.calendar import MOST_DAYS, YEARS, change_calendar, preview_change

LISTED = 500  # moves of one kind told in an answer; `counts` covers all


class CalendarDayIn(serializers.Serializer[Any]):
    on = serializers.DateField()
    kind = serializers.ChoiceField(choices=CalendarDayKind.choices)
    name_vi = serializers.CharField(max_length=120)
    name_en = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)


class CalendarIn(serializers.Serializer[Any]):
    """`preview` only tells what would move; `fingerprint` is that of the preview being confirmed."""

    days = serializers.ListField(child=CalendarDayIn(), max_length=MOST_DAYS)
    preview = serializers.BooleanField(required=False, default=False)
    fingerprint = serializers.CharField(required=False, default="", allow_blank=True, max_length=64)


class SpecialDayOut(serializers.Serializer[Any]):
    on = serializers.DateField()
    kind = serializers.CharField()
    name = serializers.CharField()
    worked = serializers.BooleanField()
    entered_here = serializers.SerializerMethodField()

    def get_entered_here(self, special: Any) -> bool:
        return special.row is not None


class CalendarOut(serializers.Serializer[Any]):
    """The days that differ from Monday to Friday."""

    year = serializers.IntegerField()
    working_days = serializers.IntegerField()
    days = SpecialDayOut(many=True, source="special")


class MoveOut(serializers.Serializer[Any]):
    """A date of a part: ids and departments only, whoever asks."""

    part = serializers.IntegerField(source="part.pk")
    directive = serializers.IntegerField(source="part.directive_id")
    department = serializers.IntegerField(source="part.department_id")
    before = serializers.DateField()
    after = serializers.DateField()


class RungOut(serializers.Serializer[Any]):
    due_on = serializers.DateField()
    step = serializers.IntegerField()
    before = serializers.DateField()
    after = serializers.DateField()
    count = serializers.IntegerField()


class PreviewOut(serializers.Serializer[Any]):
    """What a change moves. Deadlines whose `after` equals `before` stay as written."""

    saved = serializers.BooleanField()
    replayed = serializers.BooleanField()
    fingerprint = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    deadlines = MoveOut(many=True)
    acceptances = MoveOut(many=True)
    refusals = MoveOut(many=True)
    reminders = RungOut(many=True)


def _answer(shown: Preview | None, *, saved: bool) -> Response:
    lists: dict[str, list[Move]] = {"deadlines": [], "acceptances": [], "refusals": []}
    if shown is not None:
        lists = {"deadlines": shown.deadlines, "acceptances": shown.acceptances, "refusals": shown.refusals}
    counts = {name: len(moves) for name, moves in lists.items()}
    values = {
        "saved": saved,
        "replayed": saved and shown is None,
        "fingerprint": shown.fingerprint if shown is not None else "",
        "counts": {**counts, "reminders": shown.rung_count if shown is not None else 0},
        "reminders": shown.rungs[:LISTED] if shown is not None else [],
        **{name: moves[:LISTED] for name, moves in lists.items()},
    }
    return Response(PreviewOut(values).data)


def _change(request: Request, days: list[DayChange], *, preview: bool, fingerprint: str) -> Response:
    actor, moment = requests.actor(request), now()
    if preview:
        return _answer(preview_change(days, actor=actor, now=moment), saved=False)
    done = change_calendar(
        days, actor=actor, now=moment, fingerprint=fingerprint, request_key=requests.request_key(request)
    )
    return _answer(done.preview, saved=True)


class Calendar(APIView):
    @extend_schema(operation_id="calendar", parameters=[OpenApiParameter("year", int)], responses=CalendarOut)
    def get(self, request: Request) -> Response:
        """Days off and swapped working days of a year, this one by default."""
        asked = request.query_params.get("year", "")
        year = whole_number(asked) if asked else today(now()).year
        if year is None or not YEARS[0] <= year <= YEARS[1]:
            raise Invalid(_("This day is too far away."), field="year")
        return Response(CalendarOut(calendar_year(year)).data)

    @extend_schema(operation_id="calendar_change", request=CalendarIn, responses=PreviewOut)
    def post(self, request: Request) -> Response:
        """Enter or change days; with `preview` only what would move. For administrators and the chief of Office."""
        asked = valid(CalendarIn, request)
        days = [DayChange(**day) for day in asked["days"]]
        return _change(request, days, preview=asked["preview"], fingerprint=asked["fingerprint"])

    @extend_schema(
        operation_id="calendar_remove",
        parameters=[
            OpenApiParameter("on", date, required=True),
            OpenApiParameter("preview", bool),
            OpenApiParameter("fingerprint", str),
        ],
        responses=PreviewOut,
    )
    def delete(self, request: Request) -> Response:
        """Take a day out of what was entered here; it falls back to the holidays by law."""
        asked = request.query_params
        try:
            on = date.fromisoformat(asked.get("on", ""))
        except ValueError as error:
            raise Invalid(_("Write the date as dd/mm/yyyy."), field="on") from error
        preview = asked.get("preview") in ("1", "true")
        return _change(
            request, [DayChange(on, None)], preview=preview, fingerprint=asked.get("fingerprint", "")
        )
