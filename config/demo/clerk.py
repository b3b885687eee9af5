"""The Office's clerk of the demo: enters a conclusion, puts right what the reading proposed, issues."""

from dataclasses import dataclass
from datetime import datetime

from config.demo.papers import MEDIA_TYPE, word_file
from config.demo.players import Players, plan_departments
from config.demo.script import Order, Sitting
from departments.actors import Actor
from departments.models import Field
from directives import documents, samples
from directives.lifecycle import DeadlineKind, Mode
from directives.models import Conclusion, ConclusionPoint, Directive, StoredFile
from directives.models.choices import DeadlineSource
from directives.models.conclusion import PointOutcome
from directives.services import points
from directives.services.conclusions import Entry, enter_conclusion, replace_text
from directives.services.files import store
from directives.services.issuing import issue_directly
from directives.services.plans import Plan

LEFT_OVER = "Nhắc lại, không nêu việc cụ thể"


@dataclass(frozen=True)
class Clerk:
    """Does the Office's part of the script for a timeline's days."""

    players: Players

    def enter(self, sitting: Sitting, *, now: datetime) -> Conclusion:
        """Record the meeting on its day, before there is any text."""
        return enter_conclusion(
            Entry(
                title=sitting.title,
                held_on=self.players.timeline.day(sitting.meeting_ago),
                chaired_by=self.players.user_id(sitting.chair),
                field=Field.objects.get(code=sitting.field).pk,
                monitor=self.players.user_id(sitting.monitor),
                signed_by=sitting.signed_by,
            ),
            actor=self.players.named(sitting.monitor, now),
            now=now,
        )

    def give_text(self, sitting: Sitting, conclusion: Conclusion, *, now: datetime) -> Conclusion:
        """Add the published text, pasted or from a Word file; the reading proposes points."""
        timeline, actor = self.players.timeline, self.players.named(sitting.monitor, now)
        notice = timeline.day(sitting.notice_ago)
        text = samples.sample(
            sitting.sample, meeting=conclusion.held_on, notice=notice, calendar=timeline.calendar
        )
        file: StoredFile | None = None
        if sitting.as_docx:
            name, data = f"{sitting.number.replace('/', '-')}.docx", word_file(text)
            text = documents.extract(data, name).text
            file = store(data, name, MEDIA_TYPE, actor=actor, now=now)
        return replace_text(
            conclusion.pk,
            text=text,
            number=sitting.number,
            issued_on=notice,
            file=file,
            actor=actor,
            now=now,
        )

    def settle(self, sitting: Sitting, conclusion: Conclusion, *, now: datetime) -> dict[int, Order]:
        """Settle the points as the script says; returns the order of each draft by its id."""
        actor = self.players.named(sitting.monitor, now)
        self._cut(sitting, conclusion, actor=actor, now=now)
        drafts: dict[int, Order] = {}
        for decision in sitting.points:
            point = self._point(conclusion, decision.words)
            if isinstance(decision, Order):
                plan = self.plan(decision, sitting, point, now=now)
                drafts[points.accept_point(point.pk, plan, actor=actor, now=now).pk] = decision
            elif point is not None:
                points.settle_point(point.pk, decision.outcome, decision.reason, actor=actor, now=now)
        if sitting.issue:
            for left in conclusion.points.filter(outcome=PointOutcome.UNDECIDED):
                points.settle_point(left.pk, PointOutcome.NO_TASK, LEFT_OVER, actor=actor, now=now)
        return drafts

    def _cut(self, sitting: Sitting, conclusion: Conclusion, *, actor: Actor, now: datetime) -> None:
        """Make every decision of the script fall into a point of its own: add, split and merge by hand."""
        starts = sorted(conclusion.text.index(decision.words) for decision in sitting.points)
        for start in starts:
            point = conclusion.points.filter(start__lte=start, end__gt=start).first()
            if point is None:
                end = _sentence_end(conclusion.text, start)
                following = conclusion.points.filter(start__gt=start).order_by("start").first()
                end = min(end, following.start) if following else end
                points.add_point(conclusion.pk, start, end, actor=actor, now=now)
            elif any(point.start <= other < start for other in starts):
                points.split_point(point.pk, start, actor=actor, now=now)

    @staticmethod
    def _point(conclusion: Conclusion, words: str) -> ConclusionPoint:
        start = conclusion.text.index(words)
        return conclusion.points.get(start__lte=start, end__gt=start)

    def plan(
        self, order: Order, sitting: Sitting | None, point: ConclusionPoint | None, *, now: datetime
    ) -> Plan:
        """What the clerk fills in for `order`: from the script, the words of the date from the reading."""
        given_ago = sitting.notice_ago if sitting else order.issued_ago
        departments = plan_departments(self.players, order, now.date())
        mode = Mode.ONE_LEAD if len(departments["leads"]) == 1 else Mode.EACH
        if not departments["leads"]:
            mode = Mode.FOR_INFORMATION
        due = None
        if order.due is not None:
            due = self.players.timeline.due(given_ago, order.due, end_of_month=order.due_end_of_month)
        field = order.field or (sitting.field if sitting else "")
        receiver = order.product_to_department
        return Plan(
            text=point.text if point else order.text,
            title=order.title,
            mode=mode,
            leads=departments["leads"],
            coordinating=departments["coordinating"],
            informed=departments["informed"],
            deadline_kind=DeadlineKind(order.kind),
            due_on=due,
            deadline_phrase=(point.proposal.get("deadline_text") or "") if point else "",
            deadline_source=DeadlineSource.TEXT if point else DeadlineSource.OFFICE,
            recurrence=order.recurrence,
            period_due_day=order.period_due_day,
            product=order.product,
            product_to=order.product_to,
            product_to_department=self.players.departments[receiver].pk if receiver else None,
            needs_approval=order.needs_approval,
            directed_by=self.players.user_id(order.directed_by),
            monitor=self.players.user_id(order.monitor or (sitting.monitor if sitting else "diep.ptn")),
            field=Field.objects.get(code=field).pk,
            urgency=order.urgency,
        )

    def issue_directly(self, order: Order, *, now: datetime) -> Directive:
        """Give a directive that comes from no conclusion."""
        actor = self.players.named(order.monitor or "diep.ptn", now)
        return issue_directly(self.plan(order, None, None, now=now), actor=actor, now=now)


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence that begins at `start` ends, its final mark left out."""
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    stop = text.find(". ", start, line_end)
    end = line_end if stop < 0 else stop
    return start + len(text[start:end].rstrip(" .;/"))
