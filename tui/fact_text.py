"""Pure: what the Fact screen says of one fact, as bands of a page. Its words are the sources' own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from aligner import origins, versions
from aligner.model import (
    Agreement,
    By,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    LedgerEntry,
    Level,
    Mention,
    Severity,
    Span,
)
from aligner.put_right import joined_sentences
from tui import sources
from tui.article_text import credit
from tui.detail_text import certainty, noted, severity_remark, silence, voice
from tui.glyphs import (
    AGREEMENT_GLYPH,
    AGREEMENT_WORDS,
    BAR,
    BY_SIGN,
    BY_WORDS,
    MARKED,
    PERHAPS,
    SILENT,
    TYPE_LETTER,
    judged_words,
    plural,
)
from tui.grid_layout import fit, show
from tui.ledger_text import variants
from tui.page import NOW, RULE_ROLE, VERDICT, VERDICT_ROLE, Band, Cell, balanced, hung, section, shares, stacked
from tui.passages import (
    FAINT,
    FURNITURE,
    QUIET,
    SHARED,
    STRONG,
    STRUCK,
    Passage,
    Writer,
    distinct,
    joined,
    letter_role,
    mark_role,
    marks_of,
    overlay,
    places_in,
    plain,
    unshared,
    write_sentence,
)
from tui.passages import MARKED as MARKED_ROLE
from tui.places import Places
from tui.put_right import joined_words, origin_signs, parted_words, signs
from tui.view import level

_LEAST_VALUE = 22
_LEAST_PARAGRAPH = 36
_MOST_PARAGRAPH = 76
_MEASURE = 100
"""Terminal cells: the narrowest column of values and of paragraphs, the widest paragraph, the widest line of prose."""

_REACH = 40
"""Code points of the sentence shown before and after a value."""

_METER = 10
_WORDS = {DifferenceType.WORDING, DifferenceType.QUOTE}
"""Types whose values are compared word by word."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A fact and how the user looks at it: its number as shown, the current source and the base source, by id.

    ``marks`` are the ids of the sentences they marked in it.
    """

    places: Places
    fact: Fact
    number: int
    source: str
    base: str | None = None
    marks: frozenset[str] = frozenset()


def base_of(fact: Fact, wanted: str | None) -> str | None:
    """The base source of a fact: the wanted one if it tells the fact, else the first that does; None if it is alone."""
    if len(fact.cells) < 2:
        return None
    return wanted if wanted in fact.cells else next(iter(fact.cells))


def title(fact: Fact, number: int) -> Passage:
    """``Fact 7   what Microsoft put into Mistral``: the label in full."""
    return Writer().add(f"Fact {number}   ", NOW).add_raw(fact.label, STRONG).passage()


def verdict(fact: Fact, width: int, origins_: str = "") -> Passage:
    """``≠ conflict · different amounts · told by A B D · 3 sources, 2 origins · silent: C``.

    Where a line of ``width`` terminal cells is too short, who tells it goes first: it follows from who is silent.
    """
    told = f"told by {' '.join(fact.cells)}"
    alone = fact.agreement is Agreement.SINGLE
    agreement = f"{AGREEMENT_GLYPH[fact.agreement]} {f'{told} alone' if alone else AGREEMENT_WORDS[fact.agreement]}"
    level_ = "perhaps the same fact" if fact.only_perhaps else ""
    # Of a fact told by one, all the rest follows.
    parts = [] if alone else [level_, show(fact.reason).text, told, origins_, silence(fact)]
    parts = [part for part in parts if part]
    if not alone and fact.silent and cell_len(" · ".join((agreement, *parts))) > width:
        parts.remove(told)
    writer = Writer().add(agreement, VERDICT[fact.agreement])
    for part in parts:
        writer.add(f" · {part}", QUIET)
    return writer.passage()


def judgement(fact: Fact, width: int) -> Passage | None:
    """``✓ checked · Δ changed since it was judged · see the invoice``, of a fact that is judged or noted; else None.

    A note that does not fit in a line of ``width`` terminal cells stands in full on the page; here, that there is one.
    """
    words, note = judged_words(fact.judgement), noted(fact.judgement.note).text
    if not words and not note:
        return None
    if note and not _fits(fact, width):
        note = "a note, below"
    role = VERDICT_ROLE.get(fact.judgement.verdict, STRONG)
    return Writer().add(words, role).add(" · " if words and note else "", QUIET).add(note).passage()


def _fits(fact: Fact, width: int) -> bool:
    """Whether words and note of a judgement fit in a line."""
    words, note = judged_words(fact.judgement), noted(fact.judgement.note).text
    return "\n" not in note and cell_len(f"{words} · {note}") <= width


def page(scene: Scene, width: int) -> list[Band]:
    """Everything there is to say of a fact, on a page of ``width`` terminal cells."""
    parts = (
        _note,
        _over_time,
        _differences,
        _paragraphs,
        _origins,
        _put_right,
        _word_by_word,
        _voices,
        _links,
        _ledger,
    )
    bands: list[Band] = []
    for part in parts:
        bands += part(scene, width)
    return bands


# The desk -------------------------------------------------------------------------------------------------------------


def _note(scene: Scene, width: int) -> Iterator[Band]:
    """A note that is too long for the heading."""
    note = scene.fact.judgement.note
    if note and not _fits(scene.fact, width):
        yield section("Your note", width)
        yield Band((Cell(2, max(1, min(width, _MEASURE) - 2), noted(note)),), after=1)


def heading(scene: Scene, width: int) -> list[Band]:
    """Which fact it is, what the sources make of it, and what the person does."""
    fact = scene.fact
    lines = [title(fact, scene.number), verdict(fact, width, origins.told_line(scene.places.comparison, fact))]
    judged = judgement(fact, width)
    return [Band((Cell(0, width, line),)) for line in (*lines, *([judged] if judged is not None else []))]


def _put_right(scene: Scene, width: int) -> Iterator[Band]:
    """What the person put right, and a model: label, place, sentences, differences."""
    lines = [*_put_right_lines(scene)]
    if not lines:
        return
    yield section("Put right", width)
    indent = max(cell_len(head.text) for head, _ in lines) + 2
    for head, body in lines:
        yield hung(head, body, min(width, _MEASURE), 2, indent)
    yield Band((), 1)


def _put_right_lines(scene: Scene) -> Iterator[tuple[Passage, Passage]]:
    fact, sentences = scene.fact, scene.places.comparison.sentences
    if fact.label_by is not By.PROGRAM:
        yield plain("label", STRONG), plain(BY_WORDS[fact.label_by])
    if fact.is_moved:
        yield plain("place", STRONG), plain(f"moved {BY_WORDS[By.PERSON]}")
    for id_, joined_ in joined_sentences(fact, scene.places.comparison.options).items():
        yield plain(id_, STRONG), plain(joined_words(joined_))
    for id_, words in parted_words(scene.places.comparison, fact).items():
        writer = Writer().add(words).add(f" · {_whereabouts(scene, id_)}   ", QUIET)
        yield plain(id_, STRONG), writer.add_raw(sentences[id_].text, QUIET).passage()
    for difference in fact.differences:
        if difference.by is not By.PROGRAM:
            yield _typed(difference), plain(f"added {BY_WORDS[difference.by]}")
    for difference in fact.dismissed:
        writer = Writer().add(f"dismissed {BY_WORDS[By.PERSON]}   ")
        for index, value in enumerate(difference.values):
            writer.add(" · " if index else "", QUIET).add(f"{value.source}\u00a0", QUIET).add_raw(value.text, STRUCK)
        yield _typed(difference), writer.passage()


def _typed(difference: Difference) -> Passage:
    return plain(f"{TYPE_LETTER[difference.type]} {difference.type}", STRONG)


def _whereabouts(scene: Scene, sentence: str) -> str:
    """``now in fact 12``."""
    found = scene.places.facts_of.get(sentence, ())
    numbers = ", ".join(str(index + 1) for index in found)
    return f"now in {'fact' if len(found) == 1 else 'facts'} {numbers}" if found else "now in no fact"


# Differences ----------------------------------------------------------------------------------------------------------


def _differences(scene: Scene, width: int) -> Iterator[Band]:
    fact = scene.fact
    if not fact.differences:
        return
    yield section("Differences", width)
    told = list(fact.cells)
    columns = shares(width - 2, len(told), 2)
    aside = columns[0][1] >= _LEAST_VALUE
    if aside:
        yield Band(
            tuple(
                Cell(x, each, _head(scene, source, each), source)
                for (x, each), source in zip(columns, told, strict=True)
            ),
            after=1,
        )
    for difference in fact.differences:
        yield Band((Cell(2, max(1, width - 2), _difference_head(difference)),))
        if judged_words(difference.judgement) or difference.judgement.note:
            yield Band((Cell(2, max(1, width - 2), _judged_difference(difference)),))
        values = {source: _values(scene, difference, source) for source in told}
        if aside:
            yield _side_by_side(values, columns)
        else:
            yield from _one_below_the_other(values, width)


def _head(scene: Scene, source: str, width: int) -> Passage:
    """``▌A ISMG``, fitted; the current source has the bar."""
    now = source == scene.source
    name = fit(sources.lettered(scene.places.comparison.article(source)), max(1, width - 1))
    return Writer().add(BAR if now else "", NOW).add(name, NOW if now else STRONG).passage()


def _difference_head(difference: Difference) -> Passage:
    """``$ money  conflict · different amounts``."""
    letter, name = TYPE_LETTER[difference.type], f" {difference.type}"
    conflict = difference.severity is Severity.CONFLICT
    weight = "≠ conflict" if conflict else severity_remark(difference)
    writer = Writer().add(letter, letter_role(difference.type, Severity.CONFLICT))
    writer.add(name, joined(difference.type.value, STRONG)).add(
        f"  {weight}", VERDICT[Agreement.CONFLICT] if conflict else QUIET
    )
    if difference.by is not By.PROGRAM:  # that is all its summary says
        return writer.add(f" · {BY_SIGN[difference.by]} added {BY_WORDS[difference.by]}").passage()
    return writer.add_raw(f" · {difference.summary}" if difference.summary else "", QUIET).passage()


def _judged_difference(difference: Difference) -> Passage:
    """``✓ checked · see the invoice``, under the head of the difference."""
    words = judged_words(difference.judgement)
    writer = Writer().add(words, VERDICT_ROLE.get(difference.judgement.verdict, STRONG))
    note = noted(difference.judgement.note).text
    return writer.add(" · " if words and note else "", QUIET).add(note).passage()


def _side_by_side(values: dict[str, Passage | None], columns: Sequence[tuple[int, int]]) -> Band:
    silence_ = plain(SILENT, QUIET)
    cells = [
        Cell(x, each, values[source] or silence_, source) for (x, each), source in zip(columns, values, strict=True)
    ]
    return Band(tuple(cells), after=1)


def _one_below_the_other(values: dict[str, Passage | None], width: int) -> list[Band]:
    given = [(source, value) for source, value in values.items() if value is not None]
    return [
        hung(plain(source, STRONG), value, width, 4, 3, source, after=int(index == len(given)))
        for index, (source, value) in enumerate(given, 1)
    ]


def _values(scene: Scene, difference: Difference, source: str) -> Passage | None:
    """The values of a source, each in its context on lines of its own; what a repeated sentence says is left out."""
    comparison = scene.places.comparison
    said = [value for value in difference.values if value.source == source]
    present = {value.sentence for value in said}
    faded = unshared(comparison, scene.fact, scene.base) if difference.type in _WORDS else {}
    writer = Writer()
    for value in said:
        sentence = comparison.sentences[value.sentence]
        if sentence.same_as not in present:
            writer.add("\n" if writer.length else "")
            _write_in_context(writer, scene, difference, value, faded.get(sentence.id))
    return writer.passage() if writer.length else None


def _write_in_context(
    writer: Writer, scene: Scene, difference: Difference, value: Mention, faded: frozenset[int] | None
) -> None:
    """``… entered a $16.3 million, multiyear partnership …``.

    Of a wording or a quotation that is compared with the base, the words that the base does not have are marked.
    """
    sentence = scene.places.comparison.sentences[value.sentence]
    doubtful = sentence.id in scene.fact.perhaps and not scene.fact.only_perhaps
    writer.add(f"{PERHAPS} " if doubtful else "", QUIET)
    before, after = sentence.text[: value.start - sentence.start], sentence.text[value.end - sentence.start :]
    writer.add_raw(_tail(before), QUIET)
    role = mark_role(difference.type, difference.severity)
    if faded is None or not faded.intersection(range(value.start, value.end)):
        compared = difference.type in _WORDS and scene.base == sentence.source
        writer.add_raw(value.text, difference.type.value if compared else role)
    else:
        for text, own in _split(value, faded):
            writer.add_raw(text, role if own else difference.type.value)
    writer.add_raw(_start(after), QUIET)


def _split(value: Mention, own: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """A value's text cut where words of its own begin and end."""
    start = 0
    for at in range(1, len(value.text) + 1):
        if at == len(value.text) or (value.start + at in own) != (value.start + start in own):
            yield value.text[start:at], value.start + start in own
            start = at


def _tail(text: str) -> str:
    """The last words before a value; its last characters where there are no spaces between words."""
    if len(text) <= _REACH:
        return text
    cut = text[-_REACH:]
    return f"…\u00a0{cut.partition(' ')[2] or cut}"


def _start(text: str) -> str:
    """The first words after a value, or characters."""
    if len(text) <= _REACH:
        return text
    cut = text[:_REACH]
    return f"{cut.rpartition(' ')[0] or cut}\u00a0…"


# Over time, origins ---------------------------------------------------------------------------------------------------


def _over_time(scene: Scene, width: int) -> Iterator[Band]:
    """What became of it from version to version of an article."""
    lines = versions.lines(scene.places.comparison, scene.fact)
    if not lines:
        return
    yield section("Over time", width)
    for number, line in enumerate(lines, 1):
        yield Band((Cell(2, max(1, width - 2), plain(line)),), after=int(number == len(lines)))


def _origins(scene: Scene, width: int) -> Iterator[Band]:
    """The sentences that are nearly the same word for word, with what they share underlined."""
    fact, comparison = scene.fact, scene.places.comparison
    if not fact.copies:
        return
    yield section("Origins", width, origins.told_line(comparison, fact))
    shared: dict[str, list[Span]] = {}
    for copy in fact.copies:
        shared.setdefault(copy.a, []).extend(copy.in_a)
        shared.setdefault(copy.b, []).extend(copy.in_b)
    sign_of = origin_signs(fact.copies)
    measure = min(width, _MEASURE)
    indent = max(len(f"{id_} {sign_of[id_]}") for id_ in shared) + 2
    for source, ids in fact.cells.items():
        for sentence in (comparison.sentences[id_] for id_ in ids if id_ in shared):
            writer = Writer()
            write_sentence(writer, sentence, hedged=False)
            passage = overlay(writer.passage(), places_in(sentence, shared[sentence.id]), SHARED)
            head = Writer().add(sentence.id, STRONG).add(f" {sign_of[sentence.id]}", QUIET)
            yield hung(head.passage(), passage, measure, 2, indent, source)
    told = "   ".join(origins.share_line(comparison, copy) for copy in fact.copies)
    yield Band((Cell(2, max(1, measure - 2), plain(told, QUIET)),), after=1)


# Paragraphs -----------------------------------------------------------------------------------------------------------


def _paragraphs(scene: Scene, width: int) -> Iterator[Band]:
    told = list(scene.fact.cells)
    yield section("In their paragraphs" if len(told) > 1 else "In its paragraph", width)
    count = balanced(len(told), max(1, width // _LEAST_PARAGRAPH))
    columns = shares(width - 2, count, 2, _MOST_PARAGRAPH)
    for first in range(0, len(told), count):
        row = zip(columns, told[first : first + count], strict=False)
        yield from stacked([_column(scene, source, x, each) for (x, each), source in row], after=1)


def _column(scene: Scene, source: str, x: int, width: int) -> list[Cell]:
    """Who, where from, and every paragraph of the article that states the fact, whole."""
    comparison = scene.places.comparison
    article = comparison.article(source)
    cells = [Cell(x, width, _head(scene, source, width), source, heads=True)]
    cells.append(Cell(x, width, plain(fit(credit(article), width), QUIET), source))
    cells.append(Cell(x, width, _told(scene, source), source))
    return cells


def _told(scene: Scene, source: str) -> Passage:
    """Every paragraph of an article that states the fact, each under its number."""
    comparison = scene.places.comparison
    article = comparison.article(source)
    shown, repeats = distinct(comparison, scene.fact.cells[source])
    stating = {sentence.id for sentence in shown}
    writer = Writer()
    for paragraph in dict.fromkeys(sentence.paragraph for sentence in shown):
        ids = [sentence.id for sentence in shown if sentence.paragraph == paragraph]
        again = [f"¶ {other.paragraph + 1}" for other in repeats if other.same_as in ids]
        writer.add("\n\n" if writer.length else "")
        writer.add(f"{' '.join(ids)} · ¶ {paragraph + 1} of {len(article.blocks)}", QUIET)
        writer.add(f", again in {', '.join(again)}" if again else "", QUIET).add("\n")
        _write_paragraph(writer, scene, source, paragraph, stating)
    return writer.passage()


def _write_paragraph(writer: Writer, scene: Scene, source: str, paragraph: int, stating: set[str]) -> None:
    """A paragraph with the fact's sentences strong and marked, the rest of it quieter."""
    article = scene.places.comparison.article(source)
    marks = marks_of(scene.fact.differences)
    sign_of = signs(scene.places.comparison, scene.fact)
    for sentence, text in scene.places.pieces(article, paragraph):
        if sentence is None:
            writer.add_raw(text, QUIET)
        elif sentence.id in stating:
            perhaps, marked = sentence.id in scene.fact.perhaps, sentence.id in scene.marks
            writer.add(f"{MARKED} " if marked else "", NOW)
            writer.add(f"{sign_of[sentence.id]} " if sentence.id in sign_of else "", QUIET)
            role = joined(STRONG, FAINT if perhaps else "", MARKED_ROLE if marked else "")
            write_sentence(writer, sentence, marks.get(sentence.id, ()), role=role)
        else:
            furniture = sentence.kind is Kind.FURNITURE
            write_sentence(writer, sentence, role=FURNITURE if furniture else QUIET, hedged=False)


# Word by word ---------------------------------------------------------------------------------------------------------


def _word_by_word(scene: Scene, width: int) -> Iterator[Band]:
    """The sentences under each other; of those linked with the base, what it does not have is marked."""
    fact, base, comparison = scene.fact, scene.base, scene.places.comparison
    if base is None:
        return
    faded = unshared(comparison, fact, base)
    yield section("Word by word", width, f"marked: what {base} does not have")
    measure = min(width, _MEASURE)
    for source in (base, *(told for told in fact.cells if told != base)):
        shown, _ = distinct(comparison, fact.cells[source])
        for sentence in shown:
            if source != base and sentence.id not in faded:
                continue
            writer = Writer()
            own = faded.get(sentence.id, frozenset()) if source != base else frozenset()
            write_sentence(writer, sentence, faded=own, hedged=False)
            writer.add("   base" if source == base else "", QUIET)
            yield hung(plain(sentence.id, STRONG), writer.passage(), measure, 2, 7, source)
        if source != base and not any(sentence.id in faded for sentence in shown):
            remark = plain(f"not linked with what {base} says", QUIET)
            yield hung(plain(source, STRONG), remark, measure, 2, 7, source)
    yield Band((), 1)


# Who says it, links, ledger -------------------------------------------------------------------------------------------


def _voices(scene: Scene, width: int) -> Iterator[Band]:
    yield section("Who says it", width)
    for source, ids in scene.fact.cells.items():
        said = [scene.places.comparison.sentences[id_] for id_ in ids]
        voices = _once(filter(None, map(voice, said)))
        sure = _once(word for sentence in said for word in certainty(sentence))
        writer = Writer()
        writer.add_raw(" · ".join(voices)) if voices else writer.add("in its own voice", QUIET)
        if sure:
            writer.add("   certainty: ", QUIET).add_raw(", ".join(sure), "hedge")
        yield hung(plain(source, STRONG), writer.passage(), min(width, _MEASURE), 2, 3, source)
    yield Band((), 1)


def _once(words: Iterable[str]) -> list[str]:
    """Each once, whatever its case."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return list(found.values())


def _links(scene: Scene, width: int) -> Iterator[Band]:
    links = sorted(scene.fact.links, key=lambda link: (-link.score, link.a, link.b))
    if not links:
        return
    yield section("Why these are one fact", width, plural(len(links), "link"))
    widest = max(len(f"{link.a}–{link.b}") for link in links)
    for link in links:
        full = round(max(0.0, min(link.score, 1.0)) * _METER)
        head = Writer().add("━" * full, NOW).add("━" * (_METER - full), RULE_ROLE)
        if link.by is not By.PROGRAM:
            # Whatever the score was: it is there by another's word.
            head = Writer().add(f"{BY_SIGN[link.by]} {BY_WORDS[link.by]}".ljust(_METER + 6))
        else:
            head.add(f" {level(link.score)}  ")
        head.add(f"{link.a}–{link.b}".ljust(widest), STRONG)
        body = Writer().add("perhaps  " if link.level is Level.PERHAPS else "", FAINT)
        if link.by is By.PROGRAM:
            body.add_raw(", ".join(link.why), FAINT if link.level is Level.PERHAPS else "")
        yield hung(head.passage(), body.passage(), min(width, _MEASURE + 20), 2, _METER + 7 + widest + 2)
    yield Band((), 1)


def _ledger(scene: Scene, width: int) -> Iterator[Band]:
    stating = {id_ for ids in scene.fact.cells.values() for id_ in ids}
    touched = [
        entry
        for entry in scene.places.comparison.ledger
        if any(mention.sentence in stating for mention in entry.mentions)
    ]
    if not touched:
        return
    yield section("In the ledger", width)
    for entry in touched:
        conflict = entry.severity is Severity.CONFLICT
        head = Writer().add(TYPE_LETTER[entry.type], letter_role(entry.type, Severity.CONFLICT))
        head.add(f" {entry.type}", entry.type.value)
        yield hung(head.passage(), _variants(entry, conflict), min(width, _MEASURE), 2, 15)


def _variants(entry: LedgerEntry, conflict: bool) -> Passage:
    """``$16.3 Million A · was not announced B   ≠ conflict``: every value once, with the sources that give it."""
    writer = Writer()
    for variant in variants(entry.mentions):
        writer.add(" · " if writer.length else "", QUIET).add(variant.text)
        writer.add(f"\u00a0{' '.join(variant.sources)}", STRONG)
    return writer.add(
        "   ≠ conflict" if conflict else f"   {entry.severity}", VERDICT[Agreement.CONFLICT] if conflict else QUIET
    ).passage()


# Beside an article ----------------------------------------------------------------------------------------------------


def beside(scene: Scene, width: int, remark: str = "") -> list[Band]:
    """What the sources other than ``scene.source`` say of a fact, for a pane beside that source's article."""
    fact, comparison = scene.fact, scene.places.comparison
    bands = [Band((Cell(0, width, title(fact, scene.number)),)), Band((Cell(0, width, verdict(fact, width)),))]
    if remark:
        bands.append(Band((Cell(0, width, plain(remark, NOW)),)))
    bands.append(Band((), 1))
    for difference in fact.differences:
        bands.append(Band((Cell(0, width, _difference_head(difference)),)))
        bands.append(Band((Cell(2, max(1, width - 2), _in_brief(difference)),), 1))
    others = [source for source in fact.cells if source != scene.source]
    marks = marks_of(fact.differences)
    for source in others:
        article = comparison.article(source)
        bands.append(Band((Cell(0, width, _head(scene, source, width), source),)))
        shown, _ = distinct(comparison, fact.cells[source])
        for sentence in shown:
            writer = Writer()
            perhaps = sentence.id in fact.perhaps
            writer.add(f"{PERHAPS} " if perhaps else "", QUIET)
            role = joined(STRONG if sentence.kind is Kind.HEADLINE else "", FAINT if perhaps else "")
            write_sentence(writer, sentence, marks.get(sentence.id, ()), role=role)
            writer.add(f"   ¶\u00a0{sentence.paragraph + 1}/{len(article.blocks)}", QUIET)
            bands.append(Band((Cell(2, max(1, width - 2), writer.passage(), source),)))
        bands.append(Band((), 1))
    if not others:
        bands.append(Band((Cell(0, width, plain("No other source tells this.", QUIET)),)))
    return bands


def _in_brief(difference: Difference) -> Passage:
    """``A $16.3 million · B was not announced``; no line ends between a letter and its value."""
    role = mark_role(difference.type, difference.severity)
    writer = Writer()
    seen: set[tuple[str, str]] = set()
    for value in difference.values:
        if (value.source, value.text.casefold()) not in seen:
            seen.add((value.source, value.text.casefold()))
            writer.add(" · " if writer.length else "", QUIET).add(f"{value.source}\u00a0", STRONG).add_raw(
                value.text, role
            )
    return writer.passage()
