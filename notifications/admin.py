"""The outbox for administrators: where a mail went and why one did not, never what it said."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from departments.clock import now
from notifications.models import Message, MessageState
from notifications.services import resend

REASONS = {
    "no_address": gettext_lazy("The person has no email address."),
    "inactive": gettext_lazy("The person's account is closed."),
    "mailbox_closed": gettext_lazy("The department is closed or has no official mailbox."),
    "superseded by a later list": gettext_lazy("Replaced by a later list."),
}


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    """Read-only. Subjects and lines stay out: administrators see no content by virtue of that post."""

    list_display = ("recipient", "kind", "key", "state", "where", "attempts", "due_at", "sent_at", "why")
    list_filter = ("state", "kind")
    search_fields = ("recipient__folded", "recipient__full_name", "address", "key")
    list_select_related = ("recipient", "department")
    date_hierarchy = "created_at"
    ordering = ("-pk",)
    actions = ("resend_dead",)
    fields = (
        "recipient",
        "channel",
        "department",
        "kind",
        "key",
        "state",
        "where",
        "item_count",
        "attempts",
        "created_at",
        "due_at",
        "sent_at",
        "message_id",
        "why",
    )
    readonly_fields = fields

    @admin.display(description=gettext_lazy("address"))
    def where(self, message: Message) -> str:
        """The address it went to, or would go to now."""
        current = message.department.mailbox if message.department else message.recipient.email
        return message.address or current or "–"

    @admin.display(description=gettext_lazy("why not"))
    def why(self, message: Message) -> str:
        return str(REASONS.get(message.error, message.error))

    @admin.action(description=gettext_lazy("Send again (messages that could not be delivered)"))
    def resend_dead(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        moment = now()
        ids = chosen.filter(state=MessageState.DEAD).values_list("pk", flat=True)
        count = sum(resend(message=pk, now=moment) for pk in list(ids))
        if count:
            text = ngettext("%(n)s message is sent again.", "%(n)s messages are sent again.", count)
            self.message_user(request, text % {"n": count})
        else:
            self.message_user(
                request,
                _("Only messages that could not be delivered can be sent again."),
                level=messages.WARNING,
            )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """The action changes the state through the service; the form itself stays read-only."""
        return request.user.is_active and request.user.is_staff

    has_view_permission = has_change_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff
