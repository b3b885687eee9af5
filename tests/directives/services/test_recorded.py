"""An assistant records a decision with what it rests on; the leader may annul it while nothing depends on it."""

from datetime import timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Status
from directives.models import Assignment, Directive, RecordedDecision
from directives.services.annulling import annul
from directives.services.files import store_evidence
from directives.services.recording import Recorded
from tests.cast import MONDAY, NOW, at, person
from tests.directives.services.acting import assist, away
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db
NOTE = Recorded(reference="Ý kiến của PCT ngày 23/11/2026")
DUE = MONDAY + timedelta(days=30)


@pytest.fixture
def secretary(cast):
    """Somebody of the Office without a post that decides."""
    user = person("thu-ky", "Đinh Công Thành", (cast.office, Post.OFFICER))
    assist(cast, cast.vice_chair, user)
    return user


def to_approve(cast, issued, **changes):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk, **changes)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    return directive


def undo(cast, *, by=None, now=NOW, reason="Không đúng ý kiến", **more):
    done = annul(
        decision=RecordedDecision.objects.latest("pk").pk,
        reason=reason,
        actor=cast.actor(by or cast.vice_chair, now.date()),
        now=now,
        **more,
    )
    assert_engine_agrees(done.directive)
    return done


def columns(directive):
    """The stored state of the parts, but for what annulling itself writes."""
    left_out = {"id", "process_id"}
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in Assignment.objects.filter(directive=directive).order_by("pk").values()
    ]


def test_a_decision_is_recorded_in_the_leaders_name(cast, issued, secretary):
    directive = to_approve(cast, issued)
    done = do("approve", directive, cast.actor(secretary), recorded=NOTE)
    assert (done.entry.actor, done.entry.on_behalf_of) == (secretary, cast.vice_chair)
    assert done.entry.data["recorded"] is True
    assert done.entry.data["reference"] == NOTE.reference
    row = RecordedDecision.objects.get()
    assert (row.leader, row.assistant, row.verb) == (cast.vice_chair, secretary, "approve")
    assert row.annul_until == MONDAY + timedelta(days=4)  # 24/11 is a holiday: 25, 26, 27


@pytest.mark.parametrize("given", [None, Recorded(), Recorded(reference="   ")])
def test_neither_without_a_reference_nor_a_scan(cast, issued, secretary, given):
    directive = to_approve(cast, issued)
    before = snapshot(directive)
    with pytest.raises(Invalid) as refused:
        do("approve", directive, cast.actor(secretary), recorded=given)
    assert (refused.value.field, refused.value.code) == ("recorded_reference", "reference_needed")
    assert snapshot(directive) == before
    assert not RecordedDecision.objects.exists()


def test_a_scan_suffices_if_it_is_the_assistants_own(cast, issued, secretary, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    pdf = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    theirs = store_evidence(pdf, "but-phe.pdf", actor=cast.actor(cast.monitor), now=NOW)
    own = store_evidence(pdf + b"\n", "but-phe-2.pdf", actor=cast.actor(secretary), now=NOW)
    directive = to_approve(cast, issued)
    with pytest.raises(Invalid):
        do("approve", directive, cast.actor(secretary), recorded=Recorded(files=(theirs.pk,)))
    do("approve", directive, cast.actor(secretary), recorded=Recorded(files=(own.pk,)))
    assert list(RecordedDecision.objects.get().files.all()) == [own]


def test_an_assistant_sees_what_the_leader_sees_and_no_more(cast, issued, secretary):
    other = issued(directed_by=cast.other_vice_chair.pk, needs_approval=True)
    with pytest.raises(NotVisible):
        do(
            "set_deadline",
            other,
            cast.actor(secretary),
            needs.SetDeadline(due_on=DUE, reason="x"),
            recorded=NOTE,
        )


def test_what_a_leader_does_not_decide_an_assistant_does_not_record(cast, issued, secretary):
    directive = issued(directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    with pytest.raises(Forbidden):
        do("verify", directive, cast.actor(secretary), recorded=NOTE)


def test_assistants_of_a_substitute_record_nothing_for_the_absent_leader(cast, issued):
    user = person("thu-ky", "Đinh Công Thành", (cast.office, Post.OFFICER))
    assist(cast, cast.other_vice_chair, user)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    directive = to_approve(cast, issued)
    with pytest.raises(NotVisible):
        do("approve", directive, cast.actor(user), recorded=NOTE)


def test_an_assistant_in_conflict_records_nothing(cast, issued, secretary):
    """The assistant also works in the department and released the result."""
    Membership.objects.create(user=secretary, department=cast.board, post=Post.CLERK)
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(secretary), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    with pytest.raises(Forbidden) as refused:
        do("approve", directive, cast.actor(secretary), recorded=NOTE)
    assert refused.value.code == "conflict"
    wanted = needs.SetDeadline(due_on=DUE, reason="x")
    with pytest.raises(Forbidden) as refused:
        do("set_deadline", directive, cast.actor(secretary), wanted, recorded=NOTE)
    assert refused.value.code == "conflict"


def test_who_has_the_right_oneself_records_only_when_saying_so(cast, issued):
    assist(cast, cast.vice_chair, cast.monitor)
    directive = issued(directed_by=cast.vice_chair.pk)
    wanted = needs.SetDeadline(due_on=DUE, reason="Theo chỉ đạo")
    assert do("set_deadline", directive, cast.actor(cast.monitor), wanted).entry.on_behalf_of is None
    later = needs.SetDeadline(due_on=DUE + timedelta(days=1), reason="Theo chỉ đạo")
    entry = do("set_deadline", directive, cast.actor(cast.monitor), later, recorded=NOTE).entry
    assert entry.on_behalf_of == cast.vice_chair


def test_annulling_an_approval_brings_it_back_to_the_leaders_desk(cast, issued, secretary):
    directive = to_approve(cast, issued, coordinating=(cast.finance.pk,))
    before = columns(directive)
    do("approve", directive, cast.actor(secretary), recorded=NOTE)
    assert columns(directive) != before
    done = undo(cast)
    assert columns(directive) == before
    assert lead(directive).status == Status.AWAITING_APPROVAL
    assert (done.entry.verb, done.entry.actor) == ("annul", cast.vice_chair)
    assert done.entry.data["annulled"] == "approve"
    row = RecordedDecision.objects.get()
    assert (row.annulled_at, row.annulled_by) == (NOW, cast.vice_chair)
    assert do("approve", directive, cast.actor(cast.vice_chair)).part.status == Status.COMPLETED


def test_annulling_a_return_brings_the_result_back(cast, issued, secretary):
    directive = to_approve(cast, issued)
    before = columns(directive)
    do("return_", directive, cast.actor(secretary), needs.Reason(reason="Thiếu"), recorded=NOTE)
    assert lead(directive).redo_count == 1
    undo(cast)
    assert columns(directive) == before
    assert do("approve", directive, cast.actor(cast.vice_chair)).part.status == Status.COMPLETED


def test_annulling_a_deadline_brings_back_the_one_before(cast, issued, secretary):
    directive = issued(directed_by=cast.vice_chair.pk)
    before, kind = columns(directive), directive.deadline_kind
    wanted = needs.SetDeadline(due_on=DUE, reason="Theo chỉ đạo")
    do("set_deadline", directive, cast.actor(secretary), wanted, recorded=NOTE)
    assert lead(directive).due_on == DUE
    undo(cast)
    assert columns(directive) == before
    assert Directive.objects.get(pk=directive.pk).deadline_kind == kind


def test_annulling_an_extension_brings_back_the_date_and_the_request(cast, issued, secretary):
    directive = issued(directed_by=cast.vice_chair.pk, due_on=DUE, deadline_kind="dated")
    wanted = needs.RequestExtension(due_on=DUE + timedelta(days=10), reason="Chờ số liệu")
    do("request_extension", directive, cast.actor(cast.head), wanted)
    request = lead(directive).extension_requests.get()
    from directives.services.writing import SERVICES

    done = SERVICES["grant_extension"](
        subject=request.pk, actor=cast.actor(secretary), now=NOW, recorded=NOTE
    )
    assert done.entry.on_behalf_of == cast.vice_chair
    assert lead(directive).due_on == DUE + timedelta(days=10)
    undo(cast)
    part = lead(directive)
    assert (part.due_on, part.extension_count) == (DUE, 0)
    request.refresh_from_db()
    assert request.decision == "open"


def test_only_the_leader_or_who_stands_for_them_annuls(cast, issued, secretary):
    directive = to_approve(cast, issued)
    do("approve", directive, cast.actor(secretary), recorded=NOTE)
    before = snapshot(directive)
    for other, refusal in (
        (secretary, Forbidden),
        (cast.monitor, Forbidden),
        (cast.chair, Forbidden),
        (cast.other_vice_chair, NotVisible),
        (cast.outsider, NotVisible),
    ):
        with pytest.raises(refusal):
            undo(cast, by=other)
    assert snapshot(directive) == before
    away(cast, cast.vice_chair, cast.other_vice_chair)
    assert undo(cast, by=cast.other_vice_chair).entry.on_behalf_of == cast.vice_chair


def test_not_after_the_term_nor_twice_nor_without_a_reason(cast, issued, secretary):
    directive = to_approve(cast, issued)
    do("approve", directive, cast.actor(secretary), recorded=NOTE)
    with pytest.raises(Invalid):
        undo(cast, reason="  ")
    with pytest.raises(WrongState, match="27/11/2026"):
        undo(cast, now=at(MONDAY + timedelta(days=5)))
    last_day = at(MONDAY + timedelta(days=4), 23)
    undo(cast, now=last_day)
    with pytest.raises(WrongState):
        undo(cast, now=last_day)


def test_a_replayed_annulment_has_no_second_effect(cast, issued, secretary):
    directive = to_approve(cast, issued)
    do("approve", directive, cast.actor(secretary), recorded=NOTE)
    first = undo(cast, request_key="mot")
    again = undo(cast, request_key="mot")
    assert again.replayed
    assert again.entry.pk == first.entry.pk


def test_what_others_have_built_on_is_not_undone(cast, issued, secretary):
    directive = to_approve(cast, issued)
    do("return_", directive, cast.actor(secretary), needs.Reason(reason="Thiếu"), recorded=NOTE)
    do("submit", directive, cast.actor(cast.head), RESULT)
    before = snapshot(directive)
    with pytest.raises(WrongState, match=str(cast.head)):
        undo(cast)
    assert snapshot(directive) == before
    assert RecordedDecision.objects.get().annulled_at is None


def test_an_urging_since_does_not_stand_in_the_way(cast, issued, secretary):
    directive = issued(directed_by=cast.vice_chair.pk)
    wanted = needs.SetDeadline(due_on=DUE, reason="Theo chỉ đạo")
    do("set_deadline", directive, cast.actor(secretary), wanted, recorded=NOTE)
    do("urge", directive, cast.actor(cast.monitor), needs.Urge(text="Khẩn trương"))
    undo(cast)
    part = lead(directive)
    assert (part.due_on, part.urging_count) == (None, 1)
