"""The Ledger screen: figures, dates, quotations and names of the whole story, conflicts first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from aligner.model import Comparison, DifferenceType, LedgerEntry, Mention, Severity
from tui import keys
from tui.grid_layout import show
from tui.ledger_text import arrange, copied, decided_of, holding, holds
from tui.places import Places
from tui.screens.story import StoryScreen
from tui.session import Session
from tui.view import ALL, Filter, ahead
from tui.widgets.ledger_list import LedgerList, MentionPreview

_ON_ENTRIES = {"fact", "source", "page", "first", "last", "conflict", "difference", "hit", "open", "copy"}
"""Actions that go among the entries or take one of them."""


class LedgerScreen(StoryScreen, inherit_bindings=False):
    """Entries down, each with its variants and who tells which; the current mention in its sentence below."""

    CRUMB = "Ledger"
    MAIN = LedgerList
    VIEW = ()
    KEY_WORDS: ClassVar[Mapping[str, str]] = {
        "fact.next": "next, previous entry",
        "conflict.next": "next, previous entry in conflict",
        "fact.first": "first, last entry",
        "source.previous": "mention before, after it in the entry",
        "next.money": "next entry on money, a number, a date",
        "next.name": "next entry on a name, a quotation",
        "search": "search labels and mentions; every hit is marked",
        "open": "the row that holds the mention; again: the next",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.keys("help", "quit"),
        keys.called("fact.next", "Entry", "Next entry"),
        keys.called("fact.previous", "Previous entry", shown=False),
        keys.called("fact.first", "First entry", shown=False),
        keys.called("fact.last", "Last entry", shown=False),
        *keys.keys("conflict.next"),
        keys.called("source.next", "Mention", "Next mention of the entry"),
        keys.called("source.previous", "Previous mention of the entry", shown=False),
        keys.called("open", "Row", "Open the row that holds the mention, again: the next row"),
        *keys.keys("search", "filter", "matrix", "columns", "article", "export", "copy", "perhaps", "threshold.lower"),
        *keys.keys("back"),
        *keys.hidden(*keys.MOVES, *keys.CONFLICTS, *keys.SOURCES, *keys.DIFFERENCES, *keys.SEARCHES, *keys.LEVELS),
        *keys.hidden(*keys.ARTICLES, "page.on", "theme", "stories", "live", "reread"),
    ]
    DEFAULT_CSS = """
    LedgerScreen {
        &.-tall MentionPreview { height: 7; }
        &.-high MentionPreview { height: 30%; max-height: 14; }
        &.-low MentionPreview { display: none; }
        &.-empty MentionPreview { display: none; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.add_class("-empty")  # until the comparison is there
        self._shown: tuple[object, ...] = ()
        self._entries: tuple[LedgerEntry, ...] = ()
        self._entries_of: tuple[Comparison | None, Filter] | None = None
        self._found_hits: tuple[tuple[LedgerEntry, ...], str, Sequence[int]] | None = None
        self._places: Places | None = None
        # The mention that was opened last, and which of its rows.
        self._opened: tuple[Mention, int] | None = None

    def body(self) -> ComposeResult:
        """List or notice, the current mention."""
        yield self.notice()
        yield LedgerList()
        yield MentionPreview()

    # What is shown ------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """The entries of the list: all, or with a filter those that a fact shown by it touches."""
        comparison, filter_ = self.session.comparison, self.session.filter
        if self._entries_of is None or self._entries_of[0] is not comparison or self._entries_of[1] != filter_:
            self._entries = self._found(comparison) if comparison is not None else ()
            self._entries_of = comparison, filter_
        return self._entries

    def _found(self, comparison: Comparison) -> tuple[LedgerEntry, ...]:
        ledger = comparison.ledger
        if self.session.filter == ALL:
            return tuple(ledger[index] for index in arrange(ledger))
        facts_of, facts = self._facts_of(comparison), frozenset(self.session.facts)
        shown = [
            index
            for index, entry in enumerate(ledger)
            if any(not facts.isdisjoint(facts_of.get(mention.sentence, ())) for mention in entry.mentions)
        ]
        return tuple(ledger[index] for index in arrange(ledger, shown))

    def _facts_of(self, comparison: Comparison) -> Mapping[str, Sequence[int]]:
        if self._places is None or self._places.comparison is not comparison:
            self._places = Places(comparison)
        return self._places.facts_of

    def shows_nothing(self) -> bool:
        """Whether there is no entry, or the filter leaves none."""
        return not self.entries

    def _tell_empty(self) -> None:
        if self.session.comparison is not None and self.session.comparison.ledger:
            what = f"No entry of the ledger is in the filter “{self.session.filter.name}”."
            hint = "f a  shows all of them again"
        else:
            what = "The ledger is empty."
            hint = "No figure, date, quotation or name is told by more than one source.\n\nesc  goes back"
        self.say(Content.assemble(what, (f"\n\n{hint}", "$foreground 60%")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs an entry where there is none."""
        if action in _ON_ENTRIES and self.session.comparison is not None and self.shows_nothing():
            return None
        return super().check_action(action, parameters)

    def show_session(self) -> None:
        """The list, the current mention below."""
        ledger = self.query_one(LedgerList)
        decided = decided_of(self.session.comparison, self.entries) if self.session.comparison is not None else ()
        shown = (self.entries, self.session.search, decided)
        if shown != self._shown:
            cursor, mention = self._kept(ledger)
            self._shown = shown
            ledger.present(self.entries, cursor, mention, self.session.search, decided)
        self._describe()

    def _kept(self, ledger: LedgerList) -> tuple[int, int]:
        """Where the current entry is now: known by its mentions, for another comparison numbers entries anew."""
        entry = ledger.entry
        if entry is None:
            return 0, 0
        places = {(mention.sentence, mention.start) for mention in entry.mentions}

        def shared(position: int) -> int:
            return sum((mention.sentence, mention.start) in places for mention in self.entries[position].mentions)

        best = max(range(len(self.entries)), key=lambda position: (shared(position), -position))
        return (best, ledger.mention) if shared(best) else (min(ledger.cursor, len(self.entries) - 1), 0)

    def _describe(self) -> None:
        """Bring what stands below up to date with the current mention."""
        comparison = self.session.comparison
        ledger = self.query_one(LedgerList)
        entry, mention = ledger.entry, ledger.current
        if comparison is not None and entry is not None and mention is not None:
            facts = self._rows(mention)
            self.query_one(MentionPreview).present(comparison, entry, mention, facts, self.session.search)

    def _rows(self, mention: Mention) -> tuple[int, ...]:
        """The indexes of the facts with a mention's sentence: those the filter shows first."""
        comparison = self.session.comparison
        if comparison is None:
            return ()
        found = holding(comparison, self._facts_of(comparison), mention.sentence)
        if self.session.filter == ALL:
            return found
        shown = frozenset(self.session.facts)
        return tuple(sorted(found, key=lambda index: index not in shown))

    def place(self) -> str:
        """``entry 3/27``."""
        ledger = self.query_one(LedgerList)
        return f"entry {ledger.cursor + 1}/{ledger.count}" if ledger.count and not self.shows_nothing() else ""

    @on(LedgerList.Moved)
    def follow(self) -> None:
        """Another entry or mention: tell of it."""
        self._opened = None
        self._describe()
        self.tell()

    # Move ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) entry."""
        self.query_one(LedgerList).cursor += direction

    def action_source(self, direction: int) -> None:
        """Next (1) or previous (-1) mention of the entry."""
        self.query_one(LedgerList).mention += direction

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(LedgerList).page(share)

    def action_first(self) -> None:
        """The first entry."""
        self.query_one(LedgerList).cursor = 0

    def action_last(self) -> None:
        """The last entry."""
        self.query_one(LedgerList).cursor = len(self.entries) - 1

    def action_conflict(self, direction: int) -> None:
        """Next (1) or previous (-1) entry that is a conflict."""
        found = self._next(lambda entry: entry.severity is Severity.CONFLICT, direction, around=False)
        if found is None:
            self._tell_none(f"No conflict {'after' if direction > 0 else 'before'} this entry.")
        else:
            self.query_one(LedgerList).cursor = found

    def action_difference(self, type_: str) -> None:
        """The next entry of a type; after the last one, the first."""
        wanted = DifferenceType(type_)
        found = self._next(lambda entry: entry.type is wanted, 1, around=True)
        if found is None:
            self._tell_none(f"No {wanted} in the ledger.")
            return
        here = self.query_one(LedgerList).cursor
        if found == here:
            self._tell_none(f"No other {wanted} in the ledger.")
        elif found < here:
            self._tell_none(f"On from the first {wanted}.")
        self.query_one(LedgerList).cursor = found

    def _next(self, wanted: Callable[[LedgerEntry], bool], step: int, *, around: bool) -> int | None:
        """The position of the nearest wanted entry in a direction; ``around`` the end, the current one comes last."""
        return ahead(self.entries, self.query_one(LedgerList).cursor, step, wanted, around=around)

    def _tell_none(self, what: str) -> None:
        self.notify(what, timeout=2, markup=False)

    # Search -------------------------------------------------------------------------------------------------------

    def _hits(self) -> Sequence[int]:
        """The positions of the entries that hold the searched text, found once for a text."""
        entries, search = self.entries, self.session.search
        if self._found_hits is None or self._found_hits[0] is not entries or self._found_hits[1] != search:
            found = [place for place, entry in enumerate(entries) if search and holds(entry, search)]
            self._found_hits = entries, search, found
        return self._found_hits[2]

    def hit_count(self) -> str:
        """``“azure” 2/7``: which of how many entries that hold the searched text."""
        hits, here = self._hits(), self.query_one(LedgerList).cursor
        at = f"{hits.index(here) + 1}/" if here in hits else ""
        return f"“{show(self.session.search).text}” {at}{len(hits)}"

    def first_hit(self) -> None:
        """Stay where the text is, or go on to where it is."""
        if self.query_one(LedgerList).cursor not in self._hits():
            self.action_hit(1)

    def action_hit(self, direction: int) -> None:
        """The next (1) or previous (-1) entry that holds the searched text, round in a circle."""
        session = self.session
        if not session.search:
            self.action_search()
            return
        found = self._next(lambda entry: holds(entry, session.search), direction, around=True)
        ledger = self.query_one(LedgerList)
        if found is None:
            self.notify(f"“{show(session.search).text}” is in no entry of the ledger.", timeout=3, markup=False)
            return
        if (found - ledger.cursor) * direction < 0:
            self.notify(f"On from the {'first' if direction > 0 else 'last'} hit.", timeout=2, markup=False)
        ledger.cursor = found

    # Go, take along -----------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """The row that holds the current mention, in Columns; from the same mention again, the next such row."""
        mention = self.query_one(LedgerList).current
        rows = self._rows(mention) if mention is not None else ()
        if mention is None or not rows:
            return
        turn = self._opened[1] + 1 if self._opened is not None and self._opened[0] == mention else 0
        self._opened = mention, turn
        self._take_to(mention, rows[turn % len(rows)])
        self.synoptic.go("columns")

    def action_article(self, number: int | None = None) -> None:
        """The whole article of the current mention, where it stands, or the one at an index."""
        mention = self.query_one(LedgerList).current
        if number is None and mention is not None and (rows := self._rows(mention)):
            self._take_to(mention, rows[0])
        super().action_article(number)

    def _take_to(self, mention: Mention, fact: int) -> None:
        """Make the source of a mention and a fact that holds it the current ones."""
        session = self.session
        ids = [article.id for article in session.story.articles]
        session.source = ids.index(mention.source)
        if session.reveal(fact):
            self.notify("The filter is gone: the fact was not in it.", timeout=3, markup=False)

    @on(LedgerList.Opened)
    def open_clicked(self) -> None:
        """A double click opens the row."""
        self.action_open()

    def action_copy(self) -> None:
        """Copy the current entry with all its mentions, their sentences and sources."""
        comparison = self.session.comparison
        entry = self.query_one(LedgerList).entry
        if comparison is not None and entry is not None:
            told = ", ".join(dict.fromkeys(mention.source for mention in entry.mentions))
            self.copy_out(copied(comparison, entry), f"the entry with {told}")
