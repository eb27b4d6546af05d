"""What may lie in a folder that somebody sent, links, pipes, devices: nothing is waited for, nothing gets in."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner import whole
from aligner.decisions.keeping import Keeper, State
from aligner.decisions.records import Decisions
from aligner.errors import SynopticError
from aligner.reading import collect, load
from aligner.stories.placing import put
from tests.aligner.decisions.test_keeping import judged
from tui import config

NEWS = "Harbour bridge closes for repairs\n\nThe harbour bridge closed on Friday. It will open again in May.\n"
OTHER = "City shuts bridge\n\nThe city shut its bridge on Friday, officials said. Ferries run instead.\n"
SECRET = "Private paper\n\nThe plan to buy the bridge in June is known to nobody.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story = tmp_path / "bridge"
    story.mkdir()
    (story / "a.txt").write_text(NEWS)
    (story / "b.txt").write_text(OTHER)
    (tmp_path / "secret.txt").write_text(SECRET)
    return story


def refused(*paths: Path | str, draft: Path | None = None) -> str:
    with pytest.raises(SynopticError) as caught:
        collect(paths, draft=draft)
    assert str(caught.value).isprintable()
    return str(caught.value)


def files(folder: Path) -> list[str]:
    return [document.file for document in collect([folder]).documents]


# Links --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["../secret.txt", "/etc/passwd", "../bridge/../secret.txt"])
def test_a_link_out_of_a_folder_is_left_out_and_said(folder: Path, target: str) -> None:
    (folder / "c.txt").symlink_to(target)
    collected = collect([folder])
    assert [document.file for document in collected.documents] == ["a.txt", "b.txt"]
    real = os.path.realpath(folder / target)
    assert collected.notes == (f"left out c.txt: a link out of the folder, to {real}; name the file to take it",)


def test_a_link_that_was_named_is_taken(folder: Path) -> None:
    (folder / "c.txt").symlink_to("../secret.txt")
    assert load([folder / "a.txt", folder / "c.txt"]).articles[1].text == SECRET
    assert load([folder], draft=folder / "c.txt").articles[0].text == SECRET


def test_a_folder_of_nothing_but_links_out_of_it(tmp_path: Path, folder: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    (links / "a.txt").symlink_to(folder / "a.txt")
    (links / "b.txt").symlink_to(folder / "b.txt")
    said = refused(links)
    assert said.startswith(
        f"no article to read in {links}: left out a.txt: a link out of the folder, to {folder}/a.txt"
    )
    assert said.endswith("(and 1 more)")
    assert len(load([links / "a.txt", links / "b.txt"]).articles) == 2


def test_links_inside_of_a_folder_and_to_the_folder_are_followed(tmp_path: Path, folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "c.log").write_text("A third\n\nThe bridge is shut, said a third one.\n")
    (folder / "c.txt").symlink_to("deep/c.log")
    (tmp_path / "other").symlink_to(folder)
    assert files(tmp_path / "other") == ["a.txt", "b.txt", "c.txt"]
    os.link(tmp_path / "secret.txt", folder / "d.txt")
    assert "d.txt" in files(folder), "a hard link is a file as any other"


def test_a_link_to_itself_is_said(folder: Path) -> None:
    (folder / "c.txt").symlink_to("c.txt")
    assert "c.txt cannot be read: too many levels of symbolic links; name a file that can" in refused(folder)


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "c.txt", "out/secret.txt"])
@pytest.mark.parametrize("key", ["file", "page"])
def test_a_manifest_names_nothing_outside(folder: Path, name: str, key: str) -> None:
    (folder / "c.txt").symlink_to("../secret.txt")
    (folder / "out").symlink_to("..")
    more = "" if key == "file" else "file = 'a.txt'\n"
    (folder / "story.toml").write_text(f"[[sources]]\n{more}{key} = '{name}'\n")
    assert "out of the folder: copy" in refused(folder).replace("outside of the story's folder", "out of the folder")


def test_a_manifest_that_is_a_link_out_is_refused(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "other.toml").write_text("title = 'From elsewhere'\n")
    (folder / "story.toml").symlink_to("../other.toml")
    assert "story.toml is a link that leads out of the folder: copy the file into it" in refused(folder)


@pytest.mark.parametrize("name", ["story.toml", "pages", "pages/x.html"])
def test_nothing_is_written_where_a_link_leads_out(tmp_path: Path, folder: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(outside / "x.toml" if "." in name else outside)
    with pytest.raises(SynopticError, match=r"there is a link out of it; take it away"):
        put(folder, {"pages/x.html": b"page", "x.txt": b"text"}, lambda: "title = 'x'\n")
    assert list(outside.iterdir()) == []
    assert not (folder / "x.txt").exists()


def test_decisions_are_not_written_through_a_link_to_something_else(tmp_path: Path, folder: Path) -> None:
    (folder / "synoptic.decisions.json").symlink_to(tmp_path / "gone.json")
    (tmp_path / "empty").write_bytes(b"")
    keeper = Keeper(folder / "synoptic.decisions.json")
    keeper.open()
    outcome = keeper.keep(Decisions.of([judged(1)]))
    keeper.close()
    assert outcome.state is State.FAILED
    assert "is a link to a file that holds no decisions" in outcome.reason
    assert not (tmp_path / "gone.json").exists()


# What is no file ----------------------------------------------------------------------------------------------------


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [a_pipe, a_socket, a_device, Path.mkdir])
def test_what_is_no_file_is_no_article(folder: Path, make: Callable[[Path], None]) -> None:
    make(folder / "c.txt")
    assert files(folder) == ["a.txt", "b.txt"]
    (folder / "story.toml").write_text("[[sources]]\nfile = 'c.txt'\n")
    assert "c.txt" in refused(folder)


@pytest.mark.parametrize("make", [a_pipe, a_socket, a_device])
def test_what_is_no_file_is_not_waited_for_when_it_is_named(folder: Path, make: Callable[[Path], None]) -> None:
    make(folder / "c.txt")
    assert f"{folder}/c.txt cannot be read: " in refused(folder / "a.txt", folder / "c.txt")
    assert "cannot be read: " in refused(folder / "a.txt", draft=folder / "c.txt")


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/random", "/dev/null"])
def test_devices(folder: Path, name: str) -> None:
    assert f"{name} cannot be read: it is a device, no ordinary file" in refused(folder / "a.txt", name)


def test_a_pipe_that_somebody_writes_into_is_read(folder: Path) -> None:
    os.mkfifo(folder / "c.txt")

    def write() -> None:
        with (folder / "c.txt").open("w") as pipe:
            pipe.write(SECRET)

    writing = threading.Thread(target=write)
    writing.start()
    assert collect([folder / "a.txt", folder / "c.txt"]).documents[1].text == SECRET
    writing.join()


@pytest.mark.parametrize("name", ["story.toml", "synoptic.decisions.json", "config.toml"])
@pytest.mark.parametrize("make", [a_pipe, a_device])
def test_no_file_of_ours_is_waited_for(folder: Path, name: str, make: Callable[[Path], None]) -> None:
    make(folder / name)
    if name == "story.toml":
        assert "story.toml" in refused(folder)
    elif name == "config.toml":
        with pytest.raises(SynopticError, match=r"config\.toml"):
            config.read(folder / name)
    else:
        keeper = Keeper(folder / name)
        assert keeper.open()[1].state is State.UNREADABLE
        keeper.close()


# Files that change ----------------------------------------------------------------------------------------------------


def test_a_file_that_takes_the_place_of_another_is_read_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked what it is when it is open: between asking and reading nothing can come in between."""
    opened = os.open

    def swapped(path: Path, flags: int, *more: int) -> int:
        descriptor = opened(path, flags, *more)
        Path(path).unlink()
        Path(path).symlink_to("/dev/zero")
        return descriptor

    monkeypatch.setattr(os, "open", swapped)
    assert whole.read(folder / "a.txt", 1000) == NEWS.encode()
    with pytest.raises(OSError, match="it is a device"):
        whole.read(folder / "a.txt", 1000)


@pytest.mark.parametrize("then", [b"", b"short", b"x" * 900], ids=["emptied", "shorter", "longer"])
def test_a_file_that_changes_while_it_is_read_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, then: bytes
) -> None:
    """Half of the old and half of the new is no text that anybody wrote."""
    read = os.read
    reads = iter([None])

    def changing(descriptor: int, size: int) -> bytes:
        data = read(descriptor, min(size, 50))
        for _ in reads:
            (folder / "a.txt").write_bytes(then)
        return data

    monkeypatch.setattr(os, "read", changing)
    assert whole.read(folder / "a.txt", 1000) == then


def test_a_file_that_never_stops_growing_is_not_read_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read

    def growing(descriptor: int, size: int) -> bytes:
        with (folder / "a.txt").open("ab") as file:
            file.write(b"more and more ")
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(whole.TooLargeError):
        whole.read(folder / "a.txt", 1000)


def test_a_file_that_vanishes_before_it_is_read_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = whole.read

    def late(path: Path, most: int, *, pipes: bool = False) -> bytes:
        (folder / "b.txt").unlink(missing_ok=True)
        return read(path, most, pipes=pipes)

    monkeypatch.setattr(whole, "read", late)
    assert files(folder) == ["a.txt"]


# Names --------------------------------------------------------------------------------------------------------------


def test_names_of_any_kind(folder: Path) -> None:
    os.link(folder / "a.txt", folder / ("n" * 251 + ".txt"))
    for number, name in enumerate(("A.TXT", "é.txt", "e\u0301.txt", "x\x1b[2J.txt")):
        (folder / name).write_text(f"{NEWS}{number}")
    for number, name in enumerate((b"\xff.txt", b"\xfe.txt")):
        (folder / os.fsdecode(name)).write_text(f"{OTHER}{number}")
    found = files(folder)
    assert len(found) == 9
    assert found.count("\ufffd.txt") == 2
    story = load([folder])
    assert len({article.id for article in story.articles}) == 9
    assert all(note.isprintable() for note in story.notes)
