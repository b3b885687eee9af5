"""Entering a conclusion, correcting it, giving it its text."""

from datetime import date, timedelta
from typing import Any

import pytest

from directives import journal
from directives.errors import Forbidden, Invalid, NotVisible, Stale, WrongState
from directives.models import Conclusion, ConclusionPoint, Directive, JournalEntry, JournalHead, StoredFile
from directives.services import conclusions, files
from tests.cast import MONDAY, NOW
from tests.directives.conclusion_text import NOTICE
from tests.directives.services.entering import accept, entered, entry, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db


def office_journal_holds() -> bool:
    head = JournalHead.objects.get(stream="office")
    return journal.verify("office", seq=head.seq, digest=head.digest) == []


def test_a_conclusion_is_read_into_points(cast):
    conclusion = entered(cast)
    points = points_of(conclusion)
    assert len(points) == 5
    assert points[0].text.startswith("Giao Ban Quản lý các khu công nghiệp chủ trì")
    assert points[0].proposal["leads"] == [
        {
            "name": "Ban Quản lý các khu công nghiệp",
            "state": "exact",
            "department": cast.board.pk,
            "group": None,
        }
    ]
    assert points[0].proposal["deadline"] == "2026-12-13"
    (words,) = points[1].proposal["coordinating"]
    assert (words["name"], words["state"]) == ("các sở, ngành liên quan", "generic")
    assert (words["department"], words["group"]) == (None, None)
    assert points[2].proposal["leads"][0]["group"] == cast.group.pk
    assert [link["department"] for link in points[3].proposal["leads"]] == [cast.finance.pk, cast.farming.pk]
    assert conclusion.issued_by == cast.committee
    assert conclusion.monitor == cast.monitor
    assert office_journal_holds()


def test_a_conclusion_exists_from_the_meeting_day_without_text(cast):
    conclusion = entered(cast, text="", number="", issued_on=None, held_on=MONDAY)
    assert conclusion.points.count() == 0
    assert JournalEntry.objects.get(conclusion=conclusion).verb == "enter_conclusion"


@pytest.mark.parametrize("who", ["head", "chair", "administrator", "outsider"])
def test_only_the_office_enters_conclusions(cast, who):
    before = snapshot()
    with pytest.raises(Forbidden):
        conclusions.enter_conclusion(entry(), actor=cast.actor(getattr(cast, who)), now=NOW)
    assert snapshot() == before


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": " "}, "title"),
    "a title longer than its column": ({"title": "x" * 501}, "title"),
    "a number longer than its column": ({"number": "1" * 81}, "number"),
    "a signatory longer than the column": ({"signed_by": "x" * 151}, "signed_by"),
    "a meeting in the future": ({"held_on": MONDAY + timedelta(days=1), "issued_on": None}, "held_on"),
    "a notice before the meeting": ({"issued_on": date(2026, 11, 11)}, "issued_on"),
    "a notice in the future": ({"issued_on": MONDAY + timedelta(days=1)}, "issued_on"),
    "nobody's department": ({"issued_by": 10**9}, "issued_by"),
    "nobody as chair": ({"chaired_by": 10**9}, "chaired_by"),
    "nobody as monitor": ({"monitor": 10**9}, "monitor"),
    "no such field": ({"field": 10**9}, "field"),
    "no such secrecy": ({"secrecy": "x"}, "secrecy"),
    "secret content": ({"secrecy": "secret"}, "title"),
    "a secret with a file": ({"secrecy": "secret", "title": ""}, "file"),
    "a secret signatory": ({"secrecy": "secret", "title": "", "text": "", "signed_by": "x"}, "signed_by"),
    "a number that is none": ({"secrecy": "secret", "title": "", "text": "", "number": "Số 5"}, "number"),
    "a text marked secret": ({"text": "ỦY BAN NHÂN DÂN\nMẬT\nThông báo"}, "file"),
    "English": ({"text": "The chair asks everybody to hurry up with their reports."}, "text"),
    "no conclusion": ({"text": "Hôm nay trời đẹp, cả nhà đi chơi công viên rồi về nhà ăn cơm."}, "text"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_entries_name_the_field_and_store_nothing(cast, case):
    changes, field = WRONG[case]
    file = files.kept(b"noi dung", "ket-luan.txt", "text/plain", actor=cast.actor(cast.monitor), now=NOW)
    before = snapshot()
    with pytest.raises(Invalid) as refused:
        conclusions.enter_conclusion(entry(**changes), actor=cast.actor(cast.monitor), now=NOW, file=file)
    assert refused.value.field == field
    assert str(refused.value)
    assert snapshot() == before


def test_a_closed_department_has_issued_nothing_since(cast):
    with pytest.raises(Invalid) as refused:
        entered(cast, issued_by=cast.closed.pk)
    assert refused.value.field == "issued_by"
    old = entered(cast, issued_by=cast.closed.pk, held_on=date(2025, 2, 3), issued_on=date(2025, 2, 10))
    assert old.issued_by == cast.closed


def test_people_who_hold_no_such_post_are_refused(cast):
    for field, person in (("chaired_by", cast.head), ("monitor", cast.head)):
        with pytest.raises(Invalid) as refused:
            entered(cast, **{field: person.pk})
        assert refused.value.field == field


def test_the_same_number_and_date_only_once(cast):
    entered(cast)
    before = snapshot()
    with pytest.raises(Invalid) as refused:
        entered(cast)
    assert refused.value.field == "number"
    assert snapshot() == before


def test_a_text_without_points_is_kept_when_the_clerk_insists(cast):
    text = "Hôm nay trời đẹp, cả nhà đi chơi công viên rồi về nhà ăn cơm."
    with pytest.raises(Invalid) as refused:
        entered(cast, text=text)
    assert refused.value.code == "no_conclusion"
    conclusion = entered(cast, text=text, even_without_points=True)
    assert (conclusion.text, conclusion.points.count()) == (text, 0)


def test_insisting_does_not_let_other_languages_in(cast):
    with pytest.raises(Invalid):
        entered(cast, text="The chair asks everybody to hurry.", even_without_points=True)


def test_a_repeated_request_enters_once(cast):
    first, second = (
        conclusions.enter_conclusion(
            entry(number=""), actor=cast.actor(cast.monitor), now=NOW, request_key="k1"
        )
        for _ in range(2)
    )
    assert first == second
    assert Conclusion.objects.count() == 1


def test_the_file_is_written_with_the_conclusion(cast):
    file = files.kept(b"noi dung", "ket-luan.txt", "text/plain", actor=cast.actor(cast.monitor), now=NOW)
    assert not StoredFile.objects.exists()
    conclusion = conclusions.enter_conclusion(entry(), actor=cast.actor(cast.monitor), now=NOW, file=file)
    assert conclusion.source_file == StoredFile.objects.get()


def test_text_in_two_unicode_forms_is_one(cast):
    import unicodedata

    conclusion = entered(cast, text=unicodedata.normalize("NFD", NOTICE).replace("\n", "\r\n"))
    assert conclusion.text == NOTICE.strip()
    assert points_of(conclusion)[1].text.startswith("Giao Sở Tài chính")


class TestCorrecting:
    def correct(self, cast, conclusion, *, who="monitor", version=None, **changes):
        return conclusions.correct_entry(
            conclusion.pk, entry(**changes), actor=cast.actor(getattr(cast, who)), now=NOW, version=version
        )

    def test_it_works(self, cast):
        conclusion = self.correct(cast, entered(cast), number="122/TB-UBND", chaired_by=cast.vice_chair.pk)
        conclusion.refresh_from_db()
        assert (conclusion.number, conclusion.chaired_by, conclusion.version) == (
            "122/TB-UBND",
            cast.vice_chair,
            1,
        )
        assert conclusion.points.count() == 5

    def test_a_meeting_day_after_a_deadline_is_refused(self, cast):
        conclusion = entered(cast)
        accept(cast, points_of(conclusion)[0], deadline_kind="dated", due_on=date(2026, 11, 14))
        before = snapshot()
        with pytest.raises(Invalid) as refused:
            self.correct(cast, conclusion, held_on=date(2026, 11, 15))
        assert refused.value.field == "held_on"
        assert snapshot() == before

    def test_wrong_state_role_and_version(self, cast):
        conclusion = entered(cast)
        before = snapshot()
        with pytest.raises(NotVisible):
            self.correct(cast, conclusion, who="outsider")
        with pytest.raises(Forbidden):
            self.correct(cast, conclusion, who="chair")
        with pytest.raises(Stale):
            self.correct(cast, conclusion, version=7)
        assert snapshot() == before
        settle_all(cast, conclusion)
        conclusions.issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        with pytest.raises(WrongState):
            self.correct(cast, conclusion)

    def test_search_words_reach_the_directives_at_issue(self, cast):
        conclusion = entered(cast)
        settle_all(cast, conclusion)
        self.correct(cast, conclusion, number="999/TB-UBND")
        conclusions.issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        directive = Directive.objects.filter(conclusion=conclusion).first()
        assert directive is not None
        assert "999/tb-ubnd" in directive.folded


class TestGivingItsText:
    def give(self, cast, conclusion, *, who="monitor", text=NOTICE, **more):
        return conclusions.replace_text(
            conclusion.pk, text=text, actor=cast.actor(getattr(cast, who)), now=NOW, **more
        )

    def test_a_conclusion_gets_its_text_later(self, cast):
        conclusion = entered(cast, text="", number="", issued_on=None)
        conclusion = self.give(cast, conclusion, number="121/TB-UBND", issued_on=date(2026, 11, 16))
        assert (conclusion.number, conclusion.points.count()) == ("121/TB-UBND", 5)
        assert office_journal_holds()

    def test_a_new_text_drops_the_drafts_of_the_old_one(self, cast):
        conclusion = entered(cast)
        settle_all(cast, conclusion)
        self.give(cast, conclusion)
        assert not Directive.objects.exists()
        assert {point.outcome for point in ConclusionPoint.objects.all()} == {"undecided"}

    def test_refusals_change_nothing(self, cast):
        conclusion = entered(cast)
        file = files.kept(b"x", "x.txt", "text/plain", actor=cast.actor(cast.monitor), now=NOW)
        before = snapshot()
        for more, refusal in (
            ({"text": " "}, Invalid),
            ({"text": "no Vietnamese here at all"}, Invalid),
            ({"issued_on": date(2026, 11, 1)}, Invalid),
            ({"number": "1" * 81}, Invalid),
            ({"version": 9}, Stale),
            ({"who": "chair"}, Forbidden),
            ({"who": "outsider"}, NotVisible),
        ):
            with pytest.raises(refusal):
                self.give(cast, conclusion, file=file, **more)
        assert snapshot() == before

    def test_not_after_the_directives_are_issued(self, cast):
        conclusion = entered(cast)
        settle_all(cast, conclusion)
        conclusions.issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        with pytest.raises(WrongState):
            self.give(cast, conclusion)

    def test_a_number_taken_by_another_conclusion(self, cast):
        entered(cast)
        later = entered(cast, text="", number="", issued_on=None)
        with pytest.raises(Invalid) as refused:
            self.give(cast, later, number="121/TB-UBND", issued_on=date(2026, 11, 16))
        assert refused.value.field == "number"
