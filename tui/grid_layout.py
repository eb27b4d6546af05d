"""Pure layout: text made safe for a terminal, wrapped by terminal cells, and sources shared out over a width.

Nothing here knows of widgets. Widths are terminal cells: a wide character takes two, a combining mark none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

Line = tuple[int, int]
"""Start and end (exclusive) of one screen line in a text."""

GUTTER = 10
"""Cells left of the first source: the bar, the fact's number, its glyph and how many sources tell it."""

SEPARATOR = 2
"""Cells of a column that are not text: the rule and a space."""

WIDE = 99
"""Cells of a grid on a terminal of 100. From here on, as many sources are shown as have MIN_WIDE cells each; below it,
as many as have MIN_NARROW. A user who asks for more gets them down to MIN_ASKED; no column is wider than MAX_COLUMN."""

MIN_WIDE = 21
MIN_NARROW = 34
MIN_ASKED = 14
MAX_COLUMN = 102


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a terminal can show it. ``dropped`` are the offsets of the invisible characters left out, sorted."""

    text: str
    dropped: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """The offset in ``text`` of an offset (code points) in the original."""
        return offset - bisect_left(self.dropped, offset)


def show(original: str) -> Shown:
    """Make a text safe to draw: every line end and tab a space, controls visible, invisible marks left out.

    Control characters become their Unicode control pictures, C1 controls and lone surrogates U+FFFD. Format
    characters (zero width, joiners, direction overrides, variation selectors) would move the cells that follow or
    turn a line around, and are dropped.
    """
    if original.isascii() and original.isprintable():
        return Shown(original)
    pieces: list[str] = []
    dropped: list[int] = []
    for offset, character in enumerate(original):
        visible = _visible(character)
        if not visible:
            dropped.append(offset)
        pieces.append(visible)
    return Shown("".join(pieces), tuple(dropped))


@lru_cache(maxsize=1024)
def _visible(character: str) -> str:
    """What stands on the screen for one character: one character, or nothing."""
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    category = unicodedata.category(character)
    if category == "Cc":
        code = ord(character)
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
    if category == "Cs":
        return "\ufffd"
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    return character


# A piece ends before a space, or after a hyphen, dash or slash that stands inside a word: "Paris-|based".
_PIECE = re.compile(r" +|[^ ]+?[-‐–—/]+(?=[^\W\d_])|[^ ]+")


def wrap(text: str, width: int) -> tuple[Line, ...]:
    """Break a text into lines of at most ``width`` cells, greedily, at spaces and inside hyphenated words.

    A newline always ends a line. Words wider than a line are split between characters, never between a character
    and its combining marks. Spaces at a break belong to no line; every other character is in exactly one line.
    A single character wider than ``width`` stands on a line of its own.
    """
    lines: list[Line] = []
    start = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, start, start + len(paragraph), max(1, width)))
        start += len(paragraph) + 1
    return tuple(lines)


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> Iterator[Line]:
    plain = text.isascii()
    line_start = line_end = start
    used = 0
    for match in _PIECE.finditer(text, start, end):
        piece_start, piece_end = match.span()
        piece_width = piece_end - piece_start if plain else cell_len(match[0])
        if text[piece_start] == " ":
            used += piece_width
            continue
        if used + piece_width > width and line_end > line_start:
            yield line_start, line_end
            line_start, used = piece_start, 0
        elif line_end == line_start:
            line_start, used = piece_start, 0
        if piece_width > width:
            *full, (line_start, piece_end) = _split_word(text, piece_start, piece_end, width)
            yield from full
            piece_width = cell_len(text[line_start:piece_end])
        used += piece_width
        line_end = piece_end
    yield line_start, line_end


def _split_word(text: str, start: int, end: int, width: int) -> list[Line]:
    """Cut a word that is wider than a line; each part at most ``width`` cells, except a single wider character."""
    lines: list[Line] = []
    line_start = start
    used = 0
    for offset in range(start, end):
        cells = cell_len(text[offset])
        if used + cells > width and offset > line_start and cells:
            lines.append((line_start, offset))
            line_start, used = offset, 0
        used += cells
    lines.append((line_start, end))
    return lines


def fit(text: str, width: int) -> str:
    """The text in at most ``width`` cells, the rest replaced by an ellipsis. For headings only, never for cells."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = ""
    for character in text:
        if cell_len(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text in exactly ``width`` cells."""
    fitted = fit(text, width)
    return fitted + " " * (width - cell_len(fitted))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which sources are on screen and where: ``starts`` and ``widths`` of the text of each visible source."""

    first: int
    starts: tuple[int, ...]
    widths: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many sources are visible."""
        return len(self.starts)

    @property
    def visible(self) -> range:
        """The indexes of the visible sources."""
        return range(self.first, self.first + self.count)

    def at(self, x: int) -> int | None:
        """The index of the source drawn at cell ``x``, or None left of the first."""
        hit = [index for index, start in zip(self.visible, self.starts, strict=True) if start - SEPARATOR <= x]
        return hit[-1] if hit else None


def capacity(width: int, sources: int, wanted: int | None = None) -> int:
    """How many sources fit side by side on ``width`` cells; ``wanted`` asks for a number of its own."""
    room = max(1, width - GUTTER)
    least = MIN_WIDE if width >= WIDE else MIN_NARROW
    fitting = max(1, room // least) if wanted is None else min(wanted, max(1, room // MIN_ASKED))
    return max(1, min(sources, fitting))


def columns(width: int, sources: int, current: int, first: int, wanted: int | None = None) -> Columns:
    """Share ``width`` cells out over the sources, moving the window from ``first`` as little as shows ``current``."""
    count = capacity(width, sources, wanted)
    first = max(current - count + 1, min(first, current))
    first = max(0, min(first, sources - count))
    room = max(SEPARATOR + 1, width - GUTTER)
    each, spare = divmod(min(room, count * MAX_COLUMN), count)
    strides = [each + (1 if index < spare else 0) for index in range(count)]
    starts = [GUTTER + SEPARATOR + sum(strides[:index]) for index in range(count)]
    return Columns(first, tuple(starts), tuple(max(1, stride - SEPARATOR) for stride in strides))


def window(names: list[str], shown: range, width: int) -> str:
    """Which of the sources are visible, in at most ``width`` cells: ``A B [C D] E``; empty when all of them are."""
    if len(shown) == len(names):
        return ""
    before = " ".join(names[: shown.start])
    after = " ".join(names[shown.stop :])
    text = " ".join(part for part in (before, f"[{' '.join(names[shown.start : shown.stop])}]", after) if part)
    return text if cell_len(text) <= width else f"{shown.start + 1}–{shown.stop}/{len(names)}"
