"""Decisions about sentences that read otherwise now: which sentence of today each may be, and the decision about that.

Nothing is carried over by itself: a figure that was corrected is a small change of words and a large one of meaning.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from aligner.decisions.ground import Ground
from aligner.decisions.records import (
    Added,
    Contrast,
    Decision,
    Decisions,
    Dismissed,
    Judged,
    Key,
    Label,
    Pair,
    Place,
    Row,
    Ruling,
    Words,
    subject,
)
from aligner.model import Kind

LEAST: Final = 0.5
"""How alike two sentences must be, letter by letter, for one to be offered in place of the other."""


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence of today, by its id, that is most like one that is gone; ``likeness`` is 0.0 to 1.0."""

    sentence: str
    likeness: float


def nearest(ground: Ground, key: Key) -> Near | None:
    """The sentence in the same article that reads most like the one a decision names; None if there is none like it.

    Likeness is the normalised indel similarity of the two texts, by rapidfuzz.
    """
    from rapidfuzz import fuzz, process

    here = {
        sentence.id: ground.key(sentence.id).text.casefold()
        for sentence in ground.sentences.values()
        if sentence.kind is not Kind.FURNITURE
        and sentence.same_as is None
        and ground.key(sentence.id).file == ground.file(key)
    }
    found = process.extractOne(key.text.casefold(), here, scorer=fuzz.ratio, score_cutoff=100 * LEAST)
    return Near(found[2], found[1] / 100) if found is not None else None


def carry_over(ground: Ground, decisions: Decisions, which: Collection[Decision]) -> Decisions:
    """The decisions with some of them made about the sentences of today that read most like those they name.

    Raises ValueError, with a line for the user, where that is not possible: no sentence is like it, the words that
    differ are not in it, or something else is decided about that already.
    """
    held = decisions.without(which)
    carried: list[Decision] = []
    for decision in which:
        now = _renamed(ground, decision)
        there = held.by_subject.get(subject(now))
        if there is not None and there != now:
            raise ValueError("about the sentence of today something else is decided already")
        carried.append(now)
    return held.with_(carried)


def _renamed(ground: Ground, decision: Decision) -> Decision:
    match decision:
        case Ruling(pair=pair):
            a, b = _key(ground, pair.a), _key(ground, pair.b)
            if a == b:
                raise ValueError("both sentences are one now")
            return replace(decision, pair=Pair.of(a, b))
        case Label(row=row):
            return replace(decision, row=_row(ground, row))
        case Place(row=row, after=after):
            return Place(_row(ground, row), _row(ground, after) if after is not None else None)
        case Added(contrast=contrast) | Dismissed(contrast=contrast):
            return replace(decision, contrast=_contrast(ground, contrast))
        case Judged(of=of):
            return replace(decision, of=_contrast(ground, of) if isinstance(of, Contrast) else _row(ground, of))


def _key(ground: Ground, key: Key) -> Key:
    """The key itself where its sentence is there, or its article is not; else that of the nearest sentence."""
    if ground.find(key) is not None or not ground.is_here(key):
        return key
    near = nearest(ground, key)
    if near is None:
        raise ValueError(f"no sentence of {key.file} reads like it")
    return ground.key(near.sentence)


def _row(ground: Ground, row: Row) -> Row:
    return frozenset(_key(ground, key) for key in row)


def _contrast(ground: Ground, contrast: Contrast) -> Contrast:
    return Contrast(contrast.type, frozenset(_words(ground, words) for words in contrast.values))


def _words(ground: Ground, words: Words) -> Words:
    key = _key(ground, words.sentence)
    if key == words.sentence:
        return words
    for nth in (words.nth, 0):
        found = Words(key, words.text, nth)
        if ground.mention(found) is not None:
            return found
    raise ValueError(f"“{words.text}” does not stand in it")
