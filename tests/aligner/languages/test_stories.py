"""One event, told by three articles in each of seven languages: it aligns in every one about as well as in English."""

from __future__ import annotations

from functools import cache

import pytest

from aligner.comparison import compare
from aligner.model import Comparison, DifferenceType, Severity
from tests.aligner.languages import story_of, texts_in

OTHERS = ("de", "es", "fr", "it", "nl", "pt")


@cache
def comparison(code: str) -> Comparison:
    """The comparison of the three articles in one language."""
    return compare(story_of((code, 0), (code, 1), (code, 2)))


def shared(found: Comparison) -> int:
    """How many rows several sources share."""
    return sum(len(fact.cells) > 1 for fact in found.facts)


def linked(found: Comparison) -> set[tuple[str, str]]:
    """The linked pairs of sentences; the same sentence has the same id in every language."""
    return {(link.a, link.b) for fact in found.facts for link in fact.links}


def differing(found: Comparison) -> set[tuple[DifferenceType, tuple[str, ...]]]:
    """The types of the ledger's conflicts with the sentences they stand in."""
    return {
        (entry.type, tuple(m.sentence for m in entry.mentions))
        for entry in found.ledger
        if entry.severity is Severity.CONFLICT
    }


@pytest.mark.parametrize("code", OTHERS)
def test_the_sentences_are_those_of_the_english_story(code: str) -> None:
    assert list(comparison(code).sentences) == list(comparison("en").sentences)
    assert {sentence.language for sentence in comparison(code).sentences.values()} == {code}


@pytest.mark.parametrize("code", OTHERS)
def test_a_story_aligns_about_as_well_as_in_english(code: str) -> None:
    here, english = linked(comparison(code)), linked(comparison("en"))
    assert len(here & english) >= 0.8 * len(english)
    assert len(here & english) >= 0.85 * len(here)
    assert abs(shared(comparison(code)) - shared(comparison("en"))) <= 2


@pytest.mark.parametrize("code", OTHERS)
def test_the_figures_that_differ_in_english_differ(code: str) -> None:
    types = [kind.value for kind, _ in differing(comparison(code))]
    assert types.count("money") == 1
    assert types.count("number") >= 3
    amounts = [
        m.normal for e in comparison(code).ledger for m in e.mentions if e.type is DifferenceType.MONEY and m.normal
    ]
    assert {normal["amount"] for normal in amounts} == {3400000, 2900000}


@pytest.mark.parametrize("code", OTHERS)
def test_nobody_is_made_to_speak(code: str) -> None:
    found = comparison(code)
    assert not any(s.speaker or s.role or s.via for s in found.sentences.values())
    assert sum(len(s.quotations) for s in found.sentences.values()) == 2
    types = {difference.type for fact in found.facts for difference in fact.differences}
    assert types <= {DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE}


@pytest.mark.parametrize("code", OTHERS)
def test_a_label_is_a_passage_of_a_sentence(code: str) -> None:
    found = comparison(code)
    for fact in found.facts:
        texts = [" ".join(found.sentences[i].text.split()) for cell in fact.cells.values() for i in cell]
        assert any(fact.label.removesuffix("…").rstrip() in text for text in texts)


@pytest.mark.parametrize("code", [*OTHERS, "en"])
def test_the_order_of_the_articles_changes_nothing(code: str) -> None:
    there = compare(story_of((code, 2), (code, 0), (code, 1)))
    names = {"A": "B", "B": "C", "C": "A"}
    links = {tuple(sorted((names[a[0]] + a[1:], names[b[0]] + b[1:]))) for a, b in linked(comparison(code))}
    assert links == {tuple(sorted(pair)) for pair in linked(there)}


def test_the_texts_tell_as_many_paragraphs_in_every_language() -> None:
    assert len({tuple(text.count("\n") for text in texts_in(code)) for code in ("en", *OTHERS)}) == 1
