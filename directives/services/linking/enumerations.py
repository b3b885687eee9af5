"""Several bodies in one name: "các Sở: Tài chính, Xây dựng", "UBND các xã Tân Lập, Hòa An và phường Đông Hải"."""

import re
from collections.abc import Callable

from directives.services.linking.link import Link, State

_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|\s+và\s+)\s*", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:các\s+)?(?P<office>(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+)?(?:các\s+)?"
    r"(?P<kind>sở|bộ|ban quản lý|ban|xã|phường|đặc khu|công an|cục)"
    r"(?P<more>(?:\s*,\s*|\s+và\s+)(?:xã|phường|đặc khu|ban|ngành))*\s*:?\s+",
    re.IGNORECASE,
)
_LONGEST = 6  # pieces that one name may be made of: "Văn hóa, Thể thao và Du lịch"


def split(name: str, known_as: Callable[[str], Link | None]) -> list[Link]:
    """The links of the names inside `name`, or nothing unless every piece stands for somebody."""
    pieces = [piece for piece in _BETWEEN.split(name) if piece.strip()]
    if len(pieces) < 2:
        return []
    kind, body = _prefix(name)
    if kind is not None:
        pieces = [piece for piece in _BETWEEN.split(body) if piece.strip()]
    return _taken(name, pieces, kind or "", known_as)


def _prefix(name: str) -> tuple[str | None, str]:
    """The kind named once in front, and what follows it."""
    found = _PREFIX.match(name)
    if found is None:
        return None, name
    # "các xã, phường: A, B" says not which is which: the bare names do.
    return ("" if found["more"] else found["kind"]), name[found.end() :]


def _taken(name: str, pieces: list[str], kind: str, known_as: Callable[[str], Link | None]) -> list[Link]:
    links: list[Link] = []
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST, len(pieces) - at), 0, -1):
            words = ", ".join(pieces[at : at + length])
            own, _body = _prefix(words)
            link = (known_as(f"{kind} {words}") if kind and own is None else None) or known_as(words)
            if link is not None and (length == 1 or link.state is State.EXACT):
                break
        else:
            return []
        if own:
            kind = own
        links.append(link)
        at += length
    return links if len(links) > 1 else []
