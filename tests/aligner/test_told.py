"""Ties gathered into what is told of one thing: as plain loops over all ties so far would do it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Mention, Relation
from aligner.ties import RATIO, Tie
from aligner.told import Told, gather

AMOUNTS = (0.0, 3.0, 5.0, 40.0, 50.0)
"""In millions; what is 0.0 is undisclosed, and has no range."""


def mention(source: str, place: int) -> Mention:
    """An amount at one of a few places of an article, of which some tell the same."""
    amount = AMOUNTS[(place + ord(source)) % len(AMOUNTS)]
    normal = {"amount": amount} if amount else {"undisclosed": True}
    return Mention(source, f"{source}{place // 2}", 10 * (place % 2), 10 * (place % 2) + 5, f"${amount}m", normal)


def range_of(one: Mention) -> tuple[float, float]:
    amount = float((one.normal or {}).get("amount", 0.0))
    return amount * 0.95, amount * 1.05


@st.composite
def some_ties(draw: st.DrawFn) -> list[Tie]:
    places, sources = st.integers(0, 4), st.sampled_from(["AB", "AC", "BC"])
    two = st.builds(lambda of, one, other: (mention(of[0], one), mention(of[1], other)), sources, places, places)
    pairs = draw(st.lists(two, min_size=2, max_size=12))
    relations = st.sampled_from([Relation.SAME, Relation.CONFLICT, Relation.DETAIL])
    types = st.sampled_from([DifferenceType.MONEY, DifferenceType.MONEY, DifferenceType.NUMBER])
    return [Tie(draw(types), a, b, draw(relations), 1.0, (range_of(a), range_of(b))) for a, b in pairs]


def subjects(tie: Tie) -> Iterator[Hashable]:
    for one in (tie.a, tie.b):
        yield tie.type, one.sentence, one.start
        if "amount" in (one.normal or {}):
            yield tie.type, one.source, repr(one.normal)


def are_of_one_thing(ties: Sequence[Tie]) -> bool:
    told: dict[str, list[tuple[float, float]]] = {}
    for one in (one for tie in ties for one in (tie.a, tie.b)):
        if range_of(one)[1]:
            told.setdefault(one.source, []).append(range_of(one))
    every = [found for of in told.values() for found in of]
    if any(max(low for low, _ in of) > 1.2 * min(high for _, high in of) for of in told.values()):
        return False
    return not every or max(low for low, _ in every) <= RATIO * min(high for _, high in every)


def plainly_gathered(ties: Sequence[Tie]) -> list[Told]:
    holding: dict[Hashable, tuple[int, ...]] = {}
    """What each subject belongs to: ties by their numbers."""
    apart: list[tuple[int, ...]] = []
    for n, tie in enumerate(ties):
        touched = dict.fromkeys(holding[key] for key in subjects(tie) if key in holding)
        joined = (*(number for cluster in touched for number in cluster), n)
        if are_of_one_thing([ties[number] for number in joined]):
            holding |= {key: joined for number in joined for key in subjects(ties[number])}
        elif tie.relation is Relation.CONFLICT and not any("undisclosed" in (m.normal or {}) for m in (tie.a, tie.b)):
            apart.append((n,))
    found = []
    for cluster in (*dict.fromkeys(holding.values()), *apart):
        of = tuple(ties[number] for number in cluster)
        mentions = {(m.sentence, m.start): m for tie in of for m in (tie.a, tie.b)}
        found.append(Told(of[0].type, of, tuple(mentions.values()), frozenset(tie.relation for tie in of)))
    return found


@given(some_ties())
def test_ties_are_gathered_as_plain_loops_gather_them(ties: list[Tie]) -> None:
    assert gather(ties) == plainly_gathered(ties)
