"""Reading: whatever the bytes, an article that holds together or a line that says why not; and the same every time."""

from __future__ import annotations

import codecs
import datetime as dt
import json
from base64 import b64encode
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from aligner.decisions.fitting import judged
from aligner.decisions.recovering import recovered
from aligner.export import json as json_export
from aligner.export import markdown as markdown_export
from aligner.languages import primary
from aligner.model import Article, Span
from aligner.reading import decoding, exported, files, manifest, story, times, toml_lines
from aligner.reading.documents import Collected, Form
from tests.properties import texts
from tests.properties.splitting import assert_blocks
from tests.properties.target import Target, assert_line, one_line

_CHARSETS: Final = (
    None, "utf-8", "windows-1252", "gb2312", "iso-2022-jp", "utf-16", "big5", "nonsense", "utf-7", "\x00",
)  # fmt: skip
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "gb18030")


# Bytes --------------------------------------------------------------------------------------------------------------


@st.composite
def _bytes(draw: st.DrawFn) -> bytes:
    """A text in some encoding, cut or spoiled now and then; or any bytes at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=200))
    _, text = draw(texts.told)
    data = text.encode(draw(st.sampled_from(_ENCODINGS)), "replace")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + draw(st.integers(0, 3)) :]
    return data


def check_decoding(case: tuple[bytes, str | None]) -> None:
    """A text without NULs that UTF-8 can hold, and with a mark, or in UTF-8, the very text that was written."""
    data, charset = case
    assert decoding.form_of(data) in Form
    page = decoding.decode_page(data, charset)
    assert page == decoding.decode_page(data, charset)
    assert "\0" not in page.text
    page.text.encode("utf-8")
    with one_line():
        decoded = decoding.decode(data, "a.txt", charset)
        assert decoded == decoding.decode(data, "a.txt", charset)
        assert decoded.encoding.isprintable()
        decoded.text.encode("utf-8")
        if decoded.encoding == decoding.UTF_8:
            assert decoded.text.encode("utf-8") == data.removeprefix(codecs.BOM_UTF8)


def _data_and_charset(data: bytes) -> tuple[bytes, str | None]:
    return data[1:], _CHARSETS[data[0] % len(_CHARSETS)] if data else None


# Articles -----------------------------------------------------------------------------------------------------------


def read(name: str, data: bytes, form: Form | None = None, **known: Any) -> Article | None:
    """The article in bytes as a story's only source, checked; None for nothing but white space and what is refused."""
    document = files.document(name, data, form)
    if document is None:
        return None
    collected = Collected("a story", "a story", (replace(document, **known),))
    told = story.read(collected)
    assert told == story.read(collected)
    (article,) = told.articles
    for note in told.notes:
        assert_line(note)
    assert " ".join(told.title.split()) == told.title.strip()
    assert_blocks(article)
    assert_attribution(article)
    return article


def assert_attribution(article: Article) -> None:
    """What is told of an article is one line each, its day is one of the calendar, its evidence lies in the text."""
    shown = article.attribution
    for name in ("outlet", "title", "author", "url"):
        value = getattr(shown, name)
        assert value is None or (value.strip() and len(value.splitlines()) == 1), (name, value)
    if shown.published is not None:
        _assert_day(shown.published)
    if shown.at is not None:
        assert dt.datetime.fromisoformat(shown.at)
    assert shown.language == primary(shown.language)
    for name, place in shown.evidence.items():
        assert getattr(shown, name) is not None
        if isinstance(place, Span):
            assert 0 <= place.start < place.end <= len(article.text)


def _assert_day(day: str) -> None:
    parts = [int(part) for part in day.split("-")]
    assert dt.date(*[*parts, 1, 1][:3])


def check_plain_text(data: bytes) -> None:
    """A text file as the only source of a story."""
    with one_line():
        article = read("a.txt", data, Form.TEXT)
        if article is not None:
            assert not article.extracted
    _, line = texts.text_of(data)
    for at in times.in_line(line, "2031-03-04"):
        assert 0 <= at.start < at.end <= len(line)
        assert dt.datetime.fromisoformat(at.at)
    told = times.moment_of(line)
    assert told is None or dt.datetime.fromisoformat(told)


def check_markdown(data: bytes) -> None:
    """A Markdown file."""
    with one_line():
        article = read("a.md", data, Form.MARKDOWN)
        assert article is None or article.extracted


def check_page(case: tuple[bytes, str | None, str | None]) -> None:
    """A page, as its server told of it."""
    data, charset, url = case
    with one_line():
        article = read("a.html", data, Form.PAGE, charset=charset, url=url)
        if article is not None:
            assert article.extracted
            assert article.text.endswith("\n")
            assert article.text.strip()


def check_archive(data: bytes) -> None:
    """A page in an archive."""
    with one_line():
        read("a.mhtml", data, Form.ARCHIVE)


_TAGS: Final = (
    "<html>", "<head>", "<body>", "<article>", "<div>", "</div>", "<p>", "</p>", "<h1>", "</h1>", "<h2>", "<ul>",
    "<li>", "<br>", "<table>", "<tr>", "<td>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>",
    "<?xml ", "?>",
    *("<pre>", "<blockquote>", "<figure>", "<figcaption>", "<a href='https://[::1'>", "<img alt='x", "<svg>", "<math>"),
    "<template>", "<noscript>", "<time datetime='2031-03-04T10:00'>", "<meta charset=utf-16>",
    "<title>Ferry</title>",
    *("<meta property='og:title' content='Ferry aground'>", "<meta name='author' content='By Ida Brandt, and'>"),
    "<base href='//['>", "<link rel=canonical href='http://a.example:99999/'>", "<html lang='de-'>", "&#0;",
    "&#55296;", "&#x110000;", "&nbsp;", "&lt;", "</article>", "</body>", "<select><option>",
    "<div style='display:none'>", "<div class='paywall'>", "<div class='comment sidebar'>",
    "<section itemprop=articleBody>", "<span itemprop=datePublished content=9999-99-99>",
)  # fmt: skip
_LONG: Final = (
    "<p>The ferry Northern Light ran aground off Westhaven on Tuesday with 212 people aboard, the coast guard said.</p>"
    "<p>Repairing the hull will cost 3.4 million euros, the owner estimates, and divers will look at it tomorrow.</p>"
)
_LINKED_KEYS: Final = (
    "@type", "@graph", "headline", "author", "name", "datePublished", "publisher", "url", "articleBody",
)  # fmt: skip
_LINKED: Final = st.recursive(
    st.none()
    | st.integers()
    | st.sampled_from(("NewsArticle", "2031-01-02", "https://[::1", "By", _LONG, "\x1b[2J", "\ud800")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_LINKED_KEYS), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def _page(draw: st.DrawFn) -> bytes:
    parts = draw(st.lists(st.sampled_from((*_TAGS, _LONG)) | texts.sentence() | texts.scraps, max_size=10))
    if draw(st.integers(0, 2)) == 0:
        parts.insert(0, f"<script type='application/ld+json'>{json.dumps(draw(_LINKED))}</script>")
    if draw(st.booleans()):
        parts = ["<html><head>", *parts[:2], "</head><body><article>", *parts[2:], _LONG, "</article></body></html>"]
    return "".join(parts).encode(draw(st.sampled_from(("utf-8", "utf-8", "cp1252", "utf-16"))), "replace")


_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8", "Content-Type: multipart/related; boundary=x",
    "Content-Type: nonsense", "Content-Transfer-Encoding: quoted-printable", "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: x-uu", "Content-Type: text/html; charset*=x''%FF",
    "Content-Location: http://a.example/", "Content-Location: =?utf-8?q?=ff?=",
    "Snapshot-Content-Location: http://a.example/", "Content-Type: text/html; charset=\x00", "Subject: =?x?b?_?=",
    "MIME-Version",
)  # fmt: skip


@st.composite
def _archive(draw: st.DrawFn) -> bytes:
    head = draw(st.lists(st.sampled_from(_HEADERS), max_size=3))
    page = draw(_page())
    told = draw(st.lists(st.sampled_from(_HEADERS), max_size=3))
    body = b64encode(page) if any("base64" in line for line in told) else page
    part = b"\n".join((*(line.encode() for line in told), b"", body))
    lines = ["Content-Type: multipart/related; boundary=x"] if draw(st.booleans()) else []
    marked = draw(st.sampled_from((b"\n\n--x\n%b\n--x--\n", b"\n\n--x\n%b\n", b"\n\n%b", b"\r\n\r\n--x\r\n%b")))
    return b"\n".join(line.encode() for line in (*lines, *head)) + marked.replace(b"%b", part)


_MARKS: Final = (
    "---\n", "+++\n", "title: Ferry\n", "title: [a\n", "author:\n- Ida\n", "date: 2031-03-04\n", "lang: de\n",
    "url: https://[\n", 'title = "x"\n', "date = 2031-03-04\n", "# Ferry\n", "## Deck\n", "- item\n", "1. one\n",
    "> quote\n", "```\n", "    code\n", "| a | b |\n| --- | --- |\n| c | d |\n", "[a](b)", "![a](b)", "[^1]",
    "<div>\n", "</div>\n", "<!-- ", "**bold**", "~~gone~~",
    *("\\", "`", "***\n", "===\n", "[a]: <b>\n", "&amp;", "<b>x</b>", "\n", "\n\n", "  \n", "\t"),
)  # fmt: skip


@st.composite
def _markdown(draw: st.DrawFn) -> bytes:
    parts = draw(st.lists(st.sampled_from(_MARKS) | texts.sentence() | texts.scraps, max_size=12))
    return "".join(parts).encode("utf-8", "replace")


# The manifest -------------------------------------------------------------------------------------------------------

_STORY: Final = Path("story.toml")
_TOML: Final = (
    'title = "Ferry"\n', "[[source]]\n", "[source]\n", 'file = "a.txt"\n', 'file = "../b.txt"\n',
    'url = "https://a.example/x"\n', 'outlet = "Herald"\n', "published = 2031-03-04\n", 'published = "yesterday"\n',
    "draft = true\n", 'language = "de"\n', "note = 1\n", 'versions = ["a.1.txt", "a.txt"]\n',
    "at = 2031-03-04T10:00:00Z\n", "[[source.version]]\n", 'fetched = "x"\n', "at = 10:00:00\n", '"" = 1\n',
    "a.b.c = 1\n", 'title = """\nx"""\n', "title = 'x\n", "# note\n", "x = [1, [2]]\n", "y = {a = 1}\n", "z = inf\n",
    "=\n", "[", "]", '"', "“", "\x00", "\x1b", "\u202e", "\r\n", "file = 'a\\b'\n", "[a]\n[a]\n", "n = 0x_1\n",
    "outlett = 'x'\n", "[a.b]\n[[a]]\n",
)  # fmt: skip


def check_manifest(text: str) -> None:
    """A manifest that holds together, or a line that names its place in the file."""
    with one_line():
        told = manifest.parse(text, _STORY)
        assert told == manifest.parse(text, _STORY)
        lines = text.count("\n") + 1
        assert all(1 <= line <= lines for line in toml_lines.lines_of(text).values())
        assert told.path == _STORY


# Exports that are opened --------------------------------------------------------------------------------------------

_ANYTHING: Final = st.sampled_from(
    (
        None, True, -1, 0, 1, 7, 10**30, 0.5, 1e308, "", "A", "A00", "B01", "\x1b[2J", "f01", "body",
        [],
        ["A00"],
        [0, 1],
        {},
        ...,
    )
)  # fmt: skip
_WAY: Final = st.lists(st.integers(0, 30), min_size=1, max_size=7)


def _small() -> Any:
    """The document of a small comparison that has everything in it."""
    from tests.properties.exporting import told_of

    return json.loads(json_export.render(told_of("It cost $3 million.", "The bill", "why", "Herald", "Ferry")))


def _changed(changes: list[tuple[list[int], Any]]) -> bytes:
    document = _small()
    for way, value in changes:
        _put(document, way, value)
    return json.dumps(document).encode("ascii")


def _put(document: Any, way: list[int], value: Any) -> None:
    """Change something somewhere in a document: each step of the way goes into one of what is there."""
    holder, key = None, None
    at: Any = document
    for step in way:
        if not isinstance(at, dict | list) or not at:
            break
        holder, key = at, (list(at) if isinstance(at, dict) else range(len(at)))[step % len(at)]
        at = holder[key]
    if holder is None:
        return
    if value is ...:
        del holder[key]
    else:
        holder[key] = deepcopy(value)


def check_opened(data: bytes) -> None:
    """What is opened is written again the same, and every export and every decision can be made of it."""
    comparison = None
    with one_line():
        comparison = exported.read(data, "a.json")
    if comparison is None:
        return
    text = json_export.render(comparison)
    again = exported.read(text.encode("utf-8"), "a.json")
    assert json_export.render(again) == text
    assert markdown_export.render(comparison)
    judged(comparison, recovered(comparison))


# ---

_URL: Final = st.sampled_from((None, None, "https://a.example/ferry", "https://[::1]/x"))
_PAGES: Final = (b"\x00<html><body><article><h1>Ferry aground</h1>" + _LONG.encode() + b"</article></body></html>",)
_MAIL: Final = (
    b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
    b"Content-Transfer-Encoding: quoted-printable\nContent-Location: http://a.example/\n\n<html><body><h1>Ferry</h1>"
    + _LONG.encode()
    + b"</body></html>\n--x--\n"
)
_TEXT_FILE: Final = (
    b"AFerry aground off Westhaven\n\nBy Ida Brandt\n\nMarch 4, 2031, 14:05 GMT\n\nIt ran aground.\n\nHerald (AP)\n",
)
_EXPORT_WORDS: Final = tuple(
    '"sources" "sentences" "facts" "ledger" "A00" null true 1e999 -1 [] {} "text": "start": "end":'.split()
)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _page_of(data: bytes) -> tuple[bytes, str | None, str | None]:
    rest, charset = _data_and_charset(data)
    return rest, charset, None


TARGETS: Final = (
    Target(
        "decoding",
        st.tuples(_bytes(), st.sampled_from(_CHARSETS)),
        check_decoding,
        _data_and_charset,
        texts.WORDS,
        texts.CORPUS,
        100,
    ),
    Target("plain text", _bytes(), check_plain_text, bytes, texts.WORDS, _TEXT_FILE, 80),
    Target(
        "Markdown articles",
        _markdown(),
        check_markdown,
        bytes,
        _MARKS,
        (b"---\ntitle: Ferry\n---\n\n# Ferry\n\nIt *ran* aground.\n",),
        50,
    ),
    Target(
        "pages",
        st.tuples(_page(), st.sampled_from(_CHARSETS), _URL),
        check_page,
        _page_of,
        (*_TAGS, *_LINKED_KEYS),
        _PAGES,
        40,
    ),
    Target("archives", _archive(), check_archive, bytes, (*_HEADERS, *_TAGS), (_MAIL,), 30),
    Target(
        "manifest",
        st.lists(st.sampled_from(_TOML) | texts.scraps, max_size=8).map("".join),
        check_manifest,
        _decoded,
        _TOML,
        ("".join(_TOML[:4]).encode(),),
        80,
    ),
    Target(
        "opened exports",
        st.lists(st.tuples(_WAY, _ANYTHING), min_size=1, max_size=3).map(_changed),
        check_opened,
        bytes,
        _EXPORT_WORDS,
        (),
        60,
    ),
)
