"""What the worker tells the app. Workers never touch a widget."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from aligner.model import Comparison, Options, Story


@dataclass
class Read(Message):
    """The articles are read: the story as it is now."""

    story: Story


@dataclass
class Progressed(Message):
    """The comparison is at ``stage``; ``share`` of the whole work (0.0 to 1.0) is done."""

    stage: str
    share: float

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress matters."""
        return isinstance(message, Progressed)


@dataclass
class Compared(Message):
    """The comparison that was asked for with ``options`` is there."""

    comparison: Comparison
    options: Options


@dataclass
class Failed(Message):
    """There will be no comparison with ``options``; ``reason`` is one line for the user."""

    reason: str
    options: Options
