"""The lines of the list of stories: their order, when they changed, and which are read first."""

from __future__ import annotations

from datetime import datetime

import pytest

from aligner.stories.shelf import Shelved
from tui.shelf_rows import Row, Sorting, Status, ago, arrange, row_of, waiting
from tui.survey import Figures

NOW = datetime(2031, 3, 12, 9, 30).timestamp()


def row(name: str, changed: float | None = 0.0, files: int = 2, conflicts: int | None = None, title: str = "") -> Row:
    figures = None
    if conflicts is not None:
        figures = Figures(title or name, ("A x", "B y"), 9, tuple(f"label {n}" for n in range(conflicts)))
    return Row(Shelved(f"desk/{name}", name, title or name, files, changed), Status.QUEUED, figures)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2031, 3, 12, 9, 5), "today 09:05"),
        (datetime(2031, 3, 12, 0, 0), "today 00:00"),
        (datetime(2031, 3, 11, 23, 59), "yesterday 23:59"),
        (datetime(2031, 3, 10, 23, 59), "2 days ago"),
        (datetime(2031, 3, 6, 12, 0), "6 days ago"),
        (datetime(2031, 3, 5, 12, 0), "5 Mar 2031"),
        (datetime(2029, 12, 31, 12, 0), "31 Dec 2029"),
        (datetime(2031, 3, 12, 23, 0), "today 23:00"),
        (datetime(2031, 3, 13, 1, 0), "13 Mar 2031"),
    ],
)
def test_when_it_changed_is_said_calmly(then: datetime, words: str) -> None:
    assert ago(then.timestamp(), NOW) == words


def test_a_clock_that_was_never_set_says_nothing() -> None:
    assert ago(None, NOW) == ""
    assert ago(1e30, NOW) == ""


@pytest.mark.parametrize(
    ("sorting", "expected"),
    [
        (Sorting.CHANGED, ["new", "old", "Alpha", "beta"]),
        (Sorting.TITLE, ["Alpha", "beta", "new", "old"]),
        (Sorting.CONFLICTS, ["old", "new", "Alpha", "beta"]),
        (Sorting.SOURCES, ["beta", "Alpha", "new", "old"]),
    ],
)
def test_the_orders(sorting: Sorting, expected: list[str]) -> None:
    rows = [row("beta", None, 5), row("new", 9.0, conflicts=0), row("Alpha", None, 2), row("old", 8.0, conflicts=3)]
    assert [one.title for one in arrange(rows, sorting)] == expected
    assert [one.title for one in arrange(reversed(rows), sorting)] == expected


def test_the_orders_go_round() -> None:
    assert Sorting.CHANGED.following is Sorting.TITLE
    assert Sorting.SOURCES.following is Sorting.CHANGED


def test_what_is_known_later_goes_over_what_the_folder_shows() -> None:
    read = row("ferry", files=7, conflicts=1)
    assert (read.title, read.sources) == ("ferry", 2)
    assert (row("ferry", files=7).title, row("ferry", files=7).sources) == ("ferry", 7)
    untitled = Row(Shelved("desk/x", "x", "x"), Status.READ, Figures("", (), 0, ()))
    assert untitled.title == "x"
    broken = row_of(Shelved("desk/x", "x", "x", reason="cannot be read"))
    assert (broken.status, broken.reason) == (Status.FAILED, "cannot be read")


def test_the_current_story_is_read_first_then_those_on_screen() -> None:
    rows = [row(name) for name in "abcdef"]
    rows[2] = Row(rows[2].story, Status.READ)
    assert waiting(rows, (4, *range(1, 4))) == ["desk/e", "desk/b", "desk/d", "desk/a", "desk/f"]
    assert waiting(rows, (99, -1))[0] == "desk/a"
