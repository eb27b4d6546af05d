"""The story-wide account: every figure, date, quotation and name that several sources tell of the same thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from aligner.labels import shorten
from aligner.model import LedgerEntry, Mention, Relation, Sentence, Severity
from aligner.told import Told

_SEVERITY = {Relation.CONFLICT: Severity.CONFLICT, Relation.DETAIL: Severity.DETAIL}
_WEIGHT = {Severity.CONFLICT: 0, Severity.DETAIL: 1, Severity.FORM: 2}


def build(told: Sequence[Told], sentences: Mapping[str, Sentence], columns: Sequence[str]) -> tuple[LedgerEntry, ...]:
    """The entries of the ledger, conflicts first, then in reading order."""
    entries = []
    for thing in told:
        mentions = sorted(thing.mentions, key=lambda m: (columns.index(m.source), m.start))
        label, weight = _label(mentions, sentences), severity(thing.relations)
        entries.append(LedgerEntry("", thing.type, label, weight, tuple(mentions)))
    entries.sort(key=lambda e: (_WEIGHT[e.severity], e.type.value, min(_place(m, sentences) for m in e.mentions)))
    width = max(2, len(str(len(entries))))
    return tuple(replace(entry, id=f"v{number:0{width}}") for number, entry in enumerate(entries, 1))


def severity(relations: Collection[Relation]) -> Severity:
    """The weightiest severity among the relations of ties."""
    return min((_SEVERITY.get(relation, Severity.FORM) for relation in relations), key=_WEIGHT.__getitem__)


def _label(mentions: Sequence[Mention], sentences: Mapping[str, Sentence]) -> str:
    """The words of the shortest sentence that holds one of the mentions."""
    texts = [sentences[id_].text for id_ in {mention.sentence for mention in mentions}]
    return shorten(min(texts, key=lambda text: (len(text), text)))


def _place(mention: Mention, sentences: Mapping[str, Sentence]) -> tuple[int, str]:
    return sentences[mention.sentence].start, sentences[mention.sentence].text
