"""What an article says about itself, and what it does not say."""

import pytest

from aligner.model import Attribution
from aligner.reading.article import read_article

TITLE = "Harbour bridge closes for repairs until May"
BODY = (
    "The harbour bridge closed on Friday, the mayor told Reuters. It had been open since 3 May 1987.",
    "Ferries will run instead. They are free.",
)


def read(*lines: str) -> Attribution:
    """The attribution of an article; its evidence is checked against the text."""
    article = read_article("A", "a.txt", "\n\n".join(lines))
    found = article.attribution
    for name, span in found.evidence.items():
        said = article.text[span.start : span.end]
        assert said
        assert said == getattr(found, name) or name in ("published", "at")
    values = {
        name for name in ("outlet", "title", "author", "published", "at", "url") if getattr(found, name) is not None
    }
    assert values == set(found.evidence)
    return found


def test_what_is_not_said_stays_none() -> None:
    found = read(TITLE, "The bridge on May 3, 2030. REUTERS/Jane Doe", *BODY)
    assert (found.outlet, found.author, found.published, found.url) == (None, None, None, None)
    assert found.title == TITLE


def test_no_title() -> None:
    assert read(*BODY, BODY[1]).title is None


def test_the_clean_title_is_preferred() -> None:
    assert read("HomeCity" + TITLE, TITLE, *BODY).title == TITLE


def test_the_title_suffix_names_the_outlet() -> None:
    found = read(TITLE + " | Harbour News", *BODY)
    assert (found.title, found.outlet) == (TITLE, "Harbour News")
    assert read(TITLE + " - and ferries are full", *BODY).outlet is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("©2031 Tribune L.P.", "Tribune"),
        ("© 2031 The Harbour Gazette", "The Harbour Gazette"),
        ("© 2031 The Harbour Gazette. All rights reserved.", "The Harbour Gazette"),
        ("Copyright 2031 Harbour Media, Inc.", "Harbour Media"),
        ("Copyright (c) 2031 Harbour Media", "Harbour Media"),
    ],
)
def test_copyright(line: str, outlet: str) -> None:
    assert read(TITLE, *BODY, line).outlet == outlet


def test_a_picture_s_copyright_is_no_outlet() -> None:
    assert read(TITLE, "© Harbour Pictures", *BODY).outlet is None


def test_an_author_box() -> None:
    found = read(TITLE, *BODY, "About the Author", "Jane Doe", "Senior Correspondent, Harbour Today")
    assert (found.author, found.outlet) == ("Jane Doe", "Harbour Today")
    found = read(TITLE, *BODY, "About the Author", "Jane Doe", "Doe is a reporter for The Tribune in Oslo.")
    assert (found.author, found.outlet) == ("Jane Doe", "The Tribune")


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE", None),
        ("By Jane van der Doe, BBC News", "Jane van der Doe", "BBC News"),
        ("By Jane Doe, staff writer", "Jane Doe", None),
        ("By Jane Doe, Political Editor for The Tribune", "Jane Doe", "The Tribune"),
        ("Jane Doe, Staff Writer", "Jane Doe", None),
        ("By Associated Press", None, "Associated Press"),
        ("By Jane Fox and Ann Post", "Jane Fox and Ann Post", None),
    ],
)
def test_bylines(line: str, author: str | None, outlet: str | None) -> None:
    found = read(TITLE, line, *BODY)
    assert (found.author, found.outlet) == (author, outlet)


def test_the_reporter_named_below_the_text() -> None:
    assert read(TITLE, *BODY, "(Reporting by Jane al-Doe; Editing by John Roe)").author == "Jane al-Doe"


@pytest.mark.parametrize(
    ("tag", "outlet"),
    [
        ("(Tribune) -- ", "Tribune"),
        ("OSLO (AP) - ", "AP"),
        ("OSLO, Norway (AP) — ", "AP"),
        ("(CNN) ", "CNN"),
        ("(Sometimes) ", None),
        ("", None),
    ],
)
def test_the_agency_of_the_article_s_own_dateline(tag: str, outlet: str | None) -> None:
    assert read(TITLE, tag + BODY[0], BODY[1]).outlet == outlet
    assert read(TITLE, BODY[0], tag + BODY[1]).outlet is None


def test_a_bare_dateline_names_the_agency() -> None:
    assert read(TITLE, "TEL AVIV (Reuters) -", *BODY).outlet == "Reuters"


def test_copyright_is_better_evidence_than_the_agency() -> None:
    assert read(TITLE, "OSLO (AP) - " + BODY[0], BODY[1], "© 2031 The Tribune").outlet == "The Tribune"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("February 27, 2031", "2031-02-27"),
        ("Friday, 3 January 2031", "2031-01-03"),
        ("Published: 27th Feb. 2031, 10:04 GMT", "2031-02-27"),
        ("Updated 3:00 PM ET, Wed May 2, 2031 | Published May 1, 2031", "2031-05-01"),
        ("Last updated: 2031-02-27T10:00:00Z", "2031-02-27"),
        ("27/02/2031", "2031-02-27"),
        ("03/02/2031", None),
        ("February 30, 2031", None),
        ("Filmed in the harbour on May 3, 2031", None),
        ("10:04 GMT", None),
    ],
)
def test_date_lines(line: str, published: str | None) -> None:
    assert read(TITLE, line, *BODY).published == published


def test_a_dateline_in_front_of_the_text() -> None:
    assert read(TITLE, "February 27, 2031: " + BODY[0], BODY[1]).published == "2031-02-27"
    assert read(TITLE, "OSLO, Feb. 27, 2031 (AP) -- " + BODY[0], BODY[1]).published == "2031-02-27"
    assert read(TITLE, "OSLO, Feb 27 (AP) - " + BODY[0], BODY[1]).published is None
    assert read(TITLE, "On February 27, 2031 the bridge closed. It is old.", BODY[1]).published is None


def test_what_the_reader_wrote_above_the_article() -> None:
    found = read("Source: The Tribune", "https://example.org/news/1", TITLE, *BODY)
    assert (found.outlet, found.url, found.title) == ("The Tribune", "https://example.org/news/1", TITLE)
