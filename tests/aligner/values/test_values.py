"""What holds of all values in any text: true offsets, no overlaps, a context; and nothing raises."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType
from aligner.tokens import tokenise
from aligner.values import COMPARED, comparable, find_values
from tests.aligner.values import only_value, values_in

PIECES = (
    "$ € US$ Rs 5 12.5 1,200 19 2014 9/11 3:16 million bn m k percent % dollars pounds won euros about nearly up to "
    "between and from to - – , . ; ( ) or half a dozen hundred thousand two twenty and-a-half thirds of March May Mar. "
    "5th Monday Tuesday on in the next last year month ago today yesterday tomorrow Brandt van "
    "Oyelaran people years-old aged old No. GPT-4 é ٣ ² \u00a0 \n"
).split(" ")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80)
DATES = st.none() | st.sampled_from(["2024-02-28", "2024-02", "0001-01-01", "9999-12-31", "today"])


@given(TEXTS, DATES, st.data())
def test_values_lie_in_their_span_and_never_overlap_those_of_their_type(
    text: str, published: str | None, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_values(text, start, end, tokenise(text, start, end), published)
    assert list(found) == sorted(found, key=lambda v: v.start)
    last: dict[DifferenceType, int] = {}
    for value in found:
        assert start <= value.start < value.end <= end
        assert text[value.start : value.end] == value.text
        assert value.low <= value.high
        assert value.start >= last.get(value.type, 0)
        last[value.type] = value.end
        assert all(0 <= closeness <= 1 for closeness in value.context.values())


@given(st.text(string.digits + ".,$ -m%", max_size=60))
def test_any_run_of_digits_is_read_without_an_error(text: str) -> None:
    for value in values_in(text):
        assert text[value.start : value.end] == value.text


def test_every_type_is_found_in_reading_order() -> None:
    text = "On Monday Lindqvist Lines paid $3 million for 40 ships."
    assert [(value.type.value, value.text) for value in values_in(text)] == [
        ("date", "On Monday"),
        ("name", "Lindqvist Lines"),
        ("money", "$3 million"),
        ("number", "40"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "near"),
    [
        ("The owner will repair the hull for $3 million.", DifferenceType.MONEY, {"hull", "repair", "owner"}),
        ("On Monday, the ferry ran aground.", DifferenceType.DATE, {"ferri", "ran", "aground"}),
        ("It held 40 sailors; the tug held cows.", DifferenceType.NUMBER, {"held", "sailor"}),
    ],
)
def test_the_context_of_a_figure_is_what_it_is_told_of(text: str, kind: DifferenceType, near: set[str]) -> None:
    assert set(only_value(text, kind).context) == near


def test_the_context_ends_at_the_figure_before() -> None:
    first, second = values_in("The hull cost $3 million and the mast cost $9 million.", DifferenceType.MONEY)
    assert set(first.context) == {"hull", "cost"}
    assert set(second.context) == {"mast", "cost"}


def test_the_nearer_a_word_the_closer_it_is() -> None:
    context = only_value("The old hull will cost $3 million.", DifferenceType.MONEY).context
    assert context["cost"] > context["hull"] > context["old"]


def test_of_a_table_in_one_sentence_only_so_much_is_compared() -> None:
    """Pairs of its figures with another such table's would be millions."""
    found = values_in("It may cost $5 million or 6 ships, said Moss. " * 90)
    kept = comparable(found)
    assert len(kept) < 90 < len([value for value in found if value.type in COMPARED])
    assert kept == [value for value in found if value.type in COMPARED][: len(kept)]
    assert {value.type for value in kept} == {DifferenceType.MONEY, DifferenceType.NUMBER}
