"""What the help says on each screen and how it is read, the filter on low terminals, notices in the corner."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList

from aligner.model import Attribution
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import make_comparison
from tui.commands import Commands
from tui.screens.filter import FilterScreen
from tui.screens.help import help_text, key_lines
from tui.view import Order, filter_choices
from tui.widgets.status import StatusLine


def told(app: Driver) -> dict[str, str]:
    """What the help of the current screen says by its first key."""
    screen = app.app.story_screen
    assert screen is not None
    return {keys.split()[0]: words for _, lines in key_lines(screen.active_bindings) for keys, words in lines}


# Help -----------------------------------------------------------------------------------------------------------------


async def test_the_help_says_what_a_key_does_on_its_screen() -> None:
    async with running() as app:
        assert told(app)["d"] == "larger detail pane"
        assert told(app)["enter"] == "the fact in full"
        await app.press("a")
        assert told(app)["d"] == "more room for what the others say"
        assert told(app)["j"] == "next, previous sentence"
        await app.press("m")
        assert told(app)["enter"] == "the row in Columns"
        assert "d" not in told(app)


async def test_the_words_of_a_screen_belong_to_keys_it_has() -> None:
    async with running() as app:
        for name in ("columns", "matrix", "fact", "article", "ledger"):
            app.app.go(name)
            await app.pilot.pause()
            screen = app.app.story_screen
            assert screen is not None
            said = told(app).values()
            assert [words for words in screen.KEY_WORDS.values() if words not in said] == []


async def test_a_line_of_the_help_breaks_beside_its_key() -> None:
    async with running((60, 20)) as app:
        await app.press("question_mark")
        lines = app.lines()
        at = next(y for y, line in enumerate(lines) if "$ # @" in line)
        column = lines[at].index("next difference")
        assert lines[at + 1].index("number, a date") == column


@pytest.mark.parametrize("width", [30, 40, 56, 76])
def test_no_line_of_the_help_is_wider_than_it_may_be(width: int) -> None:
    words = "show or hide what is perhaps the same fact, or else another one"
    page = help_text([("See", [("p", words)])], width).plain.split("\n")
    room = max(width, 2 + 21 + 16)
    assert all(len(line.rstrip()) <= room for line in page[: page.index("")])
    assert " ".join(" ".join(page[1 : page.index("")]).split()) == f"p {words}"


async def test_the_help_is_read_with_the_keys_of_the_screens() -> None:
    async with running((60, 20)) as app:
        await app.press("question_mark")
        page = app.app.screen.query_one(VerticalScroll)
        await app.press("space")
        await app.until(lambda: page.scroll_offset.y >= page.scrollable_content_region.height - 1)
        await app.press("G")
        await app.until(lambda: page.scroll_offset.y == page.max_scroll_y)
        await app.press("g")
        await app.until(lambda: page.scroll_offset.y == 0)


# Filter ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (40, 12)])
async def test_the_text_and_the_numbers_of_a_filter_are_in_sight(size: tuple[int, int]) -> None:
    async with running(size) as app:
        await app.press("f")
        screen = app.app.screen
        assert isinstance(screen, FilterScreen)
        dialog = screen.query_one(".dialog").region
        assert dialog.contains_region(screen.query_one(Input).region)
        assert dialog.contains_region(screen.query_one(OptionList).region)
        conflicts = next(line for line in app.lines() if " conflicts " in line)
        assert str(app.session.counts and app.session.counts.conflicts) in conflicts


async def test_a_filter_fits_again_after_a_resize() -> None:
    async with running((120, 36)) as app:
        await app.press("f")
        await app.pilot.resize_terminal(60, 16)
        await app.pilot.pause()
        dialog = app.app.screen.query_one(".dialog").region
        assert dialog.contains_region(app.app.screen.query_one(Input).region)


def test_sources_beyond_the_ninth_can_be_filtered_without_a_key() -> None:
    comparison = make_comparison()
    more = tuple(
        replace(comparison.story.articles[0], id=letter, file=f"{letter}.txt", attribution=Attribution())
        for letter in "FGHIJKL"
    )
    story = replace(comparison.story, articles=(*comparison.story.articles, *more))
    choices = [one for one in filter_choices(replace(comparison, story=story)) if one.source]
    assert [one.source for one in choices] == list("ABCDEFGHIJKL")
    assert [one.key for one in choices] == [*"123456789", "", "", ""]


# Notices, status ------------------------------------------------------------------------------------------------------


async def test_a_notice_takes_the_place_of_the_one_before() -> None:
    async with running((60, 20)) as app:
        await app.press("x", "x", "y")
        assert [notice.message for notice in app.app._notifications] == [
            f"Copied fact 1 with {' '.join(app.session.current.cells)}. If it does not arrive, e exports."
            if app.session.current
            else ""
        ]


async def test_a_threshold_as_at_the_start_says_so() -> None:
    async with running() as app:
        await app.press("0")
        assert "as at the start" in app.text()


async def test_a_screen_names_only_what_it_follows() -> None:
    async with running() as app:
        await app.press("o", "u", "b")
        status = app.app.screen.query_one(StatusLine)
        assert app.session.order is not Order.READING
        assert "order: conflicts first" in str(status.content)
        assert "furniture" in str(status.content)
        for name, follows in (
            ("matrix", {"order"}),
            ("fact", {"order", "base"}),
            ("article", {"furniture"}),
            ("ledger", set()),
        ):
            app.app.go(name)
            await app.pilot.pause()
            screen = app.app.story_screen
            assert screen is not None
            texts = [part.text for part in screen.view_parts()]
            assert {text.split(":")[0] for text in texts} == {"filter", *follows}, name


# Palette --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected", "foreign"),
    [
        ("article", {"Next sentence": "j", "Previous sentence": "k", "Last sentence": "G"}, "Previous fact"),
        ("fact", {"A line up": "k", "Next fact in full": "J", "Bottom of the page": "G"}, "Previous fact"),
        ("matrix", {"Next fact": "j", "Lower threshold: join more, less surely": "<"}, "Next sentence"),
    ],
)
async def test_the_palette_says_what_each_key_does_here(name: str, expected: dict[str, str], foreign: str) -> None:
    async with running() as app:
        app.app.go(name)
        await app.pilot.pause()
        screen = app.app.story_screen
        assert screen is not None
        offered = {words: key for words, key, _ in Commands(screen).actions(screen)}
        assert expected.items() <= offered.items()
        assert foreign not in offered
