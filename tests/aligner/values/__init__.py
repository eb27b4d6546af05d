"""Tests of the values: invented phrases, one a line, and what the grammar reads in them."""

from __future__ import annotations

from aligner.model import DifferenceType, Normal, Value
from aligner.tokens import tokenise
from aligner.values import find_values


def values_in(text: str, kind: DifferenceType | None = None, published: str | None = None) -> list[Value]:
    """The values of a whole text, all of them or those of one type."""
    found = find_values(text, 0, len(text), tokenise(text), published)
    return [value for value in found if kind is None or value.type is kind]


def only_value(text: str, kind: DifferenceType, published: str | None = None) -> Value:
    """The one value of a type that a text holds."""
    (value,) = values_in(text, kind, published)
    return value


def normal_of(value: Value) -> Normal:
    """The comparable form of a value that has one."""
    assert value.normal is not None
    return value.normal
