"""The Vietnamese catalogues: compile them, and say everything that is wrong with them."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from config.translations import APPS, ROOT, catalogue_path
from config.translations.extraction import Found, found_in_app

PLURAL_FORMS = "nplurals=1; plural=0;"  # Vietnamese nouns have one form
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif]|\{\w*\}")

Key = tuple[str, str]


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Writes the .mo beside each newer .po; several processes may do it at once."""
    written = []
    for app in APPS:
        source = catalogue_path(app, root)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written


def read_catalogue(app: str, root: Path = ROOT) -> polib.POFile | None:
    path = catalogue_path(app, root)
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else None


def found_by_app(root: Path = ROOT) -> dict[str, list[Found]]:
    return {app: list(found_in_app(root / app)) for app in APPS if (root / app).is_dir()}


def key_of(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)


def translated(entry: polib.POEntry) -> bool:
    if entry.obsolete or "fuzzy" in entry.flags:
        return False
    return bool(entry.msgstr_plural.get(0) if entry.msgid_plural else entry.msgstr)


def problems(root: Path = ROOT) -> list[str]:
    """Every fault, one line each; empty when the translation is complete."""
    found = found_by_app(root)
    entries = {app: list(read_catalogue(app, root) or ()) for app in APPS}
    return [
        *untranslated(found, entries),
        *(line for app in APPS for line in header_faults(app, root)),
        *(line for app in APPS for line in entry_faults(app, entries[app], found.get(app, []))),
        *disagreements(entries),
    ]


def missing(app: str, root: Path = ROOT) -> list[Found]:
    """The first use in this app of each string that no catalogue translates."""
    known = {
        key_of(entry) for other in APPS for entry in read_catalogue(other, root) or () if translated(entry)
    }
    first: dict[Key, Found] = {}
    for item in found_in_app(root / app):
        if item.message.key not in known:
            first.setdefault(item.message.key, item)
    return list(first.values())


def skeleton(items: Iterable[Found]) -> str:
    """The items as .po entries to paste and fill in."""
    blocks = []
    for item in items:
        entry = polib.POEntry(msgid=item.message.text, occurrences=[(item.file, str(item.line))])
        if item.message.context:
            entry.msgctxt = item.message.context
        if item.message.plural:
            entry.msgid_plural = item.message.plural
            entry.msgstr_plural = {0: ""}
        blocks.append(str(entry))
    return "\n".join(blocks)


def untranslated(found: dict[str, list[Found]], entries: dict[str, list[polib.POEntry]]) -> Iterator[str]:
    known = {key_of(entry) for group in entries.values() for entry in group if translated(entry)}
    told: set[Key] = set()
    for items in found.values():
        for item in items:
            key = item.message.key
            if key not in known and key not in told:
                told.add(key)
                yield f"{item.file}:{item.line}: no Vietnamese for {item.message.text!r}"


def header_faults(app: str, root: Path) -> Iterator[str]:
    catalogue = read_catalogue(app, root)
    if catalogue is None:
        return
    if "charset=utf-8" not in catalogue.metadata.get("Content-Type", "").lower():
        yield f"{app}: the catalogue's header must say charset=UTF-8"
    if catalogue.metadata.get("Plural-Forms") != PLURAL_FORMS:
        yield f"{app}: the catalogue's header must say Plural-Forms: {PLURAL_FORMS}"


def entry_faults(app: str, entries: list[polib.POEntry], found: list[Found]) -> Iterator[str]:
    plurals = {item.message.key: item.message.plural for item in found}
    seen: set[Key] = set()
    for entry in entries:
        where = f"{app}/locale/vi: {entry.msgid!r}"
        if key_of(entry) in seen:
            yield f"{where} stands twice"
        seen.add(key_of(entry))
        if entry.obsolete or key_of(entry) not in plurals:
            yield f"{where} is used nowhere in {app}; take it out"
            continue
        if "fuzzy" in entry.flags:
            yield f"{where} is marked fuzzy: confirm it and take the mark off"
        if bool(plurals[key_of(entry)]) != bool(entry.msgid_plural):
            yield f"{where}: one of code and catalogue has a plural, the other has none"
        yield from text_faults(where, entry)


def text_faults(where: str, entry: polib.POEntry) -> Iterator[str]:
    source = entry.msgid_plural or entry.msgid
    target = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
    if target and placeholders(source) != placeholders(target):
        yield f"{where}: placeholders differ: {placeholders(source)} and {placeholders(target)}"
    if any(not unicodedata.is_normalized("NFC", text) for text in (entry.msgid, source, target)):
        yield f"{where} is not in NFC"
    if target and (source.startswith("\n"), source.endswith("\n")) != (
        target.startswith("\n"),
        target.endswith("\n"),
    ):
        yield f"{where}: line breaks at the ends differ"


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text.replace("%%", ""))))


def disagreements(entries: dict[str, list[polib.POEntry]]) -> Iterator[str]:
    """Django merges all catalogues, so of two translations of one string one would silently win."""
    first: dict[Key, tuple[str, object]] = {}
    for app, group in entries.items():
        for entry in group:
            text = entry.msgstr_plural if entry.msgid_plural else entry.msgstr
            other, said = first.setdefault(key_of(entry), (app, text))
            if said != text:
                yield f"{entry.msgid!r}: {other} and {app} translate it differently"
