"""The score of a pair of sentences: symmetric, explained, and about what is rare in the story."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import values
from aligner.comparison import canonical_news, read_sentences
from aligner.model import DifferenceType, Sentence, Value
from aligner.similarity import Similarity, odds, probability
from aligner.values import money
from tests.aligner.story import make_story

WORDS = (
    "The ferry ferries Westhaven harbour pilot pilots’ repairs repairing 5.6 million euros €3 Tuesday 4 March said "
    "the the the Lindqvist’s hull divers diving , “ ” U.S. US percent 6"
).split()


@pytest.fixture(scope="module")
def news() -> list[Sentence]:
    story = make_story()
    return canonical_news(story, {s.id: s for a in story.articles for s in read_sentences(a)})


@pytest.fixture(scope="module")
def similar(news: list[Sentence]) -> Similarity:
    return Similarity(news)


def index(news: list[Sentence], words: str) -> int:
    return next(n for n, s in enumerate(news) if words in s.text)


def test_it_is_symmetric(similar: Similarity, news: list[Sentence]) -> None:
    for i in range(len(news)):
        for j in range(len(news)):
            assert similar.score(i, j) == pytest.approx(similar.score(j, i), abs=1e-9)


def test_it_is_symmetric_where_one_sentence_tells_a_figure_twice() -> None:
    texts = {"a.txt": "The ferry ran aground on Tuesday.", "b.txt": "It left on Tuesday and came back on Tuesday."}
    story = make_story(texts)
    twice = Similarity(canonical_news(story, {s.id: s for a in story.articles for s in read_sentences(a)}))
    assert twice.features(0, 1) == twice.features(1, 0)
    assert twice.features(0, 1).number > 0


def test_the_same_fact_scores_above_the_same_topic(similar: Similarity, news: list[Sentence]) -> None:
    quoted, requoted = index(news, "ignored two warnings"), index(news, "disregarded two warnings")
    aground = index(news, "with 180 people aboard")
    assert similar.score(quoted, requoted) > 1 > similar.score(quoted, aground)


def test_equal_figures_count(similar: Similarity, news: list[Sentence]) -> None:
    i, j = index(news, "fell 6 percent"), index(news, "almost 6 percent")
    assert similar.features(min(i, j), max(i, j)).number == 0.5


def test_candidates_are_of_two_sources_and_hold_every_likely_pair(similar: Similarity, news: list[Sentence]) -> None:
    candidates = set(similar.candidates())
    assert all(i < j and news[i].source != news[j].source for i, j in candidates)
    likely = {
        (i, j)
        for i in range(len(news))
        for j in range(i + 1, len(news))
        if news[i].source != news[j].source and similar.score(i, j) > 0
    }
    assert likely
    assert likely <= candidates


def test_why_names_the_shared_words_as_written(similar: Similarity, news: list[Sentence]) -> None:
    reasons = similar.why(index(news, "Repairing the hull will"), index(news, "Repairs to the hull"))
    assert "hull" in reasons
    assert "Repairing~Repairs" in reasons or "Repairs~Repairing" in reasons


def test_in_a_story_of_few_sentences_a_word_in_some_of_them_is_not_yet_common(
    similar: Similarity, news: list[Sentence], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.similarity.PRIOR", 0)
    without = Similarity(news)
    assert similar.weight("ferri") > without.weight("ferri")
    assert similar.weight("ferri") < similar.weight("diver")


def test_likeness_forgets_the_place(similar: Similarity, news: list[Sentence]) -> None:
    i, j = index(news, "Westhaven ferry aground"), index(news, "Shares in Lindqvist")
    place = similar.features(i, j).distance
    assert place == 0.0  # a headline stands for its whole article
    fell = index(news, "Shares of Lindqvist")
    assert similar.features(fell, j).distance > 0.0
    assert similar.likeness(fell, j) > similar.score(fell, j)


@pytest.mark.parametrize("least", [-4.0, -2.5, -1.5, 0.0])
def test_no_candidate_that_reaches_the_least_is_passed_over(similar: Similarity, least: float) -> None:
    every = {pair: similar.score(*pair) for pair in similar.candidates()}
    assert len(every) > 5
    assert similar.scored(least) == {pair: odds for pair, odds in every.items() if odds >= least}


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=2, max_size=8), st.floats(-6, 3))
def test_what_is_looked_at_first_loses_nothing_in_any_story(sentences: list[list[str]], least: float) -> None:
    half = len(sentences) // 2
    texts = {
        "a.txt": "\n\n".join(map(" ".join, sentences[:half])),
        "b.txt": "\n\n".join(map(" ".join, sentences[half:])),
    }
    story = make_story(texts)
    similar = Similarity(canonical_news(story, {s.id: s for a in story.articles for s in read_sentences(a)}))
    every = {pair: similar.score(*pair) for pair in similar.candidates()}
    assert similar.scored(least) == {pair: odds for pair, odds in every.items() if odds >= least}
    everyone = range(len(similar.sentences))
    for j in everyone:
        cosines = [similar._grams.cosine(i, j) for i in everyone]
        assert similar._grams.cosines(j, everyone) == pytest.approx(cosines, abs=1e-9)
        bounds = zip(similar._shared_at_most(j, everyone), everyone, strict=True)
        assert all(bound >= similar.features(i, j).shared - 1e-9 for bound, i in bounds)


def test_candidates_among_some_are_those_of_all_that_lie_among_them(similar: Similarity) -> None:
    every = set(similar.candidates())
    some = {i for pair in list(every)[::2] for i in pair} - {0}
    assert set(similar.candidates(some)) == {pair for pair in every if some.issuperset(pair)} < every


def test_what_only_common_stems_join_is_no_candidate(news: list[Sentence], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.similarity._COMMON", 0)
    monkeypatch.setattr("aligner.similarity._COMMON_SHARE", 0.0)
    assert not list(Similarity(news).candidates())


def test_figures_count_so_much_at_most_and_less_when_they_are_converted() -> None:
    texts = {
        "a.txt": "The port earned $3.7 million (€3.4 million) from ferries, $8 million from cranes and $2 from fish.",
        "b.txt": "Ferries brought €3.4 million.",
        "c.txt": "Ferries brought $3.7 million, cranes $8 million, fish $2.",
        "d.txt": "Six percent left.",
        "e.txt": "Six divers left.",
    }
    story = make_story(texts)
    told = canonical_news(story, {s.id: s for a in story.articles for s in read_sentences(a)})
    similar = Similarity(told, money.rates(value for sentence in told for value in sentence.values))
    all_, euros, dollars = (index(told, words) for words in ("The port", "€3.4 million.", "fish $2."))
    assert similar.features(all_, dollars).number == 1.5
    assert similar.features(euros, dollars).number == 0.8
    assert similar.features(index(told, "Six percent"), index(told, "Six divers")).number == 0.0


def test_numbers_of_two_units_are_not_taken_for_one_another() -> None:
    twelve = {"value": 12.0, "approx": False}
    boats, cars = (Value(DifferenceType.NUMBER, 0, 2, "12", twelve, 12, 12, frozenset({unit})) for unit in ("b", "c"))
    relations = values.Relations({})
    numbers = [relations.number(value) for value in (boats, cars, boats)]
    assert numbers == [0, 1, 0]
    for (i, one), (j, other) in product(enumerate((boats, cars)), repeat=2):
        assert relations.between(i, j) is values.compare(one, other, {})


def test_a_sentence_of_function_words_is_told_by_the_one_before_it() -> None:
    texts = {
        "a.txt": "The strike is over\n\nThe pilots took the offer on Friday. So be it.\n",
        "b.txt": "Ferries will sail\n\nThe union took the offer. So be it.\n",
    }
    story = make_story(texts)
    news = canonical_news(story, {s.id: s for a in story.articles for s in read_sentences(a)})
    i, j = (n for n, sentence in enumerate(news) if sentence.text == "So be it.")
    assert (i, j) in set(Similarity(news).candidates())
    assert (i, j) in Similarity(news).scored(1.0)


def test_odds_and_probability_undo_each_other() -> None:
    for chance in (0.001, 0.18, 0.5, 0.99):
        assert probability(odds(chance)) == pytest.approx(chance)
    assert 0.0 <= probability(odds(0.0)) < 1e-6
    assert 1 - 1e-6 < probability(odds(1.0)) <= 1.0
