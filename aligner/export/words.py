"""What a document says in its own words, and how it shows the words of others. The signs are in ``aligner.signs``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from aligner.model import By, DifferenceType, Severity
from aligner.signs import DETAIL_WORDS

BY: Final[Mapping[By, str]] = {By.PERSON: "by hand", By.MODEL: "by the model"}
"""Whose word it is. Not "by you": a document is read by others than who put it right."""
LEDGER: Final = "Figures, dates, quotations and names that several sources tell of the same thing, wherever they stand."
FURNITURE: Final = "Navigation, adverts, captions and notices: not compared, kept here so that nothing is lost."

_SEVERITY = {
    Severity.CONFLICT: "conflict",
    Severity.DETAIL: "one more exact",
    Severity.FORM: "written otherwise",
}

# Turn the direction of the text around them: overrides, embeddings, isolates.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def weight(kind: DifferenceType, severity: Severity) -> str:
    """What a difference of this type and severity is called: ``conflict``, ``one more exact``."""
    return (DETAIL_WORDS.get(kind) if severity is Severity.DETAIL else None) or _SEVERITY[severity]


def line(text: str) -> str:
    """A text on one line: every run of white space one space, its ends cut off, the rest as ``tame`` shows it."""
    return " ".join(tame(text).split())


def tame(text: str) -> str:
    """A text that obeys nobody, as the screen shows it: line ends and tabs are spaces, controls their pictures.

    What turns the direction of the text around it is left out; lone surrogates and the other controls are U+FFFD.
    Unlike on a screen, what joins or parts letters stays: a page knows how to draw it.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, _TURNING.sub("", text)))


@lru_cache(maxsize=2048)
def _visible(character: str) -> str:
    if character in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    code = ord(character)
    category = unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
    # Code points that no document can hold: half of a pair, and those that are no characters.
    return "\ufffd" if category == "Cs" or code & 0xFFFE == 0xFFFE else character
