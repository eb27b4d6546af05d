"""The export dialog: where to, whether to replace, what went wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from aligner import export
from aligner.model import Comparison
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.screens.export import ExportScreen, OverwriteScreen


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


async def name_file(app: Driver, name: str) -> None:
    """Open the dialog, type a name, press enter."""
    await app.press("e")
    await app.until(lambda: isinstance(app.app.screen, ExportScreen))
    app.app.screen.query_one(Input).value = name
    await app.press("enter")


def error(app: Driver) -> str:
    """What the dialog says went wrong."""
    return str(app.app.screen.query_one("#export-error", Static).render())


def back(app: Driver) -> bool:
    """Whether the dialog is closed."""
    return app.app.screen is app.screen


async def test_enter_writes_the_default_file_and_says_where(tmp_path: Path) -> None:
    async with running((200, 40)) as app:
        await app.press("e", "enter")
        await app.until(lambda: back(app))
        written = tmp_path / "the-tern-bridge-collision.md"
        assert written.read_text(encoding="utf-8") == export.render(make_comparison(), "markdown")
        await app.until(lambda: "Exported" in app.text())
        shown = "".join(line.strip(" ▌▐│") for line in app.text().split("\n"))
        assert "the-tern-bridge-collision.md" in shown


async def test_the_ending_chooses_json(tmp_path: Path) -> None:
    async with running() as app:
        await name_file(app, "out.json")
        await app.until(lambda: back(app))
    assert (
        json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["story"]["title"] == "The Tern Bridge collision"
    )


async def test_escape_writes_nothing(tmp_path: Path) -> None:
    async with running() as app:
        await app.press("e", "escape")
        assert back(app)
    assert list(tmp_path.iterdir()) == []


async def test_an_existing_file_is_replaced_only_if_asked(tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("mine")
    async with running() as app:
        for keep in ("n", "escape", "q"):
            await name_file(app, "old.md")
            await app.until(lambda: isinstance(app.app.screen, OverwriteScreen))
            await app.until(lambda: "old.md" in app.text())
            await app.press(keep)
            await app.until(lambda: isinstance(app.app.screen, ExportScreen))
            assert app.app.screen.query_one(Input).value == "old.md"
            assert old.read_text() == "mine"
            await app.press("escape")
        await name_file(app, "old.md")
        await app.until(lambda: isinstance(app.app.screen, OverwriteScreen))
        # Enter alone, pressed twice by mistake, must not replace anything.
        await app.press("enter")
        assert old.read_text() == "mine"
        await app.press("y")
        await app.until(lambda: back(app))
    assert old.read_text(encoding="utf-8") == export.render(make_comparison(), "markdown")


async def test_an_error_stays_in_the_dialog_and_the_name_with_it(tmp_path: Path) -> None:
    async with running() as app:
        await name_file(app, "[i]nowhere[/i]/x.md")
        await app.until(lambda: "[i]nowhere[/i]" in error(app))
        assert app.app.screen.query_one(Input).value == "[i]nowhere[/i]/x.md"
        app.app.screen.query_one(Input).value = "x.docx"
        await app.until(lambda: error(app) == "")
        await app.press("enter")
        await app.until(lambda: "end the name in .md" in error(app))
        app.app.screen.query_one(Input).value = "x.md"
        await app.press("enter")
        await app.until(lambda: back(app))
    assert (tmp_path / "x.md").exists()


async def test_a_fault_of_the_export_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def render(comparison: Comparison, name: str) -> str:
        raise ValueError("odd")

    monkeypatch.setattr("aligner.export.render", render)
    async with running() as app:
        await name_file(app, "x.md")
        await app.until(lambda: "odd" in error(app))
        assert app.app.is_running


async def test_odd_file_names(tmp_path: Path) -> None:
    async with running() as app:
        for name in ("[b]x[b].md", "a b\x07.md", "北港.md"):
            await name_file(app, name)
            await app.until(lambda: back(app))
            assert (tmp_path / name).exists()
            assert "\x07" not in app.text()
        await name_file(app, "x" * 300 + ".md")
        await app.until(lambda: "too long" in error(app))
