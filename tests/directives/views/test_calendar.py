"""The page of the working calendar: read by all, changed by few, previewed before it is saved."""

from datetime import date

import pytest

from departments.models import CalendarDay
from directives.models import Rule
from directives.selectors.calendar_year import calendar_year
from tests.cast import NOW
from tests.directives.services.doing import lead

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 12, 4)
FORM = {"on": "04/12/2026", "kind": "compensatory", "name_vi": "Thông báo 99/TB", "worked_on": "12/12/2026"}


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.parametrize("who", ["monitor", "chair", "officer", "outsider", "administrator"])
def test_everybody_reads_the_year(signed_in, cast, who):
    CalendarDay.objects.create(on=FRIDAY, kind="compensatory", name_vi="Nghỉ hoán đổi")
    page = signed_in(getattr(cast, who)).get("/lich-lam-viec/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Nghỉ hoán đổi" in text
    assert "Tết Nguyên Đán" in text
    assert ("/lich-lam-viec/doi/" in text) == (who == "administrator")


@pytest.mark.parametrize(("asked", "year"), [("2030", 2030), ("1", 2000), ("99999", 2100), ("x", 2026)])
def test_any_year_can_be_asked_for(signed_in, cast, asked, year):
    page = signed_in(cast.officer).get("/lich-lam-viec/", {"nam": asked})
    assert page.context["year"].year == year


def test_the_year_counts_its_working_days(cast):
    shown = calendar_year(2026)
    assert shown.working_days == 261 - 13 + 1  # weekdays, 13 of them off, a Saturday worked for one
    assert [len(month.weeks) >= 4 for month in shown.months] == [True] * 12
    swapped = next(day for day in shown.special if day.on == date(2026, 8, 22))
    assert (swapped.worked, swapped.kind, swapped.row) == (True, "working", None)


def test_a_change_is_previewed_and_then_confirmed(signed_in, cast, issued):
    Rule.objects.create(key="move_due_off_days", value=True)
    directive = issued(deadline_kind="dated", due_on=FRIDAY, text="Rà soát dự án bí ẩn")
    client = signed_in(cast.chief)
    shown = client.post("/lich-lam-viec/doi/", {**FORM, "step": "preview"})
    assert shown.status_code == 200
    assert directive.title in shown.content.decode()
    assert not CalendarDay.objects.exists()
    assert lead(directive).due_on == FRIDAY
    kept = shown.context["kept"]
    done = client.post("/lich-lam-viec/doi/", kept, follow=True)
    assert done.redirect_chain == [("/lich-lam-viec/?nam=2026", 302)]
    assert set(CalendarDay.objects.values_list("on", "kind")) == {
        (FRIDAY, "compensatory"),
        (date(2026, 12, 12), "working"),
    }
    assert lead(directive).due_on == date(2026, 12, 7)
    assert "Thông báo 99/TB" in done.content.decode()
    page = signed_in(cast.head).get(f"/chi-dao/{directive.pk}/").content.decode()
    assert "hạn 04/12/2026 dời sang 07/12/2026" in page


def test_an_administrator_sees_numbers_and_departments_but_no_content(signed_in, cast, issued):
    directive = issued(deadline_kind="dated", due_on=FRIDAY, text="Rà soát dự án bí ẩn")
    text = signed_in(cast.administrator).post("/lich-lam-viec/doi/", FORM).content.decode()
    assert f"Ý kiến chỉ đạo số {directive.pk}" in text
    assert cast.board.label in text
    assert "bí ẩn" not in text


def test_a_span_of_days_leaves_out_those_off_already(signed_in, cast):
    client = signed_in(cast.administrator)
    form = {"on": "03/12/2026", "until": "08/12/2026", "kind": "holiday", "name_vi": "Nghỉ bão"}
    shown = client.post("/lich-lam-viec/doi/", form)
    assert [effect.change.on.day for effect in shown.context["shown"].days] == [3, 4, 7, 8]
    client.post("/lich-lam-viec/doi/", shown.context["kept"])
    assert CalendarDay.objects.count() == 4


def test_a_day_is_removed_after_its_preview(signed_in, cast):
    CalendarDay.objects.create(on=FRIDAY, kind="holiday", name_vi="Nhầm")
    client = signed_in(cast.administrator)
    shown = client.get("/lich-lam-viec/doi/", {"ngay": "2026-12-04", "bo": "1"})
    assert CalendarDay.objects.exists()
    client.post("/lich-lam-viec/doi/", shown.context["kept"])
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "31/02/2026"},
        {"on": ""},
        {"kind": "feast"},
        {"name_vi": ""},
        {"until": "01/12/2026"},
        {"until": "04/12/2027"},
        {"on": "05/12/2026", "until": "06/12/2026"},
        {"worked_on": "04/12/2026"},
        {"on": "04/12/1899"},
    ],
)
def test_bad_input_is_explained_and_saves_nothing(signed_in, cast, wrong):
    client = signed_in(cast.administrator)
    for step in ("preview", "confirm"):
        page = client.post("/lich-lam-viec/doi/", {**FORM, **wrong, "step": step})
        assert page.status_code == 400
        assert page.context["form"].errors
    assert not CalendarDay.objects.exists()


def test_what_has_changed_since_the_preview_is_previewed_again(signed_in, cast, issued):
    Rule.objects.create(key="move_due_off_days", value=True)
    client = signed_in(cast.chief)
    kept = client.post("/lich-lam-viec/doi/", FORM).context["kept"]
    issued(deadline_kind="dated", due_on=FRIDAY)
    again = client.post("/lich-lam-viec/doi/", kept)
    assert again.status_code == 409
    assert not CalendarDay.objects.exists()
    assert client.post("/lich-lam-viec/doi/", again.context["kept"]).status_code == 302
    assert CalendarDay.objects.count() == 2


@pytest.mark.parametrize("who", ["monitor", "chair", "head", "outsider"])
def test_others_do_not_even_see_the_form(signed_in, cast, who):
    client = signed_in(getattr(cast, who))
    assert client.get("/lich-lam-viec/doi/").status_code == 403
    assert client.post("/lich-lam-viec/doi/", {**FORM, "step": "confirm"}).status_code == 403
    assert not CalendarDay.objects.exists()
