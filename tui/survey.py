"""The stories of a list compared one after another, behind whatever the user does meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from aligner.decisions.records import NONE, Decisions
from aligner.errors import SynopticError
from aligner.model import Agreement, Comparison
from tui import sources
from tui.messages import fault
from tui.work import Manner

if TYPE_CHECKING:
    from aligner.reading import Collected

_PAUSE = 0.1
"""Seconds between two looks whether the user still waits for a story of their own."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a list tells of a story that was compared; ``told`` are the labels of the facts in conflict."""

    title: str
    sources: tuple[str, ...]
    facts: int
    told: tuple[str, ...]

    @property
    def conflicts(self) -> int:
        """How many facts are in conflict."""
        return len(self.told)


def figures_of(comparison: Comparison) -> Figures:
    """What a list tells of a comparison."""
    told = tuple(fact.label for fact in comparison.facts if fact.agreement is Agreement.CONFLICT)
    names = tuple(sources.lettered(article) for article in comparison.story.articles)
    return Figures(comparison.story.title, names, len(comparison.facts), told)


@dataclass
class Surveying(Message):
    """The story in this folder is being compared."""

    path: str


@dataclass
class Surveyed(Message):
    """The story in this folder was compared."""

    path: str
    figures: Figures


@dataclass
class Unsurveyed(Message):
    """The story in this folder cannot be compared; ``reason`` is one line for the user."""

    path: str
    reason: str


class _StoodBackError(Exception):
    """The user waits for a story: this one is put off."""


class Survey:
    """Compares stories by the order in which they are wanted, and gives way to a story that the user opens.

    ``post`` is called on the worker's thread with a message for every story that is begun and done with.
    """

    def __init__(self, manner: Manner, post: Callable[[Message], object]) -> None:
        self._manner = manner
        self._post = post
        self._state = threading.Condition()
        self._wanted: list[str] = []
        self._reading: str | None = None
        self._ahead = 0
        self._runs = False

    # On the thread of the app -------------------------------------------------------------------------------------

    def want(self, paths: Sequence[str]) -> bool:
        """Compare the stories in these folders, in this order; nothing else any more. Whether a worker is needed.

        The one that is being compared is not begun a second time.
        """
        with self._state:
            self._wanted = [path for path in paths if path != self._reading]
            starts = bool(paths) and not self._runs
            self._runs = self._runs or starts
        return starts

    # On the threads of workers ------------------------------------------------------------------------------------

    @contextmanager
    def standing_back(self) -> Iterator[None]:
        """While the user waits for a story, nothing is compared for the list."""
        with self._state:
            self._ahead += 1
        try:
            yield
        finally:
            with self._state:
                self._ahead -= 1
                self._state.notify_all()

    def run(self, is_cancelled: Callable[[], bool]) -> None:
        """Compare until nothing is wanted any more, or the worker is no longer wanted itself."""
        while (path := self._next(is_cancelled)) is not None:
            self._post(Surveying(path))
            try:
                self._post(Surveyed(path, self._compare(path, is_cancelled)))
            except _StoodBackError:
                with self._state:
                    self._reading = None
                    self._wanted.insert(0, path)
            except SynopticError as error:
                self._post(Unsurveyed(path, str(error)))
            except Exception as error:
                self._post(Unsurveyed(path, fault(error, path)))

    def _next(self, is_cancelled: Callable[[], bool]) -> str | None:
        with self._state:
            while not is_cancelled() and self._wanted:
                if not self._ahead:
                    self._reading = self._wanted.pop(0)
                    return self._reading
                self._state.wait(_PAUSE)
            self._runs = False
            self._reading = None
            return None

    def _compare(self, path: str, is_cancelled: Callable[[], bool]) -> Figures:
        from aligner import reading
        from aligner.stories import cache

        def give_way(stage: str, share: float) -> None:
            if self._ahead or is_cancelled():
                raise _StoodBackError

        collected = reading.collect([path], limits=self._manner.limits)
        corrections = _decided(collected).corrections if self._manner.remember else NONE
        return figures_of(
            cache.compared(collected, self._manner.wanted, give_way, keep=self._manner.keep, corrections=corrections)
        )


def _decided(collected: Collected) -> Decisions:
    """What was decided about a story; nothing where that cannot be read, which is said when it is opened."""
    from aligner.decisions import keeping

    try:
        return keeping.read(collected)
    except SynopticError:
        return NONE
