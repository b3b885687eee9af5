from django.urls import path

from directives.api import acting

urlpatterns = [
    path("absences/", acting.Absences.as_view(), name="api_absences"),
    path("absences/<int:pk>/end/", acting.AbsenceEnd.as_view(), name="api_absence_end"),
    path("assistants/", acting.Assistants.as_view(), name="api_assistants"),
    path("assistants/<int:pk>/end/", acting.AssistanceEnd.as_view(), name="api_assistance_end"),
    path("recorded-decisions/", acting.RecordedDecisions.as_view(), name="api_recorded_decisions"),
    path("recorded-decisions/<int:pk>/annul/", acting.RecordedAnnul.as_view(), name="api_recorded_annul"),
    path("desk-handovers/", acting.DeskHandOvers.as_view(), name="api_desk_handovers"),
]
