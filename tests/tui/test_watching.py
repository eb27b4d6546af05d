from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from queue import Empty, Queue

import pytest

from tui import watching


@contextmanager
def watched(paths: list[Path]) -> Iterator[Queue[str]]:
    """What is told of changes of ``paths``, quickly."""
    told: Queue[str] = Queue()
    stop = threading.Event()
    looked = threading.Event()

    asks = count()

    def asked() -> list[Path]:
        if next(asks):  # asked again: it has looked once
            looked.set()
        return paths

    thread = threading.Thread(
        target=watching.changes,
        args=(asked, lambda: told.put("changed"), stop),
        kwargs={"interval": 0.005, "settling": 0.005},
    )
    thread.start()
    try:
        assert looked.wait(10)
        yield told
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def told_once(told: Queue[str]) -> bool:
    return told.get(timeout=10) == "changed"


def test_a_file_that_is_written_to(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one")
    with watched([file]) as told:
        file.write_text("one and two")
        assert told_once(told)


def test_a_file_that_another_takes_the_place_of(tmp_path: Path) -> None:
    file, other = tmp_path / "a.txt", tmp_path / "b"
    file.write_text("one")
    other.write_text("two")
    with watched([file]) as told:
        other.replace(file)
        assert told_once(told)


@pytest.mark.parametrize("change", ["comes", "goes"])
def test_what_lies_in_a_folder(tmp_path: Path, change: str) -> None:
    file = tmp_path / "a.txt"
    if change == "goes":
        file.write_text("one")
    with watched([tmp_path]) as told:
        if change == "goes":
            file.unlink()
        else:
            file.write_text("one")
        assert told_once(told)


def test_what_is_watched_may_be_something_else_later(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("one")
    second.write_text("two")
    paths = [first]
    with watched(paths) as told:
        paths[0] = second
        with pytest.raises(Empty):
            told.get(timeout=0.1)
        second.write_text("two and three")
        assert told_once(told)


def test_hidden_files_of_a_folder_do_not_count(tmp_path: Path) -> None:
    before = watching.look([tmp_path])
    (tmp_path / ".a.txt.swp").write_text("an editor's own")
    assert watching.look([tmp_path]) == before
    (tmp_path / "a.txt").write_text("one")
    assert watching.look([tmp_path]) != before


def test_what_is_not_there_is_seen_when_it_comes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    before = watching.look([file])
    assert before == {str(file): None}
    file.write_text("one")
    assert watching.look([file]) != before


def test_a_file_in_a_folder_that_is_mended(tmp_path: Path) -> None:
    """A manifest that could not be read is in no story, and so nobody names it; what is no article is not looked at."""
    manifest, other = tmp_path / "story.toml", tmp_path / "access.log"
    manifest.write_text('title = "Fer')
    other.write_text("one")
    with watched([tmp_path]) as told:
        manifest.write_text('title = "Ferry"')
        assert told_once(told)
        seen = watching.look([tmp_path])
        other.write_text("one and two")
        assert watching.look([tmp_path]) == seen
