"""Screens that somebody has to bring about first: a fresh notice full of names, two clerks, a corrected text."""

from collections.abc import Callable

from playwright.sync_api import Page

NOTICE = """ỦY BAN NHÂN DÂN TỈNH LAM GIANG
Số: {number}/TB-UBND
Lam Giang, ngày 20 tháng 11 năm 2026

THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về hạ tầng, đất đai và an sinh cuối năm

Ngày 18 tháng 11 năm 2026, đồng chí Trịnh Quốc Hưng, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp. Chủ tịch kết luận:

1. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính và các sở, ngành liên quan rà soát quy hoạch khu công nghiệp Bình Sa, báo cáo trước ngày 15/12/2026.

2. Sở Lao động - Thương binh và Xã hội tổng hợp số người lao động cần hỗ trợ dịp Tết, báo cáo trước ngày 05/01/2027.

3. Giao Trung tâm Phát triển quỹ đất tỉnh phối hợp với Ủy ban nhân dân phường Bình Sa hoàn thành bồi thường, hỗ trợ trong tháng 12/2026.

4. Giao Sở Xây dựng hoàn thiện phương án thoát nước thay thế nội dung đã giao tại Thông báo số 104/TB-UBND, trình trước ngày 20/12/2026.

5. Ủy ban nhân dân các xã, phường tuyên truyền, vận động nhân dân bàn giao mặt bằng.
"""  # noqa: E501 -- a paragraph of a document is one line

SignedIn = Callable[[str], Page]


def _entered(page: Page, address: str, number: int) -> str:
    """The notice above, entered by pasting; the address of its confirm screen."""
    page.goto(f"{address}/ket-luan/moi/")
    page.fill("textarea[name=text]", NOTICE.format(number=number))
    page.click("main button[type=submit]")
    page.click("main button.main")
    return page.url.partition("?")[0]


def names(signed_in: SignedIn, address: str) -> Page:
    """A body nobody has entered yet, beside one that is known."""
    page = signed_in("diep.ptn")
    page.goto(f"{_entered(page, address, 131)}?diem=3")
    page.locator("[data-picker=leads]").scroll_into_view_if_needed()
    return page


def conflict(signed_in: SignedIn, address: str) -> Page:
    """Two clerks accept the same point in different words."""
    first, second = signed_in("diep.ptn"), signed_in("anh.btq")
    point = f"{_entered(first, address, 132)}?diem=1"
    for page, words in (
        (first, "Rà soát quy hoạch khu công nghiệp Bình Sa"),
        (second, "Rà soát, đề xuất điều chỉnh"),
    ):
        page.goto(point)
        page.fill("#id_text", words)
    for page in (first, second):
        page.click("[data-accept]")
        page.wait_for_load_state("networkidle")
    second.locator("[data-conflict]").wait_for()
    return second


def corrected(signed_in: SignedIn, address: str) -> Page:
    """A notice that puts a date of an issued conclusion right, laid beside the text before."""
    page = signed_in("diep.ptn")
    page.goto(f"{address}/ket-luan/4/dinh-chinh/?tu=ban-hien-hanh")
    text = page.input_value("textarea[name=text]")
    page.fill(
        "textarea[name=text]", text.replace("12/2026", "01/2027").replace("báo cáo", "tổng hợp, báo cáo", 3)
    )
    page.fill("[name=document_number]", "135/TB-UBND")
    page.fill("[name=document_date]", "23/11/2026")
    page.fill("[name=reason]", "Đính chính thời hạn")
    page.click("main form .btn.main")
    page.locator(".revision-point").first.wait_for()
    return page


SCENES = {"xac-nhan-ten-don-vi": names, "xac-nhan-hai-nguoi": conflict, "dinh-chinh": corrected}
