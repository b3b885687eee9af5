"""The confirm screen: what it shows, one action for a rightly proposed point, keys to every other act."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.models import Assignment, Conclusion, Directive
from directives.models.conclusion import PointOutcome
from directives.services import points as service
from directives.services.conclusions import issue_conclusion
from tests.cast import NOW
from tests.directives.services.entering import accept, entered, plan, points_of, settle_all, snapshot

pytestmark = pytest.mark.django_db


def url(conclusion, point=None, act=""):
    return f"/ket-luan/{conclusion.pk}/" + (f"diem/{point.pk}/{act}/" if point else "")


def sent(answer):
    """What a browser would send of the open form as it stands."""
    form = answer.context["form"]
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if name in ("leads", "coordinating", "informed"):
            data[name] = [str(pk) for pk in value or ()]
        elif isinstance(value, date):
            data[name] = value.strftime("%d/%m/%Y")
        elif value not in (None, "", False):
            data[name] = str(value)
    data["version"] = str(answer.context["opened"].point.version)
    data["shown_group"] = [f"{name}:{pk}" for name, pks in form.shown_groups.items() for pk in pks]
    return data


def take(client, conclusion, number):
    """Accept a point as it is proposed: one POST."""
    page = client.get(f"{url(conclusion)}?diem={number}")
    point = page.context["opened"].point
    return client.post(url(conclusion, point, "chap-nhan"), sent(page))


def test_text_and_points_carry_the_same_numbers(clerk, conclusion):
    page = clerk.get(url(conclusion)).content.decode()
    for number in range(1, 6):
        assert f'id="c{number}"' in page
        assert f'href="?diem={number}"' in page
    assert "0/5 điểm đã xử lý" in page
    assert "disabled" in page


class TestOneAction:
    def test_one_lead_with_a_coordinator_and_a_date(self, cast, clerk, conclusion):
        answer = take(clerk, conclusion, 1)
        assert answer.headers["Location"] == f"{url(conclusion)}?diem=2"
        draft = Directive.objects.get()
        parts = Assignment.objects.filter(directive=draft).order_by("pk")
        assert [(part.department, part.role) for part in parts] == [
            (cast.board, "lead"),
            (cast.police, "coordinating"),
        ]
        assert (draft.deadline_kind, parts[0].due_on, draft.deadline_source) == (
            "dated",
            date(2026, 12, 13),
            "text",
        )
        assert draft.deadline_phrase == "trước ngày 13 tháng 12 năm 2026"

    def test_a_generic_coordinator_is_shown_and_never_guessed(self, cast, clerk, conclusion):
        page = clerk.get(f"{url(conclusion)}?diem=2").content.decode()
        assert "“các sở, ngành liên quan”" in page
        take(clerk, conclusion, 2)
        assert [part.department for part in Assignment.objects.all()] == [cast.finance]

    def test_a_group_becomes_one_part_each(self, cast, clerk, conclusion):
        page = clerk.get(f"{url(conclusion)}?diem=3")
        assert "chọn 3 trên 3" in page.content.decode()
        take(clerk, conclusion, 3)
        assert Directive.objects.get().mode == "each"
        assert {part.department for part in Assignment.objects.all()} == set(cast.communes)

    def test_several_leads_each_for_itself(self, cast, clerk, conclusion):
        take(clerk, conclusion, 4)
        assert [(part.department, part.role) for part in Assignment.objects.order_by("pk")] == [
            (cast.finance, "each"),
            (cast.farming, "each"),
        ]

    def test_what_recurs_is_periodic(self, cast, clerk, conclusion):
        take(clerk, conclusion, 5)
        draft = Directive.objects.get()
        assert (draft.deadline_kind, draft.recurrence) == ("periodic", "month")

    def test_the_chair_directs(self, cast, clerk):
        conclusion = entered(cast, chaired_by=cast.vice_chair.pk)
        take(clerk, conclusion, 1)
        assert Directive.objects.get().directed_by == cast.vice_chair

    def test_all_of_it_and_the_issue(self, cast, clerk, conclusion):
        for number in range(1, 6):
            answer = take(clerk, conclusion, number)
        assert answer.headers["Location"] == f"{url(conclusion)}?diem=0"
        page = clerk.get(answer.headers["Location"])
        assert page.context["opened"] is None
        sent_on = {"version": page.context["conclusion"].version, "request_key": page.context["request_key"]}
        first, second = (clerk.post(f"{url(conclusion)}ban-hanh/", sent_on) for _ in range(2))
        assert first.status_code == second.status_code == 302
        assert Directive.objects.filter(status="assigned").count() == 5


class TestAccept:
    def post(self, client, conclusion, point, **changes):
        page = client.get(f"{url(conclusion)}?diem=1")
        return client.post(url(conclusion, point, "chap-nhan"), {**sent(page), **changes})

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"leads": []}, "leads"),
            ({"due_on": "32/12/2026"}, "due_on"),
            ({"due_on": ""}, "due_on"),
            ({"due_on": "11/11/2026"}, "due_on"),
            ({"text": " "}, "text"),
            ({"mode": "x"}, "mode"),
            ({"needs_approval": "on", "directed_by": ""}, "directed_by"),
            ({"product_to": "department"}, "product_to_department"),
            ({"deadline_kind": "periodic"}, "recurrence"),
        ],
    )
    def test_what_does_not_hold_is_said_and_the_input_kept(self, cast, clerk, conclusion, changes, field):
        point = points_of(conclusion)[0]
        before = snapshot()
        answer = self.post(clerk, conclusion, point, product="Quy chế phối hợp", **changes)
        assert answer.status_code == 400
        assert answer.context["form"].errors[field]
        assert "Quy chế phối hợp" in answer.content.decode()
        assert answer.headers["HX-Push-Url"] == "false"
        assert snapshot() == before

    def test_a_closed_department_is_named(self, cast, clerk, conclusion):
        answer = self.post(clerk, conclusion, points_of(conclusion)[0], leads=[cast.closed.pk])
        assert "Sở Kế hoạch và Đầu tư" in answer.context["form"].errors["leads"][0]

    def test_a_stale_form_says_who_and_keeps_the_input(self, cast, clerk, conclusion):
        first = points_of(conclusion)[0]
        page = clerk.get(f"{url(conclusion)}?diem=1")
        other = cast.actor(cast.other_monitor)
        service.accept_point(first.pk, plan(cast), actor=other, now=NOW)
        answer = clerk.post(url(conclusion, first, "chap-nhan"), {**sent(page), "text": "Lời của tôi"})
        assert answer.status_code == 409
        said = answer.content.decode()
        assert "Bùi Thị Quỳnh Anh" in said
        assert "Lời của tôi" in said
        again = clerk.post(url(conclusion, first, "chap-nhan"), {**sent(answer), "text": "Lời của tôi"})
        assert again.status_code == 302
        assert Directive.objects.get().text == "Lời của tôi"

    def test_a_group_is_shown_to_be_ticked_and_nothing_written(self, cast, clerk, conclusion):
        point = points_of(conclusion)[0]
        before = snapshot()
        answer = self.post(clerk, conclusion, point, group=cast.group.pk, group_act="add:informed")
        assert answer.status_code == 200
        assert answer.context["form"].shown_groups["informed"] == [cast.group.pk]
        data = {**sent(answer), "group_act": f"drop:informed:{cast.group.pk}"}
        answer = clerk.post(url(conclusion, point, "chap-nhan"), data)
        assert answer.context["form"].shown_groups["informed"] == []
        assert answer.context["form"]["informed"].value() == []
        assert snapshot() == before

    def test_a_tick_taken_away_leaves_the_member_out(self, cast, clerk, conclusion):
        point = points_of(conclusion)[2]
        page = clerk.get(f"{url(conclusion)}?diem=3")
        data = {**sent(page), "leads": [cast.communes[0].pk]}
        clerk.post(url(conclusion, point, "chap-nhan"), data)
        assert [part.department for part in Assignment.objects.all()] == cast.communes[:1]

    def test_in_each_whoever_coordinates_is_informed(self, cast, clerk, conclusion):
        point = points_of(conclusion)[0]
        self.post(clerk, conclusion, point, mode="each")
        roles = Assignment.objects.values_list("department__code", "role")
        assert sorted(roles) == [("BQL", "each"), ("CAT", "informed")]

    def test_for_information_nobody_leads_and_nothing_is_due(self, cast, clerk, conclusion):
        self.post(clerk, conclusion, points_of(conclusion)[0], mode="for_information")
        assert set(Assignment.objects.values_list("role", "due_on")) == {("informed", None)}

    def test_an_accepted_point_opens_as_accepted(self, cast, clerk, conclusion):
        accept(cast, points_of(conclusion)[0], text="Lời đã sửa", product="Báo cáo")
        form = clerk.get(f"{url(conclusion)}?diem=1").context["form"]
        assert (form["text"].value(), form["product"].value()) == ("Lời đã sửa", "Báo cáo")


class TestOtherActs:
    def test_needs_no_task_with_a_reason(self, clerk, conclusion):
        point = points_of(conclusion)[0]
        refused = clerk.post(
            url(conclusion, point, "xep"), {"outcome": "no_task", "reason": " ", "version": 0}
        )
        assert refused.status_code == 400
        assert refused.context["settle_error"]
        answer = clerk.post(
            url(conclusion, point, "xep"), {"outcome": "given_to_others", "reason": "nơi khác", "version": 0}
        )
        assert answer.headers["Location"] == f"{url(conclusion)}?diem=2"
        answer = clerk.post(url(conclusion, point, "xep"), {"outcome": "undecided", "version": 1})
        assert answer.headers["Location"] == f"{url(conclusion)}?diem=1"

    def test_split_offers_places_and_cuts_there(self, clerk, conclusion):
        point = points_of(conclusion)[0]
        page = clerk.get(url(conclusion, point, "tach"))
        places = [piece.start for piece in page.context["pieces"]]
        assert "".join(piece.text for piece in page.context["pieces"]) == point.text
        clerk.post(url(conclusion, point, "tach"), {"at": places[1], "version": 0})
        assert [p.text[:16] for p in points_of(conclusion)[:2]] == ["Giao Ban Quản lý", "hoàn thành trước"]

    def test_join_and_drop(self, clerk, conclusion):
        first, second = points_of(conclusion)[:2]
        clerk.post(url(conclusion, first, "gop"), {"version": 0})
        assert conclusion.points.count() == 4
        clerk.post(url(conclusion, first, "bo"), {"version": 1})
        assert conclusion.points.count() == 3
        gone = clerk.post(url(conclusion, second, "bo"), {"version": 2}, follow=True)
        assert "không còn nữa" in gone.content.decode()

    def test_add_from_the_list_of_sentences(self, clerk, conclusion):
        page = clerk.get(f"{url(conclusion)}diem/")
        sentence = next(s for s in page.context["sentences"] if s.text.startswith("Văn phòng Ủy ban"))
        answer = clerk.post(
            f"{url(conclusion)}diem/", {"start": sentence.start, "end": sentence.end, "version": 0}
        )
        assert answer.headers["Location"] == f"{url(conclusion)}?diem=6"
        assert points_of(conclusion)[-1].text == sentence.text

    @pytest.mark.parametrize("span", [{}, {"start": "x", "end": "y"}, {"start": 460, "end": 470}])
    def test_a_span_that_does_not_hold_is_said_on_the_screen(self, clerk, conclusion, span):
        before = snapshot()
        answer = clerk.post(f"{url(conclusion)}diem/", {**span, "version": 0})
        assert answer.status_code == 400
        assert answer.context["problem"]
        assert snapshot() == before


class TestIssue:
    def test_the_reason_stands_beside_the_disabled_button(self, cast, clerk, conclusion):
        for point in points_of(conclusion)[:3]:
            accept(cast, point)
        page = clerk.get(url(conclusion)).content.decode()
        assert "Còn điểm 4 và 5" in page
        refused = clerk.post(f"{url(conclusion)}ban-hanh/", {"version": 3})
        assert refused.status_code == 409
        assert "2" in refused.context["problem"]
        assert not Directive.objects.exclude(status="draft").exists()

    def test_a_stale_issue_is_said(self, cast, clerk, conclusion):
        settle_all(cast, conclusion)
        assert clerk.post(f"{url(conclusion)}ban-hanh/", {"version": 1}).status_code == 409


class TestReadView:
    @pytest.fixture
    def issued(self, cast, conclusion):
        found = points_of(conclusion)
        accept(cast, found[0], coordinating=(cast.police.pk,))
        accept(cast, found[1], leads=(cast.finance.pk,))
        accept(cast, found[2], mode="each", leads=tuple(commune.pk for commune in cast.communes))
        for point in found[3:]:
            service.settle_point(
                point.pk, PointOutcome.NO_TASK.value, "biểu dương", actor=cast.actor(cast.monitor), now=NOW
            )
        issue_conclusion(conclusion.pk, actor=cast.actor(cast.monitor), now=NOW)
        return Conclusion.objects.get()

    def test_every_span_leads_to_its_directive(self, cast, clerk, issued):
        page = clerk.get(url(issued)).content.decode()
        for directive in Directive.objects.all():
            assert f'href="/chi-dao/{directive.pk}/"' in page
            assert f'id="diem-{directive.point_label}"' in page
        assert "0/3 phần việc hoàn thành" in page
        assert "biểu dương" in page
        assert "<form" not in page.split('id="main"')[1]

    def test_a_department_sees_the_text_and_its_own_directives(self, cast, signed_in, issued):
        page = signed_in(cast.head).get(url(issued)).content.decode()
        own, other = Directive.objects.get(point_label="1"), Directive.objects.get(point_label="2")
        assert f"/chi-dao/{own.pk}/" in page
        assert f"/chi-dao/{other.pk}/" not in page
        assert "biểu dương" not in page
        commune = signed_in(cast.commune_officer).get(url(issued)).content.decode()
        assert "0/1 phần việc hoàn thành" in commune

    def test_outsiders_find_nothing(self, cast, signed_in, issued):
        assert signed_in(cast.outsider).get(url(issued)).status_code == 404
        assert signed_in(cast.administrator).get(url(issued)).status_code == 404

    def test_the_chair_reads_along_before_the_issue(self, cast, signed_in, conclusion):
        page = signed_in(cast.chair).get(url(conclusion))
        assert page.status_code == 200
        assert "Văn phòng đang xử lý" in page.content.decode()


EVERY_POST = ["chap-nhan", "xep", "tach", "gop", "bo"]


@pytest.mark.parametrize("act", EVERY_POST)
def test_who_may_not(cast, signed_in, conclusion, act):
    point = points_of(conclusion)[0]
    before = snapshot()
    assert signed_in(cast.outsider).post(url(conclusion, point, act)).status_code == 404
    assert signed_in(cast.chair).post(url(conclusion, point, act)).status_code == 403
    assert snapshot() == before


def test_a_point_of_another_conclusion_is_not_there(cast, clerk, conclusion):
    other = entered(cast, number="122/TB-UBND")
    point = points_of(other)[0]
    answer = clerk.post(url(conclusion, point, "bo"), {"version": 0})
    assert answer.status_code == 302
    assert other.points.count() == 5
    assert clerk.get(url(conclusion, point, "tach")).status_code == 404


def test_statements_do_not_grow_with_the_points(cast, clerk, conclusion):
    lines = [f"{n}. Giao Sở Tài chính bố trí vốn đợt {n} cho hạ tầng khu số {n * 7}." for n in range(1, 20)]
    opening = "Sau khi nghe các ý kiến, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
    many = entered(cast, number="", text="\n\n".join(["THÔNG BÁO", "Kết luận cuộc họp", opening, *lines]))
    screen = {"HX-Request": "true", "HX-Target": "conclusion"}
    counts = []
    for one in (conclusion, many):
        for point in points_of(one)[1:]:
            accept(cast, point)
        for headers in ({}, screen):
            with CaptureQueriesContext(connection) as statements:
                assert clerk.get(url(one), headers=headers).status_code == 200
            counts.append(len(statements))
    assert many.points.count() > 15
    # One more where a date asks for the calendar; three of the page tell what is typed, done and by whom.
    assert counts[2] <= counts[0] <= 21, counts
    assert counts[3] <= counts[1] <= 17, counts


class TestDirectly:
    def test_one_directive_is_issued_once(self, cast, clerk):
        page = clerk.get("/chi-dao/moi/")
        data = {**sent_direct(page), "text": "Báo cáo nhanh", "leads": [cast.board.pk]}
        first, second = (clerk.post("/chi-dao/moi/", data) for _ in range(2))
        directive = Directive.objects.get()
        assert first.headers["Location"] == second.headers["Location"] == f"/chi-dao/{directive.pk}/"
        assert (directive.status, directive.monitor, directive.is_secret) == ("assigned", cast.monitor, False)

    def test_what_does_not_hold_is_said(self, cast, clerk):
        page = clerk.get("/chi-dao/moi/")
        answer = clerk.post("/chi-dao/moi/", {**sent_direct(page), "text": "Báo cáo nhanh"})
        assert answer.status_code == 400
        assert answer.context["form"].errors["leads"]
        assert "Báo cáo nhanh" in answer.content.decode()

    def test_only_the_office(self, cast, signed_in):
        assert signed_in(cast.head).get("/chi-dao/moi/").status_code == 403


def sent_direct(page):
    form = page.context["form"]
    names = ("mode", "deadline_kind", "product_to", "urgency", "monitor", "request_key")
    return {name: form[name].value() for name in names}
