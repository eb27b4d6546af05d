"""Words are selected with the mouse in one column, and copied as the article has them, with whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import MouseScrollDown
from textual.geometry import Offset

from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.grid_layout import show, wrap
from tui.passages import cell, distinct, own_words
from tui.selection import Place, Selection, place_at

COMPARISON = make_comparison()
TEXT = "the 北港 cafe\u0301 was shut on Tuesday"


def test_a_cell_of_the_screen_is_a_character_of_the_text() -> None:
    lines = wrap(TEXT, 12)
    assert [TEXT[start:end] for start, end in lines] == ["the 北港", "cafe\u0301 was", "shut on", "Tuesday"]
    assert place_at(TEXT, lines, 0, 0, 0) == Place(0, 0, 1)
    assert place_at(TEXT, lines, 0, 0, 5) == place_at(TEXT, lines, 0, 0, 4) == Place(0, 4, 5)
    at = TEXT.index("e\u0301")
    assert place_at(TEXT, lines, 0, 1, 3) == Place(0, at, at + 2)
    assert place_at(TEXT, lines, 0, 1, 4) == Place(0, at + 2, at + 3)


def test_outside_the_text_is_its_nearest_end() -> None:
    lines = wrap(TEXT, 12)
    end = TEXT.index(" was") + 4
    assert place_at(TEXT, lines, 3, 1, 99) == Place(3, end, end)
    assert place_at(TEXT, lines, 3, 1, -4) == Place(3, lines[1][0], lines[1][0])
    assert place_at(TEXT, lines, 3, 9, 2) == Place(3, len(TEXT), len(TEXT))


@pytest.mark.parametrize("turned", [False, True])
def test_a_selection_holds_both_its_ends(turned: bool) -> None:
    ends = [Place(1, 4, 5), Place(3, 7, 8)]
    selection = Selection(0, *(reversed(ends) if turned else ends))
    assert list(selection.rows) == [1, 2, 3]
    assert selection.span(0, 20) is None
    assert selection.span(1, 20) == (4, 20)
    assert selection.span(2, 20) == (0, 20)
    assert selection.span(3, 20) == (0, 8)
    assert Selection(0, Place(1, 9, 10), Place(1, 4, 5)).span(1, 20) == (4, 10)
    assert Selection(0, Place(1, 4, 4), Place(1, 4, 4)).span(1, 20) is None


def test_an_article_s_own_words_are_without_letters_signs_and_remarks() -> None:
    comparison = make_comparison()
    for fact in comparison.facts:
        for source, ids in fact.cells.items():
            passage = cell(comparison, fact, source)
            assert passage is not None
            for id_ in ids:
                sentence = comparison.sentences[id_]
                if sentence.text.isascii() and sentence.text.isprintable():
                    assert sentence.text in own_words(passage)
            assert "repeated)" not in own_words(passage)
            assert "(?)" not in own_words(passage)


@given(st.data())
def test_selected_words_are_always_words_of_the_article(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(COMPARISON.facts))
    source = data.draw(st.sampled_from(list(fact.cells)))
    passage = cell(COMPARISON, fact, source, data.draw(st.sampled_from([None, "A", "B"])))
    assert passage is not None
    width = data.draw(st.integers(1, 60))
    lines = wrap(passage.text, width)
    ends = [
        place_at(passage.text, lines, 0, data.draw(st.integers(0, len(lines))), data.draw(st.integers(-2, width + 2)))
        for _ in range(2)
    ]
    span = Selection(0, *ends).span(0, len(passage.text))
    words = own_words(passage, *span) if span is not None else ""
    shown, _ = distinct(COMPARISON, fact.cells[source])
    assert words in "\n".join(show(sentence.text).text for sentence in shown)


# On screen --------------------------------------------------------------------------------------------------------


def where(app: Driver, text: str, source: int = 0) -> Offset:
    """The cell of the terminal where a text begins in the grid, in a source's column."""
    start, width = app.grid.columns.place_of(source)
    for y in range(app.grid.region.y, app.grid.region.bottom):
        x = app.lines()[y].find(text, start, start + width)
        if x >= 0:
            return Offset(x, y)
    raise AssertionError(f"{text!r} is not on screen")


async def drag(app: Driver, start: Offset, *on: Offset) -> None:
    """Hold the button at a cell, go to the others, let go at the last one."""
    await app.pilot.mouse_down(offset=start)
    for offset in on:
        await app.pilot.hover(offset=offset)
        await app.pilot.pause()
    await app.pilot.mouse_up(offset=on[-1])
    await app.pilot.pause()


async def test_words_of_one_line_are_copied_with_their_attribution() -> None:
    async with running((200, 48)) as app:
        start = where(app, "Two# of its")
        await drag(app, start, start + Offset(8, 0), start + Offset(len("Two# of its") - 1, 0))
        assert app.grid.selected == (0, "Two of its")
        assert "y copies 3 words" in app.lines()[-1]
        await app.press("y")
        article = make_comparison().story.articles[0]
        assert app.app.clipboard.endswith("): Two of its\n")
        assert app.app.clipboard.startswith("A ")
        assert article.file in app.app.clipboard
        await app.until(lambda: "Copied 3 words of A" in app.text())


async def test_what_is_selected_is_seen_without_colour() -> None:
    async with running() as app:
        start = where(app, "Freighter")
        y = start.y - app.grid.region.y
        await drag(app, start, start + Offset(4, 0))
        styles = {segment.text: segment.style for segment in app.grid.render_line(y)}
        assert styles["Freig"].reverse
        assert not styles["hter strikes Tern"].reverse


async def test_a_drag_stays_in_its_column_over_several_rows() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes Tern")
        width = app.grid.columns.widths[0]
        await drag(app, start, start + Offset(width + 20, 1), start + Offset(width + 30, 12))
        source, words = app.grid.selected or (None, "")
        assert source == 0
        comparison = make_comparison()
        own = {sentence.text for sentence in comparison.sentences.values() if sentence.source == "A"}
        lines = words.split("\n")
        assert len(lines) > 2
        assert all(any(line in text for text in own) for line in lines)


async def test_backwards_and_outside_the_grid() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes Tern")
        await drag(app, start + Offset(8, 0), start + Offset(2, 0), Offset(1, start.y))
        assert app.grid.selected == (0, "Freighter")


async def test_a_drag_held_below_the_grid_scrolls_on() -> None:
    async with running((120, 24)) as app:
        start = where(app, "Freighter strikes")
        await app.pilot.mouse_down(offset=start)
        await app.pilot.hover(offset=Offset(start.x + 3, app.grid.region.bottom + 1))
        await app.until(lambda: app.grid.scroll_offset.y > 3)
        await app.pilot.mouse_up(offset=Offset(start.x + 3, app.grid.region.bottom + 1))
        await app.pilot.pause()
        stopped = app.grid.scroll_offset.y
        _, words = app.grid.selected or (None, "")
        assert words.count("\n") > 1
        await app.pilot.pause(0.2)
        assert app.grid.scroll_offset.y == stopped
        assert app.label == make_comparison().facts[0].label


async def test_a_drag_is_no_click_and_a_click_ends_the_selection() -> None:
    async with running() as app:
        await app.press("l")
        label = app.label
        start = where(app, "Two# of its")
        await drag(app, start, start + Offset(6, 0))
        assert app.label == label
        assert app.app.session.source == 1
        await app.pilot.click(offset=start)
        await app.pilot.pause()
        assert app.grid.selected is None
        assert app.label != label
        assert app.app.session.source == 0


async def test_escape_ends_the_selection_first_then_the_search() -> None:
    async with running() as app:
        app.app.session.search = "bridge"
        app.screen.sync()
        start = where(app, "Two# of its")
        await drag(app, start, start + Offset(6, 0))
        await app.press("escape")
        assert app.grid.selected is None
        assert app.app.session.search == "bridge"
        await app.press("y")
        assert app.app.clipboard.startswith("Fact 1")
        await app.press("escape")
        assert app.app.session.search == ""


async def test_ctrl_c_copies_the_selection_and_not_nothing() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes")
        await drag(app, start, start + Offset(8, 0))
        await app.press("ctrl+c")
        assert app.app.clipboard.endswith("): Freighter\n")


async def test_a_drag_in_the_gutter_or_on_silence_selects_nothing() -> None:
    async with running() as app:
        gutter = Offset(2, app.grid.region.y)
        await drag(app, gutter, gutter + Offset(40, 0))
        assert app.grid.selected is None
        silence = where(app, "—", 4)
        await drag(app, silence, silence + Offset(3, 0))
        assert app.grid.selected is None
        await app.press("y")
        assert app.app.clipboard.startswith("Fact ")


async def test_other_rows_end_the_selection() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes")
        await drag(app, start, start + Offset(8, 0))
        await app.press("o")
        assert app.grid.selected is None


async def test_other_rows_in_the_middle_of_a_drag_end_it() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes")
        await app.pilot.mouse_down(offset=start)
        assert app.app.mouse_captured is app.grid
        await app.press("o")
        assert app.app.mouse_captured is None
        await app.pilot.hover(offset=start + Offset(8, 0))
        await app.pilot.pause()
        assert app.grid.selected is None


async def test_another_screen_in_the_middle_of_a_drag_ends_it() -> None:
    async with running() as app:
        start = where(app, "Freighter strikes")
        await app.pilot.mouse_down(offset=start)
        await app.press("m")
        await app.press("c")
        await app.pilot.hover(offset=start + Offset(8, 0))
        await app.pilot.pause()
        assert app.grid.selected is None


async def test_the_second_click_opens_the_fact() -> None:
    async with running() as app:
        start = where(app, "Two# of its")
        await app.pilot.click(offset=start, times=2)
        await app.until(lambda: app.app.screen is not app.screen)
        assert app.app.session.fact == 1


async def test_the_wheel_leaves_the_cursor_and_a_key_comes_back_to_it() -> None:
    async with running() as app:
        await app.press("j")
        for _ in range(15):
            await app.pilot._post_mouse_events([MouseScrollDown], app.grid, (40, 5))
        assert app.grid.cursor == 1
        assert not app.grid.cursor_in_view
        await app.press("j")
        assert app.grid.cursor == 2
        assert app.grid.cursor_in_view
        await app.press("G")
        for _ in range(30):
            app.grid.roll(-1)
        assert not app.grid.cursor_in_view
        await app.press("j")
        assert app.grid.cursor_in_view


async def test_resizing_stays_where_the_wheel_went() -> None:
    async with running((120, 40)) as app:
        for _ in range(15):
            app.grid.roll(1)
        sheet = app.grid.sheet
        assert sheet is not None
        row = sheet.row_at(app.grid.scroll_offset.y)
        assert row > 2
        await app.pilot.resize_terminal(80, 40)
        await app.until(lambda: app.grid.columns.count == 2)
        await app.pilot.pause()
        assert sheet.row_at(app.grid.scroll_offset.y) == row
