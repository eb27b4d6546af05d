"""Several stories: the list, opening one, switching to another and back where one was."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

import aligner.comparison
from aligner import reading
from aligner.model import Options
from aligner.stories import cache, shelf
from tests.tui.harness import Driver
from tui import cli
from tui.app import SynopticApp
from tui.messages import Opened
from tui.screens.stories import StoriesScreen
from tui.shelf_rows import Sorting, Status
from tui.view import Order
from tui.widgets.key_bar import KeyBar
from tui.widgets.story_list import StoryList, StoryPreview, table
from tui.work import Manner

STORIES = {
    "bridge": {
        "courier.txt": "Harbour bridge to be mended\n\nThe council approved $4.2 million on Tuesday to repair the "
        "harbour bridge.\n\nThe bridge closes on 3 April, the council said.\n",
        "wire.txt": "Bridge to close\n\nThe council approved $4.9 million on Tuesday to repair the harbour bridge.\n\n"
        "The bridge closes on 4 April, the council said.\n",
    },
    "ferry": {
        "gazette.txt": "Ferry runs aground off Lund\n\nA ferry with 84 people aboard ran aground off Lund on Monday.\n",
        "post.txt": "Ferry aground\n\nA ferry with 91 people aboard ran aground off Lund on Monday, police said.\n",
        "wire.txt": "Ferry aground off Lund\n\nA ferry ran aground off Lund.\n",
    },
    "market": {"only.txt": "Market hall [b]sold\x1b[2J to a brewer\n\nThe market hall was sold for $2 million.\n"},
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of three stories, the ferry changed last, and of one that cannot be opened."""
    folder = tmp_path / "desk"
    for age, name in enumerate(("ferry", "bridge", "market")):
        (folder / name).mkdir(parents=True)
        for file, text in STORIES[name].items():
            (folder / name / file).write_text(text)
            changed = 1e9 - age * 86400
            os.utime(folder / name / file, (changed, changed))
    (folder / "broken").mkdir()
    (folder / "broken" / "a.txt").write_bytes(b"\0\1\2" * 99)
    os.utime(folder / "broken" / "a.txt", (1, 1))
    return folder


def app_of(folder: Path, **others: Any) -> SynopticApp:
    found = shelf.find(folder)
    assert found is not None
    return SynopticApp(shelf=found, start="columns", **others)


@asynccontextmanager
async def listed(app: SynopticApp, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Driver]:
    """The app on its list."""
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: isinstance(app.screen, StoriesScreen) and bool(app.screen.query(KeyBar)))
        await pilot.pause()
        # Keys are the list's from when it has the focus.
        await driver.until(lambda: isinstance(app.screen, StoriesScreen) and app.screen.focused is not None)
        yield driver


def stories(driver: Driver) -> StoriesScreen:
    screen = driver.app.screen
    assert isinstance(screen, StoriesScreen)
    return screen


def order(driver: Driver) -> list[str]:
    return [row.story.name for row in stories(driver)._rows]


def current(driver: Driver) -> str:
    row = stories(driver).query_one(StoryList).current
    return row.story.name if row is not None else ""


def is_read(driver: Driver) -> bool:
    return all(row.status in (Status.READ, Status.FAILED) for row in stories(driver)._rows)


def line(driver: Driver, words: str) -> str:
    """The line of the list that holds these words."""
    return next(text for text in driver.lines()[1:] if words in text)


async def opened(driver: Driver) -> None:
    await driver.until(lambda: driver.app.story_screen is not None and driver.app.screen is driver.app.story_screen)
    await driver.until(lambda: bool(driver.app.screen.query(KeyBar)))
    await driver.pilot.pause()


# --- the list -------------------------------------------------------------------------------------


async def test_it_is_there_before_anything_is_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    collect = reading.collect

    def slowly(*arguments: Any, **others: Any) -> reading.Collected:
        assert gate.wait(20)
        return collect(*arguments, **others)

    monkeypatch.setattr(reading, "collect", slowly)
    try:
        async with listed(app_of(desk)) as driver:
            await driver.until(lambda: "reading …" in driver.text())
            assert "desk › Stories" in driver.lines()[0]
            assert "4 stories · 4 to read" in driver.lines()[0]
            assert order(driver) == ["ferry", "bridge", "market", "broken"]
            assert "reading …" in line(driver, " ferry")
            assert "queued" in line(driver, " bridge")
            await driver.press("j", "G", "g", "j")
            assert current(driver) == "bridge"
            gate.set()
            await driver.until(lambda: is_read(driver))
            conflicts = sum(row.figures.conflicts for row in stories(driver)._rows if row.figures is not None)
            assert f"4 stories · {conflicts} conflicts" in driver.lines()[0]
            assert conflicts > 1
            assert "1 cannot be opened" in driver.lines()[0]
            assert current(driver) == "bridge"
    finally:
        gate.set()


async def test_what_is_known_of_each_story_stands_in_its_line(desk: Path) -> None:
    async with listed(app_of(desk), (160, 48)) as driver:
        await driver.until(lambda: is_read(driver))
        bridge = line(driver, "Harbour bridge to be mended")
        cells = bridge.split("mended")[1].split()
        assert cells[:2] == ["bridge", "2"]
        assert cells[4] == "≠"
        assert cells[-2:] == ["Sep", "2001"]
        assert "a.txt is not text" in line(driver, "broken")
        assert "\x1b" not in driver.text()
        assert "[b]sold" in driver.text()
        await driver.press("j")
        preview = "\n".join(driver.lines()[-12:])
        assert "A\u00a0Harbour bridge to be mended · B\u00a0Bridge to close" in preview
        assert "≠ " in preview


async def test_an_order_and_the_story_one_is_on_stays(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.until(lambda: is_read(driver))
        await driver.press("j")
        assert current(driver) == "bridge"
        await driver.press("o")
        assert "order: title" in driver.lines()[0]
        assert order(driver) == ["broken", "ferry", "bridge", "market"]
        assert current(driver) == "bridge"
        await driver.press("o", "o")
        assert order(driver)[0] == "ferry"
        await driver.press("o")
        assert stories(driver)._sorting is Sorting.CHANGED
        assert current(driver) == "bridge"
        await driver.pilot.click("StoryHead", offset=(5, 0))
        assert stories(driver)._sorting is Sorting.TITLE


async def test_the_titles_are_searched(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.until(lambda: is_read(driver))
        await driver.press("slash", *"MARKET", "enter")
        assert current(driver) == "market"
        assert "“MARKET” 1/1 · story 3/4" in driver.lines()[-1]
        assert driver.marked() == ["Market"]
        await driver.press("slash", *"zeppelin", "enter")
        await driver.until(lambda: "is in no title" in driver.text())
        await driver.press("escape")
        assert "zeppelin" not in driver.lines()[-1]
        await driver.press("slash", *"ferry", "escape")
        assert current(driver) == "market"
        await driver.press("n")
        assert stories(driver).query_one("SearchLine").display


async def test_the_folder_is_looked_through_again(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.until(lambda: is_read(driver))
        await driver.press("j")
        (desk / "port").mkdir()
        (desk / "port" / "a.txt").write_text("Port closes\n\nThe port closes on Monday, the city said.\n")
        (desk / "broken" / "a.txt").write_text("Mended\n\nIt is mended, the city said on Monday.\n")
        await driver.press("r")
        await driver.until(lambda: "port" in order(driver))
        await driver.until(lambda: is_read(driver))
        assert current(driver) == "bridge"
        assert "Mended" in driver.text()
        assert "cannot be opened" not in driver.lines()[0]


async def test_a_folder_that_was_emptied_says_so(desk: Path, tmp_path: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.until(lambda: is_read(driver))
        desk.rename(tmp_path / "away")
        await driver.press("r")
        await driver.until(lambda: "No story is left." in driver.text())
        await driver.press("j", "k", "enter", "o", "n", "space", "G", "escape")
        (tmp_path / "away").rename(desk)
        await driver.press("r")
        await driver.until(lambda: is_read(driver) and len(order(driver)) == 4)


async def test_a_thousand_stories_are_moved_through_by_page(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"story {number:03}").mkdir()
        (tmp_path / f"story {number:03}" / "a.txt").write_text("")
    async with listed(app_of(tmp_path), (80, 24)) as driver:
        await driver.press("o", "g", "space")
        first = stories(driver).query_one(StoryList).cursor
        assert first == stories(driver).query_one(StoryList).size.height
        await driver.press("G")
        assert current(driver) == "story 299"
        assert "story 299" in driver.text()
        await driver.press("ctrl+u", "pageup", "k", "g")
        assert current(driver) == "story 000"


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (40, 12), (20, 6)])
async def test_it_fits_any_terminal(desk: Path, size: tuple[int, int]) -> None:
    async with listed(app_of(desk), size) as driver:
        await driver.until(lambda: is_read(driver))
        assert all(len(text) <= size[0] for text in driver.lines())
        assert table(size[0]).title > 0
        await driver.press("j", "G")
        assert current(driver) == "broken"
        assert stories(driver).query_one(StoryPreview).display == (size[1] >= 20)


async def test_its_keys_are_in_its_help(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.press("question_mark")
        text = driver.text()
        assert "Help: Stories" in text
        for words in ("next, previous story", "open the story", "read again what lies there", "search the titles"):
            assert words in text
        await driver.press("escape")
        assert isinstance(driver.app.screen, StoriesScreen)


async def test_quitting_does_not_wait(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, gate = threading.Event(), threading.Event()
    tried: list[object] = []

    def forever(story: object, options: Options, progress: Any, corrections: object) -> None:
        tried.append(story)
        reached.set()
        while not gate.wait(0.01):
            progress("comparing", 0.1)

    monkeypatch.setattr(aligner.comparison, "compare", forever)
    try:
        app = app_of(desk)
        async with listed(app) as driver:
            await driver.until(reached.is_set)
            await driver.press("q")
        assert app.return_code == 0
        assert len(tried) == 1
    finally:
        gate.set()


# --- one story and another ------------------------------------------------------------------------


async def test_what_is_read_meanwhile_does_not_turn_anybody_back(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.until(lambda: is_read(driver))
        before = current(driver)
        # A story was read before the screen hears from its list that somebody went on.
        stories(driver).query_one(StoryList).cursor += 1
        stories(driver).sync()
        assert current(driver) != before


async def test_enter_opens_and_the_place_is_kept(desk: Path) -> None:
    app = app_of(desk, order=Order.CONFLICTS, furniture=True)
    async with listed(app) as driver:
        await driver.press("j", "enter")
        await opened(driver)
        assert app.session.story.title == "Harbour bridge to be mended"
        assert (app.session.order, app.session.furniture) == (Order.CONFLICTS, True)
        await driver.press("m", "o", "j")
        place = app.session.fact, app.session.order, app.crumbs
        await driver.press("ctrl+o")
        assert current(driver) == "bridge"
        await driver.press("k", "enter")
        await opened(driver)
        assert "Ferry" in app.session.story.title
        assert app.crumbs == ("Columns",)
        await driver.press("ctrl+o", "j", "enter")
        await opened(driver)
        assert (app.session.fact, app.session.order, app.crumbs) == place
        assert "› Matrix" in driver.lines()[0]


async def test_there_and_back_by_one_key(desk: Path) -> None:
    app = app_of(desk)
    async with listed(app) as driver:
        assert "Back" not in driver.lines()[-1]
        await driver.press("ctrl+o")
        assert isinstance(app.screen, StoriesScreen)
        await driver.press("enter")
        await opened(driver)
        for leave, back in (("ctrl+o", "ctrl+o"), ("escape", "escape")):
            await driver.press(leave)
            assert isinstance(app.screen, StoriesScreen)
            await driver.press(back)
            await opened(driver)


async def test_what_cannot_be_opened_is_said_and_the_list_stays(desk: Path) -> None:
    async with listed(app_of(desk)) as driver:
        await driver.press("G", "enter")
        await driver.until(lambda: "Not opened" in driver.text())
        assert "a.txt is not text" in line(driver, "broken")
        assert isinstance(driver.app.screen, StoriesScreen)
        await driver.press("g", "enter")
        await opened(driver)


async def test_a_story_that_fails_while_it_is_compared_is_opened_anew(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(story: object, progress: object) -> None:
        raise RuntimeError("no memory [b]")

    app = app_of(desk)
    async with listed(app) as driver:
        await driver.until(lambda: is_read(driver))
        with monkeypatch.context() as broken:
            broken.setattr(aligner.comparison, "Alignment", fail)
            await driver.press("enter")
            await driver.until(lambda: "No comparison. This is a fault of synoptic" in driver.text())
        await driver.press("ctrl+o")
        assert "This is a fault" in line(driver, "ferry")
        await driver.press("enter")
        await opened(driver)


async def test_the_last_one_asked_for_is_opened(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    collect = reading.collect

    def slowly(paths: list[str], **others: Any) -> reading.Collected:
        assert gate.wait(20)
        return collect(paths, **others)

    monkeypatch.setattr(reading, "collect", slowly)
    app = app_of(desk)
    try:
        async with listed(app) as driver:
            await driver.press("enter", "j", "enter")
            gate.set()
            await opened(driver)
            assert app.session.story.title == "Harbour bridge to be mended"
    finally:
        gate.set()


async def test_one_that_nobody_waits_for_any_more_is_not_opened(desk: Path) -> None:
    app = app_of(desk)
    async with listed(app) as driver:
        app.post_message(Opened(str(desk / "ferry"), reading.collect([str(desk / "ferry")]), None))
        await driver.pilot.pause()
        assert app.work is None
        assert isinstance(app.screen, StoriesScreen)


async def test_a_kept_comparison_is_on_screen_without_being_made(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    made = cache.compared(reading.collect([str(desk / "ferry")]), Options())

    def never(*arguments: object) -> None:
        raise AssertionError("it was aligned")

    with monkeypatch.context() as broken:
        broken.setattr(aligner.comparison, "Alignment", never)
        broken.setattr(aligner.comparison, "compare", never)
        app = app_of(desk, keep=True)
        async with listed(app) as driver:
            await driver.press("enter")
            await opened(driver)
            assert app.session.comparison is not None
            assert [fact.label for fact in app.session.comparison.facts] == [fact.label for fact in made.facts]
    app = app_of(desk, keep=True)
    async with listed(app) as driver:
        await driver.press("enter")
        await opened(driver)
        kept = app.session.comparison
        await driver.press("greater_than_sign")
        await driver.until(lambda: app.session.comparison is not kept and not app.session.is_behind)
        assert app.session.comparison is not None
        assert app.session.comparison.options.threshold > Options().threshold


async def test_a_story_that_is_opened_by_its_folder_is_kept_and_taken_from_the_cache(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    collected = reading.collect([str(desk / "ferry")])
    for _ in range(2):
        app = SynopticApp(collected.story, unread=collected, start="columns", keep=True)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            driver = Driver(app, pilot)
            await opened(driver)
            await driver.until(lambda: cache.load(cache.key(collected, Options()), collected) is not None)
            assert app.session.story == reading.read(collected)

        def never(*arguments: object) -> None:
            raise AssertionError("it was aligned")

        monkeypatch.setattr(aligner.comparison, "Alignment", never)


async def test_from_a_story_to_those_beside_it(desk: Path) -> None:
    collected = reading.collect([str(desk / "ferry")])
    app = SynopticApp(collected.story, unread=collected, start="columns")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await opened(driver)
        await driver.press("j", "ctrl+o")
        await driver.until(lambda: isinstance(app.screen, StoriesScreen) and bool(app.screen.query(KeyBar)))
        fact = app.session.fact
        assert current(driver) == "ferry"
        await driver.press("j", "enter")
        await opened(driver)
        assert app.session.story.title == "Harbour bridge to be mended"
        await driver.press("ctrl+o", "k", "enter")
        await opened(driver)
        assert (app.session.story.path, app.session.fact) == (str(desk / "ferry"), fact)


async def test_where_no_story_is_beside_a_notice_says_so(desk: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "ferry"
    alone.parent.mkdir()
    (desk / "ferry").rename(alone)
    collected = reading.collect([str(alone)])
    app = SynopticApp(collected.story, unread=collected, start="columns")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await opened(driver)
        await driver.press("ctrl+o")
        await driver.until(lambda: "No other story lies beside this one" in driver.text())
        assert app.screen is app.story_screen


async def test_a_collected_story_is_opened_in_place_of_another(desk: Path) -> None:
    app = app_of(desk)
    async with listed(app) as driver:
        app.open(reading.collect([str(desk / "market")]))
        await opened(driver)
        assert app.session.story.path == str(desk / "market")


def test_a_story_or_a_list_is_needed() -> None:
    with pytest.raises(ValueError, match="neither a story nor a list"):
        SynopticApp()


def test_stories_are_compared_as_they_are_opened() -> None:
    manner = Manner(Options(threshold=0.2, sure=0.6), perhaps=False)
    assert manner.wanted == Options(threshold=0.6, sure=0.6)


# --- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["export", "check"])
def test_what_takes_one_story_names_the_remedy(command: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, str(desk)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    one = desk / "bridge"
    assert captured.err == f"synoptic: {desk} is a folder of stories: name the one to {command}, as {one}\n"


def test_an_export_is_kept_and_the_same_the_second_time(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    assert cli.main(["export", str(desk / "ferry"), "-f", "json", "--no-cache"]) == 0
    first = capsys.readouterr()
    assert not (tmp_path / "kept").exists()
    assert cli.main(["export", str(desk / "ferry"), "-f", "json"]) == 0
    assert capsys.readouterr() == first

    def never(*arguments: object) -> None:
        raise AssertionError("it was aligned")

    monkeypatch.setattr(aligner.comparison, "compare", never)
    assert cli.main(["export", str(desk / "ferry"), "-f", "json"]) == 0
    assert capsys.readouterr() == first


def test_an_export_is_exported_as_it_is_unless_another_comparison_is_asked_for(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ferry.json"
    assert cli.main(["export", str(desk / "ferry"), "--threshold", "0.5", "-o", str(path)]) == 0
    capsys.readouterr()
    assert cli.main(["export", str(path), "-f", "json"]) == 0
    assert capsys.readouterr().out == path.read_text("utf-8")
    assert cli.main(["export", str(path), "-f", "json", "--threshold", "0.1"]) == 0
    assert json.loads(capsys.readouterr().out)["options"]["threshold"] == 0.1


def test_a_folder_of_stories_opens_their_list(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apps: list[SynopticApp] = []
    monkeypatch.setattr("tui.terminal.run", lambda app, mouse: apps.append(app))
    monkeypatch.setattr("tui.terminal.is_served", lambda environ: True)
    assert cli.main(["--no-perhaps", "--order", "conflicts first", "--no-cache", str(desk)]) == 0
    assert cli.main([str(desk / "ferry")]) == 0
    (listing, story) = apps
    assert isinstance(listing.get_default_screen(), StoriesScreen)
    assert listing.manner == Manner(perhaps=False, order=Order.CONFLICTS, remember=True)
    assert listing.work is None
    assert story.session.story.path == str(desk / "ferry")
    assert story.manner.keep


def test_a_browser_shows_the_list(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("textual_serve", reason="needs the extra serve")
    served: list[Any] = []
    monkeypatch.setattr("tui.serve.serve", lambda *arguments: served.extend(arguments))
    assert cli.main(["serve", "--no-cache", str(desk)]) == 0
    assert served[0] == ["--no-cache", "--", str(desk)]
    assert served[3]["title"] == "desk"
