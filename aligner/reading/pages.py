"""Saved and fetched pages, and Markdown: the article's text out of its layout, and what the page tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from aligner.errors import SynopticError
from aligner.limits import BUILT_IN, Limits, raised, size
from aligner.model import Attribution
from aligner.reading import decoding, extraction, furniture, html, markdown, metadata, mhtml
from aligner.reading.attribution import attribution_of
from aligner.reading.documents import Document, Form
from aligner.reading.files import shown
from aligner.reading.kinds import kinds_of
from aligner.reading.lines import Line, key_of, lines_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEW_WORDS = 12
"""Words of text that an article has at least: a page that calls itself one may hold a single sentence."""
_WORDS = 60
"""The same for a page that does not."""
_MARKED_WORDS = 40
"""The same for one that does not either, but whose markup has one article with a headline."""
_TEASER_WORDS = 150
"""So few words, and a prompt to subscribe: the rest is missing."""
_WHOLE = 0.85
"""The share of the words that the page says its article has, from which on the text counts as whole."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its title in the first line, then a line for each paragraph, an empty one between two.

    ``attribution`` is what the page's metadata tell. ``headings`` are the lines that its markup calls headings (the
    deck, sub-headings; without the title). ``partial`` says, in a few words, why the text may not be whole ("behind a
    paywall"); None where nothing shows that.
    """

    text: str
    attribution: Attribution
    encoding: str
    partial: str | None = None
    headings: tuple[str, ...] = ()


def read(document: Document, limits: Limits = BUILT_IN) -> Page:
    """The article of a page, an archived page (MHTML) or a Markdown file.

    Raises SynopticError, naming the file and the remedy, where there is none in it.
    """
    if document.form is Form.MARKDOWN:
        page = _markdown(document)
    elif document.form is Form.ARCHIVE:
        saved = mhtml.page_of(document.data)
        address = document.url or (saved.address if saved is not None else None)
        page = _page(document.file, saved.data, saved.charset, address, limits) if saved is not None else None
    else:
        data = document.data or document.text.encode("utf-8")
        page = _page(document.file, data, document.charset, document.url, limits)
    if page is None:
        raise SynopticError(
            f"{shown(document.file)}: no article text found in the page: "
            f"copy the article's text into {_text_file(document.file)}"
        )
    return page


def kept(document: Document, limits: Limits = BUILT_IN) -> Page | None:
    """The article in the page that a text was taken from, as it is read today; None where there is none any more."""
    if document.kept is None:
        return None
    try:
        return read(document.kept, limits)
    except SynopticError:
        return None


def _text_file(file: str) -> str:
    return "a .txt file" if "://" in file else shown(PurePath(file).with_suffix(".txt").as_posix())


def _markdown(document: Document) -> Page | None:
    written = markdown.read(document.text)
    if not any(any(map(str.isalnum, line)) for line in written.lines):
        return None
    text = _text(written.attribution.title, written.lines)
    return Page(text, written.attribution, document.encoding or decoding.UTF_8, None, written.headings)


def _page(name: str, data: bytes, charset: str | None, address: str | None, limits: Limits) -> Page | None:
    decoded = decoding.decode_page(data, charset)
    tree = html.parse(decoded.text)
    if tree is None:
        return None
    blocks = html.blocks_of(tree)
    told = metadata.read(tree, blocks, address)
    found = extraction.extract(tree, blocks, told.title, told.author, live=told.is_live)
    lines = [block.text for block in found.blocks]
    headings = tuple(dict.fromkeys(block.text for block in found.headings))
    if told.text is not None and _words(lines) < 0.5 * len(told.text.split()):
        # The page is drawn by scripts, but carries its text for search engines.
        lines, headings = _body_lines(told.text), ()
    if (held := sum(map(len, lines))) > limits.text_bytes:
        raise SynopticError(
            f"{shown(name)}: more than {size(limits.text_bytes)} of text ({size(held)}), too much for an article: "
            f"copy the article's text into {_text_file(name)}, {raised('text_bytes')}"
        )
    if not _is_article(told, found, lines, _marked(tree)):
        return None
    around = _around(found, told.title)
    attribution = _completed(told.attribution, around, address)
    text = _text(attribution.title, lines)
    return Page(text, attribution, decoded.encoding, _partial(told, lines, found), headings)


def _text(title: str | None, lines: Sequence[str]) -> str:
    """The text with its title in front, once."""
    first = [title] if title is not None else []
    rest = lines[1:] if title is not None and lines and key_of(lines[0]) == key_of(title) else lines
    return "\n\n".join([*first, *rest]) + "\n"


def _body_lines(body: str) -> list[str]:
    tree = html.parse(body) if "</" in body or "&" in body else None
    if tree is not None and "</p>" in body:
        return [block.text for block in html.blocks_of(tree)]
    return [line for part in body.splitlines() if (line := html.clean(part))]


# --- is it one, and all of it? --------------------------------------------------------------------


def _is_article(told: metadata.Metadata, found: extraction.Extracted, lines: Sequence[str], marked: bool) -> bool:
    """Whether what was found is an article's text, not a list of others, a notice, an error.

    ``marked`` says that the page's markup knows of one article and its headline.
    """
    news = [line for line in lines if not furniture.is_furniture(Line(0, len(line), line))]
    words = _words(news)
    if told.is_index:
        return False
    if told.is_article:
        return words >= _FEW_WORDS
    prose = sum(len(line.split()) >= 8 for line in news)
    return words >= (_MARKED_WORDS if marked else _WORDS) and prose >= 2 and found.teasers < max(3, prose / 2)


def _marked(tree: HtmlElement) -> bool:
    return sum(article.find(".//h1") is not None for article in islice(tree.iter("article"), 50)) == 1


def _partial(told: metadata.Metadata, lines: Sequence[str], found: extraction.Extracted) -> str | None:
    words = _words(lines)
    whole = told.words or (len(told.text.split()) if told.text is not None else None)
    if whole is not None and words >= _WHOLE * whole:
        return None
    if told.locked:
        return "behind a paywall"
    ending = [*lines[-3:], *(block.text for block in found.below[:8])]
    if words <= _TEASER_WORDS and any(_is_prompt(line) for line in ending):
        return "ends in a prompt to subscribe"
    return None


def _is_prompt(line: str) -> bool:
    return furniture.is_gate(Line(0, len(line), line))


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


# --- what the text around it tells ----------------------------------------------------------------


def _around(found: extraction.Extracted, title: str | None) -> Attribution:
    """The attribution that the page's visible text gives: byline, date line, copyright line."""
    above = [block.text for block in found.above]
    named = [i for i, text in enumerate(above) if title is not None and key_of(text) == key_of(title)]
    above = above[named[-1] + 1 :] if named else above[-12:]
    body = [block.text for block in found.blocks[:40]]
    text = "\n".join([title or "", *above, *body, *(block.text for block in found.below)])
    lines = tuple(lines_of(text))
    kinds, at = kinds_of(lines)
    return attribution_of(lines, kinds, at)


def _completed(told: Attribution, around: Attribution, address: str | None) -> Attribution:
    """What the metadata tell, and of the rest what the visible text tells."""
    names = list(metadata.people(around.author, told.outlet)) if around.author is not None else []
    around = replace(around, author=metadata.joined(names) if names else None, url=address)
    given = {
        name: getattr(around, name)
        for name in ("author", "published", "outlet", "url", "at")
        if getattr(told, name) is None and getattr(around, name) is not None
    }
    return replace(told, **given)
