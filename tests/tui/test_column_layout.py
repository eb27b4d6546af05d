"""The user lays out the columns: by key, with the mouse, at every width; and it stays as they left it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.harness import Driver, running
from tui.arrangement import (
    MARGIN,
    MAX_COLUMN,
    MIN_ASKED,
    MIN_NARROW,
    Arrangement,
    Columns,
    capacity,
    columns,
    legend,
)
from tui.grid_layout import GUTTER, SEPARATOR

FIVE = Arrangement.of(5)
WEIGHTS = st.dictionaries(st.integers(0, 11), st.floats(0.01, 100))


@st.composite
def arrangements(draw: st.DrawFn) -> Arrangement:
    """Any order, weights and wish, at least one source shown."""
    order = draw(st.integers(1, 12).flatmap(lambda count: st.permutations(range(count))))
    hidden = draw(st.sets(st.sampled_from(order), max_size=len(order) - 1))
    wanted = draw(st.none() | st.integers(1, 12))
    return Arrangement(tuple(order), frozenset(hidden), draw(WEIGHTS), wanted)


def strides(arranged: Columns) -> list[int]:
    return [width + SEPARATOR for width in arranged.widths]


# Where the columns are --------------------------------------------------------------------------------------------


@given(width=st.integers(1, 300), arrangement=arrangements(), current=st.integers(0, 11))
def test_columns_cover_the_width_and_show_the_current_source(
    width: int, arrangement: Arrangement, current: int
) -> None:
    current = min(current, len(arrangement.order) - 1)
    arranged = columns(width, arrangement, current)
    assert arrangement.nearest(current) in arranged.visible
    assert (*arranged.before, *arranged.visible, *arranged.after) == arrangement.shown
    assert set(arranged.hidden) == arrangement.hidden
    ends = [start + text for start, text in zip(arranged.starts, arranged.widths, strict=True)]
    assert arranged.starts[0] == GUTTER + SEPARATOR
    assert min(arranged.widths) >= 1
    if width - GUTTER - MARGIN >= arranged.count * MIN_ASKED:
        assert all(start == end + SEPARATOR for start, end in zip(arranged.starts[1:], ends, strict=False))
        assert min(strides(arranged)) >= MIN_ASKED
        assert ends[-1] == min(width - MARGIN, GUTTER + arranged.count * MAX_COLUMN)


@pytest.mark.parametrize(("width", "count"), [(158, 5), (118, 5), (78, 2), (58, 1), (38, 1), (198, 5)])
def test_how_many_of_five_sources_fit(width: int, count: int) -> None:
    assert capacity(width, 5) == count


@given(width=st.integers(40, 97), sources=st.integers(1, 9))
def test_columns_of_a_narrow_terminal_are_wide_enough_to_read(width: int, sources: int) -> None:
    arranged = columns(width, Arrangement.of(sources), 0)
    assert arranged.count == 1 or min(strides(arranged)) >= MIN_NARROW


def test_the_window_moves_no_more_than_it_must() -> None:
    last = columns(78, FIVE, 2)
    assert last.visible == (1, 2)
    assert columns(78, FIVE, 1, last).visible == (1, 2)
    assert columns(78, FIVE, 3, last).visible == (2, 3)
    assert columns(78, FIVE, 0, last).visible == (0, 1)


def test_a_cell_of_the_screen_is_in_a_column_or_on_a_border() -> None:
    arranged = columns(158, FIVE.put(4, 0), 0)
    first, second = arranged.starts[:2]
    assert arranged.at(3) is None
    assert arranged.at(first) == 4
    assert arranged.at(second) == 0
    assert arranged.separator_at(second - SEPARATOR) == 4
    assert arranged.separator_at(first) is None
    assert arranged.separator_at(arranged.starts[-1] + arranged.widths[-1]) is None


# What the user wants of them --------------------------------------------------------------------------------------


@given(arrangement=arrangements(), source=st.integers(0, 11), direction=st.sampled_from((-1, 1)))
def test_no_wish_loses_a_source_or_hides_the_last_one(arrangement: Arrangement, source: int, direction: int) -> None:
    source = arrangement.nearest(min(source, len(arrangement.order) - 1))
    at = arrangement.beside(source, direction)
    for after in (arrangement.hide(source), arrangement.shift(source, direction), arrangement.put(source, at)):
        assert sorted(after.order) == sorted(arrangement.order)
        assert after.shown
    hidden = arrangement.hide(source)
    assert (source in hidden.shown) == (len(arrangement.shown) == 1)
    assert hidden.show(source).shown == arrangement.shown


@given(
    arrangement=arrangements(),
    wishes=st.lists(
        st.tuples(st.sampled_from(("hide", "show", "shift", "put", "widen", "ask", "drag")), st.integers(0, 11))
    ),
    width=st.integers(1, 220),
)
def test_whatever_is_wished_every_source_is_there_and_one_is_shown(
    arrangement: Arrangement, wishes: list[tuple[str, int]], width: int
) -> None:
    sources = sorted(arrangement.order)
    arranged = columns(width, arrangement, 0)
    for wish, number in wishes:
        source, direction = number % len(sources), 1 if number % 2 else -1
        if wish == "drag":
            arrangement = arrangement.drag(arranged, arranged.visible[number % arranged.count], 5 * direction)
        elif wish == "put":
            arrangement = arrangement.put(source, (source + number) % len(sources))
        elif wish == "ask":
            arrangement = arrangement.ask(number)
        elif wish in ("shift", "widen"):
            arrangement = getattr(arrangement, wish)(arrangement.nearest(source), direction)
        else:
            arrangement = getattr(arrangement, wish)(source)
        arranged = columns(width, arrangement, source, arranged)
        assert sorted(arrangement.order) == sources
        assert arrangement.nearest(source) in arranged.visible
        assert sorted((*arranged.before, *arranged.visible, *arranged.after, *arranged.hidden)) == sources
        assert min(arranged.widths) >= 1


def test_beside_leaves_hidden_sources_out() -> None:
    arrangement = Arrangement((3, 1, 0, 2), frozenset({1}))
    assert arrangement.beside(3, 1) == 0
    assert arrangement.beside(0, -1) == 3
    assert arrangement.beside(2, 1) == 2
    assert arrangement.nearest(1) == 0
    assert Arrangement((0, 1), frozenset({1})).nearest(1) == 0


def test_a_column_changes_places_with_the_next_one_that_is_shown() -> None:
    arrangement = Arrangement((0, 1, 2, 3), frozenset({1}))
    assert arrangement.shift(0, 1).shown == (2, 0, 3)
    assert arrangement.shift(0, -1) == arrangement
    assert FIVE.put(0, 2).order == (1, 2, 0, 3, 4)
    assert FIVE.put(3, 1).order == (0, 3, 1, 2, 4)


def test_a_wider_column_takes_from_all_others_and_stays_wide_at_another_width() -> None:
    even = columns(158, FIVE, 0)
    wider = FIVE.widen(1, 1)
    for width in (158, 220, 120):
        arranged = columns(width, wider, 0)
        own = strides(arranged).pop(1)
        assert own > max(strides(arranged)[:1] + strides(arranged)[2:])
    assert strides(columns(158, wider.widen(1, -1), 0)) == strides(even)


@given(cells=st.integers(-200, 200), place=st.integers(0, 3), width=st.integers(120, 260))
def test_a_dragged_border_goes_where_it_is_dragged(cells: int, place: int, width: int) -> None:
    before = columns(width, FIVE.widen(1, 1), 0)
    after = columns(width, FIVE.widen(1, 1).drag(before, before.visible[place], cells), 0)
    old, new = strides(before), strides(after)
    assert new[place] - old[place] == max(MIN_ASKED - old[place], min(cells, old[place + 1] - MIN_ASKED))
    assert new[place] + new[place + 1] == old[place] + old[place + 1]
    assert [*new[:place], *new[place + 2 :]] == [*old[:place], *old[place + 2 :]]


def test_a_dragged_border_leaves_the_columns_out_of_sight_their_share() -> None:
    asked = FIVE.widen(1, 1).ask(3)
    before = columns(100, asked, 0)
    dragged = asked.drag(before, 1, -6)
    assert sum(map(dragged.weight, before.visible)) == pytest.approx(sum(map(asked.weight, before.visible)))
    assert dragged.weight(4) == 1


def test_what_is_at_a_cell() -> None:
    arranged = columns(158, FIVE, 0)
    for source, start in zip(arranged.visible[1:], arranged.starts[1:], strict=True):
        left = start - SEPARATOR
        assert [arranged.at(x) for x in (left - 1, left)] == [source - 1, source]
        near = [arranged.separator_at(x) for x in range(left - 2, start + 1)]
        assert near == [None, source - 1, source - 1, source - 1, None]
    first = arranged.starts[0] - SEPARATOR
    assert [arranged.at(x) for x in (first - 1, first)] == [None, 0]
    assert arranged.separator_at(first) is None


def test_a_user_may_ask_for_more_or_fewer_columns() -> None:
    assert columns(78, FIVE.ask(4), 0).count == 4
    assert columns(78, FIVE.ask(5), 0).count == 4
    assert columns(158, FIVE.ask(2), 0).count == 2
    assert FIVE.hide(0).ask(9).wanted == 4


def test_the_legend_says_what_is_out_of_sight_or_hidden() -> None:
    def said(arranged: Columns, width: int = 40) -> str:
        return "".join(piece.text for piece in legend("ABCDE", arranged, width))

    assert said(columns(158, FIVE, 0)) == ""
    assert said(columns(78, FIVE, 3, columns(78, FIVE, 2))) == "A B [C D] E"
    assert said(columns(158, FIVE.hide(1).hide(3), 0)) == "hidden: B D"
    assert said(columns(78, FIVE.hide(1), 0)) == "[A C] D E · hidden: B"
    assert said(columns(78, FIVE.hide(1), 0), 18) == "1–2/4 +1 hidden"
    assert said(columns(78, FIVE.hide(1), 0), 3) == ""


# On screen --------------------------------------------------------------------------------------------------------


def order(app: Driver) -> str:
    return "".join("ABCDE"[source] for source in app.grid.columns.visible)


async def test_wider_and_narrower() -> None:
    async with running() as app:
        even = app.grid.columns.widths
        await app.press("l", "w")
        assert app.grid.columns.widths[1] > even[1]
        assert sum(app.grid.columns.widths) == sum(even)
        await app.press("W")
        assert app.grid.columns.widths == even
        await app.press(*"WWWWWWWWWWWW")
        assert app.grid.columns.widths[1] == MIN_ASKED - SEPARATOR
        await app.until(lambda: "The column cannot be narrower." in app.text())
        await app.press("w")
        assert app.grid.columns.widths[1] > MIN_ASKED - SEPARATOR


async def test_nothing_is_cut_off_in_a_narrow_column() -> None:
    async with running() as app:
        height = app.grid.virtual_size.height
        await app.press(*"WWWWWWWWWWWW")
        assert app.grid.virtual_size.height > height
        start, width = app.grid.columns.place_of(0)
        cell = "".join(app.grid.render_line(y).crop(start, start + width).text.strip() for y in range(30))
        assert "shortlybefore5a.m." in cell.replace(" ", "")


async def test_one_column_has_all_the_room() -> None:
    async with running((60, 20)) as app:
        arrangement = app.app.session.arrangement
        await app.press("w")
        await app.until(lambda: "One column has all" in app.text())
        assert app.app.session.arrangement == arrangement


async def test_moving_a_column_takes_the_current_source_along() -> None:
    async with running() as app:
        await app.press("L")
        assert order(app) == "BACDE"
        assert app.app.session.source == 0
        await app.press("l")
        assert app.app.session.source == 2
        await app.press("h", "H")
        assert order(app) == "ABCDE"
        await app.press("H")
        await app.until(lambda: "It is the first column." in app.text())
        assert [head for head in app.header()[0].split("│") if "Ellery" in head] == [app.header()[0].split("│")[1]]


async def test_hiding_columns_down_to_the_last_one() -> None:
    async with running() as app:
        await app.press("l", "x")
        assert order(app) == "ACDE"
        assert app.app.session.source == 2
        assert "hidden: B" in app.header()[-1]
        await app.press("h")
        assert app.app.session.source == 0
        await app.press("x", "x", "x", "x")
        assert order(app) == "E"
        await app.until(lambda: "The last column stays." in app.text())
        await app.press("X")
        assert order(app) == "ABCDE"
        assert "hidden" not in app.header()[-1]


async def test_what_no_visible_source_tells_says_who_does() -> None:
    async with running() as app:
        await app.press("l", "x", "plus")
        await app.until(lambda: "All columns are visible. X brings the hidden ones back." in app.text())
        only_b = next(row for row in app.grid.sheet.facts if tuple(app.grid.sheet.fact(row).cells) == ("B",))
        await app.press("G")
        app.grid.go_to(app.grid.sheet.facts.index(only_b))
        await app.pilot.pause()
        assert "— told by B, hidden" in app.text()
        assert "·B···" in app.text()


async def test_one_source_at_a_time_says_who_else_tells_it() -> None:
    async with running((60, 20)) as app:
        assert order(app) == "A"
        told = app.grid.sheet.fact(0).cells
        assert "".join(letter if letter in told else "·" for letter in "ABCDE") in app.text()
        await app.press("l")
        assert order(app) == "B"
        assert "A [B] C D E" in app.header()[-1]


async def test_the_layout_stays_when_screens_change() -> None:
    async with running() as app:
        await app.press("l", "w", "L", "x")
        arranged = app.grid.columns
        await app.press("m")
        assert app.app.screen is not app.screen
        await app.press("c")
        assert app.app.screen is app.screen
        assert app.grid.columns == arranged


async def test_a_hidden_source_that_another_screen_made_current_is_not_current_here() -> None:
    async with running() as app:
        await app.press("x")
        app.app.session.source = 0
        app.screen.sync()
        await app.pilot.pause()
        assert app.app.session.source == 1
        assert order(app) == "BCDE"


async def test_the_base_is_marked_in_the_heads_and_down_its_column() -> None:
    async with running() as app:
        await app.press("b", "b")
        start, _ = app.grid.columns.place_of(1)
        assert " base " in app.header()[0][start : start + 40]
        for y in range(app.grid.size.height):
            assert app.grid.render_line(y).text[start - SEPARATOR] == "┃"
            assert app.grid.render_line(y).text.count("┃") == 1
        assert "base B" in app.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_the_base_is_named_in_short_heads_too(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await app.press("b")
        assert " base" in app.header()[0]


async def test_the_current_source_has_a_heavy_rule_under_its_head() -> None:
    async with running() as app:
        await app.press("l", "l")
        start, width = app.grid.columns.place_of(2)
        rule = app.header()[-1]
        assert set(rule[start : start + width]) == {"━"}
        assert rule.count("━") == width + 1


async def test_other_columns_leave_the_current_fact_at_its_height_of_the_screen() -> None:
    async with running() as app:
        await app.press(*"jjjjjjjj")
        line = top_line(app)
        assert line > 5
        for key in ("w", "L", "x", "X", "minus"):
            await app.press(key)
            assert top_line(app) == line


async def test_marking_words_lays_out_nothing_anew() -> None:
    async with running() as app:
        assert app.grid.sheet is not None
        starts = app.grid.sheet.starts
        await app.press("b", "t", "l")
        app.app.session.search = "bridge"
        app.screen.sync()
        await app.press("d")
        assert app.grid.sheet.starts is starts
        await app.press("w")
        assert app.grid.sheet.starts is not starts


def top_line(app: Driver) -> int:
    """The line of the grid where the current fact begins."""
    sheet = app.grid.sheet
    assert sheet is not None
    return sheet.starts[sheet.facts[app.grid.cursor]] - app.grid.scroll_offset.y


async def test_a_click_on_a_head_makes_its_source_current() -> None:
    async with running() as app:
        await click(app, app.grid.columns.starts[3] + 4, 1)
        assert app.app.session.source == 3


async def test_a_click_on_a_hidden_source_brings_it_back() -> None:
    async with running() as app:
        await app.press("l", "x", "x")
        rule = app.header()[-1]
        await click(app, rule.index("hidden: ") + len("hidden: B "), len(app.header()) - 1)
        assert order(app) == "ACDE"
        assert app.app.session.source == 2


async def test_a_click_on_a_source_out_of_sight_shows_it() -> None:
    async with running((80, 24)) as app:
        rule = app.header()[-1]
        await click(app, rule.rindex("E"), len(app.header()) - 1)
        assert order(app) == "DE"


async def test_dragging_a_border_widens_the_column() -> None:
    async with running() as app:
        before = app.grid.columns
        border = before.starts[1] - SEPARATOR
        await drag(app, border, border + 7)
        assert app.grid.columns.widths[0] == before.widths[0] + 7
        assert app.grid.columns.widths[1] == before.widths[1] - 7
        assert app.app.session.source == 0


async def test_dragging_a_head_moves_the_column() -> None:
    async with running() as app:
        starts = app.grid.columns.starts
        await drag(app, starts[0] + 3, starts[2] + 25)
        assert order(app) == "BCADE"
        assert app.app.session.source == 0
        await drag(app, starts[4] + 3, starts[0] + 1)
        assert order(app) == "EBCAD"


async def test_another_screen_in_the_middle_of_a_drag_ends_it() -> None:
    async with running() as app:
        starts, before = app.grid.columns.starts, app.grid.columns.widths
        top = app.grid.region.y - len(app.header())
        for x in (starts[0] + 3, starts[1] - SEPARATOR):
            await app.pilot.mouse_down(offset=(x, top))
            await app.press("m")
            await app.press("c")
            await app.pilot.hover(offset=(starts[2] + 25, top))
            await app.pilot.pause()
            assert order(app) == "ABCDE"
            assert app.grid.columns.widths == before


async def click(app: Driver, x: int, y: int) -> None:
    """Click on a cell of the heads."""
    top = app.grid.region.y - len(app.header())
    await app.pilot.click(offset=(x, top + y))
    await app.pilot.pause()


async def drag(app: Driver, start: int, end: int) -> None:
    """Drag along the names of the heads."""
    top = app.grid.region.y - len(app.header())
    await app.pilot.mouse_down(offset=(start, top))
    for x in ((start + end) // 2, end):
        await app.pilot.hover(offset=(x, top))
        await app.pilot.pause()
    await app.pilot.mouse_up(offset=(end, top))
    await app.pilot.pause()
