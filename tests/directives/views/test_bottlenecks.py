"""Bottlenecks on screen: on the directive's page, in everybody's lists, in the work of whoever is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.models import Assignment, Bottleneck
from directives.selectors import bottlenecks
from tests.cast import MONDAY, NOW, at
from tests.directives.services.doing import do, lead
from tests.directives.stuck import TEXT, act_on, raised

pytestmark = pytest.mark.django_db

LATER = at(MONDAY + timedelta(days=9))  # 2 December: six working days on, since 24 November is a holiday


@pytest.fixture
def later(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def test_the_page_shows_what_it_waits_for_on_whom_and_for_how_long(cast, issued, signed_in, later):
    directive = issued()
    row = raised(cast, directive, asked_department=cast.finance.pk, needed_by=MONDAY + timedelta(days=3))
    act_on(row, "reply", cast.actor(cast.finance_head), needs.Reply(text="Đang đo đạc"))
    for who in (cast.head, cast.officer, cast.monitor, cast.chair, cast.finance_head):
        page = text_of(signed_in(who), f"/chi-dao/{directive.pk}/")
        for words in (
            TEXT,
            "Sở Tài chính",
            "6 ngày làm việc",
            "26/11/2026",
            "Đang đo đạc",
            "Giải phóng mặt bằng",
        ):
            assert words in page, (who, words)


def test_verbs_stand_with_whoever_may_use_them(cast, issued, signed_in, later):
    directive = issued()
    row = raised(cast, directive, asked_department=cast.finance.pk)

    def offered(who):
        page = text_of(signed_in(who), f"/chi-dao/{directive.pk}/")
        return {
            verb
            for verb in ("triage", "reply", "decide", "resolve", "mark_beyond")
            if f"/vuong-mac/{row.pk}/{verb}/" in page
        }

    assert offered(cast.head) == {"reply", "resolve"}
    assert offered(cast.finance_head) == {"reply", "decide"}
    assert offered(cast.finance_officer) == set()
    assert offered(cast.monitor) == {"triage", "reply", "mark_beyond"}
    assert offered(cast.chair) == {"reply", "decide", "mark_beyond"}


def test_two_clicks_from_the_list_to_the_decision(cast, issued, signed_in, later):
    directive = issued(directed_by=cast.vice_chair.pk)
    row = raised(cast, directive, asked_leader=cast.vice_chair.pk)
    monitor, leader = signed_in(cast.monitor), signed_in(cast.vice_chair)
    assert f"/vuong-mac/{row.pk}/triage/#lam" in text_of(monitor, "/")
    monitor.post(f"/vuong-mac/{row.pk}/triage/", {"note": "Thuộc thẩm quyền"})
    page = text_of(leader, "/")
    assert f"/vuong-mac/{row.pk}/decide/#lam" in page
    assert "Vướng mắc cần tháo gỡ" in page
    answer = leader.post(f"/vuong-mac/{row.pk}/decide/", {"decision": "Đồng ý"})
    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.resolution) == ("decided", "Đồng ý")
    assert "Đồng ý" in text_of(leader, f"/chi-dao/{directive.pk}/")


def test_everybodys_lists_show_the_mark(cast, issued, signed_in, later):
    directive = issued()
    raised(cast, directive, asked_department=cast.finance.pk)
    raised(cast, directive)
    page = text_of(signed_in(cast.head), "/")
    assert "2 vướng mắc: chờ Sở Tài chính, Văn phòng · 6 ngày làm việc" in page


def test_who_was_asked_sees_the_part_in_question_and_nothing_of_the_others(cast, issued, signed_in, later):
    directive = issued(mode="each", leads=(cast.board.pk, cast.farming.pk))
    mine, other = Assignment.objects.filter(directive=directive).order_by("pk")
    do("report", other, cast.actor(cast.outsider), needs.Report(done="Chuyện riêng của Sở Nông nghiệp"))
    do(
        "delegate",
        mine,
        cast.actor(cast.head),
        needs.Delegate(officer=cast.officer.pk, note="Ghi chú nội bộ"),
    )
    row = raised(cast, mine, asked_department=cast.finance.pk)
    client = signed_in(cast.finance_head)
    page = text_of(client, f"/chi-dao/{directive.pk}/")
    assert TEXT in page
    assert cast.board.name in page or cast.board.label in page
    for secret in ("Chuyện riêng", "Ghi chú nội bộ", cast.farming.label):
        assert secret not in page
    assert client.get(f"/phan-viec/{other.pk}/report/").status_code == 404
    act_on(row, "triage", cast.actor(cast.monitor), needs.Triage(asked_department=cast.police.pk))
    assert TEXT in text_of(
        client, f"/chi-dao/{directive.pk}/"
    )  # still: it may have to stand by what it replied
    assert signed_in(cast.commune_officer).get(f"/chi-dao/{directive.pk}/").status_code == 404


def test_who_was_asked_about_the_lead_sees_no_coordinating_part(cast, issued, signed_in, later):
    directive = issued(coordinating=(cast.farming.pk,))
    raised(cast, directive, asked_department=cast.finance.pk)
    page = text_of(signed_in(cast.finance_head), f"/chi-dao/{directive.pk}/")
    assert TEXT in page
    assert cast.farming.label not in page
    coordinating = Assignment.objects.get(directive=directive, department=cast.farming)
    assert signed_in(cast.finance_head).get(f"/phan-viec/{coordinating.pk}/report/").status_code == 404


def test_question_and_query_agree_on_what_waits_for_whom(cast, issued):
    outside = raised(cast, issued(), asked_department=cast.outside.pk)
    raised(cast, issued(), asked_department=cast.finance.pk)
    raised(cast, issued())
    passed = raised(cast, issued(), asked_leader=cast.chair.pk)
    act_on(passed, "triage", cast.actor(cast.monitor), needs.Triage())
    ended = raised(cast, issued(), asked_department=cast.finance.pk)
    act_on(ended, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    found = {}
    for name, user in vars(cast).items():
        if not hasattr(user, "username"):
            continue
        actor = cast.actor(user)
        waiting = set(bottlenecks.waiting_for(actor).values_list("pk", flat=True))
        rows = Bottleneck.objects.select_related("part", "asked_department")
        assert waiting == {row.pk for row in rows if bottlenecks.waits_for(actor, row, row.part)}, name
        assert bottlenecks.count_waiting(actor) == len(waiting)
        found[name] = len(waiting)
    assert (found["monitor"], found["finance_head"], found["chair"], found["finance_officer"]) == (2, 1, 1, 0)
    assert outside.is_with_office


def test_more_bottlenecks_cost_no_more_statements(cast, issued, signed_in, later):
    directive = issued()
    first = raised(cast, directive, asked_department=cast.finance.pk)
    act_on(first, "reply", cast.actor(cast.finance_head), needs.Reply(text="x"))
    client = signed_in(cast.finance_head)

    def statements(address):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    page, work = statements(f"/chi-dao/{directive.pk}/"), statements("/")
    for _ in range(4):
        more = raised(cast, directive, asked_department=cast.finance.pk)
        act_on(more, "reply", cast.actor(cast.finance_head), needs.Reply(text="x"))
    other = issued()
    raised(cast, other, asked_department=cast.finance.pk)
    assert statements(f"/chi-dao/{directive.pk}/") <= page
    assert statements("/") <= work
    assert lead(directive).pk == first.part_id
    assert NOW < LATER


def test_a_bottleneck_opens_the_form_of_a_directive_filled_in_and_ends_with_it(
    cast, issued, signed_in, later
):
    directive = issued(directed_by=cast.vice_chair.pk, field=cast.field.pk)
    row = raised(cast, directive, asked_department=cast.finance.pk)
    monitor = signed_in(cast.monitor)
    address = f"/chi-dao/moi/?vuong-mac={row.pk}"
    assert address in text_of(monitor, f"/chi-dao/{directive.pk}/")
    form = monitor.get(address).context["form"]
    assert (form["text"].value(), form["leads"].value(), form["directed_by"].value()) == (
        TEXT,
        (cast.finance.pk,),
        cast.vice_chair.pk,
    )
    sent = {
        "text": TEXT,
        "mode": "one_lead",
        "leads": [cast.finance.pk],
        "deadline_kind": "to_be_set",
        "parent": directive.pk,
        "bottleneck": row.pk,
        "request_key": "k1",
    }
    answer = monitor.post("/chi-dao/moi/", {**sent, "leads": []})
    assert (answer.status_code, Bottleneck.objects.get(pk=row.pk).is_open) == (400, True)
    assert "kết thúc khi ban hành" in answer.content.decode()
    answer = monitor.post("/chi-dao/moi/", sent)
    row.refresh_from_db()
    assert (answer.status_code, row.follow_up_id) == (302, int(answer.url.strip("/").split("/")[-1]))
    page = text_of(monitor, f"/chi-dao/{directive.pk}/")
    assert f'href="/chi-dao/{row.follow_up_id}/"' in page
    assert f'href="/chi-dao/{directive.pk}/"' in text_of(monitor, f"/chi-dao/{row.follow_up_id}/")
    # Finance works on the new one and was asked about the old one; a stranger to the old one is not told of it.
    assert f'href="/chi-dao/{directive.pk}/"' in text_of(signed_in(cast.finance_head), answer.url)
    assert signed_in(cast.head).get(answer.url).status_code == 404
    assert f'href="{answer.url}"' not in text_of(signed_in(cast.head), f"/chi-dao/{directive.pk}/")


def test_the_form_says_what_has_ended_meanwhile_and_keeps_the_words(cast, issued, signed_in, later):
    row = raised(cast, issued())
    act_on(row, "resolve", cast.actor(cast.head), needs.Resolve(resolution="xong"))
    sent = {
        "text": "Bố trí vốn",
        "mode": "one_lead",
        "leads": [cast.finance.pk],
        "deadline_kind": "to_be_set",
    }
    answer = signed_in(cast.monitor).post("/chi-dao/moi/", {**sent, "bottleneck": row.pk})
    assert answer.status_code == 409
    assert "Bố trí vốn" in answer.content.decode()
    assert "đã kết thúc" in answer.content.decode()


def test_an_address_to_nothing_is_not_there(cast, signed_in):
    for query in ("tu=999", "vuong-mac=999", "thay=999"):
        assert signed_in(cast.monitor).get(f"/chi-dao/moi/?{query}").status_code == 404
