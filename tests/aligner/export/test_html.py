from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html as reading

from aligner.export import html
from aligner.export.selection import Selection
from aligner.export.words import line
from aligner.model import Article, Attribution, Comparison, Sentence, Story
from tests.aligner.export import awkward, decided, story

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "nav", "section", "footer"),
    *(
        "article",
        "details",
        "summary",
        "h1",
        "h2",
        "h3",
        "p",
        "div",
        "span",
        "b",
        "i",
        "q",
        "a",
        "mark",
        "ol",
        "ul",
        "li",
    ),
    *("dl", "dt", "dd", "label", "input", "button", "output", "kbd"),
}


def page(comparison: Comparison, selection: Selection | None = None) -> reading.HtmlElement:
    """The page as a browser's parser sees it."""
    return reading.document_fromstring(html.render(comparison, selection).encode())


def words(element: reading.HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def classed(document: reading.HtmlElement, name: str) -> list[reading.HtmlElement]:
    return document.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


class TestWords:
    def test_every_sentence_of_every_fact_stands_there_once(self) -> None:
        comparison = decided.comparison()
        document = page(comparison)
        for fact in comparison.facts:
            (there,) = document.xpath(f"//article[@id='{fact.id}']")
            expected = [
                line(comparison.sentences[id_].text)
                for cell in fact.cells.values()
                for id_ in cell
                if comparison.sentences[id_].same_as not in cell
            ]
            assert [words(one) for one in there.xpath(".//p[@class='said']/q")] == expected

    @given(awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS)
    def test_whatever_is_said_a_reader_sees_it(self, text: str, label: str, note: str, outlet: str, title: str) -> None:
        document = page(awkward.comparison(text, label, note, outlet, f"t{title}"))
        assert [words(one) for one in document.xpath("//p[@class='said']/q")] == [line(text), "plain"]
        assert [words(one) for one in classed(document, "label")] == [line(label)]
        assert {words(one) for one in classed(document, "note")} == ({line(note)} if line(note) else set())
        assert words(document.find(".//h1")) == line(f"t{title}")
        names = [words(one) for one in document.xpath("//section[contains(@class, 'sources')]//b")]
        assert names == [line(outlet or "a.txt"), "Plain"]
        assert len(document.xpath("//script")) == len(document.xpath("//style")) == 1
        assert {one.tag for one in document.iter()} <= TAGS

    @given(awkward.TEXTS)
    def test_nothing_in_it_obeys(self, text: str) -> None:
        document = html.render(awkward.comparison(text, text, text, text, text))
        body = document[document.index("<body>") :]
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", body)
        document.encode()

    def test_controls_are_shown_as_the_screen_shows_them(self) -> None:
        assert "A tug\u200b, the␛[31m Heron␇, stood by." in [
            words(one) for one in page(decided.comparison()).xpath("//p[@class='said']/q")
        ]


class TestMarks:
    def test_a_mark_holds_the_words_and_has_letter_hue_and_weight(self) -> None:
        document = page(decided.comparison())
        (bill,) = [one for one in document.xpath("//article") if "the bill" in words(one.find("h3"))]
        first = bill.xpath(".//mark")[0]
        assert words(first) == "at least $48 million"
        assert first.get("class") == "d-money conflict"
        assert first.get("title") == "money, conflict · number, one more exact"
        assert first.xpath("./span/@data-letter") == ["$#"]

    def test_marks_that_overlap_keep_every_word(self) -> None:
        comparison = decided.comparison()
        fact = comparison.facts[0]
        difference = fact.differences[0]
        id_ = difference.values[0].sentence
        text = comparison.sentences[id_].text
        whole = decided.mention(comparison, id_, text)
        both = replace(fact, differences=(*fact.differences, replace(difference, values=(whole, difference.values[1]))))
        document = page(replace(comparison, facts=(both,)))
        assert text in [words(one) for one in document.xpath("//p[@class='said']/q")]
        pieces = [mark.get("title") for mark in document.xpath("//article//p[@class='said'][2]//mark")][:5]
        assert "date, conflict" in pieces
        assert "date, one more exact · date, conflict" in pieces
        # Each letter once, where its words end.
        letters = document.xpath("(//article//p[@class='said'])[2]//@data-letter")
        assert letters == ["N", "@", "@", "@"]

    @pytest.mark.parametrize("word", ["word", "w" * 400])
    def test_letters_stay_beside_a_last_word_that_fits_into_a_column(self, word: str) -> None:
        document = page(awkward.comparison(f"one {word}", "l", "n", "o", "t"))
        (last,) = [one for one in document.xpath("//mark/span[@data-letter]") if words(one) == word]
        assert last.get("data-letter") == '"'
        assert (last.get("data-long") is None) == (word == "word")

    def test_what_is_perhaps_is_said_once(self) -> None:
        comparison = story.comparison()
        fact = next(fact for fact in comparison.facts if len(fact.cells) > 1)
        held = tuple(id_ for cell in fact.cells.values() for id_ in cell)
        for perhaps, signs in ((held[-1:], 1), (held, 0)):
            changed = replace(fact, perhaps=perhaps)
            document = page(replace(comparison, facts=(changed,)))
            assert len(classed(document, "perhaps")) == signs
            assert ("perhaps: " in words(document.find(".//h3"))) == changed.only_perhaps == (signs == 0)

    def test_what_was_decided_says_by_whom(self) -> None:
        seen = words(page(decided.comparison()).find(".//main"))
        for expected in (
            *("✓ checked", "¿ to ask Who counted?", "✗ wrong in ours Δ changed since it was judged"),
            *("✎ labelled by hand", "✎ put in this place by hand", "✎ joined by hand The repair bill"),
            *("✎ taken out by hand: It was carrying 12,400 tonnes", "✎ dismissed by hand: ? certainty"),
            *("number, one more exact, ✎ added by hand", "∴ confirmed by the model", decided.NOTE),
        ):
            assert expected in seen


class TestPage:
    def test_it_needs_nothing_else_and_allows_nothing_else(self) -> None:
        text = html.render(decided.comparison())
        document = reading.document_fromstring(text.encode())
        (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        for tag, directive in (("script", "script-src"), ("style", "style-src")):
            (source,) = document.xpath(f"//{tag}")
            digest = base64.b64encode(hashlib.sha256((source.text or "").encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}';" in policy
        assert policy.startswith("default-src 'none';")
        assert policy.endswith("; base-uri 'none'; form-action 'none'")
        assert document.xpath("//@src|//link|//@style|//@*[starts-with(name(), 'on')]") == []
        assert not re.search(r"url\(|@import|fetch\(|XMLHttp|sendBeacon", text)

    def test_ids_are_unique_and_links_inside_lead_somewhere(self) -> None:
        document = page(decided.comparison())
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids))
        inside = [href[1:] for href in document.xpath("//a/@href") if href.startswith("#")]
        assert inside
        assert set(inside) <= set(ids)
        assert set(" ".join(document.xpath("//@aria-labelledby")).split()) <= set(ids)

    @pytest.mark.parametrize(
        ("url", "is_link"),
        [
            ("https://a.example/x?y=1&z=2", True),
            ("HTTP://a.example/", True),
            *(
                (url, False)
                for url in ("javascript:alert(1)", "data:text/html,x", "//a.example", "httpx://a", "https://a b", "")
            ),
            ('https://a/"onclick="x', False),
        ],
    )
    def test_only_addresses_of_the_web_become_links(self, url: str, is_link: bool) -> None:
        article = Article("A", "a.txt", "", Attribution(title="T", url=url), ())
        document = page(Comparison(Story("S", ".", (article,)), {}, ()))
        outside = [href for href in document.xpath("//a/@href") if not href.startswith("#")]
        assert outside == ([url] if is_link else [])
        assert document.xpath("//a[@rel='noopener noreferrer']/@href") == outside

    @pytest.mark.parametrize(("language", "expected"), [("de", "de"), ("und", "und"), ('xx" onclick="y', "und")])
    def test_words_say_their_language(self, language: str, expected: str) -> None:
        comparison = story.comparison()
        id_ = comparison.facts[0].cells["B"][0]
        changed: dict[str, Sentence] = {
            **comparison.sentences,
            id_: replace(comparison.sentences[id_], language=language),
        }
        document = page(replace(comparison, sentences=changed))
        (there,) = [one for one in document.xpath("//p[@class='said']") if "reportedly" in words(one)]
        assert (there.get("lang"), there.get("dir")) == (expected, "auto")

    def test_a_selection_is_named_and_holds_its_facts_in_its_order(self) -> None:
        document = page(story.comparison(), Selection((2, 0), "filter: <odd>"))
        assert document.xpath("//article/@id") == ["f03", "f01"]
        assert "Selection: 2 of 6 facts · filter: <odd>" in words(document.find(".//header"))
        assert document.xpath("//*[@id='ledger-title']|//details") == []

    @pytest.mark.parametrize(("sources", "has_columns"), [(6, True), (7, False)])
    def test_with_many_sources_every_cell_names_its_own(self, sources: int, has_columns: bool) -> None:
        comparison = story.comparison()
        articles = comparison.story.articles
        many = tuple(replace(articles[n % 3], id=chr(65 + n)) for n in range(sources))
        text = html.render(replace(comparison, story=replace(comparison.story, articles=many)))
        assert (f"grid-template-columns: repeat({sources}" in text) == has_columns
        assert ('class="heads"' in text) == has_columns

    def test_its_own_pages_are_known(self) -> None:
        assert html.is_export(html.render(story.comparison()).encode())
        assert not html.is_export(b"<!doctype html><title>synoptic</title>")
