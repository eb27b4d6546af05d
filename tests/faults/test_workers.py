"""Whatever goes wrong behind the screen ends as one line that names the file, and the app goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import SynopticError
from aligner.reading import collect
from aligner.reading import story as reading_story
from tests.tui.harness import Driver
from tui.app import SynopticApp
from tui.messages import fault

FAULTS = [
    MemoryError(),
    RecursionError("maximum recursion depth exceeded"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    ValueError("Document is empty\x1b[2J\nand so on"),
    OSError(5, "Input/output error"),
]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "desk" / "ferry"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Ferry stops\n\nThe ferry to Ellmouth will stop on 3 April, the port said.\n")
    (folder / "b.txt").write_text("No more ferry\n\nThe port said the Ellmouth ferry will stop on 4 April.\n")
    return folder


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise type(error)(*error.args)  # each time another one: what is noted at one stays there

    return fail


def notices(app: SynopticApp) -> str:
    return "\n".join(str(notice.message) for notice in app._notifications)


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_what_is_said_is_one_line_with_the_file(error: Exception) -> None:
    said = fault(error, "desk/ferry")
    assert "desk/ferry" in said
    assert "\n" not in said
    assert len(said) < 300


def test_the_file_that_was_being_read_is_noted(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_story, "read_article", failing(RuntimeError("no")))
    with pytest.raises(RuntimeError) as caught:
        reading_story.read(collect([story]))
    assert fault(caught.value, "elsewhere").endswith(f"RuntimeError('no') (while reading {story}/a.txt)")


@pytest.mark.parametrize("error", [FAULTS[0], FAULTS[3]], ids=lambda error: type(error).__name__)
async def test_a_story_that_cannot_be_compared(story: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(reading_story, "read_article", failing(error))
    collected = collect([story])
    app = SynopticApp(collected.story, unread=collected)
    async with app.run_test(size=(160, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: "No comparison." in driver.text())
        assert "a.txt" in driver.text()
        assert app.crash is None


async def test_a_story_that_fails_when_its_files_change_stays_as_it_was(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = collect([story])
    app = SynopticApp(collected.story, unread=collected, again=lambda: collect([story]))
    async with app.run_test(size=(160, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.session.comparison is not None and bool(app.work and app.work.way))
        known = app.session.comparison
        (story / "b.txt").write_text("No ferry\n\nThe port said the Ellmouth ferry will stop on 5 April.\n")
        monkeypatch.setattr(reading_story, "read_article", failing(FAULTS[3]))
        app.reread()
        await driver.until(lambda: "while reading" in notices(app))
        assert "Document is empty" in notices(app)
        assert f"{story}/a.txt" in notices(app)
        assert app.session.comparison is known
        monkeypatch.undo()
        app.reread()
        await driver.until(lambda: app.session.comparison is not known)


async def test_looking_for_other_stories_may_fail(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.stories.shelf.beside", failing(MemoryError()))
    collected = collect([story])
    app = SynopticApp(collected.story, unread=collected)
    async with app.run_test(size=(160, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: bool(app.work and app.work.way))
        app.go("stories")
        await driver.until(lambda: "the memory is not enough" in notices(app))
        assert str(story) in notices(app)
        assert app.story_screen is not None, "the story that was open stays open"


async def test_keeping_decisions_may_fail(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected = collect([story])
    app = SynopticApp(collected.story, unread=collected, remember=True)
    async with app.run_test(size=(160, 30)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: bool(app.work and app.work.way))
        assert app.work is not None
        assert app.work.keeping is not None
        monkeypatch.setattr(app.work.keeping.keeper, "keep", failing(RuntimeError("no")))
        monkeypatch.setattr(app.work.keeping.keeper, "look", failing(RecursionError("deep")))
        app.keep()
        await driver.until(lambda: "RuntimeError('no')" in notices(app))
        app.work.keeping.look()
        await driver.until(lambda: "RecursionError('deep')" in notices(app))
        assert "synoptic.decisions.json" in notices(app)
        monkeypatch.undo()
        app.keep()
        await driver.until(lambda: app.unkept == "")


def test_a_refusal_is_no_fault(story: Path) -> None:
    """What a person can put right is said as it is."""
    (story / "b.txt").write_bytes(b"\0\1\2\3")
    with pytest.raises(SynopticError, match=r"b\.txt is not text but a binary file"):
        collect([story])
