"""What the scripts of the confirm screen do, in Debian's chromium: offsets, keys, the department picker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from directives.models import Assignment, Conclusion, Directive
from directives.services import points
from tests.cast import NOW
from tests.directives.services.entering import entered, plan, points_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Selects from the first character of `from` to the last of `to`, as a hand with a mouse would.
SELECT = """([from, to]) => {
  const runs = [...document.querySelectorAll("[data-text] [data-start]")];
  const place = (words) => { const run = runs.find((one) => one.textContent.includes(words));
                             return [run.firstChild, run.firstChild.data.indexOf(words)]; };
  const range = document.createRange();
  const [first, start] = place(from), [last, end] = place(to);
  range.setStart(first, start); range.setEnd(last, end + to.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""
CURSOR = """(words) => {
  const run = [...document.querySelectorAll("[data-text] [data-start]")].find((one) => one.textContent.includes(words));
  getSelection().collapse(run.firstChild, run.firstChild.data.indexOf(words));
}"""


@pytest.fixture
def conclusion(real_cast) -> Conclusion:
    return entered(real_cast)


@pytest.fixture
def page(browser: Browser, live_server, real_cast, conclusion, monkeypatch) -> Iterator[Page]:
    """The monitor before the confirm screen; an error on the console fails the test."""
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(f"{live_server.url}/dang-nhap/")
    opened.fill("input[name=username]", real_cast.monitor.username)
    opened.fill("input[name=password]", "mat-khau")
    opened.click("main button[type=submit]")
    expect(opened.locator("h1")).not_to_have_text("Đăng nhập")
    opened.goto(f"{live_server.url}/ket-luan/{conclusion.pk}/")
    yield opened
    context.close()
    assert errors == []


def settled(page: Page, words: str) -> None:
    expect(page.locator(".progress strong")).to_have_text(words)


def test_words_selected_behind_the_factory_sign_become_exactly_that_point(page, conclusion):
    page.evaluate(SELECT, ["Văn phòng Ủy ban nhân dân tỉnh thông báo", "thực hiện"])
    page.click("[data-add] button")
    settled(page, "0/6 điểm đã xử lý")
    added = points_of(conclusion)[-1]
    assert added.text == "Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện"


def test_a_selection_across_two_lines_and_a_number(page, conclusion):
    for left in (4, 3):
        page.click("[data-drop]")
        settled(page, f"0/{left} điểm đã xử lý")
    page.evaluate(SELECT, ["Giao Ban Quản lý", "hạ tầng ngoài hàng rào"])
    page.click("[data-add] button")
    settled(page, "0/4 điểm đã xử lý")
    added = points_of(conclusion)[0]
    assert added.text.startswith("Giao Ban Quản lý")
    assert added.text.endswith("hạ tầng ngoài hàng rào")


def test_split_at_the_cursor(page, conclusion):
    page.evaluate(CURSOR, "hoàn thành trước ngày 13")
    page.click("[data-split] a")
    settled(page, "0/6 điểm đã xử lý")
    first, second = points_of(conclusion)[:2]
    assert first.text.endswith("🏭;")
    assert second.text.startswith("hoàn thành trước ngày 13")


def test_the_whole_by_keyboard(page, conclusion, live_server):
    for n in range(1, 4):
        page.keyboard.press("Enter")
        settled(page, f"{n}/5 điểm đã xử lý")
    page.keyboard.press("x")
    page.keyboard.type("định hướng chung")
    page.keyboard.press("Enter")
    settled(page, "4/5 điểm đã xử lý")
    page.keyboard.press("k")
    expect(page.locator(".steps [aria-current]")).to_have_text("4")
    page.keyboard.press("j")
    expect(page.locator(".steps [aria-current]")).to_have_text("5")
    page.keyboard.press("Enter")
    settled(page, "5/5 điểm đã xử lý")
    expect(page.locator(".issue button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("4 ý kiến chỉ đạo")
    assert Directive.objects.filter(status="assigned").count() == 4


def test_on_a_phone_what_is_opened_comes_into_sight_above_the_bar(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.click("[data-settle] > summary")
    button = page.locator("#settle button[value=given_to_others]")
    expect(button).to_be_in_viewport(ratio=1)
    below = """(button) => { const box = button.getBoundingClientRect();
      return document.querySelector(".go").getBoundingClientRect().top - box.bottom; }"""
    assert button.evaluate(below) > 0


def test_the_keys_can_be_switched_off(page):
    page.click("[data-help]")
    page.uncheck("[data-keys-toggle]")
    page.keyboard.press("Escape")
    page.locator("body").press("Enter")
    page.reload()
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    settled(page, "0/5 điểm đã xử lý")


def test_a_department_is_found_without_diacritics(page, real_cast):
    page.click("[data-picker=leads] .token button")
    page.fill("#ask_leads", "nong nghiep")
    page.keyboard.press("Enter")
    expect(page.locator("[data-picker=leads] .token")).to_contain_text("Sở Nông nghiệp và Môi trường")
    page.click("[data-accept]")
    settled(page, "1/5 điểm đã xử lý")
    assert Assignment.objects.get(role="lead").department == real_cast.farming


def test_a_refusal_stays_in_place_with_the_input(page, conclusion):
    page.click("[data-picker=leads] .token button")
    page.fill("textarea[name=text]", "Lời của tôi")
    page.click("[data-accept]")
    expect(page.locator("#id_leads_error")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value("Lời của tôi")
    assert page.url.endswith(f"/ket-luan/{conclusion.pk}/")
    assert conclusion.created_at == NOW


def test_second_thoughts_by_keyboard(page, conclusion):
    """Split where the arrow keys say, join again, and take both back; the help lists the keys and lets go of them."""
    page.keyboard.press("s")
    expect(page.locator("[data-cut-words]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settled(page, "0/6 điểm đã xử lý")
    assert points_of(conclusion)[1].text.startswith("thành trước ngày 13")
    page.keyboard.press("m")
    settled(page, "0/5 điểm đã xử lý")
    page.keyboard.press("z")
    settled(page, "0/6 điểm đã xử lý")
    expect(page.locator("p[data-said]")).to_contain_text("Đã hoàn tác: gộp điểm 1, 2.")
    page.keyboard.press("Control+z")
    settled(page, "0/5 điểm đã xử lý")
    page.keyboard.press("?")
    expect(page.locator("dialog[data-keys]")).to_be_visible()
    page.keyboard.press("d")  # no act behind an open list
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    settled(page, "0/4 điểm đã xử lý")


# Hands the answer to an undo on only after the news of it have come in by the other way.
SLOW_UNDO = """() => {
  const open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.open = function (...how) { this.where = how[1]; return open.apply(this, how); };
  XMLHttpRequest.prototype.send = function (body) {
    const taken = this.onload;
    if (this.where.includes("hoan-tac")) this.onload = (event) => setTimeout(() => taken.call(this, event), 2500);
    return send.call(this, body);
  };
}"""


def test_news_do_not_take_away_the_form_whose_answer_is_on_its_way(page):
    page.click("[data-accept]")
    settled(page, "1/5 điểm đã xử lý")
    expect(page.locator("p[data-said]")).not_to_be_empty()
    page.evaluate(SLOW_UNDO)
    with page.expect_response("**/tinh-hinh/**"):
        page.click("[data-undo]")
    settled(page, "0/5 điểm đã xử lý")
    expect(page.locator(".steps [aria-current]")).to_have_text("1")
    expect(page.locator("#conclusion")).to_have_count(1)
    assert page.url.endswith("diem=1")


def test_undo_brings_back_what_was_typed_and_sent(page, conclusion, live_server):
    page.fill("textarea[name=text]", "Lời của tôi")
    expect(page.locator("#kept")).to_contain_text("đã lưu nháp")
    page.click("[data-accept]")
    settled(page, "1/5 điểm đã xử lý")
    page.click("[data-undo]")
    settled(page, "0/5 điểm đã xử lý")
    page.goto(f"{live_server.url}/ket-luan/{conclusion.pk}/?diem=1")
    expect(page.locator("textarea[name=text]")).to_have_value("Lời của tôi")
    expect(page.locator("#kept")).to_contain_text("đã lưu nháp")


def test_what_is_typed_is_there_again_and_the_open_form_is_left_alone(page, conclusion, real_cast):
    """Typed words outlive the page; what a colleague settles arrives beside them, what they changed is told."""
    first, second = points_of(conclusion)[:2]
    colleague = {"actor": real_cast.actor(real_cast.other_monitor), "now": NOW}
    page.keyboard.press("e")
    page.keyboard.type(" thêm lời")
    expect(page.locator("#kept")).to_contain_text("đã lưu nháp")
    page.reload()
    words = page.locator("textarea[name=text]")
    expect(words).to_have_value(f"{first.text} thêm lời")
    page.keyboard.press("e")
    points.settle_point(second.pk, "no_task", "biểu dương", **colleague)
    points.accept_point(first.pk, plan(real_cast), **colleague)
    page.evaluate("htmx.trigger('#watch', 'load')")
    settled(page, "2/5 điểm đã xử lý")
    expect(page.locator("#open-news")).to_contain_text("đã sửa điểm này")
    expect(words).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-conflict]")).to_be_focused()
    page.click("[data-conflict] button[form=plan]")
    expect(page.locator(".steps [aria-current]")).to_have_text("3")
    assert Directive.objects.get().text.endswith("thêm lời")
