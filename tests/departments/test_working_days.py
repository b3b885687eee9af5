"""The working calendar against days the government has announced, and its arithmetic by table."""

from datetime import date, timedelta

import pytest

from departments.models import CalendarDay
from departments.selectors import working_calendar
from departments.working_days import WorkingCalendar, calendar_of

PLAIN = WorkingCalendar()


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


# Tết as announced each year by the Ministry of Labour (later: of the Interior) for civil servants.
TET = {
    2021: (date(2021, 2, 10), date(2021, 2, 16)),
    2022: (date(2022, 1, 31), date(2022, 2, 4)),
    2023: (date(2023, 1, 20), date(2023, 1, 26)),
    2024: (date(2024, 2, 8), date(2024, 2, 14)),
    2025: (date(2025, 1, 27), date(2025, 1, 31)),
    2026: (date(2026, 2, 16), date(2026, 2, 20)),
}
# First day of the lunar year in Viet Nam (UTC+7), where the days off are not announced yet. In 2030 it comes a
# day before the Chinese one.
NEW_YEAR = {2027: date(2027, 2, 6), 2028: date(2028, 1, 26), 2029: date(2029, 2, 13), 2030: date(2030, 2, 2)}


@pytest.mark.parametrize("year", TET)
def test_tet_as_announced(year):
    first, last = TET[year]
    assert not [day for day in days(first, last) if PLAIN.is_working(day)]
    assert PLAIN.is_working(PLAIN.on_or_after(last))
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    assert PLAIN.is_working(before) == (before.weekday() < 5)
    assert PLAIN.is_working(after) == (after.weekday() < 5)


@pytest.mark.parametrize("year", NEW_YEAR)
def test_the_lunar_new_year_of_years_to_come(year):
    first = NEW_YEAR[year]
    around = days(first - timedelta(days=1), first + timedelta(days=3))
    assert not [day for day in around if PLAIN.is_working(day)]
    week = days(first - timedelta(days=14), first + timedelta(days=14))
    # The law gives five days, with compensation for those that fall on a weekend.
    assert sum(day.weekday() < 5 and not PLAIN.is_working(day) for day in week) == 5


# Last working day before Tết and first one after it. To 2026 as announced; from 2027 five days of art. 112 with
# compensation for those on a weekend, until the announcement of that year is entered in the overlay.
AROUND_TET = [
    (date(2021, 2, 9), date(2021, 2, 17)),
    (date(2022, 1, 28), date(2022, 2, 7)),
    (date(2023, 1, 19), date(2023, 1, 27)),
    (date(2024, 2, 7), date(2024, 2, 15)),
    (date(2025, 1, 24), date(2025, 2, 3)),
    (date(2026, 2, 13), date(2026, 2, 23)),
    (date(2027, 2, 3), date(2027, 2, 11)),
    (date(2028, 1, 21), date(2028, 1, 31)),
    (date(2029, 2, 9), date(2029, 2, 19)),
    (date(2030, 1, 30), date(2030, 2, 7)),
]


@pytest.mark.parametrize(("before", "after"), AROUND_TET)
def test_terms_across_tet(before, after):
    assert PLAIN.add(before, 1) == after
    assert PLAIN.add(after, -1) == before
    assert PLAIN.between(before, after) == 1
    assert PLAIN.on_or_after(before + timedelta(days=1)) == after
    assert PLAIN.on_or_before(after - timedelta(days=1)) == before


# Last working day of a year and first one of the next; 1 January is made up for when it falls on a weekend.
NEW_YEARS = [
    (date(2020, 12, 31), date(2021, 1, 4)),
    (date(2021, 12, 31), date(2022, 1, 4)),
    (date(2022, 12, 30), date(2023, 1, 3)),
    (date(2023, 12, 29), date(2024, 1, 2)),
    (date(2024, 12, 31), date(2025, 1, 2)),
    (date(2025, 12, 31), date(2026, 1, 2)),  # the package does not know the swap; the overlay does, see below
    (date(2026, 12, 31), date(2027, 1, 4)),
    (date(2027, 12, 31), date(2028, 1, 4)),
    (date(2028, 12, 29), date(2029, 1, 2)),
    (date(2029, 12, 31), date(2030, 1, 2)),
    (date(2030, 12, 31), date(2031, 1, 2)),
]


@pytest.mark.parametrize(("last", "first"), NEW_YEARS)
def test_terms_across_the_year(last, first):
    assert PLAIN.add(last, 1) == first
    assert PLAIN.add(first, -1) == last
    assert PLAIN.between(last, first) == 1


@pytest.mark.parametrize("year", range(2021, 2031))
def test_fixed_holidays_of_the_labour_code(year):
    fixed = [date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)]
    assert not [day for day in fixed if PLAIN.is_working(day)]
    national = [day for day in days(date(year, 8, 30), date(year, 9, 5)) if not PLAIN.is_working(day)]
    assert date(year, 9, 1) in national or date(year, 9, 3) in national


HUNG_KINGS = {
    2021: date(2021, 4, 21),
    2022: date(2022, 4, 11),  # a Monday in place of Sunday 10 April
    2023: date(2023, 5, 3),  # in place of Saturday 29 April, after two holidays in a row
    2024: date(2024, 4, 18),
    2025: date(2025, 4, 7),
    2026: date(2026, 4, 27),  # a Monday in place of Sunday 26 April
}


@pytest.mark.parametrize("year", HUNG_KINGS)
def test_hung_kings_day(year):
    assert not PLAIN.is_working(HUNG_KINGS[year])


SWAPS = [  # (day off, Saturday worked for it) of nation-wide decisions
    (date(2024, 4, 29), date(2024, 5, 4)),
    (date(2025, 5, 2), date(2025, 4, 26)),
    (date(2026, 8, 31), date(2026, 8, 22)),
]


@pytest.mark.parametrize(("off", "worked"), SWAPS)
def test_swaps_the_package_knows(off, worked):
    assert not PLAIN.is_working(off)
    assert PLAIN.is_working(worked)


@pytest.mark.django_db
@pytest.mark.twin
def test_the_overlay_mends_what_the_package_misses():
    friday, saturday = date(2026, 1, 2), date(2026, 1, 10)
    assert PLAIN.is_working(friday)
    assert not PLAIN.is_working(saturday)
    CalendarDay.objects.create(on=friday, kind="compensatory", name_vi="Nghỉ hoán đổi")
    CalendarDay.objects.create(on=saturday, kind="working", name_vi="Làm bù")
    calendar = working_calendar()
    assert not calendar.is_working(friday)
    assert calendar.is_working(saturday)
    assert calendar.add(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert calendar.between(date(2026, 1, 9), date(2026, 1, 12)) == 2


def test_the_overlay_wins_over_a_holiday():
    calendar = calendar_of([(date(2026, 9, 1), "working"), (date(2026, 11, 23), "holiday")])
    assert calendar.is_working(date(2026, 9, 1))
    assert not calendar.is_working(date(2026, 11, 23))


ADD = [
    (date(2026, 11, 23), 0, date(2026, 11, 23)),
    (date(2026, 11, 22), 0, date(2026, 11, 22)),  # 0 stays, on a Sunday too
    (date(2026, 11, 16), 1, date(2026, 11, 17)),
    (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
    (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
    (date(2026, 11, 23), 1, date(2026, 11, 25)),  # over the Day of Vietnamese Culture
    (date(2026, 11, 27), -1, date(2026, 11, 26)),
    (date(2026, 11, 29), -3, date(2026, 11, 25)),  # from a Sunday, backwards
    (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
    (date(2026, 2, 23), -1, date(2026, 2, 13)),
    (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year
]


@pytest.mark.parametrize(("day", "count", "result"), ADD)
def test_add(day, count, result):
    assert PLAIN.add(day, count) == result


BETWEEN = [
    (date(2026, 11, 16), date(2026, 11, 16), 0),
    (date(2026, 11, 16), date(2026, 11, 17), 1),
    (date(2026, 11, 20), date(2026, 11, 23), 1),
    (date(2026, 11, 20), date(2026, 11, 22), 0),  # only days off
    (date(2026, 11, 23), date(2026, 11, 25), 1),
    (date(2026, 2, 13), date(2026, 2, 23), 1),
    (date(2026, 11, 17), date(2026, 11, 16), -1),
]


@pytest.mark.parametrize(("earlier", "later", "count"), BETWEEN)
def test_between(earlier, later, count):
    assert PLAIN.between(earlier, later) == count


def test_add_and_between_are_inverse_on_working_days():
    start = date(2026, 1, 1)
    for offset in range(0, 360, 7):
        day = PLAIN.on_or_after(start + timedelta(days=offset))
        for count in (1, 3, 5, 20):
            assert PLAIN.between(day, PLAIN.add(day, count)) == count
            assert PLAIN.add(PLAIN.add(day, count), -count) == day


def test_on_or_before_and_after():
    saturday = date(2026, 11, 21)
    assert PLAIN.on_or_before(saturday) == date(2026, 11, 20)
    assert PLAIN.on_or_after(saturday) == date(2026, 11, 23)
    assert PLAIN.on_or_before(date(2026, 11, 20)) == date(2026, 11, 20)


def test_ten_years_of_days_off_are_refused():
    start = date(2026, 1, 1)
    never = WorkingCalendar(off=frozenset(start + timedelta(days=n) for n in range(5000)))
    with pytest.raises(ValueError, match="no working day"):
        never.add(start, 1)


def test_days_put_on_top_and_taken_away_again():
    friday, saturday = date(2026, 12, 4), date(2026, 12, 12)
    changed = PLAIN.with_days({friday: "compensatory", saturday: "working"})
    assert (changed.is_working(friday), changed.is_working(saturday)) == (False, True)
    turned = changed.with_days({friday: "working", saturday: "holiday"})
    assert (turned.is_working(friday), turned.is_working(saturday)) == (True, False)
    assert turned.with_days({friday: None, saturday: None}) == PLAIN
