"""One article: its paragraphs with their kinds, and its attribution. Pure: text in, Article out."""

from __future__ import annotations

from aligner.model import Article, Block
from aligner.reading.attribution import attribution_of
from aligner.reading.kinds import kinds_of
from aligner.reading.lines import lines_of


def read_article(source: str, file: str, text: str) -> Article:
    """The article of a text.

    ``source`` is the column's letter, ``file`` the name of the file inside the story's folder. A block is a non-empty
    line without the white space around it, or several that were wrapped from one; together the blocks hold every
    other character of the text. Linear in the length of the text.
    """
    lines = tuple(lines_of(text))
    kinds, title = kinds_of(lines)
    blocks = tuple(Block(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True))
    return Article(id=source, file=file, text=text, attribution=attribution_of(lines, kinds, title), blocks=blocks)
