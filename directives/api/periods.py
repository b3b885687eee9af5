"""/api/v1/periods/: reporting periods of the parts one sees, with the verbs that may be done to each."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.text import whole_number
from directives import access
from directives.api import requests
from directives.api.directives import today_info
from directives.api.paging import NewestFirst
from directives.api.period_output import PeriodOut, PeriodWhole
from directives.errors import Invalid
from directives.lifecycle import Acts
from directives.models import ReportingPeriod
from directives.models.period import STATUS
from directives.selectors.periods_of import visible_periods


@extend_schema(
    parameters=[
        OpenApiParameter("part", int, description="Only periods of this part."),
        OpenApiParameter("open", bool, description="Only periods still to be reported or judged."),
        OpenApiParameter("status", str, enum=[status for status, _label in STATUS]),
    ]
)
class Periods(ListAPIView[ReportingPeriod]):
    serializer_class = PeriodOut
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[ReportingPeriod]:
        asked = self.request.query_params
        rows = visible_periods(requests.actor(self.request))
        if asked.get("part"):
            part = whole_number(asked["part"])
            if part is None:
                raise Invalid(_("Give the number of a part."), field="part")
            rows = rows.filter(part_id=part)
        if asked.get("open") in ("1", "true"):
            rows = rows.filter(is_open=True)
        if asked.get("status"):
            if asked["status"] not in dict(STATUS):
                raise Invalid(_("There is no such status."), field="status")
            rows = rows.filter(status=asked["status"])
        return rows.select_related("part__directive")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": today_info()}


class OnePeriod(APIView):
    @extend_schema(operation_id="period", responses=PeriodWhole)
    def get(self, request: Request, pk: int) -> Response:
        """A period with the verbs the caller may use on it now. The ETag is its directive's version."""
        actor = requests.actor(request)
        part, period = access.subject(actor, Acts.PERIOD, pk)
        answer = PeriodWhole(period, context={"today": today_info(), "actor": actor})
        return Response(answer.data, headers={"ETag": f'"{part.directive.version}"'})
