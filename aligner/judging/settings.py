"""Who is asked, and how much at most."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from aligner.errors import SynopticError, printable

KEY_VARIABLE: Final = "SYNOPTIC_JUDGE_KEY"
"""The variable that holds the key of an endpoint that wants one. It is never taken from anywhere else, never shown."""

_MOST: Final = 2000
"""Characters of an address."""
_END: Final = "/chat/completions"
_SECRET: Final = re.compile(r"^.*(?=@)|(?<=[?#]).+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked at most: ``pairs`` of sentences, ``seconds`` for all of them together, ``tokens``, both ways.

    What was answered before and is remembered counts for none of them.
    """

    pairs: int = 100
    seconds: float = 120.0
    tokens: int = 50_000


@dataclass(frozen=True, slots=True)
class Judge:
    """A model at an endpoint; ``chosen`` makes one of what a user gives. ``url`` is where its questions are sent."""

    url: str
    model: str
    limits: Limits = Limits()
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where one is named."""
        return urlsplit(self.url).netloc


def chosen(url: str, model: str | None, limits: Limits | None = None, key: str = "") -> Judge:
    """The model at the address of an endpoint as a user gives it: ``http://localhost:11434/v1``.

    Nothing is sent yet. Raises SynopticError, in one line that never holds the key, for what is no address of http or
    https, for a name or a password in it, for no model, and for a key that would travel unencrypted.
    """
    shown = _shown(url)
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SynopticError(f"--judge {shown} is no address; as in http://localhost:11434/v1") from None
    if parts.scheme not in ("http", "https") or not host or port == 0 or len(url) > _MOST or not url.isprintable():
        raise SynopticError(f"--judge {shown} is no address of http or https; as in http://localhost:11434/v1")
    if "@" in parts.netloc:
        raise SynopticError(f"--judge takes no name and no password in the address; a key stands in {KEY_VARIABLE}")
    if parts.query or parts.fragment:
        raise SynopticError(f"--judge {shown} has a ? or a # in it: end it where the endpoint does, as in .../v1")
    if not model or not model.strip():
        raise SynopticError("--judge needs the name of a model there: --judge-model NAME")
    if not key.isascii() or not key.isprintable():
        raise SynopticError(f"{KEY_VARIABLE} holds signs that no key has; set it anew")
    if key and parts.scheme == "http" and not _is_here(host):
        raise SynopticError(f"{KEY_VARIABLE} would be sent to {host} unencrypted: use https, or unset it")
    path = parts.path.rstrip("/")
    address = f"{parts.scheme}://{parts.netloc}{path.removesuffix(_END)}{_END}"
    return Judge(address, model.strip(), limits or Limits(), key.strip())


def _shown(url: str) -> str:
    """An address as it was given, without what may be secret in it: a name and a password, a key behind a "?"."""
    return printable(_SECRET.sub("…", url[:_MOST]))


def _is_here(host: str) -> bool:
    """Whether a host is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
