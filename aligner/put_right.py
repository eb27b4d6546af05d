"""What a person or a model put right in a fact, told apart from what the program found. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aligner.model import By, Fact, Link, Options


@dataclass(frozen=True, slots=True)
class Joined:
    """A sentence that is in its row by another's word; ``was_perhaps``: the program had it there, only perhaps."""

    sentence: str
    by: By
    was_perhaps: bool


def joined_sentences(fact: Fact, options: Options) -> dict[str, Joined]:
    """The sentences, by id, that are in a fact because a person or a model says so, in the order of the cells.

    What the program itself links surely, or links unasked, holds together, unless one of the two left other sentences
    behind than the other: then it came from elsewhere, however sure the program would be. The largest part of the row
    that holds together is the program's, and what stands beside it was joined. Of parts of one size it is one that left
    nothing behind, and then the one that begins first.
    """
    if fact.is_found or all(link.by is By.PROGRAM for link in fact.links):
        return {}
    held = [id_ for cell in fact.cells.values() for id_ in cell]
    left = {id_: {pair.b for pair in fact.apart if pair.a == id_} for id_ in held}

    def is_found(link: Link, least: float) -> bool:
        return link.by is By.PROGRAM or (link.score >= least and left[link.a] == left[link.b])

    parts = _parts(held, [link for link in fact.links if is_found(link, options.sure)])
    linked = {id_ for link in fact.links for id_ in (link.a, link.b)}
    told = (part for part in parts if not linked.isdisjoint(part))
    base = max(told, key=lambda part: (len(part), not any(left[id_] for id_ in part)), default=[])
    found: dict[str, Joined] = {}
    for id_ in held:
        own = [link for link in fact.links if id_ in (link.a, link.b) and link.by is not By.PROGRAM]
        if id_ not in base and own:
            by = By.PERSON if any(link.by is By.PERSON for link in own) else By.MODEL
            found[id_] = Joined(id_, by, any(is_found(link, options.threshold) for link in own))
    return found


def _parts(held: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """The sentences that hang together by links, in the order of their first ones."""
    part_of = {id_: [id_] for id_ in held}
    for link in links:
        one, other = part_of.get(link.a), part_of.get(link.b)
        if one is None or other is None or one is other:
            continue
        one.extend(other)
        part_of.update(dict.fromkeys(other, one))
    return list({id(part): part for part in part_of.values()}.values())


def taken_out(fact: Fact, options: Options) -> dict[str, By]:
    """The sentences, by id, that do not stand in a fact because a person took them out of it.

    Whoever takes a sentence out says so of all that stands there: of most of what the program has in the fact. Where
    only one sentence stands and several do not, it is that one which was taken out of theirs.
    """
    count, against = len(_found(fact, options)), _against(fact, options)[By.PERSON]
    if count == 1 and len(against) > 1:
        return {}
    return {id_: By.PERSON for id_, others in against.items() if 2 * len(others) > count}


def kept_apart(fact: Fact, options: Options) -> dict[str, By]:
    """The other sentences, by id, that cannot stand in a fact since somebody says that one of it states another.

    Such a one may have been taken out of another fact, in which a sentence of this one stands as well.
    """
    against, out = _against(fact, options), taken_out(fact, options)
    found = dict.fromkeys(against[By.MODEL], By.MODEL) | dict.fromkeys(against[By.PERSON], By.PERSON)
    return {id_: by for id_, by in found.items() if id_ not in out}


def _found(fact: Fact, options: Options) -> set[str]:
    """The sentences that the program has in a fact."""
    return {id_ for cell in fact.cells.values() for id_ in cell}.difference(joined_sentences(fact, options))


def _against(fact: Fact, options: Options) -> dict[By, dict[str, set[str]]]:
    """Whose word it is that sentences elsewhere do not state what some of the fact do, by id, and which of it.

    What a sentence that was joined to the fact has left behind elsewhere was not parted from this one.
    """
    held = {id_ for cell in fact.cells.values() for id_ in cell}
    own = _found(fact, options)
    against: dict[By, dict[str, set[str]]] = {by: {} for by in By}
    for pair in fact.apart:
        if pair.b not in held and pair.a in own:
            against[pair.by].setdefault(pair.b, set()).add(pair.a)
    return against
