"""The account of a batch, kept in the folder of its documents: what became of each story, for people and for the next.

``synoptic.batch.json`` tells the next run what is done and which files there are its own: no other is written over.
``summary.csv`` is the same for a spreadsheet. Both are written whole, the first every second or so, so that a batch
that is killed loses no more than that.
"""

from __future__ import annotations

import csv
import io
import json
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from aligner import whole
from aligner.errors import SynopticError
from aligner.locks import Lock
from aligner.reading.files import shown
from aligner.stories.batch import Figures, Outcome, State, Task, Written
from aligner.stories.shelf import BATCH

NAME: Final = BATCH
SUMMARY: Final = "summary.csv"
COLUMNS: Final = (
    *("story", "state", "sources", "facts", "conflicts", "told_by_one", "seconds", "documents", "remarks", "error"),
)

_SCHEMA: Final = "synoptic-batch/1"
_MOST_BYTES: Final = 500_000_000
_PATIENCE: Final = 3.0
"""Seconds that another batch in the same folder, one that was killed just now, has for ending."""
_SHARE: Final = 20
"""Writing the account takes at most this part of the time."""
_EVERY: Final = 1.0
"""Seconds between two writings of it at least."""


class Account:
    """What became of the stories of one batch so far. Has the folder for itself until it is closed.

    Raises SynopticError if another batch is at work in the folder, and, unless ``again`` says that all is done anew and
    over whatever is there, for an account that cannot be read, and for a summary that no batch wrote.
    """

    def __init__(self, folder: Path, *, again: bool = False) -> None:
        self.folder = folder
        self._again = again
        self._lock = Lock(folder)
        self._take_lock()
        try:
            self._sweep()
            self._entries, was_open = _read(folder / NAME, again=again)
            if not again:
                self._spare_summary()
        except BaseException:
            self._lock.release()
            raise
        # Of a batch that was killed nobody knows which documents it wrote last.
        self._is_certain = not was_open
        self._outcomes: dict[str, Outcome] = {}
        self._saved = -_EVERY
        self._pause = _EVERY

    def begin(self, tasks: Iterable[Task]) -> list[Task]:
        """The tasks with what is known of their documents; those that are not there yet become the batch's own."""
        known = [self._with_known(task) for task in tasks]
        for task in known:
            documents = self._entries.setdefault(task.stem, {"story": task.story}).setdefault("documents", {})
            for file in task.documents.values():
                if file not in documents and (self._again or not os.path.lexists(self.folder / file)):
                    documents[file] = {"key": "", "sha256": ""}
        self._save(is_open=True)
        return known

    def add(self, outcome: Outcome) -> None:
        """Take in what became of a story. Raises SynopticError if the account cannot be written."""
        self._outcomes[outcome.stem] = outcome
        entry = self._entries.setdefault(outcome.stem, {})
        documents = {**entry.get("documents", {}), **{file: _told(one) for file, one in outcome.documents.items()}}
        entry.clear()
        entry.update(_entry(outcome), documents=documents)
        if time.monotonic() - self._saved > self._pause:
            self._save(is_open=True)

    def close(self, tasks: Sequence[Task], *, is_lost: bool = False) -> list[Outcome]:
        """Write all of it, and leave the folder to others; what became of each task, those not begun included.

        ``is_lost`` says that workers may still be writing. Raises SynopticError if it cannot be written.
        """
        outcomes = [self._outcomes.get(task.stem, Outcome(task.story, task.stem, State.LEFT)) for task in tasks]
        try:
            self._sweep()
            self._save(is_open=is_lost, lasting=True)
            _write(self.folder / SUMMARY, summary(outcomes).encode("utf-8", "replace"), lasting=True)
        finally:
            self._lock.release()
        return outcomes

    def orphans(self, tasks: Iterable[Task]) -> list[str]:
        """The documents that a batch wrote about stories which are not among the tasks, as far as they are there."""
        current = {task.stem for task in tasks}
        gone = [entry for stem, entry in sorted(self._entries.items()) if stem not in current]
        files = [file for entry in gone for file in entry.get("documents", {})]
        return [file for file in files if (self.folder / file).is_file()]

    def _with_known(self, task: Task) -> Task:
        entry = self._entries.get(task.stem, {})
        known = {file: Written(told["key"], told["sha256"]) for file, told in entry.get("documents", {}).items()}
        figures = Figures(**{name: entry.get(name, 0) for name in Figures.__slots__})
        seconds, remarks = entry.get("seconds", 0.0), tuple(entry.get("remarks", ()))
        certain = self._is_certain
        return replace(task, known=known, is_certain=certain, figures=figures, seconds=seconds, remarks=remarks)

    def _take_lock(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        self._lock.take()
        while self._lock.is_busy and time.monotonic() < deadline:
            time.sleep(0.05)
            self._lock.take()
        if self._lock.is_busy:
            raise SynopticError(
                f"another batch writes into {shown(self.folder)}: wait for it, or choose another folder"
            )

    def _spare_summary(self) -> None:
        summary = self.folder / SUMMARY
        if os.path.lexists(summary) and not os.path.lexists(self.folder / NAME):
            raise SynopticError(
                f"{shown(summary)} is there, and no batch wrote it: move it away, or use another folder"
            )

    def _sweep(self) -> None:
        """Take away what writers who were killed left: with the lock, nobody else writes here."""
        for path in self.folder.glob(whole.HALF):
            with suppress(OSError):  # a folder of that name, or one that nothing can be taken out of
                path.unlink()

    def _save(self, *, is_open: bool, lasting: bool = False) -> None:
        before = time.monotonic()
        lines = ",\n".join(f"{json.dumps(stem)}: {json.dumps(entry)}" for stem, entry in sorted(self._entries.items()))
        head = f'"schema": "{_SCHEMA}",\n"open": {json.dumps(is_open)},\n'
        _write(self.folder / NAME, f'{{{head}"stories": {{\n{lines}\n}}}}\n'.encode(), lasting=lasting)
        self._saved = time.monotonic()
        self._pause = max(_EVERY, _SHARE * (self._saved - before))


def summary(outcomes: Iterable[Outcome]) -> str:
    """A row per story as CSV, in the way of the CSV exports: for spreadsheets, and no cell is a formula."""
    from aligner.export.csv import BYTE_ORDER_MARK, safe
    from aligner.export.words import line

    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in outcomes:
        counted = _figures(one) if one.state in (State.WRITTEN, State.UNCHANGED) else [""] * 5
        documents, remarks = (", ".join(one.documents), " · ".join(one.remarks))
        texts = [safe(line(text)) for text in (documents, remarks, one.error)]
        writer.writerow([safe(line(one.story)), one.state.value, *counted, *texts])
    return out.getvalue()


def _figures(one: Outcome) -> list[object]:
    figures = one.figures
    return [figures.sources, figures.facts, figures.conflicts, figures.told_by_one, f"{one.seconds:.2f}"]


# --- the file -------------------------------------------------------------------------------------


def _entry(outcome: Outcome) -> dict[str, Any]:
    figures = {name: getattr(outcome.figures, name) for name in Figures.__slots__}
    return {
        "story": outcome.story,
        "state": outcome.state.value,
        **figures,
        "seconds": round(outcome.seconds, 3),
        "remarks": list(outcome.remarks),
        "error": outcome.error,
    }


def _told(one: Written) -> dict[str, str]:
    return {"key": one.key, "sha256": one.sha256}


def _read(path: Path, *, again: bool) -> tuple[dict[str, Any], bool]:
    """The entries of an account by stem, and whether the batch that wrote it did not come to its end."""
    try:
        data = whole.read(path, _MOST_BYTES)
    except FileNotFoundError:
        return {}, False
    except (OSError, whole.TooLargeError) as error:
        if again:
            return {}, False
        raise _unreadable(path, str(getattr(error, "strerror", None) or "too large").lower()) from None
    try:
        found = json.loads(data)
        entries = found["stories"]
        if found["schema"] != _SCHEMA or not all(_is_entry(entry) for entry in entries.values()):
            raise ValueError
        return entries, found["open"] is not False
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        if again:
            return {}, False
        raise _unreadable(path, "it is no account that this synoptic wrote") from None


def _unreadable(path: Path, reason: str) -> SynopticError:
    return SynopticError(
        f"{shown(path)} cannot be read ({reason}): choose another folder, or do all again with --again"
    )


def _is_entry(entry: Any) -> bool:
    """Whether an entry of the file holds what it must: others may have had their hands in it."""
    documents = entry.get("documents", {})
    numbers = [entry.get(name, 0) for name in Figures.__slots__]
    return (
        all(isinstance(told["key"], str) and isinstance(told["sha256"], str) for told in documents.values())
        and all(isinstance(number, int) for number in numbers)
        and isinstance(entry.get("seconds", 0.0), (int, float))
        and all(isinstance(remark, str) for remark in entry.get("remarks", ()))
    )


def _write(path: Path, data: bytes, *, lasting: bool) -> None:
    try:
        with whole.beside(path, data, lasting=lasting) as temporary:
            temporary.replace(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SynopticError(f"cannot write {shown(path)}: {reason}; choose another folder, or make room") from error
