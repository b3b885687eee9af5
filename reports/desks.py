"""On which desk open parts lie and for how long, as SQL conditions: the twin of `directives.desks`.

Age bands are counted in working days; the calendar turns their limits into moments here, so that SQL
compares plain timestamps.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from departments.models.department import DepartmentKind
from departments.working_days import WorkingCalendar
from directives.lifecycle import Status
from directives.models.choices import ProductTo
from directives.selectors.lateness import COUNTED


class Place(StrEnum):
    """Whose desk, in the five kinds a leader can do something about; `ANY` is all of them."""

    DEPARTMENT = "department"
    OUTSIDE = "outside"
    OFFICE = "office"
    RECEIVER = "receiver"
    LEADER = "leader"
    ANY = "any"


PLACE_LABELS: dict[Place, Promise] = {
    Place.DEPARTMENT: _("Departments carrying it out"),
    Place.OFFICE: _("The Office, to verify or settle"),
    Place.RECEIVER: _("Receiving departments, to verify"),
    Place.LEADER: _("Leaders, to verify or approve"),
    Place.OUTSIDE: _("Outside bodies"),
    Place.ANY: _("On any desk"),
}

_WORKING = [Status.ASSIGNED.value, Status.IN_PROGRESS.value]
_ON_DESK = Q(is_open=True) & COUNTED
_TO_LEADER = Q(directive__product_to=ProductTo.LEADER, directed_by__isnull=False)
_TO_DEPARTMENT = Q(directive__product_to=ProductTo.DEPARTMENT)


def on_desk(place: Place) -> Q:
    """Parts somebody has to act on that lie on a desk of this kind; the places share nothing."""
    verifying = Q(status=Status.AWAITING_VERIFICATION)
    match place:
        case Place.DEPARTMENT:
            return _ON_DESK & Q(status__in=_WORKING) & ~Q(department__kind=DepartmentKind.OUTSIDE)
        case Place.OUTSIDE:
            return _ON_DESK & Q(status__in=_WORKING, department__kind=DepartmentKind.OUTSIDE)
        case Place.OFFICE:
            settling = Q(status__in=[Status.REFUSED.value, Status.PAUSED.value])
            return _ON_DESK & (settling | (verifying & ~_TO_DEPARTMENT & ~_TO_LEADER))
        case Place.RECEIVER:
            return _ON_DESK & verifying & _TO_DEPARTMENT
        case Place.LEADER:
            return _ON_DESK & (Q(status=Status.AWAITING_APPROVAL) | (verifying & _TO_LEADER))
        case Place.ANY:
            return _ON_DESK


class Age(StrEnum):
    """How long a part has lain on its present desk, in working days."""

    TO_5 = "5"
    TO_10 = "10"
    TO_20 = "20"
    OVER_20 = "21"


AGE_LABELS: dict[Age, Promise] = {
    Age.TO_5: _("up to 5"),
    Age.TO_10: _("6 – 10"),
    Age.TO_20: _("11 – 20"),
    Age.OVER_20: _("over 20"),
}
_LIMITS: dict[Age, int] = {Age.TO_5: 5, Age.TO_10: 10, Age.TO_20: 20}


@dataclass(frozen=True)
class Bands:
    """The first moment of each band: what came to its desk since then is at most that many working days old."""

    since: dict[Age, datetime]

    @classmethod
    def at(cls, day: date, calendar: WorkingCalendar) -> "Bands":
        return cls({age: _start_of(first_day(day, days, calendar)) for age, days in _LIMITS.items()})

    def condition(self, age: Age) -> Q:
        """Parts whose status has stood for as many working days as `age` says."""
        since = self.since
        match age:
            case Age.TO_5:
                return Q(status_since__gte=since[Age.TO_5])
            case Age.TO_10:
                return Q(status_since__gte=since[Age.TO_10], status_since__lt=since[Age.TO_5])
            case Age.TO_20:
                return Q(status_since__gte=since[Age.TO_20], status_since__lt=since[Age.TO_10])
            case Age.OVER_20:
                return Q(status_since__lt=since[Age.TO_20])


def first_day(day: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The earliest date from which at most `working_days` working days have passed at the end of `day`."""
    return calendar.add(calendar.on_or_before(day), -working_days)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
