"""The JSON export, ``synoptic-comparison/1``: a public interface, its keys and their order fixed.

Keys may be added in a minor version, never renamed or put to another use. Offsets are those of the model: code points
in the article's text as read from its file, the end exclusive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from aligner.model import (
    Article,
    Attribution,
    Comparison,
    Difference,
    DifferenceType,
    Evidence,
    Fact,
    Kind,
    LedgerEntry,
    Link,
    Mention,
    Quotation,
    Sentence,
    Span,
    Value,
)

SCHEMA = "synoptic-comparison/1"

_DISTRIBUTION = "synoptic-news"
_LINE_LENGTH = 120
_MARKS = (DifferenceType.CERTAINTY, DifferenceType.NEGATION)
# Left alone by json and escaped here: control characters that a terminal may obey, and the lone surrogates of a file
# name that is not UTF-8, which a document in UTF-8 could not hold.
_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")

Document = dict[str, Any]


def render(comparison: Comparison) -> str:
    """The comparison as a JSON document that ends with a line end; the same text for the same comparison."""
    items = (_item(key, value, 2) for key, value in document(comparison).items())
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", _lines("{", items, "}", 0)) + "\n"


def document(comparison: Comparison) -> Document:
    """The comparison as nested dicts and lists, the way the document shows it."""
    story = comparison.story
    return {
        "schema": SCHEMA,
        "generator": generator(),
        "story": {"title": story.title, "path": story.path},
        "options": {"threshold": comparison.options.threshold, "sure": comparison.options.sure},
        "sources": [_source(article) for article in story.articles],
        "sentences": [_sentence(sentence) for sentence in comparison.sentences.values()],
        "facts": [_fact(fact, [article.id for article in story.articles]) for fact in comparison.facts],
        "ledger": [_ledger_entry(entry) for entry in comparison.ledger],
        "furniture": [s.id for s in comparison.sentences.values() if s.kind is Kind.FURNITURE],
    }


def generator() -> str:
    """The program and its version as installed: ``synoptic 0.1.0``."""
    try:
        return f"synoptic {version(_DISTRIBUTION)}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "synoptic"


def _source(article: Article) -> Document:
    shown: Attribution = article.attribution
    return {
        "id": article.id,
        "file": article.file,
        "outlet": shown.outlet,
        "title": shown.title,
        "author": shown.author,
        "published": shown.published,
        "url": shown.url,
        "language": shown.language,
        "evidence": {name: _evidence(place) for name, place in shown.evidence.items()},
    }


def _evidence(place: Evidence) -> list[int] | str:
    return [place.start, place.end] if isinstance(place, Span) else place.value


def _sentence(sentence: Sentence) -> Document:
    quotation: Quotation | None = max(sentence.quotations, key=lambda quoted: len(quoted.text), default=None)
    return {
        "id": sentence.id,
        "source": sentence.source,
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "kind": sentence.kind,
        "text": sentence.text,
        "quote": quotation.text if quotation else None,
        "speaker": sentence.speaker,
        "via": sentence.via,
        "role": sentence.role,
        "same_as": sentence.same_as,
        "marks": [_mark(value) for value in sentence.values if value.type in _MARKS],
    }


def _mark(value: Value) -> Document:
    """Words that say how sure a sentence is of something, with their rung, or that deny something."""
    mark: Document = {"type": value.type, "start": value.start, "end": value.end, "text": value.text}
    return mark | {"rung": (value.normal or {}).get("rung")} if value.type is DifferenceType.CERTAINTY else mark


def _fact(fact: Fact, columns: list[str]) -> Document:
    return {
        "id": fact.id,
        "label": fact.label,
        "agreement": fact.agreement,
        "cells": {source: list(fact.cells[source]) for source in columns if fact.cells.get(source)},
        "silent": list(fact.silent),
        "links": [_link(link) for link in fact.links],
        "differences": [_difference(difference) for difference in fact.differences],
        "reason": fact.reason,
        "perhaps": list(fact.perhaps),
    }


def _link(link: Link) -> Document:
    # Three decimals: more would promise an exactness that the score does not have.
    score = round(link.score, 3)
    return {"a": link.a, "b": link.b, "score": score, "level": link.level, "why": list(link.why)}


def _difference(difference: Difference) -> Document:
    return {
        "type": difference.type,
        "severity": difference.severity,
        "summary": difference.summary,
        "values": [_mention(mention) for mention in difference.values],
    }


def _ledger_entry(entry: LedgerEntry) -> Document:
    return {
        "id": entry.id,
        "type": entry.type,
        "label": entry.label,
        "severity": entry.severity,
        "mentions": [_mention(mention) for mention in entry.mentions],
    }


def _mention(mention: Mention) -> Document:
    return {
        "source": mention.source,
        "sentence": mention.sentence,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "normal": _plain(mention.normal),
    }


def _plain(value: Any) -> Any:
    """A normal form with nothing in it but what JSON knows; sets sorted, so that the document is always the same."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return [_plain(item) for item in sorted(value)]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _layout(value: Any, indent: int) -> str:
    """JSON with what fits on one line on one line, and the rest broken between its items."""
    line = json.dumps(value, ensure_ascii=False)
    if indent + len(line) <= _LINE_LENGTH or not isinstance(value, (dict, list)) or not value:
        return line
    if isinstance(value, dict):
        return "{" + _fill((_item(key, item, indent + 1) for key, item in value.items()), indent + 1) + "}"
    if isinstance(value[0], str):
        return "[" + _fill(map(_quoted, value), indent + 1) + "]"
    return _lines("[", (_layout(item, indent + 2) for item in value), "]", indent)


def _item(key: str, value: Any, indent: int) -> str:
    return f"{_quoted(key)}: {_layout(value, indent)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(opening: str, items: Iterable[str], closing: str, indent: int) -> str:
    """Every item on a line of its own, between brackets that stand alone."""
    margin = "\n" + " " * indent
    return f"{opening}{margin}  " + f",{margin}  ".join(items) + f"{margin}{closing}"


def _fill(items: Iterable[str], indent: int) -> str:
    """As many items on each line as fit there; one that has several lines itself stands alone."""
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}, {item}" if lines else item
        if lines and "\n" not in joined and indent + len(joined) < _LINE_LENGTH:
            lines[-1] = joined
        else:
            lines.append(item)
    return (",\n" + " " * indent).join(lines)
