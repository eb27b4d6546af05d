"""The endpoint: one question sent, one answer read, whatever comes instead said in a few words.

The protocol is that of OpenAI's chat completions, of which the least is used that there is: messages, a temperature of
0, a bound on the answer; no streams, no tools. The connections are those of ``aligner.fetching.network``: every wait
ends with the time there is, nothing of the environment counts (no proxies, no netrc), and no redirect is followed.
"""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Final

from aligner.fetching.network import Clock, pool
from aligner.fetching.results import FetchError, Options
from aligner.judging.questions import MAX_TOKENS, Question, messages
from aligner.judging.settings import KEY_VARIABLE, Judge

MOST_BYTES: Final = 64 * 1024
"""Of an answer; one that says yes or no has about a thousand."""
MOST_TOKENS: Final = 10_000_000
"""Of a number of tokens that is believed."""
_CONNECT: Final = 10.0
_WAITING: Final = 60.0
"""Seconds for one answer: a model that is only being loaded takes its time."""
_LEAST_WAIT: Final = 1.0
_USUAL_WAIT: Final = 5.0
"""Seconds until another try, at least, and where the endpoint does not tell."""

_HOPELESS: Final = {
    401: f"it wants a key, or another one (401): set {KEY_VARIABLE}",
    402: "it wants to be paid (402)",
    403: f"it refuses (403): is {KEY_VARIABLE} right?",
    404: "there is no such model, or no such endpoint, there (404): check --judge and --judge-model",
    405: "it is no endpoint that speaks the protocol (405): check --judge",
}
"""What the next question would be answered with as well."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said, empty for what is no text, and how many tokens that took, None if it does not tell."""

    text: str
    tokens: int | None


class NoReplyError(Exception):
    """Why there is no answer, in a few words for the user.

    ``is_final``: nor will there be another one. ``wait``: the endpoint asks to be left alone for so many seconds.
    """

    def __init__(self, reason: str, *, is_final: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final
        self.wait = wait


class Endpoint:
    """One connection to an endpoint, for one thread. ``stopped`` ends whatever it waits for."""

    def __init__(self, judge: Judge, stopped: threading.Event) -> None:
        self._judge = judge
        self._clock = Clock(stopped)
        # Where the user says to ask, it is asked: on this computer as well.
        self._pool = pool(Options(private=True), self._clock)

    def close(self) -> None:
        """Let go of the connection."""
        self._pool.close()

    def ask(self, question: Question, seconds: float) -> Reply:
        """The model's answer to a question, within so many seconds at most.

        Raises NoReplyError where there is none, and StoppedError once the work has been stopped.
        """
        import httpcore

        self._clock.start(min(seconds, _WAITING))
        try:
            return self._asked(question)
        except httpcore.ConnectTimeout:
            raise NoReplyError("it accepts no connection in time", is_final=True) from None
        except httpcore.TimeoutException:
            raise NoReplyError("it does not answer in time") from None
        except httpcore.ConnectError as error:
            raise NoReplyError(_unreached(error), is_final=True) from None
        except FetchError as error:
            raise NoReplyError(error.reason, is_final=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise NoReplyError("it breaks off, or speaks no HTTP") from None

    def _asked(self, question: Question) -> Reply:
        import httpcore
        import httpx

        url = httpx.URL(self._judge.url)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        body = _request(self._judge.model, question)
        waits = {"connect": _CONNECT, "read": _WAITING, "write": _CONNECT, "pool": _CONNECT}
        headers = [(b"Host", url.netloc), *self._headers(len(body))]
        with self._pool.stream(
            "POST", target, headers=headers, content=body, extensions={"timeout": waits}
        ) as response:
            told = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            _refuse(response.status, told)
            return _read(_whole(response.iter_stream()))

    def _headers(self, length: int) -> list[tuple[bytes, bytes]]:
        key = [(b"Authorization", f"Bearer {self._judge.key}".encode("ascii"))] if self._judge.key else []
        return [
            (b"User-Agent", b"synoptic"),
            (b"Content-Type", b"application/json"),
            (b"Content-Length", str(length).encode("ascii")),
            (b"Accept", b"application/json"),
            (b"Accept-Encoding", b"identity"),
            *key,
        ]


def _unreached(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "its certificate is not in order, or it speaks no TLS: check --judge"
        cause = cause.__cause__ or cause.__context__
    return "it cannot be reached"


def _request(model: str, question: Question) -> bytes:
    asked = {
        "model": model,
        "messages": messages(question),
        "temperature": 0,
        "max_tokens": MAX_TOKENS,
        "stream": False,
    }
    return json.dumps(asked).encode("ascii")


def _refuse(status: int, headers: dict[bytes, str]) -> None:
    """Raise NoReplyError for an answer that is none, by its status and its headers, their names in small letters."""
    if 300 <= status < 400:
        raise NoReplyError(f"it sends elsewhere ({status}), which is not followed: check --judge", is_final=True)
    if status == 429 or (status == 503 and b"retry-after" in headers):
        raise NoReplyError(f"it asks for a pause ({status})", wait=_pause(headers.get(b"retry-after", "")))
    if status in _HOPELESS:
        raise NoReplyError(_HOPELESS[status], is_final=True)
    if not 200 <= status < 300:
        raise NoReplyError(f"it fails ({status})" if status >= 500 else f"it does not take the question ({status})")
    if headers.get(b"content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise NoReplyError("it packs its answer, which nobody asked for")


def _pause(told: str) -> float:
    """The seconds of a Retry-After, or until the time it names (RFC 9110, 10.2.3)."""
    text = told.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return max(_LEAST_WAIT, float(text))
    from datetime import UTC, datetime

    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _USUAL_WAIT
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return max(_LEAST_WAIT, (until - datetime.now(UTC)).total_seconds())


def _whole(chunks: Iterable[bytes]) -> bytes:
    """An answer that ends. Raises NoReplyError for one that is too long."""
    found, held = [], 0
    for chunk in chunks:
        held += len(chunk)
        if held > MOST_BYTES:
            raise NoReplyError("its answer is too long")
        found.append(chunk)
    return b"".join(found)


def _read(data: bytes) -> Reply:
    """The words of an answer. Raises NoReplyError for what is none in the protocol."""
    try:
        document: Any = json.loads(data.decode("utf-8"))
        text = document["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoReplyError("its answer is none in the protocol: check --judge") from None
    usage = document.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    is_number = type(tokens) is int and 0 <= tokens <= MOST_TOKENS
    return Reply(text if isinstance(text, str) else "", tokens if is_number else None)
