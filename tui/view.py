"""Pure: what of a comparison is on screen, and in which order. Filters, orders, levels, counts, furniture's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from aligner import draft
from aligner.draft import Standing
from aligner.model import Agreement, Comparison, DifferenceType, Fact, Judgement, Kind, Severity, Verdict
from tui.glyphs import NOTE, STALE, TYPE_LETTER, VERDICT_GLYPH, VERDICT_WORDS
from tui.grid_layout import show
from tui.search import holds

if TYPE_CHECKING:
    from aligner.origins import Shared

_Stop = TypeVar("_Stop")


class Order(StrEnum):
    """In which order the facts stand."""

    READING = "reading"
    CONFLICTS = "conflicts first"
    SOURCES = "most sources first"
    ALL_BUT_ONE = "all but one first"
    ONE = "told by one first"
    TODO = "to do first"
    DRAFT = "what the draft lacks first"

    def following(self, *, drafted: bool = False) -> Order:
        """The next order, round in a circle; the draft's only where there is one."""
        orders = [order for order in Order if drafted or order in (self, *_OF_ANY_STORY)]
        return orders[(orders.index(self) + 1) % len(orders)]


_OF_ANY_STORY = tuple(order for order in Order if order is not Order.DRAFT)


class Trait(StrEnum):
    """What else of the desk a filter asks for, as the screen calls it."""

    NOTE = "has a note"
    CORRECTED = "corrected by you"
    STALE = "changed since judged"
    REVIEW = "to review"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a filter can ask for that is not in the facts: their indexes, with marks or with decisions to review."""

    marked: frozenset[int] = frozenset()
    to_review: frozenset[int] = frozenset()


NO_DESK = Desk()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which facts are shown. Choices of one kind widen each other, the kinds narrow each other.

    ``agreements`` and ``types`` (of differences): any of them. ``all_but_one``: one source alone is silent.
    ``draft``: how the fact stands to the user's draft, any of them. ``verdicts``: what the user makes of it, any of
    them; ``traits``: what else of the desk it has, any of them. ``says`` and ``silent``: every source of them does.
    ``text``: a sentence of the fact holds it (see ``tui.search``).
    """

    agreements: frozenset[Agreement] = frozenset()
    all_but_one: bool = False
    types: frozenset[DifferenceType] = frozenset()
    draft: frozenset[Standing] = frozenset()
    says: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    text: str = ""
    verdicts: frozenset[Verdict] = frozenset()
    traits: frozenset[Trait] = frozenset()

    def admits(self, comparison: Comparison, index: int, desk: Desk = NO_DESK) -> bool:
        """Whether the fact at an index of the comparison is shown."""
        fact = comparison.facts[index]
        return (
            self._admits_agreement(fact, len(comparison.story.articles))
            and (not self.verdicts or fact.judgement.verdict in self.verdicts)
            and (not self.traits or any(has_trait(trait, fact, index, desk) for trait in self.traits))
            and (not self.types or any(difference.type in self.types for difference in fact.differences))
            and (not self.draft or not self.draft.isdisjoint(standings_of(comparison, fact)))
            and self.says <= fact.cells.keys()
            and self.silent.isdisjoint(fact.cells)
            and (not self.text or holds(comparison, fact, self.text))
        )

    def _admits_agreement(self, fact: Fact, sources: int) -> bool:
        if not self.agreements and not self.all_but_one:
            return True
        return fact.agreement in self.agreements or (self.all_but_one and is_told_by_all_but_one(fact, sources))

    @property
    def name(self) -> str:
        """What the screen calls it: ``conflicts · money · A says · B silent · “azure”``."""
        agreements = [AGREEMENT_NAMES[agreement] for agreement in Agreement if agreement in self.agreements]
        agreements += ["told by all but one"] if self.all_but_one else []
        types = [type_.value for type_ in DifferenceType if type_ in self.types]
        standings = [DRAFT_NAMES[standing] for standing in Standing if standing in self.draft]
        sources = [f"{source} says" for source in sorted(self.says)]
        sources += [f"{source} silent" for source in sorted(self.silent)]
        text = f"“{show(self.text).text}”" if self.text else ""
        verdicts = [VERDICT_WORDS[verdict] for verdict in Verdict if verdict in self.verdicts]
        traits = [trait.value for trait in Trait if trait in self.traits]
        asked = (agreements, types, standings, verdicts, traits)
        parts = (*("/".join(names) for names in asked), *sources, text)
        return " · ".join(part for part in parts if part) or "all"


AGREEMENT_NAMES: Mapping[Agreement, str] = {
    Agreement.CONFLICT: "conflicts",
    Agreement.PARTIAL: "details only",
    Agreement.AGREE: "agreeing",
    Agreement.SINGLE: "told by one",
}
DRAFT_NAMES: Mapping[Standing, str] = {
    Standing.MISSES: "all tell, draft lacks",
    Standing.LACKS: "draft lacks",
    Standing.DIFFERS: "draft differs",
    Standing.ALONE: "draft alone",
}
ALL = Filter()


def is_told_by_all_but_one(fact: Fact, sources: int) -> bool:
    """Whether one source alone is silent, in a story of so many sources."""
    return len(fact.cells) == sources - 1


def standings_of(comparison: Comparison, fact: Fact) -> frozenset[Standing]:
    """How a fact stands to the user's draft; none where there is no draft."""
    source = draft.source_of(comparison.story)
    return draft.standings(fact, source, len(comparison.story.articles)) if source is not None else frozenset()


def wants_draft(comparison: Comparison, fact: Fact) -> bool:
    """Whether a fact is one to look at for who writes the draft: it is missing there, or told otherwise."""
    return not standings_of(comparison, fact).isdisjoint({Standing.LACKS, Standing.DIFFERS})


# The desk -----------------------------------------------------------------------------------------------------------


def has_trait(trait: Trait, fact: Fact, index: int, desk: Desk = NO_DESK) -> bool:
    """Whether the fact at an index has this trait."""
    match trait:
        case Trait.NOTE:
            return any(judgement.note for judgement in judgements(fact))
        case Trait.CORRECTED:
            return fact.is_corrected
        case Trait.STALE:
            return any(judgement.is_stale for judgement in judgements(fact))
        case Trait.REVIEW:
            return index in desk.to_review
        case Trait.MARKED:
            return index in desk.marked


def judgements(fact: Fact) -> list[Judgement]:
    """What the person makes of a fact and of its differences."""
    return [fact.judgement, *(difference.judgement for difference in fact.differences)]


def signs_of(fact: Fact) -> tuple[str, str]:
    """What stands beside the number of a fact: its verdict; whether it changed since, or else whether it has a note."""
    if not fact.is_judged:
        return VERDICT_GLYPH[Verdict.OPEN], " "  # as nearly all of them are
    told = judgements(fact)
    sign = STALE if any(one.is_stale for one in told) else NOTE if any(one.note for one in told) else " "
    return VERDICT_GLYPH[fact.judgement.verdict], sign


def judged_in(comparison: Comparison) -> int:
    """How many facts of a story are judged, whatever of it is shown."""
    return sum(fact.judgement.verdict is not Verdict.OPEN for fact in comparison.facts)


def differ_in_judgements_only(one: Comparison, other: Comparison) -> bool:
    """Whether two comparisons have the same rows, so that what is laid out for one of them holds for the other, too.

    That is so of those that ``judged`` makes of one comparison: it replaces nothing but judgements.
    """
    if one is other:
        return True
    if one.story is not other.story or one.sentences is not other.sentences or len(one.facts) != len(other.facts):
        return False
    return all(a is b or _is_retold(a, b) for a, b in zip(one.facts, other.facts, strict=True))


def _is_retold(one: Fact, other: Fact) -> bool:
    alike = one.cells is other.cells and one.links is other.links and one.label == other.label
    same = one.dismissed == other.dismissed and one.copies == other.copies and one.apart == other.apart
    return alike and same and len(one.differences) == len(other.differences)


# Orders -------------------------------------------------------------------------------------------------------------


def arrange(
    comparison: Comparison,
    filter_: Filter = ALL,
    order: Order = Order.READING,
    *,
    desk: Desk = NO_DESK,
) -> tuple[int, ...]:
    """The indexes of the facts that are shown, in their order. Facts that tie keep their reading order."""
    facts = comparison.facts
    sources = len(comparison.story.articles)
    indexes = [index for index in range(len(facts)) if filter_.admits(comparison, index, desk)]
    if order is Order.CONFLICTS:
        indexes.sort(key=lambda index: (_conflict_rank(facts[index]), -len(facts[index].cells)))
    elif order is Order.SOURCES:
        indexes.sort(key=lambda index: -len(facts[index].cells))
    elif order is Order.ALL_BUT_ONE:
        indexes.sort(key=lambda index: not is_told_by_all_but_one(facts[index], sources))
    elif order is Order.ONE:
        indexes.sort(key=lambda index: facts[index].agreement is not Agreement.SINGLE)
    elif order is Order.TODO:
        indexes.sort(key=lambda index: _todo_rank(facts[index]))
    elif order is Order.DRAFT and draft.source_of(comparison.story) is not None:
        indexes.sort(key=lambda index: _draft_rank(comparison, facts[index]))
    return tuple(indexes)


def _conflict_rank(fact: Fact) -> tuple[int, int]:
    by_agreement = (Agreement.CONFLICT, Agreement.PARTIAL, Agreement.AGREE, Agreement.SINGLE)
    conflicts = sum(difference.severity is Severity.CONFLICT for difference in fact.differences)
    return by_agreement.index(fact.agreement), -conflicts


def _todo_rank(fact: Fact) -> int:
    """Open conflicts, then what is to be asked, then what is open otherwise; what is judged last.

    A judgement from before the fact changed is to be given again.
    """
    verdict = Verdict.OPEN if fact.judgement.is_stale else fact.judgement.verdict
    if verdict is Verdict.OPEN:
        return 0 if is_conflict(fact) else 2
    return 1 if verdict is Verdict.ASK else 3


def _draft_rank(comparison: Comparison, fact: Fact) -> tuple[int, bool, int]:
    found = standings_of(comparison, fact)
    rank = 0 if Standing.LACKS in found else 1 if Standing.DIFFERS in found else 2
    return rank, fact.only_perhaps, -len(fact.cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a filter can ask for: ``key`` picks it (empty: none does), ``name`` is what the screen calls it.

    Exactly one of the others says what it is; ``source`` is an id, asked to tell the fact or to be silent.
    """

    key: str
    name: str
    agreement: Agreement | None = None
    all_but_one: bool = False
    type: DifferenceType | None = None
    standing: Standing | None = None
    source: str | None = None
    verdict: Verdict | None = None
    trait: Trait | None = None

    def state(self, filter_: Filter) -> str:
        """``"on"``, ``"says"`` or ``"silent"`` as the filter asks for it; empty where it does not."""
        if self.source is not None:
            return "says" if self.source in filter_.says else "silent" if self.source in filter_.silent else ""
        if self.all_but_one:
            return "on" if filter_.all_but_one else ""
        if self.standing is not None:
            return "on" if self.standing in filter_.draft else ""
        if self.verdict is not None:
            return "on" if self.verdict in filter_.verdicts else ""
        if self.trait is not None:
            return "on" if self.trait in filter_.traits else ""
        return "on" if self.agreement in filter_.agreements or self.type in filter_.types else ""

    def toggled(self, filter_: Filter) -> Filter:
        """The filter that also asks for it, or no longer does; a source goes round: tells it, is silent, either."""
        if self.source is not None:
            return self._toggled_source(filter_, self.source)
        if self.agreement is not None:
            return replace(filter_, agreements=filter_.agreements ^ {self.agreement})
        if self.type is not None:
            return replace(filter_, types=filter_.types ^ {self.type})
        if self.standing is not None:
            return replace(filter_, draft=filter_.draft ^ {self.standing})
        if self.verdict is not None:
            return replace(filter_, verdicts=filter_.verdicts ^ {self.verdict})
        if self.trait is not None:
            return replace(filter_, traits=filter_.traits ^ {self.trait})
        return replace(filter_, all_but_one=not filter_.all_but_one)

    def _toggled_source(self, filter_: Filter, source: str) -> Filter:
        says, silent = filter_.says - {source}, filter_.silent - {source}
        if source in filter_.says:
            return replace(filter_, says=says, silent=silent | {source})
        return replace(filter_, says=says if source in filter_.silent else says | {source}, silent=silent)


_AGREEMENT_KEYS: Mapping[Agreement, str] = {
    Agreement.CONFLICT: "c",
    Agreement.PARTIAL: "d",
    Agreement.AGREE: "g",
    Agreement.SINGLE: "s",
}


_ALL_BUT_ONE_KEY = "m"
_DRAFT_KEYS: Mapping[Standing, str] = {
    Standing.MISSES: "t",
    Standing.LACKS: "l",
    Standing.DIFFERS: "i",
    Standing.ALONE: "o",
}
_VERDICT_KEYS: Mapping[Verdict, str] = {
    Verdict.OPEN: "p",
    Verdict.CHECKED: "v",
    Verdict.ASK: "y",
    Verdict.WRONG: "u",
}
_TRAIT_KEYS: Mapping[Trait, str] = {
    Trait.NOTE: "n",
    Trait.CORRECTED: "r",
    Trait.STALE: "h",
    Trait.REVIEW: "e",
    Trait.MARKED: "b",
}


def choice_keys() -> dict[str, str]:
    """Every key that can pick a choice of a filter, in whatever comparison, and what it picks."""
    found = {key: AGREEMENT_NAMES[agreement] for agreement, key in _AGREEMENT_KEYS.items()}
    found[_ALL_BUT_ONE_KEY] = "told by all but one"
    found |= {TYPE_LETTER[type_]: type_.value for type_ in DifferenceType}
    found |= {key: DRAFT_NAMES[standing] for standing, key in _DRAFT_KEYS.items()}
    found |= {key: VERDICT_WORDS[verdict] for verdict, key in _VERDICT_KEYS.items()}
    found |= {key: trait.value for trait, key in _TRAIT_KEYS.items()}
    return found | {str(number): f"source {number}" for number in range(1, 10)}


def filter_choices(comparison: Comparison, filter_: Filter = ALL, desk: Desk = NO_DESK) -> list[Choice]:
    """What a filter can ask for in a comparison: agreements, types of differences, the draft, the desk, sources.

    Of types those there are; of the desk what there is, and what ``filter_`` asks for: as long as nothing is judged,
    all facts are open.
    """
    drafted = draft.source_of(comparison.story) is not None
    present = {difference.type for fact in comparison.facts for difference in fact.differences}
    return [
        *(Choice(_AGREEMENT_KEYS[agreement], name, agreement) for agreement, name in AGREEMENT_NAMES.items()),
        Choice(_ALL_BUT_ONE_KEY, "told by all but one", all_but_one=True),
        *(Choice(TYPE_LETTER[type_], type_.value, type=type_) for type_ in DifferenceType if type_ in present),
        *(Choice(key, DRAFT_NAMES[standing], standing=standing) for standing, key in _DRAFT_KEYS.items() if drafted),
        *_desk_choices(comparison, filter_, desk),
        *(
            Choice(str(number) if number < 10 else "", article.id, source=article.id)
            for number, article in enumerate(comparison.story.articles, 1)
        ),
    ]


def _desk_choices(comparison: Comparison, filter_: Filter, desk: Desk) -> Iterable[Choice]:
    facts = comparison.facts
    if filter_.verdicts or any(fact.judgement.verdict is not Verdict.OPEN for fact in facts):
        for verdict, key in _VERDICT_KEYS.items():
            yield Choice(key, VERDICT_WORDS[verdict], verdict=verdict)
    for trait, key in _TRAIT_KEYS.items():
        if trait in filter_.traits or any(has_trait(trait, fact, index, desk) for index, fact in enumerate(facts)):
            yield Choice(key, trait.value, trait=trait)


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
    return places


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts a comparison has, of which kind, and how many each source tells.

    ``lacking`` and ``differing`` count those the user's draft does not tell, or tells otherwise; None without a draft.
    ``shared`` says of the sources that are mostly one text with another one which that is.
    """

    sources: int
    facts: int
    conflicts: int
    single: int
    told: Mapping[str, int]
    lacking: int | None = None
    differing: int | None = None
    shared: Mapping[str, Shared] = field(default_factory=dict)


def counts(comparison: Comparison) -> Counts:
    """Count the facts of a comparison."""
    from aligner.origins import shared_origin

    facts = comparison.facts
    seen = draft.account(comparison)
    return Counts(
        sources=len(comparison.story.articles),
        facts=len(facts),
        conflicts=sum(fact.agreement is Agreement.CONFLICT for fact in facts),
        single=sum(fact.agreement is Agreement.SINGLE for fact in facts),
        told={
            article.id: sum(bool(fact.cells.get(article.id)) for fact in facts) for article in comparison.story.articles
        },
        lacking=len(seen.lacks) if seen is not None else None,
        differing=len(seen.differs) if seen is not None else None,
        shared={found.source: found for found in reversed(shared_origin(comparison))},
    )


def neighbour(
    comparison: Comparison,
    facts: Sequence[int],
    cursor: int,
    step: int,
    wanted: Callable[[Fact], bool],
    *,
    around: bool = False,
) -> int | None:
    """The position of the next (``step`` 1) or previous (-1) shown fact that is ``wanted``, or None (see ``ahead``)."""
    return ahead(facts, cursor, step, lambda index: wanted(comparison.facts[index]), around=around)


def ahead(
    stops: Sequence[_Stop], here: int, step: int, wanted: Callable[[_Stop], bool], *, around: bool = False
) -> int | None:
    """The position of the next (``step`` 1) or previous (-1) of ``stops`` that is ``wanted``, or None.

    ``around`` goes on at the other end; the one at ``here`` itself comes last.
    """
    count = len(stops)
    for distance in range(1, count + 1 if around else count):
        position = here + step * distance
        if around:
            position %= count
        elif not 0 <= position < count:
            return None
        if wanted(stops[position]):
            return position
    return None


def is_conflict(fact: Fact) -> bool:
    """Whether the sources contradict each other."""
    return fact.agreement is Agreement.CONFLICT


def differs_in(type_: DifferenceType) -> Callable[[Fact], bool]:
    """Whether the sources of a fact differ in something of this type."""
    return lambda fact: any(difference.type is type_ for difference in fact.differences)


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
