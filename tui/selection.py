"""Pure: words selected with the mouse in one column of the grid, and the text that is copied of them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from aligner.model import Article
from tui import sources
from tui.grid_layout import Line


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A character in a column: the row's index, and where in the text of its cell the character starts and ends.

    ``start`` equals ``end`` behind the last character of a line.
    """

    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From the character where the drag began to the one where it is now, both included, in the column of a source."""

    source: int
    anchor: Place
    head: Place

    @property
    def rows(self) -> range:
        """The indexes of the rows it touches."""
        first, last = sorted((self.anchor.row, self.head.row))
        return range(first, last + 1)

    def span(self, row: int, length: int) -> tuple[int, int] | None:
        """Which part of a row's text (so many code points long) is selected; None if nothing of it is."""
        if row not in self.rows:
            return None
        first, last = min(self.anchor, self.head), max(self.anchor, self.head)
        start = first.start if row == first.row else 0
        end = last.end if row == last.row else length
        return (start, end) if start < end else None


def place_at(text: str, lines: tuple[Line, ...], row: int, line: int, x: int) -> Place:
    """The character in cell ``x`` of a line of a row's text; what is outside the text is the nearest end of it."""
    if line >= len(lines):
        return Place(row, len(text), len(text))
    start, end = lines[line]
    if x < 0:
        return Place(row, start, start)
    used = 0
    for offset in range(start, end):
        used += cell_len(text[offset])
        if used > x:
            after = offset + 1
            while after < end and not cell_len(text[after]):
                after += 1  # a combining mark goes with its letter
            return Place(row, offset, after)
    return Place(row, end, end)


def quoted(article: Article, words: str) -> str:
    """Selected words for the clipboard, behind what says whose they are."""
    return f"{sources.credit(article)}: {words}\n"
