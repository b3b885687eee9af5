"""Policy fields and the leader in charge of each."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from departments.models.user import User
from departments.text import sort_key


class Field(models.Model):
    """A policy field (lĩnh vực): labour, land, investment…"""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name_vi = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    sort_key = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("policy field")
        verbose_name_plural = _("policy fields")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name_vi)
        super().save(*args, **kwargs)


class FieldLeader(models.Model):
    """The Chair or Vice-Chair in charge of a field now. A leader sees every directive of their fields."""

    field = models.OneToOneField(
        Field, models.CASCADE, related_name="in_charge", verbose_name=_("policy field")
    )
    leader = models.ForeignKey(
        User, models.PROTECT, related_name="fields_led", verbose_name=_("leader in charge")
    )

    class Meta:
        verbose_name = _("leader in charge of a field")
        verbose_name_plural = _("leaders in charge of fields")

    def __str__(self) -> str:
        return f"{self.field} · {self.leader}"
