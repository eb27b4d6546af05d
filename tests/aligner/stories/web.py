"""An internet of a few pages that is no further than a dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aligner.fetching import Failed, Fetched, Result
from aligner.stories.outcomes import Given


class Web:
    """Pages by address; ``hook`` is called while they are fetched."""

    def __init__(self, **pages: bytes) -> None:
        self.pages: dict[str, Fetched] = {}
        self.asked: list[str] = []
        self.hook: Callable[[], None] = lambda: None
        self.now = 0

    def put(
        self,
        address: str,
        data: bytes,
        *,
        media: str = "text/html",
        charset: str | None = "utf-8",
        url: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        """Have an address answer with a page; ``url`` is where it led to."""
        self.now += 1
        fetched = f"2026-11-02T09:00:{self.now:02}Z"
        self.pages[address] = Fetched(address, url or address, data, media, charset, fetched, notes)

    def fetch(self, addresses: Sequence[str]) -> list[Result]:
        self.asked += addresses
        self.hook()
        return [self.pages.get(address) or Failed(address, "there is no such page", "look") for address in addresses]

    def given(self, *inputs: str, standard_input: bytes = b"") -> Given:
        return Given(inputs, self.fetch, lambda: standard_input)
