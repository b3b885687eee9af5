"""Which words differ between two wordings: the shortest way from one to the other, within a bound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_STEPS = (
    400  # words taken out and put in; two wordings further apart have nothing to be followed word by word
)


class Kind(StrEnum):
    KEPT = "kept"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Run:
    """Words that follow each other and share a fate. The KEPT and OUT runs together are the earlier wording,
    the KEPT and IN runs the later one, letter by letter."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Run]:
    """The runs in reading order, what was taken out before what was put in its place."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle = _steps(before[head : len(before) - tail], after[head : len(after) - tail])
    kept = [(Kind.KEPT, token) for token in before[:head]]
    end = [(Kind.KEPT, token) for token in before[len(before) - tail :]]
    return _runs([*kept, *middle, *end])


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    length = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        length += 1
    return length


def _steps(before: Sequence[str], after: Sequence[str]) -> list[tuple[Kind, str]]:
    """Myers' shortest edit script; beyond MOST_STEPS everything out and everything in."""
    reach, trace = {1: 0}, []
    for steps in range(min(len(before) + len(after), MOST_STEPS) + 1):
        trace.append(dict(reach))
        for line in range(-steps, steps + 1, 2):
            down = line == -steps or (line != steps and reach[line - 1] < reach[line + 1])
            x = reach[line + 1] if down else reach[line - 1] + 1
            y = x - line
            while x < len(before) and y < len(after) and before[x] == after[y]:
                x, y = x + 1, y + 1
            reach[line] = x
            if x >= len(before) and y >= len(after):
                return _walked_back(trace, before, after)
    return [(Kind.OUT, token) for token in before] + [(Kind.IN, token) for token in after]


def _walked_back(
    trace: Sequence[dict[int, int]], before: Sequence[str], after: Sequence[str]
) -> list[tuple[Kind, str]]:
    x, y, found = len(before), len(after), []
    for steps in range(len(trace) - 1, -1, -1):
        reach, line = trace[steps], x - y
        down = line == -steps or (line != steps and reach[line - 1] < reach[line + 1])
        came_from = line + 1 if down else line - 1
        start = reach[came_from]
        while steps and x > start and y > start - came_from and x > 0 and y > 0:
            if before[x - 1] != after[y - 1]:
                break
            x, y = x - 1, y - 1
            found.append((Kind.KEPT, before[x]))
        if not steps:
            found += [(Kind.KEPT, token) for token in reversed(before[:x])]
            break
        if down:
            y -= 1
            found.append((Kind.IN, after[y]))
        else:
            x -= 1
            found.append((Kind.OUT, before[x]))
    return found[::-1]


def _runs(steps: Sequence[tuple[Kind, str]]) -> list[Run]:
    """Steps put together so that a phrase reads as one: what was taken out, then what was put in its place."""
    runs: list[Run] = []
    out, put = "", ""
    for kind, token in [*_as_phrases(steps), (Kind.KEPT, "")]:
        if kind is Kind.OUT:
            out += token
        elif kind is Kind.IN:
            put += token
        else:
            runs += [Run(Kind.OUT, out)] if out else []
            runs += [Run(Kind.IN, put)] if put else []
            out = put = ""
            if runs and runs[-1].kind is Kind.KEPT:
                runs[-1] = Run(Kind.KEPT, runs[-1].text + token)
            elif token:
                runs.append(Run(Kind.KEPT, token))
    return runs


def _as_phrases(steps: Sequence[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """A lone space between two changes goes with them: moved behind words put in (or taken out), else replaced too."""
    joined = list(steps)
    for place in range(1, len(joined) - 1):
        kind, token = joined[place]
        around = (joined[place - 1][0], joined[place + 1][0])
        if kind is not Kind.KEPT or not token.isspace() or Kind.KEPT in around:
            continue
        end = place + 1
        while end < len(joined) and joined[end][0] is around[1]:
            end += 1
        if around[0] is around[1] and joined[end - 1][1] == token:
            joined[place:end] = [(around[1], token), *joined[place + 1 : end - 1], (Kind.KEPT, token)]
        elif around != (Kind.IN, Kind.IN) and around != (Kind.OUT, Kind.OUT):
            joined[place : place + 1] = [(Kind.OUT, token), (Kind.IN, token)]
    return joined
