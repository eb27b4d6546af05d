"""Every page of the test set gives the article that is in it, and nothing else."""

from __future__ import annotations

import pytest

from aligner.model import Article, Kind
from aligner.reading import pages
from aligner.reading.pages import Page
from tests.aligner.reading.page_set import FIELDS, NAMES, article_of, document, expected


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(name: str) -> Page:
    return pages.read(document(name))


@pytest.fixture(scope="module")
def article(name: str) -> Article:
    return article_of(document(name))


def lines(article: Article, *kinds: Kind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind in kinds]


def test_the_set_is_large_enough() -> None:
    assert len(NAMES) >= 14


@pytest.mark.parametrize("field", FIELDS)
def test_the_metadata(name: str, page: Page, field: str) -> None:
    assert getattr(page.attribution, FIELDS[field]) == getattr(expected(name), field)


def test_language_encoding_and_wholeness(name: str, page: Page) -> None:
    wanted = expected(name)
    assert (page.attribution.language, page.encoding) == (wanted.language, wanted.encoding)
    assert (page.partial is not None) == wanted.partial


def test_the_body_is_whole_and_in_order(name: str, article: Article) -> None:
    found = lines(article, Kind.BODY)
    assert [line for line in found if line in expected(name).body] == list(expected(name).body)


def test_nothing_else_is_body(name: str, article: Article) -> None:
    found = lines(article, Kind.BODY)
    allowed = {*expected(name).body, expected(name).deck}
    # A dateline or an agency's tag may stand in front of a paragraph.
    extra = [line for line in found if line not in allowed]
    assert not extra
    for line in expected(name).foreign:
        assert not any(line in other for other in found if len(line) > 12 and other not in allowed)


def test_title_and_headings_are_headlines(name: str, article: Article) -> None:
    headlines = lines(article, Kind.HEADLINE)
    wanted = expected(name)
    assert headlines[0] == wanted.headline
    assert article.text.startswith(wanted.headline + "\n\n")
    assert headlines.count(wanted.headline) == 1
    assert [line for line in headlines if line in wanted.headings] == list(wanted.headings)
    if wanted.deck is not None:
        assert wanted.deck in headlines


def test_every_line_is_told_apart_from_the_next_by_one_empty_line(name: str, page: Page) -> None:
    assert page.text.endswith("\n")
    parts = page.text.removesuffix("\n").split("\n\n")
    assert all(part == part.strip() != "" and "\n" not in part for part in parts)
    assert "  " not in page.text
    assert not any(char in page.text for char in "\u00ad\u200b\u00a0\ufb01\ufb02")
