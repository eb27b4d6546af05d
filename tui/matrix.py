"""Pure: what each source makes of a fact, and how the lines of the Matrix share out the width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from aligner.model import (
    Agreement,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Mention,
    Severity,
    Value,
    Verdict,
)
from aligner.put_right import joined_sentences
from tui.glyphs import BY_SIGN, BY_WORDS, COPIED, NOTE, STALE, VERDICT_GLYPH, VERDICT_WORDS
from tui.glyphs import SILENT as SILENCE
from tui.view import signs_of

# What a source makes of a fact ----------------------------------------------------------------------------------------


class Stance(StrEnum):
    """What one source makes of a fact, seen beside the others."""

    SAYS = "says"
    OTHERWISE = "otherwise"
    LESS = "less"
    SILENT = "silent"


STANCE_GLYPH: Final[Mapping[Stance, str]] = {
    Stance.SAYS: "●",
    Stance.OTHERWISE: "≠",
    Stance.LESS: "◐",
    Stance.SILENT: SILENCE,
}

STANCE_WORDS: Final[Mapping[Stance, str]] = {
    Stance.SAYS: "says",
    Stance.OTHERWISE: "says otherwise",
    Stance.LESS: "says less",
    Stance.SILENT: "silent",
}

DOUBT: Final = "?"
"""Beside a stance: the source tells the fact only perhaps."""

_FIGURES = {DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE}
_TELLING = _FIGURES | {DifferenceType.NAME, DifferenceType.QUOTE}
"""Types whose values can be left out or told less exactly. A role told otherwise, for one, is not told less."""


def stances(comparison: Comparison, fact: Fact) -> dict[str, Stance]:
    """What every source makes of a fact, by its id, in column order.

    A source that does not tell the fact is *silent*. One with a value in a conflict *says otherwise*: which of the
    values is right is not for us to say, so every one of them is marked. Any other *says less* if

    - others differ in a figure, a date, a name or a quotation of which it has nothing, or
    - it has the vaguer value where one is more exact, or
    - the fact is partial for no difference of values, and another source gives a figure or a date that it lacks.

    What remains *says* it.
    """
    otherwise = {value.source for d in fact.differences if d.severity is Severity.CONFLICT for value in d.values}
    less = {source for d in fact.differences for source in _lacking(d, fact) | _vaguer(d)}
    if fact.agreement is Agreement.PARTIAL and not any(d.severity is Severity.DETAIL for d in fact.differences):
        less |= _without_figures(comparison, fact)

    def stance(source: str) -> Stance:
        if not fact.cells.get(source):
            return Stance.SILENT
        if source in otherwise:
            return Stance.OTHERWISE
        return Stance.LESS if source in less else Stance.SAYS

    return {article.id: stance(article.id) for article in comparison.story.articles}


def _lacking(difference: Difference, fact: Fact) -> set[str]:
    """The sources of a fact that have nothing of what a difference is about."""
    if difference.type not in _TELLING:
        return set()
    return set(fact.cells) - {value.source for value in difference.values}


def _vaguer(difference: Difference) -> set[str]:
    """The sources whose best value in a difference of detail is less exact than another's."""
    if difference.severity is not Severity.DETAIL or difference.type not in _TELLING:
        return set()
    best: dict[str, tuple[int, ...]] = {}
    for value in difference.values:
        best[value.source] = max(best.get(value.source, ()), exactness(difference.type, value))
    most = max(best.values(), default=())
    return {source for source, found in best.items() if found < most}


def exactness(type_: DifferenceType, value: Mention) -> tuple[int, ...]:
    """How exact a value is among those of its type; greater is more exact.

    Of amounts and numbers, one given outright beats one given roughly, then more digits before the zeros beat fewer
    ("31,000" is more exact than "30,000"). Of dates, more of year, month and day beat fewer, then more digits. Of
    names and quotations, more words beat fewer.
    """
    normal = value.normal or {}
    digits = "".join(character for character in value.text if character.isdigit())
    words = len(value.text.split())
    if type_ is DifferenceType.DATE:
        parts = sum(part.isdigit() for part in str(normal.get("date", "")).split("-"))
        return parts, len(digits), words
    if type_ in _FIGURES:
        return int(not normal.get("approx", False)), len(digits.rstrip("0"))
    return words, len(value.text)


def _without_figures(comparison: Comparison, fact: Fact) -> set[str]:
    """The sources that lack a figure or a date another source of the fact gives."""
    given = {
        source: [value for id_ in ids for value in comparison.sentences[id_].values if value.type in _FIGURES]
        for source, ids in fact.cells.items()
    }
    return {
        source
        for source, own in given.items()
        if any(
            not any(_alike(value, mine) for mine in own)
            for other, values in given.items()
            if other != source
            for value in values
        )
    }


def _alike(one: Value, other: Value) -> bool:
    """Whether two values can mean the same: the same comparable form, or bounds that overlap."""
    if one.type is not other.type:
        return False
    overlap = one.low <= other.high and other.low <= one.high and one.high > 0 and other.high > 0
    return overlap or (one.normal is not None and one.normal == other.normal)


def is_perhaps(fact: Fact, source: str) -> bool:
    """Whether a source tells a fact only perhaps: with no sentence that belongs to it surely."""
    ids = fact.cells.get(source, ())
    return bool(ids) and set(ids) <= set(fact.perhaps)


def cell_signs(comparison: Comparison, fact: Fact) -> dict[str, str]:
    """By source, what stands beside its stance: ``?`` where it tells the fact only perhaps, else the sign of another's
    word by which all it says of it is there, else that of an origin it shares. Nothing for most sources."""
    joined, copied = joined_sentences(fact, comparison.options), {id_ for c in fact.copies for id_ in (c.a, c.b)}
    found: dict[str, str] = {}
    for source, ids in fact.cells.items():
        if is_perhaps(fact, source):
            found[source] = DOUBT
        elif joined and all((comparison.sentences[id_].same_as or id_) in joined for id_ in ids):
            found[source] = BY_SIGN[joined[comparison.sentences[ids[0]].same_as or ids[0]].by]
        elif not copied.isdisjoint(ids):
            found[source] = COPIED
    return found


def desk_signs(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The signs of the desk that stand anywhere in the Matrix, each with what it means."""
    facts = comparison.facts
    verdicts = {fact.judgement.verdict for fact in facts} - {Verdict.OPEN}
    beside = {signs_of(fact)[1] for fact in facts if fact.is_judged}
    joined = {link.by for fact in facts if not fact.is_found for link in fact.links}
    found = [(VERDICT_GLYPH[verdict], VERDICT_WORDS[verdict]) for verdict in Verdict if verdict in verdicts]
    found += [(sign, words) for sign, words in ((NOTE, "note"), (STALE, "changed since")) if sign in beside]
    found += [(BY_SIGN[by], BY_WORDS[by]) for by in By if by in joined and by is not By.PROGRAM]
    return (*found, *([(COPIED, "same origin")] if any(fact.copies for fact in facts) else []))


def letters(fact: Fact) -> tuple[tuple[DifferenceType, Severity], ...]:
    """The types a fact differs in, each once with its heaviest severity, the heaviest first."""
    weight = list(Severity)
    found: dict[DifferenceType, Severity] = {}
    for difference in fact.differences:
        held = found.get(difference.type, difference.severity)
        found[difference.type] = min(held, difference.severity, key=weight.index)
    types = list(DifferenceType)
    return tuple(sorted(found.items(), key=lambda item: (weight.index(item[1]), types.index(item[0]))))


# The lines ------------------------------------------------------------------------------------------------------------

_GAP = 2
_SIGNS = 2
"""Cells of a source before its track: what it makes of the fact, and whether only perhaps."""

_LEAST_TRACK, _MOST_TRACK = 5, 18
_ROOMY = ((6, 40), (5, 28), (4, 16))
"""Without tracks: cells of a source, and the least that must be left for the label."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of a line of the Matrix, from left to right: bar, number, glyph, letters, sign, label, told, sources.

    ``stride`` is the width of a source, ``track`` what of it shows where in the article the fact stands (0: a letter
    does). ``first`` and ``count`` say which sources are visible.
    """

    number: int
    letters: int
    label: int
    told: int
    stride: int
    track: int
    first: int
    count: int

    @property
    def label_at(self) -> int:
        """The cell where the label begins."""
        return 1 + self.number + 1 + 1 + 1 + self.letters + 1

    @property
    def sources_at(self) -> int:
        """The cell where the first visible source begins."""
        return self.label_at + self.label + 1 + self.told + _GAP

    @property
    def visible(self) -> range:
        """The indexes of the visible sources."""
        return range(self.first, self.first + self.count)

    def at(self, x: int) -> int | None:
        """The index of the source drawn at cell ``x``, or None beside them."""
        index = (x - self.sources_at) // self.stride
        return self.first + index if 0 <= index < self.count else None


def layout(width: int, sources: int, facts: int, most_letters: int, current: int = 0, first: int = 0) -> Layout:
    """Share out ``width`` cells; the window of visible sources moves from ``first`` as little as shows ``current``.

    Labels keep two fifths of the width, and 46 cells, before the sources get tracks; the longer the line, the longer
    the tracks.
    """
    number = max(3, len(str(facts)))
    shown_letters = min(most_letters, 4 if width >= 100 else 2)
    told = 4 if width >= 76 else 2
    fixed = 1 + number + 1 + 1 + 1 + shown_letters + 1 + 1 + told + _GAP
    room = max(1, width - fixed)
    stride = (room - max(46, width * 2 // 5)) // max(1, sources)
    track = min(_MOST_TRACK, stride - _SIGNS - _GAP)
    if track >= _LEAST_TRACK:
        stride = track + _SIGNS + _GAP
    else:
        track = 0
        stride = next((cells for cells, least in _ROOMY if room - cells * sources >= least), _ROOMY[-1][0])
    count = max(1, min(sources, (room - _ROOMY[-1][1]) // stride))
    first = max(current - count + 1, min(first, current))
    first = max(0, min(first, sources - count))
    return Layout(number, shown_letters, max(1, room - stride * count), told, stride, track, first, count)
