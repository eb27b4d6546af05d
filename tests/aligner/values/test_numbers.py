"""Which figures count something, what they count, and how two counts stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Relation
from aligner.tokens import stem
from aligner.values import compare
from tests.aligner.values import normal_of, only_value, values_in

NUMBER = DifferenceType.NUMBER


@pytest.mark.parametrize(
    ("phrase", "text", "amount", "counts"),
    [
        ("Some ferries sank, 40 sailors drowned.", "40", 40, "sailors"),
        ("It holds 1,200 people.", "1,200", 1200, "people"),
        ("It holds 1\u202f200 people.", "1\u202f200", 1200, "people"),
        ("It holds 3.5 million people.", "3.5 million", 3.5e6, "people"),
        ("It has 3.5m users.", "3.5m", 3.5e6, "users"),
        ("They sent 10k troops.", "10k", 10_000, "troops"),
        ("They sent two hundred and fifty men.", "two hundred and fifty", 250, "men"),
        ("They sent one hundred twenty thousand men.", "one hundred twenty thousand", 120_000, "men"),
        ("They sent a thousand men.", "a thousand", 1000, "men"),
        ("They sent seventy-five men.", "seventy-five", 75, "men"),
        ("They sent more than four dozen men.", "more than four dozen", 48, "men"),
        ("They sent half a dozen men.", "half a dozen", 6, "men"),
        ("They sent dozens of men.", "dozens", 24, "men"),
        ("They sent several hundred men.", "several hundred", 200, "men"),
        ("They sent scores of men.", "scores", 40, "men"),
        ("A 13-page letter came.", "13", 13, "page"),
        ("In Gaza 40 people died.", "40", 40, "people"),
        ("That week 40 people died.", "40", 40, "people"),
        ("In 1999 17 groups met.", "17", 17, "groups"),
        ("It measured 5 km.", "5", 5, "km"),
        # a scale in front of its figure, and behind it
        ("A magnitude 6.5 earthquake struck.", "6.5", 6.5, "magnitude"),
        ("A 6.5-magnitude earthquake struck.", "6.5", 6.5, "magnitude"),
        ("A Category 4 hurricane struck.", "4", 4, "category"),
    ],
)
def test_a_count_is_read_with_what_it_counts(phrase: str, text: str, amount: float, counts: str) -> None:
    value = only_value(phrase, NUMBER)
    assert (value.text, normal_of(value)["value"]) == (text, amount)
    assert stem(counts) in value.unit


@pytest.mark.parametrize(
    ("phrase", "text", "amount"),
    [
        ("36 percent agreed", "36 percent", 36),
        ("35.72 per cent agreed", "35.72 per cent", 35.72),
        ("5% agreed", "5%", 5),
        ("It rose to a rate of 35.72.", "35.72", 35.72),
        ("three-quarters of voters", "three-quarters", 75),
        ("more than two-thirds of the houses", "more than two-thirds", 66.6667),
        ("nearly half of them", "nearly half", 50),
        ("half the village", "half", 50),
    ],
)
def test_a_share_is_a_percentage(phrase: str, text: str, amount: float) -> None:
    value = only_value(phrase, NUMBER)
    assert (value.text, normal_of(value)["value"], normal_of(value)["unit"]) == (text, amount, "%")


@pytest.mark.parametrize(
    "phrase",
    [
        "The model GPT-4 and its heir GPT-4.5 came.",
        "He lives at No. 5, next to Number 10.",
        "The COVID-19 wave came.",
        "The Boeing 737 landed beside the 737-800.",
        "The attacks of 9/11 and the A320 of the G7.",
        "At 10:30 a.m. and at 10 p.m. and at 7am it rang.",
        "Call 555-1234 or +1 202 555 0123.",
        "Open 24/7, version 2.0 of iOS 17 and Windows 11.",
        "His 15th birthday in the 21st century, in the 1990s, the '90s and the 1990's.",
        "One of the best; no one; one day.",
        "The vote was 52-48. It won 3-2.",
        "Section 230 and Chapter 11 of Article 5.",
        "Flight 370, Apollo 11, Route 66 and Channel 4.",
        "On page 5 and in room 101.",
        "It was minus 5 degrees, then -8 degrees.",
        "The 1,500m final and the 5k run.",
        "A 3/4 majority and John 3:16.",
        "Her test scores fell and she scores twice.",
        "Half an hour of the second half.",
        "An 1857 letter.",
    ],
)
def test_what_names_or_times_a_thing_is_no_count(phrase: str) -> None:
    assert values_in(phrase, NUMBER) == []


@pytest.mark.parametrize(
    "phrase",
    ["a man aged 45", "a 45-year-old man", "she is 45 years old", "Anna Berg, 45, said", "at the age 45"],
)
def test_an_age_counts_years_of_life(phrase: str) -> None:
    value = only_value(phrase, NUMBER)
    assert (normal_of(value)["value"], value.unit) == (45, {"old"})


@pytest.mark.parametrize(
    ("phrase", "figures"),
    [
        ("It lasted two hours and 20 minutes.", ["two"]),
        ("A child of 3 feet, 4 inches.", ["3"]),
        ("In two hours 40 people died.", ["two", "40"]),
        ("After ten days and 40 deaths it ended.", ["ten", "40"]),
    ],
)
def test_the_rest_of_a_measure_in_two_units_is_no_number_of_its_own(phrase: str, figures: list[str]) -> None:
    assert [value.text for value in values_in(phrase, NUMBER)] == figures


def test_an_age_is_not_a_time_served() -> None:
    age, sentence = only_value("a 45-year-old man", NUMBER), only_value("a 10-year sentence", NUMBER)
    assert compare(age, sentence, {}) is Relation.UNRELATED


@pytest.mark.parametrize(
    ("phrase", "text", "low", "high"),
    [
        ("between 40 and 50 people", "40 and 50", 40, 50),
        ("40 to 50 people", "40 to 50", 40, 50),
        ("40-50 people", "40-50", 40, 50),
        ("five to ten people", "five to ten", 5, 10),
        ("5-10 percent", "5-10 percent", 5, 10),
        ("5%-10%", "5%-10%", 5, 10),
        ("2 to 3 million", "2 to 3 million", 2e6, 3e6),
    ],
)
def test_a_range_of_counts_is_one_number(phrase: str, text: str, low: float, high: float) -> None:
    value = only_value(phrase, NUMBER)
    assert (value.text, normal_of(value)["value"], normal_of(value)["to"]) == (text, low, high)


@pytest.mark.parametrize("phrase", ["from 5 percent to 10 percent", "by 5 percent to 10 percent"])
def test_a_change_is_no_range(phrase: str) -> None:
    assert [value.text for value in values_in(phrase, NUMBER)] == ["5 percent", "10 percent"]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("40 people", "forty people", Relation.SAME),
        ("about 40 people", "42 people", Relation.FORM),
        ("40 people", "at least 40 people", Relation.FORM),
        ("85,000 people", "84,600 people", Relation.FORM),
        ("dozens of people", "43 people", Relation.DETAIL),
        ("40 to 50 people", "43 people", Relation.DETAIL),
        ("40 to 50 people", "40 people", Relation.DETAIL),
        ("40 people", "42 people", Relation.CONFLICT),
        ("about 40 people", "60 people", Relation.CONFLICT),
        ("thousands of people", "20,000 people", Relation.DETAIL),
        ("at least 12 people", "20 people", Relation.DETAIL),
        # measures of one dimension, in another unit or spelling
        ("40 miles", "65 kilometres", Relation.FORM),
        ("40 miles", "64.4 km", Relation.FORM),
        ("40 miles", "52 kilometers", Relation.CONFLICT),
        ("9,000 gallons", "34,000 litres", Relation.FORM),
        ("48 hours", "two days", Relation.FORM),
        ("48 hours", "three days", Relation.CONFLICT),
        ("180 pounds", "82 kilograms", Relation.FORM),
        ("65 kilometres away", "65 kilometers away", Relation.SAME),
        ("40 miles away", "40 pounds away", Relation.UNRELATED),
        ("36 percent", "35.7 percent", Relation.FORM),
        ("36 percent", "35.2 percent", Relation.CONFLICT),
        ("two-thirds of them", "66 percent", Relation.FORM),
        ("two-thirds of them", "80 percent", Relation.CONFLICT),
        ("a magnitude 6.5 quake", "a 6.7-magnitude quake", Relation.CONFLICT),
        ("40 people", "40 ships", Relation.UNRELATED),
        ("40 people", "40 percent", Relation.UNRELATED),
        ("5 percent", "5 percentage points", Relation.UNRELATED),
    ],
)
def test_how_two_counts_stand_to_each_other(a: str, b: str, relation: Relation) -> None:
    one, other = only_value(a, NUMBER), only_value(b, NUMBER)
    assert compare(one, other, {}) is relation
    assert compare(other, one, {}) is relation


def test_figures_that_count_nothing_never_conflict() -> None:
    one, other, again = (only_value(f"They saw {n}.", NUMBER) for n in (7, 8, 7))
    assert compare(one, other, {}) is Relation.UNRELATED
    assert compare(one, again, {}) is Relation.SAME


COUNTS = st.builds(
    "{}{}{} {}".format,
    st.sampled_from(["", "about ", "almost ", "over ", "fewer than "]),
    st.integers(2, 10**7).map(lambda n: f"{n:,}"),
    st.sampled_from(["", " million"]),
    st.sampled_from(["people", "ships", "percent"]),
) | st.sampled_from(["dozens of people", "two thousand five hundred ships", "five to ten people", "a third of voters"])


@given(COUNTS, COUNTS)
def test_the_comparison_of_counts_is_symmetric(a: str, b: str) -> None:
    one, other = only_value(a, NUMBER), only_value(b, NUMBER)
    assert compare(one, other, {}) is compare(other, one, {})


@given(COUNTS)
def test_a_count_is_the_same_as_itself(phrase: str) -> None:
    value = only_value(phrase, NUMBER)
    assert compare(value, value, {}) is Relation.SAME
    assert value.low <= normal_of(value)["value"] <= value.high
