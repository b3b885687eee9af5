"""A leader decides on a request for more time in two taps, on a phone, in Debian's chromium."""

import os

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from departments.models import User
from directives.models import Assignment, Directive, ExtensionRequest
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from tests.cast import NOW
from tests.directives.services.asking import DUE, LATER, asked, request, urged

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def directive(real_cast, monkeypatch) -> Directive:
    monkeypatch.setattr("departments.clock.now", lambda: NOW)
    cast = real_cast
    plan = Plan(
        text="Rà soát các dự án đầu tư trong khu công nghiệp",
        leads=(cast.board.pk,),
        coordinating=(cast.finance.pk, cast.farming.pk),
        deadline_kind="dated",
        due_on=DUE,
        directed_by=cast.vice_chair.pk,
    )
    row = issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW)
    asked(row, cast.finance, cast.actor(cast.head))
    urged(row, cast.actor(cast.monitor), DUE)
    request(row, cast.actor(cast.head))
    return row


def signed_in(browser: Browser, url: str, user: User, errors: list[str]) -> Page:
    page = browser.new_context(viewport=PHONE, locale="vi-VN", has_touch=True).new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{url}/dang-nhap/")
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", "mat-khau")
    page.click("main button[type=submit]")
    return page


def fits(page: Page) -> bool:
    """Nothing is wider than the phone."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= PHONE["width"]


def test_two_taps_from_the_work_list(browser, live_server, real_cast, directive):
    errors: list[str] = []
    page = signed_in(browser, live_server.url, real_cast.vice_chair, errors)
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Xem, quyết định").first.tap()
    expect(page.locator("#form-grant_extension")).to_be_visible()
    expect(page.get_by_text("Chờ ý kiến của Bộ Tài chính").first).to_be_visible()
    assert fits(page)
    page.locator("#form-grant_extension button[type=submit]").tap()
    expect(page.get_by_text("Đã chấp thuận hạn mới.")).to_be_visible()
    assert Assignment.objects.get(directive=directive, role="lead").due_on == LATER
    assert errors == []


def test_two_taps_from_the_leader_page(browser, live_server, real_cast, directive):
    errors: list[str] = []
    page = signed_in(browser, live_server.url, real_cast.vice_chair, errors)
    page.goto(f"{live_server.url}/dieu-hanh/")
    page.locator("#quyet summary", has_text="Chấp thuận").first.tap()
    assert fits(page)
    page.locator("#quyet details[open] button[type=submit]").tap()
    expect(page.get_by_text("Đã chấp thuận hạn mới.")).to_be_visible()
    assert ExtensionRequest.objects.get().decision == "granted"
    assert errors == []


def test_the_page_with_everything_on_it_fits_a_phone(browser, live_server, real_cast, directive):
    errors: list[str] = []
    page = signed_in(browser, live_server.url, real_cast.head, errors)
    page.goto(f"{live_server.url}/chi-dao/{directive.pk}/")
    for section in ("#gia-han", "#phoi-hop", "#don-doc"):
        expect(page.locator(section)).to_be_visible()
    if "SHOTS" in os.environ:
        page.screenshot(path=f"{os.environ['SHOTS']}/head.png", full_page=True)
    assert fits(page)
    assert errors == []
