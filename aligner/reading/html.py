"""The markup of a page as a tree, and its text as blocks: paragraphs, headings, list items, rows of tables.

Nothing here knows what an article is. Everything is bounded: pictures inside the markup are dropped before it is
parsed, depth is cut down where a page nests for no reason, and each pass goes over the tree once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from aligner.reading.lines import Line, key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 250
"""Deeper nesting says nothing, and lxml and trafilatura slow down with it."""

_PROSE = 8
"""Words of a paragraph that is certainly prose."""

_INLINE_DATA = re.compile(r"data:[a-z0-9.+/-]{0,60};base64,[A-Za-z0-9+/=%\s]*+", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}>")
_NESTING = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|base|script|style|noscript|p|h[1-6]|br|hr|time|article|main|footer|nav)\b)"
    r"[a-z][\w:-]*(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags that a page does without, where their nesting is out of bounds."""

_ATTRIBUTE = re.compile(r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++)?+)?+", re.ASCII)
"""An attribute as parsers read it: a quoted value holds anything, and what stands right behind it is the next one."""
_TAG = re.compile(rf"(?P<name><[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE.pattern})*+", re.ASCII)
_LONG_TAG = 2000
_MOST_ATTRIBUTES = 200
"""Of one element; a parser looks each up among all before."""
_NAMES = ("class", "id", "style")
_LONGEST_NAME = 2000
"""Characters of the attributes that say what an element is for."""

_SECTIONS = re.compile(r"</?(?:article|main|footer|nav|noscript|time|link|base)\b[^<>]*>", re.IGNORECASE)
"""Further ones that a page does without, where even these are nested out of bounds."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Soft hyphens, zero-width spaces, marks of direction, C0 and C1: nothing of it is to be seen, all of it hinders search.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\0-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]"
)
# Joiners mean something between the letters of other scripts and between emoji, nothing beside Latin ones.
_LATIN_JOINER = re.compile("(?<=[\0-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\0-\u024f]|\\Z)")

_SILENT = frozenset(
    """
    script style noscript template svg math iframe object embed canvas map head link meta button select option input
    textarea video audio picture img form dialog nav aside figure figcaption menu datalist progress
    amp-ad amp-sticky-ad amp-iframe amp-embed amp-sidebar amp-social-share amp-video amp-youtube amp-analytics
    amp-consent amp-user-notification amp-list amp-next-page amp-carousel amp-lightbox
    """.split()
)
"""Elements whose text is no text of an article, wherever they stand."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset footer header hr html li main ol p pre
    section summary table tbody td tfoot th thead tr ul caption
    """.split()
)
_HIDDEN_STYLE = re.compile(r"(?:\A|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASS = frozenset(
    """
    sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only hidden is-hidden u-hidden hide
    screen-reader-only assistive-text a11y-hidden element-invisible
    """.split()
)
_SHOWN_CLASS = re.compile(r"\w+:(?:block|flex|grid|inline|table|contents|not-sr-only)")
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[a-z*†])\]?")
_BREAK = re.compile(r"\n\s*\n")


@dataclass
class Block:
    """A run of text between the edges of block elements: a paragraph, mostly.

    ``tag`` is the element's name, "p" for what stands bare
    in a box. ``linked`` and ``strong`` count the characters inside links and inside bold face.
    """

    text: str
    tag: str
    element: HtmlElement
    linked: int
    strong: int

    @cached_property
    def key(self) -> str:
        """The words without case, punctuation and white space."""
        return key_of(self.text)

    @cached_property
    def is_prose(self) -> bool:
        """Whether the text is certainly running text, not a label, a caption of a few words, a row of a table."""
        line = Line(0, len(self.text), self.text)
        return len(line.words) >= _PROSE and (line.is_prose or len(self.text) > 120) and self.tag != "tr"

    @property
    def link_share(self) -> float:
        """How much of the text is a link, 0.0 to 1.0."""
        return min(1.0, self.linked / max(1, len(self.text)))

    @property
    def is_heading(self) -> bool:
        """Whether the markup says that this is a heading."""
        return self.tag in _HEADINGS


def clean(text: str) -> str:
    """Text of a page as a reader sees it, on one line.

    NFC; without soft hyphens, zero-width and control characters; ligatures resolved; every run of white space, the
    no-break ones included, a space: what was unbreakable on the page is no concern of a text. Quotation marks stay.
    """
    seen = _LATIN_JOINER.sub("", _UNSEEN.sub("", text)).translate(_LIGATURES)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, None for one without any element. Never raises for broken markup."""
    light = _with_few_attributes(_XML_DECLARATION.sub("", _INLINE_DATA.sub("data:,", markup), count=1))
    tree = _parsed(light)
    if tree is not None and _depth(tree) > _DEEPEST:
        flat = _NESTING.sub(_edge, light)
        tree = _parsed(flat)
        if tree is not None and _depth(tree) > _DEEPEST:
            tree = _parsed(_SECTIONS.sub("<br><br>", flat))
    return _with_short_names(tree) if tree is not None else None


def _with_short_names(tree: HtmlElement) -> HtmlElement:
    """The tree, its classes and other names of boxes cut to what such a name can be: they are searched for words."""
    wanted = " or ".join(f"string-length(@{name}) > {_LONGEST_NAME}" for name in _NAMES)
    for element in tree.xpath(f"//*[{wanted}]"):
        for name in _NAMES:
            if (value := element.get(name)) is not None:
                element.set(name, value[:_LONGEST_NAME])
    return tree


def _with_few_attributes(markup: str) -> str:
    """The markup, tags with attributes beyond number cut down to the first of them.

    libxml2 takes time by the square of their number, in which nothing can interrupt it.
    """
    kept: list[str] = []
    last = 0
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() < _LONG_TAG:
            continue
        few = list(islice(_ATTRIBUTE.finditer(markup, tag.end("name"), tag.end()), _MOST_ATTRIBUTES + 1))
        if len(few) > _MOST_ATTRIBUTES:
            kept.append(markup[last : few[-1].start()])
            last = tag.end()
    return "".join([*kept, markup[last:]]) if kept else markup


def _edge(tag: re.Match[str]) -> str:
    """What is left of a tag that only nested: the edge of a box stays one."""
    return (
        "<br><br>"
        if tag.group().lstrip("</")[:3].lower() not in ("spa", "b>", "i>", "em>", "str", "a>", "fon", "u>")
        else " "
    )


def _parsed(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    # huge_tree: else one attribute or text of more than 10 MB ends the tree there.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _depth(tree: HtmlElement) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


# --- blocks ---------------------------------------------------------------------------------------


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The text of a page in blocks, in order. What is hidden, or no text of its own (buttons, pictures), is left out.

    Line breaks end a block as well, unless it goes on behind a single one in small letters. A row of a table of
    figures is one block, its cells joined by " | ".
    """
    return list(_Walk().blocks(tree))


@dataclass
class _Walk:
    """One pass over a tree: what was read since the last edge of a block."""

    parts: list[str] = field(default_factory=list)
    owners: list[HtmlElement] = field(default_factory=list)
    links: int = 0
    strong: int = 0
    linked: int = 0
    bold: int = 0

    def blocks(self, tree: HtmlElement) -> Iterator[Block]:
        from lxml import etree

        walker = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if is_silent(element):
                    skipped = element
                    walker.skip_subtree()
                    continue
                if tag == "tr" and (row := _row(element)) is not None:
                    yield from self._flush()
                    yield row
                    skipped = element
                    walker.skip_subtree()
                    continue
                if tag in _BLOCKS:
                    yield from self._flush()
                    self.owners.append(element)
                self._enter(element)
            else:
                if element is skipped:
                    skipped = None
                    if tag in _BLOCKS:
                        yield from self._flush()
                elif tag in _BLOCKS:
                    yield from self._flush()
                    self.owners.pop()
                self._leave(element)
                self._take(element.tail)

    def _enter(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self.parts.append("\n")
        self.links += element.tag == "a"
        self.strong += element.tag in ("b", "strong")
        self._take(element.text)

    def _leave(self, element: HtmlElement) -> None:
        # A skipped element was never entered, and is neither of these.
        self.links -= element.tag == "a"
        self.strong -= element.tag in ("b", "strong")

    def _take(self, text: str | None) -> None:
        if text:
            self.parts.append(text.replace("\n", " ").replace("\r", " "))
            size = len(text) if len(text) < 40 else len(" ".join(text.split()))
            self.linked += size if self.links > 0 and not text.isspace() else 0
            self.bold += size if self.strong > 0 and not text.isspace() else 0

    def _flush(self) -> Iterator[Block]:
        if self.parts:
            raw, linked, bold = "".join(self.parts), self.linked, self.bold
            self.parts, self.linked, self.bold = [], 0, 0
            owner = self.owners[-1] if self.owners else None
            pieces = _pieces(raw, owner.tag in _HEADINGS) if owner is not None else []
            total = sum(map(len, pieces))
            for text in pieces:
                share = len(text) / total
                yield Block(text, _tag(owner), owner, round(linked * share), round(bold * share))


def _pieces(raw: str, heading: bool) -> list[str]:
    """The lines between line breaks, joined where one goes on with the other: in small letters, or in a heading."""
    pieces: list[list[str]] = []
    for part in _BREAK.split(raw):
        fresh = True
        for line in filter(None, map(clean, part.split("\n"))):
            if not fresh and (heading or line[0].islower()):
                pieces[-1].append(line)
            else:
                pieces.append([line])
            fresh = False
    return list(map(" ".join, pieces))


def _tag(owner: HtmlElement) -> str:
    return owner.tag if owner.tag in _HEADINGS or owner.tag in ("li", "blockquote", "pre", "td", "dt", "dd") else "p"


def is_silent(element: HtmlElement) -> bool:
    """Whether an element and all inside it is nothing a reader of the article reads: buttons, menus, hidden boxes."""
    if (
        element.tag == "sup"
        and _NOTE_MARK.fullmatch(element.text_content().strip())
        and element.find(".//a") is not None
    ):
        return True
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return element.tag != "form" or not _wraps_page(element)
    if element.tag in ("html", "body"):
        return False
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in (
        "navigation",
        "search",
        "contentinfo",
        "dialog",
        "alertdialog",
        "menu",
        "complementary",
    ):
        return True
    if _HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    classes = attributes.get("class", "").split()
    # "hidden md:block" hides a box on small screens only.
    return not _HIDDEN_CLASS.isdisjoint(classes) and not any(_SHOWN_CLASS.match(name) for name in classes)


def _wraps_page(form: HtmlElement) -> bool:
    """Whether a form is the whole page, as ASP.NET makes it."""
    return form.find(".//h1") is not None or len(form.findall(".//p")) > 5


def _row(row: HtmlElement) -> Block | None:
    """A row of a table of figures: two or more cells of a few words each."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(isinstance(e.tag, str) and e.tag in _BLOCKS for cell in cells for e in cell):
        return None
    texts = [clean(cell.text_content()) for cell in cells[:50]]
    if sum(map(len, texts)) > 50 * len(texts) or any(len(text) > 120 for text in texts):
        return None
    linked = sum(len(link.text_content()) for cell in cells for link in cell.iter("a"))
    text = " | ".join(text for text in texts if text)
    return Block(text, "tr", row, linked, 0) if text else None
