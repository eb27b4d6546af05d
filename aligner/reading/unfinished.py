"""What was being put into a story's folder when something ended the program: known by a list that was made before.

New texts appear one after another, and ``story.toml`` names them at last. Whoever looks in between, or after the
program was killed there, would take a text that nothing names yet for an article like any other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final

from aligner import whole

NAME: Final = ".synoptic.adding"
"""The list: by their paths in the folder the files that are being added, with what they hold (SHA-256)."""

_MOST_BYTES: Final = 1_000_000
_MOST_FILE: Final = 250_000_000


def begin(folder: Path, files: Mapping[str, bytes]) -> None:
    """List what is about to appear in a folder, by the paths in it. Raises OSError."""
    listed = json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()})
    with whole.beside(folder / NAME, listed.encode("utf-8")) as temporary:
        temporary.replace(folder / NAME)


def end(folder: Path) -> None:
    """All that was listed is where it belongs, or nothing of it is there."""
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)


def left(folder: Path, named: Collection[str]) -> tuple[str, ...]:
    """The files of a folder that are on the list, and not ``named`` by the manifest: nobody was done with them.

    One that somebody changed since is not among them: it is theirs now.
    """
    return tuple(name for name, digest in _listed(folder).items() if name not in named and _holds(folder, name, digest))


def tidy(folder: Path, named: Collection[str]) -> None:
    """Take out what is left, and the list. To be called by whoever has the folder for themselves. Raises OSError."""
    if not (folder / NAME).is_file():
        return
    listed = _listed(folder)
    for name in left(folder, named):
        (folder / name).unlink()
    for inner in {path.parent for name in listed if (path := folder / name).parent != folder}:
        for half in inner.glob(whole.HALF):  # who wrote it is dead, or we would not have the folder
            half.unlink()
        with suppress(OSError):  # something else lies there
            inner.rmdir()
    end(folder)


def _listed(folder: Path) -> dict[str, str]:
    """What is on the list; nothing where there is none. It may come from anybody: no path leads out of the folder."""
    try:
        listed: Any = json.loads(whole.read(folder / NAME, _MOST_BYTES))
    except (OSError, ValueError, RecursionError, whole.TooLargeError):
        return {}
    if not isinstance(listed, dict):
        return {}
    return {name: digest for name, digest in listed.items() if isinstance(digest, str) and _is_plain(name)}


def _is_plain(name: str) -> bool:
    """Whether a path is one that we put something at: in the folder, or in one in it."""
    path = PurePosixPath(name)
    return not path.is_absolute() and 1 <= len(path.parts) <= 2 and ".." not in path.parts and name.isprintable()


def _holds(folder: Path, name: str, digest: str) -> bool:
    path = folder / name
    if path.is_symlink() or path.parent.is_symlink():
        return False
    try:
        return hashlib.sha256(whole.read(path, _MOST_FILE)).hexdigest() == digest
    except (OSError, ValueError, whole.TooLargeError):
        return False
