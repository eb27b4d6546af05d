"""A comparison as the cache keeps it: bytes that are read back fast, and nothing in them but data.

An entry is lines of JSON. The first line names the form and has a digest of everything else and of the name the entry
goes by: what is damaged, cut short or lies under another name is no entry. Beyond that it is believed, being what this
program wrote; what strangers wrote is read by ``aligner.reading.exported``. The second line tells what every screen
asks of every fact and sentence. Of the others each has the rest of one fact or of one sentence, and is read when that
is first asked for: of a long story little ever is.

What only the aligner asks of a sentence is not kept and stays empty, as in an export: its tokens, and of its values
what is counted (``unit``) and the words around them (``context``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Final

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

FORM: Final = b"synoptic-entry/1"

# By their values: a call of the enumeration takes ten times as long.
_AGREEMENTS: Final = {one.value: one for one in Agreement}
_KINDS: Final = {one.value: one for one in Kind}
_LEVELS: Final = {one.value: one for one in Level}
_TYPES: Final = {one.value: one for one in DifferenceType}
_SEVERITIES: Final = {one.value: one for one in Severity}
_BY: Final = {one.value: one for one in By}

_set: Final = object.__setattr__
"""What is frozen is made piece by piece only here."""


def written(comparison: Comparison, name: str) -> bytes:
    """A comparison as the entry of a name. Where its story lies is left out."""
    texts = {article.id: article.text for article in comparison.story.articles}
    write = _Writer(comparison.sentences, texts)
    lines = [
        write.outline(comparison),
        *map(write.rest_of_sentence, comparison.sentences.values()),
        *map(write.rest_of_fact, comparison.facts),
        [write.ledger_entry(entry) for entry in comparison.ledger],
    ]
    body = b"\n".join(_line(line) for line in lines)
    return b"\n".join((_heading(body, name), body))


def read(data: bytes, name: str, path: str) -> Comparison | None:
    """The comparison in the entry of a name, its story lying at ``path``; None for what is no entry of that name."""
    heading, _, body = data.partition(b"\n")
    if heading != _heading(body, name):
        return None
    outline, *rest = body.split(b"\n")
    try:
        return _comparison(json.loads(outline), rest, path)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _heading(body: bytes, name: str) -> bytes:
    digest = hashlib.sha256(name.encode())
    digest.update(body)
    return FORM + b" " + digest.hexdigest().encode()


# --- writing --------------------------------------------------------------------------------------


def _line(value: Any) -> bytes:
    found = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return found.encode("utf-8", "surrogatepass")  # a file's name may not be UTF-8


def _plain(value: Any) -> Any:
    """What JSON does not know of a comparable form; sets sorted, so that an entry is always the same."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in an entry")


class _Writer:
    """Turns the parts of one comparison into lists; words that stand where they say are left to the articles."""

    def __init__(self, sentences: Mapping[str, Sentence], texts: Mapping[str, str]) -> None:
        self._sentences = sentences
        self._texts = texts

    def outline(self, comparison: Comparison) -> list[Any]:
        story, options = comparison.story, comparison.options
        sentences = comparison.sentences.values()
        columns = [
            [sentence.id for sentence in sentences],
            [sentence.source for sentence in sentences],
            [sentence.start for sentence in sentences],
            [sentence.end for sentence in sentences],
            [sentence.paragraph for sentence in sentences],
            [sentence.kind for sentence in sentences],
            [sentence.language for sentence in sentences],
            {
                sentence.id: sentence.text
                for sentence in sentences
                if self._words(sentence.source, sentence.start, sentence.end, sentence.text) is not None
            },
            {sentence.id: sentence.same_as for sentence in sentences if sentence.same_as is not None},
        ]
        facts = [_fact_outline(fact) for fact in comparison.facts]
        sources = [_source(article) for article in story.articles]
        return [story.title, story.notes, [options.threshold, options.sure], sources, columns, facts]

    def rest_of_sentence(self, sentence: Sentence) -> list[Any]:
        source = sentence.source
        quotations = [
            [one.start, one.end, self._words(source, one.start, one.end, one.text), one.speaker]
            for one in sentence.quotations
        ]
        values = [self._value(source, value) for value in sentence.values]
        told = [values, quotations, sentence.speaker, sentence.role, sentence.via]
        return told if any(told) else []

    def rest_of_fact(self, fact: Fact) -> list[Any]:
        told = [
            [[link.a, link.b, link.score, link.why, link.level, link.by] for link in fact.links],
            [self._difference(one) for one in fact.differences],
            [[one.a, one.b, _flat(one.only_a), _flat(one.only_b)] for one in fact.wording],
            fact.reason,
            [[pair.a, pair.b, pair.by] for pair in fact.apart],
            [self._difference(one) for one in fact.dismissed],
        ]
        return told if any(told) else []

    def ledger_entry(self, entry: LedgerEntry) -> list[Any]:
        return [entry.id, entry.type, entry.label, entry.severity, [self._mention(one) for one in entry.mentions]]

    def _difference(self, one: Difference) -> list[Any]:
        values = [self._mention(value) for value in one.values]
        return [one.type, one.severity, one.summary, values, one.by, _judgement(one.judgement)]

    def _mention(self, one: Mention) -> list[Any]:
        words = self._words(one.source, one.start, one.end, one.text)
        source = None if one.source == self._sentences[one.sentence].source else one.source
        return [one.sentence, one.start, one.end, words, one.normal, source]

    def _value(self, source: str, one: Value) -> list[Any]:
        words = self._words(source, one.start, one.end, one.text)
        found = [one.type, one.start, one.end, words, one.normal]
        return [*found, one.low, one.high] if one.low or one.high else found

    def _words(self, source: str, start: int, end: int, text: str) -> str | None:
        """Words that their place does not tell."""
        return None if self._texts[source][start:end] == text else text


def _source(article: Article) -> list[Any]:
    shown = article.attribution
    told = [shown.outlet, shown.title, shown.author, shown.published, shown.url, shown.language, shown.at]
    evidence = {name: _place(place) for name, place in shown.evidence.items()}
    starts, ends = [block.start for block in article.blocks], [block.end for block in article.blocks]
    kinds = [block.kind for block in article.blocks]
    besides = [article.extracted, article.draft, article.note, article.versions]
    return [article.id, article.file, article.text, told, evidence, [starts, ends, kinds], besides]


def _place(place: Evidence) -> list[int] | str:
    return [place.start, place.end] if isinstance(place, Span) else place.value


def _fact_outline(fact: Fact) -> list[Any]:
    told = [fact.id, fact.label, fact.agreement, fact.cells, fact.silent, fact.perhaps, bool(fact.differences)]
    copies = [[one.a, one.b, _flat(one.in_a), _flat(one.in_b), one.share] for one in fact.copies]
    besides = [copies, fact.is_found, fact.label_by, fact.is_moved, _judgement(fact.judgement), fact.is_judged]
    usual = [[], True, By.PROGRAM, False, None, False]
    return told if besides == usual else [*told, *besides]


def _judgement(judgement: Judgement) -> list[Any] | None:
    return None if judgement == UNJUDGED else [judgement.verdict, judgement.note, judgement.is_stale]


def _flat(spans: Iterable[Span]) -> list[int]:
    return list(chain.from_iterable((span.start, span.end) for span in spans))


# --- reading --------------------------------------------------------------------------------------


def _comparison(outline: Any, rest: Sequence[bytes], path: str) -> Comparison:
    title, notes, (threshold, sure), sources, columns, facts = outline
    articles = tuple(_read_source(*source) for source in sources)
    sentences = _Sentences(columns, {article.id: article.text for article in articles}, rest)
    count = len(sentences)
    if len(rest) != count + len(facts) + 1:
        raise ValueError("lines are missing")
    made = tuple(_KeptFact.of(sentences, line, *told) for line, told in zip(rest[count:-1], facts, strict=True))
    story = Story(title, path, articles, tuple(notes))
    return _KeptComparison.of(sentences, rest[-1], story, made, Options(threshold, sure))


def _read_source(
    id_: str, file: str, text: str, told: Any, evidence: dict[str, Any], blocks: Any, besides: Any
) -> Article:
    outlet, title, author, published, url, language, at = told
    places = {name: Origin(place) if isinstance(place, str) else Span(*place) for name, place in evidence.items()}
    shown = Attribution(outlet, title, author, published, url, language, places, at)
    starts, ends, kinds = blocks
    extracted, draft, note, versions = besides
    stand = tuple(map(Block, starts, ends, map(_KINDS.__getitem__, kinds)))
    return Article(id_, file, text, shown, stand, extracted, draft, note, tuple(versions))


class _Sentences(Mapping[str, Sentence]):
    """The sentences of an entry by their ids, each made when it is first asked for."""

    def __init__(self, columns: Any, texts: Mapping[str, str], rest: Sequence[bytes]) -> None:
        ids, *self._columns, self._words, self._same_as = columns
        if any(len(column) != len(ids) for column in self._columns):
            raise ValueError("columns of different lengths")
        self._numbers = {id_: number for number, id_ in enumerate(ids)}
        self._made: dict[str, Sentence] = {}
        self._rest = rest
        self.texts = texts

    def __getitem__(self, id_: str) -> Sentence:
        found = self._made.get(id_)
        if found is None:
            number = self._numbers[id_]
            sources, starts, ends, paragraphs, kinds, languages = self._columns
            source, start, end = sources[number], starts[number], ends[number]
            found = self._made[id_] = _KeptSentence.of(
                self,
                self._rest[number],
                id_,
                source,
                start,
                end,
                paragraphs[number],
                _KINDS[kinds[number]],
                self._words.get(id_) or self.texts[source][start:end],
                self._same_as.get(id_),
                languages[number],
            )
        return found

    def __contains__(self, id_: object) -> bool:
        return id_ in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def source_of(self, id_: str) -> str:
        """The source of a sentence, which is not made for it."""
        found: str = self._columns[0][self._numbers[id_]]
        return found

    def mention(self, id_: str, start: int, end: int, text: str | None, normal: Any, source: str | None) -> Mention:
        """A mention as an entry has it."""
        source = self.source_of(id_) if source is None else source
        return Mention(source, id_, start, end, self.texts[source][start:end] if text is None else text, normal)

    def differences(self, told: Iterable[Any]) -> tuple[Difference, ...]:
        """Differences as an entry has them."""
        return tuple(
            Difference(
                _TYPES[type_],
                _SEVERITIES[severity],
                summary,
                tuple(self.mention(*value) for value in values),
                _BY[by],
                _read_judgement(judgement),
            )
            for type_, severity, summary, values, by, judgement in told
        )


class _Kept:
    """Some fields of a class of the model are set, the others when one of them is first asked for.

    A slot that is not set yet is no attribute, so that Python asks ``__getattr__``. Equal to whatever of the model has
    equal fields.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __new__(cls, *args: Any, **fields: Any) -> Any:
        """One with nothing set; with fields, as ``dataclasses.replace`` has them, one of the model's own class."""
        return cls.__base__(*args, **fields) if cls.__base__ and (args or fields) else object.__new__(cls)

    def _complete(self) -> None:
        """Set all fields that are not set."""
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:
        if name not in self.__match_args__:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        self._complete()
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        names = self.__match_args__
        if self is other:
            return True
        if getattr(other, "__match_args__", None) != names:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__match_args__))

    def _put(self, **fields: Any) -> None:
        for name, value in fields.items():
            _set(self, name, value)


class _KeptSentence(_Kept, Sentence):
    """A sentence of an entry: values, quotations and who says it are read later."""

    __slots__ = ("_line", "_sentences")
    _line: bytes
    _sentences: _Sentences

    @classmethod
    def of(
        cls,
        sentences: _Sentences,
        line: bytes,
        id_: str,
        source: str,
        start: int,
        end: int,
        paragraph: int,
        kind: Kind,
        text: str,
        same_as: str | None,
        language: str,
    ) -> _KeptSentence:
        """A sentence with its place; ``line`` has the rest of it."""
        made = object.__new__(cls)
        _set(made, "_sentences", sentences)
        _set(made, "_line", line)
        _set(made, "id", id_)
        _set(made, "source", source)
        _set(made, "start", start)
        _set(made, "end", end)
        _set(made, "paragraph", paragraph)
        _set(made, "kind", kind)
        _set(made, "text", text)
        _set(made, "same_as", same_as)
        _set(made, "language", language)
        _set(made, "tokens", ())
        return made

    def _complete(self) -> None:
        values, quotations, speaker, role, via = json.loads(self._line) or _NOTHING_OF_SENTENCE
        text = self._sentences.texts[self.source]
        self._put(
            values=tuple(_read_value(text, *value) for value in values),
            quotations=tuple(
                Quotation(start, end, text[start:end] if words is None else words, by)
                for start, end, words, by in quotations
            ),
            speaker=speaker,
            role=role,
            via=via,
        )


class _KeptFact(_Kept, Fact):
    """A fact of an entry: links, differences, wording, reason and what was taken out are read later."""

    __slots__ = ("_is_found", "_is_judged", "_line", "_sentences")
    _is_found: bool
    _is_judged: bool
    _line: bytes
    _sentences: _Sentences

    @classmethod
    def of(
        cls,
        sentences: _Sentences,
        line: bytes,
        id_: str,
        label: str,
        agreement: str,
        cells: Mapping[str, Sequence[str]],
        silent: Sequence[str],
        perhaps: Sequence[str],
        differs: bool,
        copies: Sequence[Any] = (),
        is_found: bool = True,
        label_by: str = By.PROGRAM,
        is_moved: bool = False,
        judgement: Any = None,
        is_judged: bool = False,
    ) -> _KeptFact:
        """A fact as the outline has it; ``line`` has the rest of it."""
        made = object.__new__(cls)
        _set(made, "_sentences", sentences)
        _set(made, "_line", line)
        _set(made, "_is_judged", is_judged)
        _set(made, "_is_found", is_found)
        _set(made, "id", id_)
        _set(made, "label", label)
        _set(made, "agreement", _AGREEMENTS[agreement])
        _set(made, "cells", {source: tuple(ids) for source, ids in cells.items()})
        _set(made, "silent", tuple(silent))
        _set(made, "perhaps", tuple(perhaps))
        _set(made, "copies", tuple(Copy(a, b, _spans(in_a), _spans(in_b), share) for a, b, in_a, in_b, share in copies))
        if not differs:  # which is asked of all facts at once
            _set(made, "differences", ())
        _set(made, "label_by", _BY[label_by])
        _set(made, "is_moved", is_moved)
        _set(made, "judgement", _read_judgement(judgement))
        return made

    @property
    def is_judged(self) -> bool:
        """Whether anything in the row is judged, known without reading the rest of it."""
        return self._is_judged

    @property
    def is_found(self) -> bool:
        """Whether all of the row is the program's own word, known without reading the rest of it."""
        return self._is_found

    def _complete(self) -> None:
        links, differences, wording, reason, apart, dismissed = json.loads(self._line) or _NOTHING_OF_FACT
        self._put(
            links=tuple(
                Link(a, b, score, tuple(why), _LEVELS[level], _BY[by]) for a, b, score, why, level, by in links
            ),
            differences=self._sentences.differences(differences),
            wording=tuple(Wording(a, b, _spans(only_a), _spans(only_b)) for a, b, only_a, only_b in wording),
            reason=reason,
            apart=tuple(Apart(a, b, _BY[by]) for a, b, by in apart),
            dismissed=self._sentences.differences(dismissed),
        )


class _KeptComparison(_Kept, Comparison):
    """The comparison of an entry: its ledger is read later."""

    __slots__ = ("_line",)
    _line: bytes
    sentences: _Sentences

    @classmethod
    def of(
        cls, sentences: _Sentences, line: bytes, story: Story, facts: tuple[Fact, ...], options: Options
    ) -> _KeptComparison:
        """A comparison; ``line`` has its ledger."""
        made = object.__new__(cls)
        made._put(_line=line, story=story, sentences=sentences, facts=facts, options=options)
        return made

    def _complete(self) -> None:
        mention = self.sentences.mention
        self._put(
            ledger=tuple(
                LedgerEntry(id_, _TYPES[type_], label, _SEVERITIES[severity], tuple(mention(*one) for one in mentions))
                for id_, type_, label, severity, mentions in json.loads(self._line)
            )
        )


_NOTHING_OF_SENTENCE: Final = ((), (), None, None, None)
_NOTHING_OF_FACT: Final = ((), (), (), "", (), ())


def _read_value(
    article: str, type_: str, start: int, end: int, words: str | None, normal: Any, low: float = 0.0, high: float = 0.0
) -> Value:
    return Value(_TYPES[type_], start, end, article[start:end] if words is None else words, normal, low, high)


def _read_judgement(told: Any) -> Judgement:
    if told is None:
        return UNJUDGED
    verdict, note, is_stale = told
    return Judgement(Verdict(verdict), note, is_stale)


def _spans(flat: Sequence[int]) -> tuple[Span, ...]:
    return tuple(map(Span, flat[::2], flat[1::2]))
