"""The open story follows its files: what is on screen is what lies on the disk, and the user stays where they are."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import aligner.comparison
from aligner import reading
from aligner.errors import SynopticError
from aligner.export import json
from aligner.model import Options
from aligner.stories import cache, shelf
from tests.tui.harness import Driver
from tui import watching
from tui.app import SynopticApp
from tui.desk import Start
from tui.live import Live
from tui.messages import Compared, Failed, Renewed, Unrenewed
from tui.screens.export import ExportScreen
from tui.screens.stories import StoriesScreen
from tui.session import Wanted
from tui.view import sentences_of
from tui.widgets.key_bar import KeyBar
from tui.work import Manner, Work

COURIER = """Ferry to Ellmouth stops

The ferry to Ellmouth will stop on 3 April, the port authority said.

Captain Jonas Wehr has sailed on it for 31 years.

The port authority lost $2 million on the ferry last year.
"""
WIRE = """Port ends the Ellmouth ferry

The port authority said the ferry to Ellmouth will stop on 3 April.

Last year the ferry cost the port authority $2 million in losses.
"""
GAZETTE = """Bridge across the sound opens in June

The bridge across the sound will open in June, the road office said.
"""
ADDED = "Nobody was asked, the mayor of Ellmouth complained bitterly."
LOST = "The port authority lost"


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "INTERVAL", 0.01)
    monkeypatch.setattr(watching, "SETTLING", 0.005)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """The folder of a story of two articles."""
    folder = tmp_path / "desk" / "ferry"
    folder.mkdir(parents=True)
    (folder / "courier.txt").write_text(COURIER)
    (folder / "wire.txt").write_text(WIRE)
    return folder


def app_of(folder: Path, *, live: bool = True, start: Start = "columns", **others: Any) -> SynopticApp:
    again = partial(reading.collect, [folder])
    collected = again()
    return SynopticApp(collected.story, unread=collected, again=again, live=live, start=start, **others)


@asynccontextmanager
async def opened(app: SynopticApp, size: tuple[int, int] = (160, 48)) -> AsyncIterator[Driver]:
    """The app on its story, compared."""
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)
        await driver.until(lambda: bool(app.screen.query(KeyBar)))
        await pilot.pause()
        yield driver


def told(app: SynopticApp) -> str:
    """What the comparison on screen was made of."""
    comparison = app.session.comparison
    assert comparison is not None
    return "\n".join(article.text for article in comparison.story.articles)


def go_to(app: SynopticApp, words: str) -> None:
    """Be on the fact with these words, and on its first source."""
    comparison = app.session.comparison
    assert comparison is not None
    app.session.fact = next(
        index
        for index, fact in enumerate(comparison.facts)
        if any(words in comparison.sentences[id_].text for id_ in sentences_of(fact))
    )
    app.in_front.sync()


def here(app: SynopticApp) -> str:
    """The sentences of the fact the user is on."""
    comparison, fact = app.session.comparison, app.session.current
    assert comparison is not None
    assert fact is not None
    return " ".join(comparison.sentences[id_].text for id_ in sentences_of(fact))


def notices(app: SynopticApp) -> str:
    return "\n".join(f"{notice.title}: {notice.message}" for notice in app._notifications)


async def compared(driver: Driver) -> None:
    """Everything that was begun is on screen."""
    await driver.app.workers.wait_for_complete()
    await driver.pilot.pause()


# --- a change of the text -------------------------------------------------------------------------


async def test_a_file_changes_and_the_comparison_follows(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        assert "≠" not in "\n".join(driver.lines()[1:-1])
        (ferry / "wire.txt").write_text(WIRE.replace("$2 million", "$3 million"))
        await driver.until(lambda: "$3 million" in told(app))
        await driver.until(lambda: "1 sentence new, 1 gone" in driver.text())
        assert "Files changed: B Port ends the Ellmouth ferry: 1 sentence new, 1 gone" in notices(app)
        assert "$3 million" in driver.text()
        assert "1 conflict" in driver.lines()[0]


@pytest.mark.parametrize("key", ["m", "c", "enter", "a", "v"])
async def test_the_place_is_kept_on_every_screen(ferry: Path, key: str) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        go_to(app, LOST)
        await driver.press(key)
        screen, crumbs, fact = app.screen, app.crumbs, app.session.fact
        assert fact is not None
        for name, text in (("courier.txt", COURIER), ("wire.txt", WIRE)):
            paragraphs = text.split("\n\n")
            (ferry / name).write_text("\n\n".join([paragraphs[0], *paragraphs[2:]]))
        await driver.until(lambda: "will stop on 3 April" not in told(app))
        await driver.until(lambda: "1 gone" in driver.text())
        assert (app.screen, app.crumbs) == (screen, crumbs)
        assert LOST in here(app)
        assert app.session.fact == fact - 1
        if key in {"m", "c", "enter"}:
            assert f"fact {fact}/" in driver.lines()[-1]
        await driver.press("g", "G", "j", "k", "escape")
        assert app.is_running


async def test_levels_and_what_is_shown_stay_as_the_user_chose_them(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        await driver.press("greater_than_sign", "p", "u", "o")
        await driver.until(lambda: not app.session.is_behind)
        chosen = app.session.wanted, app.session.furniture, app.session.order
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.until(lambda: ADDED in told(app))
        assert (app.session.wanted, app.session.furniture, app.session.order) == chosen
        assert app.session.comparison is not None
        assert app.session.comparison.options == chosen[0].options
        await driver.press("0", "p")
        await driver.until(lambda: not app.session.is_behind)
        assert app.session.comparison.options == Options()
        assert ADDED in told(app)


async def test_another_threshold_is_made_of_the_files_as_they_are_now(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.until(lambda: ADDED in told(app))
        await driver.press("less_than_sign")
        await driver.until(lambda: not app.session.is_behind)
        assert ADDED in told(app)
        assert app.session.comparison is not None
        assert app.session.comparison.options.threshold < Options().threshold


async def test_what_is_written_without_a_change_is_no_news(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        before = app.session.comparison
        (ferry / "wire.txt").write_text(WIRE)
        await driver.press("r")
        await driver.until(lambda: "The files are as they were." in driver.text())
        assert app.session.comparison is before
        assert "Files changed" not in notices(app)


async def test_a_change_that_two_threads_saw_is_told_once(ferry: Path) -> None:
    app = app_of(ferry, live=False)
    async with opened(app) as driver:
        assert app.work is not None
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        first, second = app.work.renew(), app.work.renew()
        app.post_message(Renewed(first, app.work, asked=False))
        app.post_message(Renewed(second, app.work, asked=True))
        await driver.until(lambda: ADDED in told(app))
        await driver.pilot.pause()
        assert app.work.edition == 1
        assert "1 sentence new" in notices(app)


# --- files come and go ----------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["m", "c", "enter", "a", "v"])
async def test_a_file_comes_and_goes(ferry: Path, key: str) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        go_to(app, LOST)
        await driver.press(key)
        crumbs = app.crumbs
        # In front of the others: every source has another letter.
        (ferry / "bridge.txt").write_text(GAZETTE)
        await driver.until(lambda: len(app.session.story.articles) == 3)
        await driver.until(lambda: "came" in driver.text() and bool(app.screen.query(KeyBar)))
        assert "A Bridge across the sound opens in June came" in notices(app)
        assert app.crumbs == crumbs
        assert LOST in here(app)
        assert "3 sources" in driver.lines()[0]
        await driver.press("j", "k", "l", "h")
        (ferry / "bridge.txt").unlink()
        await driver.until(lambda: len(app.session.story.articles) == 2)
        await driver.until(lambda: "is gone" in driver.text() and bool(app.screen.query(KeyBar)))
        assert app.crumbs == crumbs
        await driver.press("g", "G", "escape")
        assert app.work is not None
        assert set(app._installed_screens.values()) <= set(app.work.screens.values())


def _says(driver: Driver, told: str) -> bool:
    return any(told in line for line in driver.lines()[:1]) and bool(driver.app.screen.query(KeyBar))


async def test_a_file_comes_and_goes_where_the_first_screen_was_the_comparison(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the cache it is there at once, and the screen below all others is not that of an opening story."""
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    cache.compared(reading.collect([str(ferry)]), Options())
    app = app_of(ferry, keep=True)
    async with opened(app) as driver:
        assert len(app.screen_stack) == 1
        await driver.press("m", "c", "a", "escape")
        assert app.crumbs == ("Matrix", "Columns")
        go_to(app, LOST)
        for told in ("3 sources", "2 sources", "3 sources"):
            if told.startswith("3"):
                (ferry / "bridge.txt").write_text(GAZETTE)
            else:
                (ferry / "bridge.txt").unlink()
            await driver.until(partial(_says, driver, told))
            await driver.press("m", "c")
            assert LOST in here(app)
            assert len(app.screen_stack) == 2


async def test_sources_come_while_the_screens_are_still_made_anew(ferry: Path) -> None:
    app = app_of(ferry, live=False)
    async with opened(app) as driver:
        assert app.work is not None
        (ferry / "bridge.txt").write_text(GAZETTE)
        first = app.work.renew()
        (ferry / "gulls.txt").write_text("Gulls\n\nThe gulls came to the sound on Monday, the road office said.\n")
        second = app.work.renew()
        for anew in (first, second):
            app.show_renewed(Renewed(anew, app.work, asked=False))
        await driver.until(lambda: len(app.session.story.articles) == 4 and bool(app.screen.query(KeyBar)))
        await driver.press("m", "c", "j", "k")
        assert app.crash is None


async def test_sources_come_while_the_list_of_stories_is_in_front(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    cache.compared(reading.collect([str(ferry)]), Options())
    found = shelf.find(ferry.parent)
    assert found is not None
    app = SynopticApp(shelf=found, start="columns", live=True, keep=True)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: isinstance(app.screen, StoriesScreen) and bool(app.screen.query(KeyBar)))
        await driver.press("enter")
        await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)
        assert app.work is not None
        assert app.work.given is not None
        await driver.press("ctrl+o")
        (ferry / "bridge.txt").write_text(GAZETTE)
        await driver.until(lambda: len(app.session.story.articles) == 3)
        assert isinstance(app.screen, StoriesScreen)
        await driver.press("enter")
        await driver.until(lambda: app.screen is app.story_screen and bool(app.screen.query(KeyBar)))
        assert "The bridge across the sound" in told(app)
        assert "3 sources" in driver.lines()[0]


async def test_a_file_becomes_unreadable_and_comes_back(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        before = app.session.comparison
        (ferry / "wire.txt").rename(ferry.parent / "wire.txt")
        (ferry / "courier.txt").rename(ferry.parent / "courier.txt")
        await driver.until(lambda: "the comparison stays as it was" in notices(app))
        assert app.session.comparison is before
        await driver.press("j", "greater_than_sign")
        await driver.until(lambda: not app.session.is_behind)
        (ferry / "courier.txt").write_text(COURIER + f"\n{ADDED}\n")
        (ferry / "wire.txt").write_text(WIRE)
        await driver.until(lambda: ADDED in told(app))
        await driver.until(lambda: "1 sentence new" in driver.text())


# --- who follows, and when ------------------------------------------------------------------------


async def test_live_is_turned_off_and_on(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        await driver.press("R")
        assert "live: off" in driver.lines()[0]
        assert not app._live.is_on
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.press("greater_than_sign")
        await driver.until(lambda: not app.session.is_behind)
        assert ADDED not in told(app)
        await driver.press("R")
        assert "live: off" not in driver.lines()[0]
        # What changed meanwhile is seen, too.
        await driver.until(lambda: ADDED in told(app))


async def test_r_reads_again_when_nothing_is_followed(ferry: Path) -> None:
    app = app_of(ferry, live=False)
    async with opened(app) as driver:
        assert "live: off" in driver.lines()[0]
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.press("r")
        await driver.until(lambda: ADDED in told(app))
        await driver.until(lambda: "1 sentence new" in driver.text())


async def test_what_has_no_file_says_so(ferry: Path) -> None:
    collected = reading.collect([ferry])
    app = SynopticApp(collected.story, unread=collected, start="columns", live=True)
    async with opened(app) as driver:
        assert not app.can_be_live
        await driver.press("r")
        await driver.until(lambda: "No file is behind this story that could be read again." in driver.text())
        await driver.press("R")
        await driver.until(lambda: "No file is behind this story that could change." in driver.text())
        assert "live: off" not in driver.lines()[0]


async def test_a_change_while_another_story_is_in_front(ferry: Path) -> None:
    market = ferry.parent / "market"
    market.mkdir()
    (market / "only.txt").write_text("Market hall sold\n\nThe market hall was sold for $2 million, the city said.\n")
    found = shelf.find(ferry.parent)
    assert found is not None
    app = SynopticApp(shelf=found, start="columns", live=True)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)

        async def go(name: str) -> None:
            await driver.until(lambda: isinstance(app.screen, StoriesScreen) and bool(app.screen.query(KeyBar)))
            assert isinstance(app.screen, StoriesScreen)
            app.screen.choose(str(ferry.parent / name))
            await driver.press("enter")
            await driver.until(lambda: app.work is not None and app.work.place == str(ferry.parent / name))
            await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)

        await go("ferry")
        await driver.press("ctrl+o")
        await go("market")
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        (market / "only.txt").write_text("Market hall sold\n\nIt was sold for $3 million, the city said.\n")
        await driver.until(lambda: "$3 million" in told(app))
        assert ADDED not in notices(app)
        await driver.press("ctrl+o")
        await go("ferry")
        await driver.until(lambda: ADDED in told(app))
        await driver.until(lambda: "1 sentence new" in driver.text())


async def test_nothing_is_watched_when_the_app_is_gone(ferry: Path) -> None:
    before = set(threading.enumerate())
    app = app_of(ferry)
    async with opened(app) as driver:
        own = [t for t in threading.enumerate() if t not in before and t.daemon]
        assert own
        await driver.press("q")
    for thread in own:
        thread.join(10)
        assert not thread.is_alive()


# --- while the user does something ----------------------------------------------------------------


@pytest.mark.parametrize("came", [False, True])
@pytest.mark.parametrize("key", ["e", "f", "slash", "question_mark"])
async def test_who_is_in_a_dialog_or_types_is_not_disturbed(ferry: Path, key: str, came: bool) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        before = app.session.comparison
        await driver.press(key)
        screen, focused = app.screen, app.focused
        if came:
            (ferry / "bridge.txt").write_text(GAZETTE)
        (ferry / "wire.txt").write_text(f"{WIRE}\n{ADDED}\n")
        await driver.until(lambda: app._held is not None)
        assert (app.screen, app.focused, app.session.comparison) == (screen, focused, before)
        await driver.press("escape")
        await driver.until(lambda: ADDED in told(app))
        await driver.until(lambda: len(app.session.story.articles) == 2 + came and bool(app.screen.query(KeyBar)))
        await driver.pilot.pause()


async def test_a_change_that_was_taken_back_behind_a_dialog_is_none(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        before = app.session.comparison
        await driver.press("e")
        assert isinstance(app.screen, ExportScreen)
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.until(lambda: app._held is not None)
        (ferry / "wire.txt").write_text(WIRE)
        await driver.until(lambda: app._held is None)
        await driver.press("escape")
        assert app.session.comparison is before


# --- what comes too late --------------------------------------------------------------------------


async def test_a_comparison_of_an_earlier_edition_is_dropped(ferry: Path) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        old = app.session.comparison
        assert old is not None
        assert app.work is not None
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.until(lambda: ADDED in told(app))
        app.post_message(Compared(old, app.session.wanted, app.work, 0))
        app.post_message(Failed("too late", app.session.wanted, app.work, 0))
        await driver.pilot.pause()
        assert ADDED in told(app)
        assert "too late" not in notices(app)


async def test_what_is_aligned_of_earlier_files_is_not_used_again(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story from the cache is first aligned when the threshold moves; its files may change just then."""
    collected = reading.collect([ferry])
    given = aligner.comparison.compare(reading.read(collected))
    app = SynopticApp(
        given.story,
        comparison=given,
        unread=collected,
        again=partial(reading.collect, [ferry]),
        start="columns",
    )
    made, reached, gate = aligner.comparison.Alignment, threading.Event(), threading.Event()

    def slowly(*arguments: Any) -> aligner.comparison.Alignment:
        reached.set()
        assert gate.wait(20)
        return made(*arguments)

    try:
        async with opened(app) as driver:
            assert app.work is not None
            (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
            anew = app.work.renew()
            assert anew is not None
            monkeypatch.setattr(aligner.comparison, "Alignment", slowly)
            await driver.press("less_than_sign")
            await driver.until(reached.is_set)
            app.post_message(Renewed(anew, app.work, asked=True))
            await driver.until(lambda: ADDED in told(app))
            gate.set()
            await driver.until(lambda: not app.session.is_behind)
            await compared(driver)
            await driver.press("less_than_sign")
            await driver.until(lambda: not app.session.is_behind)
            await compared(driver)
            assert ADDED in told(app)
    finally:
        gate.set()


def test_what_is_seen_is_what_was_there_before_it_was_read(ferry: Path) -> None:
    """A file that changes while it is compared is seen to have changed."""

    def again() -> reading.Collected:
        found = reading.collect([ferry])
        (ferry / "courier.txt").write_text(COURIER + "\nIt goes on.\n")
        return found

    collected = reading.collect([ferry])
    work = Work(Manner().session(collected.story), collected, again=again)
    (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
    anew = work.renew()
    assert anew is not None
    work.adopt(anew)
    assert work.seen != watching.look(collected.watched)
    assert work.renew() is not None


# --- failures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [False, True])
async def test_a_story_whose_comparison_failed_is_mended_by_an_edit(
    ferry: Path, monkeypatch: pytest.MonkeyPatch, others: bool
) -> None:
    made = aligner.comparison.Alignment

    def fails(story: Any, *arguments: Any) -> aligner.comparison.Alignment:
        if not any(ADDED in article.text for article in story.articles):
            raise SynopticError("wire.txt: nothing can be made of it; edit it.")
        return made(story, *arguments)

    monkeypatch.setattr(aligner.comparison, "Alignment", fails)
    app = app_of(ferry)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: "No comparison. wire.txt: nothing can be made of it" in driver.text())
        (ferry / "wire.txt").write_bytes(b"\0\1\2" * 99)
        (ferry / "courier.txt").write_bytes(b"\0\1\2" * 99)
        await driver.until(lambda: "is not text" in driver.text())
        assert "stays as it was" not in notices(app)
        if others:
            (ferry / "bridge.txt").write_text(GAZETTE)
        (ferry / "courier.txt").write_text(COURIER)
        (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
        await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)
        await driver.until(lambda: len(app.session.story.articles) == 2 + others)
        assert len(app.session.arrangement.shown) == 2 + others
        await driver.until(lambda: ADDED in told(app) and bool(app.screen.query(KeyBar)))


async def test_a_fault_of_ours_is_said_and_the_story_stays(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(ferry)
    async with opened(app) as driver:
        with monkeypatch.context() as broken:
            broken.setattr(reading, "read", lambda collected: 1 / 0)
            (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
            await driver.until(lambda: "This is a fault of synoptic" in notices(app))
        assert ADDED not in told(app)
        await driver.press("r")
        await driver.until(lambda: ADDED in told(app))


async def test_the_cache_never_has_one_edition_under_the_key_of_another(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "kept"))
    collected = reading.collect([ferry])
    work = Work(Manner().session(collected.story), collected, keep=True, again=partial(reading.collect, [ferry]))
    (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
    anew = work.renew()
    assert anew is not None
    found = work.compare(Wanted(Options()), lambda stage, share: None, lambda story: work.adopt(anew), lambda: True)
    assert found is not None
    assert ADDED not in "".join(article.text for article in found.story.articles)
    assert cache.load(cache.key(anew.collected, Options()), anew.collected) is None
    kept = cache.load(cache.key(collected, Options()), collected)
    assert kept is not None
    assert kept.facts == found.facts


# --- the thread -----------------------------------------------------------------------------------


@pytest.fixture
def work(ferry: Path) -> Work:
    """A story that nobody shows."""
    collected = reading.collect([ferry])
    return Work(Manner().session(collected.story), collected, again=partial(reading.collect, [ferry]))


def test_who_stops_watching_is_told_nothing(ferry: Path, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[Any] = []
    reached, gate = threading.Event(), threading.Event()
    renew = work.renew

    def slowly() -> Any:
        reached.set()
        assert gate.wait(10)
        return renew()

    monkeypatch.setattr(work, "renew", slowly)
    live = Live(messages.append)
    before = set(threading.enumerate())
    live.follow(work)
    (watching_,) = set(threading.enumerate()) - before
    assert live.is_on
    (ferry / "wire.txt").write_text(WIRE + f"\n{ADDED}\n")
    assert reached.wait(10)
    live.follow(None)
    gate.set()
    watching_.join(10)
    assert not watching_.is_alive()
    assert messages == []


def test_what_cannot_be_read_is_told_in_a_line(ferry: Path, work: Work) -> None:
    told = threading.Event()
    messages: list[Any] = []

    def post(message: object) -> None:
        messages.append(message)
        told.set()

    for file in ferry.iterdir():
        file.unlink()
    Live(post).renew(work)
    assert told.wait(10)
    (message,) = messages
    assert isinstance(message, Unrenewed)
    assert str(ferry) in message.reason
    assert "\n" not in message.reason


async def test_an_export_is_followed_with_the_options_it_brings(ferry: Path) -> None:
    story, file = reading.load([ferry]), ferry / "ferry.json"
    file.write_text(json.render(aligner.comparison.compare(story)), encoding="utf-8")
    again = partial(reading.collect, [file])
    collected = again()
    app = SynopticApp(collected.story, comparison=collected.comparison, unread=collected, again=again, live=True)
    others = Options(threshold=0.9, sure=0.95)
    async with opened(app) as driver:
        assert app.can_be_live
        file.write_text(json.render(aligner.comparison.compare(story, others)), encoding="utf-8")
        await driver.until(lambda: app.session.threshold == 0.9)
        assert app.session.comparison is not None
        assert app.session.comparison.options == app.session.wanted.options == others
