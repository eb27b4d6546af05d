"""Which words are dates, which day, month or year they name, and how two dates stand to each other."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Relation
from aligner.values import compare
from tests.aligner.values import normal_of, only_value, values_in

DATE = DifferenceType.DATE


@pytest.mark.parametrize(
    ("phrase", "text", "date"),
    [
        # a day
        ("It sank on March 5, 2021.", "March 5, 2021", "2021-03-05"),
        ("It sank on March 5th.", "March 5th", "--03-05"),
        ("It sank on Mar. 5, 2021.", "Mar. 5, 2021", "2021-03-05"),
        ("It sank on Sept. 5.", "Sept. 5", "--09-05"),
        ("It sank on 5 March 2021.", "5 March 2021", "2021-03-05"),
        ("It sank on the 5th of March, 2021.", "5th of March, 2021", "2021-03-05"),
        ("It sank on Monday 5 March 2021.", "on Monday 5 March 2021", "2021-03-05"),
        ("It sank on 2021-03-05.", "2021-03-05", "2021-03-05"),
        ("It sank on February 29.", "February 29", "--02-29"),
        # a month, a year
        ("It sank in late March 2021.", "late March 2021", "2021-03"),
        ("It sank in March of 2021.", "March of 2021", "2021-03"),
        ("It sank in March.", "in March", "--03"),
        ("It sank last March.", "last March", "--03"),
        ("It sank in May.", "in May", "--05"),
        ("It sank in early 2021.", "early 2021", "2021"),
        ("The 2021 sinking.", "2021", "2021"),
        ("It sank mid-2021.", "mid-2021", "2021"),
        ("It sank in 1789.", "in 1789", "1789"),
        ("In 1999's storms it sank.", "In 1999", "1999"),
        # a range
        ("It sailed from 2014 to 2017.", "from 2014 to 2017", "2014/2017"),
        ("It sailed 2014-2017.", "2014-2017", "2014/2017"),
        ("The 2014–15 season.", "2014–15", "2014/2015"),
        ("It sailed March 5-7, 2021.", "March 5-7, 2021", "2021-03-05/2021-03-07"),
        ("It sailed 5 to 7 March.", "5 to 7 March", "--03-05/--03-07"),
    ],
)
def test_a_date_is_read(phrase: str, text: str, date: str) -> None:
    value = only_value(phrase, DATE)
    assert (value.text, normal_of(value)["date"]) == (text, date)


@pytest.mark.parametrize(
    ("phrase", "text", "weekday"),
    [
        ("It sank on Monday.", "on Monday", "monday"),
        ("Monday's storm sank it.", "Monday", "monday"),
        ("It sank last Monday.", "last Monday", "monday"),
        ("It sank on Monday, March 5.", "on Monday, March 5", "monday"),
        ("It sank on Tuesday, the 5th of March.", "on Tuesday, the 5th of March", "tuesday"),
    ],
)
def test_a_weekday_is_read(phrase: str, text: str, weekday: str) -> None:
    value = only_value(phrase, DATE)
    assert (value.text, normal_of(value)["weekday"]) == (text, weekday)


@pytest.mark.parametrize(
    "phrase",
    [
        "May said it may sink, and 10 May be lost.",
        "Theresa May, August Wilson, April Reed and June Moss spoke.",
        "They march: a March on the town, the March for Bread.",
        "It sank in August Wilson's play.",
        "The Sunday Times and Friday Night Live of Black Friday and Good Friday.",
        "It sank in the 1990s and the 2020s, or in the 1990's.",
        "It cost $2000 and 2,015 crowns.",
        "They saw 2000 people and 2015 men.",
        "It sank on 31 February and on February 30 and on 2021-13-01.",
        "It sank on 05/03/2021.",  # a day in May or in March?
        "May 55 ships sank.",
    ],
)
def test_what_only_looks_like_a_date_is_none(phrase: str) -> None:
    assert values_in(phrase, DATE) == []


WEDNESDAY = "2024-02-28"


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("It sank on Monday.", "2024-02-26"),
        ("It sank on Wednesday.", "2024-02-28"),
        ("It sank on Friday.", "2024-02-23"),
        ("It sank yesterday.", "2024-02-27"),
        ("It sank earlier today.", "2024-02-28"),
        ("It sank last month.", "2024-01"),
        ("It sank last year.", "2023"),
    ],
)
def test_a_relative_date_is_fixed_by_the_articles_own(phrase: str, date: str) -> None:
    normal = normal_of(only_value(phrase, DATE, WEDNESDAY))
    assert (normal["date"], normal["resolved"]) == (date, True)
    assert only_value(phrase, DATE).normal is None or "date" not in normal_of(only_value(phrase, DATE))


@pytest.mark.parametrize(
    "phrase",
    ["It will sink on Friday.", "It is expected to sink on Friday.", "It sank last Friday.", "It sinks next Friday."],
)
def test_a_weekday_that_may_be_another_weeks_is_not_fixed(phrase: str) -> None:
    assert normal_of(only_value(phrase, DATE, WEDNESDAY)) == {"weekday": "friday"}


@pytest.mark.parametrize("phrase", ["last week", "two years ago", "in the coming weeks", "within the next two weeks"])
def test_a_loose_date_has_no_normal_form_and_is_related_to_none(phrase: str) -> None:
    value = only_value(phrase, DATE, WEDNESDAY)
    assert value.normal is None
    assert compare(value, only_value("March 5, 2021", DATE), {}) is Relation.UNRELATED


@pytest.mark.parametrize("published", ["2024", "2024-02", "28 February 2024", "2024-02-31", ""])
def test_an_article_without_a_day_fixes_nothing(published: str) -> None:
    assert only_value("It sank yesterday.", DATE, published).normal is None


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("March 5, 2021", "5 March 2021", Relation.SAME),
        ("March 5, 2021", "March 6, 2021", Relation.CONFLICT),
        ("March 5, 2021", "March 5", Relation.DETAIL),
        ("March 5", "April 5", Relation.CONFLICT),
        ("March 5", "in March", Relation.DETAIL),
        ("March 2021", "in 2021", Relation.DETAIL),
        ("in 2020", "in 2021", Relation.CONFLICT),
        ("in March", "in 2021", Relation.UNRELATED),
        ("Monday", "on Monday", Relation.SAME),
        ("Monday", "Tuesday", Relation.CONFLICT),
        ("on Friday", "March 5, 2021", Relation.FORM),  # 5 March 2021 was a Friday
        ("on Monday", "March 5, 2021", Relation.CONFLICT),
        ("on Monday", "March 5", Relation.UNRELATED),  # of which year?
        ("on Monday, March 5", "on Tuesday", Relation.CONFLICT),
        ("from 2014 to 2017", "2014-2017", Relation.SAME),
        ("from 2014 to 2017", "2014-2016", Relation.CONFLICT),
        ("from 2014 to 2017", "in 2015", Relation.UNRELATED),
        ("March 5-7", "March 5 to 7", Relation.SAME),
    ],
)
def test_how_two_dates_stand_to_each_other(a: str, b: str, relation: Relation) -> None:
    one, other = only_value(a, DATE), only_value(b, DATE)
    assert compare(one, other, {}) is relation
    assert compare(other, one, {}) is relation


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
DATES = (
    DAYS.map(lambda day: f"{day:%B} {day.day}, {day.year}")
    | DAYS.map(lambda day: f"{day.day} {day:%B}")
    | DAYS.map(lambda day: f"{day:%A}")
    | DAYS.map(lambda day: f"in {day:%B}")
    | DAYS.map(lambda day: f"in {day.year}")
    | DAYS.map(lambda day: f"from {day.year} to {day.year + 1}")
    | st.sampled_from(["yesterday", "last week"])
)


@given(DATES, DATES, st.none() | DAYS.map(dt.date.isoformat))
def test_the_comparison_of_dates_is_symmetric(a: str, b: str, published: str | None) -> None:
    ones, others = values_in(a, DATE, published), values_in(b, DATE, published)
    for one in ones:
        for other in others:
            assert compare(one, other, {}) is compare(other, one, {})


@given(DAYS)
def test_every_day_of_the_calendar_is_read_back(day: dt.date) -> None:
    value = only_value(f"It sank on {day:%B} {day.day}, {day.year}.", DATE)
    assert value.normal == {"date": day.isoformat(), "precision": "day"}
