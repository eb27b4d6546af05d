"""Pages fetched for a command: how far they are goes to standard error, as bars on a terminal, else as lines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from aligner.errors import printable
from aligner.limits import BUILT_IN, Limits
from tui.cli.common import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from aligner.fetching import Result, Step

_WIDTH = 44


def fetch(
    addresses: Sequence[str], *, private: bool = False, quiet: bool = False, limits: Limits = BUILT_IN
) -> list[Result]:
    """The page of each address, or why there is none; how far they are is shown unless ``quiet``."""
    from aligner.fetching import Options, fetch_all
    from aligner.fetching.results import Limits as PageLimits

    options = Options(private, PageLimits(total=limits.fetch_seconds, page_bytes=limits.page_bytes))
    if not addresses:
        return []
    with _shown(addresses, quiet) as progress:
        return fetch_all(addresses, options, progress)


def _shown(addresses: Sequence[str], quiet: bool) -> AbstractContextManager[Callable[[Step], None] | None]:
    if quiet or sys.stderr is None:
        return nullcontext()
    if not sys.stderr.isatty():
        return nullcontext(_lines(addresses))
    return _Bars(addresses)


def _lines(addresses: Sequence[str]) -> Callable[[Step], None]:
    """A line for every page that is there; what went wrong is said at the end, with its remedy."""

    def show(step: Step) -> None:
        from aligner.fetching import Fetched

        if isinstance(step.result, Fetched):
            say(f"fetched {addresses[step.place]} ({size(len(step.result.data))})")

    return show


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


class _Bars:
    """A line for every page with a bar; they go when all are there, the command's own lines stay."""

    def __init__(self, addresses: Sequence[str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._progress: Progress = Progress(
            # An address is text from outside: never markup.
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=16),
            TextColumn("{task.fields[state]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: list[TaskID] = [
            self._progress.add_task(_short(address), total=1, state="waits") for address in addresses
        ]

    def __enter__(self) -> Callable[[Step], None]:
        self._progress.start()
        return self.show

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, step: Step) -> None:
        """Move the bar of a page; one whose size nobody told swings to and fro."""
        from aligner.fetching import Fetched

        task = self._tasks[step.place]
        if isinstance(step.result, Fetched):
            self._progress.update(task, total=1, completed=1, state=f"there, {size(len(step.result.data))}")
        elif step.result is not None:
            self._progress.update(task, total=1, completed=0, state="failed")
        else:
            state = size(step.received) if step.received else "asked for"
            self._progress.update(task, total=step.size, completed=step.received, state=state)


def _short(address: str) -> str:
    text = printable(address.partition("://")[2] or address)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
