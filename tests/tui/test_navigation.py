"""From one screen to another and back: the way is shown, and nothing is lost on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.harness import running
from tests.tui.story_fixture import ROWS
from tests.tui.test_ledger_screen import with_ledger
from tui.screens.story import StoryScreen
from tui.view import Order

LABELS = [row.label for row in ROWS.values()]


def way(app: object) -> str:
    return " › ".join(app.app.crumbs)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "Columns"),
        ("m", "Columns › Matrix"),
        ("v", "Columns › Ledger"),
        ("a", "Columns › Article"),
        ("3", "Columns › Article"),
        ("\n", "Columns › Fact"),
        ("m\n", "Matrix › Columns"),
        ("m\n\na", "Matrix › Columns › Fact › Article"),
        ("\nac", "Fact › Article › Columns"),
        ("mv", "Columns › Matrix › Ledger"),
        ("mvm", "Columns › Ledger › Matrix"),
        ("mm", "Columns › Matrix"),
    ],
)
async def test_the_way_is_shown_in_the_first_line(keys: str, expected: str) -> None:
    async with running() as app:
        await app.press(*("enter" if key == "\n" else key for key in keys))
        assert way(app) == expected
        assert f"› {expected}" in app.lines()[0]
        assert isinstance(app.app.screen, StoryScreen)
        assert expected.endswith(app.app.screen.CRUMB)


async def test_escape_goes_back_the_way_one_came() -> None:
    async with running() as app:
        await app.press("m", "v")
        for expected in ("Columns › Matrix", "Columns", "Columns"):
            await app.press("escape")
            assert way(app) == expected


async def test_from_a_row_one_jumped_to_escape_goes_back_to_the_article() -> None:
    async with running() as app:
        await app.press("a", "j", "enter")
        assert way(app) == "Article › Columns"
        await app.press("escape")
        assert way(app) == "Article"
        await app.press("escape")
        assert way(app) == "Article"


async def test_the_palette_has_textuals_themes_and_no_second_quit() -> None:
    async with running() as app:
        titles = {command.title for command in app.app.get_system_commands(app.app.screen)}
        assert titles == {"Theme", "Screenshot"}


async def test_escape_ends_the_search_before_it_goes_back() -> None:
    async with running() as app:
        await app.press("m", "slash", *"harbour", "enter")
        assert app.session.search == "harbour"
        await app.press("escape")
        assert (app.session.search, way(app)) == ("", "Columns › Matrix")
        await app.press("escape")
        assert way(app) == "Columns"


async def test_a_story_with_more_facts_than_lines_opens_in_the_matrix_and_back_leads_there() -> None:
    async with running((120, 20), start="auto") as app:
        assert way(app) == "Matrix"
        await app.press("j", "j", "enter")
        assert way(app) == "Matrix › Columns"
        assert app.label == LABELS[2]
        assert app.grid.cursor == 2
        await app.press("escape")
        assert way(app) == "Matrix"
        assert app.session.fact == 2


async def test_a_story_that_fits_opens_in_columns() -> None:
    async with running((120, 60), start="auto") as app:
        assert way(app) == "Columns"


async def test_the_first_screen_can_be_chosen() -> None:
    async with running((120, 60), start="matrix") as app:
        assert way(app) == "Matrix"


@pytest.mark.parametrize("keys", [["m"], ["v"], ["a"], ["enter"], ["m", "v"], ["enter", "a"]])
async def test_what_one_chose_stays_when_screens_change(keys: list[str]) -> None:
    async with running() as app:
        await app.press("f", "c", "f", "o", "b", "u", "l", "j", "p")
        await app.until(lambda: not app.session.is_behind)

        def chosen() -> tuple[object, ...]:
            s = app.session
            return s.filter, s.order, s.base, s.furniture, s.source, s.perhaps, s.fact

        before = chosen()
        assert app.session.order is Order.CONFLICTS
        await app.press(*keys)
        await app.press("c")
        assert chosen() == before
        assert app.grid.cursor == app.session.facts.index(app.session.fact or 0)


async def test_the_fact_chosen_in_the_matrix_is_the_one_in_columns() -> None:
    async with running() as app:
        await app.press("m", "j", "j", "j", "l", "c")
        assert app.label == LABELS[3]
        assert app.session.source == 1
        assert app.grid.cursor == 3


async def test_the_palette_offers_the_keys_of_the_screen_it_is_opened_on() -> None:
    async with running() as app:
        await app.press("m", "ctrl+p")
        await app.pilot.press(*"ledger")
        await app.app.workers.wait_for_complete()
        await app.until(lambda: "Ledger: figures" in app.text())
        await app.press("enter")
        await app.until(lambda: way(app) == "Columns › Matrix › Ledger")


@pytest.mark.parametrize("key", ["m", "v", "a", "enter"])
async def test_every_screen_stands_every_size_and_being_resized(key: str) -> None:
    async with running() as app:
        await app.press(key)
        for size in ((200, 60), (80, 24), (60, 20), (20, 6)):
            await app.pilot.resize_terminal(*size)
            await app.press("j", "G", "l", "space", "right_square_bracket", "k")
        await app.pilot.resize_terminal(120, 36)
        await app.press("g", "h")
        width = 120
        assert all(len(line) <= width for line in app.lines())
        assert app.app.is_running


@pytest.mark.parametrize("key", ["c", "m", "v", "a", "enter"])
async def test_what_changes_while_there_is_no_room_is_there_when_there_is(key: str) -> None:
    whole = with_ledger()
    fewer = replace(whole, facts=whole.facts[4:7], ledger=whole.ledger[:2])
    async with running((120, 36), whole) as app:
        await app.press("c", key)
        screen = app.app.story_screen
        assert screen is not None
        await app.pilot.resize_terminal(1, 1)
        app.session.take(fewer, app.session.wanted)
        app.session.source = 1
        if key == "m":
            app.session.arrangement = app.session.arrangement.hide(4)
        screen.sync()
        await app.pilot.pause()
        await app.press("j", "space", "b", "G")
        await app.pilot.resize_terminal(120, 36)
        await app.pilot.pause()
        shown = app.lines()
        words = {
            "c": "vehicles",
            "m": "a groan and then",
            "v": "≠ Conflicts",
            "a": "Ship hits bridge",
            "enter": "what the repairs cost",
        }
        assert words[key] in "\n".join(shown[:22])
