"""Which files make a story, and what is said about those that do not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aligner import export
from aligner.comparison import compare
from aligner.errors import SynopticError
from aligner.limits import Limits
from aligner.reading import collect, load, read
from aligner.reading.files import Outside

NEWS = "Harbour bridge closes for repairs\n\nThe harbour bridge closed on Friday. It will open again in May.\n"
OTHER = "City shuts bridge\n\nThe city shut its bridge on Friday, officials said. Ferries run instead.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    story = tmp_path / "bridge"
    story.mkdir()
    (story / "b.txt").write_text(NEWS, encoding="utf-8")
    (story / "a.txt").write_text(OTHER, encoding="utf-8")
    return story


def refused(*paths: Path | str) -> str:
    """The message of the error that loading raises; one line, always."""
    with pytest.raises(SynopticError) as caught:
        load(paths)
    message = str(caught.value)
    assert message.isprintable()
    return message


def test_a_folder_gives_its_text_files_by_name(folder: Path) -> None:
    (folder / "notes.md").write_text("not an article")
    (folder / ".hidden.txt").write_text("not an article")
    (folder / "inner.txt").mkdir()
    (folder / "inner.txt" / "c.txt").write_text("not an article")
    story = load([folder])
    assert [(article.id, article.file) for article in story.articles] == [("A", "a.txt"), ("B", "b.txt")]
    assert story.path == str(folder)
    assert story.notes == ("left out notes.md: no article by its name; name the file to take it",)


def test_the_path_is_kept_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert load(["bridge/"]).path == "bridge/"
    assert load(["bridge/a.txt", "bridge/b.txt"]).path == "bridge"
    monkeypatch.chdir(folder)
    assert load(["a.txt", "b.txt"]).path == "."
    assert load(["."]).path == "."


def test_named_files_keep_their_order(folder: Path) -> None:
    story = load([folder / "b.txt", folder / "a.txt"])
    assert [article.file for article in story.articles] == ["b.txt", "a.txt"]
    assert story.path == str(folder)


def test_files_of_several_folders_are_named_from_the_common_one(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text(NEWS + name)
    story = load([tmp_path / "x" / "same.txt", tmp_path / "y" / "same.txt"])
    assert [article.file for article in story.articles] == ["x/same.txt", "y/same.txt"]
    assert story.path == str(tmp_path)


def test_relative_and_absolute_paths_mix(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [a.file for a in load(["a.txt", folder / "b.txt"]).articles] == ["a.txt", "b.txt"]
    (folder.parent / "c.txt").write_text(NEWS)
    assert [a.file for a in load(["a.txt", "../c.txt"]).articles] == ["bridge/a.txt", "c.txt"]


def test_one_file_is_shown_alone_and_said_so(folder: Path) -> None:
    story = load([folder / "a.txt"])
    assert len(story.articles) == 1
    assert "nothing to compare" in story.notes[0]
    assert "a.txt" in story.notes[0]


def test_twelve_sources_and_no_more(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"{NEWS} Number {number}.")
    assert "".join(article.id for article in load([tmp_path]).articles) == "ABCDEFGHIJKL"
    (tmp_path / "13.txt").write_text(NEWS)
    message = refused(tmp_path)
    assert message.startswith("13 sources in ")
    assert "at most 12" in message


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "One\r\ntwo\rthree\ffour\x0bfive\u2028six é\u00a0🙂\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load([tmp_path]).articles[0].text == text


def test_the_title_is_a_real_headline_whatever_the_order(folder: Path) -> None:
    first = load([folder / "a.txt", folder / "b.txt"]).title
    assert first == load([folder / "b.txt", folder / "a.txt"]).title == "Harbour bridge closes for repairs"


def test_the_title_has_no_full_stop(tmp_path: Path) -> None:
    for name, title in (("a", "Harbour bridge closes for repairs."), ("b", "Bridge may close in the U.S.")):
        text = f"{title}\n\nThe bridge closed on Friday. It is old.\n\nFerries will run instead. They are free.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert load([tmp_path]).title == "Bridge may close in the U.S."
    assert load([tmp_path / "a.txt"]).title == "Harbour bridge closes for repairs"


def test_without_any_headline_the_title_is_the_folder(tmp_path: Path) -> None:
    story = tmp_path / "storm"
    story.mkdir()
    (story / "a.txt").write_text(
        "The storm came at night, and nobody was ready for it. Trees fell all over the town.\n"
    )
    assert load([story]).title == "storm"


def test_an_empty_file_in_a_folder_is_skipped_with_a_note(folder: Path) -> None:
    (folder / "0.txt").write_text(" \n\t\n")
    story = load([folder])
    assert [article.file for article in story.articles] == ["a.txt", "b.txt"]
    assert story.notes == ("skipped 0.txt: the file is empty",)


def test_identical_articles_are_loaded_and_noted(folder: Path) -> None:
    (folder / "c.txt").write_text(NEWS.replace("\n", "\r\n"), newline="")
    story = load([folder])
    assert len(story.articles) == 3
    assert story.notes == ("b.txt and c.txt hold the same text",)


def test_nothing_named() -> None:
    assert "nothing to read" in refused()


def test_no_such_path(tmp_path: Path) -> None:
    assert "missing does not exist" in refused(tmp_path / "missing")
    assert "missing.txt does not exist" in refused(tmp_path / "missing.txt", tmp_path / "b.txt")


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "picture.jpeg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / ".hidden.txt").write_text(NEWS)
    (tmp_path / "folder.txt").mkdir()
    assert "no articles in" in refused(tmp_path)


def test_a_folder_of_empty_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n")
    assert "is empty" in refused(tmp_path)


def test_a_named_empty_file(folder: Path) -> None:
    (folder / "0.txt").write_text("\ufeff")
    assert "0.txt is empty" in refused(folder / "0.txt", folder / "a.txt")


def test_a_folder_among_files(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Bridge to close\n\nThe harbour bridge will close for good, the city said on Monday.\n")
    story = load([other, folder])
    assert [article.file for article in story.articles] == ["other.txt", "bridge/a.txt", "bridge/b.txt"]
    assert story.path == str(tmp_path)


def test_a_file_given_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "given twice" in refused(folder / "a.txt", folder / "a.txt")
    monkeypatch.chdir(folder)
    assert "given twice" in refused("a.txt", folder / "." / "a.txt")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert "link.txt is given twice" in refused("a.txt", "link.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(folder: Path, encoding: str) -> None:
    text = "Café opens\n\nThe café at the harbour opened on Friday. It serves “proper” coffee.\n"
    (folder / "c.txt").write_bytes(text.encode(encoding))
    assert load([folder]).articles[2].text == text


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\0\0", b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(1, 32)) * 20])
def test_binary_files(folder: Path, data: bytes) -> None:
    (folder / "c.txt").write_bytes(data)
    assert "c.txt is not text but a binary file" in refused(folder)


def test_a_stray_control_character_is_no_binary_file(folder: Path) -> None:
    (folder / "c.txt").write_bytes(NEWS.encode() + b"\x01\x02")
    assert len(load([folder]).articles) == 3


def test_no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("aligner.whole.read", deny)
    assert "a.txt may not be read (permission denied)" in refused(folder)
    monkeypatch.setattr(Path, "iterdir", deny)
    assert "bridge may not be read (permission denied)" in refused(folder)


def test_a_dangling_link_is_said(folder: Path) -> None:
    (folder / "c.txt").symlink_to(folder / "gone")
    assert "c.txt does not exist" in refused(folder)


def test_names_that_cannot_be_printed_are_escaped(folder: Path) -> None:
    (folder / "a\x1b[31m\nb.txt").write_bytes(b"\0")
    assert "a\\x1b[31m\\nb.txt" in refused(folder)


def test_names_that_are_not_utf8(folder: Path) -> None:
    odd = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(odd)).write_text(NEWS + "!")
    assert "caf\ufffd.txt" in [article.file for article in load([folder]).articles]


def test_collected_articles_are_the_texts_alone_until_they_are_read(folder: Path) -> None:
    collected = collect([folder])
    loaded = load([folder])
    assert collected.title == folder.name
    unread = collected.story.articles
    assert [(a.id, a.file, a.text) for a in unread] == [(a.id, a.file, a.text) for a in loaded.articles]
    assert not any(a.blocks or a.attribution.evidence for a in unread)
    assert all(a.blocks for a in loaded.articles)
    assert read(collected) == loaded


def test_collecting_needs_nothing_of_what_reading_does() -> None:
    code = "import sys, aligner.reading; print('aligner.reading.kinds' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_reading_does_not_load_nltk() -> None:
    code = "import sys, aligner.reading; sys.exit(any(name.split('.')[0] == 'nltk' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "name", ["ftp://gazette.example/a", "https://", "https:/gazette.example/a", "www.gazette.com/a"]
)
def test_what_was_meant_as_an_address_is_told_how_to_be_one(name: str) -> None:
    assert refused(name) == f"{name} is no file, and no address either: that begins with https:// and a host"


def test_standard_input_is_read_once() -> None:
    with pytest.raises(SynopticError, match="- is given twice"):
        collect(["-", "-"], outside=Outside(standard_input=lambda: b"The ferry sank on Monday."))


def test_who_pastes_one_article_is_told_what_stands_between_two() -> None:
    """The last line of the first had no end, and so there was no line of --- ."""
    pasted = b"Ferry sinks\n\nThe ferry sank on Monday.---\nFerry lost\n\nThe ferry sank on Tuesday.\n"
    story = read(collect(["-"], outside=Outside(standard_input=lambda: pasted)))
    (note,) = story.notes
    assert note == "only one article, stdin 1: there is nothing to compare it with (a line of --- stands between two)"


def test_a_file_that_lies_in_a_folder_that_is_named_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ferry sank on Monday off {name}.")
    assert "a.txt is given twice, in its folder, too" in refused(tmp_path, tmp_path / "a.txt")
    assert len(collect([tmp_path], draft=tmp_path / "a.txt").documents) == 2


@pytest.mark.parametrize("name", ["-", "https://gazette.example/a", "."])
def test_a_draft_is_one_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("The ferry sank on Monday.")
    with pytest.raises(SynopticError, match="cannot be the draft: name one file"):
        collect([tmp_path], draft=name)


@pytest.mark.parametrize("name", ["c.txt", "c.html", "story.toml"])
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    os.mkfifo(tmp_path / name)
    if name == "story.toml":
        with pytest.raises(SynopticError, match=r"story\.toml is no file"):
            collect([tmp_path])
    else:
        assert [document.file for document in collect([tmp_path]).documents] == ["a.txt"]


def test_a_link_to_an_article_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").symlink_to("gone.txt")
    with pytest.raises(SynopticError, match=r"b\.txt does not exist"):
        collect([tmp_path])


def test_a_text_by_another_name_is_no_larger_than_one(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("word " * 1_000)
    with pytest.raises(SynopticError, match=r"a\.log is larger than 4 kB \(it has 5 kB\)"):
        collect([tmp_path / "a.log"], limits=Limits(text_bytes=4_000))


def test_notes_are_the_articles_where_there_are_no_others(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(NEWS)
    (tmp_path / "notes.txt").write_text(OTHER)
    assert [document.file for document in collect([tmp_path]).documents] == ["README.md", "notes.txt"]
    (tmp_path / "a.txt").write_text(NEWS)
    assert [document.file for document in collect([tmp_path]).documents] == ["a.txt"]


def test_our_own_export_is_no_article(tmp_path: Path) -> None:
    for name, text in (("a.txt", NEWS), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text)
    (tmp_path / "story.md").write_text(export.render(compare(load([tmp_path])), "markdown"))
    again = collect([tmp_path])
    assert [document.file for document in again.documents] == ["a.txt", "b.txt"]
    assert again.notes == ("skipped story.md: it is a comparison that synoptic wrote",)
