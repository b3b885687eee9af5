"""The daily seal: made once a day, chained, out by mail; it shows what the chains inside the streams cannot."""

import logging
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from directives import journal, journal_check, journal_seals
from directives.checks import journal_is_guarded
from directives.journal_seals import digest_of_seal
from directives.models import Assignment, Directive, JournalEntry, JournalSeal, JournalSealHead, Pending
from directives.services import sealing
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.sealing import seal_journal
from directives.services.writing import Done
from directives.vendor import journal_guard
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do
from tests.racing import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

EVENING = at(MONDAY, 22)


def evening(days):
    return EVENING + timedelta(days=days)


def broken(since=None):
    return [(found.stream, found.seq, found.kind) for found in journal_check.Check(since).breaks()]


def tamper(*statements):
    """What somebody with the database's password could do."""
    journal_guard.remove(connection)
    Pending.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    journal_guard.install(connection)


def cut_to(directive, seq):
    """Take the end of a stream away and make the recorded head agree."""
    head = JournalEntry.objects.get(stream=directive.stream, seq=seq).digest
    tamper(
        f"DELETE FROM directives_journalentry WHERE stream = '{directive.stream}' AND seq > {seq}",  # noqa: S608
        f"UPDATE directives_directive SET version = {seq}, journal_head = '{head}' WHERE id = {directive.pk}",  # noqa: S608
    )


def test_a_seal_holds_every_head_and_the_next_only_what_moved(cast, issued):
    first, second = issued(), issued()
    do("accept", first, cast.actor(cast.head))
    seal = seal_journal(now=EVENING)
    assert seal is not None
    assert (seal.day, seal.streams, seal.entries) == (MONDAY, 2, 3)
    heads = JournalSealHead.objects.filter(seal=seal).order_by("directive_id")
    assert list(heads.values_list("stream", "seq")) == [(first.stream, 2), (second.stream, 1)]
    do("accept", second, cast.actor(cast.head))
    later = seal_journal(now=evening(1))
    assert later is not None
    assert (later.streams, later.entries) == (2, 4)
    assert list(later.heads.values_list("stream", "seq")) == [(second.stream, 2)]
    assert later.digest == digest_of_seal(later, seal.digest)
    assert later.digest != digest_of_seal(later, "")
    assert broken() == []


def test_a_day_is_sealed_once_in_its_evening(cast, issued):
    issued()
    assert seal_journal(now=at(MONDAY, 21, 59)) is None
    assert seal_journal(now=EVENING) is not None
    assert seal_journal(now=EVENING + timedelta(minutes=1)) is None
    assert seal_journal(now=EVENING + timedelta(hours=10)) is None
    assert seal_journal(now=evening(1)) is not None
    assert JournalSeal.objects.count() == 2


def test_a_lost_evening_is_made_up(cast, issued):
    issued()
    seal_journal(now=EVENING)
    late = seal_journal(now=evening(3) - timedelta(hours=13))
    assert late.day == MONDAY + timedelta(days=2)
    assert seal_journal(now=evening(3)).day == MONDAY + timedelta(days=3)


def test_the_offices_stream_is_sealed_too(cast, issued):
    issued(now=NOW)
    happening = journal.Happening(verb="x", actor=cast.actor(cast.monitor), now=NOW)
    with transaction.atomic():
        journal.append_office(happening)
    seal_journal(now=EVENING)
    assert JournalSealHead.objects.get(directive=None).stream == "office"
    assert broken() == []
    tamper(
        "DELETE FROM directives_journalhead", "DELETE FROM directives_journalentry WHERE stream = 'office'"
    )
    assert broken() == [("office", 1, "lost")]


def test_more_streams_than_one_batch(cast, issued, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    monkeypatch.setattr(journal_check, "BATCH", 2)
    directives = [issued() for _ in range(5)]
    assert seal_journal(now=EVENING).streams == 5
    check = journal_check.Check()
    assert list(check.breaks()) == []
    assert check.streams == 5
    cut_to(directives[4], 1)
    assert broken() == []


def test_a_day_without_acts_is_sealed_all_the_same(cast, issued):
    issued()
    first, second = seal_journal(now=EVENING), seal_journal(now=evening(1))
    assert second.entries == first.entries
    assert not second.heads.exists()
    assert second.digest != first.digest


def test_the_database_refuses_changes_to_seals(cast, issued):
    issued()
    seal_journal(now=EVENING)
    for model in (JournalSeal, JournalSealHead):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.update(digest="0" * 64)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.all()._raw_delete(model.objects.db)


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["directives_journalseal", "directives_journalsealhead"])
def test_postgres_refuses_to_empty_seals(cast, table):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.postgres
def test_a_disabled_trigger_is_missed(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE directives_journalseal DISABLE TRIGGER dondoc_seal_rows")
    found = journal_is_guarded(databases=["default"])
    assert "dondoc_seal_rows" in found[0].msg
    journal_guard.install(connection)
    assert journal_is_guarded(databases=["default"]) == []


def test_remaking_a_table_loses_its_triggers_and_migrating_brings_them_back(db):
    """What a migration that remakes a table does on SQLite, and what post_migrate does after it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE directives_journalsealhead")
        cursor.execute("CREATE TABLE directives_journalsealhead (id integer PRIMARY KEY)")
    missing = journal_guard.missing(connection)
    assert missing
    assert all(name.startswith("dondoc_sealed_head") for name in missing)
    assert [found.id for found in journal_is_guarded(databases=["default"])] == ["directives.E001"]
    call_command("migrate", verbosity=0)
    assert journal_guard.missing(connection) == set()
    assert journal_is_guarded(databases=["default"]) == []


@pytest.fixture
def sealed(cast, issued):
    """A stream of three sealed entries, and another."""
    directive = issued()
    issued()
    do("accept", directive, cast.actor(cast.head))
    do("submit", directive, cast.actor(cast.head), RESULT)
    seal_journal(now=EVENING)
    assert broken() == []
    return Directive.objects.get(pk=directive.pk)


ENTRIES, SEALS, HEADS = "directives_journalentry", "directives_journalseal", "directives_journalsealhead"


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE directives_journalentry SET verb = 'verify' WHERE seq = 2", "digest"),
        ("UPDATE directives_journalentry SET data = '{\"x\": 1}' WHERE seq = 3", "digest"),
        ("DELETE FROM directives_journalentry WHERE seq = 2", "gap"),
        ("DELETE FROM directives_journalentry WHERE seq = 3", "cut"),
        ("UPDATE directives_directive SET version = 2", "head"),
        ("UPDATE directives_journalseal SET entries = entries - 1", "broken seal"),
        ("UPDATE directives_journalsealhead SET seq = 2 WHERE seq = 3", "broken seal"),
        ("DELETE FROM directives_journalsealhead WHERE seq = 3", "broken seal"),
    ],
)
def test_every_kind_of_tampering_is_found(sealed, statement, kind):
    tamper(statement)
    assert kind in {found for _stream, _seq, found in broken()}


def test_an_end_cut_with_its_head_rewritten_is_found_by_the_seal_alone(sealed):
    cut_to(sealed, 2)
    assert broken() == [(sealed.stream, 3, "cut")]


def test_an_end_cut_and_grown_again_is_found(cast, sealed):
    cut_to(sealed, 1)
    Assignment.objects.filter(directive=sealed).update(status="assigned", accepted_at=None, submitted_on=None)
    fresh = Directive.objects.get(pk=sealed.pk)
    with transaction.atomic():
        for verb in ("accept", "report", "report"):
            journal.append(
                fresh, journal.Happening(verb=verb, actor=cast.actor(cast.head), now=NOW + timedelta(hours=1))
            )
        fresh.save()
    assert broken() == [(sealed.stream, 3, "seal")]
    seal_journal(now=evening(1))
    assert broken() == [(sealed.stream, 3, "seal")]


def test_a_stream_taken_out_whole_is_found(sealed):
    pk = sealed.pk
    with connection.constraint_checks_disabled():
        tamper(
            f"DELETE FROM directives_journalentry WHERE directive_id = {pk}",  # noqa: S608
            "DELETE FROM directives_evidence",
            f"DELETE FROM directives_progressreport WHERE part_id IN (SELECT id FROM directives_assignment WHERE directive_id = {pk})",  # noqa: E501, S608
            f"DELETE FROM directives_assignment WHERE directive_id = {pk}",  # noqa: S608
            f"UPDATE {HEADS} SET directive_id = NULL WHERE directive_id = {pk}",  # noqa: S608
            f"DELETE FROM directives_directive WHERE id = {pk}",  # noqa: S608
        )
    assert (sealed.stream, 3, "lost") in broken()


def test_a_removed_seal_breaks_the_chain_or_is_missed_by_its_digest(sealed, capsys):
    first = JournalSeal.objects.get()
    second = seal_journal(now=evening(1))
    third = seal_journal(now=evening(2))
    tamper(f"DELETE FROM {SEALS} WHERE day = '{second.day}'")  # noqa: S608
    assert ("seal", 0, "broken seal") in broken()
    tamper(f"DELETE FROM {SEALS} WHERE day = '{third.day}'")  # noqa: S608
    assert broken() == []  # nothing in the database knows of them any more, but the mail does
    call_command("verify_journal", seal=first.digest)
    with pytest.raises(CommandError):
        call_command("verify_journal", seal=third.digest)


def test_entries_nobody_would_look_at_are_found(sealed):
    tamper("UPDATE directives_journalentry SET stream = 'elsewhere' WHERE seq = 3")
    assert ("elsewhere", 0, "stray") in broken()


def test_an_act_amid_the_check_is_no_break(cast, sealed, monkeypatch):
    """The check reads a recorded head and then the entries; somebody may act in between."""
    original = journal_check.sealed_heads
    acted: list[Done] = []

    def acting(streams):
        if not acted:
            acted.append(do("verify", sealed, cast.actor(cast.monitor)))
        return original(streams)

    monkeypatch.setattr(journal_check, "sealed_heads", acting)
    assert broken() == []
    assert acted


def test_since_looks_at_what_has_moved_alone(cast, sealed, issued):
    other = issued()
    seal_journal(now=evening(1))
    do("accept", other, cast.actor(cast.head))
    tamper("UPDATE directives_journalentry SET verb = 'x' WHERE verb = 'submit'")
    assert broken(since=evening(2).date()) == []
    check = journal_check.Check(evening(2).date())
    list(check.breaks())
    assert check.streams == 1
    assert broken() == [(sealed.stream, 3, "digest")]
    tamper("UPDATE directives_journalentry SET verb = 'y' WHERE seq = 2")
    assert (other.stream, 2, "digest") in broken(since=evening(2).date())


def test_the_command_names_stream_number_and_kind(sealed, capsys):
    call_command("verify_journal")
    told = capsys.readouterr().out
    assert "2 streams and 1 seals unbroken" in told
    assert JournalSeal.objects.get().digest in told
    cut_to(sealed, 2)
    with pytest.raises(CommandError) as failed:
        call_command("verify_journal")
    assert failed.value.returncode == 1
    told = capsys.readouterr().err
    assert f"{sealed.stream} #3: cut: this entry was sealed on 23/11/2026 and is gone" in told


def test_every_kind_of_break_has_words(sealed):
    for kind, text in journal_check.WORDS.items():
        found = journal.Break("s", 1, kind, date(2026, 1, 2))
        assert journal_check.words(found) == f"s #1: {kind}: " + text.format(day="02/01/2026")


def test_a_failure_while_sealing_leaves_nothing(cast, issued, monkeypatch):
    issued()
    monkeypatch.setattr(journal_seals.SealMaker, "finish", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        seal_journal(now=EVENING)
    assert not JournalSealHead.objects.exists()


def test_an_error_of_the_database_that_is_no_race_is_told(cast, issued, monkeypatch):
    issued()
    monkeypatch.setattr(sealing, "_write", lambda *args: (_ for _ in ()).throw(IntegrityError("other")))
    with pytest.raises(IntegrityError):
        seal_journal(now=EVENING)


def test_two_workers_seal_a_day_once(real_cast, caplog):
    """Real threads: one seals, the others find it done."""
    plan = Plan(text="Rà soát các dự án", leads=(real_cast.board.pk,))
    for _ in range(3):
        issue_directly(plan, actor=real_cast.actor(real_cast.monitor), now=NOW)
    with caplog.at_level(logging.INFO):
        made = at_once(*[partial(seal_journal, now=EVENING)] * 4)
    assert len([seal for seal in made if seal]) == 1
    seal = JournalSeal.objects.get()
    assert JournalSealHead.objects.count() == seal.streams == 3
    assert broken() == []
    assert [
        seal.digest in record.getMessage() for record in caplog.records if "sealed" in record.getMessage()
    ] == [True]


def test_the_office_and_administrators_read_the_seals(cast, sealed):
    address = reverse("api_journal_seals")
    for who in (cast.chief, cast.monitor, cast.administrator):
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.json()["results"][0]["day"] == "2026-11-23"
        assert answer.json()["results"][0]["digest"] == JournalSeal.objects.get().digest
    client = Client()
    client.force_login(cast.head, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 403


def test_a_seal_set_by_hand_needs_the_key(sealed, settings):
    seal = JournalSeal.objects.get()
    settings.JOURNAL_KEY = bytes(range(32))
    assert digest_of_seal(seal, "") != seal.digest
