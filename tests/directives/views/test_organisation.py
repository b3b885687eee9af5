"""Screens of the organisation over time: a decision with its preview, a new name, and the list to give out anew."""

import pytest

from departments.models import Department, Succession
from tests.cast import MONDAY, NOW, department
from tests.directives.services.doing import lead, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def heir(cast):
    return department("BQLM", "Ban Quản lý khu công nghiệp và khu kinh tế", "board")


def form(cast, *successors, **changes):
    values = {
        "predecessors": [cast.board.pk],
        "successors": [body.pk for body in successors],
        "on": "23/11/2026",
        "document": "Nghị quyết 12",
        "step": "preview",
    }
    return {**values, **changes}


def kept(page):
    values: dict[str, list[object]] = {}
    for name, value in page.context["kept"]:
        values.setdefault(name, []).append(value)
    return values


def test_a_decision_is_previewed_confirmed_and_listed(signed_in, cast, heir, issued):
    directive = issued()
    client = signed_in(cast.monitor)
    shown = client.post("/co-cau/ke-thua/", form(cast, heir))
    assert (shown.status_code, shown.context["shown"].parts) == (200, 1)
    assert not Succession.objects.exists()
    done = client.post("/co-cau/ke-thua/", kept(shown), follow=True)
    assert done.redirect_chain == [("/co-cau/", 302)]
    assert "1 phần việc đã chuyển" in done.content.decode()
    assert "Nghị quyết 12" in done.content.decode()
    assert lead(directive).department == heir
    page = client.get(f"/chi-dao/{directive.pk}/").content.decode()
    assert "tiếp nhận kế thừa" in page
    assert "từ Ban Quản lý các KCN" in page


def test_what_waits_is_given_out_one_by_one_and_together(signed_in, cast, heir, issued):
    first, second, third = issued(), issued(), issued()
    client = signed_in(cast.monitor)
    other = department("BQLK", "Ban Quản lý khu kinh tế", "board")
    shown = client.post("/co-cau/ke-thua/", form(cast, heir, other))
    done = client.post("/co-cau/ke-thua/", kept(shown), follow=True)
    assert done.redirect_chain == [("/co-cau/phan-lai/", 302)]
    assert len(done.context["list"].parts) == 3
    assert "3 phần việc chờ phân lại" in client.get("/").content.decode()
    pks = [lead(directive).pk for directive in (first, second, third)]
    answer = client.post(
        "/co-cau/phan-lai/", {"parts": pks[:2], "department": heir.pk, f"to-{pks[2]}": other.pk}
    )
    assert answer.status_code == 302
    where = [lead(directive).department for directive in (first, second, third)]
    assert where == [heir, heir, other]
    assert client.get("/co-cau/phan-lai/").context["list"].count == 0


@pytest.mark.parametrize(
    "wrong", [{}, {"parts": ["x"]}, {"parts": [1], "department": ""}, {"parts": [0], "department": 1}]
)
def test_giving_out_nothing_changes_nothing(signed_in, cast, issued, wrong):
    directive = issued()
    Department.objects.filter(pk=cast.board.pk).update(active_until=MONDAY.replace(day=1))
    before = snapshot(directive)
    assert signed_in(cast.monitor).post("/co-cau/phan-lai/", wrong).status_code == 400
    assert snapshot(directive) == before


@pytest.mark.parametrize(
    "wrong",
    [{"predecessors": []}, {"on": "x"}, {"document": ""}, {"predecessors": [0]}, {"move_people": "on"}],
)
def test_bad_decisions_are_explained(signed_in, cast, heir, wrong):
    client = signed_in(cast.monitor)
    for step in ("preview", "confirm"):
        page = client.post("/co-cau/ke-thua/", {**form(cast, heir, cast.finance), **wrong, "step": step})
        assert page.status_code == 400
        assert page.context["form"].errors
    assert not Succession.objects.exists()


def test_a_department_gets_a_new_name(signed_in, cast, heir):
    client = signed_in(cast.administrator)
    values = {"department": heir.pk, "name": "Ban Quản lý mới", "document": "QĐ 7"}
    assert client.get("/co-cau/doi-ten/").status_code == 200
    assert client.post("/co-cau/doi-ten/", {**values, "document": ""}).status_code == 400
    assert client.post("/co-cau/doi-ten/", values).status_code == 302
    heir.refresh_from_db()
    assert heir.name == "Ban Quản lý mới"
    assert client.post("/co-cau/doi-ten/", values).status_code == 400  # has that name already


@pytest.mark.parametrize("who", ["chair", "head", "officer", "outsider"])
def test_others_have_none_of_it(signed_in, cast, heir, who):
    client = signed_in(getattr(cast, who))
    for address in ("/co-cau/", "/co-cau/ke-thua/", "/co-cau/doi-ten/", "/co-cau/phan-lai/"):
        assert client.get(address).status_code == 403
    assert client.post("/co-cau/ke-thua/", form(cast, heir, step="confirm")).status_code == 403
    assert not Succession.objects.exists()


def test_an_administrator_sees_counts_and_no_list(signed_in, cast, issued):
    issued(text="Rà soát dự án bí ẩn")
    client = signed_in(cast.administrator)
    shown = client.post("/co-cau/ke-thua/", form(cast))
    done = client.post("/co-cau/ke-thua/", kept(shown), follow=True)
    assert done.redirect_chain == [("/co-cau/", 302)]
    assert "bí ẩn" not in shown.content.decode() + done.content.decode()
    assert "1 phần việc chờ phân lại" in done.content.decode()
    assert "/co-cau/phan-lai/" not in done.content.decode() + client.get("/co-cau/").content.decode()
    assert client.get("/co-cau/phan-lai/").status_code == 403
