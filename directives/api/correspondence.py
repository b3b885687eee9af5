"""/api/v1/parts/<id>/correspondence/: what was sent to an outside body and what it answered."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from directives import access
from directives.api import output, requests
from directives.models import Correspondence


class CorrespondenceOut(serializers.ModelSerializer[Correspondence]):
    files = output.FileOut(many=True)

    class Meta:
        model = Correspondence
        fields = [
            "id",
            "kind",
            "document_number",
            "document_date",
            "received_on",
            "summary",
            "files",
            "report",
            "recorded_by",
            "recorded_at",
        ]


class PartCorrespondence(APIView):
    @extend_schema(operation_id="part_correspondence", responses=CorrespondenceOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Documents sent and replies of a part, newest first; only parts of outside bodies have any."""
        part = access.part(requests.actor(request), pk)
        rows = part.correspondence.prefetch_related("files").order_by("-document_date", "-pk")
        return Response(CorrespondenceOut(rows, many=True).data)
