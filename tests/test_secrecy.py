"""A word of a secret document, tried at every door: refused, stored nowhere, told to nobody."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from departments.models import User
from directives import needs
from directives.lifecycle import PART_VERBS, VERBS, Verb
from directives.models import Conclusion, Directive, StoredFile
from directives.services.files import discard
from directives.services.secrecy import CODE
from tests.cast import NOW, Cast, at
from tests.directives.services.doing import do, lead
from tests.directives.services.entering import secret, secret_directive
from tests.directives.services.test_secrecy import RESULT
from tests.notifications.conftest import run
from tests.test_doors import browser

pytestmark = pytest.mark.django_db

MARKER = "Kín9f3a"
NOT_IN_THIS_LIFE = (
    "insist",
    "resume",
    "recall",
    "reopen",
    "ask",
)  # refused all the same: services/test_secrecy
STAMPED = f"ỦY BAN NHÂN DÂN TỈNH\nMẬT\nSố: 05/TB-UBND\nGiao Sở Tài chính rà soát {MARKER}."


@pytest.fixture(autouse=True)
def world(monkeypatch: Any, settings: Any, tmp_path: Path) -> Iterator[None]:
    """A day that stands still, a folder of its own, and the marker nowhere when the test is over."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.FILES_DIR, settings.EMBEDDED = tmp_path, True
    yield
    assert stored() == []
    assert [
        path for path in tmp_path.rglob("*") if path.is_file() and holds(path.read_bytes().decode())
    ] == []


def holds(value: Any) -> bool:
    text = str(value).casefold()
    return MARKER.casefold() in text or "kin9f3a" in text or ascii(MARKER)[1:-1].casefold() in text


def stored() -> list[str]:
    """Tables in which the marker stands in any column of any row."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- our own names
            if any(holds(cell) for row in cursor.fetchall() for cell in row):
                found.append(table)
    return found


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{MARKER}.txt", f"Nội dung {MARKER}".encode(), "text/plain")


def words_of(verb: Verb) -> list[str]:
    """The needs of a verb in which words or files could come."""
    kinds = ("text", "line", "files")
    return [need.name for need in dataclasses.fields(verb.needs) if need.metadata["kind"] in kinds]


def test_the_scan_finds_what_is_stored(cast: Cast) -> None:
    row = Conclusion.objects.create(
        issued_by=cast.committee,
        title=MARKER,
        held_on=date(2026, 11, 12),
        monitor=cast.monitor,
        created_at=NOW,
        created_by=cast.monitor,
    )
    assert stored() == ["directives_conclusion"]
    row.delete()


SAID = {  # what every entry has; nothing of it is content
    "step": "save",
    "held_on": "12/11/2026",
    "issued_on": "16/11/2026",
    "number": "05/TB-UBND",
    "secrecy": "secret",
}


class TestConclusionDoors:
    @pytest.mark.parametrize("name", ["title", "text", "signed_by", "number"])
    def test_the_form_that_keeps_it(self, cast: Cast, name: str) -> None:
        client = browser(cast.monitor)
        answer = client.post(reverse("conclusion_new"), {**SAID, name: MARKER})
        assert answer.status_code == 400
        assert "Với văn bản mật" in answer.content.decode()
        assert not Conclusion.objects.exists()
        if name != "number":  # a wrong number is shown to be corrected; content is not shown again
            assert MARKER not in answer.content.decode()

    def test_a_text_with_the_stamp(self, cast: Cast) -> None:
        client = browser(cast.monitor)
        file = SimpleUploadedFile("kl.txt", STAMPED.encode(), "text/plain")
        for source in ({"text": STAMPED}, {"file": file}):
            answer = client.post(reverse("conclusion_new"), {"step": "read", **source})
            assert answer.status_code == 400
            assert "có dấu chỉ độ mật" in answer.content.decode()

    def test_a_file_read_before_it_was_called_secret(
        self, cast: Cast, django_capture_on_commit_callbacks: Any
    ) -> None:
        """The bytes are kept between the two forms; they go as soon as the document is called secret."""
        client = browser(cast.monitor)
        text = (
            f"Giao Sở Tài chính rà soát {MARKER}.\nGiao Công an tỉnh báo cáo kết quả trước ngày 30/11/2026."
        )
        file = SimpleUploadedFile("kl.txt", text.encode(), "text/plain")
        read = client.post(reverse("conclusion_new"), {"step": "read", "file": file})
        assert read.status_code == 200
        token = read.context["form"]["kept_file"].value()
        sent = {**SAID, "kept_file": token, "title": MARKER, "text": text}
        with django_capture_on_commit_callbacks(execute=True):
            refused = client.post(reverse("conclusion_new"), sent)
        assert refused.status_code == 400
        assert not refused.context["form"]["kept_file"].value()
        kept = {name: refused.context["form"][name].value() or "" for name in refused.context["form"].fields}
        entered = client.post(reverse("conclusion_new"), {**kept, "step": "save"})
        assert entered.status_code == 302
        assert Conclusion.objects.get().is_secret

    def test_correcting_and_giving_text(self, cast: Cast) -> None:
        conclusion, client = secret(cast), browser(cast.monitor)
        for name in ("title", "signed_by", "text"):
            answer = client.post(reverse("conclusion_details", args=[conclusion.pk]), {**SAID, name: MARKER})
            assert answer.status_code == 400
        for source in ({"text": MARKER}, {"file": a_file()}):
            answer = client.post(reverse("conclusion_text", args=[conclusion.pk]), source)
            assert answer.status_code == 400
            assert MARKER not in answer.content.decode()
        assert not StoredFile.objects.exists()

    def test_directives_of_it(self, cast: Cast) -> None:
        conclusion, client = secret(cast), browser(cast.monitor)
        said: dict[str, Any] = {"mode": "one_lead", "leads": [cast.board.pk], "deadline_kind": "to_be_set"}
        for name in ("text", "title", "product", "deadline_phrase"):
            answer = client.post(
                reverse("conclusion_add_draft", args=[conclusion.pk]), {**said, name: MARKER}
            )
            assert answer.status_code == 400
            assert "Với văn bản mật" in answer.content.decode()
        for name in ("text", "title", "product", "deadline_phrase", "document_number"):
            sent = {**said, "secrecy": "secret", "document_number": "05/TB-UBND", name: MARKER}
            answer = client.post(reverse("directive_new"), sent)
            assert answer.status_code == 400
        assert not Directive.objects.exists()

    def test_the_api(self, cast: Cast) -> None:
        client, conclusion = browser(cast.monitor), secret(cast)
        entry = {"held_on": "2026-11-12", "secrecy": "secret", "number": "06/TB-UBND"}
        plan: dict[str, Any] = {
            "leads": [cast.board.pk],
            "secrecy": "secret",
            "document_number": "05/TB-UBND",
        }
        tried: list[tuple[str, list[int], dict[str, Any]]]
        tried = [("api_conclusions", [], {**entry, name: MARKER}) for name in ("title", "text", "signed_by")]
        tried += [("api_conclusion_text", [conclusion.pk], {"text": MARKER})]
        tried += [("api_conclusions", [], {"held_on": "2026-11-12", "title": "x", "text": STAMPED})]
        for name in ("text", "title", "product", "deadline_phrase"):
            tried += [("api_directives", [], {**plan, name: MARKER})]
            tried += [("api_conclusion_drafts", [conclusion.pk], {"leads": [cast.board.pk], name: MARKER})]
        for address, args, body in tried:
            answer = client.post(reverse(address, args=args), body, content_type="application/json")
            assert (answer.status_code, answer.json()["code"]) == (400, CODE), (address, body)
        answer = client.post(reverse("api_conclusions"), {**entry, "file": a_file()})
        assert (answer.status_code, answer.json()["code"]) == (400, CODE)
        assert not Directive.objects.exists()
        assert Conclusion.objects.get() == conclusion


OF_OUTSIDE_BODIES = ("record_sent", "record_reply")


@pytest.mark.parametrize("name", OF_OUTSIDE_BODIES)
def test_correspondence_with_an_outside_body_holds_number_and_dates_only(cast: Cast, name: str) -> None:
    directive = secret_directive(cast, leads=(cast.outside.pk,))
    address = reverse(f"api_part_{name}", args=[lead(directive).pk])
    sent = {"document_number": "88/UBND-TH", "document_date": "2026-11-23"}
    client = browser(cast.monitor)
    for words in words_of(VERBS[name]):
        if words not in ("files", "document_number"):
            answer = client.post(address, {**sent, words: MARKER}, content_type="application/json")
            assert (answer.status_code, answer.json()["code"]) == (400, CODE), words
    assert client.post(address, sent, content_type="application/json").status_code == 200


@pytest.mark.parametrize(
    "verb", [verb for verb in PART_VERBS if verb.name not in OF_OUTSIDE_BODIES], ids=lambda verb: verb.name
)
def test_every_verb_at_every_stage_on_screen_and_in_the_api(
    cast: Cast, verb: Verb, django_capture_on_commit_callbacks: Any
) -> None:
    """At each stage of a secret directive's life, by everybody concerned, every place for words is tried."""
    directive = secret_directive(cast, directed_by=cast.vice_chair.pk, needs_approval=True)
    actor = cast.actor
    # Each stage with those who may do something there; the permission matrix covers who may not.
    stages: list[tuple[Callable[[], Any], tuple[User, ...]]] = [
        (lambda: None, (cast.head, cast.monitor)),
        (lambda: do("accept", directive, actor(cast.head)), (cast.head, cast.vice_chair)),
        (lambda: do("submit", directive, actor(cast.head), RESULT), (cast.head, cast.monitor)),
        (lambda: do("verify", directive, actor(cast.monitor)), (cast.vice_chair,)),
    ]
    understood = 0
    for step, people in stages:
        step()
        part, before = lead(directive), directive.journal.count()
        for who in people:
            for name in words_of(verb):
                with django_capture_on_commit_callbacks(execute=True):
                    understood += tried(browser(who), part.pk, verb, name, cast)
        assert directive.journal.count() == before
    if words_of(verb) and verb.name not in NOT_IN_THIS_LIFE:
        assert understood, "nobody was ever told why"


def tried(client: Client, part: int, verb: Verb, name: str, cast: Cast) -> int:
    """Send the marker as one need of a verb by both doors; how often the answer was that it is secret."""
    slug, told = verb.name.rstrip("_"), 0
    whole: dict[str, Any] = {
        "kind": 1,
        "department": cast.finance.pk,
        "due_on": "2026-12-01",
        "officer": cast.officer.pk,
    }
    is_file = name == "files"
    screen = client.post(
        reverse("part_verb", args=[part, slug]), {**whole, name: a_file() if is_file else MARKER}
    )
    assert screen.status_code in (400, 403, 404, 409)
    said = screen.content.decode()
    assert name == "document_number" or MARKER not in said
    told += "Nội dung mật không được nhập" in said or "Tệp của văn bản mật" in said or "05/TB-UBND" in said
    sent: Any = MARKER
    if is_file:
        upload = client.post(reverse("api_files"), {"file": a_file()})
        sent = [upload.json()["id"]]
    address = reverse(f"api_part_{slug}", args=[part])
    answer = client.post(address, {**whole, name: sent}, content_type="application/json")
    assert answer.status_code in (400, 403, 404, 409)
    if (
        is_file and answer.status_code != 400
    ):  # refused for another reason: then it is an upload like any other
        file = StoredFile.objects.get(pk=sent[0])
        discard(file)
    return told + int(answer.json()["code"] == CODE)


def test_what_everybody_reads_is_number_date_and_department(cast: Cast) -> None:
    directive = secret_directive(
        cast, directed_by=cast.vice_chair.pk, deadline_kind="dated", due_on=date(2026, 11, 25)
    )
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason=""))
    run(NOW)
    run(at(date(2026, 11, 25), 8))
    pages = {
        cast.head: [reverse("my_work"), reverse("directive", args=[directive.pk]), reverse("register")],
        cast.monitor: [
            reverse("conclusions"),
            reverse("conclusion", args=[directive.conclusion_id]),
            reverse("directive_messages", args=[directive.pk]),
            reverse("register_csv"),
            reverse("register") + "?q=09/TB-UBND",
        ],
        cast.vice_chair: [reverse("leader"), reverse("directive", args=[directive.pk])],
    }
    for person, addresses in pages.items():
        for address in addresses:
            answer: Any = browser(person).get(address)
            body = (b"".join(answer) if answer.streaming else answer.content).decode()
            assert answer.status_code == 200, address
            assert "09/TB-UBND" in body or address == reverse("leader"), address
    page = browser(cast.head).get(reverse("directive", args=[directive.pk])).content.decode()
    assert "<h1>Số 09/TB-UBND (mật), ngày 12/11/2026</h1>" in page
    assert "(nội dung mật)" in page
    assert "Mật: nội dung chỉ có trong văn bản." in page
    assert len(outbox.outbox) > 3
    api = browser(cast.head).get(reverse("api_directive", args=[directive.pk])).json()
    assert (api["title"], api["text"], api["product"], api["secrecy"]) == ("09/TB-UBND", "", "", "secret")
    assert (api["document_number"], api["document_date"]) == ("09/TB-UBND", "2026-11-12")


@pytest.mark.parametrize("slug", ["refuse", "report", "submit", "delegate"])
def test_the_form_of_a_verb_invites_no_words(cast: Cast, issued: Any, slug: str) -> None:
    secret_form, ordinary_form = (
        browser(cast.head).get(reverse("part_verb", args=[lead(row).pk, slug])).content.decode()
        for row in (secret_directive(cast), issued())
    )
    assert "<textarea" in ordinary_form
    assert "<textarea" not in secret_form
    assert 'type="file"' not in secret_form
    assert "Mật: không nhập nội dung, không đính kèm tệp" in secret_form


def test_the_office_enters_and_issues_by_hand(cast: Cast) -> None:
    client = browser(cast.monitor)
    form = client.get(reverse("conclusion_new") + "?van-ban=mat").content.decode()
    assert "<textarea" not in form
    assert 'type="file"' not in form
    said = {"step": "save", "held_on": "12/11/2026", "issued_on": "16/11/2026", "number": "05/TB-UBND"}
    client.post(reverse("conclusion_new"), {**said, "secrecy": "secret"})
    conclusion = Conclusion.objects.get()
    page = client.get(reverse("conclusion", args=[conclusion.pk])).content.decode()
    assert "<textarea" not in page
    assert "Số 05/TB-UBND (mật)" in page
    sent = {
        "mode": "one_lead",
        "leads": [cast.board.pk],
        "deadline_kind": "dated",
        "due_on": "01/12/2026",
        "version": conclusion.version,
    }
    added = client.post(reverse("conclusion_add_draft", args=[conclusion.pk]), sent)
    assert added.status_code == 302
    stale = client.post(reverse("conclusion_add_draft", args=[conclusion.pk]), sent)
    assert stale.status_code == 409
    client.post(reverse("conclusion_issue", args=[conclusion.pk]), {"version": 1})
    directive = Directive.objects.get()
    assert (directive.status, lead(directive).due_on) == ("assigned", date(2026, 12, 1))
    assert browser(cast.head).get(reverse("conclusion", args=[conclusion.pk])).status_code == 200
    assert browser(cast.outsider).get(reverse("conclusion", args=[conclusion.pk])).status_code == 404


def test_a_directive_entered_directly_by_its_number(cast: Cast) -> None:
    client = browser(cast.monitor)
    form = client.get(reverse("directive_new") + "?mat=1").content.decode()
    assert "<textarea" not in form
    sent = {
        "mode": "one_lead",
        "leads": [cast.board.pk],
        "deadline_kind": "to_be_set",
        "secrecy": "secret",
        "document_number": "05/TB-UBND",
        "document_date": "16/11/2026",
    }
    assert client.post(reverse("directive_new"), sent).status_code == 302
    assert Directive.objects.get().heading == "Số 05/TB-UBND (mật), ngày 16/11/2026"
