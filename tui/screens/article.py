"""The Article screen: one article whole, beside it what the others say of the sentence one is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from aligner.model import Comparison, DifferenceType, Kind
from tui import keys
from tui.article_text import both, copied, tally
from tui.fact_text import Scene, beside
from tui.grid_layout import show
from tui.page import Band, Cell
from tui.passages import QUIET, plain
from tui.places import Places
from tui.renewal import Renewal
from tui.screens.story import IN_TYPE, StoryScreen
from tui.search import says
from tui.session import Session
from tui.view import ahead, differs_in, is_conflict
from tui.widgets.article_head import ArticleHead
from tui.widgets.article_page import ArticlePage
from tui.widgets.page_view import PageView

_WIDE = 100
"""From so many columns on, the footer has room for paragraph and sentence."""

_BESIDE = 110
_BREAKPOINTS = [(0, "-narrow"), (_BESIDE, "-wide")]


class Beside(PageView, can_focus=False):
    """What the other sources say of the current sentence's fact."""

    DEFAULT_CSS = """
    Beside {
        width: 42%;
        max-width: 76;
        height: 1fr;
        padding: 0 1;
        border-left: solid $foreground 18%;
    }
    """


class ArticleScreen(StoryScreen, inherit_bindings=False):
    """One article, sentence by sentence; the current fact follows the sentence as far as the filter shows it."""

    CRUMB = "Article"
    MAIN = ArticlePage
    HORIZONTAL_BREAKPOINTS = _BREAKPOINTS
    """CSS classes by columns of the terminal."""

    VIEW = ("furniture",)
    KEY_WORDS: ClassVar[Mapping[str, str]] = {
        "fact.next": "next, previous sentence",
        "conflict.next": "next, previous conflict in this article",
        "fact.first": "first, last sentence",
        "source.previous": "article of the source to the left, right",
        "fact.following": "next, previous fact of the sentence",
        "search": "search this article; every hit is marked",
        "open": "the row in Columns",
        "enlarge": "more room for what the others say",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit", "back"),
        keys.called("fact.next", "Sentence", "Next sentence"),
        keys.called("fact.previous", "Previous sentence", shown=False),
        keys.called("fact.first", "First sentence", shown=False),
        keys.called("fact.last", "Last sentence", shown=False),
        keys.called("open", "Row", "Open the row in Columns"),
        *keys.keys("source.next", "conflict.next"),
        keys.called("enlarge", "Others", "More or less room for what the others say"),
        keys.called("fact.following", "Fact", "Next fact of the sentence"),
        keys.called("fact.preceding", "Previous fact of the sentence", shown=False),
        *keys.keys("search", "columns", "matrix", "ledger", "furniture", "copy", "export", "filter"),
        *keys.keys("perhaps", "threshold.lower"),
        *keys.hidden(*keys.MOVES, "page.on", *keys.CONFLICTS, *keys.SOURCES, *keys.DIFFERENCES, keys.DRAFT),
        *keys.hidden(*keys.SEARCHES, *keys.LEVELS, *keys.ARTICLES[1:], "theme", "stories", "live", "reread"),
    ]
    DEFAULT_CSS = """
    ArticleScreen {
        #reader { height: 1fr; layout: horizontal; }
        &.-low ArticleHead { height: 1; }
        &.-narrow Beside { display: none; }
        &.-narrow.-high #reader { layout: vertical; }
        &.-narrow.-high Beside {
            display: block;
            width: 1fr;
            max-width: 100%;
            height: 35%;
            border-left: none;
            border-top: solid $foreground 18%;
        }
        &.-enlarged Beside, &.-narrow.-high.-enlarged Beside { width: 64%; max-width: 100%; height: 1fr; }
        &.-narrow.-enlarged #reader { layout: vertical; }
        &.-narrow.-enlarged Beside {
            display: block;
            width: 1fr;
            height: 60%;
            border-left: none;
            border-top: solid $foreground 18%;
        }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._places: Places | None = None
        self._at: str | None = None
        # The article and the fact the cursor was placed by, and whether the article is silent on that fact.
        self._placed: tuple[str, int | None] | None = None
        self._silent = False

    def body(self) -> ComposeResult:
        """Tabs and title, the article, what others say beside it."""
        yield ArticleHead(self.session.story.articles)
        yield self.notice()
        with Container(id="reader"):
            yield ArticlePage()
            yield Beside()

    # Up to date ---------------------------------------------------------------------------------------------------

    def shows_nothing(self) -> bool:
        """There is always an article to read, whatever the filter."""
        return False

    def name_sources(self) -> None:
        """The heads."""
        self.query_one(ArticleHead).name_sources(self.session.story.articles)

    def renew(self, change: Renewal) -> None:
        """The cursor stays on the sentence that stands now where it was."""
        self._at = change.sentences.get(self._at) if self._at is not None else None
        super().renew(change)

    def show_session(self) -> None:
        """The current source's article, at the current fact unless the user is on one of its sentences."""
        session, comparison = self.session, self.session.comparison
        if comparison is None:
            return
        if self._places is None or self._places.comparison is not comparison:
            self._places, self._placed = Places(comparison), None
        self._put_cursor(self._places)
        stops = self._stops(self._places)
        if self._at not in stops:
            self._at = self._nearest_stop(self._places, stops)
        page = self.query_one(ArticlePage)
        page.present(self._places, session.article, stops, self._at, self.subject(), session.search)
        self._describe(comparison)

    def _put_cursor(self, places: Places) -> None:
        """Put the cursor where the article tells the current fact, unless it was put there or moved on since."""
        session = self.session
        wanted = (session.article.id, session.fact)
        if wanted == self._placed:
            return
        stays = self._at is not None and places.comparison.sentences[self._at].source == session.article.id
        if not (stays and session.fact in places.facts_of.get(self._at or "", ())):
            fact = session.fact if session.fact is not None else 0
            self._at, tells = places.place(fact, session.article.id)
            self._silent = not tells and session.fact is not None
        else:
            self._silent = False
        self._placed = wanted

    def _stops(self, places: Places) -> list[str]:
        """The ids of the sentences that the cursor stops at."""
        sentences = places.sentences(self.session.article.id)
        stops = [s.id for s in sentences if self.session.furniture or s.kind is not Kind.FURNITURE]
        return stops or [s.id for s in sentences]

    def _nearest_stop(self, places: Places, stops: list[str]) -> str | None:
        """The last stop before the current sentence, or the first one."""
        order = places.comparison.sentences
        here = order[self._at].start if self._at is not None else 0
        return next((stop for stop in reversed(stops) if order[stop].start <= here), stops[0] if stops else None)

    def subject(self) -> int | None:
        """The index of the fact that is looked at: the one the user came for, or one of the current sentence."""
        fact = self.session.fact
        if self._silent or self._places is None:
            return fact
        of_it = self._places.facts_of.get(self._at or "", ())
        return fact if fact in of_it else of_it[0] if of_it else None

    def _describe(self, comparison: Comparison) -> None:
        """Head and side, for the sentence one is on."""
        session, places, subject = self.session, self._places, self.subject()
        if places is None:
            return
        source = session.article.id
        silent = comparison.facts[subject].silent if subject is not None else ()
        remark = ""
        if self._silent and subject is not None:
            remark = f"{source} does not tell fact {subject + 1}: it would stand about here."
        self.query_one(ArticleHead).tell(session.source, silent, tally(comparison, source), remark)
        self.query_one(ArticlePage).mark(subject)
        side = self.query_one(Beside)
        if subject is None:
            side.present(lambda width: [Band((Cell(0, width, plain("Furniture: part of no fact.", QUIET)),))])
            return
        scene = Scene(places, comparison.facts[subject], subject + 1, source)
        also = self._also(places, subject)
        side.present(lambda width: beside(scene, width, also), search=session.search)

    def _also(self, places: Places, subject: int) -> str:
        """What there is to know of the fact on show: other facts of the sentence, and whether the filter hides it."""
        others = [index + 1 for index in places.facts_of.get(self._at or "", ()) if index != subject]
        parts = [] if self._silent or not others else [f"the sentence is also in {both(others)}"]
        parts += [] if subject in self.session.facts else ["not in the filter"]
        return " · ".join(parts)

    def place(self) -> str:
        """``¶ 5/19 · sentence 6/22``: how far down in the article this stands."""
        places, at = self._places, self._at
        if places is None or at is None or self.session.comparison is None:
            return ""
        sentence = self.session.comparison.sentences[at]
        stops = self._stops(places)
        number = f"{stops.index(at) + 1}/{len(stops)}" if at in stops else ""
        if self.app.size.width < _WIDE:
            return number
        return f"¶ {sentence.paragraph + 1}/{len(self.session.article.blocks)} · sentence {number}"

    @on(ArticlePage.Moved)
    def follow_sentence(self, event: ArticlePage.Moved) -> None:
        """The cursor moved: the sentence's fact is the current one, if it has one that the filter shows."""
        session, places = self.session, self._places
        if places is None or session.comparison is None or event.sentence == self._at:
            return
        self._at, self._silent = event.sentence, False
        shown = [index for index in places.facts_of.get(event.sentence, ()) if index in session.facts]
        if shown and session.fact not in shown:
            session.fact = shown[0]
        self._placed = (session.article.id, session.fact)
        self._describe(session.comparison)
        self.tell()

    @on(ArticleHead.Picked)
    def pick_source(self, event: ArticleHead.Picked) -> None:
        """A click on a tab."""
        self.action_article(event.source)

    @on(ArticlePage.Opened)
    def open_sentence(self) -> None:
        """A sentence was clicked twice."""
        self.action_open()

    @on(PageView.Clicked)
    def read_other(self, event: PageView.Clicked) -> None:
        """What another source says was clicked: its article, at the same fact."""
        event.stop()
        self.action_article([article.id for article in self.session.story.articles].index(event.source))

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) sentence."""
        self.query_one(ArticlePage).step(direction)

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(ArticlePage).turn(share)

    def action_first(self) -> None:
        """The first sentence."""
        self.query_one(ArticlePage).cursor = 0

    def action_last(self) -> None:
        """The last sentence."""
        if self._places is not None:
            self.query_one(ArticlePage).cursor = len(self._stops(self._places)) - 1

    def action_conflict(self, direction: int) -> None:
        """The next (1) or previous (-1) sentence on which the sources contradict each other."""
        places = self._places
        if places is not None:
            where = "after" if direction > 0 else "before"
            nothing = f"No conflict in this article {where} this sentence."
            self._seek(direction, lambda id_: any(map(is_conflict, places.facts(id_))), nothing)

    def action_difference(self, type_: str) -> None:
        """The next sentence whose fact is told differently in this type; after the last one, the first."""
        places, wanted = self._places, differs_in(DifferenceType(type_))
        if places is not None:
            nothing = f"No difference in {IN_TYPE.get(type_, type_)} in this article."
            self._seek(1, lambda id_: any(map(wanted, places.facts(id_))), nothing, around=True)

    def _seek(self, direction: int, wanted: Callable[[str], bool], nothing: str, *, around: bool = False) -> None:
        page = self.query_one(ArticlePage)
        if self._places is None:
            return
        found = ahead(self._stops(self._places), page.cursor, direction, wanted, around=around)
        if found is None:
            self.say_briefly(nothing)
        elif found == page.cursor:
            self.say_briefly("No other one in this article.")
        else:
            page.cursor = found

    def action_follow(self, direction: int) -> None:
        """The next (1) or previous (-1) fact of the current sentence."""
        session, places, subject = self.session, self._places, self.subject()
        of_it = places.facts_of.get(self._at or "", ()) if places is not None else ()
        if session.comparison is None or subject not in of_it or len(of_it) < 2:
            self.notify("This sentence is in no other fact.", timeout=2, markup=False)
            return
        wanted = of_it[(of_it.index(subject) + direction) % len(of_it)]
        if wanted not in session.facts:
            self.notify(f"Fact {wanted + 1} is not in the filter.", timeout=2, markup=False)
            return
        session.fact = wanted
        self._placed = (session.article.id, wanted)
        self._describe(session.comparison)
        self.tell()

    def action_article(self, number: int | None = None) -> None:
        """The article of the source at an index, at the same fact."""
        if number is not None:
            self.session.source = number
            self.sync()

    def action_open(self) -> None:
        """The row in Columns of the fact that is looked at."""
        subject, places = self.subject(), self._places
        if subject is None or places is None:
            self.notify("Furniture is in no row.", timeout=2, markup=False)
            return
        remarks = []
        of_it = [index + 1 for index in places.facts_of.get(self._at or "", ())]
        if len(of_it) > 1 and subject + 1 in of_it:
            remarks.append(f"The sentence is in {both(of_it)}.")
        if self.session.reveal(subject):
            remarks.append("The filter is gone: the fact was not in it.")
        if remarks:
            self.notify(" ".join(remarks), timeout=3, markup=False)
        self.synoptic.go("columns")

    def action_enlarge(self) -> None:
        """More room for what the others say, or the usual room; on a small terminal, to have it at all."""
        self.toggle_class("-enlarged")

    def action_copy(self) -> None:
        """Copy the current sentence with its attribution."""
        comparison = self.session.comparison
        if comparison is not None and self._at is not None:
            sentence = comparison.sentences[self._at]
            self.copy_out(copied(comparison, sentence), f"a sentence of {sentence.source}")

    # Search -------------------------------------------------------------------------------------------------------

    def _hits(self) -> list[str]:
        """The ids of this article's sentences that hold the searched text."""
        comparison, places = self.session.comparison, self._places
        if comparison is None or places is None:
            return []
        search = self.session.search
        return [id_ for id_ in self._stops(places) if search and says(comparison.sentences[id_].text, search)]

    def hit_count(self) -> str:
        """``“azure” 2/5``: which of how many sentences of this article that hold the searched text."""
        found = self._hits()
        at = f"{found.index(self._at) + 1}/" if self._at in found else ""
        return f"“{show(self.session.search).text}” {at}{len(found)}"

    def first_hit(self) -> None:
        """Stay where the text is, or go on to where it is."""
        if self._at not in self._hits():
            self.action_hit(1)

    def action_hit(self, direction: int) -> None:
        """The next (1) or previous (-1) sentence of this article that holds the searched text, round in a circle."""
        if not self.session.search:
            self.action_search()
            return
        found = set(self._hits())
        nothing = f"“{show(self.session.search).text}” is not in this article."
        self._seek(direction, found.__contains__, nothing, around=True)
