"""The confirm screen: how names were linked, corrected, remembered; earlier directives to be replaced."""

from datetime import date

import pytest

from departments.models import (
    Department,
    DepartmentAlias,
    DepartmentGroup,
    GroupAlias,
    GroupMember,
    Succession,
)
from directives.models import Assignment, Directive
from directives.services.conclusions import issue_conclusion
from directives.services.points import settle_point
from tests.cast import NOW, department
from tests.directives.services.entering import entered, points_of, settle_all, snapshot
from tests.directives.views.conclusions.test_confirm import sent, url

pytestmark = pytest.mark.django_db

TEXT = """KẾT LUẬN CUỘC HỌP

Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:

1. Giao Sở Quy hoạch đô thị chủ trì, phối hợp với Bộ Công Thương và các đơn vị liên quan rà soát quy hoạch các khu công nghiệp theo Thông báo số 12/TB-UBND ngày 03/02/2026.

2. Giao Sở Tai chính chủ trì bố trí vốn trước ngày 15/12/2026.

3. Giao Ủy ban nhân dân xã Hòa An chủ trì giải phóng mặt bằng trước ngày 15/12/2026.

4. Giao Sở Xây dựng chỉ đạo Ban Quản lý các khu công nghiệp hoàn thiện hồ sơ trước ngày 15/12/2026.
"""  # noqa: E501 — a paragraph of a document is one line


@pytest.fixture
def communes(cast):
    department("SXD", "Sở Xây dựng")
    names = ("xã Hòa An (Bắc)", "xã Hòa An (Nam)")
    return [department(f"HA{n}", f"Ủy ban nhân dân {name}", "commune") for n, name in enumerate(names)]


@pytest.fixture
def conclusion(cast, communes):
    return entered(cast, text=TEXT)


def point(conclusion, said):
    """The number and the point whose text holds these words."""
    return next((n, row) for n, row in enumerate(points_of(conclusion), 1) if said in row.text)


def opened(client, conclusion, said):
    number, row = point(conclusion, said)
    return client.get(f"{url(conclusion)}?diem={number}"), row


def test_every_name_says_how_it_was_linked(clerk, conclusion):
    for said, words in (
        (
            "Quy hoạch đô thị",
            ["chưa có trong danh mục", "Ghi vào đơn vị ngoài hệ thống", "các đơn vị liên quan"],
        ),
        ("Sở Tai chính", ["gần giống, cần kiểm tra", "<strong>Sở Tài chính</strong>"]),
        ("xã Hòa An", ["có thể là nhiều đơn vị: hãy chọn", "xã Hòa An (Bắc)", "xã Hòa An (Nam)"]),
        ("Sở Xây dựng", ["Đơn vị chủ trì chỉ đạo:", "> phối hợp</label>", "> nhận phần việc riêng"]),
    ):
        page = opened(clerk, conclusion, said)[0].content.decode()
        for word in words:
            assert word in page, (said, word)


def test_a_doubtful_name_is_never_sure(clerk, conclusion):
    for said in ("Quy hoạch đô thị", "Sở Tai chính", "xã Hòa An"):
        assert opened(clerk, conclusion, said)[0].context["opened"].proposed.sure == "low"


def test_an_old_name_several_have_inherited_is_never_sure(cast, clerk, communes):
    DepartmentAlias.objects.create(department=cast.finance, name=cast.closed.name, former=True)
    for heir in (cast.finance, cast.farming):
        Succession.objects.create(predecessor=cast.closed, successor=heir, on=date(2025, 3, 1))
    text = TEXT.replace("Sở Tai chính", cast.closed.name)
    page = opened(clerk, entered(cast, text=text, number="124/TB-UBND"), cast.closed.name)[0]
    shown = page.context["opened"]
    assert (shown.proposed.plan.leads, shown.sure) == ((cast.finance.pk,), "low")
    assert "là tên cũ, có nhiều đơn vị kế thừa" in shown.doubts[0].words
    assert f'name="leads" value="{cast.farming.pk}"' in page.content.decode()


def test_a_candidate_is_ticked_and_remembered(clerk, conclusion, communes):
    page, row = opened(clerk, conclusion, "xã Hòa An")
    data = sent(page) | {"leads": [str(communes[1].pk)], "kept_names": ["leads:0"]}
    assert clerk.post(url(conclusion, row, "chap-nhan"), data).status_code == 302
    assert Assignment.objects.get(role="lead").department == communes[1]
    assert DepartmentAlias.objects.get().department == communes[1]


def test_a_general_coordinator_blocks_nothing_and_stays_with_the_directive(cast, clerk, conclusion):
    page, row = opened(clerk, conclusion, "Quy hoạch đô thị")
    data = sent(page) | {"leads": [str(cast.board.pk)]}
    assert clerk.post(url(conclusion, row, "chap-nhan"), data).status_code == 302
    draft = Directive.objects.get()
    assert [part.department for part in draft.parts.all()] == [cast.board]
    for other in points_of(conclusion):
        if other.pk != row.pk:
            settle_point(other.pk, "no_task", "x", actor=cast.actor(cast.monitor), now=NOW)
    issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
    shown = clerk.get(f"/chi-dao/{draft.pk}/").content.decode()
    assert "Phối hợp (theo văn bản)" in shown
    assert "<q>các đơn vị liên quan</q>" in shown


def test_a_group_offered_for_general_words_is_added_and_remembered(cast, clerk, conclusion):
    page, row = opened(clerk, conclusion, "Quy hoạch đô thị")
    data = sent(page) | {"group_act": f"add:coordinating:{cast.group.pk}"}
    again = clerk.post(url(conclusion, row, "chap-nhan"), data)
    assert again.context["form"].shown_groups["coordinating"] == [cast.group.pk]
    keys = [named.key for named in again.context["form"].names if named.name == "các đơn vị liên quan"]
    data = sent(again) | {"leads": [str(cast.board.pk)], "kept_names": keys}
    assert clerk.post(url(conclusion, row, "chap-nhan"), data).status_code == 302
    assert GroupAlias.objects.get().group == cast.group
    assert Assignment.objects.filter(role="coordinating").count() == 3


@pytest.mark.parametrize("leads", [(), ("board", "finance")])
def test_what_is_not_for_exactly_one_is_not_remembered(cast, clerk, conclusion, leads):
    page, row = opened(clerk, conclusion, "Quy hoạch đô thị")
    chosen = [str(getattr(cast, name).pk) for name in leads]
    before = snapshot()
    data = sent(page) | {"leads": chosen, "mode": "each", "kept_names": ["leads:0"]}
    answer = clerk.post(url(conclusion, row, "chap-nhan"), data)
    assert answer.status_code == 400
    assert "đúng một đơn vị" in answer.content.decode()
    assert snapshot() == before


def test_a_name_of_another_is_refused_beside_the_form(cast, clerk, conclusion):
    DepartmentAlias.objects.create(department=cast.farming, name="Sở Quy hoạch đô thị")
    page, row = opened(clerk, conclusion, "Quy hoạch đô thị")
    before = snapshot()
    data = sent(page) | {"leads": [str(cast.board.pk)], "kept_names": ["leads:0"]}
    answer = clerk.post(url(conclusion, row, "chap-nhan"), data)
    assert answer.status_code == 400
    assert "đã là tên gọi của “Sở Nông nghiệp và Môi trường”" in answer.content.decode()
    assert snapshot() == before


class TestOutsideBody:
    def asked(self, client, conclusion, key):
        page, row = opened(client, conclusion, "Quy hoạch đô thị")
        data = sent(page) | {"outside": key, "text": "Sửa lời"}
        return client.post(url(conclusion, row, "don-vi-ngoai"), data)

    def key(self, conclusion):
        row = point(conclusion, "Quy hoạch đô thị")[1]
        rows = row.proposal["coordinating"]
        return f"coordinating:{[link['name'] for link in rows].index('Bộ Công Thương')}"

    def test_it_is_entered_and_chosen_and_the_form_stays(self, clerk, conclusion):
        answer = self.asked(clerk, conclusion, self.key(conclusion))
        body = Department.objects.get(name="Bộ Công Thương")
        assert (answer.status_code, body.kind) == (200, "outside")
        form = answer.context["form"]
        assert str(body.pk) in form["coordinating"].value()
        assert form["text"].value() == "Sửa lời"
        assert "đơn vị ngoài hệ thống" in answer.content.decode()

    @pytest.mark.parametrize("key", ["", "coordinating:99", "x"])
    def test_a_place_without_a_name_is_refused(self, clerk, conclusion, key):
        before = Department.objects.count()
        assert self.asked(clerk, conclusion, key).status_code == 400
        assert Department.objects.count() == before


class TestEarlier:
    @pytest.fixture
    def older(self, cast, communes):
        day = date(2026, 2, 3)
        old = entered(cast, number="12/TB-UBND", held_on=day, issued_on=day)
        settle_all(cast, old)
        issue_conclusion(old.pk, actor=cast.actor(cast.monitor), now=NOW)
        return list(old.directives.order_by("pk"))

    def test_its_open_directives_are_shown_and_one_is_replaced_and_taken_back(
        self, cast, clerk, older, conclusion
    ):
        page, row = opened(clerk, conclusion, "12/TB-UBND")
        shown = page.content.decode()
        assert "5 chỉ đạo đang thực hiện" in shown
        assert f'href="/chi-dao/{older[0].pk}/" target="_blank"' in shown
        assert "nhắc đến 12/TB-UBND" in clerk.get(f"{url(conclusion)}?diem=2").content.decode()
        data = sent(page) | {"leads": [str(cast.board.pk)], "replaces": str(older[0].pk)}
        assert clerk.post(url(conclusion, row, "chap-nhan"), data).status_code == 302
        draft = Directive.objects.get(conclusion=conclusion)
        assert draft.replaces == older[0]
        page, row = opened(clerk, conclusion, "12/TB-UBND")
        assert f'value="{older[0].pk}" checked' in page.content.decode()
        clerk.post(url(conclusion, row, "chap-nhan"), sent(page) | {"replaces": ""})
        draft.refresh_from_db()
        assert draft.replaces is None

    def test_a_point_without_a_number_shows_none(self, clerk, older, conclusion):
        assert "Kết luận trước" not in opened(clerk, conclusion, "xã Hòa An")[0].content.decode()


def test_a_group_that_lost_its_members_stands_for_nobody(clerk, conclusion):
    group = DepartmentGroup.objects.create(code="DT", name="các đơn vị dự toán")
    row = point(conclusion, "xã Hòa An")[1]
    row.proposal["leads"] = [{"name": group.name, "state": "group", "department": None, "group": group.pk}]
    row.save(update_fields=["proposal"])
    assert not GroupMember.objects.filter(group=group).exists()
    page = opened(clerk, conclusion, "xã Hòa An")[0]
    assert page.context["opened"].proposed.unknown["leads"] == ("các đơn vị dự toán",)
    assert "chưa có trong danh mục" in page.content.decode()


def test_a_group_taken_as_lead_is_given_to_each(cast, clerk, conclusion):
    page, row = opened(clerk, conclusion, "Quy hoạch đô thị")
    again = clerk.post(
        url(conclusion, row, "chap-nhan"), sent(page) | {"group_act": f"add:leads:{cast.group.pk}"}
    )
    assert sent(again)["mode"] == "each"
    assert clerk.post(url(conclusion, row, "chap-nhan"), sent(again)).status_code == 302
    assert Assignment.objects.filter(role="each").count() == 3
