"""Which facts a document is to hold: all of them, those a filter shows, those that somebody marked."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model import Comparison, Fact


@dataclass(frozen=True, slots=True)
class Selection:
    """Facts by their indexes in the comparison, in the order they are to appear, and a line that says what they are.

    ``name`` tells a reader how they were chosen: "filter: conflicts · money", "3 marked facts".
    """

    facts: tuple[int, ...]
    name: str


def chosen(comparison: Comparison, selection: Selection | None) -> tuple[Fact, ...]:
    """The facts of a document in their order; all of them, as they come, where nothing was selected.

    Raises IndexError for an index that the comparison does not have.
    """
    if selection is None:
        return comparison.facts
    return tuple(comparison.facts[index] for index in selection.facts)


def sized(comparison: Comparison, selection: Selection) -> str:
    """The selection in a line: ``3 of 41 facts · filter: conflicts``."""
    total = len(comparison.facts)
    return f"{len(selection.facts)} of {total} {'fact' if total == 1 else 'facts'} · {selection.name}"
