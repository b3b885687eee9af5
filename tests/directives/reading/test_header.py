"""The head of a conclusion: number, dates, title, home, year, whom the meeting was held with."""

from datetime import date

import pytest

from directives.reading.header import read_header
from directives.reading.layout import blocks


def header(text, formal=True):
    return read_header(text, blocks(text), formal)


NUMBERS = {
    "notice": ("Số: 17/TB-UBND", True, "17/TB-UBND"),
    "office": ("Số: 05 /TB-VPCP", True, "05/TB-VPCP"),
    "letter-behind": ("Số: 112A/TB-UBND", True, "112A/TB-UBND"),
    "blank": ("Số: /TB-UBND", True, None),
    "in-a-sentence": ("Thực hiện Thông báo số 17/TB-UBND của tỉnh.", True, None),
    "reported": ("Văn phòng vừa có Thông báo số 17/TB-UBND về kết luận của ông Khuê.", False, "17/TB-UBND"),
    "reported-law": ("Theo Quyết định số 12/QĐ-UBND, tỉnh hỗ trợ.", False, None),
}


@pytest.mark.parametrize(("text", "formal", "number"), NUMBERS.values(), ids=NUMBERS)
def test_number(text, formal, number):
    assert header(text, formal).number == number


ISSUED = {
    "place-and-date": ("Bắc Sông, ngày 09 tháng 3 năm 2026\nTHÔNG BÁO", True, date(2026, 3, 9)),
    "left-blank": ("Bắc Sông, ngày tháng 3 năm 2026\nNgày 5/3/2026 đã ban hành Thông báo", True, None),
    "impossible": ("Bắc Sông, ngày 31 tháng 2 năm 2026\nTHÔNG BÁO", True, None),
    "reported": (
        "Ngày 9/3/2026, Văn phòng UBND tỉnh đã ban hành Thông báo kết luận của ông Khuê.",
        False,
        date(2026, 3, 9),
    ),
    "notice-of": (
        "Thông báo số 17/TB-UBND ngày 9/3/2026 về kết luận của ông Khuê nêu rõ.",
        False,
        date(2026, 3, 9),
    ),
    "published": (
        "Sửa chữa trạm y tế vùng cao\n\n07/03/2026 08:15\n\nÔng Khuê chủ trì cuộc họp.",
        False,
        date(2026, 3, 7),
    ),
    "published-with-dots": (
        "Sửa chữa trạm y tế vùng cao\n\nThứ Bảy, 07.03.2026\n\nÔng Khuê chủ trì cuộc họp.",
        False,
        date(2026, 3, 7),
    ),
    "held-where-nothing-else": (
        "Sửa chữa trạm y tế vùng cao\n\nSáng 5/3/2026, ông Khuê chủ trì cuộc họp về y tế cơ sở của tỉnh.",
        False,
        date(2026, 3, 5),
    ),
    "news-without-a-date": ("Sửa chữa trạm y tế vùng cao\n\nÔng Khuê chủ trì cuộc họp.", False, None),
}


@pytest.mark.parametrize(("text", "formal", "issued"), ISSUED.values(), ids=ISSUED)
def test_issued(text, formal, issued):
    assert header(text, formal).issued == issued


HELD = {
    "day": ("Ngày 05/3/2026, tại trụ sở, ông Khuê chủ trì cuộc họp.", date(2026, 3, 5)),
    "afternoon": ("Chiều 5/3/2026, UBND tỉnh tổ chức hội nghị.", date(2026, 3, 5)),
    "in-words": ("Ngày 05 tháng 3 năm 2026, ông Khuê làm việc với xã Phú Hòa.", date(2026, 3, 5)),
    "year-from-elsewhere": (
        "Sáng 5/3, ông Khuê chủ trì cuộc họp. Kế hoạch ngày 20/2/2026.",
        date(2026, 3, 5),
    ),
    "year-unknown": ("Sáng 5/3, ông Khuê chủ trì cuộc họp.", None),
    "a-document-s-day": ("Theo Công văn ngày 05/3/2026, các xã báo cáo.", None),
}


@pytest.mark.parametrize(("text", "held_on"), HELD.values(), ids=HELD)
def test_held_on(text, held_on):
    assert header(text).held_on == held_on


TITLES = {
    "one-line": ("Số: 1\nThông báo kết luận cuộc họp về cấp nước\n\nNgày 5", "Thông báo kết luận cuộc họp về cấp nước"),
    "kind-and-matter": ("THÔNG BÁO\nKết luận về cấp nước\n\nNgày 5", "THÔNG BÁO Kết luận về cấp nước"),
    "stops-at-the-text": ("THÔNG BÁO\nVề việc cấp nước\nNgày 5/3, ông Khuê họp", "THÔNG BÁO Về việc cấp nước"),
    "none": ("Giao Sở Y tế rà soát.", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_title_of_a_notice(text, title):
    assert header(text).title == title


def test_title_of_a_news_report_is_its_first_long_line():
    assert header("Tin\n\nSửa chữa các trạm y tế vùng cao\n\nÔng Khuê nói.", False).title == (
        "Sửa chữa các trạm y tế vùng cao"
    )


HOMES = {
    "province": ("UBND tỉnh Gia Lai họp.", "tỉnh Gia Lai"),
    "capitals": ("UBND TỈNH GIA LAI, THÔNG BÁO", "tỉnh Gia Lai"),
    "capitals-in-lines": ("UBND TỈNH GIA LAI\nTHÔNG BÁO", "tỉnh Gia Lai"),
    "city": ("UBND thành phố Đà Nẵng họp.", "thành phố Đà Nẵng"),
    "most-named": ("Tỉnh Lào Cai dự. Tỉnh Gia Lai họp. Tỉnh Gia Lai kết luận.", "tỉnh Gia Lai"),
    "known-before-unknown": ("Tỉnh Bắc Sông, tỉnh Bắc Sông và tỉnh Gia Lai", "tỉnh Gia Lai"),
    "not-on-any-list": ("UBND tỉnh Bắc Sông họp.", "tỉnh Bắc Sông"),
    "a-person-behind": ("Chủ tịch UBND tỉnh Lê Minh Khuê họp.", None),
    "none": ("Sở Y tế họp.", None),
}


@pytest.mark.parametrize(("text", "home"), HOMES.values(), ids=HOMES)
def test_home(text, home):
    assert header(text).home == home


AUDIENCES = {
    "province": ("Thủ tướng làm việc với lãnh đạo chủ chốt tỉnh Gia Lai về đầu tư.", "tỉnh Gia Lai"),
    "commune": ("Ông Khuê làm việc với xã Phú Hòa.", "xã Phú Hòa"),
    "city": ("Thủ tướng làm việc với Ban Thường vụ thành phố Đà Nẵng.", "thành phố Đà Nẵng"),
    "capitals": ("BUỔI LÀM VIỆC VỚI LÃNH ĐẠO TỈNH GIA LAI", "tỉnh Gia Lai"),
    "an-office": ("Ông Khuê làm việc với Sở Y tế.", None),
    "nobody": ("Ông Khuê chủ trì cuộc họp.", None),
}


@pytest.mark.parametrize(("text", "audience"), AUDIENCES.values(), ids=AUDIENCES)
def test_whom_the_meeting_was_held_with(text, audience):
    assert header(text).audience == audience


YEARS = {
    "all-alike": ("Ngày 5/3/2026 và ngày 7/3/2026", 2026),
    "three-in-four": ("1/3/2026, 2/3/2026, 3/3/2026, 4/3/2025", 2026),
    "mixed": ("1/3/2026 và 4/3/2025", None),
    "none": ("Ngày 5/3", None),
}


@pytest.mark.parametrize(("text", "year"), YEARS.values(), ids=YEARS)
def test_year_for_days_without_one(text, year):
    assert header(text).year == year


SIGNED = {
    "post-and-name": ("CHỦ TỊCH\n\n\nLê Minh Khuê\n", "Lê Minh Khuê"),
    "for-the-body": ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Minh Khuê", "Lê Minh Khuê"),
    "signed-in-brackets": ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Minh Khuê", "Lê Minh Khuê"),
    "blank-lines-with-blanks": ("PHÓ CHỦ TỊCH\n" + "        \n" * 30 + "Lê Minh Khuê", "Lê Minh Khuê"),
    "no-post": ("Nơi nhận:\nLê Minh Khuê", None),
    "head-of-the-notice": ("ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 3/TB-UBND\n", None),
    "post-only": ("CHỦ TỊCH\n" + "        \n" * 30, None),
}


@pytest.mark.parametrize(("text", "name"), SIGNED.values(), ids=SIGNED)
def test_signed_by(text, name):
    assert header(text).signed_by == name
