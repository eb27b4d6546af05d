"""Pure layout: text made safe for a terminal, and wrapped by terminal cells.

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

from aligner.taming import flood, stand_in

Line = tuple[int, int]
"""Start and end (exclusive) of one screen line in a text."""

GUTTER = 10
"""Cells left of the first source: the bar, the fact's number, its glyph and how many sources tell it."""

SEPARATOR = 2
"""Cells of a column that are not text: the rule and a space."""

_TAME = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*").fullmatch
"""Matches a text of characters that need no care: each is visible and takes one cell. Nearly all news is of them."""


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
    turn a line around, and are dropped, as is a flood of combining marks (``taming.flood``).
    """
    if _TAME(original):
        return Shown(original)
    too_many = flood(original)
    pieces: list[str] = []
    dropped: list[int] = []
    for offset, character in enumerate(original):
        visible = "" if offset in too_many else _visible(character)
        if not visible:
            dropped.append(offset)
        pieces.append(visible)
    return Shown("".join(pieces), tuple(dropped))


@lru_cache(maxsize=1024)
def _visible(character: str) -> str:
    """What stands on the screen for one character: one character, or nothing."""
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    return stand_in(character)


# A piece ends before a space, or after hyphens, dashes or slashes that stand inside a word: "Paris-|based".
_PIECE = re.compile(r" +|[^ ]+?[-‐–—/]+(?=[^\W\d_])|[^ ]+")


def wrap(text: str, width: int) -> tuple[Line, ...]:
    """Break a text into lines of at most ``width`` cells, greedily, at spaces and inside hyphenated words.

    A newline always ends a line. Words wider than a line are split between characters, never between a character
    and its combining marks. Spaces at a break belong to no line; every other character is in exactly one line.
    A single character wider than ``width`` stands on a line of its own.
    """
    lines: list[Line] = []
    start = 0
    width = max(1, width)
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if _TAME(paragraph):
            found = [match.span() for match in _tame_line(width).finditer(text, start, end)]
            lines.extend(found or [(start, start)])
        else:
            lines.extend(_wrap_paragraph(text, start, end, width))
        start = end + 1
    return tuple(lines)


def height(text: str, width: int) -> int:
    """How many lines ``wrap`` makes of a text."""
    if "\n" not in text and _TAME(text):
        return len(_tame_line(max(1, width)).findall(text)) or 1
    return len(wrap(text, width))


@lru_cache(maxsize=256)
def _tame_line(width: int) -> re.Pattern[str]:
    """A line of a text whose characters take a cell each, as ``_wrap_paragraph`` would find it, several times faster.

    It is the longest stretch that ends with a piece; where not even one piece fits, ``width`` cells of it.
    """
    end_of_word = r"(?<! )(?= |$)"
    inside_word = r"(?<=[^ \n][-‐–—/])(?=[^\W\d_])"
    return re.compile(rf"[^ ].{{0,{width - 1}}}(?:{end_of_word}|{inside_word})|[^ ]{{1,{width}}}")


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
