"""Cells of files people open in a spreadsheet."""

from datetime import date

RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula
MARK = "\N{BYTE ORDER MARK}"  # by which Excel knows a file is UTF-8


def safe(value: object) -> str:
    """`value` as text no spreadsheet runs: a formula gets an apostrophe in front, days are dd/mm/yyyy."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) or text.startswith(RISKY) else text
