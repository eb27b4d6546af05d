"""The heart of the Columns screen: all facts as rows, a column per source, drawn line by line in one widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from aligner.model import Agreement, Comparison
from tui.glyphs import AGREEMENT_GLYPH, BAR, RULE, SILENT
from tui.grid_layout import GUTTER, SEPARATOR, Columns, Line, columns, wrap
from tui.passages import QUIET, Passage, cell, furniture_cell, plain
from tui.view import FactRow, FurnitureRow, Row
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

_SILENCE = plain(SILENT, QUIET)
_EMPTY = plain("")
_MARGIN = 5
"""A fifth of the page stays in view above and below the current fact."""


class FactGrid(PassageView):
    """Shows rows of facts; ``cursor`` is the position of the current fact among the shown ones.

    Heights of all rows are computed at once by the pure wrapper (``tui.grid_layout``); drawn rows are kept in a cache
    that is dropped together with them. Moving the cursor redraws two rows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "fact-grid--rule",
        "fact-grid--current",
        "fact-grid--number",
        "fact-grid--number-current",
        "fact-grid--agree",
        "fact-grid--conflict",
        "fact-grid--partial",
        "fact-grid--single",
    }
    DEFAULT_CSS = """
    FactGrid {
        height: 1fr;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .fact-grid--rule { color: $foreground 18%; }
        .fact-grid--current { background: $panel; }
        .fact-grid--number { color: $text-muted; }
        .fact-grid--number-current { color: $accent; text-style: bold; }
        .fact-grid--agree { color: $text-success; }
        .fact-grid--conflict { color: $text-error; text-style: bold; }
        .fact-grid--partial { color: $text-warning; }
        .fact-grid--single { color: $text-muted; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The current fact is now the one at ``cursor``."""

        cursor: int

    @dataclass
    class Arranged(Message):
        """The sources are shared out over the width anew."""

        columns: Columns

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._rows: tuple[Row, ...] = ()
        self._fact_rows: list[int] = []
        self._passages: list[list[Passage | None]] = []
        self._shown: list[list[Passage]] = []
        self._lines: list[list[tuple[Line, ...]]] = []
        self._starts: list[int] = [0]
        self._strips: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(512)
        self._sources: tuple[str, ...] = ()
        self._source = 0
        self._base: str | None = None
        self._wanted: int | None = None
        self.columns = Columns(0, (GUTTER + SEPARATOR,), (1,))

    # What is shown ------------------------------------------------------------------------------------------------

    def present(
        self, comparison: Comparison, rows: Sequence[Row], cursor: int, base: str | None, *, hold: bool = False
    ) -> None:
        """Show rows of a comparison with the cursor on the fact at a position; ``base`` is compared with in words.

        ``hold`` keeps the current fact at the height of the screen where it was.
        """
        at = self._cursor_line() if hold else None
        self._comparison = comparison
        self._rows = tuple(rows)
        self._base = base
        self._sources = tuple(article.id for article in comparison.story.articles)
        self._fact_rows = [index for index, row in enumerate(rows) if isinstance(row, FactRow)]
        self._passages = [self._row_passages(row) for row in self._rows]
        self.set_reactive(FactGrid.cursor, self.validate_cursor(cursor))
        self.relayout()
        if at is not None and (now := self._cursor_line()) is not None:
            self.scroll_to(y=self.scroll_offset.y + now - at, animate=False)
        self.post_message(self.Moved(self.cursor))

    def _row_passages(self, row: Row) -> list[Passage | None]:
        comparison = self._comparison
        if comparison is None:
            return []
        if isinstance(row, FurnitureRow):
            return [
                furniture_cell(comparison, row.cells[source]) if source in row.cells else _EMPTY
                for source in self._sources
            ]
        fact = comparison.facts[row.index]
        return [cell(comparison, fact, source) for source in self._sources]

    def _with_hint(self, row: Sequence[Passage | None]) -> list[Passage]:
        """A row as it is shown: silence marked, and who does tell the fact where none of the visible sources does."""
        shown = [passage or _SILENCE for passage in row]
        visible = self.columns.visible
        if len(visible) < len(row) and not any(row[source] for source in visible):
            told = [source for source, passage in zip(self._sources, row, strict=True) if passage]
            shown[visible.start] = plain(f"{SILENT} told by {' '.join(told)}", QUIET)
        return shown

    def focus_source(self, source: int) -> None:
        """Make the source at an index the current one and bring its column into view."""
        self._source = source
        if self._comparison is not None and self._arranged() != self.columns:
            self.relayout()

    def want_columns(self, wanted: int | None) -> None:
        """Show so many sources side by side, as far as they fit; None: as many as read well."""
        self._wanted = wanted
        self.relayout()

    def relayout(self) -> None:
        """Share out the width, wrap every cell, place every row; then keep the current fact in view."""
        width = self.scrollable_content_region.width
        if width <= 0 or self._comparison is None:
            return
        arranged = self.columns = self._arranged()
        visible = list(zip(arranged.visible, arranged.widths, strict=True))
        self._shown = [self._with_hint(row) for row in self._passages]
        self._lines = [[wrap(row[source].text, text_width) for source, text_width in visible] for row in self._shown]
        # One empty line after every row; room for the word "perhaps" under the glyph of one that needs it.
        heights = [
            max(2 if self._is_doubtful(row) else 1, *map(len, lines))
            for row, lines in zip(self._rows, self._lines, strict=True)
        ]
        self._starts = [0, *accumulate(height + 1 for height in heights)]
        self.forget()
        self.virtual_size = Size(width, self._starts[-1])
        self.refresh()
        self.post_message(self.Arranged(arranged))
        self.call_after_refresh(self.show_cursor)

    def _is_doubtful(self, row: Row) -> bool:
        """Whether a row is only perhaps one fact."""
        return (
            self._comparison is not None and isinstance(row, FactRow) and self._comparison.facts[row.index].only_perhaps
        )

    def _arranged(self) -> Columns:
        """The sources shared out over the width as it is now, the current one among them."""
        width = self.scrollable_content_region.width
        return columns(width, len(self._sources), self._source, self.columns.first, self._wanted)

    def forget(self) -> None:
        """Drop the drawn rows."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self.relayout()

    # The cursor ---------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many facts are shown."""
        return len(self._fact_rows)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a shown fact."""
        return max(0, min(cursor, len(self._fact_rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the row that was current and the one that is."""
        for cursor in (old, new):
            if cursor < len(self._fact_rows) and self._fact_rows[cursor] < len(self._lines):
                top, height = self._extent(self._fact_rows[cursor])
                self.refresh_lines(top, height)
        self.show_cursor()
        self.post_message(self.Moved(new))

    def show_cursor(self) -> None:
        """Scroll as little as shows the current fact and some lines around it; a tall fact is shown from its top.

        With the first and the last fact, the furniture beyond them is shown too, as far as there is room.
        """
        if not self._fact_rows or not self._lines:
            return
        top, height = self._extent(self._fact_rows[self.cursor])
        page = self.scrollable_content_region.height
        if height >= page:
            inside = top <= self.scroll_offset.y and self.scroll_offset.y + page <= top + height
            if not inside:
                self.scroll_to(y=top, animate=False)
            return
        above = below = min(max(1, page // _MARGIN), (page - height) // 2)
        if self.cursor == 0:
            above = min(top, page - height)
        if self.cursor == self.count - 1:
            below = min(self._starts[-1] - top - height, page - height)
        first, last = top - above, top + height + below - page
        self.scroll_to(y=max(last, min(self.scroll_offset.y, first)), animate=False)

    def _cursor_line(self) -> int | None:
        """The line of the screen, counted from the top of the grid, where the current fact begins."""
        if not self._fact_rows or self._fact_rows[self.cursor] >= len(self._lines):
            return None
        return self._starts[self._fact_rows[self.cursor]] - self.scroll_offset.y

    def _extent(self, row: int) -> tuple[int, int]:
        """The first line of a row and how many lines it has, the empty one after it left out."""
        top = self._starts[row]
        return top, self._starts[row + 1] - top - 1

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) fact; first scroll through a fact that is taller than the screen."""
        if not self._fact_rows:
            return
        top, height = self._extent(self._fact_rows[self.cursor])
        page = self.scrollable_content_region.height
        hidden = top + height - self.scroll_offset.y - page if direction > 0 else self.scroll_offset.y - top
        if height > page and hidden > 0:
            self.scroll_to(y=self.scroll_offset.y + direction * min(hidden, max(1, page - 1)), animate=False)
        elif direction < 0 and self.cursor > 0 and self._is_tall(self.cursor - 1):
            self.cursor -= 1
            top, height = self._extent(self._fact_rows[self.cursor])
            self.scroll_to(y=top + height - page, animate=False)
        else:
            self.cursor += direction

    def _is_tall(self, cursor: int) -> bool:
        return self._extent(self._fact_rows[cursor])[1] > self.scrollable_content_region.height

    def page(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one fact."""
        if not self._fact_rows:
            return
        distance = int(self.scrollable_content_region.height * share)
        line = self._starts[self._fact_rows[self.cursor]] + distance
        landed = self._fact_at(line)
        direction = 1 if share > 0 else -1
        if (landed - self.cursor) * direction < 1:
            self.step(direction)
        else:
            self.cursor = landed

    def _fact_at(self, line: int) -> int:
        """The position of the fact drawn at a line, or of the nearest one above it."""
        row = max(0, min(bisect_right(self._starts, line) - 1, len(self._rows) - 1))
        return max(0, bisect_right(self._fact_rows, row) - 1)

    @property
    def cursor_in_view(self) -> bool:
        """Whether the first line of the current fact is on screen."""
        if not self._fact_rows or not self._lines:
            return False
        top, _ = self._extent(self._fact_rows[self.cursor])
        return 0 <= top - self.scroll_offset.y < self.scrollable_content_region.height

    def on_click(self, event: events.Click) -> None:
        """Select the fact under the mouse and its column."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + (offset.y if offset else -1)
        if offset is None or not self._fact_rows or line >= self._starts[-1]:
            return
        source = self.columns.at(offset.x)
        self.cursor = self._fact_at(line)
        if source is not None:
            self.post_message(self.SourceClicked(source))

    @dataclass
    class SourceClicked(Message):
        """The column of the source at an index was clicked."""

        source: int

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if not self._lines or line >= self._starts[-1]:
            return self.blank()
        row = bisect_right(self._starts, line) - 1
        current = bool(self._fact_rows) and row == self._fact_rows[self.cursor]
        key = (row, current)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._draw(row, current)
            self._strips[key] = strips
        return strips[line - self._starts[row]]

    def _draw(self, row: int, current: bool) -> list[Strip]:
        """All lines of a row."""
        passages = self._shown[row]
        shown = self._rows[row]
        if current and self._base is not None and self._comparison is not None and isinstance(shown, FactRow):
            fact = self._comparison.facts[shown.index]
            marked = [cell(self._comparison, fact, source, self._base) for source in self._sources]
            passages = [new or old for new, old in zip(marked, passages, strict=True)]
        ground = self.rich_style
        if current:
            ground += part_style(self, "fact-grid--current")
        height = self._starts[row + 1] - self._starts[row]
        strips = [self._draw_line(row, passages, line, current, ground) for line in range(height - 1)]
        strips.append(self._draw_line(row, passages, height - 1, False, self.rich_style))
        return strips

    def _draw_line(self, row: int, passages: Sequence[Passage], line: int, current: bool, ground: Style) -> Strip:
        segments = self._gutter(row, line, current, ground)
        rule = ground + part_style(self, "fact-grid--rule")
        visible = zip(self.columns.visible, self.columns.widths, self._lines[row], strict=True)
        for source, width, lines in visible:
            segments.append(Segment(RULE + " " * (SEPARATOR - 1), rule))
            pieces = passages[source].pieces(lines[line]) if line < len(lines) else []
            segments.extend(self.segments(pieces, ground, width))
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, ground)

    def _gutter(self, row: int, line: int, current: bool, ground: Style) -> list[Segment]:
        """``▌ 7  ≠ 4 `` on the first line of a fact, the bar alone on the others.

        A row that is only perhaps one fact has its glyph faint and ``perhaps`` on the second line.
        """
        shown = self._rows[row]
        accent = ground + part_style(self, "fact-grid--number-current")
        bar = Segment(BAR if current else " ", accent)
        doubtful = self._is_doubtful(shown)
        quiet = ground + part_style(self, "fact-grid--number")
        if line or self._comparison is None or isinstance(shown, FurnitureRow):
            word = " perhaps" if doubtful and line == 1 else ""
            return [bar, Segment(f"{word:<{GUTTER - 1}}", quiet)]
        fact = self._comparison.facts[shown.index]
        number = accent if current else quiet
        told = len(fact.cells)
        # The count says nothing new for a fact that one source tells.
        count = str(told) if fact.agreement is not Agreement.SINGLE else ""
        glyph = quiet if doubtful else ground + part_style(self, f"fact-grid--{fact.agreement}")
        return [
            bar,
            Segment(f"{shown.index + 1:>4} ", number),
            Segment(AGREEMENT_GLYPH[fact.agreement], glyph),
            Segment(f" {count:<2}", number),
        ]
