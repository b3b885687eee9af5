"""What stands beside the points of a conclusion while people settle them: nothing here is a fact about the conclusion.

All of it goes when the conclusion is issued or takes another text, and may be lost without harm to anything decided.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.models.conclusion import Conclusion, ConclusionPoint


class PointInput(models.Model):
    """What a person has typed into the form of a point and not sent yet. `version` is that of the point it was
    typed over; `data` are the fields of the form as a browser sends them."""

    point = models.ForeignKey(ConclusionPoint, models.CASCADE, related_name="inputs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("input kept for a point")
        verbose_name_plural = _("inputs kept for points")
        constraints = [models.UniqueConstraint(fields=["point", "user"], name="one_input_per_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.point_id}"


class PointStep(models.Model):
    """An act on points that can still be undone by who did it.

    `after` maps the points the act left behind to the version it left them at (services.point_undo compares);
    `before` are the rows as they stood (services.point_rows).
    """

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="point_steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    label = models.CharField(_("numbers of the points"), max_length=60)
    after = models.JSONField(default=dict)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("step that can be undone")
        verbose_name_plural = _("steps that can be undone")

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"


class PointPresence(models.Model):
    """Who has which point open on the confirm screen, and when that was last heard."""

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    point = models.ForeignKey(ConclusionPoint, models.CASCADE, null=True, related_name="presences")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence at a conclusion")
        verbose_name_plural = _("presences at conclusions")
        constraints = [models.UniqueConstraint(fields=["conclusion", "user"], name="one_presence_per_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.point_id}"


class ConfirmChoice(models.Model):
    """How a person wants the points ordered on the confirm screen; without a row, as in the text."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unsure_first = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("choice for the confirm screen")
        verbose_name_plural = _("choices for the confirm screen")

    def __str__(self) -> str:
        return str(self.user)
