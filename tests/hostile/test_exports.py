"""Every export of a story whose every text is hostile: read by what reads such documents, and nothing in it acts."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import html as reading
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from aligner import export
from aligner.decisions import keeping
from aligner.errors import SynopticError
from aligner.export import csv as csv_export
from aligner.export import json as json_export
from aligner.export.words import line
from aligner.library import compare
from aligner.model import Comparison
from aligner.reading import collect, read
from aligner.taming import HIDDEN, TURNING, tame
from tests.aligner.export import awkward
from tests.aligner.export.test_html import TAGS
from tests.aligner.export.test_html_in_browser import BROWSER, browse
from tests.hostile import texts

UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]")
FORMULA = re.compile('[\\s\u200b"]*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]')
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The story as it is read, compared and judged, with addresses that no article could bring along."""
    folder = texts.lay(tmp_path_factory.mktemp("hostile") / "=storm\u202e<b>")
    collected = collect([folder])
    made = compare(read(collected), decisions=keeping.read(collected))
    addresses = (
        "javascript:window.pwned=9",
        "data:text/html,<script>window.pwned=10</script>",
        'https://a/"onclick="x',
    )
    articles = tuple(
        replace(article, attribution=replace(article.attribution, url=url))
        for article, url in zip(made.story.articles, addresses, strict=True)
    )
    return replace(made, story=replace(made.story, articles=articles))


@pytest.fixture(scope="module")
def documents(comparison: Comparison) -> dict[str, str]:
    """The story in every format."""
    return {name: export.render(comparison, name) for name in export.FORMATS}


@pytest.mark.parametrize("name", export.FORMATS)
def test_nothing_in_a_document_obeys_a_terminal_or_turns_its_lines(documents: dict[str, str], name: str) -> None:
    document = documents[name]
    if name.startswith("csv"):
        document = document.removeprefix(csv_export.BYTE_ORDER_MARK).replace("\r\n", "\n")
    # The style and the script of a page are ours, and hold what they want.
    document = document[document.index("<body>") :] if name == "html" else document
    assert UNSEEN.findall(document) == []
    document.encode("utf-8")


@pytest.mark.parametrize("name", ["markdown", "table", "calls"])
def test_markdown_has_no_mark_that_is_not_ours(comparison: Comparison, documents: dict[str, str], name: str) -> None:
    document = documents[name]
    tokens = PARSER.parse(document)
    inside = [token for one in tokens for token in one.children or ()]
    kinds = {token.type for token in (*tokens, *inside)}
    assert not kinds & {"link_open", "image", "html_block", "code_inline", "fence", "code_block", "hr", "s_open"}
    assert {token.content for token in inside if token.type == "html_inline"} <= {"<span>", "</span>"}
    notes = {token.meta["label"] for token in inside if token.type == "footnote_ref"}
    assert notes <= set(comparison.sentences)
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    ours = re.compile(r"\d+\. .* — |Facts|Ledger|Furniture|To ask|Conflicts not settled|The storm ")
    assert headings
    assert all(ours.match(heading) for heading in headings)
    # What GitHub would make of it besides: addresses, formulas, people, issues.
    assert not re.search(r"(?<!\\)://|www\.", document, re.IGNORECASE)
    assert not re.search(r"(?<!>)@(?=\w)|(?<=\s)#(?=\d)", document.replace("/@", ""))


def test_a_page_has_no_element_and_no_address_that_is_not_ours(documents: dict[str, str]) -> None:
    page = reading.document_fromstring(documents["html"].encode())
    assert {one.tag for one in page.iter()} <= TAGS
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    assert page.xpath("//@src|//@style|//@srcdoc|//@action|//@*[starts-with(name(), 'on')]") == []
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    shown = page.text_content()
    for payload in texts.HTML:
        assert " ".join(payload.text.split()) in " ".join(shown.split()), payload.name


HARNESS = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><iframe src="/page.html"></iframe>
<pre id="seen"></pre><script>
addEventListener("load", () => {
  const frame = document.querySelector("iframe").contentWindow;
  for (const one of frame.document.querySelectorAll("*")) {
    for (const kind of ["mouseover", "focus", "click", "error", "load"]) one.dispatchEvent(new frame.Event(kind));
  }
  setTimeout(() => {
    const facts = frame.document.querySelectorAll(".fact").length;
    document.getElementById("seen").textContent = `${frame.pwned ?? window.pwned ?? "innocent"}, ${facts} facts`;
  }, 50);
});
</script>"""


@pytest.mark.skipif(not BROWSER, reason="there is no Chromium")
def test_nothing_of_it_runs_in_a_browser(comparison: Comparison, documents: dict[str, str], tmp_path: Path) -> None:
    pages = {"/": HARNESS, "/page.html": documents["html"]}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            dom = browse(f"http://127.0.0.1:{server.server_port}/", tmp_path)
        finally:
            server.shutdown()
    assert f'<pre id="seen">innocent, {len(comparison.facts)} facts</pre>' in dom
    assert sorted(asked) == ["/", "/page.html"]


class TestSpreadsheets:
    @pytest.mark.parametrize("name", ["csv", "csv-values"])
    @pytest.mark.parametrize("manner", [{}, {"delimiter": ";"}, {"delimiter": ";", "quoting": csv.QUOTE_NONE}], ids=str)
    def test_no_cell_is_a_formula_whatever_parts_the_cells(
        self, documents: dict[str, str], name: str, manner: dict[str, Any]
    ) -> None:
        text = documents[name].removeprefix(csv_export.BYTE_ORDER_MARK)
        rows = list(csv.reader(io.StringIO(text, newline=""), **manner))
        assert len(rows) > len(texts.ALL) / 2
        formulas = [cell for row in rows for cell in row if FORMULA.match(cell)]
        assert formulas == []

    def test_what_was_written_comes_back(self, comparison: Comparison, documents: dict[str, str]) -> None:
        rows = csv.DictReader(io.StringIO(documents["csv"].removeprefix(csv_export.BYTE_ORDER_MARK), newline=""))
        for row, fact in zip(rows, comparison.facts, strict=True):
            assert csv_export.plain(row["label"]) == line(fact.label)
            assert csv_export.plain(row["note"]) == line(fact.judgement.note)

    @given(awkward.TEXTS)
    def test_any_text_comes_back(self, text: str) -> None:
        for odd in (text, f"so;{text}", f"so\n{text}"):
            assert csv_export.plain(csv_export.safe(odd)) == odd
            assert not any(FORMULA.match(part) for part in re.split("[;\n]", csv_export.safe(tame(odd))))


class TestJson:
    def test_it_holds_every_text_as_it_is(self, comparison: Comparison, documents: dict[str, str]) -> None:
        assert json.loads(documents["json"]) == json.loads(json.dumps(json_export.document(comparison)))

    def test_opened_again_it_is_the_same(self, documents: dict[str, str], tmp_path: Path) -> None:
        path = tmp_path / "storm.json"
        path.write_text(documents["json"], encoding="utf-8")
        opened = collect([path]).comparison
        assert opened is not None
        assert export.render(opened, "json") == documents["json"]
        assert export.render(opened, "markdown") == documents["markdown"]

    def test_one_that_a_stranger_edited_is_refused_or_shown(self, tmp_path: Path) -> None:
        """Every text of an export by another one, in turn: each is one that a reader sees, or the file is refused."""
        path = tmp_path / "edited.json"
        whole = json_export.document(awkward.comparison("said", "label", "note", "outlet", "title"))
        document = json.loads(json.dumps(whole))
        refused: list[str] = []
        for put in _places(document):
            put(f"x{texts.CONTROLS}\u202e<script>=1 [a](b)")
            path.write_text(json.dumps(document), encoding="utf-8")
            put(None)
            try:
                opened = collect([path]).comparison
            except SynopticError as error:
                refused.append(str(error))
                continue
            assert opened is not None
            for name in ("markdown", "html", "csv"):
                shown = export.render(opened, name).removeprefix(csv_export.BYTE_ORDER_MARK).replace("\r\n", "\n")
                shown = shown[shown.index("<body>") :] if name == "html" else shown
                assert UNSEEN.findall(shown) == []
                assert name == "csv" or shown.count("<script>") == (name == "html")
        assert len(refused) > 10
        assert all("edited.json" in one and "\n" not in one and len(one) < 500 for one in refused)


def _places(value: Any) -> list[Any]:
    """For every text in a document a function that puts another one in its place, and with None the text back."""
    found: list[Any] = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if isinstance(item, str):
            found.append(partial(_put, value, key, item))
        else:
            found += _places(item)
    return found


def _put(holder: Any, key: Any, before: str, now: str | None) -> None:
    holder[key] = before if now is None else now
