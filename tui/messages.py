"""What workers tell the app. Workers never touch a widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from aligner.model import Comparison, Story
from tui.session import Wanted
from tui.work import Anew, Work

if TYPE_CHECKING:
    from aligner.decisions.keeping import Outcome
    from aligner.decisions.records import Pair
    from aligner.reading import Collected
    from aligner.stories.shelf import Shelf
    from tui.keeping import Remembered


FAULT = "This is a fault of synoptic, please report it"
_MOST = 160
"""Characters of an exception that are said."""


def fault(error: BaseException, where: str) -> str:
    """What is said of an exception that nobody foresaw: what it is, and at which file, in one line.

    The file is the one noted at the exception, else ``where``: the story, or what was to be written.
    """
    place = next(iter(getattr(error, "__notes__", ())), where)
    if isinstance(error, MemoryError):
        return f"{place}: the memory is not enough for that; leave something out, or close other programs"
    told = repr(error)
    return f"{FAULT}: {told if len(told) <= _MOST else f'{told[:_MOST]} ...'} ({place})"


@dataclass(eq=False, repr=False)
class Faulted(Message):
    """A worker could not do what it was for; ``reason`` is one line for the user."""

    reason: str


@dataclass(eq=False, repr=False)
class Begun(Message):
    """A story is on screen for the first time."""

    work: Work


@dataclass(eq=False, repr=False)
class Read(Message):
    """The articles are read: the story as it is now."""

    story: Story
    work: Work


@dataclass(eq=False, repr=False)
class Progressed(Message):
    """The comparison is at ``stage``; ``share`` of the whole work (0.0 to 1.0) is done."""

    stage: str
    share: float
    work: Work

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress matters."""
        return isinstance(message, Progressed) and message.work is self.work


@dataclass(eq=False, repr=False)
class Compared(Message):
    """The comparison that was asked for as ``wanted``, of one edition of the files, is there."""

    comparison: Comparison
    wanted: Wanted
    work: Work
    edition: int


@dataclass(eq=False, repr=False)
class Failed(Message):
    """There will be no comparison as it was ``wanted``; ``reason`` is one line for the user."""

    reason: str
    wanted: Wanted
    work: Work
    edition: int


@dataclass(eq=False, repr=False)
class Opened(Message):
    """The story in a folder is collected, with what was decided about it; its comparison, where the cache had it."""

    path: str
    collected: Collected
    comparison: Comparison | None
    remembered: Remembered | None = None


@dataclass(eq=False, repr=False)
class Unopened(Message):
    """The story in a folder cannot be opened; ``reason`` is one line for the user."""

    path: str
    reason: str


@dataclass(eq=False, repr=False)
class Found(Message):
    """It is known what lies beside the story in a folder; None if there is no other story."""

    path: str
    shelf: Shelf | None


@dataclass(eq=False, repr=False)
class Kept(Message):
    """What became of the decisions about a story, where there is anything to tell of it or to take in."""

    outcome: Outcome
    work: Work


@dataclass(eq=False, repr=False)
class Answered(Message):
    """A model was asked about a story: what it said of which pairs, and a line for the user on how it went."""

    answers: Mapping[Pair, bool]
    line: str
    work: Work


@dataclass(eq=False, repr=False)
class Renewed(Message):
    """The files of a story changed, and this is what it is now; None if it is what it was. ``asked``: by the user."""

    anew: Anew | None
    work: Work
    asked: bool


@dataclass(eq=False, repr=False)
class Unrenewed(Message):
    """The files of a story changed and cannot be read as they are now; ``reason`` is one line for the user."""

    reason: str
    work: Work
