"""Tests of the languages, and one invented event told in seven of them: ``stories/de.txt`` holds three articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aligner.languages import detect
from aligner.model import Article, Story
from aligner.reading.article import read_article

STORIES = Path(__file__).parent / "stories"
PUBLISHED = "2024-02-28"


def article(source: str, text: str, language: str | None = None) -> Article:
    """An article of a text, in a language or in the one that is detected, published on the day after the event."""
    read = read_article(source, f"{source}.txt", text)
    told = replace(read.attribution, language=language or detect(text), published=PUBLISHED)
    return replace(read, attribution=told)


def texts_in(language: str) -> list[str]:
    """The three articles in one language."""
    return [text.strip() + "\n" for text in (STORIES / f"{language}.txt").read_text("utf-8").split("=====")]


def story_of(*told: tuple[str, int]) -> Story:
    """The story of some of the articles, each by its language and its number (0 to 2)."""
    articles = [
        article(chr(ord("A") + n), texts_in(language)[number], language) for n, (language, number) in enumerate(told)
    ]
    return Story("Cable car", "story", tuple(articles))
