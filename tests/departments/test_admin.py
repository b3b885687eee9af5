"""The administration: the organisation and nothing of the domain, and nothing can be deleted."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from departments.models import CalendarDay, Department, Membership, User
from departments.services.aliases import keep_alias
from directives.models import BottleneckKind
from directives.services.linking import Directory
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_only_administrators_enter(signed_in, cast):
    assert signed_in(cast.administrator).get("/quan-tri/").status_code == 200
    assert signed_in(cast.head).get("/quan-tri/").status_code == 302
    assert signed_in(cast.head).get(reverse("admin:departments_user_changelist")).status_code == 302


def test_a_stranger_is_sent_to_the_one_sign_in_page(client, db):
    answer = client.get("/quan-tri/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/dang-nhap/")


def test_no_directive_is_to_be_seen_there(signed_in, cast):
    registered = {
        model for model in admin.site._registry if model._meta.app_label in ("directives", "workflows")
    }
    assert registered == {BottleneckKind}  # reference data, no content
    offered = signed_in(cast.administrator).get("/quan-tri/").context["app_list"]
    assert {app["app_label"] for app in offered} <= {"departments", "notifications", "directives"}


def test_departments_people_and_posts_are_listed_and_found_without_marks(signed_in, cast):
    client = signed_in(cast.administrator)
    found = client.get(reverse("admin:departments_department_changelist"), {"q": "ban quan ly"})
    assert cast.board.name in found.content.decode()
    assert cast.finance.name not in found.content.decode()
    for model in ("user", "membership", "field", "departmentgroup"):
        assert client.get(reverse(f"admin:departments_{model}_changelist")).status_code == 200
    for row in (cast.board, cast.officer):
        address = reverse(f"admin:departments_{row._meta.model_name}_change", args=[row.pk])
        assert client.get(address).status_code == 200


def test_the_calendar_is_kept_on_its_own_page(signed_in, cast):
    client = signed_in(cast.administrator)
    there = client.get(reverse("admin:departments_calendarday_changelist"))
    assert (there.status_code, there.url) == (302, "/lich-lam-viec/")
    values = {"on": "04/12/2026", "kind": "holiday", "name_vi": "x"}
    assert client.post(reverse("admin:departments_calendarday_add"), values).status_code == 403
    assert not CalendarDay.objects.exists()
    there = client.get(reverse("admin:departments_succession_changelist"))
    assert (there.status_code, there.url) == (302, "/co-cau/")
    assert client.get(reverse("admin:departments_succession_add")).status_code == 403
    assert (
        signed_in(cast.head).get(reverse("admin:departments_calendarday_changelist")).url != "/lich-lam-viec/"
    )


@pytest.mark.parametrize("model", ["department", "user", "membership"])
def test_nothing_is_deleted(signed_in, cast, model):
    client = signed_in(cast.administrator)
    rows: Any = {"department": Department, "user": User, "membership": Membership}[model]
    row = rows.objects.first()
    refused = client.post(reverse(f"admin:departments_{model}_delete", args=[row.pk]), {"post": "yes"})
    assert refused.status_code == 403
    listing = reverse(f"admin:departments_{model}_changelist")
    client.post(listing, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert rows.objects.filter(pk=row.pk).exists()


def test_a_person_is_entered_with_a_password(signed_in, cast):
    client = signed_in(cast.administrator)
    values = {
        "username": "moi",
        "full_name": "Người Mới",
        "usable_password": "true",
        "password1": "giay-muc-le-do-7",
        "password2": "giay-muc-le-do-7",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
    }
    answer = client.post(reverse("admin:departments_user_add"), values)
    assert answer.status_code == 302
    assert User.objects.get(username="moi").check_password("giay-muc-le-do-7")


def test_kinds_of_bottleneck_are_added_renamed_and_switched_off_but_never_deleted(signed_in, cast):
    client = signed_in(cast.administrator)
    listed = reverse("admin:directives_bottleneckkind_changelist")
    assert "Giải phóng mặt bằng" in client.get(listed).content.decode()
    added = {
        "code": "labour",
        "name_vi": "Thiếu lao động",
        "name_en": "",
        "position": "20",
        "is_active": "on",
    }
    assert client.post(reverse("admin:directives_bottleneckkind_add"), added).status_code == 302
    kind = BottleneckKind.objects.get(code="labour")
    change = reverse("admin:directives_bottleneckkind_change", args=[kind.pk])
    renamed = {"code": "other-code", "name_vi": "Thiếu nhân công", "name_en": "Labour", "position": "3"}
    assert client.post(change, renamed).status_code == 302
    kind.refresh_from_db()
    assert (kind.code, kind.name_vi, kind.position, kind.is_active) == ("labour", "Thiếu nhân công", 3, False)
    delete = reverse("admin:directives_bottleneckkind_delete", args=[kind.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert signed_in(cast.chair).get(listed).status_code == 302


def test_a_name_kept_for_a_department_is_listed_there_and_can_be_taken_out(signed_in, cast):
    alias = keep_alias("Sở Quy hoạch đô thị", on=MONDAY, department=cast.board.pk)
    assert Directory(MONDAY).link(alias.name).department_id == cast.board.pk
    client = signed_in(cast.administrator)
    address = reverse("admin:departments_department_change", args=[cast.board.pk])
    assert f'value="{alias.name}"' in client.get(address).content.decode()
    names = ("code", "name", "short_name", "kind", "mailbox", "active_from")
    data: dict[str, Any] = {name: getattr(cast.board, name) for name in names}
    for prefix, there in (("aliases", 1), ("divisions", 0)):
        data |= {f"{prefix}-TOTAL_FORMS": there, f"{prefix}-INITIAL_FORMS": there}
    data |= {"aliases-0-id": alias.pk, "aliases-0-department": cast.board.pk, "aliases-0-name": alias.name}
    answer = client.post(address, data | {"aliases-0-DELETE": "on"})
    assert answer.status_code == 302, answer.context["errors"]
    assert Directory(MONDAY).link(alias.name).unknown
