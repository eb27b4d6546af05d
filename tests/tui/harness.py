"""How the tests drive the app: on the invented story, waiting for conditions and never for time."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from aligner.model import Comparison
from tests.tui.story_fixture import make_comparison
from tui.app import Start, SynopticApp
from tui.screens.columns import ColumnsScreen
from tui.session import Session
from tui.widgets.column_header import ColumnHeader
from tui.widgets.detail import DetailPane
from tui.widgets.fact_grid import FactGrid
from tui.widgets.key_bar import KeyBar


@dataclass
class Driver:
    """A running app with short names for what tests look at."""

    app: SynopticApp
    pilot: Pilot[None]

    @property
    def screen(self) -> ColumnsScreen:
        """The Columns screen."""
        return self.app.columns

    @property
    def session(self) -> Session:
        """What all screens share."""
        return self.app.session

    @property
    def grid(self) -> FactGrid:
        """The fact grid."""
        return self.screen.query_one(FactGrid)

    @property
    def detail(self) -> DetailPane:
        """The detail pane."""
        return self.screen.query_one(DetailPane)

    @property
    def label(self) -> str:
        """The label of the current fact."""
        fact = self.session.current
        return fact.label if fact else ""

    async def press(self, *keys: str) -> None:
        """Press keys and let their messages be handled."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait for a condition, bounded in time; an app that crashed ends the wait."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "the condition did not come true"
            assert self.app.is_running, "the app is gone"
            await self.pilot.pause(0.01)

    def lines(self) -> list[str]:
        """What is on the terminal, line by line."""
        screen = self.app.screen
        return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]

    def text(self) -> str:
        """What is on the terminal."""
        return "\n".join(self.lines())

    def marked(self) -> list[str]:
        """The stretches of the terminal that are reversed, as hits of a search are."""
        strips = self.app.screen._compositor.render_strips()
        return [segment.text for strip in strips for segment in strip if segment.style and segment.style.reverse]

    def header(self) -> list[str]:
        """The heads of the columns."""
        header = self.screen.query_one(ColumnHeader)
        return [header.render_line(y).text for y in range(header.size.height)]


@asynccontextmanager
async def running(
    size: tuple[int, int] = (160, 48),
    comparison: Comparison | None = None,
    theme: str | None = None,
    start: Start = "columns",
) -> AsyncIterator[Driver]:
    """The app with a finished comparison on screen."""
    comparison = comparison or make_comparison()
    app = SynopticApp(comparison.story, comparison=comparison, theme=theme, start=start)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)
        await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))
        await pilot.pause()
        yield driver
