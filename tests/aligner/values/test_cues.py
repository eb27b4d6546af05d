"""Cues: a pattern that is tried only where its cues are finds what it finds everywhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Set
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.tokens import tokenise
from aligner.values import cues, dates, figures, money, numbers, quotes
from aligner.values.cues import Cued

TOLD = "said says say told tells added wrote tweeted argued insists warned explained noted emphasised cried fumed"
SPOKEN = [
    f"“We shall see,” {verb} {to}Kim Moss, an officer. Kim Moss {verb} so. A spokesman {verb} no. She also {verb} it."
    for verb, to in product(TOLD.split(), ("", "on X ", "to Reuters ", "on social media "))
]
CREDITED = [
    f"He {told} {paper} that. {paper} had {reported} it."
    for told, paper, reported in product(
        ("told", "tells", "added to", "speaking to", "in an interview with", "according to", "first reported by", "as"),
        (
            *(
                "Reuters",
                "Bloomberg News",
                "the Associated Press",
                "the AP",
                "dpa",
                "CBS News",
                "Sky News",
                "Al Jazeera",
            ),
            *("Agence France-Presse", "Le Monde", "Der Spiegel", "El País", "Die Zeit", "Time magazine", "USA Today"),
            *("TechCrunch", "The Hill", "The New Sun Star", "The Harbour Post", "the Verge", "POLITICO", "Fox News"),
        ),
        ("reported", "reports", "wrote", "said"),
    )
]
STATED = [
    "It declined to say how much. They would not disclose the price! She wouldn’t reveal its financial details.",
    "An undisclosed sum; UNDISCLOSED TERMS. It is unclear exactly how much money. It is not known how much it paid.",
    "The fee was not disclosed. The price hasn't been made public. The terms weren’t yet given.",
    "He DİDN'T SAY HOW MUCH it cost; the sum was NOT DıSCLOSED.",
    "Two-thirds of voters, a third of them, half the village, three quarters of the harbour, a fıfth of all.",
    "On 2024-02-27. March 5-7, 2024; from 5 to 7 March; Tuesday, March 5th, 2024; the 3rd of May; late March 2024.",
    "From 2014 to 2017, 2014-17, in May, in Sept. 5, on Monday, last Tuesday, in 1789, 3 days ago.",
    "In the next two weeks, within the following months. THİS week, earlier yesterday, TODAY, this spring.",
    "Next week, last year, Jan. 5 and Dec. 12, 2020.",
    "On 3 Sepember 2024.",
    "It closed in May\u0345 and in i\u0307May.",
]
COUNTED = [
    "About 40 people, an estimated 5 million euros, half a million, three-quarters of a billion dollars.",
    "Several dozen, a dozen, half a dozen, scores of boats, millions, multi-million, a multimillion deal.",
    "Tens of thousands, Two Hundred and Six, sİx boats, half a bıllion dollars, 5 mİllion pounds.",
    "At least twenty-five, no more than sixteen, in excess of 3.5m, up to US$19-22 million.",
    "It was 5USD, Rs5 crore, EUR5, a mİllion.",
    "FORTY PERCENT, one lakh, between 2 and 3 pounds, 1,500m, x2, a_5, 12:30, GPT-4.",
    "Five Australian dollars, 7 won, ₹9.",
]
EVERYTHING = cues.held_folded(" ".join((*STATED, *COUNTED)))
"""What makes every pattern of amounts, dates and numbers be tried."""


@pytest.mark.parametrize("text", [*STATED, *COUNTED])
def test_amounts_dates_and_numbers_are_found_by_their_cues_as_without(text: str) -> None:
    held, end, day = cues.held_folded(text), len(text), dt.date(2024, 2, 27)
    tokens = tokenise(text)
    amounts = money.find(text, 0, end, held)
    days = dates.find(text, 0, end, day, held)
    counts = numbers.find(text, 0, end, tokens, (), held)
    assert amounts or days or counts
    assert amounts == money.find(text, 0, end, EVERYTHING)
    assert days == dates.find(text, 0, end, day, EVERYTHING)
    assert counts == numbers.find(text, 0, end, tokens, (), EVERYTHING)


SPEAKERS = [pattern for pattern in vars(quotes).values() if isinstance(pattern, Cued) and pattern.cues]


@pytest.mark.parametrize("pattern", SPEAKERS, ids=lambda pattern: pattern.compiled.pattern[:20])
def test_speakers_are_found_by_their_cues_as_without(pattern: Cued) -> None:
    texts = (*SPOKEN, *CREDITED)
    found = [[m.span() for m in pattern.finditer(cues.held(text), text, 0, len(text))] for text in texts]
    assert any(found)
    assert found == [[m.span() for m in pattern.compiled.finditer(text)] for text in texts]


FOLDED = [(money._UNDISCLOSED, money._UNDISCLOSED), (numbers._SHARE, numbers._SHARE)]
FOLDED += [(hint, pattern) for hint, pattern, _ in dates._FORMS]
"""What is asked with folded words, each pattern behind what has its cues."""


@pytest.mark.parametrize(
    ("cued", "pattern", "held"),
    [*((pattern, pattern, cues.held) for pattern in SPEAKERS), *((*pair, cues.held_folded) for pair in FOLDED)],
)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_a_pattern_matches_holds_its_cues(
    cued: Cued, pattern: Cued, held: Callable[[str], Set[str]], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern.compiled))
    assert pattern.compiled.search(text) is not None
    assert cued.may_match(held(text))


@given(st.from_regex(numbers._NUMBER))
@settings(deadline=None)
def test_whatever_is_a_figure_is_looked_for_and_found_where_it_begins(text: str) -> None:
    found = [match.span() for match in numbers._NUMBER.finditer(text)]
    assert figures.may_stand(cues.held_folded(text))
    assert [match.span() for match in figures.matches(numbers._NUMBER, text, 0, len(text))] == found


@given(st.from_regex(money._AMOUNT.compiled))
@settings(deadline=None)
def test_no_amount_of_money_goes_unasked(text: str) -> None:
    assert money.find(text, 0, len(text), cues.held_folded(text)) == money.find(text, 0, len(text), EVERYTHING)


def test_what_lacks_a_cue_is_not_searched() -> None:
    pattern = Cued(r"\bsold\b.*\bfor\b", "sold", "for of")
    assert pattern.search(cues.held("They sold it for 5."), "They sold it for 5.") is not None
    assert pattern.search({"sold"}, "They sold it for 5.") is None
    assert list(pattern.finditer({"for"}, "They sold it for 5.", 0, 19)) == []


@pytest.mark.parametrize("text", [*STATED, *COUNTED])
def test_figures_are_matched_where_the_whole_text_would_be_searched(text: str) -> None:
    pattern = re.compile(rf"(?:\b{figures.MODIFIER}\s+)?(?<!\w){figures.FIGURE}", re.IGNORECASE)
    found = [match.span() for match in figures.matches(pattern, text, 0, len(text))]
    assert found == [match.span() for match in pattern.finditer(text)]
    assert bool(found) == bool(re.search(r"[0-9]|half|third|two", text))


def test_cues_are_runs_of_letters_and_digits() -> None:
    assert cues.held("Rs500 wasn’t a_b") == {"Rs", "5", "0", "wasn", "t", "a", "b"}
    assert cues.held_folded("Rs5 MİL MAY\u0345") == {"rs", "5", "mil", "may"}
    assert cues.fold("MİLLıON ſum") == "million sum"
