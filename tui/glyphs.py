"""How the words of the model look on a screen: a glyph, letter or name each, so that nothing is said by hue alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aligner.model import Agreement, By, DifferenceType, Judgement, Severity, Verdict

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

# The desk. Every sign is one cell wide in all terminals: none of them has an emoji form. ---------------------------

MARKED: Final = "▸"
"""Stands before a sentence that the person marked, and before a row of the Matrix that has one."""

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

NOTE: Final = "*"
"""There is a note on the fact, or on a difference of it."""

STALE: Final = "Δ"
"""What was judged has changed since."""

STALE_WORDS: Final = "changed since it was judged"

BY_SIGN: Final[Mapping[By, str]] = {By.PROGRAM: "", By.PERSON: "✎", By.MODEL: "∴"}
"""Stands before a sentence that is in its row by another's word than the program's."""

BY_WORDS: Final[Mapping[By, str]] = {By.PROGRAM: "", By.PERSON: "by you", By.MODEL: "by the model"}

COPIED: Final = "≡"
"""Stands before a sentence that is nearly word for word that of another source."""


def judged_words(judgement: Judgement) -> str:
    """``✓ checked · Δ changed since it was judged``; empty for what is open and not stale, whatever the note."""
    told = [f"{VERDICT_GLYPH[judgement.verdict]} {VERDICT_WORDS[judgement.verdict]}"]
    if judgement.verdict is Verdict.OPEN:
        told = []
    return " · ".join([*told, *([f"{STALE} {STALE_WORDS}"] if judgement.is_stale else [])])


def plural(count: int, noun: str) -> str:
    """``1 source``, ``5 sources``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
