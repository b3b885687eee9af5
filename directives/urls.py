from django.urls import URLPattern, URLResolver, include, path

from directives.views.calendar import calendar, calendar_change
from directives.views.directive import directive
from directives.views.files import file
from directives.views.verbs import part_verb
from directives.views.work import my_work

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_work, name="my_work"),
    path("chi-dao/<int:pk>/", directive, name="directive"),
    path("phan-viec/<int:pk>/<slug:verb>/", part_verb, name="part_verb"),
    path("tep/<int:pk>/", file, name="file"),
    path("lich-lam-viec/", calendar, name="calendar"),
    path("lich-lam-viec/doi/", calendar_change, name="calendar_change"),
    path("", include("directives.urls_conclusions")),
]
