from django.urls import include, path
from rest_framework.authtoken.views import obtain_auth_token

from directives.api import (
    answers,
    asked,
    bottlenecks,
    calendar,
    conclusions,
    correspondence,
    directives,
    naming,
    organisation,
    periods,
    reference,
    seals,
    settling,
    verbs,
)

urlpatterns = [
    path("token/", obtain_auth_token, name="api_token"),
    path("conclusions/", conclusions.Conclusions.as_view(), name="api_conclusions"),
    path("conclusions/<int:pk>/", conclusions.OneConclusion.as_view(), name="api_conclusion"),
    path("conclusions/<int:pk>/text/", conclusions.ConclusionText.as_view(), name="api_conclusion_text"),
    path("conclusions/<int:pk>/points/", conclusions.ConclusionPoints.as_view(), name="api_points"),
    path("conclusions/<int:pk>/issue/", conclusions.ConclusionIssue.as_view(), name="api_conclusion_issue"),
    path(
        "conclusions/<int:pk>/drafts/", conclusions.ConclusionDrafts.as_view(), name="api_conclusion_drafts"
    ),
    path("conclusions/<int:pk>/names/", naming.ConclusionNames.as_view(), name="api_conclusion_names"),
    path(
        "conclusions/<int:pk>/outside-bodies/",
        naming.ConclusionOutsideBodies.as_view(),
        name="api_conclusion_outside_bodies",
    ),
    path("points/<int:pk>/proposal/", naming.PointProposal.as_view(), name="api_point_proposal"),
    path("conclusions/<int:pk>/undo/", settling.ConclusionUndo.as_view(), name="api_conclusion_undo"),
    path(
        "conclusions/<int:pk>/certain/", settling.ConclusionCertain.as_view(), name="api_conclusion_certain"
    ),
    path("conclusions/<int:pk>/order/", settling.ConclusionOrder.as_view(), name="api_conclusion_order"),
    path("drafts/<int:pk>/drop/", conclusions.DraftDrop.as_view(), name="api_draft_drop"),
    path("points/<int:pk>/accept/", conclusions.PointAccept.as_view(), name="api_point_accept"),
    path("points/<int:pk>/settle/", conclusions.PointSettle.as_view(), name="api_point_settle"),
    path("points/<int:pk>/split/", conclusions.PointSplit.as_view(), name="api_point_split"),
    path("points/<int:pk>/merge/", conclusions.PointMerge.as_view(), name="api_point_merge"),
    path("points/<int:pk>/drop/", conclusions.PointDrop.as_view(), name="api_point_drop"),
    path("directives/", directives.Directives.as_view(), name="api_directives"),
    path("directives/<int:pk>/", directives.OneDirective.as_view(), name="api_directive"),
    path("directives/<int:pk>/answers/", answers.DirectiveAnswers.as_view(), name="api_directive_answers"),
    path("directives/<int:pk>/journal/", directives.DirectiveJournal.as_view(), name="api_directive_journal"),
    path("parts/", directives.Parts.as_view(), name="api_parts"),
    path("parts/<int:pk>/", directives.OnePart.as_view(), name="api_part"),
    path("extensions/", asked.Extensions.as_view(), name="api_extensions"),
    path("asks/", asked.Asks.as_view(), name="api_asks"),
    path("urgings/", asked.Urgings.as_view(), name="api_urgings"),
    path("periods/", periods.Periods.as_view(), name="api_periods"),
    path("periods/<int:pk>/", periods.OnePeriod.as_view(), name="api_period"),
    *verbs.urlpatterns,
    path(
        "parts/<int:pk>/correspondence/", correspondence.PartCorrespondence.as_view(), name="api_part_letters"
    ),
    path("bottlenecks/", bottlenecks.Bottlenecks.as_view(), name="api_bottlenecks"),
    path("bottlenecks/<int:pk>/", bottlenecks.OneBottleneck.as_view(), name="api_bottleneck"),
    path("bottleneck-kinds/", bottlenecks.BottleneckKinds.as_view(), name="api_bottleneck_kinds"),
    path("files/", reference.Files.as_view(), name="api_files"),
    path("files/<int:pk>/", reference.OneFile.as_view(), name="api_file"),
    path("journal/seals/", seals.JournalSeals.as_view(), name="api_journal_seals"),
    path("departments/", reference.Departments.as_view(), name="api_departments"),
    path("groups/", reference.Groups.as_view(), name="api_groups"),
    path("successions/", organisation.Successions.as_view(), name="api_successions"),
    path("redistribution/", organisation.RedistributionList.as_view(), name="api_redistribution"),
    path("departments/rename/", organisation.Rename.as_view(), name="api_department_rename"),
    path("calendar/", calendar.Calendar.as_view(), name="api_calendar"),
    path("", include("directives.api.urls_acting")),
    path("", include("directives.api.urls_revisions")),
    path("people/", reference.People.as_view(), name="api_people"),
]
