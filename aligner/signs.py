"""The signs and the words for what the model knows, the same on every screen and in every document.

A glyph, letter or name each, so that nothing is said by hue alone. Every sign is one cell wide in all terminals.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aligner.model import Agreement, By, DifferenceType, Verdict

AGREEMENT_GLYPH: Final[Mapping[Agreement, str]] = {
    Agreement.CONFLICT: "≠",
    Agreement.AGREE: "=",
    Agreement.PARTIAL: "~",
    Agreement.SINGLE: "·",
}
AGREEMENT_WORDS: Final[Mapping[Agreement, str]] = {
    Agreement.CONFLICT: "conflict",
    Agreement.AGREE: "agree",
    Agreement.PARTIAL: "one tells more",
    Agreement.SINGLE: "told by one",
}
TYPE_LETTER: Final[Mapping[DifferenceType, str]] = {
    DifferenceType.MONEY: "$",
    DifferenceType.NUMBER: "#",
    DifferenceType.DATE: "@",
    DifferenceType.NAME: "N",
    DifferenceType.ROLE: "R",
    DifferenceType.QUOTE: '"',
    DifferenceType.ATTRIBUTION: "A",
    DifferenceType.CERTAINTY: "?",
    DifferenceType.NEGATION: "!",
    DifferenceType.WORDING: "w",
}
DETAIL_WORDS: Final[Mapping[DifferenceType, str]] = {
    DifferenceType.ROLE: "told otherwise",
    DifferenceType.CERTAINTY: "not equally sure",
}
"""What a detail is called where neither value is more exact."""

SILENT: Final = "—"
COPIED: Final = "≡"
"""Stands before a sentence that is nearly word for word that of another source."""

VERDICT_GLYPH: Final[Mapping[Verdict, str]] = {
    Verdict.OPEN: " ",
    Verdict.CHECKED: "✓",
    Verdict.ASK: "¿",
    Verdict.WRONG: "✗",
}
"""Stands behind the number of a fact; a ``?`` would be the letter of certainty, or perhaps."""

VERDICT_WORDS: Final[Mapping[Verdict, str]] = {
    Verdict.OPEN: "open",
    Verdict.CHECKED: "checked",
    Verdict.ASK: "to ask",
    Verdict.WRONG: "wrong in ours",
}
STALE: Final = "Δ"
"""What was judged has changed since."""

STALE_WORDS: Final = "changed since it was judged"

BY_SIGN: Final[Mapping[By, str]] = {By.PROGRAM: "", By.PERSON: "✎", By.MODEL: "∴"}
"""Stands before a sentence that is in its row by another's word than the program's."""


def plural(count: int, noun: str) -> str:
    """``1 source``, ``5 sources``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
