from django.urls import URLPattern, URLResolver, path

from reports.api import Figures, Register
from reports.views.bottlenecks import bottlenecks
from reports.views.leader import leader
from reports.views.register import register, register_csv

urlpatterns: list[URLPattern | URLResolver] = [
    path("dieu-hanh/", leader, name="leader"),
    path("vuong-mac/", bottlenecks, name="bottlenecks"),
    path("so-theo-doi/", register, name="register"),
    path("so-theo-doi/xuat.csv", register_csv, name="register_csv"),
    path("api/v1/register/", Register.as_view(), name="api_register"),
    path("api/v1/figures/", Figures.as_view(), name="api_figures"),
]
