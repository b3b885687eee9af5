"""Requests, asks and urgings on screen: on the page of the directive, in the work list, done without scripts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.models import Ask, ExtensionRequest, Urging
from directives.selectors import work
from directives.selectors.today import today_info
from directives.selectors.work import Group
from tests.cast import MONDAY, NOW
from tests.directives.services.asking import (
    DUE,
    LATER,
    WRONG_DATE,
    asked,
    dated,
    everything,
    on,
    part_of,
    request,
    urged,
)
from tests.directives.services.doing import do, lead

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def text(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def groups(cast, user):
    found = work.work_list(cast.actor(user), today_info(NOW))
    return [(Group(vars(row)["group"]), row.pk) for row in found.rows]  # annotated


def test_a_leader_finds_the_request_and_decides_in_two_taps(cast, issued, signed_in):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    assert groups(cast, cast.vice_chair) == [(Group.EXTEND, row.part_id)]
    leader = signed_in(cast.vice_chair)
    page = text(leader, "/")
    assert "Đề nghị thay đổi hạn" in page
    assert "xin đến" in page
    assert "23/12/2026" in page
    form = leader.get(f"/phan-viec/{row.part_id}/grant_extension/")
    assert form.url == f"/gia-han/{row.pk}/grant_extension/#lam"
    opened = text(leader, form.url)
    assert "Chờ ý kiến của Bộ Tài chính" in opened
    assert f"/gia-han/{row.pk}/refuse_extension/" in opened  # the other answer is beside it
    answer = leader.post(f"/gia-han/{row.pk}/grant_extension/", {"comment": "Đồng ý"})
    assert answer.status_code == 303
    assert lead(directive).due_on == LATER
    page = text(leader, f"/chi-dao/{directive.pk}/")
    for words in ("Đã chấp thuận hạn mới.", "Đã chấp thuận", "Đồng ý", "chấp thuận hạn mới", "02/12/2026"):
        assert words in page
    assert groups(cast, cast.vice_chair) == []


def test_the_leader_page_decides_in_place(cast, issued, signed_in):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    leader = signed_in(cast.vice_chair)
    page = text(leader, "/dieu-hanh/")
    assert f'action="/gia-han/{row.pk}/grant_extension/"' in page
    assert f'action="/gia-han/{row.pk}/refuse_extension/"' in page
    answer = leader.post(
        f"/gia-han/{row.pk}/refuse_extension/", {"reason": "Nhiệm vụ cấp bách", "next": "/dieu-hanh/"}
    )
    assert (answer.status_code, answer.url) == (303, "/dieu-hanh/")
    row.refresh_from_db()
    assert row.decision == "refused"
    assert f'action="/gia-han/{row.pk}/' not in text(leader, "/dieu-hanh/")


def test_who_asked_may_withdraw_and_nobody_else_sees_a_button(cast, issued, signed_in):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    address = f"/chi-dao/{directive.pk}/"
    assert f"/gia-han/{row.pk}/withdraw_extension/" in text(signed_in(cast.head), address)
    page = text(signed_in(cast.monitor), address)
    assert f"/gia-han/{row.pk}/" not in page
    assert f"người quyết định: {cast.vice_chair}" in page
    assert signed_in(cast.head).post(f"/gia-han/{row.pk}/grant_extension/", {}).status_code == 403
    assert signed_in(cast.outsider).get(f"/gia-han/{row.pk}/grant_extension/").status_code == 404
    assert signed_in(cast.head).post(f"/gia-han/{row.pk}/withdraw_extension/", {}).status_code == 303
    assert ExtensionRequest.objects.get().decision == "withdrawn"


def test_a_contested_date_waits_for_the_monitor(cast, issued, signed_in):
    directive = dated(issued, deadline_source="office", directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head), WRONG_DATE)
    assert (Group.EXTEND, row.part_id) in groups(cast, cast.monitor)
    assert groups(cast, cast.vice_chair) == groups(cast, cast.other_monitor) == []
    assert "Văn phòng hoặc lãnh đạo" in text(signed_in(cast.head), f"/chi-dao/{directive.pk}/")


def test_what_was_typed_survives_a_refusal(cast, issued, signed_in):
    directive = dated(issued, directed_by=cast.vice_chair.pk)
    row = request(directive, cast.actor(cast.head))
    before = everything(directive)
    answer = signed_in(cast.vice_chair).post(
        f"/gia-han/{row.pk}/grant_extension/", {"due_on": "01/12/2026", "comment": "Rút ngắn"}
    )
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Hạn mới phải sau hạn hiện tại, 02/12/2026." in page
    assert "Rút ngắn" in page
    assert everything(directive) == before


def test_the_lead_asks_and_reads_the_answer_the_department_answers(cast, issued, signed_in):
    directive = dated(issued, coordinating=(cast.finance.pk, cast.farming.pk))
    part = part_of(directive, cast.finance)
    head, finance = signed_in(cast.head), signed_in(cast.finance_head)
    address = f"/chi-dao/{directive.pk}/"
    page = text(head, address)
    assert f"/phan-viec/{part.pk}/ask/" in page
    assert f"/phan-viec/{lead(directive).pk}/ask/" not in page
    assert f"/phan-viec/{part.pk}/ask/" not in text(finance, address)
    sent = head.post(f"/phan-viec/{part.pk}/ask/", {"text": "Số liệu thu ngân sách", "due_on": "27/11/2026"})
    assert sent.status_code == 303
    ask = Ask.objects.get()
    assert groups(cast, cast.finance_head) == [(Group.ANSWER, part.pk)]
    mine = text(finance, "/")
    assert "Cần trả lời" in mine
    assert "Số liệu thu ngân sách" in mine
    assert "27/11/2026" in mine
    assert "còn 1 nội dung chưa trả lời" in text(head, address)
    assert finance.get(f"/phan-viec/{part.pk}/answer/").url == f"/phoi-hop/{ask.pk}/answer/#lam"
    assert head.post(f"/phoi-hop/{ask.pk}/answer/", {"answer": "x"}).status_code == 403
    answered = finance.post(
        f"/phoi-hop/{ask.pk}/answer/", {"answer": "Thu đạt 92 %", "document_number": "3301/STC"}
    )
    assert answered.status_code == 303
    page = text(head, address)
    assert "Thu đạt 92 %" in page
    assert "3301/STC" in page
    assert "Đã trả lời" in page
    assert groups(cast, cast.finance_head) == []
    # a mail read late leads to the page, where nothing is owed any more
    assert finance.get(f"/phan-viec/{part.pk}/answer/").url == f"{address}?phan={part.pk}"


def test_submitting_without_an_answer_asks_why_and_tells_the_verifier(cast, issued, signed_in):
    directive = dated(issued, coordinating=(cast.finance.pk,))
    asked(directive, cast.finance, cast.actor(cast.head))
    head, address = signed_in(cast.head), f"/phan-viec/{lead(directive).pk}/submit/"
    assert "Lý do không chờ trả lời phối hợp" in text(head, address)
    result = {"result_summary": "Đã rà soát", "document_number": "412/BC-BQL"}
    refused = head.post(address, result)
    assert refused.status_code == 400
    assert "Hãy nêu lý do không chờ trả lời." in refused.content.decode()
    assert head.post(address, {**result, "without_answer": "Đã tự lấy số liệu"}).status_code == 303
    page = text(signed_in(cast.monitor), f"/chi-dao/{directive.pk}/")
    assert "không chờ trả lời phối hợp: “Đã tự lấy số liệu”" in page
    other = dated(issued)
    assert "Lý do không chờ" not in text(head, f"/phan-viec/{lead(other).pk}/submit/")


def test_urging_and_explaining_on_screen(cast, issued, signed_in):
    directive = dated(issued)
    part = lead(directive)
    do("accept", directive, cast.actor(cast.head))
    monitor, head = signed_in(cast.monitor), signed_in(cast.head)
    sent = monitor.post(
        f"/phan-viec/{part.pk}/urge/", {"text": "Khẩn trương báo cáo", "explain_by": "27/11/2026"}
    )
    assert sent.status_code == 303
    row = Urging.objects.get()
    assert groups(cast, cast.head) == [(Group.EXPLAIN, part.pk)]
    page = text(head, f"/chi-dao/{directive.pk}/")
    assert "Đôn đốc lần thứ 1" in page
    assert "Cần giải trình" in page
    assert f"/don-doc/{row.pk}/explain/" in page
    assert f"/don-doc/{row.pk}/explain/" not in text(monitor, f"/chi-dao/{directive.pk}/")
    register = text(monitor, "/so-theo-doi/")
    assert "đôn đốc 1 lần, chưa giải trình" in register
    assert "đôn đốc 1 lần" in text(monitor, "/so-theo-doi/?urged=unexplained")
    given = head.post(f"/don-doc/{row.pk}/explain/", {"explanation": "Vướng mặt bằng"})
    assert given.status_code == 303
    page = text(monitor, f"/chi-dao/{directive.pk}/")
    assert "Vướng mặt bằng" in page
    assert "Đã giải trình" in page
    assert "đôn đốc 1 lần" not in text(monitor, "/so-theo-doi/?urged=unexplained")
    assert "đôn đốc 1 lần" in text(monitor, "/so-theo-doi/?urged=yes")
    assert groups(cast, cast.head) != [(Group.EXPLAIN, part.pk)]


def test_each_for_itself_shows_those_of_the_chosen_part_only(cast, issued, signed_in):
    directive = dated(issued, mode="each", leads=(cast.board.pk, cast.finance.pk))
    for department in (cast.board, cast.finance):
        urged(part_of(directive, department), cast.actor(cast.monitor))
    board = part_of(directive, cast.board)
    page = signed_in(cast.monitor).get(f"/chi-dao/{directive.pk}/?phan={board.pk}")
    assert [item.part for item in page.context["urgings"]] == [board]


def test_an_unknown_verb_of_a_part_is_still_nothing(cast, issued, signed_in):
    part = lead(dated(issued)).pk
    for verb in ("nothing", "issue", "recall_directive"):
        assert signed_in(cast.head).get(f"/phan-viec/{part}/{verb}/").status_code == 404
    assert signed_in(cast.outsider).get(f"/phan-viec/{part}/answer/").status_code == 404
    assert signed_in(cast.head).post(f"/phan-viec/{part}/answer/").status_code == 404


@pytest.mark.parametrize("who", ["head", "finance_head", "monitor", "vice_chair"])
def test_statements_do_not_grow_with_what_is_asked(cast, issued, signed_in, who):
    directive = dated(
        issued,
        due_on=DUE,
        directed_by=cast.vice_chair.pk,
        coordinating=(cast.finance.pk, cast.farming.pk, cast.police.pk),
    )
    client = signed_in(getattr(cast, who))

    def statements():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/chi-dao/{directive.pk}/").status_code == 200
        return len(caught)

    def more():
        for department in (cast.finance, cast.farming):
            asked(directive, department, cast.actor(cast.head))
            urged(part_of(directive, department), cast.actor(cast.monitor), FRIDAY)
        urged(directive, cast.actor(cast.monitor), FRIDAY)
        row = request(directive, cast.actor(cast.head))
        on("refuse_extension", row, cast.actor(cast.vice_chair), needs.Reason(reason="Không"))

    more()
    request(directive, cast.actor(cast.head))
    few = statements()
    on("withdraw_extension", ExtensionRequest.objects.get(decision="open"), cast.actor(cast.head))
    for _n in range(3):
        more()
    request(directive, cast.actor(cast.head))
    assert statements() <= few
