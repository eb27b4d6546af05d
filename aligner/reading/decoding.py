"""Bytes in, text out: which encoding a file or a page is in, and whether it is text at all.

Plain text tells its encoding by a byte order mark or by its bytes alone. A page has more to say, and is not always
right: ``decode_page`` weighs the byte order mark, the server's charset, the page's own declaration and the bytes.
Encodings are named as the WHATWG Encoding Standard names them ("iso-8859-1" means windows-1252 there, and so it does
here).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.errors import SynopticError
from aligner.reading.documents import Form

UTF_8 = "utf-8"
WINDOWS = "windows-1252"

_HEAD = 16_384
"""A page's declaration counts within these first bytes. The standard says 1024; some pages have comments before."""
_SAMPLE = 65_536
_CONTROLS = set(map(chr, set(range(32)) - set(b"\t\n\v\f\r\x1b"))) | {"\x7f"}
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body)\b", re.DOTALL)
_ARCHIVE = re.compile(r"^content-type:\s*multipart/related", re.MULTILINE)

# UTF-32 before UTF-16: the mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

_LABELS = {
    label: name
    for name, labels in {
        UTF_8: "utf-8 utf8 unicode-1-1-utf-8",
        WINDOWS: (
            "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 ascii us-ascii"
        ),
        "windows-1250": "windows-1250 cp1250 x-cp1250",
        "windows-1251": "windows-1251 cp1251 x-cp1251",
        "windows-1253": "windows-1253 cp1253",
        "windows-1254": "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5 l5",
        "windows-1255": "windows-1255 cp1255",
        "windows-1256": "windows-1256 cp1256",
        "windows-1257": "windows-1257 cp1257",
        "windows-1258": "windows-1258 cp1258",
        "windows-874": "windows-874 tis-620 iso-8859-11",
        "iso-8859-2": "iso-8859-2 iso8859-2 latin2 l2",
        "iso-8859-3": "iso-8859-3 latin3",
        "iso-8859-4": "iso-8859-4 latin4",
        "iso-8859-5": "iso-8859-5 cyrillic",
        "iso-8859-6": "iso-8859-6 arabic",
        "iso-8859-7": "iso-8859-7 greek",
        "iso-8859-8": "iso-8859-8 iso-8859-8-i hebrew",
        "iso-8859-10": "iso-8859-10 latin6",
        "iso-8859-13": "iso-8859-13",
        "iso-8859-14": "iso-8859-14",
        "iso-8859-15": "iso-8859-15 iso8859-15 latin-9 latin9 l9",
        "iso-8859-16": "iso-8859-16",
        "koi8-r": "koi8-r koi8 koi",
        "koi8-u": "koi8-u",
        "ibm866": "ibm866 cp866 866",
        "macintosh": "macintosh mac x-mac-roman",
        "gb18030": "gb18030 gb2312 gbk x-gbk chinese gb_2312-80",
        "big5": "big5 big5-hkscs cn-big5 x-x-big5",
        "euc-jp": "euc-jp x-euc-jp",
        "shift_jis": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
        "iso-2022-jp": "iso-2022-jp",
        "euc-kr": "euc-kr korean ks_c_5601-1987 windows-949",
        "utf-16le": "utf-16 utf-16le unicode",
        "utf-16be": "utf-16be",
    }.items()
    for label in labels.split()
}
"""The labels that pages use, of https://encoding.spec.whatwg.org/#names-and-labels."""

_CODECS = {
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-874": "cp874",
    "ibm866": "cp866",
    "macintosh": "mac-roman",
}
"""Python's names where they are others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in; "damaged utf-8" where single bytes were not and are lost."""

    text: str
    encoding: str


def form_of(data: bytes) -> Form:
    """What bytes without a telling file name are written in."""
    head = data[:_SAMPLE].replace(b"\0", b"").decode("ascii", "ignore").lstrip("\ufeff \t\r\n").lower()[:2000]
    if _PAGE.match(head):
        return Form.PAGE
    if _ARCHIVE.search(head):
        return Form.ARCHIVE
    return Form.TEXT


def decode(data: bytes, shown: str, charset: str | None = None) -> Decoded:
    """The text of a file called ``shown``, without its byte order mark, everything else as it is.

    Encodings are tried in this order: the byte order mark's, UTF-16 where NULs stand as in it, ``charset`` if a server
    told one that can be true, UTF-8, UTF-8 with some damage, windows-1252. Raises SynopticError for what is not text,
    in one line with the remedy.
    """
    decoded = _by_mark(data) or _wide(data)
    if decoded is None and charset is not None:
        decoded = _declared_as(data, charset)
    if decoded is None:
        decoded = None if b"\0" in data else _by_bytes(data)
    if decoded is None or _is_binary(decoded.text):
        raise SynopticError(f"{shown} is not text but a binary file: save the article as plain text (UTF-8)")
    return decoded


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """The markup of a page. ``charset`` is what its server told.

    In this order, as browsers do: byte order mark, server, the page's declaration (meta, http-equiv, XML), and the
    bytes themselves, which also overrule a declaration that cannot be true. Never raises; NULs are left out.
    """
    decoded = _by_mark(data) or _wide(data)
    for label in (charset, *_declared(data)):
        if decoded is None and label is not None:
            decoded = _declared_as(data, label)
    decoded = decoded or _by_bytes(data)
    return Decoded(decoded.text.replace("\0", ""), decoded.encoding)


def encoding_of(label: str) -> str | None:
    """The encoding a label stands for, by the WHATWG's name; None for a label that is none."""
    return _LABELS.get(label.strip(" \t\"'").casefold())


# --- by the bytes ---------------------------------------------------------------------------------


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark) and name == UTF_8:
            return _by_bytes(data[len(mark) :])
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(_CODECS.get(name, name), "replace"), name)
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: most characters of a text in Latin letters have a NUL on the same side."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) < 8 or len(data) % 2 or b"\0" not in sample:
        return None
    for name, high, low in (("utf-16le", sample[1::2], sample[::2]), ("utf-16be", sample[::2], sample[1::2])):
        if high.count(0) >= 0.6 * len(high) and low.count(0) == 0:
            try:
                return Decoded(data.decode(name), name)
            except UnicodeDecodeError:
                return None
    return None


def _by_bytes(data: bytes) -> Decoded:
    """UTF-8, if need be with some damage; else windows-1252, in which every byte means something."""
    try:
        return Decoded(data.decode(UTF_8), UTF_8)
    except UnicodeDecodeError:
        pass
    return _damaged(data) or Decoded(_windows(data), WINDOWS)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 in which single bytes were lost: far more characters of two bytes and more than bytes that fit nowhere."""
    text = data.decode(UTF_8, "replace")
    wrong = text.count("\ufffd")
    right = len(text) - wrong - len(data.translate(None, bytes(range(128, 256))))
    return Decoded(text, "damaged utf-8") if right >= 4 * wrong else None


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes are free in windows-1252; browsers read them as the control characters of those numbers.
        return "".join(_window_runs(data))


def _window_runs(data: bytes) -> Iterator[str]:
    for run in re.findall(rb"[\x81\x8d\x8f\x90\x9d]+|[^\x81\x8d\x8f\x90\x9d]+", data):
        yield run.decode("latin-1" if run[0] in b"\x81\x8d\x8f\x90\x9d" else "cp1252")


def _is_binary(text: str) -> bool:
    controls = sum(map(text.count, _CONTROLS))
    return "\0" in text or controls > max(8, len(text) // 100)


# --- by what a page declares ----------------------------------------------------------------------


def _declared(data: bytes) -> Iterator[str]:
    head = data[:_HEAD]
    for match in (_META.search(_COMMENT.sub(b"", head)), _XML_DECLARATION.match(head)):
        if match is not None:
            yield match.group(1).decode("ascii")


def _declared_as(data: bytes, label: str) -> Decoded | None:
    """The text as declared; None where the label means nothing or the bytes speak against it."""
    name = encoding_of(label)
    if name is None or name.startswith("utf-16"):
        # A declaration that can be read as ASCII does not stand in UTF-16: the standard says so, too.
        return None
    if name == UTF_8:
        return _by_bytes(data)
    if not data.isascii() and _is_utf8(data):
        return Decoded(data.decode(UTF_8), UTF_8)
    if name == WINDOWS:
        return Decoded(_windows(data), name)
    return Decoded(data.decode(_CODECS.get(name, name), "replace"), name)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes beyond ASCII form UTF-8: what is meant otherwise hardly ever does."""
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True
