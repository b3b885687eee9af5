"""Which point of the earlier text became which point of the later one.

Words and order decide, nothing else: numbers in front of points change when one is inserted. Points are compared
through the pairs of neighbouring words they share, and pairs that many points share are left out of the search, so
the work grows with the length of the texts and not with the product of their points.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_WORD = re.compile(r"\w+")
REWORDED_FROM = 0.5  # share of the words of both points together that they have in common
PIECE_FROM = 0.6  # share of the words of a piece that stand in what is left of the whole
COMMON_TO = 20  # a pair of words that more points of a text share says nothing about which is which
LIKENESS_OF_STRANGERS = 0.3  # below this share of points that go on, it reads like another document


class Relation(StrEnum):
    """How a point of the later text stands to the earlier text; GONE is a point of the earlier one alone."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Pair:
    """One point: where it stood (`old`) and where it stands (`new`), by index in the two lists.

    A point that was split stands in one pair for each piece, one that was merged in one pair of its own with the
    point it went into. `carried` marks the one pair in which the point goes on; the other pieces of a split are
    points of their own, and what was merged into another has ended.
    """

    old: int | None
    new: int | None
    relation: Relation
    carried: bool = True


class _Bag:
    """The words of a point as they count for likeness, and its pairs of words as they count for the search."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.casefold())
        self.key = tuple(words)
        self.words = Counter(words)
        self.shingles = set(pairwise(words)) or {(word, "") for word in words}
        self.size = len(words)


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pairs in the order of the later text; what is gone stands where it stood."""
    before, after = [_Bag(text) for text in old], [_Bag(text) for text in new]
    found = _alike(before, after)
    found |= _reworded(before, after, found)
    moved = out_of_order(found)
    pieces = _pieces(before, after, found)
    joined = _pieces(after, before, {there: here for here, there in found.items()})
    split = {whole for whole, _piece in pieces}
    into = {whole for whole, _piece in joined}
    pairs = [
        Pair(here, there, _relation(before, after, here, there, moved, split, into))
        for here, there in found.items()
    ]
    taken = set(found.values()) | {piece for _whole, piece in pieces}
    pairs += [Pair(whole, piece, Relation.SPLIT, carried=False) for whole, piece in pieces]
    pairs += [Pair(piece, whole, Relation.MERGED, carried=False) for whole, piece in joined]
    pairs += [Pair(None, there, Relation.NEW) for there in range(len(new)) if there not in taken]
    ended = set(found) | {piece for _whole, piece in joined}
    return _in_order(pairs, [here for here in range(len(old)) if here not in ended])


def likeness(pairs: Sequence[Pair]) -> float:
    """The share of points that go on from one text to the other, 0..1: a low one is another document."""
    going_on = sum(pair.old is not None and pair.new is not None and pair.carried for pair in pairs)
    of_old = len({pair.old for pair in pairs if pair.old is not None})
    of_new = len({pair.new for pair in pairs if pair.new is not None})
    return going_on / max(of_old, of_new, 1)


def _alike(before: Sequence[_Bag], after: Sequence[_Bag]) -> dict[int, int]:
    """Points with the same words; of several alike the first goes with the first."""
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for here, bag in enumerate(before):
        waiting[bag.key].append(here)
    found = {}
    for there, bag in enumerate(after):
        if waiting.get(bag.key):
            found[waiting[bag.key].popleft()] = there
    return found


def _reworded(before: Sequence[_Bag], after: Sequence[_Bag], found: dict[int, int]) -> dict[int, int]:
    """Of the rest those most alike, best first; among equals those that stand at the same place."""
    left = [here for here in range(len(before)) if here not in found]
    taken = set(found.values())
    right = [there for there in range(len(after)) if there not in taken]
    scored = []
    for here, there in _candidates(before, after, left, right):
        common = (before[here].words & after[there].words).total()
        share = 2 * common / max(1, before[here].size + after[there].size)
        smaller = min(before[here].size, after[there].size)
        if share >= REWORDED_FROM or (smaller and common / smaller >= 0.9 and smaller > 3):
            scored.append((-share, abs(here - there), here, there))
    best: dict[int, int] = {}
    used: set[int] = set()
    for _share, _distance, here, there in sorted(scored):
        if here not in best and there not in used:
            best[here] = there
            used.add(there)
    return best


def _candidates(
    before: Sequence[_Bag], after: Sequence[_Bag], left: Sequence[int], right: Sequence[int]
) -> set[tuple[int, int]]:
    """Points that share a pair of words few points have."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for here in left:
        for shingle in before[here].shingles:
            places[shingle].append(here)
    return {
        (here, there)
        for there in right
        for shingle in after[there].shingles
        if len(places.get(shingle, ())) <= COMMON_TO
        for here in places.get(shingle, ())
    }


def _pieces(wholes: Sequence[_Bag], parts: Sequence[_Bag], found: dict[int, int]) -> list[tuple[int, int]]:
    """(whole, piece): points of `parts` without a partner whose words stand in what a paired whole has lost."""
    lost = {whole: wholes[whole].words - parts[part].words for whole, part in found.items()}
    lost = {whole: words for whole, words in lost.items() if words}
    partnered = set(found.values())
    lonely = [part for part in range(len(parts)) if part not in partnered]
    best: dict[int, tuple[float, int]] = {}
    for whole, part in _candidates(wholes, parts, sorted(lost), lonely):
        share = (lost[whole] & parts[part].words).total() / max(1, parts[part].size)
        if share >= PIECE_FROM:
            best[part] = max(best.get(part, (0.0, 0)), (share, -whole))
    return [(-whole, part) for part, (_share, whole) in sorted(best.items())]


def out_of_order(found: dict[int, int]) -> set[int]:
    """Old indexes of the pairs outside the longest run that keeps the order."""
    pairs = sorted(found.items())
    ends: list[int] = []  # the lowest later place a run of that length ends at
    at: list[int] = []
    for _here, there in pairs:
        length = bisect_left(ends, there)
        ends[length : length + 1] = [there]
        at.append(length)
    kept, wanted = set(), len(ends) - 1
    for place in range(len(pairs) - 1, -1, -1):
        if at[place] == wanted:
            kept.add(pairs[place][0])
            wanted -= 1
    return {here for here, _there in pairs if here not in kept}


def _relation(
    before: Sequence[_Bag],
    after: Sequence[_Bag],
    here: int,
    there: int,
    moved: set[int],
    split: set[int],
    into: set[int],
) -> Relation:
    if before[here].key == after[there].key:
        return Relation.MOVED if here in moved else Relation.SAME
    if here in split:
        return Relation.SPLIT
    return Relation.MERGED if there in into else Relation.REWORDED


def _in_order(pairs: list[Pair], gone: Sequence[int]) -> list[Pair]:
    """By the later text; a point that is gone after the one it followed in the earlier text."""
    place = {pair.old: pair.new for pair in pairs if pair.old is not None and pair.carried}
    followed = {}
    last = -1
    lost = set(gone)
    for here in range(max([*place, *gone], default=-1) + 1):
        if here in lost:
            followed[here] = last
        elif place.get(here) is not None:
            last = place[here] or 0
    keyed = [((pair.new or 0, 0, not pair.carried, pair.old or 0), pair) for pair in pairs]
    keyed += [((after, 1, False, here), Pair(here, None, Relation.GONE)) for here, after in followed.items()]
    return [pair for _key, pair in sorted(keyed, key=lambda row: row[0])]
