from django.urls import URLPattern, URLResolver, include, path

from directives.lifecycle import Acts
from directives.targets import ADDRESSES
from directives.views.answers import answer_table, answers_csv
from directives.views.calendar import calendar, calendar_change
from directives.views.directive import directive
from directives.views.files import file
from directives.views.replacing import directive_later
from directives.views.verbs import verb_view
from directives.views.work import my_work

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work, name="my_work"),
    path("chi-dao/<int:pk>/", directive, name="directive"),
    path("chi-dao/<int:pk>/tong-hop/", answer_table, name="directive_answers"),
    path("chi-dao/<int:pk>/tong-hop.csv", answers_csv, name="directive_answers_csv"),
    path("chi-dao/<int:pk>/ban-hanh-sau/", directive_later, name="directive_later"),
    *(
        path(f"{ADDRESSES[kind]}/<int:pk>/<slug:verb>/", verb_view(kind), name=f"{kind}_verb")
        for kind in Acts
    ),
    path("tep/<int:pk>/", file, name="file"),
    path("lich-lam-viec/", calendar, name="calendar"),
    path("lich-lam-viec/doi/", calendar_change, name="calendar_change"),
    path("", include("directives.urls_acting")),
    path("", include("directives.urls_organisation")),
    path("", include("directives.urls_conclusions")),
]
