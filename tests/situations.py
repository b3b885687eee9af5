"""For every verb of the lifecycle table a situation in which it is possible, and who may do it there.

The permission matrix, the failure injection and the state machine are generated from this one table; a verb
without a situation fails them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from directives import needs
from directives.lifecycle import VERBS, Verb
from directives.models import (
    Ask,
    Assignment,
    Bottleneck,
    BottleneckKind,
    Directive,
    ExtensionRequest,
    ReportingPeriod,
    Urging,
)
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.writing import Done, perform
from tests.cast import MONDAY, NOW, Cast

DUE = MONDAY + timedelta(days=14)
LATER = MONDAY + timedelta(days=28)
RESULT = needs.Submit(result_summary="Đã rà soát 24 dự án", document_number="412/BC-BQL")
WHY = needs.Reason(reason="Có lý do")

EVERYBODY = [
    *("chair", "vice_chair", "other_vice_chair", "chief", "monitor", "other_monitor"),
    *("head", "deputy", "clerk", "officer", "colleague"),
    *("finance_head", "finance_officer", "commune_officer", "outsider", "administrator"),
]
OFFICE = frozenset({"chief", "monitor", "other_monitor"})
LEADERS = frozenset({"chair", "vice_chair"})
OURS = OFFICE | LEADERS
MANAGERS = frozenset({"head", "deputy", "clerk"})
WORKERS = MANAGERS | {"officer"}  # the work has been handed to the officer
STRANGERS = frozenset({"other_vice_chair", "outsider", "administrator"})


@dataclass(frozen=True)
class Ready:
    """The verb can be done to `target` with `data`, by one of `who`; `unseen` do not even see it."""

    target: int
    directive: Directive
    who: frozenset[str]
    data: Any = None
    unseen: frozenset[str] = STRANGERS


@dataclass
class Stage:
    """A directive on the way to a situation. `part` is the Board's, the one the work is about."""

    cast: Cast
    directive: Directive

    @property
    def part(self) -> Assignment:
        return self.part_of("board")

    def part_of(self, department: str) -> Assignment:
        return Assignment.objects.get(directive=self.directive, department=getattr(self.cast, department))

    def do(self, verb: str, target: Any, who: str, data: Any = None) -> Done:
        actor = self.cast.actor(getattr(self.cast, who))
        return perform(VERBS[verb], target.pk, actor=actor, now=NOW, data=data)

    def ready(self, target: Any, who: frozenset[str], data: Any = None, **more: Any) -> Ready:
        return Ready(target.pk, self.directive, who, data, **more)


def one(cast: Cast, **changes: Any) -> Stage:
    """One lead, the Board, whose work the officer does; finance coordinates, a commune is informed."""
    values: dict[str, Any] = {
        "text": "Rà soát các dự án đầu tư trong khu công nghiệp",
        "leads": (cast.board.pk,),
        "coordinating": (cast.finance.pk,),
        "informed": (cast.communes[0].pk,),
        "directed_by": cast.vice_chair.pk,
        "deadline_kind": "dated",
        "due_on": DUE,
        "product": "Báo cáo rà soát",
    }
    return _issued(cast, {**values, **changes})


def each(cast: Cast, **changes: Any) -> Stage:
    """The Board, finance and a commune, each for itself."""
    leads = (cast.board.pk, cast.finance.pk, cast.communes[0].pk)
    return one(cast, **{"mode": "each", "leads": leads, "coordinating": (), "informed": (), **changes})


def recurring(cast: Cast, **changes: Any) -> Stage:
    """A monthly report of the Board."""
    periodic = {"deadline_kind": "periodic", "due_on": None, "recurrence": "month", "period_due_day": 10}
    return one(cast, **{**periodic, **changes})


def _issued(cast: Cast, values: dict[str, Any]) -> Stage:
    directive = issue_directly(Plan(**values), actor=cast.actor(cast.monitor), now=NOW)
    stage = Stage(cast, directive)
    stage.do("delegate", stage.part, "head", needs.Delegate(officer=cast.officer.pk))
    return stage


def on_part(data: Any = None, who: frozenset[str] = WORKERS, **changes: Any) -> Callable[[Cast], Ready]:
    """The verb is possible on the Board's part as soon as it has been issued and handed out."""

    def build(cast: Cast) -> Ready:
        stage = one(cast, **changes)
        return stage.ready(stage.part, who, data)

    return build


def submitted(cast: Cast, **changes: Any) -> Stage:
    stage = one(cast, **changes)
    stage.do("submit", stage.part, "head", RESULT)
    return stage


def judged(who: frozenset[str], data: Any = None, *, verified: bool = False) -> Callable[[Cast], Ready]:
    """A result lies with the Office, or with the leader once it is verified."""

    def build(cast: Cast) -> Ready:
        stage = submitted(cast, needs_approval=verified)
        if verified:
            stage.do("verify", stage.part, "monitor")
        return stage.ready(stage.part, who, data)

    return build


def acknowledge(cast: Cast) -> Ready:
    stage = one(cast)
    informed = Assignment.objects.get(directive=stage.directive, role="informed")
    return stage.ready(informed, frozenset({"commune_officer"}))


def prepared(who: frozenset[str]) -> Callable[[Cast], Ready]:
    def build(cast: Cast) -> Ready:
        stage = one(cast)
        stage.do("submit", stage.part, "officer", RESULT)
        return stage.ready(stage.part, who)

    return build


def extension(who: frozenset[str], data: Any = None) -> Callable[[Cast], Ready]:
    def build(cast: Cast) -> Ready:
        stage = one(cast)
        stage.do(
            "request_extension",
            stage.part,
            "head",
            needs.RequestExtension(due_on=LATER, reason="Chờ thẩm định"),
        )
        return stage.ready(ExtensionRequest.objects.get(part=stage.part), who, data)

    return build


def a_kind() -> int:
    """A kind of bottleneck, whatever the installation has."""
    kind = BottleneckKind.objects.order_by("pk").first()
    return (kind or BottleneckKind.objects.create(code="khac", name_vi="Khác")).pk


def raise_bottleneck(cast: Cast) -> Ready:
    stage = one(cast)
    return stage.ready(stage.part, WORKERS, needs.RaiseBottleneck(kind=a_kind(), text="Chưa có mặt bằng"))


def bottleneck(who: frozenset[str], data: Any, *, to_leader: bool = False) -> Callable[[Cast], Ready]:
    """A bottleneck lies with finance, or with the Office on its way to the leader."""

    def build(cast: Cast) -> Ready:
        stage = one(cast)
        asked: dict[str, Any] = {"asked_department": cast.finance.pk}
        if to_leader:
            asked = {"asked_leader": cast.vice_chair.pk}
        words = needs.RaiseBottleneck(kind=a_kind(), text="Chưa có mặt bằng", **asked)
        stage.do("raise_bottleneck", stage.part, "head", words)
        return stage.ready(Bottleneck.objects.get(part=stage.part), who, data)

    return build


def ask(cast: Cast) -> Ready:
    stage = one(cast)
    return stage.ready(
        stage.part_of("finance"), WORKERS | OFFICE, needs.AskFor(text="Cho ý kiến về nguồn vốn")
    )


def asked(who: frozenset[str], data: Any = None) -> Callable[[Cast], Ready]:
    def build(cast: Cast) -> Ready:
        stage = one(cast)
        part = stage.part_of("finance")
        stage.do("ask", part, "head", needs.AskFor(text="Cho ý kiến về nguồn vốn", due_on=DUE))
        return stage.ready(Ask.objects.get(part=part), who, data)

    return build


def explain(cast: Cast) -> Ready:
    stage = one(cast)
    stage.do("urge", stage.part, "monitor", needs.Urge(explain_by=DUE))
    return stage.ready(Urging.objects.get(part=stage.part), WORKERS, needs.Explain(explanation="Do mưa lũ"))


def period(who: frozenset[str], data: Any = None, *, stand: str = "") -> Callable[[Cast], Ready]:
    """The first period of the Board: to be reported, handed in, or verified and with the leader."""

    def build(cast: Cast) -> Ready:
        stage = recurring(cast, needs_approval=stand == "verified")
        row = ReportingPeriod.objects.filter(part=stage.part).order_by("from_on").first()
        assert row is not None
        if stand:
            stage.do("submit_period", row, "head", RESULT)
        if stand == "verified":
            stage.do("verify_period", row, "monitor")
        return stage.ready(row, who, data)

    return build


def insist(cast: Cast) -> Ready:
    stage = one(cast)
    stage.do("refuse", stage.part, "head", needs.Refuse(reason="Không thuộc thẩm quyền"))
    return stage.ready(stage.part, OFFICE, WHY)


def transfer(cast: Cast) -> Ready:
    stage = one(cast)
    return stage.ready(
        stage.part, OFFICE, needs.Transfer(department=cast.police.pk, reason="Đúng thẩm quyền")
    )


def delegate(cast: Cast) -> Ready:
    stage = one(cast)
    return stage.ready(stage.part, MANAGERS, needs.Delegate(officer=cast.colleague.pk))


def resume(cast: Cast) -> Ready:
    stage = one(cast)
    stage.do("pause", stage.part, "monitor", WHY)
    return stage.ready(stage.part, OURS, needs.NewDate(reason="Có vốn", due_on=LATER))


def recall(cast: Cast) -> Ready:
    stage = one(cast)
    return stage.ready(stage.part_of("finance"), OURS, WHY)


def reopen(cast: Cast) -> Ready:
    stage = submitted(cast)
    stage.do("verify", stage.part, "monitor")
    return stage.ready(stage.part, OURS, needs.NewDate(reason="Thiếu phụ lục", due_on=LATER))


def whole(
    who: frozenset[str], data: Any = None, stage_of: Callable[..., Stage] = each, **changes: Any
) -> Callable[[Cast], Ready]:
    """The verb is possible on the directive as soon as it has been issued."""

    def build(cast: Cast) -> Ready:
        stage = stage_of(cast, **changes)
        return stage.ready(stage.directive, who, data)

    return build


def handed_in_by_each(who: frozenset[str], data: Any, *, verified: bool) -> Callable[[Cast], Ready]:
    """The Board has handed in, and where `verified` been confirmed; the others have not."""

    def build(cast: Cast) -> Ready:
        stage = each(cast)
        stage.do("submit", stage.part, "head", RESULT)
        if verified:
            stage.do("verify", stage.part, "monitor")
        return stage.ready(stage.directive, who, data)

    return build


def correction(who: frozenset[str], data: Any = None) -> Callable[[Cast], Ready]:
    def build(cast: Cast) -> Ready:
        stage = one(cast)
        stage.do(
            "propose_correction", stage.directive, "monitor", needs.Correction(due_on=LATER, reason="Gõ nhầm")
        )
        return stage.ready(stage.directive, who, data)

    return build


def after(verb: str, who: frozenset[str], data: Any) -> Callable[[Cast], Ready]:
    """Possible once another verb has been done to the whole directive."""

    def build(cast: Cast) -> Ready:
        stage = each(cast)
        stage.do(verb, stage.directive, "monitor", WHY)
        return stage.ready(stage.directive, who, data)

    return build


def add_department(cast: Cast) -> Ready:
    stage = each(cast)
    data = needs.AddDepartment(
        department=cast.communes[1].pk, role="each", due_on=LATER, reason="Sót trong danh sách"
    )
    return stage.ready(stage.directive, OFFICE, data)


def office_dated(cast: Cast) -> Ready:
    stage = one(cast, deadline_source="office")
    return stage.ready(stage.part, WORKERS, needs.Contest(due_on=LATER, reason="Không kịp"))


NEW_DATE = needs.NewDate(reason="Có vốn", due_on=LATER)


def outside(data: Any) -> Callable[[Cast], Ready]:
    """A ministry works beside the Board, each for itself: the Office acts in its place."""

    def build(cast: Cast) -> Ready:
        stage = each(cast, leads=(cast.board.pk, cast.outside.pk))
        return stage.ready(
            stage.part_of("outside"), OFFICE, data, unseen=frozenset(EVERYBODY) - OFFICE - LEADERS
        )

    return build


SITUATIONS: dict[str, Callable[[Cast], Ready]] = {
    "accept": on_part(),
    "refuse": on_part(needs.Refuse(reason="Không thuộc thẩm quyền")),
    "delegate": delegate,
    "acknowledge": acknowledge,
    "report": on_part(needs.Report(done="Đã làm việc với chủ đầu tư")),
    "submit": on_part(RESULT),
    "release": prepared(MANAGERS),
    "withdraw": prepared(WORKERS),
    "contest": office_dated,
    "request_extension": on_part(needs.RequestExtension(due_on=LATER, reason="Chờ thẩm định")),
    "withdraw_extension": extension(WORKERS),
    "raise_bottleneck": raise_bottleneck,
    "ask": ask,
    "answer": asked(frozenset({"finance_head"}), needs.Answer(answer="Đã bố trí vốn")),
    "withdraw_ask": asked(WORKERS | OFFICE),
    "explain": explain,
    "submit_period": period(WORKERS, RESULT),
    "withdraw_period": period(WORKERS, stand="submitted"),
    "verify": judged(OFFICE),
    "return_": judged(OFFICE, WHY),
    "approve": judged(frozenset({"vice_chair"}), verified=True),
    "verify_period": period(OFFICE, stand="submitted"),
    "return_period": period(OFFICE, WHY, stand="submitted"),
    "approve_period": period(frozenset({"vice_chair"}), stand="verified"),
    "grant_extension": extension(frozenset({"vice_chair"})),
    "refuse_extension": extension(frozenset({"vice_chair"}), WHY),
    "triage": bottleneck(OFFICE, needs.Triage(), to_leader=True),
    "reply": bottleneck(OURS | WORKERS | {"finance_head"}, needs.Reply(text="Đang xử lý")),
    "decide": bottleneck(LEADERS | {"finance_head"}, needs.Decide(decision="Bàn giao mặt bằng trước 30/11")),
    "resolve": bottleneck(WORKERS, needs.Resolve(resolution="Đã bàn giao")),
    "mark_beyond": bottleneck(OURS, WHY),
    "insist": insist,
    "transfer": transfer,
    "record_sent": outside(needs.RecordSent(document_number="88/UBND-TH", document_date=MONDAY)),
    "record_reply": outside(
        needs.RecordReply(
            document_number="12/BTC-NS", document_date=MONDAY, outcome=needs.FINAL, summary="Đã bố trí vốn"
        )
    ),
    "set_deadline": on_part(needs.SetDeadline(due_on=LATER, reason="Theo kế hoạch mới"), OURS),
    "urge": on_part(needs.Urge(text="Đề nghị báo cáo ngay"), OURS),
    "pause": on_part(WHY, OURS),
    "resume": resume,
    "recall": recall,
    "reopen": reopen,
    "verify_each": handed_in_by_each(OFFICE, None, verified=False),
    "urge_each": whole(OURS, needs.Urge()),
    "close_each": handed_in_by_each(OURS, WHY, verified=True),
    "add_department": add_department,
    "amend": whole(OFFICE, needs.Amend(text="Rà soát toàn bộ các dự án", reason="Rõ phạm vi")),
    "propose_correction": whole(OFFICE, needs.Correction(due_on=LATER, reason="Gõ nhầm"), one),
    "confirm_correction": correction(OFFICE - {"monitor"}),
    "drop_correction": correction(OFFICE),
    "pause_directive": whole(OURS, WHY),
    "resume_directive": after("pause_directive", OURS, NEW_DATE),
    "recall_directive": whole(OURS, WHY),
    "reopen_directive": after("recall_directive", OURS, NEW_DATE),
    "supersede": whole(OURS, needs.Supersede(document_number="99/TB-UBND", reason="Có kết luận mới")),
    "end": whole(OURS, WHY, recurring),
}


def doable() -> list[Verb]:
    """Every verb that has generated doors."""
    return [verb for verb in VERBS.values() if not verb.special]
