"""Every key of the Columns screen, and what must hold at every size."""

from __future__ import annotations

import dataclasses

import pytest
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from aligner.model import Agreement, Comparison, DifferenceType
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, make_comparison
from tui.app import SynopticApp
from tui.grid_layout import GUTTER
from tui.keys import SECTIONS
from tui.passages import cell
from tui.screens.filter import FilterScreen
from tui.screens.help import HelpScreen, help_text, key_lines
from tui.theme import DARK, LIGHT
from tui.view import Order
from tui.widgets.key_bar import KeyBar
from tui.widgets.status import StatusLine

LABELS = [row.label for row in ROWS.values()]
LAST = len(LABELS) - 1


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_next_and_previous_fact(down: str, up: str) -> None:
    async with running() as app:
        assert app.label == LABELS[0]
        await app.press(down, down)
        assert app.label == LABELS[2]
        await app.press(up)
        assert app.label == LABELS[1]
        await app.press(up, up, up)
        assert app.label == LABELS[0]


@pytest.mark.parametrize(("last", "first"), [("G", "g"), ("end", "home")])
async def test_first_and_last_fact(last: str, first: str) -> None:
    async with running() as app:
        await app.press(last)
        assert app.label == LABELS[LAST]
        assert app.grid.cursor_in_view
        await app.press(first)
        assert app.label == LABELS[0]
        assert app.grid.scroll_offset.y == 0


@pytest.mark.parametrize(("down", "up"), [("pagedown", "pageup"), ("ctrl+d", "ctrl+u")])
async def test_pages(down: str, up: str) -> None:
    async with running((120, 60)) as app:
        seen = [app.grid.cursor]
        while app.grid.cursor < LAST:
            await app.press(down)
            assert app.grid.cursor > seen[-1]
            assert app.grid.cursor_in_view
            seen.append(app.grid.cursor)
        assert len(seen) < LAST
        before = app.grid.cursor
        await app.press(up)
        assert app.grid.cursor < before


async def test_next_and_previous_conflict() -> None:
    async with running() as app:
        conflicts = [row.label for row in ROWS.values() if row.agreement is Agreement.CONFLICT]
        seen = [app.label]
        for _ in conflicts[1:]:
            await app.press("right_square_bracket")
            seen.append(app.label)
        assert seen == conflicts
        await app.press("right_square_bracket")
        assert app.label == conflicts[-1]
        assert "No conflict after this fact" in app.text()
        await app.press("left_square_bracket")
        assert app.label == conflicts[-2]


@pytest.mark.parametrize(("right", "left"), [("l", "h"), ("right", "left")])
async def test_sources_left_and_right(right: str, left: str) -> None:
    async with running() as app:
        await app.press(right)
        assert app.session.source == 1
        assert next(entry.head for entry in app.detail.shown if entry.head[1:].isdigit()) == "B00"
        await app.press(*[right] * 4)
        assert app.session.source == 4
        await app.press(*[left] * 5)
        assert app.session.source == 0


async def test_the_window_of_sources_moves_on_a_narrow_terminal() -> None:
    async with running((80, 24)) as app:
        assert app.grid.columns.visible == (0, 1)
        assert "[A B] C D E" in app.header()[-1]
        await app.press("l", "l")
        assert app.grid.columns.visible == (1, 2)
        assert "A [B C] D E" in app.header()[-1]
        assert "Beigang Daily" in app.header()[0]
        await app.press("h", "h")
        assert app.grid.columns.visible == (0, 1)


async def test_where_no_visible_source_tells_a_fact_the_row_says_who_does() -> None:
    async with running((80, 24)) as app:
        app.screen.go_to_fact(LABELS.index("what is known"))
        await app.pilot.pause()
        assert "— told by E" in app.text()
        await app.press(*"llll")
        assert "— told by E" not in app.text()
        assert "Tern Bridge: what is known" in app.text()


async def test_all_sources_are_there_on_a_wide_terminal() -> None:
    async with running((120, 36)) as app:
        assert app.grid.columns.count == 5
        assert "[" not in app.header()[-1]


async def test_more_and_fewer_sources_side_by_side() -> None:
    async with running((80, 24)) as app:
        await app.press("plus")
        assert app.grid.columns.count == 3
        await app.press("minus", "minus", "minus")
        assert app.grid.columns.count == 1


async def test_furniture_is_hidden_until_asked_for_and_then_whole() -> None:
    async with running() as app:
        height = app.grid.virtual_size.height
        assert "Home | Harbour" not in app.text()
        await app.press("u")
        assert "Home | Harbour" in app.text()
        assert app.grid.virtual_size.height > height
        assert app.label == LABELS[0]
        await app.press("u")
        assert app.grid.virtual_size.height == height


async def test_furniture_before_the_first_fact_is_in_view_from_it() -> None:
    async with running() as app:
        await app.press("u", "G", "g")
        assert app.grid.scroll_offset.y == 0


async def test_filters_add_up_and_the_grid_follows_at_once() -> None:
    async with running() as app:
        await app.press("f")
        assert isinstance(app.app.screen, FilterScreen)
        await app.press("c")
        assert app.session.filter.name == "conflicts"
        assert app.grid.count == sum(row.agreement is Agreement.CONFLICT for row in ROWS.values())
        await app.press("dollar_sign", "1")
        assert app.session.filter.name == "conflicts · money · A says"
        assert app.label == "what the repairs cost"
        await app.press("f")
        assert app.app.screen is app.screen
        assert "filter: conflicts · money" in app.lines()[0]
        await app.press("f", "a")
        assert app.grid.count == len(ROWS)
        assert app.label == "what the repairs cost"


async def test_a_choice_is_made_from_the_list_and_stays_when_the_list_is_left() -> None:
    async with running() as app:
        await app.press("f", "j", "j", "k", "enter")
        assert app.session.filter.name == "details only"
        for leave in ("escape", "q", "f"):
            await app.press(leave)
            assert app.session.filter.name == "details only"
            assert app.app.screen is app.screen
            await app.press("f")


async def test_a_text_filters_while_it_is_typed_and_its_letters_are_no_keys() -> None:
    async with running() as app:
        await app.press("f", "slash", *"what is known", "enter")
        assert app.session.filter.name == "“what is known”"
        assert app.label == "what is known"
        assert "1 of " in app.text()
        await app.press("escape", "escape")
        assert app.session.filter.text == "what is known"


async def test_the_list_says_how_many_facts_each_choice_shows() -> None:
    async with running() as app:
        await app.press("f")
        conflicts = sum(row.agreement is Agreement.CONFLICT for row in ROWS.values())
        line = next(line for line in app.lines() if " c " in line and "conflicts" in line and "│" in line)
        assert f" {conflicts} " in line


async def test_search_marks_all_hits_and_goes_through_them() -> None:
    async with running() as app:
        await app.press("slash", *"HARBOUR", "enter")
        hits = app.session.hits
        assert len(hits) > 1
        assert app.session.fact == hits[0]
        assert f"“HARBOUR” 1/{len(hits)}" in app.lines()[-1]
        await app.press("n")
        assert app.session.fact == hits[1]
        await app.press("N", "N")
        assert app.session.fact == hits[-1]
        assert "On from the last hit" in app.text()
        assert {text.lower() for text in app.marked()} >= {"harbour"}
        await app.press("escape")
        assert app.session.search == ""
        assert "harbour" not in {text.lower() for text in app.marked()}


async def test_search_for_what_is_not_there() -> None:
    async with running() as app:
        await app.press("j", "slash", *"zeppelin", "enter")
        assert app.session.fact == 1
        assert "“zeppelin” is in none of the facts shown" in app.text()
        await app.press("slash", "escape")
        assert app.grid.has_focus
        assert app.session.search == "zeppelin"


@pytest.mark.parametrize(
    ("key", "type_"),
    [
        ("dollar_sign", DifferenceType.MONEY),
        ("number_sign", DifferenceType.NUMBER),
        ("at", DifferenceType.DATE),
        ("ampersand", DifferenceType.NAME),
        ("quotation_mark", DifferenceType.QUOTE),
    ],
)
async def test_one_key_goes_to_the_next_difference_of_a_type_and_round(key: str, type_: DifferenceType) -> None:
    facts = make_comparison().facts
    wanted = [index for index, fact in enumerate(facts) if any(d.type is type_ for d in fact.differences)]
    async with running() as app:
        start = [index for index in wanted if index > 0] + [index for index in wanted if index == 0]
        for index in [*start, start[0]]:
            await app.press(key)
            assert app.session.fact == index


async def test_an_empty_filter_says_so_and_how_to_get_back() -> None:
    async with running(comparison=make_comparison("BE")) as app:
        await app.press("f", "c", "f")
        assert app.session.facts == ()
        assert not app.grid.display
        assert "No fact is in the filter “conflicts”" in app.text()
        assert "f a" in app.text()
        # No key may fail on an empty view.
        await app.press(
            "j", "k", "g", "G", "space", "ctrl+u", "right_square_bracket", "y", "d", "l", "b", "o", "u", "tab"
        )
        await app.press("f", "a")
        assert app.grid.display
        assert app.grid.count > 0
        assert app.label in app.text()


async def test_orders_go_round_and_the_fact_stays() -> None:
    async with running() as app:
        await app.press("j", "j", "j", "j")
        for order in [*(order for order in Order if order not in (Order.READING, Order.DRAFT)), Order.READING]:
            await app.press("o")
            assert app.session.order is order
            assert f"order: {order}" in app.lines()[0]
            assert app.label == LABELS[4]
            assert app.grid.cursor_in_view


async def test_the_base_source_goes_round_and_marks_the_current_fact() -> None:
    async with running() as app:
        await app.press("j", "b")
        assert app.session.base == "A"
        assert any("base" in line for line in app.header())
        assert "base: A" in app.lines()[0]
        await app.press(*"bbbbb")
        assert app.session.base is None
        assert not any("base" in line for line in app.header())


async def test_tab_goes_into_the_detail_pane_and_back() -> None:
    async with running((120, 30)) as app:
        await app.press("tab")
        assert app.detail.has_focus
        await app.press("j")
        assert app.detail.scroll_offset.y == 1
        await app.press("G", "g", "pagedown", "k")
        assert app.label == LABELS[0]
        for back in ("escape", "shift+tab", "tab"):
            await app.press(back)
            assert app.grid.has_focus
            await app.press("tab")


async def test_the_detail_pane_can_be_enlarged() -> None:
    async with running() as app:
        height = app.detail.size.height
        await app.press("d")
        assert app.detail.size.height > height
        await app.press("d")
        assert app.detail.size.height == height


async def test_help_opens_and_closes() -> None:
    async with running((80, 24)) as app:
        for opens, closes in (("question_mark", "escape"), ("f1", "q"), ("question_mark", "question_mark")):
            await app.press(opens)
            assert isinstance(app.app.screen, HelpScreen)
            assert "next, previous conflict" in app.text()
            await app.press("j", "k", closes)
            assert app.app.screen is app.screen


async def test_no_line_of_the_help_is_cut_off_or_broken_on_80_columns() -> None:
    async with running((80, 24)) as app:
        await app.press("question_mark")
        page = app.app.screen.query_one(VerticalScroll)
        text = page.query_one(Static)
        sections = key_lines(app.screen.active_bindings)
        assert text.size.height == len(help_text(sections).plain.split("\n"))
        assert text.size.width <= page.scrollable_content_region.width


async def test_the_help_tells_every_key_of_the_screen_and_no_other() -> None:
    async with running() as app:
        told = " ".join(key for _, lines in key_lines(app.screen.active_bindings) for key, _ in lines).split()
        for key in (
            "j",
            "k",
            "]",
            "[",
            "g",
            "G",
            "p",
            "<",
            ">",
            "0",
            "h",
            "l",
            "tab",
            "f",
            "o",
            "b",
            "u",
            "d",
            "enter",
        ):
            assert key in told
        sections = {id_ for _, lines in SECTIONS for ids, _ in lines for id_ in ids}
        own = {binding.id for binding in app.screen.BINDINGS if isinstance(binding, Binding)}
        assert own <= sections


async def test_the_help_shows_keys_as_they_are_now() -> None:
    comparison = make_comparison()
    app = SynopticApp(comparison.story, comparison=comparison, start="columns", keymap={"conflict.next": "z"})
    async with app.run_test(size=(120, 36)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: driver.session.comparison is not None)
        lines = dict(dict(key_lines(app.screen.active_bindings))["Move"])
        assert lines["z ["] == "next, previous conflict"
        await driver.press("z")
        assert driver.session.current is not None
        assert driver.session.current.agreement is Agreement.CONFLICT


@pytest.mark.parametrize("theme", ["nord", "textual-light", "ansi-dark"])
async def test_other_themes_work(theme: str) -> None:
    async with running(theme=theme) as app:
        await app.press("j", "b", "u", "tab")
        assert "Fact 2" in app.text()


async def test_the_theme_of_the_environment_does_not_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DEFAULT_THEME", "nord")
    async with running() as app:
        assert app.app.theme == DARK


async def test_without_colour_marks_are_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running() as app:
        assert "Marlow StarN" in app.text()
        assert "≠ 4" in app.text()


async def test_copying_a_fact() -> None:
    async with running() as app:
        await app.press("j", "y")
        assert app.app.clipboard.startswith("Fact 2 · piers were damaged")
        assert "Copied fact 2" in app.text()


async def test_quit() -> None:
    async with running() as app:
        await app.press("q")
        await app.pilot.pause()
    assert app.app.return_code == 0


async def test_the_palette_has_every_action_and_every_fact() -> None:
    async with running() as app:
        await app.press("ctrl+p")
        await app.pilot.press(*"known")
        await app.app.workers.wait_for_complete()
        await app.until(lambda: "Go to fact 3: what is known" in app.text())
        await app.press("enter")
        await app.until(lambda: app.label == "what is known" and app.app.screen is app.screen)
        await app.press("ctrl+p")
        await app.pilot.press(*"furniture")
        await app.app.workers.wait_for_complete()
        await app.until(lambda: "Show or hide furniture" in app.text())
        await app.press("enter")
        await app.until(lambda: app.session.furniture)


async def test_a_fact_outside_the_filter_is_reached_from_the_palette() -> None:
    async with running() as app:
        await app.press("f", "c")
        app.screen.go_to_fact(2)
        await app.pilot.pause()
        assert app.label == "what is known"
        assert app.session.filter.name == "all"


async def test_a_click_selects_fact_and_source() -> None:
    async with running() as app:
        region = app.grid.region
        row = app.lines().index(next(line for line in app.lines() if "Two# of its nine" in line))
        await app.pilot.click(offset=(region.x + app.grid.columns.starts[1] + 2, row))
        await app.pilot.pause()
        assert app.label == LABELS[1]
        assert app.session.source == 1


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with running() as app:
        app.grid.scroll_down(animate=False)
        await app.pilot.pause()
        assert app.grid.scroll_offset.y > 0
        assert app.label == LABELS[0]


@pytest.mark.parametrize("size", [(200, 60), (60, 15), (40, 10), (10, 3)])
async def test_every_size_works(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await app.press(
            "u", "b", "tab", "l", "d", "f", "escape", "question_mark", "escape", "e", "escape", "escape", "G"
        )
        assert app.label == LABELS[LAST]
        assert app.screen.scrollbars_enabled == (False, False)


@pytest.mark.parametrize("width", [40, 63, 80, 100, 160])
async def test_the_key_bar_shows_whole_keys_only(width: int) -> None:
    async with running((160, 24)) as app:
        await app.pilot.resize_terminal(width, 24)
        bar = app.screen.query_one(KeyBar)
        await app.until(lambda: bar.size.width == width)
        await app.pilot.pause()
        last = app.lines()[-1]
        assert last.startswith("? Help q Quit")
        assert last.rstrip().endswith("fact 1/24")
        assert ("y Copy" in last) == (width == 160)


async def test_a_tiny_terminal_shows_one_column_and_the_current_fact() -> None:
    async with running((40, 10)) as app:
        assert app.grid.columns.count == 1
        assert "1 ≠ 4" in app.text()
        assert "Freighter strikes Tern" in app.text()


async def test_the_detail_pane_of_a_low_terminal_appears_when_tabbed_to() -> None:
    async with running((80, 16)) as app:
        assert not app.detail.display
        await app.press("tab")
        assert app.detail.display
        assert app.detail.has_focus
        await app.press("escape")
        assert not app.detail.display


async def test_resizing_keeps_the_current_fact_in_view() -> None:
    async with running() as app:
        await app.press("G", "k", "k", "k")
        label = app.label
        for size in ((80, 24), (40, 10), (200, 60), (120, 20)):
            await app.pilot.resize_terminal(*size)
            await app.pilot.pause()
            await app.until(lambda: app.grid.cursor_in_view)
            assert app.label == label


async def test_a_fact_taller_than_the_screen_is_scrolled_through_before_the_next() -> None:
    async with running((40, 10)) as app:
        seen = app.text()
        for _ in range(6):
            if app.label != LABELS[0]:
                break
            await app.press("j")
            seen += app.text()
        assert app.label == LABELS[1]
        assert "struck the Tern" in seen
        assert "Tuesday@." in seen
        await app.press("k")
        assert app.label == LABELS[0]
        assert "Tuesday@." in app.text()


async def test_nothing_of_a_cell_is_cut_off() -> None:
    """Scrolling through the grid shows every word of every sentence."""
    comparison = make_comparison()
    async with running((120, 36)) as app:
        columns = app.grid.columns
        height = app.grid.virtual_size.height
        seen = [""] * columns.count
        for line in range(0, height, app.grid.size.height):
            app.grid.scroll_to(y=line, animate=False)
            await app.pilot.pause()
            top = app.grid.scroll_offset.y
            for y in range(app.grid.size.height):
                if top + y >= line:
                    strip = app.grid.render_line(y)
                    for column, (start, width) in enumerate(zip(columns.starts, columns.widths, strict=True)):
                        seen[column] += strip.crop(start, start + width).text
        for fact in comparison.facts:
            for column, article in enumerate(comparison.story.articles):
                passage = cell(comparison, fact, article.id)
                if passage is not None:
                    assert "".join(passage.text.split()) in "".join(seen[column].split())


async def test_every_line_is_as_wide_as_the_terminal() -> None:
    async with running((101, 30)) as app:
        for y in range(app.grid.size.height):
            assert app.grid.render_line(y).cell_length == app.grid.scrollable_content_region.width
        assert app.grid.render_line(0).text[:GUTTER].strip().endswith("4")


async def test_the_line_of_keys_stays_under_an_open_detail_pane() -> None:
    async with running((40, 10)) as app:
        await app.press("tab")
        assert app.detail.display
        assert "fact 1/24" in app.lines()[-1]
        assert app.grid.size.height > 0


async def test_a_story_without_facts_says_so() -> None:
    story = make_comparison().story
    async with running(comparison=Comparison(story, {}, ())) as app:
        assert "No facts." in app.text()
        await app.press("j", "G", "right_square_bracket", "u", "o", "f", "escape", "e", "escape", "tab", "y")
        assert app.app.is_running


async def test_one_article_alone_is_shown_and_said_so() -> None:
    async with running(comparison=make_comparison("A")) as app:
        assert "One article only" in app.text()
        assert "Freighter strikes Tern Bridge" in app.text()
        await app.press("j", "l", "b", "right_square_bracket", "f", "1")
        assert app.grid.count > 0


async def test_notes_are_shown_as_they_are() -> None:
    comparison = make_comparison()
    story = dataclasses.replace(comparison.story, notes=("skipped empty file [b]x[/b]\x1b.txt",))
    async with running(comparison=dataclasses.replace(comparison, story=story)) as app:
        assert "skipped empty file [b]x[/b]␛.txt" in app.text().replace("\n", "")


async def test_markup_and_control_characters_are_data() -> None:
    async with running() as app:
        assert "[b]so far[/b]" in app.text()
        await app.press("G")
        app.screen.go_to_fact(LABELS.index("a tug stood by"))
        await app.press("l", "l", "l", "l")
        assert "A tug, the␛[31m Heron␇, stood" in app.text()
        assert "05_[freight].txt" in app.text()
        assert "\x1b" not in app.text()
        assert "\u200b" not in app.text()


async def test_the_status_line_counts() -> None:
    async with running() as app:
        line = app.lines()[0]
        assert "The Tern Bridge collision" in line
        assert "24 facts · 7 conflicts · 5 sources · 12 told by one" in line
        assert app.screen.query_one(StatusLine).size.height == 1


async def test_a_theme_change_redraws_the_grid() -> None:
    async with running() as app:
        before = app.grid.render_line(0)
        app.app.theme = LIGHT
        await app.pilot.pause()
        assert app.grid.render_line(0) != before
