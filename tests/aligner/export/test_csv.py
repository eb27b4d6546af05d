from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.export import csv as exported
from aligner.export.selection import Selection
from aligner.export.words import line
from aligner.model import Comparison
from tests.aligner.export import awkward, decided, story

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def rows(document: str) -> list[dict[str, str]]:
    """The rows as a program reads them; fails where the form is not RFC 4180's."""
    assert document.startswith("\ufeff")
    assert document.endswith("\r\n")
    document.encode()
    return list(csv.DictReader(io.StringIO(document.removeprefix("\ufeff"), newline=""), strict=True))


def facts(comparison: Comparison, selection: Selection | None = None) -> list[dict[str, str]]:
    return rows(exported.render(comparison, selection))


def values(comparison: Comparison, selection: Selection | None = None) -> list[dict[str, str]]:
    return rows(exported.render_values(comparison, selection))


class TestSafe:
    @given(awkward.TEXTS | st.text())
    def test_no_cell_is_a_formula_and_every_text_comes_back(self, text: str) -> None:
        cell = exported.safe(text)
        assert not FORMULA.match(cell)
        assert not cell.startswith(("\t", "\r", "\n"))
        assert exported.plain(cell) == text

    @pytest.mark.parametrize(
        "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u200b=1", "\x00=1"]
    )
    def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(self, text: str) -> None:
        assert exported.safe(text) == f"'{text}"

    @pytest.mark.parametrize("text", ["", "a=1", "1-2", "'tis so", "— no", "“=”", "$5"])
    def test_other_texts_are_left_alone(self, text: str) -> None:
        assert exported.safe(text) == text


class TestFacts:
    def test_a_row_per_fact_and_a_column_per_source(self) -> None:
        comparison = story.comparison()
        found = facts(comparison)
        assert [row["fact"] for row in found] == [str(n + 1) for n in range(len(comparison.facts))]
        first = found[0]
        assert first["A · Ellmouth Courier"].split("\n") == [
            "Council approves $4.2 million for harbour bridge",
            "The council of Ellmouth approved $4.2 million on Tuesday to repair the harbour bridge.",
        ]
        assert first["agreement"] == "conflict"
        assert first["sources"] == "3"
        assert first["selection"] == "all facts"
        assert found[2]["silent"] == "A, C"
        assert found[2]["A · Ellmouth Courier"] == ""

    def test_what_was_decided(self) -> None:
        row = next(row for row in facts(decided.comparison()) if row["label"] == "the bill")
        assert (row["verdict"], row["stale"]) == ("wrong in ours", "changed since it was judged")
        assert row["note"] == "Ours has the insurer's figure."
        assert [one.partition(":")[0] for one in row["corrections"].split("\n")] == [
            *("labelled by hand", "put in this place by hand", "joined by hand", "taken out by hand"),
            "dismissed by hand",
        ]
        assert "number, one more exact, added by hand: at least $48 million (A)" in row["differences"]

    @given(awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS, awkward.TEXTS)
    def test_whatever_is_said_comes_out(self, said: str, label: str, note: str, outlet: str, title: str) -> None:
        comparison = awkward.comparison(said, label, note, outlet, title)
        (row,) = facts(comparison)
        read = {exported.plain(name): exported.plain(cell) for name, cell in row.items()}
        assert read["label"] == line(label)
        assert read["note"] == line(note)
        assert read[line(f"A · {outlet or comparison.story.articles[0].file}")] == line(said)
        assert read["story"] == line(title)
        assert not any(FORMULA.match(cell) for cell in row.values())


class TestValues:
    def test_a_row_per_value_with_its_place(self) -> None:
        comparison = story.comparison()
        for row in values(comparison):
            text = comparison.article(row["source"]).text
            assert " ".join(text[int(row["start"]) : int(row["end"])].split()) == exported.plain(row["text"])
            assert row["text"] in row["in_words"]
        amounts = [row for row in values(comparison) if row["type"] == "money" and row["fact"]]
        assert [row["source"] for row in amounts] == ["A", "B", "C"]
        assert json.loads(amounts[0]["normal"]) == {"amount": 4200000, "currency": "USD", "approx": False}
        assert {row["severity"] for row in amounts} == {"conflict"}

    def test_the_ledger_has_rows_without_a_fact_where_all_is_exported(self) -> None:
        comparison = story.comparison()
        assert [row["ledger"] for row in values(comparison) if not row["fact"]] == ["v01"] * 3
        assert [row for row in values(comparison, Selection((0,), "one")) if row["ledger"]] == []

    def test_what_was_added_and_dismissed_says_so(self) -> None:
        found = [row for row in values(decided.comparison()) if row["label"] == "the bill"]
        assert {(row["type"], row["status"]) for row in found} == {
            ("money", "found"),
            ("number", "added by hand"),
            ("certainty", "dismissed by hand"),
        }
        asked = [row for row in values(decided.comparison()) if row["verdict"] == "to ask"]
        assert {row["note"] for row in asked} == {decided.NOTE}
        assert {row["fact_note"] for row in asked} == {"Who counted?"}

    @given(awkward.TEXTS, awkward.TEXTS, awkward.TEXTS)
    def test_whatever_is_said_comes_out(self, said: str, label: str, note: str) -> None:
        found = values(awkward.comparison(said, label, note, "", "title"))
        first = {name: exported.plain(cell) for name, cell in found[0].items()}
        assert (first["text"], first["in_words"]) == (line(said), line(said))
        assert (first["label"], first["note"], first["fact_note"]) == (line(label), line(note), line(note))
        assert not any(FORMULA.match(cell) for row in found for cell in row.values())
