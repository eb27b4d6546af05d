"""What several sources tell of one thing: ties gathered into it, and the pairs of sentences it speaks for."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from aligner.model import DifferenceType, Mention, Relation, Sentence
from aligner.ties import RATIO, Pair, Tie

_CORROBORATION = 2.0
"""What it adds to the log-odds of two sentences that an amount or a quotation of theirs is told of the same thing."""
_CORROBORATED = -1.0
"""The least log-odds of such a pair: a little more than what makes a row by default."""
_CORROBORATING = frozenset({DifferenceType.MONEY, DifferenceType.QUOTE})


def corroborated(told: Iterable[Told], sentences: Sequence[Sentence]) -> list[Pair]:
    """The pairs of sentences, by index, whose amounts or quotations the whole story shows to be about one thing.

    Also pairs that no words connect: what A discloses and E declines to say, where B and D stand between them.
    """
    index = {sentence.id: n for n, sentence in enumerate(sentences)}
    pairs = set()
    for thing in told:
        if thing.type in _CORROBORATING:
            held = sorted({(index[m.sentence], m.source) for m in thing.mentions})
            pairs |= {(i, j) for (i, one), (j, other) in combinations(held, 2) if one != other}
    return sorted(pairs)


def corroborate(odds: float) -> float:
    """The log-odds of a pair of sentences that is corroborated, from those by its words alone."""
    return max(odds + _CORROBORATION, _CORROBORATED)


@dataclass(frozen=True)
class Told:
    """What several sources tell of one thing: the ties that join it, strongest first, and all its mentions."""

    type: DifferenceType
    ties: tuple[Tie, ...]
    mentions: tuple[Mention, ...]
    relations: frozenset[Relation]
    """How the ties' mentions stand to each other: told once, since of a long story's "Monday" there are thousands."""

    def within(self, sentences: Collection[str]) -> Told | None:
        """What of it some sentences tell, by their ids; None if they are not of two sources.

        Where none of its ties joins these sentences directly, the ones that join them through others stand in, unless
        the sentences tell the same.
        """
        mentions = tuple(self.mentions[n] for n in _places(self._mentioned, sentences))
        if len({m.source for m in mentions}) < 2:
            return None
        direct = tuple(t for n in _places(self._tied, sentences) if (t := self.ties[n]).b.sentence in sentences)
        if direct:
            return Told(self.type, direct, mentions, frozenset(tie.relation for tie in direct))
        alike = mentions[0].normal is not None and all(m.normal == mentions[0].normal for m in mentions)
        if alike:
            return Told(self.type, (), mentions, frozenset())
        return Told(self.type, self.ties, mentions, self.relations)

    @cached_property
    def _mentioned(self) -> Mapping[str, Sequence[int]]:
        """By sentence the numbers of its mentions."""
        return _by_key(mention.sentence for mention in self.mentions)

    @cached_property
    def _tied(self) -> Mapping[str, Sequence[int]]:
        """By sentence the numbers of the ties of which it has the first mention."""
        return _by_key(tie.a.sentence for tie in self.ties)


def _by_key(keys: Iterable[str]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        numbers.setdefault(key, []).append(number)
    return numbers


def _places(numbers: Mapping[str, Sequence[int]], keys: Iterable[str]) -> list[int]:
    return sorted(number for key in keys for number in numbers.get(key, ()))


def gather(ties: Iterable[Tie]) -> list[Told]:
    """Ties of one type joined into what is told of one thing. ``ties`` come strongest first.

    Two ties are joined by a mention they share, or by the same amount told twice in one article. Nothing takes in two
    mentions of one article that contradict each other: then two things are being told of.
    """
    growing: dict[Hashable, _Cluster] = {}
    apart: list[_Cluster] = []
    for tie in ties:
        alone = _Cluster.of(tie)
        touched = dict.fromkeys(growing[key].whole() for key in alone.subjects if key in growing)
        joined = _Cluster.joined((*touched, alone))
        if joined.is_consistent():
            joined.take_in()
            growing |= dict.fromkeys(alone.subjects, joined)
        elif tie.relation is Relation.CONFLICT and not alone.is_undisclosed():
            apart.append(alone)
    found = (*dict.fromkeys(cluster.whole() for cluster in growing.values()), *apart)
    return [cluster.told() for cluster in found]


@dataclass(eq=False, slots=True)
class _Cluster:
    """Ties that are about one thing: one tie, or clusters joined, which know what they have become part of.

    What belongs to a cluster is gathered at the end, once: thousands of ties may be about one thing.
    """

    type: DifferenceType
    tie: Tie | None
    parts: Sequence[_Cluster]
    subjects: Mapping[Hashable, None]
    """What a further tie must share to be about the same thing: a mention, or an amount told twice by a source."""
    bounds: Mapping[str, tuple[float, float]]
    """By source the largest least and the smallest most that its figures can mean."""
    became: _Cluster | None = None

    @classmethod
    def of(cls, tie: Tie) -> _Cluster:
        """A tie by itself."""
        subjects: dict[Hashable, None] = {}
        for mention in (tie.a, tie.b):
            subjects[tie.type, mention.sentence, mention.start] = None
            if "amount" in (mention.normal or {}):
                subjects[tie.type, mention.source, repr(mention.normal)] = None
        bounds: dict[str, tuple[float, float]] = {}
        for end, (low, high) in zip((tie.a, tie.b), tie.ranges or (), strict=False):
            if high > 0:
                bounds[end.source] = _narrowed(bounds.get(end.source), (low, high))
        return cls(tie.type, tie, (), subjects, bounds)

    @classmethod
    def joined(cls, parts: Sequence[_Cluster]) -> _Cluster:
        """Clusters of one type made one; they do not know of it before it has taken them in."""
        bounds: dict[str, tuple[float, float]] = {}
        for part in parts:
            for source, bound in part.bounds.items():
                bounds[source] = _narrowed(bounds.get(source), bound)
        return cls(parts[0].type, None, parts, {}, bounds)

    def take_in(self) -> None:
        for part in self.parts:
            part.became = self

    def whole(self) -> _Cluster:
        """The cluster of which this one has become part, itself if of none. Union-find with the paths halved."""
        cluster = self
        while cluster.became is not None:
            if cluster.became.became is not None:
                cluster.became = cluster.became.became
            cluster = cluster.became
        return cluster

    def told(self) -> Told:
        """All of its ties and mentions, in the order in which they were joined.

        Asked for last: its parts then know of it no more, or all would keep each other until a collection.
        """
        ties: list[Tie] = []
        left = [self]
        while left:
            cluster = left.pop()
            cluster.became = None
            if cluster.tie is not None:
                ties.append(cluster.tie)
            left.extend(reversed(cluster.parts))
        mentions = {(m.sentence, m.start): m for tie in ties for m in (tie.a, tie.b)}
        return Told(self.type, tuple(ties), tuple(mentions.values()), frozenset(tie.relation for tie in ties))

    def is_undisclosed(self) -> bool:
        return self.tie is not None and any("undisclosed" in (m.normal or {}) for m in (self.tie.a, self.tie.b))

    def is_consistent(self) -> bool:
        """Whether no article contradicts itself, and no two amounts are too far apart to be one thing's."""
        if any(low > 1.2 * high for low, high in self.bounds.values()):
            return False
        highest_low = max((low for low, _ in self.bounds.values()), default=0.0)
        return highest_low <= RATIO * min((high for _, high in self.bounds.values()), default=0.0)


def _narrowed(bound: tuple[float, float] | None, other: tuple[float, float]) -> tuple[float, float]:
    return other if bound is None else (max(bound[0], other[0]), min(bound[1], other[1]))
