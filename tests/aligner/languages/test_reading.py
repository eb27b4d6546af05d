"""The language of a source as it is read: the manifest's word, else what the text is written in."""

from __future__ import annotations

from pathlib import Path

import pytest

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
