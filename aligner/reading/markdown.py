"""Markdown as people keep articles in it: front matter as metadata, the rest as paragraphs, headings, list items."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner import languages
from aligner.model import Attribution
from aligner.reading import html, metadata

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\ufeff?(?P<fence>-{3}|\+{3})[ \t]*\r?\n(?P<fields>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"(?P<name>[\w.-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?\Z")
_ITEM = re.compile(r"\s*-[ \t]+(?P<value>.*)\Z")
_FIELDS: Mapping[str, Sequence[str]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator", "by"),
    "published": ("date", "published", "pubdate", "publishdate", "date_published", "created"),
    "outlet": ("outlet", "source", "publication", "publisher", "site", "sitename", "newspaper"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "original"),
    "language": ("lang", "language"),
}
_MARKED = re.compile(r"[*_`~\[\]<&\\!]")
_MOST = 200_000
"""Characters of a paragraph that are parsed for links and emphasis; a longer one stays as it is."""
_DEEPEST = 100
"""Lists and quotations inside of each other; what is deeper is left out, and what follows with it."""
_MOST_MARKS = 50_000
"""The same for the marks of a whole text, each of which may be looked for a partner through its paragraph."""


@dataclass(frozen=True)
class Written:
    """A Markdown article: its lines in order without the title, which of them are headings, what its head tells."""

    lines: tuple[str, ...]
    headings: tuple[str, ...]
    attribution: Attribution


def read(text: str) -> Written:
    """The article in a Markdown text. Never raises: what is no Markdown is text."""
    front = _FRONT.match(text)
    fields = _fields(front) if front is not None else {}
    lines = list(_lines(text[front.end() :] if front is not None else text))
    title = _first(fields, "title")
    heading = next((i for i, (line, level) in enumerate(lines) if level == 1), None)
    if title is None and heading is None:
        heading = 0 if lines and lines[0][1] else None
    if heading is not None and (title is None or html.clean(lines[heading][0]) == title or heading == 0):
        title = title or lines[heading][0]
        del lines[heading]
    return Written(
        lines=tuple(line for line, _ in lines),
        headings=tuple(line for line, level in lines if level),
        attribution=_attribution(fields, title),
    )


def _attribution(fields: Mapping[str, Sequence[str]], title: str | None) -> Attribution:
    outlet, address, day = (_first(fields, name) for name in ("outlet", "url", "published"))
    if outlet is not None and outlet.startswith(("http://", "https://")):
        outlet, address = None, address or outlet
    people = [name for value in fields.get("author", ()) for name in metadata.people(value, outlet)]
    return Attribution(
        outlet=outlet,
        title=title,
        author=metadata.joined(people) if people else None,
        published=metadata.day_of(day) if day is not None else None,
        url=address if address is not None and address.startswith(("http://", "https://")) else None,
        language=languages.primary(_first(fields, "language") or ""),
    )


# --- front matter ---------------------------------------------------------------------------------


def _fields(front: re.Match[str]) -> dict[str, list[str]]:
    """The values of front matter by our own names; what is not understood is left out."""
    toml = front.group("fence") == "+++"
    told = _toml(front.group("fields")) if toml else _yaml(front.group("fields"))
    return {ours: values for ours, names in _FIELDS.items() if (values := [v for n in names for v in told.get(n, ())])}


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str | None:
    return next((html.clean(value) for value in fields.get(name, ()) if html.clean(value)), None)


def _toml(text: str) -> dict[str, list[str]]:
    try:
        told = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):  # not TOML, a number of thousands of digits, lists in lists
        return {}
    return {
        name.casefold(): [str(item) for item in (value if isinstance(value, list) else [value])]
        for name, value in told.items()
        if not isinstance(value, dict)
    }


def _yaml(text: str) -> dict[str, list[str]]:
    """``key: value``, ``key: [a, b]`` and a list below its key: what front matter has of YAML."""
    told: dict[str, list[str]] = {}
    last: list[str] = []
    for line in text.splitlines():
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field is not None:
            last = told.setdefault(field.group("name").casefold(), [])
            last.extend(_values(field.group("value") or ""))
        elif item is not None:
            last.append(_unquoted(item.group("value")))
    return told


def _values(value: str) -> list[str]:
    bare = value.strip()
    if bare.startswith("[") and bare.endswith("]"):
        return [_unquoted(part) for part in bare[1:-1].split(",") if part.strip()]
    return [_unquoted(bare)] if bare else []


def _unquoted(value: str) -> str:
    bare = value.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        return bare[1:-1].replace("''", "'") if bare[0] == "'" else bare[1:-1].replace('\\"', '"')
    return re.sub(r"\s+#.*\Z", "", bare)


# --- text -----------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Each paragraph, heading, list item and row as a line, with its level where it is a heading, else 0."""
    from markdown_it import MarkdownIt

    # Inline marks are read paragraph by paragraph here, so that a monstrous one costs no more than it is worth.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    inline = parser.inline
    blocks = parser.disable("inline").parse(text)
    level = marks = 0
    cells: list[str] | None = None
    for token in blocks:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells:
            yield " | ".join(cells), 0
            cells = None
        elif token.type == "inline":
            children: list[Token] = []
            marks += len(_MARKED.findall(token.content))
            if len(token.content) <= _MOST and marks <= _MOST_MARKS and _MARKED.search(token.content):
                inline.parse(token.content, parser, {}, children)
            line = html.clean(_shown(children) if children else token.content)
            if cells is not None:
                cells.append(line)
            elif line:
                yield line, level
            level = 0
        else:
            yield from ((line, 0) for line in _as_it_is(token))


def _as_it_is(token: Token) -> Iterator[str]:
    """The lines of code, and the text in a block of HTML."""
    if token.type in ("fence", "code_block"):
        return (line for part in token.content.splitlines() if (line := html.clean(part)))
    return _text_of(token.content) if token.type == "html_block" else iter(())


def _shown(tokens: Sequence[Token]) -> str:
    """What a reader sees of a paragraph: links and emphasis as their text, no pictures, no tags."""
    words = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return "".join(words)


def _text_of(markup: str) -> Iterator[str]:
    tree = html.parse(markup)
    return (block.text for block in html.blocks_of(tree)) if tree is not None else iter(())
