"""Verbs in the browser: the form opens, what was typed survives a refusal, twice is once."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directives import needs
from directives.lifecycle import VERBS
from directives.models import Assignment, PreparedAct, ProgressReport, StoredFile
from directives.services.writing import SERVICES
from directives.views.verbs import SAID
from tests.cast import MONDAY, NOW
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.FILES_DIR = tmp_path


def address(directive, verb):
    return f"/phan-viec/{lead(directive).pk}/{verb}/"


def sent(client, directive, verb, **values):
    values.setdefault("request_key", uuid.uuid4().hex)
    return client.post(address(directive, verb), values)


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_a_mail_link_opens_the_form_in_the_page(cast, issued, signed_in):
    directive = issued()
    page = signed_in(cast.head).get(address(directive, "submit")).content.decode()
    assert 'name="result_summary"' in page
    assert directive.title in page
    assert hidden(page, "version") == str(directive.version)
    assert len(hidden(page, "request_key")) == 32


def test_htmx_gets_the_box_alone(cast, issued, signed_in):
    answer = signed_in(cast.head).get(address(issued(), "submit"), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<section class="sheet acts')
    assert 'name="result_summary"' in page


def test_a_result_with_a_file_goes_through(cast, issued, signed_in):
    directive = issued()
    answer = sent(
        signed_in(cast.head),
        directive,
        "submit",
        result_summary="Đã rà soát",
        document_number="412/BC-BQL",
        document_date="23/11/2026",
        files=[SimpleUploadedFile("bao cao.pdf", PDF)],
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/chi-dao/{directive.pk}/?phan={lead(directive).pk}#main"
    assert lead(directive).status == "awaiting_verification"
    assert [proof.file.name for proof in ProgressReport.objects.get().evidence.all()] == ["bao cao.pdf"]
    assert_engine_agrees(directive)
    page = signed_in(cast.head).get(f"/chi-dao/{directive.pk}/").content.decode()
    assert "bao cao.pdf" in page


def test_what_happened_is_said_after_it(cast, issued, signed_in):
    client, directive = signed_in(cast.head), issued()
    answer = client.post(address(directive, "accept"), follow=True)
    assert "Đã tiếp nhận phần việc." in answer.content.decode()


def test_an_officer_prepares_and_is_told_who_releases(cast, issued, signed_in):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    client = signed_in(cast.officer)
    form = client.get(address(directive, "submit")).content.decode()
    assert "Trình lãnh đạo đơn vị" in form
    sent(client, directive, "submit", result_summary="Đã xong", document_number="412/BC-BQL")
    assert PreparedAct.objects.get().is_open
    released = sent(signed_in(cast.clerk), directive, "release")
    assert released.status_code == 303
    assert lead(directive).status == "awaiting_verification"


def test_an_error_stands_below_its_field_and_nothing_is_lost(cast, issued, signed_in):
    directive = issued()
    before = snapshot(directive)
    answer = sent(
        signed_in(cast.head),
        directive,
        "submit",
        result_summary="Bản tóm tắt dài đã gõ",
        document_date="31/02/2026",
        files=[SimpleUploadedFile("bao cao.pdf", PDF)],
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Bản tóm tắt dài đã gõ" in page
    assert "bao cao.pdf" in page
    assert 'aria-invalid="true"' in page
    kept = hidden(page, "kept_files")
    assert snapshot(directive) == before
    again = sent(signed_in(cast.head), directive, "submit", result_summary="Bản tóm tắt", kept_files=[kept])
    assert again.status_code == 303
    assert ProgressReport.objects.get().evidence.get().file_id == int(kept)


def test_a_missing_reason_is_asked_for(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    before = snapshot(directive)
    answer = sent(signed_in(cast.monitor), directive, "return", reason="   ")
    assert answer.status_code == 400
    assert 'id="id_reason_error"' in answer.content.decode()
    assert snapshot(directive) == before


def test_a_refusal_of_the_domain_stands_at_its_field(cast, issued, signed_in):
    answer = sent(signed_in(cast.head), issued(), "submit", result_summary="Không có minh chứng")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Không có minh chứng" in page
    assert 'id="id_files_error"' in page


def test_a_file_that_cannot_be_taken_is_named_and_the_text_kept(cast, issued, signed_in):
    answer = sent(
        signed_in(cast.head),
        issued(),
        "submit",
        result_summary="Đã gõ xong",
        files=[
            SimpleUploadedFile("bao cao.exe", b"MZ\x90\x00" + b"\x00" * 200),
            SimpleUploadedFile("a.pdf", PDF),
        ],
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "bao cao.exe" in page
    assert "Đã gõ xong" in page
    assert [file.name for file in StoredFile.objects.all()] == ["a.pdf"]


def test_an_empty_file_is_refused_once_and_by_name(cast, issued, signed_in):
    files = [SimpleUploadedFile("trong.pdf", b"")]
    answer = sent(signed_in(cast.head), issued(), "submit", result_summary="Xong", files=files)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count('<p class="err"') == 1
    assert "trong.pdf" in page


def test_somebody_elses_file_cannot_be_passed_on(cast, issued, signed_in):
    foreign = StoredFile.objects.create(
        sha256="0" * 64,
        name="mat.pdf",
        media_type="application/pdf",
        size=1,
        uploaded_by=cast.outsider,
        uploaded_at=NOW,
    )
    answer = sent(signed_in(cast.head), issued(), "submit", result_summary="Đã xong", kept_files=[foreign.pk])
    assert answer.status_code == 400
    assert "mat.pdf" not in answer.content.decode()


def test_a_stale_form_says_who_did_what_and_can_be_sent_again(cast, issued, signed_in):
    directive = issued()
    client = signed_in(cast.clerk)
    version = hidden(client.get(address(directive, "report")).content.decode(), "version")
    do("accept", directive, cast.actor(cast.head))
    values = {"done": "Đoạn văn đã gõ", "version": version, "files": [SimpleUploadedFile("b.pdf", PDF)]}
    answer = sent(client, directive, "report", **values)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert cast.head.full_name in page
    assert "Đoạn văn đã gõ" in page
    assert "b.pdf" in page
    kept, fresh = hidden(page, "kept_files"), hidden(page, "version")
    assert fresh == str(int(version) + 1)
    again = sent(client, directive, "report", done="Đoạn văn đã gõ", version=fresh, kept_files=[kept])
    assert again.status_code == 303


def test_what_was_typed_is_shown_even_when_the_verb_is_gone(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    answer = sent(signed_in(cast.clerk), directive, "report", done="Đoạn văn đã gõ")
    assert answer.status_code == 409
    assert "Đoạn văn đã gõ" in answer.content.decode()


def test_an_incomplete_form_of_a_verb_that_is_gone_says_why(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor), needs.Comment())
    answer = sent(signed_in(cast.monitor), directive, "verify", comment="ă" * 5000)
    assert answer.status_code == 409
    assert 'class="notice warning"' in answer.content.decode()


def test_a_double_click_is_one_report(cast, issued, signed_in):
    directive, client, key = issued(), signed_in(cast.head), uuid.uuid4().hex
    answers = [sent(client, directive, "report", done="Một lần", request_key=key) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert ProgressReport.objects.count() == 1


def test_opening_a_form_that_is_not_possible_says_why(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    late = signed_in(cast.head).get(address(directive, "submit"))
    assert late.status_code == 409
    assert "Chờ xác nhận" in late.content.decode()
    assert signed_in(cast.colleague).get(address(directive, "verify")).status_code == 403


def test_visible_but_forbidden_changes_nothing(cast, issued, signed_in):
    directive = issued()
    before = snapshot(directive)
    assert sent(signed_in(cast.colleague), directive, "accept").status_code == 403
    assert sent(signed_in(cast.chair), directive, "accept").status_code == 403
    assert snapshot(directive) == before


@pytest.mark.parametrize("verb", sorted(SERVICES))
def test_an_outsider_finds_no_verb_at_all(cast, issued, signed_in, verb):
    directive = issued()
    before, client = snapshot(directive), signed_in(cast.outsider)
    assert client.get(address(directive, verb.rstrip("_"))).status_code == 404
    assert sent(client, directive, verb.rstrip("_"), reason="x", due_on="01/12/2026").status_code == 404
    assert snapshot(directive) == before


@pytest.mark.parametrize("verb", ["issue", "khong-co", "release_"])
def test_unknown_verbs_are_not_found(cast, issued, signed_in, verb):
    assert signed_in(cast.head).get(f"/phan-viec/{lead(issued()).pk}/{verb}/").status_code == 404


def test_a_form_needs_its_token(cast, issued, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.head, backend="django.contrib.auth.backends.ModelBackend")
    answer = strict.post(address(issued(), "accept"))
    assert answer.status_code == 403
    assert "Biểu mẫu đã mở quá lâu" in answer.content.decode()


def test_setting_a_deadline_in_the_vietnamese_way(cast, issued, signed_in):
    directive = issued()
    day = MONDAY + timedelta(days=10)
    answer = sent(
        signed_in(cast.monitor),
        directive,
        "set_deadline",
        due_on=f"{day:%d/%m/%Y}",
        reason="Lãnh đạo yêu cầu",
    )
    assert answer.status_code == 303
    assert Assignment.objects.get(pk=lead(directive).pk).due_on == day


def test_coming_back_goes_to_this_site_only(cast, issued, signed_in):
    directive = issued()
    answer = sent(signed_in(cast.head), directive, "accept", next="https://elsewhere.example/")
    assert answer.headers["Location"].startswith("/chi-dao/")


def test_no_act_is_done_in_silence():
    """After every verb the person who clicked is told what has happened; a release says what it let go."""
    doors = {verb.name for verb in VERBS.values() if not verb.special}
    assert doors - SAID.keys() == {"release"}
