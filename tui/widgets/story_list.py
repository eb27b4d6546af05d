"""The list of stories, one a line, and the current one in some more words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import time
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aligner.model import Agreement
from tui.glyphs import AGREEMENT_GLYPH, BAR, plural
from tui.grid_layout import Line, fit, pad, show, wrap
from tui.passages import QUIET, Passage, Writer, highlight, plain
from tui.shelf_rows import Row, Sorting, Status, ago
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

_TITLE_AT = 3
_GAP = 3
_MARGIN = 5
"""A fifth of the page stays in view above and below the current story."""
_NARROW = 66
"""Below so many cells the number of sources is left out."""
_WIDE = 110
"""From so many cells on, the story's folder stands beside its title."""
_FOLDER = 28
_MOST_TOLD = 20
"""How many conflicts are named below the list."""
_CONFLICT = AGREEMENT_GLYPH[Agreement.CONFLICT]
_NO_LINES: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of the list: cells of title, folder, sources, facts, conflicts, time; 0 for a column left out."""

    title: int
    folder: int
    sources: int
    facts: int
    conflicts: int
    changed: int


def table(width: int) -> Table:
    """Share out a width."""
    folder = _FOLDER if width >= _WIDE else 0
    sources = 7 if width >= _NARROW else 0
    facts, conflicts, changed = 6, 6, 15
    taken = _TITLE_AT + sum(cells + _GAP for cells in (folder, sources, facts, conflicts, changed) if cells) + 1
    return Table(max(1, width - taken), folder, sources, facts, conflicts, changed)


class StoryList(PassageView):
    """Shows stories, one a line; ``cursor`` is the position of the current one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stories--current",
        "passage--accent",
        "passage--against",
        "passage--failed",
    }
    DEFAULT_CSS = """
    StoryList {
        height: 1fr;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .stories--current { background: $panel; }
        .passage--accent { color: $accent; text-style: bold; }
        .passage--against { color: $text-error; text-style: bold; }
        .passage--failed { color: $text-error; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """Another story is the current one, or others are on screen."""

    class Opened(Message):
        """The current story was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self._search = ""
        self._now = time()

    # What is shown ------------------------------------------------------------------------------------------------

    def present(self, rows: Sequence[Row], cursor: int, search: str = "") -> None:
        """Show stories, every place of ``search`` in their titles marked."""
        resized = len(rows) != len(self._rows)
        self._rows = tuple(rows)
        self._search = search
        self._now = time()
        self.set_reactive(StoryList.cursor, self.validate_cursor(cursor))
        if resized:
            self.virtual_size = Size(self.scrollable_content_region.width, len(rows))
        self.refresh()
        self.call_after_refresh(self.show_cursor)

    @property
    def current(self) -> Row | None:
        """The current story."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def on_screen(self) -> range:
        """The positions of the stories on screen."""
        first = self.scroll_offset.y
        return range(first, min(len(self._rows), first + max(1, self.scrollable_content_region.height)))

    # The cursor ---------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a story."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the line that was current and the one that is."""
        self.refresh_lines(old - self.scroll_offset.y, 1)
        self.refresh_lines(new - self.scroll_offset.y, 1)
        self.show_cursor()
        self.post_message(self.Moved())

    def show_cursor(self) -> None:
        """Scroll as little as shows the current story and some lines around it."""
        page = self.scrollable_content_region.height
        if page <= 0 or not self._rows:
            return
        margin = page // _MARGIN
        first, last = self.cursor - margin, self.cursor + 1 + margin - page
        self.scroll_to(y=min(first, max(last, self.scroll_offset.y)), animate=False)

    def page(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one story."""
        distance = int(self.scrollable_content_region.height * share)
        self.cursor += distance or (1 if share > 0 else -1)

    def on_click(self, event: events.Click) -> None:
        """Select the story under the mouse; twice opens it."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + (offset.y if offset else 0)
        if offset is None or line >= len(self._rows):
            return
        self.cursor = line
        if event.chain == 2:
            self.post_message(self.Opened())

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        place = y + self.scroll_offset.y
        if place >= len(self._rows):
            return self.blank()
        row, current, width = self._rows[place], place == self.cursor, self.scrollable_content_region.width
        ground = self.rich_style + (part_style(self, "stories--current") if current else Style.null())
        shape = table(width)
        segments = self.segments([(f" {BAR}" if current else "", "accent")], ground, _TITLE_AT)
        title = plain(fit(_flat(row.title), shape.title), "strong" if current else "")
        words = highlight(title, self._search).pieces((0, len(title.text)))
        segments += self.segments([*words, *_failure(row, shape.title - cell_len(title.text))], ground, shape.title)
        if shape.folder:
            segments += self.segments(
                [(f"{'':{_GAP}}{_folder(row, shape.folder)}", QUIET)], ground, shape.folder + _GAP
            )
        for text, role, cells in _cells(row, shape, self._now):
            if cells:
                segments += self.segments([(f"{fit(text, cells):>{cells + _GAP}}", role)], ground, cells + _GAP)
        return Strip(segments).adjust_cell_length(width, ground)


def _folder(row: Row, room: int) -> str:
    """The folder's name, where it is not the title."""
    name = _flat(row.story.name)
    return fit(name, room) if name != _flat(row.title) else ""


def _flat(text: str) -> str:
    return " ".join(show(text).text.split())


def _failure(row: Row, room: int) -> list[tuple[str, str]]:
    """Why a story cannot be opened, behind its title."""
    return [("  ", ""), (fit(_reason(row), room - 2), "failed")] if row.reason and room > 8 else []


def _reason(row: Row) -> str:
    """Why a story cannot be opened; its files are named without the folder, which stands beside."""
    return _flat(row.reason.replace(f"{row.story.path}/", ""))


def _cells(row: Row, shape: Table, now: float) -> list[tuple[str, str, int]]:
    """Text, role and cells of the columns behind the title."""
    changed = (ago(row.story.changed, now), QUIET, shape.changed)
    count = (str(row.sources) if row.sources else "", QUIET, shape.sources)
    if row.figures is None:
        return [count, (row.status if row.status is not Status.FAILED else "—", QUIET, _both(shape)), changed]
    conflicts = row.figures.conflicts
    against = (f"{conflicts} {_CONFLICT}", "against") if conflicts else ("·", QUIET)
    return [count, (str(row.figures.facts), QUIET, shape.facts), (*against, shape.conflicts), changed]


def _both(shape: Table) -> int:
    return shape.facts + _GAP + shape.conflicts


class StoryHead(Widget):
    """What the columns of the list are called; the one it is sorted by stands out."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"story-head--name", "story-head--sorted", "story-head--rule"}
    DEFAULT_CSS = """
    StoryHead {
        height: 2;
        background: $background;
        .story-head--name { color: $text-muted; }
        .story-head--sorted { color: $accent; text-style: bold; }
        .story-head--rule { color: $foreground 25%; }
    }
    """

    @dataclass
    class Picked(Message):
        """The name of a column was clicked."""

        sorting: Sorting

    def __init__(self) -> None:
        super().__init__()
        self._sorting = Sorting.CHANGED

    def tell(self, sorting: Sorting) -> None:
        """The order the stories are in."""
        if sorting is not self._sorting:
            self._sorting = sorting
            self.refresh()

    def _names(self) -> list[tuple[str, Sorting | None]]:
        """The columns as they are called, filled up to their cells, and the order each stands for."""
        # The last cell is above the scroll bar.
        shape = table(self.size.width - 1)
        names: list[tuple[str, Sorting | None]] = [
            (f"{'':{_TITLE_AT}}{pad('story', shape.title)}", Sorting.TITLE),
            (f"{'':{_GAP}}{pad('folder', shape.folder)}" if shape.folder else "", None),
            (f"{'sources':>{shape.sources + _GAP}}" if shape.sources else "", Sorting.SOURCES),
            (f"{'facts':>{shape.facts + _GAP}}", None),
            (f"{_CONFLICT:>{shape.conflicts + _GAP}}", Sorting.CONFLICTS),
            (f"{'last changed':>{shape.changed + _GAP}}", Sorting.CHANGED),
        ]
        return names

    def on_click(self, event: events.Click) -> None:
        """Sort by the column under the mouse."""
        at = 0
        for text, sorting in self._names():
            at += cell_len(text)
            if event.x < at:
                if sorting is not None:
                    self.post_message(self.Picked(sorting))
                return

    def render_line(self, y: int) -> Strip:
        """Draw the names, and a rule below them."""
        ground = self.rich_style
        name, chosen, rule = (ground + part_style(self, f"story-head--{part}") for part in ("name", "sorted", "rule"))
        if y:
            return Strip([Segment("─" * self.size.width, rule)])
        segments = [Segment(text, chosen if sorting is self._sorting else name) for text, sorting in self._names()]
        return Strip(segments).adjust_cell_length(self.size.width, ground)


class StoryPreview(PassageView):
    """The current story: who tells it, what they contradict each other in, or why it cannot be opened."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"passage--against", "passage--failed"}
    DEFAULT_CSS = """
    StoryPreview {
        height: 8;
        background: $surface;
        border-top: solid $foreground 25%;
        border-title-color: $foreground;
        border-title-style: bold;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        padding: 0 1;
        .passage--against { color: $text-error; text-style: bold; }
        .passage--failed { color: $text-error; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._row: Row | None = None
        self._text = Passage("", ())
        self._lines: tuple[Line, ...] = _NO_LINES

    def present(self, row: Row) -> None:
        """Show a story."""
        if row != self._row:
            is_other = self._row is None or self._row.story.path != row.story.path
            self._row = row
            self.relayout()
            if is_other:
                self.to_top()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self.relayout()

    def relayout(self) -> None:
        """Write and wrap the text."""
        width = self.scrollable_content_region.width
        if self._row is None or width <= 0:
            return
        title, name = _flat(self._row.title), _flat(self._row.story.name)
        named = title if title == name else f"{title} · {name}"
        self.border_title = Content(fit(named, max(0, self.size.width - 4)))
        self._text = told(self._row)
        self._lines = wrap(self._text.text, width)
        self.take_lines(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return self.blank()
        width = self.scrollable_content_region.width
        return Strip(self.segments(self._text.pieces(self._lines[index]), self.rich_style, width))


def told(row: Row) -> Passage:
    """A story in a few lines."""
    writer = Writer()
    if row.reason:
        return writer.add(_reason(row), "failed").passage()
    figures = row.figures
    if figures is None:
        return writer.add(f"{plural(row.sources, 'file')} · {row.status}", QUIET).passage()
    # A letter and its name are not parted at the end of a line.
    writer.add(" · ".join(_flat(name).replace(" ", "\u00a0", 1) for name in figures.sources))
    for label in figures.told[:_MOST_TOLD]:
        writer.add("\n").add(f"{_CONFLICT} ", "against").add_raw(" ".join(label.split()))
    if len(figures.told) > _MOST_TOLD:
        writer.add(f"\nand {len(figures.told) - _MOST_TOLD} more", QUIET)
    if not figures.told:
        agreed = "nothing contradicts" if len(figures.sources) > 1 else "one source alone"
        writer.add(f"\n{agreed}", QUIET)
    return writer.passage()
