"""Cues: the words without which a pattern cannot match, looked up before it is tried.

Most sentences hold no amount, no date and nobody who speaks. To see that in the set of a sentence's words takes a
fraction of the time that a search with a large regular expression takes, and a pattern that no text ever needs is never
compiled. A cue may let too much through, never too little: what is found is what the pattern alone would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cached_property

DIGITS = frozenset("0123456789")
_CUE = re.compile(r"[^\W\d_]+|[0-9]")


def held(passage: str) -> Set[str]:
    """What a passage holds: its runs of letters as they are written, and its digits.

    Of "Rs500 wasn't" these are "Rs", "5", "0", "wasn" and "t".
    """
    return set(_CUE.findall(passage))


def held_folded(passage: str) -> Set[str]:
    """The same for the patterns that are matched whatever the case: each is folded (`fold`) by itself.

    Folding first would make one run of "May" and a Greek iota below it, which folds to a letter.
    """
    return set(fold(" ".join(held(passage))).split())


def fold(passage: str) -> str:
    """A passage for the patterns that are matched whatever the case: folded, the dotless and the dotted i as one."""
    folded = passage.casefold()
    return folded if folded.isascii() else folded.replace("i\u0307", "i").replace("ı", "i")


class Cued:
    """A regular expression with its cues: each is a set of words of which a passage must hold one for it to match.

    The cues are written as `held` gives a passage's words, or folded, if it is asked with those of `held_folded`.
    """

    def __init__(self, pattern: str, *cues: str, flags: int = 0) -> None:
        self._pattern = pattern
        self._flags = flags
        self.cues = tuple(frozenset(cue.split()) for cue in cues)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(self._pattern, self._flags)

    def may_match(self, held: Set[str]) -> bool:
        """Whether a passage that holds the words ``held`` has one of each cue."""
        return not any(map(held.isdisjoint, self.cues))

    def finditer(self, held: Set[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]``, a passage that holds the words ``held``."""
        return self.compiled.finditer(text, start, end) if self.may_match(held) else iter(())

    def search(self, held: Set[str], text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in ``text[start:end]``, a passage that holds the words ``held``."""
        if not self.may_match(held):
            return None
        return self.compiled.search(text, start, len(text) if end is None else end)
