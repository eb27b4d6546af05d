"""The JSON export read back: a comparison without aligning anew.

A file can come from anywhere, so nothing in it is trusted: what is read here holds together as a comparison that was
just made does, or is refused. What only the aligner asks of a sentence is not in an export and stays empty: its tokens,
and of its values what is counted (``unit``) and the words around them (``context``).
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from aligner.errors import SynopticError
from aligner.export.json import SCHEMA, rebuilt
from aligner.model import (
    UNJUDGED,
    Agreement,
    Apart,
    Article,
    Attribution,
    Block,
    By,
    Comparison,
    Copy,
    Difference,
    DifferenceType,
    Evidence,
    Fact,
    Judgement,
    Kind,
    LedgerEntry,
    Level,
    Link,
    Mention,
    Normal,
    Options,
    Origin,
    Quotation,
    Sentence,
    Severity,
    Span,
    Story,
    Value,
    Verdict,
    Wording,
)
from aligner.reading.documents import letters

MOST_SOURCES = 26
"""What is opened may have more columns than are compared today: one a letter, as earlier versions made them."""
MAX_LENGTH = 20_000_000
"""The longest article, in code points: no page is larger than that in bytes."""
MAX_REBUILT = 5_000_000
"""The longest article whose text is not in the export: no file of plain text is larger than that in bytes."""

_MAX_DEPTH = 8
"""How deeply the comparable form of a value is nested at most; ours has two levels."""
_MOST_SHOWN = 40
"""Characters of a wrong value that are said."""
_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
_NAME, _VERSION = SCHEMA.split("/")

Made = TypeVar("Made")
Choice = TypeVar("Choice", bound=StrEnum)


def read(data: bytes, shown: str) -> Comparison:
    """The comparison in an export. Raises SynopticError, naming the file called ``shown``, for anything else.

    An export of an earlier version opens as well; what it does not tell is as if the articles did not have it.
    """
    document = _parsed(data, shown)
    schema = document.get("schema") if isinstance(document, dict) else None
    name, _, version = schema.partition("/") if isinstance(schema, str) else ("", "", "")
    if name == "synoptic-decisions":
        raise SynopticError(f"{shown} holds the decisions about a story: open the story, that is its folder")
    if name != _NAME:
        raise SynopticError(f"{shown} is JSON, but no comparison that synoptic exported: open one, or the articles")
    if version.partition(".")[0] != _VERSION:
        raise SynopticError(
            f"{shown} is a comparison of another version ({_told(schema)}, not {SCHEMA}): "
            "open it with the synoptic that made it, or the articles with this one"
        )
    try:
        return _Reader(_Entry(document)).comparison()
    except _WrongError as wrong:
        raise SynopticError(f"{shown} is a damaged export: {wrong}; export the story again") from None


def _parsed(data: bytes, shown: str) -> Any:
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_finite)
        if _HALF_CHARACTER.search(data):
            _refuse_halves(document)
    except UnicodeDecodeError as error:
        raise SynopticError(f"{shown} is not UTF-8 (at byte {error.start}): export the story again") from None
    except json.JSONDecodeError as error:
        raise SynopticError(
            f"{shown} is not JSON ({error.msg} in line {error.lineno}): export the story again"
        ) from None
    except RecursionError:
        raise SynopticError(f"{shown} is nested too deeply for an export of synoptic: export the story again") from None
    except (_WrongError, ValueError) as error:
        raise SynopticError(f"{shown} is a damaged export: {error}; export the story again") from None
    return document


def _refuse(constant: str) -> float:
    raise _WrongError(f"{constant} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _WrongError(f"{digits[:_MOST_SHOWN]} is too large a number")
    return number


def _refuse_halves(document: Any) -> None:
    """Raise for half a surrogate pair, which no UTF-8 can hold; a path may have bytes that are not UTF-8 in it."""
    story = document.get("story") if isinstance(document, dict) else None
    kept = {**document, "story": {**story, "path": ""}} if isinstance(story, dict) else document
    try:
        json.dumps(kept, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise _WrongError("half a character (a lone surrogate) is in it") from None


class _WrongError(Exception):
    """What is wrong with a document, without the name of its file."""


def _told(value: Any) -> str:
    text = ascii(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."


# --- what is in it --------------------------------------------------------------------------------


class _Reader:
    """Reads part after part of a document; what was read before is what later parts may speak of."""

    def __init__(self, document: _Entry) -> None:
        self._document = document
        self._articles: dict[str, Article] = {}
        self._sentences: dict[str, Sentence] = {}

    def comparison(self) -> Comparison:
        document = self._document
        story, options = document.entry("story"), document.entry("options", {})
        by_source = self._sentences_by_source()
        sources = document.list("sources")
        if not 1 <= len(sources) <= MOST_SOURCES:
            raise _WrongError(f"it has {len(sources)} sources, not 1 to {MOST_SOURCES}")
        for letter, article in zip(
            letters(), _each("source", sources, lambda one: self._article(one, by_source)), strict=False
        ):
            if article.id != letter:
                raise _WrongError(f"the source {_told(article.id)} stands where {letter} belongs")
            self._articles[letter] = article
        if missing := by_source.keys() - self._articles.keys():
            raise _WrongError(f"sentences are of a source that is not there: {_told(min(missing))}")
        for letter, article in self._articles.items():
            self._check(article, by_source.get(letter, []))
        self._check_versions()
        facts = tuple(_each("fact", document.list("facts"), self._fact))
        ledger = tuple(_each("ledger entry", document.list("ledger"), self._ledger_entry))
        _refuse_twice("fact", [fact.id for fact in facts])
        _refuse_twice("ledger entry", [entry.id for entry in ledger])
        read = Story(story.text("title"), _path(story), tuple(self._articles.values()), self._notes(story))
        built_in = Options()
        chosen = Options(options.share("threshold", built_in.threshold), options.share("sure", built_in.sure))
        return Comparison(read, self._sentences, facts, ledger, chosen)

    def _notes(self, story: _Entry) -> tuple[str, ...]:
        """What there is to note of the story, and that only some of its facts are here, where it is so."""
        notes = story.texts("notes")
        if not self._document.has("selection"):
            return notes
        chosen = self._document.entry("selection")
        held = f"{chosen.count('facts')} of {chosen.count('of')} facts"
        return (*notes, f"opened from an export of {held}: {chosen.text('name')}")

    def _check_versions(self) -> None:
        for article in self._articles.values():
            known = [self._articles[id_] for id_ in article.versions if id_ in self._articles]
            told = {other.versions for other in known}
            if article.versions and (told != {tuple(other.id for other in known)} or article not in known):
                raise _WrongError(f"the versions of the source {article.id} do not hold together")

    # Sentences and articles

    def _sentences_by_source(self) -> dict[str, list[Sentence]]:
        """All sentences, by their source; where they stand is looked at when the articles are known."""
        entries = self._document.list("sentences")
        found: dict[str, list[Sentence]] = {}
        sources = [source for source in self._document.list("sources") if isinstance(source, dict)]
        languages = {str(source.get("id")): source.get("language") for source in sources}
        for sentence in _each("sentence", entries, partial(_sentence, languages)):
            if sentence.id in self._sentences:
                raise _WrongError(f"two sentences are called {sentence.id}")
            self._sentences[sentence.id] = sentence
            found.setdefault(sentence.source, []).append(sentence)
        return found

    def _article(self, entry: _Entry, by_source: Mapping[str, list[Sentence]]) -> Article:
        source = entry.text("id")
        own = by_source.get(source, [])
        last = _ordered(own)
        length = entry.count("length", last)
        text = entry.optional("text")
        if not last <= length <= (MAX_REBUILT if text is None else MAX_LENGTH):
            raise _WrongError(f"its length is {_told(length)}, its last sentence ends at {last}")
        if text is not None and len(text) != length:
            raise _WrongError(f"its text has {len(text)} characters, not {_told(length)}")
        file = entry.text("file")
        if "\0" in file:
            raise _WrongError("no file can have its name")
        return Article(
            id=source,
            file=file,
            text=rebuilt(own, length) if text is None else text,
            attribution=_attribution(entry, length),
            blocks=tuple(_each("paragraph", entry.list("paragraphs"), _block)) or _blocks_of(own),
            extracted=entry.flag("extracted"),
            draft=entry.flag("draft"),
            note=entry.optional("note"),
            versions=entry.texts("versions"),
        )

    def _check(self, article: Article, sentences: Sequence[Sentence]) -> None:
        """Raise if paragraphs and sentences do not stand where they say, one behind the other."""
        at = 0
        for block in article.blocks:
            if not at <= block.start <= block.end <= len(article.text):
                raise _WrongError(f"the paragraphs of {article.id} are not one behind the other in its text")
            at = block.end
        firsts: set[str] = set()
        for sentence in sentences:
            if article.text[sentence.start : sentence.end] != sentence.text:
                raise _WrongError(f"the sentence {sentence.id} is not in the text where it says")
            if not sentence.paragraph < len(article.blocks):
                raise _WrongError(f"the sentence {sentence.id} is in a paragraph that is not there")
            block = article.blocks[sentence.paragraph]
            if not block.start <= sentence.start <= sentence.end <= block.end:
                raise _WrongError(f"the sentence {sentence.id} is not in its paragraph")
            if sentence.same_as is None:
                firsts.add(sentence.id)
            elif sentence.same_as not in firsts:
                raise _WrongError(f"the sentence {sentence.id} repeats one that is not there")

    # Facts and ledger

    def _fact(self, entry: _Entry) -> Fact:
        told = {source: self._cell(source, ids) for source, ids in entry.entry("cells").items()}
        if not told:
            raise _WrongError("no source tells it")
        cells = {source: told[source] for source in self._articles if source in told}
        silent = tuple(source for source in self._articles if source not in told)
        if sorted(entry.texts("silent")) != sorted(silent):
            raise _WrongError("who is silent are not all the sources that do not tell it")
        return Fact(
            id=_id(entry, "f"),
            label=entry.text("label"),
            agreement=entry.choice("agreement", Agreement),
            cells=cells,
            silent=silent,
            links=tuple(_each("link", entry.list("links"), self._link)),
            differences=tuple(_each("difference", entry.list("differences"), self._difference)),
            wording=tuple(_each("wording", entry.list("wording"), self._wording)),
            reason=entry.optional("reason") or "",
            perhaps=tuple(self._known(id_).id for id_ in entry.texts("perhaps")),
            copies=tuple(_each("copy", entry.list("copies"), self._copy)),
            judgement=_judgement(entry),
            label_by=entry.choice("label_by", By, By.PROGRAM),
            is_moved=entry.flag("is_moved"),
            apart=tuple(_each("pair apart", entry.list("apart"), partial(self._apart, cells))),
            dismissed=tuple(_each("dismissed difference", entry.list("dismissed"), self._difference)),
        )

    def _cell(self, source: str, ids: Any) -> tuple[str, ...]:
        if source not in self._articles:
            raise _WrongError(f"there is no source {_told(source)}")
        found = tuple(self._known(id_).id for id_ in ids) if isinstance(ids, list) else ()
        if not found or len(set(found)) < len(found) or any(self._sentences[id_].source != source for id_ in found):
            raise _WrongError(f"the cell of {source} holds {_told(ids)}, not sentences of {source}")
        return found

    def _known(self, id_: Any) -> Sentence:
        if not isinstance(id_, str) or id_ not in self._sentences:
            raise _WrongError(f"there is no sentence {_told(id_)}")
        return self._sentences[id_]

    def _pair(self, entry: _Entry) -> tuple[Sentence, Sentence]:
        a, b = self._known(entry.text("a")), self._known(entry.text("b"))
        if a.source == b.source:
            raise _WrongError(f"{a.id} and {b.id} are of one source")
        return a, b

    def _link(self, entry: _Entry) -> Link:
        by = _by(entry)
        # Two sentences of one source belong together only where a person says so.
        a, b = (self._known(entry.text(side)) for side in "ab") if by is By.PERSON else self._pair(entry)
        level = entry.choice("level", Level, Level.SAME)
        return Link(a.id, b.id, entry.share("score"), entry.texts("why"), level, by)

    def _apart(self, cells: Mapping[str, Sequence[str]], entry: _Entry) -> Apart:
        """A sentence of the row with these cells and one, of any source, that was taken out of it."""
        a, b = self._known(entry.text("a")), self._known(entry.text("b"))
        if a.id not in cells.get(a.source, ()) or b.id in cells.get(b.source, ()):
            raise _WrongError(f"{a.id} and {b.id} are no sentence of it and one that is not")
        return Apart(a.id, b.id, _by(entry))

    def _wording(self, entry: _Entry) -> Wording:
        a, b = self._pair(entry)
        return Wording(a.id, b.id, self._spans(entry, "only_a", a), self._spans(entry, "only_b", b))

    def _copy(self, entry: _Entry) -> Copy:
        a, b = self._pair(entry)
        return Copy(a.id, b.id, self._spans(entry, "in_a", a), self._spans(entry, "in_b", b), entry.share("share"))

    def _spans(self, entry: _Entry, key: str, sentence: Sentence) -> tuple[Span, ...]:
        """Places in the article of a sentence."""
        return tuple(_span(span, len(self._articles[sentence.source].text)) for span in entry.list(key))

    def _difference(self, entry: _Entry) -> Difference:
        values = tuple(_each("value", entry.list("values"), self._mention))
        type_, severity = entry.choice("type", DifferenceType), entry.choice("severity", Severity)
        return Difference(type_, severity, entry.text("summary"), values, _by(entry), _judgement(entry))

    def _ledger_entry(self, entry: _Entry) -> LedgerEntry:
        mentions = tuple(_each("mention", entry.list("mentions"), self._mention))
        if not mentions:
            raise _WrongError("nobody tells it")
        type_, severity = entry.choice("type", DifferenceType), entry.choice("severity", Severity)
        return LedgerEntry(_id(entry, "v"), type_, entry.text("label"), severity, mentions)

    def _mention(self, entry: _Entry) -> Mention:
        sentence = self._known(entry.text("sentence"))
        source = entry.text("source")
        if source != sentence.source:
            raise _WrongError(f"{sentence.id} is no sentence of {_told(source)}")
        start, end, text = _passage(entry)
        told = self._articles[source].text[start:end]
        # An early export does not tell how its words were spaced.
        if told.split() != text.split():
            raise _WrongError(f"{_told(text)} is not in {source} from {start} to {end}")
        return Mention(source, sentence.id, start, end, text, entry.normal())


def _by(entry: _Entry) -> By:
    return entry.choice("by", By, By.PROGRAM)


def _judgement(entry: _Entry) -> Judgement:
    if not entry.has("judgement"):
        return UNJUDGED
    told = entry.entry("judgement")
    return Judgement(told.choice("verdict", Verdict), told.optional("note") or "", told.flag("is_stale"))


def _sentence(languages: Mapping[str, Any], entry: _Entry) -> Sentence:
    start, end, text = _passage(entry)
    id_, source = entry.text("id"), entry.text("source")
    if not re.fullmatch(rf"{re.escape(source)}[0-9]{{1,9}}", id_):
        raise _WrongError(f"{_told(id_)} is no name for a sentence of {_told(source)}")
    if end - start != len(text):
        raise _WrongError(f"it has {len(text)} characters, but stands from {start} to {end}")
    values = _values(entry)
    quotations = tuple(_each("quotation", entry.list("quotations"), _quotation)) or _quotations_of(entry, start, text)
    for one in values:
        _refuse_astray(one, start, text)
    for quoted in quotations:
        _refuse_astray(quoted, start, text)
    return Sentence(
        id=id_,
        source=source,
        start=start,
        end=end,
        paragraph=entry.count("paragraph"),
        kind=entry.choice("kind", Kind),
        text=text,
        values=values,
        quotations=quotations,
        speaker=entry.optional("speaker"),
        role=entry.optional("role"),
        via=entry.optional("via"),
        same_as=entry.optional("same_as"),
        language=languages.get(source) or "und",
    )


def _refuse_astray(one: Value | Quotation, start: int, text: str) -> None:
    """Raise for words that are not where they say, in a sentence with this text that begins at ``start``."""
    if one.start < start or text[one.start - start : one.end - start] != one.text:
        raise _WrongError(f"{_told(one.text)} is not in it from {one.start} to {one.end}")


def _values(entry: _Entry) -> tuple[Value, ...]:
    """The values of a sentence; an early export tells only of words that say how sure it is, or that deny."""
    if entry.has("values"):
        return tuple(_each("value", entry.list("values"), _value))
    return tuple(_each("mark", entry.list("marks"), _mark))


def _value(entry: _Entry) -> Value:
    type_ = entry.choice("type", DifferenceType)
    return Value(type_, *_passage(entry), entry.normal(), entry.number("low", 0.0), entry.number("high", 0.0))


def _mark(entry: _Entry) -> Value:
    type_ = entry.choice("type", DifferenceType)
    normal = {"negated": True} if type_ is DifferenceType.NEGATION else {"rung": entry.optional("rung")}
    return Value(type_, *_passage(entry), normal)


def _quotation(entry: _Entry) -> Quotation:
    return Quotation(*_passage(entry), entry.optional("speaker"))


def _quotations_of(entry: _Entry, start: int, text: str) -> tuple[Quotation, ...]:
    """What an early export tells of them: the words of the longest one."""
    quote = entry.optional("quote")
    at = text.find(quote) if quote else -1
    if quote is None or at < 0:
        return ()
    return (Quotation(start + at, start + at + len(quote), quote, entry.optional("speaker")),)


def _passage(entry: _Entry) -> tuple[int, int, str]:
    start, end = entry.count("start"), entry.count("end")
    if not start <= end <= MAX_LENGTH:
        raise _WrongError(f"it cannot stand from {_told(start)} to {_told(end)}")
    return start, end, entry.text("text")


def _ordered(sentences: Sequence[Sentence]) -> int:
    """Where the last of one article's sentences ends. Raises if they are not one behind the other."""
    at = paragraph = 0
    for sentence in sentences:
        if sentence.start < at or sentence.paragraph < paragraph:
            raise _WrongError(f"the sentence {sentence.id} does not stand behind the one before it")
        at, paragraph = sentence.end, sentence.paragraph
    return at


def _block(entry: _Entry) -> Block:
    return Block(entry.count("start"), entry.count("end"), entry.choice("kind", Kind))


def _blocks_of(sentences: Sequence[Sentence]) -> tuple[Block, ...]:
    """The paragraphs as their sentences show them, which is all that an early export tells of them."""
    found: list[Block] = []
    for sentence in sentences:
        if sentence.paragraph == len(found):
            found.append(Block(sentence.start, sentence.end, sentence.kind))
        elif sentence.paragraph == len(found) - 1:
            found[-1] = Block(found[-1].start, sentence.end, found[-1].kind)
        else:
            raise _WrongError(f"before the sentence {sentence.id} a paragraph is missing")
    return tuple(found)


def _attribution(entry: _Entry, length: int) -> Attribution:
    evidence = entry.entry("evidence", {})
    return Attribution(
        outlet=entry.optional("outlet"),
        title=entry.optional("title"),
        author=entry.optional("author"),
        published=entry.optional("published"),
        url=entry.optional("url"),
        language=entry.optional("language") or "und",
        evidence={name: _evidence(place, length) for name, place in evidence.items()},
        at=entry.optional("at"),
    )


def _evidence(place: Any, length: int) -> Evidence:
    if isinstance(place, str):
        if place not in list(Origin):
            raise _WrongError(f"evidence cannot be {_told(place)}")
        return Origin(place)
    return _span(place, length)


def _span(place: Any, length: int) -> Span:
    if not isinstance(place, list) or len(place) != 2 or not all(type(at) is int for at in place):
        raise _WrongError(f"{_told(place)} is no place in a text")
    start, end = place
    if not 0 <= start <= end <= length:
        raise _WrongError(f"{_told(place)} is outside of the text")
    return Span(start, end)


def _path(story: _Entry) -> str:
    path = story.text("path")
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        raise _WrongError("no folder can have the story's path") from None
    if "\0" in path:
        raise _WrongError("no folder can have the story's path")
    return path


def _id(entry: _Entry, letter: str) -> str:
    id_ = entry.text("id")
    if not re.fullmatch(rf"{letter}[0-9]{{1,9}}", id_):
        raise _WrongError(f"{_told(id_)} is no name for it")
    return id_


def _refuse_twice(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        raise _WrongError(f"two of its {what.removesuffix('y')}{'ies' if what.endswith('y') else 's'} have one name")


def _each(what: str, entries: Sequence[Any], make: Callable[[_Entry], Made]) -> Iterator[Made]:
    """What ``make`` makes of every entry; what is wrong with one is said with its number, from 1."""
    for number, entry in enumerate(entries, 1):
        try:
            yield make(_Entry(entry))
        except _WrongError as wrong:
            raise _WrongError(f"{what} {number}: {wrong}") from None


# --- one object -----------------------------------------------------------------------------------


class _Entry:
    """A JSON object whose fields are asked for by the type they must have. All raise _WrongError."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Any) -> None:
        if not isinstance(fields, dict):
            raise _WrongError(f"{_told(fields)} is no object")
        self._fields = fields

    def items(self) -> Iterator[tuple[str, Any]]:
        yield from self._fields.items()

    def has(self, key: str) -> bool:
        return key in self._fields

    def entry(self, key: str, default: Mapping[str, Any] | None = None) -> _Entry:
        """An object; the default, if one is given, where there is none."""
        if key not in self._fields and default is not None:
            return _Entry(dict(default))
        if not isinstance(self._fields.get(key), dict):
            raise self._wrong(key, "an object")
        return _Entry(self._fields[key])

    def text(self, key: str) -> str:
        """A text."""
        value = self._fields.get(key)
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value

    def optional(self, key: str) -> str | None:
        """A text, None where there is none."""
        return None if self._fields.get(key) is None else self.text(key)

    def list(self, key: str) -> Sequence[Any]:
        """A list; an empty one where there is none."""
        value = self._fields.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self.list(key)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(key, "a list of texts")
        return tuple(values)

    def flag(self, key: str) -> bool:
        """True or False; False where there is none."""
        value = self._fields.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def count(self, key: str, default: int | None = None) -> int:
        """A whole number from 0."""
        value = self._fields.get(key, default)
        if type(value) is not int or value < 0:
            raise self._wrong(key, "a whole number from 0")
        return value

    def number(self, key: str, default: float) -> float:
        """A number."""
        value = self._fields.get(key, default)
        if type(value) not in (int, float) or abs(value) > 1e300:
            raise self._wrong(key, "a number")
        return float(value)

    def share(self, key: str, default: float = -1.0) -> float:
        """A number from 0 to 1."""
        value = self.number(key, default)
        if not 0.0 <= value <= 1.0:
            raise self._wrong(key, "a number from 0 to 1")
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """One of the words that there are for it."""
        value = self._fields.get(key, default)
        if value not in list(choices):
            raise self._wrong(key, " or ".join(choices))
        return choices(value)

    def normal(self) -> Normal | None:
        """The comparable form of a value, None where there is none."""
        value = self._fields.get("normal")
        if value is not None and (not isinstance(value, dict) or not _is_flat(value, _MAX_DEPTH)):
            raise self._wrong("normal", "a comparable form")
        return value

    def _wrong(self, key: str, wanted: str) -> _WrongError:
        if key not in self._fields:
            return _WrongError(f'"{key}" is missing')
        return _WrongError(f'"{key}" is {_told(self._fields[key])}, not {wanted}')


def _is_flat(value: Any, depth: int) -> bool:
    """Whether nothing is nested more deeply than so many levels."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth > 0 and all(_is_flat(one, depth - 1) for one in inside)
