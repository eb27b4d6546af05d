"""The Fact screen: one fact in full, with every source's words in their place and the reasons for the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from aligner.model import Fact
from tui import keys
from tui.fact_text import Scene, base_of, heading, page
from tui.places import Places
from tui.screens.story import StoryScreen
from tui.session import Session
from tui.view import keep_place, sentences_of
from tui.widgets.page_view import PageView


class FactHeading(PageView, can_focus=False):
    """Which fact it is and what the sources make of it; stays when the page scrolls."""

    DEFAULT_CSS = """
    FactHeading {
        height: auto;
        max-height: 5;
        background: $surface;
        padding: 0 1;
        overflow-y: hidden;
        border-bottom: solid $foreground 18%;
    }
    """


class FactPage(PageView, can_focus=True):
    """Everything there is to say of the current fact."""

    DEFAULT_CSS = """
    FactPage { height: 1fr; padding: 0 1; }
    """


class FactScreen(StoryScreen, inherit_bindings=False):
    """The current fact on a page that scrolls; the sources' own words, wherever they stand."""

    DEFAULT_CSS = """
    FactScreen {
        &.-empty FactHeading { display: none; }
        &.-low FactHeading { max-height: 3; border-bottom: none; }
    }
    """
    CRUMB = "Fact"
    MAIN = FactPage
    VIEW = ("order", "base")
    KEY_WORDS: ClassVar[Mapping[str, str]] = {
        "fact.next": "a line down, up",
        "fact.first": "top, bottom of the page",
        "source.previous": "source that tells it, to the left, right",
        "open": "the current source's article, at this fact",
        "base": "base: compare word by word with the next source",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit", "back", "fact.following", "conflict.next", "checked", "correct", "note"),
        *keys.keys("source.next", "mark", "article", "base", "ledger", "search", "columns", "matrix", "copy"),
        *keys.keys("export", "filter", "order", "perhaps", "threshold.lower"),
        keys.called("fact.next", "A line down", shown=False),
        keys.called("fact.previous", "A line up", shown=False),
        keys.called("fact.first", "Top of the page", shown=False),
        keys.called("fact.last", "Bottom of the page", shown=False),
        keys.called("open", "Article", "Article of the current source, at this fact", shown=False),
        *keys.hidden("fact.preceding", *keys.MOVES, *keys.CONFLICTS, *keys.SOURCES, *keys.DIFFERENCES, keys.DRAFT),
        *keys.hidden(*keys.SEARCHES, *keys.LEVELS, *keys.ARTICLES, "theme", "stories", "live", "reread"),
        *keys.deciding(),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._places: Places | None = None
        self._shown: tuple[object, ...] = ()
        self._held: frozenset[str] = frozenset()

    def body(self) -> ComposeResult:
        """Heading, page or notice."""
        yield FactHeading()
        yield self.notice()
        yield FactPage()

    # Up to date ---------------------------------------------------------------------------------------------------

    def scene(self) -> Scene | None:
        """The current fact as the user looks at it; None where nothing is shown."""
        session = self.session
        fact, index, comparison = session.current, session.fact, session.comparison
        if fact is None or index is None or comparison is None:
            return None
        if self._places is None or self._places.comparison is not comparison:
            self._places = Places(comparison)
        marks = frozenset(id_ for marked, id_ in session.marks if marked == index)
        return Scene(self._places, fact, index + 1, self._source(fact), base_of(fact, session.base), marks)

    def _source(self, fact: Fact) -> str:
        """The current source; the first one that tells the fact where that is silent."""
        source = self.session.article.id
        return source if source in fact.cells else next(iter(fact.cells), source)

    def show_session(self) -> None:
        """The current fact, from its top unless it was on show already."""
        scene = self.scene()
        if scene is None:
            return
        # What is judged, marked or put right meanwhile does not take the reader back to the top.
        same = self._is_same(scene)
        # The same row can stand in another comparison, beside another ledger.
        now = (scene.number, scene.fact, scene.places, scene.source, scene.base, scene.marks, self.session.search)
        if self._shown != now:
            self._shown = now
            self._held = sentences_of(scene.fact)
            search = self.session.search
            self.query_one(FactHeading).present(lambda width: heading(scene, width), search=search)
            self.query_one(FactPage).present(lambda width: page(scene, width), search=search, hold=same)

    def _is_same(self, scene: Scene) -> bool:
        """Whether a scene is of the fact on show, whatever is put right in it."""
        return self._shown[:1] == (scene.number,) and not self._held.isdisjoint(sentences_of(scene.fact))

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """A line down (1) or up (-1)."""
        view = self.query_one(FactPage)
        view.scroll_to(y=view.scroll_offset.y + direction, animate=False)

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(FactPage).turn(share)

    def action_first(self) -> None:
        """The top of the page."""
        self.query_one(FactPage).scroll_home(animate=False)

    def action_last(self) -> None:
        """The bottom of the page."""
        self.query_one(FactPage).scroll_end(animate=False)

    def action_follow(self, direction: int) -> None:
        """The next (1) or previous (-1) fact of those shown."""
        facts = self.session.facts
        if not facts:
            return
        position = keep_place(facts, self.session.fact) + direction
        if 0 <= position < len(facts):
            self.go_to_fact(facts[position])
        else:
            self.notify("This is the last fact." if direction > 0 else "This is the first fact.", timeout=2)

    def action_source(self, direction: int) -> None:
        """To what the next (1) or previous (-1) source that tells the fact says."""
        fact = self.session.current
        if fact is None:
            return
        told = list(fact.cells)
        position = told.index(self._source(fact)) + direction
        source = told[max(0, min(position, len(told) - 1))]
        self._turn_to(source)
        self.query_one(FactPage).show_source(source)

    def _turn_to(self, source: str) -> None:
        """Make a source the current one."""
        self.session.source = [article.id for article in self.session.story.articles].index(source)
        self.sync()

    def action_article(self, number: int | None = None) -> None:
        """The whole article of the current source, or of the one at an index, at what it says of the fact."""
        fact = self.session.current
        if number is None and fact is not None:
            self._turn_to(self._source(fact))
        super().action_article(number)

    def action_base(self) -> None:
        """The next source that tells the fact becomes the base; after the last one, the first."""
        fact = self.session.current
        base = base_of(fact, self.session.base) if fact is not None else None
        if fact is None or base is None:
            self.notify("One source alone tells this: there is nothing to compare its words with.", timeout=3)
            return
        told = list(fact.cells)
        self.session.base = told[(told.index(base) + 1) % len(told)]
        self.sync()

    def action_mark(self) -> None:
        """Mark what the source says that is current here, or no longer."""
        if self.session.current is not None:
            self._turn_to(self._source(self.session.current))
        super().action_mark()

    def action_open(self) -> None:
        """The article of the current source, at what it says of the fact."""
        self.action_article()

    @on(PageView.Clicked)
    def pick_source(self, event: PageView.Clicked) -> None:
        """A click on a source's words makes it the current one; a second one opens its article."""
        event.stop()
        self._turn_to(event.source)
        if event.times == 2:
            self.action_article()
