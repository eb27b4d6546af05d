"""What a person can do to a comparison, each act as the decisions there are after it.

Every function takes the ground of the comparison that is on screen and the decisions so far, and gives others; nothing
else changes. Sentences are named by their ids, facts are those of the comparison.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from aligner.decisions.fitting import Facts
from aligner.decisions.ground import Ground, flat
from aligner.decisions.records import (
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
)
from aligner.model import By, Difference, DifferenceType, Fact, Judgement, Mention, Severity, Verdict

# Rows ---------------------------------------------------------------------------------------------------------------


def join(ground: Ground, decisions: Decisions, moved: Iterable[tuple[str, Fact]], into: Fact) -> Decisions:
    """Put sentences, each out of a fact, into another one: each goes with what stands there and leaves the rest.

    It goes with what stands there surely: that something else does so perhaps is not confirmed by it.
    """
    there = ground.row(into)
    sure = ground.rows(id_ for cell in into.cells.values() for id_ in cell if id_ not in into.perhaps) or there
    out = [(ground.key(id_), ground.row(fact)) for id_, fact in moved]
    # One that stands in both facts is to stay in this one, though it leaves the others that held it there.
    going = {key for key, row in out if row != there}
    rulings = [Ruling(Pair.of(key, other), True) for key, other in product(sorted(going), sorted(sure - going))]
    rulings += [Ruling(Pair.of(a, b), True) for a, b in combinations(sorted(going), 2)]
    rulings += [Ruling(Pair.of(key, other), False) for key, row in out for other in sorted(row - there - going)]
    return decisions.with_(rulings)


def take_out(ground: Ground, decisions: Decisions, sentences: Collection[str], fact: Fact) -> Decisions:
    """Take sentences out of a fact, each to stand alone."""
    out = {ground.key(id_) for id_ in sentences}
    row = ground.row(fact)
    pairs = {Pair.of(key, other) for key in out for other in row if key != other}
    return decisions.with_(Ruling(pair, False) for pair in sorted(pairs, key=_order))


def split(ground: Ground, decisions: Decisions, sentences: Collection[str], fact: Fact) -> Decisions:
    """Make two facts of one: these sentences together, and the others."""
    part = {ground.key(id_) for id_ in sentences}
    rest = ground.row(fact) - part
    rulings = [Ruling(Pair.of(a, b), False) for a, b in product(sorted(part), sorted(rest))]
    rulings += [Ruling(Pair.of(a, b), True) for side in (part, rest) for a, b in combinations(sorted(side), 2)]
    return decisions.with_(rulings)


def merge(ground: Ground, decisions: Decisions, facts: Sequence[Fact]) -> Decisions:
    """Make one fact of several.

    What stands surely in one of them goes with all the rest, too; that something does so perhaps is not confirmed.
    """
    rows = [ground.row(fact) for fact in facts]
    sure = [row - ground.rows(fact.perhaps) for row, fact in zip(rows, facts, strict=True)]
    pairs = {Pair.of(a, b) for one, other in combinations(rows, 2) for a, b in product(one, other) if a != b}
    pairs |= {Pair.of(a, b) for row in sure for a, b in combinations(row, 2)}
    return decisions.with_(Ruling(pair, True) for pair in sorted(pairs, key=_order))


def rule(ground: Ground, decisions: Decisions, a: str, b: str, *, same: bool) -> Decisions:
    """Say of two sentences whether they state the same fact."""
    return decisions.with_([Ruling(Pair.of(ground.key(a), ground.key(b)), same)])


def confirm(ground: Ground, decisions: Decisions, sentences: Collection[str], fact: Fact) -> Decisions:
    """Say that sentences, which were in a fact only perhaps, belong there."""
    sure = {ground.key(id_) for id_ in sentences}
    pairs = {Pair.of(key, other) for key in sure for other in ground.row(fact) if other != key}
    return decisions.with_(Ruling(pair, True) for pair in sorted(pairs, key=_order))


def move(ground: Ground, decisions: Decisions, facts: Sequence[Fact], moved: int, after: int | None) -> Decisions:
    """Put the fact at an index right behind another one, or (None) before all others.

    Every fact that a person gave its place stands, from then on, behind the one that is before it now: so the others
    stay in the order they are in.
    """
    order = [index for index in range(len(facts)) if index != moved]
    order.insert(0 if after is None else order.index(after) + 1, moved)
    replaced = _replaced_places(Facts(ground, facts), decisions, moved)
    given = [
        Place(ground.row(facts[index]), ground.row(facts[order[at - 1]]) if at else None)
        for at, index in enumerate(order)
        if index == moved or facts[index].is_moved
    ]
    return decisions.without(replaced).with_(given)


def _replaced_places(known: Facts, decisions: Decisions, moved: int) -> Iterable[Place]:
    """The places of the fact that is moved, those that hold, and those that would hold once these are given anew."""
    places = [decision for decision in decisions if isinstance(decision, Place)]
    holding = set(known.held_by(places).values())
    for place in places:
        if (fit := known.find(place.row)) is None:
            continue
        # Where its fact stands unmoved it waits in a circle, or for a fact that is gone.
        waits = place.after is not None and known.find(place.after) is not None
        if fit[0] == moved or (place in holding if known.facts[fit[0]].is_moved else waits):
            yield place


def relabel(ground: Ground, decisions: Decisions, fact: Fact, text: str) -> Decisions:
    """Call a fact otherwise; an empty text gives back the label it had."""
    label = Label(ground.row(fact), flat(text))
    cleared = decisions.without(_about(decisions, Label, label.row))
    return cleared.with_([label]) if label.text else cleared


# Differences --------------------------------------------------------------------------------------------------------


def add_difference(
    ground: Ground, decisions: Decisions, type_: DifferenceType, severity: Severity, values: Iterable[Mention]
) -> Decisions:
    """Say that these passages differ. Raises ValueError if they are not of two sources at least."""
    mentions = list(values)
    if len({mention.source for mention in mentions}) < 2:
        raise ValueError("a difference is between two sources")
    contrast = Contrast(type_, frozenset(ground.words(mention) for mention in mentions))
    return decisions.with_([Added(contrast, severity)])


def dismiss(ground: Ground, decisions: Decisions, difference: Difference) -> Decisions:
    """Say that a difference is none; one that the person added is simply gone."""
    contrast = ground.contrast(difference)
    dismissed = Dismissed(contrast)
    if difference.by is By.PERSON:
        return decisions.without([dismissed, Judged(contrast, Verdict.OPEN)])
    return decisions.with_([dismissed])


def restore(ground: Ground, decisions: Decisions, difference: Difference) -> Decisions:
    """Take back that a difference is none."""
    return decisions.without([Dismissed(ground.contrast(difference))])


# Judgements ---------------------------------------------------------------------------------------------------------


def judge(
    ground: Ground,
    decisions: Decisions,
    of: Fact | Difference,
    verdict: Verdict | None = None,
    note: str | None = None,
) -> Decisions:
    """Give a fact or a difference a verdict, a note, or both; None leaves it what it is.

    Without either nothing is decided of it any more. What was judged of the same fact when it had other sentences is
    replaced.
    """
    before: Judgement = of.judgement
    verdict = before.verdict if verdict is None else verdict
    note = before.note if note is None else note.strip()
    about: Row | Contrast = ground.row(of) if isinstance(of, Fact) else ground.contrast(of)
    cleared = decisions.without(_replaced(ground, decisions, of, about))
    return cleared.with_([Judged(about, verdict, note)] if verdict is not Verdict.OPEN or note else [])


def _replaced(ground: Ground, decisions: Decisions, of: Fact | Difference, about: Row | Contrast) -> Iterable[Decision]:
    """The judgement that is on show, whatever it was made about: the fact may have had other sentences."""
    yield Judged(about, Verdict.OPEN)
    if of.judgement.is_stale:
        shown = (of.judgement.verdict, of.judgement.note)
        yield from (one for one in decisions.judgements if (one.verdict, one.note) == shown and _overlap(one.of, about))


def _overlap(one: Row | Contrast, other: Row | Contrast) -> bool:
    """Whether two facts, or two differences, have anything in common."""
    if isinstance(one, Contrast) or isinstance(other, Contrast):
        return isinstance(one, Contrast) and isinstance(other, Contrast) and not one.values.isdisjoint(other.values)
    return not one.isdisjoint(other)


def _about(decisions: Decisions, kind: type[Label], row: Row) -> Iterable[Decision]:
    """The labels that a row has now or had when it had most of the same sentences."""
    return [one for one in decisions if isinstance(one, kind) and 2 * len(one.row & row) > len(one.row)]


def _order(pair: Pair) -> tuple[Key, Key]:
    return pair.a, pair.b
