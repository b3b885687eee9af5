"""Choices of stored columns, taken from the lifecycle table so that no word stands twice."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.lifecycle import DEADLINE_LABELS, MODE_LABELS, ROLE_LABELS, STATUS_LABELS

type_choices = list[tuple[str, Promise]]

STATUS: type_choices = [(status.value, label) for status, label in STATUS_LABELS.items()]
ROLE: type_choices = [(role.value, label) for role, label in ROLE_LABELS.items()]
MODE: type_choices = [(mode.value, label) for mode, label in MODE_LABELS.items()]
DEADLINE_KIND: type_choices = [(kind.value, label) for kind, label in DEADLINE_LABELS.items()]


class Urgency(models.TextChoices):
    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")
    VERY_URGENT = "very_urgent", _("Very urgent")
    EXPRESS = "express", _("Express")


class Secrecy(models.TextChoices):
    ORDINARY = "ordinary", _("Not secret")
    SECRET = "secret", _("Secret")


class DeadlineSource(models.TextChoices):
    TEXT = "text", _("The text")
    RULE = "rule", _("A rule")
    OFFICE = "office", _("The Office")
    LEADER = "leader", _("A leader")


class ProductTo(models.TextChoices):
    OFFICE = "office", _("The Office")
    LEADER = "leader", _("The directing leader")
    DEPARTMENT = "department", _("A department")


class Recurrence(models.TextChoices):
    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF_YEAR = "half_year", _("Half-yearly")
    YEAR = "year", _("Yearly")
