"""Archived pages (MHTML, RFC 2557): the page out of the archive of it and its pictures, as browsers save them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

_TYPE = re.compile(rb"^content-type:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+", re.IGNORECASE | re.MULTILINE)
_LONGEST_TYPE = 10_000
"""Bytes of what a part says of its type; for more, the parser takes the square of the time."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The page in an archive: its bytes, the charset its part names, the address it was saved from."""

    data: bytes
    charset: str | None
    address: str | None


def page_of(data: bytes) -> Saved | None:
    """The main page of an archive: the part the archive was saved from, else the first page in it; None without any."""
    try:
        message = message_from_bytes(_TYPE.sub(_shortened, data.lstrip()))
        pages = list(_pages(message))
    except (MessageError, RecursionError, LookupError, ValueError):
        return None
    saved_from = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
    main = [page for page in pages if saved_from is not None and _header(page, "Content-Location") == saved_from]
    page = next(iter(main or pages), None)
    return _saved(page, saved_from) if page is not None else None


def _shortened(told: re.Match[bytes]) -> bytes:
    return told[0] if len(told[0]) <= _LONGEST_TYPE else told[0][:_LONGEST_TYPE].rstrip(b"\r\n")


def _pages(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield part


def _saved(part: Message, saved_from: str | None) -> Saved:
    payload = part.get_payload(decode=True)
    address = saved_from or _header(part, "Content-Location")
    told = address if address is not None and address.startswith(("http://", "https://")) else None
    return Saved(payload if isinstance(payload, bytes) else b"", part.get_content_charset(), told)


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return "".join(str(value).split()) or None if value is not None else None
