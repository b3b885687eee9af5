"""The sample notices: dates are written in the manner of official documents, and the reading finds its way."""

from datetime import date

import pytest

from departments.working_days import WorkingCalendar
from directives.reading import read
from directives.samples import names, sample

MEETING, NOTICE = date(2026, 2, 3), date(2026, 2, 5)


def text(name: str) -> str:
    return sample(name, meeting=MEETING, notice=NOTICE, calendar=WorkingCalendar())


def test_dates_are_filled_in_as_decree_30_writes_them():
    found = text("khu-cong-nghiep")
    assert "Lam Giang, ngày 05 tháng 02 năm 2026" in found
    assert "Ngày 03 tháng 02 năm 2026, tại Trụ sở" in found
    assert "báo cáo Ủy ban nhân dân tỉnh trước ngày 10/3/2026." in found  # 18 working days on, Tết apart


@pytest.mark.parametrize("name", names())
def test_no_placeholder_is_left(name):
    assert not set("{}") & set(text(name))


@pytest.mark.parametrize(
    ("name", "number", "chair", "points"),
    [
        ("khu-cong-nghiep", "112/TB-UBND", "Trịnh Quốc Hưng", 14),
        ("moi-truong", "97/TB-UBND", "Nguyễn Phúc Bảo Long", 6),
        ("cua-ngo-phia-nam", "104/TB-UBND", "Lâm Thị Hồng Gấm", 7),
        ("nha-o-cong-nhan", "124/TB-UBND", "Cao Thị Minh Nguyệt", 9),
        ("lam-viec-ban-quan-ly", None, "Vũ Đình Khải", 6),
    ],
)
def test_the_reading_finds_number_chair_and_points(name, number, chair, points):
    reading = read(text(name), issued=NOTICE)
    assert (reading.number, reading.chair, reading.held_on) == (number, chair, MEETING)
    assert len(reading.points) == points
