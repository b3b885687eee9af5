"""Earlier conclusions a text names by their number, with the directives of theirs that are still open."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from departments.actors import Actor
from departments.text import fold
from directives import permissions
from directives.lifecycle import Status
from directives.models import Conclusion, Directive

MOST = 40  # directives offered for one point
MOST_AT_ONCE = 20  # numbers before one symbol; without a bound a long list takes the square of its length
# On folded text: "so 12/tb-ubnd", "05 / TB – UBND"; "so 12, 15 va 18/tb-ubnd" names three.
_NUMBER = r"\d{1,5}"
_DASH = r"\s*[-–—‑]\s*"
_NAMED = re.compile(
    rf"(?<![\d/.])(?<!nam )(?P<numbers>{_NUMBER}(?:\s*(?:,|;|\bva\b)\s*(?:so\s+)?{_NUMBER}){{0,{MOST_AT_ONCE}}})\s*/\s*"
    rf"(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?(?P<symbol>[a-z]{{2,8}}(?:{_DASH}[a-z]{{2,8}})*)(?![a-z])"
)
_DAY = re.compile(
    r"^[\s,]*\(?(?:(?:ban hanh\s+)?ngay\s+)?(?P<day>\d{1,2})\s*(?:[/.-]|\s+thang\s+)\s*(?P<month>\d{1,2})"
    r"(?:\s*(?:[/.-]|\s+nam\s+)\s*(?P<full>(?:19|20)\d\d))?"
)
_YEAR = re.compile(r"^[\s,]*\(?nam\s+(?P<full>(?:19|20)\d\d)")


@dataclass(frozen=True)
class Reference:
    """A document number in a text, brought to one spelling, and what stands there of its date."""

    number: str
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def fits(self, issued_on: date | None) -> int:
        """How well a date of issue agrees with what the text says: 0 not at all, 3 to the day."""
        if self.year is None and self.month is None:
            return 1
        if issued_on is None:
            return 1
        if self.year not in (None, issued_on.year):
            return 0
        if self.month is None:
            return 2
        if (self.month, self.day) == (issued_on.month, issued_on.day):
            return 3
        return 2 if self.year is not None else 0  # one number a year: another day is a slip


@dataclass(frozen=True)
class EarlierNotice:
    """A conclusion a point names, with its open directives. `unsure`: others bear the number too."""

    conclusion: Conclusion
    directives: tuple[Directive, ...]
    unsure: bool = False


def one_number(number: str) -> str:
    """A document number without what spelling may change: spaces, kind of dash, case, leading zeros, "Số"."""
    bare = re.sub(r"[-–—‑]", "-", re.sub(r"\s+", "", fold(number))).removeprefix("so").lstrip(":")
    return bare.lstrip("0")


def references(text: str) -> list[Reference]:
    """The document numbers that `text` names, each once, in the order they stand in."""
    return list(dict.fromkeys(_references(fold(text))))


def _references(folded: str) -> Iterator[Reference]:
    for found in _NAMED.finditer(folded):
        rest = folded[found.end() : found.end() + 60]
        day, year = _DAY.match(rest), _YEAR.match(rest)
        written = (day and day["full"]) or (year and year["full"]) or found["year"]
        symbol = one_number(found["symbol"])
        for number in re.findall(r"\d+", found["numbers"]):
            yield Reference(
                f"{int(number)}/{symbol}",
                int(written) if written else None,
                int(day["month"]) if day else None,
                int(day["day"]) if day else None,
            )


def earlier_notices(
    actor: Actor, conclusion: Conclusion, texts: Mapping[int, str]
) -> dict[int, list[EarlierNotice]]:
    """For each text by its key, what it refers back to, as far as `actor` sees it.

    Two SQL statements in all, none where no number is named. Conclusions without open directives stay out.
    """
    named = {key: references(text) for key, text in texts.items()}
    wanted = {reference.number for found in named.values() for reference in found}
    if not wanted:
        return {}
    known: dict[str, list[Conclusion]] = {}
    for row in _bearing(actor, wanted).exclude(pk=conclusion.pk):
        known.setdefault(_without_year(one_number(row.number)), []).append(row)
    rows = [row for number in wanted for row in known.get(number, [])]
    opened = _open_directives(actor, rows) if rows else {}
    said = {key: _notices(found, known, opened) for key, found in named.items()}
    return {key: notices for key, notices in said.items() if notices}


def _bearing(actor: Actor, wanted: set[str]) -> QuerySet[Conclusion]:
    """Conclusions whose number begins with one of the figures: the spelling is compared afterwards."""
    begins = Q()
    for figure in {number.partition("/")[0] for number in wanted}:
        for written in {figure, figure.zfill(2), figure.zfill(3)}:
            begins |= Q(number__startswith=f"{written}/") | Q(number__startswith=f"{written} ")
    return (
        permissions.visible_conclusions(actor)
        .filter(begins)
        .defer("text", "folded")
        .order_by("-issued_on", "-pk")
    )


def _without_year(number: str) -> str:
    """ "12/2026/tb-ubnd" is 12/tb-ubnd of that year."""
    return re.sub(r"^(\d+)/(?:19|20)\d\d/", r"\1/", number)


def _open_directives(actor: Actor, rows: list[Conclusion]) -> dict[int, list[Directive]]:
    seen = permissions.visible_directives(actor).filter(conclusion__in=rows, is_open=True)
    found: dict[int, list[Directive]] = {}
    for row in seen.exclude(status=Status.DRAFT).defer("text", "folded").order_by("pk"):
        found.setdefault(row.conclusion_id or 0, []).append(row)
    return found


def _notices(
    named: list[Reference], known: Mapping[str, list[Conclusion]], opened: Mapping[int, list[Directive]]
) -> list[EarlierNotice]:
    notices: dict[int, EarlierNotice] = {}
    for reference in named:
        rows = known.get(reference.number, [])
        best = max((reference.fits(row.issued_on) for row in rows), default=0)
        fitting = [row for row in rows if best and reference.fits(row.issued_on) == best]
        for row in fitting:
            if row.pk in opened:
                directives = tuple(opened[row.pk][:MOST])
                notices.setdefault(row.pk, EarlierNotice(row, directives, unsure=len(fitting) > 1))
    return list(notices.values())
