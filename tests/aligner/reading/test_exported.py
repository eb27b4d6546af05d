"""An export opened again: the same comparison, whatever is in it; and nothing but a comparison."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import reading
from aligner.comparison import compare
from aligner.decisions.fitting import judged
from aligner.decisions.recovering import recovered
from aligner.errors import SynopticError
from aligner.export import json as json_export
from aligner.export import markdown
from aligner.export.selection import Selection
from aligner.limits import Limits
from aligner.model import (
    Apart,
    By,
    Comparison,
    Copy,
    DifferenceType,
    Judgement,
    Kind,
    Origin,
    Span,
    Value,
    Verdict,
)
from aligner.reading import exported
from aligner.reading.article import read_article
from tests.aligner.export import story as told
from tests.aligner.story import make_story
from tests.tui.story_fixture import make_comparison

SEEDS = Path(__file__).parents[3] / "seeds"
ADDED = {
    "sources": ("note", "extracted", "draft", "length", "paragraphs", "text"),
    "sentences": ("quotations", "values"),
    "facts": ("wording",),
}
"""What version 0.1.0 did not tell."""

WORDS = (
    "the harbour ferry council said on Monday $4 million 12 crew “not safe” denied Ada Brunn bridge. reportedly".split()
)
GAPS = (" ", " ", " ", "\n", "\n\n", "\r\n\r\n", "\t", "\u00a0", ". ", "  ")


def opened(comparison: Comparison) -> Comparison:
    return exported.read(json_export.render(comparison).encode("utf-8"), "story.json")


def as_read(comparison: Comparison) -> Comparison:
    """A comparison without what an export leaves out: what only the aligner asks for, and digits of the scores."""

    def bare(value: Value) -> Value:
        normal = json.loads(json.dumps(json_export._plain(value.normal)))
        return replace(value, unit=frozenset(), context={}, normal=normal)

    sentences = {
        id_: replace(sentence, tokens=(), values=tuple(map(bare, sentence.values)))
        for id_, sentence in comparison.sentences.items()
    }
    facts = tuple(
        replace(fact, links=tuple(replace(link, score=round(link.score, 3)) for link in fact.links))
        for fact in comparison.facts
    )
    return replace(comparison, sentences=sentences, facts=facts)


def early(comparison: Comparison) -> Any:
    """The export as version 0.1.0 wrote it."""
    document = json.loads(json_export.render(comparison))
    del document["story"]["notes"]
    for part, keys in ADDED.items():
        for entry in document[part]:
            for key in keys:
                entry.pop(key, None)
    return document


def data_of(document: Any) -> bytes:
    return json.dumps(document).encode("ascii")


def refused(data: bytes) -> str:
    """What is said of a file that cannot be opened."""
    with pytest.raises(SynopticError) as caught:
        exported.read(data, "desk/story.json")
    message = str(caught.value)
    assert message.startswith("desk/story.json ")
    assert "\n" not in message
    assert len(message) < 250
    return message


# --- what was exported is opened ------------------------------------------------------------------


@pytest.mark.parametrize("made", [told.comparison, make_comparison], ids=["harbour", "freighter"])
def test_what_was_made_by_hand_comes_back(made: Any) -> None:
    comparison = made()
    assert opened(comparison) == as_read(comparison)
    assert json_export.render(opened(comparison)) == json_export.render(comparison)
    assert markdown.render(opened(comparison)) == markdown.render(comparison)


def test_the_seeds_come_back() -> None:
    comparison = compare(reading.load([SEEDS]))
    assert opened(comparison) == as_read(comparison)
    assert json_export.render(opened(comparison)) == json_export.render(comparison)


@st.composite
def texts(draw: st.DrawFn) -> str:
    random = Random(draw(st.integers(0, 10**6)))
    return "".join(random.choice(WORDS) + random.choice(GAPS) for _ in range(draw(st.integers(1, 60))))


@settings(max_examples=20)
@given(st.lists(texts(), min_size=1, max_size=4), st.booleans())
def test_any_story_comes_back(written: list[str], extracted: bool) -> None:
    story = make_story({f"{n}.txt": text for n, text in enumerate(written)})
    story = replace(story, articles=tuple(replace(a, extracted=extracted) for a in story.articles), notes=("one [b]",))
    comparison = compare(story)
    document = json_export.render(comparison)
    read = exported.read(document.encode("utf-8"), "story.json")
    assert read == as_read(comparison)
    assert json_export.render(read) == document


def test_what_is_told_of_a_source_comes_back() -> None:
    comparison = told.comparison()
    first, *others = comparison.story.articles
    evidence = {**first.attribution.evidence, "title": Origin.MANIFEST, "url": Origin.PAGE}
    attribution = replace(first.attribution, evidence=evidence, language="und")
    first = replace(first, attribution=attribution, draft=True, note="our own\ndraft")
    told_more = replace(comparison, story=replace(comparison.story, articles=(first, *others)))
    assert opened(told_more).story == told_more.story


def decided() -> Comparison:
    """The harbour story with everything that a person, or a model, can have said of it."""
    comparison = told.comparison()
    first, second, third, *others = comparison.facts
    asked = Judgement(Verdict.ASK, "the mayor's\n*office*?")
    money = first.differences[0]
    added = replace(money, type=DifferenceType.ROLE, summary="seen by you", by=By.PERSON, judgement=asked)
    first = replace(
        first,
        links=(replace(first.links[0], by=By.PERSON), replace(first.links[1], by=By.MODEL)),
        differences=(replace(money, judgement=Judgement(Verdict.WRONG, "", True)), added),
        judgement=Judgement(Verdict.CHECKED),
        label_by=By.PERSON,
        is_moved=True,
        apart=(Apart("A03", "C02"), Apart("B01", "B02", By.MODEL)),
    )
    text = comparison.sentences["A04"].start
    copy = Copy("A04", "C02", (Span(text, text + 9),), (Span(120, 125), Span(130, 140)), 0.875)
    second = replace(second, differences=(), dismissed=second.differences, copies=(copy,))
    third = replace(third, judgement=Judgement(note="only a note"))
    return replace(comparison, facts=(first, second, third, *others))


def test_what_was_decided_comes_back() -> None:
    comparison = decided()
    read = opened(comparison)
    for before, after in zip(as_read(comparison).facts, read.facts, strict=True):
        for one in fields(before):
            assert getattr(after, one.name) == getattr(before, one.name), one.name
    assert read == as_read(comparison)
    assert json_export.render(read) == json_export.render(comparison)


def test_what_nobody_decided_is_not_in_an_export() -> None:
    keys = {"by", "judgement", "label_by", "is_moved", "apart", "dismissed", "copies", "verdict", "note", "is_stale"}

    def told_in(value: Any) -> set[str]:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return set(value if isinstance(value, dict) else ()).union(*map(told_in, inside))

    plain = json.loads(json_export.render(told.comparison()))["facts"]
    assert not told_in(plain) & keys
    assert told_in(json.loads(json_export.render(decided()))["facts"]) >= keys


def test_an_export_with_a_byte_order_mark_is_opened() -> None:
    data = b"\xef\xbb\xbf" + json_export.render(told.comparison()).encode("utf-8")
    assert exported.read(data, "story.json") == as_read(told.comparison())


def test_a_folder_whose_name_is_not_utf_8_comes_back() -> None:
    comparison = told.comparison()
    comparison = replace(comparison, story=replace(comparison.story, path="sto\udcffries"))
    assert opened(comparison).story.path == "sto\udcffries"


def test_an_early_export_is_opened() -> None:
    comparison = make_comparison()
    read = exported.read(data_of(early(comparison)), "story.json")
    assert read.facts == tuple(replace(fact, wording=()) for fact in as_read(comparison).facts)
    assert read.ledger == comparison.ledger
    assert markdown.render(read) == markdown.render(comparison)
    for before, after in zip(comparison.story.articles, read.story.articles, strict=True):
        assert after.text.split() == before.text.split()
        assert [(block.start, block.end) for block in after.blocks] == [(b.start, b.end) for b in before.blocks]
        assert after.attribution == before.attribution


def test_the_marks_and_the_quotation_of_an_early_export_are_read() -> None:
    read = exported.read(data_of(early(told.comparison())), "story.json")
    assert [(v.type, v.text, v.normal) for v in read.sentences["B01"].values] == [
        (DifferenceType.CERTAINTY, "reportedly", {"rung": "reported"})
    ]
    assert read.sentences["A04"].values[0].normal == {"negated": True}
    assert read.sentences["A04"].quotations == told.comparison().sentences["A04"].quotations


def test_the_least_that_the_contract_asks_for_is_opened() -> None:
    sentence = {"id": "A00", "source": "A", "start": 3, "end": 8, "paragraph": 0, "kind": "body", "text": "Rain."}
    document = {
        "schema": "synoptic-comparison/1",
        "story": {"title": "Rain", "path": "rain"},
        "sources": [{"id": "A", "file": "a.txt"}],
        "sentences": [sentence],
        "facts": [{"id": "f1", "label": "Rain", "agreement": "single", "cells": {"A": ["A00"]}, "silent": []}],
    }
    read = exported.read(data_of(document), "rain.json")
    assert read.story.articles[0].text == "\n\n\nRain."
    assert read.story.articles[0].blocks[0].kind is Kind.BODY
    assert read.facts[0].cells == {"A": ("A00",)}
    assert read.ledger == ()


def test_it_is_found_among_what_people_name(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text(json_export.render(told.comparison()), "utf-8")
    collected = reading.collect([path])
    assert collected.comparison == as_read(told.comparison())
    assert reading.read(collected) == told.comparison().story
    (tmp_path / "own.txt").write_text("The bridge\n\nThe harbour bridge is mended, the council said on Tuesday.\n")
    both = reading.read(reading.collect([path, tmp_path / "own.txt"]))
    assert [article.text for article in both.articles][1:] == [told.COURIER, told.UNSIGNED, told.TIDEWATER]


def test_one_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(SynopticError, match=r"story\.json is larger than 1 MB, too large for an export"):
        reading.collect([tmp_path / "story.json"], limits=Limits(export_bytes=1_000_000))


# --- anything else is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not JSON (Expecting value in line 1)"),
        (b"{\n\x22a\x22: }", "in line 2"),
        (b"[1, 2]", "no comparison that synoptic exported"),
        (b'"text"', "no comparison that synoptic exported"),
        (b'{"schema": 1}', "no comparison that synoptic exported"),
        (b'{"schema": "other/1"}', "no comparison that synoptic exported"),
        (
            b'{"schema": "synoptic-comparison/2"}',
            "another version ('synoptic-comparison/2', not synoptic-comparison/1)",
        ),
        (b'{"schema": "synoptic-comparison/1"}', '"story" is missing'),
        (b"\xff\xfe{", "is not UTF-8 (at byte 0)"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b'{"schema": NaN}', "NaN is no number"),
        (b'{"schema": 1e999}', "too large a number"),
        (b"1" * 5000, "damaged export"),
        (b'{"schema": "\\ud800"}', "lone surrogate"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(data: bytes, words: str) -> None:
    assert words in refused(data)


def changed(path: str, value: Any) -> bytes:
    """The harbour export with another value at a path like ``facts.0.cells``; without it for ``...``."""
    document = json.loads(json_export.render(told.comparison()))
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value
    return data_of(document)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("story", [], '"story" is [], not an object'),
        ("story.title", 5, '"title" is 5, not a text'),
        ("story.path", "a\0b", "no folder can have"),
        ("story.path", "a\ud800b", "no folder can have"),
        ("story.notes", [1], '"notes" is [1], not a list of texts'),
        ("options.sure", 2, '"sure" is 2, not a number from 0 to 1'),
        ("sources", [], "it has 0 sources"),
        ("sources", {}, '"sources" is {}, not a list'),
        ("sources.1.id", "Z", "'Z' stands where B belongs"),
        ("sources.1.file", "a\0b", "source 2: no file can have its name"),
        ("sources.0.length", 10**12, "source 1: its length"),
        ("sources.0.length", 5, "its last sentence ends at 340"),
        ("sources.0.evidence", {"outlet": [3301, 3305]}, "source 1: [3301, 3305] is outside of the text"),
        ("sources.0.evidence", {"outlet": "hearsay"}, "evidence cannot be 'hearsay'"),
        ("sources.0.evidence", {"outlet": [1]}, "no place in a text"),
        ("sources.0.draft", "yes", "\"draft\" is 'yes', not true or false"),
        ("sources.0.paragraphs.1.start", 10, "the paragraphs of A are not one behind the other"),
        ("sources.0.paragraphs.5.end", 9999, "the paragraphs of A"),
        ("sources.2.text", "short", "source 3: its text has 5 characters, not 192"),
        ("sources.2.text", "x" * 192, "the sentence C00 is not in the text where it says"),
        ("sentences.0.start", -1, 'sentence 1: "start" is -1, not a whole number from 0'),
        ("sentences.0.start", True, '"start" is True'),
        ("sentences.0.end", 10**18, "sentence 1: it cannot stand from 0 to"),
        ("sentences.0.end", 49, "it has 48 characters, but stands from 0 to 49"),
        ("sentences.1.id", "A00", "two sentences are called A00"),
        ("sentences.0.id", "B00", "'B00' is no name for a sentence of 'A'"),
        ("sentences.0.id", "A00]: x", "no name for a sentence"),
        ("sentences.0.kind", "advert", "\"kind\" is 'advert', not headline or body or furniture"),
        ("sentences.0.paragraph", 3, "the sentence A01 does not stand behind the one before it"),
        ("sentences.5.paragraph", 77, "the sentence A05 is in a paragraph that is not there"),
        ("sentences.1.same_as", "A77", "the sentence A01 repeats one that is not there"),
        ("sentences.4.quotations.0.start", 5, "sentence 5: 'We cannot wait another winter,' is not in it"),
        ("sentences.4.values.0.normal", {"a": [[[[[[[[[]]]]]]]]]}, "a comparable form"),
        ("sentences.4.values.0.low", "1", "\"low\" is '1', not a number"),
        ("facts.0.cells", {"A": ["A77"]}, "fact 1: there is no sentence 'A77'"),
        ("facts.0.cells", {"Q": ["A00"]}, "there is no source 'Q'"),
        ("facts.0.cells", {"B": ["A00"]}, "not sentences of B"),
        ("facts.0.cells", {"A": []}, "not sentences of A"),
        ("facts.0.cells", {"A": ["A00", "A00"]}, "not sentences of A"),
        ("facts.0.cells", {}, "no source tells it"),
        ("facts.0.silent", ["A"], "who is silent"),
        ("facts.0.agreement", "maybe", "\"agreement\" is 'maybe', not agree or conflict"),
        ("facts.0.links.0.b", "A00", "link 1: A03 and A00 are of one source"),
        ("facts.0.links.0.score", 1.5, '"score" is 1.5'),
        ("facts.0.links.0.why", "words", '"why" is'),
        ("facts.0.differences.0.values.0.source", "B", "A03 is no sentence of 'B'"),
        ("facts.0.differences.0.values.0.end", 190, "value 1: '$4.2 million' is not in A"),
        ("facts.0.perhaps", [[]], '"perhaps" is'),
        ("facts.0.wording", [{"a": "A03", "b": "B01", "only_a": [[0, 9999]], "only_b": []}], "outside of the text"),
        ("facts.1.id", "f01", "two of its facts have one name"),
        ("facts.1.id", "**", "'**' is no name for it"),
        ("facts.0.links.0.by", "hearsay", "link 1: \"by\" is 'hearsay', not program or person or model"),
        ("facts.0.label_by", 1, '"label_by" is 1'),
        ("facts.0.is_moved", "yes", "\"is_moved\" is 'yes', not true or false"),
        ("facts.0.judgement", [], '"judgement" is [], not an object'),
        ("facts.0.judgement", {}, '"verdict" is missing'),
        ("facts.0.judgement", {"verdict": "fine"}, "\"verdict\" is 'fine', not open or checked"),
        ("facts.0.judgement", {"verdict": "ask", "note": 5}, '"note" is 5, not a text'),
        ("facts.0.judgement", {"verdict": "ask", "is_stale": 1}, '"is_stale" is 1'),
        ("facts.0.differences.0.by", None, 'difference 1: "by" is None'),
        ("facts.0.apart", [{"a": "A03", "b": "A77"}], "pair apart 1: there is no sentence 'A77'"),
        ("facts.0.apart", [{"a": "A04", "b": "C02"}], "A04 and C02 are no sentence of it and one that is not"),
        ("facts.0.apart", [{"a": "A03", "b": "B01"}], "A03 and B01 are no sentence of it and one that is not"),
        ("facts.0.dismissed", [{}], 'dismissed difference 1: "type" is missing'),
        ("facts.0.copies", [{"a": "A03", "b": "A04"}], "copy 1: A03 and A04 are of one source"),
        ("facts.0.copies", [{"a": "A03", "b": "B01", "in_a": [[0, 9999]]}], "outside of the text"),
        ("facts.0.copies", [{"a": "A03", "b": "B01", "share": 2}], '"share" is 2'),
        ("ledger.0.mentions", [], "ledger entry 1: nobody tells it"),
        ("ledger.0.type", ..., 'ledger entry 1: "type" is missing'),
    ],
)
def test_what_is_wrong_with_an_export_is_named(path: str, value: Any, words: str) -> None:
    message = refused(changed(path, value))
    assert "is a damaged export: " in message
    assert words in message


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        yield from places(inside, (*way, key))


DOCUMENT = json.loads(json_export.render(decided()))
WAYS = list(places(DOCUMENT))[1:]
ANYTHING: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        1,
        7,
        10**30,
        0.5,
        "",
        "A",
        "A00",
        "B01",
        "\x1b[2J",
        "f01",
        "body",
        [],
        ["A00"],
        [0, 1],
        {},
        ...,
    ]
)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(WAYS), ANYTHING), min_size=1, max_size=3))
def test_nothing_that_is_opened_breaks_an_export(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    document = deepcopy(DOCUMENT)
    for way, value in changes:
        put(document, way, value)
    said, comparison = "", None
    try:
        comparison = exported.read(data_of(document), "story.json")
    except SynopticError as error:
        said = str(error)
    assert said.isprintable()
    if comparison is None:
        return
    assert json_export.render(opened(comparison)) == json_export.render(comparison)
    assert markdown.render(comparison)
    judged(comparison, recovered(comparison))


def put(document: Any, way: tuple[Any, ...], value: Any) -> None:
    """Change what stands there, if an earlier change has left anything."""
    *before, last = way
    with suppress(KeyError, IndexError, TypeError):
        for step in before:
            document = document[step]
        if value is ...:
            del document[last]
        else:
            document[last] = value


def test_no_text_is_made_larger_than_an_article_can_be() -> None:
    document = json.loads(json_export.render(told.comparison()))
    document["sources"][0]["length"] = exported.MAX_REBUILT + 1
    assert "its length is 5000001" in refused(data_of(document))


def test_the_columns_stand_in_their_order_whatever_the_file_says() -> None:
    document = json.loads(json_export.render(told.comparison()))
    for fact in document["facts"]:
        fact["cells"] = dict(reversed(fact["cells"].items()))
        fact["silent"].reverse()
    read = exported.read(data_of(document), "story.json")
    assert [list(fact.cells) for fact in read.facts] == [list(fact.cells) for fact in told.comparison().facts]
    assert read.facts[2].silent == ("A", "C")


def test_the_article_is_what_reading_made_of_it() -> None:
    article = read_article("A", "courier.txt", told.COURIER)
    comparison = compare(replace(told.comparison().story, articles=(article,)))
    assert opened(comparison).story.articles == (article,)


def test_a_selection_that_is_opened_says_that_it_is_one() -> None:
    comparison = told.comparison()
    document = json_export.render(comparison, Selection((2, 0), "filter: conflicts"))
    found = exported.read(document.encode("utf-8"), "some.json")
    assert found.story.notes == (*comparison.story.notes, "opened from an export of 2 of 6 facts: filter: conflicts")
    assert [fact.id for fact in found.facts] == ["f03", "f01"]
    for damaged in ("[]", '{"name": 1, "facts": 2, "of": 6}', '{"name": "x", "facts": -2, "of": 6}'):
        with pytest.raises(SynopticError, match="is a damaged export"):
            exported.read(document.replace('{"name": "filter: conflicts", "facts": 2, "of": 6}', damaged).encode(), "x")
