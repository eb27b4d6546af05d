from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from aligner.export import markdown
from aligner.export.words import line
from aligner.model import (
    Agreement,
    Article,
    Attribution,
    Comparison,
    DifferenceType,
    Fact,
    Kind,
    Sentence,
    Story,
    Value,
)
from tests.aligner.export import story

GOLDEN = Path(__file__).parent / "golden" / "harbour_bridge.md"

# GitHub's dialect, except that it makes links of bare addresses (tested by themselves).
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)

SCRAPS = [
    *(
        "<b>",
        "</div>",
        "<!--",
        "-->",
        "<http://a.b>",
        "&amp;",
        "&#35;",
        "[^A00]",
        "[^1]:",
        "[a]:",
        "![x](y)",
        "word",
        "é",
    ),
    *("http://a.b/_c_*d*", "www.a_b_.com", "a@b.co", "@ada", "#12", ":tada:", "$x$", "US$5", "\\", "\\|", "\\*", "|"),
    *("`", "``", "**", "***", "_a_", "__", "a_b", "~~", "~~~", "1.", "2)", "-", "+", "#", ">", "---", "===", ":-:"),
    *(" ", "    ", "\t", "\n", "\r\n\r\n", "\u00a0", "\u2028", "\x00", "\x1b[1m", "\x9b", "\u202e", "\ud83d"),
]
AWKWARD = st.lists(st.sampled_from(SCRAPS) | st.characters(), max_size=12).map("".join)
"""Text as no newspaper prints it: what Markdown, HTML or a terminal would take for its own."""


def shown(text: str) -> str:
    """What a reader is to see of a text."""
    return line(text)


def visible(inline: Token) -> str:
    """The words of a paragraph, heading or cell as a browser shows them; fails for anything but plain words."""
    seen = []
    for token in inline.children or ():
        match token.type:
            case "text":
                seen.append(token.content)
            case "footnote_ref":
                seen.append(f"[{token.meta['label']}]")
            case "html_inline":
                assert token.content in ("<span>", "</span>")
            case "text_special" | "strong_open" | "strong_close":
                seen.append(token.content)
            case other:
                pytest.fail(f"{other} in {inline.content!r}")
    return re.sub(r"\s+", " ", "".join(seen)).strip()


def inlines(document: str) -> list[Token]:
    return [token for token in PARSER.parse(document) if token.type == "inline"]


class TestEscape:
    @given(AWKWARD)
    @pytest.mark.parametrize(
        ("before", "after"),
        [("", ""), ("- **A · b** — ", " [^n]"), ("### 7. ", " — conflict"), ("[^x]\n\n[^x]: A · ", ", 5")],
    )
    def test_a_reader_sees_the_text_and_nothing_else(self, before: str, after: str, text: str) -> None:
        document = f"{before}{markdown.escape(text)}{after}\n\n[^n]: note\n"
        around = re.sub(r"^- |\*\*|^### |^\[.*: ", "", before, flags=re.DOTALL), after.replace("[^n]", "[n]")
        expected = shown(shown(text).join(around))
        assert expected in [visible(inline) for inline in inlines(document)] or not expected

    @given(AWKWARD)
    def test_a_bare_address_is_broken(self, text: str) -> None:
        # GitHub would link it, and show the backslashes inside it.
        assert not re.search(r"(?<!\\)://|www\.", markdown.escape(text), re.IGNORECASE)

    @given(AWKWARD, AWKWARD)
    def test_a_cell_of_a_table_stays_one_cell(self, text: str, other: str) -> None:
        table = f"| a | b |\n| --- | --- |\n| {markdown.escape(text)} | {markdown.escape(other)} |\n"
        assert [visible(inline) for inline in inlines(table)] == ["a", "b", shown(text), shown(other)]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("000_b85c.txt is Brunn's, so they say: 5 - 3 = 2.", "000_b85c.txt is Brunn's, so they say: 5 - 3 = 2."),
            ("$16.3 million (US$16.2 million)", "$16.3 million (US$16.2 million)"),
            ("AT&T at 10:30:45, a@b.example, C#", "AT&T at 10:30:45, a@b.example, C#"),
            ("[it] was *not* <b>_so_</b>", r"\[it\] was \*not\* \<b\>\_so\_\</b\>"),
            ("5$ for @ada :tada:", "5<span>$</span> for <span>@</span>ada <span>:</span>tada:"),
            ("see #12 at www.a.example", r"see <span>#</span>12 at www\.a.example"),
            ("https://a.example/b_c", r"https\://a.example/b_c"),
            ("1. one", r"1\. one"),
            ("two\r\n lines\x1b[31m", "two lines␛\\[31m"),
            ("\ud83d stray", "\ufffd stray"),
        ],
    )
    def test_only_what_would_be_misread_is_escaped(self, text: str, expected: str) -> None:
        assert markdown.escape(text) == expected


class TestRender:
    def test_it_is_as_agreed(self) -> None:
        assert markdown.render(story.comparison()) == GOLDEN.read_text(encoding="utf-8")

    def test_it_is_the_same_every_time(self) -> None:
        assert markdown.render(story.comparison()) == markdown.render(story.comparison())

    @given(AWKWARD, AWKWARD, AWKWARD, AWKWARD)
    def test_whatever_the_articles_hold_a_reader_sees_it(self, text: str, title: str, file: str, role: str) -> None:
        text, title, file, role = f"t{text}", f"t{title}", f"f{file}", f"r{role}"
        attribution = Attribution(title=title, author=role)
        mark = Value(DifferenceType.CERTAINTY, 0, len(text), text, {"rung": "reported"})
        article = Article("A", file, text, attribution, ())
        sentences = {
            "A00": Sentence(
                *("A00", "A", 0, len(text), 0, Kind.BODY, text), values=(mark,), speaker=title, role=role, via=file
            ),
            "A01": Sentence("A01", "A", 0, len(text), 1, Kind.FURNITURE, text),
        }
        fact = Fact("f10", title, Agreement.SINGLE, {"A": ("A00",)}, ())
        document = markdown.render(Comparison(Story(title, ".", (article,)), sentences, (fact,)))
        found = [visible(inline) for inline in inlines(document)]
        for expected in (
            shown(title),
            f"10. {shown(title)} — told by one",
            f"A · {shown(file)} — {shown(text)} [A00]",
            f"A · {shown(file)} — {shown(text)}",
            f"A · {shown(file)}, paragraph 1",
            f"Who says so: {shown(title)}, {shown(role)} (A)",
            f"Credited: {shown(file)} (A)",
            f"Certainty: {shown(text)} (A)",
        ):
            assert expected in found

    def test_the_words_of_certainty_stand_under_their_fact_once_for_each_source(self) -> None:
        comparison = story.comparison()
        possible = Value(DifferenceType.CERTAINTY, 0, 5, "Might", {"rung": "possible"})
        marks = {
            "A03": (possible, replace(possible, text="might"), replace(possible, text="formal")),
            "B01": (replace(possible, text="might"),),
        }
        sentences = {i: replace(s, values=marks.get(i, ())) for i, s in comparison.sentences.items()}
        lines = markdown.render(replace(comparison, sentences=sentences)).splitlines()
        assert [line for line in lines if line.startswith("Certainty")] == [
            "Certainty: Might (A) · formal (A) · might (B)"
        ]

    def test_a_fact_without_words_of_certainty_has_no_line_for_them(self) -> None:
        comparison = story.comparison()
        denied = {i: s for i, s in comparison.sentences.items() if i != "B01"}  # negations are in A04 and C02
        facts = tuple(fact for fact in comparison.facts if "B01" not in fact.cells.get("B", ()))
        assert "Certainty" not in markdown.render(replace(comparison, sentences=denied, facts=facts, ledger=()))

    def test_what_belongs_to_a_fact_only_perhaps_says_so(self) -> None:
        comparison = story.comparison()
        fact = comparison.facts[0]
        last = next(reversed(fact.cells.values()))[-1]
        document = markdown.render(replace(comparison, facts=(replace(fact, perhaps=(last,)),)))
        assert f"*perhaps:* {markdown.escape(comparison.sentences[last].text)} [^{last}]" in document
        assert document.count("*perhaps:*") == 1
        assert "the score of its links is below 0.4." in document

    def test_a_fact_that_is_only_perhaps_one_says_so_once(self) -> None:
        comparison = story.comparison()
        fact = comparison.facts[0]
        everything = tuple(i for cell in fact.cells.values() for i in cell)
        document = markdown.render(replace(comparison, facts=(replace(fact, perhaps=everything),)))
        assert re.search(r"^### 1\. .* — perhaps: (agree|conflict|one tells more)$", document, re.MULTILINE)
        assert "*perhaps:*" not in document

    def test_nothing_is_said_of_perhaps_where_nothing_is(self) -> None:
        comparison = story.comparison()
        assert not any(fact.perhaps for fact in comparison.facts)
        assert "perhaps" not in markdown.render(comparison)

    def test_every_pointer_leads_to_a_footnote_and_every_footnote_is_pointed_to(self) -> None:
        document = markdown.render(story.comparison())
        definitions = re.findall(r"^\[\^(\w+)\]: ", document, re.MULTILINE)
        assert definitions == sorted(set(re.findall(r"\[\^(\w+)\](?!:)", document)))

    def test_a_footnote_counts_the_lines_of_the_file_that_are_not_empty(self) -> None:
        lines = [line for line in story.UNSIGNED.splitlines() if line]
        (number,) = re.findall(r"^\[\^B03\]: .*, paragraph (\d+)$", markdown.render(story.comparison()), re.MULTILINE)
        assert "The ferry runs" in lines[int(number) - 1]

    def test_every_sentence_is_there_and_a_repeated_one_once(self) -> None:
        comparison = story.comparison()
        seen = [visible(inline) for inline in inlines(without_links(markdown.render(comparison)))]
        items = [line for line in seen if re.match(r"[ABC] · .* — ", line)]
        for sentence in comparison.sentences.values():
            where = f"{sentence.text} [{sentence.id}]" if sentence.kind is not Kind.FURNITURE else sentence.text
            assert sum(where in item for item in items) == (0 if sentence.same_as else 1)

    def test_a_repetition_is_shown_where_its_original_is_not(self) -> None:
        comparison = story.comparison()
        alone = replace(comparison.facts[0], cells={"A": ("A01",)})
        assert "harbour bridge [^A01]" in markdown.render(replace(comparison, facts=(alone,)))

    def test_an_address_is_linked_only_if_it_is_one(self) -> None:
        def row(url: str) -> str:
            article = Article("A", "a.txt", "", Attribution(title="T", url=url), ())
            return markdown.render(Comparison(Story("S", ".", (article,)), {}, ())).splitlines()[6]

        assert "| [T](<https://a.example/?b&amp;c>) |" in row("https://a.example/?b&c")
        for url in (
            "javascript:alert(1)",
            "https://a b",
            "https://a/>x",
            "https://a/|",
            "https://a/`",
            "https://a/\x1b",
        ):
            assert "| T |" in row(url)

    def test_a_story_without_facts_or_furniture_has_no_empty_parts(self) -> None:
        article = Article("A", "a.txt", "", Attribution(), ())
        document = markdown.render(Comparison(Story("S", ".", (article,)), {}, ()))
        assert "1 source · 0 facts · 0 conflicts · 0 told by one" in document
        assert "Ledger" not in document
        assert "Furniture" not in document
        assert document.endswith("\n")


def without_links(document: str) -> str:
    """The document with the titles of the table no longer linked."""
    return re.sub(r"\[([^]]*)\]\(<[^>]*>\)", r"\1", document)
