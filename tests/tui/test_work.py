"""The worker: a first frame at once, progress, the comparison when it is there, and failures in one line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from aligner import reading
from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Progress, Story
from tests.tui.harness import Driver
from tests.tui.story_fixture import make_comparison
from tui.app import SynopticApp
from tui.messages import Progressed
from tui.screens.frame import FrameScreen
from tui.widgets.key_bar import KeyBar

Compare = Callable[[Story, Options, Progress], Comparison]


def with_compare(monkeypatch: pytest.MonkeyPatch, compare: Compare, options: Options | None = None) -> SynopticApp:
    """The app, with this function in the place of the aligner."""

    class Alignment:
        def __init__(self, story: Story, progress: Progress) -> None:
            self.story = story

        def comparison(self, options: Options, progress: Progress, *_: object) -> Comparison:
            return compare(self.story, options, progress)

    monkeypatch.setattr("aligner.comparison.Alignment", Alignment)
    return SynopticApp(make_comparison().story, options)


@contextmanager
def opened_at_the_end(gate: threading.Event) -> Iterator[None]:
    """Whatever happens, let the worker's thread go."""
    try:
        yield
    finally:
        gate.set()


async def test_the_sources_are_on_screen_before_the_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, ready = threading.Event(), threading.Event()

    def compare(story: Story, options: Options, progress: Progress) -> Comparison:
        progress("comparing [b]sentences[/b]", 0.5)
        ready.set()
        assert gate.wait(20)
        return make_comparison()

    app = with_compare(monkeypatch, compare)
    with opened_at_the_end(gate):
        async with app.run_test(size=(120, 36)) as pilot:
            driver = Driver(app, pilot)
            await driver.until(ready.is_set)
            await driver.until(lambda: "comparing [b]sentences[/b]" in driver.text())
            assert "Ellery Courier" in driver.text()
            assert "Northern Wire" in driver.text()
            assert "━━━━" in driver.text()
            # Keys may come early.
            await driver.press(
                "j", "k", "f", "e", "y", "b", "o", "u", "l", "tab", "d", "g", "G", "space", "plus", "]", "p"
            )
            await driver.press("greater_than_sign", "0")
            await driver.press("question_mark", "escape")
            gate.set()
            await driver.until(lambda: driver.session.comparison is not None)
            await driver.until(lambda: "Freighter strikes" in driver.text())
            assert driver.grid.has_focus


async def test_a_screen_that_stands_only_when_the_app_ends_asks_nothing_of_its_widgets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = with_compare(monkeypatch, lambda story, options, progress: make_comparison(), Options())
    async with app.run_test() as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: driver.session.comparison is not None)
        screen = app.screen
        assert isinstance(screen, FrameScreen)
        await screen.query_one(KeyBar).remove()  # they go before the screen hears that they were made
        screen.on_mount()


async def test_the_options_reach_the_aligner(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Story, Options]] = []

    def compare(story: Story, options: Options, progress: Progress) -> Comparison:
        seen.append((story, options))
        return make_comparison()

    app = with_compare(monkeypatch, compare, Options(threshold=0.4))
    async with app.run_test() as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: driver.session.comparison is not None)
    assert seen == [(make_comparison().story, Options(threshold=0.4))]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SynopticError("a.txt: holds no sentence [/b]; choose another file."), "a.txt: holds no sentence [/b]"),
        (RuntimeError("some\x1b inner\nfault"), "This is a fault of synoptic"),
        (NotImplementedError(), "This is a fault of synoptic"),
    ],
)
async def test_a_failure_is_one_line_and_the_app_lives_on(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def compare(story: Story, options: Options, progress: Progress) -> Comparison:
        raise error

    app = with_compare(monkeypatch, compare)
    async with app.run_test(size=(160, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: words in driver.text())
        assert "No comparison." in driver.text()
        assert "Traceback" not in driver.text()
        assert "\x1b" not in driver.text()
        await driver.press("j", "f", "e", "y", "tab", "p", "less_than_sign", "question_mark", "escape")
        assert driver.app.is_running
        await driver.press("q")
    assert app.return_code == 0


async def test_progress_after_the_end_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(story: Story, options: Options, progress: Progress) -> Comparison:
        for step in range(200):
            progress("comparing", step / 100)
        return make_comparison()

    app = with_compare(monkeypatch, compare)
    async with app.run_test(size=(120, 36)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: "Freighter strikes" in driver.text())
        assert app.work is not None
        app.show_progress(Progressed("late", 0.3, app.work))
        await pilot.pause()
        assert "late" not in driver.text()
        assert driver.grid.display


async def test_articles_that_are_only_collected_are_read_behind_the_first_frame(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for letter, outlet in (("a", "Ellery Courier"), ("b", "Northern Wire")):
        text = f"Outlet: {outlet}\n\nFerry sinks off Lund\n\nThe ferry sank off Lund on Monday, the harbour said.\n"
        (tmp_path / f"{letter}.txt").write_text(text)
    (tmp_path / "empty.txt").write_text("")
    gate = threading.Event()
    read = reading.read

    def slowly(collected: reading.Collected) -> Story:
        assert gate.wait(20)
        return read(collected)

    monkeypatch.setattr(reading, "read", slowly)
    collected = reading.collect([tmp_path])
    app = SynopticApp(collected.story, unread=collected, start="columns")
    with opened_at_the_end(gate):
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.until(lambda: "A a.txt" in driver.text())
            assert "Ellery Courier" not in driver.text()
            assert tmp_path.name[:20] in driver.lines()[0]
            gate.set()
            await driver.until(lambda: "A Ellery Courier" in driver.text())
            await driver.until(
                lambda: app.story_screen is not None and "Ferry sinks off Lund" in driver.text().split("\n")[0]
            )
            await driver.until(lambda: "skipped empty.txt" in driver.text())
            assert app.session.story == reading.load([tmp_path])


async def test_a_page_without_an_article_is_no_column(tmp_path: Path) -> None:
    """It is collected as a source, and only reading finds nothing in it; all that is said stands in one notice."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Ferry sinks off {name.upper()}\n\nThe ferry sank on Monday off {name}.\n"
        )
    for number in range(5):
        (tmp_path / f"c{number}.html").write_text("<!doctype html><p>Menu")
    collected = reading.collect([tmp_path])
    assert len(collected.story.articles) == 7
    app = SynopticApp(collected.story, unread=collected, start="matrix")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and "fact 1/" in driver.text())
        assert app.session.arrangement.shown == (0, 1)
        await driver.until(lambda: "skipped c0.html" in driver.text())
        assert len(app._notifications) == 1
        assert "and 1 more" not in driver.text()
