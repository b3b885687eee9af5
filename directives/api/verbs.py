"""Every verb of the lifecycle table as a POST, whatever it is done to."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from directives import targets
from directives.api import output, requests
from directives.api.conclusions import valid
from directives.api.dataclass_serializers import LARGEST, build, serializer_for
from directives.api.directives import today_info
from directives.errors import Invalid
from directives.lifecycle import VERBS, Acts, Verb
from directives.permissions import DECIDING
from directives.services.files import discard_uploads
from directives.services.recording import REFERENCE, Recorded
from directives.services.secrecy import CODE
from directives.services.writing import perform

# The plural each kind of object has in an address.
PLURALS: dict[Acts, str] = {
    Acts.PART: "parts",
    Acts.DIRECTIVE: "directives",
    Acts.ASK: "asks",
    Acts.EXTENSION: "extensions",
    Acts.BOTTLENECK: "bottlenecks",
    Acts.URGING: "urgings",
    Acts.PERIOD: "periods",
}


def verb_endpoint(verb: Verb) -> type[APIView]:
    """The endpoint of one verb: access, validate, one service call, respond."""
    label = "".join(word.capitalize() for word in verb.name.strip("_").split("_"))
    body = _recordable(verb, serializer_for(verb.needs, f"{label}Needs"))
    wordless = _recordable(verb, serializer_for(verb.needs, f"Secret{label}Needs", words_optional=True))
    answer_of = output.DirectiveDoneOut if verb.acts_on == Acts.DIRECTIVE else output.DoneOut

    class VerbEndpoint(APIView):
        @extend_schema(
            operation_id=f"{verb.acts_on}_{verb.name}",
            request=body,
            responses=answer_of,
            description=str(verb.label),
        )
        def post(self, request: Request, pk: int) -> Response:
            actor = requests.actor(request)
            secret = targets.fetch(actor, verb.acts_on, pk).directive.is_secret
            values = valid(wordless if secret else body, request)
            needs = build(verb.needs, values)
            recorded = Recorded(values.get("recorded_reference", ""), tuple(values.get("recorded_files", ())))
            try:
                done = perform(
                    verb,
                    pk,
                    actor=actor,
                    now=now(),
                    data=needs,
                    version=requests.version(request),
                    request_key=requests.request_key(request),
                    recorded=recorded,
                )
            except Invalid as refusal:
                if refusal.code == CODE:  # such files must not lie here, not even unused
                    discard_uploads(actor, getattr(needs, "files", ()))
                raise
            fresh = targets.fetch(actor, verb.acts_on, pk)
            shown = {"part": fresh.part, "directive": fresh.directive, "replayed": done.replayed}
            shown["data"] = done.entry.data
            answer = answer_of(shown, context={"today": today_info()})
            return Response(answer.data, headers={"ETag": f'"{done.directive.version}"'})

    VerbEndpoint.__name__ = f"{label}Endpoint"
    return VerbEndpoint


def _recordable(verb: Verb, body: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """`body` with what a decision rests on, where a leader decides and an assistant may record it."""
    if not DECIDING & frozenset(verb.by):
        return body
    ids = serializers.IntegerField(min_value=0, max_value=LARGEST)
    fields = {
        "recorded_reference": serializers.CharField(
            required=False, allow_blank=True, max_length=REFERENCE, help_text=str(_("Decision rests on"))
        ),
        "recorded_files": serializers.ListField(child=ids, required=False, max_length=20),
    }
    return type(body.__name__, (body,), fields)


def verb_name(verb: Verb) -> str:
    """The name of a verb's address."""
    return f"api_{verb.acts_on}_{verb.name.strip('_')}"


urlpatterns: list[URLPattern] = [
    path(
        f"{PLURALS[verb.acts_on]}/<int:pk>/{verb.name.strip('_')}/",
        verb_endpoint(verb).as_view(),
        name=verb_name(verb),
    )
    for verb in VERBS.values()
    if not verb.special
]
