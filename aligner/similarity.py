"""How strongly two sentences of different articles state the same fact, and why.

A logistic of a few lexical features whose weights were fitted on other stories (see ``WEIGHTS``). Inverse document
frequencies come from the story's own sentences: everything in a story is on topic, so what tells its facts apart is
what is rare *inside* it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aligner import values
from aligner.characters import plain
from aligner.model import DifferenceType, Kind, Relation, Sentence, Value
from aligner.tokens import is_content
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
_LEAST_COSINE = 0.08
"""Pairs below this stem cosine (with context) are not scored at all."""
_MOST_REASONS = 6


class Similarity:
    """Scores pairs of sentences of one story. Immutable once made; every answer is symmetric in its two sentences."""

    def __init__(self, sentences: Sequence[Sentence], rates: Rates | None = None) -> None:
        """Weigh the words of ``sentences`` (one story's news, in reading order within each source)."""
        self.sentences = tuple(sentences)
        self._rates = rates or {}
        stems = [Counter(t.stem for t in s.tokens if is_content(t)) for s in self.sentences]
        grams = [_grams(s) for s in self.sentences]
        self._idf = _idf(stems)
        self._weights = [_stem_weights(s, self._idf) for s in self.sentences]
        weighted = [_weigh(counts, weights) for counts, weights in zip(stems, self._weights, strict=True)]
        self._stems = weighted
        self._context = [_unit(v) for v in _carried(weighted, self.sentences)]
        gram_idf = _idf(grams)
        self._grams = [_unit(_weigh(counts, gram_idf)) for counts in grams]
        self._values = [values.comparable(s.values) for s in self.sentences]
        self.places = _places(self.sentences)

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs of indices (i < j) of sentences of different sources that share enough to be worth scoring."""
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        pairs = []
        for j, vector in enumerate(self._context):
            dots: dict[int, float] = defaultdict(float)
            for stem, weight in vector.items():
                for i, other in postings[stem]:
                    dots[i] += weight * other
                postings[stem].append((j, weight))
            source = self.sentences[j].source
            pairs += [(i, j) for i, dot in dots.items() if dot >= _LEAST_COSINE and self.sentences[i].source != source]
        return sorted(pairs)

    def features(self, i: int, j: int) -> Features:
        """What is measured of the i-th and the j-th sentence together."""
        shared = self._stems[i].keys() & self._stems[j].keys()
        return Features(
            char=_dot(self._grams[i], self._grams[j]),
            number=same_values(self._values[i], self._values[j], self._rates),
            context=_dot(self._context[i], self._context[j]),
            shared=math.log1p(math.fsum(min(self._weights[i][stem], self._weights[j][stem]) for stem in shared)),
            distance=self._distance(i, j),
        )

    def score(self, i: int, j: int) -> float:
        """How surely the i-th and the j-th sentence state the same fact, as log-odds."""
        return log_odds(WEIGHTS, self.features(i, j))

    def likeness(self, i: int, j: int, odds: float) -> float:
        """What their ``score`` would be if both stood at the same place of their articles."""
        return odds - WEIGHTS.features.distance * self._distance(i, j)

    def _distance(self, i: int, j: int) -> float:
        if Kind.HEADLINE in (self.sentences[i].kind, self.sentences[j].kind):
            return 0.0
        return abs(self.places[i] - self.places[j])

    def why(self, i: int, j: int) -> tuple[str, ...]:
        """The words and values that the i-th and the j-th sentence share, the weightiest first, as they are written.

        Words written differently are joined by a tilde: ``examine~examining``.
        """
        a, b = self.sentences[i], self.sentences[j]
        left, right = _spellings(a), _spellings(b)
        shared = sorted(left.keys() & right.keys(), key=lambda stem: (-self._idf[stem], stem))
        reasons = [
            left[stem] if left[stem].casefold() == right[stem].casefold() else f"{left[stem]}~{right[stem]}"
            for stem in shared[:_MOST_REASONS]
        ]
        return (*_shared_values(self._values[i], self._values[j], self._rates), *reasons)

    def weight(self, stem: str) -> float:
        """The idf of a stem in this story, 0.0 for one that it does not have."""
        return self._idf.get(stem, 0.0)


def log_odds(weights: Weights, features: Features) -> float:
    """The log-odds that a logistic gives to features."""
    return weights.bias + math.fsum(w * x for w, x in zip(weights.features, features, strict=True))


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-700.0, odds)))


def odds(chance: float) -> float:
    """The log-odds of a probability; 0.0 and 1.0 become very small and very large."""
    return math.log(max(chance, 1e-12) / max(1 - chance, 1e-12))


def same_values(a: Iterable[Value], b: Sequence[Value], rates: Rates) -> float:
    """How much two sentences' figures and dates coincide: 1 for an amount, .8 converted, .5 for a number or a date."""
    score = 0.0
    for value in a:
        best = 0.0
        for other in b:
            relation = values.compare(value, other, rates)
            if relation in (Relation.SAME, Relation.FORM):
                exact = 1.0 if relation is Relation.SAME else 0.8
                best = max(best, exact if value.type is DifferenceType.MONEY else 0.5)
        score += best
    return min(score, 1.5)


def _grams(sentence: Sentence) -> Counter[str]:
    counts: Counter[str] = Counter()
    for token in sentence.tokens:
        if token.stem:
            word = f" {plain(token.text).casefold()} "
            grams = [word[k : k + 4] for k in range(max(1, len(word) - 3))]
            scope, marked, _ = token.stem.rpartition(":")  # of a word that is no other language's
            counts.update((f"{scope}:{gram}" for gram in grams) if marked else grams)
    return counts


def _idf(documents: Sequence[Counter[str]]) -> dict[str, float]:
    """(ln((N + 1) / df) + .5) / ln(N + 1), N counting PRIOR sentences more: rare words about 1, common ones a little.

    In a story of few sentences a word that stands in three of them is not yet common; the prior keeps it from being so.
    """
    frequency: Counter[str] = Counter()
    for counts in documents:
        frequency.update(counts.keys())
    total = len(documents) + PRIOR + 1
    return {term: (math.log(total / count) + 0.5) / math.log(total) for term, count in frequency.items()}


def _stem_weights(sentence: Sentence, idf: Mapping[str, float]) -> dict[str, float]:
    """What each stem of a sentence tells: its idf, but a name of several words no more than its commonest word.

    "Prime Minister Benjamin Netanyahu" is one mention of someone whom half the story is about, not four coincidences.
    """
    content = [t for t in sentence.tokens if is_content(t)]
    told = {t.stem: idf[t.stem] for t in content}
    for name in sentence.values:
        if name.type is DifferenceType.NAME:
            stems = [t.stem for t in content if name.start <= t.start < name.end]
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


def _shared_values(a: Iterable[Value], b: Sequence[Value], rates: Rates) -> list[str]:
    reasons = []
    for value in a:
        for other in b:
            relation = values.compare(value, other, rates)
            if relation in (Relation.SAME, Relation.FORM) and value.normal:
                reasons.append(value.text if value.text == other.text else f"{value.text} = {other.text}")
                break
    return reasons


def _unit(vector: Vector) -> dict[str, float]:
    norm = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {term: weight / norm for term, weight in vector.items()} if norm else {}


def _dot(a: Vector, b: Vector) -> float:
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(weight * b[term] for term, weight in a.items() if term in b)
