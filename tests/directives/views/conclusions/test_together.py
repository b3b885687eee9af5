"""Second thoughts and two clerks: undo, order, what is typed, what others did, many points at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.models import ConfirmChoice, Directive, PointInput, PointPresence
from directives.services import points as service
from directives.services.conclusions import issue_conclusion
from tests.cast import NOW
from tests.directives.services.entering import accept, plan, points_of, settle_all, snapshot
from tests.directives.views.conclusions.test_confirm import sent, take, url

pytestmark = pytest.mark.django_db
SCREEN = {"HX-Request": "true", "HX-Target": "conclusion"}


@pytest.fixture
def other(cast):
    return {"actor": cast.actor(cast.other_monitor), "now": NOW}


def opened(client, conclusion, number=1):
    return client.get(f"{url(conclusion)}?diem={number}")


class TestUndo:
    def test_the_last_step_is_named_and_taken_back(self, clerk, conclusion):
        take(clerk, conclusion, 1)
        page = opened(clerk, conclusion, 2)
        assert "chấp nhận điểm 1" in page.content.decode()
        answer = clerk.post(f"{url(conclusion)}hoan-tac/", {"step": page.context["step"].pk}, follow=True)
        assert "Đã hoàn tác: chấp nhận điểm 1." in answer.content.decode()
        assert answer.context["opened"].number == 1
        assert not Directive.objects.exists()
        again = clerk.post(f"{url(conclusion)}hoan-tac/", {"step": page.context["step"].pk})
        assert again.status_code == 302  # from another window: nothing more happens

    def test_what_another_changed_since_is_said(self, cast, clerk, conclusion, other):
        take(clerk, conclusion, 1)
        step = opened(clerk, conclusion, 2).context["step"].pk
        service.settle_point(points_of(conclusion)[0].pk, "no_task", "biểu dương", **other)
        before = snapshot()
        answer = clerk.post(f"{url(conclusion)}hoan-tac/", {"step": step})
        assert answer.status_code == 409
        assert "Bùi Thị Quỳnh Anh" in answer.context["problem"]
        assert snapshot() == before
        assert opened(clerk, conclusion).context["step"] is None

    def test_nothing_after_the_issue(self, cast, clerk, conclusion):
        settle_all(cast, conclusion)
        issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        assert clerk.post(f"{url(conclusion)}hoan-tac/").status_code == 409


class TestOrder:
    @pytest.fixture
    def doubtful(self, conclusion):
        """The third and fifth point are unsure, the fifth most of all."""
        third, _fourth, fifth = points_of(conclusion)[2:]
        third.proposal = {**third.proposal, "deadline": None}
        fifth.proposal = {**fifth.proposal, "leads": [{"name": "cơ quan thường trực"}]}
        for point in (third, fifth):
            point.save()
        return conclusion

    def test_the_least_certain_first_with_the_numbers_of_the_text(self, clerk, doubtful, cast):
        assert [mark.number for mark in opened(clerk, doubtful).context["page"].ordered] == [1, 2, 3, 4, 5]
        clerk.post(f"{url(doubtful)}thu-tu/", {"order": "unsure"})
        page = clerk.get(url(doubtful))
        assert [mark.number for mark in page.context["page"].ordered][:2] == [5, 3]
        assert page.context["opened"].number == 5
        assert page.context["opened"].sure != "high"  # no word beside a doubt says "sure"
        said = page.content.decode()
        assert "chưa rõ chủ trì: “cơ quan thường trực”" in said
        assert "chưa rõ ngày: “trước ngày 15 tháng 12 năm 2026”" in said
        data = {**sent(page), "leads": [cast.board.pk]}
        answer = clerk.post(url(doubtful, page.context["opened"].point, "chap-nhan"), data)
        assert answer.headers["Location"] == f"{url(doubtful)}?diem=3"
        settled = clerk.get(url(doubtful)).context["page"]
        assert [mark.number for mark in settled.ordered][:2] == [5, 3]  # nothing moves when it is settled
        clerk.post(f"{url(doubtful)}thu-tu/", {"order": "text"})
        assert not ConfirmChoice.objects.get().unsure_first

    def test_it_is_each_persons_own(self, cast, clerk, signed_in, doubtful):
        clerk.post(f"{url(doubtful)}thu-tu/", {"order": "unsure"})
        assert signed_in(cast.other_monitor).get(url(doubtful)).context["opened"].number == 1


class TestTyped:
    def test_kept_shown_again_and_gone_once_sent(self, clerk, conclusion):
        point = points_of(conclusion)[0]
        data = {**sent(opened(clerk, conclusion)), "text": "Lời đang viết", "mode": "for_information"}
        before = snapshot()
        said = clerk.post(url(conclusion, point, "nhap"), data).content.decode()
        assert "đã lưu nháp 09:00" in said
        assert snapshot() == before
        form = opened(clerk, conclusion).context["form"]
        assert (form["text"].value(), form["mode"].value(), form.is_bound) == (
            "Lời đang viết",
            "for_information",
            False,
        )
        assert "có bản nháp chưa gửi" in opened(clerk, conclusion, 2).content.decode()
        take(clerk, conclusion, 1)
        assert not PointInput.objects.exists()
        assert Directive.objects.get().text == "Lời đang viết"

    def test_it_may_be_thrown_away(self, clerk, conclusion):
        point = points_of(conclusion)[0]
        clerk.post(url(conclusion, point, "nhap"), {**sent(opened(clerk, conclusion)), "text": "Nháp"})
        clerk.post(url(conclusion, point, "nhap"), {"act": "drop"})
        assert opened(clerk, conclusion).context["form"]["text"].value() == point.text

    def test_nobody_sees_what_another_types(self, cast, clerk, signed_in, conclusion):
        point = points_of(conclusion)[0]
        clerk.post(url(conclusion, point, "nhap"), {**sent(opened(clerk, conclusion)), "text": "Nháp riêng"})
        assert "Nháp riêng" not in opened(signed_in(cast.other_monitor), conclusion).content.decode()


class TestConflict:
    def test_both_versions_stand_side_by_side_and_either_may_stay(self, cast, clerk, conclusion, other):
        point = points_of(conclusion)[0]
        page = opened(clerk, conclusion)
        service.accept_point(point.pk, plan(cast, text="Lời của Anh", leads=(cast.police.pk,)), **other)
        answer = clerk.post(url(conclusion, point, "chap-nhan"), {**sent(page), "text": "Lời của tôi"})
        assert answer.status_code == 409
        rows = {row.label: (row.mine, row.theirs) for row in answer.context["conflict"].differences}
        assert rows["Nội dung chỉ đạo"] == ("Lời của tôi", "Lời của Anh")
        assert rows["Chủ trì"] == (cast.board.name, cast.police.name)
        assert "Tiêu đề" not in rows  # nobody wrote one: it follows the text
        assert Directive.objects.get().text == "Lời của Anh"
        theirs = clerk.post(url(conclusion, point, "nhap"), {"act": "drop"}, follow=True)
        assert theirs.context["form"]["text"].value() == "Lời của Anh"
        mine = clerk.post(url(conclusion, point, "chap-nhan"), {**sent(answer), "text": "Lời của tôi"})
        assert mine.status_code == 302
        assert Directive.objects.get().text == "Lời của tôi"

    def test_needs_no_task_against_accepted(self, cast, clerk, conclusion, other):
        point = points_of(conclusion)[0]
        service.accept_point(point.pk, plan(cast), **other)
        data = {"outcome": "no_task", "reason": "biểu dương", "version": 0}
        answer = clerk.post(url(conclusion, point, "xep"), data)
        assert answer.status_code == 409
        conflict = answer.context["conflict"]
        assert conflict.mine == "Không cần giao việc: biểu dương"
        assert cast.board.name in conflict.theirs
        assert 'name="outcome" value="no_task"' in answer.content.decode()

    def test_what_was_typed_meets_what_another_has_sent(self, cast, clerk, conclusion, other):
        point = points_of(conclusion)[0]
        clerk.post(url(conclusion, point, "nhap"), {**sent(opened(clerk, conclusion)), "text": "Lời nháp"})
        service.settle_point(point.pk, "given_to_others", "thuộc thông báo khác", **other)
        page = opened(clerk, conclusion)
        assert page.context["conflict"].theirs == "Đã giao nơi khác: thuộc thông báo khác"
        assert page.context["form"]["text"].value() == "Lời nháp"


class TestNews:
    def ask(self, client, conclusion, page, **more):
        mark = page.context["opened"]
        asked = {"v": page.context["conclusion"].version, "ai": page.context["page"].people}
        return client.get(
            f"{url(conclusion)}tinh-hinh/",
            {**asked, "diem": mark.point.pk, "pv": mark.point.version, **more},
        )

    def test_nothing_new_costs_one_statement(self, clerk, conclusion):
        page = opened(clerk, conclusion)
        assert self.ask(clerk, conclusion, page).status_code == 204
        with CaptureQueriesContext(connection) as statements:
            assert self.ask(clerk, conclusion, page).status_code == 204
        assert sum("directives_" in row["sql"] for row in statements.captured_queries) == 1

    def test_the_others_are_named_while_they_are_there(self, cast, clerk, signed_in, conclusion):
        colleague = signed_in(cast.other_monitor)
        page = opened(clerk, conclusion)
        self.ask(colleague, conclusion, opened(colleague, conclusion, 4))
        said = self.ask(clerk, conclusion, page).content.decode()
        assert "Bùi Thị Quỳnh Anh đang mở điểm 4" in said
        assert "text-lines" not in said  # the text has not changed, so it is not sent again
        PointPresence.objects.filter(user=cast.other_monitor).update(at=NOW - timedelta(minutes=2))
        assert "đang mở" not in opened(clerk, conclusion).content.decode()

    def test_what_others_settled_comes_without_the_open_form(self, cast, clerk, conclusion, other):
        page = opened(clerk, conclusion)
        service.settle_point(points_of(conclusion)[3].pk, "no_task", "biểu dương", **other)
        said = self.ask(clerk, conclusion, page).content.decode()
        assert "1/5 điểm đã xử lý" in said
        assert "biểu dương" in said
        assert 'id="plan"' not in said
        assert "open-news" not in said

    def test_the_open_point_changed_or_gone(self, cast, clerk, conclusion, other):
        first, page = points_of(conclusion)[0], opened(clerk, conclusion)
        service.settle_point(first.pk, "no_task", "biểu dương", **other)
        said = self.ask(clerk, conclusion, page).content.decode()
        assert "Bùi Thị Quỳnh Anh đã sửa điểm này" in said
        service.drop_point(first.pk, **other)
        assert "không còn nữa" in self.ask(clerk, conclusion, page).content.decode()

    def test_once_issued_the_page_is_opened_anew(self, cast, clerk, conclusion):
        page = opened(clerk, conclusion)
        settle_all(cast, conclusion)
        issue_conclusion(conclusion.pk, actor=cast.actor(cast.other_monitor), now=NOW)
        assert self.ask(clerk, conclusion, page).headers["HX-Refresh"] == "true"


class TestCertain:
    address = "diem-chac-chan/"

    def ticked(self, page):
        rows = page.context["rows"]
        seen = {f"seen_{row.mark.point.pk}": row.seen for row in rows}
        return {"point": [row.mark.point.pk for row in rows], **seen}

    def test_all_that_are_sure_at_once_and_one_undo(self, clerk, conclusion):
        unsure = points_of(conclusion)[1]
        unsure.proposal = {**unsure.proposal, "leads": [{"name": "cơ quan thường trực"}]}
        unsure.save()
        page = clerk.get(url(conclusion) + self.address)
        assert [row.mark.number for row in page.context["rows"]] == [1, 3, 4, 5]
        clerk.post(url(conclusion) + self.address, self.ticked(page))
        assert sorted(Directive.objects.values_list("point_label", flat=True)) == ["1", "3", "4", "5"]
        assert "chấp nhận 4 điểm" in clerk.get(url(conclusion)).content.decode()
        clerk.post(f"{url(conclusion)}hoan-tac/")
        assert not Directive.objects.exists()

    def test_only_the_ticked_ones(self, clerk, conclusion):
        page = clerk.get(url(conclusion) + self.address)
        data = self.ticked(page)
        clerk.post(url(conclusion) + self.address, {**data, "point": data["point"][:2]})
        assert Directive.objects.count() == 2
        none = clerk.post(url(conclusion) + self.address, {**self.ticked(page), "point": []})
        assert none.status_code == 400

    def test_what_is_not_as_it_was_seen_is_looked_over_again(self, cast, clerk, conclusion):
        page = clerk.get(url(conclusion) + self.address)
        accept(cast, points_of(conclusion)[0])
        before = snapshot()
        answer = clerk.post(url(conclusion) + self.address, self.ticked(page))
        assert answer.status_code == 409
        assert snapshot() == before
        typed = {**sent(opened(clerk, conclusion, 3)), "text": "Nháp"}
        clerk.post(url(conclusion, points_of(conclusion)[2], "nhap"), typed)
        rows = clerk.get(url(conclusion) + self.address).context["rows"]
        assert [row.mark.number for row in rows] == [2, 4, 5]


def test_htmx_gets_the_screen_alone(clerk, conclusion):
    part = clerk.get(url(conclusion), headers=SCREEN)
    assert part.content.decode().lstrip().startswith('<div id="conclusion"')
    assert "HX-Target" in part.headers["Vary"]
    assert len(part.content) < len(clerk.get(url(conclusion)).content)
