"""Zip containers read with the guards a stranger's file needs.

All limits are checked on the directory before anything is unpacked, and again while unpacking, because a
directory may lie. A real notice of 100 pages unpacks to some 5 MB; pictures barely shrink, so neither the
sizes nor the ratio come near these limits.
"""

import io
import zipfile
import zlib
from typing import Final

from .errors import UnreadableDocument

SIGNATURES: Final = (b"PK\x03\x04", b"PK\x05\x06")

MOST_MEMBERS: Final = 5_000
MOST_BYTES: Final = 200 * 2**20  # all members unpacked
MOST_RATIO: Final = 100  # unpacked to packed, looked at above `RATIO_FROM`
RATIO_FROM: Final = 10 * 2**20

_ENTRY_SIGNATURE: Final = b"PK\x01\x02"
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    KeyError,
)  # fmt: skip # what zipfile raises for damaged bytes, depending on where the damage is


class Archive:
    """An opened zip: `names`, and `read` with a limit. Raises `broken` and `bomb` (too many members)."""

    def __init__(self, data: bytes) -> None:
        # zipfile builds an object per entry at once: the entries are counted before it sees them.
        members = data.count(_ENTRY_SIGNATURE)
        if members > MOST_MEMBERS:
            raise UnreadableDocument("bomb", members=members, limit=MOST_MEMBERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise UnreadableDocument("broken", reason=type(error).__name__) from None
        self.names: Final = frozenset(self._zip.namelist())

    def guard(self) -> None:
        """Refuse what would unpack out of all proportion (`bomb`) or is locked (`encrypted`)."""
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if unpacked > MOST_BYTES:
            raise UnreadableDocument("bomb", bytes=unpacked, limit=MOST_BYTES)
        if unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1):
            raise UnreadableDocument("bomb", ratio=unpacked // max(packed, 1), limit=MOST_RATIO)
        if any(member.flag_bits & 0x1 for member in members):
            raise UnreadableDocument("encrypted")

    def read(self, name: str, limit: int) -> bytes:
        """Content of one member; `bomb` above `limit` bytes, `broken` where it is damaged or missing."""
        try:
            member = self._zip.getinfo(name)
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnreadableDocument("broken", reason="compression")
            with self._zip.open(member) as stream:
                content = stream.read(limit + 1)
        except UnreadableDocument:
            raise
        except _DAMAGE as error:
            raise UnreadableDocument("broken", reason=type(error).__name__) from None
        if len(content) > limit:
            raise UnreadableDocument("bomb", bytes=len(content), limit=limit)
        return content
