"""What the confirm screen knows about people: the viewer's order of points, what they typed, who else is there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from departments.actors import Actor
from departments.models import User
from directives.models import Conclusion, ConfirmChoice, PointInput, PointPresence
from directives.services.presence import HEARD_FOR


@dataclass(frozen=True)
class News:
    """How a conclusion stands now, for a screen that asks: its version, and who has it open.

    `unsure_first` is the order this person wants to go through points in.
    """

    version: int
    published: bool
    unsure_first: bool
    mine: PointPresence | None
    others: tuple[PointPresence, ...]

    @property
    def opened(self) -> dict[int, str]:
        """Point → who else has it open."""
        names: dict[int, list[str]] = {}
        for row in self.others:
            if row.point_id is not None:
                names.setdefault(row.point_id, []).append(str(row.user))
        return {pk: ", ".join(people) for pk, people in names.items()}

    @property
    def people(self) -> str:
        """A word that changes when others come, go, or open another point."""
        return "-".join(f"{row.user_id}.{row.point_id or 0}" for row in self.others)


def unsure_first(actor: Actor) -> bool:
    """Whether this person wants the least certain points first."""
    return bool(_chosen(actor).first())


def _chosen(actor: Actor) -> QuerySet[ConfirmChoice, bool]:
    return ConfirmChoice.objects.filter(user_id=actor.user_id or 0).values_list("unsure_first", flat=True)


def inputs_of(conclusion: Conclusion, actor: Actor) -> dict[int, PointInput]:
    """What this person has typed into forms of the conclusion and not sent, by point."""
    rows = PointInput.objects.filter(point__conclusion=conclusion, user_id=actor.user_id or 0)
    return {row.point_id: row for row in rows}


def news_of(conclusion_id: int, actor: Actor, now: datetime) -> News | None:
    """One SQL statement; None where there is no such conclusion."""
    rows: list[tuple[Any, ...]] = list(  # the presences are joined from the left: there may be none
        Conclusion.objects.filter(pk=conclusion_id)
        .order_by("presences__user__sort_key", "presences__user_id")
        .annotate(unsure=Subquery(_chosen(actor)))
        .values_list(
            "version",
            "published_at",
            "unsure",
            "presences__user_id",
            "presences__user__full_name",
            "presences__user__username",
            "presences__point_id",
            "presences__at",
        )
    )
    if not rows:
        return None
    heard = [row[3:] for row in rows if row[7] is not None and now - row[7] < HEARD_FOR]
    here = [_presence(conclusion_id, *row) for row in heard]
    return News(
        version=rows[0][0],
        published=rows[0][1] is not None,
        unsure_first=bool(rows[0][2]),
        mine=next((row for row in here if row.user_id == actor.user_id), None),
        others=tuple(row for row in here if row.user_id != actor.user_id),
    )


def _presence(
    conclusion_id: int, user_id: int, name: str, username: str, point_id: int | None, at: datetime
) -> PointPresence:
    row = PointPresence(conclusion_id=conclusion_id, user_id=user_id, point_id=point_id, at=at)
    row.user = User(pk=user_id, full_name=name, username=username)
    return row
