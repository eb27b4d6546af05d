"""The language of a source as it is read: the manifest's word, else what the text is written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.comparison import compare
from aligner.model import DifferenceType, Fact, Severity
from aligner.reading.story import load
from tests.aligner.languages import texts_in


def languages_in(folder: Path, **texts: str) -> list[str]:
    """The languages of a story of some texts, by their names."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [article.attribution.language for article in load([folder]).articles]


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_a_story_is_in_the_language_of_its_texts(tmp_path: Path, code: str) -> None:
    texts = dict(zip("abc", texts_in(code), strict=True))
    assert languages_in(tmp_path, **texts) == [code] * 3
    assert load([tmp_path]).notes == ()


def test_a_mixed_story_says_plainly_what_it_compares(tmp_path: Path) -> None:
    assert languages_in(tmp_path, a=texts_in("en")[0], b=texts_in("de")[1], c=texts_in("en")[2]) == ["en", "de", "en"]
    (note,) = load([tmp_path]).notes
    assert note == "A, C in English; B in German: across languages only figures and names are compared"


def test_an_article_too_short_to_tell_is_in_the_language_of_the_others(tmp_path: Path) -> None:
    short = "Fähre Westhaven\n\nNorthern Light aufgelaufen.\n"
    assert languages_in(tmp_path, a=texts_in("de")[0], b=texts_in("de")[1], c=short) == ["de"] * 3


def test_articles_too_short_to_tell_are_english(tmp_path: Path) -> None:
    assert languages_in(tmp_path, a="Westhaven ferry aground\n", b="Northern Light aground\n") == ["en", "en"]


def test_a_long_text_in_an_unknown_language_is_not_english(tmp_path: Path) -> None:
    unknown = "Naslov\n\n" + "Mostua liker sopata dorin kelvat murit. " * 30
    assert languages_in(tmp_path, a=texts_in("en")[0], b=unknown) == ["en", "und"]
    assert load([tmp_path]).notes == (
        "A in English; B in an unknown language: across languages only figures and names are compared",
    )


def test_the_manifest_wins_over_the_text(tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text('[[sources]]\nfile = "a.txt"\nlanguage = "nl"\n', "utf-8")
    assert languages_in(tmp_path, a=texts_in("de")[0], b=texts_in("de")[1]) == ["nl", "de"]


FIRE = {
    "de": "Markthalle abgebrannt\n\nEin Brand hat am Montag die Markthalle von Lindau zerstört. Der Schaden wird auf "
    "3,5 Millionen Euro geschätzt. Die Polizei ermittelt, und niemand weiß, wie das Feuer entstanden ist.\n",
    "fr": "La halle détruite\n\nLa halle du marché de Lindau a été détruite lundi par un incendie. Les dégâts sont "
    "estimés à 3,5 millions d’euros. La police enquête, et personne ne sait comment le feu a pris dans la nuit.\n",
    "en": "Fire destroys hall\n\nA fire destroyed the market hall of Lindau on Monday, police said. The damage is put "
    "at €3.5 million. Nobody knows how the fire began, and the police are looking into it.\n",
}


@pytest.mark.parametrize("order", [("de", "fr", "en"), ("en", "fr", "de")])
def test_an_amount_that_all_tell_alike_makes_a_row_across_languages(tmp_path: Path, order: tuple[str, ...]) -> None:
    for number, code in enumerate(order):
        (tmp_path / f"{number}.txt").write_text(FIRE[code], encoding="utf-8")
    comparison = compare(load([tmp_path]))
    [fact] = [fact for fact in comparison.facts if any("3" in comparison.sentences[i].text for i in _held(fact))]
    assert sorted(fact.cells) == ["A", "B", "C"]
    [entry] = [entry for entry in comparison.ledger if entry.type is DifferenceType.MONEY]
    assert len({mention.source for mention in entry.mentions}) == 3
    assert entry.severity is not Severity.CONFLICT


def test_another_amount_is_no_reason_for_a_row_across_languages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRE["de"], encoding="utf-8")
    (tmp_path / "b.txt").write_text(FIRE["fr"].replace("3,5", "4,7"), encoding="utf-8")
    comparison = compare(load([tmp_path]))
    amounts = [fact for fact in comparison.facts if any("illion" in comparison.sentences[i].text for i in _held(fact))]
    assert [len(fact.cells) for fact in amounts] == [1, 1]


def _held(fact: Fact) -> list[str]:
    return [id_ for cell in fact.cells.values() for id_ in cell]
