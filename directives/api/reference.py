"""/api/v1/files/, departments, groups, people: what the other endpoints refer to by id."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now, today
from departments.models import Department, DepartmentGroup, Field
from departments.selectors import group_departments, leaders, monitors
from directives import access
from directives.api import output, requests
from directives.api.uploads import uploaded
from directives.downloads import attachment
from directives.services import files


class UploadIn(serializers.Serializer[Any]):
    file = serializers.FileField()


class Files(APIView):
    @extend_schema(
        operation_id="file_upload", request={"multipart/form-data": UploadIn}, responses={201: output.FileOut}
    )
    def post(self, request: Request) -> Response:
        """Keep an evidence file; its id goes into `files` of report and submit."""
        found = uploaded(request, required=True)
        assert found is not None  # noqa: S101 -- required=True raises instead
        stored = files.store_evidence(*found, actor=requests.actor(request), now=now())
        return Response(output.FileOut(stored).data, status=201)


class OneFile(APIView):
    @extend_schema(
        operation_id="file_download", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, pk: int) -> Any:
        """The file itself, always as an attachment."""
        return attachment(access.file(requests.actor(request), pk))


class Departments(ListAPIView[Department]):
    """Departments that exist today, by name."""

    serializer_class = output.DepartmentOut
    pagination_class = None

    def get_queryset(self) -> QuerySet[Department]:
        return Department.objects.active(today(now()))


class GroupOut(serializers.ModelSerializer[DepartmentGroup]):
    departments = serializers.SerializerMethodField()

    class Meta:
        model = DepartmentGroup
        fields = ["id", "code", "name", "departments"]

    def get_departments(self, group: DepartmentGroup) -> list[int]:
        """Ids of today's members."""
        return list(group_departments(group, today(now())).values_list("pk", flat=True))


class Groups(ListAPIView[DepartmentGroup]):
    """Department groups with the members they have today."""

    serializer_class = GroupOut
    pagination_class = None
    queryset = DepartmentGroup.objects.filter(is_active=True)


class PeopleOut(serializers.Serializer[Any]):
    leaders = output.PersonOut(many=True)
    monitors = output.PersonOut(many=True)
    fields_of_policy = serializers.ListField(child=serializers.DictField())


class People(APIView):
    @extend_schema(operation_id="people", responses=PeopleOut)
    def get(self, request: Request) -> Response:
        """Leaders, monitors and policy fields a directive can name."""
        day = today(now())
        fields = [
            {"id": row.pk, "code": row.code, "name": str(row)} for row in Field.objects.filter(is_active=True)
        ]
        answer = {"leaders": leaders(day), "monitors": monitors(day), "fields_of_policy": fields}
        return Response(PeopleOut(answer).data)
