"""Periods by table: where they begin and end, when their data close, when they are due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directives.recurrence import (
    HALF_YEAR,
    MONTH,
    MONTHS,
    QUARTER,
    WEEK,
    YEAR,
    Rhythm,
    after,
    first_from,
    horizon,
    occurrence,
    occurrences,
    recurrence_of,
    rhythm,
    start_of,
)

USUAL = {"month": (14, 20), "week": (4, 5)}


def days(found):
    return [f"{day:%d/%m/%Y}" for day in (found.from_on, found.until_on, found.cutoff_on, found.due_on)]


@pytest.mark.parametrize(
    ("recurrence", "due", "cutoff", "day", "expected"),
    [
        (WEEK, 5, 4, date(2026, 11, 25), ["23/11/2026", "29/11/2026", "26/11/2026", "27/11/2026"]),
        (WEEK, 1, 7, date(2026, 12, 31), ["28/12/2026", "03/01/2027", "03/01/2027", "04/01/2027"]),
        (WEEK, 5, 5, date(2026, 11, 23), ["23/11/2026", "29/11/2026", "27/11/2026", "27/11/2026"]),
        (MONTH, 20, 14, date(2026, 11, 23), ["01/11/2026", "30/11/2026", "14/11/2026", "20/11/2026"]),
        (MONTH, 5, 31, date(2026, 12, 1), ["01/12/2026", "31/12/2026", "31/12/2026", "05/01/2027"]),
        (MONTH, 31, 31, date(2026, 4, 9), ["01/04/2026", "30/04/2026", "30/04/2026", "30/04/2026"]),
        (MONTH, 31, 14, date(2026, 2, 9), ["01/02/2026", "28/02/2026", "14/02/2026", "28/02/2026"]),
        (MONTH, 29, 14, date(2028, 2, 29), ["01/02/2028", "29/02/2028", "14/02/2028", "29/02/2028"]),
        (MONTH, 30, 31, date(2027, 1, 9), ["01/01/2027", "31/01/2027", "31/01/2027", "28/02/2027"]),
        (QUARTER, 20, 14, date(2026, 11, 23), ["01/10/2026", "31/12/2026", "14/12/2026", "20/12/2026"]),
        (QUARTER, 10, 31, date(2026, 12, 31), ["01/10/2026", "31/12/2026", "31/12/2026", "10/01/2027"]),
        (HALF_YEAR, 20, 14, date(2026, 6, 30), ["01/01/2026", "30/06/2026", "14/06/2026", "20/06/2026"]),
        (HALF_YEAR, 20, 14, date(2026, 7, 1), ["01/07/2026", "31/12/2026", "14/12/2026", "20/12/2026"]),
        (YEAR, 20, 14, date(2026, 1, 1), ["01/01/2026", "31/12/2026", "14/12/2026", "20/12/2026"]),
        (YEAR, 15, 31, date(2026, 5, 1), ["01/01/2026", "31/12/2026", "31/12/2026", "15/01/2027"]),
    ],
)
def test_occurrence(recurrence, due, cutoff, day, expected):
    assert days(occurrence(Rhythm(recurrence, due, cutoff), start_of(recurrence, day))) == expected


@pytest.mark.parametrize(
    ("recurrence", "due", "cutoff", "expected"),
    [
        (MONTH, None, None, (20, 14)),
        (MONTH, 25, None, (25, 14)),
        (MONTH, 5, None, (5, 31)),  # reported early in the month after: about the whole month
        (MONTH, 14, None, (14, 31)),
        (MONTH, 5, 25, (5, 25)),
        (MONTH, None, 10, (20, 10)),
        (YEAR, None, None, (20, 14)),
        (WEEK, None, None, (5, 4)),
        (WEEK, 1, None, (1, 7)),
        (WEEK, 6, 3, (6, 3)),
    ],
)
def test_what_was_left_open_is_filled_in(recurrence, due, cutoff, expected):
    found = rhythm(recurrence, due, cutoff, **USUAL)
    assert (found.due_day, found.cutoff_day) == expected


@pytest.mark.parametrize(
    ("recurrence", "due", "cutoff", "day", "first"),
    [
        (MONTH, 20, 14, date(2026, 11, 14), date(2026, 11, 1)),
        (MONTH, 20, 14, date(2026, 11, 15), date(2026, 12, 1)),  # the data of November are closed
        (MONTH, 5, 31, date(2026, 12, 3), date(2026, 12, 1)),  # November was over before it was given
        (WEEK, 5, 4, date(2026, 11, 26), date(2026, 11, 23)),
        (WEEK, 5, 4, date(2026, 11, 27), date(2026, 11, 30)),
        (YEAR, 20, 14, date(2026, 12, 15), date(2027, 1, 1)),
    ],
)
def test_the_first_period_is_the_running_one_while_its_data_are_open(recurrence, due, cutoff, day, first):
    assert first_from(Rhythm(recurrence, due, cutoff), day).from_on == first


def test_nothing_is_left_out_after_an_outage_over_the_turn_of_the_year():
    found = occurrences(Rhythm(MONTH, 20, 14), date(2026, 10, 1), horizon(MONTH, date(2027, 1, 3), ahead=1))
    assert [one.from_on for one in found] == [
        date(2026, 10, 1),
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


RHYTHMS = some.one_of(
    some.builds(Rhythm, some.just(WEEK), some.integers(1, 7), some.integers(1, 7)),
    some.builds(Rhythm, some.sampled_from(sorted(MONTHS)), some.integers(1, 31), some.integers(1, 31)),
)


@given(RHYTHMS, some.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_periods_join_and_every_day_lies_in_one(found, day):
    one = occurrence(found, start_of(found.recurrence, day))
    following = occurrence(found, after(found.recurrence, one.from_on))
    assert one.from_on <= day <= one.until_on
    assert (following.from_on - one.until_on).days == 1
    assert one.from_on <= one.cutoff_on <= one.until_on
    assert one.cutoff_on <= one.due_on < following.due_on
    assert (one.due_on - one.until_on).days <= 31
    assert recurrence_of(one.from_on, one.until_on) == found.recurrence
    assert after(found.recurrence, following.from_on, -1) == one.from_on
    assert first_from(found, day).cutoff_on >= day
