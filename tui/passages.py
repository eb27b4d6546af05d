"""Pure: the text of a cell with its marks, from sentences and differences. No widgets, no colours, only named roles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter, itemgetter

from aligner.model import Comparison, Difference, DifferenceType, Fact, Kind, Sentence, Severity, Span
from tui.glyphs import NEXT_SENTENCE, TYPE_LETTER
from tui.grid_layout import Line, Shown, show
from tui.put_right import signs
from tui.search import hits

QUIET = "quiet"
FURNITURE = "furniture"
UNSHARED = "unshared"
STRONG = "strong"
FAINT = "perhaps"
HEDGE = "hedge"
HIT = "hit"
MARKED = "marked"
SELECTED = "selected"
STRUCK = "struck"
SHARED = "shared"
_LETTER = "-letter"
_HEDGES = {DifferenceType.CERTAINTY, DifferenceType.NEGATION}
_WEIGHT = {Severity.FORM: 0, Severity.DETAIL: 1, Severity.CONFLICT: 2}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage (code points of its text) and the role that says how it looks.

    ``""`` is plain; roles joined by ``+`` are laid over each other, the last on top.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text safe to draw and the runs that cover all of it, in order. A newline ends a line."""

    text: str
    runs: tuple[Run, ...]

    def pieces(self, line: Line) -> list[tuple[str, str]]:
        """The line's text as (text, role) pairs."""
        start, end = line
        first = bisect_right(self.runs, start, key=attrgetter("end"))
        after = bisect_left(self.runs, end, lo=first, key=attrgetter("start"))
        return [(self.text[max(run.start, start) : min(run.end, end)], run.role) for run in self.runs[first:after]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a sentence (offsets of the article) that differ, how, and how much it weighs."""

    start: int
    end: int
    type: DifferenceType
    severity: Severity


class Writer:
    """Puts a passage together from pieces of text and their roles."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def add(self, text: str, role: str = "") -> Writer:
        """Append text that is already safe to draw."""
        if text:
            end = self._length + len(text)
            if self._runs and self._runs[-1].role == role:
                self._runs[-1] = Run(self._runs[-1].start, end, role)
            else:
                self._runs.append(Run(self._length, end, role))
            self._pieces.append(text)
            self._length = end
        return self

    def add_raw(self, text: str, role: str = "") -> Writer:
        """Append text that came from outside (an article, a file name), made safe to draw."""
        return self.add(show(text).text, role)

    @property
    def length(self) -> int:
        """How much was written, in code points."""
        return self._length

    def passage(self) -> Passage:
        """What was written."""
        return Passage("".join(self._pieces), tuple(self._runs))


def highlight(passage: Passage, wanted: str) -> Passage:
    """The passage with every place of a searched text marked; letters set behind words do not get in its way."""
    return overlay(passage, _spans(passage, wanted), HIT)


def overlay(passage: Passage, spans: Sequence[tuple[int, int]], role: str) -> Passage:
    """The passage with a role laid over some stretches of it (code points of its text), sorted and apart."""
    if not spans:
        return passage
    runs: list[Run] = []
    for run in passage.runs:
        at = run.start
        first = bisect_right(spans, run.start, key=itemgetter(1))
        after = bisect_left(spans, run.end, lo=first, key=itemgetter(0))
        for start, end in spans[first:after]:
            start, end = max(start, at), min(end, run.end)
            runs += [Run(at, start, run.role)] if at < start else []
            runs.append(Run(start, end, joined(run.role, role)))
            at = end
        runs += [Run(at, run.end, run.role)] if at < run.end else []
    return Passage(passage.text, tuple(runs))


def _spans(passage: Passage, wanted: str) -> list[tuple[int, int]]:
    """Where the text stands in the passage, the letters of differences skipped."""
    if not wanted:
        return []
    if not any(run.role.endswith(_LETTER) for run in passage.runs):
        return hits(passage.text, wanted)
    offsets = [offset for run in passage.runs if not run.role.endswith(_LETTER) for offset in range(run.start, run.end)]
    words = "".join(passage.text[offset] for offset in offsets)
    return [(offsets[start], offsets[end - 1] + 1) for start, end in hits(words, wanted)]


def own_spans(passage: Passage, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where in a stretch of a cell stands what its article wrote: not letters, signs and remarks."""
    end = len(passage.text) if end is None else end
    return [
        (max(run.start, start), min(run.end, end))
        for run in passage.runs
        if run.start < end and run.end > start and run.role != QUIET and not run.role.endswith(_LETTER)
    ]


def own_words(passage: Passage, start: int = 0, end: int | None = None) -> str:
    """What of a stretch of a cell its article wrote."""
    return "".join(passage.text[first:last] for first, last in own_spans(passage, start, end))


def plain(text: str, role: str = "") -> Passage:
    """A passage of one role."""
    return Writer().add_raw(text, role).passage()


def mark_role(type_: DifferenceType, severity: Severity) -> str:
    """The role of words that differ."""
    return f"{type_}-{severity}"


def letter_role(type_: DifferenceType, severity: Severity) -> str:
    """The role of the type letter behind them."""
    return f"{type_}-{severity}-letter"


def joined(*roles: str) -> str:
    """The role that lays these over each other, the last on top."""
    return "+".join(role for role in roles if role)


def marks_of(differences: Iterable[Difference]) -> dict[str, tuple[Mark, ...]]:
    """The marks by sentence id. Words marked twice with one type keep the heavier severity."""
    found: dict[str, dict[tuple[int, int, DifferenceType], Severity]] = {}
    for difference in differences:
        for value in difference.values:
            marks = found.setdefault(value.sentence, {})
            key = (value.start, value.end, difference.type)
            if key not in marks or _WEIGHT[marks[key]] < _WEIGHT[difference.severity]:
                marks[key] = difference.severity
    return {
        sentence: tuple(Mark(*key, severity) for key, severity in sorted(marks.items()))
        for sentence, marks in found.items()
    }


def unshared(comparison: Comparison, fact: Fact, base: str | None) -> dict[str, frozenset[int]]:
    """By sentence id, the offsets (of its article) of the words that no linked sentence of the base source has."""
    spans: dict[str, list[frozenset[int]]] = {}
    for wording in fact.wording:
        for other, mine, only in (
            (wording.a, wording.b, wording.only_b),
            (wording.b, wording.a, wording.only_a),
        ):
            if comparison.sentences[other].source == base:
                offsets = frozenset(offset for span in only for offset in range(span.start, span.end))
                spans.setdefault(mine, []).append(offsets)
    return {sentence: frozenset.intersection(*sets) for sentence, sets in spans.items()}


def write_sentence(
    writer: Writer,
    sentence: Sentence,
    marks: Sequence[Mark] = (),
    faded: frozenset[int] = frozenset(),
    role: str = "",
    hedged: bool = True,
) -> None:
    """Append a sentence: marked words in their role with the type's letter behind them, ``faded`` offsets unshared.

    If ``hedged``, words that say how sure it is, and negations, are marked quietly, without a letter; every other mark
    covers them.
    """
    shown = show(sentence.text)
    hedges = [value for value in sentence.values if value.type in _HEDGES] if hedged else []
    if not marks and not faded and not hedges:
        writer.add(shown.text, role)
        return
    roles = [role] * len(shown.text)
    for value in hedges:
        start, end = _inside(shown, sentence, value.start, value.end)
        roles[start:end] = [joined(HEDGE, role)] * (end - start)
    for offset in faded:
        at = offset - sentence.start
        if 0 <= at < len(sentence.text) and shown.at(at) < len(roles):
            roles[shown.at(at)] = UNSHARED
    letters: dict[int, list[Mark]] = {}
    # The heavier mark is painted over the lighter one, the shorter over the longer one that holds it.
    for mark in sorted(marks, key=lambda mark: (_WEIGHT[mark.severity], mark.start - mark.end)):
        start, end = _inside(shown, sentence, mark.start, mark.end)
        if start < end:
            roles[start:end] = [mark_role(mark.type, mark.severity)] * (end - start)
            letters.setdefault(end, []).append(mark)
    _write_roles(writer, shown.text, roles, letters)


def _inside(shown: Shown, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Where the article's offsets fall in the sentence as it is shown."""
    start = max(start, sentence.start) - sentence.start
    end = min(end, sentence.end) - sentence.start
    return shown.at(start), shown.at(max(start, end))


def places_in(sentence: Sentence, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Where spans of the article stand in its sentence as it is shown, sorted, those that touch made one."""
    shown = show(sentence.text)
    found: list[tuple[int, int]] = []
    for start, end in sorted(_inside(shown, sentence, span.start, span.end) for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found


def _write_roles(writer: Writer, text: str, roles: Sequence[str], letters: dict[int, list[Mark]]) -> None:
    changes = [offset for offset, (before, role) in enumerate(pairwise(roles), 1) if role != before]
    start = 0
    for end in sorted({*changes, *letters, len(text)}):
        writer.add(text[start:end], roles[start] if start < end else "")
        start = end
        for mark in letters.get(end, ()):
            writer.add(TYPE_LETTER[mark.type], letter_role(mark.type, mark.severity))


def cell(comparison: Comparison, fact: Fact, source: str, base: str | None = None) -> Passage | None:
    """What a source says of a fact; None where it is silent. See `Cells`."""
    return Cells(comparison, fact, base).of(source)


class Cells:
    """What the sources say of a fact, each with every sentence in full and on a line of its own.

    A sentence that only repeats another of the cell (a headline printed twice) is noted, not shown again. One that
    belongs to the row only perhaps is faint, behind a sign; a sign stands, too, before what a person or a model joined,
    and before what shares its origin with another source. With a ``base`` source, the words its linked sentences do not
    have are marked as unshared, and those of certainty, which would look like them, are not.
    """

    def __init__(self, comparison: Comparison, fact: Fact, base: str | None = None) -> None:
        self._comparison = comparison
        self._fact = fact
        self._marks = marks_of(fact.differences)
        self._faded = unshared(comparison, fact, base) if base is not None else {}
        self._signs = signs(comparison, fact)
        self._hedged = base is None

    def text(self, source: str) -> str | None:
        """The text of a source's cell; None where it is silent."""
        ids = self._fact.cells.get(source)
        if ids is not None and len(ids) == 1 and ids[0] not in self._marks and ids[0] not in self._signs:
            return show(self._comparison.sentences[ids[0]].text).text  # what the passage comes to, sooner
        passage = self.of(source)
        return passage.text if passage is not None else None

    def of(self, source: str) -> Passage | None:
        """A source's cell; None where it is silent."""
        fact = self._fact
        if not fact.cells.get(source):
            return None
        shown, repeats = distinct(self._comparison, fact.cells[source])
        repeated = {sentence.same_as for sentence in repeats}
        writer = Writer()
        for index, sentence in enumerate(shown):
            perhaps, sign = sentence.id in fact.perhaps, self._signs.get(sentence.id)
            writer.add("\n" if index else "")
            writer.add(f"{sign} " if sign else NEXT_SENTENCE if index else "", QUIET)
            role = joined(STRONG if sentence.kind is Kind.HEADLINE else "", FAINT if perhaps else "")
            unlike = self._faded.get(sentence.id, frozenset())
            write_sentence(writer, sentence, self._marks.get(sentence.id, ()), unlike, role, hedged=self._hedged)
            writer.add(" (also repeated)" if sentence.id in repeated else "", QUIET)
        return writer.passage()


def distinct(comparison: Comparison, ids: Iterable[str]) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences to show, and those that only repeat one of them word for word."""
    sentences = [comparison.sentences[id_] for id_ in ids]
    present = {sentence.id for sentence in sentences}
    repeats = [sentence for sentence in sentences if sentence.same_as in present]
    return [sentence for sentence in sentences if sentence.same_as not in present], repeats


def marked_lines(
    comparison: Comparison, ids: Sequence[str], marked: Collection[str], text: str, lines: Sequence[Line]
) -> dict[int, bool]:
    """The lines of a cell, by number, on which a marked sentence stands, and whether it begins there.

    ``text`` is that of ``cell``, in which every sentence is a paragraph of its own. A repeated sentence is where its
    first one is.
    """
    shown, repeats = distinct(comparison, ids)
    here = {*marked, *(sentence.same_as for sentence in repeats if sentence.id in marked)}
    found: dict[int, bool] = {}
    before = -1
    for number, (start, _) in enumerate(lines):
        paragraph = text.count("\n", 0, start)
        if paragraph < len(shown) and shown[paragraph].id in here:
            found[number] = paragraph != before
        before = paragraph
    return found


def furniture_cell(comparison: Comparison, ids: Iterable[str]) -> Passage:
    """Furniture as it stands in its article, each sentence on a line of its own."""
    writer = Writer()
    for index, id_ in enumerate(ids):
        writer.add("\n" if index else "")
        write_sentence(writer, comparison.sentences[id_], role=FURNITURE)
    return writer.passage()
