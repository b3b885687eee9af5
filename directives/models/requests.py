"""What people ask of each other about a part: cooperation, time, help, haste."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directives.models.assignment import Assignment
from directives.models.files import StoredFile


class AskState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed without an answer")


class Ask(models.Model):
    """What the lead (or the Office) wants from a coordinating department, by when. Asking wakes the part.

    `silent_on` is the day it was recorded that no answer came in time; it may still be answered after that.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="asks")
    text = models.TextField(_("what is asked"))
    due_on = models.DateField(_("needed by"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    document_number = models.CharField(_("document number"), max_length=200, blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="answers")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    silent_on = models.DateField(_("no answer in time"), null=True, blank=True)
    state = models.CharField(max_length=16, choices=AskState.choices, default=AskState.OPEN)

    class Meta:
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        indexes = [
            models.Index(fields=["part"], condition=Q(state="open"), name="ask_open"),  # services.asks
            models.Index(
                fields=["due_on"], condition=Q(state="open", silent_on=None), name="ask_unanswered"
            ),  # services.asks.record_silence
        ]

    def __str__(self) -> str:
        return self.text[:80]


class RequestKind(models.TextChoices):
    EXTENSION = "extension", _("Extension")
    CONTEST = "contest", _("Contested deadline")


class Decision(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Not granted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed with the part")


class ExtensionRequest(models.Model):
    """Another date asked for, with the decision on it. At most one is open per part.

    An extension asks for more time; a contest says within days of the assignment that the date set by the
    Office was wrong. `requested_by` prepared it, `released_by` let it leave the department; `requested_for`
    and `released_for` are the absent persons a substitute did it for.
    """

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="extension_requests")
    kind = models.CharField(max_length=16, choices=RequestKind.choices, default=RequestKind.EXTENSION)
    due_on_before = models.DateField()
    requested_due_on = models.DateField(_("new deadline asked for"))
    reason = models.TextField(_("reason"))
    files = models.ManyToManyField(StoredFile, blank=True, related_name="extension_requests")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    requested_on = models.DateField()
    decision = models.CharField(max_length=16, choices=Decision.choices, default=Decision.OPEN)
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
        indexes = [
            models.Index(fields=["part", "-id"], name="extension_of_part"),  # directive page
            models.Index(fields=["requested_on", "id"], condition=Q(decision="open"), name="extension_open"),
        ]

    def __str__(self) -> str:
        return f"{self.part} → {self.requested_due_on:%d/%m/%Y}"

    @property
    def state(self) -> str:
        """Its decision, by which the lifecycle table says what may be done to it."""
        return self.decision


class Urging(models.Model):
    """The n-th formal urging of a part, optionally with an explanation demanded by a date."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="urgings")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    explanation_due_on = models.DateField(_("explanation due"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="explanations")
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("urging")
        verbose_name_plural = _("urgings")
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="urgings_are_numbered")]
        indexes = [
            models.Index(
                fields=["part"],
                condition=Q(explanation_due_on__isnull=False, explained_at=None),
                name="urging_unexplained",
            ),  # selectors.requests_waiting.owing_explanation: work lists, daily lists, register
            models.Index(fields=["on", "part"], name="urging_newest"),  # services.urgings.urge_by_rule
        ]

    def __str__(self) -> str:
        return f"{self.part} ({self.number})"

    @property
    def state(self) -> str:
        """`demanded` while an explanation is owed, `explained` once given, else `said`."""
        if self.explanation_due_on is None:
            return "said"
        return "demanded" if self.explained_at is None else "explained"
