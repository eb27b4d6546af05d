"""The Columns screen: what every source says of every fact, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from aligner.model import Comparison
from tui import keys
from tui.arrangement import capacity
from tui.glyphs import plural
from tui.screens.arranged import ArrangedScreen
from tui.selection import quoted
from tui.session import Session
from tui.view import rows
from tui.widgets.column_header import ColumnHeader
from tui.widgets.detail import DetailPane
from tui.widgets.fact_grid import FactGrid
from tui.widgets.minimap import Minimap


class ColumnsScreen(ArrangedScreen, inherit_bindings=False):
    """Facts down, sources across, the current fact in detail below."""

    CRUMB = "Columns"
    MAIN = FactGrid
    KEY_WORDS: ClassVar[Mapping[str, str]] = {"open": "the fact in full"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit", "fact.next", "conflict.next", "open", "matrix", "checked", "correct", "search"),
        *keys.keys("filter", "export", "article", "ledger", "mark", "note", "copy", "order", "base", "furniture"),
        *keys.keys("source.next", "detail", "perhaps", "threshold.lower", "back"),
        *keys.hidden(
            *keys.MOVES, *keys.CONFLICTS, *keys.SOURCES, *keys.DIFFERENCES, keys.DRAFT, *keys.SEARCHES, *keys.LEVELS
        ),
        *keys.hidden(*keys.ARTICLES, *keys.LAYOUT, "enlarge", "theme", "stories", "live", "reread"),
        *keys.deciding(),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """Heads, grid and minimap or a notice, detail."""
        yield ColumnHeader(self.session.story.articles)
        yield self.notice()
        with Horizontal(id="facts"):
            grid = FactGrid()
            yield grid
            yield Minimap(grid)
        yield DetailPane()

    # Up to date ---------------------------------------------------------------------------------------------------

    def sync(self) -> None:
        """Grid and minimap are there as long as they have something to show."""
        if self._stands:
            self.query_one("#facts").display = self.session.comparison is not None and not self.shows_nothing()
        super().sync()

    def say(self, text: Content) -> None:
        """Show a notice in place of grid and minimap."""
        super().say(text)
        self.query_one("#facts").display = False

    def name_sources(self) -> None:
        """The heads."""
        self.query_one(ColumnHeader).name_sources(self.session.story.articles)

    def show_session(self) -> None:
        """The rows, the heads over them, the current fact below. A hidden source cannot be the current one here."""
        session = self.session
        comparison = session.comparison
        if comparison is None or session.counts is None:
            return
        self.keep_source()
        header = self.query_one(ColumnHeader)
        header.tell(session.counts.told, session.counts.facts, session.counts.shared)
        header.base, header.source = session.base, session.source
        grid = self.query_one(FactGrid)
        grid.lay_columns(session.arrangement, session.source)
        self._show_rows(grid, comparison)
        grid.mark(session.base, session.search, session.hits)
        if session.fact in session.facts:
            grid.cursor = session.facts.index(session.fact)
        self._describe()

    def _show_rows(self, grid: FactGrid, comparison: Comparison) -> None:
        """Give the grid its rows anew where they are others than before; after another comparison at their height."""
        session = self.session
        shown = (session.facts, session.furniture)
        same = grid.retell(comparison)
        grid.show_marks(session.marks)
        if same and shown == self._shown:
            return
        hold = bool(self._shown) and not same
        self._shown = shown
        cursor = session.facts.index(session.fact) if session.fact in session.facts else 0
        grid.present(comparison, rows(comparison, session.facts, session.furniture), cursor, hold=hold)

    def _describe(self) -> None:
        """Bring the detail pane up to date with the current fact and source."""
        session = self.session
        fact, index = session.current, session.fact
        detail = self.query_one(DetailPane)
        if fact is None or index is None or session.comparison is None:
            detail.clear()
        else:
            detail.present(session.comparison, fact, index + 1, session.article.id, session.search)

    @on(FactGrid.Moved)
    def follow(self) -> None:
        """The cursor moved: describe the fact it is on.

        Keys call it themselves: a message would be late for the frame that shows the cursor.
        """
        facts, cursor = self.session.facts, self.query_one(FactGrid).cursor
        if cursor < len(facts) and facts[cursor] != self.session.fact:
            self.session.fact = facts[cursor]
            self._describe()
            self.tell()

    @on(FactGrid.Arranged)
    def line_up(self, event: FactGrid.Arranged) -> None:
        """Put the heads over the columns, and the marks of the minimap beside the rows."""
        self.query_one(ColumnHeader).stand_over(event.columns)
        self.query_one(Minimap).take_in()

    def position(self) -> str:
        """Where the user is; what they can do with selected words goes first."""
        selected = self.query_one(FactGrid).selected
        words = f"y copies {plural(len(selected[1].split()), 'word')} · " if selected is not None else ""
        return words + super().position()

    # The mouse ----------------------------------------------------------------------------------------------------

    @on(FactGrid.SourceClicked)
    @on(ColumnHeader.Clicked)
    def pick_source(self, event: FactGrid.SourceClicked | ColumnHeader.Clicked) -> None:
        """A click in a column or on its head makes its source the current one."""
        self.session.source = event.source
        self.sync()

    @on(FactGrid.Opened)
    def open_clicked(self) -> None:
        """The second click opens the fact."""
        self.action_open()

    @on(FactGrid.Selected)
    def tell_selected(self) -> None:
        """Say what can be done with selected words."""
        self.tell()

    @on(Minimap.Wanted)
    def go_there(self, event: Minimap.Wanted) -> None:
        """To what the minimap shows there: a hit, a conflict, or else the fact."""
        self.query_one(FactGrid).go_to_lines(event.stretch.first, event.stretch.end)

    @on(ColumnHeader.Recalled)
    def recall_clicked(self, event: ColumnHeader.Recalled) -> None:
        """The letter of a hidden source was clicked."""
        self.recall(event.source)

    @on(ColumnHeader.Put)
    def put(self, event: ColumnHeader.Put) -> None:
        """A head was dragged: its column goes along."""
        self.session.source = event.source
        self.lay_columns(self.session.arrangement.put(event.source, event.at))

    @on(ColumnHeader.Widened)
    def drag_border(self, event: ColumnHeader.Widened) -> None:
        """The border of a column was dragged: it goes along, as far as the columns can be."""
        columns = self.query_one(FactGrid).columns
        if event.source in columns.visible:
            start, width = columns.place_of(event.source)
            arrangement = self.session.arrangement.drag(columns, event.source, event.x - start - width)
            self.lay_columns(arrangement)

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) fact."""
        self.query_one(FactGrid).step(direction)
        self.follow()

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(FactGrid).page(share)
        self.follow()

    def action_first(self) -> None:
        """The first fact."""
        self._go_to(0)

    def action_last(self) -> None:
        """The last fact."""
        self._go_to(len(self.session.facts) - 1)

    def _go_to(self, position: int) -> None:
        """The fact at a position among those shown."""
        self.query_one(FactGrid).go_to(position)
        self.follow()

    def action_columns(self, more: int) -> None:
        """One source more (1) or fewer (-1) side by side."""
        grid = self.query_one(FactGrid)
        arrangement, count = self.session.arrangement, grid.columns.count
        shown = len(arrangement.shown)
        wanted = max(1, min(count + more, shown))
        if wanted == count:
            what = "One column is the least." if more < 0 else "All columns are visible."
            self.say_briefly(what + (" X brings the hidden ones back." if more > 0 and arrangement.hidden else ""))
        elif capacity(grid.size.width, shown, wanted) < wanted:
            self.say_briefly("More columns do not fit.")
        else:
            self.lay_columns(arrangement.ask(wanted))

    def action_widen(self, direction: int) -> None:
        """The current column a step wider (1) or narrower (-1); the others make room."""
        grid, before = self.query_one(FactGrid), self.session.arrangement
        columns = grid.columns
        self.lay_columns(before.widen(self.session.source, direction))
        if grid.columns == columns:
            # What has no effect now must not have one later.
            self.session.arrangement = before
            grid.lay_columns(before, self.session.source)
            others = "other columns" if direction > 0 else "column"
            alone = columns.count == 1
            self.say_briefly("One column has all the room." if alone else f"The {others} cannot be narrower.")

    def action_base(self) -> None:
        """The next base source, after the last one none."""
        session = self.session
        ids: list[str | None] = [None, *(article.id for article in session.story.articles)]
        session.base = ids[(ids.index(session.base) + 1) % len(ids)]
        self.sync()

    def action_detail(self) -> None:
        """Into the detail pane, and from there back."""
        detail = self.query_one(DetailPane)
        if detail.has_focus:
            self._leave_detail()
        elif self.session.current is not None:
            # On a low screen the pane appears with this class, and only what is displayed takes the focus.
            self.add_class("-reading")
            detail.focus()

    def action_back(self) -> None:
        """Out of the detail pane first; then selected words are let go."""
        if self.query_one(DetailPane).has_focus or self.has_class("-reading"):
            self._leave_detail()
        elif not self.query_one(FactGrid).clear_selection():
            super().action_back()

    def _leave_detail(self) -> None:
        self.remove_class("-reading")
        self.query_one(FactGrid).focus()

    def action_enlarge(self) -> None:
        """A larger detail pane, or its usual size again."""
        self.toggle_class("-enlarged")

    def action_copy(self) -> None:
        """Copy the selected words with what says whose they are, or else the current fact."""
        selected = self.query_one(FactGrid).selected
        if selected is None:
            super().action_copy()
            return
        source, words = selected
        article = self.session.story.articles[source]
        self.copy_out(quoted(article, words), f"{plural(len(words.split()), 'word')} of {article.id}")
