"""Filters, orders, counts and the place of furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Agreement, Comparison, DifferenceType, Kind, Options
from tests.tui.story_fixture import ROWS, at_threshold, make_comparison
from tui.view import (
    ALL,
    FactRow,
    FurnitureRow,
    Order,
    arrange,
    counts,
    filters,
    keep_place,
    level,
    moved,
    neighbour,
    rows,
    sentences_of,
    successor,
)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return make_comparison()


def test_the_fixture_is_true_to_the_model(comparison: Comparison) -> None:
    """Offsets are true, every type and agreement occurs, no sentence is lost."""
    for sentence in comparison.sentences.values():
        assert comparison.article(sentence.source).text[sentence.start : sentence.end] == sentence.text
    in_cells = {id_ for fact in comparison.facts for ids in fact.cells.values() for id_ in ids}
    body = {id_ for id_, sentence in comparison.sentences.items() if sentence.kind is not Kind.FURNITURE}
    assert in_cells == body
    assert {fact.agreement for fact in comparison.facts} == set(Agreement)
    assert {d.type for fact in comparison.facts for d in fact.differences} == set(DifferenceType)
    for fact in comparison.facts:
        for value in (value for difference in fact.differences for value in difference.values):
            assert comparison.article(value.source).text[value.start : value.end] == value.text


def test_reading_order_is_the_comparisons(comparison: Comparison) -> None:
    assert arrange(comparison) == tuple(range(len(ROWS)))


def test_conflicts_first_keeps_all_facts(comparison: Comparison) -> None:
    arranged = arrange(comparison, order=Order.CONFLICTS)
    agreements = [comparison.facts[index].agreement for index in arranged]
    conflicts = agreements.count(Agreement.CONFLICT)
    assert sorted(arranged) == list(range(len(ROWS)))
    assert set(agreements[:conflicts]) == {Agreement.CONFLICT}
    assert agreements[-1] is Agreement.SINGLE


def test_most_sources_first(comparison: Comparison) -> None:
    told = [len(comparison.facts[index].cells) for index in arrange(comparison, order=Order.SOURCES)]
    assert told == sorted(told, reverse=True)


def test_orders_go_round() -> None:
    assert Order.READING.following().following().following() is Order.READING


def test_each_filter_shows_as_many_facts_as_it_says(comparison: Comparison) -> None:
    choices = filters(comparison)
    assert len({filter_.key for filter_, _ in choices}) == len(choices)
    assert {filter_.type for filter_, _ in choices if filter_.type} == set(DifferenceType)
    for filter_, count in choices:
        assert len(arrange(comparison, filter_)) == count


def test_filters_by_name(comparison: Comparison) -> None:
    by_name = {filter_.name: filter_ for filter_, _ in filters(comparison)}

    def labels(name: str) -> set[str]:
        return {comparison.facts[index].label for index in arrange(comparison, by_name[name])}

    assert "owner Halden Lines" in labels("agreeing")
    assert labels("told by all but one") == {"freighter struck the Tern Bridge", "people were hurt"}
    assert labels("money") == {"what the repairs cost"}
    assert labels("details only") == {"vehicles a day", "a pilot was on board", "the last inspection"}


def test_no_type_filter_without_such_a_difference() -> None:
    assert all(filter_.type is None for filter_, _ in filters(make_comparison("A")))


def test_counts(comparison: Comparison) -> None:
    counted = counts(comparison)
    assert (counted.sources, counted.facts) == (5, len(ROWS))
    assert counted.conflicts == sum(row.agreement is Agreement.CONFLICT for row in ROWS.values())
    assert counted.told["A"] == sum("A" in fact.cells for fact in comparison.facts)


def test_furniture_is_complete_and_stands_behind_its_sentence(comparison: Comparison) -> None:
    shown = rows(comparison, arrange(comparison), furniture=True)
    furniture = [id_ for row in shown if isinstance(row, FurnitureRow) for ids in row.cells.values() for id_ in ids]
    expected = [id_ for id_, sentence in comparison.sentences.items() if sentence.kind is Kind.FURNITURE]
    assert sorted(furniture) == sorted(expected)
    assert isinstance(shown[0], FurnitureRow)
    assert list(shown[0].cells) == ["A"]
    # The photo's caption follows the headline that was printed twice.
    assert isinstance(shown[1], FactRow)
    assert isinstance(shown[2], FurnitureRow)
    assert "A03" in shown[2].cells["A"]


@pytest.mark.parametrize("order", list(Order))
def test_no_furniture_is_lost_in_a_filtered_view(comparison: Comparison, order: Order) -> None:
    for filter_, _ in filters(comparison):
        shown = rows(comparison, arrange(comparison, filter_, order), furniture=True)
        found = [id_ for row in shown if isinstance(row, FurnitureRow) for ids in row.cells.values() for id_ in ids]
        assert len(found) == sum(sentence.kind is Kind.FURNITURE for sentence in comparison.sentences.values())


def test_hidden_furniture_leaves_only_facts(comparison: Comparison) -> None:
    assert all(isinstance(row, FactRow) for row in rows(comparison, arrange(comparison), furniture=False))


def test_next_and_previous_conflict(comparison: Comparison) -> None:
    facts = arrange(comparison)
    found = neighbour(comparison, facts, 1, 1)
    assert found is not None
    assert comparison.facts[facts[found]].label == "what the repairs cost"
    assert neighbour(comparison, facts, found, -1) == 1
    assert neighbour(comparison, facts, 0, -1) is None


def test_the_cursor_stays_near_its_fact() -> None:
    assert keep_place((0, 3, 7), 3) == 1
    assert keep_place((0, 3, 7), 6) == 2
    assert keep_place((), 6) == 0
    assert keep_place((4, 2), None) == 0


def test_all_is_the_first_filter(comparison: Comparison) -> None:
    assert filters(comparison)[0] == (ALL, len(ROWS))


def test_the_threshold_stops_at_every_twentieth_and_where_it_started() -> None:
    assert moved(0.2, 1, 0.2) == 0.25
    assert moved(0.2, -1, 0.2) == 0.15
    assert moved(0.18, 1, 0.18) == 0.2
    assert moved(0.2, -1, 0.18) == 0.18
    assert moved(0.95, 1, 0.2) == 0.95
    assert moved(0.05, -1, 0.2) == 0.05
    assert moved(1.0, -1, 1.0) == 0.95
    assert moved(0.95, 1, 1.0) == 1.0
    assert moved(0.0, -1, 0.0) == 0.0


@given(start=st.floats(0, 1), steps=st.lists(st.sampled_from((1, -1)), max_size=30))
def test_the_threshold_never_moves_against_the_key_and_comes_back(start: float, steps: list[int]) -> None:
    threshold = start
    for step in steps:
        there = moved(threshold, step, start)
        assert (there - threshold) * step >= 0
        assert 0 <= there <= 1
        if there != threshold:
            assert moved(there, -step, start) == threshold
        threshold = there


def test_scores_are_written_short() -> None:
    assert [level(score) for score in (0.05, 0.25, 1.0, 0.0)] == [".05", ".25", "1.00", ".00"]


def test_what_is_sure_needs_the_higher_of_both_scores() -> None:
    assert Options(threshold=0.2, sure=0.4).without_perhaps() == Options(threshold=0.4, sure=0.4)
    assert Options(threshold=0.5, sure=0.4).without_perhaps() == Options(threshold=0.5, sure=0.4)


def test_a_row_is_only_perhaps_when_all_its_sentences_are(comparison: Comparison) -> None:
    assert [fact.label for fact in comparison.facts if fact.only_perhaps] == [ROWS["opened"].label]


def test_every_fact_is_its_own_successor(comparison: Comparison) -> None:
    for index, fact in enumerate(comparison.facts):
        assert successor(comparison, sentences_of(fact)) == index


def test_the_successor_holds_most_of_the_sentences_then_the_sources_then_least_else(comparison: Comparison) -> None:
    apart = at_threshold(Options(threshold=0.5))
    labels = [fact.label for fact in comparison.facts]
    traffic = comparison.facts[labels.index(ROWS["traffic"].label)]
    index = successor(apart, sentences_of(traffic))
    assert index is not None
    assert set(apart.facts[index].cells) == {"A", "B"}
    opened = comparison.facts[labels.index(ROWS["opened"].label)]
    for source, expected in ((None, "A"), ("A", "A"), ("D", "D"), ("B", "A")):
        index = successor(apart, sentences_of(opened), source)
        assert index is not None
        assert set(apart.facts[index].cells) == {expected}
    # A sentence may stand in two rows: the one that holds it alone is nearer.
    both = (*comparison.facts, apart.facts[index])
    assert successor(replace(comparison, facts=both), sentences_of(apart.facts[index])) == len(both) - 1


def test_a_fact_of_unknown_sentences_has_no_successor(comparison: Comparison) -> None:
    assert successor(comparison, {"X01"}) is None
    assert successor(comparison, ()) is None
