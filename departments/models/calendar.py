"""What the government decides year by year on top of the public holidays."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CalendarDayKind(models.TextChoices):
    HOLIDAY = "holiday", _("public holiday")
    COMPENSATORY = "compensatory", _("compensatory day off")
    WORKING = "working", _("swapped working day")


class CalendarDay(models.Model):
    """One day that differs from Monday-to-Friday less the holidays of the `holidays` package."""

    on = models.DateField(_("date"), unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=CalendarDayKind.choices)
    name_vi = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.name}"

    @property
    def name(self) -> str:
        """What the day is called, in the language of the reader."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi
