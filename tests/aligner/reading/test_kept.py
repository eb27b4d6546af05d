"""A text that was taken out of a page reads as the page does, as long as both lie in the story's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.model import Article, Kind
from aligner.reading import load
from aligner.stories import folder
from tests.aligner.fetching.site import PARAGRAPHS
from tests.aligner.stories.web import Web

A = "https://gazette.example/bridge"
DECK = "Engineers had warned of the state of the bridge for years, and nobody had listened to them at the time."
PAGE = f"""<!doctype html><html lang="en"><head><title>Harbour bridge shut</title>
<meta property="og:type" content="article"></head><body><article><h1>Harbour bridge shut</h1>
<h2>{DECK}</h2>{"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}</article></body></html>""".encode()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    web = Web()
    web.put(A, PAGE)
    folder.new(tmp_path / "fire", web.given(A))
    return tmp_path / "fire"


def kinds(article: Article) -> dict[str, Kind]:
    return {article.text[block.start : block.end]: block.kind for block in article.blocks}


def only(story: Path) -> Article:
    (article,) = load([story]).articles
    return article


def test_headings_are_those_of_the_page(story: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    (page,) = load([tmp_path / "page.html"]).articles
    text = only(story)
    assert text.text == page.text
    assert kinds(text) == kinds(page)
    assert kinds(text)[DECK] is Kind.HEADLINE


@pytest.mark.parametrize("edit", ["text", "page", "no page"])
def test_without_a_page_that_holds_the_text_the_lines_decide(story: Path, edit: str) -> None:
    (page,) = (story / "pages").iterdir()
    if edit == "text":
        (text,) = story.glob("*.txt")
        text.write_text(f"{text.read_text()}\nA line of mine, which is a sentence as well.\n")
    elif edit == "page":
        page.write_bytes(b"<html></html>")
    else:
        page.unlink()
    assert kinds(only(story))[DECK] is Kind.BODY
