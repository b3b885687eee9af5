"""Tables in a terminal: columns by display width, cells wrapped, the same with and without colours."""

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

NARROWEST = 6  # columns of text never get narrower than this
GAP = "  "


def width(text: str) -> int:
    """Columns `text` takes in a terminal: combining marks none, wide letters two."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`, broken at spaces, inside a word only when it is too long itself."""
    lines, line = [], ""
    for given in text.split():
        word = given
        while width(word) > columns:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:columns])
            word = word[columns:]
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = word
        elif word:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line or not lines else lines


def fitted(natural: Sequence[int], room: int) -> list[int]:
    """Column widths that fit into `room`: the widest columns give way first."""
    widths = list(natural)
    room -= len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, room: int) -> Iterator[str]:
    """The lines of a table: headers, a rule, the rows."""
    cells = [list(headers), *[list(row) for row in rows]]
    widths = fitted([max(width(row[n]) for row in cells) for n in range(len(headers))], room)
    for number, row in enumerate(cells):
        columns = [wrapped(cell, columns) for cell, columns in zip(row, widths, strict=True)]
        for nth in range(max(len(column) for column in columns)):
            line = GAP.join(
                padded(column[nth] if nth < len(column) else "", columns)
                for column, columns in zip(columns, widths, strict=True)
            )
            yield line.rstrip()
        if number == 0:
            yield GAP.join("─" * columns for columns in widths)


@dataclass
class Terminal:
    """Where the story is told. Colours only where a person looks on."""

    out: TextIO
    room: int = 110

    @classmethod
    def here(cls) -> "Terminal":
        columns = shutil.get_terminal_size((110, 24)).columns
        return cls(sys.stdout, max(72, min(columns, 150)))

    def _styled(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.out.isatty() else text

    def line(self, text: str = "") -> None:
        print(text, file=self.out, flush=True)

    def chapter(self, text: str) -> None:
        self.line()
        self.line(self._styled(text, "1;34"))
        self.line(self._styled("═" * min(self.room, width(text)), "34"))

    def day(self, text: str) -> None:
        self.line()
        self.line(self._styled(text, "1"))

    def said(self, text: str) -> None:
        for line in wrapped(text, self.room):
            self.line(line)

    def quoted(self, text: str) -> None:
        """A document or a mail, marked at the margin."""
        for paragraph in text.splitlines():
            inset = paragraph[: len(paragraph) - len(paragraph.lstrip())]
            for line in wrapped(paragraph, self.room - 4 - len(inset)):
                self.line((self._styled("  │ ", "2") + inset + line).rstrip())

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, inset: int = 0) -> None:
        for line in table(headers, rows, room=self.room - inset):
            self.line(" " * inset + line)

    def check(self, holds: bool, text: str) -> None:
        mark = self._styled("✓", "32") if holds else self._styled("✗", "1;31")
        self.line(f"  {mark} {text}")
