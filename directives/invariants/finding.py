"""An invariant is a condition that no row may meet; finding is one pass over the table for all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db import connections
from django.db.models import F, Model, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

BATCH = 500
PLACE = -1  # no row has this id

Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Invariant:
    """`broken` picks the rows for which it does not hold; `words` says so. `repair`: the service can put it right."""

    kind: str
    broken: Q
    words: str
    repair: bool = False


@dataclass(frozen=True)
class Group:
    """Invariants of the rows of one table. `directive` is the path from a row to its directive, "" without one."""

    subject: str
    model: type[Model]
    directive: str
    invariants: Sequence[Invariant]
    among: Callable[[Rows], Rows] = lambda rows: rows

    @cached_property
    def rows(self) -> Rows:
        return self.among(self.model._default_manager.order_by("pk"))

    @cached_property
    def any_broken(self) -> Rows:
        return self.rows.filter(reduce(or_, (invariant.broken for invariant in self.invariants)))

    @cached_property
    def question_for_one(self) -> tuple[str, tuple[Any, ...]]:
        """`any_broken` for one directive as SQL, whose id stands for PLACE among the parameters.

        Building the statement takes five times as long as running it, and tests ask after every service.
        """
        rows = self.any_broken.filter(**{self.directive: PLACE})
        sql, parameters = rows.values_list("pk").query.sql_with_params()
        return sql, tuple(parameters)

    def broken_ids(self, directive: int | None) -> Iterator[int]:
        """Ids of rows that break any of the invariants."""
        if directive is None:
            return self.any_broken.values_list("pk", flat=True).iterator(chunk_size=BATCH)
        sql, parameters = self.question_for_one
        with connections[self.rows.db].cursor() as cursor:
            cursor.execute(sql, [directive if value == PLACE else value for value in parameters])
            return iter([pk for (pk,) in cursor.fetchall()])


@dataclass(frozen=True)
class Difference:
    """One row for which one invariant does not hold."""

    kind: str
    subject: str
    pk: int
    directive: int | None
    words: str
    repair: bool = False

    def __str__(self) -> str:
        place = (
            "" if self.directive is None or self.subject == "directive" else f" of directive {self.directive}"
        )
        return f"{self.kind}: {self.subject} {self.pk}{place}: {self.words}"


def find(group: Group, directive: int | None = None) -> Iterator[Difference]:
    """Differences of the rows of `group`. One statement looks for rows that break anything; only then, which."""
    ids = group.broken_ids(directive)
    while batch := list(islice(ids, BATCH)):
        for invariant in group.invariants:
            rows = group.rows.filter(pk__in=batch).filter(invariant.broken)
            for pk, place in rows.values_list("pk", group.directive or "pk"):
                yield Difference(
                    invariant.kind,
                    group.subject,
                    pk,
                    place if group.directive else None,
                    invariant.words,
                    invariant.repair,
                )


def differs(left: str | F, right: str | F | Subquery, absent: Value) -> Q:
    """Whether two columns differ, where one that is empty counts as `absent`: NULL equals NULL."""
    return ~Q(Exact(Coalesce(left, absent), Coalesce(right, absent)))
