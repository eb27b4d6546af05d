"""Where on a page the article is, and which of the page's blocks are its text.

trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction") finds articles better than any extractor we know, but is not made to give them word for word: it leaves
out paragraphs that another one repeats, joins what line breaks part, and follows class names into what they are
called after. So it votes, and the page itself is read: the blocks it took tell in which box the article lies, and
from where to where; inside, every block counts that is no clutter, by what it is and by what its box is called.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aligner.reading import clutter, furniture
from aligner.reading.html import Block, clean
from aligner.reading.lines import Line, key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_ELEMENTS = 25_000
"""trafilatura takes seconds for more; such a page is read by its paragraphs alone."""
_MANY_ELEMENTS = 3000
"""Of more it does without its second opinion, jusText: that asks each heading for all that stand around it."""
_MOST_VOTED = 2_000_000
"""Characters of a vote that blocks are looked for in: no article is longer."""
_MOST_SOUGHT = 1_000_000_000
"""Characters that all blocks together are looked for in; what comes after must be voted for as a whole."""
_SURE = 25
"""A key of fewer letters may stand anywhere by chance: such a block must be voted for as a whole."""
_MOST_PULL_QUOTES = 100
"""Set-off quotations that are looked for in the text; a page with more of them is made of quotations."""
_LINE_TAGS = frozenset(("p", "head", "item", "quote", "cell", "row", "fw", "ab", "code"))


Look = tuple[str, str, str]


@dataclass(frozen=True)
class Extracted:
    """The blocks of an article in order, and of those the headings; the blocks above and below, for its attribution.

    ``teasers`` counts the headings among them that are links: an index of articles has many.
    """

    blocks: tuple[Block, ...]
    headings: tuple[Block, ...]
    above: tuple[Block, ...]
    below: tuple[Block, ...]
    teasers: int = 0


def extract(
    tree: HtmlElement, blocks: Sequence[Block], title: str | None, author: str | None = None, live: bool = False
) -> Extracted:
    """The article among the blocks of a page; no blocks where there is none.

    ``title`` is the headline, which is left out, as is a line that only names the ``author``. ``live`` says that the
    page is a live blog: its entries belong together.
    """
    voted = votes(tree)
    found = _Finder(tree, blocks, title, author, voted).found(live)
    # What is not among the blocks, or is clutter all of it, was no good vote.
    return found if found.blocks or not voted else _Finder(tree, blocks, title, author, ()).found(live)


class _Finder:
    """What the steps share: each block's vote, each box's judgement."""

    def __init__(
        self, tree: HtmlElement, blocks: Sequence[Block], title: str | None, author: str | None, voted: Sequence[str]
    ) -> None:
        self._blocks = blocks
        self._title = key_of(title or "")
        self._author = key_of(author or "")
        self._votes = self._voted(voted)
        self._mass: Counter[HtmlElement] = Counter()
        for block, vote in zip(blocks, self._votes, strict=True):
            if vote and not block.is_heading:
                for box in _boxes(block.element):
                    self._mass[box] += len(block.text)
        self._most = max(self._mass.values(), default=0)
        self._around_headlines = {box for headline in tree.iter("h1") for box in _boxes(headline)}
        self._clutter: dict[HtmlElement, bool] = {}
        self._link_lists: dict[HtmlElement | None, bool] = {}

    def found(self, live: bool) -> Extracted:
        root = self._root(live)
        if root is None:
            return Extracted((), (), (), ())
        inside = [i for i, block in enumerate(self._blocks) if root in _boxes(block.element)]
        core = [i for i in inside if self._is_core(i)]
        if not core:
            return Extracted((), (), (), ())
        deck = self._deck_with_byline(core)
        core = core[1:] if deck is not None else core
        first, last = self._beginning(inside, core[0], deck), self._end(inside, core)
        parents = {self._blocks[i].element.getparent() for i in core}
        kept = [i for i in inside if first <= i <= last and self._belongs(i, parents)]
        kept = list(self._with_text_below(kept))
        chosen = list(_without_pull_quotes([self._blocks[i] for i in kept]))
        deck = deck or (self._deck(kept[0]) if kept else None)
        headings = [block for block in chosen if _is_heading(block)]
        if deck is not None:
            chosen, headings = [deck, *chosen], [deck, *headings]
        above = self._blocks[max(0, first - 60) : kept[0] if kept else first]
        below = self._blocks[last + 1 : last + 60]
        among = (self._blocks[i] for i in inside if first - 1 <= i <= last)
        teasers = sum(block.is_heading and block.link_share > 0.8 for block in among)
        return Extracted(tuple(chosen), tuple(headings), tuple(above), tuple(below), teasers)

    def _voted(self, lines: Sequence[str]) -> list[bool]:
        keys = [key_of(line) for line in lines]
        whole, run = set(keys), "".join(keys)[:_MOST_VOTED]
        if not run:
            # Nothing was found, or nothing was asked: every paragraph of prose has a vote.
            return [block.is_prose and block.link_share < 0.3 for block in self._blocks]
        sought = _MOST_SOUGHT // len(run)
        voted = []
        for block in self._blocks:
            is_voted = block.key in whole
            if not is_voted and len(block.key) >= _SURE and sought > 0:
                sought -= 1
                is_voted = block.key in run
            voted.append(is_voted)
        return voted

    # --- where ------------------------------------------------------------------------------------

    def _root(self, live: bool) -> HtmlElement | None:
        """The deepest box with nearly all of the prose voted for that is no clutter."""
        weights: Counter[HtmlElement] = Counter()
        for i, block in enumerate(self._blocks):
            if self._is_core(i):
                for box in _boxes(block.element):
                    weights[box] += len(block.text)
        total = max(weights.values(), default=0)
        if not total:
            return None
        # Counter keeps the order of first sight: of boxes with the same weight the innermost comes first.
        enough = [box for box, weight in weights.items() if weight >= 0.85 * total]
        root = max(enough, key=lambda box: len(list(box.iterancestors())))
        return self._entries(root) if live else root

    def _entries(self, root: HtmlElement) -> HtmlElement:
        """The box around a live blog's headline and all its entries, of which one may have had every vote."""
        around = list(root.iterancestors())
        return next((box for box in [root, *around] if box in self._around_headlines), root)

    def _is_core(self, index: int) -> bool:
        """Whether a block is certainly text: prose that was voted for, outside of clutter."""
        block = self._blocks[index]
        return (
            self._votes[index]
            and block.is_prose
            and not block.is_heading
            and not self._is_title(block)
            and block.link_share < 0.6
            and not self._in_clutter(block)
        )

    def _end(self, inside: Sequence[int], core: Sequence[int]) -> int:
        """The last block: below the last one voted for its neighbours in the same box may go on."""
        last = core[-1]
        box = self._blocks[last].element.getparent()
        for i in inside:
            block = self._blocks[i]
            if i > last and block.element.getparent() is box and not self._in_clutter(block):
                ends = Line(0, len(block.text), block.text).ends_sentence
                goes_on = ends or self._votes[i] or block.element is self._blocks[last].element
                if not goes_on or block.link_share > 0.5 or block.tag not in ("p", "blockquote"):
                    break
                last = i
        return last

    # --- which ------------------------------------------------------------------------------------

    def _belongs(self, index: int, parents: set[HtmlElement | None]) -> bool:
        block = self._blocks[index]
        if self._in_clutter(block) or self._is_title(block) or self._is_byline(block) or not block.key:
            return False
        if block.link_share > 0.85 and len(block.text) < 200:
            return False
        if block.tag == "li" and self._in_link_list(block.element):
            return False
        if self._votes[index] or block.is_heading:
            return True
        return block.is_prose or block.element.getparent() in parents or block.tag in ("li", "tr", "td", "blockquote")

    def _beginning(self, inside: Sequence[int], first: int, deck: Block | None) -> int:
        """The first block: above the first prose voted for may stand more, a heading, a list of the main points."""
        begins = first
        for i in reversed([i for i in inside if i < first]):
            block = self._blocks[i]
            if block is deck or self._is_title(block) or clutter.is_deck(block.element):
                break
            if self._in_clutter(block) or self._is_byline(block):
                continue
            point = block.tag == "li" and len(block.text.split()) >= 4
            heading = _is_heading(block) and begins == i + 1
            if (point or heading or block.is_prose) and block.link_share < 0.3:
                begins = i
            elif block.tag != "li" and len(block.text.split()) >= 4:
                break
        return begins

    def _with_text_below(self, kept: Sequence[int]) -> Iterator[int]:
        """The blocks kept, without headings under which nothing was kept: those of lists and boxes left out."""
        texts = [i for i in kept if not self._blocks[i].is_heading]
        kept = [i for i in kept if not self._blocks[i].is_heading or self._stands_with_text(i, texts)]
        for place, i in enumerate(kept):
            if not self._blocks[i].is_heading:
                yield i
                continue
            following = kept[place + 1] if place + 1 < len(kept) else None
            if following is None:
                continue
            below = self._blocks[following]
            if not below.is_heading or below.tag > self._blocks[i].tag:
                yield i

    def _stands_with_text(self, heading: int, texts: Sequence[int]) -> bool:
        """Whether one of the ``texts`` kept is in the innermost box that holds text or links beside the heading."""
        for box in _boxes(self._blocks[heading].element):
            first, last = self._ranges[box]
            if bisect_left(texts, first) < bisect_right(texts, last):
                return True
            if any(i != heading and self._blocks[i].link_share > 0.8 for i in range(first, min(last + 1, first + 50))):
                return False
        return True

    @cached_property
    def _ranges(self) -> dict[HtmlElement, tuple[int, int]]:
        """The first and the last block of every box."""
        ranges: dict[HtmlElement, tuple[int, int]] = {}
        for i, block in enumerate(self._blocks):
            for box in _boxes(block.element):
                ranges[box] = (ranges.get(box, (i, i))[0], i)
        return ranges

    def _deck_with_byline(self, core: Sequence[int]) -> Block | None:
        """The first prose where it is named so, or a byline stands between it and the next: the text had not begun."""
        deck = self._blocks[core[0]]
        if len(core) < 2 or len(deck.text) > 500:
            return None
        if any(map(clutter.is_deck, _boxes(deck.element)[:2])):
            return deck
        between = (self._blocks[i] for i in range(core[0] + 1, core[1]))
        return deck if len(core) > 2 and any(self._is_byline(block) for block in between) else None

    def _deck(self, first: int) -> Block | None:
        """The deck between headline and text."""
        above = range(max(0, first - 12), first)
        titles = [i for i in above if self._is_title(self._blocks[i])]
        for i in above if not titles else range(titles[-1] + 1, first):
            block = self._blocks[i]
            if titles and i == titles[-1] + 1 and block.is_heading and len(block.text.split()) >= 5:
                return block
            boxes = [block.element, *list(block.element.iterancestors())[:2]]
            if any(map(clutter.is_deck, boxes)) and len(block.text) <= 500 and block.link_share < 0.5:
                return block
        return None

    def _in_clutter(self, block: Block) -> bool:
        boxes = _boxes(block.element)
        if any(map(self._is_clutter_box, boxes)):
            return True
        prompt = furniture.is_gate(Line(0, len(block.text), block.text))
        return prompt and any(map(clutter.is_gate, boxes))

    def _is_clutter_box(self, box: HtmlElement) -> bool:
        known = self._clutter.get(box)
        if known is None:
            known = box.tag == "footer" or (clutter.is_clutter(box) and not self._holds_article(box))
            self._clutter[box] = known
        return known

    def _holds_article(self, box: HtmlElement) -> bool:
        """Whether a box with a name of clutter is the one around the article: most votes are in it, or the headline."""
        if box.tag in ("html", "body", "main"):
            return True
        if self._mass[box] > 0.5 * self._most > 0 or box in self._around_headlines:
            return True
        return self._mass[box] > 0 and box in self._around_body

    @cached_property
    def _around_body(self) -> set[HtmlElement]:
        """The boxes around paragraphs in what is named an article's body, or that look as most of the text does.

        A teaser may be the beginning of the text, a "subscriber-only" box its end.
        """
        looks: Counter[Look] = Counter()
        for block, vote in zip(self._blocks, self._votes, strict=True):
            look = _look(block)
            if vote and look is not None and not any(map(clutter.is_clutter, _boxes(block.element))):
                looks[look] += len(block.text)
        usual = max(looks, key=lambda look: (looks[look], look), default=None)
        voted = [block for block, vote in zip(self._blocks, self._votes, strict=True) if vote]
        alike = [block for block in voted if usual is not None and _look(block) == usual]
        named = [block for block in voted if any(map(clutter.is_text, _boxes(block.element)[:4]))]
        around = {box for block in alike for box in _boxes(block.element)}
        for block in named:
            boxes = _boxes(block.element)
            text = next(i for i, box in enumerate(boxes) if clutter.is_text(box))
            around.update(boxes[text:])
        return around

    def _is_title(self, block: Block) -> bool:
        """Whether a block is the headline, perhaps behind a kicker."""
        if not self._title:
            return False
        return block.key == self._title or (
            block.is_heading and block.key.endswith(self._title) and len(block.key) <= len(self._title) + 40
        )

    def _is_byline(self, block: Block) -> bool:
        """Whether a block names the author and says hardly more: "Von Jane Doe", "Jane Doe, Ellmouth"."""
        named = self._author and self._author in block.key
        return bool(named) and len(block.key) <= len(self._author) + 30 and not block.text.endswith((".", "”", '"'))

    def _in_link_list(self, item: HtmlElement) -> bool:
        box = item.getparent()
        known = self._link_lists.get(box)
        if known is None:
            known = self._link_lists[box] = box is not None and _is_link_list(box)
        return known


# --- the vote -------------------------------------------------------------------------------------


def votes(tree: HtmlElement) -> list[str]:
    """The lines trafilatura takes for the article.

    With tables and without comments. By its balanced votes all 162 paragraphs of our test pages are found without
    foreign text; favouring precision, or recall, 159 are (with 0.7 % foreign text for recall), and 157 with 6 % where
    it has no vote. Alone it gives 139, with 21 % (``python -m tests.benchmarks.pages``).
    """
    from lxml import etree
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        return []
    # Its warnings would go to standard error, over the screen.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        many = elements > _MANY_ELEMENTS
        document = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True, fast=many)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        # It is a library of heuristics over markup of any kind; where they fail the paragraphs are read without.
        return []
    if not isinstance(document, Document) or document.body is None:
        return []
    return list(_lines(document.body))


def _lines(body: HtmlElement) -> Iterator[str]:
    for element in body.iter(*_LINE_TAGS):
        text = clean(" ".join(element.itertext()))
        if text:
            yield text


# --- small questions ------------------------------------------------------------------------------


def _boxes(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _look(block: Block) -> Look | None:
    """Names of a block and of its box; None where they have none, and so look like any other."""
    box = block.element.getparent()
    own, outer = block.element.get("class") or "", (box.get("class") or "") if box is not None else ""
    return (block.element.tag, own, outer) if own and outer else None


def _without_pull_quotes(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without set-off quotations that the text has as well."""
    quoted = [block for block in blocks if _is_quoted(block)]
    if not 0 < len(quoted) <= _MOST_PULL_QUOTES:
        yield from blocks
        return
    text = "\n".join(block.key for block in blocks if not _is_quoted(block))
    for block in blocks:
        if not (_is_quoted(block) and len(block.key) >= 12 and block.key in text):
            yield block


def _is_quoted(block: Block) -> bool:
    box = block.element.getparent()
    return block.tag == "blockquote" or (box is not None and box.tag == "blockquote")


def _is_heading(block: Block) -> bool:
    """Whether a block is a heading by its tag, or as a short bold line without an end mark."""
    if block.is_heading:
        return True
    bold = block.tag == "p" and block.strong >= 0.95 * len(block.text) and len(block.text) <= 90
    return bold and not block.text.endswith((".", "!", ",", ";", ":", "”", '"'))


def _is_link_list(box: HtmlElement) -> bool:
    """Whether most of a list's text is links."""
    linked = sum(len(clean(link.text_content())) for link in box.iter("a"))
    return linked > 0.6 * max(1, len(clean(box.text_content())))
