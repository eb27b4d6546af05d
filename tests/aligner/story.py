"""An invented event told by four invented sources, for the tests of the core."""

from __future__ import annotations

from aligner.model import Article, Story
from aligner.reading.article import read_article

HARBOUR = """Ferry with 212 aboard runs aground off Westhaven

By Ilse Brandt

March 4, 2031: The ferry Northern Light ran aground off Westhaven harbour on Tuesday with 212 people aboard, the coast \
guard said.

Repairing the hull will cost 3.4 million euros (US$3.7 million), the owner Lindqvist Lines estimates.

"The pilot ignored two warnings from the harbour tower," said Marta Oyelaran, the harbour master of Westhaven.

Lindqvist Lines bought the ferry from a Danish yard in 2019.
"""

LEDGER = """Northern Light aground: owner faces questions

The ferry Northern Light ran aground off Westhaven harbour on Monday with 180 people aboard, officials said.

Lindqvist Lines declined to say how much repairing the hull will cost.

"The pilot disregarded two warnings from the harbour tower," harbour master Marta Oyelaren told Reuters.

Shares in Lindqvist Lines fell 6 percent.
"""

COURIER = """Westhaven ferry aground

Repairs to the hull of the Northern Light are expected to cost $3.7 million.

Shares of Lindqvist Lines fell almost 6 percent after the ferry ran aground.

Divers will inspect the Northern Light before a tug pulls it free.
"""

GAZETTE = """Fishermen celebrate record herring catch

Boats landed a record herring catch this season, the fishery board said.
"""

TEXTS = {"courier.txt": COURIER, "gazette.txt": GAZETTE, "harbour.txt": HARBOUR, "ledger.txt": LEDGER}


def make_story(texts: dict[str, str] | None = None) -> Story:
    """A story whose sources A, B, C ... are the given files in the given order; the invented one by default."""
    chosen = TEXTS if texts is None else texts
    articles: tuple[Article, ...] = tuple(
        read_article(chr(ord("A") + n), file, text) for n, (file, text) in enumerate(chosen.items())
    )
    return Story("Ferry aground", "story", articles)
