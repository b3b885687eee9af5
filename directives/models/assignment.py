"""A part: what one department has to do for a directive."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from departments.models import Department, Division, Field
from directives.lifecycle import OPEN, Role, Status
from directives.models import choices
from directives.models.directive import Directive

NO_DATE = date(9999, 12, 31)  # sorts last on both databases, which order NULL opposite ways


class Assignment(models.Model):
    """One department's part of a directive.

    `original_due_on` is the first deadline and stays; `due_on` is the current one. `sort_due` is `due_on`, or
    NO_DATE without one or while asleep. `delivered_on` is the date of the accepted document. `awake` is False
    for coordinating parts until the lead asks. The columns from the directive are copies written by the same
    service in the same transaction, so that a person's list reads one table. `unit` is a subordinate unit the
    work was handed down to. `paused_from` is the status a paused part returns to. `chair_decides` tells
    that the deciding leader works in the department (see services.deciders). `closed_missing` marks a part
    the Office closed without having received its product.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="parts")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="parts", verbose_name=_("department")
    )
    role = models.CharField(_("role"), max_length=16, choices=choices.ROLE)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("assignee"),
    )
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="parts")
    unit = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts_handed_down",
        verbose_name=_("subordinate unit"),
    )
    product = models.CharField(_("output product"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=24, choices=choices.STATUS, default=Status.DRAFT)
    status_since = models.DateTimeField()
    paused_from = models.CharField(max_length=24, choices=choices.STATUS, blank=True)
    is_open = models.BooleanField(default=False)
    awake = models.BooleanField(default=True)
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)
    accept_by = models.DateField(_("taken as accepted after"), null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    original_due_on = models.DateField(_("original deadline"), null=True, blank=True)
    sort_due = models.DateField(default=NO_DATE)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    chair_decides = models.BooleanField(_("the Chair decides in place of the leader"), default=False)
    closed_missing = models.BooleanField(_("closed without its product"), default=False)
    redo_count = models.PositiveSmallIntegerField(_("times redone"), default=0)
    extension_count = models.PositiveSmallIntegerField(_("times extended"), default=0)
    urging_count = models.PositiveSmallIntegerField(_("times urged"), default=0)
    silent_since = models.DateField(_("no report since"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    process = models.OneToOneField(
        "viewflow.Process", models.PROTECT, null=True, blank=True, related_name="part"
    )
    directed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    monitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("part of a department")
        verbose_name_plural = _("parts of departments")
        constraints = [
            models.UniqueConstraint(
                fields=["directive"],
                condition=Q(role=Role.LEAD) & ~Q(status=Status.TRANSFERRED),
                name="one_lead_per_directive",
            ),
            models.UniqueConstraint(
                fields=["directive", "department"],
                condition=~Q(status=Status.TRANSFERRED),
                name="one_part_per_department",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, status__in=sorted(OPEN))
                | (Q(is_open=False) & ~Q(status__in=sorted(OPEN))),
                name="part_open_by_status",
            ),
            models.CheckConstraint(
                condition=Q(sort_due=models.F("due_on")) | Q(sort_due=NO_DATE), name="part_sort_due_follows"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.PAUSED) ^ Q(paused_from=""), name="part_paused_from_somewhere"
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "sort_due", "id"], condition=Q(is_open=True), name="part_open_officer"
            ),
            models.Index(
                fields=["department", "sort_due", "id"],
                condition=Q(is_open=True),
                name="part_open_department",
            ),
            models.Index(
                fields=["unit", "sort_due", "id"],
                condition=Q(is_open=True, unit__isnull=False),
                name="part_open_unit",
            ),  # permissions.visible_parts, selectors.waiting
            models.Index(
                fields=["directed_by", "sort_due", "id"], condition=Q(is_open=True), name="part_open_leader"
            ),
            models.Index(
                fields=["monitor", "sort_due", "id"], condition=Q(is_open=True), name="part_open_monitor"
            ),
            models.Index(fields=["sort_due", "id"], condition=Q(is_open=True), name="part_open_due"),
            models.Index(
                fields=["department", "directed_by", "field", "status", "sort_due", "silent_since"],
                condition=Q(is_open=True),
                name="part_open_figures",
            ),
            models.Index(fields=["department", "sort_due", "id"], name="part_department_due"),
            models.Index(fields=["sort_due", "id"], name="part_due"),
            # reports: completed since a day, by department, against the deadline, without visiting the table
            models.Index(fields=["completed_on", "department", "due_on"], name="part_completed"),
            models.Index(fields=["accept_by"], condition=Q(status=Status.ASSIGNED), name="part_unaccepted"),
        ]

    def __str__(self) -> str:
        return f"{self.directive} · {self.department}"

    @property
    def is_dormant(self) -> bool:
        """A coordinating part that nobody has asked anything of: no date, no ladder, no rate."""
        return not self.awake
