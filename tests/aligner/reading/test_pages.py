"""Pages that are hard to read, and pages without an article; Markdown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import SynopticError
from aligner.limits import Limits
from aligner.model import Attribution, Kind, Origin
from aligner.reading import pages
from aligner.reading.article import read_article
from aligner.reading.documents import Document, Form
from aligner.reading.html import clean
from aligner.reading.pages import Page
from tests.aligner.reading.page_set import article_of

TITLE = "Harbour bridge shut after cracks found"
FIRST = "The harbour bridge was shut on Tuesday after engineers found cracks in two of its piers, the city said."
SECOND = "The repairs will take six weeks and cost $4.2 million, according to the mayor, Anna Holm."
THIRD = "It carries 30,000 vehicles every day and was opened in 1931, when the town was half as large as now."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def html(body: str = BODY, head: str = "", title: str = TITLE) -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    )


def read(markup: str | bytes, file: str = "page.html", **told: Any) -> Page:
    data = markup.encode() if isinstance(markup, str) else markup
    return pages.read(Document(file, Form.PAGE, data=data, **told))


def lines(page: Page) -> list[str]:
    return page.text.removesuffix("\n").split("\n\n")


def refused(markup: str | bytes, form: Form = Form.PAGE, file: str = "page.html") -> str:
    data = markup.encode() if isinstance(markup, str) else markup
    text = data.decode("utf-8", "replace") if form is Form.MARKDOWN else ""
    with pytest.raises(SynopticError) as caught:
        pages.read(Document(file, form, text=text, data=data))
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_page() -> None:
    page = read(html())
    assert lines(page) == [TITLE, FIRST, SECOND, THIRD]
    assert page.attribution == Attribution(title=TITLE, language="und")
    assert (page.encoding, page.partial, page.headings) == ("utf-8", None, ())


# --- no article -----------------------------------------------------------------------------------

TEASER = (
    "<article><h3><a href='/{0}'>Headline of story {0}</a></h3><p>What happened in story {0}, and where.</p></article>"
)
ERROR = (
    "<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist. It may have been moved.</p>"
    "<p>Go to our home page or try the search.</p>"
)
COOKIES = (
    "<h1>Your privacy</h1><p>We and our 842 partners store and access information on a device, such as cookies, and "
    "process personal data.</p><p>With your permission we may use precise location data and identification through "
    "device scanning. You may click to consent.</p>"
)
NO_ARTICLES = {
    "empty": "  ",
    "nothing": "<html></html>",
    "scripts": "<body><noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div></body>",
    "error": f"<html><head><title>Page not found</title></head><body>{ERROR}</body></html>",
    "cookies": f"<html><head><title>Before you continue</title></head><body>{COOKIES}</body></html>",
    "index": "<html><head><title>News</title></head><body><main>"
    + "".join(TEASER.format(n) for n in range(30))
    + "</main></body></html>",
    "navigation": "<html><body><ul>" + "<li><a href=x>Some link text here</a></li>" * 200 + "</ul></body></html>",
}


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_a_page_without_an_article_is_said(name: str) -> None:
    message = "page.html: no article text found in the page: copy the article's text into page.txt"
    assert refused(NO_ARTICLES[name]) == message


def test_what_is_no_archive_is_said() -> None:
    assert "no article text found" in refused(b"junk", Form.ARCHIVE, "page.mhtml")
    nested = b"".join(
        b"--a\r\nContent-Type: multipart/mixed; boundary=a%d\r\n\r\n--a%d\r\n" % (i, i) for i in range(3000)
    )
    assert "copy the article's text into page.txt" in refused(
        b"Content-Type: multipart/related; boundary=a\r\n\r\n" + nested, Form.ARCHIVE, "page.mhtml"
    )


def test_an_address_is_told_of_without_a_file_made_of_it() -> None:
    assert refused("", file="https://news.example/a/b?c=1").endswith("copy the article's text into a .txt file")


def test_an_index_that_calls_itself_one_is_no_article() -> None:
    head = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
    assert "no article" in refused(html(head=head))


# --- hard to read ---------------------------------------------------------------------------------

HARD = {
    "divs": "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "spans": "<span>" * 100_000 + BODY,
    "bold": "<b><i>" * 50_000 + BODY,
    "lists": "<ul><li>" * 20_000 + BODY,
    "tables": "<table><tr><td>" * 10_000 + BODY,
    "custom": "<x-y>" * 50_000 + BODY,
    "picture": BODY.replace("<p>It", f"<img src='data:image/png;base64,{'A' * 12_000_000}'><p>It"),
    "attributes": "<div " + "a='1' " * 100_000 + ">" + BODY,
    "breaks": "<br>" * 100_000 + BODY,
    "table": "<table>" + "<tr><td>a</td><td>1</td></tr>" * 15_000 + "</table>" + BODY,
    "links": "<ul>" + "<li><a href=x>Some link text here</a></li>" * 15_000 + "</ul>" + BODY,
    "script": "<script>document.write('<p>Nothing of this, however long, is to be read.</p></p>')</script>" + BODY,
    "comment": "<!-- <p>Nothing of this, however long it may be, is to be read by anyone.</p> -->" + BODY,
    "broken": BODY.replace("</p>", "").replace("<p>It", "</div></span></article><p>It"),
}


@pytest.mark.parametrize("name", HARD)
def test_a_page_that_is_hard_to_read(name: str) -> None:
    assert [line for line in lines(read(html(HARD[name]))) if len(line) > 60] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("piece", ["<", "<div", "<!--", "<script>", "&"])
def test_what_is_hardly_markup_is_refused_quickly(piece: str) -> None:
    assert "no article" in refused(piece * 200_000)


def test_nuls_declarations_and_entities() -> None:
    markup = html().replace("bridge was", "bri\0dge&#x20;w&#97;s").replace("2 million", "2&nbsp;million")
    page = read("<?xml version='1.0' encoding='utf-16'?>" + markup)
    assert lines(page) == [TITLE, FIRST, SECOND, THIRD]


def test_too_much_text_for_an_article_is_said() -> None:
    page = Document("page.html", Form.PAGE, data=html(BODY * 40).encode())
    with pytest.raises(SynopticError, match=r"page\.html: more than 10 kB of text \(11\.\d kB\), too much"):
        pages.read(page, Limits(text_bytes=10_000))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*"<>/='\" a&;#\0", "<p>", "</div>", "<table>", "<td>", "<script>", "<!--", FIRST, BODY]))
)
def test_any_markup_is_read_or_refused(parts: list[str]) -> None:
    try:
        page = read("".join(parts))
    except SynopticError:
        return
    assert page.text.strip()


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@graph",
                        "@id",
                        "headline",
                        "author",
                        "name",
                        "datePublished",
                        "publisher",
                        "hasPart",
                        "url",
                    ]
                ),
                inner | st.sampled_from(["NewsArticle", "2026-01-02", "https://[::1"]),
            )
        ),
    )
)
def test_any_metadata_leave_the_text_alone(value: object) -> None:
    import json

    head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    assert FIRST in read(html(head=head)).text


def test_a_heading_without_end_is_no_headline() -> None:
    heading = "Ferry aground off Westhaven" + " | Gazette" * 3000
    page = f'<head><meta property="og:site_name" content="Gazette"></head><article><h2>{heading}</h2>{BODY}</article>'
    assert FIRST in read(page).text


# --- text -----------------------------------------------------------------------------------------


def test_text_as_a_reader_sees_it() -> None:
    assert clean("so\u00adft ze\u200bro \ufeffdi\u200erection") == "soft zero direction"
    assert clean("ﬁve ﬂats, oﬃce") == "five flats, office"
    assert clean("cafe\u0301") == "caf\u00e9"
    assert clean("4\u00a0200\u202fkm \t\r\n later\u2028on") == "4 200 km later on"
    assert clean("“one” ‘two’ «three» — …") == "“one” ‘two’ «three» — …"
    assert clean("a\x1b[31mred\x07\x9b") == "a[31mred"
    # Joiners are part of Persian words and of emoji, and of nothing in Latin letters.
    assert clean("می\u200cخواهم 👩\u200d🚒 a\u200cb") == "می\u200cخواهم 👩\u200d🚒 ab"


def test_notes_of_numbers_are_left_out() -> None:
    page = read(html(BODY.replace("said.</p>", 'said.<sup><a href="#n1">[1]</a></sup></p>')))
    assert FIRST in lines(page)


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('class="sr-only"', False),
        ('class="hidden"', False),
        ('class="hidden md:block"', True),
        ('style="color: red; display:none"', False),
        ("hidden", False),
        ('aria-hidden="true"', False),
        ('aria-hidden="false" style="display: block"', True),
    ],
)
def test_what_is_hidden_is_not_read(attributes: str, shown: bool) -> None:
    hidden = f"<p {attributes}>Nobody who looks at this page can see a word of what is written here.</p>"
    page = read(html(BODY.replace("<p>It", hidden + "<p>It")))
    assert ("Nobody who looks" in page.text) is shown


def test_line_breaks_part_lines_that_do_not_go_on() -> None:
    lists = "<p>Ferries run from:<br>Main Quay<br>Old Dock,<br>at noon<br><br>Nowhere else.</p>"
    page = read(html(BODY.replace("<p>It", lists + "<p>It")))
    assert lines(page)[3:7] == ["Ferries run from:", "Main Quay", "Old Dock, at noon", "Nowhere else."]


def test_set_off_quotations_are_left_out_where_the_text_has_them() -> None:
    again, new = "Engineers found cracks in two of its piers", "We will not risk it."
    quotes = f"<blockquote>{again}</blockquote><blockquote>{new}</blockquote>"
    page = read(html(BODY.replace("<p>It", quotes + "<p>It")))
    assert lines(page) == [TITLE, FIRST, SECOND, "We will not risk it.", THIRD]


def test_the_title_stands_once() -> None:
    page = read(html(f"<h2>{TITLE}</h2>" + BODY, title=f"{TITLE} | The Gazette"))
    assert page.text.count(TITLE) == 1


def test_prompts_inside_are_furniture_and_short_lines_are_not() -> None:
    prompts = ["Sign up for our newsletter", "Read more: The bridge of 1931", "Advertisement", "© 2024 The Gazette"]
    short = ["Ferries every ten minutes", "No buses", "“No.”"]
    inside = "".join(f"<p>{text}</p>" for text in (*prompts, *short))
    article = article_of(Document("a.html", Form.PAGE, data=html(BODY.replace("<p>It", inside + "<p>It")).encode()))
    kinds = {article.text[block.start : block.end]: block.kind for block in article.blocks}
    assert {kinds.get(text, Kind.FURNITURE) for text in prompts} == {Kind.FURNITURE}
    assert [kinds[text] for text in short] == [Kind.BODY] * 3
    assert kinds[TITLE] is Kind.HEADLINE


def test_headings_and_title_are_what_the_markup_says() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\nWhat next?\n\nNo ferries\n"
    article = read_article("A", "a.html", text, TITLE, ("What next?",))
    assert [block.kind for block in article.blocks] == [Kind.HEADLINE, Kind.BODY, Kind.HEADLINE, Kind.BODY]
    assert article.attribution.title == TITLE


# --- metadata -------------------------------------------------------------------------------------


def attribution(head: str, body: str = BODY, title: str = TITLE, **told: str) -> Attribution:
    return read(html(body, head, title), **told).attribution


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (ld('"author": "Jane Doe"'), "Jane Doe"),
        (ld('"author": "By Jane Doe and Ann Roe"'), "Jane Doe and Ann Roe"),
        (
            ld('"author": ["Jane Doe", {"@type": "Person", "name": "Ann Roe"}, {"name": "Max Low"}]'),
            "Jane Doe, Ann Roe and Max Low",
        ),
        (ld('"author": {"@type": "Person", "givenName": "Jane", "familyName": "Doe"}'), "Jane Doe"),
        (ld('"author": {"@type": "Organization", "name": "The Gazette"}'), None),
        (ld('"author": {"name": "Gazette Staff"}'), None),
        (ld('"author": {"name": "https://news.example/jane"}'), None),
        (ld('"author": {"name": "jane@news.example"}'), None),
        (ld('"author": "The Gazette", "publisher": {"name": "The Gazette"}'), None),
        ('<meta name="author" content="Jane Doe">', "Jane Doe"),
        ('<meta name="author" content="JANE DOE">', "Jane Doe"),
        ('<meta property="article:author" content="https://www.facebook.com/gazette">', None),
        ('<meta name="byl" content="By Jane Doe">', "Jane Doe"),
        (
            '<meta name="parsely-author" content="Jane Doe"><meta name="parsely-author" content="Ann Roe">',
            "Jane Doe and Ann Roe",
        ),
        ('<meta name="citation_author" content="Jane Doe">', "Jane Doe"),
        ('<meta name="author" content="admin"><meta name="dc.creator" content="Jane Doe">', "Jane Doe"),
        ("", None),
    ],
)
def test_authors_are_people(head: str, author: str | None) -> None:
    assert attribution(head).author == author


@pytest.mark.parametrize(
    ("body", "author"),
    [
        (f'<p>By <a rel="author">Jane Doe</a></p>{BODY}', "Jane Doe"),
        (f'<div itemprop="author"><span itemprop="name">Jane Doe</span>, reporter</div>{BODY}', "Jane Doe"),
        (f"<p>By Jane Doe, Staff Writer</p>{BODY}", "Jane Doe"),
        (f"<p>By BBC News</p>{BODY}", None),
    ],
)
def test_authors_of_the_page_itself(body: str, author: str | None) -> None:
    page = read(html(body))
    assert page.attribution.author == author
    assert lines(page)[1] == FIRST


@pytest.mark.parametrize(
    ("head", "published"),
    [
        # The day as the page states it: no offset is reckoned with.
        (ld('"datePublished": "2026-03-04T23:30:00-05:00"'), "2026-03-04"),
        (ld('"datePublished": "2026-03-04 00:10:00 +0900"'), "2026-03-04"),
        (ld('"datePublished": "20260304"'), "2026-03-04"),
        (ld('"datePublished": "March 4, 2026"'), "2026-03-04"),
        (ld('"datePublished": "Wed, 04 Mar 2026 10:00:00 GMT"'), "2026-03-04"),
        (ld('"datePublished": "2026-13-45", "dateModified": "2026-03-05"'), None),
        (ld('"datePublished": "yesterday"'), None),
        ('<meta property="article:published_time" content="2026-03-04T01:02:03Z">', "2026-03-04"),
        ('<meta property="article:modified_time" content="2026-03-04T01:02:03Z">', None),
        ('<meta name="dc.date.issued" content="2026-03-04">', "2026-03-04"),
        ("", None),
    ],
)
def test_the_day(head: str, published: str | None) -> None:
    assert attribution(head).published == published


def test_times_of_the_page_itself() -> None:
    assert attribution("", f'<time datetime="2026-03-04T10:00">Wed</time>{BODY}').published == "2026-03-04"
    assert attribution("", f"<p>Published: 4 March 2026</p>{BODY}").published == "2026-03-04"
    related = f'{BODY}<ul><li><time datetime="2020-01-01">old</time><a href=x>Another story</a></li></ul>'
    assert attribution("", related).published is None


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ('<meta property="og:site_name" content="The Gazette">', TITLE, "The Gazette"),
        ('<meta property="og:site_name" content="www.gazette.example">', TITLE, None),
        (ld('"publisher": {"@type": "Organization", "name": "The Gazette"}'), TITLE, "The Gazette"),
        ('<meta name="application-name" content="The Gazette">', TITLE, "The Gazette"),
        ('<meta name="twitter:site" content="@TheGazette">', f"{TITLE} | The Gazette", "The Gazette"),
        ('<meta name="twitter:site" content="@other">', f"{TITLE} | Local", None),
        ("", f"{TITLE} - The Gazette", None),
    ],
)
def test_the_outlet_is_never_a_guess(head: str, title: str, outlet: str | None) -> None:
    told = attribution(head, title=title, url="https://gazette.example/1")
    assert (told.outlet, told.title) == (outlet, TITLE)


@pytest.mark.parametrize(
    ("head", "told", "url"),
    [
        ('<link rel="canonical" href="https://news.example/a">', {}, "https://news.example/a"),
        ('<link rel="canonical" href="/a">', {"url": "https://news.example/b?c"}, "https://news.example/a"),
        ('<link rel="canonical" href="/a">', {}, None),
        ('<link rel="canonical" href="javascript:x()">', {}, None),
        ('<link rel="canonical" href="http://[bad">', {}, None),
        ('<meta property="og:url" content="https://news.example/a">', {}, "https://news.example/a"),
        (ld('"mainEntityOfPage": {"@id": "https://news.example/a"}'), {}, "https://news.example/a"),
        ("", {"url": "https://news.example/a"}, "https://news.example/a"),
    ],
)
def test_the_address(head: str, told: dict[str, str], url: str | None) -> None:
    assert attribution(head, **told).url == url


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        (html().replace("<html>", '<html lang="en-GB">'), "en"),
        (html().replace("<html>", '<html lang="DE">'), "de"),
        (html().replace("<html>", '<html lang="${lang}">'), "und"),
        (html(head='<meta property="og:locale" content="fr_FR">'), "fr"),
        (html(head=ld('"inLanguage": "es"')), "es"),
        (html(), "und"),
    ],
)
def test_the_language(markup: str, language: str) -> None:
    assert read(markup).attribution.language == language


def test_broken_metadata_are_passed_over() -> None:
    commas = ld('"author": "Jane Doe",').replace(",}", ", }")
    assert attribution(commas).author == "Jane Doe"
    assert attribution('<script type="application/ld+json">{"@type": "NewsArticle", "author"</script>').author is None
    deep = f'<script type="application/ld+json">{"[" * 50_000}</script>'
    assert attribution(deep + '<meta name="author" content="Jane Doe">').author == "Jane Doe"


def test_the_pages_metadata_are_the_evidence() -> None:
    document = Document("a.html", Form.PAGE, data=html(head=ld('"author": "Jane Doe"')).encode())
    article = article_of(document)
    assert article.extracted
    assert (article.attribution.author, article.attribution.evidence["author"]) == ("Jane Doe", Origin.PAGE)


@pytest.mark.parametrize(
    ("head", "below", "partial"),
    [
        (ld('"isAccessibleForFree": false'), "", True),
        (ld('"isAccessibleForFree": "False"'), "", True),
        (ld('"isAccessibleForFree": true'), "", False),
        (ld('"hasPart": [{"isAccessibleForFree": false}]'), "", True),
        (ld('"isAccessibleForFree": false, "wordCount": 50'), "", False),
        (ld(f'"isAccessibleForFree": false, "articleBody": "{FIRST} {SECOND} {THIRD}"'), "", False),
        ("", '<div class="paywall">Subscribe to read on.</div>', True),
        ("", '<div class="paywall" style="display: none">Subscribe to read on.</div>', False),
        ("", "<p>Already a subscriber? Log in</p>", True),
        ("", "<p>The paywall fell in 2020, the city said, and few subscribers noticed.</p>", False),
    ],
)
def test_what_may_not_be_whole(head: str, below: str, partial: bool) -> None:
    page = read(html(BODY + below, head))
    assert (page.partial is not None) is partial
    assert lines(page)[:4] == [TITLE, FIRST, SECOND, THIRD]


# --- Markdown -------------------------------------------------------------------------------------


def markdown(text: str) -> Page:
    return pages.read(Document("note.md", Form.MARKDOWN, text=text, encoding="utf-8"))


def test_markdown() -> None:
    page = markdown(
        f"# {TITLE}\n\nThe *bridge* is [shut](http://x.example), **said** `it`.\nIt is old.\n\n## What next?\n\n"
        "- Ferries\n- Buses\n\n> “No.”\n\n![a photo](x.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```\ncode here\n```\n\n<div><p>Inside a box</p></div>\n\n<!-- nothing -->\n"
    )
    assert lines(page) == [
        TITLE,
        "The bridge is shut, said it. It is old.",
        "What next?",
        "Ferries",
        "Buses",
        "“No.”",
        "a | b",
        "1 | 2",
        "code here",
        "Inside a box",
    ]
    assert page.headings == ("What next?",)
    assert page.attribution.title == TITLE


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "The title"\nauthor: [Jane Doe, Ann Roe]\ndate: 2026-03-04\nsource: The Gazette\n'
        "url: https://news.example/a\nlang: en-GB\ntags:\n  - x\n---\n",
        "---\r\nTitle: The title\r\nauthors:\r\n  - Jane Doe\r\n  - Ann Roe\r\npublished: March 4, 2026 # first\r\n"
        "outlet: 'The Gazette'\r\nlink: https://news.example/a\r\nlanguage: en\r\n---\r\n",
        '+++\ntitle = "The title"\nauthor = ["Jane Doe", "Ann Roe"]\ndate = 2026-03-04T10:00:00Z\n'
        'publication = "The Gazette"\nurl = "https://news.example/a"\nlang = "en"\n[extra]\na = 1\n+++\n',
    ],
)
def test_front_matter(front: str) -> None:
    page = markdown(f"{front}\n# The title\n\n{FIRST}\n")
    assert page.attribution == Attribution(
        "The Gazette", "The title", "Jane Doe and Ann Roe", "2026-03-04", "https://news.example/a", "en"
    )
    assert lines(page) == ["The title", FIRST]


def test_front_matter_that_is_none() -> None:
    assert lines(markdown(f"---\n\n{FIRST}\n")) == [FIRST]
    assert lines(markdown(f"+++\nnot = toml = at all\n+++\n\n{FIRST}\n")) == [FIRST]
    assert lines(markdown(f"---\nauthor: Jane Doe\n---\n{FIRST}\n")) == [FIRST]


def test_markdown_with_another_first_heading() -> None:
    page = markdown(f"---\ntitle: The title\n---\n{FIRST}\n\n# A part\n\n{SECOND}\n")
    assert lines(page) == ["The title", FIRST, "A part", SECOND]
    assert page.headings == ("A part",)


@pytest.mark.parametrize("text", ["# Only a title\n", "---\ntitle: x\n---\n", "<!-- nothing -->\n", "***\n"])
def test_markdown_without_text_is_said(text: str) -> None:
    assert "note.md: no article text found" in refused(text, Form.MARKDOWN, "note.md")


@pytest.mark.parametrize("piece", ["[", "*a_ ", ">", "- ", "<div>\n", "`", "a|b\n-|-\n", "![", "\\("])
def test_monstrous_markdown_is_read(piece: str) -> None:
    assert FIRST in markdown(f"# {TITLE}\n\n{piece * 4_000}\n\n{FIRST}\n").text


# --- what is meant to hold us up: each took minutes once ------------------------------------------

JSON = "<script type='application/ld+json'>{}</script>"
POINTERS = JSON.format(json.dumps([{"@type": "NewsArticle", "author": {"@id": f"#{n}"}} for n in range(30_000)]))


@pytest.mark.parametrize(
    "markup",
    [
        html(title="a | b " * 30_000, head="<meta property='og:site_name' content='The Gazette'>"),
        html(head=f"<meta name='author' content='{'(' * 200_000}a)b'>"),
        html(head=POINTERS),
        html("".join(f"<h1>Bridge shut, part {n}</h1>" for n in range(6_000)) + BODY),
    ],
    ids=["title", "author", "graph", "headlines"],
)
def test_a_page_that_is_meant_to_hold_us_up(markup: str) -> None:
    assert FIRST in read(markup).text


# --- what else a page may be ----------------------------------------------------------------------


def test_a_page_that_is_one_form() -> None:
    assert lines(read(f"<html><body><form>{html()}</form></body></html>")) == [TITLE, FIRST, SECOND, THIRD]


def test_a_picture_of_many_megabytes_does_not_end_the_page() -> None:
    """Without huge_tree libxml ends the tree where an attribute has more than 10 MB."""
    state = f"<div data-state='{'x' * 10_500_000}'></div>"
    assert lines(read(html(f"<p>{FIRST}</p>{state}<p>{SECOND}</p><p>{THIRD}</p>"))) == [TITLE, FIRST, SECOND, THIRD]


def test_a_list_of_links_between_paragraphs_is_left_out() -> None:
    links = "".join(f"<li><a href='/{n}'>The ferry company names its ship</a> on Friday</li>" for n in range(4))
    assert "ferry company" not in read(html(f"<p>{FIRST}</p><ul>{links}</ul><p>{SECOND}</p><p>{THIRD}</p>")).text


def test_a_name_of_clutter_around_the_article_is_not_believed() -> None:
    head = "<head><meta property='og:type' content='article'></head>"
    page = read(f"<html>{head}<body><h1>{TITLE}</h1><div class='sponsored'><div>{BODY}</div></div></body></html>")
    assert lines(page)[-3:] == [FIRST, SECOND, THIRD]


def test_an_index_is_no_article() -> None:
    teaser = "<h2><a href='/{0}'>Council votes on bridge {0}</a></h2><p>The town council votes on bridge {0} today.</p>"
    assert "no article text" in refused(f"<html><body>{''.join(map(teaser.format, range(12)))}</body></html>")


def test_the_name_of_the_site_is_its_outlet() -> None:
    told = json.dumps({"@type": "WebSite", "name": "Ellmouth Gazette"})
    assert read(html(head=JSON.format(told))).attribution.outlet == "Ellmouth Gazette"


def test_when_a_page_was_updated_is_not_when_it_was_published() -> None:
    times = "<time class='updated' datetime='2031-03-14'>x</time><time datetime='2031-03-12'>y</time>"
    assert read(html(f"{times}{BODY}")).attribution.published == "2031-03-12"


def test_a_person_of_the_graph_is_called_as_the_graph_says() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@type": "Person", "@id": "#ann", "name": "Ann B"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Brunn"},
    ]
    assert read(html(head=JSON.format(json.dumps(graph)))).attribution.author == "Ann Brunn"


@pytest.mark.parametrize(("share", "partial"), [(0.7, "behind a paywall"), (0.95, None)])
def test_a_locked_page_is_whole_if_it_has_the_words_it_says(share: float, partial: str | None) -> None:
    words = len(f"{FIRST} {SECOND} {THIRD}".split())
    told = {"@type": "NewsArticle", "isAccessibleForFree": False, "wordCount": round(words / share)}
    assert read(html(head=JSON.format(json.dumps(told)))).partial == partial


@pytest.mark.parametrize(
    ("told", "language"), [("en-GB", "en"), ("deu", "de"), ("German", "und"), ("english", "und"), ("", "und")]
)
def test_the_language_of_front_matter(told: str, language: str) -> None:
    page = pages.read(Document("a.md", Form.MARKDOWN, text=f"---\nlang: {told}\n---\n# {TITLE}\n\n{FIRST}\n"))
    assert page.attribution.language == language


def test_a_source_that_is_an_address_is_the_address() -> None:
    text = f"---\nsource: https://example.org/a\n---\n# {TITLE}\n\n{FIRST}\n"
    told = pages.read(Document("a.md", Form.MARKDOWN, text=text)).attribution
    assert (told.outlet, told.url) == (None, "https://example.org/a")
