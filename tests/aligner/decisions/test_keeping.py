"""The file of decisions: never half, never over others' work, whatever happens to file, folder or program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import reading, whole
from aligner.decisions import keeping
from aligner.decisions.book import Book
from aligner.decisions.document import read, render
from aligner.decisions.keeping import NAME, Keeper, State, path_for
from aligner.decisions.records import NONE, Decisions, Judged, Key
from aligner.errors import SynopticError
from aligner.export import json as export
from aligner.model import Verdict
from aligner.stories import checking, shelf
from tests.aligner.decisions.strategies import ALL

KILLS = int(os.environ.get("TEST_KILLS", "24"))
"""How often a program is killed; a longer run is ``TEST_KILLS=1000 pytest tests/aligner/decisions``."""
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def judged(number: int, note: str = "") -> Judged:
    return Judged(frozenset([Key("a.txt", f"Sentence {number}.")]), Verdict.ASK, note)


def decided(*numbers: int) -> Decisions:
    return Decisions.of(judged(number) for number in numbers)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / NAME


@contextmanager
def opened(file: Path) -> Iterator[Keeper]:
    keeper = Keeper(file)
    keeper.open()
    yield keeper
    keeper.close()


# Where --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "dam"
    folder.mkdir()
    (folder / "a.txt").write_text("The dam broke at noon.\n\nNobody died.\n")
    (folder / "b.txt").write_text("The dam broke at noon, the mayor said.\n")
    return folder


def test_where_the_decisions_of_a_story_are(story: Path) -> None:
    assert path_for(reading.collect([story])) == story / NAME
    assert path_for(reading.collect([story / "a.txt", story / "b.txt"])) == story / NAME


def test_where_those_of_an_export_are(story: Path) -> None:
    from aligner.comparison import compare

    there = story.parent / "dam of May.json"
    there.write_text(export.whole(compare(reading.read(reading.collect([story])))))
    collected = reading.collect([there])
    assert path_for(collected) == story.parent / "dam of May.decisions.json"
    keeper = Keeper(story.parent / "dam of May.decisions.json")
    keeper.open()
    assert keeper.keep(decided(1)).is_kept
    other = Keeper(story.parent / "another.decisions.json")
    other.open()
    assert not other.is_busy, "an export beside it is another story"


def test_what_lies_nowhere_keeps_nothing(tmp_path: Path) -> None:
    outside = reading.files.Outside(standard_input=lambda: b"One article.\n---\nAnother one.\n")
    collected = reading.collect(["-"], outside=outside)
    assert path_for(collected) is None
    assert keeping.read(collected) == NONE


def test_the_file_is_no_article(story: Path) -> None:
    before = reading.collect([story])
    with opened(story / NAME) as keeper:
        keeper.keep(decided(1))
    after = reading.collect([story])
    assert after.documents == before.documents
    assert after.notes == before.notes
    assert keeping.read(after) == decided(1)
    found = shelf.find(story.parent)
    assert found is not None
    assert [one.sources for one in found.stories] == [2]


def test_reading_without_a_screen_says_what_is_wrong(story: Path) -> None:
    (story / NAME).write_text("{")
    with pytest.raises(SynopticError, match=r"dam/synoptic\.decisions\.json, line 1: "):
        keeping.read(reading.collect([story]))


def test_checking_a_story_says_what_is_wrong(story: Path) -> None:
    def remarks() -> list[str]:
        collected = reading.collect([story])
        return list(checking.check(collected, reading.read(collected)).remarks)

    assert not [line for line in remarks() if "decisions" in line]
    (story / NAME).write_text("{")
    (story / "synoptic.decisions.unkept-0a.json").write_text(render(decided(1)))
    found = [line for line in remarks() if "decisions" in line]
    assert len(found) == 2
    assert "synoptic.decisions.json, line 1: " in found[0]
    assert "unkept-0a.json holds decisions that could not be kept" in found[1]


def test_named_by_itself_it_says_what_it_is(story: Path) -> None:
    (story / NAME).write_text(render(decided(1)))
    with pytest.raises(SynopticError, match="holds the decisions about a story: open the story"):
        reading.collect([story / NAME])


# Written ------------------------------------------------------------------------------------------------------------


def test_what_is_decided_is_in_the_file_at_once(file: Path) -> None:
    with opened(file) as keeper:
        assert keeper.keep(decided(1, 2)).state is State.KEPT
        assert read(file.read_text()) == decided(1, 2)
        assert keeper.keep(decided(2)).state is State.KEPT
        assert read(file.read_text()) == decided(2)
        keeper.keep(NONE)
        assert read(file.read_text()) == NONE
    assert files(file.parent) == [NAME], "neither a lock nor a temporary file is left"


def test_nothing_decided_writes_no_file(file: Path) -> None:
    with opened(file) as keeper:
        assert keeper.keep(NONE).state is State.KEPT
        assert files(file.parent) == []


def test_what_is_there_already_is_not_written_again(file: Path) -> None:
    file.write_text(render(decided(1)) + "\n \n")
    before = file.stat()
    with opened(file) as keeper:
        keeper.keep(decided(1))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real" / "kept.json"
    real.parent.mkdir()
    real.write_text(render(decided(1)))
    real.chmod(0o640)
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / NAME).symlink_to(real)
    with opened(folder / NAME) as keeper:
        assert keeper.keep(decided(1, 2)).is_kept
    assert (folder / NAME).is_symlink()
    assert read(real.read_text()) == decided(1, 2)
    assert real.stat().st_mode & 0o777 == 0o640


# Others -------------------------------------------------------------------------------------------------------------


def test_what_others_changed_is_taken_in(file: Path) -> None:
    file.write_text(render(decided(1, 2)))
    with opened(file) as keeper:
        file.write_text(render(decided(2, 3)))
        outcome = keeper.keep(decided(1, 2, 4))
        assert outcome.state is State.KEPT
        assert read(file.read_text()) == decided(2, 3, 4), "theirs without 1 and with 3, ours with 4"
        book = Book(decided(1, 2, 4))
        assert sum(book.take_in(taken.before, taken.after) for taken in outcome.taken) == 2
        assert book.decisions == decided(2, 3, 4)
        assert keeper.look().taken == ()


def test_what_was_decided_before_theirs_was_known_takes_nothing_from_them(file: Path) -> None:
    """The user goes on while the file is read: theirs is told of, and not in what is kept next."""
    with opened(file) as keeper:
        keeper.keep(decided(1))
        file.write_text(render(decided(1, 7)))
        first = keeper.keep(decided(1, 2), 0)
        assert len(first.taken) == 1
        second = keeper.keep(decided(2), 0)
        assert second.taken == ()
        assert read(file.read_text()) == decided(2, 7)
        third = keeper.keep(decided(2, 3), 1)
        assert third.state is State.KEPT
        assert read(file.read_text()) == decided(2, 3), "by now 7 is known, and was taken out"


@given(st.lists(st.tuples(st.sampled_from(["ours", "theirs", "look"]), ALL), max_size=6), st.data())
def test_screen_and_file_come_to_the_same(steps: list[tuple[str, Decisions]], data: st.DataObject) -> None:
    """Whatever is changed where and however late it is heard of: in the end both have the same, and nothing is lost."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, NAME)
        keeper = Keeper(file)
        book, seen, told = Book(keeper.open()[0]), 0, []
        for who, decisions in steps:
            if who == "theirs":
                file.write_text(render(decisions))
            elif who == "ours":
                book.decide(decisions, "step")
                told += keeper.keep(book.decisions, seen).taken
            else:
                told += keeper.look().taken
            while seen < len(told) and data.draw(st.booleans()):
                book.take_in(told[seen].before, told[seen].after)
                seen += 1
        told += keeper.keep(book.decisions, seen).taken
        for taken in told[seen:]:
            book.take_in(taken.before, taken.after)
        keeper.keep(book.decisions)
        keeper.close()
        assert (read(file.read_text()) if file.exists() else NONE) == book.decisions


def test_a_change_at_the_last_moment_is_not_written_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = whole.beside
    late = [render(decided(1, 9))]

    @contextmanager
    def slowly(target: Path, data: bytes, mode: int = 0o666, *, lasting: bool = True) -> Iterator[Path]:
        with beside(target, data, mode, lasting=lasting) as temporary:
            if late:
                file.write_text(late.pop())
            yield temporary

    with opened(file) as keeper:
        keeper.keep(decided(1))
        monkeypatch.setattr(whole, "beside", slowly)
        assert keeper.keep(decided(1, 2)).is_kept
    assert read(file.read_text()) == decided(1, 2, 9)


def test_a_file_that_is_gone_takes_no_decision_along(file: Path) -> None:
    with opened(file) as keeper:
        keeper.keep(decided(1))
        file.unlink()
        assert keeper.look().taken == ()
        keeper.keep(decided(1, 2))
        assert read(file.read_text()) == decided(1, 2)
        file.write_bytes(b"")
        keeper.keep(decided(1, 2))
        assert read(file.read_text()) == decided(1, 2)


# What cannot be kept ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("<<<<<<< HEAD\n", "line 1: git left a conflict here"),
        ('{"schema": "synoptic-decisions/9"}', "is of another version"),
        ("\udcff", "is not UTF-8"),
        ("{", "line 1: "),
    ],
)
def test_an_unreadable_file_is_left_alone_and_nothing_is_lost(file: Path, damage: str, told: str) -> None:
    there = damage.encode("utf-8", "surrogateescape")
    with opened(file) as keeper:
        keeper.keep(decided(1))
        file.write_bytes(there)
        outcome = keeper.keep(decided(1, 2))
        assert outcome.state is State.UNREADABLE
        assert told in outcome.reason
        assert outcome.is_new
        assert "\n" not in outcome.reason
        assert file.read_bytes() == there
        assert read(keeper.unkept.read_text()) == decided(2)
        assert not keeper.keep(decided(1, 2, 3)).is_new, "it is said once"
        file.write_text(render(decided(1, 8)))
        outcome = keeper.keep(decided(1, 2, 3))
        assert outcome.state is State.KEPT
        assert outcome.is_new
        assert read(file.read_text()) == decided(1, 2, 3, 8)
    assert files(file.parent) == [NAME]


def test_what_was_put_aside_is_taken_in_the_next_time(file: Path) -> None:
    with opened(file) as keeper:
        file.write_text("{")
        keeper.keep(decided(1))
    again = Keeper(file)
    found, outcome = again.open()
    assert found == decided(1), "while the file cannot be read, it is what there is"
    assert outcome.state is State.UNREADABLE
    again.close()
    file.write_text(render(decided(2)))
    third = Keeper(file)
    found, outcome = third.open()
    third.close()
    assert found == decided(1, 2)
    assert "is taken in" in outcome.remarks[0]
    assert read(file.read_text()) == decided(1, 2)
    assert files(file.parent) == [NAME]


def test_what_was_put_aside_and_cannot_be_read_stays(file: Path) -> None:
    aside = file.with_name("synoptic.decisions.unkept-00.json")
    aside.write_text("oh")
    keeper = Keeper(file)
    found, outcome = keeper.open()
    keeper.close()
    assert found == NONE
    assert "unkept-00.json, line 1" in outcome.remarks[0]
    assert aside.read_text() == "oh"


@pytest.mark.parametrize("where", ["file", "everything"])
def test_a_full_disk_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    beside = whole.beside

    @contextmanager
    def full(target: Path, data: bytes, *given: object) -> Iterator[Path]:
        if where == "everything" or target.name == NAME:
            raise OSError(28, "No space left on device")
        with beside(target, data) as temporary:
            yield temporary

    with opened(file) as keeper:
        keeper.keep(decided(1))
        monkeypatch.setattr(whole, "beside", full)
        outcome = keeper.keep(decided(1, 2))
        assert outcome.state is State.FAILED
        assert "cannot be written (no space left on device)" in outcome.reason
        assert ("lost when you quit" in outcome.reason) is (where == "everything")
        assert read(file.read_text()) == decided(1)
        monkeypatch.undo()
        assert keeper.keep(decided(1, 2)).state is State.KEPT
        assert read(file.read_text()) == decided(1, 2)
    assert files(file.parent) == [NAME]


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(file: Path) -> None:
    with opened(file) as keeper:
        file.parent.chmod(0o500)
        outcome = keeper.keep(decided(1))
        file.parent.chmod(0o700)
        assert outcome.state is State.FAILED
        assert "permission denied" in outcome.reason
        assert keeper.keep(decided(1)).state is State.KEPT


def test_a_write_protected_file_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(render(decided(1)))
    file.chmod(0o444)
    if AS_ROOT:  # who may write anyway
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    with opened(file) as keeper:
        outcome = keeper.keep(decided(1, 2))
    assert outcome.state is State.FAILED
    assert "write-protected" in outcome.reason
    assert read(file.read_text()) == decided(1)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_ordinary_file_is_not_waited_for(file: Path, kind: str) -> None:
    file.mkdir() if kind == "folder" else os.mkfifo(file)
    keeper = Keeper(file)
    _, outcome = keeper.open()
    assert outcome.state is State.UNREADABLE
    assert "is no ordinary file" in outcome.reason
    keeper.close()


def test_what_this_version_does_not_know_is_kept_in_the_file(file: Path) -> None:
    file.write_text(render(decided(1)).replace("{}\n]", '{"weigh": 4},\n{}\n]'))
    with opened(file) as keeper:
        keeper.keep(decided(1, 2))
    assert '{"weigh": 4},\n' in file.read_text()


def test_remarks_on_the_file_are_told(file: Path) -> None:
    twice = render(Decisions.of([judged(1, "one")]))
    line = next(line for line in twice.splitlines() if '"note"' in line)
    file.write_text(twice.replace("{}\n]", line.replace("one", "two") + "\n{}\n]"))
    keeper = Keeper(file)
    found, outcome = keeper.open()
    assert found == Decisions.of([judged(1, "one\ntwo")])
    assert "decided twice" in outcome.remarks[0]
    keeper.keep(found)
    keeper.close()
    assert read(file.read_text()) == found
    assert file.read_text().count('"note"') == 1, "the next decision puts it down once"


# Two programs -------------------------------------------------------------------------------------------------------


_HOLD = """
import sys
from pathlib import Path
from aligner.decisions.keeping import Keeper
keeper = Keeper(Path(sys.argv[1]))
keeper.open()
print(keeper.is_busy, flush=True)
sys.stdin.read()
"""


def test_two_programs_on_one_story(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "False\n"
        file.write_text(render(decided(1)))
        second = Keeper(file)
        found, outcome = second.open()
        assert found == decided(1), "what there is it shows"
        assert outcome.state is State.BUSY
        assert outcome.is_new
        told = second.keep(decided(1, 2))
        assert told.state is State.BUSY
        assert told.is_new
        assert read(file.read_text()) == decided(1), "and does not write"
        assert told.reason.endswith(f"what you decide is kept in {second.unkept.name}")
        assert second.keep(NONE).reason.endswith("until then, what you take back is lost when you quit")
        file.write_text(render(decided(1, 3)))
        first.kill()
    assert second.keep(decided(1, 2)).state is State.KEPT
    assert read(file.read_text()) == decided(1, 2, 3)
    second.close()
    assert files(file.parent) == [NAME]


def test_where_no_folder_can_be_locked_nobody_is_kept_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(descriptor: int, how: int) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with opened(file) as one, opened(file) as other:
        assert one.keep(decided(1)).is_kept
        assert other.keep(decided(2)).is_kept
    assert read(file.read_text()) == decided(1, 2)


# Killed -------------------------------------------------------------------------------------------------------------


_DECIDE = """
import sys
from pathlib import Path
from aligner.decisions.keeping import Keeper
from aligner.decisions.records import Decisions, Judged, Key
from aligner.model import Verdict
keeper = Keeper(Path(sys.argv[1]))
decisions, _ = keeper.open()
number = len(decisions)
while True:
    number += 1
    decisions = decisions.with_([Judged(frozenset([Key("a.txt", f"Sentence {number}.")]), Verdict.ASK)])
    outcome = keeper.keep(decisions)
    assert outcome.is_kept, outcome
    print(number, flush=True)
"""


def test_killed_at_any_moment_at_most_the_last_decision_is_lost(tmp_path: Path) -> None:
    """A program that decides without end is killed again and again, each time a moment later than some decision."""
    random = Random(6)
    file = tmp_path / NAME
    told = 0
    for _ in range(KILLS):
        if told > 40:  # a file as a person has it: not ever larger
            file.unlink()
            told = 0
        with subprocess.Popen([sys.executable, "-c", _DECIDE, str(file)], stdout=subprocess.PIPE) as program:
            assert program.stdout is not None
            for _ in range(random.randint(0, 6)):
                told = int(program.stdout.readline())
            # Somewhere within the next decisions: they take about a millisecond.
            spin = random.randint(0, 40_000)
            while spin:
                spin -= 1
            program.send_signal(signal.SIGKILL)
            for line in program.stdout.read().splitlines():
                told = int(line)
        there = read(file.read_text()) if file.exists() else NONE
        assert len(there) in (told, told + 1)
        assert there == decided(*range(1, len(there) + 1))
        told = len(there)


def test_what_a_killed_program_left_is_tidied_up_in_time(file: Path) -> None:
    old, new = file.with_name(".synoptic-00.tmp"), file.with_name(".synoptic-11.tmp")
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (0, 0))
    with opened(file):
        assert files(file.parent) == [new.name]


def test_an_outcome_without_news_tells_nothing() -> None:
    silent = keeping.Outcome(State.BUSY, "it is so")
    assert not silent.is_news
    assert replace(silent, is_new=True).is_news
