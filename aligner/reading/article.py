"""One article: its paragraphs with their kinds, and its attribution. Pure: text in, Article out."""

from __future__ import annotations

from collections.abc import Collection

from aligner.model import Article, Block
from aligner.reading.attribution import attribution_of
from aligner.reading.kinds import kinds_of, kinds_told
from aligner.reading.lines import lines_of


def read_article(
    source: str, file: str, text: str, title: str | None = None, headings: Collection[str] = ()
) -> Article:
    """The article of a text.

    ``source`` is the column's letter, ``file`` the name of the file inside the story's folder. A block is a non-empty
    line without the white space around it, or several that were wrapped from one; together the blocks hold every
    other character of the text. Linear in the length of the text.

    ``title`` and ``headings`` are the lines that a page's markup called so. With a title, the text is taken for one
    that was extracted already: no line is judged by where it stands.
    """
    lines = tuple(lines_of(text))
    kinds, at = kinds_of(lines) if title is None else kinds_told(lines, title, headings)
    blocks = tuple(Block(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True))
    return Article(id=source, file=file, text=text, attribution=attribution_of(lines, kinds, at), blocks=blocks)
