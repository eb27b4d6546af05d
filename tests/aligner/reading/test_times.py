from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Origin, Span
from aligner.reading import times
from aligner.reading.article import read_article
from aligner.reading.documents import Document, Form
from aligner.reading.story import read_document


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("2031-03-04T18:00:00.000Z", "2031-03-04T18:00+00:00"),
        ("2031-03-04T18:00:05+0100", "2031-03-04T18:00:05+01:00"),
        ("2031-03-04 18:00", "2031-03-04T18:00"),
        ("2031-03-04 18:00:00 -05:00", "2031-03-04T18:00-05:00"),
        ("Tue, 04 Mar 2031 18:00:00 GMT", "2031-03-04T18:00+00:00"),
        ("March 4, 2031 6:05 p.m. EDT", "2031-03-04T18:05-04:00"),
        ("1930413600", "2031-03-04T18:00+00:00"),
        ("1930413600000", "2031-03-04T18:00+00:00"),
        ("2031-03-04", None),
        ("2031-03-04T00:00:00Z", None),  # what templates make of a date
        ("2031-02-30T18:00", None),
        ("2031-03-04T25:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_in_the_metadata_of_pages(told: str, at: str | None) -> None:
    assert times.moment_of(told) == at


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published 4 March 2031, 14:05 GMT", [("2031-03-04T14:05+00:00", False)]),
        ("Updated 18:00 GMT", [("2031-03-01T18:00+00:00", True)]),
        ("Tuesday, March 4, 2031 at 12:30 a.m.", [("2031-03-04T00:30", False)]),
        ("4 March 2031 9 pm BST", [("2031-03-04T21:00+01:00", False)]),
        # ET is four or five hours behind: it is not known which.
        ("March 4, 2031 2:05 PM ET", [("2031-03-04T14:05", False)]),
        ("Stand: 4. März 2031, 18.05 Uhr", [("2031-03-04T18:05", True)]),
        (
            "Publié le 4 mars 2031 à 14h05, mis à jour le 5 mars 2031 à 09h10",
            [("2031-03-04T14:05", False), ("2031-03-05T09:10", True)],
        ),
        (
            "4 March 2031, 14:05 GMT | Updated 18:10 GMT",
            [("2031-03-04T14:05+00:00", False), ("2031-03-04T18:10+00:00", True)],
        ),
        ("13.03.2031 18:05", [("2031-03-13T18:05", False)]),
        ("2031-03-04T18:00:00+01:00", [("2031-03-04T18:00+01:00", False)]),
        ("4 March 2031", []),
    ],
)
def test_times_in_a_date_line(line: str, found: list[tuple[str, bool]]) -> None:
    assert [(time.at, time.is_update) for time in times.in_line(line, "2031-03-01")] == found


def test_a_time_of_no_day_is_none() -> None:
    assert times.in_line("Updated 18:00 GMT", None) == []


@given(st.text(max_size=60))
def test_whatever_is_told_a_time_is_one(told: str) -> None:
    at = times.moment_of(told)
    if at is not None:
        assert datetime.fromisoformat(at).isoformat(timespec="seconds" if at[16:17] == ":" else "minutes") == at
    for time in times.in_line(told, "2031-03-04"):
        datetime.fromisoformat(time.at)


TEXT = (
    "Ferry aground\n\n{line}\n\nThe ferry ran aground off Westhaven harbour early on Tuesday with 212 people aboard.\n"
)


def test_a_text_tells_its_time_and_where_it_says_so() -> None:
    text = TEXT.format(line="Published 4 March 2031, 14:05 GMT\nUpdated 4 March 2031, 18:10 GMT")
    told = read_article("A", "a.txt", text).attribution
    assert (told.published, told.at) == ("2031-03-04", "2031-03-04T18:10+00:00")
    place = told.evidence["at"]
    assert isinstance(place, Span)
    assert text[place.start : place.end] == "18:10 GMT"


def test_a_time_in_the_news_is_not_that_of_the_article() -> None:
    text = (
        TEXT.format(line="4 March 2031") + "\nThe tug arrived at 18:10 GMT on 4 March 2031, the harbour master said.\n"
    )
    assert read_article("A", "a.txt", text).attribution.at is None


PAGE = """<html lang="en"><head><title>Ferry aground</title>{head}</head><body><article><h1>Ferry aground</h1>
<p>The ferry ran aground off Westhaven harbour early on Tuesday with 212 people aboard, the coast guard said.</p>
<p>Two tugs tried to pull the ferry free, but the tide was too low, and they were told to wait until the evening.</p>
<p>Nobody was hurt, and the passengers were taken ashore in lifeboats before noon, a spokesman for the line said.</p>
</article></body></html>"""
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry aground", %s}</script>'


@pytest.mark.parametrize(
    ("head", "at"),
    [
        (
            LINKED % '"datePublished": "2031-03-04T14:00:00Z", "dateModified": "2031-03-04T18:00:00Z"',
            "2031-03-04T18:00+00:00",
        ),
        (LINKED % '"datePublished": "2031-03-04T14:00:00Z"', "2031-03-04T14:00+00:00"),
        (LINKED % '"datePublished": "2031-03-04"', None),
        (
            '<meta property="article:published_time" content="2031-03-04T14:00:00+01:00">'
            '<meta property="article:modified_time" content="2031-03-04T18:00:00+01:00">',
            "2031-03-04T18:00+01:00",
        ),
        ('<meta property="og:updated_time" content="1930413600">', "2031-03-04T18:00+00:00"),
        ("", None),
    ],
)
def test_a_page_tells_its_time(head: str, at: str | None) -> None:
    page = PAGE.replace("{head}", f'<meta property="og:type" content="article">{head}')
    told = read_document("A", Document("ferry.html", Form.PAGE, data=page.encode())).attribution
    assert told.at == at
    assert told.evidence.get("at") is (Origin.PAGE if at else None)
