"""Text that obeys nobody: what stands for characters that a terminal, a page or an eye would follow.

Articles, file names and notes are written by others. Where their words are shown, nothing in them moves a cursor, turns
the text around it, hides words or covers the lines above; what scripts need, joiners and direction marks, stays. The
text itself is never changed: this is for what is shown of it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

TURNING: Final = "\u202a-\u202e\u2066-\u2069"
"""Overrides, embeddings and isolates, which turn the direction of the text around them, as a regex's range.

Boucher and Anderson, "Trojan Source" (2021), have what can be done with them.
"""
HIDDEN: Final = "\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""What is never seen and no text needs: deprecated controls, stray byte order marks, notes between lines, tags."""

MOST_MARKS: Final = 10
"""Combining marks on one letter. Tibetan has eight; more cover the lines above and below, or hide a message."""

_GONE: Final = re.compile(
    f"(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}}\U000e007f)|[{TURNING}{HIDDEN}]"
)
"""Tags spell the flags of England, Scotland and Wales (Unicode Technical Standard 51); these stay."""
_MARKS: Final = re.compile(rf"[^\w\x00-\x7f]{{{MOST_MARKS + 1},}}")
"""Where more marks than ``MOST_MARKS`` could stand in a row."""
_JOINING: Final = re.compile("(?<=[^\x00-\x7f])[\u061c\u200c-\u200f]|[\u061c\u200c-\u200f](?=[^\x00-\x7f])")
"""Joiners and direction marks beside what is not ASCII, where they mean something."""


def tame(text: str) -> str:
    """A text for a document: line ends and tabs are spaces, controls their pictures, the rest as it is to be read.

    What turns the text around it or is never seen is left out, and so are combining marks beyond ``MOST_MARKS``; C1
    controls, lone surrogates and code points that are no characters are U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = _GONE.sub(lambda found: found["flag"] or "", text)
    if too_many := flood(kept):
        kept = "".join(character for offset, character in enumerate(kept) if offset not in too_many)
    return "".join(map(stand_in, kept))


def flood(text: str) -> frozenset[int]:
    """The offsets of combining marks beyond ``MOST_MARKS`` on one letter, whatever invisible stands between them."""
    found: set[int] = set()
    for run in _MARKS.finditer(text):
        count = 0
        for offset in range(*run.span()):
            category = unicodedata.category(text[offset])
            if category in ("Mn", "Me"):
                count += 1
                if count > MOST_MARKS:
                    found.add(offset)
            elif category != "Cf":
                count = 0
    return frozenset(found)


@lru_cache(maxsize=2048)
def stand_in(character: str) -> str:
    """The one character that is shown for a character: itself, unless it is a control or no character at all."""
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    code = ord(character)
    category = unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
    # Code points that no document can hold: half of a pair, and those that are no characters.
    return "\ufffd" if category == "Cs" or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else character


def escaped(text: str) -> str:
    """A text for one line of a terminal, in which everything can be seen that is there: ``\\x1b``, ``\\u202e``.

    Spaces of all kinds stay, and joiners, direction marks and tags where they stand beside signs that need them.
    """
    needed = {found.start() for found in _JOINING.finditer(text)}
    needed |= {offset for found in _GONE.finditer(text) if found["flag"] for offset in range(*found.span())}
    return "".join(
        sign if sign.isprintable() or offset in needed or unicodedata.category(sign) == "Zs" else _spelt(sign)
        for offset, sign in enumerate(text)
    )


def _spelt(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
