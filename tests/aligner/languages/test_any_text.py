"""Whatever the text and the language: nothing crashes, no character is lost, and every value is a true passage.

A few examples of every language; tests/properties has the same with more, mostly of the seven that are read in full.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.comparison import read_sentences
from aligner.languages import CODES, detect, of
from aligner.model import Kind
from aligner.sentences import split_text
from aligner.tokens import tokenise
from aligner.values import find_values
from tests.aligner.languages import article

LANGUAGES = sorted({*CODES, "und", "zh"})
ODD = "­​‍ﬁé’'„“”«»‹›。！？、中文かな１２％−‑\u0301\u202f\u00a0\u064b٣"
TEXTS = st.text(max_size=120) | st.text(
    st.sampled_from(list(f"aeinAB Mio. Euro 1.234,5 3. d'l $€%\n-–:;()[]¿¡{ODD}")), max_size=120
)


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=12)
@given(text=TEXTS)
def test_every_character_that_is_seen_is_in_one_sentence(code: str, text: str) -> None:
    at = 0
    for span in split_text(text, 0, len(text), of(code)):
        assert span.start >= at
        assert text[at : span.start].strip() == ""
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        at = span.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("code", LANGUAGES)
@settings(max_examples=12)
@given(text=TEXTS)
def test_tokens_and_values_are_true_passages(code: str, text: str) -> None:
    language = of(code)
    tokens = tokenise(text, language=language)
    at = 0
    for token in tokens:
        assert token.start >= at
        assert text[at : token.start].strip() == ""
        assert text[token.start : token.end] == token.text != ""
        at = token.end
    assert text[at:].strip() == ""
    for value in find_values(text, 0, len(text), tokens, "2024-02-28", language):
        assert text[value.start : value.end] == value.text != ""


@settings(deadline=None)  # nltk is imported by the first example
@given(text=TEXTS, code=st.sampled_from(LANGUAGES))
def test_an_article_of_anything_is_read(text: str, code: str) -> None:
    read = read_sentences(article("A", text, code))
    assert all(s.kind is Kind.FURNITURE or s.language == code for s in read)
    assert code == "en" or not any(s.speaker or s.role or s.via for s in read)


@settings(deadline=None)  # nltk is imported by the first example
@given(TEXTS)
def test_detecting_a_language_is_deterministic(text: str) -> None:
    assert detect(text) == detect(text) != ""
