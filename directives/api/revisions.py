"""/api/v1/conclusions/…/revisions/ and /api/v1/revision-changes/: corrected texts, and what is decided about them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from departments.clock import now
from directives import access
from directives.api import output, requests
from directives.api.conclusions import PlanIn, valid
from directives.api.dataclass_serializers import LARGEST, build, serializer_for
from directives.api.revision_output import RevisionOut, RevisionWhole
from directives.api.uploads import read_upload
from directives.errors import Forbidden
from directives.lifecycle import VERBS
from directives.models import ConclusionRevision
from directives.selectors.revision import revisions_of
from directives.services import revising, revision_deciding
from directives.services.plans import Plan
from directives.services.revising import Correction
from directives.services.revision_issuing import issue_from_change
from directives.services.secrecy import check_source

APPLIED = sorted({verb for verbs in revision_deciding.VERBS_OF.values() for verb in verbs})
NEEDS = {verb: serializer_for(VERBS[verb].needs, f"Revision{verb}") for verb in APPLIED}


class CorrectionIn(serializer_for(Correction, "CorrectionIn")):  # type: ignore[misc]  # a class made at run time
    text = serializers.CharField(
        required=False, allow_blank=True, help_text="Or a `file` in a multipart request."
    )


class WordingsIn(serializers.Serializer[Any]):
    changes = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=LARGEST), max_length=500
    )
    reason = serializers.CharField(max_length=4000)


class ApplyIn(serializers.Serializer[Any]):
    verb = serializers.ChoiceField(choices=APPLIED)
    needs = serializers.DictField(help_text="What the verb needs, as at its own address.")


class SkipIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000)


def whole(request: Request, revision: ConclusionRevision, *, status: int = 200) -> Response:
    """A corrected text as the caller sees it; the ETag is the conclusion's version."""
    actor = requests.actor(request)
    fresh = access.revision(actor, revision.conclusion_id, revision.ordinal)
    headers = {"ETag": f'"{fresh.conclusion.version}"'}
    return Response(RevisionWhole(fresh, context={"actor": actor}).data, status=status, headers=headers)


class Revisions(APIView):
    @extend_schema(operation_id="revisions", responses=RevisionOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """The corrected texts of a conclusion, newest first."""
        actor = requests.actor(request)
        return Response(RevisionOut(revisions_of(actor, access.conclusion(actor, pk)), many=True).data)

    @extend_schema(operation_id="revision_enter", request=CorrectionIn, responses={201: RevisionWhole})
    def post(self, request: Request, pk: int) -> Response:
        """Keep a corrected text of an issued conclusion; it changes no directive by itself."""
        moment, actor = now(), requests.actor(request)
        conclusion = access.conclusion(actor, pk)
        if not actor.is_office:
            raise Forbidden
        body, upload = valid(CorrectionIn, request), read_upload(request, actor=actor)
        text = body.get("text") or (upload.text if upload else "")
        check_source(text, secret=conclusion.is_secret, has_file=upload is not None)
        revision = revising.enter_revision(
            pk,
            build(Correction, {**body, "text": text}),
            actor=actor,
            now=moment,
            file=upload.store(actor=actor, now=moment) if upload else None,
            version=requests.version(request),
            request_key=requests.request_key(request),
        )
        return whole(request, revision, status=201)


class OneRevision(APIView):
    @extend_schema(operation_id="revision", responses=RevisionWhole)
    def get(self, request: Request, pk: int, ordinal: int) -> Response:
        """A corrected text with its points in both texts and the changes it asks for."""
        return whole(request, access.revision(requests.actor(request), pk, ordinal))


class RevisionWithdraw(APIView):
    @extend_schema(operation_id="revision_withdraw", request=None, responses=RevisionWhole)
    def post(self, request: Request, pk: int, ordinal: int) -> Response:
        """Take back a corrected text by which nothing has been changed yet."""
        actor = requests.actor(request)
        revision = access.revision(actor, pk, ordinal)
        revising.withdraw_revision(revision.pk, actor=actor, now=now(), version=requests.version(request))
        return whole(request, revision)


class RevisionWordings(APIView):
    @extend_schema(operation_id="revision_take_wordings", request=WordingsIn, responses=RevisionWhole)
    def post(self, request: Request, pk: int, ordinal: int) -> Response:
        """Take over the new wording of several points of which nothing but the wording has changed."""
        actor = requests.actor(request)
        revision, body = access.revision(actor, pk, ordinal), valid(WordingsIn, request)
        key = requests.request_key(request)
        revision_deciding.take_wordings(
            revision.pk, body["changes"], body["reason"], actor=actor, now=now(), request_key=key
        )
        return whole(request, revision)


class ChangeApply(APIView):
    @extend_schema(operation_id="revision_change_apply", request=ApplyIn, responses=RevisionWhole)
    def post(self, request: Request, pk: int) -> Response:
        """Do what a change asks for by one of its verbs; If-Match is the version of its directive."""
        actor = requests.actor(request)
        change, body = access.revision_change(actor, pk), valid(ApplyIn, request)
        checked = NEEDS[body["verb"]](data=body["needs"])
        checked.is_valid(raise_exception=True)
        revision_deciding.apply_change(
            pk,
            body["verb"],
            build(VERBS[body["verb"]].needs, checked.validated_data),
            actor=actor,
            now=now(),
            version=requests.version(request),
            request_key=requests.request_key(request),
        )
        return whole(request, change.revision)


class ChangeIssue(APIView):
    @extend_schema(operation_id="revision_change_issue", request=PlanIn, responses={201: output.DirectiveOut})
    def post(self, request: Request, pk: int) -> Response:
        """Issue a directive for what the text says: an addition, or in place of the directive the point had."""
        actor = requests.actor(request)
        access.revision_change(actor, pk)
        plan, key = build(Plan, valid(PlanIn, request)), requests.request_key(request)
        issued = issue_from_change(pk, plan, actor=actor, now=now(), request_key=key)
        return Response(output.DirectiveOut(issued).data, status=201)


class ChangeSkip(APIView):
    @extend_schema(operation_id="revision_change_skip", request=SkipIn, responses=RevisionWhole)
    def post(self, request: Request, pk: int) -> Response:
        """Leave the directive as it is, saying why."""
        actor = requests.actor(request)
        change, body = access.revision_change(actor, pk), valid(SkipIn, request)
        revision_deciding.skip_change(pk, body["reason"], actor=actor, now=now())
        return whole(request, change.revision)


class ChangeReopen(APIView):
    @extend_schema(operation_id="revision_change_reopen", request=None, responses=RevisionWhole)
    def post(self, request: Request, pk: int) -> Response:
        """Decide again about a change that was left as it is."""
        actor = requests.actor(request)
        change = access.revision_change(actor, pk)
        revision_deciding.reopen_change(pk, actor=actor, now=now())
        return whole(request, change.revision)
