"""/api/v1/directives/<pk>/answers/: what departments that each work for themselves have handed in."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from directives import access
from directives.api import output, requests
from directives.deadlines import Lateness
from directives.selectors.answers import answers
from directives.selectors.each_table import EachGroup
from directives.selectors.today import today_info


class AnswerFileOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()


class AnswerOut(serializers.Serializer[Any]):
    """One department's answer; `result_summary` is empty until something lies on the table."""

    part = serializers.IntegerField(source="part.pk")
    department = output.DepartmentOut(source="part.department")
    group = serializers.ChoiceField(choices=[group.name.lower() for group in EachGroup], source="group_name")
    closed_missing = serializers.BooleanField(source="part.closed_missing")
    due_on = serializers.DateField(source="part.due_on", allow_null=True)
    delivered_on = serializers.DateField(allow_null=True)
    lateness = serializers.ChoiceField(choices=[late.value for late in Lateness], source="how")
    days_late = serializers.IntegerField()
    result_summary = serializers.CharField(source="report.done", default="")
    document_number = serializers.CharField(source="report.document_number", default="")
    document_date = serializers.DateField(source="report.document_date", default=None, allow_null=True)
    files = AnswerFileOut(many=True)


class AnswersOut(serializers.Serializer[Any]):
    """`totals` counts departments by group: the caller's rows may be fewer."""

    directive = serializers.IntegerField(source="directive.pk")
    totals = serializers.DictField(child=serializers.IntegerField())
    rows = AnswerOut(many=True)


class DirectiveAnswers(APIView):
    @extend_schema(operation_id="directive_answers", responses=AnswersOut)
    def get(self, request: Request, pk: int) -> Response:
        """The answers the caller may see: the Office, leaders and the receiver all of them, a department its own."""
        actor = requests.actor(request)
        directive = access.answered_directive(actor, pk)
        table = answers(actor, directive, today_info(now()))
        counts = {group.name.lower(): count for group, count in table.totals.items()}
        shown = {"directive": directive, "totals": counts, "rows": table.rows}
        return Response(AnswersOut(shown).data, headers={"ETag": f'"{directive.version}"'})
