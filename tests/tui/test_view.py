"""Filters, orders, counts and the place of furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Agreement, Comparison, DifferenceType, Fact, Kind, Options, Severity
from tests.tui.story_fixture import ROWS, at_threshold, make_comparison
from tui.view import (
    ALL,
    Choice,
    FactRow,
    Filter,
    FurnitureRow,
    Order,
    ahead,
    arrange,
    counts,
    differs_in,
    filter_choices,
    is_conflict,
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


def test_among_conflicts_those_with_more_of_them_then_those_of_more_sources_come_first(comparison: Comparison) -> None:
    def rank(fact: Fact) -> tuple[int, int]:
        return -sum(d.severity is Severity.CONFLICT for d in fact.differences), -len(fact.cells)

    turned = replace(comparison, facts=comparison.facts[::-1])
    for either in (comparison, turned):
        arranged = arrange(either, Filter(agreements=frozenset({Agreement.CONFLICT})), Order.CONFLICTS)
        ranks = [rank(either.facts[index]) for index in arranged]
        assert len(set(ranks)) > 1
        assert ranks == sorted(ranks)


def test_most_sources_first(comparison: Comparison) -> None:
    told = [len(comparison.facts[index].cells) for index in arrange(comparison, order=Order.SOURCES)]
    assert told == sorted(told, reverse=True)


def test_all_but_one_first_and_told_by_one_first(comparison: Comparison) -> None:
    for order, wanted in (
        (Order.ALL_BUT_ONE, lambda fact: len(fact.cells) == 4),
        (Order.ONE, lambda fact: fact.agreement is Agreement.SINGLE),
    ):
        arranged = arrange(comparison, order=order)
        found = [wanted(comparison.facts[index]) for index in arranged]
        assert any(found)
        assert found == sorted(found, reverse=True)
        ahead = arranged[: sum(found)]
        assert list(ahead) == sorted(ahead)


@pytest.mark.parametrize("drafted", [True, False])
def test_orders_go_round(drafted: bool) -> None:
    seen = [Order.READING]
    while (following := seen[-1].following(drafted=drafted)) not in seen:
        seen.append(following)
    assert seen == [order for order in Order if drafted or order is not Order.DRAFT]


def test_the_order_of_a_draft_that_is_gone_is_left() -> None:
    assert Order.DRAFT.following() is Order.READING


def labels(comparison: Comparison, filter_: Filter) -> set[str]:
    return {comparison.facts[index].label for index in arrange(comparison, filter_)}


def choice(comparison: Comparison, name: str) -> Choice:
    return next(choice for choice in filter_choices(comparison) if choice.name == name)


def test_every_choice_has_a_key_of_its_own(comparison: Comparison) -> None:
    choices = filter_choices(comparison)
    assert len({choice.key for choice in choices}) == len(choices)
    assert {choice.type for choice in choices if choice.type} == set(DifferenceType)
    assert [choice.source for choice in choices if choice.source] == list("ABCDE")


def test_choices_by_name(comparison: Comparison) -> None:
    def found(name: str) -> set[str]:
        return labels(comparison, choice(comparison, name).toggled(ALL))

    assert "owner Halden Lines" in found("agreeing")
    assert found("told by all but one") == {"freighter struck the Tern Bridge", "people were hurt"}
    assert found("money") == {"what the repairs cost"}
    assert found("details only") == {"vehicles a day", "a pilot was on board", "the last inspection"}


def test_choices_of_a_kind_widen_and_kinds_narrow(comparison: Comparison) -> None:
    conflicts = choice(comparison, "conflicts").toggled(ALL)
    single = choice(comparison, "told by one").toggled(ALL)
    either = choice(comparison, "told by one").toggled(conflicts)
    assert labels(comparison, either) == labels(comparison, conflicts) | labels(comparison, single)
    money = choice(comparison, "money").toggled(conflicts)
    assert labels(comparison, money) == {"what the repairs cost"}
    assert labels(comparison, choice(comparison, "money").toggled(single)) == set()


def test_a_source_goes_round_from_telling_to_silent_to_either(comparison: Comparison) -> None:
    source = choice(comparison, "B")
    says = source.toggled(ALL)
    silent = source.toggled(says)
    assert source.toggled(silent) == ALL
    assert [source.state(filter_) for filter_ in (ALL, says, silent)] == ["", "says", "silent"]
    told = {fact.label for fact in comparison.facts if "B" in fact.cells}
    assert labels(comparison, says) == told
    assert labels(comparison, silent) == {fact.label for fact in comparison.facts} - told


def test_two_sources_must_both_tell_it(comparison: Comparison) -> None:
    both = choice(comparison, "D").toggled(choice(comparison, "B").toggled(ALL))
    assert labels(comparison, both) == {fact.label for fact in comparison.facts if {"B", "D"} <= fact.cells.keys()}


def test_text_must_stand_in_a_sentence_not_in_the_label(comparison: Comparison) -> None:
    wanted = "tern bridge: what is KNOWN"
    assert labels(comparison, Filter(text=wanted)) == {"what is known"}
    assert labels(comparison, Filter(text="no such words")) == set()


@given(st.lists(st.integers(0, 20), max_size=8))
def test_choices_commute_and_never_widen_across_kinds(picked: list[int]) -> None:
    comparison = make_comparison()
    choices = filter_choices(comparison)
    filter_ = ALL
    for index in picked:
        filter_ = choices[index % len(choices)].toggled(filter_)
    again = ALL
    for index in sorted(picked):
        again = choices[index % len(choices)].toggled(again)
    assert again == filter_
    alone = [replace(ALL, types=filter_.types), replace(ALL, says=filter_.says, silent=filter_.silent)]
    for part in alone:
        assert labels(comparison, filter_) <= labels(comparison, part)


def test_a_filter_names_what_it_asks_for(comparison: Comparison) -> None:
    assert ALL.name == "all"
    filter_ = ALL
    for name in ("told by one", "conflicts", "date", "money", "C", "B"):
        filter_ = choice(comparison, name).toggled(filter_)
    filter_ = replace(choice(comparison, "C").toggled(filter_), text="azure\x1b")
    assert filter_.name == "conflicts/told by one · money/date · B says · C silent · “azure␛”"


def test_no_type_choice_without_such_a_difference() -> None:
    assert all(choice.type is None for choice in filter_choices(make_comparison("A")))


def test_counts(comparison: Comparison) -> None:
    counted = counts(comparison)
    assert (counted.sources, counted.facts) == (5, len(ROWS))
    assert counted.conflicts == sum(row.agreement is Agreement.CONFLICT for row in ROWS.values())
    assert counted.single == sum(row.agreement is Agreement.SINGLE for row in ROWS.values())
    alone = counts(make_comparison("A"))
    assert alone.single == alone.facts > 0
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


def test_furniture_stands_behind_the_first_row_with_the_sentence_before_it(comparison: Comparison) -> None:
    caption = comparison.sentences["A03"]
    before = next(index for index, fact in enumerate(comparison.facts) if "A02" in fact.cells.get("A", ()))
    twice = replace(comparison, facts=(*comparison.facts, comparison.facts[before]))
    shown = rows(twice, arrange(twice), furniture=True)
    assert shown.index(FactRow(before)) < len(shown) - 2
    following = shown[shown.index(FactRow(before)) + 1]
    assert isinstance(following, FurnitureRow)
    assert caption.id in following.cells["A"]


@pytest.mark.parametrize("order", list(Order))
def test_no_furniture_is_lost_in_a_filtered_view(comparison: Comparison, order: Order) -> None:
    for choice in filter_choices(comparison):
        shown = rows(comparison, arrange(comparison, choice.toggled(ALL), order), furniture=True)
        found = [id_ for row in shown if isinstance(row, FurnitureRow) for ids in row.cells.values() for id_ in ids]
        assert len(found) == sum(sentence.kind is Kind.FURNITURE for sentence in comparison.sentences.values())


def test_hidden_furniture_leaves_only_facts(comparison: Comparison) -> None:
    assert all(isinstance(row, FactRow) for row in rows(comparison, arrange(comparison), furniture=False))


def test_next_and_previous_conflict(comparison: Comparison) -> None:
    facts = arrange(comparison)
    found = neighbour(comparison, facts, 1, 1, is_conflict)
    assert found is not None
    assert comparison.facts[facts[found]].label == "what the repairs cost"
    assert neighbour(comparison, facts, found, -1, is_conflict) == 1
    assert neighbour(comparison, facts, 0, -1, is_conflict) is None


def test_the_next_of_a_type_goes_round(comparison: Comparison) -> None:
    facts = arrange(comparison)
    money = neighbour(comparison, facts, 0, 1, differs_in(DifferenceType.MONEY), around=True)
    assert money is not None
    assert comparison.facts[facts[money]].label == "what the repairs cost"
    assert neighbour(comparison, facts, money, 1, differs_in(DifferenceType.MONEY), around=True) == money
    assert neighbour(comparison, facts, money, 1, differs_in(DifferenceType.MONEY)) is None
    assert neighbour(comparison, (), 0, 1, is_conflict, around=True) is None


def test_the_next_stop_that_is_wanted() -> None:
    stops = ["a", "b", "c", "b"]
    assert ahead(stops, 0, 1, "b".__eq__) == 1
    assert ahead(stops, 1, 1, "b".__eq__) == 3
    assert ahead(stops, 3, 1, "b".__eq__) is None
    assert ahead(stops, 3, 1, "b".__eq__, around=True) == 1
    assert ahead(stops, 2, -1, "c".__eq__, around=True) == 2
    assert ahead(stops, 0, -1, "a".__eq__) is None


def test_the_cursor_stays_near_its_fact() -> None:
    assert keep_place((0, 3, 7), 3) == 1
    assert keep_place((0, 3, 7), 6) == 2
    assert keep_place((7, 5, 3), 4) == 2
    assert keep_place((), 6) == 0
    assert keep_place((4, 2), None) == 0


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
