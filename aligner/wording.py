"""Word-level differences: what two sentences do not share, word by word.

The matching is the longest common subsequence of words, found by rapidfuzz (its ``Indel`` distance); the result has the
shape of :meth:`difflib.SequenceMatcher.get_opcodes`. Levenshtein would pair unlike words off as replacements and so
keep fewer equal ones; difflib's own matching takes the longest run first and so can miss words on either side of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from aligner.model import Sentence, Span, Token, Wording

Tag = Literal["equal", "replace", "delete", "insert"]

# What typesetters draw differently and readers read as the same mark.
_TYPOGRAPHY = str.maketrans(
    {mark: plain for plain, marks in {"'": "‘’‚‛′ʼ`´", '"': "“”„‟″«»", "-": "‐‑‒–—―−"}.items() for mark in marks}
)
_POSSESSIVE = re.compile(r"'s?$")
# Marks that Unicode counts as punctuation but that are read aloud as a word.
_SPOKEN_MARKS = frozenset("%‰&§")


class Opcode(NamedTuple):
    """How ``a[i1:i2]`` becomes ``b[j1:j2]``: the tuple of :meth:`difflib.SequenceMatcher.get_opcodes`."""

    tag: Tag
    i1: int
    i2: int
    j1: int
    j2: int


def get_opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Opcode]:
    """The steps that turn ``a`` into ``b``, as :meth:`difflib.SequenceMatcher.get_opcodes` gives them.

    The steps cover both sides without a gap, equal ones never follow each other, nor do unequal ones: words taken out
    and words put in at the same place are one ``replace``. Of several longest matchings the choice is deterministic.

    >>> [(step.tag, step.i1, step.i2, step.j1, step.j2) for step in get_opcodes("a b c".split(), "a x c d".split())]
    [('equal', 0, 1, 0, 1), ('replace', 1, 2, 1, 2), ('equal', 2, 3, 2, 3), ('insert', 3, 3, 3, 4)]
    """
    # rapidfuzz compares by hash; numbering the items first makes equality exact (hash(-1) == hash(-2)).
    numbers: dict[Hashable, int] = {}
    return _steps(
        [numbers.setdefault(item, len(numbers)) for item in a], [numbers.setdefault(item, len(numbers)) for item in b]
    )


def _steps(a: Sequence[int], b: Sequence[int]) -> list[Opcode]:
    steps: list[Opcode] = []
    i = j = 0
    for i1, i2, j1, j2 in _unequal(a, b):
        if i < i1:  # as long on both sides
            steps.append(Opcode("equal", i, i1, j, j1))
        tag: Tag = "insert" if i1 == i2 else "delete" if j1 == j2 else "replace"
        steps.append(Opcode(tag, i1, i2, j1, j2))
        i, j = i2, j2
    if i < len(a):
        steps.append(Opcode("equal", i, len(a), j, len(b)))
    return steps


def _unequal(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Where ``a[i1:i2]`` and ``b[j1:j2]`` stand in each other's place, between two equal words; one may be empty."""
    if a == b:
        return []
    found = []
    i = j = 0
    for at, there, length in Indel.opcodes(a, b).as_matching_blocks():
        if i < at or j < there:
            found.append((i, at, j, there))
        i, j = at + length, there + length
    return found


def compare_wording(a: Sentence, b: Sentence) -> Wording:
    """Which words of two sentences the other one does not have at that place, as spans of either article.

    Neighbouring words that differ are one span, from the first one's start to the last one's end. Order counts: a word
    that has moved is marked on both sides, for "A sued B" does not say what "B sued A" says.

    Words are compared as a reader sees them: upper and lower case, typographic and plain quotation marks, apostrophes
    and hyphens are the same, and so are a word and its possessive ("Paris", "Paris's"). Punctuation is passed over. A
    plural is marked, small as it is: "a judge" and "judges" may be two stories.

    The caller gives the sentences in their canonical order, ``a`` first: where several matchings are equally long, the
    one chosen depends on it.
    """
    return Wordings((a, b)).of(0, 1)


class Wordings:
    """The wordings of pairs of some sentences (see `compare_wording`); the words of a sentence are read once."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._numbers: dict[str, int] = {}
        self._read: dict[int, tuple[list[Token], list[int]]] = {}

    def of(self, i: int, j: int) -> Wording:
        """How the i-th and the j-th sentence differ in their words, ``a`` the i-th."""
        (words_a, a), (words_b, b) = self._words(i), self._words(j)
        unequal = _unequal(a, b)
        return Wording(
            self._sentences[i].id,
            self._sentences[j].id,
            only_a=tuple([Span(words_a[i1].start, words_a[i2 - 1].end) for i1, i2, _, _ in unequal if i1 < i2]),
            only_b=tuple([Span(words_b[j1].start, words_b[j2 - 1].end) for _, _, j1, j2 in unequal if j1 < j2]),
        )

    def _words(self, index: int) -> tuple[list[Token], list[int]]:
        """The words of a sentence, and their forms by number."""
        if index not in self._read:
            words = words_of(self._sentences[index].tokens)
            forms = [self._numbers.setdefault(fold(word.text), len(self._numbers)) for word in words]
            self._read[index] = words, forms
        return self._read[index]


def words_of(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that are read aloud: punctuation is passed over."""
    return [token for token in tokens if token.stem or _is_spoken(token.text)]


@lru_cache(1 << 10)
def _is_spoken(text: str) -> bool:
    """Whether a token that is no word is read aloud all the same: "$" and "%" are, a comma is not."""
    return any(mark in _SPOKEN_MARKS or (unicodedata.category(mark)[0] == "S") for mark in text.translate(_TYPOGRAPHY))


@lru_cache(1 << 15)
def fold(text: str) -> str:
    """The form in which two words are compared. A word that is nothing but marks keeps its own form."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    folded = unicodedata.normalize("NFC", visible).translate(_TYPOGRAPHY).casefold()
    return _POSSESSIVE.sub("", folded) or folded
