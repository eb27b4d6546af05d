"""Which values of two articles are told of the same thing, and how they stand to each other.

A figure that stands in two articles says nothing by itself: "$13 billion" and "$5.6 billion" differ only if both are
the price of the same thing. Two values are tied when their sentences are likely to state the same fact and the words
around the values agree. Ties carry the whole ledger and every difference; precision comes before recall.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from aligner.model import DifferenceType, Mention, Normal, Relation, Sentence, Value
from aligner.similarity import Similarity
from aligner.speech import quote_ties, role_ties
from aligner.stance import stance_ties
from aligner.values import names, numbers

Pair = tuple[int, int]

_LINK = 0.4
"""How much the log-odds of two sentences weigh beside the context their values share."""
_LEAST = -0.4
"""The least sum of both for equal values to be told of the same thing."""
_LEAST_UNEQUAL = 0.1
"""The same for values that differ: precision before recall."""
_LEAST_CONTEXT = 0.3
_LEAST_DATE = -1.0
_DATE_CONTEXT = 0.15
_LOOSE_CONTEXT = 1.1
"""Two bare weekdays, or two years, mostly date two events: the words around them have to agree well."""
_SEVERAL_CONTEXT = 1.5
"""The same for unequal numbers where a sentence gives several of a kind: "72 percent versus 63 percent"."""
_SEVERAL_LINK = 2.0
"""Or the sentences, with a name beside both numbers, have to be this surely of one fact."""
_BESIDE = 0.8
"""The closeness of the words next to a value."""
_LEAST_UNDISCLOSED = -1.5
_NEAR = 1.05
_NEAR_BONUS = 0.6
"""Amounts within a twentieth of each other are rarely told of different things."""
TITLES = frozenset(
    "president senator minister secretary governor mayor judge general director chief king queen".split()
)
"""Words of names that many people bear."""
_ACROSS = 0.6
"""What a name or figure counts that two sentences of different languages share, beside a word next to both values."""
_AMOUNT_ACROSS = 1.2
"""The same of an amount of money that both tell exactly alike: two articles of one story rarely do so by chance."""
_NEARLY = 0.75
"""The share of the best partner's common context from which another partner is kept too."""
_SURE = 1.0
_ROUNDING = 1e-6
RATIO = 15.0
"""Amounts further apart than this are told of different things."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two mentions, in different articles, of one thing; ``a`` stands in the canonically earlier sentence."""

    type: DifferenceType
    a: Mention
    b: Mention
    relation: Relation
    strength: float
    ranges: tuple[tuple[float, float], tuple[float, float]] | None = None
    """The least and the most that each of two figures can mean."""


def find_ties(
    sentences: Sequence[Sentence], scored: Mapping[Pair, float], floor: float, similar: Similarity
) -> list[Tie]:
    """Every tie between two articles of a story, the strongest first.

    ``sentences`` are the story's news in canonical order, ``scored`` the log-odds of the pairs that may be one fact,
    those of all candidates from ``floor`` on; ``similar`` tells those of all others, which figures are looked for in,
    too.
    """
    found = [option.tie() for option in _best(list(_Pairing(sentences, scored, floor, similar).options()))]
    found += _name_ties(sentences)
    found += (Tie(*tie) for tie in quote_ties(sentences, similar.weight))
    found += (Tie(*tie) for tie in role_ties(sentences))
    found += (Tie(*tie) for tie in stance_ties(sentences, scored, similar.weight))
    return sorted(found, key=lambda t: -t.strength)  # stable: equally strong ties stay in canonical order


@dataclass(frozen=True, slots=True)
class _Option:
    """Two figures or dates that may be told of the same thing, with how much of their contexts agrees."""

    a: Sentence
    b: Sentence
    v: Value
    w: Value
    relation: Relation
    odds: float
    context: float

    @property
    def equal(self) -> bool:
        return self.relation in _EQUAL

    def tie(self) -> Tie:
        return Tie(
            self.v.type,
            mention(self.a, self.v),
            mention(self.b, self.w),
            self.relation,
            self.odds + self.context,
            ((self.v.low, self.v.high), (self.w.low, self.w.high)),
        )

    def is_outdone(self, most: float) -> bool:
        """Whether another partner's context agrees so much better that this one is told of something else."""
        return self.v.type is not DifferenceType.DATE and self.context < _NEARLY * most

    def sides(self) -> tuple[tuple[str, int, str], tuple[str, int, str]]:
        """Each value with the article of the other: the places where it may have at most one kind of partner."""
        return (self.a.id, self.v.start, self.b.source), (self.b.id, self.w.start, self.a.source)


_EQUAL = frozenset({Relation.SAME, Relation.FORM})
_Near = tuple[Value, Value, Relation, float]
"""Two related values and how much their contexts agree."""


class _Figure(NamedTuple):
    """A figure or date of a sentence, ready to be held against others."""

    value: Value
    number: int
    """What `values.Relations` knows it by."""
    near: Mapping[str, float]
    """The stems that stand near it, what it counts included, with their closeness."""
    weighed: Mapping[str, float]
    """The same, each times its weight in the story."""


def _rank(near: _Near) -> tuple[bool, float, int, int]:
    v, w, relation, context = near
    return relation not in _EQUAL, -context, v.start, w.start


class _Pairing:
    """The figures and dates of sentences paired off; what is known of one value is found once."""

    def __init__(
        self, sentences: Sequence[Sentence], scored: Mapping[Pair, float], floor: float, similar: Similarity
    ) -> None:
        self._sentences = sentences
        self._scored = scored
        self._floor = floor
        self._similar = similar
        self._proper = names.proper_words(sentences)
        self._known: dict[tuple[str, int], set[str]] = {}
        self._read: dict[int, list[_Figure]] = {}

    def options(self) -> Iterator[_Option]:
        """The pairs of values that may be told of the same thing, in canonical order."""
        valued = (n for n, held in enumerate(self._similar.values) if held)
        for i, j in sorted(self._similar.candidates(valued)):
            related = self._related(i, j)
            if related:
                yield from self._paired_off(i, j, related)

    def _related(self, i: int, j: int) -> list[tuple[_Figure, _Figure, Relation]]:
        """The figures and dates of two sentences that may be the same value, or differ."""
        between, there = self._similar.relations.between, self._figures(j)
        return [
            (one, other, relation)
            for one in self._figures(i)
            for other in there
            if (relation := between(one.number, other.number)) is not Relation.UNRELATED
        ]

    def _figures(self, index: int) -> list[_Figure]:
        if index not in self._read:
            similar = self._similar
            held = zip(similar.values[index], similar.numbered[index], strict=True)
            self._read[index] = [_figure(value, number, similar.weight) for value, (number, _) in held]
        return self._read[index]

    def _paired_off(self, i: int, j: int, related: Sequence[tuple[_Figure, _Figure, Relation]]) -> Iterator[_Option]:
        """Those of the related figures and dates of two sentences that may be told of the same thing."""
        a, b = self._sentences[i], self._sentences[j]
        least, near = -math.inf, []
        if a.language == b.language:
            near = [(one.value, other.value, relation, _context(one, other)) for one, other, relation in related]
            least = min([_asked(*found) for found in near])
        odds = self._likeness(i, j, least)
        if odds < least:
            return
        if a.language != b.language:
            near = [
                (one.value, other.value, relation, _known_in_common(a, one.value, b, other.value, self._similar))
                for one, other, relation in related
                if relation in _EQUAL or one.value.type is not DifferenceType.DATE or odds >= _SURE
            ]
        shared = [found for found in near if self._share_bearer(a, found[0], b, found[1], odds)]
        yield from self._best_first(a, b, shared, odds)

    def _likeness(self, i: int, j: int, least: float) -> float:
        """The likeness of two candidates; if that is less than ``least``, something else that is less."""
        known = self._scored.get((i, j))
        most = self._similar.at_one_place(i, j, self._floor if known is None else known)
        return self._similar.likeness(i, j) if known is None and most >= least else most

    def _best_first(self, a: Sentence, b: Sentence, near: Sequence[_Near], odds: float) -> Iterator[_Option]:
        """The same values first, then those whose contexts agree most; each is paired off once."""
        used_a: set[int] = set()
        used_b: set[int] = set()
        for v, w, relation, context in sorted(near, key=_rank) if len(near) > 1 else near:
            if v.start in used_a or w.start in used_b:
                continue
            used_a.add(v.start)
            used_b.add(w.start)
            if _is_tied(v, w, relation, odds, context) and not _other_time(a, b, v, relation):
                option = _Option(a, b, v, w, relation, odds, context)
                if option.equal or not self._is_ambiguous(option):
                    yield option

    def _share_bearer(self, a: Sentence, v: Value, b: Sentence, w: Value, odds: float) -> bool:
        """Whether two figures may be told of one bearer: not one of Bush and the other of the Clintons.

        A number that only one of the sentences gives a bearer needs sentences that surely state the same. Across
        languages the names both sentences have say it alone.
        """
        if v.type is DifferenceType.DATE or a.language != b.language:
            return True
        one, other = self._bearers(a, v), self._bearers(b, w)
        if one and other:
            return bool(one & other)
        return v.type is DifferenceType.MONEY or one == other or odds >= _SURE

    def _bearers(self, sentence: Sentence, value: Value) -> set[str]:
        """The stems of the names near a value; where there are none, of those in front of it in its sentence."""
        key = sentence.id, value.start
        if key not in self._known:
            self._known[key] = _bearers(sentence, value, self._proper)
        return self._known[key]

    def _is_ambiguous(self, option: _Option) -> bool:
        """Whether two unequal figures may well be two people's ages, or each one of several of a kind."""
        a, b, v, w = option.a, option.b, option.v, option.w
        if v.type is DifferenceType.DATE or "undisclosed" in {**(v.normal or {}), **(w.normal or {})}:
            return False
        bearers = self._bearers(a, v) & self._bearers(b, w)
        if v.unit == w.unit == numbers.AGE:
            return not any(min(v.context.get(name, 0.0), w.context.get(name, 0.0)) >= _BESIDE for name in bearers)
        if v.type is DifferenceType.MONEY and (option.relation is Relation.DETAIL or _ratio(v, w) <= _NEAR):
            return False
        if not (_is_one_of_several(v, a) or _is_one_of_several(w, b)):
            return False
        return option.context < _SEVERAL_CONTEXT and not (bearers and option.odds >= _SEVERAL_LINK)


def _figure(value: Value, number: int, weight: Callable[[str], float]) -> _Figure:
    near = {**dict.fromkeys(value.unit, 1.0), **value.context}
    return _Figure(value, number, near, {stem: weight(stem) * close for stem, close in near.items()})


def _context(v: _Figure, w: _Figure) -> float:
    """How much the words that stand near both values agree, what they count included (see `values.in_common`)."""
    weighed, near = v.weighed, w.near
    shared = weighed.keys() & near.keys()
    return sum([weighed[stem] * near[stem] for stem in sorted(shared)]) if shared else 0.0


def _known_in_common(a: Sentence, v: Value, b: Sentence, w: Value, similar: Similarity) -> float:
    """What stands in for the words around two values told in two languages: the sentences' other figures and names.

    What is no other language's has its language in front, and a figure that tells much stands for itself: see
    `aligner.mixed`.
    """
    one, other = (
        {
            t.stem
            for t in s.tokens
            if t.content and ":" not in t.stem and (t.stem.startswith("=") or not value.start <= t.start < value.end)
        }
        for s, value in ((a, v), (b, w))
    )
    return sum(_weight_across(stem) * similar.weight(stem) for stem in sorted(one & other))


def _weight_across(stem: str) -> float:
    return _AMOUNT_ACROSS if stem.startswith("=") and stem[-1].isalpha() else _ACROSS


def _bearers(sentence: Sentence, value: Value, proper: frozenset[str]) -> set[str]:
    """The stems of the names near a value; where there are none, of those in front of it in its sentence."""
    in_front: set[str] = set()
    near: set[str] = set()
    for name in sentence.values:
        if name.type is DifferenceType.NAME:
            stems = names.stems(sentence, name, (name.unit & proper) - TITLES)
            near |= stems & value.context.keys()
            in_front |= stems if name.start < value.start else set()
    return near or in_front


def _is_one_of_several(value: Value, sentence: Sentence) -> bool:
    """Whether its sentence tells other figures of a kind with a value: amounts, or numbers of one unit."""
    alike = (v for v in sentence.values if v.type is value.type and (v.unit & value.unit or v.unit == value.unit))
    return sum(1 for _ in alike) > 1


def _best(options: Sequence[_Option]) -> list[_Option]:
    """What is left when every value keeps, in each other article, only its best partners.

    Where the other article tells the same value, another value there is told of something else; else the figures whose
    contexts agree nearly as well as the best one's are kept.
    """
    same = {side for option in options if option.relation is Relation.SAME for side in option.sides()}
    most: dict[tuple[str, int, str], float] = {}
    for option in options:
        for side in option.sides():
            most[side] = max(most.get(side, 0.0), option.context)
    return [
        option
        for option in options
        if option.equal or not any(side in same or option.is_outdone(most[side]) for side in option.sides())
    ]


def _is_tied(v: Value, w: Value, relation: Relation, odds: float, context: float) -> bool:
    """Whether two values are told of the same thing, by their sentences' link and the words around them."""
    if relation in _EQUAL:
        return _LINK * odds + context >= _LEAST and (context > 0 or odds > 0)
    if v.type is DifferenceType.DATE:
        loose = relation is Relation.CONFLICT and not any(map(_is_calendar_day, (v, w)))
        return odds >= _LEAST_DATE and context >= (_LOOSE_CONTEXT if loose else _DATE_CONTEXT)
    if context < _LEAST_CONTEXT:
        return False
    if "undisclosed" in (v.normal or {}) or "undisclosed" in (w.normal or {}):
        return odds >= _LEAST_UNDISCLOSED
    ratio = _ratio(v, w)
    if relation is Relation.CONFLICT and ratio > RATIO:
        return False
    return _LINK * odds + context + (_NEAR_BONUS if ratio <= _NEAR else 0.0) >= _LEAST_UNEQUAL


def _asked(v: Value, w: Value, relation: Relation, context: float) -> float:
    """The least log-odds with which `_is_tied` can hold: a bound that spares looking at the sentences."""
    if relation in _EQUAL:
        return (_LEAST - context) / _LINK - _ROUNDING if context > 0 else 0.0
    if v.type is DifferenceType.DATE:
        return _LEAST_DATE if context >= _DATE_CONTEXT else math.inf
    if context < _LEAST_CONTEXT:
        return math.inf
    if "undisclosed" in (v.normal or {}) or "undisclosed" in (w.normal or {}):
        return _LEAST_UNDISCLOSED
    return (_LEAST_UNEQUAL - _NEAR_BONUS - context) / _LINK - _ROUNDING


def _is_calendar_day(date: Value) -> bool:
    """Whether the words themselves name a day of the calendar, not a weekday, a month or a year."""
    normal = date.normal or {}
    return normal.get("precision") == "day" and not normal.get("resolved")


def _ratio(v: Value, w: Value) -> float:
    """How many times the smaller figure goes into the larger, in a currency that both are told in if there is one."""
    one, other = _amounts(v.normal), _amounts(w.normal)
    shared = sorted(one.keys() & other.keys()) or [next(iter(one))]
    low, high = sorted((abs(one[shared[0]]), abs(other.get(shared[0], next(iter(other.values()))))))
    return high / low if low else float("inf")


def _amounts(normal: Normal | None) -> dict[str, float]:
    """A figure by its currency ("" for a number), the currency it is first told in first."""
    normal = normal or {}
    if "value" in normal:
        return {"": float(normal["value"])}
    told = [normal, normal["also"]] if "also" in normal else [normal]
    return {form["currency"]: float(form["amount"]) for form in told if "amount" in form}


def _other_time(a: Sentence, b: Sentence, value: Value, relation: Relation) -> bool:
    """Whether two sentences date their unequal figures differently: a rate in 2014 is not the rate of 2007 to 2014."""
    if value.type is DifferenceType.DATE or relation in _EQUAL:
        return False
    times = [{_time(v) for v in s.values if v.type is DifferenceType.DATE} - {""} for s in (a, b)]
    return bool(times[0] and times[1] and not times[0] & times[1])


def _time(value: Value) -> str:
    """The year or the years a date names, "last year" as it is written; empty for a date that names none."""
    date = str((value.normal or {}).get("date", ""))
    if value.normal is None and value.text.casefold().endswith("year"):
        return value.text.casefold()
    return date if "/" in date else date[:4] if date[:4].isdigit() else ""


def _name_ties(sentences: Sequence[Sentence]) -> Iterator[Tie]:
    variants = names.variants(sentences)
    holders = [
        (index, names.without_nationality(value), word)
        for index, sentence in enumerate(sentences)
        for value in sentence.values
        if value.type is DifferenceType.NAME
        for word in sorted(value.unit & variants.keys())
    ]
    by_word: dict[str, list[int]] = {}
    for n, (_, _, word) in enumerate(holders):
        by_word.setdefault(word, []).append(n)
    for n, (i, v, word) in enumerate(holders):
        behind = (
            by_word[other][bisect_right(by_word[other], n) :] for other in (word, *variants[word]) if other in by_word
        )
        for m in sorted(chain.from_iterable(behind)):
            j, w, other = holders[m]
            a, b = sentences[i], sentences[j]
            if a.source != b.source:
                relation = Relation.SAME if other == word else Relation.CONFLICT
                yield Tie(DifferenceType.NAME, mention(a, v), mention(b, w), relation, 1.0)


def mention(sentence: Sentence, value: Value) -> Mention:
    """A value with its evidence."""
    return Mention(sentence.source, sentence.id, value.start, value.end, value.text, value.normal)
