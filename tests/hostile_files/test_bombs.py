"""Pages, archives, Markdown, manifests made to take for ever: read, or refused, with work in keeping with their size.

Every case here took from ten seconds to hours in the size of a real one before it was bounded, or crashed. No time is
measured: what is not bounded any more is seen in the time of the whole run, and where it matters in what is found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import SynopticError
from aligner.limits import Limits
from aligner.model import Story
from aligner.reading import collect, html, load, mhtml, pages
from aligner.reading.documents import Document, Form
from aligner.reading.extraction import _Finder
from tui import config

PARAGRAPHS = (
    "<p>The harbour bridge closed on Friday because of cracks that were found in its pillars, the city said.</p>"
    "<p>It will open again in May at the earliest, officials of the authority told reporters, and ferries run.</p>"
) * 3
PLAIN = "Bridge shut\n\nThe harbour bridge closed on Friday. It will open again in May.\n"


def page(body: str, head: str = "") -> bytes:
    title = "<title>Bridge shut</title>"
    text = f"<article><h1>Bridge shut in the city today</h1>{body}</article>"
    return f"<html><head>{title}{head}</head><body>{text}</body></html>".encode()


def read(data: bytes, form: Form = Form.PAGE) -> str:
    name = {Form.PAGE: "c.html", Form.ARCHIVE: "c.mhtml"}[form]
    return pages.read(Document(name, form, data=data)).text


def in_a_story(folder: Path, name: str, text: str) -> Story:
    (folder / "a.txt").write_text(PLAIN)
    (folder / name).write_text(text)
    return load([folder])


# Pages --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tags",
    ["<div>", "<table><tr><td>", "<blockquote>", "<p><span>", "<article>", "<main><p>", "<b>", "<ul><li>", "<section>"],
)
def test_boxes_in_boxes(tags: str) -> None:
    assert "because of cracks" in read(page(tags * 1_000 + PARAGRAPHS))


SEPARATED = {
    "spaces": " ".join(f'a{n}="x"' for n in range(3_000)),
    "nothing": "".join(f'a{n}="x"' for n in range(3_000)),
    "slashes": "/".join(f"a{n}" for n in range(3_000)),
    "signs that end values": " ".join(f'a{n}=">"' for n in range(3_000)),
    "quotation marks of the other kind": " ".join(f"a{n}='\"'" for n in range(3_000)),
    "a stray quotation mark": '" ' + " ".join(f"a{n}" for n in range(3_000)),
    "form feeds": "\f".join(f'a{n}="x"' for n in range(3_000)),
    "no spaces at all": "\x85".join(f'a{n}="x"' for n in range(3_000)),
}


@pytest.mark.parametrize("attributes", SEPARATED.values(), ids=SEPARATED)
def test_attributes_without_end(attributes: str) -> None:
    """libxml2 looks each up among all before: for these 4 s to 20 s, in which nothing can interrupt it."""
    tree = html.parse(page(f"<div {attributes}>{PARAGRAPHS}</div>").decode())
    assert tree is not None
    assert max(len(element.attrib) for element in tree.iter("div")) <= 201
    assert "because of cracks" in tree.text_content()


def test_a_page_with_many_attributes_loses_nothing_else() -> None:
    many = " ".join(f'data-a{n}="{n}"' for n in range(150))
    markup = page(f'<div id="x" {many} title="a > b" class="y z">{PARAGRAPHS}</div>').decode()
    assert html._with_few_attributes(markup) == markup


def test_a_class_of_megabytes() -> None:
    assert "because of cracks" in read(page(f'<div class="{"a " * 300_000}">{PARAGRAPHS}</div>'))


def test_lines_without_end_in_one_paragraph() -> None:
    """Each went to the end of all before: half a million took minutes."""
    data = page(PARAGRAPHS + "<p>" + f"{'some words here ' * 20}<br>" * 300 + "</p>")
    with pytest.raises(SynopticError, match=r"c\.html: more than 90 kB of text \(96 kB\)"):
        pages.read(Document("c.html", Form.PAGE, data=data), Limits(text_bytes=90_000))


def test_blocks_that_are_looked_for_in_a_long_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a block is looked for in is bounded: by the whole it is found all the same."""
    from aligner.reading import extraction

    text = [f"<p>Line {n} of the report tells what was seen at the harbour bridge on Friday.</p>" for n in range(40)]
    tree = html.parse(page("".join(text)).decode())
    assert tree is not None
    blocks = html.blocks_of(tree)
    voted = [" ".join(block.text for block in blocks[:20]), *(block.text for block in blocks[20:])]
    assert all(_Finder(tree, blocks, None, None, voted)._votes[1:])
    monkeypatch.setattr(extraction, "_MOST_SOUGHT", 10_000)
    found = _Finder(tree, blocks, None, None, voted)._votes
    assert found[1], "the first ones are looked for"
    assert not any(found[10:20])
    assert all(found[20:]), "what was voted for as it is needs no search"


@pytest.mark.parametrize("piece", ["&amp;lt;", "<", "<a ", "<!--", "<i></i>", "data:"])
def test_markup_without_sense(piece: str) -> None:
    assert "because of cracks" in read(page(PARAGRAPHS + piece * 20_000))


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("what nobody may read")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    outside = f'<!ENTITY f SYSTEM "file://{tmp_path}/secret">'
    told = f'<?xml version="1.0"?><!DOCTYPE html [{bomb}{outside}]>'.encode()
    text = read(told + page(PARAGRAPHS + "<p>And so on and so on, &a11; they said, &f; and on and on.</p>"))
    assert len(text) < 2_000
    assert "what nobody may read" not in text


# Archives -----------------------------------------------------------------------------------------------------------


HEAD = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
HTML = f"--b\nContent-Type: text/html\n\n{page(PARAGRAPHS).decode()}\n"
ARCHIVES = {
    "parts": HEAD + HTML + "--b\nContent-Type: image/png\n\nxx\n" * 2_000 + "--b--\n",
    "pages": HEAD + HTML * 200 + "--b--\n",
    "headers": HEAD[:-1] + "X: y\n" * 10_000 + "\n" + HTML + "--b--\n",
}


@pytest.mark.parametrize("archive", ARCHIVES.values(), ids=ARCHIVES)
def test_archives_of_many_parts(archive: str) -> None:
    assert "because of cracks" in read(archive.encode(), Form.ARCHIVE)


@pytest.mark.parametrize(("depth", "is_found"), [(100, True), (1_000, False)])
def test_parts_in_parts(depth: int, is_found: bool) -> None:
    inner = HTML.removeprefix("--b\n")
    for n in range(depth):
        inner = f'Content-Type: multipart/related; boundary="b{n}"\n\n--b{n}\n{inner}\n--b{n}--\n'
    assert (mhtml.page_of(f"MIME-Version: 1.0\n{inner}".encode()) is not None) is is_found


@pytest.mark.parametrize("fold", ["; ", ";\n "], ids=["one line", "folded"])
def test_a_type_of_megabytes(fold: str) -> None:
    """The parser of headers takes the square of the time for the parameters of a type."""
    named = fold.join(f'a{n}="b"' for n in range(5_000))
    archive = f'MIME-Version: 1.0\nContent-Type: multipart/related{fold}{named}{fold}boundary="b"\n\n{HTML}--b--\n'
    assert mhtml.page_of(archive.encode()) is None
    ordinary = archive.replace(named, "type=x")
    saved = mhtml.page_of(ordinary.encode())
    assert saved is not None
    assert b"because of cracks" in saved.data


# Markdown, TOML -----------------------------------------------------------------------------------------------------


MARKDOWN = {
    "quotations in quotations": "> " * 1_000 + "deep",
    "lists in lists": "".join(f"{'  ' * n}- x\n" for n in range(40)),
    "brackets": "[" * 2_000,
    "brackets and links": "[" * 1_000 + "](x)" * 1_000,
    "stars": "*a **b " * 1_000,
    "backticks": " ".join("`" * n for n in range(100)),
    "tags": "<a " * 3_000,
    "front matter": "+++\n" + "a=" + "[" * 5_000 + "\n+++\n",
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_in_markdown(tmp_path: Path, text: str) -> None:
    story = in_a_story(tmp_path, "c.md", f"{text}\n\n# Bridge shut\n\nThe bridge closed on Friday.\n")
    assert "closed on Friday" in story.articles[-1].text


def test_marks_beyond_number_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.reading.markdown._MOST_MARKS", 100)
    text = "*Early* words.\n\n" + "[" * 200 + "\n\n*Late* words.\n"
    told = in_a_story(tmp_path, "c.md", text).articles[-1].text
    assert told.startswith("Early words.")
    assert told.endswith("*Late* words.\n")


def test_a_list_of_a_million_items_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    story = in_a_story(tmp_path, "c.md", "- a\n" * 20_000)
    assert story.notes[0].startswith("skipped c.md: about 20,000 sentences, more than the 10,000 of one article")


MANIFESTS = {
    "lists": "title = " + "[" * 20_000,
    "closed lists": "title = " + "[" * 400 + "]" * 400,
    "tables": "title = " + "{a = " * 10_000,
    "keys": "".join(f"k{n} = 1\n" for n in range(5_000)),
    "headers": "".join(f"[a{n}.b.c]\n" for n in range(2_000)),
    "sources": "[[sources]]\nfile = 'a.txt'\n" * 2_000,
    "digits": "title = " + "1" * 50_000,
    "parted digits": "title = 1" + "_1" * 20_000,
}


@pytest.mark.parametrize("text", MANIFESTS.values(), ids=MANIFESTS)
def test_manifests(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "story.toml").write_text(text)
    with pytest.raises(SynopticError, match=r"story\.toml") as caught:
        collect([tmp_path])
    assert str(caught.value).isprintable()
    with pytest.raises(SynopticError, match=r"story\.toml") as caught:
        config.read(tmp_path / "story.toml")
    assert "\n" not in str(caught.value)
