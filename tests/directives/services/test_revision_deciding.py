"""What a corrected text asks to be changed, decided one by one by the verbs that exist, or left with a reason."""

import dataclasses
from datetime import date

import pytest
from django.core import mail as outbox
from django.db import DatabaseError, transaction

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import Role, Status
from directives.models import ChangeState, Directive, RevisionChange, RevisionState
from directives.selectors.plan_choices import plan_choices
from directives.services.revising import withdraw_revision
from directives.services.revision_deciding import (
    apply_change,
    only_wording,
    reopen_change,
    skip_change,
    take_wordings,
)
from directives.services.revision_issuing import issue_from_change
from directives.services.revision_reading import plan_for
from tests.cast import MONDAY, NOW
from tests.directives.services.revising import (
    COORDINATING,
    DATE,
    GONE,
    LEAD,
    NEW,
    WORDING,
    change,
    changed,
    directive_of,
    issued_notice,
    revised,
)
from tests.directives.services.test_revising import snapshot
from tests.directives.services.whole import do_whole, part_of
from tests.invariants import assert_engine_agrees
from tests.notifications.conftest import run

pytestmark = pytest.mark.django_db

WHY = "Theo văn bản đính chính số 129/TB-UBND"
LATER = date(2026, 12, 28)


@pytest.fixture
def notice(cast):
    return issued_notice(cast)


def decide(cast, row, verb, data, **more):
    how = {"actor": cast.actor(cast.monitor), "now": NOW, **more}
    done = apply_change(row.pk, verb, data, **how)
    if row.directive is not None:
        assert_engine_agrees(row.directive)
    return done


def plan_of(cast, row):
    revision, point = row.revision, row.point
    return plan_for(
        revision.conclusion, revision.text, (point.start, point.end), point.proposal, plan_choices(MONDAY)
    )


class TestByItsVerb:
    def test_the_wording(self, cast, notice):
        revision = revised(cast, notice, WORDING)
        row = change(revision, "wording")
        text = " ".join(row.point.text.split())
        data = needs.Amend(text=text, document_number="129/TB-UBND", reason=WHY)
        done = decide(cast, row, "amend", data)
        directive = directive_of(notice, "1")
        assert directive.text == text
        assert "trình ban hành" in directive.title or directive.title in text
        amendment = directive.amendments.get()
        assert (done.amendment, done.verb, done.entry.verb) == (amendment, "amend", "amend")
        assert "trình ban hành" not in amendment.text_before
        revision.refresh_from_db()
        assert (revision.state, revision.finished_at) == (RevisionState.FINISHED, NOW)

    def test_the_deadline_by_setting_it(self, cast, notice):
        row = change(revised(cast, notice, DATE), "deadline")
        assert row.due_on == LATER
        decide(cast, row, "set_deadline", needs.SetDeadline(due_on=LATER, reason=WHY))
        part = part_of(row.directive, cast.board)
        assert (part.due_on, part.original_due_on, part.extension_count) == (LATER, date(2026, 12, 13), 1)

    def test_the_deadline_by_a_correction_of_two(self, cast, notice):
        row = change(revised(cast, notice, DATE), "deadline")
        decide(cast, row, "propose_correction", needs.Correction(due_on=LATER, reason=WHY))
        do_whole("confirm_correction", row.directive, cast.actor(cast.other_monitor))
        part = part_of(row.directive, cast.board)
        assert (part.due_on, part.original_due_on, part.extension_count) == (LATER, LATER, 0)

    def test_the_deadline_of_everybody_in_each_for_itself(self, cast, notice):
        later = ("trước ngày 15 tháng 12 năm 2026", "trước ngày 28 tháng 12 năm 2026")
        row = change(revised(cast, notice, later), "deadline")
        decide(
            cast,
            row,
            "set_deadline",
            needs.SetDeadline(due_on=LATER, reason=WHY),
            version=row.directive.version,
        )
        assert set(row.directive.parts.values_list("due_on", flat=True)) == {LATER}

    def test_the_lead(self, cast, notice):
        row = change(revised(cast, notice, LEAD), "lead")
        assert row.department == cast.board
        decide(cast, row, "transfer", needs.Transfer(department=cast.board.pk, reason=WHY))
        assert part_of(row.directive, cast.finance).status == Status.TRANSFERRED
        assert part_of(row.directive, cast.board).role == Role.LEAD

    def test_coordinating_departments(self, cast, notice):
        revision = revised(cast, notice, COORDINATING)
        added, removed = change(revision, "added"), change(revision, "removed")
        data = needs.AddDepartment(department=added.department_id, role=added.role, reason=WHY)
        decide(cast, added, "add_department", data)
        decide(cast, removed, "recall", needs.Reason(reason=WHY))
        assert part_of(added.directive, cast.farming).role == Role.COORDINATING
        assert part_of(added.directive, cast.police).status == Status.RECALLED

    @pytest.mark.parametrize(
        ("verb", "data", "status"),
        [
            ("recall_directive", needs.Reason(reason=WHY), Status.RECALLED),
            ("supersede", needs.Supersede(document_number="129/TB-UBND", reason=WHY), Status.SUPERSEDED),
        ],
    )
    def test_one_that_is_gone(self, cast, notice, verb, data, status):
        row = change(revised(cast, notice, GONE), "gone")
        decide(cast, row, verb, data)
        assert Directive.objects.get(pk=row.directive_id).status == status

    def test_who_works_on_it_hears_of_the_new_wording(self, cast, notice):
        run(NOW)
        before = len(outbox.outbox)
        row = change(revised(cast, notice, WORDING), "wording")
        data = needs.Amend(text="Xây dựng quy chế mới", document_number="129/TB-UBND", reason=WHY)
        apply_change(row.pk, "amend", data, actor=cast.actor(cast.monitor), now=NOW)
        run(NOW)
        told = {address: mail for mail in outbox.outbox[before:] for address in mail.to}
        assert any(cast.head.email in address for address in told)
        assert not any(cast.monitor.email in address for address in told)  # who clicked
        assert all(WHY in mail.body and "Xây dựng quy chế mới" in mail.body for mail in told.values())


class TestNewDirectives:
    def test_a_new_point_becomes_a_later_directive_of_the_conclusion(self, cast, notice):
        revision = revised(cast, notice, NEW)
        row = change(revision, "new")
        plan = plan_of(cast, row)
        how = {"actor": cast.actor(cast.monitor), "now": NOW, "request_key": "n1"}
        issued = issue_from_change(row.pk, plan, **how)
        assert_engine_agrees(issued)
        assert (issued.conclusion, issued.status, issued.text) == (notice, Status.ASSIGNED, plan.text)
        assert part_of(issued, cast.police).due_on == date(2026, 12, 31)
        row.refresh_from_db()
        assert (row.state, row.issued, row.point.directive) == (ChangeState.APPLIED, issued, issued)
        assert issue_from_change(row.pk, plan, **how) == issued
        assert Directive.objects.filter(conclusion=notice).count() == 6
        second = revised(
            cast, notice, text=changed(("cổng các khu", "cổng chính các khu"), text=revision.text)
        )
        assert change(second, "wording").directive == issued

    def test_in_place_of_the_old_one_it_decides_the_whole_point(self, cast, notice):
        revision = revised(cast, notice, WORDING, DATE, COORDINATING)
        row, old = change(revision, "wording"), directive_of(notice, "1")
        issued = issue_from_change(row.pk, plan_of(cast, row), actor=cast.actor(cast.monitor), now=NOW)
        old.refresh_from_db()
        assert (old.status, issued.replaces) == (Status.SUPERSEDED, old)
        assert set(revision.changes.values_list("state", "verb", "issued")) == {
            ("applied", "supersede", issued.pk)
        }
        revision.refresh_from_db()
        assert revision.state == RevisionState.FINISHED

    def test_bad_input_issues_nothing(self, cast, notice):
        revision = revised(cast, notice, NEW, GONE)
        new, gone = change(revision, "new"), change(revision, "gone")
        before = snapshot()
        for row, changes, refusal in (
            (new, {"leads": ()}, Invalid),
            (new, {"leads": (cast.closed.pk,)}, Invalid),
            (gone, None, WrongState),
        ):
            plan = dataclasses.replace(plan_of(cast, new), **(changes or {}))
            with pytest.raises(refusal):
                issue_from_change(row.pk, plan, actor=cast.actor(cast.monitor), now=NOW)
            assert snapshot() == before


class TestLeftAsItIs:
    def test_with_a_reason_and_again(self, cast, notice):
        revision = revised(cast, notice, DATE)
        wording, deadline = change(revision, "wording"), change(revision, "deadline")
        actor = cast.actor(cast.other_monitor)
        skip_change(wording.pk, "Chỉ sửa lỗi gõ", actor=actor, now=NOW)
        skip_change(deadline.pk, "Đã định hạn riêng", actor=actor, now=NOW)
        revision.refresh_from_db()
        assert revision.state == RevisionState.FINISHED
        reopened = reopen_change(wording.pk, actor=actor, now=NOW)
        assert (reopened.state, reopened.reason, reopened.decided_by) == (ChangeState.OPEN, "", None)
        revision.refresh_from_db()
        assert (revision.state, revision.finished_at) == (RevisionState.OPEN, None)

    def test_a_corrected_date_the_second_person_has_dropped(self, cast, notice):
        row = change(revised(cast, notice, DATE), "deadline")
        decide(cast, row, "propose_correction", needs.Correction(due_on=LATER, reason=WHY))
        with pytest.raises(WrongState):
            reopen_change(row.pk, actor=cast.actor(cast.monitor), now=NOW)
        do_whole("drop_correction", row.directive, cast.actor(cast.other_monitor))
        reopened = reopen_change(row.pk, actor=cast.actor(cast.monitor), now=NOW)
        assert (reopened.state, reopened.verb, reopened.entry) == (ChangeState.OPEN, "", None)
        decide(cast, reopened, "set_deadline", needs.SetDeadline(due_on=LATER, reason=WHY))

    def test_not_without_a_reason_nor_twice(self, cast, notice):
        row = change(revised(cast, notice, WORDING), "wording")
        actor = cast.actor(cast.monitor)
        with pytest.raises(Invalid):
            skip_change(row.pk, "  ", actor=actor, now=NOW)
        with pytest.raises(WrongState):
            reopen_change(row.pk, actor=actor, now=NOW)
        skip_change(row.pk, "Thôi", actor=actor, now=NOW)
        with pytest.raises(WrongState):
            skip_change(row.pk, "Thôi", actor=actor, now=NOW)

    def test_what_was_changed_is_not_decided_again(self, cast, notice):
        revision = revised(cast, notice, WORDING, GONE)
        row = change(revision, "wording")
        actor = cast.actor(cast.monitor)
        decide(cast, row, "amend", needs.Amend(text="Khác", reason=WHY))
        with pytest.raises(WrongState):
            reopen_change(row.pk, actor=actor, now=NOW)
        with pytest.raises(WrongState):
            withdraw_revision(revision.pk, actor=actor, now=NOW)

    def test_not_below_a_later_correction(self, cast, notice):
        first = revised(cast, notice, WORDING)
        skip_change(change(first, "wording").pk, "Thôi", actor=cast.actor(cast.monitor), now=NOW)
        revised(cast, notice, text=changed(DATE, text=first.text))
        with pytest.raises(WrongState):
            reopen_change(change(first, "wording").pk, actor=cast.actor(cast.monitor), now=NOW)

    def test_the_database_wants_a_reason_and_a_person(self, cast, notice):
        rows = RevisionChange.objects.filter(revision=revised(cast, notice, WORDING))
        for values in ({"state": "skipped"}, {"state": "applied", "verb": "amend"}, {"decided_at": NOW}):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**values)


class TestInBulk:
    def test_only_what_is_wording_alone(self, cast, notice):
        second = (
            "4. Giao Sở Tài chính, Sở Nông nghiệp và Môi trường hướng dẫn",
            "4. Giao Sở Tài chính, Sở Nông nghiệp và Môi trường tích cực hướng dẫn",
        )
        revision = revised(cast, notice, WORDING, second, LEAD)
        simple = only_wording(revision)
        assert [row.directive.point_label for row in simple] == ["1", "4"]
        how = {"actor": cast.actor(cast.monitor), "now": NOW, "request_key": "b1"}
        ids = [row.pk for row in simple]
        assert take_wordings(revision.pk, ids, WHY, **how) == simple
        assert "tích cực" in directive_of(notice, "4").text
        assert_engine_agrees(directive_of(notice, "4"))
        assert {row.pk for row in take_wordings(revision.pk, ids, WHY, **how)} == set(ids)
        assert directive_of(notice, "1").amendments.get().document_number == "129/TB-UBND"
        assert only_wording(revision) == []

    def test_not_where_the_office_has_worded_it_otherwise(self, cast, notice):
        data = needs.Amend(text="Lời văn của Văn phòng", reason="Làm rõ")
        do_whole("amend", directive_of(notice, "1"), cast.actor(cast.monitor), data)
        revision = revised(cast, notice, WORDING)
        assert only_wording(revision) == []
        before = snapshot()
        for ids, refusal in (
            ([change(revision, "wording").pk], WrongState),
            ([], Invalid),
            ([10**6], Invalid),
        ):
            with pytest.raises(refusal):
                take_wordings(revision.pk, ids, WHY, actor=cast.actor(cast.monitor), now=NOW)
            assert snapshot() == before


class TestRefused:
    def test_another_verb_or_a_stale_page(self, cast, notice):
        revision = revised(cast, notice, DATE)
        wording, deadline = change(revision, "wording"), change(revision, "deadline")
        before = snapshot()
        version = wording.directive.version
        for row, verb, data, more, refusal in (
            (wording, "recall_directive", needs.Reason(reason=WHY), {}, Invalid),
            (deadline, "set_deadline", needs.SetDeadline(due_on=date(2026, 11, 1), reason=WHY), {}, Invalid),
            (wording, "amend", needs.Amend(text="Khác", reason=" "), {}, Invalid),
            (wording, "amend", needs.Amend(text="Khác", reason=WHY), {"version": version - 1}, Stale),
        ):
            with pytest.raises(refusal):
                decide(cast, row, verb, data, **more)
            assert snapshot() == before

    def test_a_closed_directive_is_reopened_by_hand_first(self, cast, notice):
        do_whole(
            "recall_directive", directive_of(notice, "1"), cast.actor(cast.chief), needs.Reason(reason="Thôi")
        )
        row = change(revised(cast, notice, WORDING), "wording")
        with pytest.raises(WrongState):
            decide(cast, row, "amend", needs.Amend(text="Khác", reason=WHY))
        with pytest.raises(WrongState):
            issue_from_change(row.pk, plan_of(cast, row), actor=cast.actor(cast.monitor), now=NOW)

    def test_who_may(self, cast, notice):
        row = change(revised(cast, notice, WORDING), "wording")
        before = snapshot()
        for person, refusal in (
            (cast.chair, Forbidden),
            (cast.head, Forbidden),
            (cast.other_vice_chair, NotVisible),
            (cast.administrator, NotVisible),
        ):
            actor = cast.actor(person)
            for act in (
                lambda actor=actor: apply_change(
                    row.pk, "amend", needs.Amend(text="Khác", reason=WHY), actor=actor, now=NOW
                ),
                lambda actor=actor: skip_change(row.pk, WHY, actor=actor, now=NOW),
                lambda actor=actor: reopen_change(row.pk, actor=actor, now=NOW),
                lambda actor=actor: take_wordings(row.revision_id, [row.pk], WHY, actor=actor, now=NOW),
                lambda actor=actor: issue_from_change(row.pk, plan_of(cast, row), actor=actor, now=NOW),
            ):
                with pytest.raises(refusal):
                    act()
        assert snapshot() == before

    def test_decided_by_somebody_else_meanwhile_and_a_replay(self, cast, notice):
        revision = revised(cast, notice, WORDING, GONE)
        row = change(revision, "wording")
        data = needs.Amend(text="Khác", reason=WHY)
        decide(cast, row, "amend", data, request_key="r1")
        decide(cast, row, "amend", data, request_key="r1")
        assert row.directive.amendments.count() == 1
        with pytest.raises(WrongState):
            decide(cast, row, "amend", data, actor=cast.actor(cast.other_monitor))
        with pytest.raises(Invalid):  # the key of another change
            decide(
                cast, change(revision, "gone"), "recall_directive", needs.Reason(reason=WHY), request_key="r1"
            )
