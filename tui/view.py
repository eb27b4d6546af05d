"""Pure: what of a comparison is on screen, and in which order. Filters, orders, levels, counts, furniture's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.model import Agreement, Comparison, DifferenceType, Fact, Kind, Severity
from tui.glyphs import TYPE_LETTER


class Order(StrEnum):
    """In which order the facts stand."""

    READING = "reading"
    CONFLICTS = "conflicts first"
    SOURCES = "most sources first"

    def following(self) -> Order:
        """The next order, round in a circle."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts are shown: ``key`` picks it, ``name`` is what the screen calls it, ``type`` asks for a difference."""

    key: str
    name: str
    type: DifferenceType | None = None

    def admits(self, fact: Fact, sources: int) -> bool:
        """Whether a fact of a story with so many sources is shown."""
        if self.type is not None:
            return any(difference.type is self.type for difference in fact.differences)
        return _ADMITS[self.key](fact, sources)


_ADMITS: Mapping[str, Callable[[Fact, int], bool]] = {
    "a": lambda fact, sources: True,
    "c": lambda fact, sources: fact.agreement is Agreement.CONFLICT,
    "d": lambda fact, sources: fact.agreement is Agreement.PARTIAL,
    "g": lambda fact, sources: fact.agreement is Agreement.AGREE,
    "1": lambda fact, sources: fact.agreement is Agreement.SINGLE,
    "m": lambda fact, sources: sources > 1 and len(fact.cells) == sources - 1,
}

ALL = Filter("a", "all")
_PLAIN = (
    ALL,
    Filter("c", "conflicts"),
    Filter("d", "details only"),
    Filter("g", "agreeing"),
    Filter("1", "told by one"),
    Filter("m", "told by all but one"),
)


def filters(comparison: Comparison) -> list[tuple[Filter, int]]:
    """The filters that make sense for a comparison, each with how many facts it shows."""
    present = {difference.type for fact in comparison.facts for difference in fact.differences}
    by_type = [Filter(TYPE_LETTER[type_], type_.value, type_) for type_ in DifferenceType if type_ in present]
    sources = len(comparison.story.articles)
    return [
        (filter_, sum(filter_.admits(fact, sources) for fact in comparison.facts)) for filter_ in (*_PLAIN, *by_type)
    ]


def arrange(comparison: Comparison, filter_: Filter = ALL, order: Order = Order.READING) -> tuple[int, ...]:
    """The indexes of the facts that are shown, in their order. Facts that tie keep their reading order."""
    facts = comparison.facts
    sources = len(comparison.story.articles)
    indexes = [index for index, fact in enumerate(facts) if filter_.admits(fact, sources)]
    if order is Order.CONFLICTS:
        indexes.sort(key=lambda index: (_conflict_rank(facts[index]), -len(facts[index].cells)))
    elif order is Order.SOURCES:
        indexes.sort(key=lambda index: -len(facts[index].cells))
    return tuple(indexes)


def _conflict_rank(fact: Fact) -> tuple[int, int]:
    by_agreement = (Agreement.CONFLICT, Agreement.PARTIAL, Agreement.AGREE, Agreement.SINGLE)
    conflicts = sum(difference.severity is Severity.CONFLICT for difference in fact.differences)
    return by_agreement.index(fact.agreement), -conflicts


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the grid that shows the fact at ``index`` of the comparison."""

    index: int


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A row of the grid that shows furniture: sentence ids by source id."""

    cells: Mapping[str, tuple[str, ...]]


Row = FactRow | FurnitureRow


def rows(comparison: Comparison, facts: Sequence[int], furniture: bool) -> tuple[Row, ...]:
    """The rows of the grid: the facts and, if asked for, every piece of furniture at its place.

    Furniture stands after the row with the nearest sentence before it, in its own article, that is on screen; before
    the first row if there is none.
    """
    found: list[Row] = []
    places = _furniture_places(comparison, facts) if furniture else {}
    if -1 in places:
        found.append(FurnitureRow(places[-1]))
    for position, index in enumerate(facts):
        found.append(FactRow(index))
        if position in places:
            found.append(FurnitureRow(places[position]))
    return tuple(found)


def _furniture_places(comparison: Comparison, facts: Sequence[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """Furniture by the position of the row it follows (-1: before all rows) and by source."""
    position_of: dict[str, int] = {}
    for position, index in enumerate(facts):
        for ids in comparison.facts[index].cells.values():
            for id_ in ids:
                position_of.setdefault(id_, position)
    places: dict[int, dict[str, tuple[str, ...]]] = {}
    place_in: dict[str, int] = {}
    for sentence in comparison.sentences.values():
        place = place_in.get(sentence.source, -1)
        if sentence.kind is Kind.FURNITURE:
            cells = places.setdefault(place, {})
            cells[sentence.source] = (*cells.get(sentence.source, ()), sentence.id)
        elif sentence.id in position_of:
            place_in[sentence.source] = position_of[sentence.id]
    order = [article.id for article in comparison.story.articles]
    return {place: {source: cells[source] for source in order if source in cells} for place, cells in places.items()}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts a comparison has, of which kind, and how many each source tells."""

    sources: int
    facts: int
    conflicts: int
    single: int
    told: Mapping[str, int]


def counts(comparison: Comparison) -> Counts:
    """Count the facts of a comparison."""
    facts = comparison.facts
    return Counts(
        sources=len(comparison.story.articles),
        facts=len(facts),
        conflicts=sum(fact.agreement is Agreement.CONFLICT for fact in facts),
        single=sum(fact.agreement is Agreement.SINGLE for fact in facts),
        told={
            article.id: sum(bool(fact.cells.get(article.id)) for fact in facts) for article in comparison.story.articles
        },
    )


def neighbour(
    comparison: Comparison, facts: Sequence[int], cursor: int, step: int, agreement: Agreement = Agreement.CONFLICT
) -> int | None:
    """The position of the next (``step`` 1) or previous (-1) shown fact of an agreement, or None."""
    position = cursor + step
    while 0 <= position < len(facts):
        if comparison.facts[facts[position]].agreement is agreement:
            return position
        position += step
    return None


def keep_place(facts: Sequence[int], fact: int | None) -> int:
    """Where the cursor goes after facts were filtered: to the same fact, or the nearest one in reading order."""
    if fact is None or not facts:
        return 0
    if fact in facts:
        return facts.index(fact)
    return min(range(len(facts)), key=lambda position: (abs(facts[position] - fact), facts[position]))


_STOPS = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""Where a key stops the threshold: every .05, from .05 to .95."""


def moved(threshold: float, direction: int, start: float) -> float:
    """The next stop above (1) or below (-1) a threshold; ``start`` is one, too. At the end the threshold itself."""
    stops = {*_STOPS, start}
    if direction > 0:
        return min((stop for stop in stops if stop > threshold), default=threshold)
    return max((stop for stop in stops if stop < threshold), default=threshold)


def level(score: float) -> str:
    """A score from 0 to 1 as the screen writes it: ``.25``."""
    return f"{score:.2f}".removeprefix("0")


def sentences_of(fact: Fact) -> frozenset[str]:
    """The ids of a fact's sentences."""
    return frozenset(id_ for cell in fact.cells.values() for id_ in cell)


def successor(comparison: Comparison, sentences: Collection[str], source: str | None = None) -> int | None:
    """The index of the fact that stands where a fact with these sentences stood in another comparison of the story.

    It is the one that holds most of them; among equals one with a sentence of ``source``, then the one that holds
    least besides, then the first. None if no fact holds any of them.
    """

    def rank(index: int) -> tuple[int, bool, int, int]:
        held = sentences_of(comparison.facts[index])
        shared = held.intersection(sentences)
        of_source = any(comparison.sentences[id_].source == source for id_ in shared)
        return len(shared), of_source, len(shared) - len(held), -index

    best = max(range(len(comparison.facts)), key=rank, default=None)
    return best if best is not None and rank(best)[0] else None
