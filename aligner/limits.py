"""How much is read at most: what is larger is no article, and would hold up whoever opens it.

Every limit can be set in the table ``[limits]`` of the settings file. What goes beyond one is refused, or left out of
its folder with a note, in one line that names the file, its size, the limit and the setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """What one story may hold at most.

    ``text_bytes`` bounds a text, and the article taken out of a page; ``page_bytes`` a saved or fetched page, pictures
    inside of it included; ``export_bytes`` a comparison that is opened (.json). ``article_sentences`` and
    ``story_sentences`` count sentences of one article and of all together, about: what ends as one counts.
    ``sources`` are columns, ``folder_files`` the files of a folder that look like articles, ``fetch_seconds`` the time
    for one page of the web.
    """

    text_bytes: int = 5_000_000
    page_bytes: int = 20_000_000
    export_bytes: int = 20_000_000
    article_sentences: int = 10_000
    story_sentences: int = 20_000
    sources: int = 12
    folder_files: int = 1_000
    fetch_seconds: int = 60

    @property
    def leaving_out(self) -> tuple[int, int]:
        """Those by which an article may be missing that was collected: a comparison depends on them."""
        return self.text_bytes, self.article_sentences


BUILT_IN: Final = Limits()

BOUNDS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "text_bytes": (1_000, 20_000_000),
        "page_bytes": (1_000, 200_000_000),
        "export_bytes": (1_000, 200_000_000),
        "article_sentences": (10, 100_000),
        "story_sentences": (10, 1_000_000),
        "sources": (2, 26),
        "folder_files": (2, 100_000),
        "fetch_seconds": (5, 3_600),
    }
)
"""The least and the most that each limit can be set to. An export has 26 sources at most, one a letter."""


def raised(name: str) -> str:
    """How a limit is raised, as the end of a message: "or raise text_bytes in [limits] of the settings"."""
    return f"or raise {name} in [limits] of the settings (synoptic config)"


def size(number: int) -> str:
    """A number of bytes for a message: "812 bytes", "12.5 MB"."""
    for unit, one in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= one:
            return f"{number / one:.1f}".removesuffix(".0") + f" {unit}"
    return f"{number} bytes"
