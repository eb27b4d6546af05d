"""``story.toml``: what a person, or ``synoptic new``, says of a story and its sources. It wins over what texts say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = "story.toml"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a source: its text, the page it was taken from, when it was fetched (ISO 8601, UTC)."""

    file: str
    page: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one source; None for what it does not say.

    ``file`` and ``page`` are paths inside the story's folder, "/" between their parts. ``lines`` gives the line of the
    manifest, from 1, on which each key stands.
    """

    file: str
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
    page: str | None = None
    fetched: str | None = None
    earlier: tuple[Version, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A story's manifest as it was read."""

    path: Path
    title: str | None = None
    entries: tuple[Entry, ...] = ()


def read(path: Path) -> Manifest:
    """The manifest in a file. Raises SynopticError, naming file, line and key, for what cannot be meant."""
    raise NotImplementedError(path)
