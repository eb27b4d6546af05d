"""What the user decides goes into the story's file at once, behind the screen; what others put there comes in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from textual import on

from aligner.decisions.records import NONE, Decisions
from tui.glyphs import plural
from tui.grid_layout import show
from tui.messages import Kept, fault
from tui.terminal import TerminalApp

if TYPE_CHECKING:
    from aligner.decisions.keeping import Keeper, Outcome, Taken
    from aligner.reading import Collected
    from tui.work import Work

_AGAIN = 5.0
"""Seconds after which what could not be kept is tried again: the other program may have ended."""
_PATIENCE = 10.0
"""Seconds for which the last write is waited for when the app ends: a folder on the network may be slow."""

Tell = Callable[["Outcome"], object]
"""Takes what became of the decisions, on any thread."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was decided about a story before, read when it is opened; ``keeper`` None where nothing can be kept.

    ``brought`` are those of an export that was opened: its comparison was made with them.
    """

    decisions: Decisions = NONE
    brought: Decisions = NONE
    keeper: Keeper | None = None
    outcome: Outcome | None = None


def remembered(collected: Collected) -> Remembered:
    """What was decided about a collected story. Reads its file, and takes the lock: not for the UI thread."""
    from aligner.decisions.keeping import Keeper, brought, path_for

    own, path = brought(collected), path_for(collected)
    if path is None:
        return Remembered(own, own)
    keeper = Keeper(path)
    decisions, outcome = keeper.open()
    return Remembered(decisions if keeper.has_file else own.with_(decisions), own, keeper, outcome)


@dataclass(slots=True)
class Keeping:
    """Writes the decisions of one story on a thread of its own: one after another, and of those that wait the latest.

    ``seen`` counts the changes by others that the user's decisions have in them; see ``Keeper.keep``. ``outcome`` is
    what became of the decisions that were written last, ``first`` what was said of the file when it was opened.
    """

    keeper: Keeper
    tell: Tell
    first: Outcome | None = None
    outcome: Outcome | None = None
    seen: int = 0
    _state: threading.Condition = field(default_factory=threading.Condition)
    _waiting: tuple[Decisions, int] | None = None
    _last: tuple[Decisions, int] | None = None
    _writes: bool = False
    # The keeper is for one thread at a time, and what it tells is told in that order.
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, decisions: Decisions) -> None:
        """Have these decisions written, behind the screen."""
        with self._state:
            self._waiting = self._last = decisions, self.seen
            self._begin()

    def keep_again(self) -> None:
        """Try once more to have written what could not be."""
        with self._state:
            if self.outcome is not None and not self.outcome.is_kept and not self._writes:
                self._waiting = self._last
                self._begin()

    def _begin(self) -> None:
        if not self._writes:
            self._writes = True
            # No daemon: Python waits for it when the program ends.
            threading.Thread(target=self._write, name="synoptic-keeping").start()

    def look(self) -> None:
        """Take in what others changed in the file; on the thread of the caller, not that of the app."""
        from aligner.decisions.keeping import Outcome, State

        with self._turn:
            try:
                outcome = self.keeper.look()
            except Exception as error:
                outcome = Outcome(State.UNREADABLE, fault(error, str(self.keeper.path)), is_new=True)
            self._say(outcome)

    def finish(self, patience: float = _PATIENCE) -> bool:
        """Wait until all is written, for so many seconds, and leave the file to others; whether it was."""
        deadline = monotonic() + patience
        with self._state:
            while self._writes and (left := deadline - monotonic()) > 0:
                self._state.wait(left)
            is_done = not self._writes
        if is_done:
            self.keeper.close()
        return is_done

    def _write(self) -> None:
        while True:
            with self._state:
                waiting, self._waiting = self._waiting, None
                if waiting is None:
                    self._writes = False
                    self._state.notify_all()
                    return
            with self._turn:
                self.outcome = self._kept(*waiting)
                self._say(self.outcome)

    def _kept(self, decisions: Decisions, seen: int) -> Outcome:
        from aligner.decisions.keeping import Outcome, State

        try:
            return self.keeper.keep(decisions, seen)
        except Exception as error:  # whatever it is, what is decided next is written again
            return Outcome(State.FAILED, fault(error, str(self.keeper.path)), is_new=True)

    def _say(self, outcome: Outcome) -> None:
        if outcome.is_news:
            self.tell(outcome)


class KeepingApp(TerminalApp):
    """An app that keeps what the user decides."""

    work: Work | None = None

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Keeping] = []
        self._told_unkept = False

    def remember(self, work: Work, found: Remembered) -> None:
        """A story begins with what was decided about it before; what is decided from here on is kept."""
        work.session.book.decisions = found.decisions
        if found.keeper is not None:
            work.keeping = Keeping(found.keeper, lambda outcome: self.post_message(Kept(outcome, work)))
            work.keeping.first = found.outcome
            self._kept.append(work.keeping)

    def tell_remembered(self, work: Work) -> None:
        """Say what there is to say of the decisions a story began with, once."""
        if work.keeping is not None and work.keeping.first is not None:
            self._tell_kept(work.keeping.first, 0)
            work.keeping.first = None

    def forget(self, work: Work) -> None:
        """A story is given up: its file is left to whoever opens it next."""
        if work.keeping is not None:
            work.keeping.finish()
            self._kept.remove(work.keeping)
            work.keeping = None

    def keep(self, work: Work | None = None) -> None:
        """Keep what is decided about a story, the open one if none is named: to be called after every decision."""
        work = work or self.work
        if work is None:
            return
        if work.keeping is not None:
            work.keeping.keep(work.session.book.decisions)
        elif work.collected is not None and not self._told_unkept:
            self._told_unkept = True
            what = "These articles lie in no folder: what you decide is not kept."
            remedy = "Export it, or make a folder of them first:  synoptic new STORY ..."
            self.notify(f"{what} {remedy}", title="Not kept", severity="warning", markup=False, timeout=10)

    @property
    def unkept(self) -> str:
        """A line on decisions that could not be kept, for when the app has ended; empty if all are."""
        last = [keeping.outcome for keeping in self._kept if keeping.outcome is not None]
        return next((outcome.reason for outcome in last if not outcome.is_kept), "")

    @on(Kept)
    def show_kept(self, message: Kept) -> None:
        """Others changed the file of decisions, or it cannot be written."""
        work, outcome = message.work, message.outcome
        if work.keeping is None:  # it was given up meanwhile
            return
        book = work.session.book
        work.keeping.seen += len(outcome.taken)
        count = sum(book.take_in(taken.before, taken.after) for taken in outcome.taken)
        if count:
            work.session.judge_anew()
            self.follow_decisions(work)
        self._tell_kept(outcome, count)

    def take_in_brought(self, work: Work, taken: Taken) -> None:
        """An open export was written anew: what it brings along holds as long as it has no file of decisions."""
        if work.keeping is None or not work.keeping.keeper.has_file:
            work.session.book.take_in(taken.before, taken.after)

    def follow_decisions(self, work: Work) -> None:
        """Other decisions hold for a story than those on screen."""

    def _tell_kept(self, outcome: Outcome, count: int) -> None:
        lines = [*([f"Others decided: {plural(count, 'change')} taken in."] if count else []), *outcome.remarks]
        if lines:
            self.notify(show("\n".join(lines)).text, title="Decisions", markup=False, timeout=6)
        if outcome.reason and outcome.is_new and outcome.is_kept:
            self.notify(show(outcome.reason).text, title="Decisions", markup=False, timeout=6)
        elif outcome.reason and outcome.is_new:
            title = "Not in the story's file"
            self.notify(show(outcome.reason).text, title=title, severity="warning", markup=False, timeout=12)

    def on_mount(self) -> None:
        """What cannot be kept is tried again from time to time."""
        self.set_interval(_AGAIN, self._keep_again)

    def _keep_again(self) -> None:
        for keeping in self._kept:
            keeping.keep_again()

    def on_unmount(self) -> None:
        """Nothing that was decided is lost when the app ends."""
        deadline = monotonic() + _PATIENCE
        for keeping in self._kept:
            keeping.finish(max(0.0, deadline - monotonic()))
