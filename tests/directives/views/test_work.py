"""Việc của tôi: what waits for whom, in which group, and in a constant number of statements."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.models import Assignment
from directives.selectors import waiting, work
from directives.selectors.today import today_info
from directives.selectors.work import Filter, Group
from directives.views.work import ELSEWHERE
from directives.views.work_rows import action_of
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do, lead

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


def groups(cast, user, now=NOW, **more):
    actor = cast.actor(user, now.date())
    found = work.work_list(actor, today_info(now), **more)
    return {Group(row.group): row.directive_id for row in found.rows}  # type: ignore[attr-defined]  # annotated


def dated(issued, due_on, **more):
    return issued(deadline_kind="dated", due_on=due_on, **more)


def given(cast, issued, due_on=None, **more):
    """A directive accepted and handed to the officer."""
    directive = issued(**more) if due_on is None else dated(issued, due_on, **more)
    do("accept", directive, cast.actor(cast.head))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    return directive


def test_a_new_task_waits_for_who_hands_out_the_work(cast, issued):
    directive = dated(issued, MONDAY + timedelta(days=30))
    for user in (cast.head, cast.deputy, cast.clerk):
        assert groups(cast, user) == {Group.ACCEPT: directive.pk}
    assert groups(cast, cast.officer) == groups(cast, cast.colleague) == groups(cast, cast.outsider) == {}


@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (date(2026, 11, 24), Group.WEEK),
        (date(2026, 11, 29), Group.WEEK),
        (date(2026, 11, 30), Group.LATER),
        (date(2026, 11, 23), Group.TODAY),
        (None, Group.NO_DATE),
    ],
)
def test_groups_follow_the_deadline(cast, issued, due_on, group):
    directive = given(cast, issued, due_on)
    assert groups(cast, cast.officer) == {group: directive.pk}
    assert groups(cast, cast.colleague) == {}


def test_overdue_comes_before_everything(cast, issued):
    directive = given(cast, issued, MONDAY + timedelta(days=1))
    assert groups(cast, cast.officer, at(MONDAY + timedelta(days=7))) == {Group.OVERDUE: directive.pk}


def test_a_returned_result_says_so(cast, issued):
    directive = given(cast, issued, MONDAY + timedelta(days=30))
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    assert groups(cast, cast.officer) == {Group.RETURNED: directive.pk}


def test_what_is_prepared_moves_to_the_releasing_desk(cast, issued):
    directive = given(cast, issued, MONDAY + timedelta(days=30))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    assert groups(cast, cast.officer) == {}
    assert groups(cast, cast.clerk) == {Group.RELEASE: directive.pk}
    assert work.count_elsewhere(cast.actor(cast.officer)) == 1


def test_a_result_waits_for_the_monitor_alone(cast, issued):
    directive = dated(issued, MONDAY + timedelta(days=30))
    do("submit", directive, cast.actor(cast.head), RESULT)
    assert groups(cast, cast.monitor) == {Group.VERIFY: directive.pk}
    assert groups(cast, cast.other_monitor) == groups(cast, cast.head) == {}


def test_a_result_of_the_office_waits_for_its_chief(cast, issued):
    directive = dated(issued, MONDAY + timedelta(days=30), leads=(cast.office.pk,))
    do("submit", directive, cast.actor(cast.chief), RESULT)
    assert groups(cast, cast.chief) == {Group.VERIFY: directive.pk}
    assert groups(cast, cast.monitor) == {}


def test_a_product_for_a_department_waits_for_its_managers(cast, issued):
    directive = dated(
        issued, MONDAY + timedelta(days=30), product_to="department", product_to_department=cast.finance.pk
    )
    do("submit", directive, cast.actor(cast.head), RESULT)
    assert groups(cast, cast.finance_head) == {Group.VERIFY: directive.pk}
    assert groups(cast, cast.finance_officer) == groups(cast, cast.monitor) == {}


def test_approval_waits_for_the_directing_leader(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    assert groups(cast, cast.vice_chair) == {Group.APPROVE: directive.pk}
    assert groups(cast, cast.other_vice_chair) == groups(cast, cast.chair) == {}


def test_a_refusal_waits_for_the_monitor(cast, issued):
    directive = dated(issued, MONDAY + timedelta(days=30))
    do("refuse", directive, cast.actor(cast.head), needs.Refuse(reason="Không thuộc lĩnh vực"))
    assert groups(cast, cast.monitor) == {Group.REFUSED: directive.pk}
    assert groups(cast, cast.head) == {}


def test_a_date_to_be_set_waits_for_the_monitor_besides_the_department(cast, issued):
    directive = issued()
    assert groups(cast, cast.monitor) == {Group.TO_DATE: directive.pk}
    assert groups(cast, cast.head) == {Group.ACCEPT: directive.pk}


def test_news_wait_for_anyone_of_the_department_and_are_never_late(cast, issued):
    directive = issued(mode="for_information", leads=(), informed=(cast.board.pk,))
    for user in (cast.head, cast.officer, cast.colleague):
        assert groups(cast, user) == {Group.INFORMED: directive.pk}
    part = Assignment.objects.get(directive=directive)
    do("acknowledge", part, cast.actor(cast.colleague))
    assert groups(cast, cast.officer) == {}


def test_sleeping_coordinators_have_nothing_to_do(cast, issued):
    issued(coordinating=(cast.finance.pk,))
    assert groups(cast, cast.finance_head) == {}


def test_every_open_part_of_the_flow_waits_for_somebody(cast, issued):
    """The list and `desks` agree: no open part that is awake lies on nobody's desk."""
    first, second, third = issued(), dated(issued, MONDAY), issued(leads=(cast.finance.pk,))
    do("submit", second, cast.actor(cast.head), RESULT)
    do("refuse", third, cast.actor(cast.finance_head), needs.Refuse(reason="Không thuộc lĩnh vực"))
    people = [cast.head, cast.monitor, cast.finance_head]
    seen = {pk for user in people for pk in groups(cast, user).values()}
    assert seen == {first.pk, second.pk, third.pk}


def test_counts_add_up_and_chips_choose(cast, issued):
    issued(), dated(issued, MONDAY + timedelta(days=30))
    actor, info = cast.actor(cast.head), today_info(NOW)
    found = work.work_list(actor, info)
    assert found.total == waiting.count_waiting(actor) == 2
    assert found.filter_counts[Filter.OWN] == 2
    assert work.work_list(actor, info, chosen=Filter.RELEASE).rows == []


def test_pages_follow_one_another_without_gap_or_repeat(cast, issued, monkeypatch):
    monkeypatch.setattr(work, "PAGE", 3)
    made = {given(cast, issued, MONDAY + timedelta(days=n % 4)).pk for n in range(8)}
    actor, info, seen, place = cast.actor(cast.officer), today_info(NOW), [], None
    for _page in range(4):
        found = work.work_list(actor, info, after=place)
        seen += [row.directive_id for row in found.rows]
        place = found.after
        if place is None:
            break
    assert len(seen) == len(set(seen)) == 8
    assert set(seen) == made


def test_parts_at_other_desks_are_paged_too(cast, issued, monkeypatch):
    monkeypatch.setattr(work, "PAGE", 2)
    for _n in range(3):
        given(cast, issued)
    actor = cast.actor(cast.head)
    first, place = work.elsewhere(actor)
    second, end = work.elsewhere(actor, after=place)
    assert (len(first), len(second), end) == (2, 1, None)


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def statements(client, address="/"):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("who", ["officer", "head", "monitor", "chair"])
def test_statements_do_not_grow_with_the_rows(cast, issued, signed_in, today, who):
    client = signed_in(getattr(cast, who))
    for _n in range(2):
        given(cast, issued, MONDAY)
        issued()
    client.get("/")
    few = statements(client)
    for _n in range(6):
        given(cast, issued, MONDAY)
        issued()
        do("submit", issued(), cast.actor(cast.head), RESULT)
    assert statements(client) == few
    assert few <= 15


def test_the_page_names_desk_reason_and_date(cast, issued, signed_in, today):
    given(cast, issued, MONDAY + timedelta(days=2))
    page = signed_in(cast.officer).get("/").content.decode()
    for words in ("Đến hạn tuần này", "25/11/2026", "còn 1 ngày làm việc", "Bàn của tôi", "Đang thực hiện"):
        assert words in page


def test_the_note_says_why_a_result_came_back(cast, issued, signed_in, today):
    directive = given(cast, issued, MONDAY + timedelta(days=30))
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    page = signed_in(cast.officer).get("/").content.decode()
    assert "Thiếu phụ lục" in page
    assert cast.monitor.full_name in page
    assert "Sửa và gửi lại" in page


def test_empty_states_say_what_to_do(cast, signed_in, today):
    assert "Không có việc nào chờ bạn" in signed_in(cast.officer).get("/").content.decode()
    assert "Hiện bạn chưa có chức vụ" not in signed_in(cast.officer).get("/").content.decode()
    cast.officer.memberships.update(until_on=date(2020, 1, 1))
    assert "Hiện bạn chưa có chức vụ" in signed_in(cast.officer).get("/").content.decode()


def test_other_desks_have_their_own_list(cast, issued, signed_in, today):
    given(cast, issued)
    page = signed_in(cast.head).get("/?loc=ban-khac").content.decode()
    assert cast.officer.full_name in page


def test_accepting_from_the_list_comes_back_to_it(cast, issued, signed_in, today):
    part = lead(issued())
    answer = signed_in(cast.head).post(f"/phan-viec/{part.pk}/accept/", {"next": "/?loc=thuc-hien"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/?loc=thuc-hien")
    part.refresh_from_db()
    assert part.status == "in_progress"


def test_an_ill_formed_page_mark_means_the_first_page(cast, signed_in, today):
    assert signed_in(cast.officer).get("/?sau=x_y&loc=khong-co").status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get("/").headers["Location"] == "/dang-nhap/?next=/"


def test_what_waits_for_release_is_read_in_its_department_alone(cast, issued, signed_in):
    directive = issued()  # undated: it waits for the monitor too
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, cast.actor(cast.officer), replace(RESULT, result_summary="Chỉ trong Ban"))
    assert "Chỉ trong Ban" in signed_in(cast.head).get("/").content.decode()
    for page in ("/", f"/?loc={ELSEWHERE}"):
        seen = signed_in(cast.monitor).get(page).content.decode()
        assert "Chỉ trong Ban" not in seen
        assert "Chuyên viên đã trình" not in seen


def test_the_monitor_of_an_outside_body_is_led_to_what_it_answers(cast, issued):
    """Nobody of it signs in and nobody hands its work to an officer: the monitor's next act is recording a reply."""
    directive = dated(issued, MONDAY - timedelta(days=3), leads=(cast.outside.pk,))
    sent = needs.RecordSent(document_number="88/UBND-TH", document_date=MONDAY)
    do("record_sent", directive, cast.actor(cast.monitor), sent)
    part = lead(directive)
    assert part.officer_id is None
    action = action_of(part, Group.OVERDUE)
    assert action.url.startswith(f"/phan-viec/{part.pk}/record_reply/")
