"""How near a misspelt name comes to one we know. Strict: what is not plainly the same body is not near. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from directives.documents.syllables import is_syllable
from directives.services.linking.spelling import Words, folded, words_of

ORDER, TYPO, JOINED, MISSING, UNIT = 0.9, 0.88, 0.92, 0.8, 0.86
ALIKE = 0.05  # bodies nearer to each other than this share the name: the clerk chooses
_COVERED = 2 / 3  # of the words of a name that lacks some
_UNITS = {"xa", "phuong"}
_PROJECTS = ("ban", "quan", "ly", "du", "an")
_OF_PROJECTS = re.compile(r"\b(?:dau tu xay dung|cong trinh|chuyen nganh)\b ?")
_BETWEEN = re.compile(r"[,;–-]|\bvà\b|&", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a body: `key` is folded; `components` are the fields a name joins ("Nông nghiệp", "Môi trường")."""

    owner: int
    key: Words
    name: str
    local: bool = False
    components: tuple[Words, ...] = ()


def components_of(name: str, key: Words) -> tuple[Words, ...]:
    """The fields a department's name joins by commas and "và"; none where there is only one."""
    pieces = [folded(words_of(piece)) for piece in _BETWEEN.split(name)]
    found = [piece for piece in pieces if piece]
    if len(found) < 2 or found[0][0] != key[0] or len(found[0]) < 2:
        return ()
    return (found[0][1:], *found[1:])


@dataclass
class Near:
    """Names found by the words they share."""

    known: list[Known] = field(default_factory=list)
    _with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _joined: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, names: Iterable[Known]) -> None:
        for row in names:
            at = len(self.known)
            self.known.append(row)
            self._joined["".join(row.key)].append(at)
            for word in set(row.key):
                self._with[word].append(at)

    def find(self, spelled: Words) -> list[tuple[Known, float]]:
        """The names nearest to these words: the best, and those about as good of other bodies."""
        query = folded(spelled)
        if len(query) < 2:
            return []
        shared = Counter(at for word in set(query) for at in self._with.get(word, ()))
        scores: dict[int, tuple[Known, float]] = {}
        for at in self._joined.get("".join(query), ()):
            _keep(scores, self.known[at], JOINED)
        for at, count in shared.items():
            row = self.known[at]
            if count * 2 >= min(len(query), len(row.key)):
                _keep(scores, row, self._score(query, spelled, row))
        best = max((score for _row, score in scores.values()), default=0.0)
        return [pair for pair in scores.values() if best and pair[1] > best - ALIKE]

    def _score(self, query: Words, spelled: Words, row: Known) -> float:
        key = row.key
        if len(query) == len(key):
            wrong = [at for at, word in enumerate(query) if word != key[at]]
            if len(wrong) == 1:
                return self._one_wrong(query, spelled, row, wrong[0])
            if not row.local and sorted(query) == sorted(key):
                return ORDER
            return 0.0
        if row.local or query[0] != key[0]:
            return 0.0
        return MISSING if _lacks_words(query, row) else 0.0

    def _one_wrong(self, query: Words, spelled: Words, row: Known, at: int) -> float:
        if row.local and at == 0 and {query[0], row.key[0]} == _UNITS:
            return UNIT  # a commune that became a ward, or the unit of a whole list
        typed, meant = query[at], row.key[at]
        mistyped = at > 0 and typed not in self._with and len(meant) > 2 and one_slip(typed, meant)
        if not mistyped or (row.local and is_syllable(spelled[at])):
            return 0.0  # a syllable there is may well be another commune
        return TYPO


def _keep(scores: dict[int, tuple[Known, float]], row: Known, score: float) -> None:
    if score and score > scores.get(row.owner, (row, 0.0))[1]:
        scores[row.owner] = (row, score)


def _lacks_words(query: Words, row: Known) -> bool:
    """Whether `query` is the name without some of its words, and says enough to mean it."""
    key = row.key
    if query[: len(_PROJECTS)] == _PROJECTS or key[: len(_PROJECTS)] == _PROJECTS:
        return _same_projects(query, key)
    if len(query) > len(key):
        return False
    if row.components and _some_components(query[1:], row.components):
        return True
    covered = len(query) >= _COVERED * len(key) and len(query) > 2
    return covered and query[:2] == key[:2] and query[-1] == key[-1] and _in_order(query, key)


def _same_projects(query: Words, key: Words) -> bool:
    """Boards of projects are told apart by what they build: that must be said, the rest may be missing."""
    said, meant = (" ".join(words[len(_PROJECTS) :]) for words in (query, key))
    if query[: len(_PROJECTS)] != key[: len(_PROJECTS)]:
        return False
    essence = _OF_PROJECTS.sub("", meant).strip()
    return bool(essence) and _OF_PROJECTS.sub("", said).strip() == essence


def _some_components(rest: Words, components: Sequence[Words]) -> bool:
    """Whether `rest` is made of whole fields of the name, in any order."""
    if not rest:
        return True
    return (
        any(
            rest[: len(piece)] == piece
            and _some_components(rest[len(piece) :], [*components[:at], *components[at + 1 :]])
            for at, piece in enumerate(components)
        )
        if components
        else False
    )


def _in_order(query: Words, key: Words) -> bool:
    words = iter(key)
    return all(word in words for word in query)


def one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too many, another one, or two have changed places."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, wanted = typed[start:], meant[start:]
    if len(rest) > len(wanted):
        return rest[1:] == wanted
    if len(rest) < len(wanted):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (len(rest) > 1 and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
