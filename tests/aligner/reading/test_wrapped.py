"""Text that was wrapped by hand: its paragraphs are read as they were written, not line by line."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Kind
from aligner.reading.article import read_article
from aligner.sentences import split

FIRST = (
    "The harbour board voted on Tuesday to close the old swing bridge for at least a year, saying that its "
    "bearings can no longer be repaired. Ferries will run every twenty minutes until a new bridge opens."
)
SECOND = (
    "Fishermen from both sides of the water protested. They fear that the detour around the bay will cost them "
    "two hours on every trip, and that the summer visitors will go elsewhere while the work lasts."
)


def wrapped(*paragraphs: str, width: int = 72, end: str = "\n") -> str:
    """Paragraphs wrapped at a margin, an empty line between them."""
    return (end * 2).join(end.join(textwrap.wrap(p, width)) for p in paragraphs)


def test_a_wrapped_paragraph_is_one_block() -> None:
    article = read_article("A", "a.txt", wrapped("Old bridge to close for a year", FIRST, SECOND))
    assert [b.kind for b in article.blocks] == [Kind.HEADLINE, Kind.BODY, Kind.BODY]
    texts = [" ".join(article.text[b.start : b.end].split()) for b in article.blocks]
    assert texts == ["Old bridge to close for a year", FIRST, SECOND]


def test_its_sentences_run_over_the_line_ends() -> None:
    article = read_article("A", "a.txt", wrapped("Old bridge to close for a year", FIRST, SECOND, end="\r\n"))
    texts = [" ".join(s.text.split()) for s in split(article)]
    assert texts[1] == FIRST[: FIRST.index(" Ferries")]
    assert len(texts) == 5


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = ["Old bridge to close", FIRST, SECOND, "Ferries run hourly.", FIRST[:80] + "."]
    article = read_article("A", "a.txt", "\n".join(lines))
    assert len(article.blocks) == len(lines)


def test_a_list_of_short_lines_stays_a_list() -> None:
    lines = ["Home", "News", "Sport", "Weather", "Old bridge to close", "Share this"]
    assert len(read_article("A", "a.txt", "\n".join(lines)).blocks) == len(lines)


@given(st.lists(st.text(alphabet="ab .\n\r", max_size=120), max_size=8))
def test_nothing_is_lost_whatever_is_joined(parts: list[str]) -> None:
    text = ("x" * 60).join(parts)
    article = read_article("A", "a.txt", text)
    covered = "".join(text[b.start : b.end] for b in article.blocks)
    assert "".join(covered.split()) == "".join(text.split())
