"""A folder of folders: which of them are stories, and what can be said of each without reading it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aligner.stories import shelf
from aligner.stories.shelf import Shelf


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ferry stops\n\nThe ferry stops on 3 April, the port said.\n")


def names(found: Shelf | None) -> list[str]:
    return [story.name for story in found.stories] if found is not None else []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["a.txt", "b.txt"], []),
        (["a.html", "below/a.txt"], []),
        (["story.toml", "below/a.txt"], []),
        ([], []),
        (["empty/nothing.csv"], []),
        (["bridge/a.txt", "ferry/a.txt"], ["bridge", "ferry"]),
        (["bridge/a.txt", "ferry/a.MHTML", "port/x.markdown"], ["bridge", "ferry", "port"]),
        (["README.md", "about.md", "bridge/a.txt"], ["bridge"]),
        (["README.txt", "bridge/a.txt"], ["bridge"]),
        (["about.md", "empty/nothing.csv"], []),
        (["bridge/a.txt", ".git/a.txt", ".hidden/story.toml"], ["bridge"]),
        (["2031/bridge/a.txt", "2031/ferry/a.txt", "port/a.txt"], ["2031/bridge", "2031/ferry", "port"]),
        (["2031/03/12/bridge/a.txt", "port/a.txt"], ["port"]),
        (["2031/notes.txt", "2031/overview.md", "2031/bridge/a.txt"], ["2031/bridge"]),
        (["bridge/a.txt", "bridge/old/a.txt"], ["bridge"]),
        (["2031/page.html", "2031/page_files/frame.html", "port/a.txt"], ["2031", "port"]),
        (["list/page.csv", "list/page_files/a.txt", "panama_files/a.txt"], ["panama_files"]),
    ],
)
def test_which_folders_are_stories(tmp_path: Path, files: list[str], expected: list[str]) -> None:
    write(tmp_path, *files)
    (tmp_path / "nothing").mkdir()
    assert names(shelf.find(tmp_path)) == expected


def test_what_a_folder_shows_of_its_story(tmp_path: Path) -> None:
    write(tmp_path, "bridge/a.txt", "bridge/b.html", "bridge/README.md", "bridge/picture.png", "bridge/.c.txt")
    for second, name in enumerate(("b.html", "a.txt", "README.md", "picture.png"), 1000):
        os.utime(tmp_path / "bridge" / name, (second, second))
    found = shelf.find(tmp_path)
    assert found is not None
    assert (found.path, found.title) == (str(tmp_path), tmp_path.name)
    (story,) = found.stories
    assert story == shelf.Shelved(str(tmp_path / "bridge"), "bridge", "bridge", 2, 1001.0)


def test_what_its_manifest_tells(tmp_path: Path) -> None:
    write(tmp_path, "bridge/a.txt", "bridge/old/a.txt", "bridge/b.txt", "bridge/a-1.txt")
    (tmp_path / "bridge" / "story.toml").write_text(
        'title = "The harbour bridge"\n[[sources]]\nfile = "a.txt"\n[[sources.earlier]]\nfile = "a-1.txt"\n'
    )
    os.utime(tmp_path / "bridge" / "story.toml", (9e9, 9e9))
    found = shelf.find(tmp_path)
    assert found is not None
    (story,) = found.stories
    assert (story.name, story.title, story.sources, story.changed) == ("bridge", "The harbour bridge", 2, 9e9)


def test_a_broken_manifest_is_said(tmp_path: Path) -> None:
    write(tmp_path, "bridge/a.txt", "ferry/a.txt")
    (tmp_path / "bridge" / "story.toml").write_text("title = \n")
    found = shelf.find(tmp_path)
    assert found is not None
    broken, good = found.stories
    assert "story.toml" in (broken.reason or "")
    assert broken.title == "bridge"
    assert good.reason is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_among_them(tmp_path: Path) -> None:
    write(tmp_path, "bridge/a.txt", "ferry/a.txt")
    (tmp_path / "bridge").chmod(0)
    try:
        found = shelf.find(tmp_path)
    finally:
        (tmp_path / "bridge").chmod(0o700)
    assert found is not None
    assert found.stories[0].reason == "cannot be read: permission denied"


def test_a_folder_the_system_refuses_is_among_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "bridge/a.txt", "ferry/a.txt", "port/a.txt")
    look = shelf._look

    def refuse(path: str) -> shelf._Folder:
        if path.endswith("ferry"):
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(shelf, "_look", refuse)
    found = shelf.find(tmp_path)
    assert names(found) == ["bridge", "ferry", "port"]
    assert found is not None
    assert found.stories[1].reason == "cannot be read: permission denied"
    assert shelf.find(tmp_path / "ferry") is None


def test_links_that_lead_nowhere_or_round_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "bridge/a.txt", "ferry/a.txt")
    (tmp_path / "bridge" / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "bridge" / "up").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to("itself")
    found = shelf.find(tmp_path)
    assert names(found) == ["bridge", "ferry"]


def test_a_link_to_a_story_elsewhere_is_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "desk/bridge/a.txt", "elsewhere/ferry/a.txt", "elsewhere/empty/b.jpg")
    (tmp_path / "desk" / "ferry").symlink_to(tmp_path / "elsewhere" / "ferry")
    (tmp_path / "desk" / "pictures").symlink_to(tmp_path / "elsewhere" / "empty")
    found = shelf.find(tmp_path / "desk")
    assert names(found) == ["bridge", "ferry"]
    assert found is not None
    assert found.stories[1].reason == f"it is a link out of the folder: open {tmp_path}/elsewhere/ferry"


def test_nothing_that_is_no_folder_is_a_shelf(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert shelf.find(tmp_path / "a.txt") is None
    assert shelf.find(tmp_path / "gone") is None


def test_the_stories_beside_a_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "desk/bridge/a.txt", "desk/ferry/a.txt", "alone/bridge/a.txt")
    assert names(shelf.beside(tmp_path / "desk" / "bridge")) == ["bridge", "ferry"]
    assert shelf.beside(tmp_path / "alone" / "bridge") is None
    monkeypatch.chdir(tmp_path / "desk")
    assert names(shelf.beside("bridge")) == ["bridge", "ferry"]
    monkeypatch.chdir(tmp_path / "desk" / "bridge")
    assert names(shelf.beside(".")) == ["bridge", "ferry"]
