"""A model asked about the open story, where the user wants it: behind the screen, once for each story."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from weakref import WeakSet

from textual.message import Message

from aligner.judging.settings import Judge
from aligner.model import Comparison
from tui import messages
from tui.messages import Answered
from tui.work import Work

Post = Callable[[Message], object]
"""Takes a message from any thread."""


class Asking:
    """Asks about each story once, within the limits once more, on a thread of its own.

    Args:
        judge: Who is asked; None for nobody.
        post: Takes ``Answered`` when a story is done.
        keep: Whether answers are taken from the cache and kept there.
    """

    def __init__(self, judge: Judge | None, post: Post, *, keep: bool = False) -> None:
        self._judge = judge
        self._post = post
        self._keep = keep
        self._asked: WeakSet[Work] = WeakSet()
        self._stopped = Event()

    def begin(self, work: Work) -> str:
        """Ask about a story whose comparison is there, and say so; empty if nobody is to be asked, or was already."""
        comparison = work.session.comparison
        if self._judge is None or comparison is None or work in self._asked:
            return ""
        self._asked.add(work)
        # A daemon: who quits does not wait for it.
        Thread(target=self._ask, args=(work, comparison, self._judge), name="synoptic-asking", daemon=True).start()
        return f"{self._judge.model} at {self._judge.host}: what is only perhaps the same fact"

    def stop(self) -> None:
        """Ask nothing any more."""
        self._stopped.set()

    # On a thread of its own ---------------------------------------------------------------------------------------

    def _ask(self, work: Work, comparison: Comparison, judge: Judge) -> None:
        from aligner import judging

        try:
            outcome = judging.ask(comparison, judge, keep=self._keep, stopped=self._stopped)
        except Exception as error:
            message = Answered({}, messages.fault(error, work.place or work.session.story.title), work)
        else:
            message = Answered(outcome.answers, outcome.line(judge), work)
        if not self._stopped.is_set():
            self._post(message)
