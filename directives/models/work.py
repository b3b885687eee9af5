"""What departments hand in: progress reports, results, evidence, prepared acts, periods."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from departments.models import Membership
from directives.models.assignment import Assignment
from directives.models.files import StoredFile


class ReportKind(models.TextChoices):
    PROGRESS = "progress", _("Progress report")
    RESULT = "result", _("Result")
    ANSWER = "answer", _("Answer to an ask")
    PERIOD = "period", _("Report of a period")


class Verdict(models.TextChoices):
    NONE = "none", _("Not judged yet")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProgressReport(models.Model):
    """What was done and what is next; of kind *result* when it was submitted to be verified.

    `prepared_for` and `released_for` are the absent persons a substitute did it for.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=16, choices=ReportKind.choices)
    done = models.TextField(_("what has been done"))
    next_steps = models.TextField(_("what comes next"), blank=True)
    document_number = models.CharField(_("document number"), max_length=200, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    verdict = models.CharField(max_length=16, choices=Verdict.choices, default=Verdict.NONE)

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        indexes = [models.Index(fields=["part", "-at"], name="report_of_part")]  # directive page

    def __str__(self) -> str:
        return f"{self.part} {self.on:%d/%m/%Y}"


class Evidence(models.Model):
    """A document or file that proves what a report says."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    document_number = models.CharField(_("document number"), max_length=200, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.document_number or str(self.file)


class PreparedAct(models.Model):
    """An act that leaves the department, written by an officer and waiting for head, deputy or clerk.

    `data` is the verb's needs as JSON; releasing performs the verb with it. `subject` is the id of the ask,
    urging or period the verb is done to, where it is not the part itself. One open act per part.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="prepared_acts")
    verb = models.CharField(max_length=32)
    subject = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("prepared act")
        verbose_name_plural = _("prepared acts")
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=Q(is_open=True), name="one_prepared_act_per_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} · {self.part}"
