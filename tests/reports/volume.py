"""Many parts fast, in every state the services leave them in: written past the services, for tests alone."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from departments.models import Department, Field, FieldLeader, Membership, Post
from departments.text import fold
from directives.lifecycle import OPEN, DeadlineKind, Mode, Role, Status
from directives.models import Assignment, Conclusion, Directive, PreparedAct, ProgressReport
from directives.models.assignment import NO_DATE
from directives.models.choices import ProductTo, Urgency
from directives.models.work import ReportKind, Verdict
from tests.cast import NOW, Cast, at

SUBJECTS = (
    "Rà soát dự án đầu tư",
    "Giải phóng mặt bằng",
    "Báo cáo tình hình lao động",
    "Sửa chữa đê bao",
    "Lập quy hoạch",
)
LIVING = (Status.ASSIGNED, Status.IN_PROGRESS, Status.REFUSED, Status.PAUSED)
JUDGED = (Status.AWAITING_VERIFICATION, Status.AWAITING_APPROVAL)
ENDED = (Status.COMPLETED, Status.COMPLETED, Status.COMPLETED, Status.TRANSFERRED, Status.RECALLED)


class Volume:
    """Draws directives with their parts from one seed: the same seed gives the same rows."""

    def __init__(self, cast: Cast, *, seed: int = 1, now: datetime = NOW) -> None:
        self.cast, self.random, self.now, self.day = cast, random.Random(seed), now, now.date()
        other, _ = Field.objects.get_or_create(code="DD", defaults={"name_vi": "Đất đai"})
        FieldLeader.objects.get_or_create(field=other, defaults={"leader": cast.other_vice_chair})
        self.fields = [None, cast.field, other]
        self.leaders = [None, cast.chair, cast.vice_chair, cast.vice_chair, cast.other_vice_chair]
        self.departments = [
            cast.board,
            cast.finance,
            cast.farming,
            cast.police,
            cast.office,
            cast.outside,
            *cast.communes,
        ]
        self.posts = {
            m.department_id: m for m in Membership.objects.filter(post__in=[Post.HEAD, Post.CHIEF_OF_OFFICE])
        }
        self.conclusion = Conclusion.objects.create(
            issued_by=cast.committee,
            number=f"{seed}/TB-UBND",
            title="Kết luận giao ban",
            held_on=self.day - timedelta(days=120),
            issued_on=self.day - timedelta(days=118),
            monitor=cast.monitor,
            created_at=now,
            created_by=cast.monitor,
        )

    def make(self, count: int) -> list[Assignment]:
        """`count` directives, each with one to four parts; returns the parts."""
        directives = Directive.objects.bulk_create([self._directive(n) for n in range(count)])
        parts = Assignment.objects.bulk_create([part for row in directives for part in self._parts(row)])
        self._reports(parts)
        return parts

    def _directive(self, number: int) -> Directive:
        pick = self.random.choice
        mode = pick([Mode.ONE_LEAD, Mode.ONE_LEAD, Mode.EACH, Mode.FOR_INFORMATION])
        leader, field = pick(self.leaders), pick(self.fields)
        to = pick([ProductTo.OFFICE, ProductTo.OFFICE, ProductTo.LEADER, ProductTo.DEPARTMENT])
        title = f"{pick(SUBJECTS)} số {number}"
        in_charge = {None: None, self.cast.field: self.cast.vice_chair}.get(field, self.cast.other_vice_chair)
        return Directive(
            conclusion=pick([None, self.conclusion]),
            point_label=str(number % 9 + 1),
            title=title,
            text=f"{title}, báo cáo kết quả.",
            folded=fold(title),
            mode=mode,
            deadline_kind=pick(list(DeadlineKind)),
            deadline_phrase="trong thời gian sớm nhất",
            product_to=to,
            product_to_department=pick([self.cast.finance, self.cast.board])
            if to == ProductTo.DEPARTMENT
            else None,
            needs_approval=leader is not None,
            directed_by=leader,
            leader_in_charge=pick([in_charge, in_charge, self.cast.vice_chair]),
            monitor=pick([self.cast.monitor, self.cast.monitor, self.cast.other_monitor, self.cast.chief]),
            field=field,
            urgency=pick(Urgency.values),
            status=pick([Status.DRAFT, *[Status.IN_PROGRESS] * 9]),
            status_since=self.now,
            issued_on=self.day - timedelta(days=60),
            created_at=self.now,
            created_by=self.cast.monitor,
        )

    def _parts(self, directive: Directive) -> list[Assignment]:
        departments = self.random.sample(self.departments, self.random.randint(1, 4))
        return [
            self._part(directive, department, self._role(directive, place))
            for place, department in enumerate(departments)
        ]

    def _role(self, directive: Directive, place: int) -> Role:
        if directive.mode == Mode.FOR_INFORMATION:
            return Role.INFORMED
        if directive.mode == Mode.EACH:
            return self.random.choice([Role.EACH, Role.EACH, Role.EACH, Role.INFORMED])
        return (
            Role.LEAD
            if place == 0
            else self.random.choice([Role.COORDINATING, Role.COORDINATING, Role.INFORMED])
        )

    def _day(self, first: int, last: int) -> date:
        return self.day + timedelta(days=self.random.randint(first, last))

    def _part(self, directive: Directive, department: Department, role: Role) -> Assignment:
        status = self._status(directive, role)
        full = role in (Role.LEAD, Role.EACH)
        dated = full and directive.deadline_kind == DeadlineKind.DATED and self.random.random() < 0.9
        due = self._day(-40, 25) if dated else None
        submitted = self._day(-45, 0) if status in JUDGED else None
        done = status == Status.COMPLETED
        delivered = self._day(-60, 0) if done else None
        return Assignment(
            directive=directive,
            department=department,
            role=role.value,
            status=status.value,
            status_since=at(self._day(-50, 0), self.random.choice([0, 8, 23])),
            is_open=status in OPEN,
            paused_from=Status.IN_PROGRESS.value if status == Status.PAUSED else "",
            awake=role != Role.COORDINATING or self.random.random() < 0.3,
            officer=self.cast.officer
            if department == self.cast.board and self.random.random() < 0.5
            else None,
            assigned_on=self._day(-90, -50),
            due_on=due,
            original_due_on=due - timedelta(days=self.random.choice([0, 0, 20])) if due else None,
            sort_due=due or NO_DATE,
            submitted_on=submitted,
            delivered_on=delivered,
            completed_on=max(delivered, self._day(-50, 0)) if delivered else None,
            directed_by_id=directive.directed_by_id,
            monitor_id=directive.monitor_id,
            field_id=directive.field_id,
        )

    def _status(self, directive: Directive, role: Role) -> Status:
        if directive.status == Status.DRAFT:
            return Status.DRAFT
        if role in (Role.LEAD, Role.EACH):
            return self.random.choice([*LIVING, *JUDGED, *JUDGED, *ENDED])
        return self.random.choice([Status.ASSIGNED, Status.IN_PROGRESS, Status.COMPLETED])

    def _reports(self, parts: list[Assignment]) -> None:
        """A result on the table of every part that awaits a judgement; some acts that wait to be released."""
        results, acts = [], []
        for part in parts:
            post = self.posts.get(part.department_id)
            if post is None:
                continue
            who: dict[str, Any] = {"prepared_by_id": post.user_id, "post": post}
            if part.status in JUDGED:
                # Now and then a leader stands among the authors, and must not judge the result.
                released = self.cast.vice_chair.pk if self.random.random() < 0.1 else post.user_id
                results.append(
                    ProgressReport(
                        part=part,
                        kind=ReportKind.RESULT,
                        done="Đã hoàn thành.",
                        released_by_id=released,
                        at=self.now,
                        on=self.day,
                        verdict=Verdict.NONE,
                        **who,
                    )
                )
            elif (
                part.status == Status.IN_PROGRESS
                and part.role in (Role.LEAD, Role.EACH)
                and self.random.random() < 0.4
            ):
                acts.append(PreparedAct(part=part, verb="submit", prepared_at=self.now, **who))
        ProgressReport.objects.bulk_create(results)
        PreparedAct.objects.bulk_create(acts)
