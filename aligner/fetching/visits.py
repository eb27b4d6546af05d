"""Visits: one page fetched as a polite guest does it: robots.txt asked, redirects followed and checked, errors said."""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from aligner.fetching import addresses
from aligner.fetching.answers import AGENT, Answer, Tell, ask
from aligner.fetching.network import Clock, StoppedError, pool
from aligner.fetching.results import Fetched, FetchError, Options

if TYPE_CHECKING:
    import httpcore
    import httpx

_READABLE: Final = frozenset(("text/html", "application/xhtml+xml", "text/plain", "text/markdown", ""))
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
_ROBOTS_HOPS: Final = 5
"""Redirects of a robots.txt that are followed (RFC 9309, 2.3.1.2)."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a robots.txt asks of us; ``missing`` says why there is none though there should be."""

    allows: Callable[[str], bool]
    delay: float = 0.0
    missing: FetchError | None = None


class _Host:
    """A host and the one connection to it. ``last`` is when a page was last asked for, by the monotonic clock."""

    def __init__(self, options: Options, stopped: threading.Event) -> None:
        self.lock = threading.Lock()
        self.clock = Clock(stopped)
        self.last: float | None = None
        self._options = options
        self._pool: httpcore.ConnectionPool | None = None

    @property
    def pool(self) -> httpcore.ConnectionPool:
        self._pool = self._pool or pool(self._options, self.clock)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()


class Visitor:
    """Fetches pages, from several threads at once; keeps what it learns of each host."""

    def __init__(self, options: Options, stopped: threading.Event) -> None:
        self._options = options
        self._limits = options.limits
        self._stopped = stopped
        self._hosts: dict[str, _Host] = defaultdict(lambda: _Host(options, stopped))
        self._rules: dict[str, _Rules] = {}
        self._guard = threading.Lock()

    def page(self, address: str, tell: Tell) -> Fetched:
        """The page at an address. Raises FetchError."""
        url = addresses.parse(address)
        notes: list[str] = []
        end: float | None = None
        for _ in range(self._limits.redirects + 1):
            rules = self._allowed(url)
            self._wait(url, rules.delay)
            # The time of a page begins when it is asked for, and its redirects share it.
            end = end or time.monotonic() + self._limits.total
            answer = self._asked(url, end - time.monotonic(), self._limits.page_bytes, tell)
            if not answer.redirects:
                return _fetched(address, url, answer, self._limits.page_bytes, notes)
            following = _redirected(url, answer)
            if (url.scheme, following.scheme) == ("https", "http"):
                notes.append(f"{address} led from https to http: what came may have been changed on its way")
            url = following
        raise FetchError(f"the server redirects without end (more than {self._limits.redirects} times)")

    def close(self) -> None:
        """Close all connections."""
        for host in self._hosts.values():
            host.close()

    # --- one request ------------------------------------------------------------------------------

    def _asked(self, url: httpx.URL, seconds: float, most: int, tell: Tell | None = None) -> Answer:
        with self._at(url) as host:
            host.clock.start(seconds)
            return ask(host.pool, url, self._limits, host.clock, most, tell)

    @contextmanager
    def _at(self, url: httpx.URL) -> Iterator[_Host]:
        """The host of an address, nobody else there meanwhile."""
        with self._guard:
            host = self._hosts[url.host]
        with host.lock:
            yield host

    def _wait(self, url: httpx.URL, delay: float) -> None:
        """The pause that a host asks for between two pages, within reason."""
        with self._at(url) as host:
            if host.last is not None and delay > 0:
                self._stopped.wait(max(0.0, host.last + min(delay, self._limits.delay) - time.monotonic()))
            host.last = time.monotonic()
        if self._stopped.is_set():
            raise StoppedError

    # --- robots.txt (RFC 9309) --------------------------------------------------------------------

    def _allowed(self, url: httpx.URL) -> _Rules:
        """What the robots.txt of an origin asks, if it allows the page; raises FetchError if it does not."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(url)
        rules = self._rules[origin]
        if rules.missing is not None:
            raise FetchError(rules.missing.reason, rules.missing.remedy)
        if not rules.allows(str(url)):
            raise FetchError(f"robots.txt of {url.host} asks programs not to fetch this page")
        return rules

    def _read_rules(self, url: httpx.URL) -> _Rules:
        try:
            answer = self._robots(url.copy_with(raw_path=b"/robots.txt"))
        except FetchError as error:
            return _Rules(lambda _: False, missing=error)
        if 200 <= answer.status < 300:
            return _rules_in(answer.body)
        if answer.status >= 500:
            reason = f"robots.txt of {url.host} cannot be read (status {answer.status}), so nothing there is fetched"
            return _Rules(lambda _: False, missing=FetchError(reason))
        return _Rules(lambda _: True)  # there is none, or none for us

    def _robots(self, url: httpx.URL) -> Answer:
        end = time.monotonic() + self._limits.robots_total
        for _ in range(_ROBOTS_HOPS + 1):
            answer = self._asked(url, end - time.monotonic(), self._limits.robots_bytes)
            if not answer.redirects:
                return answer
            url = _redirected(url, answer)
        return Answer(404, answer.headers, b"")  # "may be treated as unavailable", which is as if there were none


def _rules_in(body: bytes) -> _Rules:
    from protego import Protego

    found = Protego.parse(body.decode("utf-8", "replace"))
    return _Rules(lambda address: bool(found.can_fetch(address, AGENT)), float(found.crawl_delay(AGENT) or 0.0))


# --- what comes of it -----------------------------------------------------------------------------


def _redirected(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where an answer leads; checked as if a person had named it."""
    import httpx

    target = answer.headers["location"]
    shown = target if len(target) <= 100 else f"{target[:100]}…"
    try:
        return addresses.parse(str(url.join(target)))
    except (httpx.InvalidURL, ValueError):
        raise FetchError(f"the server redirects to {shown}, which is no address") from None
    except FetchError as error:
        raise FetchError(f"the server redirects to {shown}: {error.reason}") from None


def _fetched(asked: str, url: httpx.URL, answer: Answer, most: int, notes: list[str]) -> Fetched:
    if not 200 <= answer.status < 300:
        raise _refused(answer)
    told = answer.headers.get("content-type", "")
    media = told.partition(";")[0].strip().lower()
    if media == "application/pdf":
        raise FetchError("a PDF, not a page", "save its text as name.txt and add that file")
    if media not in _READABLE:
        raise FetchError(f"not a page but {media[:60]}", "check the address")
    if answer.cut:
        raise FetchError(
            f"the page is larger than {most / 1_000_000:g} MB", "save the article's text and add that file"
        )
    if not answer.body.strip():
        raise FetchError("the server sent an empty page")
    charset = _CHARSET.search(told)
    now = f"{datetime.now(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return Fetched(asked, str(url), answer.body, media, charset[1] if charset else None, now, tuple(notes))


_STATUS: Final = {
    401: ("the page asks for a password (status 401)", None),
    402: ("the page has to be paid for (status 402)", None),
    403: ("the server refuses programs (status 403)", None),
    404: ("there is no such page (status 404)", "check the address"),
    407: ("a proxy asks for a password (status 407)", None),
    410: ("the page has been taken away (status 410)", "look for it in an archive of the web"),
    451: ("the page is withheld for legal reasons (status 451)", None),
}


def _refused(answer: Answer) -> FetchError:
    """What a status means for whoever wants the page."""
    status = answer.status
    if status in _STATUS:
        return FetchError(*_STATUS[status])
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        wait = answer.headers.get("retry-after", "")
        when = f"in {wait} seconds" if wait.isascii() and wait.isdigit() and len(wait) < 6 else "later"
        return FetchError(f"the server asks for a pause (status {status})", f"try again {when}")
    if status >= 500:
        return FetchError(f"the server has a fault (status {status})", "try again later")
    return FetchError(f"the server does not give the page (status {status})")
