"""Meeting conclusions and the points their text is cut into."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from departments.models import Department, Field
from directives.models.choices import Secrecy
from directives.models.files import StoredFile


class Conclusion(models.Model):
    """A meeting conclusion. Exists from the meeting day, even without text: that is the Office's own clock.

    A secret one never has abstract, text or file; its directives are entered by hand.
    """

    issued_by = models.ForeignKey(
        Department, models.PROTECT, related_name="conclusions", verbose_name=_("issued by")
    )
    number = models.CharField(_("document number"), max_length=80, blank=True)
    title = models.CharField(_("abstract"), max_length=500)
    chaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chaired",
        verbose_name=_("concluding chair"),
    )
    held_on = models.DateField(_("meeting day"))
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    signed_by = models.CharField(_("signatory"), max_length=150, blank=True)
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="+")
    secrecy = models.CharField(_("secrecy"), max_length=16, choices=Secrecy.choices, default=Secrecy.ORDINARY)
    monitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="conclusions_monitored",
        verbose_name=_("monitoring officer"),
    )
    text = models.TextField(_("text"), blank=True)
    source_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(_("directives issued at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("meeting conclusion")
        verbose_name_plural = _("meeting conclusions")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(issued_on__gte=F("held_on")),
                name="conclusion_issued_after_meeting",
            ),
            models.UniqueConstraint(
                fields=["issued_by", "number", "issued_on"],
                condition=~Q(number=""),
                name="one_conclusion_per_number",
            ),
            models.CheckConstraint(
                condition=~Q(secrecy="secret")
                | Q(title="", text="", signed_by="", source_file=None, field=None),
                name="secret_conclusion_without_content",
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="conclusion_newest")
        ]  # selectors.conclusions

    def __str__(self) -> str:
        return self.number or self.heading

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    @property
    def heading(self) -> str:
        """Number and abstract; of a secret conclusion the number, or the meeting day while it has none."""
        if not self.is_secret:
            return f"{self.number}: {self.title}" if self.number else self.title
        if self.number:
            return gettext("No. %(number)s (secret)") % {"number": self.number}
        return gettext("Secret conclusion of the meeting of %(day)s") % {"day": f"{self.held_on:%d/%m/%Y}"}


class PointOutcome(models.TextChoices):
    UNDECIDED = "undecided", _("Undecided")
    DIRECTIVE = "directive", _("Accepted")
    GIVEN_TO_OTHERS = "given_to_others", _("Given to others")
    NO_TASK = "no_task", _("Needs no task")


class ConclusionPoint(models.Model):
    """A span of a conclusion's text. Offsets are Unicode code points into `Conclusion.text`, end exclusive.

    `proposal` keeps what the reading proposed: leads, coordinating, deadline phrase and date, why, confidence.
    `version` counts the changes of this point alone: its ETag, and the check that a form is not older than it.
    """

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="points")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    outcome = models.CharField(max_length=16, choices=PointOutcome.choices, default=PointOutcome.UNDECIDED)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    directives = models.ManyToManyField("directives.Directive", related_name="points", blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("conclusion point")
        verbose_name_plural = _("conclusion points")
        ordering = ["start", "id"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="point_has_length")]

    def __str__(self) -> str:
        return f"{self.conclusion} [{self.start}:{self.end}]"

    @property
    def text(self) -> str:
        """The words of the conclusion this point covers."""
        return self.conclusion.text[self.start : self.end]
