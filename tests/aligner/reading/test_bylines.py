"""Bylines and date lines of articles in other languages than English, in plain text."""

from __future__ import annotations

import pytest

from aligner.model import Kind
from aligner.reading import dates
from aligner.reading.article import read_article
from aligner.reading.bylines import byline

BODY = (
    "La compagnie a annoncé mardi que le ferry d'Ellmouth s'arrêtera au printemps, faute de passagers.\n\n"
    "Die Fähre nach Ellmouth stellt den Betrieb ein, teilte die Hafenbehörde der Stadt am Dienstag mit.\n"
)


def read(line: str) -> tuple[Kind, str | None, str | None]:
    """The kind of a line between a title and its text, and what it tells as author and date."""
    article = read_article("A", "a.txt", f"Le ferry d'Ellmouth s'arrête au printemps\n\n{line}\n\n{BODY}")
    return article.blocks[1].kind, article.attribution.author, article.attribution.published


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Par Solène Marchand", "Solène Marchand"),
        ("Par Élodie de la Tour et Jean Roux, à Lyon", "Élodie de la Tour et Jean Roux"),
        ("Von Anna Schmidt und Jonas Weber", "Anna Schmidt und Jonas Weber"),
        ("Von Anna Schmidt, Ellmouth", "Anna Schmidt"),
        ("Por María José López", "María José López"),
        ("Di Giovanni Rossi e Ada Bruni", "Giovanni Rossi e Ada Bruni"),
        ("Door Jan van der Berg", "Jan van der Berg"),
    ],
)
def test_bylines(line: str, author: str) -> None:
    assert read(line) == (Kind.FURNITURE, author, None)


@pytest.mark.parametrize(
    "line",
    [
        "Von der Leyen Backs Harbour Plan",
        "Di Maria Scores Again",
        "Par for the Course at Ellmouth Links",
        "Por qué se detiene el ferry",
        "Par un vote serré, le conseil refuse",
    ],
)
def test_what_only_begins_like_a_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publié le 27 février 2024 à 14h05, mis à jour le 28 février 2024", "2024-02-27"),
        ("Mis à jour le 28 février 2024, publié le 27 février 2024", "2024-02-27"),
        ("Stand: 27. Februar 2024, 14:05 Uhr", "2024-02-27"),
        ("Dienstag, 3. März 2026", "2026-03-03"),
        ("Publicado el 27 de febrero de 2024 a las 14:05", "2024-02-27"),
        ("Pubblicato il 1º marzo 2024 alle ore 14:05", "2024-03-01"),
        ("Publicado em 27 de fevereiro de 2024, às 14h05", "2024-02-27"),
        ("Gepubliceerd op 27 februari 2024 om 14:05 uur", "2024-02-27"),
        ("1er mai 2024", "2024-05-01"),
    ],
)
def test_date_lines(line: str, date: str) -> None:
    assert dates.is_date_line(line)
    assert read(line) == (Kind.FURNITURE, None, date)


@pytest.mark.parametrize(
    "line", ["Le 27 février 2024, le ferry s'arrête", "Am 3. März 2026 schließt die Fähre", "30 février 2024 à Lyon"]
)
def test_a_date_in_a_sentence_is_no_date_line(line: str) -> None:
    assert not dates.is_date_line(line)
