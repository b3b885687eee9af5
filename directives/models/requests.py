"""What people ask of each other about a part: cooperation, time, help, haste."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from directives.models.assignment import Assignment
from directives.models.directive import Directive


class Ask(models.Model):
    """What the lead (or the Office) wants from a coordinating department, by when. Asking wakes the part."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="asks")
    text = models.TextField(_("what is asked"))
    due_on = models.DateField(_("needed by"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")

    def __str__(self) -> str:
        return self.text[:80]


class ExtensionRequest(models.Model):
    """A new date asked for, with the decision on it. At most one is open per part."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="extension_requests")
    due_on_before = models.DateField()
    requested_due_on = models.DateField(_("new deadline asked for"))
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decision = models.CharField(max_length=16, default="open")
    granted_due_on = models.DateField(_("new deadline granted"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    class Meta:
        verbose_name = _("extension request")
        verbose_name_plural = _("extension requests")
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=Q(decision="open"), name="one_open_extension_per_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} → {self.requested_due_on:%d/%m/%Y}"


class BottleneckKind(models.Model):
    """Kinds of obstacle are data: land clearance, capital, procedure…"""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name_vi = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("kind of bottleneck")
        verbose_name_plural = _("kinds of bottleneck")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class Bottleneck(models.Model):
    """An obstacle as an object: what, who is asked, needed by when, how it ended."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="bottlenecks")
    kind = models.ForeignKey(BottleneckKind, models.PROTECT, related_name="+")
    text = models.TextField(_("what is in the way"))
    asked_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="bottlenecks"
    )
    asked_leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="bottlenecks"
    )
    beyond_authority = models.BooleanField(_("beyond our authority"), default=False)
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    is_open = models.BooleanField(default=True)
    resolution = models.TextField(_("resolution"), blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    follow_up = models.ForeignKey(Directive, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("bottleneck")
        verbose_name_plural = _("bottlenecks")
        indexes = [
            models.Index(fields=["raised_on", "id"], condition=Q(is_open=True), name="bottleneck_open")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class BottleneckReply(models.Model):
    bottleneck = models.ForeignKey(Bottleneck, models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reply to a bottleneck")
        verbose_name_plural = _("replies to bottlenecks")

    def __str__(self) -> str:
        return self.text[:80]


class Urging(models.Model):
    """The n-th formal urging of a part, optionally with an explanation demanded by a date."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="urgings")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    explanation_due_on = models.DateField(_("explanation due"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    explained_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("urging")
        verbose_name_plural = _("urgings")
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="urgings_are_numbered")]

    def __str__(self) -> str:
        return f"{self.part} ({self.number})"
