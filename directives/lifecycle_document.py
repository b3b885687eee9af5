"""docs/lifecycle.md, made from the table so that it cannot say anything else. A test compares the two."""

import dataclasses

from directives.lifecycle import STATUS_LABELS, STEP, VERBS, Acts, Conflict, Status, Verb

HEAD = """# Lifecycle

Made by `./run manage lifecycle_document --write` from `directives/lifecycle/`; do not edit.

## States

| status | meaning | flow step |
|---|---|---|
"""
VERBS_HEAD = """
## Verbs on {what}

| verb | label | roles | from | to | by | needs | notes |
|---|---|---|---|---|---|---|---|
"""
TITLES = {
    Acts.PART: "a part",
    Acts.DIRECTIVE: "a whole directive",
    Acts.ASK: "an ask of the lead to a coordinating department",
    Acts.EXTENSION: "a request for another date",
    Acts.BOTTLENECK: "a bottleneck",
    Acts.URGING: "an urging",
    Acts.PERIOD: "a reporting period",
}


def document() -> str:
    """The whole page. Labels stand in the active language."""
    states = "".join(
        f"| `{status}` | {label} | {STEP.get(status, '–')} |\n" for status, label in STATUS_LABELS.items()
    )
    return HEAD + states + "".join(_table(kind) for kind in TITLES)


def _table(kind: Acts) -> str:
    rows = "".join(_row(verb) for verb in VERBS.values() if verb.acts_on == kind)
    return VERBS_HEAD.format(what=TITLES[kind]) + rows


def _row(verb: Verb) -> str:
    roles = ", ".join(sorted(verb.roles))
    sources = ", ".join(f"`{status}`" for status in Status if status in verb.sources)
    if verb.states:
        sources = f"itself {', '.join(f'`{state}`' for state in sorted(verb.states))}; part {sources}"
    target = f"`{verb.target}`" if verb.target else "by its data"
    asked = ", ".join(
        f"{field.name}{'' if field.metadata['required'] else '?'}" for field in dataclasses.fields(verb.needs)
    )
    notes = []
    if verb.leaves_department:
        notes.append("released by head, deputy or clerk")
    if Conflict.AUTHOR in verb.not_by:
        notes.append("never by who prepared or released it")
    if Conflict.PROPOSER in verb.not_by:
        notes.append("never by who proposed it")
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
