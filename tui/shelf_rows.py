"""Pure: the lines of a list of stories, their order, and when a story last changed as people say it. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from aligner.stories.shelf import Shelved
from tui import sources
from tui.survey import Figures

_DAYS = 7
"""From so many days on, a date says more than how long ago it was."""


class Status(StrEnum):
    """How far a story of the list is."""

    QUEUED = "queued"
    READING = "reading …"
    READ = ""
    FAILED = "cannot be opened"


class Sorting(StrEnum):
    """The orders of a list of stories."""

    CHANGED = "last changed"
    TITLE = "title"
    CONFLICTS = "conflicts"
    SOURCES = "sources"

    @property
    def following(self) -> Sorting:
        """The next one; after the last, the first."""
        orders = list(Sorting)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class Row:
    """A story of the list with what is known of it; ``figures`` where it is read, ``reason`` where it cannot be."""

    story: Shelved
    status: Status = Status.QUEUED
    figures: Figures | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """The story's title, as long as it is not read that of its folder."""
        return (self.figures.title if self.figures is not None else "") or self.story.title

    @property
    def sources(self) -> int:
        """How many sources it has: as long as it is not read, how many files look like one."""
        return len(self.figures.sources) if self.figures is not None else self.story.sources


def row_of(story: Shelved) -> Row:
    """The line of a story that nobody has read yet."""
    return Row(story, Status.FAILED, reason=story.reason) if story.reason is not None else Row(story)


def arrange(rows: Iterable[Row], sorting: Sorting) -> list[Row]:
    """The lines in an order; what is equal goes by title, then by folder."""
    order: dict[Sorting, Callable[[Row], Any]] = {
        Sorting.CHANGED: lambda row: -(row.story.changed or 0.0),
        Sorting.TITLE: lambda row: 0,
        Sorting.CONFLICTS: lambda row: -(row.figures.conflicts if row.figures is not None else -1),
        Sorting.SOURCES: lambda row: -row.sources,
    }
    first = order[sorting]
    return sorted(rows, key=lambda row: (first(row), row.title.casefold(), row.story.name))


def ago(changed: float | None, now: float) -> str:
    """When a file was changed (in seconds since 1970), calmly: ``today 14:05``, ``3 days ago``, ``12 Mar 2031``."""
    if changed is None:
        return ""
    try:
        then, today = datetime.fromtimestamp(changed), datetime.fromtimestamp(now)
    except (OverflowError, OSError, ValueError):  # a clock that was never set right
        return ""
    days = (today.date() - then.date()).days
    if days == 0:
        return f"today {then:%H:%M}"
    if days == 1:
        return f"yesterday {then:%H:%M}"
    return f"{days} days ago" if 1 < days < _DAYS else sources.day(f"{then:%Y-%m-%d}")


def waiting(rows: Sequence[Row], first: Iterable[int]) -> list[str]:
    """The folders of the stories that are still to be read, those at some positions before the others."""
    ordered = dict.fromkeys((*(place for place in first if 0 <= place < len(rows)), *range(len(rows))))
    return [rows[place].story.path for place in ordered if rows[place].status in (Status.QUEUED, Status.READING)]
