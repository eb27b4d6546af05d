"""The sources as the user arranged them, on the screens with a column for each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.segment import Segment
from textual.strip import Strip

from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.arrangement import Arrangement
from tui.prominence import Prominence
from tui.screens.columns import ColumnsScreen
from tui.screens.matrix import MatrixScreen
from tui.widgets.matrix_grid import MatrixGrid, MatrixHead
from tui.widgets.matrix_preview import STRIPS, preview


def heads(app: Driver) -> str:
    """The letters over the columns of the Matrix, from left to right."""
    _, *names = app.app.screen.query_one(MatrixHead).render_line(0)
    return "".join(segment.text[0] for segment in names).strip()


def rule(app: Driver) -> str:
    """What the rule under the heads says."""
    return app.app.screen.query_one(MatrixHead).render_line(app.app.screen.query_one(MatrixHead).size.height - 1).text


async def test_the_matrix_stands_as_columns_were_laid_out() -> None:
    async with running() as app:
        await app.press("x", "L", "m")  # without A; B goes behind C
        assert isinstance(app.app.screen, MatrixScreen)
        assert heads(app) == "CBDE"
        assert "hidden: A" in rule(app)
        grid = app.app.screen.query_one(MatrixGrid)
        assert grid.on_screen == [2, 1, 3, 4]


async def test_a_cell_stands_under_its_head() -> None:
    async with running(start="matrix") as app:
        grid = app.app.screen.query_one(MatrixGrid)
        before = grid.render_line(0).text
        at, stride = grid.arranged.sources_at, grid.arranged.stride
        first, second = before[at : at + 1], before[at + stride : at + stride + 1]
        rows = [grid.render_line(y).text for y in range(12)]
        await app.press("L")
        swapped = [grid.render_line(y).text for y in range(12)]
        glyphs = [(row[at], row[at + stride]) for row in rows]
        assert [(row[at + stride], row[at]) for row in swapped] == glyphs
        assert any(one != other for one, other in glyphs)
        assert (first, second) == glyphs[0]


async def test_h_and_l_go_as_the_sources_stand() -> None:
    async with running(start="matrix") as app:
        await app.press("L")
        assert (heads(app)[:2], app.session.source) == ("BA", 0)
        await app.press("h")
        assert app.session.source == 1
        await app.press("h", "l", "l")
        assert app.session.source == 2


async def test_a_hidden_source_is_never_the_current_one() -> None:
    async with running(start="matrix") as app:
        await app.press("3", "c", "x", "1", "m")
        assert app.session.arrangement.hidden == {2}
        app.session.source = 2
        assert isinstance(app.app.screen, MatrixScreen)
        app.app.screen.sync()
        assert app.session.source == 3


async def test_columns_are_hidden_and_brought_back_in_the_matrix_too() -> None:
    async with running(start="matrix") as app:
        await app.press("x")
        assert heads(app) == "BCDE"
        assert "X shows all again" in app.text()
        await app.press("X")
        assert heads(app) == "ABCDE"
        await app.press("x", "x", "x", "x", "x")
        assert heads(app) == "A"  # the current source was B: it went first
        assert "The last column stays." in app.text()
        await app.press("c")
        assert isinstance(app.app.screen, ColumnsScreen)
        assert app.grid.columns.visible == (0,)


async def test_a_click_on_a_hidden_letter_brings_the_source_back() -> None:
    async with running(start="matrix") as app:
        await app.press("x", "x")
        line = rule(app)
        y = app.app.screen.query_one(MatrixHead).size.height - 1
        await app.pilot.click(MatrixHead, offset=(line.index("hidden: A B") + len("hidden: A B") - 1, y))
        await app.until(lambda: app.session.arrangement.hidden == {0})
        assert app.session.source == 1
        assert heads(app) == "BCDE"


async def test_a_click_on_a_head_picks_its_source() -> None:
    async with running(start="matrix") as app:
        await app.press("L")
        arranged = app.app.screen.query_one(MatrixGrid).arranged
        await app.pilot.click(MatrixHead, offset=(arranged.sources_at + 2 * arranged.stride + 1, 0))
        await app.until(lambda: app.session.source == 2)


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20)])
async def test_every_size_shows_what_is_hidden(size: tuple[int, int]) -> None:
    async with running(size, start="matrix") as app:
        await app.press("x", "l", "x")
        assert "hidden: A C" in rule(app)
        assert len(rule(app)) == size[0]


def test_below_the_matrix_hidden_sources_are_heard_last() -> None:
    comparison = make_comparison()
    fact = next(fact for fact in comparison.facts if len(fact.cells) == len(comparison.story.articles))
    arrangement = Arrangement.of(5).hide(1).shift(0, 1)
    prominence = Prominence(comparison)
    lines = preview(comparison, fact, prominence, 2, 160, "", arrangement)
    drawn = [Strip([Segment(text) for text, _ in line]) for line in lines[:5]]
    at = 160 - STRIPS + 2
    assert [strip.crop(at, 160).text[0] for strip in drawn] == ["C", "A", "D", "E", "B"]


def test_a_long_name_does_not_hide_that_its_source_is_silent() -> None:
    comparison = make_comparison()
    fact = next(fact for fact in comparison.facts if "A" in fact.silent)
    article = comparison.story.articles[0]
    named = replace(article, attribution=replace(article.attribution, outlet="The " + "Very " * 40 + "Long Courier"))
    story = replace(comparison.story, articles=(named, *comparison.story.articles[1:]))
    comparison = replace(comparison, story=story)
    text = ["".join(text for text, _ in line) for line in preview(comparison, fact, Prominence(comparison), 0, 110)]
    assert any(line.startswith("A The") and "… does not tell this." in line for line in text)


async def test_the_first_cells_of_a_line_are_those_of_the_first_heads() -> None:
    """Where a source was hidden, the cells that are left have its room."""
    async with running(start="matrix") as app:
        wide = app.app.screen.query_one(MatrixGrid).arranged.stride
        await app.press("x")
        grid = app.app.screen.query_one(MatrixGrid)
        assert grid.arranged.stride >= wide
        assert grid.arranged.count == 4
