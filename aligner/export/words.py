"""What a document says in its own words, and how it shows the words of others. The signs are in ``aligner.signs``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aligner.model import By, DifferenceType, Severity
from aligner.signs import DETAIL_WORDS
from aligner.taming import tame

BY: Final[Mapping[By, str]] = {By.PERSON: "by hand", By.MODEL: "by the model"}
"""Whose word it is. Not "by you": a document is read by others than who put it right."""
LEDGER: Final = "Figures, dates, quotations and names that several sources tell of the same thing, wherever they stand."
FURNITURE: Final = "Navigation, adverts, captions and notices: not compared, kept here so that nothing is lost."

_SEVERITY = {
    Severity.CONFLICT: "conflict",
    Severity.DETAIL: "one more exact",
    Severity.FORM: "written otherwise",
}


def weight(kind: DifferenceType, severity: Severity) -> str:
    """What a difference of this type and severity is called: ``conflict``, ``one more exact``."""
    return (DETAIL_WORDS.get(kind) if severity is Severity.DETAIL else None) or _SEVERITY[severity]


def line(text: str) -> str:
    """A text on one line: every run of white space one space, its ends cut off, the rest as ``tame`` shows it."""
    return " ".join(tame(text).split())
