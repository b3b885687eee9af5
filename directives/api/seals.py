"""/api/v1/journal/seals/: how far the journal was sealed, for whoever watches over the service."""

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from departments.models import Post
from directives.api import requests
from directives.api.paging import CheckedCursor, as_day
from directives.errors import Forbidden
from directives.models import JournalSeal


class SealOut(serializers.ModelSerializer[JournalSeal]):
    class Meta:
        model = JournalSeal
        fields = ["day", "sealed_at", "streams", "entries", "digest"]


class NewestDayFirst(CheckedCursor):
    ordering = "-day"
    position = staticmethod(as_day)


class JournalSeals(ListAPIView[JournalSeal]):
    """Daily seals of the journal, newest first: to be compared with the digests mailed and logged."""

    serializer_class = SealOut
    pagination_class = NewestDayFirst

    def get_queryset(self) -> QuerySet[JournalSeal]:
        actor = requests.actor(self.request)
        if not (actor.sees_everything or actor.post_among(frozenset({Post.ADMINISTRATOR}))):
            raise Forbidden
        return JournalSeal.objects.all()
