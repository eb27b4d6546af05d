"""The export dialog: what, in which format, where to, whether to replace, what went wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from aligner import export
from aligner.export import FORMATS, SUFFIXES, Selection
from aligner.model import Agreement, Comparison
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.export_choices import default_name, format_of, renamed
from tui.screens.export import ExportScreen, OverwriteScreen
from tui.view import Filter, Order

CONFLICTS = Filter(agreements=frozenset({Agreement.CONFLICT}))


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
    def render(comparison: Comparison, name: str, selection: object) -> str:
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


def chosen(app: Driver, menu: str) -> str:
    """The line that is highlighted in one of the dialog's lists."""
    found = app.app.screen.query_one(f"#{menu}", OptionList)
    assert found.highlighted is not None
    return str(found.get_option_at_index(found.highlighted).prompt)


async def open_dialog(app: Driver) -> None:
    await app.press("e")
    await app.until(lambda: isinstance(app.app.screen, ExportScreen))


class TestWhat:
    async def test_as_long_as_all_is_shown_there_is_nothing_to_choose(self) -> None:
        async with running() as app:
            await open_dialog(app)
            assert app.app.screen.query_one("#facts", OptionList).option_count == 1
            assert chosen(app, "facts") == "all: 24 facts"

    async def test_what_is_filtered_is_meant_and_named(self, tmp_path: Path) -> None:
        async with running() as app:
            app.session.filter = CONFLICTS
            app.session.order = Order.SOURCES
            await open_dialog(app)
            assert chosen(app, "facts") == "as shown: 7 · filter: conflicts · order: most sources first"
            await app.press("enter")
            await app.until(lambda: back(app))
            shown = app.session.facts
        written = (tmp_path / "the-tern-bridge-collision.md").read_text(encoding="utf-8")
        selection = Selection(shown, "filter: conflicts · order: most sources first")
        assert written == export.render(make_comparison(), "markdown", selection)
        assert list(shown) != sorted(shown)

    async def test_marked_facts_are_one_key_away_in_the_order_shown(self, tmp_path: Path) -> None:
        async with running() as app:
            app.session.order = Order.ONE
            app.session.mark([(0, "A04"), (2, "E00"), (0, "B01")])
            await open_dialog(app)
            await app.press("shift+tab", "shift+tab", "down")
            assert chosen(app, "facts") == "marked: 2 facts"
            await app.press("enter")
            await app.until(lambda: back(app))
        written = (tmp_path / "the-tern-bridge-collision.md").read_text(encoding="utf-8")
        assert written == export.render(make_comparison(), "markdown", Selection((2, 0), "2 marked facts"))

    async def test_what_was_on_screen_is_written_whatever_became_of_it(self, tmp_path: Path) -> None:
        async with running() as app:
            app.session.filter = CONFLICTS
            await open_dialog(app)
            app.session.filter = Filter()
            await app.press("enter")
            await app.until(lambda: back(app))
        assert "Selection: 7 of 24" in (tmp_path / "the-tern-bridge-collision.md").read_text(encoding="utf-8")


class TestFormat:
    async def test_a_format_is_chosen_by_the_arrows_and_written(self, tmp_path: Path) -> None:
        wanted = [(steps, name) for steps, name in enumerate(FORMATS) if name in ("html", "csv-values", "calls")]
        async with running((80, 24)) as app:
            for steps, name in wanted:
                await open_dialog(app)
                await app.press(*["down"] * steps, "enter")
                await app.until(lambda: back(app))
                written = tmp_path / default_name("The Tern Bridge collision", name)
                assert written.read_bytes().decode("utf-8") == export.render(make_comparison(), name)
        assert len(list(tmp_path.iterdir())) == len(wanted) == 3

    async def test_the_ending_follows_the_format_and_the_format_the_ending(self) -> None:
        async with running() as app:
            await open_dialog(app)
            name = app.app.screen.query_one(Input)
            name.value = "mine.md"
            await app.press("down", "down")
            assert (name.value, chosen(app, "format")) == ("mine.html", "HTML, one page to read and to print")
            name.value = "mine.json"
            await app.until(lambda: chosen(app, "format").startswith("JSON"))
            name.value = "mine"
            await app.press("up")
            assert name.value == "mine.csv"
            assert chosen(app, "format") == "CSV, a row per value that differs"

    async def test_a_name_that_fits_the_format_leaves_it(self) -> None:
        async with running() as app:
            await open_dialog(app)
            await app.press(*["down"] * 6)
            assert chosen(app, "format").startswith("Call list")
            app.app.screen.query_one(Input).value = "calls.md"
            await app.pilot.pause()
            assert chosen(app, "format").startswith("Call list")

    @pytest.mark.parametrize("size", [(80, 24), (80, 12), (200, 50)])
    async def test_everything_is_in_sight(self, size: tuple[int, int]) -> None:
        async with running(size) as app:
            app.session.filter = CONFLICTS
            app.session.mark([(4, "A06")])
            await open_dialog(app)
            await app.pilot.pause()
            for wanted in (Input, "#format", ".hint"):
                region = app.app.screen.query_one(wanted).region
                assert region.height > 0
                assert region.bottom <= size[1]
                assert region.right <= size[0]


class TestNames:
    @pytest.mark.parametrize("name", list(FORMATS))
    def test_each_format_has_a_name_of_its_own(self, name: str) -> None:
        assert default_name("A story", name).endswith(SUFFIXES[name])
        assert len({default_name("A story", one) for one in FORMATS}) == len(FORMATS)

    @pytest.mark.parametrize(
        ("name", "before", "after", "expected"),
        [
            ("a-story.md", "markdown", "calls", "a-story-calls.md"),
            ("a-story-calls.md", "calls", "html", "a-story.html"),
            ("mine.md", "markdown", "calls", "mine.md"),
            ("mine.v2", "markdown", "csv", "mine.v2.csv"),
            ("", "markdown", "csv", ".csv"),
            ("x/y.JSON", "json", "html", "x/y.html"),
        ],
    )
    def test_a_name_that_was_typed_keeps_all_but_its_ending(
        self, name: str, before: str, after: str, expected: str
    ) -> None:
        assert renamed(name, "A story", before, after) == expected

    @pytest.mark.parametrize(
        ("name", "before", "expected"),
        [("x.md", "calls", "calls"), ("x.csv", "markdown", "csv"), ("x.docx", "csv", "csv"), ("x", "html", "html")],
    )
    def test_a_name_tells_a_format_or_leaves_it(self, name: str, before: str, expected: str) -> None:
        assert format_of(name, before) == expected
