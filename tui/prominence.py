"""Pure: where in its article a sentence stands, as an editor sees it: headline, lede, or how far into the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.model import Article, Comparison, Kind, Sentence

HEADLINE = "H"
LEDE = "L"
TICK = "┃"
TRACK = "┄"

_LEDE_ENDS = 0.25
"""An article may be one long paragraph: what stands beyond this share of the body is no lede."""

LATE = 2 / 3
"""From this share of the body on, a sentence stands late."""


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """Where a sentence stands.

    ``rank`` is 0 in the headline (or a title over the body), 1 in the lede, 2 after it; ``share`` how much of the
    body, in code points, stands before it (0.0 to 1.0); ``paragraph`` its number among the ``paragraphs`` of the body,
    from 1, and 0 before the body. Standings sort as prominence does: the most prominent first.
    """

    rank: int
    share: float
    paragraph: int
    paragraphs: int

    @property
    def is_headline(self) -> bool:
        """Whether it stands over the body."""
        return self.rank == 0

    @property
    def is_late(self) -> bool:
        """Whether it stands in the last third of the body."""
        return self.share >= LATE

    @property
    def letter(self) -> str:
        """``H``, ``L``, or the tenth of the body it begins in, ``1`` to ``9``."""
        if self.rank < 2:
            return HEADLINE if self.is_headline else LEDE
        return str(max(1, min(9, int(self.share * 10))))

    @property
    def words(self) -> str:
        """``headline``, ``lede``, ``paragraph 14 of 16``."""
        if self.rank < 2:
            return "headline" if self.is_headline else "lede"
        return f"paragraph {self.paragraph} of {self.paragraphs}"


class Body:
    """The body of an article measured once, so that every sentence's place is found without reading it again."""

    def __init__(self, article: Article) -> None:
        self._before: list[int] = []
        self._numbers: list[int] = []
        self._starts = [block.start for block in article.blocks]
        self._is_body = [block.kind is Kind.BODY for block in article.blocks]
        self._length = number = 0
        for block in article.blocks:
            self._before.append(self._length)
            if block.kind is Kind.BODY:
                self._length += block.end - block.start
                number += 1
            self._numbers.append(number)
        self._paragraphs = number

    def standing(self, sentence: Sentence) -> Standing:
        """Where a sentence of the article stands.

        The lede is the first paragraph of the body, as far as it does not reach past a quarter of it. A heading
        inside the body counts as the paragraph before it.
        """
        block = sentence.paragraph
        number = self._numbers[block]
        if number == 0:
            return Standing(0, 0.0, 0, self._paragraphs)
        inside = sentence.start - self._starts[block] if self._is_body[block] else 0
        share = min(1.0, (self._before[block] + inside) / max(1, self._length))
        leads = number == 1 and self._is_body[block] and share < _LEDE_ENDS
        return Standing(1 if leads else 2, share, number, self._paragraphs)


class Prominence:
    """Where the sentences of a comparison stand; an article is measured when it is first asked for."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._body = lru_cache(maxsize=None)(lambda source: Body(comparison.article(source)))

    def standings(self, ids: Iterable[str]) -> tuple[Standing, ...]:
        """The standings of sentences by id, the most prominent first."""
        sentences = (self._comparison.sentences[id_] for id_ in ids)
        return tuple(sorted(self._body(sentence.source).standing(sentence) for sentence in sentences))


def track(standings: Sequence[Standing], width: int) -> list[tuple[str, bool]]:
    """The article as a line of ``width`` cells, the headline at its left end: (text, whether something stands there).

    >>> "".join(text for text, _ in track([Standing(2, 0.5, 4, 8)], 7))
    '┄┄┄┄┃┄┄'
    """
    cells = [TRACK] * max(2, width)
    for standing in standings:
        if standing.is_headline:
            cells[0] = HEADLINE
        else:
            cells[1 + min(len(cells) - 2, int(standing.share * (len(cells) - 1)))] = TICK
    pieces: list[tuple[str, bool]] = []
    for cell in cells:
        stands = cell != TRACK
        if pieces and pieces[-1][1] == stands:
            pieces[-1] = pieces[-1][0] + cell, stands
        else:
            pieces.append((cell, stands))
    return pieces


def told(standings: Sequence[Standing]) -> str:
    """``headline, paragraph 3 of 9``; where all of it stands late, that too."""
    words = list(dict.fromkeys(standing.words for standing in standings))
    # Several paragraphs of one article need its length only once.
    shortened = [word.partition(" of ")[0].removeprefix("paragraph ") for word in words if word.startswith("paragraph")]
    if len(shortened) > 1:
        length = words[-1].partition(" of ")[2]
        words = [word for word in words if not word.startswith("paragraph")]
        words.append(f"paragraphs {', '.join(shortened)} of {length}")
    late = bool(standings) and all(standing.is_late for standing in standings)
    return ", ".join(words) + (" · late" if late else "")
