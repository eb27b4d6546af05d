"""What the sources of one fact state differently, and what that makes of their agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from aligner.ledger import severity
from aligner.model import (
    Agreement,
    Difference,
    DifferenceType,
    Mention,
    Relation,
    Sentence,
    Severity,
    Wording,
)
from aligner.ties import Tie
from aligner.told import Told

_WORDS = {
    DifferenceType.MONEY: "amounts",
    DifferenceType.NUMBER: "numbers",
    DifferenceType.DATE: "dates",
    DifferenceType.NAME: "spellings of a name",
    DifferenceType.ROLE: "descriptions of a person",
    DifferenceType.QUOTE: "wordings of a quotation",
    DifferenceType.ATTRIBUTION: "speakers",
    DifferenceType.CERTAINTY: "degrees of certainty",
}
_FORMAL = frozenset({Relation.FORM, Relation.SAME})
_COUNTED = (DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE)


def in_fact(told: Sequence[Told], columns: Sequence[str]) -> tuple[Difference, ...]:
    """The differences of a fact, the weightiest first, each with the values of all its sources.

    ``told`` is what the fact's own sentences tell of one thing each.
    """
    found = []
    for thing in told:
        if thing.relations - {Relation.SAME} and not _is_same_words(thing):
            ordered = sorted(thing.mentions, key=lambda m: (columns.index(m.source), m.start))
            summary = _summary(thing, ordered)
            found.append(Difference(thing.type, severity(thing.relations), summary, tuple(ordered)))
    order = list(Severity)
    return tuple(sorted(found, key=lambda d: (order.index(d.severity), d.type.value)))


def _is_same_words(thing: Told) -> bool:
    """Whether all give one value in the same words: "on Monday", of which only one article tells its own date."""
    return (
        thing.relations <= _FORMAL
        and len({" ".join(mention.text.casefold().split()) for mention in thing.mentions}) == 1
    )


def _summary(thing: Told, mentions: Sequence[Mention]) -> str:
    kind = thing.type
    if kind is DifferenceType.MONEY:
        normals = [m.normal or {} for m in mentions]
        if any("undisclosed" in n for n in normals):
            return "an amount is told by some and not by others"
        if any(tie.relation is Relation.CONFLICT and _same_figure(tie) for tie in thing.ties):
            return "the same figure in different currencies"
    if kind is DifferenceType.NEGATION:
        return "one denies what the other states"
    if thing.relations <= _FORMAL:
        return "trimmed quotation" if kind is DifferenceType.QUOTE else "the same value written otherwise"
    if Relation.CONFLICT not in thing.relations and kind in _COUNTED:
        return "one is more exact than the other"
    return f"different {_WORDS[kind]}"


def _same_figure(tie: Tie) -> bool:
    a, b = tie.a.normal or {}, tie.b.normal or {}
    return a.get("amount") == b.get("amount") and a.get("currency") != b.get("currency")


def agreement(
    members: Sequence[Sentence],
    differences: Sequence[Difference],
    told: Sequence[Told],
    versions: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Agreement, str]:
    """What the sources of a fact make of it together, and why, in one line.

    ``versions`` gives for columns that are versions of one article the first of these: one article does not agree with
    itself, but it can contradict what it told before.
    """
    columns = {sentence.source for sentence in members}
    if len(columns) == 1:
        return Agreement.SINGLE, "told by one source only"
    for level, word in ((Severity.CONFLICT, Agreement.CONFLICT), (Severity.DETAIL, Agreement.PARTIAL)):
        found = [d for d in differences if d.severity is level]
        if found:
            reasons = dict.fromkeys(d.summary for d in found)
            return word, "; ".join(reasons)
    if len({versions.get(column, column) for column in columns}) == 1:
        return Agreement.SINGLE, "told by one source only, in several versions"
    extra = next(_alone(members, told), None)
    if extra:
        return Agreement.PARTIAL, f"only one source gives “{extra}”"
    return Agreement.AGREE, "no figure, date, name or quotation differs"


def _alone(members: Sequence[Sentence], told: Sequence[Told]) -> Iterator[str]:
    """The figures and dates that only one source of a fact tells."""
    tied = {(m.sentence, m.start) for thing in told for m in thing.mentions}
    for sentence in members:
        for value in sentence.values:
            if value.type in _COUNTED and (sentence.id, value.start) not in tied:
                yield value.text


def in_order(found: Wording) -> Wording:
    """The wording differences of two linked sentences, told in order of their ids."""
    return found if found.a < found.b else Wording(found.b, found.a, found.only_b, found.only_a)
