"""Rows from scored pairs, and their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.facts import CELL, MEMBERSHIPS, Row, build_rows, reading_order

SOURCES = ["A", "A", "B", "B", "C"]


def rows_of(
    scored: dict[tuple[int, int], float], sources: list[str] = SOURCES, threshold: float = 0.0
) -> list[set[int]]:
    rows = build_rows(sources, scored, lambda i, j: scored.get((i, j), -5.0), threshold)
    return [set(row.members) for row in rows]


def test_pairs_below_the_threshold_make_no_row() -> None:
    assert rows_of({(0, 2): -0.1}) == [{0}, {1}, {2}, {3}, {4}]


def test_a_row_takes_in_what_goes_with_the_whole_of_it() -> None:
    assert {0, 2, 4} in rows_of({(0, 2): 3.0, (0, 4): 2.0, (2, 4): 1.0})


def test_a_chain_of_single_links_does_not_make_one_row() -> None:
    rows = rows_of({(0, 2): 3.0, (2, 4): 2.0, (0, 4): -4.0})
    assert {0, 2, 4} not in rows
    assert {0, 2} in rows
    assert any({2, 4} <= row for row in rows)


def test_a_sentence_may_stand_in_two_rows_but_no_more() -> None:
    scored = {(0, 2): 3.0, (0, 3): 2.9, (0, 4): 2.8}
    memberships = sum(0 in row for row in rows_of(scored))
    assert memberships <= MEMBERSHIPS


def test_a_cell_holds_only_so_many_sentences_of_one_source() -> None:
    sources = ["A"] * 6 + ["B"]
    rows = rows_of({(i, 6): 3.0 - i / 10 for i in range(6)}, sources)
    assert max(sum(sources[i] == "A" for i in row) for row in rows) <= CELL
    assert set().union(*rows) == set(range(7))


def test_a_row_that_glues_two_facts_is_divided() -> None:
    """Everything is a little alike, but A0-B3 and A1, A2-B4, B5 are much more so."""
    sources = ["A", "A", "A", "B", "B", "B"]
    close = {(0, 3), (1, 4), (2, 5), (1, 5), (2, 4)}
    scored = {(i, j): 3.0 if (i, j) in close else 0.4 for i in range(3) for j in range(3, 6)}
    rows = rows_of(scored, sources)
    assert {0, 3} in rows
    assert {1, 2, 4, 5} in rows
    assert len(rows) == 2


def test_a_crowded_row_of_sentences_that_are_all_equally_alike_stays_whole() -> None:
    sources = ["A", "A", "A", "B", "B", "B"]
    assert rows_of({(i, j): 1.0 for i in range(3) for j in range(3, 6)}, sources) == [set(range(6))]


def test_what_a_division_leaves_over_is_not_left_alone() -> None:
    """A2 goes with B3 alone, too weakly to stay when more is asked, and B3's row has no room for it."""
    sources = ["A", "A", "A", "B"]
    rows = rows_of({(0, 3): 3.0, (1, 3): 2.9, (2, 3): 0.3}, sources)
    assert {0, 1, 3} in rows
    assert {2, 3} in rows


def test_the_accepted_pairs_of_a_row_are_kept_with_it() -> None:
    scored = {(0, 2): 3.0, (0, 4): 2.0, (2, 4): -0.2}
    row = next(r for r in build_rows(SOURCES, scored, lambda i, j: scored.get((i, j), -5.0), 0.0) if 4 in r.members)
    assert row.members == (0, 2, 4)
    assert row.pairs == ((0, 2), (0, 4))


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1] and p[0] % 3 != p[1] % 3),
    st.floats(-3, 3),
)


@given(PAIRS)
def test_every_sentence_has_a_row_and_every_linked_one_has_company(
    scored: dict[tuple[int, int], float],
) -> None:
    sources = ["ABC"[n % 3] for n in range(8)]
    rows = rows_of(scored, sources)
    assert set().union(*rows) == set(range(8))
    linked = {i for pair, odds in scored.items() if odds >= 0 for i in pair}
    assert linked == {i for row in rows if len(row) > 1 for i in row}


@given(PAIRS)
def test_no_row_is_read_twice(scored: dict[tuple[int, int], float]) -> None:
    """No row stands mostly in another, unless what is its own would be left with one source."""
    sources = ["ABC"[n % 3] for n in range(8)]
    rows = rows_of(scored, sources)
    for n, row in enumerate(rows):
        for other in rows[:n]:
            shared = row & other
            spare = [i for i in shared if len({sources[k] for k in row - {i}}) > 1]
            assert len(shared) < 2 or len(shared) < 0.6 * len(row) or not spare


def test_reading_order_follows_the_articles() -> None:
    rows = [Row((4,), ()), Row((1, 3), ()), Row((0, 2), ())]
    places = [0.0, 1.0, 0.1, 0.9, 0.5]
    assert reading_order(rows, SOURCES, places) == [2, 0, 1]


def test_a_sentence_of_its_own_follows_the_row_before_it_in_its_article() -> None:
    sources = ["A", "A", "A", "B", "B"]
    rows = [Row((1,), ()), Row((2, 4), ()), Row((0, 3), ())]
    assert reading_order(rows, sources, [0.0, 0.5, 1.0, 0.0, 1.0]) == [2, 0, 1]


def test_a_sentence_whose_neighbour_was_told_far_away_keeps_its_own_place() -> None:
    sources = ["A", "A", "A", "B", "B"]
    rows = [Row((2,), ()), Row((1, 3), ()), Row((0, 4), ())]
    places = [0.0, 0.8, 0.9, 0.0, 1.0]
    assert reading_order(rows, sources, places) == [1, 2, 0]


def test_two_rows_that_are_nearly_one_become_one() -> None:
    sources = ["A", "B", "C", "D", "E"]
    close = {(0, 1): 5.0, (0, 2): 4.0, (1, 2): 4.0, (0, 3): 2.0, (1, 3): 2.0, (2, 3): 2.0}
    # E goes with A, B and C, but not with D: without the rule it would share a second row with three of the first.
    apart = close | {(3, 4): -9.0, (0, 4): 1.0, (1, 4): 1.0, (2, 4): 1.0}
    assert rows_of(apart, sources) == [{0, 1, 2, 3, 4}]
