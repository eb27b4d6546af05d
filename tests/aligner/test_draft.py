from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from aligner import draft
from aligner.comparison import compare
from aligner.draft import Standing
from aligner.export import markdown
from aligner.model import (
    Agreement,
    Article,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Mention,
    Severity,
    Story,
)
from aligner.reading.article import read_article

OWN = """Ferry to Ellmouth stops

The ferry to Ellmouth will stop on 3 April, the port authority said.

Captain Jonas Wehr has sailed on it for 31 years.

The port authority lost $2 million on the ferry last year.
"""
COURIER = """Ferry to Ellmouth to stop on 3 April

The Ellmouth ferry will stop on 3 April, the port authority said on Monday.

The port authority lost $3 million on the ferry last year.

A bridge across the sound will open in June, the road office said.
"""
WIRE = """Port ends the Ellmouth ferry

The port authority said the ferry to Ellmouth will stop on 3 April.

Last year the ferry cost the port authority $3 million in losses.

The road office said that the bridge across the sound will open in June.
"""


def told(*texts: str, own: int | None = 0) -> Comparison:
    articles = []
    for index, (letter, text) in enumerate(zip("ABCDE", texts, strict=False)):
        read = read_article(letter, f"{letter.lower()}.txt", text)
        articles.append(Article(letter, read.file, read.text, read.attribution, read.blocks, draft=index == own))
    return compare(Story("Ferry", "ferry", tuple(articles)))


def holding(comparison: Comparison, words: str) -> Fact:
    """The fact that has a sentence with these words."""
    found = [
        fact
        for fact in comparison.facts
        if any(words in comparison.sentences[i].text for cell in fact.cells.values() for i in cell)
    ]
    assert found
    return found[0]


def test_a_story_seen_from_its_draft() -> None:
    comparison = told(OWN, COURIER, WIRE)
    seen = draft.account(comparison)
    assert seen is not None
    assert seen.source == "A"
    assert holding(comparison, "bridge across the sound") in seen.misses
    assert {fact.id for fact in seen.misses} <= {fact.id for fact in seen.lacks}
    assert holding(comparison, "Jonas Wehr") in seen.alone
    assert [fact.id for fact in seen.differs] == [holding(comparison, "lost $2 million").id]


def test_without_a_draft_there_is_nothing_to_see() -> None:
    comparison = told(OWN, COURIER, own=None)
    assert draft.account(comparison) is None
    assert draft.source_of(comparison.story) is None
    assert "draft" not in markdown.render(comparison)


def test_what_the_most_sources_tell_comes_first() -> None:
    alone = "The harbour master of Ellmouth, Ada Brunn, retires in the autumn after forty summers there.\n"
    seen = draft.account(told(OWN, f"{COURIER}\n{alone}", WIRE))
    assert seen is not None
    counts = [len(fact.cells) for fact in seen.lacks]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 2
    assert counts[-1] == 1


def test_with_one_other_source_nothing_is_what_all_others_tell() -> None:
    seen = draft.account(told(OWN, COURIER))
    assert seen is not None
    assert seen.misses == ()
    assert seen.lacks


def fact(values: Sequence[tuple[str, str]], severity: Severity, type_: DifferenceType) -> Fact:
    mentions = tuple(Mention(source, f"{source}00", 0, 1, text, {"amount": text}) for source, text in values)
    cells = {source: (f"{source}00",) for source, _ in values}
    difference = Difference(type_, severity, "", mentions)
    return Fact("f01", "x", Agreement.CONFLICT, cells, (), differences=(difference,))


@pytest.mark.parametrize(
    ("values", "severity", "type_", "differs"),
    [
        ([("A", "5"), ("B", "7")], Severity.CONFLICT, DifferenceType.NUMBER, True),
        ([("A", "5"), ("B", "5"), ("C", "7")], Severity.CONFLICT, DifferenceType.NUMBER, True),
        ([("B", "5"), ("C", "7")], Severity.CONFLICT, DifferenceType.NUMBER, False),
        ([("A", "5"), ("A", "7"), ("B", "5")], Severity.CONFLICT, DifferenceType.NUMBER, False),
        ([("A", "5"), ("B", "7")], Severity.DETAIL, DifferenceType.DATE, True),
        ([("A", "5"), ("B", "7")], Severity.DETAIL, DifferenceType.QUOTE, False),
        ([("A", "5"), ("B", "7")], Severity.CONFLICT, DifferenceType.QUOTE, True),
        ([("A", "5"), ("B", "7")], Severity.FORM, DifferenceType.MONEY, False),
    ],
)
def test_what_the_draft_differs_in(
    values: Sequence[tuple[str, str]], severity: Severity, type_: DifferenceType, differs: bool
) -> None:
    found = draft.standings(fact(values, severity, type_), "A", 4)
    assert (Standing.DIFFERS in found) is differs


def test_the_document_says_what_the_draft_lacks() -> None:
    comparison = told(OWN, COURIER, WIRE)
    document = markdown.render(comparison)
    number = int(holding(comparison, "bridge across the sound").id[1:])
    differing = int(holding(comparison, "lost $2 million").id[1:])
    assert "## The draft" in document
    assert f"All others tell, the draft does not: {number}" in document
    assert f"The draft differs: {differing} (money)" in document
    assert "**A · draft** — " in document
    assert "| A | the draft |" in document


def test_notes_stand_in_the_document() -> None:
    comparison = told(OWN, COURIER)
    story = Story("Ferry", "ferry", comparison.story.articles, ("skipped *old*.txt: the file is empty",))
    noted = Comparison(story, comparison.sentences, comparison.facts)
    assert "- skipped \\*old\\*.txt: the file is empty" in markdown.render(noted)


def test_a_name_in_other_capitals_is_no_difference_of_the_draft() -> None:
    own = Mention("A", "A01", 0, 4, "NATO")
    fact = holding(told(OWN, COURIER, WIRE), "lost $2 million")
    for spelling, differs in (("Nato", 0), ("Natto", 1)):
        other = Mention("B", "B01", 0, 4, spelling)
        named = Difference(DifferenceType.NAME, Severity.CONFLICT, "names", (own, other))
        assert len(draft.differing(replace(fact, differences=(named,)), "A")) == differs
