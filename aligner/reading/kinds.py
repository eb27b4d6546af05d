"""Telling headline, body and furniture apart, line by line.

The order of the questions matters: what a line says of itself (furniture.py), then where the title is, then what
stands between the title and the first paragraph, inside the text, and below its end. A line that no rule claims is
body.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from aligner.model import Kind
from aligner.reading import furniture
from aligner.reading.dates import is_date_line
from aligner.reading.lines import HEAD, Line, key_of

_HEADER = 12
"""How many lines from the top a title is looked for."""

AGENCY_TAG = re.compile(
    r"\s*(?:[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}(?:,\s[\w. ]{2,30}){0,3}\s)?\((?P<agency>[A-Z][\w.&' -]{1,28})\)"
    r"\s?(?P<dash>[-–—\u2015]{1,2})?\s*"
)
"""A dateline's agency in front of a paragraph: "(Bloomberg) -- ", "OSLO, Norway (AP) - "."""


_NAME = re.compile(r"(?:(?:[A-Z][\w'’-]+|[A-Z]\.|de|van|von|der|al|bin)\s?){2,4}\Z")
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|columnist|journalist|contributor|producer|staff|bureau chief|author"
    r"|critic|analyst)s?\b",
    re.IGNORECASE,
)
_AUTHOR_BOX = frozenset(("about the author", "about the authors", "about the writer"))
_PRONOUN = re.compile(r"(?:he|she|they|his|her|their|follow|contact|email|e-mail|reach)\b", re.IGNORECASE)
_BULLET = re.compile(r"[•·*▪■◦–—-]\s|\d{1,2}[.)]\s")
_QUESTION = re.compile(
    r"(?:what|why|how|who|when|where|which|is|are|was|were|will|can|could|should|did|does|do|has"
    r"|have)\b[^.!?\"“”]{3,80}\?\Z",
    re.IGNORECASE,
)

# A last line that was cut off begins as sentences do and headlines do not.
_CUT_OFF = re.compile(
    r"[a-z]|(?:The|A|An|This|That|These|Those|He|She|It|They|We|I|But|And|In|On|At|If|When|While|After|As|There|His|Her|Its)"
    r"(?: [\w'’-]+,?){4}"
)
_LABELLED = re.compile(r"[A-Z][\w ]{2,30}:\s(?!https?:)\S")

Kinds = list[Kind | None]


def without_agency(text: str) -> str:
    """A paragraph or sentence without the dateline and the agency's tag in front of it."""
    tag = AGENCY_TAG.match(text, 0, 120)
    return text[tag.end() :] if tag is not None else text


def kinds_of(lines: Sequence[Line]) -> tuple[tuple[Kind, ...], int | None]:
    """The kind of every line, and the index of the line that is the title (None for a text without one)."""
    kinds: Kinds = [
        Kind.FURNITURE if furniture.is_furniture(line) or is_date_line(line.text) else None for line in lines
    ]
    _mark_author_boxes(lines, kinds)
    title = _find_title(lines, kinds)
    if title is not None:
        _mark_header(lines, kinds, title)
    _mark_credited(lines, kinds, _first_prose(lines, kinds, title))
    first = _first_prose(lines, kinds, title)
    last = max((i for i, line in enumerate(lines) if kinds[i] is None and _is_paragraph(line)), default=-1)
    if title is not None and first is not None:
        _mark_between(lines, kinds, title, first)
    _mark_lists(lines, kinds, title)
    if first is not None:
        _mark_inside(lines, kinds, first, last)
        _mark_below(lines, kinds, last)
    return tuple(kind or Kind.BODY for kind in kinds), title


def kinds_told(lines: Sequence[Line], title: str, headings: Collection[str]) -> tuple[tuple[Kind, ...], int | None]:
    """The same for the text of a page, whose title and headings its markup has told; None where the title is no line.

    What stands where says nothing more here: a line is furniture for its own words, or in a list or box of it.
    """
    told = {key for text in (title, *headings) if (key := key_of(text))}
    at = next((i for i, line in enumerate(lines) if line.key and line.key == key_of(title)), None)
    kinds: Kinds = [
        Kind.FURNITURE if i != at and (furniture.is_furniture(line) or is_date_line(line.text)) else None
        for i, line in enumerate(lines)
    ]
    _mark_author_boxes(lines, kinds)
    for i, line in enumerate(lines):
        if kinds[i] is None and line.key in told:
            kinds[i] = Kind.HEADLINE
    for i, line in enumerate(lines):
        # A list of others has a heading as well; other rules spare headings.
        if i != at and kinds[i] is Kind.HEADLINE and furniture.is_list_heading(line):
            kinds[i] = None
    _mark_lists(lines, kinds, at)
    _mark_credited(lines, kinds, at)
    return tuple(kind or Kind.BODY for kind in kinds), at


def _is_paragraph(line: Line) -> bool:
    """Prose of more than a few words."""
    return line.is_prose and len(line.words) >= 5


def _first_prose(lines: Sequence[Line], kinds: Kinds, title: int | None) -> int | None:
    after = -1 if title is None else title
    return next((i for i, line in enumerate(lines) if i > after and kinds[i] is None and _is_paragraph(line)), None)


# --- the title ------------------------------------------------------------------------------------


def _find_title(lines: Sequence[Line], kinds: Kinds) -> int | None:
    """The title: a line of the header said twice, else the first that is no section, else a short first sentence."""
    top = range(min(len(lines), _HEADER))
    open_lines = [i for i in top if kinds[i] is None]
    candidates = []
    for i in open_lines:
        if lines[i].is_prose or _runs_on(lines, kinds, i):
            break
        candidates.append(i)
    candidates = [i for i in candidates if furniture.FIELD.match(lines[i].head) is None] or candidates
    for i in candidates:
        if len(lines[i].words) > 2 and any(lines[j].key == lines[i].key for j in top if j > i):
            return i
    for i in candidates:
        if any(_is_glued(lines[j], lines[i]) for j in candidates if j != i):
            return i
    clean = [i for i in candidates if not furniture.is_section(lines[i]) and furniture.credit(lines[i]) is None]
    long_enough = [i for i in clean if len(lines[i].words) >= 4]
    if long_enough or clean:
        return (long_enough or clean)[0]
    return _title_with_full_stop(lines, kinds, open_lines)


def _title_with_full_stop(lines: Sequence[Line], kinds: Kinds, open_lines: Sequence[int]) -> int | None:
    """Some collections end headlines with a full stop: one short sentence above at least two paragraphs."""
    if not open_lines or furniture.credit(lines[open_lines[0]]) is not None:
        return None
    first = lines[open_lines[0]]
    rest = [line for i, line in enumerate(lines) if i > open_lines[0] and kinds[i] is None and line.is_prose]
    short = len(first.text) <= 100 and len(first.words) <= 16 and first.sentences == 1
    said = first.text[:1] in "\"“'‘" or AGENCY_TAG.match(first.head)
    return open_lines[0] if short and not said and len(rest) >= 2 else None


def _is_glued(line: Line, title: Line) -> bool:
    """Whether a line is a title behind a breadcrumb, without or with marks between: "HomeNewsThe title again"."""
    if not title.key or len(title.words) < 4 or not line.text.endswith(title.text) or line.text == title.text:
        return False
    before = line.text[: -len(title.text)]
    return len(before) <= 120 and (before[-1].isalnum() or re.search(r"[>»›/|•]\s*\Z", before) is not None)


def _mark_header(lines: Sequence[Line], kinds: Kinds, title: int) -> None:
    """The title and its repetitions are headlines, a glued one furniture; what stands above the title is navigation."""
    for i, line in enumerate(lines):
        if line.key and line.key == lines[title].key:
            kinds[i] = Kind.HEADLINE
        elif i < _HEADER and kinds[i] is None and _is_glued(line, lines[title]):
            kinds[i] = Kind.FURNITURE
    for i in range(title):
        if kinds[i] is None and not lines[i].is_prose:
            kinds[i] = Kind.FURNITURE


def _mark_between(lines: Sequence[Line], kinds: Kinds, title: int, first: int) -> None:
    """What stands between title and text: decks are headlines; names, sections and captions furniture.

    A sentence there is a deck when something proves that the text has not begun: the title again, a byline, a date
    line or a bare dateline below it, or a first paragraph that says it again (behind an agency tag, often). Otherwise
    it is the text.
    """
    begins = _beginning(lines, kinds, title, first)
    for i in range(title + 1, begins):
        if kinds[i] is not None:
            continue
        line = lines[i]
        if _runs_on(lines, kinds, i):
            kinds[i] = Kind.BODY
        elif furniture.looks_like_caption(line) or _is_label(line):
            kinds[i] = Kind.FURNITURE
        elif len(line.text) <= 400:
            kinds[i] = Kind.HEADLINE
    following = next((line for i, line in enumerate(lines) if i > begins and kinds[i] is None), None)
    if following is not None and begins < len(lines) and kinds[begins] is None:
        _mark_repeated_deck(lines, kinds, begins, following)


def _beginning(lines: Sequence[Line], kinds: Kinds, title: int, first: int) -> int:
    """The index of the first line of the text proper, which may lie below its first prose."""
    begins, passed = first, 0
    for i in range(first, min(len(lines), title + 1 + _HEADER)):
        signed = furniture.is_byline(lines[i]) or is_date_line(lines[i].text) or lines[i].key == lines[title].key != ""
        if (signed and passed <= 1) or (furniture.is_bare_dateline(lines[i]) and passed <= 2):
            begins = i + 1
        passed += kinds[i] is None
    while begins < len(lines) and (kinds[begins] is not None or _is_top_caption(lines, kinds, begins)):
        begins += 1
    return begins


def _is_top_caption(lines: Sequence[Line], kinds: Kinds, index: int) -> bool:
    return furniture.looks_like_caption(lines[index]) and _more_prose(lines, kinds, index)


def _more_prose(lines: Sequence[Line], kinds: Kinds, after: int) -> bool:
    """Whether at least two paragraphs stand below a line."""
    prose = (i for i in range(after + 1, len(lines)) if kinds[i] is None and lines[i].is_prose)
    return len(list(islice(prose, 2))) == 2


def _mark_repeated_deck(lines: Sequence[Line], kinds: Kinds, deck: int, following: Line) -> None:
    key, again = lines[deck].key, key_of(without_agency(following.head))
    if key and len(lines[deck].words) >= 4 and again.startswith(key):
        kinds[deck] = Kind.HEADLINE


def _runs_on(lines: Sequence[Line], kinds: Kinds, index: int) -> bool:
    """Whether the next line goes on with this one's sentence: a paragraph broken by scraping, not a title."""
    if index + 1 == len(lines) or kinds[index + 1] is Kind.FURNITURE:
        return False
    return not lines[index].ends_sentence and lines[index + 1].text[:1].islower()


# --- captions, author boxes, lists of other stories -----------------------------------------------


def _mark_credited(lines: Sequence[Line], kinds: Kinds, first: int | None) -> None:
    """A line of a sentence or two that ends in a photo credit is a caption, above the text and inside it.

    A longer paragraph keeps its news; its credit becomes furniture as a sentence of its own (sentences.py).
    """
    for i, line in enumerate(lines):
        found = furniture.credit(line) if kinds[i] is None and len(line.text) <= HEAD else None
        if found is None:
            continue
        caption = line.text[: len(line.text) - len(line.tail) + found.start("credit")]
        above = first is not None and i <= first and _more_prose(lines, kinds, i)
        inside = len(caption) <= 300 and not line.text.endswith(".")
        if Line(0, len(caption), caption).sentences <= 2 and (above or inside):
            kinds[i] = Kind.FURNITURE


def _mark_author_boxes(lines: Sequence[Line], kinds: Kinds) -> None:
    """ "About the author" and what follows: names, roles, a life in prose; up to the first paragraph of other prose."""
    names: set[str] | None = None
    for i, line in enumerate(lines):
        if furniture.plain(line.head) in _AUTHOR_BOX:
            names = set()
        elif names is None or kinds[i] is Kind.FURNITURE:
            continue
        elif not line.is_prose:
            if not names or _is_name(line) or _is_role_line(line):
                names.update(word.casefold() for word in line.words)
            kinds[i] = Kind.FURNITURE
        elif _is_life(line, names):
            kinds[i] = Kind.FURNITURE
        else:
            names = None


def _is_life(line: Line, names: set[str]) -> bool:
    """Whether a paragraph goes on about the author: it opens with the name or a pronoun, or names a trade."""
    opening = line.words[:6]
    named = any(word.casefold().removesuffix("'s") in names and word[:1].isupper() for word in opening)
    return (
        named or _PRONOUN.match(line.head) is not None or (_ROLE.search(line.head) is not None and line.sentences <= 3)
    )


def _mark_lists(lines: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    """The unpunctuated lines below the heading of a list of other stories."""
    for i, line in enumerate(lines):
        if (title is None or i > title) and furniture.is_list_heading(line) and kinds[i] is not Kind.HEADLINE:
            kinds[i] = Kind.FURNITURE
            for j in range(i + 1, len(lines)):
                if furniture.is_list_heading(lines[j]) or (kinds[j] is None and lines[j].is_prose):
                    break
                kinds[j] = kinds[j] or Kind.FURNITURE


def _is_name(line: Line) -> bool:
    return len(line.text) <= 50 and _NAME.match(line.text) is not None


def _is_role_line(line: Line) -> bool:
    """Whether a line is someone's trade: "Senior Correspondent, ISMG", "Jane Doe, staff writer"."""
    return len(line.words) <= 10 and not line.ends_sentence and _ROLE.search(line.text) is not None and _capitals(line)


def _is_label(line: Line) -> bool:
    """Whether a line of the header is a section's or a person's name."""
    return _is_role_line(line) or (len(line.words) <= 4 and (furniture.is_section(line) or _is_name(line)))


def _capitals(line: Line) -> bool:
    return sum(word[:1].isupper() for word in line.words) >= 0.5 * len(line.words)


# --- inside and below the text --------------------------------------------------------------------


def _mark_inside(lines: Sequence[Line], kinds: Kinds, first: int, last: int) -> None:
    """Sub-headings: short lines without an end mark, or short questions, between paragraphs."""
    for i in range(first + 1, last):
        line = lines[i]
        if kinds[i] is not None or _BULLET.match(line.text):
            continue
        short = len(line.text) <= 90 and len(line.words) <= 14
        if short and not line.is_prose and furniture.looks_like_caption(line):
            kinds[i] = Kind.FURNITURE
        elif short and not _runs_on(lines, kinds, i) and (not line.is_prose or _QUESTION.match(line.text)):
            kinds[i] = Kind.HEADLINE


def _mark_below(lines: Sequence[Line], kinds: Kinds, last: int) -> None:
    """Short unpunctuated lines below the last paragraph, if they do not look like the text cut off: links, tags."""
    for i in range(last + 1, len(lines)):
        line = lines[i]
        short = len(line.words) <= 14 and not (_LABELLED.match(line.text) or _CUT_OFF.match(line.text))
        if kinds[i] is None and short and not line.is_prose:
            kinds[i] = Kind.FURNITURE
