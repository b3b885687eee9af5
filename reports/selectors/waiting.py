"""The decisions that wait for one person, ready to be taken in place."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.utils.functional import Promise

from directives.lifecycle import VERBS, Verb
from directives.models import Assignment, Evidence, ProgressReport, StoredFile
from directives.models.work import ReportKind, Verdict
from reports.decisions import DECISION_LABELS, KINDS, Decision, waiting
from reports.filters import Around, Filter
from reports.selectors.parts import found, with_names

SHOWN = 6

# What is offered in place, the usual answer first. Verbs that need a department open their own form.
VERBS_OF: dict[Decision, tuple[Verb, ...]] = {
    Decision.APPROVE: (VERBS["approve"], VERBS["return_"]),
    Decision.VERIFY: (VERBS["verify"], VERBS["return_"]),
    Decision.RECONSIDER: (VERBS["transfer"], VERBS["insist"]),
    Decision.RELEASE: (VERBS["release"],),
    Decision.SET_DEADLINE: (VERBS["set_deadline"],),
}


@dataclass(frozen=True)
class Waiting:
    """A part with the decision it waits for, the result on the table and the verbs that answer it."""

    part: Assignment
    kind: Decision
    verbs: tuple[Verb, ...]
    result: ProgressReport | None

    @property
    def label(self) -> Promise:
        return DECISION_LABELS[self.kind]

    @property
    def files(self) -> list[StoredFile]:
        """Files of the result on the table."""
        proofs = self.result.evidence.all() if self.result else ()
        return [proof.file for proof in proofs if proof.file is not None]


def decisions(base: Filter, around: Around, limit: int = SHOWN) -> list[Waiting]:
    """The first decisions by kind, then by how long they have waited. Three SQL statements."""
    ranks = [When(waiting(kind, around.actor), then=Value(place)) for place, kind in enumerate(KINDS)]
    on_table = (
        ProgressReport.objects.filter(kind=ReportKind.RESULT, verdict=Verdict.NONE)
        .order_by("-at", "-pk")
        .prefetch_related(Prefetch("evidence", Evidence.objects.select_related("file")))
    )
    parts = (
        with_names(found(base.but(decision=Decision.ANY), around))
        .annotate(rank=Case(*ranks, default=Value(len(KINDS)), output_field=IntegerField()))
        .order_by("rank", "status_since", "pk")
        .prefetch_related(Prefetch("reports", on_table, to_attr="on_table"))
    )
    return [_row(part) for part in parts[:limit]]


def _row(part: Assignment) -> Waiting:
    kind = KINDS[getattr(part, "rank")]  # noqa: B009 -- annotated and prefetched above, which no type says
    reports: list[ProgressReport] = getattr(part, "on_table")  # noqa: B009
    return Waiting(part, kind, VERBS_OF[kind], reports[0] if reports else None)
