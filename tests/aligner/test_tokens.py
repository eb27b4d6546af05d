"""Words and marks with their offsets, their stems, and which of them carry a fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import of
from aligner.tokens import is_content, stem, tokenise, within


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The ferry sank.", ["The", "ferry", "sank", "."]),
        ("Westhaven-based", ["Westhaven", "-", "based"]),
        ("It paid $1,234.56!", ["It", "paid", "$", "1,234.56", "!"]),
        ("the U.S. navy", ["the", "U.S.", "navy"]),
        ("don't, Moss’s", ["don't", ",", "Moss’s"]),
        ("“Yes,” she said", ["“", "Yes", ",", "”", "she", "said"]),
        ("naïve Åsa", ["naïve", "Åsa"]),
        ("5km 15th", ["5", "km", "15", "th"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_marks(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == tokens


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("invests", "investing"),
        ("Ferry", "ferries"),
        ("Moss's", "Moss"),
        ("Moss’s", "moss"),
        ("U.S.", "US"),
        ("owners'", "owner"),
    ],
)
def test_forms_of_one_word_have_one_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("1.5", "15"), ("ferry", "fury")])
def test_other_words_have_other_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_a_word_of_which_the_stemmer_leaves_nothing_is_its_own_stem() -> None:
    """Found by fuzzing: the Russian "ь"."""
    (token,) = tokenise("ь", language=of("ru"))
    assert (token.stem, token.content) == ("ь", True)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The owner of the ferry said it sank.", ["owner", "ferry", "sank"]),
        ("It's 5 percent, according to Mrs Moss.", ["5", "percent", "Moss"]),
        ("The year’s end", ["year’s", "end"]),
    ],
)
def test_function_words_and_marks_carry_no_fact(text: str, content: list[str]) -> None:
    assert [token.text for token in tokenise(text) if is_content(token)] == content


@given(st.text(max_size=100), st.data())
def test_tokens_are_true_passages_and_leave_out_only_white_space(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    tokens = tokenise(text, start, end)
    at = start
    for token in tokens:
        assert text[token.start : token.end] == token.text != ""
        assert text[at : token.start].strip() == ""
        at = token.end
    assert text[at:end].strip() == ""
    assert all(token.stem or not token.text[0].isalnum() for token in tokens)


@given(st.text("aB 1.,", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_the_tokens_of_a_passage_are_those_that_begin_in_it(text: str, start: int, end: int) -> None:
    tokens = tokenise(text)
    assert list(within(tokens, start, end)) == [t for t in tokens if start <= t.start < end]


@pytest.mark.parametrize("text", ["It sank, he said. It’s 5.", "L’accord n'a pas été signé.", "x_y 12,5 U.S. Øre"])
def test_a_far_letter_behind_a_text_does_not_change_its_tokens(text: str) -> None:
    for code in ("en", "fr"):
        near, far = tokenise(text, language=of(code)), tokenise(f"{text} 漢", language=of(code))
        assert near == far[:-1]
        assert far[-1].text == "漢"
