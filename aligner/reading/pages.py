"""Saved and fetched pages, and Markdown: the article's text out of its layout, and what the page tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model import Attribution
from aligner.reading.documents import Document


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its title in the first line, then a line for each paragraph, an empty one between two.

    ``attribution`` is what the page's metadata tell. ``partial`` says, in a few words, why the text may not be whole
    ("behind a paywall"); None where nothing shows that.
    """

    text: str
    attribution: Attribution
    encoding: str
    partial: str | None = None


def read(document: Document) -> Page:
    """The article of a page, an archived page (MHTML) or a Markdown file.

    Raises SynopticError, naming the file and the remedy, where there is none in it.
    """
    raise NotImplementedError(document.file)
