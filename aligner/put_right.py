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

    What the program itself links surely, or links unasked, holds together; the largest part of the row that does so is
    the program's, and what stands beside it was joined. Of parts of one size it is one that left nothing behind
    elsewhere, and then the one that begins first.
    """
    if all(link.by is By.PROGRAM for link in fact.links):
        return {}
    held = [id_ for cell in fact.cells.values() for id_ in cell]
    parts = _parts(held, [link for link in fact.links if link.by is By.PROGRAM or link.score >= options.sure])
    linked = {id_ for link in fact.links for id_ in (link.a, link.b)}
    came = {pair.a for pair in fact.apart}
    told = (part for part in parts if not linked.isdisjoint(part))
    base = max(told, key=lambda part: (len(part), came.isdisjoint(part)), default=[])
    found: dict[str, Joined] = {}
    for id_ in held:
        own = [link for link in fact.links if id_ in (link.a, link.b) and link.by is not By.PROGRAM]
        if id_ not in base and own:
            by = By.PERSON if any(link.by is By.PERSON for link in own) else By.MODEL
            found[id_] = Joined(id_, by, max(link.score for link in own) >= options.threshold)
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
    """The sentences, by id, that were taken out of a fact and do not stand in it, and who says so.

    What a sentence that was joined to the fact has left behind elsewhere was not taken out of this one.
    """
    held = {id_ for cell in fact.cells.values() for id_ in cell}
    joined = joined_sentences(fact, options)
    found: dict[str, By] = {}
    for pair in fact.apart:
        if pair.b not in held and pair.a not in joined and found.get(pair.b) is not By.PERSON:
            found[pair.b] = pair.by
    return found
