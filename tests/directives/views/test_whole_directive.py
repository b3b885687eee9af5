"""The directive as a whole on screen: each for itself, its changes, its answers compiled, what replaced it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import needs
from directives.models import Assignment, Directive
from tests.cast import MONDAY, NOW, department
from tests.directives.services.doing import RESULT, do, lead
from tests.directives.services.whole import WHY, do_whole, handed_in, part_of, statuses

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=9)
RIGHT = MONDAY + timedelta(days=39)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def each(cast, issued):
    leads = (cast.board.pk, cast.finance.pk, cast.communes[0].pk)
    return issued(mode="each", leads=leads, deadline_kind="dated", due_on=DUE)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, directive, verb, **data):
    values = {"version": Directive.objects.get(pk=directive.pk).version, "request_key": verb, **data}
    return client.post(f"/chi-dao/{directive.pk}/{verb}/", values, follow=True)


def test_the_office_sees_who_has_delivered_and_chooses_a_group(cast, each, signed_in):
    handed_in(cast, each, cast.board)
    office = signed_in(cast.monitor)
    answer = office.get(f"/chi-dao/{each.pk}/")
    chips = {chip.value: chip.count for chip in answer.context["each"].chips}
    assert chips == {"": 3, "chua-nop": 2, "cho-xac-nhan": 1}
    answer = office.get(f"/chi-dao/{each.pk}/?nhom=cho-xac-nhan")
    assert [part.department for part in answer.context["each"].shown] == [cast.board]
    assert answer.context["ticks"] is not None
    own = signed_in(cast.finance_head).get(f"/chi-dao/{each.pk}/")
    assert own.context["each"] is None
    assert "Ban Quản lý các khu công nghiệp" not in own.content.decode()


def test_ticked_results_are_confirmed_and_the_screen_says_how_many(cast, each, signed_in):
    handed_in(cast, each, cast.board, cast.finance)
    office = signed_in(cast.monitor)
    ticked = part_of(each, cast.finance).pk
    answer = post(office, each, "verify_each", ticked="1", parts=[ticked])
    assert "Đã xác nhận 1 kết quả" in answer.content.decode()
    assert statuses(each)["STC"] == "completed"
    assert statuses(each)["BQL"] == "awaiting_verification"


def test_no_tick_confirms_nothing_in_the_table_but_all_in_the_form(cast, each, signed_in):
    handed_in(cast, each, cast.board, cast.finance)
    office = signed_in(cast.monitor)
    answer = post(office, each, "verify_each", ticked="1")
    assert answer.status_code == 400
    assert "Đánh dấu ít nhất một đơn vị" in answer.content.decode()
    assert statuses(each)["BQL"] == "awaiting_verification"
    post(office, each, "verify_each")
    assert statuses(each)["BQL"] == statuses(each)["STC"] == "completed"


def test_what_is_left_is_named_with_the_reason(cast, issued, signed_in):
    directive = issued(mode="each", leads=(cast.board.pk, cast.office.pk))
    do("submit", part_of(directive, cast.office), cast.actor(cast.chief), RESULT)
    handed_in(cast, directive, cast.board)
    answer = post(signed_in(cast.monitor), directive, "verify_each")
    assert "người khác xác nhận" in answer.content.decode()
    assert "Văn phòng Ủy ban nhân dân tỉnh" in answer.content.decode()


def test_closing_names_who_is_missing_on_the_page(cast, each, signed_in):
    handed_in(cast, each, cast.board)
    do_whole("verify_each", each, cast.actor(cast.monitor))
    office = signed_in(cast.monitor)
    answer = post(office, each, "close_each", reason="Hết thời hạn tổng hợp")
    assert answer.context["each"].missing == [
        part_of(each, cast.finance),
        part_of(each, cast.communes[0]),
    ]
    assert "Sở Tài chính" in answer.content.decode()
    assert "Không nộp" in text_of(office, f"/chi-dao/{each.pk}/?nhom=thieu")
    missing = part_of(each, cast.finance).pk
    assert office.get(f"/api/v1/parts/{missing}/").json()["closed_missing"] is True


def test_statements_do_not_grow_with_the_departments(cast, issued, signed_in):
    office, counts = signed_in(cast.monitor), []
    for number in (3, 60):
        many = [department(f"P{number}-{n}", f"Xã {number}-{n}", "commune").pk for n in range(number)]
        directive = issued(mode="each", leads=(cast.board.pk, *many))
        handed_in(cast, directive, cast.board)
        for address in (f"/chi-dao/{directive.pk}/", f"/chi-dao/{directive.pk}/tong-hop/"):
            with CaptureQueriesContext(connection) as statements:
                assert office.get(address).status_code == 200
            counts.append(len(statements))
    assert counts[:2] == counts[2:], counts


class TestAnswers:
    def test_the_office_reads_all_of_them(self, cast, each, signed_in):
        handed_in(cast, each, cast.board)
        page = text_of(signed_in(cast.monitor), f"/chi-dao/{each.pk}/tong-hop/")
        for words in ("Đã rà soát 24 dự án", "412/BC-BQL", "Sở Tài chính", "23/11/2026"):
            assert words in page

    def test_a_department_reads_its_own_row_and_the_totals(self, cast, each, signed_in):
        handed_in(cast, each, cast.board)
        answer = signed_in(cast.finance_head).get(f"/chi-dao/{each.pk}/tong-hop/")
        assert [row.part.department for row in answer.context["table"].rows] == [cast.finance]
        assert answer.context["table"].hidden == 2
        assert "24 dự án" not in answer.content.decode()
        assert signed_in(cast.outsider).get(f"/chi-dao/{each.pk}/tong-hop/").status_code == 404

    def test_as_a_file_no_cell_runs(self, cast, each, signed_in):
        evil = needs.Submit(result_summary='=HYPERLINK("x")', document_number="412/BC-BQL")
        do("submit", part_of(each, cast.board), cast.actor(cast.head), evil)
        answer = signed_in(cast.monitor).get(f"/chi-dao/{each.pk}/tong-hop.csv")
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 4
        assert "'=HYPERLINK" in answer.content.decode()
        assert answer["Content-Disposition"].endswith('.csv"')
        assert signed_in(cast.outsider).get(f"/chi-dao/{each.pk}/tong-hop.csv").status_code == 404

    def test_who_never_delivered_is_told_apart(self, cast, each, signed_in):
        handed_in(cast, each, cast.board)
        do_whole("verify_each", each, cast.actor(cast.monitor))
        do_whole("close_each", each, cast.actor(cast.monitor), WHY)
        text = signed_in(cast.monitor).get(f"/chi-dao/{each.pk}/tong-hop.csv").content.decode("utf-8-sig")
        assert sum("Không nộp" in line for line in text.splitlines()) == 2

    def test_who_never_delivered_stands_with_the_deadline_missed(self, cast, each, signed_in):
        handed_in(cast, each, cast.board)
        do_whole("verify_each", each, cast.actor(cast.monitor))
        do_whole("close_each", each, cast.actor(cast.monitor), WHY)
        page = text_of(signed_in(cast.monitor), f"/chi-dao/{each.pk}/tong-hop/")
        row = page[page.index(f'?phan={part_of(each, cast.finance).pk}">') :].split("</tr>")[0]
        delivered = row.split("<td")[-2]
        assert "Không nộp" in delivered
        assert f'hạn <time datetime="{DUE.isoformat()}"' in delivered
        assert "không tính hạn" not in row

    def test_only_where_each_answers_for_itself(self, issued, cast, signed_in):
        assert signed_in(cast.monitor).get(f"/chi-dao/{issued().pk}/tong-hop/").status_code == 404

    def test_through_the_api(self, cast, each, signed_in):
        handed_in(cast, each, cast.board)
        address = f"/api/v1/directives/{each.pk}/answers/"
        body = signed_in(cast.monitor).get(address).json()
        assert body["totals"] == {"pending": 2, "waiting": 1}
        row = next(row for row in body["rows"] if row["department"]["code"] == "BQL")
        assert (row["group"], row["document_number"], row["delivered_on"]) == (
            "waiting",
            "412/BC-BQL",
            "2026-11-23",
        )
        own = signed_in(cast.finance_head).get(address).json()
        assert [row["department"]["code"] for row in own["rows"]] == ["STC"]
        assert own["totals"] == body["totals"]
        assert signed_in(cast.outsider).get(address).status_code == 404


def test_the_api_tells_what_a_bulk_act_came_to(cast, each, signed_in):
    handed_in(cast, each, cast.board, cast.finance)
    ticked = part_of(each, cast.finance).pk
    address = f"/api/v1/directives/{each.pk}/verify_each/"
    answer = signed_in(cast.monitor).post(address, {"parts": [ticked]}, content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["effect"]["confirmed"] == [cast.finance.pk]
    assert statuses(each)["BQL"] == "awaiting_verification"


class TestChanges:
    def test_both_wordings_stand_on_the_page(self, cast, issued, signed_in):
        directive = issued()
        old = directive.text
        values = {"text": "Rà soát các dự án chậm tiến độ", "reason": "Theo họp", "product": ""}
        post(signed_in(cast.monitor), directive, "amend", **values)
        page = text_of(signed_in(cast.head), f"/chi-dao/{directive.pk}/")
        assert old in page
        assert values["text"] in page
        assert "Lần điều chỉnh 1" in page

    def test_the_second_person_confirms_with_one_click(self, cast, issued, signed_in):
        directive = issued(deadline_kind="dated", due_on=DUE)
        data = needs.Correction(due_on=RIGHT, reason="Gõ nhầm tháng")
        do_whole("propose_correction", directive, cast.actor(cast.monitor), data)
        own = signed_in(cast.monitor).get(f"/chi-dao/{directive.pk}/")
        assert [row["verb"].name for row in own.context["correction_buttons"]] == ["drop_correction"]
        second = signed_in(cast.chief)
        answer = second.get(f"/chi-dao/{directive.pk}/")
        assert "confirm_correction" in [row["verb"].name for row in answer.context["correction_buttons"]]
        assert "Gõ nhầm tháng" in answer.content.decode()
        assert signed_in(cast.head).get(f"/chi-dao/{directive.pk}/").context["changes"].proposed is None
        post(second, directive, "confirm_correction")
        assert lead(directive).original_due_on == RIGHT
        assert RIGHT.strftime("%d/%m/%Y") in text_of(signed_in(cast.head), f"/chi-dao/{directive.pk}/")

    def test_a_later_directive_is_found_by_its_words(self, cast, issued, each, signed_in):
        later = issued(text="Nâng cấp đường vành đai phía đông")
        issued(text="Nâng cấp đường tỉnh 391")
        office = signed_in(cast.monitor)
        assert "vành đai" in text_of(office, f"/chi-dao/{each.pk}/ban-hanh-sau/?by=duong+vanh")
        several = post(office, each, "supersede", by="nâng cấp đường", reason="Kết luận mới")
        assert several.status_code == 400
        assert "nhiều ý kiến chỉ đạo" in several.content.decode()
        answer = post(office, each, "supersede", by="vành đai", reason="Kết luận mới", request_key="k2")
        assert answer.status_code == 200
        assert Directive.objects.get(pk=later.pk).replaces_id == each.pk
        assert f"/chi-dao/{later.pk}/" in text_of(signed_in(cast.chair), f"/chi-dao/{each.pk}/")
        assert f"/chi-dao/{each.pk}/" in text_of(office, f"/chi-dao/{later.pk}/")

    def test_suggestions_are_for_those_who_may_replace(self, cast, each, signed_in):
        assert signed_in(cast.head).get(f"/chi-dao/{each.pk}/ban-hanh-sau/").status_code == 403
        assert signed_in(cast.outsider).get(f"/chi-dao/{each.pk}/ban-hanh-sau/").status_code == 404

    def test_only_roles_of_the_mode_are_offered(self, cast, issued, each, signed_in):
        office = signed_in(cast.monitor)
        for directive, roles in ((issued(), ["coordinating", "informed"]), (each, ["each", "informed"])):
            form = office.get(f"/chi-dao/{directive.pk}/add_department/").context["opened"].form
            assert [value for value, _label in form.fields["role"].choices if value] == roles


def test_verbs_stand_in_groups_and_what_ends_stands_last(cast, each, signed_in):
    answer = signed_in(cast.monitor).get(f"/chi-dao/{each.pk}/")
    groups = answer.context["whole_groups"]
    assert [group["ends"] for group in groups] == [False] * (len(groups) - 1) + [True]
    names = {button["verb"].name for group in groups for button in group["buttons"]}
    assert {"urge_each", "amend", "pause_directive", "recall_directive"} <= names
    offered = {verb.name for verb in answer.context["page"].whole_verbs}
    assert names == offered
    assert not Assignment.objects.filter(directive=each, status="completed").exists()
