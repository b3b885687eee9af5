"""The order itself: what is to be done, by whose word, for whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from departments.models import Department, Field
from directives.lifecycle import CLOSED, DeadlineKind, Mode, Status
from directives.models import choices
from directives.models.conclusion import Conclusion


class Directive(models.Model):
    """A directive with its mode and deadline kind. `status` mirrors the current lead, or the parts together.

    `version` is the sequence number of the last journal entry of this directive's stream and thereby the
    ETag and the stale-form check; `journal_head` is that entry's chained digest. A secret directive holds no
    words: number and date of its document stand in `document_number` and `document_date`, its title is the number.
    """

    conclusion = models.ForeignKey(
        Conclusion, models.PROTECT, null=True, blank=True, related_name="directives"
    )
    point_label = models.CharField(_("point"), max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="follow_ups")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"))
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    document_date = models.DateField(_("document date"), null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=16, choices=choices.MODE, default=Mode.ONE_LEAD)
    deadline_kind = models.CharField(
        _("deadline kind"), max_length=16, choices=choices.DEADLINE_KIND, default=DeadlineKind.TO_BE_SET
    )
    deadline_phrase = models.CharField(_("words of the deadline"), max_length=300, blank=True)
    deadline_source = models.CharField(
        _("where the date came from"), max_length=16, choices=choices.DeadlineSource.choices, blank=True
    )
    recurrence = models.CharField(_("recurs"), max_length=16, choices=choices.Recurrence.choices, blank=True)
    period_due_day = models.PositiveSmallIntegerField(_("due day of the period"), null=True, blank=True)
    period_cutoff_day = models.PositiveSmallIntegerField(
        _("cut-off day of the period"), null=True, blank=True
    )
    product = models.CharField(_("output product"), max_length=500, blank=True)
    product_to = models.CharField(
        _("product recipient"),
        max_length=16,
        choices=choices.ProductTo.choices,
        default=choices.ProductTo.OFFICE,
    )
    product_to_department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("receiving department"),
    )
    needs_approval = models.BooleanField(_("needs approval"), default=False)
    directed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="directives_directed",
        verbose_name=_("directing leader"),
    )
    leader_in_charge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="directives_in_charge",
        verbose_name=_("leader in charge"),
    )
    monitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="directives_monitored",
        verbose_name=_("monitoring officer"),
    )
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="directives")
    urgency = models.CharField(
        _("urgency"), max_length=16, choices=choices.Urgency.choices, default=choices.Urgency.NORMAL
    )
    secrecy = models.CharField(
        _("secrecy"), max_length=16, choices=choices.Secrecy.choices, default=choices.Secrecy.ORDINARY
    )
    status = models.CharField(_("status"), max_length=24, choices=choices.STATUS, default=Status.DRAFT)
    status_since = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_on = models.DateField(_("assigned on"), null=True, blank=True)
    is_open = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    journal_head = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    folded = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(status__in=sorted([*CLOSED, Status.DRAFT])),
                name="directive_open_by_status",
            ),
            models.CheckConstraint(
                condition=~Q(product_to="department") | Q(product_to_department__isnull=False),
                name="directive_receiver_named",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="directive_does_not_replace_itself"),
            models.CheckConstraint(
                condition=~Q(secrecy="secret")
                | Q(title=F("document_number"), text="", product="", deadline_phrase="", field=None),
                name="secret_directive_without_content",
            ),
        ]
        indexes = [
            models.Index(
                fields=["directed_by", "-id"], name="directive_by_leader"
            ),  # permissions.visible_directives
            models.Index(
                fields=["field", "-id"], name="directive_by_field"
            ),  # permissions.visible_directives
            models.Index(fields=["-issued_on", "-id"], name="directive_newest"),  # selectors.register
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """What the directive is called on screens, in mails and lists; of a secret one only number and date."""
        if not self.is_secret:
            return self.title
        if self.document_date is None:
            return gettext("No. %(number)s (secret)") % {"number": self.document_number}
        words = {"number": self.document_number, "day": f"{self.document_date:%d/%m/%Y}"}
        return gettext("No. %(number)s (secret), %(day)s") % words

    @property
    def stream(self) -> str:
        """Name of this directive's journal stream."""
        return f"directive:{self.pk}"

    @property
    def is_secret(self) -> bool:
        return self.secrecy == choices.Secrecy.SECRET
