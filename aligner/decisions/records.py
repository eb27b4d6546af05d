"""What a person decides about a comparison, as frozen data: keyed by the sentences' words, so that it can come back.

A decision is about sentences, rows or differences of articles that may change and of rows that a better aligner may
build otherwise. So it names none of them by number: a sentence is its file and its words (``Key``), a row the sentences
it had, a difference the words that differ. Decisions are independent of each other and of the order they were made in:
there is one for each subject, the last one made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from aligner.model import DifferenceType, Severity, Verdict


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A sentence by the file of its article and its words, each run of white space in them one space.

    ``nth`` is how many others of the article, furniture aside, say the same words before it: "No," he said.
    """

    file: str
    text: str
    nth: int = 0


Row = frozenset[Key]
"""A fact by its sentences."""


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A passage of a sentence: its text, white space as in a key, and how many equal ones stand before it there."""

    sentence: Key
    text: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, ``a`` before ``b``."""

    a: Key
    b: Key

    @classmethod
    def of(cls, one: Key, other: Key) -> Pair:
        """The pair of two sentences, whichever is named first."""
        return cls(*sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference by its type and the words that differ."""

    type: DifferenceType
    values: frozenset[Words]


# The decisions. The subject of each is what there is one decision about. -------------------------------------------


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether two sentences state the same fact."""

    pair: Pair
    same: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What a fact is called."""

    row: Row
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands in the reading order: right behind another one; before all others where that is None."""

    row: Row
    after: Row | None


@dataclass(frozen=True, slots=True)
class Added:
    """A difference that the aligner did not see."""

    contrast: Contrast
    severity: Severity


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A difference that is none."""

    contrast: Contrast


@dataclass(frozen=True, slots=True)
class Judged:
    """What the person makes of a fact or of a difference."""

    of: Row | Contrast
    verdict: Verdict
    note: str = ""


Decision = Ruling | Label | Place | Added | Dismissed | Judged
Subject = tuple[str, Pair | Row | Contrast]


def subject(decision: Decision) -> Subject:
    """What a decision is about: of two with the same subject, the later one holds."""
    match decision:
        case Ruling():
            return "pair", decision.pair
        case Label():
            return "label", decision.row
        case Place():
            return "place", decision.row
        case Added() | Dismissed():
            return "difference", decision.contrast
        case Judged():
            return "judgement", decision.of


def keys_of(decision: Decision) -> frozenset[Key]:
    """The sentences that a decision names."""
    match decision:
        case Ruling(pair=pair):
            return frozenset((pair.a, pair.b))
        case Label(row=row):
            return row
        case Place(row=row, after=after):
            return row | (after or frozenset())
        case Added(contrast=contrast) | Dismissed(contrast=contrast):
            return frozenset(words.sentence for words in contrast.values)
        case Judged(of=of):
            return frozenset(words.sentence for words in of.values) if isinstance(of, Contrast) else of


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that a person decided about a story, one decision for each subject."""

    by_subject: Mapping[Subject, Decision] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        """These decisions; of several about one subject the last."""
        return cls(MappingProxyType({subject(decision): decision for decision in decisions}))

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.by_subject.values())

    def __len__(self) -> int:
        return len(self.by_subject)

    def with_(self, decisions: Iterable[Decision]) -> Decisions:
        """These and others; the others hold where both are about one subject."""
        return Decisions.of((*self, *decisions))

    def without(self, decisions: Iterable[Decision]) -> Decisions:
        """These, with nothing decided about the subjects of others."""
        gone = {subject(decision) for decision in decisions}
        return Decisions(MappingProxyType({key: one for key, one in self.by_subject.items() if key not in gone}))

    @property
    def corrections(self) -> Decisions:
        """Those by which the comparison itself becomes another one."""
        return Decisions.of(decision for decision in self if not isinstance(decision, Judged))

    @property
    def judgements(self) -> tuple[Judged, ...]:
        """Those that only say what the person makes of it."""
        return tuple(decision for decision in self if isinstance(decision, Judged))

    def change_to(self, other: Decisions) -> Change:
        """What becomes of each subject when these decisions are replaced by others."""
        subjects = dict.fromkeys((*self.by_subject, *other.by_subject))
        return {
            key: (before, after)
            for key in subjects
            if (before := self.by_subject.get(key)) != (after := other.by_subject.get(key))
        }

    def changed(self, change: Change) -> Decisions:
        """These decisions after a change; of a subject that is another one by now, what the change says holds."""
        found = dict(self.by_subject)
        for key, (_, after) in change.items():
            if after is None:
                found.pop(key, None)
            else:
                found[key] = after
        return Decisions(MappingProxyType(found))


Change = Mapping[Subject, tuple[Decision | None, Decision | None]]
"""By subject, the decision before and after; None for none."""


def reversed_(change: Change) -> Change:
    """The change that takes another one back."""
    return {key: (after, before) for key, (before, after) in change.items()}


NONE = Decisions()
