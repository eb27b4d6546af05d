"""A scrolling page of bands (see ``tui.page``), drawn line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from tui.grid_layout import Line, wrap
from tui.page import VERDICT, VERDICT_ROLE, Band
from tui.passages import highlight
from tui.widgets.passage_view import PassageView

Build = Callable[[int], Sequence[Band]]
"""Makes the bands of a page of so many terminal cells."""


class PageView(PassageView):
    """Shows the bands that a builder makes for its width; builds and wraps once for a width, draws what is visible."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "passage--section",
        "passage--rule",
        "passage--now",
        *(f"passage--{role}" for role in (*VERDICT.values(), *VERDICT_ROLE.values())),
    }
    DEFAULT_CSS = """
    PageView {
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .passage--section { color: $accent; text-style: bold; }
        .passage--rule { color: $foreground 18%; }
        .passage--now { color: $accent; text-style: bold; }
        .passage--is_agree { color: $text-success; }
        .passage--is_conflict { color: $text-error; text-style: bold; }
        .passage--is_partial { color: $text-warning; }
        .passage--is_single { color: $text-muted; }
        .passage--judged_checked { color: $text-success; text-style: bold; }
        .passage--judged_ask { color: $accent; text-style: bold; }
        .passage--judged_wrong { color: $text-error; text-style: bold; }
    }
    """

    @dataclass
    class Clicked(Message):
        """Words of a source (its id) were clicked, ``times`` in a row."""

        source: str
        times: int

    def __init__(self) -> None:
        super().__init__()
        self._build: Build = lambda width: ()
        self._search = ""
        self._bands: Sequence[Band] = ()
        self._lines: list[list[tuple[Line, ...]]] = []
        self._starts: list[int] = [0]
        self._strips: LRUCache[int, list[Strip]] = LRUCache(256)

    # What is shown ------------------------------------------------------------------------------------------------

    def present(self, build: Build, *, search: str = "", hold: bool = False) -> None:
        """Show the page a builder makes, every place of ``search`` marked; ``hold`` stays where it is scrolled to."""
        self._build = build
        self._search = search
        self.relayout()
        if not hold:
            self.to_top()

    def relayout(self) -> None:
        """Build and wrap for the width as it is now."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self._bands = tuple(self._build(width))
        self._lines = [[wrap(cell.passage.text, cell.width) for cell in band.cells] for band in self._bands]
        heights = [
            max(map(len, lines), default=0) + band.after for band, lines in zip(self._bands, self._lines, strict=True)
        ]
        self._starts = [0, *accumulate(heights)]
        self.forget()
        self.take_lines(self._starts[-1])

    def forget(self) -> None:
        """Drop the drawn bands."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Build anew for the new width, and stay at the same part of the page."""
        band = self._band_at(self.scroll_offset.y)
        self.relayout()
        if self._bands and self.scroll_offset.y:
            self.scroll_to(y=self._starts[min(band, len(self._bands) - 1)], animate=False)

    @property
    def bands(self) -> Sequence[Band]:
        """What is shown."""
        return self._bands

    def show_source(self, source: str) -> None:
        """Scroll as little as shows where the words of a source begin, with some of them."""
        for index, band in enumerate(self._bands):
            if any(cell.heads and cell.source == source for cell in band.cells):
                top, page = self._starts[index], self.scrollable_content_region.height
                ahead = min(page, max(3, page // 2))
                self.scroll_to(y=max(top + ahead - page, min(self.scroll_offset.y, top)), animate=False)
                return

    def turn(self, share: float) -> None:
        """Scroll by a share of a page (negative: up)."""
        page = max(1, self.scrollable_content_region.height - 1)
        step = int(page * share) or (1 if share > 0 else -1)
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Tell whose words were clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not self._bands or self.scroll_offset.y + offset.y >= self._starts[-1]:
            return
        for cell in self._bands[self._band_at(self.scroll_offset.y + offset.y)].cells:
            if cell.source and cell.x <= offset.x < cell.x + cell.width:
                self.post_message(self.Clicked(cell.source, event.chain))

    # Drawing ------------------------------------------------------------------------------------------------------

    def _band_at(self, line: int) -> int:
        return max(0, bisect_right(self._starts, line) - 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if not self._bands or line >= self._starts[-1]:
            return self.blank()
        band = self._band_at(line)
        strips = self._strips.get(band)
        if strips is None:
            strips = self._draw(band)
            self._strips[band] = strips
        return strips[line - self._starts[band]]

    def _draw(self, index: int) -> list[Strip]:
        """All lines of a band."""
        cells = self._bands[index].cells
        passages = [highlight(cell.passage, self._search) for cell in cells]
        width, ground = self.scrollable_content_region.width, self.rich_style
        strips: list[Strip] = []
        for line in range(self._starts[index + 1] - self._starts[index]):
            segments: list[Segment] = []
            at = 0
            for cell, passage, lines in zip(cells, passages, self._lines[index], strict=True):
                if line < len(lines):
                    at = _fill(segments, at, cell.x, ground)
                    segments += self.segments(passage.pieces(lines[line]), ground, 0)
                    at += cell_len(passage.text[slice(*lines[line])])
            strips.append(Strip(segments).adjust_cell_length(width, ground))
        return strips


def _fill(segments: list[Segment], at: int, to: int, ground: Style) -> int:
    """Put spaces from one cell to another."""
    if at < to:
        segments.append(Segment(" " * (to - at), ground))
    return max(at, to)
