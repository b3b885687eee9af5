"""The decisions that wait for one person, ready to be taken in place."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.utils.functional import Promise

from departments.actors import Actor
from directives.lifecycle import VERBS, Acts, Verb
from directives.models import (
    Assignment,
    Bottleneck,
    Evidence,
    ExtensionRequest,
    ProgressReport,
    ReportingPeriod,
    StoredFile,
)
from directives.models.work import ReportKind, Verdict
from directives.selectors.bottlenecks import open_of, waits_for
from directives.selectors.periods_waiting import to_approve, to_verify
from directives.targets import of_part, of_subject
from reports.decisions import DECISION_LABELS, KINDS, Decision, waiting
from reports.filters import Around, Filter
from reports.selectors.parts import found, with_names

SHOWN = 6

# What is offered in place, the usual answer first. Verbs that need a department open their own form.
VERBS_OF: dict[Decision, tuple[Verb, ...]] = {
    Decision.APPROVE: (VERBS["approve"], VERBS["return_"]),
    Decision.VERIFY: (VERBS["verify"], VERBS["return_"]),
    Decision.APPROVE_PERIOD: (VERBS["approve_period"], VERBS["return_period"]),
    Decision.VERIFY_PERIOD: (VERBS["verify_period"], VERBS["return_period"]),
    Decision.EXTEND: (VERBS["grant_extension"], VERBS["refuse_extension"]),
    Decision.UNBLOCK: (VERBS["decide"], VERBS["reply"]),
    Decision.RECONSIDER: (VERBS["transfer"], VERBS["insist"]),
    Decision.RELEASE: (VERBS["release"],),
    Decision.SET_DEADLINE: (VERBS["set_deadline"],),
}


@dataclass(frozen=True)
class Waiting:
    """A part with the decision it waits for, what lies on the table and the verbs that answer it."""

    part: Assignment
    kind: Decision
    verbs: tuple[Verb, ...]
    result: ProgressReport | None
    request: ExtensionRequest | None = None
    period: ReportingPeriod | None = None
    bottleneck: Bottleneck | None = None

    def address(self, verb: Verb) -> str:
        """Where an answer is sent: to the request or the period on the table, else to the part."""
        if self.request is not None and verb.acts_on == Acts.EXTENSION:
            return of_subject(Acts.EXTENSION, self.part, self.request).address(verb)
        if self.period is not None and verb.acts_on == Acts.PERIOD:
            return of_subject(Acts.PERIOD, self.part, self.period).address(verb)
        if self.bottleneck is not None and verb.acts_on == Acts.BOTTLENECK:
            return of_subject(Acts.BOTTLENECK, self.part, self.bottleneck).address(verb)
        return of_part(self.part).address(verb)

    @property
    def label(self) -> Promise:
        return DECISION_LABELS[self.kind]

    @property
    def files(self) -> list[StoredFile]:
        """Files of the result or the request on the table."""
        if self.request is not None:
            return list(self.request.files.all())
        proofs = self.result.evidence.all() if self.result else ()
        return [proof.file for proof in proofs if proof.file is not None]


def decisions(base: Filter, around: Around, limit: int = SHOWN) -> list[Waiting]:
    """The first decisions by kind, then by how long they have waited. A constant number of SQL statements."""
    actor, rules = around.actor, around.info.rules
    ranks = [When(waiting(kind, actor, rules), then=Value(place)) for place, kind in enumerate(KINDS)]
    on_table = (
        ProgressReport.objects.filter(kind=ReportKind.RESULT, verdict=Verdict.NONE)
        .order_by("-at", "-pk")
        .prefetch_related(Prefetch("evidence", Evidence.objects.select_related("file")))
    )
    asked = ExtensionRequest.objects.filter(decision="open").select_related("requested_by")
    asked = asked.prefetch_related("files")
    proved = Prefetch("report__evidence", Evidence.objects.select_related("file"))
    reported = {
        f"{kind}_ready": rows.select_related("report").prefetch_related(proved).order_by("due_on", "pk")
        for kind, rows in (("approve_period", to_approve(actor)), ("verify_period", to_verify(actor)))
    }
    parts = (
        with_names(found(base.but(decision=Decision.ANY), around))
        .annotate(rank=Case(*ranks, default=Value(len(KINDS)), output_field=IntegerField()))
        .order_by("rank", "status_since", "pk")
        .prefetch_related(Prefetch("reports", on_table, to_attr="on_table"))
        .prefetch_related(Prefetch("extension_requests", asked, to_attr="asking"))
        .prefetch_related(*(Prefetch("periods", rows, to_attr=name) for name, rows in reported.items()))
    )
    return [_row(part, actor) for part in parts[:limit]]


def _row(part: Assignment, actor: Actor) -> Waiting:
    kind = KINDS[getattr(part, "rank")]  # noqa: B009 -- annotated and prefetched above, which no type says
    reports: list[ProgressReport] = getattr(part, "on_table")  # noqa: B009
    requests: list[ExtensionRequest] = getattr(part, "asking")  # noqa: B009
    if kind is Decision.EXTEND and requests:
        return Waiting(part, kind, VERBS_OF[kind], None, requests[0])
    if kind is Decision.UNBLOCK:
        return _stuck(part, actor)
    periods: list[ReportingPeriod] = getattr(part, f"{kind}_ready", [])
    if periods:
        return Waiting(part, kind, VERBS_OF[kind], periods[0].report, period=periods[0])
    return Waiting(part, kind, VERBS_OF[kind], reports[0] if reports else None)


def _stuck(part: Assignment, actor: Actor) -> Waiting:
    """The oldest bottleneck of the part that waits for `actor`: the Office passes it on, whoever is asked answers."""
    row = next(row for row in open_of(part) if waits_for(actor, row, part))
    if row.is_with_office:
        first = VERBS["triage"] if row.state == "triage" else VERBS["reply"]
        return Waiting(part, Decision.UNBLOCK, (first,), None, bottleneck=row)
    return Waiting(part, Decision.UNBLOCK, VERBS_OF[Decision.UNBLOCK], None, bottleneck=row)
