"""The cache of comparisons: the same again, never a wrong one, and nothing that stands in the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

import aligner.comparison
from aligner import export, reading
from aligner.comparison import compare
from aligner.decisions.records import NONE, Decisions
from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Progress, Story
from aligner.reading.documents import Document, Form
from aligner.stories import cache, folder
from tests.aligner.fetching.site import article
from tests.aligner.stories.web import Web

ROOT = Path(__file__).parents[3]
ARTICLES = {
    "a.txt": "Ferry stops\n\nThe ferry to Ellmouth stops on 3 April, the port said. It sank \u201cslowly\u201d.\n",
    "b.txt": "No more ferry\r\n\r\nThe port said the Ellmouth ferry will stop on 4 April.\n",
}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache."""
    folder = tmp_path / "cache" / "kept"
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "ferry"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Story]:
    """The stories that were aligned."""
    done: list[Story] = []

    def noted(
        story: Story, options: Options | None = None, progress: Progress | None = None, decisions: Decisions = NONE
    ) -> Comparison:
        done.append(story)
        return compare(story, options, progress, decisions)

    monkeypatch.setattr(aligner.comparison, "compare", noted)
    return done


def entries(kept: Path) -> list[Path]:
    return sorted(kept.iterdir()) if kept.is_dir() else []


def test_the_second_time_nothing_is_aligned(story: Path, made: list[Story]) -> None:
    collected = reading.collect([story])
    first = cache.compared(collected, Options())
    again = cache.compared(reading.collect([story]), Options())
    assert len(made) == 1
    assert [export.render(again, name) for name in export.FORMATS] == [
        export.render(first, name) for name in export.FORMATS
    ]
    assert again.story == first.story


def test_it_is_for_nobody_elses_eyes(story: Path, kept: Path) -> None:
    cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_text("Ferry stops\n\nThe ferry to Ellmouth stops on 5 April.\n"),
        lambda folder: (folder / "a.txt").rename(folder / "c.txt"),
        lambda folder: (folder / "c.txt").write_text("Another\n\nThe ferry company said nothing on Monday.\n"),
        lambda folder: (folder / "empty.txt").write_text(""),
        lambda folder: (folder / "b.txt").unlink(),
    ],
    ids=["content", "name", "one more", "notes", "one less"],
)
def test_another_story_is_aligned_anew(story: Path, made: list[Story], change: Callable[[Path], object]) -> None:
    cache.compared(reading.collect([story]), Options())
    change(story)
    again = cache.compared(reading.collect([story]), Options())
    assert len(made) == 2
    assert again.story == reading.load([story])


def test_other_options_and_another_draft_are_another_comparison(story: Path, made: list[Story]) -> None:
    cache.compared(reading.collect([story]), Options())
    assert cache.compared(reading.collect([story]), Options(threshold=0.3)).options.threshold == 0.3
    assert cache.compared(reading.collect([story], draft=story / "a.txt"), Options()).story.articles[0].draft
    assert len(made) == 3


def test_another_aligner_is_another_comparison(story: Path, made: list[Story], monkeypatch: pytest.MonkeyPatch) -> None:
    cache.compared(reading.collect([story]), Options())
    monkeypatch.setattr(cache, "_aligner", lambda: "improved")
    cache.compared(reading.collect([story]), Options())
    assert len(made) == 2


def test_the_aligner_is_known_by_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "aligner"
    (package / "stories").mkdir(parents=True)
    (package / "facts.py").write_text("1")
    monkeypatch.setattr(cache, "__file__", str(package / "stories" / "cache.py"))
    known = cache._aligner.__wrapped__
    before = known()
    assert known() == before
    (package / "facts.py").write_text("2 ")
    assert known() != before


def test_a_story_that_was_moved_is_known_by_its_articles(story: Path, made: list[Story], tmp_path: Path) -> None:
    cache.compared(reading.collect([story]), Options())
    (tmp_path / "elsewhere").mkdir()
    moved = story.rename(tmp_path / "elsewhere" / "ferry")
    again = cache.compared(reading.collect([moved]), Options())
    assert len(made) == 1
    assert again.story.path == str(moved)


@pytest.mark.parametrize("spoil", [b"", b"{}", b"\xff\xfe", b"[" * 99_999, None], ids=str)
def test_a_spoilt_entry_is_not_there_and_is_replaced(
    story: Path, kept: Path, made: list[Story], spoil: bytes | None
) -> None:
    first = cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    good = entry.read_bytes()
    entry.write_bytes(good[: len(good) // 2] if spoil is None else spoil)
    again = cache.compared(reading.collect([story]), Options())
    assert len(made) == 2
    assert again.facts == first.facts
    assert entry.read_bytes() == good


def test_a_flipped_bit_anywhere_is_no_entry(story: Path, kept: Path, made: list[Story]) -> None:
    cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    good = entry.read_bytes()
    for at in (0, 20, 100, len(good) // 2, len(good) - 1):
        entry.write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        assert cache.load(entry.stem, reading.collect([story])) is None
    entry.write_bytes(good)
    assert cache.load(entry.stem, reading.collect([story])) is not None
    assert cache.load(entry.stem, reading.collect([story]), most=len(good) - 1) is None
    entry.rename(kept / f"{'0' * 64}.json")
    assert cache.load("0" * 64, reading.collect([story])) is None


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as Unix has them")
def test_a_link_or_a_pipe_is_no_entry_and_what_a_link_leads_to_stays(
    story: Path, kept: Path, made: list[Story], tmp_path: Path
) -> None:
    cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    elsewhere = entry.rename(tmp_path / "elsewhere.json")
    before = elsewhere.read_bytes()
    entry.symlink_to(elsewhere)
    assert cache.load(entry.stem, reading.collect([story])) is None
    elsewhere.write_bytes(b"not to be written over")
    cache.compared(reading.collect([story]), Options())
    assert elsewhere.read_bytes() == b"not to be written over"
    assert not entry.is_symlink()
    assert entry.read_bytes() == before
    entry.unlink()
    os.mkfifo(entry)
    assert cache.load(entry.stem, reading.collect([story])) is None
    assert len(made) == 2


def test_a_folder_in_the_place_of_an_entry_is_no_entry(story: Path, kept: Path, made: list[Story]) -> None:
    cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    entry.unlink()
    entry.mkdir()
    cache.compared(reading.collect([story]), Options())
    assert len(made) == 2
    assert entries(kept) == [entry]


def test_where_nothing_can_be_kept_comparisons_are_made(
    story: Path, made: list[Story], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    assert cache.compared(reading.collect([story]), Options()).facts
    assert cache.compared(reading.collect([story]), Options()).facts
    assert len(made) == 2
    monkeypatch.setenv(cache.FOLDER_VARIABLE, "a\udcff\udc80" * 200)
    assert cache.compared(reading.collect([story]), Options()).facts


def test_a_full_disk_leaves_nothing_behind(story: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert cache.compared(reading.collect([story]), Options()).facts
    assert entries(kept) == []


def test_without_the_cache_nothing_is_kept_and_nothing_read(story: Path, kept: Path, made: list[Story]) -> None:
    cache.compared(reading.collect([story]), Options(), keep=False)
    assert entries(kept) == []
    cache.compared(reading.collect([story]), Options())
    cache.compared(reading.collect([story]), Options(), keep=False)
    assert len(made) == 3


def test_what_was_not_asked_for_the_longest_time_goes(
    story: Path, kept: Path, made: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 2)
    collected = reading.collect([story])
    wanted = [Options(threshold=share) for share in (0.1, 0.2, 0.3)]
    for at, options in enumerate(wanted[:2]):
        cache.compared(collected, options)
        os.utime(kept / f"{cache.key(collected, options)}.json", (at + 1, at + 1))
    cache.compared(collected, wanted[0])  # asked for again
    cache.compared(collected, wanted[2])
    assert len(made) == 3
    names = {f"{cache.key(collected, options)}.json" for options in (wanted[0], wanted[2])}
    assert {entry.name for entry in entries(kept)} == names


def test_what_is_too_large_goes_and_so_does_what_was_abandoned(
    story: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.compared(reading.collect([story]), Options())
    (entry,) = entries(kept)
    os.utime(entry, (1, 1))
    left, fresh, foreign = kept / ".left.tmp", kept / ".fresh.tmp", kept / "notes.txt"
    for path in (left, fresh, foreign):
        path.write_text("")
    os.utime(left, (1, 1))
    os.utime(foreign, (1, 1))
    monkeypatch.setattr(cache, "MOST_BYTES", entry.stat().st_size * 3 // 2)
    cache.compared(reading.collect([story]), Options(threshold=0.3))
    assert not entry.exists()
    assert not left.exists()
    assert fresh.exists()
    assert foreign.exists()
    assert len(entries(kept)) == 3


def test_two_programs_never_see_half_an_entry(story: Path, kept: Path) -> None:
    collected = reading.collect([story])
    comparison = compare(reading.read(collected))
    name = cache.key(collected, Options())
    assert cache.store(name, comparison)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            cache.store(name, comparison)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        found = [cache.load(name, collected) for _ in range(60)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert None not in found
    assert [entry.name for entry in entries(kept)] == [f"{name}.json"]


def test_an_export_is_the_comparison_in_it(story: Path, kept: Path, tmp_path: Path) -> None:
    comparison = compare(reading.load([story]))
    (tmp_path / "story.json").write_text(export.render(comparison, "json"), "utf-8")
    opened = cache.compared(reading.collect([tmp_path / "story.json"]), Options(threshold=0.9))
    assert export.render(opened, "json") == export.render(comparison, "json")
    assert opened.options == comparison.options
    assert entries(kept) == []


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    with pytest.raises(SynopticError):
        cache.compared(reading.collect([tmp_path / "a.html"]), Options())


def test_a_kept_comparison_needs_neither_nltk_nor_rapidfuzz(story: Path) -> None:
    cache.compared(reading.collect([story]), Options())
    code = """
import sys
from aligner import reading
from aligner.model import Options
from aligner.stories import cache
print(len(cache.compared(reading.collect([sys.argv[1]]), Options()).facts))
print(*sorted({"nltk", "rapidfuzz", "trafilatura", "lxml", "tomlkit", "aligner.comparison"} & {*sys.modules}))
"""
    done = subprocess.run([sys.executable, "-c", code, story], capture_output=True, text=True, cwd=ROOT, check=True)
    facts, loaded = done.stdout.splitlines()
    assert int(facts) > 0
    assert loaded == ""


def test_the_versions_of_the_libraries_are_those_their_installers_noted() -> None:
    assert cache._versions() == [version(name) for name in cache._MADE_WITH]


def test_the_page_a_text_was_taken_from_is_part_of_it(tmp_path: Path, made: list[Story]) -> None:
    """It is asked for its headings: another page, or none, is another comparison."""
    web = Web()
    web.put("https://gazette.example/a", article(head="", title="Harbour bridge shut on Monday"))
    story = tmp_path / "bridge"
    folder.new(story, web.given("https://gazette.example/a"))
    (page,) = (story / "pages").iterdir()
    assert page in reading.collect([story]).watched
    for change in (lambda: None, lambda: page.write_bytes(b"<html></html>"), page.unlink):
        change()
        before = len(made)
        for _ in range(2):
            cache.compared(reading.collect([story]), Options())
        assert len(made) == before + 1


def test_where_one_part_ends_matters() -> None:
    def name(*texts: tuple[str, str]) -> str:
        documents = tuple(Document("a.html", Form.PAGE, text=text, data=data.encode()) for text, data in texts)
        return cache.key(reading.Collected("Ferry", ".", documents), Options())

    assert name(("ab", "c")) != name(("a", "bc"))
