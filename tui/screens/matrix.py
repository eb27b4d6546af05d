"""The Matrix screen: every fact in one line, and what each source makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from aligner.model import Comparison
from tui import deciding, keys
from tui.matrix import desk_signs
from tui.prominence import Prominence
from tui.screens.arranged import ArrangedScreen
from tui.session import Session
from tui.widgets.matrix_grid import MatrixGrid, MatrixHead
from tui.widgets.matrix_preview import FactPreview, Legend


class MatrixScreen(ArrangedScreen, inherit_bindings=False):
    """Facts down, sources across, a glyph for each; the current fact, and where in the articles it stands, below."""

    CRUMB = "Matrix"
    MAIN = MatrixGrid
    VIEW = ("order",)
    KEY_WORDS: ClassVar[Mapping[str, str]] = {"open": "the row in Columns"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit", "fact.next", "conflict.next", "open", "order", "checked", "search", "filter"),
        *keys.keys("columns", "export", "source.next", "article", "ledger", "mark", "correct", "note", "copy"),
        *keys.keys("perhaps", "threshold.lower", "back"),
        *keys.hidden(
            *keys.MOVES, *keys.CONFLICTS, *keys.SOURCES, *keys.DIFFERENCES, keys.DRAFT, *keys.SEARCHES, *keys.LEVELS
        ),
        *keys.hidden(*keys.ARTICLES, *keys.ORDER, "theme", "stories", "live", "reread"),
        *keys.deciding(),
    ]
    DEFAULT_CSS = """
    MatrixScreen {
        /* The higher the terminal, the more of the fact is read below; below 20 lines the list has them all. */
        &.-tall FactPreview { height: 7; }
        &.-high {
            MatrixHead { height: 3; }
            FactPreview { height: 26%; max-height: 12; }
        }
        &.-low {
            FactPreview, Legend { display: none; }
        }
        &.-empty { FactPreview, Legend { display: none; } }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: tuple[object, ...] = ()
        self._prominence: Prominence | None = None
        # The comparison whose signs the legend explains.
        self._explained: Comparison | None = None

    def body(self) -> ComposeResult:
        """Heads, grid or notice, the current fact, what the glyphs mean."""
        yield MatrixHead(self.session.story.articles)
        yield self.notice()
        yield MatrixGrid()
        yield FactPreview()
        yield Legend()

    # Up to date ---------------------------------------------------------------------------------------------------

    def name_sources(self) -> None:
        """The heads."""
        self.query_one(MatrixHead).name_sources(self.session.story.articles)

    def show_session(self) -> None:
        """The lines, the heads over them, the current fact below. A hidden source cannot be the current one here."""
        session = self.session
        if session.comparison is None or session.counts is None:
            return
        self.keep_source()
        grid = self.query_one(MatrixGrid)
        self._show_lines(grid, session.comparison)
        if self._explained is not session.comparison:
            self._explained = session.comparison
            self.query_one(Legend).tell_desk(desk_signs(session.comparison))
        grid.lay_columns(session.arrangement, session.source)
        self.query_one(MatrixHead).tell(session.counts, session.arrangement, session.source)
        if session.fact in session.facts:
            grid.cursor = session.facts.index(session.fact)
        self._describe()

    def _show_lines(self, grid: MatrixGrid, comparison: Comparison) -> None:
        """Give the grid its facts anew where they are others than before; after another comparison at their height."""
        session = self.session
        shown = (session.facts, session.search)
        other = not grid.retell(comparison)
        grid.show_marks(session.marks)
        if not other and shown == self._shown:
            return
        hold = bool(self._shown) and other
        self._shown = shown
        if self._prominence is None or other:
            self._prominence = Prominence(comparison)
        cursor = session.facts.index(session.fact) if session.fact in session.facts else 0
        hits = session.hits if session.search else ()
        grid.present(comparison, session.facts, cursor, self._prominence, search=session.search, hits=hits, hold=hold)

    def _describe(self) -> None:
        """Bring what stands below up to date with the current fact and source."""
        session = self.session
        if session.comparison is not None and session.fact is not None and self._prominence is not None:
            preview = self.query_one(FactPreview)
            arrangement = session.arrangement
            preview.present(
                session.comparison, self._prominence, session.fact, session.source, session.search, arrangement
            )

    @on(MatrixGrid.Moved)
    def follow(self) -> None:
        """The cursor moved: tell of the fact it is on.

        Keys call it themselves: a message would be late for the frame that shows the cursor.
        """
        facts, cursor = self.session.facts, self.query_one(MatrixGrid).cursor
        if cursor < len(facts) and facts[cursor] != self.session.fact:
            self.session.fact = facts[cursor]
            self._describe()
            self.tell()

    @on(MatrixGrid.Arranged)
    def line_up(self, event: MatrixGrid.Arranged) -> None:
        """Put the heads over the columns, and tell what stands in them."""
        self.query_one(MatrixHead).stand_over(event.layout)
        self.query_one(Legend).tell(event.layout.track > 0)

    @on(MatrixGrid.Picked)
    @on(MatrixHead.Picked)
    def pick(self, event: MatrixGrid.Picked | MatrixHead.Picked) -> None:
        """A click on a source's cell or head makes it the current one."""
        self.session.source = event.source
        self.sync()

    @on(MatrixHead.Recalled)
    def recall_clicked(self, event: MatrixHead.Recalled) -> None:
        """The letter of a hidden source was clicked."""
        self.recall(event.source)

    @on(MatrixGrid.Opened)
    def open_clicked(self) -> None:
        """A double click opens the fact."""
        self.action_open()

    def action_mark(self) -> None:
        """Mark the whole fact, or no longer."""
        self._mark(deciding.turned_row(self.session))

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The current fact in Columns, at the current source."""
        if self.session.current is not None:
            self.synoptic.go("columns")

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) fact."""
        self.query_one(MatrixGrid).cursor += direction
        self.follow()

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(MatrixGrid).page(share)
        self.follow()

    def action_first(self) -> None:
        """The first fact."""
        self.query_one(MatrixGrid).cursor = 0
        self.follow()

    def action_last(self) -> None:
        """The last fact."""
        self.query_one(MatrixGrid).cursor = len(self.session.facts) - 1
        self.follow()
