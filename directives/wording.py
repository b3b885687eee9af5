"""What the codes of `documents` and `reading` say to a person. Codes are stable, sentences translated."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.documents import UnreadableDocument

DOCUMENTS: Final[dict[str, Promise]] = {
    "archive": gettext_lazy("This is an archive. Unpack it and choose the document inside."),
    "bomb": gettext_lazy("This file unpacks to far more than a document holds, so it was not opened."),
    "broken": gettext_lazy("The file is damaged and cannot be read. Export it again, or paste the text."),
    "empty": gettext_lazy("The file is empty. Choose another one."),
    "encrypted": gettext_lazy("The file is protected by a password. Remove it and choose the file again."),
    "executable": gettext_lazy("This is a program, not a document."),
    "garbled": gettext_lazy(
        "The characters of this PDF carry no meaning, so no text comes out of it."
        " Choose the Word file, or paste the text."
    ),
    "html": gettext_lazy("A web page cannot be attached. Save it as PDF first."),
    "image": gettext_lazy("Pictures of this kind are not taken here. Use Word (.docx) or PDF."),
    "legacy_doc": gettext_lazy("This is an old Word file (.doc). Save it as .docx and choose it again."),
    "macros": gettext_lazy("The file carries macros. Save it without macros and choose it again."),
    "no_article": gettext_lazy(
        "No text was found in this page. Open it again, copy its text and paste it here."
    ),
    "no_text": gettext_lazy(
        "The file holds only pictures (a scan) and no text. Choose the Word file, or paste the text."
    ),
    "open_document": gettext_lazy("This is a LibreOffice file. Save it as .docx and choose it again."),
    "presentation": gettext_lazy("This is a presentation. Choose the text of the conclusion instead."),
    "rtf": gettext_lazy("This is an RTF file. Save it as .docx and choose it again."),
    "spreadsheet": gettext_lazy("This is a spreadsheet. Choose the text of the conclusion instead."),
    "svg": gettext_lazy("A drawing that may hold scripts cannot be attached. Save it as PDF first."),
    "too_slow": gettext_lazy("Reading this file takes too long. Paste the text instead."),
    "unknown_type": gettext_lazy("Files of this kind are not taken here. Use Word (.docx) or PDF."),
    "wrong_encoding": gettext_lazy(
        "The file is in a character encoding that gives no Vietnamese."
        " Save it as Unicode (UTF-8) and choose it again."
    ),
}

WARNINGS: Final[dict[str, Promise]] = {
    "converted_tcvn3": gettext_lazy(
        "The text was in an old font (TCVN3) and has been converted; look it over."
    ),
    "converted_vni": gettext_lazy("The text was in an old font (VNI) and has been converted; look it over."),
    "converted_windows_1258": gettext_lazy(
        "The text was in an old encoding (Windows-1258) and has been converted; look it over."
    ),
    "converted_mojibake": gettext_lazy(
        "The text was garbled by another program and has been mended; look it over."
    ),
    "bytes_replaced": gettext_lazy("A few characters could not be read and stand as �; look the text over."),
    "tasks_as_sentences": gettext_lazy(
        "Rows of a table of tasks have been made sentences; compare them with the document."
    ),
    "pages_without_text": gettext_lazy("Some pages are pictures; what they say is missing from the text."),
    "pages_unreadable": gettext_lazy("Some pages could not be read; what they say is missing from the text."),
}

READING: Final[dict[str, Promise]] = {
    "empty": gettext_lazy("The text is empty. Paste the whole text of the conclusion."),
    "too_long": gettext_lazy("The text is far longer than a conclusion. Paste the conclusion alone."),
    "not_vietnamese": gettext_lazy("This is no Vietnamese text. Check that you took the right document."),
    "garbled": gettext_lazy(
        "Most characters of this text carry no meaning. Choose the Word file, or paste the text again."
    ),
    "only_table": gettext_lazy(
        "This text is a table and holds no sentences. Paste the conclusion, or mark the points by hand."
    ),
    "several_chairs": gettext_lazy(
        "These are minutes with several chairs, and it is not clear whose words conclude."
        " Paste the concluding words alone, or mark the points by hand."
    ),
    "no_conclusion": gettext_lazy("No directive was found in this text: it does not read like a conclusion."),
}

# Rule codes of a proposed point. Codes not listed here are of no use to a clerk and stay unsaid.
WHY: Final[dict[str, Promise]] = {
    "addressee:named": gettext_lazy("The department is named right after the order."),
    "addressee:subject": gettext_lazy("The department is the subject of the sentence."),
    "addressee:toward": gettext_lazy("The sentence is directed at this department."),
    "addressee:heading": gettext_lazy("The department stands in the heading above."),
    "addressee:previous_sentence": gettext_lazy("The department is taken from the sentence before."),
    "addressee:previous_paragraph": gettext_lazy(
        "The department is taken from the paragraph before; check it."
    ),
    "addressee:audience": gettext_lazy(
        "The department is taken from those the meeting was held with; check it."
    ),
    "addressee:brackets": gettext_lazy("The department stands in brackets behind the task."),
    "addressee:described": gettext_lazy(
        "The department is named with a description; check where its name ends."
    ),
    "addressee:given": gettext_lazy("The task is handed to this department."),
    "addressee:label": gettext_lazy("The department stands in a line of its own below the task."),
    "addressee:unknown": gettext_lazy("This addressee is on no list; check the name."),
    "place:labelled": gettext_lazy("Lines below it say who does it and until when."),
    "deadline:lead_in": gettext_lazy("The date stands in the line that opens the list."),
    "place:table_row": gettext_lazy("It is a row of a table of tasks."),
    "speaker:behind": gettext_lazy("The speaker is named behind the quoted words."),
    "subject:thing": gettext_lazy("It says what must be done, but not by whom; check it."),
    "predicate:modal": gettext_lazy("The sentence says what must be done."),
    "predicate:unknown": gettext_lazy("Its action is on no list; where it stands makes it a task. Check it."),
    "predicate:verb": gettext_lazy("The sentence names an action."),
    "predicate:manner": gettext_lazy("The sentence says how an action is to be done."),
    "place:list_item": gettext_lazy("It is an item of the list of tasks."),
    "place:after_directive": gettext_lazy("It goes on with the directive before."),
    "by_hand": gettext_lazy("Added by hand."),
    "split": gettext_lazy("Cut from a longer point; check whom it addresses."),
    "merged": gettext_lazy("Joined from two points."),
}


def document_message(error: UnreadableDocument) -> str:
    """Why a file could not be read, and what to do about it."""
    if error.code == "too_large":
        limit = error.data.get("limit")
        if isinstance(limit, int):
            return _("The file is larger than %(limit)s MB.") % {"limit": limit // 2**20}
        return _("The file is too large.")
    if error.code == "too_long":
        return _("The file is far longer than a conclusion. Choose the conclusion alone.")
    return str(DOCUMENTS.get(error.code, DOCUMENTS["unknown_type"]))


def warning_messages(codes: tuple[str, ...]) -> list[str]:
    """What to look at again in a text that could be read."""
    return [str(WARNINGS[code]) for code in codes if code in WARNINGS]


def reading_message(reason: str) -> str:
    """Why no point was found in a text."""
    return str(READING.get(reason, READING["no_conclusion"]))


def why_messages(codes: list[str]) -> list[str]:
    """Why a point was proposed, from the codes of its rules; the words of the order first."""
    said: list[str] = []
    for code in codes:
        kind, _colon, rest = code.partition(":")
        if kind == "order_verb" and rest:
            said.append(_("Words of an order: “%(words)s”.") % {"words": rest.replace("_", " ")})
        elif code in WHY:
            said.append(str(WHY[code]))
    return said
