"""Pure: what the detail pane says of a fact, as entries of a short head and a body. Its words are the sources' own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from aligner import origins, versions
from aligner.model import (
    Agreement,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Level,
    Mention,
    Sentence,
    Severity,
)
from aligner.taming import tame
from tui import sources
from tui.glyphs import (
    AGREEMENT_GLYPH,
    AGREEMENT_WORDS,
    BY_SIGN,
    BY_WORDS,
    DETAIL_WORDS,
    PERHAPS,
    SEVERITY_WORDS,
    TYPE_LETTER,
    judged_words,
)
from tui.grid_layout import fit, show
from tui.passages import (
    FAINT,
    QUIET,
    STRONG,
    Passage,
    Writer,
    distinct,
    letter_role,
    mark_role,
    marks_of,
    write_sentence,
)
from tui.put_right import corrections

HEAD_WIDTH = 14
"""Cells of the column of heads."""

MOST_LINKS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph of the pane: ``head`` stands to the left of ``body``, which hangs beside it."""

    head: str
    role: str
    body: Passage


def heading(fact: Fact, number: int, width: int | None = None) -> str:
    """``Fact 7 · what Microsoft put into Mistral · ≠ conflict · silent: C``; the label gives way to a narrow width.

    A row that is only perhaps one fact says so before its agreement; one source's alone names it, and that says all.
    """
    if fact.agreement is Agreement.SINGLE:
        after = f"told by {' '.join(fact.cells)} alone"
    else:
        level = "perhaps the same fact" if fact.only_perhaps else ""
        agreement = f"{AGREEMENT_GLYPH[fact.agreement]} {AGREEMENT_WORDS[fact.agreement]}"
        after = " · ".join(part for part in (level, agreement, silence(fact)) if part)
    label = show(fact.label).text
    if width is not None:
        label = fit(label, width - len(f"Fact {number} ·  · {after}"))
    heading_ = " · ".join(part for part in (f"Fact {number}", label, after) if part)
    return heading_ if width is None else fit(heading_, width)


def silence(fact: Fact) -> str:
    """``silent: B C``, or nothing if every source tells the fact."""
    return f"silent: {' '.join(fact.silent)}" if fact.silent else ""


def foreigners(comparison: Comparison, fact: Fact) -> str:
    """``B C in French``: who is silent, but writes in a language in which nobody tells the fact."""
    told = {comparison.article(source).attribution.language for source in fact.cells}
    apart: dict[str, list[str]] = {}
    for source in fact.silent:
        language = comparison.article(source).attribution.language
        if language not in told:
            from aligner import languages

            apart.setdefault(languages.name(language), []).append(source)
    return ", ".join(f"{' '.join(sources)} in {language}" for language, sources in apart.items())


def entries(comparison: Comparison, fact: Fact, source: str) -> list[Entry]:
    """Everything there is to say of a fact, ending with what each source says of it and where, ``source`` first."""
    found = [*desk_entries(comparison, fact)]
    if fact.reason and fact.agreement is not Agreement.SINGLE:  # there, the heading says it
        found.append(Entry("why", QUIET, Writer().add_raw(fact.reason).passage()))
    found.extend(_difference(fact, difference) for difference in fact.differences)
    if told := " · ".join(filter(None, (origins.told_line(comparison, fact), origins.group_line(comparison, fact)))):
        found.append(Entry("origins", QUIET, Writer().add(told).passage()))
    if over_time := versions.lines(comparison, fact):
        found.append(Entry("over time", QUIET, Writer().add_raw("   ".join(over_time)).passage()))
    if foreign := foreigners(comparison, fact):
        why = f"{foreign}: across languages only figures and names are compared"
        found.append(Entry("silent", QUIET, Writer().add_raw(why).passage()))
    found.extend(_by_source("who says", comparison, fact, lambda sentence: filter(None, [voice(sentence)])))
    found.extend(_by_source("certainty", comparison, fact, certainty))
    found.extend(_linked_by(fact))
    if source not in fact.cells:
        found.append(Entry(source, STRONG, Writer().add("does not tell this.", QUIET).passage()))
    for told in sorted(fact.cells, key=lambda told: told != source):
        found.extend(_in_full(comparison, fact, told, STRONG if told == source else ""))
    return found


def desk_entries(comparison: Comparison, fact: Fact) -> Iterable[Entry]:
    """What a person makes of a fact, with their note in full, and what they put right in it."""
    if words := judged_words(fact.judgement):
        yield Entry("judged", QUIET, Writer().add(words, STRONG).passage())
    if fact.judgement.note:
        yield Entry("note", QUIET, noted(fact.judgement.note))
    if lines := corrections(comparison, fact):
        yield Entry("put right", QUIET, Writer().add(" · ".join(lines)).passage())


def noted(note: str) -> Passage:
    """A note as it was written, line by line."""
    return Writer().add("\n".join(show(line).text for line in note.splitlines())).passage()


def judged_difference(difference: Difference) -> str:
    """``✎ by you · ✓ checked · see the invoice``: whose a difference is, what the person makes of it, their note."""
    by = f"{BY_SIGN[difference.by]} {BY_WORDS[difference.by]}".strip()
    note = show(difference.judgement.note).text
    return " · ".join(part for part in (by, judged_words(difference.judgement), note) if part)


def _letter(writer: Writer, fact: Fact, source: str, ids: Collection[str]) -> None:
    """Write a source's letter; with the sign where what follows is in sentences that belong to the row only perhaps.

    Where the whole row does, the heading says it once.
    """
    writer.add(" · " if writer.length else "", QUIET).add(source, STRONG)
    if set(ids) <= set(fact.perhaps) and not fact.only_perhaps:
        writer.add(f" {PERHAPS}", QUIET)


def _difference(fact: Fact, difference: Difference) -> Entry:
    writer = Writer()
    role = mark_role(difference.type, difference.severity)
    by_source: dict[str, list[Mention]] = {}
    for value in difference.values:
        by_source.setdefault(value.source, []).append(value)
    for source, values in by_source.items():
        _letter(writer, fact, source, [value.sentence for value in values])
        writer.add(" ")
        # What a headline writes with capitals is not said twice.
        texts = {value.text.casefold(): value.text for value in reversed(values)}
        for index, text in enumerate(reversed(texts.values())):
            writer.add(", " if index else "", QUIET).add_raw(text, role)
    if remark := severity_remark(difference):
        writer.add(f"   {remark}", QUIET)
    if judged := judged_difference(difference):
        writer.add(f"   {judged}", STRONG)
    weight = letter_role(difference.type, Severity.DETAIL)
    return Entry(f"{TYPE_LETTER[difference.type]} {difference.type}", weight, writer.passage())


def severity_remark(difference: Difference) -> str:
    """``one more exact``: how much a difference weighs, in words; empty for a conflict, which needs none."""
    remark = SEVERITY_WORDS[difference.severity]
    return DETAIL_WORDS.get(difference.type, remark) if difference.severity is Severity.DETAIL else remark


def _by_source(
    head: str, comparison: Comparison, fact: Fact, words: Callable[[Sentence], Iterable[str]]
) -> Iterable[Entry]:
    """``A reportedly · C denied``: what ``words`` finds in each source's sentences, each once; no entry for nothing."""
    writer = Writer()
    for source, ids in fact.cells.items():
        holding: list[str] = []
        found: dict[str, str] = {}
        for id_ in ids:
            for text in words(comparison.sentences[id_]):
                holding.append(id_)
                found.setdefault(text.casefold(), text)
        if found:
            _letter(writer, fact, source, holding)
            writer.add_raw(f" {', '.join(found.values())}")
    if writer.length:
        yield Entry(head, QUIET, writer.passage())


def certainty(sentence: Sentence) -> list[str]:
    """The words by which a sentence says how sure it is; negations are marked on the words alone."""
    return [value.text for value in sentence.values if value.type is DifferenceType.CERTAINTY]


def voice(sentence: Sentence) -> str:
    """``Brando Benifei (co-rapporteur) via Reuters``, as far as the sentence tells; empty in the source's own voice."""
    role = f" ({sentence.role})" if sentence.speaker and sentence.role else ""
    via = f"via {sentence.via}" if sentence.via else ""
    return " ".join(part for part in (f"{sentence.speaker or ''}{role}", via) if part)


def _linked_by(fact: Fact) -> Iterable[Entry]:
    strongest = sorted(fact.links, key=lambda link: (link.by is not By.PERSON, -link.score, link.a, link.b))
    if not strongest:
        return
    writer = Writer()
    for index, link in enumerate(strongest[:MOST_LINKS]):
        writer.add("   " if index else "").add(f"{link.a}–{link.b}", STRONG)
        if link.by is not By.PROGRAM:
            writer.add(f" {BY_SIGN[link.by]} {BY_WORDS[link.by]}")
            continue
        writer.add_raw(f" {', '.join(link.why)} ")
        writer.add(f"{link.score:.2f}{' perhaps' if link.level is Level.PERHAPS else ''}", QUIET)
    rest = strongest[MOST_LINKS:]
    if rest:
        perhaps = sum(link.level is Level.PERHAPS for link in rest)
        writer.add(f"   and {len(rest)} more{f', {perhaps} only perhaps' if perhaps else ''}", QUIET)
    yield Entry("linked by", QUIET, writer.passage())


def _in_full(comparison: Comparison, fact: Fact, source: str, role: str) -> Iterable[Entry]:
    article = comparison.article(source)
    marks = marks_of(fact.differences)
    shown, repeats = distinct(comparison, fact.cells[source])
    for sentence in shown:
        writer = Writer()
        perhaps = sentence.id in fact.perhaps
        writer.add(f"{PERHAPS} " if perhaps else "", QUIET)
        write_sentence(writer, sentence, marks.get(sentence.id, ()), role=FAINT if perhaps else "")
        also = "".join(f", again in ¶ {repeat.paragraph + 1}" for repeat in repeats if repeat.same_as == sentence.id)
        writer.add_raw(f"   {article.file} ¶ {sentence.paragraph + 1}{also}", QUIET)
        yield Entry(sentence.id, role, writer.passage())


def copied(comparison: Comparison, fact: Fact, number: int) -> str:
    """A fact as plain text for the clipboard: its label, then every source's words with attribution."""
    lines = [heading(fact, number)]
    perhaps = () if fact.only_perhaps else fact.perhaps
    for source, ids in fact.cells.items():
        article = comparison.article(source)
        shown, _ = distinct(comparison, ids)
        words = _run_together(shown, perhaps, article.text)
        lines.append(f"{sources.credit(article)}: {words}")
    return "\n".join(lines) + "\n"


def _run_together(sentences: Sequence[Sentence], perhaps: Collection[str], text: str) -> str:
    """Sentences of one article as one quotation, with ``[…]`` wherever they do not follow each other in a paragraph."""
    words = ""
    last: Sentence | None = None
    for sentence in sentences:
        if last is not None:
            follows = sentence.paragraph == last.paragraph and not text[last.end : sentence.start].strip()
            words += " " if follows else " […] "
        words += f"{'(perhaps) ' if sentence.id in perhaps else ''}{tame(sentence.text)}"
        last = sentence
    return words
