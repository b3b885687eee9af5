"""Corrected texts of a conclusion that has been issued, and what each of them asks to be changed.

The text a conclusion was issued with stays on it for ever, and its points with it. Every corrected text is a
revision beside it, with points of its own: an offset always belongs to one text, and the database keeps both as they
were written (vendor.text_guard).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from directives.comparison.alignment import Relation
from directives.models import choices
from directives.models.changes import Amendment
from directives.models.conclusion import Conclusion
from directives.models.directive import Directive
from directives.models.files import StoredFile
from directives.models.journal import JournalEntry

RELATION_LABELS = {
    Relation.SAME: _("Unchanged"),
    Relation.MOVED: _("Moved"),
    Relation.REWORDED: _("Reworded"),
    Relation.SPLIT: _("Split"),
    Relation.MERGED: _("Merged"),
    Relation.NEW: _("New point"),
    Relation.GONE: _("Point left out"),
}
RELATION_CHOICES = [(relation.value, label) for relation, label in RELATION_LABELS.items()]


class RevisionState(models.TextChoices):
    OPEN = "open", _("Being worked through")
    FINISHED = "finished", _("Every change decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConclusionRevision(models.Model):
    """The n-th corrected text. It is compared with `base`, the one before it, or with the text as issued."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="revisions")
    ordinal = models.PositiveSmallIntegerField(_("number"))
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    text = models.TextField(_("text"))
    source_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    state = models.CharField(max_length=16, choices=RevisionState.choices, default=RevisionState.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("corrected text")
        verbose_name_plural = _("corrected texts")
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["conclusion", "ordinal"], name="revisions_are_numbered"),
            models.UniqueConstraint(
                fields=["conclusion"], condition=Q(state="open"), name="one_open_revision_per_conclusion"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="revision_has_a_text"),
            models.CheckConstraint(condition=~Q(base=F("id")), name="revision_is_not_its_own_base"),
        ]

    def __str__(self) -> str:
        return f"{self.conclusion} ({self.ordinal})"

    @property
    def base_text(self) -> str:
        """The text this one is compared with."""
        return self.base.text if self.base is not None else self.conclusion.text

    @property
    def is_open(self) -> bool:
        return self.state == RevisionState.OPEN


class RevisionPoint(models.Model):
    """A point of the corrected text, of the text before, or of both.

    `start` and `end` are code points of the revision's own text, `old_start` and `old_end` of the text it is compared
    with. `carried` is False for a further piece of a split point, and for a point that went into another: that one is
    no point of the corrected text (`standing`). `directive` is the order the point stands for, where there is one.
    """

    revision = models.ForeignKey(ConclusionRevision, models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=16, choices=RELATION_CHOICES)
    carried = models.BooleanField(default=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    old_start = models.PositiveIntegerField(null=True, blank=True)
    old_end = models.PositiveIntegerField(null=True, blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="revision_points"
    )

    class Meta:
        verbose_name = _("point of a corrected text")
        verbose_name_plural = _("points of corrected texts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="revision_points_are_in_order"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(end__gt=F("start")), name="revision_point_has_length"
            ),
            models.CheckConstraint(
                condition=Q(old_start=None, old_end=None) | Q(old_end__gt=F("old_start")),
                name="revision_point_had_length",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=False) | Q(old_start__isnull=False),
                name="revision_point_stands_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} #{self.position}"

    @property
    def standing(self) -> bool:
        """Whether it is a point of the corrected text, and so what the next correction is compared with."""
        return self.start is not None and (self.carried or self.relation == Relation.SPLIT)

    @property
    def text(self) -> str:
        """Its words in the corrected text; none where the point is gone."""
        return self.revision.text[self.start : self.end] if self.start is not None else ""

    @property
    def old_text(self) -> str:
        """Its words in the text before; none where the point is new."""
        return self.revision.base_text[self.old_start : self.old_end] if self.old_start is not None else ""


class Aspect(models.TextChoices):
    """What would change. One decision of a clerk each."""

    WORDING = "wording", _("Wording")
    LEAD = "lead", _("Lead agency")
    ADDED = "added", _("Department added")
    REMOVED = "removed", _("Department left out")
    DEADLINE = "deadline", _("Deadline")
    NEW = "new", _("New directive")
    GONE = "gone", _("Directive left out")


class ChangeState(models.TextChoices):
    OPEN = "open", _("Not decided yet")
    APPLIED = "applied", _("Changed")
    SKIPPED = "skipped", _("Left as it is")


class RevisionChange(models.Model):
    """One thing a corrected text asks to be changed, and what became of it.

    `department`, `role` and `due_on` are what the text now says, where that is what changes. `verb` is what was done,
    `entry` its journal entry on the directive, `amendment` the wording recorded by it, `issued` the directive that
    came of it.
    """

    revision = models.ForeignKey(ConclusionRevision, models.PROTECT, related_name="changes")
    point = models.ForeignKey(RevisionPoint, models.PROTECT, related_name="changes")
    position = models.PositiveSmallIntegerField()
    aspect = models.CharField(max_length=16, choices=Aspect.choices)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="revision_changes"
    )
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=16, choices=choices.ROLE, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    state = models.CharField(max_length=16, choices=ChangeState.choices, default=ChangeState.OPEN)
    verb = models.CharField(max_length=40, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, related_name="+")
    amendment = models.OneToOneField(
        Amendment, models.PROTECT, null=True, blank=True, related_name="revision_change"
    )
    issued = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="issued_by_revisions"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change a corrected text asks for")
        verbose_name_plural = _("changes corrected texts ask for")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="revision_changes_are_in_order"),
            models.CheckConstraint(
                condition=Q(state="open", decided_by=None, decided_at=None)
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="revision_change_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(reason=""), name="revision_change_left_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="applied")
                | ~Q(verb="") & (Q(entry__isnull=False) | Q(issued__isnull=False)),
                name="revision_change_done_by_a_verb",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.aspect}"

    @property
    def is_open(self) -> bool:
        return self.state == ChangeState.OPEN
