"""Rows under constraints: what must not be together never is, what must be is as far as that allows."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from aligner.decisions.rows import corrected

PAIRS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]), max_size=6)


Case = tuple[list[set[int]], set[tuple[int, int]], set[tuple[int, int]], dict[tuple[int, int], float]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Rows as the aligner builds them: every sentence in one at least, none inside another; and what was said."""
    drawn = draw(st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=6, unique=True))
    rows = [set(row) for row in drawn if not any(row < other for other in drawn)]
    held = set().union(*rows) if rows else set()
    rows += [{index} for index in range(8) if index not in held]
    scores = {pair: draw(st.sampled_from([-1.0, 0.0, 1.0, 2.0])) for pair in combinations(range(8), 2)}
    return rows, draw(PAIRS), draw(PAIRS), scores


def result(case: Case) -> list[set[int]]:
    rows, same, apart, scores = case
    return corrected([set(row) for row in rows], same, apart, lambda i, j: scores[min(i, j), max(i, j)])


@given(cases())
def test_every_sentence_keeps_a_row(case: Case) -> None:
    assert set().union(*result(case)) == set(range(8))


@given(cases())
def test_what_is_apart_is_never_in_one_row(case: Case) -> None:
    _, _, apart, _ = case
    assert not [(row, pair) for row in result(case) for pair in apart if set(pair) <= row]


@given(cases())
def test_what_is_the_same_is_in_one_row_unless_it_is_said_to_be_apart_as_well(case: Case) -> None:
    _, same, apart, _ = case
    rows = result(case)
    assert not [pair for pair in same - apart if not any(row.issuperset(pair) for row in rows)]


@given(cases())
def test_no_row_is_there_twice_or_inside_another_because_of_it(case: Case) -> None:
    found = [frozenset(row) for row in result(case)]
    assert len(set(found)) == len(found)
    assert not [(one, other) for one in found for other in found if one < other]


@given(cases())
def test_rows_that_nothing_is_said_of_stay(case: Case) -> None:
    rows, same, apart, _ = case
    touched = {index for pair in same | apart for index in pair}
    found = result(case)
    assert all(row in found for row in rows if touched.isdisjoint(row))


@given(cases())
def test_nothing_said_changes_nothing(case: Case) -> None:
    rows, _, _, scores = case
    assert result((rows, set(), set(), scores)) == rows


@given(cases())
def test_what_is_said_of_the_rows_there_are_changes_nothing(case: Case) -> None:
    """Done again it is as it was: every second comparison would be another one else."""
    found = result(case)
    assert sorted(map(sorted, result((found, *case[1:])))) == sorted(map(sorted, found))


def test_a_sentence_taken_out_of_every_row_stands_alone() -> None:
    found = corrected([{1, 2}, {1, 3}], set(), {(1, 2), (1, 3)}, lambda i, j: 1.0)
    assert sorted(map(sorted, found)) == [[1], [2], [3]]


def test_what_goes_together_most_surely_stays_together() -> None:
    strength = {(1, 2): 2.0, (1, 3): 1.0, (2, 3): 0.0}
    assert corrected([{1, 2, 3}], set(), {(2, 3)}, lambda i, j: strength[i, j]) == [{1, 2}, {3}]


def test_of_several_rows_of_one_sentence_another_joins_the_one_with_most_that_belongs_to_it() -> None:
    found = corrected([{4, 5, 8}, {3, 6, 7, 9}, {3, 5}], {(3, 8), (5, 8)}, set(), lambda i, j: 1.0)
    assert found == [{4, 5, 8}, {3, 6, 7, 9}, {3, 5, 8}]


def test_two_rows_that_are_said_to_be_one_become_one_even_where_others_hold_every_pair_of_theirs() -> None:
    rows = [{1, 2}, {3, 4}, {1, 3}, {1, 4}, {2, 3}, {2, 4}]
    found = corrected(rows, set(product((1, 2), (3, 4))), set(), lambda i, j: 1.0)
    assert found == [{1, 2, 3, 4}]


def test_many_pairs_of_many_rows_are_joined_in_no_time() -> None:
    """What is said of some rows is not gone through again for each of the others: without that it took minutes."""
    number = 4000
    rows = [{index} for index in range(2 * number)]
    same = {(index, index + number) for index in range(number)}
    assert len(corrected(rows, same, set(), lambda i, j: 1.0)) == number


def test_who_is_joined_to_another_row_takes_nobody_along_that_stands_in_both() -> None:
    # 1 leaves 2 and 3 and goes to 7, with which 4 stands as well.
    found = corrected([{1, 2, 3, 4}, {4, 7}], {(1, 4), (1, 7)}, {(1, 2), (1, 3)}, lambda i, j: 1.0)
    assert sorted(map(sorted, found)) == [[1, 4, 7], [2, 3, 4]]


def test_who_can_go_nowhere_gets_a_row_of_their_own() -> None:
    # 4 stands beside 5 and 6, which 1 must not meet, and 1 and 3 beside 0 and 2, which 4 must not.
    apart = {(0, 4), (2, 4), (1, 5), (1, 6)}
    found = corrected([{0, 1, 2, 3, 4}, {4, 5, 6}], {(1, 4), (3, 4)}, apart, lambda i, j: 1.0)
    assert sorted(map(sorted, found)) == [[0, 1, 2, 3], [1, 3, 4], [4, 5, 6]]
