"""How the screens look, on the invented story. After a change that is meant: pytest tests/tui --snapshot-update."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.harness import Driver
from tests.tui.story_fixture import make_comparison
from tui.app import SynopticApp
from tui.theme import LIGHT
from tui.widgets.key_bar import KeyBar

SnapCompare = Callable[..., bool]


def app(theme: str | None = None) -> SynopticApp:
    comparison = make_comparison()
    return SynopticApp(comparison.story, comparison=comparison, theme=theme)


async def settled(pilot: Pilot[Any]) -> None:
    """The comparison is on screen and nothing is left to draw."""
    app = pilot.app
    assert isinstance(app, SynopticApp)
    driver = Driver(app, pilot)
    await app.workers.wait_for_complete()
    await driver.until(lambda: driver.grid.virtual_size.height > 0 and bool(app.columns.query_one(KeyBar).children))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "theme", "press"),
    [
        pytest.param((160, 48), None, [*"jjjj"], id="columns-dark"),
        pytest.param((160, 48), LIGHT, [*"jjjj"], id="columns-light"),
        pytest.param((160, 48), None, [*"jjjjub"], id="furniture-and-base"),
        pytest.param((120, 36), None, ["j", "tab", "j"], id="detail-focus"),
        pytest.param((120, 36), None, ["f"], id="filter"),
        pytest.param((160, 48), None, [*"jjjjj"], id="perhaps-in-part"),
        pytest.param((120, 36), LIGHT, ["G"], id="perhaps-as-a-whole"),
        pytest.param((80, 24), None, ["G"], id="perhaps-narrow"),
        pytest.param((120, 36), LIGHT, ["question_mark"], id="help"),
        pytest.param((80, 24), None, [*"jlll"], id="two-columns"),
        pytest.param((60, 24), LIGHT, [*"jjjjl"], id="one-column"),
        pytest.param((40, 10), None, [], id="tiny"),
        pytest.param((80, 24), None, ["e"], id="export"),
    ],
)
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
        await settled(pilot)

    assert snap_compare(app(theme), terminal_size=size, run_before=drive)
