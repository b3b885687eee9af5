"""Reporting periods on screen: the section of the page, its forms, and what waits for whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import needs
from directives.models import Assignment, ReportingPeriod
from directives.selectors import work
from directives.selectors.today import today_info
from directives.selectors.work import Group
from directives.services.recurring import catch_up
from directives.services.writing import SERVICES
from tests.cast import NOW, at
from tests.directives.services.doing import do, lead
from tests.directives.services.reporting import MONTHLY, periods, report_first

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(monkeypatch, settings):
    settings.LANGUAGE_CODE = "vi"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def rows(cast, user, now=NOW):
    actor = cast.actor(user, now.date())
    return {
        row.directive_id: Group(vars(row)["group"]) for row in work.work_list(actor, today_info(now)).rows
    }


def section(answer) -> str:
    """The section of the page, or nothing."""
    text = answer.content.decode()
    start = text.find('id="ky-bao-cao"')
    return text[start : text.index("</section>", start)] if start >= 0 else ""


def test_the_department_sees_its_periods_and_reports_from_there(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    client, first = signed_in(cast.head), periods(directive)[0]
    shown = section(client.get(f"/chi-dao/{directive.pk}/"))
    address = reverse("period_verb", args=[first.pk, "submit_period"])
    assert address in shown
    assert "05/12/2026" in shown
    assert "30/11/2026" in shown
    assert reverse("period_verb", args=[periods(directive)[1].pk, "submit_period"]) not in shown  # not begun
    form = client.get(address)
    assert form.status_code == 200
    sent = {
        "version": directive.version,
        "request_key": "k",
        "result_summary": "Đã rà soát 24 dự án",
        "document_number": "412/BC-BQL",
    }
    assert client.post(address, sent).status_code == 303
    assert ReportingPeriod.objects.get(pk=first.pk).status == "awaiting_verification"
    shown = section(client.get(f"/chi-dao/{directive.pk}/"))
    assert reverse("period_verb", args=[first.pk, "withdraw_period"]) in shown


def test_the_mail_leads_to_the_form_of_the_earliest_period(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    answer = signed_in(cast.head).get(reverse("part_verb", args=[lead(directive).pk, "submit_period"]))
    target = reverse("period_verb", args=[periods(directive)[0].pk, "submit_period"])
    assert (answer.status_code, answer["Location"]) == (302, f"{target}#lam")


def test_what_is_refused_is_said_and_what_was_typed_is_kept(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    address = reverse("period_verb", args=[periods(directive)[0].pk, "submit_period"])
    answer = signed_in(cast.head).post(address, {"result_summary": "Chưa có văn bản"})
    assert answer.status_code == 400
    assert "Chưa có văn bản" in answer.content.decode()
    assert {row.status for row in periods(directive)} == {"in_progress"}


def test_who_may_not_is_refused_and_an_outsider_finds_nothing(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    row = report_first(directive, cast.actor(cast.head))
    directive.refresh_from_db()
    address = reverse("period_verb", args=[row.pk, "verify_period"])
    sent = {"version": directive.version, "request_key": "k"}
    assert signed_in(cast.head).post(address, sent).status_code == 403
    assert signed_in(cast.outsider).post(address, sent).status_code == 404
    row.refresh_from_db()
    assert row.status == "awaiting_verification"


def test_what_is_handed_in_waits_for_the_receiver_until_it_is_judged(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    assert rows(cast, cast.monitor) == {}
    row = report_first(directive, cast.actor(cast.head))
    assert rows(cast, cast.monitor) == {directive.pk: Group.VERIFY}
    assert rows(cast, cast.other_monitor) == rows(cast, cast.vice_chair) == {}
    client = signed_in(cast.monitor)
    address = reverse("period_verb", args=[row.pk, "verify_period"])
    assert address in client.get("/").content.decode() + client.get(reverse("my_work")).content.decode()
    directive.refresh_from_db()
    assert client.post(address, {"version": directive.version, "request_key": "k"}).status_code == 303
    assert rows(cast, cast.monitor) == {}


def test_what_is_confirmed_waits_for_the_leader_where_approval_is_asked_for(cast, issued):
    directive = issued(**MONTHLY, needs_approval=True, directed_by=cast.vice_chair.pk)
    row = report_first(directive, cast.actor(cast.head))
    assert rows(cast, cast.vice_chair) == {}
    SERVICES["verify_period"](subject=row.pk, actor=cast.actor(cast.monitor), now=NOW)
    assert rows(cast, cast.vice_chair) == {directive.pk: Group.APPROVE}
    SERVICES["approve_period"](subject=row.pk, actor=cast.actor(cast.vice_chair), now=NOW)
    assert rows(cast, cast.vice_chair) == {}


def test_the_departments_row_leads_to_the_period_it_owes(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    do("accept", directive, cast.actor(cast.head))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    page = signed_in(cast.officer).get(reverse("my_work")).content.decode()
    assert reverse("period_verb", args=[periods(directive)[0].pk, "submit_period"]) in page
    report_first(directive, cast.actor(cast.head))
    assert rows(cast, cast.officer) == {directive.pk: Group.LATER}


def test_a_late_period_makes_its_part_overdue_in_the_work_list(cast, issued):
    directive = issued(**MONTHLY)
    do("accept", directive, cast.actor(cast.head))
    assert rows(cast, cast.head, at(date(2026, 12, 7))) == {directive.pk: Group.OVERDUE}


def test_a_continuous_directive_is_never_overdue(cast, issued):
    directive = issued(deadline_kind="continuous")
    do("accept", directive, cast.actor(cast.head))
    assert rows(cast, cast.head, at(date(2027, 3, 7))) == {directive.pk: Group.NO_DATE}


def test_the_office_sees_departments_by_periods(cast, issued, signed_in):
    directive = issued(**MONTHLY, mode="each", leads=tuple(commune.pk for commune in cast.communes))
    part = Assignment.objects.get(directive=directive, department=cast.communes[0])
    report_first(part, cast.actor(cast.commune_officer))
    shown = section(signed_in(cast.monitor).get(f"/chi-dao/{directive.pk}/"))
    assert all(f"?phan={row.pk}#ky-bao-cao" in shown for row in directive.parts.all())
    assert "1/3" in shown or "1 of 3" in shown
    own = section(signed_in(cast.commune_officer).get(f"/chi-dao/{directive.pk}/"))
    assert cast.communes[1].label not in own


def test_only_the_latest_periods_are_shown_at_first(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    catch_up(now=at(date(2027, 9, 1)))
    client = signed_in(cast.head)
    page = f"/chi-dao/{directive.pk}/"
    assert len(periods(directive)) == 12
    assert section(client.get(page)).count("<tr>") == 1 + 8
    assert section(client.get(f"{page}?ky=tat-ca")).count("<tr>") == 1 + 12


def test_statements_do_not_grow_with_periods_or_departments(cast, issued, signed_in):
    few = issued(**MONTHLY, mode="each", leads=(cast.board.pk, cast.finance.pk))
    many = issued(
        **MONTHLY, mode="each", leads=tuple(c.pk for c in (*cast.communes, cast.board, cast.finance))
    )
    client, counts = signed_in(cast.monitor), []
    for directive in (few, many):
        if directive is many:
            catch_up(now=at(date(2027, 9, 1)))
        with CaptureQueriesContext(connection) as statements:
            assert client.get(f"/chi-dao/{directive.pk}/?ky=tat-ca").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_end_is_offered_and_closes_what_is_open(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    client = signed_in(cast.monitor)
    address = reverse("directive_verb", args=[directive.pk, "end"])
    assert address in client.get(f"/chi-dao/{directive.pk}/").content.decode()
    sent = {"version": directive.version, "request_key": "k", "reason": "Đã có hệ thống báo cáo tự động"}
    assert client.post(address, sent).status_code == 303
    assert {row.status for row in periods(directive)} == {"ended"}
    assert lead(directive).due_on is None


def test_setting_a_deadline_is_not_offered_for_what_recurs(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    page = signed_in(cast.monitor).get(f"/chi-dao/{directive.pk}/").content.decode()
    assert reverse("part_verb", args=[lead(directive).pk, "set_deadline"]) not in page


def test_the_clerk_enters_recurrence_cut_off_and_due_day(cast, signed_in):
    client = signed_in(cast.monitor)
    page = client.get("/chi-dao/moi/").content.decode()
    assert 'name="period_cutoff_day"' in page
    sent = {
        "text": "Báo cáo tình hình giải ngân vốn đầu tư công",
        "mode": "one_lead",
        "leads": [cast.board.pk],
        "deadline_kind": "periodic",
        "recurrence": "quarter",
        "period_due_day": "25",
        "period_cutoff_day": "20",
        "request_key": "k",
    }
    wrong = client.post("/chi-dao/moi/", {**sent, "recurrence": "week"})
    assert wrong.status_code == 400
    assert client.post("/chi-dao/moi/", sent).status_code == 302
    row = ReportingPeriod.objects.order_by("from_on")[0]
    assert (row.cutoff_on, row.due_on) == (date(2026, 12, 20), date(2026, 12, 25))


def test_a_report_to_be_judged_is_shown_in_place_of_its_part(cast, issued, signed_in):
    directive = issued(**MONTHLY)
    do("accept", directive, cast.actor(cast.head))
    do("delegate", directive, cast.actor(cast.head), needs.Delegate(officer=cast.officer.pk))
    period = report_first(directive, cast.actor(cast.head))
    page = signed_in(cast.monitor).get(reverse("my_work")).content.decode()
    row = page[page.index('<li class="row') : page.index("</li>", page.index('<li class="row'))]
    assert "tháng 11/2026" in row.lower()
    assert "đã gửi" in row
    assert "23/11/2026" in row
    assert "05/12/2026" in row  # the deadline of this report, not of the next one
    assert "Chờ xác nhận" in row
    assert "Bàn của tôi" in row
    assert "Đang thực hiện" not in row
    assert cast.officer.full_name not in row
    assert reverse("period_verb", args=[period.pk, "verify_period"]) in row
    assert f"?phan={lead(directive).pk}#ky-bao-cao" in row
