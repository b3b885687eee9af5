"""The directory of an OLE compound file (.doc, .xls, .ppt, and the shell round an encrypted .docx).

Only the names at the top are read: they say what the file is. Layout from [MS-CFB].
"""

import struct
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_TABLES: Final = 0xFFFFFFFA  # above this a sector number is a mark: end of chain, free …
_NO_ENTRY: Final = 0xFFFFFFFF
_ENTRY_BYTES: Final = 128
_MOST_DIRECTORY_SECTORS: Final = 2_000
_MOST_TABLE_SECTORS: Final = 20_000

_TYPES: Final = (
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),  # Excel 5 and 95
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_MACRO_STORAGES: Final = frozenset({"Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"})


def media_type(data: bytes) -> str:
    """Media type of a compound file; `application/x-ole-storage` for kinds we do not know or damage."""
    names = top_names(data)
    for name, kind in _TYPES:
        if name in names:
            return kind
    return "application/x-ole-storage"


def has_macros(data: bytes) -> bool:
    return not _MACRO_STORAGES.isdisjoint(top_names(data))


def top_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages directly under the root; empty where the directory is damaged."""
    try:
        return frozenset(_top_names(data))
    except (struct.error, IndexError, ValueError):
        return frozenset()


def _top_names(data: bytes) -> Iterator[str]:
    shift = struct.unpack_from("<H", data, 0x1E)[0]
    if shift not in (9, 12):
        raise ValueError("sector size")
    size = 1 << shift
    tables = _table_sectors(data, size)
    entries: list[bytes] = []
    for sector in _chain(data, size, tables, struct.unpack_from("<I", data, 0x30)[0]):
        start = (sector + 1) * size
        entries += [data[at : at + _ENTRY_BYTES] for at in range(start, start + size, _ENTRY_BYTES)]
    waiting = [struct.unpack_from("<I", entries[0], 0x4C)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number == _NO_ENTRY or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        name_bytes = struct.unpack_from("<H", entry, 0x40)[0]
        yield entry[: max(0, min(name_bytes, 64) - 2)].decode("utf-16-le", "replace")
        waiting += struct.unpack_from("<II", entry, 0x44)


def _table_sectors(data: bytes, size: int) -> list[int]:
    """Sector numbers of the allocation table: 109 in the header, further ones in a chain of their own."""
    tables = list(struct.unpack_from("<109I", data, 0x4C))
    following = struct.unpack_from("<I", data, 0x44)[0]
    numbers = size // 4
    while following < _END_OF_TABLES and len(tables) < _MOST_TABLE_SECTORS:
        block = struct.unpack_from(f"<{numbers}I", data, (following + 1) * size)
        tables += block[:-1]
        following = block[-1]
    return tables


def _chain(data: bytes, size: int, tables: list[int], sector: int) -> Iterator[int]:
    per_table = size // 4
    for _ in range(_MOST_DIRECTORY_SECTORS):
        if sector >= _END_OF_TABLES:
            return
        yield sector
        table = tables[sector // per_table]
        sector = struct.unpack_from("<I", data, (table + 1) * size + 4 * (sector % per_table))[0]
