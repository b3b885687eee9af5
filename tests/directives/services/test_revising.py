"""A corrected text of an issued conclusion: kept beside the one before, read, and laid beside it."""

from datetime import timedelta

import pytest

from departments.actors import actor_of
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.models import (
    Amendment,
    Conclusion,
    ConclusionRevision,
    RevisionChange,
    RevisionPoint,
    RevisionState,
)
from directives.services import conclusions, files, points, revising
from directives.services.revising import withdraw_revision
from directives.services.revision_deciding import skip_change
from directives.services.revision_reading import compare
from tests.cast import MONDAY, NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.services import entering
from tests.directives.services.entering import points_of, secret_directive
from tests.directives.services.revising import (
    COORDINATING,
    DATE,
    GONE,
    LEAD,
    NEW,
    WORDING,
    asked,
    change,
    changed,
    directive_of,
    issued_notice,
    revised,
)
from tests.directives.services.whole import do_whole

pytestmark = pytest.mark.django_db

KEPT = (ConclusionRevision, RevisionPoint, RevisionChange, Amendment)


@pytest.fixture
def notice(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return issued_notice(cast)


def snapshot():
    return entering.snapshot() + [list(model.objects.order_by("pk").values()) for model in KEPT]


def refused(cast, conclusion, refusal, *changes, code=None, **more):
    before = snapshot()
    with pytest.raises(refusal) as said:
        revised(cast, conclusion, *changes, **more)
    assert snapshot() == before
    assert code in (None, said.value.code)
    return said.value


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([WORDING], [("reworded", "wording")]),
        ([DATE], [("reworded", "wording"), ("reworded", "deadline")]),
        ([LEAD], [("reworded", "wording"), ("reworded", "lead")]),
        ([COORDINATING], [("reworded", "wording"), ("reworded", "added"), ("reworded", "removed")]),
        ([GONE], [("gone", "gone")]),
        ([NEW], [("new", "new")]),
    ],
)
def test_each_difference_asks_for_its_own_decision(cast, notice, changes, wanted):
    assert asked(revised(cast, notice, *changes)) == wanted


class TestKept:
    def test_entering_changes_no_directive_and_keeps_both_texts(self, cast, notice):
        before = list(notice.directives.order_by("pk").values())
        file = files.kept(
            b"dinh chinh", "129-TB.pdf", "application/pdf", actor=cast.actor(cast.monitor), now=NOW
        )
        revision = revised(cast, notice, WORDING, DATE, LEAD, GONE, NEW, file=file)
        assert list(notice.directives.order_by("pk").values()) == before
        notice.refresh_from_db()
        assert notice.text.split() == NOTICE.split()
        assert revision.text.split() == changed(WORDING, DATE, LEAD, GONE, NEW).split()
        assert (revision.ordinal, revision.document_number, revision.document_date) == (
            1,
            "129/TB-UBND",
            MONDAY,
        )
        assert (revision.by, revision.at, revision.source_file.name) == (cast.monitor, NOW, "129-TB.pdf")
        entry = notice.journal.latest("seq")
        assert (entry.verb, entry.data["revision"], entry.data["changes"]) == (
            "revise_conclusion",
            revision.pk,
            6,
        )

    def test_no_point_ever_shows_words_of_another_text(self, cast, notice):
        first = [point.text for point in points_of(notice)]
        shifted = ("THÔNG BÁO\n", "THÔNG BÁO\n(Thay thế Thông báo trước đây, do sai sót kỹ thuật)\n")
        revision = revised(cast, notice, shifted, WORDING, NEW)
        assert [point.text for point in points_of(notice)] == first
        for point in revision.points.select_related("revision__conclusion"):
            if point.relation == "same":
                assert point.text.split() == point.old_text.split()
        second = revised_again(cast, notice, revision, DATE)
        texts = [point.text for point in revision.points.select_related("revision__conclusion")]
        old = {
            point.old_text for point in second.points.select_related("revision__base", "revision__conclusion")
        }
        assert old <= set(texts)
        assert texts[0] not in first

    def test_only_what_surrounds_the_points_has_changed(self, cast, notice):
        revision = revised(cast, notice, ("Sau khi nghe các ý kiến", "Sau khi nghe ý kiến các đại biểu"))
        assert (revision.state, asked(revision)) == (RevisionState.FINISHED, [])

    def test_what_the_clerk_cut_by_hand_is_not_read_anew(self, cast):
        conclusion = entering.entered(cast)
        actor = cast.actor(cast.monitor)
        third = points_of(conclusion)[2]
        points.split_point(third.pk, third.start + third.text.index("công khai"), actor=actor, now=NOW)
        points.drop_point(points_of(conclusion)[-1].pk, actor=actor, now=NOW)
        entering.settle_all(cast, conclusion)
        conclusions.issue_conclusion(conclusion.pk, actor=actor, now=NOW)
        revision = revised(cast, conclusion, ("tham mưu bố trí vốn", "tham mưu việc bố trí vốn"))
        assert asked(revision) == [("reworded", "wording")]
        assert revision.points.count() == 5

    def test_a_point_without_a_task_asks_for_nothing_until_its_words_change(self, cast):
        conclusion = entering.entered(cast)
        actor = cast.actor(cast.monitor)
        rest = points_of(conclusion)
        points.settle_point(rest[0].pk, "no_task", "Định hướng chung", actor=actor, now=NOW)
        for point in rest[1:]:
            entering.accept(cast, point)
        conclusions.issue_conclusion(conclusion.pk, actor=actor, now=NOW)
        assert asked(revised(cast, conclusion, WORDING)) == [("reworded", "new")]

    def test_a_closed_directive_is_shown_and_asks_for_one_decision(self, cast, notice):
        reason = needs.Reason(reason="Không còn phù hợp")
        do_whole("recall_directive", directive_of(notice, "1"), cast.actor(cast.chief), reason)
        assert asked(revised(cast, notice, DATE)) == [("reworded", "wording")]


def revised_again(cast, notice, first, *changes):
    """A second correction on top of the first, all of whose changes were left as they are."""
    for row in first.changes.all():
        skip_change(row.pk, "Không ảnh hưởng", actor=cast.actor(cast.monitor), now=NOW)
    return revised(
        cast, notice, text=changed(*changes, text=first.text), said={"document_number": "131/TB-UBND"}
    )


class TestSecondCorrection:
    def test_it_is_compared_with_the_first(self, cast, notice):
        first = revised(cast, notice, WORDING, NEW)
        second = revised_again(cast, notice, first, DATE)
        assert (second.ordinal, second.base) == (2, first)
        assert asked(second) == [("reworded", "wording"), ("reworded", "deadline")]
        assert change(second, "wording").directive == directive_of(notice, "1")

    def test_not_while_the_first_is_open(self, cast, notice):
        revised(cast, notice, WORDING)
        refused(cast, notice, WrongState, WORDING, DATE)

    def test_a_withdrawn_one_counts_for_nothing(self, cast, notice):
        first = revised(cast, notice, WORDING)
        withdraw_revision(first.pk, actor=cast.actor(cast.monitor), now=NOW)
        second = revised(cast, notice, WORDING)
        assert (second.ordinal, second.base) == (2, None)

    def test_the_text_as_issued_may_come_back(self, cast, notice):
        second = revised_again(cast, notice, revised(cast, notice, DATE), DATE[::-1])
        assert asked(second) == [("reworded", "wording")]  # the date is the one the directive has


class TestRefused:
    def test_the_same_text(self, cast, notice):
        refused(cast, notice, Invalid, text=f"\n{NOTICE}\n\n", code="nothing_changed")

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("  \n", "invalid"),
            ("Hello world, nothing to see here at all, just English words.", "not_vietnamese"),
            ("Trời hôm nay đẹp quá, gió thổi nhẹ ngoài hiên.", "no_conclusion"),
            ("MẬT\n" + NOTICE, "secret_content"),
        ],
    )
    def test_a_text_that_is_none(self, cast, notice, text, code):
        refused(cast, notice, Invalid, text=text, code=code)

    def test_another_document_unless_insisted(self, cast, notice):
        stranger = (
            "Giao Sở Nông nghiệp và Môi trường khẩn trương kiểm tra hồ chứa nước trước ngày 05/12/2026."
        )
        refused(cast, notice, Invalid, text=stranger, code="another_document")
        revision = revised(cast, notice, text=stranger, said={"even_if_unlike": True})
        assert sorted(asked(revision)) == [("gone", "gone")] * 5 + [("new", "new")]

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"reason": " "}, "reason"),
            ({"reason": "x" * 2001}, "reason"),
            ({"document_number": "1" * 81}, "document_number"),
            ({"document_date": MONDAY + timedelta(days=1)}, "document_date"),
            ({"document_date": entering.HELD_ON - timedelta(days=1)}, "document_date"),
        ],
    )
    def test_what_is_said_about_it(self, cast, notice, said, field):
        assert refused(cast, notice, Invalid, WORDING, said=said).field == field

    def test_before_it_is_issued(self, cast):
        refused(cast, entering.entered(cast), WrongState, WORDING)

    def test_a_secret_one(self, cast):
        conclusion = secret_directive(cast).conclusion
        refused(cast, conclusion, Invalid, WORDING, code="secret_content")

    def test_who_may(self, cast, notice):
        for person, refusal in (
            (cast.chair, Forbidden),
            (cast.head, Forbidden),
            (cast.outsider, Forbidden),  # takes part in point 4
            (cast.other_vice_chair, NotVisible),
            (cast.administrator, NotVisible),
        ):
            refused(cast, notice, refusal, WORDING, actor=actor_of(person, MONDAY))
        revised(cast, notice, WORDING, actor=cast.actor(cast.chief))

    def test_a_stale_form_and_a_replay(self, cast, notice):
        refused(cast, notice, Stale, WORDING, version=notice.version - 1)
        first = revised(cast, notice, WORDING, version=notice.version, request_key="k1")
        assert revised(cast, notice, WORDING, version=notice.version, request_key="k1") == first
        assert ConclusionRevision.objects.count() == 1

    def test_entered_twice_at_once(self, cast, notice, monkeypatch):
        """Somebody else's correction lands between the reading and the lock."""

        def slow(*args, **how):
            monkeypatch.setattr(revising, "compare", compare)
            found = compare(*args, **how)
            revised(cast, notice, WORDING, actor=cast.actor(cast.other_monitor))
            return found

        monkeypatch.setattr(revising, "compare", slow)
        with pytest.raises(Stale):
            revised(cast, notice, DATE)
        assert ConclusionRevision.objects.count() == 1


class TestWithdraw:
    def test_the_text_stays_on_record(self, cast, notice):
        revision = revised(cast, notice, WORDING)
        withdraw_revision(revision.pk, actor=cast.actor(cast.other_monitor), now=NOW)
        revision.refresh_from_db()
        assert (revision.state, bool(revision.text)) == (RevisionState.WITHDRAWN, True)
        with pytest.raises(WrongState):
            withdraw_revision(revision.pk, actor=cast.actor(cast.monitor), now=NOW)
        with pytest.raises(WrongState):
            skip_change(change(revision, "wording").pk, "Thôi", actor=cast.actor(cast.monitor), now=NOW)

    def test_not_by_others(self, cast, notice):
        revision = revised(cast, notice, WORDING)
        for person, refusal in ((cast.chair, Forbidden), (cast.administrator, NotVisible)):
            with pytest.raises(refusal):
                withdraw_revision(revision.pk, actor=cast.actor(person), now=NOW)


def test_the_statements_do_not_grow_with_the_points(cast, notice, django_assert_max_num_queries):
    with django_assert_max_num_queries(55):
        revised(cast, notice, WORDING, DATE, LEAD, GONE, NEW)
    assert Conclusion.objects.get(pk=notice.pk).version == notice.version + 1
