"""An invented event told three times, really aligned: what decisions are made about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from aligner.comparison import Alignment
from aligner.decisions.fitting import Unfit, judged
from aligner.decisions.records import NONE, Decisions
from aligner.model import Comparison, Story
from aligner.reading.article import read_article
from aligner.reading.documents import letters

TEXTS: Mapping[str, str] = {
    "herald.txt": """Kiln fire closes the tile works

A fire in the old kiln closed the Marlow tile works on Monday, the fire brigade said.

Three workers were taken to hospital with burns.

The damage is about 2 million euros, the owner Ida Brandt said.

The works employ 140 people.

Three workers were taken to hospital with burns.
""",
    "observer.txt": """Marlow tile works burns

The Marlow tile works closed on Tuesday after a fire in its old kiln, according to the fire brigade.

Four workers went to hospital with burns.

Owner Ida Brandt put the damage at 3 million euros.

A second kiln was not touched.
""",
    "post.txt": """Tile works shut after fire

Some 140 people work at the tile works in Marlow.

The damage is 2 million euros, said Ida Brandt, who owns it.

The fire brigade said the fire began in the old kiln on Monday.

"We will fire again by May," Brandt said.
""",
}


def story_of(texts: Mapping[str, str], order: Sequence[str] = ()) -> Story:
    """These texts as a story, in an order."""
    articles = tuple(
        replace(read_article("", file, texts[file]), id=letter)
        for letter, file in zip(letters(), order or sorted(texts), strict=False)
    )
    return Story("Kiln fire", "stories/kiln", articles)


@cache
def alignment(order: tuple[str, ...] = ()) -> Alignment:
    """What is found out about the story once."""
    return Alignment(story_of(TEXTS, order))


def compared(decisions: Decisions = NONE, order: tuple[str, ...] = ()) -> tuple[Comparison, tuple[Unfit, ...]]:
    """The story with what was decided about it."""
    return judged(alignment(order).comparison(decisions=decisions), decisions)


def sentences(comparison: Comparison, index: int) -> set[str]:
    """The sentences of a fact, by their ids."""
    return {id_ for cell in comparison.facts[index].cells.values() for id_ in cell}
