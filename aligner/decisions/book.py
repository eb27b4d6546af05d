"""The decisions about a story as they are made: one after another, taken back and made again without limit."""

from __future__ import annotations

from dataclasses import dataclass, field

from aligner.decisions.records import NONE, Change, Decision, Decisions, Subject, reversed_


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did: what became of each decision by it, and what it is called ("A06 joined to fact 7")."""

    change: Change
    name: str


@dataclass(slots=True)
class Book:
    """The decisions there are, and the steps by which they came about since the story was opened.

    Undo takes back what a step did and nothing else: what came in from elsewhere meanwhile stays.
    """

    decisions: Decisions = NONE
    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    def decide(self, decisions: Decisions, name: str) -> bool:
        """Have other decisions from here on, by one step; False if they are what they were."""
        change = self.decisions.change_to(decisions)
        if not change:
            return False
        self.decisions = decisions
        self._done.append(Step(change, name))
        self._undone.clear()
        return True

    @property
    def depth(self) -> int:
        """How many steps can be taken back."""
        return len(self._done)

    def join_steps(self, depth: int) -> None:
        """Make one step of all that came after the first ``depth`` ones: a note is one, letter by letter as it came."""
        steps = self._done[depth:]
        if len(steps) < 2:
            return
        change: dict[Subject, tuple[Decision | None, Decision | None]] = {}
        for step in steps:
            for key, (before, after) in step.change.items():
                change[key] = (change[key][0] if key in change else before), after
        self._done[depth:] = [Step(change, steps[-1].name)]

    def undo(self) -> str | None:
        """Take back the last step and tell its name; None if there is none."""
        return self._turn(self._done, self._undone, back=True)

    def redo(self) -> str | None:
        """Do again what was taken back last and tell its name; None if there is nothing."""
        return self._turn(self._undone, self._done, back=False)

    def _turn(self, from_: list[Step], to: list[Step], *, back: bool) -> str | None:
        if not from_:
            return None
        step = from_.pop()
        self.decisions = self.decisions.changed(reversed_(step.change) if back else step.change)
        to.append(step)
        return step.name

    def take_in(self, before: Decisions, after: Decisions) -> int:
        """Take in what others changed, from what was known of theirs to what is there now; how many decisions it was.

        Where both changed one, ours stays.
        """
        ours = before.change_to(self.decisions)
        theirs = {key: change for key, change in before.change_to(after).items() if key not in ours}
        self.decisions = self.decisions.changed(theirs)
        return len(theirs)
