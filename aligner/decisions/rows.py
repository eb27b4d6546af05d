"""Rows of which a person, or a model they asked, says what belongs together and what does not.

Clustering under constraints: pairs that must be together and pairs that cannot (Wagstaff, Cardie, Rogers and Schroedl,
"Constrained K-means Clustering with Background Knowledge", ICML 2001). What must not be together is parted first, then
what must be is joined, never against the former. Rows that nothing is said of stay as they are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from itertools import combinations

Pair = tuple[int, int]
Strength = Callable[[int, int], float]


def corrected(
    rows: Iterable[Collection[int]], same: Collection[Pair], apart: Collection[Pair], strength: Strength
) -> list[set[int]]:
    """The rows with every pair of ``apart`` in different ones, and every other pair of ``same`` in one.

    Rows are sets of indices of sentences, pairs have the smaller index first; ``strength`` is how surely two sentences
    state the same. Every sentence keeps a row. The result depends on nothing but the indices.
    """
    rules = _Rules(frozenset(same), frozenset(apart))
    found: list[set[int]] = []
    pieces: set[int] = set()
    for row in rows:
        parts = _parted(set(row), rules, strength)
        if len(parts) > 1:
            pieces.update(range(len(found), len(found) + len(parts)))
        found += parts
    # What was parted and stands whole in another row has its place there.
    rows_of = _rows_of(found)
    spare = {n for n in pieces if _is_inside(n, found, rows_of[min(found[n])])}
    return _joined([row for n, row in enumerate(found) if n not in spare], rules)


class _Rules:
    """What must be together and what cannot; where both are said, it cannot."""

    def __init__(self, same: frozenset[Pair], apart: frozenset[Pair]) -> None:
        self.apart = apart
        self.same = same - apart
        self._enemies: dict[int, set[int]] = defaultdict(set)
        self._friends: dict[int, set[int]] = defaultdict(set)
        for known, pairs in ((self._enemies, apart), (self._friends, self.same)):
            for i, j in pairs:
                known[i].add(j)
                known[j].add(i)

    def allow(self, one: Collection[int], other: Collection[int]) -> bool:
        """Whether sentences of one row may stand in the other."""
        few, many = sorted((one, other), key=len)
        return all(self._enemies[i].isdisjoint(many) for i in few if i in self._enemies)

    def alike(self, i: int, j: int, row: Set[int]) -> bool:
        """Whether two sentences must not be together with the same others of a row."""
        return self._enemies.get(i, set()) & row == self._enemies.get(j, set()) & row

    def unite(self, one: Set[int], other: Set[int]) -> bool:
        """Whether all that one row has alone must be with all that the other has alone."""
        here, there = one - other, other - one
        return bool(here and there) and all(((i, j) if i < j else (j, i)) in self.same for i in here for j in there)

    def wanted(self, sentence: int, row: Collection[int]) -> int:
        """How many sentences of a row a sentence must be together with, in that row or another."""
        return len(self._friends[sentence].intersection(row)) if sentence in self._friends else 0


def _parted(row: set[int], rules: _Rules, strength: Strength) -> list[set[int]]:
    """A row as it is, or what it falls into: what goes together most surely first, as long as nothing forbids it.

    What must be together comes before. But where only one of the two was parted from others here, the other one stays
    with those, and the two come together in another row.
    """
    pairs = list(combinations(sorted(row), 2))
    if rules.apart.isdisjoint(pairs):
        return [row]
    part_of = {index: {index} for index in row}

    def rank(pair: Pair) -> tuple[int, float, Pair]:
        if pair not in rules.same:
            return 1, -strength(*pair), pair
        return 0 if rules.alike(*pair, row) else 2, -strength(*pair), pair

    for i, j in sorted(pairs, key=rank):
        one, other = part_of[i], part_of[j]
        if strength(i, j) == -math.inf and (i, j) not in rules.same:  # of one article: others hold them together
            continue
        if one is not other and rules.allow(one, other):
            one |= other
            part_of.update(dict.fromkeys(other, one))
    return [part_of[index] for index in sorted(row) if index == min(part_of[index])]


def _joined(rows: list[set[int]], rules: _Rules) -> list[set[int]]:
    """The rows with what must be together in one; pairs that have no row to do with each other are no matter there."""
    rows_of = _rows_of(rows)
    grown: set[int] = set()
    for pairs in _related(rules.same, rows_of):
        grown |= _merge(pairs, rows, rows_of, rules)
        grown |= _move(pairs, rows, rows_of, rules)
    return [row for number, row in enumerate(rows) if row and not _is_inside(number, rows, rows_of[min(row)] & grown)]


def _rows_of(rows: Iterable[Collection[int]]) -> dict[int, set[int]]:
    """The numbers of the rows that each sentence stands in."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for index in row:
            found[index].add(number)
    return found


def _related(pairs: Iterable[Pair], rows_of: Mapping[int, set[int]]) -> list[list[Pair]]:
    """The pairs in parts: those of one part have rows in common, directly or by others."""
    part_of: dict[int, int] = {}  # by the number of a row, another one of the same part; itself for the first

    def first(number: int) -> int:
        while (before := part_of.setdefault(number, number)) != number:
            part_of[number] = part_of[before]
            number = before
        return number

    ordered = sorted(pairs)
    for i, j in ordered:
        one, *others = rows_of[i] | rows_of[j]
        for other in others:
            part_of[first(other)] = first(one)
    found: dict[int, list[Pair]] = defaultdict(list)
    for pair in ordered:
        found[first(min(rows_of[pair[0]]))].append(pair)
    return list(found.values())


def _merge(pairs: Iterable[Pair], rows: list[set[int]], rows_of: Mapping[int, set[int]], rules: _Rules) -> set[int]:
    """Make one row of two where all of the one must be with all of the other; the numbers of those that have grown.

    Rows overlap: that each pair stands in some row together would not make them one. The row that is gone is empty.
    """
    grown: set[int] = set()
    beside = sorted({tuple(sorted((n, m))) for i, j in pairs for n in rows_of[i] for m in rows_of[j] if n != m})
    while merged := next(((n, m) for n, m in beside if rules.unite(rows[n], rows[m])), None):
        into, gone = merged
        for index in rows[gone]:
            rows_of[index].discard(gone)
            rows_of[index].add(into)
        rows[into] |= rows[gone]
        rows[gone] = set()
        grown.add(into)
    return grown


def _move(pairs: Iterable[Pair], rows: list[set[int]], rows_of: Mapping[int, set[int]], rules: _Rules) -> set[int]:
    """Put sentence by sentence where it must be, the one first that settles most pairs; the rows that have grown.

    A sentence may stand in several rows: of those that would do, the other joins it where most belongs to it. Where a
    row of their own settles more than any move does, as each stands beside somebody that the others must not meet,
    they get one.
    """
    left = {pair for pair in pairs if rows_of[pair[0]].isdisjoint(rows_of[pair[1]])}
    grown: set[int] = set()
    while left:
        moves, own = _moves(left, rows, rows_of, rules), _circle(left, rules)
        if max(moves.values(), default=0) >= len(own) - 1:
            sentence, number = min(
                moves, key=lambda move: (-moves[move], -rules.wanted(move[0], rows[move[1]]), -len(rows[move[1]]), move)
            )
            newcomers = {sentence}
        else:
            newcomers, number = own, len(rows)
            rows.append(set())
        rows[number] |= newcomers
        for sentence in newcomers:
            rows_of[sentence].add(number)
        grown.add(number)
        left = {pair for pair in left if rows_of[pair[0]].isdisjoint(rows_of[pair[1]])}
    return grown


def _circle(left: Collection[Pair], rules: _Rules) -> set[int]:
    """The sentence with most pairs that are left, and of those that it must be with all that may meet each other."""
    friends: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(left):
        friends[i].append(j)
        friends[j].append(i)
    first = min(friends, key=lambda sentence: (-len(friends[sentence]), sentence))
    found = {first}
    for other in friends[first]:
        if rules.allow((other,), found):
            found.add(other)
    return found


def _moves(
    left: Collection[Pair], rows: list[set[int]], rows_of: Mapping[int, set[int]], rules: _Rules
) -> Counter[tuple[int, int]]:
    """What can be done for the pairs that are left: a sentence put into a row, and how many pairs that settles."""
    found: Counter[tuple[int, int]] = Counter()
    for pair in left:
        for sentence, other in (pair, pair[::-1]):
            for number in rows_of[other]:
                if rules.allow((sentence,), rows[number]):
                    found[sentence, number] += 1
    return found


def _is_inside(number: int, rows: list[set[int]], others: Iterable[int]) -> bool:
    """Whether a row stands whole in one of some others; of two equal ones the first stays."""
    row = rows[number]
    return any(n != number and (row < rows[n] or (row == rows[n] and n < number)) for n in others)
