"""Daily seals: how far every stream of the journal had come, so that nobody can cut its end unseen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.models.directive import Directive


class JournalSeal(models.Model):
    """The seal of one local day. `digest` binds the seal before it and every stream's head at `sealed_at`.

    `streams` and `entries` count everything sealed so far. Triggers on both databases refuse any change.
    """

    day = models.DateField(primary_key=True)
    sealed_at = models.DateTimeField()
    streams = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal seal")
        verbose_name_plural = _("journal seals")

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class JournalSealHead(models.Model):
    """The head of one stream as its seal found it. Only streams that had moved since the seal before have a row."""

    seal = models.ForeignKey(JournalSeal, models.PROTECT, related_name="heads")
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, related_name="sealed_heads", db_index=False
    )
    stream = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("sealed head of a stream")
        verbose_name_plural = _("sealed heads of streams")
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="sealed_head_moves_on")]
        # services.sealing and journal_check: the newest sealed head of a directive
        indexes = [models.Index(fields=["directive", "-seq"], name="sealed_head_of_directive")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq}"
