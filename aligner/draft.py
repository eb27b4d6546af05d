"""A user's own draft beside the sources: what it lacks, where its figures differ, what it alone tells.

Pure: nothing is found here that the facts do not hold already; it is only seen from the draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aligner.model import Comparison, Difference, DifferenceType, Fact, LedgerEntry, Mention, Severity, Story

_FIGURES = frozenset({DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE})


class Standing(StrEnum):
    """How a fact stands to the draft. One fact can stand in several ways: what it MISSES it also LACKS."""

    MISSES = "all others tell it, the draft does not"
    LACKS = "the draft does not tell it"
    DIFFERS = "the draft differs"
    ALONE = "only the draft tells it"


@dataclass(frozen=True, slots=True)
class Account:
    """The whole story seen from the draft: the facts of each standing, in reading order, and the ledger's conflicts.

    ``lacks`` begins with what the most sources tell, and ends with rows that are only perhaps one fact.
    """

    source: str
    misses: tuple[Fact, ...]
    lacks: tuple[Fact, ...]
    differs: tuple[Fact, ...]
    alone: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...]


def source_of(story: Story) -> str | None:
    """The id of the draft among the sources, None where there is none."""
    return next((article.id for article in story.articles if article.draft), None)


def standings(fact: Fact, draft: str, sources: int) -> frozenset[Standing]:
    """How a fact of a story of so many sources, the draft among them, stands to the draft."""
    if draft not in fact.cells:
        return frozenset({Standing.LACKS} | ({Standing.MISSES} if len(fact.cells) == sources - 1 > 1 else set()))
    found = {Standing.ALONE} if len(fact.cells) == 1 else set()
    return frozenset(found | ({Standing.DIFFERS} if differing(fact, draft) else set()))


def differing(fact: Fact, draft: str) -> tuple[Difference, ...]:
    """The differences in which the draft takes part: conflicts of any type, and figures that are not equally exact."""
    return tuple(
        difference
        for difference in fact.differences
        if (
            difference.severity is Severity.CONFLICT
            or (difference.severity is Severity.DETAIL and difference.type in _FIGURES)
        )
        and _takes_part(difference.values, draft)
    )


def account(comparison: Comparison) -> Account | None:
    """The story seen from its draft; None where there is none."""
    draft = source_of(comparison.story)
    if draft is None:
        return None
    sources = len(comparison.story.articles)
    held: dict[Standing, list[Fact]] = {standing: [] for standing in Standing}
    for fact in comparison.facts:
        for standing in standings(fact, draft, sources):
            held[standing].append(fact)
    return Account(
        draft,
        tuple(held[Standing.MISSES]),
        tuple(sorted(held[Standing.LACKS], key=lambda fact: (fact.only_perhaps, -len(fact.cells)))),
        tuple(held[Standing.DIFFERS]),
        tuple(held[Standing.ALONE]),
        tuple(
            entry
            for entry in comparison.ledger
            if entry.severity is Severity.CONFLICT and _takes_part(entry.mentions, draft)
        ),
    )


def _takes_part(values: Iterable[Mention], draft: str) -> bool:
    """Whether the draft disagrees with others: it has a value, and one of theirs is not among its own."""
    own = {_form(value) for value in values if value.source == draft}
    others = {_form(value) for value in values if value.source != draft}
    return bool(own and others - own)


def _form(value: Mention) -> str:
    """What a value is compared by: its normal form, else its words."""
    return repr(sorted(value.normal.items())) if value.normal else value.text.casefold()
