"""Acting for others: a substitute decides during a dated absence, an assistant records a decision taken."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.models.user import Membership, User


class Substitute(models.Model):
    """`substitute` decides for the holder of `absent` from `from_on` to `until_on`, both included."""

    absent = models.ForeignKey(
        Membership, models.PROTECT, related_name="absences", verbose_name=_("post of the absent person")
    )
    substitute = models.ForeignKey(
        Membership, models.PROTECT, related_name="substitutions", verbose_name=_("substitute")
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_dates_in_order"),
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="no_substitute_for_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} ← {self.absent}"


class Assistant(models.Model):
    """`assistant` may record decisions that `leader` has already taken, with a reference or a scan."""

    leader = models.ForeignKey(
        Membership, models.PROTECT, related_name="assistants", verbose_name=_("leader")
    )
    assistant = models.ForeignKey(User, models.PROTECT, related_name="assists", verbose_name=_("assistant"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("assistant")
        verbose_name_plural = _("assistants")
        constraints = [
            models.UniqueConstraint(fields=["leader", "assistant", "from_on"], name="one_assistant_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.assistant} → {self.leader}"
