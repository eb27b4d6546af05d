"""Reading: folders, files, pages, addresses in, a Story out, with furniture, headlines and attribution told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.reading.documents import Collected
from aligner.reading.files import Outside, collect

if TYPE_CHECKING:
    from aligner.reading.story import load, read

__all__ = ["Collected", "Outside", "collect", "load", "read"]


def __getattr__(name: str) -> object:
    # Reading takes longer to import than a folder takes to collect: whoever only collects need not wait for it.
    if name in ("load", "read"):
        from aligner.reading import story

        return getattr(story, name)
    raise AttributeError(name)
