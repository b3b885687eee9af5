"""Secret documents: number, dates and departments are followed, words and files get in nowhere."""

import dataclasses
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.lifecycle import VERBS, Verb
from directives.models import Assignment, Conclusion, Directive, ProgressReport, StoredFile
from directives.services import conclusions, files, naming, secret_conclusions
from directives.services.naming import KeptName
from directives.services.points import settle_point
from directives.services.secrecy import CODE, WORDLESS, check_needs, check_number, is_marked
from tests.cast import MONDAY, NOW
from tests.directives.services.doing import do, lead
from tests.directives.services.doing import snapshot as directive_snapshot
from tests.directives.services.entering import (
    accept,
    entered,
    entry,
    plan,
    points_of,
    secret,
    secret_directive,
    snapshot,
)

pytestmark = pytest.mark.django_db

RESULT = needs.Submit(result_summary="", document_number="412/BC-BQL", document_date=MONDAY)


@pytest.mark.parametrize(
    "number",
    ["05/TB-UBND", "123/2025/NĐ-CP", "12-KL/TU", "1234/QĐ-TTg", "7a/KH-BCĐ", "09/TB-VPUBND", ""],
)
def test_numbers_of_documents_pass(number):
    check_number(number)


@pytest.mark.parametrize(
    "number", ["Số 05", "05", "05/TB về đất quốc phòng", "05/TB-UBND (mật)", "x/TB", "1/A" * 14, "05/tb-ubnd"]
)
def test_what_is_more_than_a_number_is_refused(number):
    with pytest.raises(Invalid) as refused:
        check_number(number)
    assert (refused.value.field, refused.value.code) == ("number", CODE)


@pytest.mark.parametrize("stamp", ["MẬT", "  TỐI MẬT ", "Tuyệt mật", "(MẬT)", "Độ mật: Mật"])
def test_the_stamp_of_a_secret_document_is_seen(stamp):
    assert is_marked(f"ỦY BAN NHÂN DÂN TỈNH\n{stamp}\nSố: 05/TB-UBND")
    assert not is_marked(f"Công tác bảo mật, {stamp} không được phổ biến")
    assert not is_marked("x" * 1500 + f"\n{stamp}\n")


class TestConclusion:
    def test_it_has_number_dates_and_people_alone(self, cast):
        conclusion = secret(cast, chaired_by=cast.vice_chair.pk)
        row = Conclusion.objects.get(pk=conclusion.pk)
        assert (row.title, row.text, row.signed_by, row.source_file, row.field) == ("", "", "", None, None)
        assert (row.heading, row.folded) == ("Số 121/TB-UBND (mật)", "121/tb-ubnd")
        assert secret(cast, number="", issued_on=None).heading == "Kết luận mật của cuộc họp ngày 19/10/2026"

    def test_no_text_later(self, cast):
        conclusion = secret(cast)
        before = snapshot()
        with pytest.raises(Invalid) as refused:
            conclusions.replace_text(
                conclusion.pk, text="Giao Sở Tài chính", actor=cast.actor(cast.monitor), now=NOW
            )
        assert refused.value.code == CODE
        assert snapshot() == before

    @pytest.mark.parametrize("columns", [{"title": "x"}, {"text": "x"}, {"signed_by": "x"}])
    def test_the_database_refuses_words(self, cast, columns):
        conclusion = secret(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Conclusion.objects.filter(pk=conclusion.pk).update(**columns)


class TestDrafts:
    def test_entered_by_hand_corrected_and_issued(self, cast):
        conclusion, actor = secret(cast), cast.actor(cast.monitor)
        dated = plan(cast, text="", deadline_kind="dated", due_on=date(2026, 12, 1))
        secret_conclusions.add_draft(conclusion.pk, dated, actor=actor, now=NOW)
        each = plan(cast, text="", mode="each", leads=(cast.board.pk, cast.finance.pk))
        dropped = secret_conclusions.add_draft(conclusion.pk, each, actor=actor, now=NOW)
        secret_conclusions.drop_draft(dropped.pk, actor=actor, now=NOW)
        corrected = entry(
            title="", text="", secrecy="secret", number="122/TB-UBND", held_on=date(2026, 10, 19)
        )
        conclusions.correct_entry(conclusion.pk, corrected, actor=actor, now=NOW)
        (issued,) = conclusions.issue_conclusion(conclusion.pk, actor=actor, now=NOW)
        row = Directive.objects.get(pk=issued.pk)
        assert (row.title, row.text, row.product, row.field) == ("122/TB-UBND", "", "", None)
        assert row.heading == "Số 122/TB-UBND (mật), ngày 16/11/2026"
        assert (row.folded, row.is_secret) == ("122/tb-ubnd", True)
        assert lead(row).due_on == date(2026, 12, 1)

    def test_refusals_change_nothing(self, cast):
        conclusion, ordinary = secret(cast), entered(cast, number="130/TB-UBND")
        before = snapshot()
        for pk, who, changes, refusal in (
            (conclusion.pk, "monitor", {"text": "Điều tra"}, Invalid),
            (conclusion.pk, "monitor", {"title": "Điều tra"}, Invalid),
            (conclusion.pk, "monitor", {"product": "Điều tra"}, Invalid),
            (conclusion.pk, "monitor", {"deadline_phrase": "trong tháng"}, Invalid),
            (conclusion.pk, "monitor", {"field": cast.field.pk}, Invalid),
            (conclusion.pk, "monitor", {"leads": ()}, Invalid),
            (ordinary.pk, "monitor", {}, WrongState),
            (conclusion.pk, "chair", {}, Forbidden),
            (conclusion.pk, "outsider", {}, NotVisible),
        ):
            wanted, actor = plan(cast, **{"text": "", **changes}), cast.actor(getattr(cast, who))
            with pytest.raises(refusal):
                secret_conclusions.add_draft(pk, wanted, actor=actor, now=NOW)
        wanted, actor = plan(cast, text=""), cast.actor(cast.monitor)
        with pytest.raises(Stale):
            secret_conclusions.add_draft(conclusion.pk, wanted, actor=actor, now=NOW, version=9)
        assert snapshot() == before

    def test_what_is_issued_is_not_dropped(self, cast):
        directive = secret_directive(cast)
        with pytest.raises(WrongState):
            secret_conclusions.drop_draft(directive.pk, actor=cast.actor(cast.monitor), now=NOW)
        assert Directive.objects.filter(pk=directive.pk).exists()

    def test_nothing_to_issue(self, cast):
        conclusion = secret(cast)
        with pytest.raises(WrongState):
            conclusions.issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)

    def test_the_number_comes_first(self, cast):
        conclusion, actor = secret(cast, number="", issued_on=None), cast.actor(cast.monitor)
        with pytest.raises(Invalid) as refused:
            secret_conclusions.add_draft(conclusion.pk, plan(cast, text=""), actor=actor, now=NOW)
        assert refused.value.field == "number"

    @pytest.mark.parametrize(
        "columns", [{"text": "x"}, {"title": "x"}, {"product": "x"}, {"deadline_phrase": "x"}]
    )
    def test_the_database_refuses_words(self, cast, columns):
        directive = secret_directive(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Directive.objects.filter(pk=directive.pk).update(**columns)


class TestChangingSecrecy:
    def correct(self, cast, conclusion, *, who="monitor", **changes):
        return conclusions.correct_entry(
            conclusion.pk, entry(**{"text": "", **changes}), actor=cast.actor(getattr(cast, who)), now=NOW
        )

    def test_to_secret_takes_everything_out(self, cast):
        actor = cast.actor(cast.monitor)
        file = files.kept(b"noi dung kin", "kin.txt", "text/plain", actor=actor, now=NOW)
        conclusion = conclusions.enter_conclusion(entry(), actor=actor, now=NOW, file=file)
        accept(cast, points_of(conclusion)[0])
        before = snapshot()
        with pytest.raises(Invalid) as refused:
            self.correct(cast, conclusion, title="", secrecy="secret")
        assert refused.value.field == "remove_content"
        assert snapshot() == before
        self.correct(cast, conclusion, title="", secrecy="secret", remove_content=True)
        row = Conclusion.objects.get(pk=conclusion.pk)
        assert (row.is_secret, row.title, row.text, row.source_file) == (True, "", "", None)
        assert not StoredFile.objects.exists()
        assert not Directive.objects.exists()
        assert not row.points.exists()

    def test_the_bytes_go_too(self, cast, django_capture_on_commit_callbacks):
        actor = cast.actor(cast.monitor)
        file = files.kept(b"noi dung kin hon", "kin.txt", "text/plain", actor=actor, now=NOW)
        conclusion = conclusions.enter_conclusion(entry(), actor=actor, now=NOW, file=file)
        assert files.path_of(file.sha256).exists()
        with django_capture_on_commit_callbacks(execute=True):
            self.correct(cast, conclusion, title="", secrecy="secret", remove_content=True)
        assert not files.path_of(file.sha256).exists()

    def test_not_when_the_journal_holds_words(self, cast):
        conclusion, actor = entered(cast), cast.actor(cast.monitor)
        settle_point(points_of(conclusion)[0].pk, "no_task", "Biểu dương", actor=actor, now=NOW)
        with pytest.raises(Invalid) as refused:
            self.correct(cast, conclusion, title="", secrecy="secret", remove_content=True)
        assert refused.value.field == "secrecy"

    def test_not_when_the_journal_holds_names_of_its_text(self, cast):
        conclusion, kept = entered(cast), KeptName(name="Ban Quản lý dự án lớn", department=cast.board.pk)
        naming.keep_name(conclusion.pk, kept, actor=cast.actor(cast.monitor), now=NOW)
        with pytest.raises(Invalid) as refused:
            self.correct(cast, conclusion, title="", secrecy="secret", remove_content=True)
        assert refused.value.field == "secrecy"

    def test_back_by_the_chief_alone_and_without_drafts(self, cast):
        conclusion = secret(cast)
        with pytest.raises(Forbidden):
            self.correct(cast, conclusion)
        draft = secret_conclusions.add_draft(
            conclusion.pk, plan(cast, text=""), actor=cast.actor(cast.monitor), now=NOW
        )
        with pytest.raises(Invalid):
            self.correct(cast, conclusion, who="chief")
        secret_conclusions.drop_draft(draft.pk, actor=cast.actor(cast.monitor), now=NOW)
        self.correct(cast, conclusion, who="chief")
        assert not Conclusion.objects.get(pk=conclusion.pk).is_secret


class TestVerbs:
    """The whole life of a secret directive without a word in it."""

    def test_acts_that_demand_words_are_done_without(self, cast):
        directive = secret_directive(cast)
        do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason=""))
        do("insist", directive, cast.actor(cast.monitor), needs.Reason(reason=""))
        deadline = needs.SetDeadline(due_on=date(2026, 12, 1), reason="")
        do("set_deadline", directive, cast.actor(cast.monitor), deadline)
        do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
        do("report", directive, cast.actor(cast.officer), needs.Report(done=""))
        do("submit", directive, cast.actor(cast.officer), RESULT)
        do("release", directive, cast.actor(cast.head))
        do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason=""))
        do("submit", directive, cast.actor(cast.head), RESULT)
        done = do("verify", directive, cast.actor(cast.monitor))
        assert done.directive.status == "completed"
        assert {row.done for row in ProgressReport.objects.all()} == {""}
        assert Assignment.objects.get(directive=directive).delivered_on == MONDAY

    def test_a_result_is_proved_by_a_number(self, cast):
        directive = secret_directive(cast)
        with pytest.raises(Invalid) as refused:
            do("submit", directive, cast.actor(cast.head), needs.Submit(result_summary=""))
        assert refused.value.field == "document_number"

    def test_an_ordinary_directive_still_asks_for_words(self, cast, issued):
        with pytest.raises(Invalid):
            do("report", issued(), cast.actor(cast.head), needs.Report(done=" "))

    @pytest.mark.parametrize(
        ("verb", "data", "field"),
        [
            ("refuse", needs.Refuse(reason="Vụ việc kín"), "reason"),
            ("delegate", needs.Delegate(officer=1, note="Vụ việc kín"), "note"),
            ("report", needs.Report(done="Vụ việc kín"), "done"),
            ("report", needs.Report(done="", next_steps="Vụ việc kín"), "next_steps"),
            ("report", needs.Report(done="", files=(1,)), "files"),
            ("submit", needs.Submit(result_summary="Vụ việc kín"), "result_summary"),
            ("submit", needs.Submit(result_summary="", document_number="Vụ việc kín"), "document_number"),
            ("submit", needs.Submit(result_summary="", files=(1,)), "files"),
            ("set_deadline", needs.SetDeadline(due_on=date(2026, 12, 1), reason="Vụ việc kín"), "reason"),
        ],
    )
    def test_words_and_files_are_refused(self, cast, verb, data, field):
        directive = secret_directive(cast)
        before = directive_snapshot(directive)
        who = cast.monitor if verb == "set_deadline" else cast.head
        with pytest.raises(Invalid) as refused:
            do(verb, directive, cast.actor(who), data)
        assert (refused.value.field, refused.value.code) == (field, CODE)
        assert directive_snapshot(directive) == before


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_every_place_for_words_in_the_table_is_refused(verb: Verb) -> None:
    """Whatever verb is added: a need that may hold words or files is refused on a secret directive."""
    directive = Directive(secrecy="secret")
    for need in dataclasses.fields(verb.needs):
        if need.metadata["kind"] in WORDLESS:
            continue
        others = {other.name: None for other in dataclasses.fields(verb.needs)}
        value = (1,) if need.metadata["kind"] == "files" else "Vụ việc kín"
        with pytest.raises(Invalid) as refused:
            check_needs(directive, verb, verb.needs(**{**others, need.name: value}))
        assert (refused.value.field, refused.value.code) == (need.name, CODE)
        check_needs(Directive(), verb, verb.needs(**{**others, need.name: value}))
