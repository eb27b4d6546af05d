"""Nothing is lost or runs over in wrapping."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.grid_layout import _TAME, fit, height, pad, show, wrap

SAFE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=160)
WORDS = st.lists(
    st.sampled_from(["a", "the", "bridge", "北港日報", "Paris-based", "é", "e\u0301", "–", "x" * 30, "👍🏽"])
)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_breaks_at_spaces() -> None:
    assert lines_of("the bridge was shut on Tuesday", 10) == ["the bridge", "was shut", "on Tuesday"]


def test_breaks_inside_hyphenated_words_but_not_inside_numbers() -> None:
    assert lines_of("the Oslo-based", 10) == ["the Oslo-", "based"]
    assert lines_of("from 10-20 to", 8) == ["from", "10-20 to"]


def test_splits_a_word_wider_than_the_line() -> None:
    assert lines_of("ab abcdefghij k", 4) == ["ab", "abcd", "efgh", "ij k"]


def test_wide_characters_take_two_cells() -> None:
    assert lines_of("北港日報", 5) == ["北港", "日報"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert lines_of("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


def test_a_newline_always_ends_a_line_and_an_empty_one_stays() -> None:
    assert lines_of("one\n\ntwo", 20) == ["one", "", "two"]


@given(text=WORDS.map(" ".join) | SAFE, width=st.integers(2, 60))
@settings(max_examples=300)
def test_every_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    kept = "".join(text[start:end] for start, end in lines)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    for (_, end), (start, _) in pairwise(lines):
        assert text[end:start].strip(" \n") == ""
    assert all(cell_len(text[start:end]) <= width for start, end in lines)


@given(text=st.text(max_size=200))
@settings(max_examples=300)
def test_shown_text_has_no_control_or_format_characters(text: str) -> None:
    shown = show(text)
    assert all(character.isprintable() or character.isspace() for character in shown.text if ord(character) < 0x100)
    assert not any(cell_len(character) == 0 and ord(character) < 0x20 for character in shown.text)
    assert len(shown.text) + len(shown.dropped) == len(text)
    for offset, character in enumerate(text):
        if character.isalnum():
            assert shown.text[shown.at(offset)] == character


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\tb\nc", "a b c"),
        ("a\x1b[31mb\x07", "a␛[31mb␇"),
        ("a\u200bb\u202ec\ufeff\u00ad", "abc"),
        ("\x7f\x9b", "␡\ufffd"),
        ("\ud800", "\ufffd"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_what_a_terminal_must_not_get_is_replaced(raw: str, shown: str) -> None:
    assert show(raw).text == shown


@given(text=SAFE, width=st.integers(1, 40))
def test_fit_and_pad_keep_to_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
    assert cell_len(pad(text, width)) == width


@given(text=WORDS.map(" ".join) | st.text("ab -/–5x", max_size=60) | SAFE, width=st.integers(1, 40))
@settings(max_examples=400)
def test_the_quick_way_of_wrapping_finds_the_same_lines(text: str, width: int) -> None:
    """A wide character at the end sends the whole text the careful way; up to it the lines must be the same."""
    quick = wrap(text, width)
    careful = wrap(f"{text} 港", width)
    assert [line for line in careful if line[1] <= len(text)][: len(quick) - 1] == list(quick[:-1])
    assert height(text, width) == len(quick)


def test_characters_that_need_no_care_are_visible_and_take_one_cell() -> None:
    for code in range(0x20, 0x3000):
        if _TAME(chr(code)):
            assert cell_len(chr(code)) == 1, hex(code)
            assert chr(code) == " " or unicodedata.category(chr(code))[0] not in "CMZ", hex(code)
