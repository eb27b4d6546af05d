"""How good the comparison of the seeds is: never worse than measured before, and unchanged unless someone means it.

``quality_floor.json`` holds the figures of ``../shared/benchmark/score.py`` on the seeds with the hash of what was
scored. Where that folder is absent, the golden exports stand guard alone. ``python -m tests.update_golden`` rewrites
the exports, and raises the floor; it lowers a figure only with ``--allow-regression``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.model import Comparison
from tests.update_golden import (
    EXPORTS,
    FLOOR,
    INPUT_HASH,
    SCORE,
    export_seeds,
    input_hash,
    score_seeds,
    seeds_comparison,
)

NOISE = 0.0005


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return seeds_comparison()


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_the_exports_of_the_seeds_are_the_golden_ones(seeds: Comparison, name: str) -> None:
    golden = EXPORTS[name].read_bytes().decode("utf-8")
    assert export_seeds(seeds, name) == golden, "run `python -m tests.update_golden` if the change is meant"


@pytest.mark.skipif(not SCORE.is_file(), reason="../shared/benchmark is not here")
def test_no_figure_of_the_seeds_falls_below_the_floor(seeds: Comparison, tmp_path: Path) -> None:
    floor = json.loads(FLOOR.read_text("utf-8"))
    assert floor.pop(INPUT_HASH) == input_hash(), "the scored input is another one: measure anew"
    measured = score_seeds(seeds, tmp_path / "seeds.json")
    fallen = {name: (measured[name], least) for name, least in floor.items() if measured[name] < least - NOISE}
    assert not fallen, f"(measured, floor): {fallen}"
