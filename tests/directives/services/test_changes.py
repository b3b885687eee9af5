"""Recorded changes of an issued directive: departments added, wording amended, a mistyped date corrected by two."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.lifecycle import Role, Status
from directives.models import Assignment, Correction, Directive
from directives.selectors.today import today_info
from directives.selectors.work import Group, work_list
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.services.whole import WHY, do_whole, part_of, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.twin]

DUE = MONDAY + timedelta(days=9)
RIGHT = MONDAY + timedelta(days=39)
DATED = {"deadline_kind": "dated", "due_on": DUE}
TYPO = needs.Correction(due_on=RIGHT, reason="Gõ nhầm tháng, đúng theo điểm 3 của Thông báo")


class TestAddDepartment:
    def test_one_more_does_the_same_for_itself(self, cast, issued):
        directive = issued(mode="each", leads=(cast.board.pk,), product="Báo cáo", **DATED)
        data = needs.AddDepartment(department=cast.finance.pk, role="each", due_on=RIGHT, reason="Bổ sung")
        done = do_whole("add_department", directive, cast.actor(cast.monitor), data)
        part = part_of(directive, cast.finance)
        assert (part.role, part.status, part.due_on, part.original_due_on) == (
            Role.EACH,
            Status.ASSIGNED,
            RIGHT,
            RIGHT,
        )
        assert (part.product, part.assigned_on) == ("Báo cáo", MONDAY)
        assert part.accept_by is not None
        assert done.entry.data["part"] == part.pk
        do("submit", part, cast.actor(cast.finance_head), RESULT)

    @pytest.mark.parametrize(("role", "awake"), [("coordinating", False), ("informed", True)])
    def test_beside_the_one_lead(self, cast, issued, role, awake):
        directive = issued(**DATED)
        data = needs.AddDepartment(department=cast.finance.pk, role=role, reason="Bổ sung")
        do_whole("add_department", directive, cast.actor(cast.monitor), data)
        part = part_of(directive, cast.finance)
        assert (part.role, part.awake, part.due_on, part.process_id) == (role, awake, None, None)
        assert Directive.objects.get(pk=directive.pk).status == Status.ASSIGNED

    def test_bad_input_changes_nothing(self, cast, issued):
        one = issued(coordinating=(cast.farming.pk,), **DATED)
        each = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
        wrong = [
            (one, {"department": cast.finance.pk, "role": "each", "due_on": RIGHT}),
            (one, {"department": cast.finance.pk, "role": "lead"}),
            (one, {"department": cast.finance.pk, "role": "coordinating", "due_on": RIGHT}),
            (one, {"department": cast.farming.pk, "role": "informed"}),
            (one, {"department": cast.closed.pk, "role": "informed"}),
            (one, {"department": cast.committee.pk, "role": "informed"}),
            (each, {"department": cast.farming.pk, "role": "each"}),
            (each, {"department": cast.farming.pk, "role": "each", "due_on": MONDAY - timedelta(days=1)}),
            (each, {"department": cast.finance.pk, "role": "each", "due_on": RIGHT}),
            (each, {"department": cast.farming.pk, "role": "coordinating"}),
            (each, {"department": cast.farming.pk, "role": "informed", "reason": " "}),
        ]
        for directive, values in wrong:
            before = snapshot(directive)
            data = needs.AddDepartment(**{"reason": "Bổ sung", **values})
            with pytest.raises(Invalid):
                do_whole("add_department", directive, cast.actor(cast.monitor), data)
            assert snapshot(directive) == before, values

    def test_who_may(self, cast, issued):
        directive = issued()
        data = needs.AddDepartment(department=cast.finance.pk, role="informed", reason="Bổ sung")
        for person, refusal in (
            (cast.head, Forbidden),
            (cast.chair, Forbidden),
            (cast.outsider, NotVisible),
            (cast.administrator, NotVisible),
        ):
            before = snapshot(directive)
            with pytest.raises(refusal):
                do_whole("add_department", directive, cast.actor(person), data)
            assert snapshot(directive) == before

    def test_not_to_a_closed_directive(self, cast, issued):
        directive = issued()
        do_whole("recall_directive", directive, cast.actor(cast.chair), WHY)
        data = needs.AddDepartment(department=cast.finance.pk, role="informed", reason="Bổ sung")
        with pytest.raises(WrongState):
            do_whole("add_department", directive, cast.actor(cast.monitor), data)

    def test_one_taken_out_before_comes_back_with_its_part(self, cast, issued):
        directive = issued(coordinating=(cast.finance.pk,))
        do("recall", part_of(directive, cast.finance), cast.actor(cast.monitor), WHY)
        data = needs.AddDepartment(department=cast.finance.pk, role="informed", reason="Để biết")
        done = do_whole("add_department", directive, cast.actor(cast.monitor), data)
        part = part_of(directive, cast.finance)
        assert (part.role, part.awake, part.is_open) == (Role.INFORMED, True, True)
        assert done.entry.data["moved"] == {str(part.pk): [Status.RECALLED, Status.ASSIGNED]}

    def test_one_that_worked_is_reopened_instead(self, cast, issued):
        directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
        do("recall", part_of(directive, cast.finance), cast.actor(cast.monitor), WHY)
        data = needs.AddDepartment(department=cast.finance.pk, role="each", due_on=RIGHT, reason="x")
        with pytest.raises(Invalid):
            do_whole("add_department", directive, cast.actor(cast.monitor), data)


class TestAmend:
    NEW = needs.Amend(text="Rà soát các dự án chậm tiến độ", document_number="20/TB-UBND", reason="Theo họp")

    def test_both_wordings_stay_numbered(self, cast, issued):
        directive = issued(product="Báo cáo")
        old = directive.text
        do_whole("amend", directive, cast.actor(cast.monitor), self.NEW)
        again = needs.Amend(product="Kế hoạch", reason="Đổi sản phẩm")
        done = do_whole("amend", directive, cast.actor(cast.monitor), again)
        first, second = directive.amendments.order_by("number")
        assert (first.number, first.text_before, first.text_after) == (1, old, self.NEW.text)
        assert (second.number, second.product_before, second.product_after) == (2, "Báo cáo", "Kế hoạch")
        fresh = Directive.objects.get(pk=directive.pk)
        assert (fresh.text, fresh.product, fresh.title) == (self.NEW.text, "Kế hoạch", self.NEW.text)
        assert "cham tien do" in fresh.folded
        assert lead(directive).product == "Kế hoạch"
        assert done.entry.data["number"] == 2

    def test_a_title_of_its_own_stays(self, cast, issued):
        directive = issued(title="Dự án chậm")
        do_whole("amend", directive, cast.actor(cast.monitor), self.NEW)
        assert Directive.objects.get(pk=directive.pk).title == "Dự án chậm"

    @pytest.mark.parametrize(
        "data",
        [
            needs.Amend(reason="Không đổi gì"),
            needs.Amend(text="Rà soát các dự án đầu tư trong khu công nghiệp", reason="Như cũ"),
            needs.Amend(text="Khác", reason=" "),
        ],
    )
    def test_bad_input_changes_nothing(self, cast, issued, data):
        directive = issued()
        before = snapshot(directive)
        with pytest.raises(Invalid):
            do_whole("amend", directive, cast.actor(cast.monitor), data)
        assert snapshot(directive) == before

    def test_who_may(self, cast, issued):
        directive = issued()
        before = snapshot(directive)
        with pytest.raises(Forbidden):
            do_whole("amend", directive, cast.actor(cast.head), self.NEW)
        with pytest.raises(NotVisible):
            do_whole("amend", directive, cast.actor(cast.outsider), self.NEW)
        assert snapshot(directive) == before

    @pytest.mark.parametrize("column", ["text", "product"])
    def test_the_database_refuses_any_other_way(self, cast, issued, column):
        directive = issued(product="Báo cáo")
        with pytest.raises(DatabaseError, match="wording"), transaction.atomic():
            Directive.objects.filter(pk=directive.pk).update(**{column: "Viết lại"})
        do_whole("amend", directive, cast.actor(cast.monitor), self.NEW)
        with pytest.raises(DatabaseError, match="wording"), transaction.atomic():
            Directive.objects.filter(pk=directive.pk).update(**{column: "Viết lại"})


class TestCorrection:
    def test_two_persons_put_a_mistyped_date_right(self, cast, issued):
        directive = issued(**DATED)
        done = do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        assert lead(directive).original_due_on == DUE
        assert (done.entry.data["before"], done.entry.data["after"]) == (DUE.isoformat(), RIGHT.isoformat())
        do_whole("confirm_correction", directive, cast.actor(cast.chief))
        part = lead(directive)
        assert (part.due_on, part.original_due_on, part.extension_count) == (RIGHT, RIGHT, 0)
        row = Correction.objects.get(directive=directive)
        assert (row.state, row.proposed_by, row.decided_by) == ("confirmed", cast.monitor, cast.chief)

    def test_it_waits_in_the_work_of_the_others_of_the_office_once(self, cast, issued):
        directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        for second in (cast.chief, cast.other_monitor):
            assert work_list(cast.actor(second), today_info(NOW)).counts == {Group.CORRECT: 1}
        assert work_list(cast.actor(cast.monitor), today_info(NOW)).counts == {}
        do_whole("confirm_correction", directive, cast.actor(cast.chief))
        assert work_list(cast.actor(cast.other_monitor), today_info(NOW)).counts == {}

    def test_in_each_for_itself_every_part_with_that_date(self, cast, issued):
        directive = issued(mode="each", leads=(cast.board.pk, cast.finance.pk), **DATED)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        do_whole("confirm_correction", directive, cast.actor(cast.other_monitor))
        assert {part.original_due_on for part in directive.parts.all()} == {RIGHT}

    def test_the_proposer_does_not_confirm_not_in_another_post_either(self, cast, issued):
        directive = issued(**DATED)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        Membership.objects.create(user=cast.monitor, department=cast.office, post=Post.CHIEF_OF_OFFICE)
        before = snapshot(directive)
        with pytest.raises(Forbidden) as refused:
            do_whole("confirm_correction", directive, cast.actor(cast.monitor))
        assert refused.value.code == "conflict"
        for person in (cast.head, cast.chair):
            with pytest.raises(Forbidden):
                do_whole("confirm_correction", directive, cast.actor(person))
        with pytest.raises(NotVisible):
            do_whole("confirm_correction", directive, cast.actor(cast.outsider))
        assert snapshot(directive) == before

    def test_not_after_acceptance(self, cast, issued):
        directive = issued(**DATED)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        do("accept", directive, cast.actor(cast.head))
        before = snapshot(directive)
        with pytest.raises(WrongState):
            do_whole("confirm_correction", directive, cast.actor(cast.chief))
        with pytest.raises(WrongState):
            do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        assert snapshot(directive) == before
        do_whole("drop_correction", directive, cast.actor(cast.monitor), needs.OptionalReason())

    def test_not_after_the_window(self, cast, issued):
        directive = issued(**DATED)
        last = at(MONDAY + timedelta(days=3), 17)  # 24/11 is a holiday
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO, now=last)
        after = at(MONDAY + timedelta(days=4))
        with pytest.raises(WrongState, match="26/11/2026"):
            do_whole("confirm_correction", directive, cast.actor(cast.chief), now=after)

    def test_not_where_the_date_has_been_changed_since(self, cast, issued):
        directive = issued(**DATED)
        data = needs.SetDeadline(due_on=RIGHT, reason="Theo họp")
        do("set_deadline", directive, cast.actor(cast.chair), data)
        with pytest.raises(WrongState):
            do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)

    def test_one_at_a_time_and_it_can_be_dropped(self, cast, issued):
        directive = issued(**DATED)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        with pytest.raises(WrongState):
            do_whole("propose_correction", directive, cast.actor(cast.other_monitor), TYPO)
        do_whole(
            "drop_correction", directive, cast.actor(cast.chief), needs.OptionalReason(reason="Đúng rồi")
        )
        with pytest.raises(WrongState):
            do_whole("confirm_correction", directive, cast.actor(cast.chief))
        assert lead(directive).original_due_on == DUE
        do_whole("propose_correction", directive, cast.actor(cast.other_monitor), TYPO)

    @pytest.mark.parametrize(
        "data",
        [
            needs.Correction(due_on=DUE, reason="Như cũ"),
            needs.Correction(due_on=MONDAY - timedelta(days=1), reason="Trước ngày giao"),
            needs.Correction(due_on=RIGHT, reason=" "),
        ],
    )
    def test_bad_input_changes_nothing(self, cast, issued, data):
        directive = issued(**DATED)
        before = snapshot(directive)
        with pytest.raises(Invalid):
            do_whole("propose_correction", directive, cast.actor(cast.monitor), data)
        assert snapshot(directive) == before
        assert not Correction.objects.exists()

    def test_without_a_date_there_is_nothing_to_correct(self, cast, issued):
        with pytest.raises(WrongState):
            do_whole("propose_correction", issued(), cast.actor(cast.monitor), TYPO)

    def test_the_database_lets_the_original_date_change_in_no_other_way(self, cast, issued):
        directive = issued(**DATED)

        def force(day):
            Assignment.objects.filter(directive=directive).update(original_due_on=day)

        with pytest.raises(DatabaseError, match="original deadline"), transaction.atomic():
            force(RIGHT)
        do_whole("propose_correction", directive, cast.actor(cast.monitor), TYPO)
        with pytest.raises(DatabaseError, match="original deadline"), transaction.atomic():
            force(RIGHT)  # only proposed
        with pytest.raises(DatabaseError), transaction.atomic():  # nobody confirms their own
            Correction.objects.update(state="confirmed", decided_by=cast.monitor, decided_on=MONDAY)
        late = MONDAY + timedelta(days=9)
        with pytest.raises(DatabaseError), transaction.atomic():  # nor after the window
            Correction.objects.update(state="confirmed", decided_by=cast.chief, decided_on=late)
        do_whole("confirm_correction", directive, cast.actor(cast.chief))
        with pytest.raises(DatabaseError, match="original deadline"), transaction.atomic():
            force(DUE)
        do("accept", directive, cast.actor(cast.head))
        with pytest.raises(DatabaseError, match="original deadline"), transaction.atomic():
            force(None)
        assert statuses(directive) == {"BQL": Status.IN_PROGRESS}
