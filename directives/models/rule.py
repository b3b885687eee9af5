"""What administrators change without code: typed values by key, journaled."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """A value that differs from the default in `directives.rules`; absent rows mean the default."""

    key = models.CharField(_("rule"), max_length=64, primary_key=True)
    value = models.JSONField(_("value"))

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return self.key
