"""The page of a directive: what each person sees of it, in a constant number of statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.lifecycle import Status
from directives.models import Assignment
from directives.selectors import timeline
from directives.selectors.directive_page import directive_page
from directives.selectors.today import today_info
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import RESULT, do, lead

pytestmark = [pytest.mark.django_db, pytest.mark.twin]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page_of(client, directive, more=""):
    return client.get(f"/chi-dao/{directive.pk}/{more}")


def text_of(client, directive, more=""):
    answer = page_of(client, directive, more)
    assert answer.status_code == 200
    return answer.content.decode()


def offered(client, directive):
    return [button["verb"].name for button in page_of(client, directive).context["buttons"]]


def test_it_shows_the_order_its_desk_and_its_facts(cast, issued, signed_in):
    directive = issued(
        deadline_kind="dated",
        due_on=MONDAY + timedelta(days=30),
        directed_by=cast.vice_chair.pk,
        field=cast.field.pk,
        product="Báo cáo kèm phương án",
    )
    page = text_of(signed_in(cast.head), directive)
    for words in (
        "Rà soát các dự án đầu tư",
        "23/12/2026",
        cast.vice_chair.full_name,
        cast.monitor.full_name,
        "Báo cáo kèm phương án",
        "Khu công nghiệp",
        "Chưa thực hiện",
        "ban hành",
    ):
        assert words in page


@pytest.mark.parametrize("who", ["outsider", "other_vice_chair", "administrator"])
def test_who_has_nothing_to_do_with_it_sees_nothing(cast, issued, signed_in, who):
    directive = issued(directed_by=cast.vice_chair.pk)
    answer = page_of(signed_in(getattr(cast, who)), directive)
    assert answer.status_code == 404
    assert directive.title not in answer.content.decode()


@pytest.mark.parametrize(
    "who", ["officer", "head", "monitor", "other_monitor", "chief", "chair", "vice_chair"]
)
def test_who_has_sees_it(cast, issued, signed_in, who):
    directive = issued(directed_by=cast.vice_chair.pk)
    assert page_of(signed_in(getattr(cast, who)), directive).status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, issued):
    directive = issued()
    assert page_of(client, directive).status_code == 302


def test_only_verbs_this_person_may_use_are_offered(cast, issued, signed_in):
    directive = issued()
    assert offered(signed_in(cast.head), directive) == [
        "accept",
        "submit",
        "report",
        "delegate",
        "raise_bottleneck",
        "refuse",
    ]
    assert offered(signed_in(cast.colleague), directive) == []
    assert offered(signed_in(cast.monitor), directive) == ["transfer", "set_deadline", "urge", "pause"]


def test_each_for_itself_shows_ones_own_part_and_the_totals(cast, issued, signed_in):
    leads = tuple(commune.pk for commune in cast.communes)
    directive = issued(mode="each", leads=leads)
    own = Assignment.objects.get(directive=directive, department=cast.communes[0])
    do("accept", own, cast.actor(cast.commune_officer))
    page = text_of(signed_in(cast.commune_officer), directive)
    assert "Ủy ban nhân dân xã Đại Thanh 1" in page
    assert "Ủy ban nhân dân xã Đại Thanh 2" not in page
    assert "0/3 đơn vị hoàn thành" in page
    assert "2 đơn vị khác" in page
    assert "Ủy ban nhân dân xã Đại Thanh 2" in text_of(signed_in(cast.monitor), directive)


def test_another_part_of_each_for_itself_cannot_be_chosen(cast, issued, signed_in):
    directive = issued(mode="each", leads=tuple(commune.pk for commune in cast.communes))
    other = Assignment.objects.get(directive=directive, department=cast.communes[1])
    answer = page_of(signed_in(cast.commune_officer), directive, f"?phan={other.pk}")
    assert answer.context["page"].part.department == cast.communes[0]


def test_what_waits_for_release_is_shown_to_the_department_alone(cast, issued, signed_in):
    directive = issued()
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    do("submit", directive, cast.actor(cast.officer), RESULT)
    page = text_of(signed_in(cast.head), directive)
    assert "Chờ phát hành" in page
    assert RESULT.result_summary in page
    assert offered(signed_in(cast.head), directive)[0] == "release"
    assert RESULT.result_summary not in text_of(signed_in(cast.monitor), directive)


def test_the_journal_tells_who_did_what_in_which_post_and_why(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu phụ lục"))
    page = text_of(signed_in(cast.head), directive)
    for words in ("gửi kết quả", "trả lại", "“Thiếu phụ lục”", "412/BC-BQL", cast.monitor.full_name):
        assert words in page


def test_time_on_each_desk_comes_from_the_journal(cast, issued):
    directive = issued(needs_approval=True, directed_by=cast.vice_chair.pk)
    on = {name: at(MONDAY + timedelta(days=days)) for name, days in zip("abcd", (2, 7, 9, 14), strict=True)}
    do("accept", directive, cast.actor(cast.head), now=on["a"])
    do("submit", directive, cast.actor(cast.head), RESULT, now=on["b"])
    do("return_", directive, cast.actor(cast.monitor), needs.Reason(reason="Thiếu"), now=on["c"])
    part, info = lead(directive), today_info(on["d"])
    stays = timeline.stays_of(part, list(directive.journal.order_by("seq")), info)
    told = [(stay.status, stay.days, stay.again, stay.current) for stay in stays]
    assert told == [
        (Status.ASSIGNED, 1, False, False),  # 24 November is a public holiday
        (Status.IN_PROGRESS, 3, False, False),
        (Status.AWAITING_VERIFICATION, 2, False, False),
        (Status.IN_PROGRESS, 3, True, True),
    ]
    rail = timeline.rail_of(part, stays, needs_approval=True)
    assert rail is not None
    assert rail.ahead == [Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL]
    assert sum(float(segment.width) + 0.4 for segment in rail.segments) == pytest.approx(100, abs=0.1)


def test_a_closed_part_has_no_running_step(cast, issued, signed_in):
    directive = issued()
    do("submit", directive, cast.actor(cast.head), RESULT)
    do("verify", directive, cast.actor(cast.monitor))
    page = text_of(signed_in(cast.head), directive)
    assert 'aria-current="step"' not in page
    assert "không còn việc phải làm" in page


def test_a_part_without_a_flow_has_no_rail(cast, issued, signed_in):
    directive = issued(mode="for_information", leads=(), informed=(cast.board.pk, cast.finance.pk))
    answer = page_of(signed_in(cast.officer), directive)
    assert answer.context["page"].rail is None
    assert "0 đã biết, 2 chưa xem" in answer.content.decode()


def test_the_journal_is_cut_and_can_be_shown_whole(cast, issued, monkeypatch):
    monkeypatch.setattr("directives.selectors.directive_page.JOURNAL_SHOWN", 2)
    directive = issued()
    do("accept", directive, cast.actor(cast.head))
    do("report", directive, cast.actor(cast.head), needs.Report(done="Đã xong một nửa"))
    actor = cast.actor(cast.head)
    short = directive_page(actor, directive, now=NOW)
    assert (short.entry_count, short.every_entry) == (3, False)
    assert directive_page(actor, directive, now=NOW, whole_journal=True).every_entry


@pytest.mark.parametrize("who", ["monitor", "head", "chair"])
def test_statements_do_not_grow_with_parts_and_entries(cast, issued, signed_in, who):
    client = signed_in(getattr(cast, who))
    small = issued(coordinating=(cast.finance.pk,))
    large = issued(
        coordinating=(cast.finance.pk, cast.farming.pk, cast.police.pk), informed=(cast.office.pk,)
    )
    for directive in (small, large):
        do("accept", directive, cast.actor(cast.head))
    for _n in range(8):
        do("report", large, cast.actor(cast.head), needs.Report(done="Tiếp tục thực hiện"))
    do("report", small, cast.actor(cast.head), needs.Report(done="Tiếp tục thực hiện"))
    client.get("/")
    counts = []
    for directive in (small, large):
        with CaptureQueriesContext(connection) as caught:
            text_of(client, directive)
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert counts[0] <= 29


def test_a_draft_leads_to_its_conclusion_or_is_not_there(cast, issued, signed_in):
    directive = issued()
    type(directive).objects.filter(pk=directive.pk).update(status="draft", is_open=False)
    assert page_of(signed_in(cast.head), directive).status_code == 404
