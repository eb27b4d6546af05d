"""The stories in a folder of folders, found by names alone: no article is read, so that a thousand take no time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from aligner.errors import SynopticError
from aligner.reading import manifest
from aligner.reading.documents import Form
from aligner.reading.files import FORMS, clean_name, folder_name, held_by, is_about, leads_out, shown

BATCH: Final = "synoptic.batch.json"
"""In the folder of the documents that ``synoptic batch`` wrote: no stories lie there."""

_LEVELS: Final = 2
"""How deeply stories lie in the folder that is opened: DIR/bridge, or sorted by whatever as in DIR/2031/bridge."""
_PICTURES_OF: Final = "_files"
"""What browsers call the folder beside a saved page, after the page's name."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story as far as its folder shows it.

    ``path`` is the folder, ``name`` what it is called inside the one that was opened ("2031/bridge"). ``sources``
    counts the files that look like articles, ``changed`` is when the last of them was (seconds since 1970), None where
    there is none. ``reason`` is one line that says why the story cannot be opened.
    """

    path: str
    name: str
    title: str
    sources: int = 0
    changed: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of stories, by name. ``path`` is the folder as the user gave it."""

    path: str
    title: str
    stories: tuple[Shelved, ...]


def find(folder: str | os.PathLike[str], levels: int = _LEVELS) -> Shelf | None:
    """The stories in a folder's sub-folders; None for a folder that is a story itself, or that holds none.

    A folder is a story if there is a ``story.toml`` in it, whatever lies below it, or an article. A few words about
    the stories beside them, in Markdown, make the folder no story. Sub-folders that are no stories are looked into in
    their turn, ``levels`` deep in all; hidden ones, those with the pictures of saved pages, and those with the
    documents of a batch are left out. One that may not be read is among the stories, with the reason, and so is one
    to which a link leads out of the folder.
    """
    path = os.fspath(folder)
    try:
        here = _look(path)
    except OSError:
        return None
    if here.is_story:
        return None
    found = tuple(_below(here, "", levels, path))
    if not found or (here.articles and all(story.reason is not None for story in found)):
        return None
    return Shelf(path, folder_name(path), found)


def beside(folder: str | os.PathLike[str]) -> Shelf | None:
    """The stories in the folder that a story's folder lies in; None if it is the only one."""
    own = os.path.realpath(folder)
    found = find(Path(own).parent, levels=1)
    others = [story for story in found.stories if os.path.realpath(story.path) != own] if found is not None else []
    return found if others else None


@dataclass(slots=True)
class _Folder:
    """What lies in a folder: its articles, other files and folders by name."""

    path: str
    articles: list[os.DirEntry[str]] = field(default_factory=list)
    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)

    @property
    def is_story(self) -> bool:
        """Whether it is one for sure: Markdown alone may be about stories that lie below."""
        return manifest.NAME in self.files or any(_form(entry.name) is not Form.MARKDOWN for entry in self.articles)


def _look(path: str) -> _Folder:
    """What lies there, by name, without what is hidden. Raises OSError for what cannot be read."""
    found = _Folder(path)
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                found.folders.append(entry.name)
                continue
            found.files[entry.name] = entry
            if _form(entry.name) is not None and not is_about(entry.name):
                found.articles.append(entry)
    pages = {PurePath(name).stem for name in found.files}
    found.folders = [
        name for name in found.folders if not (name.endswith(_PICTURES_OF) and name[: -len(_PICTURES_OF)] in pages)
    ]
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _form(name: str) -> Form | None:
    return FORMS.get(PurePath(name).suffix.lower())


def _below(folder: _Folder, before: str, levels: int, top: str) -> Iterator[Shelved]:
    """The stories in the sub-folders of one that is none; ``before`` stands before their names, ``top`` was opened."""
    for name in folder.folders:
        path, called = str(PurePath(folder.path, name)), f"{before}{clean_name(name)}"
        try:
            here = _look(path)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            yield Shelved(path, called, called, reason=f"cannot be read: {reason}")
            continue
        if BATCH in here.files:
            continue
        if Path(path).is_symlink():
            if (elsewhere := leads_out(Path(path), top)) is not None and (here.is_story or here.articles):
                yield Shelved(path, called, called, reason=f"it is a link out of the folder: open {shown(elsewhere)}")
            continue  # what lies in the folder is there by its own name
        inside = [] if here.is_story or levels <= 1 else list(_below(here, f"{called}/", levels - 1, top))
        if here.is_story or (here.articles and not inside):
            yield _shelved(here, called)
        yield from inside


def _shelved(folder: _Folder, name: str) -> Shelved:
    told, reason = None, None
    if manifest.NAME in folder.files:
        try:
            told = manifest.read(Path(folder.path, manifest.NAME))
        except SynopticError as error:
            reason = str(error)
    entries = told.entries if told is not None else ()
    held = {file for entry in entries for file in held_by(entry)}
    apart = [entry for entry in folder.articles if entry.name not in held]
    times = list(_times(folder))
    title = (told.title if told is not None else None) or name
    return Shelved(folder.path, name, title, len(entries) + len(apart), max(times, default=None), reason)


def _times(folder: _Folder) -> Iterator[float]:
    told = [entry for name, entry in folder.files.items() if name == manifest.NAME]
    for entry in (*folder.articles, *told):
        try:
            yield entry.stat().st_mtime
        except OSError:  # a link that leads nowhere, or it is gone
            continue
