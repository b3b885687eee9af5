"""Triggers that make the journal append-only and lock original deadlines, on both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "directives_journalentry"
PARTS = "directives_assignment"

# The one way an original deadline changes: a correction two persons agreed on, of a part nobody has accepted.
CORRECTED = """SELECT 1 FROM directives_correction c WHERE c.directive_id = OLD.directive_id
    AND c.state = 'confirmed' AND c.due_on_before = OLD.original_due_on AND c.due_on = NEW.original_due_on
    AND OLD.status = 'assigned' AND OLD.accepted_at IS NULL"""

POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION dondoc_journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation'; END $$""",
    f"DROP TRIGGER IF EXISTS dondoc_journal_rows ON {TABLE}",
    f"""CREATE TRIGGER dondoc_journal_rows BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION dondoc_journal_is_append_only()""",
    f"DROP TRIGGER IF EXISTS dondoc_journal_table ON {TABLE}",
    f"""CREATE TRIGGER dondoc_journal_table BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION dondoc_journal_is_append_only()""",
    f"""CREATE OR REPLACE FUNCTION dondoc_original_deadline_stays() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF EXISTS ({CORRECTED}) THEN RETURN NEW; END IF;
         RAISE EXCEPTION 'the original deadline stays' USING ERRCODE = 'restrict_violation';
       END $$""",
    f"DROP TRIGGER IF EXISTS dondoc_original_deadline ON {PARTS}",
    f"""CREATE TRIGGER dondoc_original_deadline BEFORE UPDATE OF original_due_on ON {PARTS} FOR EACH ROW
        WHEN (OLD.status <> 'draft' AND OLD.original_due_on IS NOT NULL
              AND NEW.original_due_on IS DISTINCT FROM OLD.original_due_on)
        EXECUTE FUNCTION dondoc_original_deadline_stays()""",
]
SQLITE = [
    "DROP TRIGGER IF EXISTS dondoc_journal_update",
    f"""CREATE TRIGGER dondoc_journal_update BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "DROP TRIGGER IF EXISTS dondoc_journal_delete",
    f"""CREATE TRIGGER dondoc_journal_delete BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "DROP TRIGGER IF EXISTS dondoc_original_deadline",
    f"""CREATE TRIGGER dondoc_original_deadline BEFORE UPDATE OF original_due_on ON {PARTS}
        WHEN OLD.status <> 'draft' AND OLD.original_due_on IS NOT NULL
             AND NEW.original_due_on IS NOT OLD.original_due_on
             AND NOT EXISTS ({CORRECTED})
        BEGIN SELECT RAISE(ABORT, 'the original deadline stays'); END""",
]
EXPECTED = {
    "postgresql": {"dondoc_journal_rows", "dondoc_journal_table", "dondoc_original_deadline"},
    "sqlite": {"dondoc_journal_update", "dondoc_journal_delete", "dondoc_original_deadline"},
}
INSTALLED = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'dondoc%'",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dondoc%'",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat. SQLite drops them whenever a migration remakes the table."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return EXPECTED[connection.vendor] - {row[0] for row in cursor.fetchall()}


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: only for tests, which flush tables or play somebody who tampers."""
    with connection.cursor() as cursor:
        for name in sorted(EXPECTED[connection.vendor]):
            table = PARTS if "original" in name else TABLE
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")
