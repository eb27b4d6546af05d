"""What a sentence states that can be compared: found once, normalised, and compared by one call."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from aligner.characters import Plain, flatten
from aligner.languages import ENGLISH, Language
from aligner.model import DifferenceType, Relation, Span, Token, Value
from aligner.tokens import is_content, tokenise
from aligner.values import certainty, cues, dates, money, names, numbers

COMPARED = frozenset({DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE})
"""The types whose values `compare` relates to each other."""

_MOST = 60
"""How many values of a sentence are compared: what holds more is a table, and pairs of them would be millions."""
_REACH = 6
"""How many content words to either side of a value are its context."""
_FARTHEST = 40
"""How many tokens to either side are looked at for them."""
_Passage = TypeVar("_Passage", Token, Value)
_BREAKS_BEFORE = frozenset(";—–")
_BREAKS_AFTER = frozenset(";:—–,")
_CONJUNCTIONS = frozenset({"and", "but", "while"})
"""What also ends a figure's own phrase in English."""


def find_values(
    text: str, start: int, end: int, tokens: Sequence[Token], published: str | None, language: Language = ENGLISH
) -> tuple[Value, ...]:
    """The amounts, dates, numbers, names and marks in ``text[start:end]``, in reading order, each with its context.

    ``tokens`` are those of ``text[start:end]``. ``published`` is the article's own date (ISO 8601, a day) or None;
    relative dates are fixed only by it. Values of one type never overlap, and no figure lies in another's words; the
    marks of certainty and negation may lie in each other's and in a figure's. Certainty is found in English only.
    """
    spelt = flatten(text, start, end)
    if spelt is not None:
        plain = tokenise(spelt.text, language=language)
        found = find_values(spelt.text, 0, len(spelt.text), plain, published, language) if plain else ()
        return tuple(_restored(value, text, spelt) for value in found)
    figures = _figures(text, start, end, tokens, published, language)
    values = _with_contexts(figures, tokens, language)
    values += names.find(_apart(tokens, values), text, language)  # of "Monday Brandt" only Brandt
    lexicon = certainty.lexicon_of(language)
    if lexicon is not None:
        absent = [Span(v.start, v.end) for v in figures if "undisclosed" in (v.normal or {})]
        values += _with_contexts(certainty.find(text, tokens, absent, lexicon), tokens, language)
    return tuple(sorted(values, key=lambda v: v.start))


def _figures(
    text: str, start: int, end: int, tokens: Sequence[Token], published: str | None, language: Language
) -> list[Value]:
    """The amounts, dates and numbers of a passage, in reading order."""
    if language is not ENGLISH:
        from aligner.values import local  # hundreds of patterns, which a story in English never needs

        return local.find(text, start, end, tokens, _day(published), language)
    held = cues.held_folded(text[start:end])
    found = money.find(text, start, end, held)
    found += _apart(dates.find(text, start, end, _day(published), held), found)
    found += numbers.find(text, start, end, tokens, [Span(value.start, value.end) for value in found], held)
    return sorted(found, key=lambda v: v.start)


def _restored(value: Value, text: str, spelt: Plain) -> Value:
    """A value of a passage's plain spelling where it stands in the text; its normal form stays the plain one."""
    start, end = spelt.start(value.start), spelt.end(value.end)
    return replace(value, start=start, end=end, text=text[start:end])


def comparable(values: Iterable[Value], types: frozenset[DifferenceType] = COMPARED) -> list[Value]:
    """Those of a sentence's values that are of ``types``, no more of them than anybody can read."""
    return [value for value in values if value.type in types][:_MOST]


def in_common(near: Mapping[str, float], nigh: Mapping[str, float], weight: Callable[[str], float]) -> float:
    """How much two contexts agree: the ``weight`` of each shared stem, the less the further away it stands."""
    return sum(weight(stem) * near[stem] * nigh[stem] for stem in sorted(near.keys() & nigh.keys()))


def compare(a: Value, b: Value, rates: money.Rates) -> Relation:
    """How two figures or dates stand to each other; values of other types are unrelated, and so are different types.

    ``rates``: see `money.rates`.
    """
    if a.type != b.type or a.type not in COMPARED:
        return Relation.UNRELATED
    if a.type is DifferenceType.MONEY:
        return money.compare(a, b, rates)
    if a.type is DifferenceType.NUMBER:
        return numbers.compare(a, b)
    return dates.compare(a.normal, b.normal)


class Relations:
    """How the figures and dates of one story stand to each other, each two of a kind compared once.

    Values are known by numbers: those that compare alike with everything have one.
    """

    def __init__(self, rates: money.Rates) -> None:
        self._rates = rates
        self._numbers: dict[Hashable, int] = {}
        self._examples: list[Value] = []
        self._found: dict[tuple[int, int], Relation] = {}

    def number(self, value: Value) -> int:
        """The number of a value."""
        key = value.type, value.low, value.high, value.unit, repr(value.normal)
        if key not in self._numbers:
            self._numbers[key] = len(self._examples)
            self._examples.append(value)
        return self._numbers[key]

    def between(self, a: int, b: int) -> Relation:
        """How two values stand to each other (see `compare`), by their numbers."""
        pair = (a, b) if a < b else (b, a)
        found = self._found.get(pair)
        if found is None:
            found = self._found[pair] = compare(self._examples[a], self._examples[b], self._rates)
        return found


@lru_cache(maxsize=64)  # asked for every sentence of an article
def _day(published: str | None) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(published or "")
    except ValueError:  # a month, a year, nothing: no day to count from
        return None
    return day if dt.MINYEAR < day.year < dt.MAXYEAR else None  # there is a year before it, and one after


def _apart(passages: Sequence[_Passage], others: Sequence[Value]) -> Sequence[_Passage]:
    """Those of ``passages``, given in reading order, that share no character with any of ``others``."""
    if not others:
        return passages
    kept: list[_Passage] = []
    spans = deque(sorted((other.start, other.end) for other in others))
    for passage in passages:
        while spans and spans[0][1] <= passage.start:
            spans.popleft()
        if not spans or spans[0][0] >= passage.end:
            kept.append(passage)
    return kept


def _with_contexts(figures: Sequence[Value], tokens: Sequence[Token], language: Language) -> list[Value]:
    """The figures of a sentence, in reading order, with the stems that say what each is told of.

    The context reaches back to the figure of the same type before it, and on to the end of the figure's own phrase.
    """
    if not figures:
        return []
    breaks = _BREAKS_AFTER | _CONJUNCTIONS if language is ENGLISH else _BREAKS_AFTER
    starts = [token.start for token in tokens]
    floors: dict[DifferenceType, int] = {}
    done = []
    for value in figures:
        first = bisect_left(starts, floors.get(value.type, 0))
        here, after = bisect_left(starts, value.start), bisect_left(starts, value.end)
        floors[value.type] = value.end
        context = _context(tokens, first, here, after, breaks)
        told = value.type, value.start, value.end, value.text, value.normal, value.low, value.high, value.unit
        done.append(Value(*told, context))  # in a third of the time of `replace`
    return done


def _context(tokens: Sequence[Token], first: int, here: int, after: int, breaks: frozenset[str]) -> dict[str, float]:
    """The stems of ``tokens[first:here]`` and of the tokens from ``after`` on, the nearest ones, with their closeness.

    A value that opens its sentence ("On Monday, ...") is told of the main clause behind the comma.
    """
    before = _stems((tokens[n] for n in range(here - 1, max(first, here - _FARTHEST) - 1, -1)), _BREAKS_BEFORE)
    if not before and after < len(tokens) and tokens[after].text in {",", ":"}:
        after += 1
    behind = _stems(tokens[after : after + _FARTHEST], breaks)
    return {stem: max(before.get(stem, 0.0), behind.get(stem, 0.0)) for stem in sorted(before.keys() | behind.keys())}


def _stems(tokens: Iterable[Token], breaks: frozenset[str]) -> dict[str, float]:
    """The first content stems of ``tokens``, up to a break, each with its closeness."""
    stems: dict[str, float] = {}
    for token in tokens:
        if token.text in breaks or len(stems) == _REACH:
            break
        if is_content(token) and not token.text[0].isdigit():
            stems.setdefault(token.stem, 1 - len(stems) / _REACH)
    return stems
