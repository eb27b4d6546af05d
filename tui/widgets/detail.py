"""The pane under the columns: the current fact in full, its differences in words, and why its sentences were linked."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip

from aligner.model import Comparison, Fact
from tui.detail_text import HEAD_WIDTH, Entry, entries, heading
from tui.grid_layout import Line, pad, wrap
from tui.passages import highlight
from tui.widgets.passage_view import PassageView


class DetailPane(PassageView, can_focus=True):
    """Everything there is to say of the current fact; scrolls when it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Scroll", show=False, id="detail.down"),
        Binding("k,up", "scroll_up", "Scroll", show=False, id="detail.up"),
        Binding("pagedown,space,ctrl+d", "page_down", "Page", show=False, id="detail.page_down"),
        Binding("pageup,ctrl+u", "page_up", "Page", show=False, id="detail.page_up"),
        Binding("g,home", "scroll_home", "Top", show=False, id="detail.home"),
        Binding("G,shift+g,end", "scroll_end", "Bottom", show=False, id="detail.end"),
    ]
    DEFAULT_CSS = """
    DetailPane {
        height: 30%;
        min-height: 4;
        background: $surface;
        border-top: solid $foreground 25%;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        border-title-color: $foreground;
        border-title-style: bold;
        padding: 0 1;
        &:focus { border-top: solid $accent; border-title-color: $accent; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._lines: list[tuple[Entry, Line, bool]] = []
        self._fact: tuple[Fact, int] | None = None

    def present(self, comparison: Comparison, fact: Fact, number: int, source: str, search: str = "") -> None:
        """Show a fact, ending with what ``source`` says of it; every place of ``search`` is marked."""
        found = [replace(entry, body=highlight(entry.body, search)) for entry in entries(comparison, fact, source)]
        if self._fact is not None and self._fact[0] is fact and found == self._entries:
            return
        self._entries = found
        self._fact = (fact, number)
        self.relayout()
        self.to_top()

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries of the fact on show."""
        return tuple(self._entries)

    def clear(self) -> None:
        """Show nothing."""
        self._entries = []
        self._fact = None
        self.relayout()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self.relayout()

    def relayout(self) -> None:
        """Wrap every entry."""
        width = self.scrollable_content_region.width
        self.border_title = Content(heading(*self._fact, max(0, self.size.width - 4))) if self._fact else None
        self._lines = []
        for entry in self._entries:
            for index, line in enumerate(wrap(entry.body.text, max(1, width - HEAD_WIDTH))):
                self._lines.append((entry, line, index == 0))
        self.take_lines(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return self.blank()
        entry, line, first = self._lines[index]
        ground = self.rich_style
        width = self.scrollable_content_region.width
        head = Segment(pad(entry.head if first else "", HEAD_WIDTH), ground + self.role_style(entry.role))
        return Strip([head, *self.segments(entry.body.pieces(line), ground, width - HEAD_WIDTH)])
