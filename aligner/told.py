"""What several sources tell of one thing: ties gathered into it, and the pairs of sentences it speaks for."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Told:
    """What several sources tell of one thing: the ties that join it, strongest first, and all its mentions."""

    type: DifferenceType
    ties: tuple[Tie, ...]
    mentions: tuple[Mention, ...]

    def within(self, sentences: Container[str]) -> Told | None:
        """What of it some sentences tell, by their ids; None if they are not of two sources.

        Where none of its ties joins these sentences directly, the ones that join them through others stand in, unless
        the sentences tell the same.
        """
        mentions = tuple(m for m in self.mentions if m.sentence in sentences)
        if len({m.source for m in mentions}) < 2:
            return None
        direct = tuple(t for t in self.ties if t.a.sentence in sentences and t.b.sentence in sentences)
        alike = mentions[0].normal is not None and all(m.normal == mentions[0].normal for m in mentions)
        return Told(self.type, direct or (() if alike else self.ties), mentions)


def gather(ties: Iterable[Tie]) -> list[Told]:
    """Ties of one type joined into what is told of one thing. ``ties`` come strongest first.

    Two ties are joined by a mention they share, or by the same amount told twice in one article. Nothing takes in two
    mentions of one article that contradict each other: then two things are being told of.
    """
    growing: dict[Hashable, _Cluster] = {}
    apart: list[_Cluster] = []
    for tie in ties:
        alone = _Cluster(tie.type, [tie], {(m.sentence, m.start): m for m in (tie.a, tie.b)})
        touched = list(dict.fromkeys(growing[key] for key in alone.subjects() if key in growing))
        joined = _Cluster(
            tie.type,
            [t for cluster in (*touched, alone) for t in cluster.ties],
            {key: m for cluster in (*touched, alone) for key, m in cluster.mentions.items()},
        )
        if joined.is_consistent():
            growing |= dict.fromkeys(joined.subjects(), joined)
        elif tie.relation is Relation.CONFLICT and not alone.is_undisclosed():
            apart.append(alone)
    found = (*dict.fromkeys(growing.values()), *apart)
    return [Told(c.type, tuple(c.ties), tuple(c.mentions.values())) for c in found]


@dataclass(eq=False)
class _Cluster:
    """Ties that are about one thing, with their mentions by sentence and offset."""

    type: DifferenceType
    ties: list[Tie]
    mentions: dict[tuple[str, int], Mention]

    def subjects(self) -> Iterator[Hashable]:
        """What a further tie must share to be about the same thing: a mention, or an amount told twice by a source."""
        for key, mention in self.mentions.items():
            yield self.type, *key
            if "amount" in (mention.normal or {}):
                yield self.type, mention.source, repr(mention.normal)

    def is_undisclosed(self) -> bool:
        return any("undisclosed" in (m.normal or {}) for m in self.mentions.values())

    def is_consistent(self) -> bool:
        """Whether no article contradicts itself, and no two amounts are too far apart to be one thing's."""
        told: dict[str, list[tuple[float, float]]] = {}
        for tie in self.ties:
            for end, (low, high) in zip((tie.a, tie.b), tie.ranges or (), strict=False):
                if high > 0:
                    told.setdefault(end.source, []).append((low, high))
        ranges = [each for source in told.values() for each in source]
        if any(max(low for low, _ in of) > 1.2 * min(high for _, high in of) for of in told.values()):
            return False
        return not ranges or max(low for low, _ in ranges) <= RATIO * min(high for _, high in ranges)
