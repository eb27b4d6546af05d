"""What was decided about a comparison, found in the comparison itself: an export that is opened brings it along."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.decisions.correcting import Answers
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
)
from aligner.model import UNJUDGED, By, Comparison, Difference, Fact, Judgement

_OTHER = "[...]"
"""Stands in a judgement for the words that it was made about and that are not there any more."""


def recovered(comparison: Comparison) -> Decisions:
    """The decisions of a person that a comparison shows: made with them, it would show the same.

    What did not fit when it was made is not in it. Of a judgement that was stale it is known that it is, not what it
    was made about.
    """
    ground = Ground(comparison.story, comparison.sentences)
    found: list[Decision] = []
    before: Row | None = None
    for fact in comparison.facts:
        row = ground.row(fact)
        found += _rulings(ground, fact)
        found += [Label(row, fact.label)] if fact.label_by is By.PERSON else []
        found += [Place(row, before)] if fact.is_moved else []
        found += [Dismissed(ground.contrast(difference)) for difference in fact.dismissed]
        if fact.judgement != UNJUDGED:
            found.append(_judged(_outdated(row) if fact.judgement.is_stale else row, fact.judgement))
        for difference in fact.differences:
            found += _about(ground, difference)
        before = row
    return Decisions.of(found)


def answers(comparison: Comparison) -> Answers:
    """What a language model answered, as far as a comparison shows it: where a person ruled, their word is there."""
    facts = comparison.facts
    said = [(pair.a, pair.b, False) for fact in facts for pair in fact.apart if pair.by is By.MODEL]
    said += [(link.a, link.b, True) for fact in facts for link in fact.links if link.by is By.MODEL]
    if not said:
        return {}
    ground = Ground(comparison.story, comparison.sentences)
    return {_pair(ground, a, b): same for a, b, same in said}


def _pair(ground: Ground, a: str, b: str) -> Pair:
    return Pair.of(ground.key(a), ground.key(b))


# Rows ---------------------------------------------------------------------------------------------------------------


def _rulings(ground: Ground, fact: Fact) -> Iterator[Ruling]:
    """What a person said belongs together in a fact, and what does not."""
    for apart in fact.apart:
        if apart.by is By.PERSON:
            yield Ruling(_pair(ground, apart.a, apart.b), False)
    for link in fact.links:
        if link.by is By.PERSON:
            yield Ruling(_pair(ground, link.a, link.b), True)


# Differences and judgements -----------------------------------------------------------------------------------------


def _about(ground: Ground, difference: Difference) -> Iterator[Decision]:
    contrast = ground.contrast(difference)
    if difference.by is By.PERSON:
        yield Added(contrast, difference.severity)
    if difference.judgement != UNJUDGED:
        stale = difference.judgement.is_stale and bool(contrast.values)
        yield _judged(_outdated_contrast(contrast) if stale else contrast, difference.judgement)


def _judged(of: Row | Contrast, judgement: Judgement) -> Judged:
    return Judged(of, judgement.verdict, judgement.note)


def _outdated(row: Row) -> Row:
    """A row with another sentence in it, which none is: so what is judged of it is found, and is stale."""
    return row | {Key(min(row).file, _OTHER)}


def _outdated_contrast(contrast: Contrast) -> Contrast:
    words = min(contrast.values)
    return Contrast(contrast.type, contrast.values | {Words(Key(words.sentence.file, _OTHER), _OTHER)})
