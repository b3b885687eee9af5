"""Finds who plays a step and calls the verb's service as that person would."""

import dataclasses
from datetime import date, datetime
from typing import Any

from config.demo.papers import word_file
from config.demo.script import Order, Step
from config.demo.timeline import Timeline
from departments.actors import Actor, actor_of
from departments.models import Department, DepartmentGroup, Membership, Post, User
from departments.selectors import group_departments
from directives.lifecycle import VERBS, Acts, Role, Status, Verb
from directives.models import Assignment, BottleneckKind, Directive, PreparedAct, ReportingPeriod
from directives.services.files import store_evidence
from directives.services.recurring import is_recurring
from directives.services.writing import Done, perform
from directives.subjects import MODELS

_POSTS = {"clerk": Post.CLERK, "head": Post.HEAD, "deputy": Post.DEPUTY, "officer": Post.OFFICER}


class Players:
    """The people, departments and groups of the sample province by the names the script uses."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.users = {user.username: user for user in User.objects.all()}
        self.departments = {row.code: row for row in Department.objects.all()}
        self.groups = {row.code: row for row in DepartmentGroup.objects.all()}
        self._actors: dict[tuple[int, date], Actor] = {}
        self._holders: dict[tuple[int, str], User] = {}
        for post in Membership.objects.select_related("user").order_by("-pk"):
            self._holders[post.department_id, post.post] = post.user

    def user_id(self, username: str) -> int | None:
        """The id of a person, None for the empty name."""
        return self.users[username].pk if username else None

    def actor(self, user: User, on: date) -> Actor:
        key = (user.pk, on)
        if key not in self._actors:
            self._actors[key] = actor_of(user, on)
        return self._actors[key]

    def named(self, username: str, now: datetime) -> Actor:
        return self.actor(self.users[username], now.date())

    def department_ids(
        self, names: tuple[str, ...], on: date, without: tuple[int, ...] = ()
    ) -> tuple[int, ...]:
        """Ids for codes and, after an @, group codes as they stand on `on`; each once, `without` left out."""
        found: list[int] = []
        for name in names:
            if name.startswith("@"):
                found += group_departments(self.groups[name[1:]], on).values_list("pk", flat=True)
            else:
                found.append(self.departments[name].pk)
        return tuple(pk for pk in dict.fromkeys(found) if pk not in without)

    def perform(self, step: Step, directive: Directive, now: datetime) -> Done | None:
        """Do `step` at `now`, to its part, to the newest open object of it, or to the directive.

        Raises the service's Refusal when the script is wrong. The script counts in working days, periods go by
        the calendar: where none stands for the step yet (a week with a worked Saturday) nothing happens.
        """
        verb, part = VERBS[step.verb], self._part(step, directive)
        if verb.acts_on == Acts.PERIOD:
            period = _earliest_period(verb, part, now.date())
            if period is None:
                return None
            actor = self.actor(self._player(step, part, directive), now.date())
            return perform(verb, period.pk, actor=actor, now=now, data=self._needs(step, actor, now))
        if step.verb == "release" and is_recurring(directive) and _nothing_prepared(part):
            return None
        target = {Acts.PART: part, Acts.DIRECTIVE: directive}.get(verb.acts_on) or _newest(verb, part)
        actor = self.actor(self._player(step, part, directive), now.date())
        return perform(verb, target.pk, actor=actor, now=now, data=self._needs(step, actor, now))

    def _part(self, step: Step, directive: Directive) -> Assignment:
        rows = Assignment.objects.filter(directive=directive).exclude(status=Status.TRANSFERRED)
        if step.part:
            return rows.get(department=self.departments[step.part])
        return rows.get(role=Role.LEAD) if directive.mode == "one_lead" else rows.earliest("pk")

    def _player(self, step: Step, part: Assignment, directive: Directive) -> User:
        match step.who:
            case "officer" if part.officer is not None:
                return part.officer
            case "monitor":
                return directive.monitor
            case "directing" if directive.directed_by is not None:
                return directive.directed_by
            case "clerk" | "head" | "deputy" | "officer":
                return self._holders[part.department_id, _POSTS[step.who]]
            case username:
                return self.users[username]

    def _needs(self, step: Step, actor: Actor, now: datetime) -> Any:
        kind = VERBS[step.verb].needs
        values: dict[str, Any] = {}
        for need in dataclasses.fields(kind):
            if need.name not in step.needs:
                continue
            value = step.needs[need.name]
            match need.metadata["kind"]:
                case "officer" | "leader":
                    value = self.users[value].pk
                case "department":
                    value = self.departments[value].pk
                case "bottleneck_kind":
                    value = BottleneckKind.objects.get(code=value).pk
                case "day":
                    value = self.timeline.day(value)
                case "files" if value:
                    data = word_file(f"{value}\n{step.needs['result_summary']}")
                    value = (store_evidence(data, value, actor=actor, now=now).pk,)
                case "files":
                    value = ()
            values[need.name] = value
        return kind(**values)


def _newest(verb: Verb, part: Assignment) -> Any:
    """The newest object of the part the verb may be done to."""
    rows = MODELS[verb.acts_on]._default_manager.filter(part=part).order_by("-pk")
    return next(row for row in rows if row.state in verb.states)  # type: ignore[attr-defined]  # each kind has one


def _earliest_period(verb: Verb, part: Assignment, on: date) -> ReportingPeriod | None:
    """The first due of the part's periods that have begun and stand where `verb` starts from."""
    rows = ReportingPeriod.objects.filter(part=part, status__in=verb.states, from_on__lte=on)
    return rows.order_by("due_on").first()


def _nothing_prepared(part: Assignment) -> bool:
    return not PreparedAct.objects.filter(part=part, is_open=True).exists()


def plan_departments(players: Players, order: Order, on: date) -> dict[str, tuple[int, ...]]:
    """The order's leads, coordinating and informed departments as ids, nobody twice."""
    leads = players.department_ids(order.leads, on)
    coordinating = players.department_ids(order.coordinating, on, leads)
    informed = players.department_ids(order.informed, on, leads + coordinating)
    return {"leads": leads, "coordinating": coordinating, "informed": informed}
