"""Which values are told of the same thing: in pairs, over the whole story, and inside a fact."""

from __future__ import annotations

import math
from itertools import product

import pytest

from aligner import ties
from aligner.comparison import compare, read_sentences
from aligner.model import Agreement, Comparison, DifferenceType, LedgerEntry, Relation, Severity, Value
from aligner.similarity import Similarity
from tests.aligner.story import make_story
from tests.benchmarks.stories import texts as invented

Texts = list[str]

_DAY = {"date": "2031-03-04", "precision": "day"}
_VALUES = (
    Value(DifferenceType.MONEY, 0, 4, "$100", {"amount": 100.0, "currency": "USD"}),
    Value(DifferenceType.MONEY, 0, 4, "$104", {"amount": 104.0, "currency": "USD"}),
    Value(DifferenceType.MONEY, 0, 4, "$900", {"amount": 900.0, "currency": "USD"}),
    Value(DifferenceType.MONEY, 0, 4, "undisclosed", {"undisclosed": True}),
    Value(DifferenceType.NUMBER, 0, 4, "12", {"value": 12.0}),
    Value(DifferenceType.NUMBER, 0, 4, "14", {"value": 14.0}),
    Value(DifferenceType.DATE, 0, 4, "March 4", _DAY),
    Value(DifferenceType.DATE, 0, 4, "Friday", {**_DAY, "resolved": True}),
)


def told(*texts: str) -> Comparison:
    """The comparison of articles given by their bodies."""
    return compare(
        make_story({f"{n}.txt": f"Headline number {n} of {text[:9]}\n\n{text}" for n, text in enumerate(texts)})
    )


def entries(comparison: Comparison, kind: DifferenceType, *severities: Severity) -> list[list[str]]:
    return [
        [m.text for m in entry.mentions]
        for entry in comparison.ledger
        if entry.type is kind and entry.severity in (severities or tuple(Severity))
    ]


def entry_of(comparison: Comparison, kind: DifferenceType) -> LedgerEntry:
    (entry,) = [e for e in comparison.ledger if e.type is kind]
    return entry


BRIDGE = "The city council approved {} for the new bridge over the Tamar on Thursday."


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("$40 million", "$55 million", Severity.CONFLICT),
        ("$40 million", "40 million euros", Severity.CONFLICT),
        ("$40 million", "tens of millions of dollars", Severity.DETAIL),
        ("$40,210,000", "about $40 million", Severity.FORM),
        ("$40 million", "$40m", Severity.FORM),
    ],
)
def test_amounts_for_one_thing(one: str, other: str, severity: Severity) -> None:
    entry = entry_of(told(BRIDGE.format(one), BRIDGE.format(other)), DifferenceType.MONEY)
    assert [m.text for m in entry.mentions] == [one, other]
    assert entry.severity is severity


def test_less_is_never_tied_than_what_is_asked_of_the_sentences() -> None:
    tied = 0
    for v, w in product(_VALUES, repeat=2):
        for relation, context in product(Relation, (0.0, 0.15, 0.3, 0.5, 1.1, 2.0)):
            if v.type is w.type and relation is not Relation.UNRELATED:
                asked = ties._asked(v, w, relation, context)
                reached = [odds / 10 for odds in range(-60, 20) if ties._is_tied(v, w, relation, odds / 10, context)]
                assert min(reached, default=math.inf) >= asked
                tied += bool(reached)
    assert tied > 50


def test_what_is_asked_of_the_sentences_leaves_no_tie_out(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story({f"{n}.txt": text for n, text in enumerate(invented(4, 12, seed="ties"))})
    asked = compare(story).ledger
    monkeypatch.setattr(ties, "_asked", lambda *_: -math.inf)
    assert compare(story).ledger == asked != ()


def test_each_of_two_figures_has_its_own_bearer() -> None:
    story = make_story({"a.txt": "A race\n\nAda Bram gave 12 boats, and later that week Carla Dorn gave 15 cars."})
    (sentence,) = (s for s in read_sentences(story.articles[0]) if "boats" in s.text)
    pairing = ties._Pairing([sentence], {}, 0.0, Similarity([sentence]))
    one, other = (value for value in sentence.values if value.type is DifferenceType.NUMBER)
    assert pairing._bearers(sentence, one) != pairing._bearers(sentence, other)


def test_amounts_for_different_things_are_no_difference() -> None:
    comparison = told(
        "The council spent $40 million on the bridge. Fishermen lost $3 million when the harbour froze in winter.",
        "The council spent $40 million on the bridge. A museum sold its paintings for $9 million at auction.",
    )
    assert entries(comparison, DifferenceType.MONEY, Severity.CONFLICT, Severity.DETAIL) == []


def test_of_two_amounts_in_a_sentence_each_finds_its_own() -> None:
    comparison = told(
        "The couple paid $43 million in federal taxes and gave $15 million to charity.",
        "The couple gave $14 million to charity and paid $48 million in federal taxes.",
    )
    assert sorted(entries(comparison, DifferenceType.MONEY, Severity.CONFLICT)) == [
        ["$15 million", "$14 million"],
        ["$43 million", "$48 million"],
    ]


def test_figures_of_two_bearers_are_no_difference() -> None:
    comparison = told(
        "Senator Alvarez paid an effective tax rate of 36 percent last winter, records show.",
        "Senator Bjornsen paid an effective tax rate of 29 percent last winter, records show.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == []


def test_figures_of_two_years_are_no_difference() -> None:
    comparison = told(
        "The factory in Skagen built 4,200 boats in 2014, the owner said.",
        "The factory in Skagen built 3,100 boats in 2009, the owner said.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == []


def test_ages_of_two_people_are_no_difference() -> None:
    comparison = told(
        "Police in Santa Clara arrested a 34-year-old woman after a brawl in a school yard.",
        "Police in Santa Clara arrested a woman after a 12-year-old boy was hurt in a school yard brawl.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == []


def test_two_ages_of_one_person_are() -> None:
    comparison = told(
        "Police in Santa Clara arrested Rita Moss, 34, after a brawl in a school yard.",
        "Police in Santa Clara arrested Rita Moss, 38, after a brawl in a school yard.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == [["34", "38"]]


def test_one_of_several_figures_of_a_kind_is_no_difference_unless_much_agrees() -> None:
    comparison = told(
        "Among the young 72 percent had surgery, compared with 63 percent of the old.",
        "Of the young 21 percent lived for five years, and 14 percent of the others.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == []


def test_a_figure_that_stands_alone_needs_less() -> None:
    comparison = told(
        "The quake killed 10,400 people in the north, the army said.",
        "Some 7,100 people died in the quake and its fires, the army said.",
    )
    assert entries(comparison, DifferenceType.NUMBER, Severity.CONFLICT) == [["10,400", "Some 7,100"]]


def test_one_of_several_amounts_is_no_difference_unless_much_agrees() -> None:
    comparison = told(
        "He raised $100 million this year for his campaign and $65 million for the party.",
        "The party and its campaign raised $150 million for the vote.",
    )
    assert entries(comparison, DifferenceType.MONEY) == []


def test_one_of_several_amounts_may_be_told_more_exactly() -> None:
    comparison = told(
        "The couple paid $43 million in taxes and $9 million in fees.",
        "Their taxes came to $43,885,310 after a year of talks with the state.",
    )
    assert entries(comparison, DifferenceType.MONEY) == [["$43 million", "$43,885,310"]]


def test_a_distance_in_miles_and_in_kilometres_is_one() -> None:
    comparison = told(
        "The volcano lies 40 miles northwest of the capital, the navy said.",
        "The volcano lies 65 kilometres northwest of the capital, the navy said.",
    )
    assert entries(comparison, DifferenceType.NUMBER) == [["40", "65"]]
    assert entries(comparison, DifferenceType.NUMBER, Severity.FORM) == [["40", "65"]]


def test_two_weekdays_of_two_events_are_no_difference() -> None:
    comparison = told(
        "Released on bail, Moss is due in court on Thursday, the clerk said.",
        "Moss was freed on bail on Saturday, a clerk said.",
    )
    assert entries(comparison, DifferenceType.DATE, Severity.CONFLICT) == []


def test_two_weekdays_stay_loose_where_the_articles_own_dates_fix_them() -> None:
    texts = {
        "one.txt": "Headline of ferry\n\nMarch 6, 2031\n\nThe tug freed the ferry on Tuesday after a night of work.",
        "two.txt": "Headline of tugs\n\nMarch 6, 2031\n\nDivers reached the ferry on Wednesday, and the tug waited.",
    }
    comparison = compare(make_story(texts))
    assert all(article.attribution.published == "2031-03-06" for article in comparison.story.articles)
    assert entries(comparison, DifferenceType.DATE) == []


def test_a_year_and_its_month_need_little_agreement() -> None:
    comparison = told(
        "Christie and Cook wed in 2003.", "Christie and Cook, friends from school, married in January 2003."
    )
    assert entries(comparison, DifferenceType.DATE, Severity.DETAIL) == [["in 2003", "January 2003"]]


def test_a_stated_conversion_settles_two_currencies() -> None:
    comparison = told(
        "The yard was sold for 10 million euros ($11 million) to Lindqvist. Repairs to the yard cost 20 million euros.",
        "The yard was sold for $11 million to Lindqvist. Repairs to the yard cost $22 million.",
    )
    assert entries(comparison, DifferenceType.MONEY, Severity.CONFLICT) == []
    assert ["20 million euros", "$22 million"] in entries(comparison, DifferenceType.MONEY)


def test_a_ledger_entry_reaches_articles_that_no_row_joins() -> None:
    comparison = told(
        "Lindqvist bought the Danish shipyard for $12 million on Friday.",
        "Lindqvist declined to say how much it paid for the Danish shipyard.",
        "Lindqvist bought the shipyard for $19 million, the Danish seller said.",
    )
    entry = entry_of(comparison, DifferenceType.MONEY)
    assert [m.source for m in entry.mentions] == ["A", "B", "C"]
    assert entry.severity is Severity.CONFLICT


def test_weekday_against_a_date_with_its_year() -> None:
    comparison = told(
        "The harbour tunnel opened on February 27, 2024, the ministry announced.",
        "The harbour tunnel opened on Monday, the ministry announced.",
    )
    assert entries(comparison, DifferenceType.DATE, Severity.CONFLICT) == [["February 27, 2024", "on Monday"]]
    same = told(
        "The harbour tunnel opened on February 27, 2024, the ministry announced.",
        "The harbour tunnel opened on Tuesday, the ministry announced.",
    )
    assert entries(same, DifferenceType.DATE, Severity.CONFLICT, Severity.DETAIL) == []


def test_the_fact_says_in_a_line_why_it_is_a_conflict() -> None:
    comparison = told(BRIDGE.format("$40 million"), BRIDGE.format("$55 million"))
    (fact,) = [f for f in comparison.facts if f.differences]
    assert fact.agreement is Agreement.CONFLICT
    assert fact.reason == "different amounts"


def test_one_source_that_tells_a_figure_more_makes_a_fact_partial() -> None:
    comparison = told(
        "The council approved the new bridge over the Tamar on Thursday by 31 votes.",
        "The council approved the new bridge over the Tamar on Thursday.",
    )
    (fact,) = [f for f in comparison.facts if "bridge" in f.label and len(f.cells) == 2]
    assert fact.agreement is Agreement.PARTIAL
    assert fact.reason == "only one source gives “31”"


def test_agreement_is_said_of_facts_without_a_difference() -> None:
    sentence = "The council approved the new bridge over the Tamar on Thursday."
    comparison = told(sentence, sentence.replace("approved", "passed"))
    assert Agreement.AGREE in {f.agreement for f in comparison.facts if len(f.cells) == 2}


def test_a_name_spelt_two_ways_is_shown_without_the_nationality_in_front() -> None:
    comparison = told(
        "The harbour was closed after the storm, the Danish Katrine Mollerup told the board.",
        "Katrine Mollerop told the board that the harbour was closed after the storm.",
    )
    assert entries(comparison, DifferenceType.NAME, Severity.CONFLICT) == [["Katrine Mollerup", "Katrine Mollerop"]]
