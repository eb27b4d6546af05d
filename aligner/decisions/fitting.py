"""Whether a decision fits a comparison: what it was made about is still there, or how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

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
    Words,
)
from aligner.model import By, Comparison, Difference, Fact, Judgement


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
    ground = Ground(comparison.story, comparison.sentences)
    facts = Facts(ground, comparison.facts)
    found = list(comparison.facts)
    unfit = [*_judge_facts(facts, found, decisions), *_judge_differences(facts, found, decisions)]
    check = _Check(facts)
    for decision in decisions:
        if not isinstance(decision, Judged) and (reason := check.refused(decision)):
            unfit.append(_unfit(ground, decision, reason))
    return replace(comparison, facts=tuple(found)), tuple(unfit)


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
        the first. None if there is none.
        """
        ids = {id_ for key in row if (id_ := self.ground.find(key)) is not None}
        shared = self.holding(ids)
        best = min(shared, key=lambda index: (-shared[index], self._sizes[index], index), default=None)
        if best is None or 2 * shared[best] < len(row):
            return None
        return best, self.ground.row(self.facts[best]) == row


def _judge_facts(facts: Facts, found: list[Fact], decisions: Decisions) -> list[Unfit]:
    """Judge the facts in ``found``; of several judgements that come to one fact the one that fits it best holds."""
    claims: dict[int, list[tuple[bool, int, Judged]]] = {}
    unfit = []
    for decision in decisions.judgements:
        if isinstance(decision.of, Contrast):
            continue
        fit = facts.find(decision.of)
        if fit is None:
            unfit.append(_unfit(facts.ground, decision, "its fact is not there any more"))
        else:
            claims.setdefault(fit[0], []).append((fit[1], len(decision.of), decision))
    for index, claiming in claims.items():
        claiming.sort(key=lambda claim: (not claim[0], -claim[1], sorted(_keys(claim[2]))))
        exact, _, decision = claiming[0]
        found[index] = replace(found[index], judgement=Judgement(decision.verdict, decision.note, not exact))
        unfit += [Unfit(claim[2], "its fact is part of another one now") for claim in claiming[1:]]
    return unfit


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

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
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
                return "" if self._facts.find(decision.row) is not None else "its fact is not there any more"
            case Place():
                known = [row for row in (decision.row, decision.after) if row is not None]
                return "" if all(self._facts.find(row) for row in known) else "its fact is not there any more"
            case Added():
                return "" if decision.contrast in self._added else "its sentences are not in one fact any more"
            case Dismissed():
                return "" if decision.contrast in self._dismissed else "the difference is not there any more"
            case Judged():
                return ""

    def _refused_ruling(self, ruling: Ruling) -> str:
        a, b = (self._facts.ground.find(key) for key in (ruling.pair.a, ruling.pair.b))
        if a is None or b is None:
            return "a sentence reads otherwise now"
        together = not self._facts.holding((a,)).keys().isdisjoint(self._facts.holding((b,)))
        if together == ruling.same:
            return ""
        return "other corrections keep them apart" if ruling.same else "other corrections put them together"


def _unfit(ground: Ground, decision: Decision, reason: str) -> Unfit:
    keys = _keys(decision)
    missing = tuple(sorted(key for key in keys if ground.find(key) is None))
    return Unfit(decision, reason, missing, any(not ground.is_here(key) for key in missing))


def _keys(decision: Decision) -> Collection[Key]:
    """The sentences that a decision is about."""
    match decision:
        case Ruling(pair=pair):
            return (pair.a, pair.b)
        case Label(row=row) | Place(row=row):
            return row
        case Added(contrast=contrast) | Dismissed(contrast=contrast):
            return _sentences(contrast.values)
        case Judged(of=of):
            return _sentences(of.values) if isinstance(of, Contrast) else of


def _sentences(values: Iterable[Words]) -> frozenset[Key]:
    return frozenset(words.sentence for words in values)
