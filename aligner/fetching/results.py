"""What is asked of the fetching and what comes of it, as frozen data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Resolve = Callable[[str, int], Sequence[str]]
"""The numeric addresses of a host name and a port; raises OSError where there are none."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much at most: seconds, bytes (unpacked), hops, pages at a time.

    ``total`` bounds one page with all its redirects, ``delay`` the pause between two pages of one host that its
    robots.txt may ask for.
    """

    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    robots_total: float = 20.0
    delay: float = 10.0
    page_bytes: int = 20_000_000
    robots_bytes: int = 512 * 1024
    redirects: int = 10
    parallel: int = 4


@dataclass(frozen=True, slots=True)
class Options:
    """``private`` allows addresses of private networks and of this computer; ``resolve`` stands in for the system's."""

    private: bool = False
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was sent, unpacked.

    ``asked`` is the address that was given, ``url`` the one that answered, without its fragment. ``media`` is the type
    of its content ("text/html", empty if not told), ``charset`` the encoding its server told. ``fetched`` is the time
    in UTC, ISO 8601. ``notes`` are remarks of one line.
    """

    asked: str
    url: str
    data: bytes
    media: str
    charset: str | None
    fetched: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that was not fetched. Without a ``remedy`` the way around is to save the page in a browser."""

    asked: str
    reason: str
    remedy: str | None = None

    def said(self, save: str) -> str:
        """One line: the address, what is wrong, what helps; ``save`` is how a page saved by hand is taken in."""
        return f"{self.asked}: {self.reason}; {self.remedy or save}"


Result = Fetched | Failed


@dataclass(frozen=True, slots=True)
class Step:
    """How far a page is: its place among those asked for, bytes received, of how many if told, at last its result."""

    place: int
    received: int = 0
    size: int | None = None
    result: Result | None = None


class FetchError(Exception):
    """Why a page is not fetched, and what helps if not a browser; becomes ``Failed``."""

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
