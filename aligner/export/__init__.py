"""A comparison as a document: pure functions from Comparison to text, and the writing of that text to a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from aligner import whole
from aligner.errors import SynopticError
from aligner.export.selection import Selection
from aligner.model import Comparison, Story

__all__ = ["FORMATS", "SUFFIXES", "Selection", "format_for", "render", "spare_articles", "write"]

_RENDERED_BY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "markdown": ("markdown", "render"),
        "table": ("table", "render"),
        "html": ("html", "render"),
        "csv": ("csv", "render"),
        "csv-values": ("csv", "render_values"),
        "json": ("json", "render"),
        "calls": ("calls", "render"),
    }
)
"""By format the module of this package and its function: one is loaded when something is written in it."""

FORMATS = tuple(_RENDERED_BY)
"""The formats by the name a user gives. Every document ends with a line end and is the same for the same comparison."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        "markdown": ".md",
        "table": ".md",
        "html": ".html",
        "csv": ".csv",
        "csv-values": ".csv",
        "json": ".json",
        "calls": ".md",
    }
)
"""The ending of a file's name by its format."""

_FORMAT_OF = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}


_DECISIONS = ".decisions.json"
"""What the files end in that decisions are kept in: a story's, and those beside an export."""


def render(comparison: Comparison, format_name: str, selection: Selection | None = None) -> str:
    """The comparison, or the facts of it that were selected, as a document in one of ``FORMATS``.

    Raises SynopticError for a format that is not among them.
    """
    if format_name not in FORMATS:
        raise SynopticError(f"there is no export format {format_name!r}; choose one of {', '.join(FORMATS)}")
    module, function = _RENDERED_BY[format_name]
    found: Callable[[Comparison, Selection | None], str] = getattr(import_module(f"aligner.export.{module}"), function)
    return found(comparison, selection)


def format_for(path: str | Path) -> str:
    """The format that a file name's ending stands for. Raises SynopticError for an ending that stands for none."""
    suffix = Path(path).suffix.lower()
    if suffix not in _FORMAT_OF:
        raise SynopticError(f"{path}: the ending tells no format; end the name in {_ENDINGS}")
    return _FORMAT_OF[suffix]


_ENDINGS = ".md, .html, .csv or .json"


def spare_articles(path: str | Path, story: Story, opened: Iterable[Path] = ()) -> None:
    """Raise SynopticError if ``path`` is one of the articles, or what a person decided: they are never written over.

    Nor is an export that was opened, where it is named in ``opened``: a selection of it would leave the rest nowhere.
    """
    if Path(path).name.lower().endswith(_DECISIONS):
        raise SynopticError(f"{path} is where decisions are kept; choose another name")
    kept = {Path(story.path, article.file): "one of the articles compared" for article in story.articles}
    kept |= dict.fromkeys(opened, "what was opened")
    for file, what in kept.items():
        with suppress(OSError, ValueError):  # there is no such file yet, or writing will say what is wrong with it
            if Path(path).samefile(file):
                raise SynopticError(f"{path} is {what}; choose another name")


def write(text: str, path: str | Path) -> Path:
    """Write ``text`` to ``path`` as UTF-8, whole or not at all, and return the path written to.

    The text goes to a new file in the same folder which then takes the place of ``path``; a reader sees the old file
    or the new one, never a part, and a failure leaves the old one as it was. An existing file keeps its permissions, a
    new one has the usual ones (umask); a symbolic link is followed.

    Raises SynopticError, naming the file and the remedy, for a folder, a device, a missing folder, a file that is
    write-protected, and whatever else the system refuses.
    """
    try:
        target = Path(os.path.realpath(path))
        _replace(target, text.encode("utf-8"), _mode_to_keep(target, path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SynopticError(f"cannot write {path}: {reason}; choose another file or folder") from error
    except ValueError as error:
        raise SynopticError(f"cannot write {path}: no file can have that name; choose another") from error
    return Path(path)


def _mode_to_keep(target: Path, path: str | Path) -> int | None:
    """The permissions of the file that is to be replaced, None if there is none; refuses what cannot be replaced."""
    if not target.parent.is_dir():
        raise SynopticError(f"cannot write {path}: there is no folder {target.parent}; make it first")
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise SynopticError(f"cannot write {path}: it is a folder; add a file name")
    if not stat.S_ISREG(status.st_mode):
        raise SynopticError(f"cannot write {path}: it is not an ordinary file; choose another name")
    if not os.access(target, os.W_OK):
        raise SynopticError(f"cannot write {path}: the file is write-protected; choose another name")
    return stat.S_IMODE(status.st_mode)


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    with whole.beside(target, data) as temporary:
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
