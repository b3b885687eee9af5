"""The append-only journal and the rows that still have to be told to the outside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from departments.models import Membership


class JournalEntry(models.Model):
    """One act: who, in which post, on whose behalf, what verb, from and to which status, with what data.

    Written in the same transaction as the change. `digest` chains the entries of a stream by HMAC-SHA256 under
    JOURNAL_KEY; triggers on both databases refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE.
    """

    stream = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    from_status = models.CharField(max_length=24, blank=True)
    to_status = models.CharField(max_length=24, blank=True)
    data = models.JSONField(default=dict)
    request_key = models.CharField(max_length=64, blank=True)
    directive = models.ForeignKey(
        "directives.Directive", models.PROTECT, null=True, related_name="journal", db_constraint=True
    )
    part = models.ForeignKey("directives.Assignment", models.PROTECT, null=True, related_name="journal")
    conclusion = models.ForeignKey("directives.Conclusion", models.PROTECT, null=True, related_name="journal")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="journal_seq_per_stream"),
            models.UniqueConstraint(
                fields=["stream", "actor", "request_key"],
                condition=~Q(request_key=""),
                name="journal_one_effect_per_request",
            ),
        ]
        indexes = [models.Index(fields=["part", "-at"], name="journal_of_part")]  # timeline

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.verb}"


class JournalHead(models.Model):
    """Sequence and digest of the last entry of a stream that is not a directive's (those keep their own)."""

    stream = models.CharField(max_length=40, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("journal head")
        verbose_name_plural = _("journal heads")

    def __str__(self) -> str:
        return self.stream


class Pending(models.Model):
    """One row per journal entry until notifications has drained it. Never a cursor by id: see DESIGN."""

    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="pending")

    class Meta:
        verbose_name = _("pending entry")
        verbose_name_plural = _("pending entries")

    def __str__(self) -> str:
        return str(self.entry_id)
