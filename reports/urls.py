from django.urls import URLPattern, URLResolver, path

from reports.views.leader import leader
from reports.views.register import register, register_csv

urlpatterns: list[URLPattern | URLResolver] = [
    path("dieu-hanh/", leader, name="leader"),
    path("so-theo-doi/", register, name="register"),
    path("so-theo-doi/xuat.csv", register_csv, name="register_csv"),
]
