"""How requests for another date, asks and urgings look in JSON."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from directives.api.output import FileOut, PersonOut
from directives.models import Ask, ExtensionRequest, Urging
from directives.selectors.requests_of import Requests, Shown


class ExtensionOut(serializers.ModelSerializer[ExtensionRequest]):
    """`state` is open, granted, refused, withdrawn, or closed with the part."""

    state = serializers.CharField(read_only=True)
    directive = serializers.IntegerField(source="part.directive_id")
    requested_by = PersonOut()
    released_by = PersonOut()
    decided_by = PersonOut()
    files = FileOut(many=True)

    class Meta:
        model = ExtensionRequest
        fields = [
            "id", "directive", "part", "kind", "state", "due_on_before", "requested_due_on", "reason",
            "requested_by", "released_by", "requested_at", "granted_due_on", "decided_by", "decided_at",
            "decision_reason", "files",
        ]  # fmt: skip


class AskOut(serializers.ModelSerializer[Ask]):
    """`silent_on` is the day it was recorded that no answer came in time."""

    directive = serializers.IntegerField(source="part.directive_id")
    asked_by = PersonOut()
    answered_by = PersonOut()
    files = FileOut(many=True)

    class Meta:
        model = Ask
        fields = [
            "id", "directive", "part", "state", "text", "due_on", "asked_by", "asked_at", "answer",
            "document_number", "answered_by", "answered_at", "silent_on", "files",
        ]  # fmt: skip


class UrgingOut(serializers.ModelSerializer[Urging]):
    """`state` is said, demanded while an explanation is owed, or explained; nobody is `by` where the rule urged."""

    state = serializers.CharField(read_only=True)
    directive = serializers.IntegerField(source="part.directive_id")
    by = PersonOut()
    explained_by = PersonOut()
    files = FileOut(many=True)

    class Meta:
        model = Urging
        fields = [
            "id", "directive", "part", "number", "state", "text", "by", "at", "explanation_due_on",
            "explanation", "explained_by", "explained_at", "files",
        ]  # fmt: skip


class ExtensionWithVerbs(ExtensionOut):
    verbs = serializers.ListField(child=serializers.CharField())

    class Meta(ExtensionOut.Meta):
        fields = [*ExtensionOut.Meta.fields, "verbs"]


class AskWithVerbs(AskOut):
    verbs = serializers.ListField(child=serializers.CharField())

    class Meta(AskOut.Meta):
        fields = [*AskOut.Meta.fields, "verbs"]


class UrgingWithVerbs(UrgingOut):
    verbs = serializers.ListField(child=serializers.CharField())

    class Meta(UrgingOut.Meta):
        fields = [*UrgingOut.Meta.fields, "verbs"]


def with_verbs(found: list[Shown], kind: Callable[[Any], Any]) -> list[dict[str, Any]]:
    """Each object with the names of the verbs the caller may do to it now."""
    return [{**kind(shown.row).data, "verbs": [verb.name for verb in shown.verbs]} for shown in found]


class OfPart(serializers.Serializer[Any]):
    """What is asked about one part; its context carries `requests`."""

    extensions = serializers.SerializerMethodField()
    asks = serializers.SerializerMethodField()
    urgings = serializers.SerializerMethodField()

    def _requests(self) -> Requests:
        found: Requests = self.context["requests"]
        return found

    @extend_schema_field(ExtensionWithVerbs(many=True))
    def get_extensions(self, part: Any) -> Any:
        return with_verbs(self._requests().extensions, ExtensionOut)

    @extend_schema_field(AskWithVerbs(many=True))
    def get_asks(self, part: Any) -> Any:
        return with_verbs(self._requests().asks, AskOut)

    @extend_schema_field(UrgingWithVerbs(many=True))
    def get_urgings(self, part: Any) -> Any:
        return with_verbs(self._requests().urgings, UrgingOut)
