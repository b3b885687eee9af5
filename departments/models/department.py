"""The organisation: departments, their names, divisions, groups and what became of them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.text import fold, sort_key


class DepartmentKind(models.TextChoices):
    COMMITTEE = "committee", _("Provincial People's Committee")
    OFFICE = "office", _("Office of the Committee")
    DEPARTMENT = "department", _("Provincial department")
    BOARD = "board", _("Management board")
    POLICE = "police", _("Police and military")
    COMMUNE = "commune", _("Commune-level committee")
    TASK_FORCE = "task_force", _("Task force")
    OUTSIDE = "outside", _("Outside body")


class DepartmentQuerySet(models.QuerySet["Department"]):
    def active(self, on: date) -> "DepartmentQuerySet":
        """Departments that exist on the local date `on`."""
        return self.filter(active_from__lte=on).filter(Q(active_until=None) | Q(active_until__gte=on))


class Department(models.Model):
    """A body that can be given a part of a directive. Never deleted: it is closed with `active_until`."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=DepartmentKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    mailbox = models.EmailField(_("official mailbox"), blank=True)
    officers_release = models.BooleanField(
        _("officers may release"),
        default=False,
        help_text=_("What officers submit leaves the department without head, deputy or clerk."),
    )
    active_from = models.DateField(_("active from"), default=date(2000, 1, 1))
    active_until = models.DateField(_("active until"), null=True, blank=True)
    sort_key = models.CharField(max_length=200, editable=False)
    folded = models.CharField(max_length=300, editable=False)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["sort_key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_until=None) | Q(active_until__gte=F("active_from")),
                name="department_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        self.folded = fold(f"{self.name} {self.short_name} {self.code}")[:300]
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name that fits in a table."""
        return self.short_name or self.name

    @property
    def is_outside(self) -> bool:
        """Outside bodies are never mailed; the monitor is reminded instead."""
        return self.kind == DepartmentKind.OUTSIDE

    @property
    def is_office(self) -> bool:
        return self.kind == DepartmentKind.OFFICE

    def is_active(self, on: date) -> bool:
        return self.active_from <= on and (self.active_until is None or self.active_until >= on)


class DepartmentAlias(models.Model):
    """Another name a text may use for a department; `former` marks one it had before."""

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="aliases", verbose_name=_("department")
    )
    name = models.CharField(_("alias"), max_length=200)
    former = models.BooleanField(_("former name"), default=False)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["department", "folded"], name="one_alias_per_department")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:200]
        super().save(*args, **kwargs)


class Division(models.Model):
    """A specialised division inside a department (phòng chuyên môn)."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="divisions", verbose_name=_("department")
    )
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("division")
        verbose_name_plural = _("divisions")
        constraints = [models.UniqueConstraint(fields=["department", "name"], name="one_division_per_name")]

    def __str__(self) -> str:
        return self.name


class DepartmentGroup(models.Model):
    """A named set of departments a text addresses at once ("các xã, phường có khu công nghiệp")."""

    code = models.CharField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    sort_key = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("department group")
        verbose_name_plural = _("department groups")
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class GroupAlias(models.Model):
    group = models.ForeignKey(
        DepartmentGroup, models.CASCADE, related_name="aliases", verbose_name=_("department group")
    )
    name = models.CharField(_("alias"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(fields=["group", "folded"], name="one_alias_per_group")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:200]
        super().save(*args, **kwargs)


class GroupMember(models.Model):
    """Membership of a department in a group, dated; issuing a directive freezes the members of that day."""

    group = models.ForeignKey(
        DepartmentGroup, models.CASCADE, related_name="members", verbose_name=_("department group")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="group_memberships", verbose_name=_("department")
    )
    from_on = models.DateField(_("from"), default=date(2000, 1, 1))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "department", "from_on"], name="one_group_membership_per_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.department}"


class Succession(models.Model):
    """`predecessor` was followed by `successor` on a day: merge, split and rename are rows of this table."""

    predecessor = models.ForeignKey(
        Department, models.PROTECT, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Department, models.PROTECT, related_name="predecessions", verbose_name=_("successor")
    )
    on = models.DateField(_("on"))
    note = models.CharField(_("document"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_succession_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
