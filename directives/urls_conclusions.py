"""Conclusions, their points, and a directive entered without one."""

from django.urls import path

from directives.views import (
    conclusions,
    conclusions_enter,
    conclusions_points,
    conclusions_secret,
    drafting,
)

POINT = "ket-luan/<int:pk>/diem/<int:point>/"

urlpatterns = [
    path("ket-luan/", conclusions.listing, name="conclusions"),
    path("ket-luan/moi/", conclusions_enter.new, name="conclusion_new"),
    path("ket-luan/<int:pk>/", conclusions.show, name="conclusion"),
    path("ket-luan/<int:pk>/thong-tin/", conclusions_enter.details, name="conclusion_details"),
    path("ket-luan/<int:pk>/van-ban/", conclusions_enter.text, name="conclusion_text"),
    path("ket-luan/<int:pk>/ban-hanh/", conclusions.issue, name="conclusion_issue"),
    path("ket-luan/<int:pk>/diem/", conclusions_points.add, name="conclusion_add_point"),
    path(f"{POINT}chap-nhan/", conclusions_points.accept, name="point_accept"),
    path(f"{POINT}xep/", conclusions_points.settle, name="point_settle"),
    path(f"{POINT}tach/", conclusions_points.split, name="point_split"),
    path(f"{POINT}gop/", conclusions_points.merge, name="point_merge"),
    path(f"{POINT}bo/", conclusions_points.drop, name="point_drop"),
    path("ket-luan/<int:pk>/nhiem-vu-mat/", conclusions_secret.add, name="conclusion_add_draft"),
    path(
        "ket-luan/<int:pk>/nhiem-vu-mat/<int:directive>/bo/",
        conclusions_secret.drop,
        name="conclusion_drop_draft",
    ),
    path("chi-dao/moi/", drafting.new, name="directive_new"),
]
