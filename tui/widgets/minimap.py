"""The strip beside the grid: where in all the rows the conflicts lie, the hits of a search, and what is on screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.fact_grid import FactGrid
from tui.widgets.parts import part_style

CONFLICTS = " ▎▌▊█"
"""The more of a stretch's lines belong to conflicts, the thicker; the first is for none."""
HIT = "◇"
HIT_IN_CONFLICT = "◆"
CURRENT = "◀"
VIEW = "▐"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one cell of the strip stands for: lines ``first`` to ``end`` (exclusive) of the grid.

    ``conflict`` is the share of them in rows that conflict, 0.0 to 1.0; ``hit`` whether a row with a search hit is in
    it.
    """

    first: int
    end: int
    conflict: float = 0.0
    hit: bool = False

    @property
    def glyph(self) -> str:
        """The shape of the cell. A hit is shown before the share of conflicts, which its filled shape still tells."""
        if self.hit:
            return HIT_IN_CONFLICT if self.conflict else HIT
        steps = len(CONFLICTS) - 1
        return CONFLICTS[max(1, round(self.conflict * steps))] if self.conflict else CONFLICTS[0]


def stretches(
    starts: Sequence[int], conflicts: Collection[int], hits: Collection[int], height: int
) -> tuple[Stretch, ...]:
    """Share out all rows over ``height`` cells.

    Args:
        starts: The first line of every row, and behind the last one the number of all lines. A row ends with an empty
            line, which is not counted as its own.
        conflicts: The indexes of the rows that conflict.
        hits: The indexes of the rows with a search hit; a hit is shown where its row begins.
        height: Cells. Where there are fewer lines than cells, a cell stands for one line.
    """
    bounds = [_bound(cell, starts[-1], height) for cell in range(height + 1)]
    lines = [0] * height
    for row in conflicts:
        end = starts[row + 1] - 1
        cell = _cell_of(bounds, starts[row])
        while cell < height and bounds[cell] < end:
            lines[cell] += max(0, min(bounds[cell + 1], end) - max(bounds[cell], starts[row]))
            cell += 1
    hit = {_cell_of(bounds, starts[row]) for row in hits}
    return tuple(
        Stretch(first, end, lines[cell] / (end - first) if end > first else 0.0, cell in hit)
        for cell, (first, end) in enumerate(pairwise(bounds))
    )


def _bound(cell: int, lines: int, height: int) -> int:
    """The first line that a cell stands for."""
    return min(cell, lines) if lines <= height else cell * lines // height


def _cell_of(bounds: Sequence[int], line: int) -> int:
    return max(0, min(bisect_right(bounds, line) - 1, len(bounds) - 2))


class Minimap(Widget):
    """A strip of two cells: the marks, and beside them what of the grid is on screen. A click or drag goes there."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "minimap--conflict",
        "minimap--hit",
        "minimap--current",
        "minimap--view",
    }
    DEFAULT_CSS = """
    Minimap {
        width: 2;
        height: 1fr;
        background: $background;
        .minimap--conflict { color: $text-error; }
        .minimap--hit { color: $accent; text-style: bold; }
        .minimap--current { color: $accent; text-style: bold; }
        .minimap--view { color: $foreground 40%; }
        &:hover .minimap--view { color: $accent; }
    }
    """

    @dataclass
    class Wanted(Message):
        """The user wants to go to what stands in these lines of the grid."""

        stretch: Stretch

        def can_replace(self, message: Message) -> bool:
            """Where a drag has gone on, the places before do not matter."""
            return isinstance(message, Minimap.Wanted)

    def __init__(self, grid: FactGrid) -> None:
        super().__init__()
        self._grid = grid
        self.stretches: tuple[Stretch, ...] = ()
        self._grabbed = False
        self._cells: list[tuple[str, str, bool]] = []
        self._styles: dict[str, Style] = {}

    def on_mount(self) -> None:
        """Look on as the grid moves."""
        self.watch(self._grid, "scroll_y", self._follow, init=False)
        self.watch(self._grid, "cursor", self._follow, init=False)

    def on_resize(self) -> None:
        """Share out the rows anew."""
        self.take_in()

    def take_in(self) -> None:
        """The rows of the grid, or the hits in them, are others, or stand elsewhere."""
        sheet = self._grid.sheet
        height = self.size.height
        if sheet is not None and sheet.height and height:
            self.stretches = stretches(sheet.starts, sheet.conflicts(), self._grid.hits, height)
            self._cells = self._looks()
            self.refresh()

    def _follow(self) -> None:
        """Redraw the cells that look otherwise now; with every step of the cursor it is but a few."""
        before, self._cells = self._cells, self._looks()
        changed = [y for y, (old, new) in enumerate(zip(before, self._cells, strict=True)) if old != new]
        if changed:
            # One region: the compositor's work grows with their number more than with their size.
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    def _looks(self) -> list[tuple[str, str, bool]]:
        """For every cell the glyph, the part it is, and whether something of its stretch is in view."""
        sheet = self._grid.sheet
        if sheet is None or not sheet.height:
            return [(" ", "conflict", False)] * len(self.stretches)
        top = self._grid.scroll_offset.y
        bottom = top + self._grid.scrollable_content_region.height
        # Where all rows are on screen at once, that need not be said.
        scrolls = sheet.height > bottom - top
        current = sheet.starts[sheet.facts[self._grid.cursor]] if sheet.facts else -1
        found = []
        for stretch in self.stretches:
            in_view = scrolls and stretch.first < bottom and stretch.end > top
            if stretch.first <= current < stretch.end:
                found.append((CURRENT, "conflict" if stretch.conflict else "current", in_view))
            else:
                found.append((stretch.glyph, "hit" if stretch.hit else "conflict", in_view))
        return found

    def notify_style_update(self) -> None:
        """Forget the styles as they were."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, part: str) -> Style:
        """The style of a part on its ground, found once."""
        if part not in self._styles:
            self._styles[part] = self.rich_style + part_style(self, f"minimap--{part}")
        return self._styles[part]

    def render_line(self, y: int) -> Strip:
        """Draw one cell, and whether it is in view."""
        if y >= len(self._cells):
            return Strip.blank(self.size.width, self.rich_style)
        glyph, part, in_view = self._cells[y]
        segments = [Segment(glyph, self._style(part)), Segment(VIEW if in_view else " ", self._style("view"))]
        return Strip(segments, 2)

    # The mouse ----------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go there, and on with the mouse as long as it is held."""
        event.stop()
        self._grabbed = True
        self.capture_mouse()
        self._want(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with the mouse."""
        if self._grabbed:
            self._want(event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        self._grabbed = False
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """The mouse is no longer the strip's, as when another screen came in the middle of a drag."""
        self._grabbed = False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the grid from here, too."""
        event.stop()
        self._grid.roll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the grid from here, too."""
        event.stop()
        self._grid.roll(-1)

    def _want(self, y: int) -> None:
        told = [stretch for stretch in self.stretches if stretch.end > stretch.first]
        if told:
            self.post_message(self.Wanted(told[max(0, min(y, len(told) - 1))]))
