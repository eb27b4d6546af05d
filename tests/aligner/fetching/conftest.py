from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.aligner.fetching.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this computer, for one test."""
    with Site().running() as running:
        yield running
