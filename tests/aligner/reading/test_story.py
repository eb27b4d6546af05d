from __future__ import annotations

from pathlib import Path

import pytest

from aligner.model import Origin
from aligner.reading import load
from aligner.reading.documents import Document, Form
from aligner.reading.story import read_document, sentences_about

ENGLISH = (
    "The ferry to Ellmouth will stop on 3 April, the port authority said on Monday, and nobody knows what will come "
    "after it. It has sailed for 31 years, and most of the people who live on the island have no other way to work."
)
GERMAN = (
    "Die Fähre nach Ellmouth wird am 3. April eingestellt, teilte die Hafenbehörde am Montag mit, und niemand "
    "weiß, was danach kommt. Sie fährt seit 31 Jahren, und die meisten Menschen auf der Insel haben keinen "
    "anderen Weg zur Arbeit."
)


def page(text: str, language: str) -> Document:
    """A page of one paragraph whose markup tells a language."""
    body = f"<article><h1>Ellmouth</h1><p>{text}</p><p>{text[:150]}.</p></article>"
    html = f'<!DOCTYPE html><html lang="{language}"><head><title>Ellmouth</title></head><body>{body}</body></html>'
    return Document("page.html", Form.PAGE, data=html.encode())


@pytest.mark.parametrize(
    ("text", "told", "language", "believed"),
    [
        (ENGLISH, "en-GB", "en", True),
        (GERMAN, "de", "de", True),
        (GERMAN, "en", "de", False),
        (ENGLISH, "de-AT", "en", False),
        # What detection does not know it cannot deny.
        (GERMAN, "lb", "lb", True),
    ],
)
def test_a_page_is_believed_about_its_language_unless_its_text_denies_it(
    text: str, told: str, language: str, believed: bool
) -> None:
    attribution = read_document("A", page(text, told)).attribution
    assert attribution.language == language
    assert (attribution.evidence.get("language") is Origin.PAGE) is believed


def test_a_file_in_another_encoding_is_noted(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Café stops\n\nThe café in Ellmouth will stop, they said.".encode("cp1252"))
    (tmp_path / "new.txt").write_text("Cafe stops\n\nThe cafe in Ellmouth will close, they said.", encoding="utf-8")
    story = load([tmp_path])
    assert "old.txt is not UTF-8: read as windows-1252" in story.notes
    assert not any("new.txt" in note for note in story.notes)
    assert "Café" in story.articles[1].text


def test_a_page_that_may_not_be_whole_is_noted(tmp_path: Path) -> None:
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    html = page(ENGLISH, "en").data.replace(b"</head>", told.encode() + b"</head>")
    (tmp_path / "walled.html").write_bytes(html)
    (tmp_path / "open.html").write_bytes(page(ENGLISH, "en").data)
    notes = load([tmp_path]).notes
    assert [note for note in notes if "may not be whole" in note] == ["walled.html may not be whole: behind a paywall"]


def test_the_draft_is_the_first_source_and_not_asked_for_the_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Ferry to Ellmouth stops in April\n\n{ENGLISH}")
    (tmp_path / "mine.txt").write_text(f"My own ferry title\n\n{ENGLISH}")
    story = load([tmp_path], draft=tmp_path / "mine.txt")
    assert [(article.file, article.draft) for article in story.articles] == [("mine.txt", True), ("a.txt", False)]
    assert story.title == "Ferry to Ellmouth stops in April"


def story_of_versions(folder: Path) -> None:
    (folder / "gazette.txt").write_text(f"Ferry to stop\n\n{ENGLISH}")
    (folder / "gazette.2.txt").write_text(f"Ferry to stop in April\n\n{ENGLISH}")
    (folder / "story.toml").write_text(
        '[[sources]]\nfile = "gazette.2.txt"\noutlet = "Ellmouth Gazette"\nauthor = "Ann Lee"\n'
        'url = "https://gazette.example/ferry"\nearlier = [{file = "gazette.txt"}]\n'
    )


def test_a_file_that_is_named_is_what_the_manifest_beside_it_says(tmp_path: Path) -> None:
    story_of_versions(tmp_path)
    (tmp_path / "other.txt").write_text(f"The last ferry\n\n{GERMAN}")
    before, now, other = load([tmp_path / "gazette.2.txt", tmp_path / "gazette.txt", tmp_path / "other.txt"]).articles
    assert (now.attribution.outlet, now.attribution.author) == ("Ellmouth Gazette", "Ann Lee")
    assert before.attribution.outlet == "Ellmouth Gazette"
    assert before.attribution.url == "https://gazette.example/ferry"
    # What may have changed from one version to the next is asked of the version itself.
    assert before.attribution.title == "Ferry to stop"
    assert before.attribution.author is None
    assert other.attribution.outlet is None


def test_sentences_are_counted_in_one_pass() -> None:
    """Of a run of full stops, looked at from each of them, the counting took hours."""
    assert sentences_about("." * 300_000) == 1
    assert sentences_about(f"{'…' * 300_000} A. B") == 3
