"""docs/lifecycle.md, made from the table so that it cannot say anything else. A test compares the two."""

import dataclasses

from directives.lifecycle import DIRECTIVE_VERBS, PART_VERBS, STATUS_LABELS, STEP, Conflict, Status, Verb

HEAD = """# Lifecycle of a part

Made by `./run manage lifecycle_document --write` from `directives/lifecycle.py`; do not edit.

## States

| status | meaning | flow step |
|---|---|---|
"""
VERBS_HEAD = """
## Verbs

| verb | label | roles | from | to | by | needs | notes |
|---|---|---|---|---|---|---|---|
"""


def document() -> str:
    """The whole page. Labels stand in the active language."""
    states = "".join(
        f"| `{status}` | {label} | {STEP.get(status, '–')} |\n" for status, label in STATUS_LABELS.items()
    )
    verbs = "".join(_row(verb) for verb in (*DIRECTIVE_VERBS, *PART_VERBS))
    return HEAD + states + VERBS_HEAD + verbs


def _row(verb: Verb) -> str:
    roles = ", ".join(sorted(verb.roles))
    sources = ", ".join(f"`{status}`" for status in Status if status in verb.sources)
    target = f"`{verb.target}`" if verb.target else "by its data"
    asked = ", ".join(
        f"{field.name}{'' if field.metadata['required'] else '?'}" for field in dataclasses.fields(verb.needs)
    )
    notes = []
    if verb.leaves_department:
        notes.append("released by head, deputy or clerk")
    if Conflict.AUTHOR in verb.not_by:
        notes.append("never by who prepared or released it")
    if Conflict.OWN_PART in verb.not_by:
        notes.append("never by somebody of the part's department; where the Office leads, by its chief")
    cells = [
        f"`{verb.name}`",
        str(verb.label),
        roles,
        sources,
        target,
        ", ".join(verb.by),
        asked or "–",
        "; ".join(notes),
    ]
    return "| " + " | ".join(cells) + " |\n"
