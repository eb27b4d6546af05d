"""Amounts of money in any language: a sign or a code on either side of the figure, or the currency's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.languages import Language
from aligner.model import DifferenceType, Value
from aligner.values import figures
from aligner.values.figures import Figure
from aligner.values.local.grammar import END, NEVER, Grammar, grammar, patterns
from aligner.values.money import CODES, PREFIXES, SIGNS, Read, join_conversions

_CODE = CODES.replace(" ", "|")
_SIGN = f"[{''.join(SIGNS)}]"
_PREFIX = r"(?-i:US|U\.S\.|AU|CA|NZ|HK|NT|MX|A|C|S|R)"
_FRONT = (
    rf"(?P<front>(?:\b(?P<prefix>{_PREFIX})(?=\s?\$)\s?)?(?P<sign>{_SIGN})|\b(?-i:(?P<code>{_CODE}))(?![^\W\d_]))"
    r"[\s\u00a0]?(?=[0-9])"
)
# "16,2 Millionen Dollar (15 Millionen Euro)", "(soit 15 millions d'euros)", "(umgerechnet rund ...)"
_BRACKET = re.compile(r"\s*[(\[]\s*(?:[^\W\d_]+['’]?\s*){0,3}\Z")


def find(text: str, start: int, end: int, language: Language) -> list[Value]:
    """The amounts of money in ``text[start:end]``, then the absences, as values with offsets into ``text``."""
    found = list(_amounts(text, start, end, language))
    values = join_conversions(text, found, _BRACKET)
    absence = _undisclosed(language)
    if absence is None:
        return values
    return values + [
        Value(DifferenceType.MONEY, m.start(), m.end(), m.group(), {"undisclosed": True})
        for m in absence.finditer(text, start, end)
    ]


def _amounts(text: str, start: int, end: int, language: Language) -> Iterator[Read]:
    words = grammar(language)
    if not _hint(language).search(text, start, end):
        return
    matches = list(_pattern(language).finditer(text, start, end))
    index = 0
    while index < len(matches):
        match, following = matches[index], matches[index + 1] if index + 1 < len(matches) else None
        index += 1
        joined = _range(text, start, words, language, match, following) if following else None
        currency = _currency(match, language)
        if joined and following:
            index += 1
            yield Read(match.start(), following.end(), joined, currency or _currency(following, language) or "")
        elif currency:
            yield Read(match.start(), match.end(), figures.loosen(words.read(match), match), currency)


def _range(
    text: str, start: int, words: Grammar, language: Language, low: re.Match[str], high: re.Match[str]
) -> Figure | None:
    """The range two figures are the ends of; the lower end takes its scale from the upper one."""
    own = {currency for currency in (_currency(low, language), _currency(high, language)) if currency}
    if len(own) != 1 or low["back"] or low["vague"] or high["vague"] or not words.is_range(text, start, low, high):
        return None
    shared = words.scale(high) if words.scale(low) == 1 else 1.0
    one, other = words.read(low, shared), words.read(high)
    return figures.span(one, other) if one.amount < other.amount else None


def _currency(match: re.Match[str], language: Language) -> str | None:
    if match["name"]:
        return next(code for pattern, code in _names(language) if pattern.fullmatch(match["name"]))
    sign = match["sign"] or match["backsign"]
    if sign == "$":
        return PREFIXES.get((match["prefix"] or match["backprefix"] or "").casefold(), "USD")
    code = match["code"] or match["backcode"]
    return SIGNS[sign] if sign else {"RMB": "CNY"}.get(code, code) if code else None


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words, own = grammar(language), language.figures
    names = patterns(list(own.currencies)) if own else NEVER
    of = rf"(?:(?:{own.of})\s*)?" if own and own.of else ""
    back = (
        rf"(?P<back>[\s-]?{of}(?P<name>{names}){END}|\s?(?P<backprefix>{_PREFIX})?(?P<backsign>{_SIGN})"
        rf"|\s(?-i:(?P<backcode>{_CODE})){END})"
    )
    return re.compile(rf"(?:{words.modifier})?(?:{_FRONT})?{words.figure}(?:{back})?", re.IGNORECASE)


@cache
def _hint(language: Language) -> re.Pattern[str]:
    """What every amount holds one of: a cheaper test than the whole pattern."""
    names = patterns(list(language.figures.currencies)) if language.figures else NEVER
    return re.compile(rf"{_SIGN}|\b(?-i:{_CODE}){END}|\b(?:{names}){END}", re.IGNORECASE)


@cache
def _names(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    currencies = language.figures.currencies if language.figures else {}
    return tuple((re.compile(pattern, re.IGNORECASE), code) for pattern, code in currencies.items())


@cache
def _undisclosed(language: Language) -> re.Pattern[str] | None:
    told = language.figures.undisclosed if language.figures else ""
    return re.compile(rf"\b(?:{told})", re.IGNORECASE) if told else None
