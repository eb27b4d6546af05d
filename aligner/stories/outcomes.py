"""What is asked of a story's folder, and what became of each source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.fetching.results import Failed, Result
from aligner.limits import BUILT_IN, Limits

Fetch = Callable[[Sequence[str]], Sequence[Result]]
"""Fetches pages, the results in the order of the addresses; ``aligner.fetching.fetch_all`` with its options chosen."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a user names, and how it is got: addresses by ``fetch``, "-" by ``standard_input``; how much at most."""

    inputs: Sequence[str]
    fetch: Fetch
    standard_input: Callable[[], bytes]
    limits: Limits = BUILT_IN


class Done(StrEnum):
    """What became of a source."""

    ADDED = "added"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: ``asked`` is what was named, ``words`` a line about it.

    ``file`` is where its text lies in the story's folder, None if it does not. ``partial`` says why the text may not
    be whole. ``failed`` is set where a page was not fetched; then that has the line.
    """

    asked: str
    done: Done
    words: str
    file: str | None = None
    partial: str | None = None
    failed: Failed | None = None
    notes: tuple[str, ...] = ()
