"""Whatever ends the program or fails on the disk while it writes, every file is whole: the old one or the new one."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from aligner import export, reading, whole
from aligner.comparison import compare
from aligner.decisions import document as decided
from aligner.decisions.keeping import Keeper
from aligner.decisions.records import NONE, Decisions, Judged, Key
from aligner.errors import SynopticError
from aligner.fetching.results import Fetched
from aligner.model import Comparison, Options, Verdict
from aligner.reading import manifest, unfinished
from aligner.stories import cache, folder, refreshing
from aligner.stories.outcomes import Given
from tests.faults.dying import DeadError, System, at_every_point, going_wrong

FAILURES = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES)
AT = "https://www.example.org/ferry"
FERRY = "Ferry stops\n\nThe ferry to Ellmouth will stop on 3 April, the port authority said on Monday.\n"
OTHER = "No more ferry\n\nThe port authority said on Tuesday the Ellmouth ferry will stop on 4 April.\n"


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Every run is as the first one of a program: a folder is tidied once in its life."""
    whole.tidy.cache_clear()
    yield
    whole.tidy.cache_clear()


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    story = tmp_path_factory.mktemp("story")
    (story / "a.txt").write_text(FERRY)
    (story / "b.txt").write_text(OTHER)
    return compare(reading.load([story]))


def ours(place: Path) -> list[str]:
    """Names of what our own half-done work leaves: nobody else sees it, and it is tidied away later."""
    return sorted(path.name for path in place.rglob("*") if path.name.startswith(".synoptic"))


def others(place: Path) -> dict[str, bytes]:
    """Everything else that lies there."""
    files = (path for path in place.rglob("*") if path.is_file() and not path.name.startswith(".synoptic"))
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def refusal(work: Callable[[], object]) -> str:
    """The one line that some work is refused with; empty if it is done."""
    try:
        work()
    except SynopticError as error:
        line = str(error)
    else:
        return ""
    assert line.isprintable()
    return line


def grown_old(place: Path) -> None:
    """An hour passes."""
    for path in place.rglob(".synoptic*"):
        os.utime(path, (0, 0))
    whole.tidy.cache_clear()


def test_the_disk_has_what_is_written_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        done.append("on the disk")
        fsync(descriptor)

    def replaced(source: str | Path, target: str | Path) -> None:
        done.append("in its place")
        replace(source, target)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr("os.replace", replaced)
    export.write("new\n", tmp_path / "export.md")
    assert done[:2] == ["on the disk", "in its place"]


def test_what_another_program_is_writing_is_left_alone(tmp_path: Path) -> None:
    for age, name in ((whole.ABANDONED - 60, "young"), (whole.ABANDONED + 60, "old")):
        half = tmp_path / whole.HALF.replace("*", name)
        half.write_bytes(b"ha")
        os.utime(half, (time.time() - age,) * 2)
    export.write("new\n", tmp_path / "export.md")
    assert ours(tmp_path) == [whole.HALF.replace("*", "young")]


# Exports ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", export.FORMATS)
@pytest.mark.parametrize("before", [None, b"what was there\n"], ids=["new", "overwritten"])
def test_killed_while_exporting(comparison: Comparison, tmp_path: Path, format_name: str, before: bytes | None) -> None:
    text = export.render(comparison, format_name)
    file = tmp_path / "export.md"

    def write(number: int) -> System:
        file.unlink(missing_ok=True)
        if before is not None:
            file.write_bytes(before)
        with going_wrong(number) as system:
            try:
                export.write(text, file)
            except DeadError:
                assert others(tmp_path) in ({"export.md": before} if before else {}, {"export.md": text.encode()})
            else:
                assert file.read_bytes() == text.encode()
        return system

    assert at_every_point(write) >= 5
    grown_old(tmp_path)
    export.write(text, file)
    assert ours(tmp_path) == [], "what killed programs left is gone"


@pytest.mark.parametrize("failure", FAILURES, ids=errno.errorcode.get)
def test_a_disk_that_fails_while_exporting(comparison: Comparison, tmp_path: Path, failure: int) -> None:
    file = tmp_path / "export.md"

    def write(number: int) -> System:
        file.write_bytes(b"what was there\n")
        with going_wrong(number, failure) as system:
            said = refusal(lambda: export.write("new\n", file))
        if said:
            assert system.reached
            assert said.startswith(f"cannot write {file}: {os.strerror(failure).lower()}; ")
            assert file.read_bytes() == b"what was there\n"
        left = ours(tmp_path)
        assert len(left) <= 1, "only what could not be removed"
        for name in left:
            (tmp_path / name).unlink()
        return system

    assert at_every_point(write) >= 5
    assert file.read_bytes() == b"new\n"


# Decisions ----------------------------------------------------------------------------------------------------------


def judged(*numbers: int) -> Decisions:
    return Decisions.of(Judged(frozenset([Key("a.txt", f"Sentence {n}.")]), Verdict.ASK) for n in numbers)


def in_file(file: Path) -> Decisions:
    return decided.read(file.read_text()) if file.exists() else NONE


@pytest.mark.parametrize("before", [(), (1, 2)], ids=["the first", "another"])
def test_killed_while_deciding(tmp_path: Path, before: tuple[int, ...]) -> None:
    file = tmp_path / "synoptic.decisions.json"

    def keep(number: int) -> System:
        file.unlink(missing_ok=True)
        if before:
            file.write_text(decided.render(judged(*before)))
        keeper = Keeper(file)
        with going_wrong(number) as system:
            try:
                keeper.open()
                keeper.keep(judged(*before, 3))
            except DeadError:
                assert in_file(file) in (judged(*before), judged(*before, 3))
            else:
                assert in_file(file) == judged(*before, 3)
        keeper.close()
        assert set(others(tmp_path)) <= {file.name}
        return system

    assert at_every_point(keep) >= 5
    grown_old(tmp_path)
    keeper = Keeper(file)
    keeper.open()
    keeper.keep(judged(4))
    keeper.close()
    assert ours(tmp_path) == []


@pytest.mark.parametrize("failure", FAILURES, ids=errno.errorcode.get)
def test_a_disk_that_fails_while_deciding_loses_no_decision(tmp_path: Path, failure: int) -> None:
    file = tmp_path / "synoptic.decisions.json"

    def keep(number: int) -> System:
        file.write_text(decided.render(judged(1)))
        keeper = Keeper(file)
        keeper.open()
        with going_wrong(number, failure) as system:
            outcome = keeper.keep(judged(1, 2))
        assert in_file(file) == (judged(1, 2) if outcome.is_kept else judged(1))
        if not outcome.is_kept:
            assert os.strerror(failure).lower() in outcome.reason
            assert in_file(keeper.unkept) == judged(2), "it lies beside until it can be written"
            assert keeper.keep(judged(1, 2)).is_kept, "and the next try may succeed"
            assert not keeper.unkept.exists()
        keeper.close()
        return system

    assert at_every_point(keep) >= 5


# The cache ----------------------------------------------------------------------------------------------------------


def test_killed_while_caching(comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "cache"))
    collected = reading.collect([comparison.story.path])
    name = cache.key(collected, Options())

    def store(number: int) -> System:
        with going_wrong(number) as system, suppress(DeadError):
            assert cache.store(name, comparison)
        found = cache.load(name, collected)
        assert found is None or found.facts == comparison.facts
        return system

    assert at_every_point(store) >= 4
    assert cache.load(name, collected) is not None


@pytest.mark.parametrize("failure", FAILURES, ids=errno.errorcode.get)
def test_a_disk_that_fails_while_caching_is_nobodys_concern(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: int
) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "cache"))
    collected = reading.collect([comparison.story.path])

    def compared(number: int) -> System:
        for path in sorted(tmp_path.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        with going_wrong(number, failure) as system:
            assert cache.compared(collected, Options()).facts == comparison.facts
        return system

    assert at_every_point(compared) >= 4


# A story's folder ---------------------------------------------------------------------------------------------------


def page(day: int) -> bytes:
    told = "The ferry to Ellmouth will stop, the port authority said on Monday, and buses are to run in its place."
    more = "".join(f"<p>{told} That is what was decided on day {n} of the talks in Ellmouth.</p>" for n in range(4))
    last = f"<p>The last ferry is to leave the harbour of Ellmouth on {day} April at noon.</p>"
    head = '<title>Ferry stops</title><meta property="og:type" content="article">'
    return f"<html><head>{head}</head><body><article><h1>Ferry stops</h1>{more}{last}</article></body></html>".encode()


def fetching(day: int) -> Callable[..., list[Fetched]]:
    return lambda addresses: [
        Fetched(one, one, page(day), "text/html", "utf-8", "2031-04-01T10:00:00Z") for one in addresses
    ]


def given(*names: str) -> Given:
    return Given(names, fetching(3), lambda: b"")


def emptied(place: Path) -> None:
    for path in sorted(place.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def begun(place: Path) -> None:
    """A story with two sources, one of the web."""
    emptied(place)
    place.mkdir(exist_ok=True)
    (place.parent / "own.txt").write_text(OTHER)
    folder.new(place, given(AT, str(place.parent / "own.txt")))


def texts(place: Path) -> list[str]:
    """The articles of a story as it is opened, by their files."""
    return [one.file for one in reading.collect([place]).documents]


THIRD = "A third\n\nNobody knew of the ferry that stops, the mayor of Ellmouth said.\n"
ACTIONS: dict[str, Callable[[Path], object]] = {
    "add": lambda place: folder.add(place, given("https://www.example.com/x", str(place.parent / "third.txt"))),
    "refresh": lambda place: refreshing.refresh(place, fetching(4)),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_killed_while_a_story_is_changed(tmp_path: Path, name: str) -> None:
    act = ACTIONS[name]
    place = tmp_path / "ferry"
    begun(place)
    (tmp_path / "third.txt").write_text(THIRD)
    before, old = others(place), texts(place)
    act(place)
    after, new = others(place), texts(place)
    assert before != after

    def change(number: int) -> System:
        begun(place)
        with going_wrong(number) as system:
            try:
                act(place)
            except DeadError:
                assert (place / manifest.NAME).read_bytes() in (before["story.toml"], after["story.toml"])
                assert texts(place) in (old, new), "what was not added to the end is no article"
        whole.tidy.cache_clear()
        if (place / manifest.NAME).read_bytes() == before["story.toml"]:
            act(place)
        assert others(place) == after, "the next one does what the killed one did not, and leaves nothing else"
        return system

    assert at_every_point(change) >= 15


@pytest.mark.parametrize("empty", [True, False], ids=["in an empty folder", "where there is none"])
def test_killed_while_a_story_is_begun(tmp_path: Path, empty: bool) -> None:
    place = tmp_path / "desk" / "ferry"
    place.parent.mkdir()
    begun(place)
    after = others(place)

    def begin(number: int) -> System:
        emptied(place.parent)
        (place.parent / "own.txt").write_text(OTHER)
        if empty:
            place.mkdir()
        with going_wrong(number) as system:
            try:
                folder.new(place, given(AT, str(place.parent / "own.txt")))
            except DeadError:
                assert not (place / manifest.NAME).exists() or others(place) == after
                if not empty:
                    assert not place.exists() or others(place) == after
        if not (place / manifest.NAME).exists():
            whole.tidy.cache_clear()
            folder.new(place, given(AT, str(place.parent / "own.txt")))
        assert others(place) == after
        return system

    assert at_every_point(begin) >= 15
    grown_old(place.parent)
    emptied(place)
    place.rmdir()
    folder.new(place, given(AT))
    assert not [path for path in place.parent.iterdir() if path.name.startswith(".synoptic")]


@pytest.mark.parametrize("failure", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("name", ACTIONS)
def test_a_disk_that_fails_while_a_story_is_changed(tmp_path: Path, name: str, failure: int) -> None:
    act = ACTIONS[name]
    place = tmp_path / "ferry"
    begun(place)
    (tmp_path / "third.txt").write_text(THIRD)
    before = others(place)
    act(place)
    after = others(place)

    def change(number: int) -> System:
        begun(place)
        with going_wrong(number, failure) as system:
            said = refusal(lambda: act(place))
        if said:
            assert str(place) in said
            assert os.strerror(failure).lower() in said
        assert others(place) in (before, after)
        return system

    assert at_every_point(change) >= 15


def test_what_a_person_changed_since_is_theirs(tmp_path: Path) -> None:
    """A text that was left by a killed program, and edited by hand before anything tidied it away."""
    place = tmp_path / "ferry"
    begun(place)
    (place / "left.txt").write_bytes(b"left\n")
    (place / "edited.txt").write_bytes(b"left\n")
    unfinished.begin(place, {"left.txt": b"left\n", "edited.txt": b"left\n", "gone.txt": b"left\n", "../own.txt": b"x"})
    (place / "edited.txt").write_text("A person wrote more than that.\n")
    collected = reading.collect([place])
    assert "left.txt" not in [one.file for one in collected.documents]
    assert "edited.txt" in [one.file for one in collected.documents]
    assert [note for note in collected.notes if "left.txt" in note] == [
        "left out left.txt: it was not added to the end; the next synoptic add or refresh takes it out"
    ]
    refreshing.refresh(place, fetching(3))
    assert not (place / "left.txt").exists()
    assert (place / "edited.txt").exists()
    assert (place.parent / "own.txt").exists()
