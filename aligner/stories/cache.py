"""Comparisons that were made before, kept in the user's folder for caches: the same articles are not aligned twice.

An entry (``aligner.stories.entry``) lies under a name made of everything that the comparison depends on: the articles
as they were collected, the options, the aligner itself. So nothing has to be declared
outdated, and two programs at once can only write the same thing. Whatever is wrong with the cache, a comparison is made
without it: an entry that cannot be read is not there, one that cannot be written is not kept.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache as once
from pathlib import Path
from typing import Final

from aligner import whole
from aligner.decisions.records import NONE, Decisions
from aligner.model import Comparison, Options, Progress
from aligner.reading.documents import Collected, Document
from aligner.stories import texts

FOLDER_VARIABLE: Final = "SYNOPTIC_CACHE_DIR"
"""Names the folder of the cache in place of the user's own."""
MOST_BYTES: Final = 200_000_000
MOST_ENTRIES: Final = 1000
"""What the cache holds at most; the comparisons that were not asked for the longest time go first."""

_SUFFIX: Final = ".json"
_NOTED: Final = ".dist-info"
_ABANDONED: Final = 3600.0
"""Seconds after which a temporary file belongs to nobody any more."""
_MADE_WITH: Final = ("nltk", "rapidfuzz", "trafilatura", "justext", "lxml", "lxml_html_clean", "markdown-it-py")
"""Libraries whose next version may find other sentences, words, articles and paragraphs."""


def compared(
    collected: Collected,
    options: Options,
    progress: Progress | None = None,
    *,
    keep: bool = True,
    corrections: Decisions = NONE,
) -> Comparison:
    """The comparison of a collected story: from the cache, or made and kept there; ``keep`` False leaves it alone.

    Where an export was opened it is the comparison in there, whatever the options. Raises SynopticError for what cannot
    be read as articles.
    """
    if collected.comparison is not None:
        return collected.comparison
    name = key(collected, options, corrections) if keep else ""
    found = load(name, collected) if keep else None
    if found is None:
        from aligner.comparison import compare
        from aligner.reading.story import read

        found = compare(read(collected), options, progress, corrections)
        if keep:
            store(name, found)
    texts.keep(collected, found.story)
    return found


def load(name: str, collected: Collected, *, most: int = MOST_BYTES) -> Comparison | None:
    """The comparison of a collected story in the entry of a name (see ``key``), or None if there is none to be used.

    An entry of more bytes than ``most`` is left alone.
    """
    from aligner.stories import entry

    try:
        data = _read(folder() / f"{name}{_SUFFIX}", min(most, MOST_BYTES))
    except (OSError, ValueError):
        return None
    # The same articles may lie elsewhere today.
    return entry.read(data, name, collected.path)


def store(name: str, comparison: Comparison) -> bool:
    """Keep a comparison under a name, and say whether it is kept. Who reads meanwhile sees it whole or not at all."""
    from aligner.stories import entry

    try:
        data = entry.written(comparison, name)
        kept = folder()
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(kept / f"{name}{_SUFFIX}", data)
        _tidy(kept)
    except (OSError, ValueError):
        return False
    return True


def folder() -> Path:
    """The folder of the cache, made or not."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("synoptic", appauthor=False) / "comparisons"


def key(collected: Collected, options: Options, corrections: Decisions = NONE) -> str:
    """The name of everything that the comparison of a collected story depends on, in letters and digits.

    That is what its articles hold, in their order, what is told of them and how they are called; not where they lie;
    and what a person put right.
    """
    digest = hashlib.sha256(_aligner().encode())
    told = collected.manifest.title if collected.manifest is not None else None
    _feed(
        digest,
        repr((options, collected.title, told, collected.notes, collected.limits.leaving_out)).encode(
            "utf-8", "surrogatepass"
        ),
    )
    for document in collected.documents:
        for part in _parts(document):
            _feed(digest, part)
    if len(corrections):
        from aligner.decisions import document as decided

        _feed(digest, decided.render(corrections).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _parts(document: Document) -> Iterator[bytes]:
    """All of a document but where it lies, the page it was taken from included: that is asked for its headings."""
    told = (
        document.file,
        document.form,
        document.encoding,
        document.charset,
        document.url,
        document.draft,
        document.version,
    )
    yield repr((told, document.entry, document.known, document.kept is None)).encode("utf-8", "surrogatepass")
    yield document.text.encode("utf-8", "surrogatepass")
    yield document.data
    if document.kept is not None:
        yield from _parts(document.kept)


def _feed(digest: hashlib._Hash, part: bytes) -> None:
    # The length first: where one part ends and the next begins matters, too.
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


@once
def _aligner() -> str:
    """What aligns, in one line: an aligner that finds something else has another one.

    The source is known by its files' names, sizes and times: reading them all would take longer than the rest.
    """
    source = Path(__file__).resolve().parent.parent
    return repr((sys.version_info[:3], _versions(), sorted(_sources(source, ""))))


def _sources(folder: str | Path, within: str) -> Iterator[tuple[str, int, int]]:
    """The modules in a folder and below: the path from the aligner's own folder, the size and the time of each."""
    with os.scandir(folder) as found:
        for one in found:
            if one.name.endswith(".py"):
                at = one.stat()
                yield f"{within}{one.name}", at.st_size, at.st_mtime_ns
            elif one.is_dir() and one.name != "__pycache__":
                yield from _sources(one.path, f"{within}{one.name}/")


def _versions() -> list[str]:
    """The versions of the libraries a comparison is made with: as the names of their folders tell them, if they do.

    What an installer notes of ``markdown-it-py`` lies in ``markdown_it_py-3.0.0.dist-info`` beside it; to read it there
    takes longer than a comparison that is kept.
    """
    found: dict[str, str] = {}
    for folder in reversed(sys.path):  # of two the first one is imported
        with suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                if entry.name.endswith(_NOTED):
                    library, _, told = entry.name.removesuffix(_NOTED).partition("-")
                    found[library.lower()] = told
    return [found.get(name.replace("-", "_")) or _version(name) for name in _MADE_WITH]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


# --- the folder -----------------------------------------------------------------------------------


def _read(path: Path, most: int) -> bytes:
    """A file of one's own, of so many bytes at most, that is no link; it was asked for just now. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > most or about.st_uid != _owner(about):
            raise OSError(f"{path} is no entry")
        with suppress(OSError, NotImplementedError):
            os.utime(file.fileno() if os.utime in os.supports_fd else path)
        return file.read(most)


def _owner(about: os.stat_result) -> int:
    """Who may have written an entry: the user that reads it, where the system tells users apart."""
    return os.geteuid() if hasattr(os, "geteuid") else about.st_uid


def _write(path: Path, data: bytes) -> None:
    """Put a file into its place whole, readable for its owner alone; one that a crash damages is made again."""
    with whole.beside(path, data, 0o600, lasting=False) as temporary:
        temporary.replace(path)


def _tidy(kept: Path) -> None:
    """Take out what was not asked for the longest time, until the rest is within its bounds."""
    entries: list[tuple[float, int, Path]] = []
    with os.scandir(kept) as found:
        for entry in found:
            with suppress(OSError):  # another program has taken it out
                at = entry.stat(follow_symlinks=False)
                if entry.name.endswith(_SUFFIX):
                    entries.append((at.st_mtime, at.st_size, Path(entry.path)))
                elif entry.name.endswith(".tmp") and at.st_mtime < time.time() - _ABANDONED:
                    Path(entry.path).unlink()
    size = 0
    for number, (_, bytes_, path) in enumerate(sorted(entries, reverse=True)):
        size += bytes_
        if number >= MOST_ENTRIES or size > MOST_BYTES:
            with suppress(OSError):
                path.unlink()
