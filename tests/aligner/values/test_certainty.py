"""Words that say how sure a sentence is and words that deny: the ones newspapers use, and those that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Relation, Span
from aligner.tokens import stem, tokenise
from aligner.values import certainty, compare
from tests.aligner.values import only_value, values_in

CERTAINTY, NEGATION = DifferenceType.CERTAINTY, DifferenceType.NEGATION

WORDS = (
    "not n't didn't don’t isn't cannot never no No nor neither without none formal official officially confirmed deny "
    "denied may May might could expected to set is been be yet a an the any plans plan reportedly claims that unlikely "
    "fails failed declined refuse longer doubt but only one - . , ? : “ ” \" ' investigation harbour 10 Will Theresa é "
    "\n say how much it will"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(max_size=60)


def marks(text: str, kind: DifferenceType) -> list[str]:
    return [value.text for value in values_in(text, kind)]


@pytest.mark.parametrize(
    ("text", "mark", "rung"),
    [
        ("The owner denied the collision.", "denied", "denied"),
        ("Lindqvist rejected the allegations of fraud.", "rejected the allegations", "denied"),
        ("A second wreck was ruled out.", "ruled out", "denied"),
        ("The tug is unlikely to sail.", "unlikely", "unlikely"),
        ("The line has no plans to sell the tug.", "no plans to", "unlikely"),
        ("The pilot reportedly slept.", "reportedly", "reported"),
        ("The pilot allegedly slept.", "allegedly", "reported"),
        ("The purported logbook was burnt.", "purported", "reported"),
        ("A rumoured sale fell through.", "rumoured", "reported"),
        ("The pilot is believed to have slept.", "is believed to", "reported"),
        ("An unconfirmed sighting alarmed the port.", "unconfirmed", "reported"),
        ("The ferry may sink.", "may", "possible"),
        ("The ferry might sink.", "might", "possible"),
        ("The ferry could sink.", "could", "possible"),
        ("The ferry is expected to sail.", "expected", "expected"),
        ("The ferry is set to sail.", "is set to", "expected"),
        ("The line plans to sell the tug.", "plans to", "expected"),
        ("Rain is likely.", "likely", "expected"),
        ("A preliminary report blames the tide.", "preliminary", "preliminary"),
        ("The two held informal talks.", "informal", "preliminary"),
        ("The port opened a formal inquiry.", "formal", "formal"),
        ("The port opened an official inquiry.", "official", "formal"),
        ("The mayor confirmed the sale.", "confirmed", "confirmed"),
        ("There is no doubt that the pilot slept.", "no doubt", "confirmed"),
        ("No doubt the pilot slept.", "No doubt", "confirmed"),
        # with a negation, one mark
        ("This is not a formal investigation.", "not a formal investigation", "preliminary"),
        ("This isn’t a formal antitrust inquiry.", "isn’t a formal antitrust inquiry", "preliminary"),
        ("No formal complaint was made.", "No formal complaint", "preliminary"),
        ("The sale has not yet been officially confirmed.", "not yet been officially confirmed", "reported"),
        ("The mayor declined to confirm the sale.", "declined to confirm", "reported"),
        ("The mayor neither confirmed nor denied it.", "neither confirmed nor denied", "reported"),
        ("The toll is yet to be confirmed.", "yet to be confirmed", "reported"),
        ("The ferry is not expected to sail.", "not expected", "unlikely"),
        ("The ferry no longer plans to sail.", "no longer plans to", "unlikely"),
        ("The mayor did not deny it.", "not deny", "possible"),
        # in headlines
        ("Harbour Master Reportedly Slept On Duty", "Reportedly", "reported"),
        ("Ferry May Be Sold", "May", "possible"),
        ("FERRY OWNER DENIES COLLISION", "DENIES", "denied"),
    ],
)
def test_how_sure_a_sentence_is(text: str, mark: str, rung: str) -> None:
    value = only_value(text, CERTAINTY)
    assert (value.text, value.normal) == (mark, {"rung": rung})
    assert rung in certainty.RUNGS


@pytest.mark.parametrize(
    "text",
    [
        "Ferries leave on May 12.",
        "In May the harbour froze.",
        "May said the harbour was full.",
        "Prime Minister Theresa May visited Westhaven.",
        "Will Smith bought a boat.",
        "The might of the sea is known.",
        "Russia's military might has waned.",
        "The judge denied bail.",
        "Denial is a condition.",
        "The court denied the motion.",
        "Officials said the port was full.",
        "An official familiar with the port left.",
        "He was supposed to sail.",
        "Sailors are twice more likely than others to drown.",
        "The group claimed responsibility.",
        "The storm claimed the lives of six sailors.",
        "He was admitted to hospital.",
        "He could not swim.",
        "The song was set to music.",
        "They left as soon as possible.",
        "Certain harbours are deep.",
        "He lived near the Possible Bridge.",
    ],
)
def test_what_only_looks_like_certainty(text: str) -> None:
    assert marks(text, CERTAINTY) == []


@pytest.mark.parametrize(
    ("text", "mark", "governed"),
    [
        ("The ferry did not sink.", "not", "sink"),
        ("The ferry didn't sink.", "didn't", "sink"),
        ("The ferry didn’t immediately sink.", "didn’t", "sink"),
        ("The ferry cannot sail.", "cannot", "sail"),
        ("The ferry never sank.", "never", "sank"),
        ("The ferry no longer sails.", "no longer", "sails"),
        ("There was no storm.", "no", "storm"),
        ("Nobody drowned.", "Nobody", "drowned"),
        ("No one drowned.", "No one", "drowned"),
        ("None of the sailors drowned.", "None", "sailors"),
        ("It sailed without lights.", "without", "lights"),
        ("The pilot failed to brake.", "failed to", "brake"),
        ("The pilot declined to comment.", "declined to", "comment"),
        ("The pilot refuses to testify.", "refuses to", "testify"),
        ("Nothing sank.", "Nothing", "sank"),
        ("Why did the pilot not brake?", "not", "brake"),
        ('"I did not sleep," the pilot said.', "not", "sleep"),
        ("Harbour Master Never Slept", "Never", "slept"),
        ("The ferry is NOT safe.", "NOT", "safe"),
    ],
)
def test_what_a_sentence_denies(text: str, mark: str, governed: str) -> None:
    value = only_value(text, NEGATION)
    assert (value.text, value.unit) == (mark, {stem(governed)})


def test_neither_and_nor_are_two_negations() -> None:
    assert marks("Neither the pilot nor the mate slept.", NEGATION) == ["Neither", "nor"]


@pytest.mark.parametrize(
    "text",
    [
        "Not only the pilot slept.",
        "The ferry isn't just slow.",
        "There is no doubt about it.",
        "It is without doubt a wreck.",
        "He cannot but laugh.",
        "He can't help but laugh.",
        "No. 10 is a house.",
        "He lives at No 10.",
        "No, he said.",
        "It was nothing but rust.",
        "A no-fly zone was declared.",
        "A not-for-profit ferry was sold.",
        "No fewer than 40 ships were lost.",
        "Dozens if not hundreds were lost.",
        "They left whether or not it rained.",
        "Isn't it late?",
        "So why didn't he brake?",
        "The Never Again group met.",
        "Actors played in Dr. No.",
        "The line declined to say how much it paid.",
    ],
)
def test_what_only_looks_like_a_negation(text: str) -> None:
    assert marks(text, NEGATION) == []


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("The port opened a formal antitrust investigation into the line.", {"antitrust", "investigation"}),
        ("This is not a formal investigation, the port said.", {"investigation"}),
        ("The mayor confirmed the sale on Monday.", {"sale"}),
        ("The sale was confirmed by the mayor.", {"sale"}),
        ("The line plans to sell the tug.", {"sell"}),
        ("The ferry is expected to reach port today.", {"reach"}),
        ("The pilot reportedly slept on deck.", {"slept"}),
        ("The ferry may still sink.", {"sink"}),
        ("Officials denied a so-called sale, sailors said.", {"called", "sale"}),
    ],
)
def test_what_a_mark_of_certainty_governs(text: str, governed: set[str]) -> None:
    assert values_in(text, CERTAINTY)[0].unit == {stem(word) for word in governed}


def test_a_mark_has_a_context() -> None:
    context = only_value("The ferry did not sink in the storm.", NEGATION).context
    assert context["sink"] > context["storm"] > 0
    assert "ferri" in context


def test_marks_are_not_compared_as_figures_are() -> None:
    denied, confirmed = values_in("He denied it and she confirmed it.", CERTAINTY)
    assert compare(denied, confirmed, {}) is Relation.UNRELATED
    assert compare(denied, denied, {}) is Relation.UNRELATED


def test_marks_change_nothing_about_the_other_values() -> None:
    text = "Lindqvist Lines may have paid no more than $3 million for 40 ships on May 12."
    plain = [v for v in values_in(text) if v.type not in (CERTAINTY, NEGATION)]
    assert [(v.type.value, v.text) for v in plain] == [
        ("name", "Lindqvist Lines"),
        ("money", "no more than $3 million"),
        ("number", "40"),
        ("date", "May 12"),
    ]
    assert marks(text, CERTAINTY) == ["may"]


def test_a_negation_in_a_taken_span_is_left_out() -> None:
    text = "It was not told and not sold."
    found = certainty.find(text, tokenise(text), [Span(7, 15)])
    assert [(v.text, v.start) for v in found] == [("not", 20)]


def test_another_language_is_another_table() -> None:
    german = certainty.Lexicon(
        rungs={"reported": "angeblich | soll > ~/gestern haben", "confirmed": "bestätigt", "": "soll und haben"},
        negations={"not": "nicht | kein/keine/keinen", "": "nicht nur"},
        negators=frozenset({"nicht"}),
        between=frozenset({"offiziell"}),
        turned={"confirmed": "reported"},
        adjectives=frozenset(),
        modals=frozenset(),
    )
    text = "Er soll gestern haben, angeblich nicht offiziell bestätigt, nicht nur keine Fähre, Soll und haben."
    found = certainty.find(text, tokenise(text), (), german)
    assert [(v.type, v.text) for v in found] == [
        (CERTAINTY, "soll"),
        (CERTAINTY, "angeblich"),
        (CERTAINTY, "nicht offiziell bestätigt"),
        (NEGATION, "nicht"),
        (NEGATION, "keine"),
    ]


@given(TEXTS, st.data())
def test_marks_have_true_offsets_and_never_overlap_those_of_their_type(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    last = {CERTAINTY: start, NEGATION: start}
    for value in certainty.find(text, tokenise(text, start, end)):
        assert last[value.type] <= value.start < value.end <= end
        assert text[value.start : value.end] == value.text
        assert all(value.unit)
        last[value.type] = value.end
        if value.type is CERTAINTY:
            assert value.normal
            assert value.normal["rung"] in certainty.RUNGS
