"""Nothing is lost or runs over in wrapping, and sources share a width without gaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.grid_layout import (
    GUTTER,
    MAX_COLUMN,
    MIN_NARROW,
    SEPARATOR,
    capacity,
    columns,
    fit,
    pad,
    show,
    window,
    wrap,
)

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


@given(
    width=st.integers(1, 300),
    sources=st.integers(1, 12),
    current=st.integers(0, 11),
    first=st.integers(0, 11),
    wanted=st.none() | st.integers(1, 12),
)
def test_columns_cover_the_width_and_show_the_current_source(
    width: int, sources: int, current: int, first: int, wanted: int | None
) -> None:
    current = min(current, sources - 1)
    arranged = columns(width, sources, current, first, wanted)
    assert current in arranged.visible
    assert arranged.first >= 0
    assert arranged.visible.stop <= sources
    ends = [start + text for start, text in zip(arranged.starts, arranged.widths, strict=True)]
    assert arranged.starts[0] == GUTTER + SEPARATOR
    assert all(start == end + SEPARATOR for start, end in zip(arranged.starts[1:], ends, strict=False))
    if width > GUTTER + SEPARATOR:
        assert ends[-1] <= width
        assert ends[-1] == width or max(arranged.widths) >= MAX_COLUMN - SEPARATOR


@pytest.mark.parametrize(("width", "count"), [(159, 5), (119, 5), (79, 2), (59, 1), (39, 1), (199, 5)])
def test_how_many_of_five_sources_fit(width: int, count: int) -> None:
    assert capacity(width, 5) == count


@given(width=st.integers(40, 98), sources=st.integers(1, 9))
def test_columns_of_a_narrow_terminal_are_wide_enough_to_read(width: int, sources: int) -> None:
    arranged = columns(width, sources, 0, 0)
    assert arranged.count == 1 or min(arranged.widths) >= MIN_NARROW - SEPARATOR


def test_a_user_may_ask_for_more_or_fewer_columns() -> None:
    assert capacity(79, 5, wanted=4) == 4
    assert capacity(79, 5, wanted=5) == 4
    assert capacity(159, 5, wanted=2) == 2


def test_the_window_moves_no_more_than_it_must() -> None:
    assert columns(79, 5, 2, 1).visible == range(1, 3)
    assert columns(79, 5, 3, 1).visible == range(2, 4)
    assert columns(79, 5, 0, 1).visible == range(2)


def test_a_click_finds_its_column() -> None:
    arranged = columns(79, 5, 1, 1)
    assert arranged.at(3) is None
    assert arranged.at(arranged.starts[0]) == 1
    assert arranged.at(arranged.starts[1]) == 2


def test_the_window_says_which_sources_are_visible() -> None:
    names = list("ABCDE")
    assert window(names, range(2, 4), 40) == "A B [C D] E"
    assert window(names, range(2), 40) == "[A B] C D E"
    assert window(names, range(5), 40) == ""
    assert window(names, range(2, 4), 8) == "3–4/5"
