"""Whether a decision fits a comparison: what it was made about is still there, or how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from aligner.decisions.ground import Ground
from aligner.decisions.records import (
    Added,
    Contrast,
    Decision,
    Decisions,
    Dismissed,
    Judged,
    Key,
    Label,
    Place,
    Row,
    Ruling,
    keys_of,
)
from aligner.model import UNJUDGED, By, Comparison, Difference, Fact, Judgement


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that does not fit the comparison (any more), and why.

    ``missing`` are the sentences it was made about that are not there. ``is_elsewhere``: they are of articles that are
    not compared now, so that there is nothing to review.
    """

    decision: Decision
    reason: str
    missing: tuple[Key, ...] = ()
    is_elsewhere: bool = False


def judged(comparison: Comparison, decisions: Decisions) -> tuple[Comparison, tuple[Unfit, ...]]:
    """A comparison with what a person makes of its facts and differences, and every decision that does not fit it.

    The comparison was made with the corrections among the decisions. Where the sentences of a fact are others than
    when it was judged, its judgement is stale; so is that of a difference that has other values now.
    """
    return Fitting(comparison).judged(decisions)


class Fitting:
    """A comparison that decisions are laid over again and again: what that takes is found out once."""

    def __init__(self, comparison: Comparison) -> None:
        changed = any(fact.is_judged for fact in comparison.facts)
        bare = [_unjudged(fact) for fact in comparison.facts] if changed else ()
        self._comparison = replace(comparison, facts=tuple(bare)) if changed else comparison
        self._found: Facts | None = None

    @property
    def ground(self) -> Ground:
        """The sentences as decisions know them."""
        return self._facts.ground

    @property
    def _facts(self) -> Facts:
        if self._found is None:
            ground = Ground(self._comparison.story, self._comparison.sentences)
            self._found = Facts(ground, self._comparison.facts)
        return self._found

    def judged(self, decisions: Decisions) -> tuple[Comparison, tuple[Unfit, ...]]:
        """The comparison with what a person makes of it, and what does not fit it (see ``judged``)."""
        if not len(decisions):
            return self._comparison, ()
        facts = self._facts
        found = list(facts.facts)
        unfit = [*_judge_facts(facts, found, decisions), *_judge_differences(facts, found, decisions)]
        check = _Check(facts, decisions)
        for decision in decisions:
            if not isinstance(decision, Judged) and (reason := check.refused(decision)):
                unfit.append(_unfit(facts.ground, decision, reason))
        return replace(self._comparison, facts=tuple(found)), tuple(unfit)


OfRow = TypeVar("OfRow", Label, Place, Judged)
Kind = TypeVar("Kind", Label, Place)
_NO_FACT = "its fact is not there any more"
_OTHER_FACT = "its fact is part of another one now"


class Facts:
    """The facts of a comparison, to be found by what a decision calls them."""

    def __init__(self, ground: Ground, facts: Sequence[Fact]) -> None:
        self.ground = ground
        self.facts = facts
        self._holding: dict[str, list[int]] = {}
        self._sizes: list[int] = []
        for index, fact in enumerate(facts):
            held = {id_ for cell in fact.cells.values() for id_ in cell}
            self._sizes.append(len(held))
            for id_ in held:
                self._holding.setdefault(id_, []).append(index)

    def holding(self, sentences: Iterable[str]) -> Counter[int]:
        """The facts with any of these sentences, by index, and how many each has."""
        return Counter(index for id_ in sentences for index in self._holding.get(id_, ()))

    def find(self, row: Row) -> tuple[int, bool] | None:
        """The index of the fact that a decision calls so, and whether it has exactly the sentences it had then.

        It is the one that holds most of them, and at least half; among equals the one that holds least besides, then
        the one whose sentences come first by their keys: whatever the order of the facts. None if there is none.
        """
        ids = {id_ for key in row if (id_ := self.ground.find(key)) is not None}
        shared = self.holding(ids)
        least = min(((-shared[index], self._sizes[index]) for index in shared), default=(0, 0))
        if not shared or -2 * least[0] < len(row):
            return None
        equals = [index for index in shared if (-shared[index], self._sizes[index]) == least]
        best = min(equals, key=lambda index: sorted(self.ground.row(self.facts[index]))) if equals[1:] else equals[0]
        return best, self.ground.row(self.facts[best]) == self.ground.row_now(row)

    def held_by(self, decisions: Iterable[OfRow]) -> dict[int, OfRow]:
        """By the index of a fact, which of some decisions about rows holds for it: of several the one that fits best.

        That is the one with exactly its sentences, else with most; among equals the first by their keys. The order in
        which they were made is not known when they come from a file.
        """
        claims: dict[int, list[OfRow]] = {}
        for decision in decisions:
            if (fit := self.find(_row(decision))) is not None:
                claims.setdefault(fit[0], []).append(decision)
        return {index: min(claiming, key=partial(self._fitness, index)) for index, claiming in claims.items()}

    def _fitness(self, index: int, decision: OfRow) -> tuple[bool, int, list[Key]]:
        row = _row(decision)
        return self.ground.row_now(row) != self.ground.row(self.facts[index]), -len(row), sorted(row)


def _row(decision: Label | Place | Judged) -> Row:
    """The fact that a decision is about. Raises ValueError for one about a difference."""
    if not isinstance(decision, Judged):
        return decision.row
    if isinstance(decision.of, Contrast):
        raise ValueError("it is about a difference")
    return decision.of


def _only(kind: type[Kind], decisions: Iterable[Decision]) -> list[Kind]:
    return [decision for decision in decisions if isinstance(decision, kind)]


def _unjudged(fact: Fact) -> Fact:
    """A fact of which nothing is judged: an export that was opened tells what was judged when it was written."""
    if fact.judgement != UNJUDGED:
        fact = replace(fact, judgement=UNJUDGED)
    if any(difference.judgement != UNJUDGED for difference in fact.differences):
        fact = replace(fact, differences=tuple(replace(one, judgement=UNJUDGED) for one in fact.differences))
    return fact


def _judge_facts(facts: Facts, found: list[Fact], decisions: Decisions) -> list[Unfit]:
    """Judge the facts in ``found``; of several judgements that come to one fact the one that fits it best holds."""
    judgements = [decision for decision in decisions.judgements if not isinstance(decision.of, Contrast)]
    held = facts.held_by(judgements)
    for index, decision in held.items():
        is_stale = facts.ground.row_now(_row(decision)) != facts.ground.row(facts.facts[index])
        found[index] = replace(found[index], judgement=Judgement(decision.verdict, decision.note, is_stale))
    holding = set(held.values())
    return [
        _unfit(facts.ground, decision, _NO_FACT if facts.find(_row(decision)) is None else _OTHER_FACT)
        for decision in judgements
        if decision not in holding
    ]


def _judge_differences(facts: Facts, found: list[Fact], decisions: Decisions) -> list[Unfit]:
    """Judge every difference that is the one meant or, where none is, those that share two of its values."""
    unfit = []
    for decision in decisions.judgements:
        if not isinstance(decision.of, Contrast):
            continue
        places = _places(facts, decision.of)
        for index, n, exact in places:
            differences = list(found[index].differences)
            judgement = Judgement(decision.verdict, decision.note, not exact)
            differences[n] = replace(differences[n], judgement=judgement)
            found[index] = replace(found[index], differences=tuple(differences))
        if not places:
            unfit.append(_unfit(facts.ground, decision, "the difference is not there any more"))
    return unfit


def _places(facts: Facts, contrast: Contrast) -> list[tuple[int, int, bool]]:
    """Where a difference is: indices of the fact and of the difference in it, and whether it is exactly that one."""
    ground = facts.ground
    contrast = ground.contrast_now(contrast)
    ids = {id_ for words in contrast.values if (id_ := ground.find(words.sentence)) is not None}
    alike = [
        (index, n, one == contrast)
        for index in sorted(facts.holding(ids))
        for n, difference in enumerate(facts.facts[index].differences)
        if difference.type is contrast.type
        and len((one := ground.contrast(difference)).values & contrast.values) >= min(2, len(contrast.values))
    ]
    return [place for place in alike if place[2]] or alike


class _Check:
    """Says why a correction is not in the facts."""

    def __init__(self, facts: Facts, decisions: Decisions) -> None:
        self._facts = facts
        self._held = {
            *facts.held_by(_only(Label, decisions)).values(),
            *facts.held_by(_only(Place, decisions)).values(),
        }
        self._added = self._contrasts(d for f in facts.facts for d in f.differences if d.by is By.PERSON)
        self._dismissed = self._contrasts(d for f in facts.facts for d in f.dismissed)

    def _contrasts(self, differences: Iterable[Difference]) -> frozenset[Contrast]:
        return frozenset(self._facts.ground.contrast(difference) for difference in differences)

    def refused(self, decision: Decision) -> str:
        """Why it is not in the facts; empty if it is."""
        match decision:
            case Ruling():
                return self._refused_ruling(decision)
            case Label():
                return self._refused_of_row(decision)
            case Place():
                return self._refused_of_row(decision) or self._refused_place(decision)
            case Added():
                there = self._facts.ground.contrast_now(decision.contrast) in self._added
                return "" if there else "its sentences are not in one fact any more"
            case Dismissed():
                there = self._facts.ground.contrast_now(decision.contrast) in self._dismissed
                return "" if there else "the difference is not there any more"
            case Judged():
                return ""

    def _refused_of_row(self, decision: Label | Place) -> str:
        if self._facts.find(decision.row) is None:
            return _NO_FACT
        return "" if decision in self._held else _OTHER_FACT

    def _refused_place(self, place: Place) -> str:
        if place.after is not None and self._facts.find(place.after) is None:
            return "the fact before it is not there any more"
        found = self._facts.find(place.row)
        is_moved = found is not None and self._facts.facts[found[0]].is_moved
        return "" if is_moved else "the fact before it waits for it in its turn"

    def _refused_ruling(self, ruling: Ruling) -> str:
        a, b = (self._facts.ground.find(key) for key in (ruling.pair.a, ruling.pair.b))
        if a is None or b is None:
            return "a sentence reads otherwise now"
        together = not self._facts.holding((a,)).keys().isdisjoint(self._facts.holding((b,)))
        if together == ruling.same:
            return ""
        return "other corrections keep them apart" if ruling.same else "other corrections put them together"


def _unfit(ground: Ground, decision: Decision, reason: str) -> Unfit:
    missing = tuple(sorted(key for key in keys_of(decision) if ground.find(key) is None))
    return Unfit(decision, reason, missing, any(not ground.is_here(key) for key in missing))
