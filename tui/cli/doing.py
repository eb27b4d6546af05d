"""One story of a batch, wherever that is done: in this process, in another, on another computer."""

from __future__ import annotations

import argparse
import hashlib
import stat
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aligner.errors import SynopticError, printable
from aligner.limits import Limits
from aligner.model import Agreement, Comparison, Options
from tui.cli.making import prepared

if TYPE_CHECKING:
    from aligner.reading import Collected
    from aligner.stories.batch import Figures, Outcome, Task, Written

_ASKED: Final = tuple("agreement decisions facts has order says silent standing text types verdict versions".split())
_NOT_ASKED: Final = ("threshold", "sure", "perhaps", "again", "most_seconds")
"""Arguments that go to whoever does a story: those that its documents depend on, and others, or by way of options."""


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every story, as it goes to the processes that do them.

    ``chosen`` are the arguments that ``told`` leaves, ``out`` the folder of the documents, ``keep`` whether comparisons
    go to the cache, ``edition`` the synoptic that must do it.
    """

    chosen: argparse.Namespace
    out: str
    options: Options
    limits: Limits
    keep: bool
    edition: str


def told(chosen: argparse.Namespace) -> argparse.Namespace:
    """Of the arguments those that a story depends on, and how it is to be done: nothing of where."""
    return argparse.Namespace(**{name: getattr(chosen, name) for name in (*_ASKED, *_NOT_ASKED)})


def do(job: Job, task: Task) -> Outcome:
    """Write the documents of one story, unless they are there already. Whatever goes wrong is the outcome."""
    from aligner.stories import pools
    from aligner.stories.batch import Outcome, State

    started = time.perf_counter()
    written: dict[str, Written] = {}
    try:
        with pools.within(job.chosen.most_seconds):
            return _done(job, task, written, started)
    except SynopticError as error:
        reason = str(error)
    except pools.TooLongError:
        reason = f"it took longer than {job.chosen.most_seconds:g} s: leave articles out, or raise --most-seconds"
    except MemoryError:
        reason = "there was not enough memory: leave articles out, or use fewer --jobs"
    except Exception as error:
        reason = _crash(error)
    seconds = time.perf_counter() - started
    return Outcome(task.story, task.stem, State.FAILED, seconds=seconds, documents=written, error=printable(reason))


def _done(job: Job, task: Task, written: dict[str, Written], started: float) -> Outcome:
    from aligner import export, reading
    from aligner.stories.batch import Outcome, Standing, State, Written
    from aligner.stories.edition import edition

    if (own := edition("aligner", "tui")) != job.edition:
        raise SynopticError(f"the worker has {own}, this is {job.edition}: install the same on both")
    collected = reading.collect([task.path], versions=job.chosen.versions, limits=job.limits)
    key = _key(job, collected)
    remarks = []
    wanted = []
    for name, file in task.documents.items():
        path = Path(job.out, file)
        standing = Standing.DUE if job.chosen.again else task.standing(file, _digest(path), key)
        if standing in (Standing.FOREIGN, Standing.BOTH):
            raise SynopticError(f"{path}: {standing.value}; move it away, or write over it with --again")
        if standing is Standing.EDITED:
            remarks.append(f"{file}: {standing.value}; it is left as it is")
        if standing is Standing.DUE:
            wanted.append((name, path))
        else:
            written[file] = task.known[file]
    if not wanted:
        told = (*(one for one in task.remarks if one not in remarks), *remarks)
        return Outcome(task.story, task.stem, State.UNCHANGED, task.figures, task.seconds, written, told)
    for _, path in wanted:
        export.spare_articles(path, collected.story, collected.exports)
    comparison, selected = prepared(job.chosen, collected, job.options, remarks.append, keep=job.keep)
    for name, path in wanted:
        text = export.render(comparison, name, selected)
        # Until it is there nobody knows what is.
        written[path.name] = Written()
        export.write(text, path)
        written[path.name] = Written(key, _digest(path) or "")
    seconds = time.perf_counter() - started
    return Outcome(task.story, task.stem, State.WRITTEN, _figures(comparison), seconds, written, tuple(remarks))


def _figures(comparison: Comparison) -> Figures:
    from aligner.stories.batch import Figures

    counts = Counter(fact.agreement for fact in comparison.facts)
    sources = len(comparison.story.articles)
    return Figures(sources, len(comparison.facts), counts[Agreement.CONFLICT], counts[Agreement.SINGLE])


def _key(job: Job, collected: Collected) -> str:
    """The name of everything that the documents of a story depend on."""
    from aligner.decisions import keeping
    from aligner.decisions.records import NONE
    from aligner.stories import cache

    decisions = keeping.read(collected) if job.chosen.decisions else NONE
    asked = [getattr(job.chosen, name) for name in _ASKED]
    parts = (job.edition, cache.key(collected, job.options, decisions), collected.path, asked)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _digest(path: Path) -> str | None:
    """The SHA-256 of what lies at a path, "-" for what is no ordinary file, None for nothing."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return "-"
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return "-"


def _crash(error: Exception) -> str:
    """A line about what nobody expected; its details are kept as those of a crash of the whole program."""
    from aligner.stories.batch import said
    from tui import crash

    try:
        return f"synoptic crashed on it: {said(error)}; details are in {crash.keep(error)}; please report it"
    except OSError:
        return f"synoptic crashed on it: {said(error)}; please report it"
