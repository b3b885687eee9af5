"""Acting for others: a substitute decides during a dated absence, an assistant records a decision taken."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.models.user import Membership, User


class SubstituteQuerySet(models.QuerySet["Substitute"]):
    def standing(self) -> "SubstituteQuerySet":
        """Absences nobody has cancelled."""
        return self.filter(cancelled_at=None)

    def touching(self, first: date, last: date) -> "SubstituteQuerySet":
        """Absences with at least one day from `first` to `last`, both included."""
        return self.standing().filter(from_on__lte=last, until_on__gte=first)

    def in_force(self, on: date) -> "SubstituteQuerySet":
        """Absences of the local date `on` with a substitute, where both still hold their posts."""
        held = Membership.objects.active(on)
        return self.touching(on, on).filter(
            absent__in=held.values("pk"), substitute__in=held.values("pk"), substitute__isnull=False
        )


class Substitute(models.Model):
    """An absence from `from_on` to `until_on`, both included; `substitute` decides in it, None leaves the desk waiting.

    Rows are cancelled or shortened, never deleted: the journal names acts done under them.
    """

    absent = models.ForeignKey(
        Membership, models.PROTECT, related_name="absences", verbose_name=_("post of the absent person")
    )
    substitute = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutions",
        verbose_name=_("substitute"),
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)

    objects = SubstituteQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_dates_in_order"),
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="no_substitute_for_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute or '—'} ← {self.absent}"


class AssistantQuerySet(models.QuerySet["Assistant"]):
    def in_force(self, on: date) -> "AssistantQuerySet":
        """Appointments of the local date `on` to leaders still in their post."""
        return self.filter(
            Q(until_on=None) | Q(until_on__gte=on),
            from_on__lte=on,
            leader__in=Membership.objects.active(on).values("pk"),
            assistant__is_active=True,
        )


class Assistant(models.Model):
    """`assistant` may record decisions that `leader` has already taken, with a reference or a scan."""

    leader = models.ForeignKey(
        Membership, models.PROTECT, related_name="assistants", verbose_name=_("leader")
    )
    assistant = models.ForeignKey(User, models.PROTECT, related_name="assists", verbose_name=_("assistant"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = AssistantQuerySet.as_manager()

    class Meta:
        verbose_name = _("assistant")
        verbose_name_plural = _("assistants")
        constraints = [
            models.UniqueConstraint(fields=["leader", "assistant", "from_on"], name="one_assistant_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.assistant} → {self.leader}"
