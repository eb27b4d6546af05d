"""The strip beside the grid shows at every height where conflicts and hits lie, and a click goes there."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset

from aligner.model import Agreement
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.view import Filter
from tui.widgets.minimap import CONFLICTS, CURRENT, HIT, HIT_IN_CONFLICT, VIEW, Minimap, Stretch, stretches

CONFLICTING = Filter(agreements=frozenset({Agreement.CONFLICT}))
HEIGHTS = st.lists(st.integers(1, 20), min_size=1, max_size=200)


def starts_of(heights: list[int]) -> list[int]:
    """First lines of rows, each followed by an empty line."""
    return [0, *accumulate(height + 1 for height in heights)]


@given(heights=HEIGHTS, height=st.integers(1, 80), data=st.data())
def test_every_conflict_and_hit_is_seen_at_every_height(heights: list[int], height: int, data: st.DataObject) -> None:
    starts = starts_of(heights)
    rows = st.sets(st.integers(0, len(heights) - 1))
    conflicts, hits = data.draw(rows), data.draw(rows)
    found = stretches(starts, conflicts, hits, height)
    assert len(found) == height
    assert found[0].first == 0
    assert found[-1].end == starts[-1]
    assert all(one.end == other.first for one, other in pairwise(found))
    assert all(0 <= stretch.conflict <= 1 for stretch in found)
    for stretch in found:
        lines = range(stretch.first, stretch.end)
        conflicting = sum(starts[row] <= line < starts[row + 1] - 1 for row in conflicts for line in lines)
        assert stretch.conflict == (conflicting / len(lines) if lines else 0.0)
        assert stretch.hit == any(starts[row] in lines for row in hits)
        assert (stretch.glyph == " ") == (not conflicting and not stretch.hit)


def test_rows_that_fit_have_their_marks_beside_them() -> None:
    found = stretches(starts_of([2, 1, 3]), {1}, {2}, 12)
    assert "".join(stretch.glyph for stretch in found) == f"   █ {HIT}      "


def test_more_conflicts_are_thicker() -> None:
    shares = (0.0, 0.01, 0.4, 0.5, 0.75, 1.0)
    glyphs = [Stretch(0, 9, share).glyph for share in shares]
    assert glyphs == [" ", "▎", "▌", "▌", "▊", "█"]
    assert set(glyphs) == set(CONFLICTS)


def test_a_hit_is_told_from_a_conflict_by_its_shape() -> None:
    assert Stretch(0, 9, 0.0, hit=True).glyph == HIT
    assert Stretch(0, 9, 0.2, hit=True).glyph == HIT_IN_CONFLICT


# On screen --------------------------------------------------------------------------------------------------------


def strip(app: Driver) -> list[str]:
    """The cells of the strip, from the top."""
    minimap = app.screen.query_one(Minimap)
    return [minimap.render_line(y).text for y in range(minimap.size.height)]


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (40, 10), (200, 60)])
async def test_the_strip_stands_beside_the_grid(size: tuple[int, int]) -> None:
    async with running(size) as app:
        minimap = app.screen.query_one(Minimap)
        assert minimap.region.height == app.grid.region.height
        assert minimap.region.x == app.grid.region.right
        assert minimap.region.right == size[0]
        assert any(cell[0] in "▎▌▊█" for cell in strip(app))


async def test_the_strip_shows_the_view_and_the_current_fact() -> None:
    async with running((120, 36)) as app:
        assert strip(app)[0] == CURRENT + VIEW
        assert strip(app)[-1][1] == " "
        await app.press("G")
        cells = strip(app)
        assert cells[0][1] == " "
        assert cells[-1][1] == VIEW
        assert [cell[0] for cell in cells].count(CURRENT) == 1
        assert cells.index(next(cell for cell in cells if cell[0] == CURRENT)) >= len(cells) - 3


async def test_hits_are_shown_while_a_search_is_on() -> None:
    async with running((160, 48)) as app:
        app.app.session.search = "Voss"
        app.screen.sync()
        await app.until(lambda: any(cell[0] in HIT + HIT_IN_CONFLICT for cell in strip(app)))
        await app.press("escape")
        await app.until(lambda: not any(cell[0] in HIT + HIT_IN_CONFLICT for cell in strip(app)))


async def test_a_click_goes_to_the_conflict_that_is_marked_there() -> None:
    async with running((120, 30)) as app:
        minimap = app.screen.query_one(Minimap)
        last = max(y for y, cell in enumerate(strip(app)) if cell[0] in CONFLICTS[1:])
        await app.pilot.click(minimap, offset=Offset(0, last))
        await app.until(lambda: app.grid.cursor > 0)
        fact = app.app.session.current
        assert fact is not None
        assert fact.agreement is Agreement.CONFLICT
        assert app.grid.cursor_in_view


async def test_a_drag_goes_along() -> None:
    async with running((120, 30)) as app:
        minimap = app.screen.query_one(Minimap)
        await app.pilot.mouse_down(minimap, offset=Offset(0, 2))
        await app.pilot.hover(minimap, offset=Offset(0, minimap.size.height - 1))
        await app.until(lambda: app.grid.cursor > app.grid.count - 4)
        await app.pilot.mouse_up(minimap, offset=Offset(0, minimap.size.height - 1))
        await app.pilot.hover(minimap, offset=Offset(0, 0))
        await app.pilot.pause()
        assert app.grid.cursor > app.grid.count - 4


async def test_another_screen_in_the_middle_of_a_drag_ends_it() -> None:
    async with running((120, 30)) as app:
        minimap = app.screen.query_one(Minimap)
        await app.pilot.mouse_down(minimap, offset=Offset(0, 0))
        before = app.grid.cursor
        await app.press("m")
        await app.press("c")
        await app.pilot.hover(minimap, offset=Offset(0, minimap.size.height - 1))
        await app.pilot.pause()
        assert app.grid.cursor == before


async def test_another_filter_has_other_marks() -> None:
    async with running((120, 30)) as app:
        before = strip(app)
        app.screen.choose(CONFLICTING)
        await app.until(lambda: strip(app) != before)
        minimap = app.screen.query_one(Minimap)
        shown = [stretch for stretch in minimap.stretches if stretch.end > stretch.first]
        assert shown[-1].end == app.grid.virtual_size.height


async def test_where_there_is_nothing_to_show_there_is_no_strip() -> None:
    async with running((120, 30), comparison=make_comparison("BE")) as app:
        minimap = app.screen.query_one(Minimap)
        assert minimap.region.width == 2
        app.screen.choose(CONFLICTING)
        await app.until(lambda: "No fact is in the filter" in app.text())
        assert minimap.region.width == 0
