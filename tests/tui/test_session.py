"""What all screens share stays true, whatever is filtered, ordered, searched, or compared anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Agreement, Comparison, Options
from tests.tui.story_fixture import ROWS, at_threshold, make_comparison
from tui.search import holds
from tui.session import Session, Wanted
from tui.view import ALL, Filter, Order, arrange, filter_choices, keep_place, sentences_of

APART = Options(threshold=0.5)


def session_of(comparison: Comparison | None = None) -> Session:
    """A session that has taken a comparison."""
    comparison = comparison or make_comparison()
    session = Session(comparison.story)
    session.take(comparison, session.wanted)
    return session


def test_hits_are_those_of_the_comparison_on_screen() -> None:
    comparison = make_comparison()
    session = session_of(comparison)
    session.search = "tern bridge"
    before = session.hits
    turned = replace(comparison, facts=comparison.facts[::-1])
    session.take(turned, session.wanted)
    assert session.facts == tuple(range(len(ROWS)))
    assert session.hits == tuple(sorted(len(ROWS) - 1 - index for index in before))


def test_at_first_the_first_fact_of_the_chosen_order_is_the_current_one() -> None:
    comparison = make_comparison()
    session = Session(comparison.story)
    session.order = Order.ONE
    session.take(comparison, session.wanted)
    assert session.fact == arrange(comparison, order=Order.ONE)[0] != 0


def test_the_place_is_kept_where_the_filter_shows_nothing() -> None:
    session = session_of()
    session.fact = 5
    session.filter = Filter(text="no such words")
    assert session.current is None
    session.take(at_threshold(APART), Wanted(APART))
    assert session.fact is None or not session.facts
    session.filter = ALL
    session.take(make_comparison(), session.wanted)
    assert session.fact == 5


@pytest.mark.parametrize("number", range(len(at_threshold(APART).facts)))
def test_who_was_in_one_of_two_rows_that_became_one_comes_back_to_it(number: int) -> None:
    session = session_of(at_threshold(APART))
    session.fact = number
    session.take(make_comparison(), session.wanted)
    session.take(at_threshold(APART), Wanted(APART))
    assert session.fact == number


@pytest.mark.parametrize("index", range(len(ROWS)))
def test_the_place_is_one_the_filter_shows(index: int) -> None:
    session = session_of()
    session.fact = index
    session.filter = Filter(agreements=frozenset({make_comparison().facts[index].agreement}))
    session.take(at_threshold(APART), Wanted(APART))
    assert session.fact in session.facts or not session.facts


@pytest.mark.parametrize("index", range(len(ROWS)))
def test_back_is_where_one_came_from(index: int) -> None:
    session = session_of()
    session.fact = index
    there = at_threshold(APART)
    session.take(there, Wanted(APART))
    assert session.current is not None
    assert sentences_of(session.current) & sentences_of(make_comparison().facts[index])
    session.take(make_comparison(), session.wanted)
    assert session.fact == index


def test_who_moved_on_does_not_go_back() -> None:
    session = session_of()
    session.fact = 2
    session.take(at_threshold(APART), Wanted(APART))
    session.fact = len(session.facts) - 1
    last = sentences_of(session.comparison.facts[session.fact]) if session.comparison is not None else frozenset()
    session.take(make_comparison(), session.wanted)
    assert session.current is not None
    assert sentences_of(session.current) >= last


def test_a_fact_out_of_the_filter_is_revealed_by_ending_it() -> None:
    session = session_of()
    session.filter = Filter(agreements=frozenset({Agreement.CONFLICT}))
    inside = session.facts[-1]
    outside = next(index for index in range(len(ROWS)) if index not in session.facts)
    assert not session.reveal(inside)
    assert session.filter != ALL
    assert session.reveal(outside)
    assert (session.filter, session.fact) == (ALL, outside)


def test_where_there_are_no_facts_none_is_the_current_one() -> None:
    session = session_of(replace(make_comparison(), facts=()))
    assert (session.fact, session.current, session.facts, session.hits) == (None, None, (), ())


def test_what_was_compared_otherwise_than_it_is_wanted_is_behind() -> None:
    session = Session(make_comparison().story)
    session.take(at_threshold(APART), Wanted(APART))
    assert session.is_behind
    session.threshold = APART.threshold
    assert not session.is_behind


def test_a_comparison_that_was_not_made_is_not_wanted_any_longer() -> None:
    session = session_of()
    assert not session.is_behind
    session.threshold, session.perhaps = 0.7, False
    assert session.wanted == Wanted(Options(threshold=0.7))
    assert session.is_behind
    assert session.take_back()
    assert (session.threshold, session.perhaps, session.is_behind) == (Options().threshold, True, False)
    assert not Session(make_comparison().story).take_back()


@given(st.lists(st.tuples(st.sampled_from(("filter", "order", "search", "take", "reveal")), st.integers(0, 30))))
def test_whatever_is_chosen_the_current_fact_is_one_that_is_shown(steps: list[tuple[str, int]]) -> None:
    whole, apart = make_comparison(), at_threshold(APART)
    choices = filter_choices(whole)
    session = session_of(whole)
    for step, number in steps:
        comparison = session.comparison
        assert comparison is not None
        if step == "filter":
            session.filter = choices[number % len(choices)].toggled(session.filter)
        elif step == "order":
            session.order = session.order.following()
        elif step == "search":
            session.search = ("bridge", "the", "no such words", "")[number % 4]
        elif step == "reveal":
            session.reveal(number % len(comparison.facts))
        else:
            session.take((whole, apart)[number % 2], (Wanted(session.options), Wanted(APART))[number % 2])
        if step in ("filter", "order") and session.facts:  # as StoryScreen.settle does
            session.fact = session.facts[keep_place(session.facts, session.fact)]
        comparison = session.comparison
        assert comparison is not None
        assert session.facts == arrange(comparison, session.filter, session.order)
        found = (
            index
            for index in session.facts
            if session.search and holds(comparison, comparison.facts[index], session.search)
        )
        assert session.hits == tuple(found)
        assert (session.current is None) == (not session.facts)
        if session.facts:
            assert session.fact in session.facts
            assert session.current is comparison.facts[session.fact or 0]
