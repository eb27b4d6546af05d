"""Bytes in, text out: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.errors import SynopticError
from aligner.reading.documents import Form

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in."""

    text: str
    encoding: str


def form_of(data: bytes) -> Form:
    """What bytes without a telling file name are written in."""
    head = data[:2000].lstrip().lower()
    if re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b",
        head,
        re.DOTALL,
    ):
        return Form.PAGE
    if re.search(rb"^content-type:\s*multipart/related", head, re.MULTILINE):
        return Form.ARCHIVE
    return Form.TEXT


def decode(data: bytes, shown: str) -> Decoded:
    """The text of a file called ``shown``. Raises SynopticError for what is not text, in one line with the remedy."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SynopticError(
            f"{shown} is UTF-16, not UTF-8: convert it with  iconv -f utf-16 -t utf-8 {shown} > new.txt"
        )
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > max(8, len(data) // 100):
        raise SynopticError(f"{shown} is not text but a binary file: save the article as plain text (UTF-8)")
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the byte order mark.
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise SynopticError(
            f"{shown} is not UTF-8 (byte 0x{data[offset]:02x} at offset {offset}): "
            f"convert it with  iconv -f windows-1252 -t utf-8 {shown} > new.txt"
        ) from None
