"""A few cases of every target; ``python -m tests.benchmarks.fuzz`` takes as many as one likes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.properties.catalogue import TARGETS
from tests.properties.target import Target


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_it_holds(target: Target[Any]) -> None:
    # How long a case takes to make is the computer's affair.
    few = settings(max_examples=target.in_suite, suppress_health_check=list(HealthCheck))
    few(given(target.cases)(lambda case: target.check(case)))()


@pytest.mark.parametrize("target", [one for one in TARGETS.values() if one.of_bytes], ids=lambda one: one.name)
def test_a_fuzzer_begins_with_what_holds(target: Target[Any]) -> None:
    assert target.of_bytes is not None
    for data in (b"", *target.corpus):
        target.check(target.of_bytes(data))
