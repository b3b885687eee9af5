"""What may be said about a secret document: number, dates and departments, nothing else.

State secrets are not to be kept on a system like this one (Law on Protection of State Secrets, 2018), so words
and files are refused at every door before anything is stored; the database refuses them a second time.
"""

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.errors import Invalid
from directives.lifecycle import Verb
from directives.models import Conclusion, Directive

CODE = "secret_content"  # of every refusal here, for programs

NO_WORDS: Promise = _(
    "Secret content must not be entered here: the system keeps number, dates and departments only."
    " Please leave this empty; nothing of it has been stored."
)
NO_FILES: Promise = _("Files of a secret document must not be uploaded here. The file has not been stored.")
NO_CONTENT: Promise = _(
    "Of a secret document only number, dates and departments are kept. Abstract, text and file have been taken out"
    " of this form and not been stored; look over what is left and save again."
)
MARKED: Promise = _(
    "This document is marked secret. Its text and file must not be entered here and have not been stored;"
    " record its number, dates and departments instead."
)
NOT_A_NUMBER: Promise = _(
    "Of a secret document only the number and symbol may be written, for example 05/TB-UBND."
)
NO_NUMBER: Promise = _("Give number and symbol of the secret document: nothing else tells what it is about.")

# Number, then pieces of the symbol, each a year or a short abbreviation: no room for a sentence.
_NUMBER = re.compile(r"\d{1,6}[A-Za-z]?(?:[/-](?:\d{4}|[A-ZĐ][A-Za-zĐđ0-9&.]{0,11})){1,5}")
MOST_OF_A_NUMBER = 40
NUMBER_NEED = "document_number"  # the one line of text a verb may carry
_STAMP = re.compile(
    r"^[ \t]*(?:độ mật[ \t]*:[ \t]*)?[(\[]?(?:tuyệt mật|tối mật|mật)[)\]]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
STAMPED_WITHIN = 1500  # characters; the stamp stands in the head of a document

# Kinds of need that hold an id, a day or a tick: nothing can be told in them.
WORDLESS = frozenset(
    {
        "day",
        "department",
        "officer",
        "division",
        "unit",
        "leader",
        "bottleneck_kind",
        "directive",
        "parts",
        "flag",
    }
)


def may_be_told(need: "dataclasses.Field[Any]") -> bool:
    """Whether a need may be asked for on a secret directive: ids, days, codes, and the number of a document."""
    kind = need.metadata["kind"]
    return kind in WORDLESS or kind == "choice" or (kind == "line" and need.name == NUMBER_NEED)


def refuse_words(**texts: str) -> None:
    """Raise Invalid at the first of `texts` that says anything."""
    for name, text in texts.items():
        if text.strip():
            raise Invalid(NO_WORDS, field=name, code=CODE)


def check_number(number: str, *, field: str = "number") -> None:
    """Raise Invalid unless `number` is a document's number and symbol, or empty."""
    if number.strip() and (len(number) > MOST_OF_A_NUMBER or not _NUMBER.fullmatch(number.strip())):
        raise Invalid(NOT_A_NUMBER, field=field, code=CODE)


def check_source(text: str, *, secret: bool, has_file: bool) -> None:
    """Refuse text and file of a secret conclusion, and a text that carries the stamp of one.

    To be asked before the bytes of the file are kept.
    """
    if secret and has_file:
        raise Invalid(NO_FILES, field="file", code=CODE)
    if secret:
        refuse_words(text=text)
    if is_marked(text):
        raise Invalid(MARKED, field="file" if has_file else "text", code=CODE)


def is_marked(text: str) -> bool:
    """Whether the head of `text` carries the stamp of a secret document on a line of its own."""
    return _STAMP.search(text[:STAMPED_WITHIN]) is not None


def check_needs(directive: Directive, verb: Verb, data: Any) -> None:
    """Refuse words and files in what a verb is sent on a secret directive; document number and dates may pass.

    A kind of need that is not known to be wordless may be left empty only.
    """
    if not directive.is_secret:
        return
    for need in dataclasses.fields(verb.needs):
        value, kind = getattr(data, need.name), need.metadata["kind"]
        if kind in WORDLESS or not value or (isinstance(value, str) and not value.strip()):
            continue
        if kind == "choice" and value in {code for code, _label in need.metadata["choices"]}:
            continue
        if may_be_told(need) and kind == "line":
            check_number(str(value), field=need.name)
        elif kind == "files":
            refuse_files(value, field=need.name)
        else:
            raise Invalid(NO_WORDS, field=need.name, code=CODE)


def refuse_files(files: Sequence[int], *, field: str) -> None:
    """Raise Invalid when there are any."""
    if files:
        raise Invalid(NO_FILES, field=field, code=CODE)


def said_on(conclusion: Conclusion) -> dict[str, Any]:
    """What the directives of a secret conclusion take from it. Raises Invalid while it has no number yet."""
    if not conclusion.number:
        raise Invalid(NO_NUMBER, field="number", code=CODE)
    return {"document_number": conclusion.number, "document_date": conclusion.issued_on}
