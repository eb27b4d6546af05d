"""The whole comparison: nothing lost, everything points at its evidence, and the order of the articles is no matter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Final

from hypothesis import strategies as st

from aligner import mixed, similarity
from aligner.comparison import Alignment, canonical_news, compare, read_sentences
from aligner.copying import copy_of
from aligner.labels import LONGEST
from aligner.model import Agreement, Comparison, Fact, Kind, Level, Mention, Options, Sentence, Story
from aligner.tokens import is_content
from aligner.values import money
from aligner.wording import compare_wording, words_of
from tests.aligner.test_comparison import assert_nothing_lost, portable
from tests.properties import texts
from tests.properties.exporting import assert_comes_back
from tests.properties.splitting import article_of
from tests.properties.target import Target

Told = Sequence[tuple[str, str]]
"""A language and a text for each article."""

_OPTIONS: Final = st.sampled_from(
    (Options(), Options(), Options(0.0, 0.0), Options(0.1, 0.9), Options(0.6, 0.6), Options(1.0, 1.0))
)
_LETTERS: Final = "ABCD"


@st.composite
def stories(draw: st.DrawFn, least: int = 2, most: int = 3) -> Told:
    """A few short articles, mostly in one language, that often say the same in other words."""
    common = draw(st.sampled_from((*("en",) * 6, *texts.FULL, "und")))
    told = []
    for _ in range(draw(st.integers(least, most))):
        code = common if draw(st.integers(0, 5)) else draw(texts.codes)
        text = draw(texts.article_text(code, 2) if draw(st.integers(0, 7)) else texts.any_text(code))
        if told and draw(st.integers(0, 3)) == 0:
            text += "\n\n" + draw(st.sampled_from(told))[1]
        told.append((code, text))
    return told


def story_of(told: Told, order: Sequence[int] = ()) -> Story:
    """These texts as the articles of a story; file names go with the texts, letters with the order."""
    articles = [replace(article_of(one), file=f"{n}.txt") for n, one in enumerate(told)]
    ordered = [articles[n] for n in order] if order else articles
    return Story("Ferry", "ferry", tuple(replace(a, id=id_) for a, id_ in zip(ordered, _LETTERS, strict=False)))


def check_comparison(case: tuple[Told, Options, Random]) -> None:
    """Of a story in two orders, and under the options of another comparison."""
    told, options, random = case
    story = story_of(told)
    alignment = Alignment(story)
    comparison = alignment.comparison(options)
    assert_whole(comparison)
    if random.random() < 0.2:  # as dear as the comparison itself
        assert_comes_back(comparison)
    order = list(range(len(told)))
    random.shuffle(order)
    # Of two equal texts no order tells which was first: their files are each other's.
    if len(told) > 1 and len({text for _, text in told}) == len(told):
        assert portable(compare(story_of(told, order), options)) == portable(comparison)


def assert_whole(comparison: Comparison) -> None:
    """Nothing lost, nothing invented; facts, differences, links, copies and ledger point at what there is."""
    assert_nothing_lost(comparison)
    ids = [fact.id for fact in comparison.facts]
    assert ids == sorted(set(ids))
    for fact in comparison.facts:
        _assert_fact(comparison, fact)
    for entry in comparison.ledger:
        assert len({mention.source for mention in entry.mentions}) > 1
        _assert_mentions(comparison, entry.mentions)
    assert len({entry.id for entry in comparison.ledger}) == len(comparison.ledger)


def _assert_fact(comparison: Comparison, fact: Fact) -> None:
    held = {id_ for cell in fact.cells.values() for id_ in cell}
    assert len(held) == sum(map(len, fact.cells.values()))
    assert (len(fact.cells) == 1) == (fact.agreement is Agreement.SINGLE)
    assert fact.label
    assert len(fact.label) <= LONGEST
    assert fact.reason
    assert set(fact.perhaps) <= held
    for link in fact.links:
        assert {link.a, link.b} <= held
        assert link.a < link.b
        assert comparison.sentences[link.a].source != comparison.sentences[link.b].source
        assert 0 <= link.score <= 1
        assert (link.level is Level.SAME) == (link.score >= comparison.options.sure)
    for difference in fact.differences:
        assert len({mention.source for mention in difference.values}) > 1
        assert {mention.sentence for mention in difference.values} <= held
        _assert_mentions(comparison, difference.values)
    for wording in fact.wording:
        assert {wording.a, wording.b} <= held
        for id_, spans in ((wording.a, wording.only_a), (wording.b, wording.only_b)):
            sentence = comparison.sentences[id_]
            assert all(sentence.start <= span.start < span.end <= sentence.end for span in spans)
    for copy in fact.copies:
        assert {copy.a, copy.b} <= held
        assert 0 < copy.share <= 1
        assert len(copy.in_a) == len(copy.in_b) > 0
        for id_, spans in ((copy.a, copy.in_a), (copy.b, copy.in_b)):
            sentence = comparison.sentences[id_]
            assert all(sentence.start <= span.start < span.end <= sentence.end for span in spans)


def _assert_mentions(comparison: Comparison, mentions: Sequence[Mention]) -> None:
    for mention in mentions:
        sentence = comparison.sentences[mention.sentence]
        assert sentence.source == mention.source
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert comparison.article(mention.source).text[mention.start : mention.end] == mention.text


# Against the textbook -----------------------------------------------------------------------------------------------


def news_of(told: Told) -> list[Sentence]:
    """The sentences of a story that are compared, in their canonical order."""
    story = story_of(told)
    sentences = {s.id: s for article in story.articles for s in read_sentences(article)}
    return mixed.told_apart(canonical_news(story, sentences))


def check_scores(told: Told) -> None:
    """Scores are those that the definitions give when nothing is clever: plain loops over all pairs."""
    news = news_of(told)
    rates = money.rates(value for sentence in news for value in sentence.values)
    similar = similarity.Similarity(news, rates)
    stems = [_vector(sentence) for sentence in news]
    idf = _idf(stems)
    vectors = [_context(news, stems, idf, n) for n in range(len(news))]
    candidates = set(similar.candidates())
    least = similarity.odds(0.1)
    scored = similar.scored(least)
    for i, j in combinations(range(len(news)), 2):
        score = similar.score(i, j)
        assert score == similar.score(j, i)
        assert math.isfinite(score)
        context = _cosine(vectors[i], vectors[j])
        one, other = (stems[n].keys() or vectors[n].keys() for n in (i, j))
        own = _cosine(vectors[i], vectors[j], one & other)
        assert abs(similar.features(i, j).context - context) < 1e-9
        bounds = (similarity._LEAST_CONTEXT, similarity._LEAST_OWN)
        if all(abs(found - bound) > 1e-9 for found, bound in zip((context, own), bounds, strict=True)):
            is_one = news[i].source != news[j].source and context >= bounds[0] and own >= bounds[1]
            assert ((i, j) in candidates) == is_one
        assert scored.get((i, j)) == (score if (i, j) in candidates and score >= least else None)
    for n in range(len(news)):
        if stems[n]:
            assert abs(similar.features(n, n).context - 1) < 1e-9


def _vector(sentence: Sentence) -> Counter[str]:
    return Counter(token.stem for token in sentence.tokens if is_content(token))


def _idf(documents: Sequence[Counter[str]]) -> dict[str, float]:
    total = len(documents) + similarity.PRIOR + 1
    terms = {term for counts in documents for term in counts}
    counted = {term: sum(term in counts for counts in documents) for term in terms}
    return {term: (math.log(total / count) + 0.5) / math.log(total) for term, count in counted.items()}


def _context(
    news: Sequence[Sentence], stems: Sequence[Counter[str]], idf: dict[str, float], n: int
) -> dict[str, float]:
    """The weighted stems of a sentence and, fainter, of the one before it in its article."""
    around = news[max(0, n - 1) : n + 1]
    content = [[token for token in sentence.tokens if is_content(token)] for sentence in around]
    weights = [similarity._stem_weights(*told, idf) for told in zip(around, content, strict=True)]
    vector = {term: (1 + math.log(count)) * weights[-1][term] for term, count in stems[n].items()}
    if n and news[n - 1].source == news[n].source:
        for term, count in stems[n - 1].items():
            vector[term] = vector.get(term, 0.0) + similarity.CARRY * (1 + math.log(count)) * weights[0][term]
    return vector


def _norm(vector: dict[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _cosine(a: dict[str, float], b: dict[str, float], among: Collection[str] | None = None) -> float:
    """The cosine of two vectors, or what some of their terms make up of it."""
    norms = math.sqrt(sum(x * x for x in a.values())) * math.sqrt(sum(x * x for x in b.values()))
    return sum(x * b.get(term, 0.0) for term, x in a.items() if among is None or term in among) / (norms or 1.0)


def check_wording(told: Told) -> None:
    """Two sentences word by word: what is not marked is the same on both sides; copies are the same either way."""
    (first, second) = (
        next((s for s in read_sentences(article_of(one, id_)) if s.kind is not Kind.FURNITURE), None)
        for one, id_ in zip(told, "AB", strict=False)
    )
    if first is None or second is None:
        return
    found = compare_wording(first, second)
    kept = []
    for sentence, spans in ((first, found.only_a), (second, found.only_b)):
        at = sentence.start
        for span in spans:
            assert at <= span.start < span.end <= sentence.end
            at = span.end
        kept.append([t for t in words_of(sentence.tokens) if not any(s.start <= t.start < s.end for s in spans)])
    assert len(kept[0]) == len(kept[1])
    same = compare_wording(first, first)
    assert same.only_a == same.only_b == ()
    copy, turned = copy_of(first, second), copy_of(second, first)
    assert (copy is None) == (turned is None)
    if copy is not None and turned is not None:
        assert copy == turned


# ---


def _told_of(data: bytes) -> tuple[Told, Options, Random]:
    """A fuzzer's bytes as a story: the first one chooses the languages, a control character parts the articles."""
    code, text = texts.text_of(data)
    parts = text.split("\x1f")[:3]
    return [(code, part) for part in parts], Options(), Random(len(data))


def _news_of(data: bytes) -> Told:
    return _told_of(data)[0]


def _two_of(data: bytes) -> Told:
    told = list(_told_of(data)[0])
    return (told * 2)[:2]


_STORIES: Final = tuple(
    bytes([n]) + (texts.CORPUS[n][1:] + b"\x1f" + texts.CORPUS[0][1:]) for n in range(len(texts.FULL))
)
_PARTED: Final = (*texts.WORDS, "\x1f")
_TWO: Final = st.tuples(texts.told, texts.told) | texts.codes.flatmap(
    lambda code: st.tuples(*(st.tuples(st.just(code), texts.sentence(code)),) * 2)
)
TARGETS: Final = (
    Target(
        "comparison",
        st.tuples(stories(), _OPTIONS, st.randoms(use_true_random=False)),
        check_comparison,
        _told_of,
        _PARTED,
        _STORIES,
        40,
    ),
    Target("scores", stories(), check_scores, _news_of, _PARTED, _STORIES, 40),
    Target("wording", _TWO, check_wording, _two_of, _PARTED, _STORIES, 40),
)
