"""Counts, measures and percentages in any language, with what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from aligner.languages import Language
from aligner.languages.language import Figures
from aligner.model import DifferenceType, Token, Value
from aligner.tokens import is_content, stem
from aligner.values import figures
from aligner.values.figures import Figure
from aligner.values.local.grammar import END, NEVER, Grammar, grammar
from aligner.values.numbers import AGE, PERCENT, POINTS, rounded

_PHRASE = 8
"""How many tokens behind a figure can say what it counts."""
_NOUNS = 3
"""The most words of what is counted."""
_BEFORE = 40
"""How many characters in front of a figure can say what it is."""
# "GPT-4", "#5", "n° 5", "-3", "@4"
_IDENTIFIER = re.compile(r"(?:[^\W_]-|[#@+]|[nN][°º]\s?|(?:^|\s)[-−])\Z")
_SCORE = re.compile(r"\s?[:–-]\s?[0-9]|\s[0-9]|[/][0-9]|\s?h\s?[0-9]{2}\b")
_IN_SCORE = re.compile(r"[0-9]\s?[:–/-]\s?\Z")
_ORDINAL = re.compile(r"\.(?=\s+[^\W\d_])|[ºª°](?!C)|(?:er|ère|ème|e|ste|de)\b")
_NAMED = re.compile(r"\b[^\W\d_a-z][\w’'.-]*\s\Z")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
# "la présidente, 47 ans,", "Baeza, de 58 años,", "Ralf Stegemann (61)", "Ralf Stegemann, 61,"
_APPOSED = re.compile(r"[^\W\d_](?:,\s|\s?\()(?:d[ei]\s)?\Z")
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_NAME_APPOSED = re.compile(rf"(?P<first>{_CAPITAL})\s(?:[a-z]{{1,3}}\s){{0,2}}{_CAPITAL}(?:,\s|\s\()\Z")
_APPOSITION_ENDS = re.compile(r"\s?(?:[,.;)]|\Z)")
_AGES = re.compile(r"1?[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Words:
    number: re.Pattern[str]
    age: re.Pattern[str]
    years: re.Pattern[str]
    aged: re.Pattern[str]
    clock: re.Pattern[str]
    numbered: re.Pattern[str]
    of: frozenset[str]
    small: frozenset[str]


def find(text: str, start: int, end: int, tokens: Sequence[Token], language: Language) -> list[Value]:
    """The numbers in ``text[start:end]``, each with its unit's stems; measures have those of English."""
    return list(_values(text, start, end, tokens, language))


def _values(text: str, start: int, end: int, tokens: Sequence[Token], language: Language) -> Iterator[Value]:
    own, words = grammar(language), _words(language)
    starts = [token.start for token in tokens]
    matches = list(words.number.finditer(text, start, end))
    index = 0
    while index < len(matches):
        match, following = matches[index], matches[index + 1] if index + 1 < len(matches) else None
        index += 1
        joined = _range(text, start, own, match, following) if following else None
        last = following if joined and following else match
        behind = bisect_left(starts, last.end())
        unit = _unit(text, start, match, last, tokens[behind : behind + _PHRASE], words, language)
        if joined:
            index += 1
            figure = joined
        elif _skip(text, start, end, own, match, unit, words):
            continue
        else:
            figure = own.read(match)
            if own.is_and_a_half(text, match.end()):
                figure = replace(figure, amount=figure.amount + 0.5, low=figure.low + 0.5, high=figure.high + 0.5)
            figure = figures.loosen(rounded(figure) if match["percent"] else figure, match)
        yield _value(text, match.start(), last.end(), figure, unit)


def _value(text: str, start: int, end: int, figure: Figure, unit: frozenset[str]) -> Value:
    normal: dict[str, object] = {"value": figures.plain(figure.amount), "approx": figure.approx}
    if figure.to is not None:
        normal["to"] = figures.plain(figure.to)
    if unit == PERCENT:
        normal["unit"] = "%"
    return Value(DifferenceType.NUMBER, start, end, text[start:end], normal, figure.low, figure.high, unit)


def _range(text: str, start: int, own: Grammar, low: re.Match[str], high: re.Match[str]) -> Figure | None:
    if low["vague"] or high["vague"] or low["percent"] or not own.is_range(text, start, low, high):
        return None
    if _SCORE.match(text, high.end()) or _IDENTIFIER.search(text[max(start, low.start() - _BEFORE) : low.start()]):
        return None
    counted = high["percent"] or own.scale(high) > 1 or re.match(r"\s[^\W\d_]", text[high.end() : high.end() + 2])
    if not counted:
        return None
    shared = own.scale(high) if own.scale(low) == 1 else 1.0
    one, other = own.read(low, shared), own.read(high)
    return figures.span(one, other) if one.amount < other.amount else None


def _skip(
    text: str, start: int, end: int, own: Grammar, match: re.Match[str], unit: frozenset[str], words: _Words
) -> bool:
    """Whether a figure counts nothing: it names, orders, dates or times something, or is half of a score."""
    if match["words"] and own.read(match).amount <= 1:
        return True
    if match["percent"] or match["points"]:
        return False
    if len((match["short"] or "").rstrip(".")) == 1:  # "le 15 M. Moss"; only a currency makes a million of the letter
        return True
    first = match.start("digits") if match["digits"] else match.start()
    before = text[max(start, first - _BEFORE) : first]
    if _SCORE.match(text, match.end()) or _IN_SCORE.search(before) or _IDENTIFIER.search(before):
        return True
    if not match["digits"]:
        return False
    ordinal = _ORDINAL.match(text, match.end(), end)
    if ordinal or words.clock.match(text, match.end(), end) or words.numbered.search(before):
        return True
    bare = match["digits"].isdigit() and not match["scale"] and not match["short"]
    if bare and _YEAR.fullmatch(match["digits"]) and not unit:
        return True
    return bare and not unit and match.start() == first and bool(_NAMED.search(before))


def _unit(
    text: str,
    start: int,
    match: re.Match[str],
    last: re.Match[str],
    after: Sequence[Token],
    words: _Words,
    language: Language,
) -> frozenset[str]:
    """The stems of what is counted: of the noun phrase behind a figure, or the measure's in English."""
    if last["percent"]:
        return PERCENT
    if last["points"]:
        return POINTS
    before = text[max(start, match.start() - _BEFORE) : match.start()]
    if words.age.match(text, last.end()) or _is_age(text, before, last, words):
        return AGE
    return _noun_phrase(after, words, language)


def _is_age(text: str, before: str, last: re.Match[str], words: _Words) -> bool:
    """Whether a figure says how old somebody is, by what stands around it: years alone may be a span of time."""
    years = words.years.match(text, last.end())
    if years:
        apposed = _APPOSED.search(before) and _APPOSITION_ENDS.match(text, years.end())
        return bool(apposed or words.aged.search(before))
    name = _NAME_APPOSED.search(before)
    if not name or name["first"].casefold() in words.small or not _AGES.fullmatch(last.group()):
        return False
    return text[last.end() : last.end() + 1] == (")" if before.endswith("(") else ",")


def _noun_phrase(after: Sequence[Token], words: _Words, language: Language) -> frozenset[str]:
    stems: list[str] = []
    units = language.figures.units if language.figures else {}
    for token in after:
        if not token.stem and token.text in {"-", '"', "“", "”", "„", "«", "»"}:
            continue
        if not token.stem or token.text[0].isdigit():
            break
        folded = token.text.casefold()
        if folded in units:
            stems.append(stem(units[folded]))
        elif is_content(token):
            stems.append(token.stem)
        elif stems or folded not in words.of:
            break
        if len(stems) == _NOUNS:
            break
    return frozenset(stems)


@cache
def _words(language: Language) -> _Words:
    own, told = grammar(language), language.figures or Figures()
    percent, points = told.percent or NEVER, told.points or NEVER
    number = re.compile(
        rf"(?:{own.modifier})?(?<![\w.,/:#]){own.figure}(?![\w:/]|[.,][0-9])"
        rf"(?:(?P<points>[\s-]?(?:{points}){END})|(?P<percent>\s?[%％]|[\s-]?(?:{percent}){END}))?",
        re.IGNORECASE,
    )
    of = frozenset(
        "de d d' d’ di des der weitere weiteren weiterer autres otros otras altri altre outros outras".split()
    )
    return _Words(
        number,
        age=re.compile(told.age or NEVER, re.IGNORECASE),
        years=re.compile(rf"\s(?:{told.years or NEVER}){END}", re.IGNORECASE),
        aged=re.compile(rf"\b(?:{told.aged or NEVER})\s?\Z", re.IGNORECASE),
        clock=re.compile(rf"\s?(?:{told.clock or NEVER})", re.IGNORECASE),
        numbered=re.compile(rf"\b(?:{told.numbered or NEVER})\s?\Z", re.IGNORECASE),
        of=of,
        small=language.stop_words | language.starters,
    )
