"""Bottlenecks: what stands in the way of a part, who is asked to clear it, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from departments.models import Department, Membership
from directives.models.assignment import Assignment
from directives.models.directive import Directive
from directives.models.files import StoredFile


class BottleneckKind(models.Model):
    """Kinds of obstacle are data: land clearance, capital, procedure…"""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name_vi = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("kind of bottleneck")
        verbose_name_plural = _("kinds of bottleneck")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class BottleneckState(models.TextChoices):
    TRIAGE = "triage", _("With the Office, to be passed on")
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")
    DECIDED = "decided", _("Decided by a leader")
    FOLLOWED_UP = "followed_up", _("Turned into a directive")
    CLOSED = "closed", _("Closed with the part")


class Bottleneck(models.Model):
    """An obstacle as an object: what, who is asked, needed by when, how it ended.

    Asked is one department, or one leader (through the Office's triage), or nobody when it is for the Office.
    It stops no clock; blocked days are counted from `raised_on` and shown with the one asked. To whom it was put
    before stands in its turns.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="bottlenecks")
    kind = models.ForeignKey(BottleneckKind, models.PROTECT, related_name="+")
    text = models.TextField(_("what is in the way"))
    asked_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="bottlenecks"
    )
    asked_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="bottlenecks"
    )
    state = models.CharField(max_length=16, choices=BottleneckState.choices, default=BottleneckState.OPEN)
    beyond_authority = models.BooleanField(_("beyond our authority"), default=False)
    beyond_reason = models.TextField(_("why beyond our authority"), blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="bottlenecks")
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    passed_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    passed_on_at = models.DateTimeField(null=True)
    office_note = models.TextField(_("note of the Office"), blank=True)
    is_open = models.BooleanField(default=True)
    resolution = models.TextField(_("resolution"), blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_on = models.DateField(null=True)
    follow_up = models.ForeignKey(Directive, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("bottleneck")
        verbose_name_plural = _("bottlenecks")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=True, state__in=["triage", "open"])
                | Q(is_open=False, state__in=["resolved", "decided", "followed_up", "closed"]),
                name="bottleneck_open_by_state",
            ),
            models.CheckConstraint(
                condition=Q(asked_department=None) | Q(asked_leader=None), name="bottleneck_asks_one"
            ),
        ]
        indexes = [
            models.Index(fields=["raised_on", "id"], condition=Q(is_open=True), name="bottleneck_open"),
            models.Index(fields=["part"], condition=Q(is_open=True), name="bottleneck_open_part"),
            models.Index(
                fields=["asked_department", "raised_on"],
                condition=Q(is_open=True),
                name="bottleneck_asked_department",
            ),
            models.Index(
                fields=["asked_leader", "raised_on"],
                condition=Q(is_open=True),
                name="bottleneck_asked_leader",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_with_office(self) -> bool:
        """Whether the Office has to do something about it: pass it on, or chase a body outside the service."""
        asked = self.asked_department
        return self.state == BottleneckState.TRIAGE or (asked is not None and asked.is_outside)


class BottleneckTurn(models.Model):
    """To whom a bottleneck was put from a day on, in the order of ids; neither department nor leader: the Office.

    A turn ends where the next one begins, the last one with the bottleneck. Whoever was asked keeps seeing it.
    """

    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="turns")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()

    class Meta:
        verbose_name = _("turn of a bottleneck")
        verbose_name_plural = _("turns of bottlenecks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(department=None) | Q(leader=None), name="bottleneck_turn_asks_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bottleneck_id}: {self.department or self.leader or '-'}"


class BottleneckReply(models.Model):
    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    files = models.ManyToManyField(StoredFile, blank=True, related_name="bottleneck_replies")

    class Meta:
        verbose_name = _("reply to a bottleneck")
        verbose_name_plural = _("replies to bottlenecks")

    def __str__(self) -> str:
        return self.text[:80]
