"""Files of meeting conclusions → plain text, and the check of files handed in as evidence.

Pure Python: bytes in, text out; no file system, no network, no Django. The bytes come from strangers, so
every function here either answers or raises `UnreadableDocument` with one of `CODES`; size, depth, ratio
and, for PDF, time are bounded. What the codes say to a user is written in the translations.
"""

from .errors import CODES, WARNINGS, UnreadableDocument
from .evidence import EVIDENCE_TYPES, check_evidence
from .extraction import Extracted, extract, pasted
from .sniff import sniff

__all__ = [
    "CODES",
    "EVIDENCE_TYPES",
    "WARNINGS",
    "Extracted",
    "UnreadableDocument",
    "check_evidence",
    "extract",
    "pasted",
    "sniff",
]
