"""From scored pairs of sentences to rows, and the order in which a reader meets them.

Pairs are the primary data and rows a view of them: what states the same fact is not transitive, so a sentence may stand
in two rows, and a row never grows by a chain of single links. Rows grow greedily, surest pair first; a sentence joins a
row only when it goes well with the whole row. A row that has taken in too many sentences of one source glues several
facts together: it is divided by asking more inside it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

Pair = tuple[int, int]
Score = Callable[[int, int], float]

SLACK = 0.5
"""How far, in log-odds, a row's mean score for a new sentence may lie below the threshold."""
CELL = 3
"""The most sentences of one source in a row as it grows."""
CROWDED = 2
"""The most sentences of one source in a row that is shown: a row that holds more is divided."""
STEP = 0.25
"""By how much, in log-odds, more is asked inside a crowded row until it divides."""
MEMBERSHIPS = 2
"""The most rows one sentence stands in as they grow."""
_NEAR_COPY = 0.7
"""The share of a row that may stand in a larger one before the two are one."""
_MOSTLY = 0.6
"""The share of it that may stand there before the two, if they cannot be one, are read as the same twice."""
_ASTRAY = 0.2
"""How far from its own place in its article a sentence is moved to stay behind the one before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Indices of the sentences of one row, ascending, and the accepted pairs among them."""

    members: tuple[int, ...]
    pairs: tuple[Pair, ...]


def build_rows(sources: Sequence[str], scored: Mapping[Pair, float], score: Score, threshold: float) -> list[Row]:
    """Rows that together hold every sentence.

    ``sources`` is the source of each sentence, ``scored`` the log-odds of the candidate pairs (i < j), ``score`` gives
    them for any pair, ``threshold`` is the least log-odds of an accepted pair. Ties are broken by index, so the caller
    decides on an order of sentences that does not depend on the order of the articles.
    """
    score = cache(score)  # pairs that are no candidates are asked for again and again: by each row, by each division
    pairs = _Rows(sources, scored, score)
    rows = _without_near_copies(_grow(pairs, threshold))
    rows = [part for row in rows for part in _divide(row, sources, scored, score, threshold)]
    rows = _without_near_copies(row for row in rows if len(row) > 1)
    rows = _read_once(rows, pairs)
    held = set().union(*rows)
    rows += [{index} for index in range(len(sources)) if index not in held]
    return [Row(tuple(sorted(row)), _pairs_within(row, scored, threshold)) for row in rows]


def _grow(rows: _Rows, threshold: float) -> list[set[int]]:
    """Rows of every pair from ``threshold`` on: each is given its place, then those that found none are shown."""
    for_sure = sorted([(-odds, pair) for pair, odds in rows.scored.items() if odds >= threshold])
    left_over = [pair for _, pair in for_sure if not rows.take(*pair, threshold - SLACK)]
    for pair in left_over:
        rows.overlap(*pair, threshold - SLACK)
    return rows.rows


def _divide(
    row: set[int], sources: Sequence[str], scored: Mapping[Pair, float], score: Score, threshold: float
) -> list[set[int]]:
    """A row as it is or, where it is crowded, the rows it falls into when more is asked inside it.

    What then belongs to none of them stays with the surest of its own pairs.
    """
    if not _is_crowded(row, sources):
        return [row]
    inside = {pair: scored[pair] for pair in combinations(sorted(row), 2) if pair in scored}
    parts, asked = [row], threshold
    while any(_is_crowded(part, sources) for part in parts):
        asked += STEP
        parts = _grow(_Rows(sources, inside, score), asked)
        if not parts:  # its sentences are all equally alike
            return [row]
    for pair in sorted(inside, key=lambda p: (-inside[p], p)):
        if inside[pair] >= threshold and not all(any(index in part for part in parts) for index in pair):
            _keep_together(pair, parts, sources)
    return parts


def _keep_together(pair: Pair, parts: list[set[int]], sources: Sequence[str]) -> None:
    """Put a sentence that no part has taken in where the other of its pair stands if there is room, or both apart."""
    homes = [part for part in parts if not part.isdisjoint(pair) and not _is_crowded(part.union(pair), sources)]
    if homes:
        max(homes, key=lambda part: (-len(part), sorted(part, reverse=True))).update(pair)
    else:
        parts.append(set(pair))


def _is_crowded(row: set[int], sources: Sequence[str]) -> bool:
    return len(row) > CROWDED and max(Counter([sources[index] for index in row]).values()) > CROWDED


def _without_near_copies(rows: Iterable[set[int]]) -> list[set[int]]:
    """Rows of which the smaller stands for the most part in the larger made one: nobody reads the same fact twice."""
    kept: list[set[int]] = []
    holding: dict[int, set[int]] = defaultdict(set)
    for row in sorted(rows, key=lambda row: (-len(row), sorted(row))):
        hosts = sorted({number for index in row for number in holding[index]})
        number = next((n for n in hosts if len(row & kept[n]) >= max(2, _NEAR_COPY * len(row))), len(kept))
        if number == len(kept):
            kept.append(set())
        kept[number] |= row
        for index in row:
            holding[index].add(number)
    return kept


def _read_once(rows: Iterable[set[int]], pairs: _Rows) -> list[set[int]]:
    """Rows of which none stands mostly in a larger one that it could not be made one with."""
    kept: list[set[int]] = []
    holding: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        for number in sorted({number for index in row for number in holding[index]}):
            row = pairs.apart(row, kept[number])
        for index in row:
            holding[index].append(len(kept))
        kept.append(row)
    return kept


def _pairs_within(row: set[int], scored: Mapping[Pair, float], threshold: float) -> tuple[Pair, ...]:
    pairs = combinations(sorted(row), 2)
    return tuple(pair for pair in pairs if scored.get(pair, -math.inf) >= threshold)


class _Rows:
    """Rows as they grow."""

    def __init__(self, sources: Sequence[str], scored: Mapping[Pair, float], score: Score) -> None:
        self.rows: list[set[int]] = []
        self.scored = scored
        self._sources = sources
        self._score = score
        self._home: dict[int, int] = {}
        self._rows_of: dict[int, set[int]] = defaultdict(set)
        self._counts: list[dict[str, int]] = []
        """By row, how many sentences of each source it holds."""

    def take(self, i: int, j: int, least: float) -> bool:
        """Give an accepted pair its place: a new row, or the row of the one for the other. False if neither fits."""
        here, there = self._home.get(i), self._home.get(j)
        if here is None and there is None:
            self._open(i, j)
            return True
        if here is not None and there is not None:
            return here == there
        newcomer, number = (i, there) if there is not None else (j, here)
        if number is None or self._fit(newcomer, number, least) is None:
            return False
        self._join(newcomer, number)
        self._home[newcomer] = number
        return True

    def overlap(self, i: int, j: int, least: float) -> None:
        """Show a pair that has no row of its own by putting one of its sentences into a second row."""
        ours, theirs = self._rows_of[i], self._rows_of[j]
        full = len(ours) >= MEMBERSHIPS, len(theirs) >= MEMBERSHIPS
        if all(full) or not ours.isdisjoint(theirs):
            return
        fits = [
            (fit, -number, newcomer)
            for newcomer, numbers, has_enough in ((i, theirs, full[0]), (j, ours, full[1]))
            if not has_enough
            for number in numbers
            if (fit := self._fit(newcomer, number, least)) is not None
        ]
        if fits:
            _, number, newcomer = max(fits)
            self._join(newcomer, -number)
        elif not (ours and theirs):
            self._open(i, j)

    def apart(self, row: set[int], other: set[int]) -> set[int]:
        """A row of which another holds most, without what goes better with that one; two sources stay in it."""
        while len(shared := row & other) >= max(2, _MOSTLY * len(row)):
            spare = [i for i in sorted(shared) if len({self._sources[k] for k in row - {i}}) > 1]
            if not spare:
                break
            row = row - {min(spare, key=lambda i: self._mean(i, row) - self._mean(i, other))}
        return row

    def _open(self, i: int, j: int) -> None:
        number = len(self.rows)
        self.rows.append(set())
        self._counts.append({})
        for index in (i, j):
            self._home.setdefault(index, number)
            self._join(index, number)

    def _join(self, newcomer: int, number: int) -> None:
        self.rows[number].add(newcomer)
        self._rows_of[newcomer].add(number)
        counts, source = self._counts[number], self._sources[newcomer]
        counts[source] = counts.get(source, 0) + 1

    def _fit(self, newcomer: int, number: int, least: float) -> float | None:
        """The newcomer's mean score with the other sources' sentences of a row; None where it does not belong."""
        row = self.rows[number]
        held = self._counts[number].get(self._sources[newcomer], 0)
        if held >= CELL or held == len(row):
            return None
        mean = self._mean(newcomer, row)
        return mean if mean >= least else None

    def _mean(self, index: int, row: set[int]) -> float:
        source = self._sources[index]
        odds = [
            self._of(other, index) if other < index else self._of(index, other)
            for other in row
            if self._sources[other] != source
        ]
        return math.fsum(odds) / len(odds)

    def _of(self, i: int, j: int) -> float:
        found = self.scored.get((i, j))
        return self._score(i, j) if found is None else found


def reading_order(rows: Sequence[Row], sources: Sequence[str], places: Sequence[float]) -> list[int]:
    """The rows' indices in the order in which a reader of all articles would meet them.

    Rows of several sources stand by their mean place in the articles (0.0 to 1.0). A sentence that nobody else has
    follows what comes before it in its own article, so that it is read in its context, unless that was told much
    earlier or later elsewhere.
    """
    shared = {n: _mean_place(row, sources, places) for n, row in enumerate(rows) if _is_shared(row, sources)}
    place_of: dict[int, float] = {}
    for n in sorted(shared, key=lambda n: shared[n]):
        for i in rows[n].members:
            nearest = min(shared[n], place_of.get(i, shared[n]), key=lambda place: abs(place - places[i]))
            place_of[i] = nearest
    anchors: list[float] = []
    last: dict[str, float] = {}
    for i, source in enumerate(sources):
        before = place_of.get(i, last.get(source, 0.0))
        last[source] = before if i in place_of or abs(before - places[i]) <= _ASTRAY else places[i]
        anchors.append(last[source])

    def key(n: int) -> tuple[float, bool, tuple[int, ...]]:
        return shared.get(n, anchors[rows[n].members[0]]), n not in shared, rows[n].members

    return sorted(range(len(rows)), key=key)


def _is_shared(row: Row, sources: Sequence[str]) -> bool:
    return any(sources[i] != sources[row.members[0]] for i in row.members)


def _mean_place(row: Row, sources: Sequence[str], places: Sequence[float]) -> float:
    first: dict[str, float] = {}
    for index in row.members:
        first.setdefault(sources[index], places[index])
    return math.fsum(first.values()) / len(first)
