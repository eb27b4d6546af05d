"""The sticky heads of the columns: who says it, when, and how much of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aligner.model import Article
from tui import sources
from tui.arrangement import Arrangement, Columns, Named, columns, legend
from tui.glyphs import COPIED, RULE
from tui.grid_layout import GUTTER, SEPARATOR, pad
from tui.widgets.parts import part_style

if TYPE_CHECKING:
    from aligner.origins import Shared

_ALL_LINES = 4
"""Name, title, byline and share each on a line of their own."""

_MINIMAP = 2
"""Cells right of the columns that are the minimap's."""


class ColumnHeader(Widget):
    """Heads the columns of the fact grid, on the same cells.

    The last line is a rule, heavy under the current source, that says which sources are out of sight or hidden. With
    the mouse a head is clicked, dragged to another place, or its border dragged to another width.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column-header--name",
        "column-header--focus",
        "column-header--quiet",
        "column-header--rule",
        "column-header--base",
        "column-header--held",
    }
    DEFAULT_CSS = """
    ColumnHeader {
        height: 5;
        background: $surface;
        .column-header--name { text-style: bold; }
        .column-header--focus { color: $accent; text-style: bold; }
        .column-header--quiet { color: $text-muted; }
        .column-header--rule { color: $foreground 25%; }
        .column-header--base { color: $accent; text-style: bold reverse; }
        .column-header--held { text-style: bold reverse; }
    }
    """

    source: reactive[int] = reactive(0)
    base: reactive[str | None] = reactive(None)

    @dataclass
    class Clicked(Message):
        """The head of a source was clicked, or its letter."""

        source: int

    @dataclass
    class Recalled(Message):
        """A hidden source was clicked in the rule line."""

        source: int

    @dataclass
    class Put(Message):
        """The head of a source was dragged to where another one stands."""

        source: int
        at: int

    @dataclass
    class Widened(Message):
        """The border right of a source was dragged to a cell of the header."""

        source: int
        x: int

        def can_replace(self, message: Message) -> bool:
            """Where a drag has gone on, the widths before do not matter."""
            return isinstance(message, ColumnHeader.Widened)

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__()
        self._articles = tuple(articles)
        self._columns: Columns | None = None
        self._told: Mapping[str, int] = {}
        self._facts = 0
        self._shared: Mapping[str, Shared] = {}
        self._border: int | None = None
        self._held: int | None = None
        self._was_dragged = False

    def name_sources(self, articles: Sequence[Article]) -> None:
        """The same articles, with all that is known of them now."""
        self._articles = tuple(articles)
        self.refresh()

    def stand_over(self, arranged: Columns) -> None:
        """Stand over these columns."""
        self._columns = arranged
        self.refresh()

    def tell(self, told: Mapping[str, int], facts: int, shared: Mapping[str, Shared] | None = None) -> None:
        """Show how many of the facts each source tells, and which ones are mostly the text of another one."""
        self._told = told
        self._facts = facts
        self._shared = shared or {}
        self.refresh()

    # Drawing ------------------------------------------------------------------------------------------------------

    @property
    def arranged(self) -> Columns:
        """The columns it stands over; before there is a grid, what they will be."""
        if self._columns is not None:
            return self._columns
        return columns(self.size.width - _MINIMAP, Arrangement.of(len(self._articles)), self.source)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        arranged = self.arranged
        if y == self.size.height - 1:
            return self._rule(arranged, width)
        segments = [Segment(" " * GUTTER, self.rich_style)]
        for source, text_width in zip(arranged.visible, arranged.widths, strict=True):
            segments.append(self._border_segment(source))
            segments.extend(self._line(source, y, text_width))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _border_segment(self, source: int) -> Segment:
        """The rule left of a column; it is heavy down the base source, as in the grid."""
        base = self._articles[source].id == self.base
        part = part_style(self, "column-header--focus" if base else "column-header--rule")
        return Segment(("┃" if base else RULE) + " " * (SEPARATOR - 1), self.rich_style + part)

    def _line(self, source: int, y: int, width: int) -> list[Segment]:
        """A head's line. On a low screen name and share stand on one line."""
        article = self._articles[source]
        told = f"tells {self._told[article.id]}/{self._facts}" if article.id in self._told else ""
        lines = self.size.height - 1
        roomy = lines >= _ALL_LINES
        if y == 0:
            return self._name_line(source, "" if roomy else told.removeprefix("tells "), width)
        below = [text for text in (sources.subtitle(article), sources.byline(article)) if text]
        below = [*below, self._with_origin(article.id, told, width)] if roomy else below[-(lines - 1) :]
        text = below[y - 1] if y <= len(below) else ""
        return [Segment(pad(text, width), self.rich_style + part_style(self, "column-header--quiet"))]

    def _with_origin(self, source: str, told: str, width: int) -> str:
        """``tells 12/24 · 14 of 20 sentences as in D``, or shorter ``tells 12/24 · ≡ D 14/20``."""
        shared = self._shared.get(source)
        if shared is None:
            return told
        full = f"{told} · {shared.line}"
        return full if len(full) <= width else f"{told} · {COPIED} {shared.other} {shared.copied}/{shared.sentences}"

    def _name_line(self, source: int, share: str, width: int) -> list[Segment]:
        """``A ISMG``, at the right end whether it is the base and how much it tells."""
        article = self._articles[source]
        part = "focus" if source == self.source and len(self._articles) > 1 else "name"
        if source == self._held and self._was_dragged:
            part = "held"
        tag = " base " if self.base == article.id else ""
        share = f" {share}" if share and width - len(tag) - len(share) > 4 else ""
        tag = tag if width > len(tag) + 1 else ""
        room = width - len(tag) - len(share)
        style = self.rich_style + part_style(self, f"column-header--{part}")
        return [
            Segment(pad(sources.lettered(article), room), style),
            Segment(tag, self.rich_style + part_style(self, "column-header--base")),
            Segment(share, style),
        ]

    def _rule(self, arranged: Columns, width: int) -> Strip:
        """``──┼━━━━┼──── A [C D] E · hidden: B ──``."""
        rule = self.rich_style + part_style(self, "column-header--rule")
        accent = self.rich_style + part_style(self, "column-header--focus")
        cells = [("─", rule)] * width
        for source, start, text_width in zip(arranged.visible, arranged.starts, arranged.widths, strict=True):
            if source == self.source and len(self._articles) > 1:
                under = range(start - SEPARATOR + 1, min(start + text_width, width))
                for x in under:
                    cells[x] = ("━", accent)
            if start - SEPARATOR < width:
                cells[start - SEPARATOR] = ("┼", rule)
        at, named = self._legend(arranged, width)
        for piece in named:
            for character in piece.text:
                cells[at] = (character, accent)
                at += 1
        return Strip([Segment(character, style) for character, style in cells]).simplify()

    def _legend(self, arranged: Columns, width: int) -> tuple[int, tuple[Named, ...]]:
        """What the rule says of the sources, and from which cell on."""
        named = legend([article.id for article in self._articles], arranged, width - 4)
        if not named:
            return width, ()
        named = (Named(" "), *named, Named(" "))
        return max(0, width - sum(len(piece.text) for piece in named) - 2), named

    def _named_at(self, x: int) -> Named | None:
        """What of the rule's words is at a cell."""
        at, named = self._legend(self.arranged, self.size.width)
        for piece in named:
            if at <= x < at + len(piece.text):
                return piece
            at += len(piece.text)
        return None

    # The mouse ----------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here: of the border between two columns, or of a head."""
        self._was_dragged = False
        on_rule = event.y == self.size.height - 1
        if event.button != 1 or (on_rule and self._named_at(event.x) is not None):
            return
        self._border = self.arranged.separator_at(event.x)
        self._held = self.arranged.at(event.x) if self._border is None else None
        if self._border is not None or self._held is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Widen the column, or move it to where the mouse is."""
        if self._border is not None:
            self._was_dragged = True
            self.post_message(self.Widened(self._border, event.x))
        elif self._held is not None:
            over = self.arranged.at(event.x)
            if over is not None and over != self._held and self._passed(over, event.x):
                self._was_dragged = True
                self.post_message(self.Put(self._held, over))

    def _passed(self, over: int, x: int) -> bool:
        """Whether the mouse is so far over another head that, in its place, the held one would be under the mouse.

        Otherwise two columns of unlike widths would change places with every move.
        """
        visible = self.arranged.visible
        if self._held not in visible:
            return False
        start, width = self.arranged.place_of(over)
        _, own = self.arranged.place_of(self._held)
        if visible.index(over) > visible.index(self._held):
            return x >= start + width - own
        return x < start + own

    def on_mouse_up(self) -> None:
        """The drag ends."""
        if self._border is not None or self._held is not None:
            self.release_mouse()
            self.on_mouse_release()

    def on_mouse_release(self) -> None:
        """The mouse is no longer the header's, as when another screen came in the middle of a drag."""
        self._border = self._held = None
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Make the source current, or bring a hidden one back. The end of a drag is no click."""
        if self._was_dragged:
            return
        named = self._named_at(event.x) if event.y == self.size.height - 1 else None
        source = named.source if named is not None else self.arranged.at(event.x)
        if named is not None and source is not None and named.hidden:
            self.post_message(self.Recalled(source))
        elif source is not None:
            self.post_message(self.Clicked(source))
