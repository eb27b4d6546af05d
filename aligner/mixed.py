"""A story in several languages: what its sentences can share is told apart from what only looks alike.

Between sentences of two languages only figures and names count. Every other word gets its language in front of its
stem ("de:inform"), so that whatever compares stems later, vectors, contexts, units, finds nothing shared in "die",
"an" or "information" by itself. A figure that tells much gets a stem that is the same in every language: "3,5 Millionen
Euro", "3,5 millions d'euros" and "€3.5 million" share "=3500000EUR".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aligner.characters import plain
from aligner.languages import of
from aligner.model import DifferenceType, Kind, Sentence, Token, Value
from aligner.ties import TITLES
from aligner.tokens import within
from aligner.values.measures import measure
from aligner.values.numbers import AGE, PERCENT, POINTS

_GENITIVE = frozenset("de nl da no sv".split())
"""Languages that put an "s" behind a name without an apostrophe."""
_FEW = 12
"""Up to here a number says little by itself: there are a dozen of many things in a story."""
_OPENS = frozenset("“\"‘'„«»:—–([…¿¡-")
"""Behind these a sentence begins, with a capital that makes no name."""


def told_apart(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a story, in the same order; those of one language as they are."""
    if len({sentence.language for sentence in sentences}) < 2:
        return list(sentences)
    names = _names(sentences)
    return [_apart(sentence, names) for sentence in sentences]


def _names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words that are names in any language: capitalised inside a sentence, and nowhere in the story small.

    In German a capital says nothing: there the story's other languages decide.
    """
    small = {_spelt(t) for s in sentences for t in s.tokens if t.text[:1].islower()}
    capitals = {
        _spelt(token)
        for sentence in sentences
        if sentence.kind is Kind.BODY and not of(sentence.language).nouns_have_capitals
        for name in sentence.values
        if name.type is DifferenceType.NAME
        for n, token in enumerate(sentence.tokens)
        if name.start <= token.start < name.end and n and sentence.tokens[n - 1].text not in _OPENS
    }
    return frozenset(capitals - small - TITLES)


def _spelt(token: Token) -> str:
    """A word case-folded, without accents and without its possessive ending: "Zürich's" is "zurich"."""
    folded = plain(token.text).casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def _apart(sentence: Sentence, names: frozenset[str]) -> Sentence:
    figures = _figures(sentence)
    tokens = tuple(
        token._replace(stem=figures.get(token.start) or _stem(token, sentence.language, names)) if token.stem else token
        for token in sentence.tokens
    )
    stems = {old.stem: new.stem for old, new in zip(sentence.tokens, tokens, strict=True) if old.stem}
    return replace(sentence, tokens=tokens, values=tuple(_renamed(value, stems) for value in sentence.values))


def _figures(sentence: Sentence) -> dict[int, str]:
    """The stems of the figures that tell much, by where the first word or number of each begins.

    Two digits that are no zeros, or more than a few of something: what two articles rarely say by chance. The same
    amount is one whether it is called approximate or not.
    """
    found: dict[int, str] = {}
    for value in sentence.values:
        normal = value.normal or {}
        amount = normal.get("amount", normal.get("value"))
        if value.type not in (DifferenceType.MONEY, DifferenceType.NUMBER) or not isinstance(amount, int | float):
            continue
        digits = f"{float(f'{amount:.6g}'):.15g}"
        if abs(amount) > _FEW and len(digits.replace(".", "").strip("0")) > 1:
            start = next((t.start for t in within(sentence.tokens, value.start, value.end) if t.stem), None)
            if start is not None:
                found[start] = f"={digits}{normal.get('currency') or ''}"
    return found


def _stem(token: Token, language: str, names: frozenset[str]) -> str:
    if token.text[0].isdigit():
        return token.stem
    if token.text[0].isupper():
        spelt = _spelt(token)
        if spelt in names:
            return spelt
        if language in _GENITIVE and spelt.endswith("s") and spelt[:-1] in names:
            return spelt[:-1]
    return f"{language}:{token.stem}"


def _renamed(value: Value, stems: Mapping[str, str]) -> Value:
    """A value with the new stems of what it counts and of what stands near it; a measure is one in every language."""
    if value.type is DifferenceType.NAME:
        return value
    fixed = value.unit in (PERCENT, POINTS, AGE) or measure(value.unit) is not None
    unit = value.unit if fixed else frozenset(stems.get(stem, stem) for stem in value.unit)
    return replace(value, unit=unit, context={stems.get(stem, stem): near for stem, near in value.context.items()})
