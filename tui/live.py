"""The open story follows its files: when one of them changes it is read and compared anew, behind the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

from textual.message import Message

from aligner.errors import SynopticError
from tui import messages, watching
from tui.keeping import Keeping
from tui.messages import Renewed, Unrenewed
from tui.work import Work

Post = Callable[[Message], object]
"""Takes a message from any thread."""


class Live:
    """Watches the files of one story at a time, on a thread of its own."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._stop = Event()
        self._work: Work | None = None

    @property
    def is_on(self) -> bool:
        """Whether a story is watched."""
        return self._work is not None

    def follow(self, work: Work | None) -> None:
        """Watch the files of this story from here on, as they were when it was collected; None: watch nothing."""
        if work is self._work:
            return
        self._stop.set()
        self._stop = Event()
        self._work = work if work is not None and work.can_renew else None
        if self._work is not None:
            # Daemons: who quits does not wait for them.
            Thread(target=self._watch, args=(self._work, self._stop), daemon=True).start()
        if work is not None and work.keeping is not None:
            Thread(target=_watch_decisions, args=(work.keeping, self._stop), daemon=True).start()

    def renew(self, work: Work) -> None:
        """Read and compare a story anew now, on another thread, whether its files changed or not."""
        Thread(target=self._renew, args=(work, Event()), kwargs={"asked": True}, daemon=True).start()
        if work.keeping is not None:
            Thread(target=work.keeping.look, daemon=True).start()

    # On a thread of its own ---------------------------------------------------------------------------------------

    def _watch(self, work: Work, stop: Event) -> None:
        def paths() -> Sequence[Path]:
            return work.collected.watched if work.collected is not None else ()

        try:
            watching.changes(
                paths,
                lambda: self._renew(work, stop),
                stop,
                known=work.seen,
                interval=watching.INTERVAL,
                settling=watching.SETTLING,
            )
        except Exception as error:
            self._post(Unrenewed(messages.fault(error, work.place or work.session.story.title), work))

    def _renew(self, work: Work, stop: Event, *, asked: bool = False) -> None:
        try:
            anew = work.renew()
        except SynopticError as error:
            message: Message = Unrenewed(str(error), work)
        except Exception as error:
            message = Unrenewed(messages.fault(error, work.place or work.session.story.title), work)
        else:
            message = Renewed(anew, work, asked)
        if not stop.is_set():
            self._post(message)


def _watch_decisions(keeping: Keeping, stop: Event) -> None:
    """Take in what others decide, as soon as it is in the file. What is written from here is seen, and is no change."""
    watching.changes(
        lambda: [keeping.keeper.path], keeping.look, stop, interval=watching.INTERVAL, settling=watching.SETTLING
    )
