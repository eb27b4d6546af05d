from __future__ import annotations

import pytest

from aligner.export import FORMATS
from tests.update_golden import DECIDED, export_decided


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_was_decided_is_exported_as_agreed(name: str) -> None:
    golden = DECIDED[name].read_bytes().decode("utf-8")
    assert export_decided(name) == golden, "run `python -m tests.update_golden` if the change is meant"
