"""One request and its answer: its status, its headers, its body unpacked up to a limit. No redirects, no cookies."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aligner.fetching.network import Clock
from aligner.fetching.results import FetchError, Limits

if TYPE_CHECKING:
    import httpcore
    import httpx

AGENT: Final = "synoptic"
"""The name that robots.txt knows us by."""

_PURPOSE: Final = "reads single articles for comparison, asked for by a person"
_CHUNK: Final = 256 * 1024

Tell = Callable[[int, int | None], None]
"""Called with the bytes received so far and how many there will be, None if that was not told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent. ``body`` is unpacked and empty for a redirect or an error, of which nobody reads it.

    ``cut`` says that there was more than the limit.
    """

    status: int
    headers: httpx.Headers
    body: bytes
    cut: bool = False

    @property
    def redirects(self) -> bool:
        return self.status in (301, 302, 303, 307, 308) and "location" in self.headers


def agent() -> str:
    """Who we say we are: the program, its version and what for."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{AGENT}/{version('synoptic-news')} ({_PURPOSE})"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return f"{AGENT} ({_PURPOSE})"


def ask(
    pool: httpcore.ConnectionPool, url: httpx.URL, limits: Limits, clock: Clock, most: int, tell: Tell | None = None
) -> Answer:
    """The answer to a request for ``url``, of at most ``most`` bytes. Raises FetchError where there is none."""
    import httpcore

    try:
        try:
            return _asked(pool, url, limits, most, tell)
        except _UnansweredError:
            # A connection that is kept may be closed just when it is used again; a second time there is a new one.
            return _asked(pool, url, limits, most, tell)
    except httpcore.TimeoutException as error:
        raise _too_slow(error, limits, clock) from None
    except httpcore.ConnectError as error:
        raise _no_connection(url, error) from None
    except (_UnansweredError, httpcore.NetworkError, httpcore.ProtocolError):
        raise FetchError("the server broke off, or does not speak HTTP", "try again later") from None


class _UnansweredError(Exception):
    """The connection broke before anything of an answer came."""


def _asked(pool: httpcore.ConnectionPool, url: httpx.URL, limits: Limits, most: int, tell: Tell | None) -> Answer:
    import httpcore
    import httpx

    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.read}
    answered = False
    try:
        with pool.stream("GET", target, headers=_headers(url), extensions={"timeout": timeout}) as response:
            answered = True
            headers = httpx.Headers(response.headers)
            if not 200 <= response.status < 300:
                return Answer(response.status, headers, b"")
            body, cut = _body(response.iter_stream(), headers, most, tell)
            return Answer(response.status, headers, body, cut)
    except (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError):
        if answered:
            raise
        raise _UnansweredError from None


def _headers(url: httpx.URL) -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", url.netloc),
        (b"User-Agent", agent().encode("ascii")),
        (b"Accept", b"text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"),
        (b"Accept-Encoding", b"gzip, deflate"),
    ]


def _too_slow(error: Exception, limits: Limits, clock: Clock) -> FetchError:
    import httpcore

    again = "try again later"
    if clock.left <= 0:
        return FetchError("the server was too slow: the page did not come within its time", again)
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchError(f"no connection to the server within {limits.connect:g} seconds", again)
    return FetchError(f"the server sent nothing for {limits.read:g} seconds", again)


def _no_connection(url: httpx.URL, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message or "it cannot be verified"
            return FetchError(
                f"the certificate of {url.host} is not in order ({why})", "check the address and the clock"
            )
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"{url.host} speaks no TLS that can be trusted", "check the address")
        if isinstance(cause, ConnectionRefusedError):
            return FetchError(f"{url.host} accepts no connection", "check the address, or try again later")
        cause = cause.__cause__ or cause.__context__
    return FetchError(f"{url.host} cannot be reached", "check your connection, or try again later")


# --- the body -------------------------------------------------------------------------------------


def _body(chunks: Iterable[bytes], headers: httpx.Headers, most: int, tell: Tell | None) -> tuple[bytes, bool]:
    """The body unpacked, and whether it was cut at ``most`` bytes: what is beyond is never even unpacked."""
    length = headers.get("content-length", "")
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
    found: list[bytes] = []
    held = 0
    for piece in _unpacked(_counted(chunks, size, tell), headers.get("content-encoding", "")):
        found.append(piece[: most - held])
        held += len(piece)
        if held > most:
            return b"".join(found), True
    return b"".join(found), False


def _counted(chunks: Iterable[bytes], size: int | None, tell: Tell | None) -> Iterator[bytes]:
    received = 0
    for chunk in chunks:
        received += len(chunk)
        if tell is not None:
            tell(received, size)
        yield chunk


def _unpacked(chunks: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """The bytes of packed chunks, a bounded piece at a time: a small answer may unpack to a huge one."""
    names = [name for part in packing.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not names:
        yield from chunks
        return
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the server packs the page in a way that was not asked for ({names[0][:20]})")
    try:
        yield from _inflated(chunks, names[0] == "deflate")
    except (zlib.error, EOFError):
        raise FetchError("the page came damaged: it cannot be unpacked", "try again later") from None


def _inflated(chunks: Iterable[bytes], deflate: bool) -> Iterator[bytes]:
    unpacker = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker is None or unpacker.eof:  # gzip may have several members
                unpacker = zlib.decompressobj(_window(rest, deflate))
            piece = unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            if piece:
                yield piece
    if unpacker is not None and not unpacker.eof:
        raise EOFError


def _window(head: bytes, deflate: bool) -> int:
    """What zlib is to expect: gzip or zlib by its header; "deflate" without one is sent by some servers."""
    bare = deflate and (head[0] & 0x0F != 8 or (len(head) > 1 and (head[0] << 8 | head[1]) % 31))
    return -zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32
