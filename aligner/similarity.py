"""How strongly two sentences of different articles state the same fact, and why.

A logistic of a few lexical features whose weights were fitted on other stories (see ``WEIGHTS``). Inverse document
frequencies come from the story's own sentences: everything in a story is on topic, so what tells its facts apart is
what is rare *inside* it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from aligner import values
from aligner.characters import plain
from aligner.model import DifferenceType, Kind, Relation, Sentence, Token
from aligner.tokens import is_content, within
from aligner.values.money import Rates

Vector = Mapping[str, float]


class Features(NamedTuple):
    """What is measured of a pair of sentences."""

    char: float
    """Cosine of TF-IDF character 4-grams inside words: inflections, compounds, words glued by bad scraping."""
    number: float
    """Same amounts, numbers and dates: 1 an amount, .8 after conversion, .5 each number or date, at most 1.5."""
    context: float
    """Cosine of TF-IDF stems after adding CARRY of the previous sentence's: what "the deal" and "it" stand for."""
    shared: float
    """ln(1 + summed idf of the shared stems): two rare words in common count, however long the sentences are."""
    distance: float
    """How far apart the two stand in their articles, 0 (same place) to 1 (first and last): a weak prior.

    A headline stands for its whole article: 0 with any sentence.
    """


class Weights(NamedTuple):
    """A logistic: ``bias`` plus one weight for each of the features."""

    bias: float
    features: Features


WEIGHTS = Weights(-5.44, Features(11.20, 1.66, 1.78, 1.79, -2.67))
"""Fitted on spark_hub, spark_cross and scufusion by ``python -m tests.benchmarks.fit``; never on the seeds."""

PRIOR = 20
"""How many sentences without any of the story's words the inverse document frequencies count besides its own."""
CARRY = 0.4
"""How much of the previous sentence a sentence carries along as its context."""
_LEAST_CONTEXT = 0.08
"""Pairs below this cosine of stems, with their contexts, are not scored at all ..."""
_LEAST_OWN = 0.06
"""... nor are those of whose cosine their own telling stems make up less than this."""
_COMMON = 100
_COMMON_SHARE = 0.02
"""A stem is not telling that more sentences than this, and more than this share of them, have."""
_MOST_NUMBER = 1.5
_CONVERTED = 0.8
_BLOCK = 512
_ROUNDING = 1e-6
"""How far a bound may be off for the rounding of its sums."""
_MOST_REASONS = 6


class _Grams(NamedTuple):
    """The character 4-grams of a sentence by number, those that no other sentence has left out, ready for a cosine."""

    kinds: tuple[int, ...]
    often: Mapping[int, float]
    """1 + ln(count) of those that stand in it more than once; of all others it is 1."""
    norm: float


class Similarity:
    """Scores pairs of sentences of one story. Immutable once made; every answer is symmetric in its two sentences."""

    def __init__(self, sentences: Sequence[Sentence], rates: Rates | None = None) -> None:
        """Weigh the words of ``sentences`` (one story's news, in reading order within each source)."""
        self.sentences = sentences = tuple(sentences)
        content = [[token for token in s.tokens if is_content(token)] for s in self.sentences]
        stems = [Counter([token.stem for token in tokens]) for tokens in content]
        held = _held(stems)
        self._idf = _idf(held, len(stems))
        self._weights = [_stem_weights(s, tokens, self._idf) for s, tokens in zip(self.sentences, content, strict=True)]
        numbers = {stem: number for number, stem in enumerate(self._idf)}
        self._stems = [tuple(map(numbers.__getitem__, weights)) for weights in self._weights]
        weighted = [_weigh(counts, weights) for counts, weights in zip(stems, self._weights, strict=True)]
        carried = _carried(weighted, self.sentences)
        self._context = [_unit(vector) for vector in carried]
        most = max(_COMMON, _COMMON_SHARE * len(stems))
        self._common = frozenset(stem for stem, count in held.items() if count > most)
        # Nothing that is kept here refers back to this object: it goes as soon as nobody needs it.
        self._telling = [self._told_by(index) for index in range(len(stems))]
        self._grams = _GramSpace(self.sentences)
        self.values = [values.comparable(s.values) for s in self.sentences]
        self.relations = values.Relations(rates or {})
        self.numbered = [
            [(self.relations.number(v), 1.0 if v.type is DifferenceType.MONEY else 0.5) for v in held]
            for held in self.values
        ]
        self._worth = [min(math.fsum(most for _, most in held), _MOST_NUMBER) for held in self.numbered]
        self._spellings = cache(lambda index: _spellings(sentences[index]))
        self.places = _places(self.sentences)
        self._is_headline = [sentence.kind is Kind.HEADLINE for sentence in self.sentences]

    def scored(self, least: float) -> dict[tuple[int, int], float]:
        """The log-odds of every candidate that has at least ``least``.

        What a pair cannot reach is seen from bounds that cost little, so that most pairs are never scored in full.
        """
        found: dict[tuple[int, int], float] = {}
        near = self._near()
        # By blocks, not one by one: what each of the two steps reads stays in the processor's caches meanwhile.
        while block := list(islice(near, _BLOCK)):
            for j, others in block:
                found.update(((min(i, j), max(i, j)), odds) for i, odds in self._reaching(j, others, least))
        return found

    def candidates(self, among: Iterable[int] | None = None) -> Iterator[tuple[int, int]]:
        """Pairs of indices (i < j) of sentences of different sources that share enough to be worth scoring.

        ``among`` are the sentences that are asked about, all if None.
        """
        for j, near in self._near(among):
            for i, _ in self._candidates_beside(j, near):
                yield min(i, j), max(i, j)

    def _near(self, among: Iterable[int] | None = None) -> Iterator[tuple[int, list[int]]]:
        """Each sentence with those of the sources before it that have telling stems in common with it.

        Stems of their own, that is, not of what comes before them (see `_told_by`). Found through an inverted index.
        """
        indices = range(len(self.sentences)) if among is None else sorted(among)
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for source in dict.fromkeys(self.sentences[index].source for index in indices):
            own = [(j, self._telling[j]) for j in indices if self.sentences[j].source == source]
            for j, vector in own:
                dots: dict[int, float] = defaultdict(float)
                for stem, weight in vector:
                    for i, other in postings[stem]:
                        dots[i] += weight * other
                yield j, [i for i, dot in dots.items() if dot >= _LEAST_OWN]
            for j, vector in own:
                for stem, weight in vector:
                    postings[stem].append((j, weight))

    def _reaching(self, j: int, near: Iterable[int], least: float) -> Iterator[tuple[int, float]]:
        """Those of ``near`` that are candidates beside j and have so much, with their log-odds.

        What costs little comes first, and what it leaves no hope for is not looked at again.
        """
        bias, weight = WEIGHTS
        pairs = list(self._candidates_beside(j, near))
        others = [i for i, _ in pairs]
        bounds = zip(pairs, self._grams.cosines(j, others), self._shared_at_most(j, others), strict=True)
        places, is_headline, worth = self.places, self._is_headline, self._worth  # a million pairs ask for them
        for (i, context), char, shared in bounds:
            distance = 0.0 if is_headline[i] or is_headline[j] else abs(places[i] - places[j])
            known = bias + weight.context * context + weight.distance * distance
            known += weight.char * char + weight.shared * shared + _ROUNDING
            if known < least and known + weight.number * min(worth[i], worth[j]) < least:
                continue
            number = self._number(i, j)
            if known + weight.number * number < least:
                continue
            features = Features(self._grams.cosine(i, j), number, context, self._shared(i, j), distance)
            odds = log_odds(WEIGHTS, features)
            if odds >= least:
                yield i, odds

    def _candidates_beside(self, j: int, near: Iterable[int]) -> Iterator[tuple[int, float]]:
        """Those of ``near`` that are candidates beside j, with the cosine of their contexts."""
        here = self._context[j]
        stems = here.keys()
        for i in near:
            there = self._context[i]
            context = math.fsum([here[stem] * there[stem] for stem in stems & there.keys()])
            if context >= _LEAST_CONTEXT:
                yield i, context

    def _told_by(self, index: int) -> list[tuple[str, float]]:
        """A sentence's own stems, without the common ones, with their weight in its context.

        Those of the sentence before stand in for one that has none: "So be it."
        """
        context = self._context[index]
        return [(stem, context[stem]) for stem in self._weights[index] or context if stem not in self._common]

    def features(self, i: int, j: int) -> Features:
        """What is measured of the i-th and the j-th sentence together."""
        return Features(
            char=self._grams.cosine(i, j),
            number=self._number(i, j),
            context=_dot(self._context[i], self._context[j]),
            shared=self._shared(i, j),
            distance=self._distance(i, j),
        )

    def _number(self, i: int, j: int) -> float:
        """How much their figures and dates coincide: 1 for an amount, .8 converted, .5 for a number or a date.

        What one sentence tells twice and the other once counts once.
        """
        one, other = self.numbered[i], self.numbered[j]
        if not (one and other):
            return 0.0
        between = self.relations.between
        relations = [[between(a, b) for b, _ in other] for a, _ in one]
        here, there = _coinciding(one, relations), _coinciding(other, zip(*relations, strict=True))
        return min(here, there, _MOST_NUMBER)

    def _shared(self, i: int, j: int) -> float:
        a, b = self._weights[i], self._weights[j]
        return math.log1p(math.fsum([min(a[stem], b[stem]) for stem in a.keys() & b.keys()]))

    def _shared_at_most(self, j: int, others: Iterable[int]) -> list[float]:
        """Bounds on what the j-th sentence and others share: a name may weigh less in the other one."""
        laid = [0.0] * len(self._idf)
        for number, weight in zip(self._stems[j], self._weights[j].values(), strict=True):
            laid[number] = weight
        sums = (sum(map(laid.__getitem__, self._stems[i])) for i in others)
        return list(map(math.log1p, sums))

    def score(self, i: int, j: int) -> float:
        """How surely the i-th and the j-th sentence state the same fact, as log-odds."""
        return log_odds(WEIGHTS, self.features(i, j))

    def likeness(self, i: int, j: int) -> float:
        """What the ``score`` of two sentences would be if both stood at the same place of their articles."""
        return self.at_one_place(i, j, self.score(j, i))

    def at_one_place(self, i: int, j: int, odds: float) -> float:
        """What log-odds of two sentences would be if both stood at the same place of their articles."""
        return odds - WEIGHTS.features.distance * self._distance(i, j)

    def _distance(self, i: int, j: int) -> float:
        if self._is_headline[i] or self._is_headline[j]:
            return 0.0
        return abs(self.places[i] - self.places[j])

    def why(self, i: int, j: int) -> tuple[str, ...]:
        """The words and values that the i-th and the j-th sentence share, the weightiest first, as they are written.

        Words written differently are joined by a tilde: ``examine~examining``.
        """
        left, right = self._spellings(i), self._spellings(j)
        shared = sorted(left.keys() & right.keys(), key=lambda stem: (-self._idf[stem], stem))
        reasons = [
            left[stem] if left[stem].casefold() == right[stem].casefold() else f"{left[stem]}~{right[stem]}"
            for stem in shared[:_MOST_REASONS]
        ]
        return (*self._shared_values(i, j), *reasons)

    def _shared_values(self, i: int, j: int) -> Iterator[str]:
        for value, (one, _) in zip(self.values[i], self.numbered[i], strict=True):
            for other, (number, _) in zip(self.values[j], self.numbered[j], strict=True):
                relation = self.relations.between(one, number)
                if relation in (Relation.SAME, Relation.FORM) and value.normal:
                    yield value.text if value.text == other.text else f"{value.text} = {other.text}"
                    break

    def weight(self, stem: str) -> float:
        """The idf of a stem in this story, 0.0 for one that it does not have."""
        return self._idf.get(stem, 0.0)


def _coinciding(numbered: Iterable[tuple[int, float]], relations: Iterable[Sequence[Relation]]) -> float:
    """How much the figures of one sentence coincide with another's, from how each stands to all of those."""
    total = 0.0
    for (_, most), found in zip(numbered, relations, strict=True):
        if Relation.SAME in found:
            total += most
        elif Relation.FORM in found:
            total += min(most, _CONVERTED)
    return total


def log_odds(weights: Weights, features: Features) -> float:
    """The log-odds that a logistic gives to features."""
    return weights.bias + math.fsum(w * x for w, x in zip(weights.features, features, strict=True))


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-700.0, odds)))


def odds(chance: float) -> float:
    """The log-odds of a probability; 0.0 and 1.0 become very small and very large."""
    return math.log(max(chance, 1e-12) / max(1 - chance, 1e-12))


class _GramSpace:
    """The TF-IDF character 4-grams of a story's sentences."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counted = [_grams(sentence) for sentence in sentences]
        held = _held(counted)
        squares = {gram: idf**2 for gram, idf in _idf(held, len(counted)).items()}
        # Only what several sentences have can be shared; the others count for the norms alone.
        common = [gram for gram, count in held.items() if count > 1]
        numbers = {gram: number for number, gram in enumerate(common)}
        self._squares = [squares[gram] for gram in common]
        self._vectors = [_vector(counts, squares, numbers) for counts in counted]
        vectors = self._vectors
        # One sentence is compared with many, one after the other.
        self._kinds = lru_cache(maxsize=8)(lambda index: frozenset(vectors[index].kinds))

    def cosine(self, i: int, j: int) -> float:
        """The cosine of the i-th and the j-th sentence."""
        a, b, squares = self._vectors[i], self._vectors[j], self._squares
        shared = self._kinds(j).intersection(a.kinds)
        if not shared:
            return 0.0
        # Nearly all factors are 1: what is more is added, so that the sum is one pass without a look-up.
        more = [squares[g] * (n * b.often.get(g, 1.0) - 1.0) for g, n in a.often.items() if g in shared]
        more += [squares[g] * (n - 1.0) for g, n in b.often.items() if g in shared and g not in a.often]
        return (math.fsum(map(squares.__getitem__, shared)) + math.fsum(more)) / (a.norm * b.norm)

    def cosines(self, j: int, others: Iterable[int]) -> list[float]:
        """The cosines of the j-th sentence and others, but for the rounding of their sums.

        The one is laid out with a place for every kind there is: each sum is then one pass over the kinds of the other.
        """
        here = self._vectors[j]
        laid = [0.0] * len(self._squares)
        for kind in here.kinds:
            laid[kind] = self._squares[kind]
        for kind, times in here.often.items():
            laid[kind] *= times
        weight, found = laid.__getitem__, []
        for i in others:
            kinds, often, norm = self._vectors[i]
            total = sum(map(weight, kinds))
            for kind, times in often.items():
                total += laid[kind] * (times - 1.0)
            found.append(total / (here.norm * norm) if total else 0.0)
        return found


def _vector(counts: Counter[str], squares: Mapping[str, float], numbers: Mapping[str, int]) -> _Grams:
    """A sentence's 4-grams. ``squares`` tells the squared idf of each, ``numbers`` the number of a common one."""
    often = {gram: 1 + math.log(count) for gram, count in counts.items() if count > 1}
    weighed = [squares[gram] for gram in counts if gram not in often]
    weighed += [squares[gram] * times**2 for gram, times in often.items()]
    return _Grams(
        kinds=tuple([numbers[gram] for gram in counts if gram in numbers]),
        often={numbers[gram]: times for gram, times in often.items() if gram in numbers},
        norm=math.sqrt(math.fsum(weighed)),
    )


def _grams(sentence: Sentence) -> Counter[str]:
    # Of a word that is no other language's, its language stands in front of its stem.
    words = ((token.text, token.stem.rpartition(":")[0]) for token in sentence.tokens if token.stem)
    return Counter(chain.from_iterable(_grams_of(*word) for word in words))


@lru_cache(maxsize=1 << 14)  # a story says its words again and again
def _grams_of(text: str, scope: str) -> tuple[str, ...]:
    word = f" {plain(text).casefold()} "
    grams = [word[k : k + 4] for k in range(max(1, len(word) - 3))]
    return tuple([f"{scope}:{gram}" for gram in grams] if scope else grams)


def _held(documents: Iterable[Counter[str]]) -> Counter[str]:
    """In how many sentences each term stands."""
    frequency: Counter[str] = Counter()
    for counts in documents:
        frequency.update(counts.keys())
    return frequency


def _idf(held: Mapping[str, int], sentences: int) -> dict[str, float]:
    """(ln((N + 1) / df) + .5) / ln(N + 1), N counting PRIOR sentences more: rare words about 1, common ones a little.

    In a story of few sentences a word that stands in three of them is not yet common; the prior keeps it from being so.
    """
    total = sentences + PRIOR + 1
    idf = {count: (math.log(total / count) + 0.5) / math.log(total) for count in set(held.values())}
    return {term: idf[count] for term, count in held.items()}


def _stem_weights(sentence: Sentence, content: Sequence[Token], idf: Mapping[str, float]) -> dict[str, float]:
    """What each stem of these content words of a sentence tells: its idf, but a name no more than its commonest word.

    "Prime Minister Benjamin Netanyahu" is one mention of someone whom half the story is about, not four coincidences.
    """
    told = {t.stem: idf[t.stem] for t in content}
    for name in sentence.values:
        if name.type is DifferenceType.NAME:
            stems = [t.stem for t in within(content, name.start, name.end)]
            told |= dict.fromkeys(stems, min((idf[stem] for stem in stems), default=0.0))
    return told


def _weigh(counts: Counter[str], idf: Mapping[str, float]) -> dict[str, float]:
    return {term: (1 + math.log(count)) * idf[term] for term, count in counts.items()}


def _carried(vectors: Sequence[Vector], sentences: Sequence[Sentence]) -> list[dict[str, float]]:
    carried = []
    for index, vector in enumerate(vectors):
        total = dict(vector)
        if index and sentences[index - 1].source == sentences[index].source:
            for stem, weight in vectors[index - 1].items():
                total[stem] = total.get(stem, 0.0) + CARRY * weight
        carried.append(total)
    return carried


def _places(sentences: Sequence[Sentence]) -> list[float]:
    """Where each sentence stands among those of its article, 0.0 the first and 1.0 the last."""
    lengths = Counter(s.source for s in sentences)
    seen: Counter[str] = Counter()
    places = []
    for sentence in sentences:
        places.append(seen[sentence.source] / max(1, lengths[sentence.source] - 1))
        seen[sentence.source] += 1
    return places


def _spellings(sentence: Sentence) -> dict[str, str]:
    """The first spelling of each content stem of a sentence."""
    spellings: dict[str, str] = {}
    for token in sentence.tokens:
        # A figure that is one in every language is among the shared values already.
        if is_content(token) and not token.stem.startswith("="):
            spellings.setdefault(token.stem, token.text)
    return spellings


def _unit(vector: Vector) -> dict[str, float]:
    norm = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {term: weight / norm for term, weight in vector.items()} if norm else {}


def _dot(a: Vector, b: Vector) -> float:
    return math.fsum([a[term] * b[term] for term in a.keys() & b.keys()])
