"""What is collected before anything is read: the sources as files, pages or pasted text, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, product
from pathlib import Path
from string import ascii_uppercase

from aligner.limits import BUILT_IN, Limits
from aligner.model import Article, Attribution, Comparison, Story
from aligner.reading.manifest import Entry, Manifest


class Form(StrEnum):
    """What a source is written in."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    PAGE = "HTML"
    ARCHIVE = "MHTML"


@dataclass(frozen=True, slots=True)
class Document:
    """One source as it was collected.

    ``file`` is its name inside the story's folder, or what stands for one ("stdin 1", an address). ``text`` is what is
    decoded already, ``data`` the bytes of a page, whose encoding is a question of its content; ``charset`` is the one
    its server told. ``path`` is where it lies, None for what lies nowhere. ``encoding`` names how ``text`` was decoded.
    ``known`` is what is told of a source outside of it: by the export it was in. ``kept`` is the page that a text was
    taken from, which lies in the story's folder as well. ``version`` is there for a source of which the manifest names
    several versions: the file of the current one, and which of them this is, the oldest 0.
    """

    file: str
    form: Form = Form.TEXT
    text: str = ""
    data: bytes = b""
    path: Path | None = None
    encoding: str | None = None
    charset: str | None = None
    url: str | None = None
    entry: Entry | None = None
    known: Attribution | None = None
    kept: Document | None = None
    draft: bool = False
    version: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """A story that is not read yet. ``comparison`` is the finished one, where an export was opened.

    ``path`` is the folder (or the files' common folder) as the user gave it. ``folders`` are those that were named:
    what comes to lie in them belongs to the story, too. ``exports`` are the comparisons that were named. ``limits``
    bound what is read of it.
    """

    title: str
    path: str
    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()
    manifest: Manifest | None = None
    comparison: Comparison | None = None
    folders: tuple[Path, ...] = ()
    exports: tuple[Path, ...] = ()
    limits: Limits = BUILT_IN

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files and folders by whose change the story changes; nothing of what was fetched or pasted."""
        both = (one for document in self.documents for one in (document, document.kept) if one is not None)
        files = [one.path for one in both if one.path is not None]
        told = [self.manifest.path] if self.manifest is not None else []
        return (*self.folders, *files, *told, *self.exports)

    @property
    def story(self) -> Story:
        """The story as far as it is known now: its sources by their files, without their text."""
        if self.comparison is not None:
            return self.comparison.story
        articles = tuple(
            Article(letter, document.file, document.text, document.known or Attribution(), (), draft=document.draft)
            for letter, document in zip(letters(), self.documents, strict=False)
        )
        return Story(title=self.title, path=self.path, articles=articles, notes=self.notes)


def letters() -> Iterator[str]:
    """A, B ... Z, AA, AB ..."""
    return ("".join(found) for length in count(1) for found in product(ascii_uppercase, repeat=length))
