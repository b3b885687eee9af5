"""A directive made of a bottleneck, carrying on another, or taking an older one's place."""

import pytest

from directives import needs
from directives.errors import Forbidden, Invalid, WrongState
from directives.models import Bottleneck, Directive, JournalEntry
from directives.services.conclusions import issue_conclusion
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from directives.services.points import settle_point
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do, lead, snapshot
from tests.directives.services.entering import accept, entered, points_of
from tests.directives.stuck import act_on, raised
from tests.invariants import assert_engine_agrees

pytestmark = pytest.mark.django_db


def follow(cast, by=None, **changes):
    values = {"text": "Sở Tài chính bố trí vốn", "leads": (cast.finance.pk,), **changes}
    return issue_directly(Plan(**values), actor=cast.actor(by or cast.monitor), now=NOW)


def verbs(directive):
    return list(directive.journal.order_by("seq").values_list("verb", flat=True))


def test_a_bottleneck_becomes_a_directive_and_ends_so(cast, issued):
    parent = issued()
    row = raised(cast, parent, asked_department=cast.finance.pk)
    child = follow(cast, bottleneck=row.pk)
    row.refresh_from_db()
    assert (row.state, row.is_open, row.follow_up, row.resolved_by, row.resolved_on) == (
        "followed_up",
        False,
        child,
        cast.monitor,
        MONDAY,
    )
    assert (child.parent, lead(child).department) == (parent, cast.finance)
    entry = JournalEntry.objects.get(stream=parent.stream, verb="follow_up")
    assert (entry.data, entry.part) == ({"directive": child.pk, "bottleneck": row.pk}, lead(parent))
    assert child.journal.get().data["parent"] == parent.pk
    assert_engine_agrees(parent)
    assert_engine_agrees(child)


def test_any_issued_directive_may_be_followed_up(cast, issued):
    parent = issued()
    do("submit", parent, cast.actor(cast.head), RESULT)
    do("verify", parent, cast.actor(cast.monitor))
    child = follow(cast, parent=parent.pk)
    assert list(parent.follow_ups.all()) == [child]
    assert verbs(parent)[-1] == "follow_up"
    assert_engine_agrees(parent)


def test_what_takes_an_older_ones_place_ends_it_in_the_same_act(cast, issued):
    older = issued()
    row = raised(cast, older)
    later = follow(cast, replaces=older.pk)
    older.refresh_from_db()
    assert (older.status, older.is_open, lead(older).status) == ("superseded", False, "superseded")
    assert later.replaces == older
    assert Directive.objects.get(pk=later.pk).version == later.version == 2
    assert (verbs(older)[-1], verbs(later)) == ("supersede", ["issue", "replaces"])
    assert Bottleneck.objects.get(pk=row.pk).state == "closed"
    assert_engine_agrees(older)
    assert_engine_agrees(later)


def test_one_may_follow_up_and_take_the_place_of_the_same(cast, issued):
    older = issued()
    row = raised(cast, older)
    later = follow(cast, bottleneck=row.pk, replaces=older.pk)
    assert verbs(older)[-2:] == ["follow_up", "supersede"]
    assert (later.parent, later.replaces) == (older, older)
    assert_engine_agrees(older)
    assert_engine_agrees(later)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"parent": 999}, "parent"),
        ({"replaces": 999}, "replaces"),
        ({"bottleneck": 999}, "bottleneck"),
        ({"bottleneck": "row", "parent": "other"}, "bottleneck"),
        ({"parent": "draft"}, "parent"),
        ({"leads": ()}, "leads"),
    ],
)
def test_bad_input_issues_nothing(cast, issued, changes, field):
    parent, other = issued(), issued()
    row = raised(cast, parent, asked_department=cast.finance.pk)
    draft = accept(cast, points_of(entered(cast))[0])
    ids = {"row": row.pk, "other": other.pk, "draft": draft.pk}
    before, count = snapshot(parent), Directive.objects.count()
    values = {name: ids.get(value, value) for name, value in changes.items()}
    if "leads" in values:
        values["bottleneck"] = row.pk
    with pytest.raises(Invalid) as refused:
        follow(cast, **values)
    assert refused.value.field == field
    assert (snapshot(parent), Directive.objects.count()) == (before, count)
    row.refresh_from_db()
    assert row.is_open


def test_what_has_ended_meanwhile_is_not_followed_up_nor_replaced(cast, issued):
    parent, ended = issued(), issued()
    row = raised(cast, parent)
    act_on(row, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    do("submit", ended, cast.actor(cast.head), RESULT)
    do("verify", ended, cast.actor(cast.monitor))
    before, count = [snapshot(parent), snapshot(ended)], Directive.objects.count()
    for changes in ({"bottleneck": row.pk}, {"replaces": ended.pk}):
        with pytest.raises(WrongState):
            follow(cast, **changes)
    assert ([snapshot(parent), snapshot(ended)], Directive.objects.count()) == (before, count)


@pytest.mark.parametrize("who", ["head", "chair", "finance_head", "outsider"])
def test_only_the_office_issues(cast, issued, who):
    parent = issued()
    row = raised(cast, parent, asked_department=cast.finance.pk)
    before = snapshot(parent)
    with pytest.raises(Forbidden):
        follow(cast, by=getattr(cast, who), bottleneck=row.pk)
    assert snapshot(parent) == before


def test_a_replay_issues_once(cast, issued):
    row = raised(cast, issued())
    plan = Plan(text="Bố trí vốn", leads=(cast.finance.pk,), bottleneck=row.pk)
    made = [
        issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW, request_key="k-1") for _ in range(2)
    ]
    assert made[0] == made[1]


def test_a_point_of_a_conclusion_may_take_the_place_of_an_older_directive(cast, issued):
    older = issued()
    conclusion = entered(cast)
    first, *rest = points_of(conclusion)
    accept(cast, first, replaces=older.pk)
    for point in rest:
        settle_point(point.pk, actor=cast.actor(cast.monitor), now=NOW, outcome="no_task", reason="x")
    made = issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=at(MONDAY, 10))
    older.refresh_from_db()
    assert (older.status, made[0].replaces) == ("superseded", older)
    assert_engine_agrees(older)
