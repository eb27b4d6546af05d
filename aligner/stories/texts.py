"""The texts that were taken out of pages, kept beside them: what the offsets of a comparison point into."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from aligner.errors import SynopticError
from aligner.model import Story
from aligner.reading import Collected

FOLDER = ".synoptic"
"""Hidden, so that no text in it is taken for an article, and apart, so that it can be deleted as a whole."""


def keep(collected: Collected, story: Story) -> tuple[Path, ...]:
    """Write the extracted texts of a story that was read, each as ``.synoptic/NAME.txt`` beside its page NAME.

    What is there already and the same is left alone. A folder that may not be written to keeps nothing; nobody is
    told, since everything works without. Returns the files that hold the texts now.
    """
    paths = {document.file: document.path for document in collected.documents if document.path is not None}
    kept = []
    for article in story.articles:
        page = paths.get(article.file)
        if article.extracted and page is not None:
            with suppress(OSError, SynopticError):
                kept.append(_keep(page, article.text))
    return tuple(kept)


def place_of(page: Path) -> Path:
    """Where the text that was taken out of a page is kept."""
    return page.parent / FOLDER / f"{page.name}.txt"


def _keep(page: Path, text: str) -> Path:
    from aligner import export

    place = place_of(page)
    if place.parent.is_symlink() or place.is_symlink():
        raise SynopticError(f"{place} is a link: what it leads to is not written over")
    data = text.encode("utf-8")
    if not place.is_file() or place.read_bytes() != data:
        place.parent.mkdir(exist_ok=True)
        export.write(text, place)
    return place
