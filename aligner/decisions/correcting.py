"""What a person put right, put right again in a comparison that is being made: rows, labels, places, differences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from aligner.decisions import rows as together
from aligner.decisions.fitting import Facts
from aligner.decisions.ground import Ground
from aligner.decisions.records import (
    NONE,
    Added,
    Contrast,
    Decisions,
    Dismissed,
    Label,
    Pair,
    Place,
    Row,
    Ruling,
    Words,
)
from aligner.model import Apart, By, Difference, Fact, Sentence, Severity, Story

Answers = Mapping[Pair, bool]
"""What a language model answered: whether two sentences state the same fact."""


class Corrector:
    """The corrections of a person, and below them the answers of a model, as far as they fit a story's sentences."""

    def __init__(
        self,
        story: Story,
        sentences: Mapping[str, Sentence],
        decisions: Decisions = NONE,
        answers: Answers | None = None,
    ) -> None:
        self._ground = Ground(story, sentences)
        self._decisions = decisions
        self._rulings: dict[tuple[str, str], tuple[bool, By]] = {}
        for pair, same in (answers or {}).items():
            self._rule(pair, same, By.MODEL)
        rulings = [decision for decision in decisions if isinstance(decision, Ruling)]
        # What was said of the sentences as they are named today goes over what was said of them before.
        for ruling in sorted(rulings, key=lambda one: (self._exact(one.pair), one.pair.a, one.pair.b)):
            self._rule(ruling.pair, ruling.same, By.PERSON)
        self._apart: dict[str, list[Apart]] = {}
        for (a, b), (same, by) in self._rulings.items():
            for one, other in ((a, b), (b, a)) if not same else ():
                self._apart.setdefault(one, []).append(Apart(one, other, by))
        dismissed = [self._ground.contrast_now(one.contrast) for one in decisions if isinstance(one, Dismissed)]
        self._dismissed: frozenset[Contrast] = frozenset(dismissed)
        # In an order of their own: a file has another one than that in which they were made.
        added = map(self._difference, sorted((d for d in decisions if isinstance(d, Added)), key=_subject_order))
        self._added = [difference for difference in added if difference is not None]

    def _exact(self, pair: Pair) -> int:
        return sum(self._ground.is_exact(key) for key in (pair.a, pair.b))

    def _rule(self, pair: Pair, same: bool, by: By) -> None:
        a, b = (self._ground.find(key) for key in (pair.a, pair.b))
        if a is not None and b is not None and a != b:
            self._rulings[_ordered(a, b)] = same, by

    # Rows ---------------------------------------------------------------------------------------------------------

    def ruled(self, a: str, b: str) -> tuple[bool, By] | None:
        """Whether two sentences state the same fact, and who says so; None where nobody says anything."""
        return self._rulings.get(_ordered(a, b))

    def rows(
        self, rows: Iterable[Collection[int]], sentences: Sequence[Sentence], strength: together.Strength
    ) -> list[set[int]]:
        """The rows, indices into ``sentences``, as they are after what was said of them."""
        index = {sentence.id: n for n, sentence in enumerate(sentences)}
        said: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}
        for (a, b), (same, _) in self._rulings.items():
            if a in index and b in index:
                i, j = sorted((index[a], index[b]))
                said[same].add((i, j))
        return together.corrected(rows, said[True], said[False], strength)

    def apart(self, held: Collection[str]) -> tuple[Apart, ...]:
        """Of a row with these sentences, what was taken out of it: pairs of one inside and one that is not."""
        found = [one for id_ in held for one in self._apart.get(id_, ()) if one.b not in held]
        return tuple(sorted(found, key=lambda one: (one.b, one.a)))

    # Differences --------------------------------------------------------------------------------------------------

    def differences(
        self, found: Sequence[Difference], held: Collection[str]
    ) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
        """The differences of a row with these sentences as a person sees them, and those that they say are none."""
        kept: list[Difference] = []
        dismissed: list[Difference] = []
        for difference in found:
            is_none = bool(self._dismissed) and self._ground.contrast(difference) in self._dismissed
            (dismissed if is_none else kept).append(difference)
        kept += [difference for difference in self._added if len(_sources_in(difference, held)) > 1]
        order = list(Severity)
        kept.sort(key=lambda one: (order.index(one.severity), one.type.value))
        return tuple(kept), tuple(dismissed)

    def _difference(self, decision: Added) -> Difference | None:
        mentions = [self._ground.mention(words) for words in decision.contrast.values]
        found = sorted((m for m in mentions if m is not None), key=lambda m: (m.source, m.start))
        if len(found) < len(mentions):
            return None
        return Difference(decision.contrast.type, decision.severity, "seen by you", tuple(found), By.PERSON)

    # Facts --------------------------------------------------------------------------------------------------------

    def finished(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts with the labels and in the order that a person gave them; numbered anew where that is another."""
        known = Facts(self._ground, facts)
        named = list(facts)
        labels = known.held_by([decision for decision in self._decisions if isinstance(decision, Label)])
        for index, label in labels.items():
            named[index] = replace(named[index], label=label.text, label_by=By.PERSON)
        places = known.held_by([decision for decision in self._decisions if isinstance(decision, Place)])
        after: dict[int, int | None] = {}
        for index, place in places.items():
            anchor = _index(known, place.after) if place.after is not None else None
            if place.after is None or anchor is not None:
                after[index] = anchor
        order, moved = _placed(len(facts), after)
        return tuple(
            replace(named[index], id=fact.id, is_moved=index in moved) for fact, index in zip(facts, order, strict=True)
        )


def _index(facts: Facts, row: Row) -> int | None:
    found = facts.find(row)
    return found[0] if found is not None else None


def _placed(count: int, after: Mapping[int, int | None]) -> tuple[list[int], frozenset[int]]:
    """So many facts in their order, some of them right behind another (None: first), and which of them are.

    Of those that wait for each other in a circle, none is moved.
    """
    moved = {index: anchor for index, anchor in after.items() if not _circular(index, after)}
    behind: dict[int | None, list[int]] = {}
    for index in sorted(moved):
        behind.setdefault(moved[index], []).append(index)
    order: list[int] = []
    waiting: list[int] = [
        *reversed([index for index in range(count) if index not in moved]),
        *reversed(behind.get(None, ())),
    ]
    while waiting:
        index = waiting.pop()
        order.append(index)
        waiting += reversed(behind.get(index, ()))
    return order, frozenset(moved)


def _circular(index: int, after: Mapping[int, int | None]) -> bool:
    """Whether a fact waits for itself in the end; one that waits for such a fact finds it where it stands unmoved."""
    seen: set[int] = set()
    at = after.get(index)
    while at is not None and at in after and at != index and at not in seen:
        seen.add(at)
        at = after[at]
    return at == index


def _subject_order(added: Added) -> tuple[str, list[Words]]:
    return added.contrast.type.value, sorted(added.contrast.values)


def _sources_in(difference: Difference, held: Collection[str]) -> set[str]:
    return {mention.source for mention in difference.values if mention.sentence in held}


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
