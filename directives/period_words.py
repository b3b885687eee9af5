"""What a reporting period is called: week 47 of 2026, November 2026, the fourth quarter."""

from datetime import date

from django.utils.translation import gettext as _

from directives import recurrence

ROMAN = ("I", "II", "III", "IV")


def period_words(from_on: date, until_on: date) -> str:
    """The name of the period between two days, told from them alone."""
    year = {"year": from_on.year}
    match recurrence.recurrence_of(from_on, until_on):
        case recurrence.WEEK:
            iso = from_on.isocalendar()
            return _("Week %(week)s/%(year)s") % {"week": iso.week, "year": iso.year}
        case recurrence.MONTH:
            return _("Month %(month)s/%(year)s") % {**year, "month": from_on.month}
        case recurrence.QUARTER:
            return _("Quarter %(quarter)s/%(year)s") % {**year, "quarter": ROMAN[from_on.month // 3]}
        case recurrence.HALF_YEAR if from_on.month == 1:
            return _("First half of %(year)s") % year
        case recurrence.HALF_YEAR:
            return _("Second half of %(year)s") % year
    return _("Year %(year)s") % year
