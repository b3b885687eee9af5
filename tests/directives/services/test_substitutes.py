"""A substitute decides what the absent person would; every act says in whose name; persons in conflict stay out."""

from datetime import timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible
from directives.journal import OFFICE_STREAM
from directives.lifecycle import Status
from directives.models import JournalEntry
from directives.permissions import visible_directives
from directives.services import acting
from tests.cast import MONDAY, NOW, at, person
from tests.directives.services.acting import FRIDAY, away, post_of
from tests.directives.services.doing import RESULT, do, lead, snapshot

pytestmark = pytest.mark.django_db
LATER = FRIDAY + timedelta(days=1)


def to_approve(cast, issued, **changes):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk, **changes)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    return directive


def test_the_substitute_approves_in_the_leaders_name(cast, issued):
    directive = to_approve(cast, issued)
    substitute = cast.other_vice_chair
    with pytest.raises(NotVisible):
        do("approve", directive, cast.actor(substitute))
    away(cast, cast.vice_chair, substitute)
    assert directive in visible_directives(cast.actor(substitute))
    done = do("approve", directive, cast.actor(substitute))
    assert done.part.status == Status.COMPLETED
    assert done.entry.actor == substitute
    assert done.entry.post == post_of(cast.vice_chair)
    assert done.entry.on_behalf_of == cast.vice_chair


def test_not_before_nor_after_the_absence(cast, issued):
    directive = to_approve(cast, issued)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    before = snapshot(directive)
    for day in (MONDAY - timedelta(days=1), LATER):
        with pytest.raises(NotVisible):
            do("approve", directive, cast.actor(cast.other_vice_chair, day), now=at(day))
    assert snapshot(directive) == before


def test_the_absent_person_may_still_decide(cast, issued):
    directive = to_approve(cast, issued)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    entry = do("approve", directive, cast.actor(cast.vice_chair)).entry
    assert entry.on_behalf_of is None


def test_a_substitute_of_a_substitute_does_not_decide(cast, issued):
    third = person("pho-chu-tich-3", "Cao Thị Minh Nguyệt", (cast.committee, Post.VICE_CHAIR))
    directive = to_approve(cast, issued)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    away(cast, cast.other_vice_chair, third)
    with pytest.raises(NotVisible):
        do("approve", directive, cast.actor(third))


def test_what_one_can_do_oneself_is_done_as_oneself(cast, issued):
    away(cast, cast.head, cast.deputy)
    entry = do("accept", issued(), cast.actor(cast.deputy)).entry
    assert entry.post == post_of(cast.deputy)
    assert entry.on_behalf_of is None


def test_a_substitute_works_on_the_absent_officers_part(cast, issued):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    with pytest.raises(Forbidden):
        do("report", directive, cast.actor(cast.colleague), needs.Report(done="Đã làm"))
    away(cast, cast.officer, cast.colleague)
    entry = do("report", directive, cast.actor(cast.colleague), needs.Report(done="Đã làm")).entry
    assert (entry.actor, entry.on_behalf_of) == (cast.colleague, cast.officer)


def test_the_monitors_substitute_issues_in_the_monitors_name(cast):
    away(cast, cast.chief, None)
    deputy_chief = person("pho-cvp", "Phan Thị Kim Oanh", (cast.office, Post.DEPUTY))
    acting.end_absence(absence=post_of(cast.chief).absences.get().pk, actor=cast.actor(cast.chief), now=NOW)
    away(cast, cast.chief, deputy_chief)
    actor = cast.actor(deputy_chief)
    assert actor.is_office
    assert actor.is_chief_of_office


# --- conflict of interest: persons, whatever the post


def test_nobody_judges_what_they_prepared_when_standing_in(cast, issued):
    """The substitute has a second post in the department and released the result there."""
    Membership.objects.create(user=cast.other_vice_chair, department=cast.board, post=Post.DEPUTY)
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.other_vice_chair), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    away(cast, cast.vice_chair, cast.other_vice_chair)
    before = snapshot(directive)
    for verb, data in (("approve", None), ("return_", needs.Reason(reason="Thiếu số liệu"))):
        with pytest.raises(Forbidden) as refused:
            do(verb, directive, cast.actor(cast.other_vice_chair), data)
        assert refused.value.code == "conflict"
    assert snapshot(directive) == before


def test_nobody_judges_what_the_person_they_stand_for_prepared(cast, issued):
    """The absent monitor also works in the department and prepared the result there; the substitute monitors too."""
    Membership.objects.create(user=cast.monitor, department=cast.board, post=Post.CLERK)
    directive = issued()
    do("submit", directive, cast.actor(cast.monitor), RESULT)
    assert do_possible(cast, directive)
    away_from_office(cast)
    with pytest.raises(Forbidden) as refused:
        do("verify", directive, cast.actor(cast.other_monitor))
    assert refused.value.code == "conflict"


def do_possible(cast, directive):
    from directives import permissions
    from directives.lifecycle import VERBS

    return permissions.may(cast.actor(cast.other_monitor), VERBS["verify"], directive, lead(directive))


def away_from_office(cast):
    acting.enter_absence(
        post=post_of(cast.monitor, Post.MONITOR).pk,
        substitute=post_of(cast.other_monitor).pk,
        from_on=MONDAY,
        until_on=FRIDAY,
        reason="Nghỉ phép",
        actor=cast.actor(cast.chief),
        now=NOW,
    )


def test_nobody_judges_what_a_substitute_released_in_their_name(cast, issued):
    """The clerk, also a monitor, was away: the head released for the clerk, who is back and would verify."""
    Membership.objects.create(user=cast.clerk, department=cast.office, post=Post.MONITOR)
    directive = issued()
    acting.enter_absence(
        post=post_of(cast.clerk, Post.CLERK).pk,
        substitute=post_of(cast.deputy).pk,
        from_on=MONDAY,
        until_on=MONDAY,
        reason="Nghỉ ốm",
        actor=cast.actor(cast.head),
        now=NOW,
    )
    Membership.objects.filter(user=cast.deputy).update(post=Post.CLERK)
    do("submit", directive, cast.actor(cast.deputy), RESULT)
    report = lead(directive).reports.get()
    report.released_for = cast.clerk  # as where the own post had not sufficed
    report.save()
    tuesday = at(MONDAY + timedelta(days=2))
    with pytest.raises(Forbidden) as refused:
        do("verify", directive, cast.actor(cast.clerk, tuesday.date()), now=tuesday)
    assert refused.value.code == "conflict"


def test_who_prepared_for_an_absent_officer_counts_with_that_officer(cast, issued):
    """The colleague prepares for the absent officer, the head releases: both and the officer are its authors."""
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    away(cast, cast.officer, cast.colleague)
    do("submit", directive, cast.actor(cast.colleague), RESULT)
    do("release", directive, cast.actor(cast.head))
    report = lead(directive).reports.get()
    assert (report.prepared_by, report.prepared_for) == (cast.colleague, cast.officer)
    assert (report.released_by, report.released_for) == (cast.head, None)
    Membership.objects.create(user=cast.officer, department=cast.office, post=Post.MONITOR)
    with pytest.raises(Forbidden) as refused:
        do("verify", directive, cast.actor(cast.officer))
    assert refused.value.code == "conflict"


def test_nobody_gives_time_to_the_department_of_the_person_they_stand_for(cast, issued):
    """The absent Vice-Chair is head of the department as well: the substitute sets no date in the Vice-Chair's name."""
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=Post.HEAD)
    directive = issued(directed_by=cast.vice_chair.pk)
    away(cast, cast.vice_chair, cast.other_vice_chair)
    wanted = needs.SetDeadline(due_on=LATER, reason="Gia hạn")
    with pytest.raises(Forbidden) as refused:
        do("set_deadline", directive, cast.actor(cast.other_vice_chair), wanted)
    assert refused.value.code == "conflict"


def test_the_chair_decides_in_place_of_a_leader_of_the_department_and_so_does_the_chairs_substitute(
    cast, issued
):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=Post.HEAD)
    directive = to_approve(cast, issued)
    assert lead(directive).chair_decides
    with pytest.raises(Forbidden):
        do("approve", directive, cast.actor(cast.vice_chair))
    away(cast, cast.chair, cast.other_vice_chair)
    entry = do("approve", directive, cast.actor(cast.other_vice_chair)).entry
    assert entry.on_behalf_of == cast.chair


def test_two_posts_each_act_names_the_one_it_was_done_in(cast, issued):
    office = Membership.objects.create(user=cast.deputy, department=cast.office, post=Post.MONITOR)
    actor = cast.actor(cast.deputy)
    directive = issued()
    assert do("accept", directive, actor).entry.post == post_of(cast.deputy, Post.DEPUTY)
    elsewhere = issued(leads=(cast.finance.pk,))
    do("submit", elsewhere, cast.actor(cast.finance_head), RESULT)
    assert do("verify", elsewhere, actor).entry.post == office


def test_entering_and_ending_is_journaled_with_the_office_once(cast):
    values = {
        "post": post_of(cast.head).pk,
        "substitute": post_of(cast.deputy).pk,
        "from_on": MONDAY,
        "until_on": FRIDAY,
        "reason": "Đi công tác",
        "actor": cast.actor(cast.clerk),
        "now": NOW,
        "request_key": "mot-lan",
    }
    row = acting.enter_absence(**values)
    assert acting.enter_absence(**values).pk == row.pk
    acting.end_absence(absence=row.pk, actor=cast.actor(cast.head), now=NOW)
    entries = JournalEntry.objects.filter(stream=OFFICE_STREAM).order_by("seq")
    assert [entry.verb for entry in entries] == ["enter_absence", "end_absence"]
    assert entries[0].post == post_of(cast.clerk)
    with pytest.raises(Invalid) as refused:
        acting.end_absence(absence=row.pk, actor=cast.actor(cast.clerk), now=NOW, request_key="mot-lan")
    assert refused.value.code == "key_used"


def test_a_refused_absence_leaves_no_entry(cast):
    with pytest.raises(Forbidden):
        acting.enter_absence(
            post=post_of(cast.head).pk,
            substitute=None,
            from_on=MONDAY,
            until_on=FRIDAY,
            reason="Nghỉ",
            actor=cast.actor(cast.finance_head),
            now=NOW,
        )
    with pytest.raises(Invalid) as refused:
        away(cast, cast.head, cast.officer)
    assert refused.value.field == "substitute"
    assert not JournalEntry.objects.filter(stream=OFFICE_STREAM).exists()
