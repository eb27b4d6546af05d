"""The page that a story's text was taken from, kept beside it: what its markup told is asked of it again."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from aligner.errors import SynopticError
from aligner.reading.documents import Document, Form
from aligner.reading.manifest import Entry

if TYPE_CHECKING:
    from aligner.reading.pages import Page

_MOST_BYTES = 20_000_000


def kept_page(folder: Path, entry: Entry) -> Page | None:
    """The article in the page that a manifest's entry names; None where there is none that can be read.

    ``folder`` is the story's.
    """
    from aligner.reading import pages
    from aligner.reading.files import FORMS

    path = folder / entry.page if entry.page is not None else None
    if path is None or not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES)
        form = FORMS.get(path.suffix.lower(), Form.PAGE)
        return pages.read(Document(path.name, form, data=data, path=path, url=entry.url))
    except (SynopticError, OSError):
        return None


def headings_of(document: Document) -> tuple[str | None, tuple[str, ...]]:
    """The title and the headings of a text that was taken out of a page, as the page's markup tells them.

    Without them a deck and sub-headings look like paragraphs. None and nothing for a text that has no page, or was
    edited since it was taken from it.
    """
    if document.entry is None or document.entry.page is None or document.path is None:
        return None, ()
    folder = document.path.parents[len(PurePosixPath(document.entry.file).parts) - 1]
    page = kept_page(folder, document.entry)
    if page is None or page.text.split() != document.text.split():
        return None, ()
    return page.attribution.title, page.headings
