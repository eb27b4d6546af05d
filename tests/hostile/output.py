"""What a program wrote to its terminal, taken apart: text, controls, escape sequences; and what it looks like.

A small part of ECMA-48, as much as Textual uses; whatever else comes is told by its own name, so that a test sees it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from rich.cells import cell_len

_SEQUENCE: Final = re.compile(
    r"\x1b\[(?P<private>[<=>?]*)(?P<parameters>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b(?P<string>[\]PX^_])(?P<body>[^\x1b\x07]*)(?:\x1b\\|\x07)"
    r"|\x1b(?P<short>[ -/]*[0-OQ-WYZ`-~])"
    r"|(?P<control>[\x00-\x1f\x7f-\x9f])"
)
_STRINGS: Final = {"]": "OSC", "P": "DCS", "X": "SOS", "^": "PM", "_": "APC"}
_MODES: Final = "hlpqtu"
"""Finals whose parameters are what is meant, and not only how much of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, a control character or a sequence. ``kind`` is what it is without what varies of it.

    ``text``; ``control 0d``; ``CSI m``, of modes with their numbers: ``CSI ?h 1049``; ``OSC 52``; ``ESC c``.
    """

    kind: str
    text: str


class Reader:
    """Takes what was written apart as it comes."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._rest = ""

    def read(self, written: bytes, *, final: bool = False) -> Iterator[Piece]:
        """The next pieces; a sequence that may go on waits for what comes. Raises UnicodeDecodeError."""
        text = self._rest + self._decoder.decode(written, final)
        at = 0
        for found in _SEQUENCE.finditer(text):
            if found["control"] == "\x1b" and not final and "\n" not in text[found.end() :]:
                break
            if found.start() > at:
                yield Piece("text", text[at : found.start()])
            yield Piece(_kind(found), found[0])
            at = found.end()
        escape = text.find("\x1b", at)
        end = escape if escape >= 0 and not final else len(text)
        if end > at:
            yield Piece("text", text[at:end])
        self._rest = text[end:]


def _kind(found: re.Match[str]) -> str:
    if found["final"]:
        kind = f"CSI {found['private']}{found['between']}{found['final']}"
        return f"{kind} {found['parameters']}" if found["final"] in _MODES else kind
    if found["string"]:
        return f"{_STRINGS[found['string']]} {found['body'].partition(';')[0]}"
    return f"ESC {found['short']}" if found["short"] else f"control {ord(found['control']):02x}"


@dataclass
class Screen:
    """What a terminal of so many columns shows of what it was sent."""

    columns: int
    rows: int
    _cells: dict[tuple[int, int], str] = field(default_factory=dict)
    _at: tuple[int, int] = (0, 0)

    def take(self, piece: Piece) -> None:
        """Draw a piece of what was written."""
        row, column = self._at
        if piece.kind == "text":
            for sign in piece.text:
                cells = 1 if sign.isascii() else cell_len(sign)
                if cells:
                    self._cells[row, column] = sign
                    if cells > 1:
                        self._cells[row, column + 1] = ""
                    column += cells
            self._at = row, column
        elif piece.kind == "CSI H":
            numbers = [int(one or 1) - 1 for one in piece.text[2:-1].split(";")]
            self._at = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 0)
        elif piece.kind == "control 0d":
            self._at = row, 0
        elif piece.kind == "control 0a":
            self._at = row + 1, column

    def text(self) -> str:
        """What is there, line by line."""
        lines = ("".join(self._cells.get((row, n), " ") for n in range(self.columns)) for row in range(self.rows))
        return "\n".join(lines)
