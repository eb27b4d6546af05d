"""The five seed articles, read and split as a whole."""

from pathlib import Path

import pytest

from aligner.model import Article, Kind, Story
from aligner.reading import load
from aligner.sentences import split

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def story() -> Story:
    return load([SEEDS])


def of_kind(article: Article, kind: Kind) -> list[str]:
    return [sentence.text for sentence in split(article) if sentence.kind is kind]


def test_attribution(story: Story) -> None:
    found = [
        (article.attribution.outlet, article.attribution.author, article.attribution.published)
        for article in story.articles
    ]
    assert found == [
        ("ISMG", "Akshaya Asokan", None),
        (None, None, "2024-02-27"),
        (None, None, None),
        (None, None, None),
        ("Bloomberg", None, None),
    ]


def test_titles(story: Story) -> None:
    assert [article.attribution.title for article in story.articles] == [
        "EU to Analyze Partnership Between Microsoft and Mistral AI",
        "Microsoft partners with French AI company Mistral and faces EU scrutiny",
        "Mistral AI’s partnership with Microsoft makes Brussels smile",
        "Microsoft backs French startup Mistral AI",
        "Microsoft Strikes Deal With France’s Mistral, OpenAI Rival",
    ]
    assert story.title == "Microsoft backs French startup Mistral AI"


def test_headlines(story: Story) -> None:
    counts = [len(of_kind(article, Kind.HEADLINE)) for article in story.articles]
    assert counts == [3, 1, 3, 4, 2]
    assert "“European regulators have been fooled”" in of_kind(story.articles[2], Kind.HEADLINE)
    assert of_kind(story.articles[3], Kind.HEADLINE)[1].startswith("Mistral's language models will soon be")


def test_furniture(story: Story) -> None:
    first, second, third, fourth, fifth = (of_kind(article, Kind.FURNITURE) for article in story.articles)
    assert len(first) == 14
    assert "(Image: Shutterstock)" in first
    assert len(second) == 4
    assert len(third) == 3
    assert [text[:7] for text in fourth] == ["Arthur ", "REUTERS"]
    assert [text[:5] for text in fifth] == ["(Upda", "More ", "©2024"]


def test_the_text_said_again_behind_the_agency_s_tag(story: Story) -> None:
    sentences = split(story.articles[4])
    assert sentences[2].text.startswith("(Bloomberg) -- Microsoft Corp.")
    assert sentences[2].same_as == sentences[1].id == "E01"
    assert sentences[2].kind is Kind.BODY
