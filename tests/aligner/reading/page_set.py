"""The test set of pages: markup as real outlets' systems write it, every word of it invented, and what is in it.

``pages/NAME.html`` (or .mhtml) is the page, ``pages/NAME.toml`` what a careful reader takes from it: headline, author,
date, outlet, url, language (a key left out: the page does not tell), the deck, the sub-headings, the body's lines in
order, and lines that are foreign to the article.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from aligner.model import Article
from aligner.reading import read
from aligner.reading.documents import Collected, Document
from aligner.reading.files import FORMS

FOLDER = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
FIELDS = {"headline": "title", "author": "author", "date": "published", "outlet": "outlet", "url": "url"}
"""The keys of the expectation, and the attributes they stand for."""


@dataclass(frozen=True)
class Expected:
    """What is in a page."""

    name: str
    headline: str
    author: str | None
    date: str | None
    outlet: str | None
    url: str | None
    language: str
    deck: str | None
    partial: bool
    encoding: str
    headings: tuple[str, ...]
    body: tuple[str, ...]
    foreign: tuple[str, ...]


def document(name: str) -> Document:
    """The page as it is collected from a folder."""
    path = next(path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".toml")
    return Document(path.name, FORMS[path.suffix], data=path.read_bytes(), path=path)


def article_of(page: Document) -> Article:
    """The page's article, as it is in a story."""
    return read(Collected("pages", ".", (page,))).articles[0]


def expected(name: str) -> Expected:
    """What a careful reader takes from it."""
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    lists = {key: tuple(told[key]) for key in ("headings", "body", "foreign")}
    singles = {key: told.get(key) for key in ("author", "date", "outlet", "url", "deck")}
    return Expected(
        name=name,
        headline=told["headline"],
        language=told["language"],
        partial=told["partial"],
        encoding=told.get("encoding", "utf-8"),
        **singles,
        **lists,
    )
