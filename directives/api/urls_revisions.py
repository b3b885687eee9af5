"""Corrected texts of issued conclusions."""

from django.urls import path

from directives.api import revisions

REVISION = "conclusions/<int:pk>/revisions/<int:ordinal>/"

urlpatterns = [
    path("conclusions/<int:pk>/revisions/", revisions.Revisions.as_view(), name="api_revisions"),
    path(REVISION, revisions.OneRevision.as_view(), name="api_revision"),
    path(f"{REVISION}withdraw/", revisions.RevisionWithdraw.as_view(), name="api_revision_withdraw"),
    path(f"{REVISION}wordings/", revisions.RevisionWordings.as_view(), name="api_revision_wordings"),
    path("revision-changes/<int:pk>/apply/", revisions.ChangeApply.as_view(), name="api_change_apply"),
    path("revision-changes/<int:pk>/issue/", revisions.ChangeIssue.as_view(), name="api_change_issue"),
    path("revision-changes/<int:pk>/skip/", revisions.ChangeSkip.as_view(), name="api_change_skip"),
    path("revision-changes/<int:pk>/reopen/", revisions.ChangeReopen.as_view(), name="api_change_reopen"),
]
