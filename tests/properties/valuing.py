"""Values: true passages, the same every time, and compared the same from either side."""

from __future__ import annotations

import json
import math
from itertools import combinations_with_replacement

from hypothesis import strategies as st

from aligner.comparison import read_sentences
from aligner.languages import of
from aligner.model import DifferenceType, Kind, Relation, Value
from aligner.tokens import tokenise
from aligner.values import COMPARED, certainty, compare, find_values, money, names
from aligner.values.quotes import quotations
from tests.properties import texts
from tests.properties.splitting import article_of, assert_split
from tests.properties.target import Target

DAYS = (None, "2031-03-05", "2031-03", "0001-01-01", "9999-12-31", "today", "2024-02-29")
RATES = {("EUR", "USD"): 1.1, ("USD", "EUR"): 1 / 1.1}
_MARKS = (DifferenceType.CERTAINTY, DifferenceType.NEGATION)


def check_values(case: tuple[str, str, str | None]) -> None:
    """Where they stand, what they are, and how each stands to each."""
    code, text, published = case
    language = of(code)
    found = find_values(text, 0, len(text), tokenise(text, language=language), published, language)
    assert find_values(text, 0, len(text), tokenise(text, language=language), published, language) == found
    assert list(found) == sorted(found, key=lambda value: value.start)
    ends: dict[DifferenceType, int] = {}
    for value in found:
        assert_value(value, text)
        assert value.start >= ends.get(value.type, 0), "values of one type are apart"
        ends[value.type] = value.end
    assert_compared(found)
    rates = money.rates(found)
    assert all(0 < rate < math.inf for rate in rates.values())


def assert_value(value: Value, text: str) -> None:
    """A value is a true passage, its normal form can be written down, its bounds are numbers."""
    assert 0 <= value.start < value.end <= len(text)
    assert text[value.start : value.end] == value.text
    assert value.text.strip()
    json.dumps(value.normal, default=sorted, sort_keys=True, allow_nan=False)
    assert math.isfinite(value.low)
    assert math.isfinite(value.high)
    assert value.low <= value.high
    assert all(value.unit)
    assert all(stem and 0 < near <= 1 for stem, near in value.context.items())
    if value.type is DifferenceType.CERTAINTY:
        assert value.normal
        assert value.normal["rung"] in certainty.RUNGS


def assert_compared(found: tuple[Value, ...]) -> None:
    """Each figure is the same as itself, and what it is to another the other is to it."""
    for a, b in combinations_with_replacement(found[:12], 2):
        for rates in ({}, RATES):
            relation = compare(a, b, rates)
            assert relation is compare(b, a, rates), (a, b)
            if a is b and a.type in COMPARED and a.normal:
                assert relation in (Relation.SAME, Relation.UNRELATED), a
        if a.type is b.type is DifferenceType.NAME:
            assert names.is_variant(a.text, b.text) == names.is_variant(b.text, a.text)
            assert names.sounds_other(a.text, b.text) == names.sounds_other(b.text, a.text)
            assert names.same_person(a.text, b.text) == names.same_person(b.text, a.text)


def check_quotations(told: tuple[str, str]) -> None:
    """Quotations lie in their paragraph and their sentence, behind a mark; who speaks is named in the article."""
    code, text = told
    article = article_of(told)
    language = of(code)
    for block in article.blocks:
        at = block.start
        for span in quotations(text, block, language):
            assert at <= span.start <= span.end <= block.end
            assert block.start < span.start, "a mark stands before it"
            assert text[span.start - 1] in "“”„«»``''\"「『」』‘‚‹›'’", text[span.start - 1]
            at = span.end
    sentences = read_sentences(article)
    assert read_sentences(article) == sentences
    assert_split(article, sentences)
    words = " ".join(text.split())
    for sentence in sentences:
        last = sentence.start
        for token in sentence.tokens:
            assert last <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text
            last = token.end
        for value in sentence.values:
            assert sentence.start <= value.start < value.end <= sentence.end
            assert_value(value, text)
        at = sentence.start
        for quotation in sentence.quotations:
            assert at <= quotation.start < quotation.end <= sentence.end
            assert text[quotation.start : quotation.end] == quotation.text
            at = quotation.end
        for who in (sentence.speaker, sentence.role, sentence.via):
            assert who is None or (who.strip() and " ".join(who.split()) in words), who
        assert code == "en" or sentence.kind is Kind.FURNITURE or not (sentence.speaker or sentence.role)


def _dated(data: bytes) -> tuple[str, str, str | None]:
    code, text = texts.text_of(data[1:])
    return code, text, DAYS[data[0] % len(DAYS)] if data else None


_CASES = st.tuples(texts.told, st.sampled_from(DAYS)).map(lambda pair: (*pair[0], pair[1]))
_DATED = tuple(bytes([1]) + text for text in texts.CORPUS)
TARGETS = (
    Target("values", _CASES, check_values, _dated, texts.WORDS, _DATED, 80),
    Target("quotations", texts.told, check_quotations, texts.text_of, texts.WORDS, texts.CORPUS, 60),
)
