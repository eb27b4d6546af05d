"""Pure: one article as its publisher wrote it, its sentences marked by the facts they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.model import Agreement, Article, Comparison, Fact, Kind, Sentence
from aligner.taming import tame
from tui import sources
from tui.glyphs import AGREEMENT_GLYPH, PERHAPS, plural
from tui.grid_layout import Line, show
from tui.page import VERDICT
from tui.passages import FURNITURE, QUIET, STRONG, Passage, Writer, write_sentence
from tui.places import Places

FURNITURE_SIGN = "furniture"
FURNITURE_GLYPH = "◦"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in a paragraph: where it stands in the passage (code points), its raised numbers left out."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of an article: its text, where its sentences stand in it, and whether an empty line comes before it."""

    passage: Passage
    places: tuple[Place, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside the line where a sentence begins: a fact's number, its glyph, who tells it too.

    ``others`` has a letter for every other source, a dot where it is silent; empty for a fact told here alone.
    """

    sentence: str
    number: str
    glyph: str
    role: str
    others: str


def paragraphs(places: Places, article: Article) -> list[Paragraph]:
    """The article from its first block to its last, text between blocks that is no empty line included."""
    found: list[Paragraph] = []
    at = 0
    for index, block in enumerate(article.blocks):
        between = article.text[at : block.start]
        if between.strip():
            found.append(Paragraph(Writer().add_raw(between.strip(), QUIET).passage(), (), bool(found)))
        apart = bool(found) and _stands_apart(article, index, between)
        found.append(_paragraph(places, article, index, apart))
        at = block.end
    rest = article.text[at:].strip()
    if rest:
        found.append(Paragraph(Writer().add_raw(rest, QUIET).passage(), (), bool(found)))
    return found


def _stands_apart(article: Article, index: int, between: str) -> bool:
    """Whether an empty line is before a block: as in the file, and always beside prose, which is read by paragraphs."""
    if between.count("\n") > 1 or between.strip() or index == 0:
        return True
    return article.blocks[index].kind is Kind.BODY or article.blocks[index].kind is not article.blocks[index - 1].kind


def _paragraph(places: Places, article: Article, index: int, apart: bool) -> Paragraph:
    writer = Writer()
    found: list[Place] = []
    for sentence, text in places.pieces(article, index):
        if sentence is None:
            writer.add_raw(text, QUIET if text.strip() else "")
            continue
        _write_numbers(writer, places, sentence)
        start = writer.length
        _write(writer, places, sentence)
        found.append(Place(sentence.id, start, writer.length))
    return Paragraph(writer.passage(), tuple(found), apart)


def _write_numbers(writer: Writer, places: Places, sentence: Sentence) -> None:
    """The numbers of a sentence's facts, raised as those of verses are, and the sign where it is only perhaps one's."""
    perhaps = False
    for position, index in enumerate(places.facts_of.get(sentence.id, ())):
        perhaps = sentence.id in places.comparison.facts[index].perhaps
        number = str(index + 1).translate(_RAISED)
        writer.add(f"{'·' if position else ''}{number}{PERHAPS if perhaps else ''}", QUIET)
    writer.add("\u00a0" if perhaps else "", QUIET)


def _write(writer: Writer, places: Places, sentence: Sentence) -> None:
    if sentence.kind is Kind.FURNITURE:
        write_sentence(writer, sentence, role=FURNITURE, hedged=False)
        return
    role = STRONG if sentence.kind is Kind.HEADLINE else ""
    write_sentence(writer, sentence, places.marks.get(sentence.id, ()), role=role)


def notes(places: Places, paragraph: Paragraph) -> list[tuple[Place, list[Note]]]:
    """What the margin says of every sentence of a paragraph: a note for each of its facts."""
    comparison = places.comparison
    ids = [article.id for article in comparison.story.articles]
    found: list[tuple[Place, list[Note]]] = []
    for place in paragraph.places:
        sentence = comparison.sentences[place.sentence]
        if sentence.kind is Kind.FURNITURE:
            if found and found[-1][1] and not found[-1][1][0].number:
                continue  # said once for all that follow each other
            found.append((place, [Note(sentence.id, "", FURNITURE_GLYPH, QUIET, FURNITURE_SIGN)]))
            continue
        of_it = [(index, comparison.facts[index]) for index in places.facts_of.get(sentence.id, ())]
        found.append((place, [_note(sentence, index, fact, ids) for index, fact in of_it]))
    return found


def _note(sentence: Sentence, index: int, fact: Fact, ids: Sequence[str]) -> Note:
    others = "".join(id_ if id_ in fact.cells else "·" for id_ in ids if id_ != sentence.source)
    alone = fact.agreement is Agreement.SINGLE
    role = QUIET if sentence.id in fact.perhaps else VERDICT[fact.agreement]
    return Note(sentence.id, str(index + 1), AGREEMENT_GLYPH[fact.agreement], role, "" if alone else others)


def margin(notes_: Sequence[tuple[Place, Sequence[Note]]], lines: Sequence[Line]) -> list[Note | None]:
    """The notes of a wrapped paragraph by line: each on the line where its sentence begins, or the next free one.

    There may be more of them than lines: the paragraph is so much longer.
    """
    found: list[Note | None] = []
    line = 0
    for place, of_it in notes_:
        while line < len(lines) and lines[line][1] <= place.start:
            line += 1
        found += [None] * (line - len(found))
        found += of_it
    return found + [None] * (len(lines) - len(found))


# About the article ----------------------------------------------------------------------------------------------------


def credit(article: Article) -> str:
    """``Akshaya Asokan · 27 Feb 2024 · 000_b85c.txt``."""
    return " · ".join(part for part in (sources.byline(article), show(article.file).text) if part)


def tally(comparison: Comparison, source: str) -> str:
    """``tells 22/64 facts, 12 alone``."""
    told = [fact for fact in comparison.facts if fact.cells.get(source)]
    alone = sum(fact.agreement is Agreement.SINGLE for fact in told)
    return f"tells {len(told)}/{plural(len(comparison.facts), 'fact')}, {alone} alone"


def both(numbers: Sequence[int]) -> str:
    """``facts 3 and 28``, ``fact 3``: numbers as shown."""
    *first, last = (str(number) for number in numbers)
    return f"facts {', '.join(first)} and {last}" if first else f"fact {last}"


def copied(comparison: Comparison, sentence: Sentence) -> str:
    """A sentence as plain text for the clipboard, with its attribution: outlet, author, date, file, paragraph."""
    article = comparison.article(sentence.source)
    shown = article.attribution
    named = sources.name(article) if shown.outlet or shown.title else ""
    parts = (named, sources.byline(article), show(article.file).text, f"paragraph {sentence.paragraph + 1}")
    return f"{tame(sentence.text)}\n— {', '.join(part for part in parts if part)}\n"
