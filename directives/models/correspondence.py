"""What was written to a body outside the service, and what it answered: our monitor chases, so we keep both."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directives.models.assignment import Assignment
from directives.models.files import StoredFile
from directives.models.work import ProgressReport


class CorrespondenceKind(models.TextChoices):
    SENT = "sent", _("Document sent")
    REPLY = "reply", _("Reply")


class Correspondence(models.Model):
    """One document about the part of an outside body. `report` is the result a reply was taken as."""

    part = models.ForeignKey(Assignment, models.PROTECT, related_name="correspondence")
    kind = models.CharField(_("kind"), max_length=8, choices=CorrespondenceKind.choices)
    document_number = models.CharField(_("document number"), max_length=200)
    document_date = models.DateField(_("document date"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    summary = models.TextField(_("content"), blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="correspondence")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("correspondence")
        verbose_name_plural = _("correspondence")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "kind", "document_number", "document_date"],
                name="one_correspondence_per_document",
            ),
            models.CheckConstraint(
                condition=Q(kind="sent", received_on=None) | Q(kind="reply", received_on__isnull=False),
                name="only_replies_are_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number} {self.document_date:%d/%m/%Y}"
