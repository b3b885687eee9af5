from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from directives import journal, needs
from directives.checks import journal_is_guarded
from directives.models import Directive, JournalEntry, Pending
from directives.vendor import journal_guard
from tests.directives.services.doing import do

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def test_the_database_refuses_edits_and_deletions(cast, issued):
    issued()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.update(verb="approve")
    Pending.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.all().delete()
    assert journal_guard.missing(connection) == set()


@pytest.mark.postgres
def test_postgres_refuses_truncate(cast, issued):
    issued()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the checks still waiting refuse it first
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE directives_journalentry CASCADE")


def unguarded(statement):
    """What somebody with the database's password could do."""
    journal_guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    journal_guard.install(connection)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE directives_journalentry SET verb = 'verify' WHERE seq = 2", "digest"),
        ("DELETE FROM directives_journalentry WHERE seq = 2", "gap"),
        ("DELETE FROM directives_journalentry WHERE seq = 3", "head"),
    ],
)
def test_tampering_is_found(cast, issued, statement, kind):
    directive = issued()
    do("accept", directive, cast.actor(cast.head))
    do("set_deadline", directive, cast.actor(cast.monitor), deadline())
    Pending.objects.all().delete()
    unguarded(statement)
    directive = Directive.objects.get(pk=directive.pk)
    breaks = journal.verify(directive.stream, seq=directive.version, digest=directive.journal_head)
    assert kind in {found.kind for found in breaks}


def deadline():
    return needs.SetDeadline(due_on=date(2026, 12, 1), reason="x")


def test_missing_triggers_are_reported(db):
    assert journal_is_guarded(databases=["default"]) == []
    journal_guard.remove(connection)
    assert [found.id for found in journal_is_guarded(databases=["default"])] == ["directives.E001"]
