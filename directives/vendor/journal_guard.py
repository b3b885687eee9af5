"""Triggers that make the journal append-only and lock original deadlines and wording, on both databases."""

from django.db.backends.base.base import BaseDatabaseWrapper

from directives.vendor import text_guard

TABLE = "directives_journalentry"
PARTS = "directives_assignment"
DIRECTIVES = "directives_directive"
# Tables nobody may change or empty, with the stem of their triggers' names. Seals are as final as what they seal.
APPEND_ONLY = {
    TABLE: "dondoc_journal",
    "directives_journalseal": "dondoc_seal",
    "directives_journalsealhead": "dondoc_sealed_head",
}

# An original deadline changes by a correction two persons agreed on, of a part nobody has accepted; and it goes when
# the leader annuls the decision it was recorded by.
RECORDED = "directives_recordeddecision"
ANNULLED = """UNION ALL SELECT 1 FROM directives_recordeddecision d
    WHERE d.part_id = OLD.id AND d.annulled_at IS NOT NULL
    AND d.first_due_on = OLD.original_due_on AND NEW.original_due_on IS NULL"""
CORRECTED = f"""SELECT 1 FROM directives_correction c WHERE c.directive_id = OLD.directive_id
    AND c.state = 'confirmed' AND c.due_on_before = OLD.original_due_on AND c.due_on = NEW.original_due_on
    AND OLD.status = 'assigned' AND OLD.accepted_at IS NULL
    {ANNULLED}"""  # noqa: S608 -- made of the two constants above

# The one way the wording of an issued directive changes: an amendment that holds both wordings.
AMENDED = """SELECT 1 FROM directives_amendment a WHERE a.directive_id = OLD.id
    AND a.text_before = OLD.text AND a.text_after = NEW.text
    AND a.product_before = OLD.product AND a.product_after = NEW.product"""

POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION dondoc_journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'restrict_violation'; END $$""",
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
    f"""CREATE OR REPLACE FUNCTION dondoc_wording_stays() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF EXISTS ({AMENDED}) THEN RETURN NEW; END IF;
         RAISE EXCEPTION 'the wording of an issued directive stays' USING ERRCODE = 'restrict_violation';
       END $$""",
    f"DROP TRIGGER IF EXISTS dondoc_wording ON {DIRECTIVES}",
    f"""CREATE TRIGGER dondoc_wording BEFORE UPDATE OF text, product ON {DIRECTIVES} FOR EACH ROW
        WHEN (OLD.status <> 'draft' AND (NEW.text <> OLD.text OR NEW.product <> OLD.product))
        EXECUTE FUNCTION dondoc_wording_stays()""",
]
SQLITE = [
    "DROP TRIGGER IF EXISTS dondoc_original_deadline",
    f"""CREATE TRIGGER dondoc_original_deadline BEFORE UPDATE OF original_due_on ON {PARTS}
        WHEN OLD.status <> 'draft' AND OLD.original_due_on IS NOT NULL
             AND NEW.original_due_on IS NOT OLD.original_due_on
             AND NOT EXISTS ({CORRECTED})
        BEGIN SELECT RAISE(ABORT, 'the original deadline stays'); END""",
    "DROP TRIGGER IF EXISTS dondoc_wording",
    f"""CREATE TRIGGER dondoc_wording BEFORE UPDATE OF text, product ON {DIRECTIVES}
        WHEN OLD.status <> 'draft' AND (NEW.text <> OLD.text OR NEW.product <> OLD.product)
             AND NOT EXISTS ({AMENDED})
        BEGIN SELECT RAISE(ABORT, 'the wording of an issued directive stays'); END""",
]
# Name → table of every trigger there has to be.
EXPECTED = {
    "postgresql": {"dondoc_original_deadline": PARTS, "dondoc_wording": DIRECTIVES}
    | text_guard.EXPECTED
    | {f"{stem}_{what}": table for table, stem in APPEND_ONLY.items() for what in ("rows", "table")},
    "sqlite": {"dondoc_original_deadline": PARTS, "dondoc_wording": DIRECTIVES}
    | text_guard.EXPECTED
    | {f"{stem}_{what}": table for table, stem in APPEND_ONLY.items() for what in ("update", "delete")},
}
INSTALLED = {
    # one that is disabled guards nothing
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'dondoc%' AND tgenabled IN ('O', 'A')",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dondoc%'",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; safe to repeat. SQLite drops them whenever a migration remakes the table."""
    there = set(connection.introspection.table_names())
    # Migrated to an earlier state, there are fewer.
    tables = {table: stem for table, stem in APPEND_ONLY.items() if table in there}
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement if RECORDED in there else statement.replace(ANNULLED, ""))
        for table, stem in tables.items():
            for statement in _append_only(table, stem, connection.vendor):
                cursor.execute(statement)
        for statement in text_guard.statements(connection.vendor, there):
            cursor.execute(statement)


def _append_only(table: str, stem: str, vendor: str) -> list[str]:
    """Statements that put the triggers of one table in place."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {stem}_rows ON {table}",
            f"""CREATE TRIGGER {stem}_rows BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION dondoc_journal_is_append_only()""",
            f"DROP TRIGGER IF EXISTS {stem}_table ON {table}",
            f"""CREATE TRIGGER {stem}_table BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION dondoc_journal_is_append_only()""",
        ]
    return [
        statement
        for act in ("update", "delete")
        for statement in (
            f"DROP TRIGGER IF EXISTS {stem}_{act}",
            f"""CREATE TRIGGER {stem}_{act} BEFORE {act.upper()} ON {table}
                BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        )
    ]


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return set(EXPECTED[connection.vendor]) - {row[0] for row in cursor.fetchall()}


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: only for tests, which flush tables or play somebody who tampers."""
    with connection.cursor() as cursor:
        for name, table in EXPECTED[connection.vendor].items():
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")
