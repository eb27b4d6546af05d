"""A comparison as a document: pure functions from Comparison to text, and the writing of that text to a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from aligner import whole
from aligner.errors import SynopticError
from aligner.export import json, markdown
from aligner.model import Comparison, Story

FORMATS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {"markdown": markdown.render, "json": json.render}
)
"""The formats by the name a user gives. Every document ends with a line end and is the same for the same comparison."""

_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json"}


def render(comparison: Comparison, format_name: str) -> str:
    """The comparison as a document in one of ``FORMATS``. Raises SynopticError for a format that is not among them."""
    if format_name not in FORMATS:
        raise SynopticError(f"there is no export format {format_name!r}; choose one of {', '.join(FORMATS)}")
    return FORMATS[format_name](comparison)


def format_for(path: str | Path) -> str:
    """The format that a file name's ending stands for. Raises SynopticError for an ending that stands for none."""
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise SynopticError(f"{path}: the ending tells no format; end the name in {' or '.join(_SUFFIXES)}")
    return _SUFFIXES[suffix]


def spare_articles(path: str | Path, story: Story) -> None:
    """Raise SynopticError if ``path`` is one of the articles that are compared: they are never written over."""
    for article in story.articles:
        with suppress(OSError):  # there is no such file yet, or writing will say what is wrong with it
            if Path(path).samefile(Path(story.path, article.file)):
                raise SynopticError(f"{path} is one of the articles compared; choose another name")


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
