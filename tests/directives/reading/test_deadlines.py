from datetime import date

import pytest

from directives.reading.calendar import add_working_days, is_working_day
from directives.reading.deadlines import find, recurring

SIGNED = date(2026, 3, 10)


def found(text, reference=SIGNED):
    return [(text[f.start : f.end], f.on) for f in find(text, 0, len(text), reference, add_working_days)]


@pytest.mark.parametrize(
    ("text", "phrase", "on"),
    [
        ("báo cáo trước ngày 20/4/2026", "trước ngày 20/4/2026", date(2026, 4, 20)),
        ("xong trước ngày 05 tháng 6 năm 2026", "trước ngày 05 tháng 6 năm 2026", date(2026, 6, 5)),
        ("hoàn thành trước 30/6", "trước 30/6", date(2026, 6, 30)),
        ("gửi trước ngày 07/122026", "trước ngày 07/122026", date(2026, 12, 7)),
        ("chậm nhất là ngày 15/5/2026", "chậm nhất là ngày 15/5/2026", date(2026, 5, 15)),
        ("hoàn thành trong tháng 4/2026", "trong tháng 4/2026", date(2026, 4, 30)),
        ("trình trong tháng 02", "trong tháng 02", date(2026, 2, 28)),
        ("trình trong tháng 01", "trong tháng 01", date(2026, 1, 31)),
        ("hoàn thành trong quý II/2026", "trong quý II/2026", date(2026, 6, 30)),
        ("xong trong quý 3 năm 2026", "trong quý 3 năm 2026", date(2026, 9, 30)),
        ("giải ngân hết năm 2026", "hết năm 2026", date(2026, 12, 31)),
        ("từ nay đến cuối năm", "từ nay đến cuối năm", date(2026, 12, 31)),
        ("hoàn thành trong năm nay", "trong năm nay", date(2026, 12, 31)),
        ("từ ngày 10/4 đến ngày 25/4/2026", "từ ngày 10/4 đến ngày 25/4/2026", date(2026, 4, 25)),
        ("trong vòng 5 ngày làm việc", "trong vòng 5 ngày làm việc", date(2026, 3, 17)),
        ("trong thời hạn 10 ngày kể từ ngày ký", "trong thời hạn 10 ngày kể từ ngày ký", date(2026, 3, 20)),
        ("báo cáo UBND tỉnh vào ngày 20/4/2026", "vào ngày 20/4/2026", date(2026, 4, 20)),
        ("báo cáo kết quả trong ngày 11/3", "trong ngày 11/3", date(2026, 3, 11)),
        ("bàn giao trong sáng ngày 12/5/2026", "trong sáng ngày 12/5/2026", date(2026, 5, 12)),
        ("ký kết trước ngày 20/6/2026", "trước ngày 20/6/2026", date(2026, 6, 20)),
        ("Quý II/2026, hoàn thành hồ sơ", "Quý II/2026", date(2026, 6, 30)),
        ("Ngày 20/4/2026, Sở Y tế báo cáo", "Ngày 20/4/2026", date(2026, 4, 20)),
        ("trong tháng 3 và tháng 4 năm 2026", "trong tháng 3 và tháng 4 năm 2026", date(2026, 4, 30)),
        ("từ nay đến ngày 15/5 hoàn thành", "đến ngày 15/5", date(2026, 5, 15)),
        ("trình tại kỳ họp thứ 12", "tại kỳ họp thứ 12", None),
        ("ngay đầu năm 2027", "ngay đầu năm 2027", None),
        ("xong trong 6 tháng đầu năm 2026", "trong 6 tháng đầu năm 2026", date(2026, 6, 30)),
        ("xong trong sáu tháng cuối năm", "trong sáu tháng cuối năm", date(2026, 12, 31)),
        ("xong trong nửa đầu năm 2027", "trong nửa đầu năm 2027", date(2027, 6, 30)),
        ("xong trong những tháng cuối năm 2026", "trong những tháng cuối năm 2026", date(2026, 12, 31)),
        ("trước 17 giờ ngày 22.9.2026", "trước 17 giờ ngày 22.9.2026", date(2026, 9, 22)),
        ("trước 17h00 ngày 22/9/2026", "trước 17h00 ngày 22/9/2026", date(2026, 9, 22)),
        ("trước 9 giờ 30 phút ngày 22/9", "trước 9 giờ 30 phút ngày 22/9", date(2026, 9, 22)),
        ("trước 17 giờ chiều ngày 22/9/2026", "trước 17 giờ chiều ngày 22/9/2026", date(2026, 9, 22)),
        ("hoàn thành trong tháng Tư", "trong tháng Tư", date(2026, 4, 30)),
        ("xong trong tháng mười hai năm 2026", "trong tháng mười hai năm 2026", date(2026, 12, 31)),
        ("hoàn thành trong tháng này", "trong tháng này", date(2026, 3, 31)),
        ("hoàn thành trong tháng tới", "trong tháng tới", date(2026, 4, 30)),
        ("hoàn thành trong quý này", "trong quý này", date(2026, 3, 31)),
        ("trước ngày 30//11/2026", "trước ngày 30//11/2026", date(2026, 11, 30)),
        ("trước ngày 30-11-2026", "trước ngày 30-11-2026", date(2026, 11, 30)),
        ("trong thời hạn 2 tuần", "trong thời hạn 2 tuần", date(2026, 3, 24)),
        ("trong thời gian 12 tháng", "trong thời gian 12 tháng", None),
        ("gửi trong tuần này", "trong tuần này", None),
    ],
)
def test_phrases_and_their_dates(text, phrase, on):
    assert found(text) == [(phrase, on)]


@pytest.mark.parametrize(
    "text",
    [
        "theo Quyết định số 12/QĐ-UBND ngày 03/02/2026",
        "kế hoạch vốn năm 2026",
        "giai đoạn 2026 - 2030",
        "số liệu tính đến ngày 28/02/2026",
        "Chiến lược phát triển đến năm 2030",
        "theo Báo cáo ngày 05/01/2026 của Sở Y tế",
        "khẩn trương, sớm hoàn thành",
        "ban hành ngày 01/3/2026",
        "mưa lớn 6 tháng đầu năm 2026",
        "lễ khởi công diễn ra vào ngày 01/5/2026",
        "tránh dồn giải ngân vào cuối năm 2026",
        "sau khi dừng thu phí vào ngày 01/5/2026",
        "trồng 17 giờ liền",
        "kịch bản tăng trưởng trong năm 2026",
    ],
)
def test_dates_that_are_no_deadline(text):
    assert found(text) == []


def test_without_a_reference_a_day_without_a_year_has_no_date():
    assert found("hoàn thành trước 30/6", None) == [("trước 30/6", None)]


def test_an_impossible_date_keeps_the_phrase_only():
    assert found("xong trước ngày 31/02/2026") == [("trước ngày 31/02/2026", None)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("định kỳ hằng quý báo cáo", "định kỳ hằng quý"),
        ("báo cáo hàng tháng kết quả", "hàng tháng"),
        ("giao ban 1 tuần/lần", "1 tuần/lần"),
        ("thường xuyên kiểm tra", "thường xuyên"),
        ("định kỳ 6 tháng báo cáo", "định kỳ 6 tháng"),
        ("mỗi tuần một lần báo cáo", "mỗi tuần một lần"),
        ("họp giao ban hằng tuần", "hằng tuần"),
        ("gửi trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng"),
        ("báo cáo vào thứ sáu hằng tuần", "vào thứ sáu hằng tuần"),
        ("kiểm tra hằng\nngày", "hằng\nngày"),
        ("chi thường xuyên", None),
        ("kế hoạch hằng năm", None),
        ("định kỳ", "định kỳ"),
        ("bố trí ngân sách hằng năm", None),
        ("rà soát một lần", None),
    ],
)
def test_recurring(text, phrase):
    place = recurring(text, 0, len(text))
    assert (text[place[0] : place[1]] if place else None) == phrase


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 3, 13), 1, date(2026, 3, 16)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 3, 10), 0, date(2026, 3, 10)),
    ],
)
def test_working_days_skip_weekends_and_holidays(day, count, then):
    assert add_working_days(day, count) == then


def test_an_unknown_lunar_year_has_its_solar_holidays():
    assert not is_working_day(date(2051, 5, 1))
    assert is_working_day(date(2051, 5, 2))
