from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import aligner.export.json as json_export
from aligner.model import Comparison, DifferenceType, Kind, Quotation, Sentence, Value
from tests.aligner.export import story

GOLDEN = Path(__file__).parent / "golden" / "harbour_bridge.json"

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=5),
    max_leaves=30,
)


def exported(comparison: Comparison) -> Any:
    return json.loads(json_export.render(comparison))


def test_it_is_as_agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_export, "generator", lambda: "synoptic 0.0.0")
    assert json_export.render(story.comparison()) == GOLDEN.read_text(encoding="utf-8")


def test_the_keys_and_their_order_are_those_of_the_contract() -> None:
    document = exported(story.comparison())
    mention = ["source", "sentence", "start", "end", "text", "normal"]
    expected = {
        "sources": "id file outlet title author published url language evidence "
        "note extracted draft length paragraphs".split(),
        "sentences": "id source start end paragraph kind text quote speaker via role same_as marks "
        "quotations values".split(),
        "facts": "id label agreement cells silent links differences reason perhaps wording".split(),
        "ledger": ["id", "type", "label", "severity", "mentions"],
    }
    assert list(document) == ["schema", "generator", "story", "options", *expected, "furniture"]
    assert document["schema"] == "synoptic-comparison/1"
    assert list(document["story"]) == ["title", "path", "notes"]
    for part, keys in expected.items():
        assert document[part]
        for entry in document[part]:
            assert list(entry)[: len(keys)] == keys
    fact = document["facts"][0]
    assert list(fact["links"][0]) == ["a", "b", "score", "level", "why"]
    assert list(fact["differences"][0]) == ["type", "severity", "summary", "values"]
    assert list(fact["differences"][0]["values"][0]) == mention
    assert list(document["ledger"][0]["mentions"][0]) == mention


def test_every_offset_gives_the_text_beside_it() -> None:
    comparison = story.comparison()
    texts = {article.id: article.text for article in comparison.story.articles}
    document = exported(comparison)
    values = [value for fact in document["facts"] for found in fact["differences"] for value in found["values"]]
    mentions = [mention for entry in document["ledger"] for mention in entry["mentions"]]
    marks = [{**mark, "source": s["source"]} for s in document["sentences"] for mark in s["marks"]]
    assert values
    assert mentions
    assert marks
    for passage in [*document["sentences"], *values, *mentions, *marks]:
        assert texts[passage["source"]][passage["start"] : passage["end"]] == passage["text"]
    for source in document["sources"]:
        for name, (start, end) in source["evidence"].items():
            assert texts[source["id"]][start:end] == source[name]


def test_no_sentence_is_lost() -> None:
    comparison = story.comparison()
    document = exported(comparison)
    assert [sentence["id"] for sentence in document["sentences"]] == list(comparison.sentences)
    in_facts = {identity for fact in document["facts"] for cell in fact["cells"].values() for identity in cell}
    assert in_facts | set(document["furniture"]) == set(comparison.sentences)
    assert document["furniture"] == [s["id"] for s in document["sentences"] if s["kind"] == "furniture"]


def test_the_cells_stand_in_the_order_of_the_columns() -> None:
    comparison = story.comparison()
    turned = replace(comparison.facts[0], cells={"C": ("C01",), "B": (), "A": ("A03",)})
    cells = exported(replace(comparison, facts=(turned,)))["facts"][0]["cells"]
    assert list(cells.items()) == [("A", ["A03"]), ("C", ["C01"])]


def test_the_quote_is_the_longest_one_of_its_sentence() -> None:
    comparison = story.comparison()
    quotations = tuple(Quotation(0, len(text), text) for text in ("no", "never again", "not twice!!"))
    sentences = {"A03": replace(comparison.sentences["A03"], quotations=quotations)}
    assert exported(replace(comparison, sentences=sentences))["sentences"][0]["quote"] == "never again"


def test_the_marks_of_a_sentence_are_those_of_certainty_and_negation() -> None:
    comparison = story.comparison()
    amount = Value(DifferenceType.MONEY, 0, 2, "$4", {"amount": 4})
    denied = Value(DifferenceType.CERTAINTY, 3, 9, "denied", {"rung": "denied"})
    never = Value(DifferenceType.NEGATION, 12, 17, "never")
    sentence = replace(comparison.sentences["A03"], values=(amount, denied, never))
    marked, plain = exported(replace(comparison, sentences={"A03": sentence, "A00": comparison.sentences["A00"]}))[
        "sentences"
    ]
    assert marked["marks"] == [
        {"type": "certainty", "start": 3, "end": 9, "text": "denied", "rung": "denied"},
        {"type": "negation", "start": 12, "end": 17, "text": "never"},
    ]
    assert plain["marks"] == []


def test_a_normal_form_may_hold_sets_and_tuples() -> None:
    comparison = story.comparison()
    entry = comparison.ledger[0]
    mention = replace(entry.mentions[0], normal={"words": frozenset({"b", "a", "c"}), "range": (1, 2)})
    document = exported(replace(comparison, ledger=(replace(entry, mentions=(mention,)),)))
    assert document["ledger"][0]["mentions"][0]["normal"] == {"words": ["a", "b", "c"], "range": [1, 2]}


@example("\ud800\udcff")
@given(st.text(st.characters() | st.sampled_from('\x00\x1b\x7f\x9b\u2028\u202e\u2069\ud800\udcff"\\é'), max_size=30))
def test_any_name_survives_and_none_reaches_the_terminal_as_a_command(name: str) -> None:
    comparison = story.comparison()
    document = json_export.render(replace(comparison, story=replace(comparison.story, title=name, path=name)))
    # JSON cannot tell two halves of a surrogate pair, side by side, from the character that they make.
    told = name.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(document)["story"] == {"title": told, "path": told, "notes": []}
    assert document.encode("utf-8").decode("utf-8") == document
    assert not {character for character in document if character < " " or "\x7f" <= character <= "\x9f"} - {"\n"}
    assert not set(document).intersection("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=9), JSON_VALUES, min_size=1))
def test_the_layout_changes_nothing(value: dict[str, Any]) -> None:
    assert json.loads(json_export._layout(value, 4)) == value


def test_lines_are_of_readable_length() -> None:
    document = json_export.render(story.comparison())
    assert document.endswith("}\n")
    lines = [line for line in document.splitlines() if not line.lstrip().startswith('"text": ')]
    assert max(map(len, lines)) <= 140


def test_the_text_of_an_article_is_in_it_only_where_its_sentences_do_not_give_it() -> None:
    comparison = story.comparison()
    plain, _, windows = exported(comparison)["sources"]
    assert "text" not in plain
    assert plain["length"] == len(story.COURIER)
    # Between its paragraphs are other line ends than those that are put there.
    assert windows["text"] == story.TIDEWATER
    articles = tuple(replace(article, extracted=True) for article in comparison.story.articles)
    pages = exported(replace(comparison, story=replace(comparison.story, articles=articles)))["sources"]
    assert [page["text"] for page in pages] == [story.COURIER, story.UNSIGNED, story.TIDEWATER]


def test_a_text_is_rebuilt_with_its_paragraphs_apart() -> None:
    sentences = [
        Sentence("A00", "A", 1, 4, 0, Kind.BODY, "One"),
        Sentence("A01", "A", 6, 9, 0, Kind.BODY, "two"),
        Sentence("A02", "A", 11, 16, 1, Kind.BODY, "three"),
    ]
    assert json_export.rebuilt(sentences, 17) == "\nOne  two\n\nthree\n"
    assert json_export.rebuilt([], 2) == "\n\n"


def test_the_bounds_of_a_value_are_told_where_it_has_some() -> None:
    comparison = story.comparison()
    amount = Value(DifferenceType.MONEY, 0, 2, "$4", {"amount": 4}, low=3.5, high=4.5)
    name = Value(DifferenceType.NAME, 3, 6, "Ada", {"name": "Ada"})
    sentence = replace(comparison.sentences["A03"], values=(amount, name))
    assert exported(replace(comparison, sentences={"A03": sentence}))["sentences"][0]["values"] == [
        {"type": "money", "start": 0, "end": 2, "text": "$4", "normal": {"amount": 4}, "low": 3.5, "high": 4.5},
        {"type": "name", "start": 3, "end": 6, "text": "Ada", "normal": {"name": "Ada"}},
    ]


def test_it_names_the_program_without_a_version_if_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json_export.generator().startswith("synoptic 0.")
    monkeypatch.setattr(json_export, "_DISTRIBUTION", "no-such-distribution")
    assert json_export.generator() == "synoptic"
