"""Where a searched text stands, as a reader sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.story_fixture import make_comparison
from tui.grid_layout import show
from tui.passages import HIT, Passage, Run, Writer, highlight
from tui.search import fold, hits, holds, says


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("The bridge, the Bridge", "bridge", [(4, 10), (16, 22)]),
        ("Café au lait", "cafe", [(0, 4)]),
        ("Cafe au lait", "CAFÉ", [(0, 4)]),
        ("he said “no”", '"no"', [(8, 12)]),
        ("it’s – so", "it's - so", [(0, 9)]),
        ("a\u00a0million", "a million", [(0, 9)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("nothing", "", []),
        ("Straße", "strasse", []),
        ("İstanbul", "stanbul", [(1, 8)]),
        ("貨輪撞橋", "撞橋", [(2, 4)]),
        ("한국 호텔", "호", [(3, 4)]),
        ("Ёлка и Йод", "елка", [(0, 4)]),
    ],
)
def test_hits(text: str, wanted: str, expected: list[tuple[int, int]]) -> None:
    assert hits(text, wanted) == expected


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40), st.text(min_size=1, max_size=3))
def test_hits_are_in_order_apart_and_true(text: str, wanted: str) -> None:
    end = 0
    for start, stop in hits(text, wanted):
        assert end <= start < stop
        assert fold(text[start:stop]) == fold(wanted)
        end = stop


@given(st.text(max_size=30), st.integers(0, 30), st.text(max_size=30))
def test_what_is_put_together_is_found(before: str, at: int, wanted: str) -> None:
    if wanted:
        text = before[:at] + wanted + before[at:]
        assert hits(text, wanted)


def test_a_fact_holds_what_one_of_its_sentences_holds() -> None:
    comparison = make_comparison()
    fact = comparison.facts[0]
    own = next(iter(fact.cells.values()))[0]
    assert holds(comparison, fact, comparison.sentences[own].text.upper())
    assert not holds(comparison, fact, "zeppelin")


def test_a_text_says_what_the_screen_shows_of_it() -> None:
    raw = "The Tern\r\nBridge, soft\u00adly\tclosed \u200bby night"
    for wanted in ("softly closed", "closed by night"):
        assert says(raw, wanted)
        assert hits(show(raw).text, wanted)
    assert not says(raw, "bridge closed")


def test_words_with_a_line_end_between_them_are_found_in_a_fact() -> None:
    comparison = make_comparison()
    fact = comparison.facts[0]
    source, (own, *_) = next(iter(fact.cells.items()))
    sentence = comparison.sentences[own]
    broken = replace(sentence, text=sentence.text.replace(" ", "\n"))
    wrapped = replace(comparison, sentences={**comparison.sentences, own: broken})
    alone = replace(fact, cells={source: (own,)})
    assert holds(wrapped, alone, show(sentence.text).text)


def passage(*pieces: tuple[str, str]) -> Passage:
    writer = Writer()
    for text, role in pieces:
        writer.add(text, role)
    return writer.passage()


def test_highlighting_lies_over_the_roles_and_covers_everything_once() -> None:
    shown = highlight(passage(("cost ", ""), ("48 million", "money-conflict"), (" it", "quiet")), "st 48")
    assert shown.text == "cost 48 million it"
    assert shown.runs == (
        Run(0, 2, ""),
        Run(2, 5, HIT),
        Run(5, 7, f"money-conflict+{HIT}"),
        Run(7, 15, "money-conflict"),
        Run(15, 18, "quiet"),
    )


def test_a_letter_behind_a_word_does_not_hide_a_hit() -> None:
    pieces = (("cost ", ""), ("$5", "money-conflict"), ("$", "money-conflict-letter"), (" million", ""))
    found = highlight(passage(*pieces), "$5 million")
    marked = "".join(found.text[run.start : run.end] for run in found.runs if run.role.endswith(HIT))
    assert marked == "$5$ million"
    plain = passage(*pieces)
    assert highlight(plain, "5$ m") == plain
    assert highlight(plain, "") == plain


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from(["", "quiet", "bold"])), max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_a_line_has_its_text_in_the_roles_it_was_written_in(pieces: list[tuple[str, str]], at: int, to: int) -> None:
    written = passage(*pieces)
    line = (min(at, to, len(written.text)), min(max(at, to), len(written.text)))
    expected = [(character, role) for text, role in pieces for character in text][slice(*line)]
    assert [(character, role) for text, role in written.pieces(line) for character in text] == expected


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from(["", "quiet", "x-letter"])), max_size=6))
def test_runs_stay_whole_whatever_is_searched(pieces: list[tuple[str, str]]) -> None:
    before = passage(*pieces)
    for wanted in ("a", before.text[1:3], before.text):
        after = highlight(before, wanted)
        assert after.text == before.text
        at = 0
        for run in after.runs:
            assert run.start == at < run.end
            at = run.end
        assert at == len(after.text)
