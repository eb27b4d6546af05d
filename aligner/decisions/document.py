"""The decisions of a person as a document, ``synoptic-decisions/1``, and back: docs/decisions.md describes it.

It is made for git. One decision and one sentence a line, every line with its comma, so that lines can be added, taken
out and put together from two files without touching others; always in the same order, whatever order the decisions were
made in; a sentence under a name made of its file and words, so that two people who decide the same write the same line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from aligner.decisions.records import (
    NONE,
    Added,
    Contrast,
    Decision,
    Decisions,
    Dismissed,
    Judged,
    Key,
    Label,
    Pair,
    Place,
    Row,
    Ruling,
    Subject,
    Words,
    keys_of,
    subject,
)
from aligner.errors import SynopticError
from aligner.model import DifferenceType, Severity, Verdict

SCHEMA = "synoptic-decisions/1"
"""Name and version. A change that older programs cannot read makes another number; one they can, ``1.1``."""

_NAME, _VERSION = SCHEMA.split("/")
_HASH = 10
"""Hexadecimal digits of a sentence's name; sentences whose names would be equal have all 64."""
_WORDS = 28
"""Characters of a sentence's name that are its first words."""
_KNOWN = ("schema", "sentences", "decisions")
_ENTRY = ("file", "text")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_SPACE = re.compile(r"[ \t\r\n]*")
_NOT_WORD = re.compile(r"[\W_]+")

Line = Mapping[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says: the decisions, and what this version does not know and keeps.

    ``more`` are unknown keys of the document, ``more_of`` those of a decision by its subject, ``unknown`` are decisions
    of unknown kinds, and ``sentences``, by name, those that they name or that have unknown keys. ``remarks`` are lines
    for the user: what was decided twice.
    """

    decisions: Decisions = NONE
    more: Line = field(default_factory=dict)
    more_of: Mapping[Subject, Line] = field(default_factory=dict)
    unknown: tuple[Line, ...] = ()
    sentences: Mapping[str, Line] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def render(decisions: Decisions, before: Document | None = None) -> str:
    """The document of decisions: the same text for the same decisions, ends with a line end.

    What ``before``, the document it replaces, holds that this version does not know is in it as it was.
    """
    before = before or Document()
    names = _named(key for decision in decisions for key in keys_of(decision))
    needed = set(_strings(before.unknown))
    table = {name: entry for name, entry in before.sentences.items() if name in needed}
    for key, name in names.items():
        told = {"file": key.file, "text": key.text} | ({"nth": key.nth} if key.nth else {})
        table[name] = told | {**before.sentences.get(name, {})}
    lines = {subject(decision): _line(decision, names) for decision in decisions}
    order = sorted(lines, key=lambda about: _sort_key(lines[about]))
    made: list[Line] = [{**lines[about], **before.more_of.get(about, {})} for about in order]
    made += sorted(before.unknown, key=_json)
    return "\n".join(
        [
            "{",
            f'"schema": {_json(SCHEMA)},',
            *(f"{_json(name)}: {_json(value)}," for name, value in sorted(before.more.items())),
            '"sentences": {',
            *(f"{_json(name)}: {_json(entry)}," for name, entry in sorted(table.items())),
            '"": {}',  # so that every line above has its comma
            "},",
            '"decisions": [',
            *(f"{_json(line)}," for line in made),
            "{}",
            "]",
            "}",
            "",
        ]
    )


def read(text: str, shown: str = "the decisions") -> Decisions:
    """The decisions in a document. Raises SynopticError, as ``parse`` does."""
    return parse(text, shown).decisions


def parse(text: str, shown: str = "the decisions") -> Document:
    """What a document says. Raises SynopticError, naming the file called ``shown`` and the line, for anything else.

    Where two lines decide about the same, as after a merge that took the lines of both sides, the more cautious holds:
    apart before together, the graver verdict with both notes, else the later line; ``remarks`` say so.
    """
    if (mark := _CONFLICT.search(text)) is not None:
        raise SynopticError(
            f"{shown}, line {_line_at(text, mark.start())}: git left a conflict here; delete the lines that begin "
            "with <<<<<<<, ======= and >>>>>>>, all that stands between may stay"
        )
    return _Reader(text, shown).document()


# --- writing --------------------------------------------------------------------------------------


def name_of(key: Key, digits: int = _HASH) -> str:
    """What a sentence is called: its file, its first words, a hash of both: ``bbc.txt the-fire-began 3f2a91c0de``."""
    words = _NOT_WORD.sub("-", key.text.casefold()).strip("-")[:_WORDS].strip("-")
    told = f"{key.file}\0{key.text}" + (f"\0{key.nth}" if key.nth else "")
    return f"{key.file} {words} {sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:digits]}"


def _named(keys: Iterable[Key]) -> dict[Key, str]:
    names = {key: name_of(key) for key in keys}
    held: dict[str, list[Key]] = {}
    for key, name in names.items():
        held.setdefault(name, []).append(key)
    names.update((key, name_of(key, 64)) for same in held.values() if len(same) > 1 for key in same)
    return names


def _line(decision: Decision, names: Mapping[Key, str]) -> dict[str, Any]:
    """A decision as its line: what it is about last, since that is long."""

    def fact(row: Row) -> list[str]:
        return sorted(names[key] for key in row)

    def contrast(of: Contrast) -> dict[str, Any]:
        found = sorted((names[words.sentence], words.nth, words.text) for words in of.values)
        values = [{"in": name, "text": text} | ({"nth": nth} if nth else {}) for name, nth, text in found]
        return {"type": of.type.value, "values": values}

    match decision:
        case Ruling(pair=pair, same=same):
            return {"together" if same else "apart": sorted((names[pair.a], names[pair.b]))}
        case Label(row=row, text=text):
            return {"label": text, "fact": fact(row)}
        case Place(row=row, after=after):
            return {"after": fact(after) if after is not None else None, "fact": fact(row)}
        case Added(contrast=of, severity=severity):
            return {"difference": "added", "severity": severity.value, **contrast(of)}
        case Dismissed(contrast=of):
            return {"difference": "dismissed", **contrast(of)}
        case Judged(of=of, verdict=verdict, note=note):
            about = contrast(of) if isinstance(of, Contrast) else {"fact": fact(of)}
            return {"judged": verdict.value} | ({"note": note} if note else {}) | about


def _sort_key(line: Line) -> str:
    """By kind and subject, not by what is decided: who changes their mind changes one line where it stands."""
    kinds = {"apart": "1", "together": "1", "label": "2", "after": "3", "difference": "4", "judged": "5"}
    kind, first = next(iter(line.items()))
    about = first if kinds[kind] == "1" else [line.get("fact"), line.get("type"), line.get("values")]
    return kinds[kind] + _json(about)


def _json(value: object) -> str:
    """JSON on one line, readable in any script; what cannot be printed is escaped, so that it stays one line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


# --- reading --------------------------------------------------------------------------------------


class _Reader:
    """Reads one document. ``_at`` is the offset of what is being read, for what is said of a mistake."""

    def __init__(self, text: str, shown: str) -> None:
        self._text = text
        self._shown = shown
        self._at = 0
        self._decoder = json.JSONDecoder()
        self._keys: dict[str, Key] = {}
        self._entries: dict[str, Line] = {}
        self._decided: dict[Subject, tuple[Decision, int]] = {}
        self._more_of: dict[Subject, Line] = {}
        self._unknown: list[Line] = []
        self._remarks: list[str] = []

    def document(self) -> Document:
        try:
            parts = self._parts()
            self._refuse_others(parts)
            for name, at in [one for start in parts.get("sentences", ()) for one in self._members(start)]:
                self._take_sentence(name, at)
            for at in [one for start in parts.get("decisions", ()) for one in self._elements(start)]:
                self._take(at)
            more = {name: self._value(starts[-1]) for name, starts in parts.items() if name not in _KNOWN}
        except json.JSONDecodeError as error:
            raise self._wrong(f"this is no JSON ({error.msg[:1].lower()}{error.msg[1:]})", error.pos) from None
        except RecursionError:
            raise self._wrong("this is nested too deeply", 0) from None
        except ValueError:  # of an integer with more digits than Python reads
            raise self._wrong("a number is too long", self._at) from None
        named = set(_strings(self._unknown))
        return Document(
            Decisions.of(decision for decision, _ in self._decided.values()),
            more,
            self._more_of,
            tuple(self._unknown),
            {name: entry for name, entry in self._entries.items() if name in named or entry.keys() - {*_ENTRY, "nth"}},
            tuple(self._remarks),
        )

    def _parts(self) -> dict[str, list[int]]:
        """Where the values of each key of the document begin; after a merge there may be a key twice."""
        at = self._skip(0)
        if self._text[at : at + 1] != "{":
            raise self._wrong("this is no document of decisions", at)
        parts: dict[str, list[int]] = {}
        for name, value in self._members(at):
            parts.setdefault(name, []).append(value)
        if (end := self._skip(self._at)) < len(self._text):
            raise self._wrong("something follows the end of the document", end)
        return parts

    def _refuse_others(self, parts: Mapping[str, Sequence[int]]) -> None:
        at = parts["schema"][-1] if "schema" in parts else None
        schema = self._value(at) if at is not None else None
        name, _, version = schema.partition("/") if isinstance(schema, str) else ("", "", "")
        if name != _NAME:
            raise self._wrong("this is JSON, but no document of decisions", at or 0)
        if version.partition(".")[0] != _VERSION:
            raise SynopticError(
                f"{self._shown} is of another version ({schema!a:.60}, not {SCHEMA}): it stays as it is; "
                "decide with the synoptic that made it"
            )

    # Where things stand -------------------------------------------------------------------------------------------

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found is not None else at

    def _value(self, at: int) -> Any:
        value, self._at = self._decoder.raw_decode(self._text, at)
        return value

    def _members(self, at: int) -> Iterator[tuple[str, int]]:
        """The keys of the object at an offset, and where their values begin."""
        for start in self._items(at, "{", "}"):
            name = self._value(start)
            colon = self._skip(self._at)
            if not isinstance(name, str) or self._text[colon : colon + 1] != ":":
                raise self._wrong("here a name and a colon belong", start)
            value = self._skip(colon + 1)
            yield name, value
            self._value(value)

    def _elements(self, at: int) -> Iterator[int]:
        """Where the elements of the array at an offset begin."""
        for start in self._items(at, "[", "]"):
            yield start
            self._value(start)

    def _items(self, at: int, opening: str, closing: str) -> Iterator[int]:
        """Where the items between brackets begin; ``_at`` is behind each when the next is asked for."""
        if self._text[at : at + 1] != opening:
            raise self._wrong(f"here a {opening} belongs", at)
        at = self._skip(at + 1)
        if self._text[at : at + 1] == closing:
            self._at = at + 1
            return
        while True:
            yield at
            at = self._skip(self._at)
            sign = self._text[at : at + 1]
            if sign == closing:
                self._at = at + 1
                return
            if sign != ",":
                raise self._wrong(f"here a comma or {closing} belongs", at)
            at = self._skip(at + 1)

    def _wrong(self, what: str, at: int) -> SynopticError:
        line = _line_at(self._text, at)
        return SynopticError(f"{self._shown}, line {line}: {what}; mend the line, or put an earlier file in its place")

    # What stands there --------------------------------------------------------------------------------------------

    def _take_sentence(self, name: str, at: int) -> None:
        entry = self._value(at)
        if entry == {}:
            return
        if not isinstance(entry, dict) or not all(isinstance(entry.get(part), str) for part in _ENTRY):
            raise self._wrong("a sentence needs its file and its text", at)
        nth = entry.get("nth", 0)
        if type(nth) is not int or nth < 0:
            raise self._wrong("nth is a number, 0 or more", at)
        key = Key(entry["file"], entry["text"], nth)
        if self._keys.setdefault(name, key) != key:
            raise self._wrong("another sentence has this name above", at)
        self._entries[name] = entry

    def _take(self, at: int) -> None:
        line = self._value(at)
        if not isinstance(line, dict):
            raise self._wrong("a decision belongs in braces", at)
        if not line:
            return
        found = next((kind for kind in _KINDS if kind in line), None)
        decision = _KINDS[found](self, line, at) if found is not None else None
        if found is None or decision is None:
            if line not in self._unknown:
                self._unknown.append(line)
            return
        about = subject(decision)
        if more := {name: value for name, value in line.items() if name not in (found, *_FIELDS[found])}:
            self._more_of[about] = {**self._more_of.get(about, {}), **more}
        before = self._decided.get(about)
        if before is not None and before[0] != decision:
            lines = f"lines {_line_at(self._text, before[1])} and {_line_at(self._text, at)}"
            self._remarks.append(f"{self._shown}, {lines}: the same is decided twice, and otherwise; {_HOLDS}")
            decision = _both(before[0], decision)
        self._decided[about] = decision, at

    def _key(self, name: object, at: int) -> Key:
        if not isinstance(name, str) or name not in self._keys:
            raise self._wrong(f"there is no sentence {name!a:.60}", at)
        return self._keys[name]

    def _row(self, names: object, at: int) -> Row:
        if not isinstance(names, list):
            raise self._wrong("a fact is a list of sentences", at)
        return frozenset(self._key(name, at) for name in names)

    def _contrast(self, line: Line, at: int) -> Contrast | None:
        """The difference in a line; None where it is of a type that this version does not know."""
        values = line.get("values")
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self._wrong("a difference needs its type and values", at)
        found = []
        for value in values:
            text, nth = value.get("text"), value.get("nth", 0)
            if not isinstance(text, str) or type(nth) is not int or nth < 0:
                raise self._wrong("a value needs the sentence it is in and its text", at)
            found.append(Words(self._key(value.get("in"), at), text, nth))
        type_ = _choice(DifferenceType, line.get("type"))
        return Contrast(type_, frozenset(found)) if type_ is not None else None

    def ruling(self, line: Line, at: int) -> Decision | None:
        """Two sentences that belong together, or apart."""
        same = "together" in line
        names = line["together" if same else "apart"]
        if not isinstance(names, list) or len(names) != 2:
            raise self._wrong("two sentences belong here", at)
        return Ruling(Pair.of(self._key(names[0], at), self._key(names[1], at)), same)

    def label(self, line: Line, at: int) -> Decision | None:
        """What a fact is called."""
        if not isinstance(line["label"], str):
            raise self._wrong("a label is a text", at)
        return Label(self._row(line.get("fact"), at), line["label"])

    def place(self, line: Line, at: int) -> Decision | None:
        """Where a fact stands."""
        after = line["after"]
        return Place(self._row(line.get("fact"), at), self._row(after, at) if after is not None else None)

    def difference(self, line: Line, at: int) -> Decision | None:
        """A difference that is one, or is none."""
        contrast = self._contrast(line, at)
        if contrast is not None and line["difference"] == "dismissed":
            return Dismissed(contrast)
        severity = _choice(Severity, line.get("severity"))
        is_added = contrast is not None and line["difference"] == "added" and severity is not None
        return Added(contrast, severity) if is_added and contrast is not None and severity is not None else None

    def judged(self, line: Line, at: int) -> Decision | None:
        """A verdict and a note."""
        verdict, note = _choice(Verdict, line["judged"]), line.get("note", "")
        if not isinstance(note, str):
            raise self._wrong("a note is a text", at)
        of = self._row(line["fact"], at) if "fact" in line else self._contrast(line, at)
        return Judged(of, verdict, note) if verdict is not None and of is not None else None


_KINDS: Mapping[str, Callable[[_Reader, Line, int], Decision | None]] = {
    "together": _Reader.ruling,
    "apart": _Reader.ruling,
    "label": _Reader.label,
    "after": _Reader.place,
    "difference": _Reader.difference,
    "judged": _Reader.judged,
}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "together": (),
    "apart": (),
    "label": ("fact",),
    "after": ("fact",),
    "difference": ("severity", "type", "values"),
    "judged": ("note", "fact", "type", "values"),
}
"""Besides the kind, what a line of each kind says."""
_HOLDS = "the more cautious holds, and the next decision puts it down"


def _both(one: Decision, other: Decision) -> Decision:
    """What holds of two decisions about the same; the other one stands further down."""
    if isinstance(one, Ruling):
        return Ruling(one.pair, same=False)
    if isinstance(one, Judged) and isinstance(other, Judged):
        graver = max(one.verdict, other.verdict, key=list(Verdict).index)
        notes = dict.fromkeys(note for note in (one.note, other.note) if note)
        return Judged(one.of, graver, "\n".join(notes))
    return other


def _choice(among: type[Choice], value: object) -> Choice | None:
    """The one a document means; None for one that only a later version knows."""
    return next((one for one in among if one == value), None)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, Mapping)):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(part)


def _line_at(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
