"""/api/v1/extensions/, asks/ and urgings/: what people ask of each other about the parts one sees."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView

from departments.text import whole_number
from directives import permissions
from directives.api import requests
from directives.api.paging import NewestFirst
from directives.api.request_output import AskOut, ExtensionOut, UrgingOut
from directives.errors import Invalid
from directives.models import Ask, AskState, Decision, ExtensionRequest, Urging

DEMANDED = Q(explanation_due_on__isnull=False)
URGING_STATES: dict[str, Q] = {
    "said": Q(explanation_due_on=None),
    "demanded": DEMANDED & Q(explained_at=None),
    "explained": DEMANDED & Q(explained_at__isnull=False),
}


def parameters(states: list[str]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter("state", str, enum=states),
        OpenApiParameter("part", int, description="Only those of this part."),
    ]


class _Asked(ListAPIView[Any]):
    """Newest first; `state` and `part` narrow it. A state or number that is none is a 400."""

    pagination_class = NewestFirst
    states: dict[str, Q]

    def narrowed(self, rows: QuerySet[Any], *people: str) -> QuerySet[Any]:
        asked = self.request.query_params
        seen = permissions.visible_parts(requests.actor(self.request))
        rows = rows.filter(part_id__in=seen.values("pk"))
        if asked.get("part"):
            part = whole_number(asked["part"])
            if part is None:
                raise Invalid(_("Give the number of a part."), field="part")
            rows = rows.filter(part_id=part)
        if asked.get("state"):
            if asked["state"] not in self.states:
                raise Invalid(_("There is no such status."), field="state")
            rows = rows.filter(self.states[asked["state"]])
        return rows.select_related("part", *people).prefetch_related("files")


@extend_schema(parameters=parameters(Decision.values))
class Extensions(_Asked):
    serializer_class = ExtensionOut
    states = {state: Q(decision=state) for state in Decision.values}

    def get_queryset(self) -> QuerySet[ExtensionRequest]:
        return self.narrowed(ExtensionRequest.objects.all(), "requested_by", "released_by", "decided_by")


@extend_schema(parameters=parameters(AskState.values))
class Asks(_Asked):
    serializer_class = AskOut
    states = {state: Q(state=state) for state in AskState.values}

    def get_queryset(self) -> QuerySet[Ask]:
        return self.narrowed(Ask.objects.all(), "asked_by", "answered_by")


@extend_schema(parameters=parameters(list(URGING_STATES)))
class Urgings(_Asked):
    serializer_class = UrgingOut
    states = URGING_STATES

    def get_queryset(self) -> QuerySet[Urging]:
        return self.narrowed(Urging.objects.all(), "by", "explained_by")
