"""The file in which the decisions about a story are kept: beside its articles, written at once, never over others'.

One program at a time writes it: whoever has the lock on the story's folder, which ends with the program however that
ends. What somebody without the lock changed, an editor or git, is taken in before anything is written. What cannot be
written lies in a file of its own beside it until it can be.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

from aligner import whole
from aligner.decisions.book import Book
from aligner.decisions.document import Document, parse, render
from aligner.decisions.records import NONE, Decisions
from aligner.errors import SynopticError
from aligner.locks import Lock
from aligner.reading.documents import Collected
from aligner.reading.files import shown

NAME: Final = "synoptic.decisions.json"
"""The file of a story's folder."""
MOST_BYTES: Final = 20_000_000
"""The largest file that is read."""

_SUFFIX: Final = ".decisions.json"
_UNKEPT: Final = ".unkept-"
"""Between the stem of the file's name and a number: the file of what could not be written into the other."""
_ABANDONED: Final = 3600.0
"""Seconds after which a temporary file belongs to nobody any more."""


class State(Enum):
    """What became of the decisions."""

    KEPT = "kept"
    BUSY = "another synoptic has the story"
    UNREADABLE = "the file cannot be read"
    FAILED = "the file cannot be written"


@dataclass(frozen=True, slots=True)
class Taken:
    """What others changed: the file as it was known, and as it was found. To be taken in (``Book.take_in``)."""

    before: Decisions
    after: Decisions


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the decisions, and why in a line; ``is_new`` if that is not what was said the last time.

    ``taken`` is what others changed since the last outcome. ``remarks`` are lines on what is in the file.
    """

    state: State
    reason: str = ""
    is_new: bool = False
    taken: tuple[Taken, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the file holds the decisions."""
        return self.state is State.KEPT

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell, or to take in."""
        return bool((self.is_new and self.reason) or self.taken or self.remarks)


def path_for(collected: Collected) -> Path | None:
    """Where the decisions about a collected story are kept; None for what lies nowhere: fetched, pasted.

    In the story's folder or the files' common one; of an export that was opened, X.json, in X.decisions.json beside it.
    """
    if collected.comparison is not None:
        return next((path.with_name(f"{path.stem}{_SUFFIX}") for path in collected.exports), None)
    if all(document.path is None for document in collected.documents):
        return None
    return Path(collected.path, NAME)


def read(collected: Collected) -> Decisions:
    """The decisions about a collected story: those in its file or, where an export has none yet, those it brings along.

    Raises SynopticError for a file that cannot be read.
    """
    path = path_for(collected)
    data = _bytes(path) if path is not None else b""
    return _parsed(data, path).decisions if data.strip() and path is not None else brought(collected)


def read_at(path: Path) -> Decisions:
    """The decisions in a file; none where there is no such file. Raises SynopticError for one that cannot be read."""
    data = _bytes(path)
    return _parsed(data, path).decisions if data.strip() else NONE


def remarks(collected: Collected) -> Iterator[str]:
    """What had better be mended in the file of a collected story, a line each."""
    path = path_for(collected)
    if path is None:
        return
    try:
        yield from _parsed(_bytes(path), path).remarks
    except SynopticError as error:
        yield str(error)
    for name in _beside(path):
        if _is_unkept(path, name):
            yield f"{shown(name)} holds decisions that could not be kept: open the story to have them taken in"


def brought(collected: Collected) -> Decisions:
    """The decisions that an export which was opened shows; they hold as long as it has no file of its own."""
    if collected.comparison is None:
        return NONE
    from aligner.decisions.recovering import recovered

    return recovered(collected.comparison)


def _bytes(path: Path) -> bytes:
    """What is in a file; nothing where there is none. Raises SynopticError for what cannot be read."""
    try:
        data = whole.read(path, MOST_BYTES)
    except FileNotFoundError:
        return b""
    except whole.TooLargeError:
        most = MOST_BYTES // 1_000_000
        raise SynopticError(f"{shown(path)} is larger than {most} MB, no file of decisions: move it away") from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.EISDIR, errno.ENXIO):
            raise SynopticError(f"{shown(path)} is no ordinary file: move it away") from None
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SynopticError(f"{shown(path)} cannot be read ({reason}): mend that, or move it away") from None
    return data


def _parsed(data: bytes, path: Path) -> Document:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SynopticError(f"{shown(path)} is not UTF-8: put an earlier file in its place, or move it away") from None
    return parse(text, shown(path)) if text.strip() else Document()


# --- one who writes -------------------------------------------------------------------------------


class Keeper:
    """Keeps the decisions of one story in their file, as long as a program has it open. For one thread at a time.

    Args:
        path: The file; see ``path_for``.

    ``is_busy`` says whether another program has the story. ``unkept`` is the file that takes what cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.unkept = self.path.with_name(f"{self.path.stem}{_UNKEPT}{os.urandom(4).hex()}.json")
        # Several exports may share a folder: then the lock is on the export itself.
        export = self.path.name.removesuffix(_SUFFIX) + ".json"
        self._lock = Lock(self.path.parent if self.path.name == NAME else self.path.with_name(export))
        # The file as it was read or written last, and what others changed in it so far.
        self._data = b""
        self._known = Document()
        self._taken: list[Taken] = []
        self._said = State.KEPT, ""

    @property
    def is_busy(self) -> bool:
        """Whether another program has the story."""
        return self._lock.is_busy

    @property
    def has_file(self) -> bool:
        """Whether there is a file with decisions in it, or there was one."""
        return bool(self._data.strip())

    def open(self) -> tuple[Decisions, Outcome]:
        """The decisions there are, and what there is to say of them; have the lock from here on, if it is to be had.

        What could not be written the last time and lies beside the file is among them, and is put into it.
        """
        self._lock.take()
        remarks: list[str] = []
        left = {} if self.is_busy else self._left(remarks)
        aside = [decision for document in left.values() for decision in document.decisions]
        try:
            self._look()
        except SynopticError as error:
            return NONE.with_(aside), self._outcome(State.UNREADABLE, f"{error}; until then it stays as it is")
        self._taken.clear()
        remarks += self._known.remarks
        found = self._known.decisions.with_(aside)
        if self.is_busy:
            told = "another synoptic has this story open: what you decide is put into its file when that has ended"
            outcome = self._outcome(State.BUSY, told)
        elif left:
            outcome = self.keep(found)
            if outcome.state is State.KEPT:
                remarks += [f"{shown(path.name)}, what could not be kept the last time, is taken in" for path in left]
                _remove(left)
        else:
            outcome = Outcome(State.KEPT)
        return found, replace(outcome, remarks=(*remarks, *outcome.remarks))

    def keep(self, decisions: Decisions, seen: int | None = None) -> Outcome:
        """Put decisions into the file, with all that others changed in it since.

        ``seen`` is how many of the changes by others, of all that were ever told of in ``Outcome.taken``, are in
        ``decisions``; all of them if None. The others are put there. What cannot be written lies beside the file until
        it can be.
        """
        self._lock.take()
        first = len(self._taken)
        taken_in = first if seen is None else seen
        book = Book(decisions)
        try:
            while True:
                self._look()
                for taken in self._taken[taken_in:]:
                    book.take_in(taken.before, taken.after)
                taken_in = len(self._taken)
                if self._is_there(book.decisions):
                    _remove([self.unkept])
                    break
                if self.is_busy:
                    told = "another synoptic has this story open: its file is written when that has ended"
                    return self._put_aside(book.decisions, State.BUSY, told, first)
                if self._write(book.decisions):
                    _remove([self.unkept])
                    break
        except SynopticError as error:
            return self._put_aside(book.decisions, State.UNREADABLE, str(error), first)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            return self._put_aside(
                book.decisions, State.FAILED, f"{shown(self.path)} cannot be written ({reason})", first
            )
        again = "" if self._said[0] is State.KEPT else f"all is kept in {shown(self.path.name)} again"
        return self._outcome(State.KEPT, again, first)

    def look(self) -> Outcome:
        """What others changed in the file since it was read or written last."""
        first = len(self._taken)
        try:
            self._look()
        except SynopticError as error:
            return self._outcome(State.UNREADABLE, f"{error}; until then it stays as it is")
        state = State.BUSY if self.is_busy else State.KEPT
        return Outcome(state, taken=tuple(self._taken[first:]), remarks=self._remarks(first))

    def close(self) -> None:
        """Leave the file to others."""
        self._lock.release()

    # The file -----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Know what is in the file now. Raises SynopticError for what cannot be read.

        A file that is gone, or empty, takes no decision along: it is written again.
        """
        data = _bytes(self.path)
        if data == self._data:
            return
        if data.strip():
            document = _parsed(data, self.path)
            if document.decisions != self._known.decisions:
                self._taken.append(Taken(self._known.decisions, document.decisions))
            self._known = document
        self._data = data

    def _is_there(self, decisions: Decisions) -> bool:
        """Whether the file holds these decisions; no file is as good as one that holds none."""
        if not self._data:
            return not len(decisions)
        return decisions == self._known.decisions and not self._known.remarks

    def _write(self, decisions: Decisions) -> bool:
        """Put these decisions into the file; False if others changed it at the last moment. Raises OSError."""
        data = render(decisions, self._known).encode("utf-8")
        target = Path(os.path.realpath(self.path))
        if self.path.is_symlink() and not self._data.strip():  # a folder somebody sent must not choose what is written
            raise OSError(errno.ELOOP, "it is a link to a file that holds no decisions")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "it is write-protected")
        with whole.beside(target, data) as temporary:
            if mode is not None:
                temporary.chmod(mode)
            if _bytes(self.path) != self._data:
                return False
            temporary.replace(target)
        self._data = data
        self._known = replace(self._known, decisions=decisions, remarks=())
        return True

    # What cannot be kept there ------------------------------------------------------------------------------------

    def _put_aside(self, decisions: Decisions, state: State, told: str, first: int) -> Outcome:
        """Write what is decided otherwise than in the file into one of its own."""
        change = self._known.decisions.change_to(decisions)
        new = Decisions.of(after for _, after in change.values() if after is not None)
        where = f"until then, what you decide is kept in {shown(self.unkept.name)}"
        if None in (after for _, after in change.values()):  # a file of its own has no word for what there is not
            where = f"{where}, and what you take back" if len(new) else "until then, what you take back"
            where = f"{where} is lost when you quit"
        try:
            if len(new):
                with whole.beside(self.unkept, render(new).encode("utf-8")) as temporary:
                    temporary.replace(self.unkept)
            else:
                _remove([self.unkept])
        except (OSError, ValueError):
            where = "every decision tries again, but until then what you decide is lost when you quit"
        return self._outcome(state, f"{told}; {where}", first)

    def _left(self, remarks: list[str]) -> dict[Path, Document]:
        """What was put aside by programs that have ended, in the order of its names."""
        found: dict[Path, Document] = {}
        for name in _beside(self.path):
            path = self.path.with_name(name)
            if _is_unkept(self.path, name):
                try:
                    found[path] = _parsed(_bytes(path), path)
                except SynopticError as error:
                    remarks.append(str(error))
            elif _is_abandoned(path):
                _remove([path])
        return found

    def _outcome(self, state: State, reason: str, first: int | None = None) -> Outcome:
        is_new = (state, reason) != self._said
        self._said = state, reason
        first = len(self._taken) if first is None else first
        return Outcome(state, reason, is_new, tuple(self._taken[first:]), self._remarks(first))

    def _remarks(self, first: int) -> tuple[str, ...]:
        return self._known.remarks if len(self._taken) > first else ()


def _beside(path: Path) -> list[str]:
    """The names in the folder of a file; none where that cannot be read."""
    try:
        return sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return []


def _is_unkept(path: Path, name: str) -> bool:
    """Whether a file is one of those with what could not be written into the file of decisions."""
    return name.startswith(f"{path.stem}{_UNKEPT}") and name.endswith(".json")


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_abandoned(path: Path) -> bool:
    """Whether a file is one that a program began to write long ago, and was killed."""
    if not (path.name.startswith(".synoptic-") and path.suffix == ".tmp"):
        return False
    try:
        return path.stat().st_mtime < time.time() - _ABANDONED
    except OSError:
        return False
