"""Decisions an assistant has recorded for a leader who had taken them."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from directives.models.assignment import Assignment
from directives.models.directive import Directive
from directives.models.files import StoredFile
from directives.models.journal import JournalEntry


class RecordedDecision(models.Model):
    """One decision recorded for `leader`, with the document it rests on; the leader may annul it until `annul_until`.

    `changes` says which columns of which rows the act has changed, from what to what: annulling puts the old values
    back as long as the new ones still stand. `first_due_on` is the original deadline the part got by it, if it did:
    the guard of original deadlines lets it go again once the decision is annulled. `recorded_on` and `annul_until`
    are local dates, both included.
    """

    entry = models.OneToOneField(JournalEntry, models.PROTECT, related_name="recorded_decision")
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions_recorded")
    assistant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="recorded_decisions")
    part = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="recorded_decisions")
    verb = models.CharField(max_length=32)
    reference = models.CharField(_("reference of the decision"), max_length=200, blank=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="recorded_decisions")
    recorded_at = models.DateTimeField()
    recorded_on = models.DateField(_("recorded on"))
    annul_until = models.DateField(_("may be annulled until"))
    first_due_on = models.DateField(null=True, blank=True)
    changes = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("recorded decision")
        verbose_name_plural = _("recorded decisions")
        indexes = [
            models.Index(fields=["leader", "recorded_on"], name="recorded_for_leader"),  # list and daily mail
        ]

    def __str__(self) -> str:
        return f"{self.verb} · {self.directive}"
