"""``synoptic batch``: a folder of stories, each aligned and written as a document, whatever happens to one of them."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from aligner.errors import SynopticError, printable
from aligner.signs import plural
from tui.cli.common import (
    DONE,
    Parser,
    add_config,
    add_levels,
    new_parser,
    print_document,
    refuse_command,
    say,
    settings_of,
)
from tui.cli.doing import Job, do, told
from tui.cli.export import FORMATS
from tui.cli.making import options_of
from tui.cli.selecting import add_selection

if TYPE_CHECKING:
    from aligner.stories.account import Account
    from aligner.stories.batch import Outcome, Pool, Task
    from aligner.stories.shelf import Shelf
    from tui.cli.progress import Progress

SOME_FAILED: Final = 3
"""Not 1, which says that synoptic itself crashed, and not 2, which says that nothing was done."""

_USAGE = "synoptic batch [-f FORMAT] [-j N] [options] DIR -o OUT"

_DESCRIPTION = """\
Align every story in a folder of stories, and write a document of each.

DIR is what synoptic opens as a list of stories: a folder of folders with
articles, or two levels of them. The documents go to OUT, named after the
stories' folders, with summary.csv; a table of what became of each story goes
to standard output, how far it is to standard error. A story that fails is a
line of the table, and the others go on.

The same command again does what is not done: stories that are new, or that
failed, or whose articles, decisions or options changed, or that were in work
when it was interrupted. A file in OUT that somebody changed since, or that no
batch wrote, is not written over."""

_EPILOG = """\
examples:
  synoptic batch stories -o documents
  synoptic batch stories -o documents -f html,csv --agreement conflict
  synoptic batch stories -o documents -j 1       in this one process
  synoptic batch stories -o documents --most-seconds 60
  synoptic batch /srv/stories -o /srv/out --dask tcp://scheduler:8786

The formats are those of synoptic export, several with commas between. The
workers of --dask must see the same folders and have the same synoptic.

exit codes:
  0  done, every story
  1  synoptic crashed; one line says where the details are
  2  something is wrong with the arguments, a setting or a folder; one line on
     standard error says what
  3  some stories failed, the others are done
  130  interrupted with ctrl+c; the same command goes on where it stopped
  129, 143  ended from outside (SIGHUP, SIGTERM), as with ctrl+c
  141  the program that read the table stopped reading; all is done"""


def parser(name: str) -> Parser:
    """The arguments of ``batch``."""
    made = new_parser(f"synoptic {name}", _USAGE, _DESCRIPTION, _EPILOG)
    made.add_argument("folder", metavar="DIR", help="a folder of stories")
    made.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="the folder of the documents, made if need be"
    )
    made.add_argument(
        "-f",
        "--format",
        metavar="FORMAT",
        type=_formats,
        default=("markdown",),
        help=f"of the documents, markdown if none is named: {', '.join(FORMATS)}",
    )
    made.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_jobs,
        help="stories at once, as many as there are cores if not told; 1 is in this one process",
    )
    made.add_argument("--again", action="store_true", help="do every story, and write over whatever has its name")
    made.add_argument("--most-seconds", metavar="S", type=_seconds, help="a story that takes longer has failed")
    made.add_argument("--dask", metavar="ADDRESS", help="work on the Dask cluster with the scheduler there")
    made.add_argument(
        "--decisions",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="follow what was decided about each story (the default), or not",
    )
    made.add_argument(
        "--versions", action="store_true", help="the earlier versions of articles, as columns of their own"
    )
    add_selection(made)
    add_levels(made)
    # A thousand comparisons would push all others out of the cache.
    made.add_argument(
        "--cache", action="store_true", help="keep the comparisons: the screen opens these stories at once"
    )
    add_config(made)
    return made


def run(chosen: argparse.Namespace) -> int:
    """Do every story of a folder, say what became of each."""
    refuse_command([chosen.folder])
    settings = settings_of(chosen).settings
    from aligner.stories import batch
    from aligner.stories.edition import edition

    folder, out = _absolute(chosen) if chosen.dask else (chosen.folder, chosen.output)
    shelf = _shelf(folder, out)
    tasks = batch.plan(shelf, chosen.format)
    pool = _pool(chosen, len(tasks))
    job = Job(told(chosen), out, options_of(settings), settings.limits, chosen.cache, edition("aligner", "tui"))
    try:
        outcomes, ended = _run(tasks, job, pool)
    finally:
        pool.end()
    code = print_document("".join(f"{line}\n" for line in _table(outcomes)))
    _say_what_became(outcomes, chosen.output, ended)
    if ended is not None:
        return 128 + ended
    return code or (SOME_FAILED if any(one.error for one in outcomes) else DONE)


def _run(tasks: Sequence[Task], job: Job, pool: Pool) -> tuple[list[Outcome], int | None]:
    """Do the tasks; what became of each, and the signal that ended it before all were done."""
    from aligner.stories.account import Account
    from tui.cli.progress import Progress, standard_error

    account = Account(_made(job.out), again=job.chosen.again)
    progress = Progress(len(tasks), standard_error())
    ended: int | None = None
    is_lost = True
    try:
        with _interrupts():
            known = account.begin(tasks)
            for file in account.orphans(tasks)[:1]:
                say(f"{printable(file)} in {printable(job.out)} is about a story that is not there any more")
            _work(known, job, pool, account, progress)
        is_lost = False
    except _EndedError as error:
        ended = error.signal
    finally:
        progress.clear()
        with _deaf():
            outcomes = account.close(tasks, is_lost=is_lost)
    return outcomes, ended


def _work(tasks: Sequence[Task], job: Job, pool: Pool, account: Account, progress: Progress) -> None:
    from aligner.stories import batch

    work = partial(do, job)
    outcomes = batch.run(tasks, work, pool, lambda running: progress.running([task.story for task in running]))
    with closing(outcomes):
        for outcome in outcomes:
            account.add(outcome)
            progress.step(failed=bool(outcome.error))


# --- where and how ------------------------------------------------------------------------------------


def _absolute(chosen: argparse.Namespace) -> tuple[str, str]:
    """The folders as workers that are elsewhere find them."""
    return str(Path(chosen.folder).absolute()), str(Path(chosen.output).absolute())


def _shelf(folder: str, out: str) -> Shelf:
    """The stories in a folder. Raises SynopticError if there are none, or documents in OUT would be among them."""
    from aligner.stories import shelf

    name = printable(folder)
    if not Path(folder).is_dir():
        raise SynopticError(f"{name} is no folder: name the one that the folders of stories lie in")
    found = shelf.find(folder)
    if found is None:
        raise SynopticError(
            f"{name} is no folder of stories: name the one that the folders of stories lie in; "
            "for a single story there is  synoptic export"
        )
    place = os.path.realpath(out)
    for one in (folder, *(story.path for story in found.stories)):
        if os.path.realpath(one) == place:
            raise SynopticError(f"{printable(out)} is where articles lie: choose another folder for the documents")
    return found


def _made(out: str) -> Path:
    """The folder of the documents, made if there is none."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SynopticError(f"cannot make the folder {printable(out)}: {reason}; choose another") from None
    return folder


def _pool(chosen: argparse.Namespace, stories: int) -> Pool:
    from aligner.stories import pools

    if chosen.most_seconds is not None and (chosen.dask or not pools.can_limit()):
        raise SynopticError("--most-seconds cannot stop what works elsewhere, or on this system: leave it out")
    if chosen.dask:
        if chosen.jobs is not None:
            raise SynopticError(
                "--jobs is for this computer: how many a Dask cluster does at once is up to its workers"
            )
        return pools.Cluster(chosen.dask)
    if chosen.jobs == 1:
        return pools.Here()
    return pools.Processes(min(chosen.jobs or pools.cores(), stories))


class _EndedError(BaseException):
    """The process was told to end by a signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


@contextmanager
def _interrupts() -> Iterator[None]:
    """Signals that end a process become an exception inside, so that what is there is put in order."""

    def end(number: int, frame: FrameType | None) -> None:
        for one in before:  # once is enough: ctrl+c is often pressed twice
            signal.signal(one, signal.SIG_IGN)
        raise _EndedError(number)

    before = {number: signal.signal(number, end) for number in _ending()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _deaf() -> Iterator[None]:
    """Inside, the same signals do nothing: what is being put in order takes a moment, and is only half of it else."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _ending()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending() -> list[int]:
    """The signals that end a process, those aside that whoever started this one does not want to (nohup)."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]


# --- what is said ---------------------------------------------------------------------------------


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line per story, in columns; then one for each that failed, with the reason."""
    from aligner.stories.batch import State
    from tui.cli.progress import columns

    rows: list[tuple[str, ...]] = [("story", "sources", "facts", "conflicts", "time", "")]
    for one in outcomes:
        figures = one.figures
        counted = one.state in (State.WRITTEN, State.UNCHANGED)
        numbers = (figures.sources, figures.facts, figures.conflicts) if counted else ("", "", "")
        remarks = f", {plural(len(one.remarks), 'remark')}" if one.remarks else ""
        spent = f"{one.seconds:.1f} s" if one.seconds else ""
        rows.append((printable(one.story), *map(str, numbers), spent, f"{one.state.value}{remarks}"))
    yield from _aligned(rows, columns(sys.stdout))
    failed = [one for one in outcomes if one.error]
    if failed:
        yield ""
        yield from (f"{printable(one.story)}: {one.error}" for one in failed)


_MOST_NAME: Final = 60
"""Cells of a story's name where there is no terminal to fit it into."""


def _aligned(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Rows in columns: names to the left, numbers to the right. ``width`` is that of the terminal, None for none."""
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    others = sum(widths[1:]) + 2 * (len(widths) - 1)
    widths[0] = min(widths[0], _MOST_NAME if width is None else max(12, width - others))
    for name, *numbers, last in rows:
        fitting = name if cell_len(name) <= widths[0] else f"{set_cell_size(name, widths[0] - 1)}…"
        cells = [fitting + " " * (widths[0] - cell_len(fitting))]
        cells += [f"{number:>{size}}" for number, size in zip(numbers, widths[1:], strict=False)]
        yield "  ".join((*cells, last)).rstrip()


def _say_what_became(outcomes: Sequence[Outcome], out: str, ended: int | None) -> None:
    from aligner.stories.batch import State

    counts = Counter(one.state for one in outcomes)
    told = ", ".join(f"{counts[state]} {state.value}" for state in State if counts[state])
    where = f"the documents and summary.csv are in {printable(out)}"
    if ended is None:
        say(f"{told}; {where}")
    else:
        say(f"interrupted: {told}; run the same command again to go on; {where}")


# --- arguments ------------------------------------------------------------------------------------


def _formats(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = next((name for name in names if name not in FORMATS), None if names else text)
    if unknown is not None:
        raise argparse.ArgumentTypeError(f"{unknown!r} is none of {', '.join(FORMATS)}")
    return names


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 4 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of stories at once, from 1")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= 86_400.0:  # false for nan, too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds, up to 86400")
    return value
