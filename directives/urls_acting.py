from django.urls import URLPattern, URLResolver, path

from directives.views import absences
from directives.views.hand_over import hand_over
from directives.views.recorded import annul_decision, recorded_decisions

urlpatterns: list[URLPattern | URLResolver] = [
    path("vang-mat/", absences.absences, name="absences"),
    path("vang-mat/<int:pk>/ket-thuc/", absences.end_absence, name="end_absence"),
    path("tro-ly/", absences.appoint_assistant, name="appoint_assistant"),
    path("tro-ly/<int:pk>/ket-thuc/", absences.end_assistance, name="end_assistance"),
    path("ghi-thay/", recorded_decisions, name="recorded_decisions"),
    path("ghi-thay/<int:pk>/huy/", annul_decision, name="annul_decision"),
    path("ban-giao/", hand_over, name="hand_over"),
]
