"""What a news page says about itself outside its text: title, day of publication, the article for search engines."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_LINKED_DATA: Final = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_MOST_BLOCKS: Final = 10
_MOST_CHARACTERS: Final = 500_000  # of one block; the longest article has 60,000
_MOST_OBJECTS: Final = 2_000
_META: Final = re.compile(r"<meta\b[^<>]{0,1000}>", re.IGNORECASE)
_MOST_METAS: Final = 200
_ATTRIBUTE: Final = re.compile(
    r"""([a-z:-]{1,20})\s*=\s*(?:"([^"<>]{0,500})"|'([^'<>]{0,500})')""", re.IGNORECASE
)
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_PUBLISHED: Final = ("article:published_time", "datepublished", "pubdate", "publishdate", "dc.date.issued")
_TAG: Final = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>|<[^<>]{0,500}>", re.IGNORECASE)


@dataclass
class PageFacts:
    title: str = ""
    published: str = ""  # dd/mm/yyyy
    body: str = ""


def page_facts(markup: str) -> PageFacts:
    """The facts in `markup`, each empty where the page does not give it."""
    facts = PageFacts()
    for said in _linked_data(markup):
        if isinstance(body := said.get("articleBody"), str) and len(body) > len(facts.body):
            facts.body = _plain(body)
            facts.title = _text(said.get("headline")) or facts.title
        facts.published = facts.published or _day(_text(said.get("datePublished")))
    metas = _metas(markup)
    facts.title = metas.get("og:title", "") or facts.title
    facts.published = facts.published or next(
        (day for name in _PUBLISHED if (day := _day(metas.get(name, "")))), ""
    )
    return facts


def _linked_data(markup: str) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that might be its article."""
    for number, found in enumerate(_LINKED_DATA.finditer(markup)):
        if number == _MOST_BLOCKS:
            return
        end = markup.find("</", found.end(), found.end() + _MOST_CHARACTERS)
        while end > 0 and markup[end + 2 : end + 8].lower() != "script":
            end = markup.find("</", end + 2, found.end() + _MOST_CHARACTERS)
        try:
            said = json.loads(markup[found.end() : max(end, found.end())], strict=False)
        except (ValueError, RecursionError):
            continue
        waiting, seen = [said], 0
        while waiting and seen < _MOST_OBJECTS:
            value, seen = waiting.pop(), seen + 1
            if isinstance(value, dict):
                yield value
                waiting += [inner for inner in value.values() if isinstance(inner, (dict, list))]
            elif isinstance(value, list):
                waiting += value[:_MOST_OBJECTS]


def _metas(markup: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, meta in enumerate(_META.finditer(markup)):
        if number == _MOST_METAS:
            break
        said = {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(meta.group())}
        name = said.get("property") or said.get("name") or said.get("itemprop") or ""
        found.setdefault(name.lower(), html.unescape(said.get("content", "")))
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(said: str) -> str:
    found = _DAY.match(said.strip())
    return f"{found[3]}/{found[2]}/{found[1]}" if found else ""


def _plain(body: str) -> str:
    """`articleBody` is text by its definition; some pages put markup into it."""
    broken = _TAG.sub(
        lambda tag: "\n\n" if tag.group()[1:2] == "/" or "br" in tag.group()[:4].lower() else "", body
    )
    return html.unescape(broken)
