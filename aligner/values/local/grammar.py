"""The grammar of written figures in a language's own words: digits with their separators, scales, words, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from aligner.languages import Language
from aligner.languages.language import Figures
from aligner.values import figures
from aligner.values.figures import Figure

NEVER = r"(?!)"
"""A pattern that matches nothing: for what a language has no words for."""
END = r"(?![^\W\d_])"
"""No letter follows: the word ends, whatever mark stands behind it."""

# Groups of three parted by spaces or apostrophes, or whatever full stops and commas may mean. Not "27.2.2024".
_DIGITS = (
    r"(?:[0-9]{1,3}(?:[ \u00a0'’][0-9]{3}){1,4}(?![0-9])(?:[.,][0-9]{1,9})?"
    r"|[0-9]{1,15}(?:[.,][0-9]{3}){0,4}(?:[.,][0-9]{1,9})?)(?![.,]?[0-9])"
)
_MILLION = 1e6
"""Scales below it also stand alone: "mil personas", "cent personnes"."""


class Grammar:
    """What of figures is made of a language's words, as patterns to compile whatever the case."""

    def __init__(self, language: Language) -> None:
        self.own = language.figures
        own = self.own or Figures()
        self.scales = {_folded(word): worth for word, worth in own.scales.items()}
        self.words = {_folded(word): worth for word, worth in own.words.items()}
        self.modifier = (
            rf"\b(?:(?P<about>{own.about or NEVER})|(?P<almost>{own.almost or NEVER})|(?P<below>{own.below or NEVER})"
            rf"|(?P<above>{own.above or NEVER}))(?:\s+|(?<=['’]))"
        )
        self.figure = _figure(own)
        self._vague = {re.compile(pattern, re.IGNORECASE): bounds for pattern, bounds in own.vague.items()}
        self._half = re.compile(rf"\s+[^\W\d_]+\s+(?:{own.half or NEVER}){END}", re.IGNORECASE)
        self._to = re.compile(rf"\s?[-–—]\s?|\s+(?:{own.to or NEVER})\s+", re.IGNORECASE)
        self._both = re.compile(rf"\s+(?:{own.both or NEVER})\s+", re.IGNORECASE)
        self._between = re.compile(rf"\b(?:{own.between or NEVER})\s+\Z", re.IGNORECASE)
        self._comma = own.decimal_comma if self.own is not None else None
        self._short = {word.casefold(): worth for word, worth in own.short.items()}

    def read(self, match: re.Match[str], scale_hint: float = 1.0) -> Figure:
        """The figure of a match of ``figure``. ``scale_hint`` multiplies bare digits ("19 bis 22 Millionen")."""
        if match["vague"]:
            bounds = next(b for pattern, b in self._vague.items() if pattern.fullmatch(match["vague"]))
            return Figure(*((bounds[0], *bounds) if bounds[1] > 1.5 * bounds[0] else _middle(bounds)), True)
        if match["digits"]:
            digits = decimal(match["digits"], self._comma)
            own = self.scale(match)
            scale = own if own > 1 else scale_hint
            decimals = len(digits.partition(".")[2])
            amount = float(digits) * scale
            precision = scale * 10.0**-decimals if scale > 1 or decimals else figures.trailing(digits)
        else:
            amount, precision = self._spelled(match["words"])
            scale = max(precision, 1.0)
            if precision == 0 and scale_hint > 1:
                amount, precision = amount * scale_hint, scale_hint
        if match["half"]:
            amount, precision = amount + scale / 2, scale / 10
        return Figure(amount, amount - precision / 2, amount + precision / 2, False)

    def scale(self, match: re.Match[str]) -> float:
        """The scale that a match is written with: 1e6 for "3 Mio.", 1.0 for "3"."""
        if match["short"]:
            return self._short[match["short"].rstrip(".").casefold()]
        scale = 1.0
        for word in re.split(r"[\s-]+", match["scale"] or ""):
            scale *= self.scales.get(_folded(word), 1.0)
        return scale

    def is_and_a_half(self, text: str, end: int) -> bool:
        """Whether one half is added behind what is counted: "quatorze kilomètres et demi"."""
        return self._half.match(text, end) is not None

    def is_range(self, text: str, start: int, first: re.Match[str], second: re.Match[str]) -> bool:
        """Whether two figures are the ends of a range, by the words and marks that join them."""
        joint = text[first.end() : second.start()]
        if self._both.fullmatch(joint):
            return bool(self._between.search(text, max(start, first.start() - 20), first.start()))
        return bool(self._to.fullmatch(joint))

    def _spelled(self, words: str) -> tuple[float, float]:
        """Amount and rounding of a number in words: "zwei Millionen" is told in millions, "zwölf" exactly."""
        total = thousands = current = least = 0.0
        for word in self._parts(words):
            worth = self.scales.get(word)
            if worth is None:
                current, least = current + self.words.get(word, 0.0), 0.0
                continue
            least = worth * (least if least > 1 else 1.0)
            if worth >= _MILLION:  # of "cinco mil millones" and "mil cien millones" all of it is millions
                total, thousands, current = total + max(thousands + current, 1.0) * worth, 0.0, 0.0
            elif worth >= 1e3:  # of "deux cent mille" the hundreds are thousands
                thousands, current = thousands + max(current, 1.0) * worth, 0.0
            else:
                current = max(current, 1.0) * worth
        return total + thousands + current, least

    def _parts(self, words: str) -> Iterable[str]:
        """Number words, those of several words ("treinta y dos") kept together."""
        left = _folded(words).replace("\u00a0", " ").split(" ")
        while left:
            size = next((n for n in (3, 2) if " ".join(left[:n]) in self.words), 1)
            part = " ".join(left[:size])
            if part in self.words or part in self.scales:
                yield part
            else:
                yield from part.split("-")
            left = left[size:]


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language, made once."""
    return Grammar(language)


def decimal(digits: str, comma: bool | None) -> str:
    """A figure in digits as float() reads it. ``comma`` says that the language writes decimals with one, None unknown.

    >>> [decimal("1.234,5", True), decimal("1 234", True), decimal("16,3", True), decimal("16.3", True)]
    ['1234.5', '1234', '16.3', '16.3']
    """
    bare = re.sub(r"[ \u00a0'’]", "", digits)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return bare
    last = marks[-1]
    whole, _, rest = bare.rpartition(last)
    single = marks.count(last) == 1
    if len(marks) > 1:
        parted = single and len(set(marks)) > 1
    else:
        grouped = len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0"
        parted = not grouped if comma is None else (last == ("," if comma else ".")) or not grouped
    if not parted:
        return re.sub(r"[.,]", "", bare)
    return f"{re.sub(r'[.,]', '', whole)}.{rest}"


def either(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first; spaces in them may be any white space."""
    chosen = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in chosen) or NEVER


def patterns(given: Sequence[str]) -> str:
    """A pattern of any of some patterns."""
    return "|".join(f"(?:{pattern})" for pattern in given) or NEVER


def _figure(own: Figures) -> str:
    scale = rf"(?:{either(own.scales)}){END}"
    hundreds = rf"(?:{either(word for word, worth in own.words.items() if 100 <= worth < 1000)})[\s-]"
    word = rf"(?:{hundreds})?(?:{either(own.words)})(?!\w)"
    more = rf"(?:{hundreds})?(?:{either(word for word, worth in own.words.items() if worth > 1)})(?!\w)"
    small = rf"(?:{either(w for w, worth in own.scales.items() if worth < _MILLION)}){END}"
    short = rf"(?-i:{either(own.short)})\.?{END}"
    # A number goes on behind a scale: "dos mil trescientos cincuenta"; two numbers in a row are two ("zwei, drei").
    words = rf"(?:{word}[\s-]{scale}|{small})(?:[\s-]{scale}|[\s-]{word}(?=[\s-]{scale})|[\s-]{more})*|{word}"
    return (
        rf"(?:(?:(?P<digits>(?<![0-9.,]){_DIGITS})(?:[\s-]?(?P<scale>{scale}(?:\s+{scale})?)|\s?(?P<short>{short}))?"
        rf"|(?P<vague>\b(?:{patterns(list(own.vague))}){END})"
        rf"|(?P<words>\b(?:{words})))(?:\s+(?P<half>{own.half or NEVER}){END})?)"
    )


def _middle(bounds: tuple[float, float]) -> tuple[float, float, float]:
    return (bounds[0] + bounds[1]) / 2, *bounds


def _folded(word: str) -> str:
    return re.sub(r"\s+", " ", word.casefold())
