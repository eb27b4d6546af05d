"""Markdown of every kind, rendered by a Markdown library: facts in full, the table, the call list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from markdown_it.token import Token

from aligner.export import calls, markdown, table
from aligner.export.selection import Selection
from aligner.model import Agreement, Comparison, Judgement, Severity, Verdict
from tests.aligner.export import awkward, decided, story
from tests.aligner.export.test_markdown import inlines, shown, visible, without_links

Render = Callable[[Comparison], str]


def seen(document: str) -> list[str]:
    """Every paragraph, heading, item and cell as a reader sees it; fails where anything of a text became mark-up."""
    return [words(inline) for inline in inlines(without_links(document))]


def words(inline: Token) -> str:
    """The same without the emphasis that documents have of their own: perhaps, by hand."""
    kept = [token for token in inline.children or () if token.type not in ("em_open", "em_close")]
    return visible(replace_children(inline, kept))


def replace_children(inline: Token, children: list[Token]) -> Token:
    copy = Token("inline", "", 0, content=inline.content)
    copy.children = children
    return copy


class TestInFull:
    def test_what_was_decided_stands_apart_from_what_the_program_found(self) -> None:
        found = seen(markdown.render(decided.comparison()))
        start = next(n for n, line in enumerate(found) if line.startswith("5. the bill"))
        bill = found[start : next(n for n, line in enumerate(found) if line.startswith("6. "))]
        corrections = bill[bill.index("Corrections:") + 1 :][:5]
        assert [one.partition(":")[0] for one in corrections] == [
            *("labelled by hand", "put in this place by hand", "joined by hand", "taken out by hand"),
            "dismissed by hand",
        ]
        assert bill[1] == "Verdict: wrong in ours: Ours has the insurer's figure. (changed since it was judged)"
        assert corrections[2] == "joined by hand: [E02]"
        assert corrections[3].startswith("taken out by hand: It was carrying 12,400 tonnes")
        differences = bill[bill.index("Differences:") + 1 : bill.index("Corrections:")]
        assert differences[0].endswith("48 million dollars (E) — note: Insurers count otherwise.")
        assert differences[1].startswith("number, one more exact, added by hand: ")

    def test_the_notes_of_a_difference_and_its_fact_are_shown_as_written(self) -> None:
        found = seen(markdown.render(decided.comparison()))
        assert "Verdict: to ask: Who counted?" in found
        assert f"number: Two (A) · Three (B) · Two (D) — to ask: {decided.NOTE}" in found
        assert "Judged: 1 checked · 1 to ask · 1 wrong in ours · 21 open" in found

    def test_origins_are_counted_with_the_passage_that_shows_it(self) -> None:
        found = seen(markdown.render(decided.comparison()))
        at = found.index("Origins: 2 sources, 1 origin · A = D")
        assert found[at + 1] == "A and D: 50% word for word: “The bridge”"

    def test_versions_tell_what_changed(self) -> None:
        found = seen(markdown.render(updated()))
        assert "Over time: Two → Three piers, 14:00–18:00" in found
        assert any(one.startswith("2031-03-04 18:00") for one in found)

    def test_nothing_is_said_of_the_desk_before_anybody_decided(self) -> None:
        document = markdown.render(story.comparison())
        assert not re.search("Verdict|Judged|Correction|by hand", document)


def updated() -> Comparison:
    """The second source as a later version of the first."""
    comparison = decided.comparison()
    times = {"A": "2031-03-04T14:00", "B": "2031-03-04T18:00"}
    articles = tuple(
        replace(article, versions=("A", "B"), attribution=replace(article.attribution, at=f"{times[article.id]}+00:00"))
        if article.id in times
        else article
        for article in comparison.story.articles
    )
    return replace(comparison, story=replace(comparison.story, articles=articles))


@pytest.mark.parametrize("render", [markdown.render, table.render, calls.render])
@given(awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS)
def test_whatever_is_said_a_reader_sees_it(
    render: Render, said: str, label: str, note: str, outlet: str, title: str
) -> None:
    said, label, note, title = f"s{said}", f"l{label}", f"n{note}", f"t{title}"
    found = seen(render(awkward.comparison(said, label, note, f"o{outlet}", title)))
    assert found[0] == shown(title)
    for text in (said, label, note, f"o{outlet}"):
        assert any(shown(text) in one for one in found)


@given(awkward.TEXTS, awkward.TEXTS)
def test_a_selection_is_named_as_it_is(name: str, title: str) -> None:
    document = markdown.render(awkward.comparison("s", "l", "n", "o", f"t{title}"), Selection((0,), f"x{name}"))
    assert shown(f"Selection: 1 of 1 fact · x{name}") in seen(document)


class TestTable:
    def test_a_row_per_fact_and_a_column_per_source(self) -> None:
        comparison = story.comparison()
        rows = cells(table.render(comparison))
        assert rows[0] == [
            *("#", "Fact", "A · Ellmouth Courier", "B · no_name|2.txt", "C · Tidewater!", "Differences"),
        ]
        assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6"]
        assert rows[2][1:] == [
            "wait another winter — one tells more",
            '"We cannot wait another winter," said Mayor Ada Brunn. [^A04]',
            "—",
            'Mayor Ada Brun said: "We can\'t wait for another winter." [^C02]',
            "name, quote",
        ]

    def test_verdicts_have_a_column_where_there_are_any(self) -> None:
        rows = cells(table.render(decided.comparison()))
        assert rows[0][-1] == "Verdict"
        assert [row[-1] for row in rows[1:5]] == ["checked", "to ask: Who counted?", "", ""]
        assert "5 corrections: labelled by hand" in rows[5][-2]

    def test_what_is_too_long_stands_in_full_below_and_is_named(self) -> None:
        comparison = story.comparison()
        id_ = comparison.facts[1].cells["A"][0]
        long = replace(comparison.sentences[id_], text="long " * 60)
        document = table.render(replace(comparison, sentences={**comparison.sentences, id_: long}))
        assert [row[0] for row in cells(document)[1:]] == ["1", "3", "4", "5", "6"]
        assert "Too long for a table, in full below it: 2" in seen(document)
        assert "\n### 2. wait another winter" in document

    def test_too_many_sources_leave_no_table(self) -> None:
        comparison = story.comparison()
        articles = (*comparison.story.articles, *(replace(comparison.story.articles[0], id=i) for i in "DEF"))
        document = table.render(replace(comparison, story=replace(comparison.story, articles=articles)))
        assert len([token for token in inlines(document) if token.content == "Differences"]) == 0
        assert "6 sources are too many for the columns of a table" in document
        assert document.count("\n### ") == len(comparison.facts)

    def test_every_pointer_leads_to_a_footnote(self) -> None:
        document = table.render(decided.comparison())
        definitions = re.findall(r"^\[\^(\w+)\]: ", document, re.MULTILINE)
        assert definitions == sorted(set(re.findall(r"\[\^(\w+)\](?!:)", document)))


def cells(document: str) -> list[list[str]]:
    """The second table of a document, cell by cell: the first is that of the sources."""
    lines = [line for line in document.split("## Facts")[1].split("\n") if line.startswith("|")]
    found = seen("\n".join(lines))
    columns = lines[1].count("---")
    assert len(found) == columns * (len(lines) - 1)
    return [found[n : n + columns] for n in range(0, len(found), columns)]


class TestCalls:
    def test_what_is_to_ask_comes_first_with_the_note_on_top_and_a_box(self) -> None:
        lines = calls.render(decided.comparison()).split("\n")
        start = lines.index("## To ask")
        assert lines[start + 2 : start + 6] == [
            "- [ ] **2. piers were damaged** — conflict",
            "  - **to ask: Who counted?**",
            "  - [ ] number: Two (A) · Three (B) · Two (D) — to ask: " + markdown.escape(decided.NOTE),
            "  - **A · Ellery Courier**: Two of its nine piers were damaged, the harbour office said.",
        ]
        assert lines[start + 6] == "    - ask: harbour office; Ines Hallam, Ellery Courier, 2031-03-04"

    def test_conflicts_that_were_settled_or_dismissed_are_not_asked_again(self) -> None:
        comparison = decided.comparison()
        listed = re.findall(r"^- \[ \] \*\*(\d+)\.", calls.render(comparison), re.MULTILINE)
        # 1 is checked, 5 is wrong in ours.
        assert listed == ["2", "7", "8", "11", "14"]
        checked = Judgement(Verdict.CHECKED)
        facts = tuple(
            replace(fact, differences=tuple(replace(one, judgement=checked) for one in fact.differences))
            for fact in comparison.facts
        )
        assert re.findall(r"^- \[ \] \*\*(\d+)\.", calls.render(replace(comparison, facts=facts)), re.MULTILINE) == [
            "2"
        ]

    def test_a_conflict_without_values_is_a_question_too(self) -> None:
        comparison = story.comparison()
        bare = replace(comparison.facts[1], agreement=Agreement.CONFLICT, differences=())
        document = calls.render(replace(comparison, facts=(bare,)))
        assert "Call list: 0 to ask · 1 conflict not settled" in document
        assert "We cannot wait another winter" in document

    def test_only_who_takes_part_in_a_conflict_is_to_be_called(self) -> None:
        comparison = story.comparison()
        fact = comparison.facts[0]
        money = replace(fact.differences[0], values=fact.differences[0].values[:2])
        document = calls.render(replace(comparison, facts=(replace(fact, differences=(money,)),)))
        assert "declined to say" not in document
        assert "[Council approves $4.2 million for harbour bridge](<https://courier.example/" in document

    def test_what_merely_changed_over_time_is_no_question(self) -> None:
        comparison = updated()
        fact = comparison.facts[6]
        assert fact.differences[0].severity is Severity.CONFLICT
        assert "- [ ]" in calls.render(replace(decided.comparison(), facts=(fact,)))
        assert "- [ ]" not in calls.render(replace(comparison, facts=(fact,)))

    def test_a_detail_is_no_question(self) -> None:
        comparison = story.comparison()
        fact = comparison.facts[0]
        mild = tuple(replace(one, severity=Severity.DETAIL) for one in fact.differences)
        document = calls.render(
            replace(comparison, facts=(replace(fact, differences=mild, agreement=Agreement.PARTIAL),))
        )
        assert "- [ ]" not in document
