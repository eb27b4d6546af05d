"""How the screens look, on the invented story. After a change that is meant: pytest tests/tui --snapshot-update."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from aligner.model import Comparison
from aligner.stories import shelf
from tests.tui.decided import at_the_desk, decided
from tests.tui.harness import Driver
from tests.tui.story_fixture import drafted, make_comparison
from tests.tui.test_stories import STORIES
from tui.app import SynopticApp
from tui.screens.stories import StoriesScreen
from tui.theme import LIGHT
from tui.widgets.key_bar import KeyBar

SnapCompare = Callable[..., bool]


SIZES = ((160, 48), (120, 36), (80, 24))
SCREENS = {
    "columns": [*"jjjj"],
    "matrix": [*"jjjjm"],
    "fact": [*"jjjj", "enter"],
    "article": [*"jjjja"],
    "ledger": ["v"],
    "filter": ["f", "c", "dollar_sign", "1"],
    "help": ["question_mark"],
    "export": ["e"],
    "search": ["slash", *"bridge", "enter"],
}
"""Every screen and dialog, by the keys that lead there from Columns."""

LOOKS = [
    *(
        pytest.param(size, None, press, id=f"{name}-{size[0]}x{size[1]}")
        for name, press in SCREENS.items()
        for size in SIZES
    ),
    *(pytest.param((120, 36), LIGHT, press, id=f"{name}-light") for name, press in SCREENS.items()),
    pytest.param((160, 48), None, [*"jjjjub"], id="furniture-and-base"),
    pytest.param((120, 36), None, ["j", "tab", "j"], id="detail-focus"),
    pytest.param((160, 48), None, [*"jjjjj"], id="perhaps-in-part"),
    pytest.param((120, 36), LIGHT, ["G"], id="perhaps-as-a-whole"),
    pytest.param((80, 24), None, ["G"], id="perhaps-narrow"),
    pytest.param((60, 20), LIGHT, [*"jjjjl"], id="columns-60x20"),
    pytest.param((60, 20), None, [*"jjm"], id="matrix-60x20"),
    pytest.param((200, 60), None, [*"jjjj"], id="columns-200x60"),
    pytest.param((40, 10), None, [], id="tiny"),
    pytest.param((160, 48), None, [*"jjjjlxlwwH"], id="columns-laid-out"),
]


DAY = 86_400
NOON = 1_000_036_800
"""Seconds since 1970: the 9th of September 2001 at noon, in UTC."""

DRAFTED = [
    pytest.param((160, 48), None, [*"jjjj"], id="160x48"),
    pytest.param((120, 36), LIGHT, ["f", "l"], id="filter-light"),
    pytest.param((80, 24), None, ["m"], id="matrix-80x24"),
]
DECIDED = [
    pytest.param((160, 48), None, [*"jjjj"], id="columns-160x48"),
    pytest.param((120, 36), LIGHT, [*"jjjj"], id="columns-light"),
    pytest.param((80, 24), None, [*"jjjj"], id="columns-80x24"),
    pytest.param((160, 48), None, [*"jjjjm"], id="matrix-160x48"),
    pytest.param((80, 24), LIGHT, [*"jjjjm"], id="matrix-80x24"),
    pytest.param((160, 48), None, [*"jjjj", "enter"], id="fact-160x48"),
    pytest.param((80, 24), None, ["j", "enter", "G"], id="fact-80x24"),
    pytest.param((80, 24), None, ["f"], id="filter-80x24"),
]
LISTED = [
    pytest.param((160, 48), None, [], id="160x48"),
    pytest.param((120, 36), LIGHT, [*"jj"], id="light"),
    pytest.param((80, 24), None, ["j"], id="80x24"),
    pytest.param((60, 20), None, ["question_mark"], id="help-60x20"),
]


def app(theme: str | None = None, comparison: Comparison | None = None) -> SynopticApp:
    comparison = comparison or make_comparison()
    return SynopticApp(comparison.story, comparison=comparison, theme=theme, start="columns")


async def settled(pilot: Pilot[Any]) -> None:
    """The comparison is on screen and nothing is left to draw."""
    app = pilot.app
    assert isinstance(app, SynopticApp)
    driver = Driver(app, pilot)
    await app.workers.wait_for_complete()
    await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(("size", "theme", "press"), LOOKS)
def test_look(
    snap_compare: SnapCompare,
    size: tuple[int, int],
    theme: str | None,
    press: list[str],
    monkeypatch: Any,
    tmp_path: Any,
) -> None:
    monkeypatch.chdir(tmp_path)

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press(*press)
        # A notice goes by itself after some seconds: on a slow machine before the picture, on a quick one after it.
        pilot.app.clear_notifications()
        await settled(pilot)

    assert snap_compare(app(theme), terminal_size=size, run_before=drive)


@pytest.mark.parametrize(("size", "theme", "press"), DRAFTED)
def test_draft(snap_compare: SnapCompare, size: tuple[int, int], theme: str | None, press: list[str]) -> None:
    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        await pilot.press(*press)
        await settled(pilot)

    assert snap_compare(app(theme, drafted()), terminal_size=size, run_before=drive)


@pytest.mark.parametrize(("size", "theme", "press"), DECIDED)
def test_decided(snap_compare: SnapCompare, size: tuple[int, int], theme: str | None, press: list[str]) -> None:
    """Marks, verdicts, notes, what was put right, and origins."""

    async def drive(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        assert isinstance(pilot.app, SynopticApp)
        at_the_desk(Driver(pilot.app, pilot))
        await pilot.press(*press)
        await settled(pilot)

    assert snap_compare(app(theme, decided()), terminal_size=size, run_before=drive)


@pytest.mark.parametrize(("size", "theme", "press"), LISTED)
def test_list(
    snap_compare: SnapCompare,
    size: tuple[int, int],
    theme: str | None,
    press: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The list of stories, every one of them compared."""
    monkeypatch.setattr("tui.widgets.story_list.time", lambda: float(NOON))
    folder = tmp_path / "desk"
    for age, (name, files) in enumerate(STORIES.items()):
        (folder / name).mkdir(parents=True)
        for file, text in files.items():
            (folder / name / file).write_text(text)
            os.utime(folder / name / file, (NOON - (3 + 9 * age) * DAY, NOON - (3 + 9 * age) * DAY))
    found = shelf.find(folder)
    assert found is not None
    listing = SynopticApp(shelf=found, theme=theme)

    async def drive(pilot: Pilot[Any]) -> None:
        driver = Driver(listing, pilot)
        screen = listing.in_front
        assert isinstance(screen, StoriesScreen)
        await driver.until(lambda: bool(screen.query(KeyBar)) and screen.is_settled)
        await pilot.press(*press)
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(listing, terminal_size=size, run_before=drive)
