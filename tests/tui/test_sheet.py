"""Rows are as high as what is drawn of them, though only their texts are measured."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aligner.model import Comparison
from tests.benchmarks.synthetic import make
from tests.tui.story_fixture import make_comparison
from tui.arrangement import Arrangement, columns
from tui.grid_layout import height
from tui.passages import cell
from tui.sheet import Measures, Sheet
from tui.view import rows

COMPARISONS = [make_comparison(), make_comparison("BE"), make(40), make(12, sources=9)]


def sheet_of(comparison: Comparison, width: int, arrangement: Arrangement | None = None) -> Sheet:
    """All rows of a comparison, furniture too, laid out on so many cells."""
    shown = rows(comparison, range(len(comparison.facts)), furniture=True)
    sheet = Sheet(comparison, shown, Measures(comparison))
    sheet.lay_out(columns(width, arrangement or Arrangement.of(len(comparison.story.articles)), 0))
    return sheet


@pytest.mark.parametrize("comparison", COMPARISONS)
def test_the_text_that_is_measured_is_the_text_that_is_shown(comparison: Comparison) -> None:
    measures = Measures(comparison)
    for index, fact in enumerate(comparison.facts):
        shown = [cell(comparison, fact, article.id) for article in comparison.story.articles]
        assert measures.texts(index) == tuple(passage.text if passage else None for passage in shown)


@pytest.mark.parametrize("comparison", COMPARISONS)
@pytest.mark.parametrize("width", [158, 98, 78, 38, 12])
def test_a_row_is_as_high_as_its_highest_cell_and_what_the_gutter_says(comparison: Comparison, width: int) -> None:
    sheet = sheet_of(comparison, width)
    assert len(sheet.starts) == len(sheet.rows) + 1
    for row, (top, following) in enumerate(pairwise(sheet.starts)):
        height = max(1 + len(sheet.notes(row)), *map(len, sheet.lines(row)))
        assert following - top == height + 1
        assert sheet.extent(row) == (top, height)
        assert {sheet.row_at(line) for line in range(top, following)} == {row}


def test_other_widths_are_measured_anew_and_the_same_ones_are_right_again() -> None:
    comparison = make(30)
    sheet = sheet_of(comparison, 158)
    first = sheet.starts
    for width in range(100, 158):
        sheet.lay_out(columns(width, Arrangement.of(5), 0))
        assert sheet.starts == sheet_of(comparison, width).starts
    sheet.lay_out(columns(158, Arrangement.of(5), 0))
    assert sheet.starts == first


def test_what_was_measured_is_not_measured_again_but_for_widths_of_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def counted(text: str, width: int) -> int:
        measured.append(width)
        return height(text, width)

    monkeypatch.setattr("tui.sheet.height", counted)
    measures, indexes = Measures(make(20)), range(20)
    first = list(measures.lines(indexes, 0, 40))
    assert measured
    measured.clear()
    assert list(measures.lines(indexes, 0, 40)) == first
    assert not measured
    for width in range(41, 80):
        measures.lines(indexes, 0, width)
    measured.clear()
    assert list(measures.lines(indexes, 0, 40)) == first
    assert measured


@pytest.mark.parametrize("hidden", ["BC", "B", "DE", "BCDE"])
def test_who_tells_what_no_visible_source_tells(hidden: str) -> None:
    comparison = make_comparison()
    arrangement = Arrangement.of(5).ask(1)
    for letter in hidden:
        arrangement = arrangement.hide("ABCDE".index(letter))
    sheet = sheet_of(comparison, 158, arrangement)
    for row in sheet.facts:
        fact = sheet.fact(row)
        assert fact is not None
        text = sheet.passages(row)[0].text
        near = " ".join(source for source in fact.cells if source not in hidden)
        far = " ".join(source for source in fact.cells if source in hidden)
        if "A" in fact.cells:
            assert "told by" not in text
        elif near:
            assert text == f"— told by {near}" + (f" · hidden: {far}" if far else "")
        else:
            assert text == f"— told by {far}, hidden"
        assert sheet.notes(row)[0] == "".join(source if source in fact.cells else "·" for source in "ABCDE")


def test_where_there_are_too_many_sources_for_letters_they_are_counted() -> None:
    comparison = make(5, sources=9)
    sheet = sheet_of(comparison, 78)
    fact = sheet.fact(0)
    assert fact is not None
    assert sheet.notes(0) == [f"{len(fact.cells)}/9"]


def test_a_base_and_a_search_change_no_text() -> None:
    comparison = make_comparison()
    sheet = sheet_of(comparison, 158)
    for row in range(len(sheet.rows)):
        plain = [passage.text for passage in sheet.passages(row)]
        assert [passage.text for passage in sheet.passages(row, base="B", search="the")] == plain
