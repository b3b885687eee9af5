"""Working days, so far as a reader needs them: weekends and the holidays of the Labour Code.

Rule source: Labour Code 45/2019/QH14, article 112: 1 January, five days at Tết, 10 March lunar (Giỗ Tổ),
30 April, 1 May, 2 September with one day beside it. Which days the government swaps is decided year by
year: a caller who keeps a calendar passes its own function to `read`.
"""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)

# (month, day) of Tết Nguyên đán and of Giỗ Tổ Hùng Vương by year; the lunar calendar is not computed here.
_LUNAR: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {
    2015: ((2, 19), (4, 28)), 2016: ((2, 8), (4, 16)), 2017: ((1, 28), (4, 6)), 2018: ((2, 16), (4, 25)),
    2019: ((2, 5), (4, 14)), 2020: ((1, 25), (4, 2)), 2021: ((2, 12), (4, 21)), 2022: ((2, 1), (4, 10)),
    2023: ((1, 22), (4, 29)), 2024: ((2, 10), (4, 18)), 2025: ((1, 29), (4, 7)), 2026: ((2, 17), (4, 26)),
    2027: ((2, 6), (4, 16)), 2028: ((1, 26), (4, 4)), 2029: ((2, 13), (4, 23)), 2030: ((2, 2), (4, 12)),
    2031: ((1, 23), (4, 1)), 2032: ((2, 11), (4, 19)), 2033: ((1, 31), (4, 9)), 2034: ((2, 19), (4, 28)),
    2035: ((2, 8), (4, 17)), 2036: ((1, 28), (4, 6)), 2037: ((2, 15), (4, 24)), 2038: ((2, 4), (4, 13)),
    2039: ((1, 24), (4, 3)), 2040: ((2, 12), (4, 20)),
}  # fmt: skip

# The day beside 2 September was 3 September in these years, 1 September in the others.
_THIRD_OF_SEPTEMBER = frozenset({2020, 2021, 2024})


def is_holiday(day: date) -> bool:
    """Whether `day` is a public holiday; outside 2015–2040 only the solar ones are known."""
    if (day.month, day.day) in {(1, 1), (4, 30), (5, 1), (9, 2)}:
        return True
    if day.month == 9:
        return day.day == (3 if day.year in _THIRD_OF_SEPTEMBER else 1)
    lunar = _LUNAR.get(day.year)
    if lunar is None:
        return False
    tet, ancestors = date(day.year, *lunar[0]), date(day.year, *lunar[1])
    return day == ancestors or tet - _DAY <= day <= tet + 3 * _DAY


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself where count ≤ 0. Stops at the last known date."""
    while count > 0 and day < date.max:
        day += _DAY
        if is_working_day(day):
            count -= 1
    return day
