"""Entries of the cache: all of a comparison comes back, and nothing that is not what was written."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from operator import attrgetter

import pytest

from aligner import export
from aligner.comparison import compare
from aligner.model import (
    Article,
    Attribution,
    Block,
    By,
    Comparison,
    DifferenceType,
    Fact,
    Judgement,
    Kind,
    LedgerEntry,
    Mention,
    Origin,
    Sentence,
    Severity,
    Span,
    Story,
    Verdict,
)
from aligner.stories import entry
from tests.tui.story_fixture import make_comparison

NAME = "0123abcd"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return made_by_hand(make_comparison())


@pytest.fixture(scope="module")
def data(comparison: Comparison) -> bytes:
    return entry.written(comparison, NAME)


def made_by_hand(comparison: Comparison) -> Comparison:
    """A comparison with what is rare: judgements, corrections, versions, evidence, a name that is no UTF-8."""
    first, *others = comparison.facts
    judged = Judgement(Verdict.ASK, "why \u2028 so?", is_stale=True)
    differences = tuple(replace(one, judgement=judged, by=By.PERSON) for one in first.differences)
    first = replace(first, judgement=judged, differences=differences, label_by=By.PERSON, is_moved=True)
    article, *articles = comparison.story.articles
    shown = replace(
        article.attribution, at="2031-03-04T05:06+00:00", evidence={"title": Span(0, 3), "url": Origin.PAGE}
    )
    article = replace(
        article, file="caf\udce9.txt", note="\x1b[31m", draft=True, versions=("A", "B"), attribution=shown
    )
    story = replace(comparison.story, articles=(article, *articles), notes=("skipped \n x",))
    return replace(comparison, story=story, facts=(first, *others))


def plain(comparison: Comparison) -> Comparison:
    """What an entry has of a comparison: neither tokens nor what only the aligner asks of a value."""
    return replace(
        comparison,
        sentences={
            id_: replace(
                sentence,
                tokens=(),
                values=tuple(replace(value, unit=frozenset(), context={}) for value in sentence.values),
            )
            for id_, sentence in comparison.sentences.items()
        },
    )


def test_all_of_it_comes_back(comparison: Comparison, data: bytes) -> None:
    found = entry.read(data, NAME, comparison.story.path)
    assert found is not None
    assert found == plain(comparison)
    assert plain(comparison) == found
    for name in export.FORMATS:
        assert export.render(found, name) == export.render(comparison, name)
    assert entry.written(found, NAME) == data


def test_an_aligned_story_comes_back() -> None:
    texts = {
        "a.txt": "Ferry stops\n\nThe ferry to Ellmouth stops on 3 April, the port said. It lost $2 million.\n",
        "b.txt": "No more ferry\r\n\r\nThe Ellmouth ferry will stop on 4 April, \u201cat last\u201d, the port said.\n",
    }
    articles = tuple(
        Article(letter, file, text, Attribution(), (Block(0, 11, Kind.HEADLINE), Block(13, len(text) - 1, Kind.BODY)))
        for letter, (file, text) in zip("AB", texts.items(), strict=True)
    )
    made = compare(Story("Ferry", "here", articles))
    found = entry.read(entry.written(made, NAME), NAME, "there")
    assert found is not None
    assert found.story == replace(made.story, path="there")
    assert found == replace(plain(made), story=found.story)
    assert any(value.normal for sentence in found.sentences.values() for value in sentence.values)


def test_every_damage_is_seen(data: bytes) -> None:
    assert entry.read(data, NAME, "") is not None
    for at in range(0, len(data), max(1, len(data) // 2000)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << at % 8
        assert entry.read(bytes(damaged), NAME, "") is None, at
    for cut in (0, 1, 40, 90, len(data) // 2, len(data) - 1):
        assert entry.read(data[:cut], NAME, "") is None
    assert entry.read(data + b"\n", NAME, "") is None


def test_an_entry_of_another_name_is_none(data: bytes) -> None:
    assert entry.read(data, "another", "") is None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"[1,2,3,4,5,6]", b"[" * 100_000, b'["t",[],[0,1],[],[[],[],[],[],[],[],[],{},{}],[[]]]\n[]'],
    ids=lambda body: str(body[:20]),
)
def test_what_has_the_digest_and_is_no_comparison_is_none(body: bytes) -> None:
    assert entry.read(b"\n".join((entry._heading(body, NAME), body)), NAME, "") is None


def test_what_is_read_later_is_as_what_was_read(comparison: Comparison, data: bytes) -> None:
    found = entry.read(data, NAME, comparison.story.path)
    assert found is not None
    fact, sentence = found.facts[1], next(iter(found.sentences.values()))
    assert isinstance(fact, Fact)
    assert isinstance(sentence, Sentence)
    told = replace(fact, label="another")
    assert type(told) is Fact
    assert told == replace(comparison.facts[1], label="another")
    assert copy.copy(fact) == fact == pickle.loads(pickle.dumps(fact)) == comparison.facts[1]
    assert fact != comparison.facts[2]
    assert sentence == plain(comparison).sentences[sentence.id]
    with pytest.raises(AttributeError):
        attrgetter("nothing")(fact)
    with pytest.raises(AttributeError):
        Fact.__setattr__(fact, "label", "x")
    with pytest.raises(KeyError):
        found.sentences["Z99"]
    assert "Z99" not in found.sentences


def test_what_is_asked_of_all_facts_needs_no_more_than_the_outline(comparison: Comparison, data: bytes) -> None:
    found = entry.read(data, NAME, comparison.story.path)
    assert found is not None
    for kept, fact in zip(found.facts, comparison.facts, strict=True):
        assert (kept.is_judged, kept.is_found, kept.copies) == (fact.is_judged, fact.is_found, fact.copies)
        with pytest.raises(AttributeError):
            object.__getattribute__(kept, "links")
    assert found.facts[0].is_judged
    assert not found.facts[0].is_found
    assert found.facts[0].is_corrected
    assert not found.facts[1].is_judged
    assert [fact.differences for fact in found.facts] == [fact.differences for fact in comparison.facts]


def test_words_and_bounds_that_their_places_do_not_tell_come_back(comparison: Comparison) -> None:
    id_, sentence = next((id_, one) for id_, one in comparison.sentences.items() if one.values)
    value = replace(sentence.values[0], text="as it was", low=0.0, high=5.0)
    other = replace(sentence, text="Told otherwise.", values=(value,))
    source = next(article.id for article in comparison.story.articles if article.id != sentence.source)
    elsewhere = Mention(source, id_, 0, 1, "\x00")
    ledger = (LedgerEntry("m1", DifferenceType.MONEY, "the price", Severity.FORM, (elsewhere,)),)
    made = replace(comparison, sentences={**comparison.sentences, id_: other}, ledger=ledger)
    assert entry.read(entry.written(made, NAME), NAME, made.story.path) == plain(made)
