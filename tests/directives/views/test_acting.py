"""Absences, assistants, recorded decisions and handing over, on screen and in the API."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.models import Assistant, Membership, Post, Substitute
from directives.models import RecordedDecision
from directives.services.recording import Recorded
from tests.cast import MONDAY, NOW, department, person
from tests.directives.services.acting import FRIDAY, assist, away, post_of
from tests.directives.services.doing import RESULT, do, lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def sent(cast, **changes):
    return {
        "chuc-danh": post_of(cast.officer).pk,
        "from_on": "23/11/2026",
        "until_on": "27/11/2026",
        "substitute": post_of(cast.colleague).pk,
        "reason": "Nghỉ phép",
        **changes,
    }


def test_an_officer_enters_an_absence_and_is_told_what_falls_into_it(cast, issued, signed_in):
    directive = issued(due_on=FRIDAY, deadline_kind="dated")
    part = lead(directive)
    part.officer = cast.officer
    part.save(update_fields=["officer"])
    client = signed_in(cast.officer)
    assert client.get(reverse("absences")).status_code == 200
    answer = client.post(reverse("absences"), sent(cast), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][1] == 303
    row = Substitute.objects.get()
    assert (row.absent.user, row.substitute.user) == (cast.officer, cast.colleague)
    assert directive.title in page
    assert "1 " in page


def test_what_does_not_hold_is_said_beside_the_field_and_typed_text_stays(cast, signed_in):
    client = signed_in(cast.officer)
    answer = client.post(reverse("absences"), sent(cast, until_on="20/11/2026"))
    assert answer.status_code == 400
    assert "Nghỉ phép" in answer.content.decode()
    assert not Substitute.objects.exists()


def test_nobody_enters_the_absence_of_a_stranger(cast, signed_in):
    for who in (cast.finance_head, cast.colleague):
        assert signed_in(who).post(reverse("absences"), sent(cast)).status_code == 403
    assert not Substitute.objects.exists()


def test_the_highest_of_ones_own_posts_is_offered_first(cast, signed_in):
    force = department("AAA", "Tổ công tác giải phóng mặt bằng", "task_force", sort_key="000")
    Membership.objects.create(user=cast.vice_chair, department=force, post=Post.HEAD)
    offered = signed_in(cast.vice_chair).get(reverse("absences")).context["posts"]
    own = [post.post for post in offered if post.user_id == cast.vice_chair.pk]
    assert own == [Post.VICE_CHAIR, Post.HEAD]
    assert offered[0].post == Post.VICE_CHAIR


def test_the_banner_names_whom_one_stands_in_for(cast, signed_in):
    away(cast, cast.head, cast.deputy)
    assert str(cast.head) in signed_in(cast.deputy).get(reverse("my_work")).content.decode()
    assert "notice warning" not in signed_in(cast.head).get(reverse("my_work")).content.decode()


def test_ending_is_for_those_who_may_enter(cast, signed_in):
    row = away(cast, cast.officer, cast.colleague)
    address = reverse("end_absence", args=[row.pk])
    assert signed_in(cast.finance_head).post(address).status_code == 404
    assert signed_in(cast.colleague).post(address).status_code == 403
    assert signed_in(cast.clerk).post(address).status_code == 303
    row.refresh_from_db()
    assert row.cancelled_at is not None


def test_an_administrator_chooses_a_department_first(cast, signed_in):
    client = signed_in(cast.administrator)
    page = client.get(reverse("absences"), {"don-vi": cast.finance.pk}).content.decode()
    assert str(cast.finance_officer) in page
    assert str(cast.officer) not in page


def test_a_leader_appoints_and_dismisses_an_assistant(cast, signed_in):
    client = signed_in(cast.vice_chair)
    values = {
        "leader": post_of(cast.vice_chair).pk,
        "assistant": cast.monitor.pk,
        "from_on": "23/11/2026",
        "until_on": "",
    }
    assert client.post(reverse("appoint_assistant"), values).status_code == 303
    row = Assistant.objects.get()
    assert signed_in(cast.other_vice_chair).post(reverse("end_assistance", args=[row.pk])).status_code == 404
    assert client.post(reverse("end_assistance", args=[row.pk])).status_code == 303
    row.refresh_from_db()
    assert row.until_on == MONDAY - timedelta(days=1)


@pytest.fixture
def recorded(cast, issued):
    assist(cast, cast.vice_chair, cast.other_monitor)
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    do("approve", directive, cast.actor(cast.other_monitor), recorded=Recorded(reference="Bút phê 23/11"))
    return directive


def test_the_leader_sees_recorded_decisions_and_annuls_one(cast, recorded, signed_in):
    client, row = signed_in(cast.vice_chair), RecordedDecision.objects.get()
    address = reverse("annul_decision", args=[row.pk])
    page = client.get(reverse("recorded_decisions")).content.decode()
    assert "Bút phê 23/11" in page
    assert address in page
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "Không phải ý kiến của tôi"}).status_code == 303
    assert lead(recorded).status == "awaiting_approval"
    assert client.post(address, {"reason": "Lần nữa"}).status_code == 409


def test_others_see_them_without_the_button_or_not_at_all(cast, recorded, signed_in):
    row = RecordedDecision.objects.get()
    address = reverse("annul_decision", args=[row.pk])
    office = signed_in(cast.monitor)
    assert "Bút phê 23/11" in office.get(reverse("recorded_decisions")).content.decode()
    assert office.get(address).status_code == 403
    stranger = signed_in(cast.outsider)
    assert "Bút phê 23/11" not in stranger.get(reverse("recorded_decisions")).content.decode()
    assert stranger.get(address).status_code == 404


def test_a_desk_is_previewed_then_handed_over(cast, issued, signed_in):
    directive = issued(directed_by=cast.vice_chair.pk)
    client = signed_in(cast.chief)
    values = {
        "desk": "leader",
        "from_user": cast.vice_chair.pk,
        "to_user": cast.other_vice_chair.pk,
        "reason": "Quyết định 12",
        "step": "preview",
    }
    assert client.post(reverse("hand_over"), values).status_code == 200
    directive.refresh_from_db()
    assert directive.directed_by == cast.vice_chair
    assert client.post(reverse("hand_over"), {**values, "step": "confirm"}).status_code == 303
    directive.refresh_from_db()
    assert directive.directed_by == cast.other_vice_chair
    assert signed_in(cast.monitor).get(reverse("hand_over")).status_code == 403


def test_the_api_does_the_same(cast, recorded, signed_in):
    officer, leader, chief = signed_in(cast.officer), signed_in(cast.vice_chair), signed_in(cast.chief)
    json = "application/json"
    values = {
        "post": post_of(cast.officer).pk,
        "substitute": post_of(cast.colleague).pk,
        "from_on": MONDAY.isoformat(),
        "until_on": FRIDAY.isoformat(),
        "reason": "Nghỉ phép",
    }
    made = officer.post(reverse("api_absences"), values, content_type=json)
    assert made.status_code == 201
    assert [row["id"] for row in officer.get(reverse("api_absences")).json()["absences"]] == [
        made.json()["id"]
    ]
    again = officer.post(reverse("api_absences"), values, content_type=json)
    assert (again.status_code, again.json()["field"]) == (400, "from_on")
    assert officer.post(reverse("api_absence_end", args=[made.json()["id"]])).status_code == 200

    row = leader.get(reverse("api_recorded_decisions")).json()[0]
    assert (row["verb"], row["may_annul"]) == ("approve", True)
    annulled = leader.post(
        reverse("api_recorded_annul", args=[row["id"]]), {"reason": "Sai"}, content_type=json
    )
    assert annulled.status_code == 200
    assert annulled.json()["annulled_at"]

    asked = {"desk": "monitor", "from_user": cast.monitor.pk, "to_user": cast.other_monitor.pk}
    counted = chief.post(reverse("api_desk_handovers"), {**asked, "preview": True}, content_type=json).json()
    assert (counted["moved"], counted["directives"]) == (False, 1)
    moved = chief.post(
        reverse("api_desk_handovers"), {**asked, "reason": "Nghỉ hưu"}, content_type=json
    ).json()
    assert moved["moved"] is True
    recorded.refresh_from_db()
    assert recorded.monitor == cast.other_monitor


@pytest.fixture
def secretary(cast):
    user = person("thu-ky", "Đinh Công Thành", (cast.office, Post.OFFICER))
    assist(cast, cast.vice_chair, user)
    return user


def test_the_assistants_form_asks_what_the_decision_rests_on(cast, issued, signed_in, secretary):
    directive = issued(directed_by=cast.vice_chair.pk)
    client, part = signed_in(secretary), lead(directive)
    address = reverse("part_verb", args=[part.pk, "set_deadline"])
    page = client.get(address).content.decode()
    assert "recorded_reference" in page
    assert str(cast.vice_chair) in page
    values = {"due_on": "31/12/2026", "reason": "Theo chỉ đạo"}
    refused = client.post(address, values)
    assert refused.status_code == 400
    assert "Theo chỉ đạo" in refused.content.decode()
    done = client.post(address, {**values, "recorded_reference": "Bút phê ngày 23/11"})
    assert done.status_code == 303
    row = RecordedDecision.objects.get()
    assert (row.assistant, row.leader, row.reference) == (secretary, cast.vice_chair, "Bút phê ngày 23/11")
    assert "recorded_reference" not in signed_in(cast.monitor).get(address).content.decode()


def test_a_scan_is_kept_and_seen_by_the_leader_and_not_by_the_department(
    cast, issued, signed_in, secretary, settings, tmp_path
):
    settings.FILES_DIR = tmp_path
    directive = issued(directed_by=cast.vice_chair.pk)
    scan = SimpleUploadedFile("but-phe.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    values = {"due_on": "31/12/2026", "reason": "Theo chỉ đạo", "recorded_files": scan}
    address = reverse("part_verb", args=[lead(directive).pk, "set_deadline"])
    assert signed_in(secretary).post(address, values).status_code == 303
    file = reverse("file", args=[RecordedDecision.objects.get().files.get().pk])
    assert signed_in(cast.vice_chair).get(file).status_code == 200
    assert signed_in(cast.head).get(file).status_code == 404


def test_the_api_asks_for_it_too(cast, issued, signed_in, secretary):
    directive = issued(directed_by=cast.vice_chair.pk)
    client, address = signed_in(secretary), reverse("api_part_set_deadline", args=[lead(directive).pk])
    values = {"due_on": "2026-12-31", "reason": "Theo chỉ đạo"}
    refused = client.post(address, values, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (400, "reference_needed")
    assert refused.json()["field"] == "recorded_reference"
    values["recorded_reference"] = "Bút phê ngày 23/11"
    assert client.post(address, values, content_type="application/json").status_code == 200
    assert RecordedDecision.objects.get().leader == cast.vice_chair


def test_the_timeline_and_the_api_say_on_whose_behalf(cast, recorded, signed_in):
    client = signed_in(cast.monitor)
    entries = client.get(reverse("api_directive_journal", args=[recorded.pk])).json()
    assert entries[-1]["verb"] == "approve"
    assert entries[-1]["on_behalf_of"]["id"] == cast.vice_chair.pk
    assert entries[0]["on_behalf_of"] is None
    page = client.get(reverse("directive", args=[recorded.pk])).content.decode()
    assert str(cast.vice_chair) in page
    assert "Bút phê 23/11" in page
