"""What the user is looking at: the comparison, what of it is shown, and where in it they are.

One session is shared by all screens, so that nothing is lost when one goes to another. Screens change it and then show
what it says; nothing in here knows of widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aligner.decisions.book import Book
from aligner.decisions.records import NONE, Decisions, keys_of
from aligner.model import Article, Comparison, Fact, Options, Story
from tui.arrangement import Arrangement
from tui.search import holds
from tui.view import (
    ALL,
    Counts,
    Desk,
    Filter,
    Order,
    arrange,
    counts,
    judged_in,
    keep_place,
    sentences_of,
    successor,
)

if TYPE_CHECKING:
    from aligner.decisions.correcting import Answers
    from aligner.decisions.fitting import Fitting, Unfit
    from aligner.decisions.ground import Ground
    from tui.renewal import Renewal


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the user wants a story compared: with which options, what they put right, and what a model answered."""

    options: Options
    corrections: Decisions = NONE
    answers: Answers = field(default_factory=dict)


Mark = tuple[int, str]
"""A sentence in a fact: the index of the fact in the comparison, the sentence's id."""


@dataclass(slots=True)
class Session:
    """The state that all screens share.

    ``options`` are those the app was opened with, ``fact`` is the index of the current fact in the comparison,
    ``source`` the index of the current source in the story, ``base`` the id of the source that wording is compared
    with, ``search`` the text whose places are marked. ``book`` holds what the user decides, ``answers`` what a model
    said; ``marks`` are the sentences they marked to do something with, ``unfit`` the decisions that do not fit the
    comparison.
    """

    story: Story
    options: Options = field(default_factory=Options)
    perhaps: bool = True
    comparison: Comparison | None = None
    filter: Filter = ALL
    order: Order = Order.READING
    search: str = ""
    base: str | None = None
    furniture: bool = False
    source: int = 0
    arrangement: Arrangement = field(init=False)
    fact: int | None = None
    threshold: float = field(init=False)
    counts: Counts | None = None
    book: Book = field(default_factory=Book)
    answers: Answers = field(default_factory=dict)
    marks: frozenset[Mark] = frozenset()
    unfit: tuple[Unfit, ...] = ()
    # The comparison as it was made, before anything was judged.
    _fitting: Fitting | None = None
    # What the comparison on screen was made with, and threshold and perhaps as they were then.
    _presented: tuple[Wanted, float, bool] | None = None
    # The sentences by which the place was kept last, and the fact the user came to by them.
    _held: tuple[frozenset[str], int | None] | None = None
    _arranged: tuple[tuple[object, ...], tuple[int, ...]] | None = None
    _hits: tuple[tuple[object, ...], tuple[int, ...]] | None = None
    _judged: tuple[Comparison, int] | None = None

    def __post_init__(self) -> None:
        self.threshold = self.options.threshold
        self.arrangement = Arrangement.of(len(self.story.articles))

    # The comparison -----------------------------------------------------------------------------------------------

    def tell(self, story: Story) -> None:
        """Know the articles as they were read, before there is a comparison: there may be fewer than were collected."""
        self.story = story
        self.arrangement = Arrangement.of(len(story.articles))
        self.source = 0

    @property
    def wanted(self) -> Wanted:
        """How the user wants the story compared."""
        options = replace(self.options, threshold=self.threshold)
        options = options if self.perhaps else options.without_perhaps()
        return Wanted(options, self.book.decisions.corrections, self.answers)

    @property
    def is_behind(self) -> bool:
        """Whether what is on screen is not what is wanted now."""
        return self._presented is not None and self._presented[0] != self.wanted

    def take(self, comparison: Comparison, wanted: Wanted) -> None:
        """Take a comparison made as ``wanted``: the first one, or another in its place, staying where the user is.

        The place is kept by the sentences of the fact the user went to, not of the one it became: so back is where
        it came from.
        """
        first = self.comparison is None
        marks = self._marked_in(comparison, {})
        self._put(comparison, wanted, self._anchor())
        self.marks = marks
        if first:
            # The first one in the order that was chosen before there was anything to order.
            self.fact = next(iter(self.facts), None)
            self._held = None

    def choose(self, options: Options) -> None:
        """Have the story compared with other options from here on, as if it had been opened with them."""
        self.options, self.threshold = options, options.threshold

    def renew(self, comparison: Comparison, wanted: Wanted) -> Renewal:
        """Take a comparison of the same story whose files have changed, and stay where the user is.

        Sources are known by their files, sentences by what stands in their place; what was asked for of a source that
        is gone is no longer asked for. Raises ValueError as long as there is no comparison to stay in.
        """
        if self.comparison is None:
            raise ValueError("there is no place to keep yet")
        from tui.renewal import renewal

        change = renewal(self.comparison, comparison)
        anchor = frozenset(change.sentences[id_] for id_ in self._anchor() if id_ in change.sentences)
        before = [article.id for article in self.story.articles]
        after = [article.id for article in comparison.story.articles]
        moved = {before.index(old): after.index(new) for old, new in change.articles.items()}
        self.arrangement = self.arrangement.renewed(moved, len(after))
        self.source = moved.get(self.source, min(self.source, len(after) - 1))
        self.base = change.articles.get(self.base) if self.base is not None else None
        says, silent = (
            frozenset(change.articles[source] for source in asked if source in change.articles)
            for asked in (self.filter.says, self.filter.silent)
        )
        self.filter = replace(self.filter, says=says, silent=silent)
        self.story = comparison.story
        marks = self._marked_in(comparison, change.sentences)
        self._put(comparison, wanted, anchor)
        self.marks = marks
        return change

    def _put(self, made: Comparison, wanted: Wanted, anchor: frozenset[str]) -> None:
        """Put a comparison in the place of the one before; the place is that of the sentences in ``anchor``."""
        from aligner.decisions.fitting import Fitting

        self._fitting = Fitting(made)
        self._presented = wanted, self.threshold, self.perhaps
        comparison = self._judge(self._fitting)
        self.counts = counts(comparison)  # of which nothing depends on what is judged
        found = successor(comparison, anchor, self.article.id)
        if found is None and self.fact is not None:
            found = min(self.fact, len(comparison.facts) - 1)
        facts = self.facts
        self.fact = facts[keep_place(facts, found)] if facts else found
        self._held = anchor, self.fact

    def _judge(self, fitting: Fitting) -> Comparison:
        """Lay over a comparison what the user makes of it, and show that."""
        comparison, unfit = fitting.judged(self.book.decisions)
        if not self.is_behind:  # what is only on its way is not what does not fit
            self.unfit = unfit
        self.comparison = comparison
        self._arranged = self._hits = None
        return comparison

    def _marked_in(self, comparison: Comparison, renamed: Mapping[str, str]) -> frozenset[Mark]:
        """The marks as they stand in another comparison of the story; ``renamed`` are its ids of the sentences."""
        if self.comparison is None or not self.marks:
            return frozenset()
        found = set()
        for index, sentence in self.marks:
            row = [renamed.get(id_, id_) for id_ in sentences_of(self.comparison.facts[index])]
            id_ = renamed.get(sentence, sentence)
            for place in (successor(comparison, row), successor(comparison, (id_,))):
                if place is not None and id_ in sentences_of(comparison.facts[place]):
                    found.add((place, id_))
                    break
        return frozenset(found)

    def _anchor(self) -> frozenset[str]:
        if self._held is not None and self._held[1] == self.fact:
            return self._held[0]
        # Also where the filter shows nothing: when it goes, the user is back at this fact.
        if self.comparison is None or self.fact is None:
            return frozenset()
        return sentences_of(self.comparison.facts[self.fact])

    def take_back(self) -> bool:
        """Want again what is on screen; False if nothing is."""
        if self._presented is None:
            return False
        _, self.threshold, self.perhaps = self._presented
        return True

    # What the user decides ----------------------------------------------------------------------------------------

    @property
    def ground(self) -> Ground:
        """The sentences of the comparison as decisions know them. Raises ValueError where there is no comparison."""
        if self._fitting is None:
            raise ValueError("there is nothing to decide about yet")
        return self._fitting.ground

    def decide(self, decisions: Decisions, name: str) -> bool:
        """Have other decisions from here on, by a step of this name; False if they are what they were.

        What is judged is on show at once; what is put right is wanted from here on (see ``wanted``).
        """
        if not self.book.decide(decisions, name):
            return False
        self.judge_anew()
        return True

    def judge_anew(self) -> None:
        """Show what the decisions say now.

        What is shown stays, also where the filter would not show it any more: nothing vanishes under one's hands.
        """
        if self._fitting is not None:
            shown = self.facts
            self._judge(self._fitting)
            self._arranged = (self.filter, self.order), shown

    def mark(self, marks: Iterable[Mark]) -> None:
        """Mark these sentences and no others."""
        self.marks = frozenset(marks)

    # Where the user is --------------------------------------------------------------------------------------------

    @property
    def article(self) -> Article:
        """The article of the current source."""
        return self.story.articles[self.source]

    @property
    def current(self) -> Fact | None:
        """The current fact; None where nothing is shown."""
        if self.comparison is None or self.fact is None or not self.facts:
            return None
        return self.comparison.facts[self.fact]

    @property
    def facts(self) -> tuple[int, ...]:
        """The indexes of the facts that are shown, in their order."""
        key = (self.filter, self.order)
        if self._arranged is None or self._arranged[0] != key:
            if self.comparison is None:
                self._arranged = key, ()
            else:
                self._arranged = key, arrange(self.comparison, self.filter, self.order, desk=self.desk)
        return self._arranged[1]

    @property
    def desk(self) -> Desk:
        """The facts with marks and those with decisions to review."""
        marked = frozenset(index for index, _ in self.marks)
        return Desk(marked, self._with_unfit() if any(not one.is_elsewhere for one in self.unfit) else frozenset())

    def _with_unfit(self) -> frozenset[int]:
        """The facts, by index, with a sentence of a decision that does not fit any more."""
        if self.comparison is None:
            return frozenset()
        wanted = {key for one in self.unfit if not one.is_elsewhere for key in keys_of(one.decision)}
        ids = {id_ for key in wanted if (id_ := self.ground.find(key)) is not None}
        facts = enumerate(self.comparison.facts)
        return frozenset(index for index, fact in facts if not ids.isdisjoint(sentences_of(fact)))

    @property
    def judged(self) -> int:
        """How many facts of the story are judged."""
        comparison = self.comparison
        if comparison is None:
            return 0
        if self._judged is None or self._judged[0] is not comparison:
            self._judged = comparison, judged_in(comparison)
        return self._judged[1]

    def rearrange(self) -> None:
        """Have filter and order say anew what is shown: what was judged or marked meanwhile may go, or come."""
        self._arranged = None

    @property
    def hits(self) -> tuple[int, ...]:
        """The indexes of the shown facts that hold the searched text, in their order."""
        key = (self.facts, self.search)
        if self._hits is None or self._hits[0] != key:
            comparison = self.comparison
            found = [
                index
                for index in self.facts
                if comparison is not None and self.search and holds(comparison, comparison.facts[index], self.search)
            ]
            self._hits = key, tuple(found)
        return self._hits[1]

    def reveal(self, fact: int) -> bool:
        """Make the fact at an index of the comparison the current one; True if the filter had to go for it."""
        self.fact = fact
        if fact in self.facts:
            return False
        self.filter = ALL
        return True
