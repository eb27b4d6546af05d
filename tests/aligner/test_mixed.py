"""A story in several languages: figures and names are compared across them, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest

from aligner.comparison import canonical_news, compare, read_sentences
from aligner.mixed import told_apart
from aligner.model import DifferenceType, Level, Sentence, Severity, Story
from tests.aligner.languages import article, story_of

GERMAN = """Reparatur der Brücke von Westhaven

Die Reparatur der Brücke von Westhaven kostet 3,4 Millionen Euro, teilte Lindqvist Lines am Montag mit.

Die Polizei hat keine Information. An Bord waren Freunde von Zoë Moss. Der Interview Partner war Minister.
"""
ENGLISH = """Westhaven bridge to be repaired

Repairing the bridge of Westhaven will cost 3.4 million euros, the owner Lindqvist Lines said on Monday.

They die an hour later, police information says. In an interview a partner of Moss's named the minister.
"""


def news_of(*told: tuple[str, str]) -> list[Sentence]:
    """The sentences of some texts, each given with its language, told apart."""
    articles = tuple(article(chr(ord("A") + n), text, code) for n, (code, text) in enumerate(told))
    story = Story("Bridge", "story", articles)
    return told_apart(canonical_news(story, {s.id: s for a in articles for s in read_sentences(a)}))


def stems(news: list[Sentence], language: str) -> set[str]:
    """The stems of all words of one language."""
    return {token.stem for sentence in news if sentence.language == language for token in sentence.tokens if token.stem}


def test_only_names_and_figures_keep_their_stems() -> None:
    news = news_of(("de", GERMAN), ("en", ENGLISH))
    common = stems(news, "de") & stems(news, "en")
    assert common == {"westhaven", "lindqvist", "lines", "moss", "=3400000EUR"}
    assert "de:die" in stems(news, "de")
    assert "en:die" in stems(news, "en")


def test_a_story_in_one_language_stays_as_it_is() -> None:
    articles = [article("A", ENGLISH, "en"), article("B", ENGLISH.replace("3.4", "3.5"), "en")]
    sentences = [s for a in articles for s in read_sentences(a)]
    assert told_apart(sentences) == sentences


def test_the_units_and_surroundings_of_figures_are_told_apart_as_well() -> None:
    news = news_of(("de", "Oben\n\nAn Bord waren 40 Partner.\n"), ("en", "Above\n\nAboard were 40 partner ships.\n"))
    german, english = (
        next(v for s in news if s.language == code for v in s.values if v.type is DifferenceType.NUMBER)
        for code in ("de", "en")
    )
    assert german.unit == {"de:partn"}
    assert german.unit.isdisjoint(english.unit)
    assert german.context.keys().isdisjoint(english.context)


def test_a_german_genitive_is_the_name() -> None:
    news = news_of(("de", "Oben\n\nEs ist Lindqvists Schiff.\n"), ("en", "Above\n\nThe ship of Lindqvist sank.\n"))
    assert "lindqvist" in stems(news, "de") & stems(news, "en")


def test_an_accent_makes_no_other_name() -> None:
    news = news_of(("fr", "En haut\n\nElle va à Zürich demain.\n"), ("en", "Above\n\nShe goes to Zurich now.\n"))
    assert "zurich" in stems(news, "fr") & stems(news, "en")


def test_the_same_amount_of_the_same_names_is_linked_and_in_the_ledger() -> None:
    found = compare(Story("Bridge", "story", (article("A", ENGLISH, "en"), article("B", GERMAN, "de"))))
    pairs = {(link.a, link.b) for fact in found.facts for link in fact.links}
    assert ("A01", "B01") in pairs
    (money,) = [entry for entry in found.ledger if entry.type is DifferenceType.MONEY]
    assert {mention.source for mention in money.mentions} == {"A", "B"}
    assert money.severity is Severity.FORM


def test_another_amount_of_the_same_names_is_a_conflict() -> None:
    other = article("B", GERMAN.replace("3,4 Millionen Euro", "2,9 Millionen Euro"), "de")
    found = compare(Story("Bridge", "story", (article("A", ENGLISH, "en"), other)))
    (money,) = [entry for entry in found.ledger if entry.type is DifferenceType.MONEY]
    assert money.severity is Severity.CONFLICT


def test_words_that_are_only_spelt_alike_link_nothing() -> None:
    german = "Oben\n\nDie Information an die Partner war gut. Die Bank plant den Test.\n"
    english = "Above\n\nThey die in an information partner war. The bank has a plan to test.\n"
    found = compare(Story("Alike", "story", (article("A", english, "en"), article("B", german, "de"))))
    assert all(len(fact.cells) == 1 for fact in found.facts)
    assert found.ledger == ()


def test_sentences_of_two_languages_are_not_compared_word_by_word() -> None:
    found = compare(story_of(("en", 0), ("de", 0), ("en", 2)))
    languages = {i: sentence.language for i, sentence in found.sentences.items()}
    assert any(languages[link.a] != languages[link.b] for fact in found.facts for link in fact.links)
    worded = [wording for fact in found.facts for wording in fact.wording]
    assert worded
    assert all(languages[wording.a] == languages[wording.b] for wording in worded)


@pytest.mark.parametrize(
    ("one", "other"), [p for p in product(["en", "de", "fr", "es", "it", "nl", "pt"], repeat=2) if p[0] < p[1]]
)
def test_the_same_article_in_two_languages_shares_figures_and_names(one: str, other: str) -> None:
    found = compare(story_of((one, 0), (other, 0)))
    pairs = [(link.a, link.b) for fact in found.facts for link in fact.links]
    assert len(pairs) >= 4
    told_alike = [(a, b) for a, b in pairs if a[1:] == b[1:] or {a[1:], b[1:]} == {"00", "01"}]
    assert len(told_alike) >= 0.7 * len(pairs)
    assert not any(entry.severity is Severity.CONFLICT for entry in found.ledger)
    assert {entry.type for entry in found.ledger} >= {DifferenceType.MONEY, DifferenceType.NUMBER}


def test_the_sentences_of_one_language_align_in_a_mixed_story_as_ever() -> None:
    mixed, alone = compare(story_of(("en", 0), ("en", 2), ("de", 1))), compare(story_of(("en", 0), ("en", 2)))
    strong = {(link.a, link.b) for fact in alone.facts for link in fact.links if link.level is Level.SAME}
    kept = {(link.a, link.b) for fact in mixed.facts for link in fact.links}
    assert len(strong & kept) >= 0.8 * len(strong)


@pytest.mark.parametrize(
    ("language", "one", "other", "differ"),
    [
        ("de", "Die Kosten trägt Jonas Lindqvist.", "Vor den Küsten trägt Jonas Lindqwist.", {"Jonas Lindqvist"}),
        ("de", "Es gab Kosten.", "Es gab Küsten.", set()),
        ("fr", "Elle parle avec Jonas Lindqvist.", "Elle parle avec Jonas Lindqwist.", {"Jonas Lindqvist"}),
    ],
)
def test_only_names_are_spelt_two_ways(language: str, one: str, other: str, differ: set[str]) -> None:
    sources = (article("A", f"Oben\n\n{one}\n", language), article("B", f"Oben\n\n{other}\n", language))
    found = compare(Story("Names", "story", sources))
    names = [entry for entry in found.ledger if entry.type is DifferenceType.NAME]
    assert {entry.mentions[0].text for entry in names} == differ


def test_another_language_s_spelling_of_a_name_is_no_difference() -> None:
    sources = (
        article("A", "Above\n\nThey met Ivan Poutin in the town.\n", "en"),
        article("B", "En haut\n\nIls ont vu Ivan Poutine en ville.\n", "fr"),
        article("C", "En haut\n\nIls ont vu Ivan Pouttine en ville.\n", "fr"),
    )
    found = compare(Story("Names", "story", sources))
    (entry,) = [entry for entry in found.ledger if entry.type is DifferenceType.NAME]
    assert {mention.source for mention in entry.mentions} == {"B", "C"}
