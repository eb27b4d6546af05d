"""The sticky heads of the columns: who says it, when, and how much of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aligner.model import Article
from tui import sources
from tui.grid_layout import GUTTER, SEPARATOR, Columns, columns, pad, window
from tui.widgets.parts import part_style

_ALL_LINES = 4
"""Name, title, byline and share each on a line of their own."""


class ColumnHeader(Widget):
    """Heads the columns of the fact grid, on the same cells. The last line is a rule that says which are visible."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column-header--name",
        "column-header--focus",
        "column-header--quiet",
        "column-header--rule",
        "column-header--base",
    }
    DEFAULT_CSS = """
    ColumnHeader {
        height: 5;
        background: $surface;
        .column-header--name { text-style: bold; }
        .column-header--focus { color: $accent; text-style: bold; }
        .column-header--quiet { color: $text-muted; }
        .column-header--rule { color: $foreground 25%; }
        .column-header--base { color: $accent; text-style: italic; }
    }
    """

    source: reactive[int] = reactive(0)
    base: reactive[str | None] = reactive(None)

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__()
        self._articles = tuple(articles)
        self._columns: Columns | None = None
        self._told: Mapping[str, int] = {}
        self._facts = 0

    def stand_over(self, arranged: Columns) -> None:
        """Stand over these columns."""
        self._columns = arranged
        self.refresh()

    def tell(self, told: Mapping[str, int], facts: int) -> None:
        """Show how many of the facts each source tells."""
        self._told = told
        self._facts = facts
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        # The grid below keeps one cell for its scrollbar.
        arranged = self._columns or columns(width - 1, len(self._articles), self.source, 0)
        if y == self.size.height - 1:
            return self._rule(arranged, width)
        rule = self.rich_style + part_style(self, "column-header--rule")
        segments = [Segment(" " * GUTTER, self.rich_style)]
        for index, text_width in zip(arranged.visible, arranged.widths, strict=True):
            text, part = self._line(self._articles[index], index, y, text_width)
            style = self.rich_style + part_style(self, f"column-header--{part}")
            segments.append(Segment("│" + " " * (SEPARATOR - 1), rule))
            segments.append(Segment(pad(text, text_width), style))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _line(self, article: Article, index: int, y: int, width: int) -> tuple[str, str]:
        """The text of a head's line and the part it is. On a low screen name and share stand on one line."""
        told = self._share(article)
        below = [text for text in (sources.subtitle(article), sources.byline(article)) if text]
        lines = self.size.height - 1
        if y == 0:
            part = "focus" if index == self.source and len(self._articles) > 1 else "name"
            if lines >= _ALL_LINES:
                return sources.lettered(article), part
            told = told.removeprefix("tells ")
            return f"{pad(sources.lettered(article), max(4, width - len(told) - 1))} {told}", part
        if lines >= _ALL_LINES:
            below.append(told)
        else:
            below = below[-(lines - 1) :]
        is_base = y == len(below) and lines >= _ALL_LINES and self.base == article.id
        return (below[y - 1] if y <= len(below) else ""), "base" if is_base else "quiet"

    def _share(self, article: Article) -> str:
        base = "base" if self.base == article.id else ""
        told = f"tells {self._told[article.id]}/{self._facts}" if article.id in self._told else ""
        return " · ".join(part for part in (told, base) if part)

    def _rule(self, arranged: Columns, width: int) -> Strip:
        """``── A B [C D] E ──┼────``."""
        cells = ["─"] * width
        for start in arranged.starts:
            if start - SEPARATOR < width:
                cells[start - SEPARATOR] = "┼"
        line = "".join(cells)
        names = window([article.id for article in self._articles], arranged.visible, width - 4)
        rule = self.rich_style + part_style(self, "column-header--rule")
        if not names:
            return Strip([Segment(line, rule)])
        accent = self.rich_style + part_style(self, "column-header--focus")
        label = f" {names} "
        at = max(0, width - len(label) - 2)
        return Strip([Segment(line[:at], rule), Segment(label, accent), Segment(line[at + len(label) :], rule)])
