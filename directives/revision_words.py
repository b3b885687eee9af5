"""What a corrected text is called, and what an act that follows from it gives as its reason."""

from django.utils.translation import gettext as _

from directives.models import ConclusionRevision


def revision_name(revision: ConclusionRevision) -> str:
    """As one quotes it: number and date of the document, or the day it was entered where it has neither."""
    number, on = revision.document_number, revision.document_date
    if number and on:
        return _("corrected text No. %(number)s of %(day)s") % {"number": number, "day": f"{on:%d/%m/%Y}"}
    if number:
        return _("corrected text No. %(number)s") % {"number": number}
    words = {"n": revision.ordinal, "day": f"{on or revision.at:%d/%m/%Y}"}
    return _("corrected text %(n)s of %(day)s") % words


def reason_of(revision: ConclusionRevision) -> str:
    """The reason proposed for an act: the document, then why it was corrected."""
    return _("By %(document)s: %(reason)s") % {
        "document": revision_name(revision),
        "reason": revision.reason,
    }
