"""The whole story in a terminal: a conclusion is read, issued, worked on, urged, judged and closed.

Everything happens by the services, at moments of the story's own days; mail goes over SMTP to a server of ours.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from config.demo import story_days, story_pages
from config.demo.industrial_zones import INDUSTRIAL_ZONES
from config.demo.industrial_zones_lives import IDLE_LAND
from config.demo.playing import Event, Script
from config.demo.script import Order, Settled, Sitting, approved, handed_in, life, verified
from config.demo.sink import Sink
from config.demo.story_checks import Check, checks
from config.demo.tables import Terminal
from config.demo.timeline import Timeline
from departments.sample import create_sample_organisation
from departments.selectors import working_calendar
from directives.models import Conclusion, Directive
from notifications.engine.tick import tick

TODAY = date(2026, 11, 23)  # the story ends on the working day before
LISTS, EVENTS = (7, 35), (14, 0)  # the ticks of a day: when lists are due, when its acts are over

CLOSED = life(
    IDLE_LAND,
    handed_in(
        3,
        "415/BC-BQL",
        "Báo cáo lại đủ 24 dự án, kèm phương án xử lý từng dự án; đề nghị chấm dứt hoạt động 4 dự án.",
    ),
    verified(2, "Đủ phương án cho từng dự án."),
    approved(1, "Đồng ý phương án; Ban Quản lý triển khai ngay."),
)


def story_sitting() -> Sitting:
    """The demo's main conclusion: its first point is carried through to approval, its last needs no task."""
    first, *others, last = INDUSTRIAL_ZONES.points
    if not isinstance(first, Order):
        raise TypeError("the story's first point becomes a directive")
    first = dataclasses.replace(first, life=CLOSED)
    settled = Settled(words=last.words, reason="Yêu cầu chung, đã có trong quy chế làm việc")
    return dataclasses.replace(INDUSTRIAL_ZONES, points=(first, *others, settled))


@dataclass
class Story:
    """Plays the script day by day and tells what happened."""

    terminal: Terminal
    sink: Sink

    def tell(self) -> list[Check]:
        """Everything from the empty database to the checks at the end."""
        create_sample_organisation(today=TODAY)
        sitting, script = story_sitting(), Script(Timeline(TODAY, working_calendar()))
        script.add_sitting(sitting)
        self._plan_ticks(script, sitting)
        enter, give_text, settle, *rest = script.in_order()
        story_pages.opening(self.terminal, self.sink.port)
        enter.happen(enter.at)
        give_text.happen(give_text.at)
        story_pages.reading(self.terminal, Conclusion.objects.get())
        settle.happen(settle.at)
        story_pages.settling(self.terminal, Conclusion.objects.get())
        self._days(rest)
        closed = Directive.objects.get(pk=script.directives[id(sitting.points[0])].pk)
        story_pages.one_mail(self.terminal, self.sink, closed)
        story_pages.end_state(self.terminal, Conclusion.objects.get(), TODAY)
        story_pages.life_of(self.terminal, closed)
        found = checks(self.sink, closed)
        story_pages.checked(self.terminal, found)
        return found

    @staticmethod
    def _plan_ticks(script: Script, sitting: Sitting) -> None:
        """What Celery does every half minute, twice a day: it is enough to tell a story."""
        for ago in range(sitting.notice_ago, 0, -1):
            if ago < sitting.notice_ago:
                script.plan(script.timeline.at(ago, *LISTS), lambda now: tick(now=now))
            script.plan(script.timeline.at(ago, *EVENTS), lambda now: tick(now=now))

    def _days(self, events: Sequence[Event]) -> None:
        story_pages.chapter_of_days(self.terminal)
        for day, happening in groupby(events, key=lambda event: event.at.date()):
            had = len(self.sink.received)
            for event in happening:
                event.happen(event.at)
            story_days.day(self.terminal, day, self.sink.received[had:])
