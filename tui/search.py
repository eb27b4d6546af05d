"""Pure: where a text stands in another, as a reader sees it: case, accents and the shape of quotation marks are one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from aligner.model import Comparison, Fact
from tui.grid_layout import show

_SAME = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−\u00a0\u2009\u202f", '\'\'\'\'""""""------   ')


def fold(text: str) -> str:
    """The text as it is compared, character for character as long as the original."""
    text = text if text.isascii() else text.translate(_SAME)
    return text.lower() if text.isascii() else "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    """One character for one: its base letter in lower case, itself where that would be several."""
    lowered = character.lower()
    decomposed = unicodedata.normalize("NFD", lowered)
    base, marks = decomposed[0], decomposed[1:]
    # What a letter is taken apart into must be accents: a Korean syllable is not the consonant it begins with.
    is_letter = len(lowered) == 1 and unicodedata.combining(base) == 0 and all(map(unicodedata.combining, marks))
    return base if is_letter else character


def hits(text: str, wanted: str) -> list[tuple[int, int]]:
    """Start and end (exclusive) of every place where ``wanted`` stands in ``text``; places do not overlap."""
    needle = fold(wanted)
    if not needle:
        return []
    found: list[tuple[int, int]] = []
    folded = fold(text)
    start = folded.find(needle)
    while start >= 0:
        found.append((start, start + len(needle)))
        start = folded.find(needle, start + len(needle))
    return found


def says(text: str, wanted: str) -> bool:
    """Whether a text of an article holds the wanted one as the screen shows it: a line end in it is a space."""
    return fold(wanted) in _folded(text)


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return fold(show(text).text)


def holds(comparison: Comparison, fact: Fact, wanted: str) -> bool:
    """Whether a sentence of the fact holds the text."""
    return any(says(comparison.sentences[id_].text, wanted) for cell in fact.cells.values() for id_ in cell)
