"""Many stories: what is to be done about each, and what became of it, whoever does it and however that ends.

``run`` hands stories to workers, processes of this computer or of a cluster, through the interface of
``concurrent.futures``. A story that fails is an outcome like another. So is one whose worker dies under it (killed, out
of memory, crashed): whatever was in work at that moment is done again, each story alone, so that the one that did it is
known and no other suffers for it.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import Final, Protocol

from aligner.errors import printable
from aligner.export import SUFFIXES
from aligner.stories.names import unused
from aligner.stories.shelf import Shelf, Shelved

RESERVED: Final = ("summary",)
"""Stems of files that stand beside the documents."""

_INNER: Final = {"table": ".table", "csv-values": ".values", "calls": ".calls"}
"""What stands before the ending of the formats that share it with another."""
_MOST_BYTES: Final = 100
"""The longest stem of a document's name: file systems take 255 bytes with all that stands behind it."""
# Windows opens a device where a file has one of these names, whatever its ending.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)
_TICK: Final = 0.5
"""Seconds after which a report is due though nothing happened."""
_MOURNING: Final = 30.0
"""Seconds within which the rest of a broken pool must have told that it is broken."""
_MOST_SAID: Final = 200
"""Characters of an error that are told."""


class State(Enum):
    """What became of a story."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT = "not done"


@dataclass(frozen=True, slots=True)
class Written:
    """A document as it was written: the key of all it was made from, the SHA-256 of its bytes; "" for not known."""

    key: str = ""
    sha256: str = ""


class Standing(Enum):
    """How a document stands to what would be written in its place."""

    CURRENT = "it is the same"
    DUE = "it is to be written"
    EDITED = "somebody changed it since"
    BOTH = "somebody changed it since, and its story, too"
    FOREIGN = "no batch wrote it"


@dataclass(frozen=True, slots=True)
class Figures:
    """A comparison in numbers."""

    sources: int = 0
    facts: int = 0
    conflicts: int = 0
    told_by_one: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A story to be done.

    ``story`` is its name in the folder of stories, ``path`` its own folder, ``stem`` how the names of its documents
    begin; ``documents`` are these, by format. ``known`` are documents of it that a batch wrote before, by file name,
    for certain unless that batch was killed, and ``figures``, ``seconds`` and ``remarks`` what was found out then.
    """

    story: str
    path: str
    stem: str
    documents: Mapping[str, str]
    known: Mapping[str, Written] = field(default_factory=dict)
    is_certain: bool = True
    figures: Figures = Figures()
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()

    def standing(self, file: str, sha256: str | None, key: str) -> Standing:
        """How a document stands that is to be made from what has this key; ``sha256`` is what lies there, or None."""
        known = self.known.get(file)
        if sha256 is None:
            return Standing.DUE
        if known is None:
            return Standing.FOREIGN
        if known == Written(key, sha256):
            return Standing.CURRENT
        if known.sha256 in ("", sha256) or not self.is_certain:
            return Standing.DUE
        return Standing.EDITED if known.key == key else Standing.BOTH


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a story. ``seconds`` is how long it took when its documents were made.

    ``documents`` are those that are as they should be, by file name. ``remarks`` are lines on what was left out and the
    like, ``error`` the line that says why a story failed, and what helps.
    """

    story: str
    stem: str
    state: State
    figures: Figures = Figures()
    seconds: float = 0.0
    documents: Mapping[str, Written] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    error: str = ""

    @classmethod
    def failed(cls, task: Task, error: str, seconds: float = 0.0) -> Outcome:
        """A story of which there is nothing but the reason."""
        return cls(task.story, task.stem, State.FAILED, seconds=seconds, error=error)


Work = Callable[[Task], Outcome]
"""Does one story and says what became of it. Where it runs in another process it is named by its module."""

Report = Callable[[Sequence[Task]], None]
"""Is told which stories are in work, when that changes and twice a second."""


class Pool(Protocol):
    """Where work is done."""

    @property
    def size(self) -> int:
        """How many stories may be in work at once."""

    def open(self, size: int) -> Executor:
        """Workers for so many stories at once."""

    def check(self) -> None:
        """Raise SynopticError if nothing that is in work will ever come back."""

    def close(self, executor: Executor, *, at_once: bool) -> str:
        """End the workers, ``at_once`` whatever they do. Returns what they died of, if they did, for a message."""

    def end(self) -> None:
        """Leave the pool; nothing is opened any more."""


def run(tasks: Iterable[Task], work: Work, pool: Pool, report: Report) -> Generator[Outcome, None, None]:
    """Do all tasks, as many at once as the pool takes, and give what became of each as soon as it is known.

    Who stops asking for more ends the workers, whatever they do; so does an exception out of ``report``. Raises
    SynopticError where the pool is lost, and whatever interrupts the caller's thread.
    """
    waiting = deque(tasks)
    while waiting:
        suspects, _ = yield from _together(waiting, work, pool, pool.size, report)
        for suspect in suspects:
            again, cause = yield from _together(deque([suspect]), work, pool, 1, report)
            if again:
                yield Outcome.failed(suspect, f"the process that worked on it died{cause}; the other stories go on")


def _together(
    waiting: deque[Task], work: Work, pool: Pool, size: int, report: Report
) -> Generator[Outcome, None, tuple[list[Task], str]]:
    """Do what is waiting until nothing is left or the workers are broken.

    Returns the stories that were in work then, one of which did it, and what the workers died of.
    """
    executor = pool.open(size)
    running: dict[Future[Outcome], Task] = {}
    suspects: list[Task] = []
    try:
        while (waiting or running) and not suspects:
            suspects = _submit(waiting, running, executor, work, size, report)
            report(tuple(running.values()))
            pool.check()
            done, _ = wait(running, _TICK, FIRST_COMPLETED)
            if suspects or any(_is_broken(future) for future in done):
                done, _ = wait(running, _MOURNING)
                suspects += [task for future, task in running.items() if future not in done or _is_broken(future)]
            for future in done:
                task = running.pop(future)
                if not _is_broken(future):
                    yield _outcome(future, task)
    finally:
        cause = pool.close(executor, at_once=bool(running))
    return suspects, cause


def _submit(
    waiting: deque[Task],
    running: dict[Future[Outcome], Task],
    executor: Executor,
    work: Work,
    size: int,
    report: Report,
) -> list[Task]:
    """Put what is waiting into work, as much as fits.

    Returns the one that could not be given to the workers, where these are broken already.
    """
    while waiting and len(running) < size:
        # Told before: where there is no other process it is done when this returns.
        report((*running.values(), waiting[0]))
        task = waiting.popleft()
        try:
            running[executor.submit(work, task)] = task
        except BrokenExecutor:
            return [task]
    return []


def _is_broken(future: Future[Outcome]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    """What became of a task, of one that the workers could not even begin or send back as well."""
    if future.cancelled():
        return Outcome(task.story, task.stem, State.LEFT, error="the cluster gave it up: run the same command again")
    error = future.exception()
    if error is None:
        return future.result()
    return Outcome.failed(task, said(error))


def said(error: BaseException) -> str:
    """An exception that is no SynopticError, in a line."""
    first = str(error).strip().partition("\n")[0]
    text = printable(f"{type(error).__name__}: {first}" if first else type(error).__name__)
    return text if len(text) <= _MOST_SAID else f"{text[: _MOST_SAID - 1]}…"


# --- what is to be done ---------------------------------------------------------------------------


def plan(shelf: Shelf, formats: Sequence[str]) -> list[Task]:
    """A task for each story on a shelf, in its order, with the names of its documents; nothing is read for it.

    A folder that is found twice, by way of a link, is done once, under the shorter name.
    """
    places = {story: PurePath(story.path).relative_to(shelf.path) for story in shelf.stories}
    real: dict[str, Shelved] = {}
    for story in sorted(places, key=lambda story: len(places[story].parts)):
        real.setdefault(os.path.realpath(story.path), story)
    once = set(real.values())
    stories = [story for story in shelf.stories if story in once]
    return [
        Task(story.name, story.path, stem, {name: document(stem, name) for name in formats})
        for story, stem in zip(stories, stems([places[story].as_posix() for story in stories]), strict=True)
    ]


def document(stem: str, format_name: str) -> str:
    """The name of the document of a format: "bridge.md", "bridge.table.md"."""
    return f"{stem}{_INNER.get(format_name, '')}{SUFFIXES[format_name]}"


def stems(names: Sequence[str]) -> list[str]:
    """How the documents of stories are called: by their names as far as these are safe in a file name on any system.

    Letters and digits of any script stay, all else becomes hyphens: "2031/bridge" is "2031-bridge". Names that would be
    the same then, in whatever case, get a few digits that belong to them alone, and so does one that is cut: a story is
    called the same whichever others there are, unless one is called alike.
    """
    plain = [_plain(name) for name in names]
    times = Counter([*(stem.casefold() for stem, _ in plain), *RESERVED])
    taken = set(RESERVED)
    found = []
    for name, (stem, is_cut) in zip(names, plain, strict=True):
        if is_cut or times[stem.casefold()] > 1:
            stem = f"{stem}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"
        found.append(unused(stem, lambda wanted: wanted.casefold() in taken))
        taken.add(found[-1].casefold())
    return found


def _plain(name: str) -> tuple[str, bool]:
    """A stem made of a name, and whether some of it had to be cut off."""
    # No dots: what stands behind one must be the format's own.
    letters = (sign if unicodedata.category(sign)[0] in "LMN" or sign == "_" else "-" for sign in name)
    whole = unicodedata.normalize("NFC", re.sub("-+", "-", "".join(letters))).strip("-")
    stem = whole.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").strip("-")
    if _DEVICES.match(stem):
        return f"{stem}-story", False
    return stem or "story", stem != whole
