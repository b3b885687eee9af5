"""Outbox and delivery log at once: one row per mail to one person, one row per line in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from departments.models import Department
from directives.models import Assignment, Directive


class MessageState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    EMPTY = "empty", _("Nothing left to say")
    FOLDED = "folded", _("Told in another message")
    DEAD = "dead", _("Could not be delivered")


class MessageKind(models.TextChoices):
    LIST = "list", _("Daily list")
    EVENT = "event", _("Event")
    NOTICE = "notice", _("Notice of the service")


class Channel(models.TextChoices):
    EMAIL = "email", _("The person's address")
    MAILBOX = "mailbox", _("The department's official mailbox")


class Message(models.Model):
    """One mail to one person. `key` is the local date for lists, `<stream>#<seq>` of the entry for events,
    and `<rule>:<local date>` for notices of the service about itself.

    A worker claims with a lease and a token; it records only where its token still matches. An expired lease
    is sent again with the same Message-ID. A department's official mailbox is a channel of its own
    (`mailbox:<department pk>`), so that what happened to that mail is known apart: `recipient` is then the
    person who answers for the mailbox, and `department` the one whose mailbox it is.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="messages")
    channel = models.CharField(_("channel"), max_length=24, default=Channel.EMAIL.value)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose official mailbox"),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=MessageKind.choices)
    key = models.CharField(_("key"), max_length=64)
    state = models.CharField(
        _("state"), max_length=16, choices=MessageState.choices, default=MessageState.PLANNED
    )
    due_at = models.DateTimeField(_("due to be sent"))
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    address = models.CharField(_("address"), max_length=254, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    item_count = models.PositiveIntegerField(default=0)
    items_written = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    folded_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="folded")

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "channel", "kind", "key"], name="one_message_per_key"
            )
        ]
        indexes = [
            # engine.claim: what is due, and what was claimed by a worker that died
            models.Index(
                fields=["due_at", "id"], condition=Q(state__in=["planned", "claimed"]), name="message_unsent"
            ),
            models.Index(
                fields=["recipient", "-created_at"], name="message_of_person"
            ),  # mailbox, preferences
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.kind} {self.key}"


class MessageItem(models.Model):
    """One line of a message: what it is about, by which rule, and the date as it was told.

    `subject` is `part:<pk>` or `directive:<pk>`, for a notice its key. A line that no longer
    holds when the message is sent is struck and kept: it has not been told, and the rule may fire again.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="items")
    rule = models.CharField(_("rule"), max_length=40)
    subject = models.CharField(_("subject"), max_length=64)
    part = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="message_items")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="message_items")
    due_on = models.DateField(_("deadline as told"), null=True)
    entry_seq = models.PositiveIntegerField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    struck = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("line of a message")
        verbose_name_plural = _("lines of messages")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "rule", "subject"], name="one_line_per_rule_and_subject"
            )
        ]
        indexes = [models.Index(fields=["directive", "-id"], name="item_of_directive")]  # delivery log

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"


class Tick(models.Model):
    """When the engine last ran: the watchdog reads it. One row per name."""

    name = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")

    def __str__(self) -> str:
        return self.name


class MailboxEntry(models.Model):
    """A mail kept locally instead of being sent: embedded mode only, shown at /mailbox/."""

    to = models.CharField(max_length=254, db_index=True)
    subject = models.CharField(max_length=300)
    message_id = models.CharField(max_length=200, blank=True)
    plain = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("local mail")
        verbose_name_plural = _("local mails")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
