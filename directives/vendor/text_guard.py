"""Triggers that keep the texts of conclusions as they were issued, and every offset with the text it belongs to."""

CONCLUSIONS = "directives_conclusion"
POINTS = "directives_conclusionpoint"
REVISIONS = "directives_conclusionrevision"
REVISION_POINTS = "directives_revisionpoint"

_ISSUED = (
    "SELECT 1 FROM directives_conclusion c WHERE c.id = OLD.conclusion_id AND c.published_at IS NOT NULL"
)
# Name → table, what it guards, and when; {differs} is the database's own word for "is another value than".
_RULES = {
    "dondoc_issued_text": (
        CONCLUSIONS,
        "UPDATE OF text, source_file_id",
        "OLD.published_at IS NOT NULL AND (NEW.text <> OLD.text OR NEW.source_file_id {differs} OLD.source_file_id)",
    ),
    "dondoc_issued_points": (
        POINTS,
        "UPDATE OF start, {end}, conclusion_id",
        (
            "(NEW.start <> OLD.start OR NEW.{end} <> OLD.{end} OR NEW.conclusion_id <> OLD.conclusion_id)"
            f" AND EXISTS ({_ISSUED})"
        ),
    ),
    "dondoc_issued_points_kept": (POINTS, "DELETE", f"EXISTS ({_ISSUED})"),
    "dondoc_revised_text": (
        REVISIONS,
        "UPDATE OF text, source_file_id, conclusion_id, ordinal, base_id",
        (
            "NEW.text <> OLD.text OR NEW.source_file_id {differs} OLD.source_file_id OR NEW.ordinal <> OLD.ordinal"
            " OR NEW.conclusion_id <> OLD.conclusion_id OR NEW.base_id {differs} OLD.base_id"
        ),
    ),
    "dondoc_revised_text_kept": (REVISIONS, "DELETE", ""),
    "dondoc_revised_points": (
        REVISION_POINTS,
        "UPDATE OF start, {end}, old_start, old_end, revision_id",
        (
            "NEW.start {differs} OLD.start OR NEW.{end} {differs} OLD.{end} OR NEW.old_start {differs} OLD.old_start"
            " OR NEW.old_end {differs} OLD.old_end OR NEW.revision_id <> OLD.revision_id"
        ),
    ),
    "dondoc_revised_points_kept": (REVISION_POINTS, "DELETE", ""),
}
EXPECTED = {name: table for name, (table, _act, _when) in _RULES.items()}
_SAID = "the text of an issued conclusion stays"


def statements(vendor: str, there: set[str]) -> list[str]:
    """What puts the triggers in place for the tables that are `there`; safe to repeat."""
    made = [_FUNCTION] if vendor == "postgresql" else []
    for name, (table, act, when) in _RULES.items():
        if table not in there or (REVISIONS not in there):
            continue
        differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
        act, when = act.format(end='"end"'), when.format(end='"end"', differs=differs)
        made += (
            _postgresql(name, table, act, when) if vendor == "postgresql" else _sqlite(name, table, act, when)
        )
    return made


_FUNCTION = f"""CREATE OR REPLACE FUNCTION dondoc_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END $$"""


def _postgresql(name: str, table: str, act: str, when: str) -> list[str]:
    # A condition of a trigger may not look into other tables: where it does, the function asks.
    function, condition = "dondoc_text_stays", f"WHEN ({when})" if when else ""
    asks = []
    if "EXISTS" in when:
        function, condition = name, ""
        kept = "OLD" if act == "DELETE" else "NEW"
        asks = [
            f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF {when} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END IF;
              RETURN {kept};
            END $$"""
        ]
    return [
        *asks,
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {condition} EXECUTE FUNCTION {function}()",
    ]


def _sqlite(name: str, table: str, act: str, when: str) -> list[str]:
    condition = f"WHEN {when}" if when else ""
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END",
    ]
