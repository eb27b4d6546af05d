"""Exports: read back by what would read them, they say what the comparison says and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from hypothesis import strategies as st
from lxml import html as reading

from aligner.export import calls, markdown, table
from aligner.export import csv as csv_export
from aligner.export import html as html_export
from aligner.export import json as json_export
from aligner.export.selection import Selection
from aligner.export.words import line
from aligner.model import Comparison
from aligner.reading import exported
from tests.aligner.export import awkward
from tests.aligner.export.test_documents import seen
from tests.aligner.export.test_html import TAGS
from tests.aligner.export.test_markdown import shown
from tests.properties import texts
from tests.properties.target import Target

told_of: Final = awkward.comparison
Said = tuple[str, str, str, str, str]
"""What a sentence says, its fact's label, a note, an outlet, a title."""

_WRITTEN: Final = awkward.TEXTS | texts.scraps | texts.sentence()
_SAID: Final = st.tuples(_WRITTEN, _WRITTEN, _WRITTEN, _WRITTEN, _WRITTEN)
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_OBEYED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DOCUMENTS: Final[Mapping[str, Callable[[Comparison], str]]] = {
    "markdown": markdown.render,
    "table": table.render,
    "calls": calls.render,
}


def check_csv(said: Said) -> None:
    """Every text comes out of a cell as it went in, and no cell is a formula; in rows of facts and of values."""
    text, label, note, outlet, title = said
    comparison = told_of(*said)
    (row,) = _rows(csv_export.render(comparison))
    assert row["label"] == line(label)
    assert row["note"] == line(note)
    assert row[line(f"A · {outlet or comparison.story.articles[0].file}")] == line(text)
    assert row["story"] == line(title)
    for value in _rows(csv_export.render_values(comparison)):
        assert value["label"] == line(label)
        assert value["fact_note"] == line(note)
        assert value["in_words"] in (line(text), "plain")


def _rows(document: str) -> list[dict[str, str]]:
    """The rows as a program reads them, what kept a cell from being a formula taken away."""
    assert document.startswith("\ufeff")
    assert document.endswith("\r\n")
    document.encode()
    found = list(csv.DictReader(io.StringIO(document.removeprefix("\ufeff"), newline=""), strict=True))
    cells = [cell for row in found for cell in row.values()]
    assert all(isinstance(cell, str) and not _FORMULA.match(cell) for cell in cells)
    return [{csv_export.plain(name): csv_export.plain(cell) for name, cell in row.items()} for row in found]


def check_html(said: Said) -> None:
    """A browser's parser sees the words, and no element that is not ours."""
    text, label, note, outlet, title = said
    written = html_export.render(told_of(text, label, note, outlet, f"t{title}"))
    assert not _OBEYED.search(written, written.index("<body>"))
    document = reading.document_fromstring(written.encode())
    assert [_words(one) for one in document.xpath("//p[@class='said']/q")] == [line(text), "plain"]
    assert [_words(one) for one in _classed(document, "label")] == [line(label)]
    assert {_words(one) for one in _classed(document, "note")} == ({line(note)} if line(note) else set())
    assert _words(document.find(".//h1")) == line(f"t{title}")
    names = [_words(one) for one in document.xpath("//section[contains(@class, 'sources')]//b")]
    assert names == [line(outlet or "a.txt"), "Plain"]
    assert len(document.xpath("//script")) == len(document.xpath("//style")) == 1
    assert {one.tag for one in document.iter()} <= TAGS


def _words(element: reading.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _classed(document: reading.HtmlElement, name: str) -> list[reading.HtmlElement]:
    return document.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def check_document(case: tuple[str, Said]) -> None:
    """A Markdown library shows the words as they are written, and nothing of them became mark-up."""
    kind, (text, label, note, outlet, title) = case
    text, label, note, outlet, title = f"s{text}", f"l{label}", f"n{note}", f"o{outlet}", f"t{title}"
    found = seen(_DOCUMENTS[kind](told_of(text, label, note, outlet, title)))
    assert found[0] == shown(title)
    for written in (text, label, note, outlet):
        assert any(shown(written) in one for one in found), written
    comparison = told_of("s", "l", "n", "o", title)
    assert shown(f"Selection: 1 of 1 fact · x{note}") in seen(markdown.render(comparison, Selection((0,), f"x{note}")))


def check_json(said: Said) -> None:
    """No name reaches the terminal as a command, and what is read is written again to the same bytes."""
    comparison = told_of(*said)
    written = json_export.render(comparison)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)
    document = json.loads(written)
    assert document["facts"][0]["label"] == said[1]
    assert document["story"]["title"] == said[4]
    assert json.loads(json.dumps(document)) == document
    whole = json.loads(json_export.whole(comparison))
    assert [source["text"] for source in whole["sources"]] == [a.text for a in comparison.story.articles]


def assert_comes_back(comparison: Comparison) -> None:
    """The JSON of a comparison that was really made: read and written again it is the same bytes, from either form."""
    written = json_export.render(comparison)
    read = exported.read(written.encode("utf-8"), "a.json")
    assert json_export.render(read) == written
    assert read.facts == comparison.facts
    assert list(read.sentences) == list(comparison.sentences)
    whole = exported.read(json_export.whole(comparison).encode("utf-8"), "a.json")
    assert [article.text for article in whole.story.articles] == [a.text for a in comparison.story.articles]
    assert json_export.render(whole) == written


_KINDS: Final = st.sampled_from(tuple(_DOCUMENTS))


def _said_of(data: bytes) -> Said:
    """Five texts of a fuzzer's bytes: it parts them by a character that no text has."""
    parts = data.decode("utf-8", "replace").split("\x1f")
    one, two, three, four, five = (*parts[:5], *[""] * 5)[:5]
    return one, two, three, four, five


def _document_of(data: bytes) -> tuple[str, Said]:
    return tuple(_DOCUMENTS)[data[0] % 3] if data else "table", _said_of(data[1:])


_PARTS: Final = (*awkward.SCRAPS, "\x1f")
_SCRAPS: Final = tuple(
    word for word in _PARTS if word.isprintable() or word.encode("utf-8", "replace").decode() == word
)
_FIRST: Final = (b"said <b>\x1f*label*\x1f[note]\x1f=outlet\x1f# title",)
TARGETS: Final = (
    Target("csv", _SAID, check_csv, _said_of, _SCRAPS, _FIRST, 60),
    Target("html", _SAID, check_html, _said_of, _SCRAPS, _FIRST, 50),
    Target("documents", st.tuples(_KINDS, _SAID), check_document, _document_of, _SCRAPS, (b"0" + _FIRST[0],), 60),
    Target("json", _SAID, check_json, _said_of, _SCRAPS, _FIRST, 50),
)
