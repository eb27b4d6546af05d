from __future__ import annotations

import stat
from pathlib import Path

import pytest

from aligner import reading
from aligner.model import Article, Attribution, Story
from aligner.reading.documents import Collected, Document, Form
from aligner.stories import texts
from tests.aligner.fetching.site import article


def story_of(page: Path, text: str) -> tuple[Collected, Story]:
    """A story of one page and a text, as they are when the page was read."""
    documents = (Document(page.name, Form.PAGE, data=b"<html>", path=page), Document("stdin 1", text="Pasted"))
    articles = (
        Article("A", page.name, text, Attribution(), (), extracted=True),
        Article("B", "stdin 1", "Pasted", Attribution(), ()),
    )
    return Collected("Ferry", str(page.parent), documents), Story("Ferry", str(page.parent), articles)


def test_a_text_is_kept_beside_its_page(tmp_path: Path) -> None:
    text = "Ferry to Ellmouth stops\n\nThe ferry will stop – on 3 April.\n"
    kept = texts.keep(*story_of(tmp_path / "page.html", text))
    assert kept == (tmp_path / ".synoptic" / "page.html.txt",)
    assert kept[0].read_text(encoding="utf-8") == text


def test_it_is_written_again_only_if_it_changed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    (kept,) = texts.keep(*story_of(page, "One."))
    before = kept.stat()
    texts.keep(*story_of(page, "One."))
    assert kept.stat().st_ino == before.st_ino
    texts.keep(*story_of(page, "Two."))
    assert kept.read_text(encoding="utf-8") == "Two."


def test_it_is_no_article_of_the_story(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry to Ellmouth will stop on 3 April.")
    texts.keep(*story_of(tmp_path / "page.html", "One."))
    assert [document.file for document in reading.collect([tmp_path]).documents] == ["a.txt"]


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", deny)
    assert texts.keep(*story_of(tmp_path / "page.html", "One.")) == ()
    assert not (tmp_path / ".synoptic").exists()


def test_others_may_read_what_they_may_read_of_the_folder(tmp_path: Path) -> None:
    (kept,) = texts.keep(*story_of(tmp_path / "page.html", "One."))
    (tmp_path / "plain").write_text("")
    assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


@pytest.mark.parametrize("place", ["folder", "file"])
def test_a_link_in_a_strangers_story_is_not_written_through(tmp_path: Path, place: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html.txt").write_text("mine")
    story = tmp_path / "story"
    story.mkdir()
    (story / "page.html").write_bytes(article())
    if place == "folder":
        (story / texts.FOLDER).symlink_to(own)
    else:
        (story / texts.FOLDER).mkdir()
        texts.place_of(story / "page.html").symlink_to(own / "page.html.txt")
    collected = reading.collect([story])
    assert texts.keep(collected, reading.read(collected)) == ()
    assert (own / "page.html.txt").read_text() == "mine"
