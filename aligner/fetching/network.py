"""Connections: every one is checked when it is made, and every wait ends at the page's own time.

The addresses of a host are looked up here and connected to as numbers: what was checked is what is spoken to, so a name
that changes its address between two look-ups (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from aligner.fetching import addresses
from aligner.fetching.results import FetchError, Options

if TYPE_CHECKING:
    import ssl

    import httpcore

_MOST_TRIED: Final = 4
"""Addresses of one host that are tried: IPv6 and IPv4, and one spare of each."""


class StoppedError(Exception):
    """The user has ended the work; nobody waits for its result."""


class Clock:
    """The time that is left for one page. One belongs to each host; ``start`` sets it anew for each page."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """Begin with so many seconds."""
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds, not below zero."""
        return max(0.0, self._end - time.monotonic())

    def at_most(self, timeout: float | None) -> float:
        """The time an operation may take. Raises httpcore.ReadTimeout if none is left, StoppedError after the end."""
        import httpcore

        if self._stopped.is_set():
            raise StoppedError
        left = self.left
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)


def pool(options: Options, clock: Clock) -> httpcore.ConnectionPool:
    """Connections to one host, one at a time. Nothing of the environment counts: no proxies, no netrc."""
    import httpcore
    import httpx

    return httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=1,
        max_keepalive_connections=1,
        keepalive_expiry=15.0,
        retries=0,
        # A class of httpcore's own would have to be imported before anything is fetched; it asks for no more than this.
        network_backend=cast("httpcore.NetworkBackend", _Backend(options, clock)),
    )


class _Backend:
    """httpcore's way to the network (``httpcore.NetworkBackend``), with a guard at the door."""

    def __init__(self, options: Options, clock: Clock) -> None:
        import httpcore

        self._private = options.private
        self._resolve = options.resolve or _addresses_of
        self._clock = clock
        self._open = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        import httpcore

        reason: Exception | None = None
        for numeric in self._allowed(host, port, timeout):
            try:
                stream = self._open.connect_tcp(
                    numeric, port, self._clock.at_most(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                reason = error
                continue
            return cast("httpcore.NetworkStream", _Stream(stream, self._clock))
        assert reason is not None
        raise reason

    def _allowed(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        found = self._looked_up(host, port, self._clock.at_most(timeout))
        allowed = [numeric for numeric in found if self._private or addresses.is_public(numeric)]
        if not allowed:
            named = f"{host} is" if host == found[0] else f"{host} is {found[0]},"
            raise FetchError(f"{named} in a private network or on this computer", "add --private if that is meant")
        return allowed[:_MOST_TRIED]

    def _looked_up(self, host: str, port: int, timeout: float) -> Sequence[str]:
        """The numeric addresses of a host. The system's look-up knows no time-out: it runs beside and may be left."""
        found: list[Sequence[str]] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError):
                found.append(())

        thread = threading.Thread(target=look_up, daemon=True, name=f"look up {host}")
        thread.start()
        thread.join(timeout)
        if not found:
            raise FetchError(f"looking up {host} takes too long", "check your connection and try again")
        if not found[0]:
            raise FetchError(f"there is no host {host}", "check the address and your connection")
        return found[0]

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _addresses_of(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class _Stream:
    """A connection whose every wait ends with the page's time (``httpcore.NetworkStream``)."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._clock.at_most(timeout))
        return cast("httpcore.NetworkStream", _Stream(stream, self._clock))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
