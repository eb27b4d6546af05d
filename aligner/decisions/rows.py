"""Rows of which a person, or a model they asked, says what belongs together and what does not.

Clustering under constraints: pairs that must be together and pairs that cannot (Wagstaff, Cardie, Rogers and Schroedl,
"Constrained K-means Clustering with Background Knowledge", ICML 2001). What must not be together is parted first, then
what must be is joined, never against the former. Rows that nothing is said of stay as they are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import combinations

Pair = tuple[int, int]
Strength = Callable[[int, int], float]


def corrected(
    rows: Iterable[Collection[int]], same: Collection[Pair], apart: Collection[Pair], strength: Strength
) -> list[set[int]]:
    """The rows with every pair of ``apart`` in different ones, and the pairs of ``same`` in one as far as that allows.

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
    spare = {n for n in pieces if _is_inside(n, found, range(len(found)))}
    return _joined([row for n, row in enumerate(found) if n not in spare], rules)


class _Rules:
    """What must be together and what cannot; where both are said, it cannot."""

    def __init__(self, same: frozenset[Pair], apart: frozenset[Pair]) -> None:
        self.apart = apart
        self.same = same - apart
        self._enemies: dict[int, set[int]] = defaultdict(set)
        for i, j in apart:
            self._enemies[i].add(j)
            self._enemies[j].add(i)

    def allow(self, one: Collection[int], other: Collection[int]) -> bool:
        """Whether sentences of one row may stand in the other."""
        few, many = sorted((one, other), key=len)
        return all(self._enemies[i].isdisjoint(many) for i in few if i in self._enemies)


def _parted(row: set[int], rules: _Rules, strength: Strength) -> list[set[int]]:
    """A row as it is, or what it falls into: what goes together most surely first, as long as nothing forbids it."""
    pairs = list(combinations(sorted(row), 2))
    if rules.apart.isdisjoint(pairs):
        return [row]
    part_of = {index: {index} for index in row}
    for i, j in sorted(pairs, key=lambda pair: (pair not in rules.same, -strength(*pair), pair)):
        one, other = part_of[i], part_of[j]
        if strength(i, j) == -math.inf and (i, j) not in rules.same:  # of one article: others hold them together
            continue
        if one is not other and rules.allow(one, other):
            one |= other
            part_of.update(dict.fromkeys(other, one))
    return [part_of[index] for index in sorted(row) if index == min(part_of[index])]


def _joined(rows: list[set[int]], rules: _Rules) -> list[set[int]]:
    """The rows with what must be together in one: sentence by sentence, the one first that settles most pairs."""
    rows_of: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for index in row:
            rows_of[index].add(number)
    left = {pair for pair in rules.same if rows_of[pair[0]].isdisjoint(rows_of[pair[1]])}
    grown: set[int] = set()
    while moves := _moves(left, rows, rows_of, rules):
        sentence, number = min(moves, key=lambda move: (-moves[move], -len(rows[move[1]]), move))
        rows[number].add(sentence)
        rows_of[sentence].add(number)
        grown.add(number)
        left = {pair for pair in left if rows_of[pair[0]].isdisjoint(rows_of[pair[1]])}
    return [row for number, row in enumerate(rows) if not _is_inside(number, rows, grown)]


def _moves(
    left: Collection[Pair], rows: list[set[int]], rows_of: dict[int, set[int]], rules: _Rules
) -> Counter[tuple[int, int]]:
    """What can be done for the pairs that are left: a sentence put into a row, and how many pairs that settles."""
    found: Counter[tuple[int, int]] = Counter()
    for pair in left:
        for sentence, other in (pair, pair[::-1]):
            for number in rows_of[other]:
                if rules.allow((sentence,), rows[number]):
                    found[sentence, number] += 1
    return found


def _is_inside(number: int, rows: list[set[int]], grown: Collection[int]) -> bool:
    """Whether a row stands whole in one that has grown; of two equal ones the first stays."""
    row = rows[number]
    return any(other != number and (row < rows[other] or (row == rows[other] and other < number)) for other in grown)
