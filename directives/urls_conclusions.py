"""Conclusions, their points, and a directive entered without one."""

from django.urls import path

from directives.views import (
    conclusions,
    conclusions_certain,
    conclusions_enter,
    conclusions_names,
    conclusions_points,
    conclusions_revise,
    conclusions_secret,
    conclusions_together,
    drafting,
    revision_acts,
)

POINT = "ket-luan/<int:pk>/diem/<int:point>/"
REVISION = "ket-luan/<int:pk>/dinh-chinh/<int:ordinal>/"
CHANGE = f"{REVISION}thay-doi/<int:change>/"

urlpatterns = [
    path("ket-luan/", conclusions.listing, name="conclusions"),
    path("ket-luan/moi/", conclusions_enter.new, name="conclusion_new"),
    path("ket-luan/<int:pk>/", conclusions.show, name="conclusion"),
    path("ket-luan/<int:pk>/thong-tin/", conclusions_enter.details, name="conclusion_details"),
    path("ket-luan/<int:pk>/van-ban/", conclusions_enter.text, name="conclusion_text"),
    path("ket-luan/<int:pk>/ban-hanh/", conclusions.issue, name="conclusion_issue"),
    path("ket-luan/<int:pk>/hoan-tac/", conclusions_together.undo, name="conclusion_undo"),
    path("ket-luan/<int:pk>/thu-tu/", conclusions_together.order, name="conclusion_order"),
    path("ket-luan/<int:pk>/tinh-hinh/", conclusions_together.news, name="conclusion_news"),
    path("ket-luan/<int:pk>/diem-chac-chan/", conclusions_certain.certain, name="conclusion_certain"),
    path("ket-luan/<int:pk>/diem/", conclusions_points.add, name="conclusion_add_point"),
    path(f"{POINT}chap-nhan/", conclusions_points.accept, name="point_accept"),
    path(f"{POINT}don-vi-ngoai/", conclusions_names.outside_body, name="point_outside_body"),
    path(f"{POINT}xep/", conclusions_points.settle, name="point_settle"),
    path(f"{POINT}tach/", conclusions_points.split, name="point_split"),
    path(f"{POINT}gop/", conclusions_points.merge, name="point_merge"),
    path(f"{POINT}nhap/", conclusions_together.typed, name="point_input"),
    path(f"{POINT}bo/", conclusions_points.drop, name="point_drop"),
    path("ket-luan/<int:pk>/dinh-chinh/", conclusions_revise.enter, name="revise"),
    path(REVISION, conclusions_revise.page, name="revision"),
    path(f"{REVISION}cau-chu/", conclusions_revise.wordings, name="revision_wordings"),
    path(f"{REVISION}rut/", conclusions_revise.withdraw, name="revision_withdraw"),
    path(f"{CHANGE}chi-dao-moi/", revision_acts.directive, name="revision_directive"),
    path(f"{CHANGE}<slug:way>/", revision_acts.act, name="revision_act"),
    path("ket-luan/<int:pk>/nhiem-vu-mat/", conclusions_secret.add, name="conclusion_add_draft"),
    path(
        "ket-luan/<int:pk>/nhiem-vu-mat/<int:directive>/bo/",
        conclusions_secret.drop,
        name="conclusion_drop_draft",
    ),
    path("chi-dao/moi/", drafting.new, name="directive_new"),
]
