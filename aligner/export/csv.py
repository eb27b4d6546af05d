"""The CSV exports, for spreadsheets: a row per fact, or a row per value.

RFC 4180: commas, quotes doubled, lines ended by CR LF. UTF-8 behind a byte order mark, without which Excel takes it for
the code page of its country; LibreOffice and Python's ``utf-8-sig`` know it, too.

A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection"): articles are data
of strangers. So does what would be a cell of its own where semicolons part cells. What was written comes back with
``plain``. Numbers that the program counts are left as numbers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from aligner import versions
from aligner.export import telling
from aligner.export.selection import Selection, chosen, sized
from aligner.export.words import BY, line, weight
from aligner.model import By, Comparison, Difference, Fact, Judgement, LedgerEntry, Mention, Verdict
from aligner.signs import AGREEMENT_WORDS, STALE_WORDS, VERDICT_WORDS
from aligner.taming import tame

BYTE_ORDER_MARK = "\ufeff"

Cell = str | int
Head = Sequence[str]

_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]"
# What begins a formula, in whatever width, wherever blanks or controls before it are skipped; and what looks neutral.
_FORMULA = re.compile(rf"'*[\s\x00-\x20\u200b\ufeff]*{_SIGN}|'*[\t\r\n]")
# Where a program that takes semicolons for what parts cells, as Excel does in half of Europe, would begin
# another cell: the quotes mean nothing to it then, and a line end begins another row.
_INNER = re.compile(rf"(?<=[;\n])(?=[\"' \u00a0\u200b]*{_SIGN})")
_GUARD = re.compile(rf"(?<=[;\n])'(?=[\"' \u00a0\u200b]*{_SIGN})")
_JUDGED = ("verdict", "note", "stale")
_WHICH = ("story", "selection")

_VALUES: Head = (
    *("fact", "label", "agreement", "type", "severity", "status", "summary", "ledger"),
    *("source", "outlet", "file", "sentence", "paragraph", "start", "end", "text", "normal", "says", "in_words"),
    *_JUDGED,
    *(f"fact_{name}" for name in _JUDGED),
    *_WHICH,
)


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """A row per fact: its number, what the sources make of it, a column per source with what it says, the judgement.

    Several sentences of one cell stand one below the other.
    """
    columns = [line(f"{article.id} · {telling.called(article)}") for article in comparison.story.articles]
    head = ("fact", "label", "agreement", "perhaps", "sources", *columns)
    head += ("silent", "differences", *_JUDGED, "corrections", "origins", "over_time", *_WHICH)
    which = _which(comparison, selection)
    return _table(head, ((*_fact(comparison, fact), *which) for fact in chosen(comparison, selection)))


def render_values(comparison: Comparison, selection: Selection | None = None) -> str:
    """A row per value in which sources differ, with its place in its article, and then (unless facts were selected) a
    row per mention of the ledger, which belongs to no fact.

    ``status`` is "found", "added by hand" or "dismissed by hand"; ``normal`` the comparable form as JSON; ``start`` and
    ``end`` count code points of the article's text, the end exclusive.
    """
    which = _which(comparison, selection)
    rows = [row for fact in chosen(comparison, selection) for row in _values(comparison, fact)]
    rows += [] if selection else [row for entry in comparison.ledger for row in _ledger(comparison, entry)]
    return _table(_VALUES, ((*row, *which) for row in rows))


def plain(cell: str) -> str:
    """What a cell of an export held before it was kept from being a formula."""
    cell = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _GUARD.sub("", cell)


def safe(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    text = _INNER.sub("'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _table(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _fact(comparison: Comparison, fact: Fact) -> Iterator[Cell]:
    told = {article.id: sentences for article, sentences in telling.cells(comparison, fact)}
    yield from _named(fact)
    yield "yes" if fact.only_perhaps else ", ".join(fact.perhaps)
    yield len(told)
    for article in comparison.story.articles:
        yield "\n".join(line(sentence.text) for sentence in told.get(article.id, ()))
    yield ", ".join(fact.silent)
    yield "\n".join(map(_difference, fact.differences))
    yield from _judged(fact.judgement)
    yield "\n".join(_correction(comparison, one) for one in telling.corrections(comparison, fact))
    yield telling.origins_line(comparison, fact)
    yield "\n".join(map(line, versions.lines(comparison, fact)))


def _named(fact: Fact) -> tuple[Cell, ...]:
    number = telling.number(fact)
    return int(number) if number.isdecimal() else number, line(fact.label), AGREEMENT_WORDS[fact.agreement]


def _difference(difference: Difference) -> str:
    """``money, conflict: $4.2 million (A) · about $4 million (B) — to ask: in which year's dollars``."""
    values = " · ".join(f"{line(text)} ({source})" for text, source in telling.values(difference))
    by = f", {_status(difference)}" if difference.by is not By.PROGRAM else ""
    judged = ": ".join(part for part in _judged(difference.judgement)[:2] if part)
    severity = weight(difference.type, difference.severity)
    return f"{difference.type}, {severity}{by}: {values}{f' — {judged}' if judged else ''}"


def _correction(comparison: Comparison, correction: telling.Correction) -> str:
    parts = [f"{id_} {line(comparison.sentences[id_].text)}" for id_ in correction.sentences]
    parts += [_difference(correction.difference)] if correction.difference is not None else []
    return ": ".join((correction.name, " · ".join(parts))) if parts else correction.name


def _judged(judgement: Judgement) -> tuple[str, str, str]:
    verdict = VERDICT_WORDS[judgement.verdict] if judgement.verdict is not Verdict.OPEN else ""
    return verdict, line(judgement.note), STALE_WORDS if judgement.is_stale else ""


def _which(comparison: Comparison, selection: Selection | None) -> tuple[str, str]:
    """The story and what of it this is: rows of several files can be put into one sheet."""
    return line(comparison.story.title), line(sized(comparison, selection)) if selection else "all facts"


# Values ---------------------------------------------------------------------------------------------------------------


def _values(comparison: Comparison, fact: Fact) -> Iterator[tuple[Cell, ...]]:
    for difference, status in _differences(fact):
        severity = weight(difference.type, difference.severity)
        about = (*_named(fact), difference.type.value, severity, status, line(difference.summary), "")
        for mention in difference.values:
            place = _mention(comparison, mention)
            yield *about, *place, *_judged(difference.judgement), *_judged(fact.judgement)


def _differences(fact: Fact) -> Iterator[tuple[Difference, str]]:
    for difference in fact.differences:
        yield difference, _status(difference)
    for difference in fact.dismissed:
        yield difference, f"dismissed {BY[By.PERSON]}"


def _status(difference: Difference) -> str:
    return "found" if difference.by is By.PROGRAM else f"added {BY[difference.by]}"


def _ledger(comparison: Comparison, entry: LedgerEntry) -> Iterator[tuple[Cell, ...]]:
    severity = weight(entry.type, entry.severity)
    about = ("", line(entry.label), "", entry.type.value, severity, "found", "", entry.id)
    for mention in entry.mentions:
        yield *about, *_mention(comparison, mention), *_judged(Judgement()), *_judged(Judgement())


def _mention(comparison: Comparison, mention: Mention) -> tuple[Cell, ...]:
    article = comparison.article(mention.source)
    sentence = comparison.sentences[mention.sentence]
    return (
        mention.source,
        line(article.attribution.outlet or ""),
        line(article.file),
        mention.sentence,
        sentence.paragraph + 1,
        mention.start,
        mention.end,
        line(mention.text),
        _normal(mention),
        line(", ".join(part for part in (sentence.speaker, sentence.role) if part)),
        line(sentence.text),
    )


def _normal(mention: Mention) -> str:
    """The comparable form as JSON; the sets in it sorted."""
    found = dict(mention.normal or {})
    return tame(json.dumps(found, ensure_ascii=False, sort_keys=True, default=sorted)) if found else ""
