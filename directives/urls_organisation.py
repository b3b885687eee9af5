"""Decisions on the organisation, and open work that is to be given out anew."""

from django.urls import path

from directives.views import organisation

urlpatterns = [
    path("co-cau/", organisation.organisation, name="organisation"),
    path("co-cau/ke-thua/", organisation.succession_new, name="succession_new"),
    path("co-cau/doi-ten/", organisation.department_rename, name="department_rename"),
    path("co-cau/phan-lai/", organisation.redistribution_page, name="redistribution"),
]
