"""Files put into a story's folder: whole or not at all, nothing ever overwritten but the manifest."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from aligner import export, whole
from aligner.errors import SynopticError
from aligner.reading import manifest, unfinished
from aligner.reading.files import held_by, is_address, shown
from aligner.reading.manifest import Entry
from aligner.stories import names
from aligner.stories.material import Material

_PREFIX = ".synoptic-"
_ENDING = ".new"
PAGES = "pages"
"""The folder, inside a story's, of the pages as they were fetched; no file in it is taken for an article."""


class Placed:
    """Where new sources go in a folder: their files by their paths in it, none of which is taken."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        self._folder = folder
        self._taken = {name.casefold() for name in _stems_in(folder)}

    def entry(self, material: Material) -> Entry:
        """The manifest's entry of a source whose files have found their names; one that lies here stays as it is."""
        inside = self._inside(material)
        if inside is not None:
            return Entry(inside)
        stem = names.unused(material.stem, self.is_taken)
        self._take(stem)
        file = f"{stem}{material.ending}"
        self.files[file] = material.content
        return Entry(file=file, page=self._page(stem, material), **asdict(material.told))

    def version(self, entry: Entry, material: Material) -> tuple[str, str | None]:
        """The files, text and page, of a newer version of a source."""
        stem = names.versioned(entry.file, 2 + len(entry.earlier), self.is_taken)
        self._take(stem)
        file = f"{stem}{material.ending}"
        self.files[file] = material.content
        return file, self._page(stem, material)

    def is_taken(self, stem: str) -> bool:
        """Whether a file of that name, with whatever ending, is there."""
        return stem.casefold() in self._taken

    def _inside(self, material: Material) -> str | None:
        if material.where is None or is_address(material.where):
            return None
        path = Path(os.path.realpath(material.where))
        folder = Path(os.path.realpath(self._folder))
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None

    def _take(self, stem: str) -> None:
        self._taken.add(stem.casefold())

    def _page(self, stem: str, material: Material) -> str | None:
        if material.page is None:
            return None
        page = f"{PAGES}/{stem.replace('/', '-')}{material.page_ending}"
        self.files[page] = material.page
        return page


def _stems_in(folder: Path) -> Iterator[str]:
    """The names without endings of the files of a folder, those of the pages as if they lay beside the texts."""
    for path in (*folder.glob("*"), *folder.glob("*/*")):
        stem = path.relative_to(folder).with_suffix("").as_posix()
        yield stem
        yield stem.removeprefix(f"{PAGES}/")


def build(folder: Path, files: Mapping[str, bytes], story: str) -> None:
    """A new folder with ``files``, by their paths in it, and a manifest.

    It appears as a whole: all is written beside it, under a hidden name, and then moved. Raises SynopticError.
    """
    target = Path(os.path.realpath(folder))
    _tidy(target.parent)
    beside = target.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_ENDING}")
    try:
        beside.mkdir()
        _put(beside, files, lambda: sound(story, beside))
        beside.rename(target)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def put(folder: Path, files: Mapping[str, bytes], story: Callable[[], str]) -> None:
    """Put files into a folder and then its manifest, the text that ``story`` returns when the files are there.

    If anything goes wrong, or the user ends it, no new file stays and the manifest is as it was. Where even the program
    is killed, what it had put there is on a list (``unfinished``): nobody takes it for an article, and ``tidied`` takes
    it out. Nothing is written where a link leads out of the folder. Raises SynopticError.
    """
    for name in (*files, manifest.NAME):
        if not manifest.is_inside(folder, folder / name):
            where = shown(name.rpartition("/")[0] or name)
            raise SynopticError(f"cannot write into {shown(folder)}: {where} there is a link out of it; take it away")
    try:
        unfinished.begin(folder, files)
        _put(folder, files, story)
        unfinished.end(folder)
    except OSError as error:
        unfinished.end(folder)
        raise _cannot_write(folder, error) from error
    except BaseException:
        unfinished.end(folder)
        raise


def tidied(folder: Path) -> None:
    """Take out of a folder what a program had put there that was killed before it was done. Raises SynopticError."""
    if not (folder / unfinished.NAME).exists():
        return
    path = folder / manifest.NAME
    entries = manifest.read(path).entries if path.exists() else ()
    try:
        unfinished.tidy(folder, [name for entry in entries for name in held_by(entry)])
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _tidy(folder: Path) -> None:
    """Take out new folders that programs which were killed left half made beside where they belong."""
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_ENDING}"):
            if path.stat().st_mtime < time.time() - whole.ABANDONED and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)


def _put(folder: Path, files: Mapping[str, bytes], story: Callable[[], str]) -> None:
    made: list[Path] = []
    try:
        with ExitStack() as ready:
            beside: dict[Path, Path] = {}
            for target, data in ((folder / name, data) for name, data in files.items()):
                if not target.parent.exists():
                    target.parent.mkdir()
                    made.append(target.parent)
                beside[target] = ready.enter_context(whole.beside(target, data))
            for target, temporary in beside.items():
                _appear(temporary, target)
                made.append(target)
            export.write(story(), folder / manifest.NAME)
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _appear(temporary: Path, target: Path) -> None:
    """A file that is whole in its place. Raises FileExistsError where there is one."""
    try:
        os.link(temporary, target)  # a rename would take the place of what is there
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS) or target.exists():
            raise
        temporary.rename(target)  # a file system without links


def sound(text: str, folder: Path) -> str:
    """The manifest's new text, read once as it will be: a folder is never left with one that cannot be read."""
    manifest.parse(text, Path(os.path.realpath(folder)) / manifest.NAME)
    return text


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else who asks for it changes the folder meanwhile; where a system has no such locks, nothing is locked."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        with suppress(OSError):  # a network's file system may know none
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _cannot_write(folder: Path, error: OSError) -> SynopticError:
    reason = (error.strerror or type(error).__name__).lower()
    return SynopticError(f"cannot write into {shown(folder)}: {reason}; choose another folder, or make room there")
