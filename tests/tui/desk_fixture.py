"""An invented story that is really aligned, for what the desk does to a comparison."""

from __future__ import annotations

from functools import cache

from aligner.comparison import Alignment
from aligner.model import Comparison, Story
from aligner.reading.article import read_article
from aligner.reading.documents import letters
from tui.session import Session

COURIER = """Ferry to Ellmouth stops

The ferry to Ellmouth will stop on 3 April, the port authority said.

Captain Jonas Wehr has sailed on it for 31 years.

The port authority lost $2 million on the ferry last year.

Passengers heard of it from a note on the door of the ticket office.
"""
WIRE = """Port ends the Ellmouth ferry

The port authority said the ferry to Ellmouth will stop on 4 April.

Last year the ferry cost the port authority $3 million in losses.

Jonas Wehr, its captain for 31 years, learned of it on the radio.
"""
GAZETTE = """No ferry to Ellmouth from April

From 3 April there is no ferry to Ellmouth, the port authority announced.

Hotels on the island fear for the summer season.
"""


@cache
def story() -> Story:
    """The three articles."""
    from dataclasses import replace

    texts = {"courier.txt": COURIER, "wire.txt": WIRE, "gazette.txt": GAZETTE}
    articles = [
        replace(read_article("", file, text), id=id_)
        for id_, (file, text) in zip(letters(), texts.items(), strict=False)
    ]
    return Story("Ferry to Ellmouth stops", "stories/ferry", tuple(articles))


@cache
def alignment() -> Alignment:
    """What is found out about them once."""
    return Alignment(story())


def comparison() -> Comparison:
    """The articles compared, nothing decided."""
    return alignment().comparison()


def session() -> Session:
    """A session on them."""
    made = Session(story())
    made.take(comparison(), made.wanted)
    return made


def follow(session: Session) -> None:
    """Have compared anew what was put right, as the app does."""
    wanted = session.wanted
    session.take(alignment().comparison(wanted.options, decisions=wanted.corrections), wanted)


def fact_of(session: Session, words: str) -> int:
    """The index of the first fact with a sentence that has these words."""
    made = session.comparison
    assert made is not None
    for index, fact in enumerate(made.facts):
        if any(words in made.sentences[id_].text for cell in fact.cells.values() for id_ in cell):
            return index
    raise AssertionError(words)


def told(session: Session, index: int) -> list[str]:
    """The words of a fact's sentences, columns in order."""
    made = session.comparison
    assert made is not None
    return [made.sentences[id_].text for cell in made.facts[index].cells.values() for id_ in cell]
