"""The main job in Debian's chromium: document 000 goes in, one of its directives is closed by five people."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from departments.models import User
from directives.models import Assignment, Conclusion, Directive
from directives.services.issuing import issue_directly
from directives.services.plans import Plan
from tests.cast import NOW, Cast
from tests.invariants import assert_engine_agrees

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEWS = Path(settings.BASE_DIR).parent / "shared/corpus/docs/000.txt"
REPORT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def signed_in(browser: Browser, live_server, real_cast: Cast) -> Iterator[Callable[..., Page]]:
    """A page of a fresh session of somebody, at desk width unless told otherwise; console errors fail."""
    contexts, errors = [], []

    def open_page(user: User, width: int = 1440) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(f"{live_server.url}/dang-nhap/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", "mat-khau")
        page.click("main button[type=submit]")
        expect(page.locator("h1")).not_to_have_text("Đăng nhập")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def issue_the_news(page: Page, base: str, leader: User) -> None:
    """The clerk: paste, look over, accept every point with one press of Enter, issue."""
    page.goto(f"{base}/ket-luan/moi/")
    page.fill("textarea[name=text]", NEWS.read_text(encoding="utf-8"))
    page.click("main button[type=submit] >> text=Đọc văn bản")
    expect(page.locator("input[name=held_on]")).to_have_value("22/10/2021")
    page.click("main button[type=submit] >> text=Lưu")
    expect(page.locator("mark, .sp")).not_to_have_count(0)
    points = Conclusion.objects.get().points.count()
    assert points == 7
    open_details(page)
    page.select_option("select[name=directed_by]", str(leader.pk))
    page.check("input[name=needs_approval]")
    for settled in range(1, points + 1):
        page.click("[data-accept]")
        expect(page.get_by_text(f"{settled}/{points}").first).to_be_visible()
    page.click(".issue button[type=submit]")
    expect(
        page.get_by_role("link", name="Ban Quản lý").or_(page.get_by_text("Ban Quản lý")).first
    ).to_be_visible()


def open_details(page: Page) -> None:
    for details in page.locator("form.plan details.more").all():
        if details.get_attribute("open") is None:
            details.locator("summary").click()


def do(page: Page, base: str, part: int, verb: str, **fields: str) -> None:
    """Open the form of a verb by its address, as a mail links to it, fill it in and send it."""
    page.goto(f"{base}/phan-viec/{part}/{verb}/")
    for name, value in fields.items():
        field = page.locator(f"form.verb-form [name={name}]")
        tag = field.evaluate("element => element.tagName")
        field.select_option(value) if tag == "SELECT" else field.fill(value)
    if verb == "submit":
        page.set_input_files(
            "form.verb-form input[type=file]",
            {
                "name": "báo cáo rà soát.pdf",
                "mimeType": "application/pdf",
                "buffer": REPORT,
            },
        )
    page.click("form.verb-form .actions button[type=submit]")
    page.wait_for_url(f"{base}/chi-dao/**")
    # The answer lands on #main, which takes the focus: no frame round the whole page for it.
    assert page.evaluate("getComputedStyle(document.getElementById('main')).outlineStyle") == "none"


@pytest.mark.skipif(not NEWS.exists(), reason="the corpus is not beside this checkout")
def test_a_directive_of_the_news_report_from_paste_to_close(signed_in, live_server, real_cast):
    cast, base = real_cast, live_server.url
    issue_the_news(signed_in(cast.monitor), base, cast.vice_chair)
    directive = Directive.objects.filter(needs_approval=True).get()
    assert Directive.objects.filter(status="assigned").count() == 7
    part = Assignment.objects.get(directive=directive, role="lead").pk
    head, officer = signed_in(cast.head), signed_in(cast.officer, width=390)
    expect(head.locator(".row")).not_to_have_count(0)
    do(head, base, part, "accept")
    do(head, base, part, "delegate", officer=str(cast.officer.pk))
    today = f"{date.today():%d/%m/%Y}"  # noqa: DTZ011 -- what the person reads off the wall
    result = {
        "result_summary": "Đã ban hành quy chế báo cáo",
        "document_number": "412/BC-BQL",
        "document_date": today,
    }
    do(officer, base, part, "submit", **result)
    assert Assignment.objects.get(pk=part).status == "in_progress"
    do(head, base, part, "release")
    do(signed_in(cast.monitor), base, part, "verify", comment="Đủ hồ sơ")
    leader = signed_in(cast.vice_chair, width=390)
    leader.goto(f"{base}/dieu-hanh/")
    leader.locator(".decide summary", has_text="Phê duyệt").click()
    leader.locator(".decide details[open] button[type=submit]").click()
    expect(leader.locator(".decide")).to_have_count(0)
    directive.refresh_from_db()
    assert (directive.status, directive.is_open) == ("completed", False)
    assert_engine_agrees(directive)
    with head.expect_download() as download:
        head.goto(f"{base}/chi-dao/{directive.pk}/")
        head.get_by_role("link", name="báo cáo rà soát.pdf").first.click()
    assert download.value.suggested_filename == "báo cáo rà soát.pdf"
    assert Path(download.value.path()).read_bytes() == REPORT


def test_no_screen_is_wider_than_a_phone(signed_in, live_server, real_cast):
    cast = real_cast
    plan = Plan(text="Rà soát các dự án đầu tư trong khu công nghiệp", leads=(cast.board.pk,))
    directive = issue_directly(plan, actor=cast.actor(cast.monitor), now=NOW)
    for user in (cast.monitor, cast.head, cast.chair):
        page = signed_in(user, width=390)
        for address in ("/", "/so-theo-doi/", "/ket-luan/", "/dieu-hanh/", f"/chi-dao/{directive.pk}/"):
            answer = page.goto(live_server.url + address)
            if answer is not None and answer.status == 200:
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, (user, address)
