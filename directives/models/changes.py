"""Recorded changes of an issued directive: amendments of its wording, corrections of a mistyped date."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directives.models.directive import Directive


class Amendment(models.Model):
    """The n-th amendment of text or product; both wordings are kept."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    text_before = models.TextField(blank=True)
    text_after = models.TextField(blank=True)
    product_before = models.CharField(max_length=500, blank=True)
    product_after = models.CharField(max_length=500, blank=True)
    document_number = models.CharField(_("document number"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="amendments_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.directive} ({self.number})"


class CorrectionState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    DROPPED = "dropped", _("Dropped")


class Correction(models.Model):
    """A mistyped deadline put right by two persons, before acceptance and within the correction window.

    The only way an original deadline changes: the database lets the column change to `due_on` only while such
    a row is confirmed, by another person than its proposer and not after `until_on` (vendor.journal_guard).
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="corrections")
    due_on_before = models.DateField()
    due_on = models.DateField(_("corrected deadline"))
    reason = models.TextField(_("reason"), blank=True)
    until_on = models.DateField(_("last day of the correction window"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=CorrectionState.choices, default=CorrectionState.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["directive"], condition=Q(state="proposed"), name="one_open_correction_per_directive"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(decided_by__isnull=False, decided_on__lte=F("until_on"))
                & ~Q(decided_by=F("proposed_by")),
                name="correction_by_two_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive} → {self.due_on:%d/%m/%Y}"
