"""Reads of the organisation that more than one caller needs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from departments.models import CalendarDay, Department, DepartmentGroup, Membership, Post, User
from departments.models.user import LEADER_POSTS, OFFICE_POSTS
from departments.working_days import WorkingCalendar, calendar_of


def working_calendar() -> WorkingCalendar:
    """The working calendar with the overlay of this installation: one SQL statement."""
    return calendar_of(CalendarDay.objects.values_list("on", "kind"))


def group_departments(group: DepartmentGroup, on: date) -> QuerySet[Department]:
    """Departments that belong to `group` on the local date `on` and exist on that day."""
    ids = (
        group.members.filter(from_on__lte=on)
        .filter(Q(until_on=None) | Q(until_on__gte=on))
        .values_list("department_id", flat=True)
    )
    return Department.objects.active(on).filter(pk__in=ids)


def people_of(department_id: int, posts: Iterable[Post], on: date) -> QuerySet[User]:
    """People who hold one of `posts` in the department on the local date `on`, by given name."""
    holders = Membership.objects.active(on).filter(department_id=department_id, post__in=list(posts))
    return User.objects.filter(pk__in=holders.values("user_id"))


def leaders(on: date) -> QuerySet[User]:
    """Chair and Vice-Chairs in office on the local date `on`."""
    holders = Membership.objects.active(on).filter(post__in=list(LEADER_POSTS))
    return User.objects.filter(pk__in=holders.values("user_id"))


def monitors(on: date) -> QuerySet[User]:
    """The Office's people who follow directives on the local date `on`."""
    holders = Membership.objects.active(on).filter(post__in=list(OFFICE_POSTS))
    return User.objects.filter(pk__in=holders.values("user_id"))


def assignable_departments(on: date) -> QuerySet[Department]:
    """Departments that can be given a part on the local date `on` (the committee itself cannot)."""
    return Department.objects.active(on).exclude(kind="committee")
