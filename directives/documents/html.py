"""Web pages: markup → a small tree of our own, safe to walk, from which `article` takes the text."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import text
from .article import article_text
from .elements import Element
from .errors import UnreadableDocument
from .mime import text_part
from .page_facts import page_facts
from .tables import TASKS_AS_SENTENCES
from .words import words

_MOST_TAGS: Final = 100_000  # a law of 300 pages has some 40,000
_MOST_DEPTH: Final = 250  # real pages stay under 60

_CHARSET: Final = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([a-z0-9_-]{3,20})""", re.IGNORECASE
)
_TRUSTED_CHARSET: Final = re.compile(
    r"(?:windows|cp)-?125\d|iso-?8859-\d{1,2}|latin-?1|us-ascii|utf-?8|utf-?16(?:le|be)?"
)

_SKIPPED: Final = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_SKIP_START: Final = re.compile(r"<!--|<(?:script|style)(?=[\s/>])", re.IGNORECASE)
# HTML opens these again in every paragraph after a missing end tag, each time all of them: a page of 100 kB
# becomes millions of nodes. They mean nothing here, and a span is not opened again.
_FORMATTING: Final = re.compile(
    r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9:-]*)", re.IGNORECASE)
_CLOSED_BY_THEMSELVES: Final = words(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd tr td th tbody thead tfoot option optgroup colgroup html head body"
)
_SCOPES: Final = words("table object applet marquee template svg math caption button select")
_ORDINARY: Final = words("span a label abbr cite q sub sup ins del time mark bdo bdi var samp kbd")


def read_html(data: bytes, most: int, *, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings) of a page's article; `charset` is what came with the page, outside it.

    Raises `bomb`, `no_article`, `too_long`, `wrong_encoding`.
    """
    markup, warnings = text.decode(data, declared=_trusted(charset) or _declared(data))
    facts = page_facts(markup)
    root, page_title = _tree(_disarmed(markup))
    facts.title = facts.title or page_title
    article, made_sentences = article_text(root, facts)
    cleaned, more = text.finish(article, most)
    if not cleaned:
        raise UnreadableDocument("no_article")
    tables_read = (TASKS_AS_SENTENCES,) if made_sentences else ()
    return cleaned, tuple(dict.fromkeys(warnings + more + tables_read))


def read_message(data: bytes, most: int) -> tuple[str, tuple[str, ...]]:
    """(clean text, warnings) of a page saved as one file (.mht), or of a mail. Raises as `read_html`."""
    content, charset, is_page = text_part(data)
    if is_page:
        return read_html(content, most, charset=charset)
    characters, warnings = text.decode(content, declared=_trusted(charset))
    cleaned, more = text.finish(characters, most)
    if not cleaned:
        raise UnreadableDocument("no_article")
    return cleaned, tuple(dict.fromkeys(warnings + more))


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[: 16 * 1024])
    return _trusted(found.group(1).decode("ascii")) if found else None


def _trusted(charset: str | None) -> str | None:
    name = (charset or "").lower()
    return name if _TRUSTED_CHARSET.fullmatch(name) else None


def _disarmed(markup: str) -> str:
    """`markup` without scripts, styles and comments, with nothing left that costs the parser more than its
    length: building a tree takes the square of its depth. Raises `bomb`."""
    kept: list[str] = []
    place = 0
    lowered = markup.lower()
    if len(lowered) != len(markup):  # "İ" grows when lowered, and offsets must stay
        lowered = markup
    while found := _SKIP_START.search(markup, place):
        kept.append(markup[place : found.start()])
        end = dict(_SKIPPED)[found.group().lower()]
        stop = lowered.find(end, found.end())
        if stop < 0:
            place = len(markup)
            break
        close = markup.find(">", stop)
        place = len(markup) if close < 0 else close + 1
    kept.append(markup[place:])
    calm = _FORMATTING.sub(r"<\1span", " ".join(kept).replace("\x00", ""))
    _check_depth(calm)
    return calm


def _check_depth(markup: str) -> None:
    """Refuse more tags, or deeper nesting, than a page has.

    An end tag counts only where the parser is sure to heed it, so the depth is never underestimated.
    """
    stack: list[str] = []
    tags = 0
    for found in _TAG.finditer(markup):
        tags += 1
        name = found.group(2).lower()
        if tags > _MOST_TAGS:
            raise UnreadableDocument("bomb", tags=tags, limit=_MOST_TAGS)
        if name in _CLOSED_BY_THEMSELVES:
            continue
        if not found.group(1):
            stack.append(name)
            if len(stack) > _MOST_DEPTH:
                raise UnreadableDocument("bomb", depth=len(stack), limit=_MOST_DEPTH)
            continue
        for place in range(len(stack) - 1, -1, -1):
            if stack[place] == name:
                del stack[place:]
                break
            if stack[place] in _SCOPES or (name in _ORDINARY and stack[place] not in _ORDINARY):
                break


def _tree(markup: str) -> tuple[Element, str]:
    """(body as a tree, title of the page). Raises `bomb`, `no_article`."""
    parser = LexborHTMLParser(markup)
    title_node = parser.css_first("title")
    page_title = title_node.text() if title_node is not None else ""
    if parser.body is None:
        raise UnreadableDocument("no_article")
    root = Element("body")
    waiting: list[tuple[LexborNode, Element, int]] = [(parser.body, root, 0)]
    while waiting:
        node, element, depth = waiting.pop()
        if depth > 2 * _MOST_DEPTH:
            raise UnreadableDocument("bomb", depth=depth, limit=_MOST_DEPTH)
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                element.children.append(child.text_content or "")
            elif child.is_element_node:
                copy = Element(child.tag or "", dict(child.attributes))
                element.children.append(copy)
                waiting.append((child, copy, depth + 1))
            child = child.next
    return root, page_title
