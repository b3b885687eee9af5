"""The article of a web page: which part of the page it is, and its text line by line.

Portals of provinces share no markup, so the choice rests on what holds everywhere: the article is where the
text is that is not links; menus and lists of other news are links; what is left beside it is named footer,
comment, share and so on in its class.
"""

import re
from collections.abc import Iterator
from typing import Final

from .chrome import without_chrome
from .elements import Element, is_grid, rows_of
from .numbering import show
from .page_facts import PageFacts
from .tables import is_layout, row_lines
from .words import words

_MOSTLY: Final = 0.75  # share of the page's own text that the article must hold
# A part with more of the text than this is misnamed: ASP pages are one form.
_NEVER_DROPPED: Final = 0.4

_NO_TEXT: Final = words(
    "script style noscript template iframe svg button select option textarea input canvas audio video object"
    " embed head title dialog map math figcaption"
)
_SIDE_TAGS: Final = frozenset({"nav", "footer", "aside", "form", "header", "menu"})
_SIDE_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search"})
_SIDE_NAMES: Final = words(
    "comment comments footer nav navbar navigation menu sidebar breadcrumb breadcrumbs related relate"
    " share sharing social ads advert advertisement banner copyright tags pagination pager"
    " cookie cookies popup modal toolbar search login skip hotline topbar caption photocaption"
)
# The same in Vietnamese, written together or with signs between: "tin-lien-quan", "boxTinLienQuan".
_SIDE_WORDS: Final = re.compile(
    r"lienquan|binhluan|quangcao|chiase|tinkhac|tinmoi|tincu|cungchuyenmuc|docnhieu|xemnhieu|docthem|xemthem|chuthichanh"
    r"|articleslisting|relatednews|othernews|newsother|newsrelat|boxcomment|socialshare"
)
_LONGEST_CAPTION: Final = 300
_CAPTION_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:photo|image|img|pic)?[_-]?(?:fig)?caption|chuthichanh|chu-thich-anh", re.I
)
_NO_LETTER: Final = re.compile(r"[^a-z]")
_NAME_PARTS: Final = re.compile(r"[a-z]+|[A-Z][a-z]*")
_INLINE: Final = words(
    "a abbr acronym bdi bdo cite code del dfn font ins kbd label mark q ruby s samp small span strong sub sup"
    " time tt u var wbr b i em big img"
)
# A span also stands for <font>, which old pages put round everything.
_BETWEEN_WORDS: Final = _INLINE - {"span"}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES: Final = frozenset({"p", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption"}) | _HEADINGS
_GROUPS: Final = frozenset({"ul", "ol", "div", "section", "table", "dl", "center"})
_SPACE: Final = re.compile(r"\s+")
_ALREADY_MARKED: Final = re.compile(r"(?:[-–—+*•]|\(?(?:\d{1,3}|[a-zđ]|[ivxIVX]{1,5})[.)])\s?")
_TITLE_ENDS: Final = re.compile(r"\s+[|–—-]\s+")
_TOO_LITTLE: Final = 0.4  # of the article that the page gives to search engines
_ANY_DATE: Final = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngày \d{1,2} tháng \d{1,2}")
_HEAD_CHARACTERS: Final = 600
_LIST_KINDS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def article_text(root: Element, facts: PageFacts) -> tuple[str, bool]:
    """(text of the article, paragraphs apart by a blank line; whether a table of tasks became sentences).

    Title and day of publication come first where the article lacks them.
    """
    _measure(root)
    _prune(root, root.letters)
    _measure(root)
    heading = _heading(root)
    writer = _Writer()
    body = "\n\n".join(without_chrome(list(writer.blocks(_article(root, heading)))))
    if len(body) < _TOO_LITTLE * len(facts.body):  # the page is put together by scripts
        body = facts.body
    title = _plain(heading) if heading is not None else _without_site(facts.title)
    head = [title] if title and _folded(title) not in _folded(body) else []
    if facts.published and not _ANY_DATE.search(body[:_HEAD_CHARACTERS]):
        # Below the title, as the pages have it that say it.
        first, _, rest = body.partition("\n\n")
        if head or not _folded(first).startswith(_folded(title)):
            head.append(facts.published)
        else:
            body = f"{first}\n\n{facts.published}\n\n{rest}"
    return "\n\n".join([*head, body]), writer.made_sentences


def _measure(element: Element) -> None:
    element.letters = element.link_letters = element.links = 0
    element.has_title = False
    for child in element.children:
        if isinstance(child, str):
            element.letters += sum(map(len, child.split()))
        else:
            _measure(child)
            element.letters += child.letters
            element.link_letters += child.link_letters
            element.links += child.links
            element.has_title = element.has_title or child.has_title
    if element.tag == "a" and "href" in element.attributes:
        element.link_letters = element.letters
        element.links += 1
    if element.tag == "h1" and element.own > 10:
        element.has_title = True


def _prune(element: Element, page_letters: int) -> None:
    element.children = [
        child for child in element.children if isinstance(child, str) or not _is_aside(child, page_letters)
    ]
    for child in element.elements():
        _prune(child, page_letters)


def _is_aside(element: Element, page_letters: int) -> bool:
    if element.tag in _NO_TEXT:
        return True
    if element.letters > _NEVER_DROPPED * page_letters:
        return False
    if "hidden" in element.attributes or element.attributes.get("aria-hidden") == "true":
        return True
    style = (element.attributes.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    named = f"{element.attributes.get('class') or ''} {element.attributes.get('id') or ''}"[:500]
    if element.tag in _LEAVES and element.letters <= _LONGEST_CAPTION and _CAPTION_NAMES.search(named):
        return True
    if element.tag in _LEAVES or element.tag in _INLINE or element.has_title:
        return False
    if element.tag in _SIDE_TAGS or element.attributes.get("role") in _SIDE_ROLES:
        return True
    if any(_SIDE_WORDS.search(_NO_LETTER.sub("", name.lower())) for name in named.split()):
        return True
    return any(part.lower() in _SIDE_NAMES for part in _NAME_PARTS.findall(named))


def _heading(root: Element) -> Element | None:
    """The title in the page: its first real h1, where the page has one (a logo is a link)."""
    for element in root.walk():
        if element.tag == "h1" and element.letters > 10 and not _is_logo(element):
            return element
    return None


def _is_logo(heading: Element) -> bool:
    return heading.own == 0 and len(_plain(heading)) < 40


def _article(root: Element, heading: Element | None) -> Element:
    """The smallest part that holds most of the page's own text, and the title with it where that adds little:
    the summary of a news report stands between the title and the text."""
    path = [root]
    while True:
        inner = [
            child
            for child in path[-1].elements()
            if child.tag not in _LEAVES and not (child.tag == "table" and is_grid(child))
        ]
        best = max(inner, key=lambda child: child.own, default=None)
        if best is None or best.own < _MOSTLY * max(root.own, 1) or best.tag in _BETWEEN_WORDS:
            break
        path.append(best)
    chosen = path[-1]
    if heading is not None:
        for element in reversed(path):
            if any(found is heading for found in element.walk()):
                return element if element.own <= 1.3 * chosen.own + 200 else chosen
    return chosen


def _plain(element: Element) -> str:
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            pieces.append(current)
        else:
            waiting.extend(reversed(current.children))
    return _SPACE.sub(" ", "".join(pieces)).strip()


def _without_site(title: str) -> str:
    """The longest part of a page title such as "Kết luận … | Cổng thông tin": the article's own."""
    parts = _TITLE_ENDS.split(_SPACE.sub(" ", title).strip())
    return max(parts, key=len) if len(title) < 1_000 else ""


def _folded(title: str) -> str:
    return _SPACE.sub(" ", title).strip(" .").casefold()


class _Writer:
    """Turns elements into paragraphs. Inline text gathers in a buffer that every block border empties."""

    def __init__(self) -> None:
        self._buffer: list[str] = []
        self.made_sentences = False

    def blocks(self, element: Element) -> Iterator[str]:
        yield from self._content(element)
        yield from self._flush()

    def _flush(self, mark: str = "") -> Iterator[str]:
        lines = [line.strip() for line in "".join(self._buffer).split("\n")]
        self._buffer.clear()
        for paragraph in re.split(r"\n\n+", "\n".join(lines)):
            if paragraph.strip():
                yield mark + paragraph.strip("\n")
                mark = ""

    def _content(self, element: Element) -> Iterator[str]:
        count = 0
        for child in element.children:
            if isinstance(child, str):
                self._buffer.append(child if element.tag == "pre" else _SPACE.sub(" ", child))
            elif child.tag == "br":
                self._buffer.append("\n")
            elif child.tag in _INLINE:
                yield from self._content(child)
            else:
                yield from self._flush()
                if child.tag in _GROUPS and child.links >= 3 and child.link_letters > 0.6 * child.letters:
                    continue  # other news, tags, shares: lists of links
                if child.tag == "li":
                    count += 1
                    yield from self._item(child, element, count)
                elif child.tag == "table" and is_grid(child):
                    yield from self._table(child)
                else:
                    yield from self._content(child)
                    yield from self._flush()

    def _item(self, item: Element, parent: Element, count: int) -> Iterator[str]:
        mark = "- "
        if parent.tag == "ol":
            start = parent.attributes.get("start") or ""
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            kind = _LIST_KINDS.get(parent.attributes.get("type") or "", "decimal")
            mark = show(first + count - 1, kind) + ". "
        lines = list(self.blocks(item))
        if lines and not _ALREADY_MARKED.match(lines[0]):
            lines[0] = mark + lines[0]
        yield from lines

    def _table(self, table: Element) -> Iterator[str]:
        rows = rows_of(table, lambda cell: "\n".join(self.blocks(cell)))
        if is_layout(rows):
            yield from self.blocks(table)
            return
        lines, made_sentences = row_lines(rows)
        self.made_sentences = self.made_sentences or made_sentences
        yield from lines
