"""Pure: the ledger as text: its entries in groups, what is told of each in which words, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from aligner.model import UNJUDGED, By, Comparison, Difference, DifferenceType, LedgerEntry, Mention, Severity
from aligner.taming import tame
from tui import sources
from tui.glyphs import BY_SIGN, BY_WORDS, DETAIL_WORDS, NOTE, SEVERITY_WORDS, judged_words
from tui.grid_layout import fit, show
from tui.passages import QUIET, STRONG, Passage, Writer, joined, mark_role
from tui.search import fold, says

CHOSEN = "chosen"
"""The role laid over the words of the current mention."""

_WEIGHT: Final = tuple(Severity)
_TYPES: Final = tuple(DifferenceType)

SECTION_WORDS: Final[Mapping[Severity, str]] = {
    Severity.CONFLICT: "≠ Conflicts",
    Severity.DETAIL: "~ Details",
    Severity.FORM: "= The same value",
}
"""What heads the entries of a severity."""

DISMISSED_WORDS: Final = f"dismissed {BY_WORDS[By.PERSON]}"
"""Beside an entry of which the person said that it is no difference."""

_JOINT = "\u00a0"
_SEPARATOR = f"{_JOINT}· "
"""No line ends between words and the source that says them, nor before the dot that follows."""

_QUOTES = "\"'“”‘’«»"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of telling a value: the words of its first mention, and all mentions that use them, in their order."""

    text: str
    mentions: tuple[Mention, ...]

    @property
    def sources(self) -> dict[str, int]:
        """The sources that use these words, and how often."""
        found: dict[str, int] = {}
        for mention in self.mentions:
            found[mention.source] = found.get(mention.source, 0) + 1
        return found


def variants(mentions: Iterable[Mention]) -> tuple[Variant, ...]:
    """Mentions grouped by their words; capitals, accents, spaces and quotation marks make no difference.

    Within a group those of one source stand together.
    """
    groups: dict[str, dict[str, list[Mention]]] = {}
    for mention in mentions:
        key = " ".join(fold(mention.text).split()).strip(_QUOTES + ".,;:")
        groups.setdefault(key, {}).setdefault(mention.source, []).append(mention)
    found = []
    for group in groups.values():
        told = tuple(mention for of_source in group.values() for mention in of_source)
        found.append(Variant(" ".join(show(told[0].text).text.split()), told))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an entry's text, and the mentions it stands for: their positions in ``in_order``."""

    text: str
    role: str
    mentions: range = range(0)


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in the order in which ``pieces`` tells them: by variant."""
    return tuple(mention for variant in variants(mentions) for mention in variant.mentions)


def pieces(type_: DifferenceType, severity: Severity, mentions: Iterable[Mention], decided: str = "") -> list[Piece]:
    """``$16.3 million A · was not announced B · €15 million D   one more exact   ✓ checked``.

    A source that says it more than once in the same words is told once, with ``×2``. ``decided`` is what the person
    makes of it.
    """
    found: list[Piece] = []
    role = mark_role(type_, severity)
    at = 0
    grouped = variants(mentions)
    for variant in grouped:
        if found:
            found.append(Piece(_SEPARATOR, QUIET))
        text = f"“{variant.text.strip(_QUOTES)}”" if type_ is DifferenceType.QUOTE else variant.text
        found.append(Piece(text, role, range(at, at + len(variant.mentions))))
        for source, times in variant.sources.items():
            held = range(at, at + times)
            found += [Piece(_JOINT, ""), Piece(source, STRONG, held)]
            found += [Piece(f"×{times}", QUIET, held)] if times > 1 else []
            at += times
    remark = remark_on(type_, severity, len(grouped))
    if remark:
        found.append(Piece(f"   {remark}", QUIET))
    if decided:
        found.append(Piece(f"   {decided}", STRONG))
    return found


def decided_of(comparison: Comparison, entries: Sequence[LedgerEntry]) -> tuple[str, ...]:
    """Of each entry what the person made of its differences: ``dismissed by you``, ``✓ checked``; mostly nothing.

    A difference of a fact is one of an entry if it is of its type and two of its values are mentions of it.
    """
    found: dict[tuple[DifferenceType, str, int, int], list[tuple[int, str]]] = {}
    number = 0
    for fact in comparison.facts:
        told = [(d, _judged(d)) for d in fact.differences if d.judgement != UNJUDGED or d.by is not By.PROGRAM]
        for difference, words in [*told, *((gone, DISMISSED_WORDS) for gone in fact.dismissed)]:
            number += 1
            for value in difference.values:
                found.setdefault((difference.type, *_place(value)), []).append((number, words))
    return tuple(_decided(entry, found) for entry in entries) if found else ("",) * len(entries)


def _judged(difference: Difference) -> str:
    """``✎ by you · ✓ checked · * note``."""
    by = f"{BY_SIGN[difference.by]} {BY_WORDS[difference.by]}".strip()
    note = f"{NOTE} note" if difference.judgement.note else ""
    return " · ".join(part for part in (by, judged_words(difference.judgement), note) if part)


def _decided(entry: LedgerEntry, found: Mapping[tuple[DifferenceType, str, int, int], list[tuple[int, str]]]) -> str:
    held = Counter(one for mention in entry.mentions for one in found.get((entry.type, *_place(mention)), ()))
    return " · ".join(dict.fromkeys(words for (_, words), values in held.items() if values > 1))


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.sentence, mention.start, mention.end


def remark_on(type_: DifferenceType, severity: Severity, wordings: int) -> str:
    """What is said of values that do not conflict; nothing where all sources use the same words."""
    if severity is Severity.DETAIL:
        return DETAIL_WORDS.get(type_, SEVERITY_WORDS[severity])
    return SEVERITY_WORDS[severity] if wordings > 1 else ""


def passage(parts: Iterable[Piece], chosen: int | None = None) -> Passage:
    """The pieces as a passage; what stands for the mention at the position ``chosen`` is laid over with ``CHOSEN``."""
    writer = Writer()
    for part in parts:
        writer.add(part.text, joined(part.role, CHOSEN) if chosen in part.mentions else part.role)
    return writer.passage()


def mention_at(parts: Iterable[Piece], offset: int) -> int | None:
    """The position of the first mention that the code point at an offset of the passage stands for, if any."""
    end = 0
    for part in parts:
        end += len(part.text)
        if offset < end:
            return part.mentions[0] if part.mentions else None
    return None


# The list -------------------------------------------------------------------------------------------------------------


def arrange(entries: Sequence[LedgerEntry], shown: Iterable[int] | None = None) -> tuple[int, ...]:
    """The indexes of entries (those ``shown``, or all) in the order of the list: by severity, then by type."""
    indexes = range(len(entries)) if shown is None else shown
    return tuple(sorted(indexes, key=lambda i: (_WEIGHT.index(entries[i].severity), _TYPES.index(entries[i].type))))


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A line over the entries of a severity: what they are, how many."""

    severity: Severity
    count: int

    @property
    def text(self) -> str:
        """``≠ Conflicts``."""
        return SECTION_WORDS[self.severity]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry by its position in the list; ``is_first`` of its type in its section."""

    position: int
    is_first: bool


def rows(entries: Sequence[LedgerEntry], order: Sequence[int]) -> tuple[SectionRow | EntryRow, ...]:
    """Entries in their order, a head over those of each severity."""
    severities = [entries[index].severity for index in order]
    counts = {severity: severities.count(severity) for severity in Severity}
    found: list[SectionRow | EntryRow] = []
    before: tuple[Severity, DifferenceType] | None = None
    for position, index in enumerate(order):
        entry = entries[index]
        if before is None or before[0] is not entry.severity:
            found.append(SectionRow(entry.severity, counts[entry.severity]))
        found.append(EntryRow(position, before != (entry.severity, entry.type)))
        before = entry.severity, entry.type
    return tuple(found)


def holds(entry: LedgerEntry, wanted: str) -> bool:
    """Whether what the list shows of an entry holds a searched text: its label or the words of a mention."""
    return any(says(text, wanted) for text in (entry.label, *(mention.text for mention in entry.mentions)))


def holding(comparison: Comparison, facts_of: Mapping[str, Sequence[int]], sentence: str) -> tuple[int, ...]:
    """The indexes of the facts with a sentence, of ``facts_of``, the one that most sources tell first."""
    facts = comparison.facts
    return tuple(sorted(facts_of.get(sentence, ()), key=lambda index: (-len(facts[index].cells), index)))


def heading(comparison: Comparison, mention: Mention, facts: Sequence[int], width: int) -> str:
    """``D Northern Wire · 004.txt ¶ 5 · rows 22, 49``: where a mention stands, and the numbers of its facts.

    Where it is more than ``width`` cells, the file goes first, then the name is shortened.
    """
    rows_ = ", ".join(str(index + 1) for index in facts)
    after = f" · row{'s' if len(facts) > 1 else ''} {rows_}" if facts else " · in no row"
    name = sources.lettered(comparison.article(mention.source))
    full = f" · {where(comparison, mention)}{after}"
    if cell_len(name) + cell_len(full) <= width:
        return name + full
    short = f" · ¶ {comparison.sentences[mention.sentence].paragraph + 1}{after}"
    return fit(fit(name, max(1, width - cell_len(short))) + short, width)


def copied(comparison: Comparison, entry: LedgerEntry) -> str:
    """An entry as plain text for the clipboard: what it is about, then every mention with its sentence and source."""
    remark = remark_on(entry.type, entry.severity, len(variants(entry.mentions))) or (
        entry.severity.value if entry.severity is Severity.CONFLICT else ""
    )
    lines = [" · ".join(part for part in (entry.type.value, remark, show(entry.label).text) if part)]
    for mention in in_order(entry.mentions):
        article, sentence = comparison.article(mention.source), comparison.sentences[mention.sentence]
        credit = ", ".join(part for part in (sources.byline(article), where(comparison, mention)) if part)
        words = " ".join(show(mention.text).text.split())
        lines.append(f"{words}: {sources.lettered(article)} ({credit}): {tame(sentence.text)}")
    return "\n".join(lines) + "\n"


def where(comparison: Comparison, mention: Mention) -> str:
    """``001.txt ¶ 5``: the file and the paragraph of a mention."""
    paragraph = comparison.sentences[mention.sentence].paragraph + 1
    return f"{show(comparison.article(mention.source).file).text} ¶ {paragraph}"
