"""Whether files changed, by looking at them from time to time.

Polling and not the system's notices: a dozen files cost microseconds, and it sees what is written over the network,
through links and by editors that put another file in a file's place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event

from aligner.reading import manifest
from aligner.reading.files import FORMS

INTERVAL = 1.0
"""Seconds between two looks."""
SETTLING = 0.2
"""Seconds for which nothing more must change before a change counts: an editor may be in the middle of saving."""

Look = Mapping[str, tuple[object, ...] | None]
"""What was seen of every file: when it was written and how large it is; of a folder, the names in it, and the same of
those that may be articles or tell of them: one that could not be read last time is in no story yet."""

_READ = {*FORMS, Path(manifest.NAME).suffix}


def look(paths: Sequence[Path]) -> Look:
    """What there is to see of files and folders now; None for what is not there, or may not be seen."""
    return {os.fspath(path): _seen(path) for path in paths}


def _seen(path: Path) -> tuple[object, ...] | None:
    try:
        status = path.stat()
        if not path.is_dir():
            return status.st_mtime_ns, status.st_size, status.st_ino
        entries = sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except OSError:
        return None
    return tuple((entry.name, _stamp(entry) if entry.suffix.lower() in _READ else None) for entry in entries)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def changes(
    paths: Callable[[], Sequence[Path]],
    changed: Callable[[], None],
    stop: Event,
    *,
    known: Look | None = None,
    interval: float,
    settling: float,
) -> None:
    """Call ``changed`` whenever something about ``paths()`` has changed and settled, until ``stop`` is set.

    Runs on a thread of its own. ``known`` is what was seen of them before, if anything was. Which paths are watched is
    asked at every look: after a change they may be others. ``interval`` and ``settling`` are seconds.
    """
    known = look(paths()) if known is None else known
    while not stop.wait(interval):
        now = look(paths())
        if now.keys() != known.keys():  # other files are watched than before; those that stayed still count
            known = {**now, **{path: seen for path, seen in known.items() if path in now}}
        if now == known:
            continue
        while not stop.wait(settling) and (later := look(paths())) != now:
            now = later
        if stop.is_set():
            return
        known = now
        changed()
