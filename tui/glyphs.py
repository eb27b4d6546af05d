"""How the words of the model look on a screen: a glyph, letter or name each, so that nothing is said by hue alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aligner.model import Agreement, DifferenceType, Severity

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

SEVERITY_WORDS: Final[Mapping[Severity, str]] = {
    Severity.CONFLICT: "",
    Severity.DETAIL: "one more exact",
    Severity.FORM: "same, written otherwise",
}
"""What a difference of this severity is called beside its values; a conflict needs no remark."""

DETAIL_WORDS: Final[Mapping[DifferenceType, str]] = {
    DifferenceType.ROLE: "told otherwise",
    DifferenceType.CERTAINTY: "not equally sure",
}
"""What a detail is called where neither value is more exact."""

SILENT: Final = "—"
PERHAPS: Final = "(?)"
"""Stands before a sentence that belongs to its row only perhaps; a bare ``?`` is the letter of certainty."""

BAR: Final = "▌"
RULE: Final = "│"
NEXT_SENTENCE: Final = "· "
"""Stands before the second and later sentences of a cell, each on a line of its own."""


def plural(count: int, noun: str) -> str:
    """``1 source``, ``5 sources``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
