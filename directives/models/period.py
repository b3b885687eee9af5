"""Occurrences of periodic directives, and the quarterly reviews of continuous ones."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directives.lifecycle import STATUS_LABELS, Status
from directives.models import choices
from directives.models.assignment import Assignment
from directives.models.work import ProgressReport

ENDED = "ended"  # closed unreported: the directive was ended, or the part stood still when it fell due
STATUS: choices.type_choices = [
    (Status.IN_PROGRESS.value, _("To be reported")),
    (Status.AWAITING_VERIFICATION.value, STATUS_LABELS[Status.AWAITING_VERIFICATION]),
    (Status.AWAITING_APPROVAL.value, STATUS_LABELS[Status.AWAITING_APPROVAL]),
    (Status.COMPLETED.value, _("Confirmed")),
    (Status.PAUSED.value, STATUS_LABELS[Status.PAUSED]),
    (Status.TRANSFERRED.value, STATUS_LABELS[Status.TRANSFERRED]),
    (Status.RECALLED.value, STATUS_LABELS[Status.RECALLED]),
    (Status.SUPERSEDED.value, STATUS_LABELS[Status.SUPERSEDED]),
    (ENDED, _("Ended, not asked for")),
]


class ReportingPeriod(models.Model):
    """One occurrence for one part: from `from_on` to `until_on`, both included. Generated ahead, never twice.

    Data count up to `cutoff_on`; the report is due at the end of `due_on`. A `review` looks back on a continuous
    directive once a quarter and is never late. Its status moves like a part's from IN_PROGRESS (to be reported) on;
    ENDED closes it unreported.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="periods")
    review = models.BooleanField(_("review of a continuous directive"), default=False)
    from_on = models.DateField()
    until_on = models.DateField()
    cutoff_on = models.DateField(_("data cut-off"))
    due_on = models.DateField(_("deadline"))
    status = models.CharField(max_length=24, choices=STATUS, default=Status.IN_PROGRESS)
    status_since = models.DateTimeField()
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    redo_count = models.PositiveSmallIntegerField(_("times redone"), default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        constraints = [
            models.UniqueConstraint(fields=["part", "from_on"], name="one_period_per_start"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on"), due_on__gte=F("from_on")), name="period_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["part", "due_on"], condition=Q(is_open=True), name="period_open"),
            # selectors.waiting, reports.decisions: what waits to be judged, without visiting what is to be reported
            models.Index(
                fields=["status", "part"],
                condition=Q(status__in=["awaiting_approval", "awaiting_verification"]),
                name="period_handed_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.from_on:%d/%m/%Y} – {self.until_on:%d/%m/%Y}"

    @property
    def state(self) -> str:
        """Its status, by which the lifecycle table says what may be done to it."""
        return self.status
