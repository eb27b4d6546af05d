"""The JSON export, ``synoptic-comparison/1``: a public interface, its keys and their order fixed.

Keys may be added in a minor version, never renamed or put to another use (``docs/json.md`` tells what each holds). What
a person or a model has said has keys of its own, which are there only where they say something.
Offsets are those of the model: code points in the article's text as read from its file, the end exclusive. Nothing that
a screen or another export shows is left out: ``aligner.reading.exported`` reads the comparison back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from aligner.export.selection import Selection, chosen
from aligner.model import (
    UNJUDGED,
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
    Link,
    Mention,
    Quotation,
    Sentence,
    Span,
    Value,
    Wording,
)
from aligner.taming import HIDDEN, TURNING

SCHEMA = "synoptic-comparison/1"

_encoded = json.JSONEncoder(ensure_ascii=False).encode
"""JSON on one line. ``json.dumps`` would make an encoder for each of the hundred thousand items of a long story."""
_DISTRIBUTION = "synoptic-news"
_LINE_LENGTH = 120
_MARKS = (DifferenceType.CERTAINTY, DifferenceType.NEGATION)
# Left alone by json and escaped here: control characters that a terminal may obey, what ends a line of JavaScript, what
# turns the direction of a line around or is never seen, and the lone surrogates of a file name that is not UTF-8, which
# a document in UTF-8 could not hold.
_ESCAPED = re.compile(f"[\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]")

Document = dict[str, Any]


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """The comparison as a JSON document that ends with a line end; the same text for the same comparison.

    Of a selection it has the facts that were selected alone, in their order, and says so under ``selection``.
    """
    found = document(replace(comparison, facts=chosen(comparison, selection)))
    if selection is not None:
        found["selection"] = {"name": selection.name, "facts": len(selection.facts), "of": len(comparison.facts)}
    items = (_item(key, value, 2) for key, value in found.items())
    return _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], _lines("{", items, "}", 0)) + "\n"


def document(comparison: Comparison) -> Document:
    """The comparison as nested dicts and lists, the way the document shows it."""
    story = comparison.story
    by_source: dict[str, list[Sentence]] = {}
    for sentence in comparison.sentences.values():
        by_source.setdefault(sentence.source, []).append(sentence)
    return {
        "schema": SCHEMA,
        "generator": generator(),
        "story": {"title": story.title, "path": story.path, "notes": list(story.notes)},
        "options": {"threshold": comparison.options.threshold, "sure": comparison.options.sure},
        "sources": [_source(article, by_source.get(article.id, ())) for article in story.articles],
        "sentences": [_sentence(sentence) for sentence in comparison.sentences.values()],
        "facts": [_fact(fact, [article.id for article in story.articles]) for fact in comparison.facts],
        "ledger": [_ledger_entry(entry) for entry in comparison.ledger],
        "furniture": [s.id for s in comparison.sentences.values() if s.kind is Kind.FURNITURE],
    }


def whole(comparison: Comparison) -> str:
    """The same document on one line, the text of every article in it: for a reader that is a program."""
    found = document(comparison)
    for source, article in zip(found["sources"], comparison.story.articles, strict=True):
        source["text"] = article.text
    return json.dumps(found, separators=(",", ":"))


def rebuilt(sentences: Iterable[Sentence], length: int) -> str:
    """The text of so many code points that these sentences of one article, in reading order, stand in.

    What is between two of them is white space: here spaces inside a paragraph and line ends between two, which is what
    most texts have there.
    """
    pieces: list[str] = []
    at, paragraph = 0, -1
    for sentence in sentences:
        pieces += ((" " if sentence.paragraph == paragraph else "\n") * (sentence.start - at), sentence.text)
        at, paragraph = sentence.end, sentence.paragraph
    return "".join((*pieces, "\n" * (length - at)))


def generator() -> str:
    """The program and its version as installed: ``synoptic 0.1.0``."""
    try:
        return f"synoptic {version(_DISTRIBUTION)}"
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "synoptic"


def _source(article: Article, sentences: Sequence[Sentence]) -> Document:
    shown: Attribution = article.attribution
    source: Document = {
        "id": article.id,
        "file": article.file,
        "outlet": shown.outlet,
        "title": shown.title,
        "author": shown.author,
        "published": shown.published,
        "url": shown.url,
        "language": shown.language,
        "evidence": {name: _evidence(place) for name, place in shown.evidence.items()},
        "note": article.note,
        "extracted": article.extracted,
        "draft": article.draft,
        "length": len(article.text),
        "paragraphs": [_paragraph(block) for block in article.blocks],
    }
    if shown.at is not None:
        source["at"] = shown.at
    if article.versions:
        source["versions"] = list(article.versions)
    # The sentences have all its words: the text is there again only where it is in no file, or spaced in its own way.
    if article.extracted or rebuilt(sentences, len(article.text)) != article.text:
        source["text"] = article.text
    return source


def _paragraph(block: Block) -> Document:
    return {"start": block.start, "end": block.end, "kind": block.kind}


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
        "quotations": [_quotation(quoted) for quoted in sentence.quotations],
        "values": [_value(value) for value in sentence.values],
    }


def _mark(value: Value) -> Document:
    """Words that say how sure a sentence is of something, with their rung, or that deny something."""
    mark: Document = {"type": value.type, "start": value.start, "end": value.end, "text": value.text}
    return mark | {"rung": (value.normal or {}).get("rung")} if value.type is DifferenceType.CERTAINTY else mark


def _quotation(quoted: Quotation) -> Document:
    return {"start": quoted.start, "end": quoted.end, "text": quoted.text, "speaker": quoted.speaker}


def _value(value: Value) -> Document:
    """A value with the bounds of what its words can mean, where it has some."""
    found = {"type": value.type, "start": value.start, "end": value.end, "text": value.text}
    bounds = {"low": value.low, "high": value.high} if value.low or value.high else {}
    return found | {"normal": _plain(value.normal)} | bounds


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
        "wording": [_wording(wording) for wording in fact.wording],
        **_beside(fact),
    }


def _beside(fact: Fact) -> Document:
    """What there is besides, where there is any: sentences that are copies, what was decided about the fact."""
    copies = {"copies": [_copy(copy) for copy in fact.copies]} if fact.copies else {}
    decided: Document = {} if fact.label_by is By.PROGRAM else {"label_by": fact.label_by}
    if fact.is_moved:
        decided["is_moved"] = True
    if fact.apart:
        decided["apart"] = [_apart(pair) for pair in fact.apart]
    if fact.dismissed:
        decided["dismissed"] = [_difference(difference) for difference in fact.dismissed]
    return copies | decided | _judgement(fact.judgement)


def _by(by: By) -> Document:
    return {} if by is By.PROGRAM else {"by": by}


def _judgement(judgement: Judgement) -> Document:
    if judgement == UNJUDGED:
        return {}
    told: Document = {"verdict": judgement.verdict, "note": judgement.note}
    return {"judgement": told | {"is_stale": True} if judgement.is_stale else told}


def _link(link: Link) -> Document:
    # Three decimals: more would promise an exactness that the score does not have.
    score = round(link.score, 3)
    return {"a": link.a, "b": link.b, "score": score, "level": link.level, "why": list(link.why)} | _by(link.by)


def _apart(pair: Apart) -> Document:
    return {"a": pair.a, "b": pair.b, "by": pair.by}


def _copy(copy: Copy) -> Document:
    passages = {"in_a": _spans(copy.in_a), "in_b": _spans(copy.in_b)}
    return {"a": copy.a, "b": copy.b} | passages | {"share": round(copy.share, 3)}


def _wording(wording: Wording) -> Document:
    return {"a": wording.a, "b": wording.b, "only_a": _spans(wording.only_a), "only_b": _spans(wording.only_b)}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _difference(difference: Difference) -> Document:
    told: Document = {
        "type": difference.type,
        "severity": difference.severity,
        "summary": difference.summary,
        "values": [_mention(mention) for mention in difference.values],
    }
    return told | _by(difference.by) | _judgement(difference.judgement)


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
    line = _encoded(value)
    if indent + len(line) <= _LINE_LENGTH or not isinstance(value, (dict, list)) or not value:
        return line
    if isinstance(value, dict):
        return "{" + _fill((_item(key, item, indent + 1) for key, item in value.items()), indent + 1) + "}"
    if isinstance(value[0], str):
        return "[" + _fill(map(_encoded, value), indent + 1) + "]"
    return _lines("[", (_layout(item, indent + 2) for item in value), "]", indent)


def _item(key: str, value: Any, indent: int) -> str:
    return f"{_encoded(key)}: {_layout(value, indent)}"


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
