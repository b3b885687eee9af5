"""The list of conclusions: newest meeting first, with the Office's own clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.actors import Actor
from departments.text import fold
from directives import permissions
from directives.models import Conclusion, ConclusionPoint
from directives.models.choices import Secrecy
from directives.models.conclusion import PointOutcome
from directives.selectors.today import TodayInfo

PAGE_SIZE = 25


class Stage(StrEnum):
    NO_TEXT = "no_text"
    IN_WORK = "in_work"
    ISSUED = "issued"


STAGE_LABELS: dict[Stage, Promise] = {
    Stage.NO_TEXT: _("No text yet"),
    Stage.IN_WORK: _("In work"),
    Stage.ISSUED: _("Issued"),
}
NOTICE_LATE = "notice_late"  # a filter, not a stage: the notice has not been issued in time
FILTERS: dict[str, Promise] = {
    "": _("All"),
    Stage.NO_TEXT: STAGE_LABELS[Stage.NO_TEXT],
    Stage.IN_WORK: STAGE_LABELS[Stage.IN_WORK],
    NOTICE_LATE: _("Notice overdue"),
    Stage.ISSUED: STAGE_LABELS[Stage.ISSUED],
}


@dataclass(frozen=True)
class Notice:
    """The Office's clock on one conclusion: the notice is due some working days after the meeting."""

    due_on: date
    issued_on: date | None
    days_left: int  # working days until `due_on`, negative once past; 0 also for the day itself
    days_late: int  # working days the notice came, or still is, late

    @property
    def is_open(self) -> bool:
        return self.issued_on is None


@dataclass(frozen=True)
class Row:
    conclusion: Conclusion
    stage: Stage
    notice: Notice
    settled: int
    points: int
    directives: int


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: the next one begins after it."""

    held_on: date
    pk: int

    @classmethod
    def parse(cls, value: str) -> "Cursor | None":
        """A cursor from its text form, or None where that is none."""
        day, _dot, pk = value.partition(".")
        try:
            return cls(date.fromisoformat(day), int(pk))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.held_on.isoformat()}.{self.pk}"


@dataclass(frozen=True)
class Page:
    rows: Sequence[Row]
    following: Cursor | None
    counts: dict[str, int]
    total: int


def stage_of(conclusion: Conclusion, *, has_text: bool) -> Stage:
    if conclusion.published_at is not None:
        return Stage.ISSUED
    return Stage.IN_WORK if has_text or conclusion.is_secret else Stage.NO_TEXT


def stage_condition(stage: Stage) -> Q:
    match stage:
        case Stage.ISSUED:
            return Q(published_at__isnull=False)
        case Stage.IN_WORK:
            return Q(published_at=None) & (~Q(text="") | Q(secrecy=Secrecy.SECRET))
        case Stage.NO_TEXT:
            return Q(published_at=None, text="") & ~Q(secrecy=Secrecy.SECRET)


def notice_of(conclusion: Conclusion, info: TodayInfo) -> Notice:
    due = info.calendar.add(conclusion.held_on, info.rules.notice_within_days)
    until = conclusion.issued_on or info.day
    return Notice(
        due_on=due,
        issued_on=conclusion.issued_on,
        days_left=info.calendar.between(info.day, due),
        days_late=max(1, info.calendar.between(due, until)) if until > due else 0,
    )


def late_condition(info: TodayInfo) -> Q:
    """Conclusions without a notice whose day for it has passed."""
    held = info.day
    while info.calendar.add(held, info.rules.notice_within_days) >= info.day:
        held -= timedelta(days=1)
    return Q(issued_on=None, held_on__lte=held)


def page(
    actor: Actor, info: TodayInfo, *, only: str = "", words: str = "", after: Cursor | None = None
) -> Page:
    """A page of the conclusions `actor` may see: four SQL statements whatever its length."""
    seen = permissions.visible_conclusions(actor)
    counts = seen.aggregate(
        total=Count("pk"),
        **{str(stage): Count("pk", filter=stage_condition(stage)) for stage in Stage},
        **{NOTICE_LATE: Count("pk", filter=late_condition(info))},
    )
    found = _filtered(seen, info, only, words)
    if after is not None:
        found = found.filter(Q(held_on__lt=after.held_on) | Q(held_on=after.held_on, pk__lt=after.pk))
    conclusions = list(
        found.select_related("chaired_by", "monitor")
        .annotate(has_text=ExpressionWrapper(~Q(text=""), output_field=BooleanField()))
        .defer("text", "folded")  # a page of texts would be megabytes
        .order_by("-held_on", "-pk")[: PAGE_SIZE + 1]
    )
    more, conclusions = len(conclusions) > PAGE_SIZE, conclusions[:PAGE_SIZE]
    last = conclusions[-1] if more else None
    return Page(
        rows=_rows(conclusions, actor, info),
        following=Cursor(last.held_on, last.pk) if last else None,
        counts=counts,
        total=counts["total"],
    )


def _filtered(seen: QuerySet[Conclusion], info: TodayInfo, only: str, words: str) -> QuerySet[Conclusion]:
    if only in set(Stage):
        seen = seen.filter(stage_condition(Stage(only)))
    elif only == NOTICE_LATE:
        seen = seen.filter(late_condition(info))
    for word in fold(words).split():
        seen = seen.filter(folded__contains=word)
    return seen


def _rows(conclusions: Sequence[Any], actor: Actor, info: TodayInfo) -> list[Row]:
    ids = [conclusion.pk for conclusion in conclusions]
    settled = ~Q(outcome=PointOutcome.UNDECIDED)
    points = {
        row["conclusion_id"]: (row["settled"], row["all"])
        for row in ConclusionPoint.objects.filter(conclusion_id__in=ids)
        .order_by()
        .values("conclusion_id")
        .annotate(all=Count("pk"), settled=Count("pk", filter=settled))
    }
    directives = dict(
        permissions.visible_directives(actor)
        .filter(conclusion_id__in=ids)
        .order_by()
        .values("conclusion_id")
        .annotate(n=Count("pk"))
        .values_list("conclusion_id", "n")
    )
    return [
        Row(
            conclusion=conclusion,
            stage=stage_of(conclusion, has_text=conclusion.has_text),
            notice=notice_of(conclusion, info),
            settled=points.get(conclusion.pk, (0, 0))[0],
            points=points.get(conclusion.pk, (0, 0))[1],
            directives=directives.get(conclusion.pk, 0),
        )
        for conclusion in conclusions
    ]


def waiting(actor: Actor) -> int | None:
    """How many conclusions the Office still has in work, for the navigation; to others the number says nothing."""
    if not actor.is_office:
        return None
    return Conclusion.objects.filter(published_at=None).count()
