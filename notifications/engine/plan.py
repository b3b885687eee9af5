"""Plan: one list per person per working day who has any line, once the list hour has come.

Nothing is planned ahead, so an extension, a closing or a transfer has nothing to cancel. The lines themselves
are found when the list is claimed.
"""

from datetime import datetime

from django.db import transaction

from departments.clock import today as local_day
from departments.working_days import WorkingCalendar
from directives.rules import Rules
from directives.vendor.skip_locked import free_rows
from notifications.engine.identity import message_id
from notifications.engine.lines import ListDay, recipients
from notifications.engine.timing import is_list_time, local
from notifications.models import Channel, Message, MessageItem, MessageKind, MessageState, Tick

PLANNED = "lists"  # name of the Tick row that says for which day the lists have been planned


def plan(*, now: datetime, calendar: WorkingCalendar, rules: Rules) -> int:
    """Plan today's lists if it is time and it has not been done; returns how many people have one."""
    today = local_day(now)
    if not is_list_time(now, calendar=calendar, rules=rules) or planned_for(today.isoformat()):
        return 0
    with transaction.atomic():
        expire_old_lists(now)
        people = recipients(ListDay(today, calendar, rules))
        Message.objects.bulk_create(
            [_list_for(person, today.isoformat(), now) for person in sorted(people)], ignore_conflicts=True
        )
        Tick.objects.update_or_create(
            name=PLANNED, defaults={"at": now, "data": {"day": today.isoformat(), "people": len(people)}}
        )
    return len(people)


def planned_for(day: str) -> bool:
    row = Tick.objects.filter(name=PLANNED).first()
    return row is not None and row.data.get("day") == day


def _list_for(person: int, day: str, now: datetime) -> Message:
    channel = Channel.EMAIL.value
    return Message(
        recipient_id=person,
        channel=channel,
        kind=MessageKind.LIST,
        key=day,
        created_at=now,
        due_at=now,
        message_id=message_id(MessageKind.LIST, day, person, channel),
    )


def expire_old_lists(now: datetime) -> int:
    """Give up lists of earlier days that never went out: today's tells the same and more.

    Their lines are struck, so they count as not told and today's list has them.
    """
    midnight = local(local_day(now), 0)
    stale = Message.objects.filter(
        kind=MessageKind.LIST, state__in=[MessageState.PLANNED, MessageState.CLAIMED], due_at__lt=midnight
    ).exclude(state=MessageState.CLAIMED, lease_until__gte=now)
    ids = [row.pk for row in free_rows(stale.only("pk").order_by("pk"))]
    MessageItem.objects.filter(message_id__in=ids).update(struck=True)
    return Message.objects.filter(pk__in=ids).update(
        state=MessageState.EMPTY, token="", lease_until=None, error="superseded by a later list"
    )
