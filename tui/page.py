"""Pure: a page of text as bands, one under the other; a band is cells of text side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.model import Agreement, Verdict
from tui.passages import Passage, Writer

SECTION = "section"
RULE_ROLE = "rule"
NOW = "now"
VERDICT = {agreement: f"is_{agreement}" for agreement in Agreement}
"""Roles of a page besides those of passages: the name of a section, lines, what is current; an agreement."""

VERDICT_ROLE: Mapping[Verdict, str] = {
    verdict: f"judged_{verdict.name.lower()}" for verdict in Verdict if verdict is not Verdict.OPEN
}
"""Roles of what the person makes of a fact or a difference."""

GAP = 3
"""Cells between two cells of a band."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage wrapped to ``width`` terminal cells, beginning at cell ``x``.

    ``source`` is the id of whose it is; ``heads`` says that what the source has to say begins here.
    """

    x: int
    width: int
    passage: Passage
    source: str = ""
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Cells side by side, as high as the highest, and so many empty lines after them."""

    cells: tuple[Cell, ...]
    after: int = 0


def shares(width: int, count: int, x: int = 0, most: int | None = None) -> list[tuple[int, int]]:
    """Where ``count`` cells begin that share ``width`` terminal cells from ``x`` on, and how wide each of them is."""
    each = max(1, (width - GAP * (count - 1)) // max(1, count))
    if most is not None:
        each = min(each, most)
    return [(x + index * (each + GAP), each) for index in range(count)]


def balanced(count: int, most: int) -> int:
    """How many of ``count`` things to put side by side, at most ``most``, so that the rows are equally full."""
    rows = -(-count // max(1, most))
    return -(-count // max(1, rows))


def section(name: str, width: int, remark: str = "") -> Band:
    """``Differences ──────────``: the name of a part of the page, a quiet remark, and a line up to its width."""
    writer = Writer().add(name, SECTION).add(f"  {remark}" if remark else "", "quiet").add(" ")
    line = width - writer.length
    return Band((Cell(0, width, writer.add("─" * line, RULE_ROLE).passage()),))


def hung(head: Passage, body: Passage, width: int, x: int, indent: int, source: str = "", after: int = 0) -> Band:
    """A head at cell ``x`` and a body that hangs ``indent`` cells to the right of it, at most half of the room."""
    indent = min(indent, max(1, (width - x) // 2))
    room = max(1, width - x - indent)
    return Band((Cell(x, max(1, indent - 1), head, source), Cell(x + indent, room, body, source)), after)


def stacked(columns: Sequence[Sequence[Cell]], after: int = 0) -> list[Band]:
    """Columns of cells as bands, so that the first cells stand on one line, the second ones on another, and so on."""
    depth = max(map(len, columns), default=0)
    bands = [Band(tuple(column[row] for column in columns if row < len(column))) for row in range(depth)]
    if bands and after:
        bands[-1] = Band(bands[-1].cells, after)
    return bands
