"""More time: asked for by the department, decided by the authority the rule names, never by who asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from departments.models import Membership, Post
from directives import needs
from directives.errors import Forbidden, Invalid, NotVisible, WrongState
from directives.models import ExtensionRequest, PreparedAct, Rule
from tests.cast import MONDAY, NOW, at
from tests.directives.services.asking import DUE, LATER, MORE_TIME, dated, everything, on, request
from tests.directives.services.doing import RESULT, do, lead

pytestmark = pytest.mark.django_db
NO = needs.Reason(reason="Nhiệm vụ cấp bách")


def directed(cast, issued, **more):
    return dated(issued, directed_by=cast.vice_chair.pk, **more)


def test_a_request_changes_no_date_until_it_is_decided(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    part = lead(directive)
    assert (part.due_on, part.original_due_on, part.extension_count) == (DUE, DUE, 0)
    assert (row.due_on_before, row.requested_due_on, row.requested_by) == (DUE, LATER, cast.head)


def test_granting_moves_the_deadline_and_keeps_the_first_one(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    done = on("grant_extension", row, cast.actor(cast.vice_chair))
    part = lead(directive)
    assert (part.due_on, part.sort_due, part.original_due_on, part.extension_count) == (LATER, LATER, DUE, 1)
    row.refresh_from_db()
    assert (row.decision, row.granted_due_on, row.decided_by) == ("granted", LATER, cast.vice_chair)
    assert (done.entry.verb, done.entry.data["before"], done.entry.data["after"]) == (
        "grant_extension",
        DUE.isoformat(),
        LATER.isoformat(),
    )


def test_another_date_may_be_granted(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    sooner = DUE + timedelta(days=7)
    on("grant_extension", row, cast.actor(cast.vice_chair), needs.GrantExtension(due_on=sooner))
    assert lead(directive).due_on == sooner
    row.refresh_from_db()
    assert (row.requested_due_on, row.granted_due_on) == (LATER, sooner)


@pytest.mark.parametrize("days", [-40, -1, 0])
def test_what_is_granted_lies_after_the_present_deadline(cast, issued, days):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        on(
            "grant_extension",
            row,
            cast.actor(cast.vice_chair),
            needs.GrantExtension(due_on=DUE + timedelta(days=days)),
        )
    assert refused.value.field == "due_on"
    assert everything(directive) == before


def test_refusing_needs_a_reason_and_keeps_the_deadline(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    with pytest.raises(Invalid):
        on("refuse_extension", row, cast.actor(cast.vice_chair), needs.Reason(reason=" "))
    on("refuse_extension", row, cast.actor(cast.vice_chair), NO)
    row.refresh_from_db()
    assert (row.decision, row.decision_reason, lead(directive).due_on) == ("refused", NO.reason, DUE)
    with pytest.raises(WrongState):
        on("grant_extension", row, cast.actor(cast.vice_chair))


def test_a_request_is_withdrawn_by_the_department_alone(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    for stranger in (cast.vice_chair, cast.monitor, cast.colleague):
        with pytest.raises(Forbidden):
            on("withdraw_extension", row, cast.actor(stranger))
    on("withdraw_extension", row, cast.actor(cast.clerk))
    row.refresh_from_db()
    assert row.decision == "withdrawn"
    again = request(directive, cast.actor(cast.head))
    assert again.pk != row.pk


def test_one_request_at_a_time(cast, issued):
    directive = directed(cast, issued)
    request(directive, cast.actor(cast.head))
    before = everything(directive)
    with pytest.raises(WrongState, match="đang chờ quyết định"):
        request(directive, cast.actor(cast.deputy))
    assert everything(directive) == before


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (replace(MORE_TIME, reason="  "), "reason"),
        (replace(MORE_TIME, due_on=DUE), "due_on"),
        (replace(MORE_TIME, due_on=MONDAY - timedelta(days=1)), "due_on"),
        (replace(MORE_TIME, files=(999,)), "files"),
    ],
)
def test_bad_input_changes_nothing(cast, issued, data, field):
    directive = directed(cast, issued)
    before = everything(directive)
    with pytest.raises(Invalid) as refused:
        request(directive, cast.actor(cast.head), data)
    assert refused.value.field == field
    assert everything(directive) == before


def test_without_a_deadline_there_is_nothing_to_extend(cast, issued):
    with pytest.raises(WrongState, match="không có thời hạn"):
        request(issued(), cast.actor(cast.head))


def test_after_the_deadline_only_where_the_rule_allows_it(cast, issued):
    directive = directed(cast, issued)
    late = at(DUE + timedelta(days=1))
    with pytest.raises(WrongState, match="Đã quá hạn"):
        request(directive, cast.actor(cast.head), now=late)
    request(directive, cast.actor(cast.head), now=at(DUE, 23, 59))  # a date is due at the end of that day
    on("withdraw_extension", ExtensionRequest.objects.get(), cast.actor(cast.head))
    Rule.objects.create(key="extension_after_expiry", value=True)
    row = request(directive, cast.actor(cast.head), now=late)
    on("grant_extension", row, cast.actor(cast.vice_chair), now=late)
    assert lead(directive).due_on == LATER


def test_not_more_often_than_the_rule_says(cast, issued):
    Rule.objects.create(key="extensions_at_most", value=1)
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    on("refuse_extension", row, cast.actor(cast.vice_chair), NO)  # a refused one does not count
    on("grant_extension", request(directive, cast.actor(cast.head)), cast.actor(cast.vice_chair))
    further = replace(MORE_TIME, due_on=LATER + timedelta(days=30))
    with pytest.raises(WrongState, match="gia hạn 1 lần"):
        request(directive, cast.actor(cast.head), further)
    Rule.objects.filter(key="extensions_at_most").update(value=0)
    request(directive, cast.actor(cast.head), further)


def deciders(cast, row):
    """Who of the cast could grant it: nobody else even by trying."""
    found = set()
    for name in ("chair", "vice_chair", "other_vice_chair", "chief", "monitor", "head", "clerk", "officer"):
        try:
            on("grant_extension", row, cast.actor(getattr(cast, name)), needs.GrantExtension(due_on=MONDAY))
        except Invalid:  # far enough to look at the date
            found.add(name)
        except (Forbidden, NotVisible):
            continue
    return found


@pytest.mark.parametrize(
    ("authority", "expected"),
    [("leader", {"vice_chair"}), ("office", {"chief", "monitor"}), ("chair", {"chair"})],
)
def test_the_rule_names_who_decides(cast, issued, authority, expected):
    Rule.objects.create(key="extension_decided_by", value=authority)
    assert deciders(cast, request(directed(cast, issued), cast.actor(cast.head))) == expected


def test_the_leader_in_charge_decides_where_nobody_directs_and_else_the_office(cast, issued):
    in_charge = dated(issued, leader_in_charge=cast.other_vice_chair.pk)
    assert deciders(cast, request(in_charge, cast.actor(cast.head))) == {"other_vice_chair"}
    assert deciders(cast, request(dated(issued), cast.actor(cast.head))) == {"chief", "monitor"}


def test_a_leader_who_works_in_the_department_leaves_it_to_the_chair(cast, issued):
    Membership.objects.create(user=cast.vice_chair, department=cast.board, post=Post.HEAD)
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    assert deciders(cast, row) == {"chair"}


def test_time_for_the_office_itself_is_given_by_the_chair(cast, issued):
    """Its chief releases what leaves the Office and would decide on their own request."""
    directive = dated(issued, leads=(cast.office.pk,))
    row = request(directive, cast.actor(cast.chief))
    assert deciders(cast, row) == {"chair"}


def test_nobody_decides_on_their_own_request_through_a_second_post(cast, issued):
    Membership.objects.create(user=cast.head, department=cast.office, post=Post.MONITOR)
    row = request(dated(issued), cast.actor(cast.head))
    with pytest.raises(Forbidden) as refused:
        on("grant_extension", row, cast.actor(cast.head))
    assert refused.value.code == "conflict"


def test_an_officer_prepares_it_and_the_head_releases_it(cast, issued):
    directive = directed(cast, issued)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("request_extension", directive, cast.actor(cast.officer), MORE_TIME)
    assert not ExtensionRequest.objects.exists()
    do("release", directive, cast.actor(cast.head))
    row = ExtensionRequest.objects.get()
    assert (row.requested_by, row.released_by, row.decision) == (cast.officer, cast.head, "open")


def test_what_was_prepared_in_time_is_not_released_after_the_deadline(cast, issued):
    directive = directed(cast, issued)
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("request_extension", directive, cast.actor(cast.officer), MORE_TIME)
    with pytest.raises(WrongState, match="Đã quá hạn"):
        do("release", directive, cast.actor(cast.head), now=at(DUE + timedelta(days=1)))
    assert PreparedAct.objects.filter(is_open=True).exists()


def test_a_request_ends_with_the_part_and_with_a_pause(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    do("submit", directive, cast.actor(cast.head), RESULT)
    row.refresh_from_db()
    assert row.decision == "open"  # it may still be returned
    do("verify", directive, cast.actor(cast.monitor))
    row.refresh_from_db()
    assert row.decision == "closed"
    with pytest.raises(WrongState):
        on("grant_extension", row, cast.actor(cast.vice_chair))
    other = directed(cast, issued)
    row = request(other, cast.actor(cast.head))
    do("pause", other, cast.actor(cast.vice_chair), needs.Reason(reason="Chờ luật mới"))
    row.refresh_from_db()
    assert row.decision == "closed"


def test_outsiders_see_nothing_and_other_departments_may_not_ask(cast, issued):
    directive = directed(cast, issued, coordinating=(cast.finance.pk,))
    with pytest.raises(NotVisible):
        request(directive, cast.actor(cast.outsider))
    with pytest.raises(Forbidden):
        request(directive, cast.actor(cast.finance_head))
    row = request(directive, cast.actor(cast.head))
    before = everything(directive)
    with pytest.raises(NotVisible):
        on("grant_extension", row, cast.actor(cast.outsider))
    with pytest.raises(Forbidden):
        on("grant_extension", row, cast.actor(cast.finance_head))
    assert everything(directive) == before


def test_a_repeated_decision_has_one_effect(cast, issued):
    directive = directed(cast, issued)
    row = request(directive, cast.actor(cast.head))
    first = on("grant_extension", row, cast.actor(cast.vice_chair), request_key="k")
    again = on("grant_extension", row, cast.actor(cast.vice_chair), request_key="k")
    assert (first.replayed, again.replayed, lead(directive).extension_count) == (False, True, 1)
    assert again.entry == first.entry
    assert first.entry.at == NOW
