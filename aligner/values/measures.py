"""Measures that are told in several units: how many of one dimension's base unit each of them is."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from aligner.tokens import stem

ROUNDING = 0.02
"""By which share a converted measure may be off: "65 kilometres" is how a newspaper converts 40 miles."""

# Spellings of one unit, and what it is in the first unit of its dimension. British and American where they differ.
_UNITS: dict[str, tuple[tuple[str, float], ...]] = {
    "length": (
        ("metre meter m", 1.0),
        ("kilometre kilometer km kilometres kms", 1000.0),
        ("centimetre centimeter cm", 0.01),
        ("millimetre millimeter mm", 0.001),
        ("mile miles mi", 1609.34),
        ("yard yd", 0.9144),
        ("foot feet ft", 0.3048),
        ("inch inches", 0.0254),
    ),
    "weight": (
        ("kilogram kilogramme kilo kg", 1.0),
        ("gram gramme", 0.001),
        ("tonne", 1000.0),
        ("ton", 1000.0),  # short, long or metric: newspapers do not say which
        ("pound lb lbs", 0.4536),
        ("ounce oz", 0.02835),
    ),
    "volume": (("litre liter", 1.0), ("gallon", 3.785), ("barrel", 159.0), ("pint", 0.473)),
    "area": (("hectare", 1.0), ("acre", 0.4047)),
    "speed": (("kph kmh", 1.0), ("mph", 1.60934), ("knot", 1.852)),
    "time": (("hour", 1.0), ("minute", 1 / 60), ("second", 1 / 3600), ("day", 24.0), ("week", 168.0)),
    "months": (("month", 1.0), ("year", 12.0), ("decade", 120.0)),
}


class Measure(NamedTuple):
    """A unit: what it measures, and how many of the dimension's base unit it is."""

    dimension: str
    factor: float


@lru_cache(maxsize=4096)  # asked for both numbers of every pair of sentences
def measure(unit: frozenset[str]) -> Measure | None:
    """The measure among the stems of what a number counts; None where it counts things, or two measures at once."""
    found = {known for known in map(_measures().get, unit) if known}
    return found.pop() if len(found) == 1 else None


@cache
def _measures() -> dict[str, Measure]:
    return {
        stem(name): Measure(dimension, factor)
        for dimension, units in _UNITS.items()
        for names, factor in units
        for name in names.split()
    }
