"""How the words of the model look on a screen: a glyph, letter or name each, so that nothing is said by hue alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aligner.model import By, Judgement, Severity, Verdict
from aligner.signs import AGREEMENT_GLYPH as AGREEMENT_GLYPH
from aligner.signs import AGREEMENT_WORDS as AGREEMENT_WORDS
from aligner.signs import BY_SIGN as BY_SIGN
from aligner.signs import COPIED as COPIED
from aligner.signs import DETAIL_WORDS as DETAIL_WORDS
from aligner.signs import SILENT as SILENT
from aligner.signs import STALE as STALE
from aligner.signs import STALE_WORDS as STALE_WORDS
from aligner.signs import TYPE_LETTER as TYPE_LETTER
from aligner.signs import VERDICT_GLYPH as VERDICT_GLYPH
from aligner.signs import VERDICT_WORDS as VERDICT_WORDS
from aligner.signs import plural as plural

SEVERITY_WORDS: Final[Mapping[Severity, str]] = {
    Severity.CONFLICT: "",
    Severity.DETAIL: "one more exact",
    Severity.FORM: "same, written otherwise",
}
"""What a difference of this severity is called beside its values; a conflict needs no remark."""

PERHAPS: Final = "(?)"
"""Stands before a sentence that belongs to its row only perhaps; a bare ``?`` is the letter of certainty."""

BAR: Final = "▌"
RULE: Final = "│"
NEXT_SENTENCE: Final = "· "
"""Stands before the second and later sentences of a cell, each on a line of its own."""

# The desk. Every sign is one cell wide in all terminals: none of them has an emoji form. ---------------------------

MARKED: Final = "▸"
"""Stands before a sentence that the person marked, and before a row of the Matrix that has one."""

NOTE: Final = "*"
"""There is a note on the fact, or on a difference of it."""

BY_WORDS: Final[Mapping[By, str]] = {By.PROGRAM: "", By.PERSON: "by you", By.MODEL: "by the model"}


def judged_words(judgement: Judgement) -> str:
    """``✓ checked · Δ changed since it was judged``; empty for what is open and not stale, whatever the note."""
    told = [f"{VERDICT_GLYPH[judgement.verdict]} {VERDICT_WORDS[judgement.verdict]}"]
    if judgement.verdict is Verdict.OPEN:
        told = []
    return " · ".join([*told, *([f"{STALE} {STALE_WORDS}"] if judgement.is_stale else [])])
