"""Characters as people have them, and as they are compared: what a text looks like without what cannot be seen.

A saved page breaks words with soft hyphens, joins them with no-break spaces, prints "ﬁ" for "fi" and "é" as two
characters. The article's text stays as it is and every offset points into it; only what is read of it, stems, values
and names, is read of its plain spelling.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Soft hyphen, zero-width spaces and joiners, direction marks, byte order mark, variation selectors, Arabic tatweel.
_UNSEEN = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_ACCENTS = "\u0300-\u034e\u0350-\u036f"
_VOWEL_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0652\u0670"
"""Hebrew and Arabic vowels, which are mostly left out."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ALIKE = {"ʼ": "’", "＇": "'", "‐": "-", "‑": "-", "−": "-", "﹣": "-"}
_ALIKE |= dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", "\u00a0")
_ALIKE |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＇"}  # full width
_DIGITS = "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f"
"""Arabic, Persian and Devanagari ones."""
_ODD = re.compile(
    f"[{_UNSEEN}{_VOWEL_POINTS}]+|(?P<base>[^\\W_])[{_ACCENTS}]+|(?P<stray>[{_ACCENTS}]+)"
    f"|(?P<ligature>[{''.join(_LIGATURES)}])|(?P<alike>[{''.join(map(re.escape, _ALIKE))}])|(?P<digit>[{_DIGITS}])"
)
_HINT = re.compile(
    f"[{_UNSEEN}{_VOWEL_POINTS}{_ACCENTS}{''.join(_LIGATURES)}{''.join(map(re.escape, _ALIKE))}{_DIGITS}]"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A passage in its plain spelling. ``starts`` and ``ends`` give where each of its characters stands in the text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def start(self, at: int) -> int:
        """Where in the original text the plain character ``at`` begins."""
        return self.starts[at]

    def end(self, at: int) -> int:
        """Where in the original text the passage ends that ends before the plain character ``at``."""
        return self.ends[at - 1]


def flatten(text: str, start: int = 0, end: int | None = None) -> Plain | None:
    """The plain spelling of ``text[start:end]``, None where it is written plainly already.

    Soft hyphens, zero-width characters, direction marks and vowel points are left out; accents are joined to their
    letters, ligatures taken apart; full-width characters and foreign digits become ASCII ones, non-breaking hyphens and
    minus signs hyphens, thin and narrow spaces no-break spaces.
    """
    end = len(text) if end is None else end
    if _HINT.search(text, start, end) is None:
        return None
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for odd in _ODD.finditer(text, start, end):
        characters += text[at : odd.start()]
        starts += range(at, odd.start())
        ends += range(at + 1, odd.start() + 1)
        spelt = _spelt(odd)
        characters += spelt
        starts += [odd.start()] * len(spelt)
        ends += [odd.end()] * len(spelt)
        at = odd.end()
    characters += text[at:end]
    starts += range(at, end)
    ends += range(at + 1, end + 1)
    return Plain("".join(characters), tuple(starts), tuple(ends))


def plain(text: str) -> str:
    """A word or a passage in its plain spelling; offsets are lost."""
    if text.isascii():
        return text
    found = flatten(text)
    return text if found is None else found.text


def _spelt(odd: re.Match[str]) -> str:
    if odd["base"]:
        # A mark that no letter is made of ("x̄") is passed over. The letter may be odd itself: a full-width "é".
        letters = plain(odd["base"])
        return letters[:-1] + unicodedata.normalize("NFC", letters[-1] + odd.group()[1:])[:1]
    if odd["ligature"]:
        return _LIGATURES[odd.group()]
    if odd["alike"]:
        return _ALIKE[odd.group()]
    return str(unicodedata.decimal(odd.group())) if odd["digit"] else ""
