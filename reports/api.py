"""/api/v1/register/ and /api/v1/figures/: the register's filter and the leader's figures, as on the screens."""

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments import clock
from departments.requests import actor_of_request
from directives.api.output import PartOut
from directives.errors import Forbidden, Invalid
from directives.selectors.today import today_info
from reports.filters import Around, Filter
from reports.parsing import parse
from reports.scopes import chosen_scope, scopes
from reports.selectors import leader as figures
from reports.selectors import register
from reports.selectors.leader import Number
from reports.tables import address

PAGING = ("after", "before")
KINDS = {"numbers": int, "number": int, "day": str, "text": str}


def filter_parameters() -> list[OpenApiParameter]:
    """The fields of the filter as query parameters of the schema."""
    return [
        OpenApiParameter(
            row.name,
            KINDS.get(row.metadata["kind"], str),
            description=str(row.metadata["label"]),
            many=row.metadata["kind"] == "numbers",
            enum=[each.value for each in row.metadata["of"]] if row.metadata["of"] else None,
        )
        for row in fields(Filter)
    ] + [OpenApiParameter(name, str, description="Page token of the answer before.") for name in PAGING]


class RegisterOut(serializers.Serializer[Any]):
    """`total` is counted up to 1,000; `total_is_exact` is false beyond."""

    total = serializers.IntegerField()
    total_is_exact = serializers.BooleanField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = PartOut(many=True)


class Register(APIView):
    @extend_schema(operation_id="register", parameters=filter_parameters(), responses=RegisterOut)
    def get(self, request: Request) -> Response:
        """Parts the caller may see, by deadline. A filter that cannot be understood is a 400."""
        around = Around.of(actor_of_request(request), today_info(clock.now()))
        chosen = understood(request, around)
        after, before = (request.query_params.get(name, "") for name in PAGING)
        try:
            page = register.page(chosen, around, after=after, before=before)
        except register.StrangeToken as error:
            raise Invalid(_("The page token belongs to another filter."), field="after") from error
        total = register.total(chosen, around)
        rows = PartOut(page.rows, many=True, context={"today": around.info.today})
        return Response(
            {
                "total": min(total, register.MANY),
                "total_is_exact": total <= register.MANY,
                "next": _link(request, chosen, after=page.next),
                "previous": _link(request, chosen, before=page.previous),
                "results": rows.data,
            }
        )


def understood(request: Request, around: Around) -> Filter:
    """The filter of the request. Raises Invalid for anything unknown: a program must not get more than it asked."""
    parsed = parse(request._request.GET, besides=(*PAGING, "format"))
    if parsed.problems:
        raise Invalid(parsed.problems[0])
    strange = register.unknown(parsed.filter, register.choices(parsed.filter, around))
    if strange:
        raise Invalid(_("This names something that does not exist."), field=strange[0])
    return parsed.filter


def _link(request: Request, chosen: Filter, **token: str) -> str | None:
    if not any(token.values()):
        return None
    return request.build_absolute_uri(address(chosen, url_name="api_register", **token))


class NumberOut(serializers.Serializer[Any]):
    """A count and the address of exactly the parts counted."""

    value = serializers.IntegerField()
    list = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField())
    def get_list(self, number: Number) -> str:
        return address(number.filter, url_name="api_register")


class RateOut(serializers.Serializer[Any]):
    """On time among parts with a deadline completed since the first of the month, by either deadline."""

    judged = NumberOut()
    on_time = serializers.IntegerField()
    on_time_original = serializers.IntegerField()


class BodyOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    open = NumberOut()
    overdue = NumberOut()
    rate = RateOut()


class DeskOut(serializers.Serializer[Any]):
    place = serializers.CharField()
    ages = NumberOut(many=True)
    sum = NumberOut()


class FiguresOut(serializers.Serializer[Any]):
    scope = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField()
    views = serializers.DictField(child=NumberOut())
    decisions = serializers.DictField(child=NumberOut())
    desks = DeskOut(many=True)
    rate = RateOut()
    bodies = BodyOut(many=True)


class Figures(APIView):
    @extend_schema(operation_id="figures", parameters=[OpenApiParameter("scope", str)], responses=FiguresOut)
    def get(self, request: Request) -> Response:
        """The figures of the leader page, counted in parts; 403 for people who have no such page."""
        around = Around.of(actor_of_request(request), today_info(clock.now()))
        offered = scopes(around.actor)
        if not offered:
            raise Forbidden
        scope = chosen_scope(offered, request.query_params.get("scope", ""))
        seen = figures.overview(scope, around)
        numbers = {
            name: getattr(seen, name) for name in ("since", "views", "decisions", "desks", "rate", "bodies")
        }
        named = {"scope": scope.key, "scopes": [each.key for each in offered]}
        return Response(FiguresOut({**named, **numbers}).data)
