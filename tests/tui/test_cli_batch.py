"""``synoptic batch``: every story of a folder written, whatever happens to one of them, and gone on with."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner import reading
from aligner.comparison import compare
from aligner.decisions import acts, document, keeping
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE
from aligner.model import Comparison, Verdict
from aligner.stories import account
from aligner.stories.edition import edition
from tests.benchmarks import stories
from tui import cli
from tui.cli import batch, doing
from tui.cli.progress import Progress, duration

ROOT = Path(__file__).parents[2]
FORMATS = {"markdown": "a.md", "table": "a.table.md", "html": "a.html", "csv": "a.csv", "json": "a.json"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a folder of three small stories in it, a, b and c, and the current one."""
    monkeypatch.chdir(tmp_path)
    for name in "abc":
        story(tmp_path / "in" / name)
    return tmp_path


def story(place: Path, sentences: int = 4, articles: int = 2) -> Path:
    place.mkdir(parents=True)
    for letter, text in zip("abcde", stories.texts(articles, sentences, place.name), strict=False):
        (place / f"{letter}.txt").write_text(text)
    return place


Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """``synoptic batch in -o out -j 1`` with more arguments: its exit code, the table and what it said."""

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        capfd.readouterr()
        try:
            code = cli.main(["batch", "in", "-o", "out", *([] if "-j" in arguments else ["-j", "1"]), *arguments])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        captured = capfd.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    return run


def states(table: list[str]) -> dict[str, str]:
    """What became of the stories, by their names, in a table."""
    rows = [line.split("  ") for line in table[1 : table.index("") if "" in table else None]]
    return {row[0].strip(): row[-1].strip() for row in rows}


def summary() -> dict[str, dict[str, str]]:
    text = Path("out", account.SUMMARY).read_text(encoding="utf-8-sig")
    return {row["story"]: row for row in csv.DictReader(io.StringIO(text))}


class TestAll:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_document_a_story_as_export_writes_it(
        self, folder: Path, run: Run, capfd: pytest.CaptureFixture[str], jobs: str
    ) -> None:
        code, table, said = run("-j", jobs, "-f", ",".join(FORMATS))
        assert code == 0
        assert states(table) == dict.fromkeys("abc", "written")
        assert said == ["synoptic: 3 written; the documents and summary.csv are in out"]
        for name, file in FORMATS.items():
            assert cli.main(["export", "in/a", "-f", name]) == 0
            assert Path("out", file).read_bytes().decode() == capfd.readouterr().out
        assert len(list(Path("out").iterdir())) == 3 * len(FORMATS) + 2
        row = summary()["b"]
        assert (row["state"], row["sources"], row["error"]) == ("written", "2", "")
        assert int(row["facts"]) > 0

    def test_facts_are_selected_as_export_does(self, run: Run, capfd: pytest.CaptureFixture[str]) -> None:
        assert run("--agreement", "one", "--threshold", "0.5")[0] == 0
        capfd.readouterr()
        assert cli.main(["export", "in/b", "--agreement", "one", "--threshold", "0.5"]) == 0
        assert Path("out", "b.md").read_bytes().decode() == capfd.readouterr().out

    def test_the_table_is_aligned_and_shows_what_names_hold(self, folder: Path, run: Run) -> None:
        for name in ("evil\x1b[31m\nred", "東京の橋", "x" * 200, "[b]bold[/b]"):
            story(folder / "in" / name)
        code, table, _ = run()
        assert code == 0
        assert "\x1b" not in "".join(table)
        assert "evil\\x1b[31m\\nred" in "\n".join(table)
        from rich.cells import cell_len

        assert len({cell_len(line) for line in table[1:]}) == 1
        assert len(list(Path("out").glob("*.md"))) == 7

    def test_two_levels_deep_and_out_among_them(self, folder: Path, run: Run) -> None:
        story(folder / "in" / "2031" / "a")
        first = run("-o", "in/out")[1]
        assert list(states(first)) == ["2031/a", "a", "b", "c"]
        assert list(states(run("-o", "in/out")[1]).values()) == ["unchanged"] * 4


class TestFailures:
    def test_one_is_a_line_and_the_others_go_on(self, folder: Path, run: Run) -> None:
        for name in ("empty", "toml"):
            (folder / "in" / name).mkdir()
        (folder / "in" / "empty" / "a.txt").touch()
        (folder / "in" / "toml" / "story.toml").write_text("= nothing")
        os.mkfifo(folder / "in" / "b" / "pipe.txt")
        code, table, said = run("-j", "2")
        assert code == batch.SOME_FAILED
        failed = {"empty": "failed", "toml": "failed"}
        assert states(table).items() >= (failed | {"a": "written", "c": "written"}).items()
        assert table[-2].startswith("empty: every article in in/empty is empty")
        assert table[-1].startswith("toml: in/toml/story.toml, line 1: not TOML")
        assert said[-1].startswith("synoptic: 3 written, 2 failed")
        assert summary()["empty"]["error"].startswith("every article")
        # What failed is tried again.
        (folder / "in" / "empty" / "a.txt").write_text("Snow\n\nIt snowed on Monday in the hills.\n")
        (folder / "in" / "toml" / "story.toml").unlink()
        assert states(run()[1])["empty"] == "written, 1 remark"

    def test_what_nobody_expected_is_one_story_as_well(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        from aligner.stories import cache

        real = cache.compared

        def compared(collected: reading.Collected, *arguments: Any, **others: Any) -> Comparison:
            if collected.path.endswith("b"):
                raise ValueError("boom\x1b")
            return real(collected, *arguments, **others)

        monkeypatch.setattr(cache, "compared", compared)
        monkeypatch.setattr("tui.crash.keep", lambda error: Path("crash.log"))
        code, table, _ = run()
        assert code == batch.SOME_FAILED
        assert table[-1] == (
            "b: synoptic crashed on it: ValueError: boom\\x1b; details are in crash.log; please report it"
        )
        assert states(table)["c"] == "written"

    @pytest.mark.parametrize(
        ("error", "line"),
        [(MemoryError(), "b: there was not enough memory: "), (None, "b: it took longer than 0.5 s: ")],
    )
    def test_too_much_of_memory_or_time(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException | None, line: str
    ) -> None:
        def prepared(*_: object, **__: object) -> object:
            if error is not None:
                raise error
            return signal.pause()  # until the time is up

        run()
        Path("out/b.md").unlink()
        monkeypatch.setattr(doing, "prepared", prepared)
        code, table, _ = run("--most-seconds", "0.5")
        assert code == batch.SOME_FAILED
        assert table[-1].startswith(line)
        assert states(table) == {"a": "unchanged", "b": "failed", "c": "unchanged"}

    def test_a_worker_with_another_synoptic_does_nothing(self, folder: Path) -> None:
        from aligner.limits import BUILT_IN
        from aligner.model import Options
        from aligner.stories.batch import State, Task

        chosen = doing.told(batch.parser("batch").parse_args(["in", "-o", "out"]))
        job = doing.Job(chosen, "out", Options(), BUILT_IN, False, "synoptic 9.9 (0), Python 3.99")
        outcome = doing.do(job, Task("a", "in/a", "a", {"markdown": "a.md"}))
        assert outcome.state is State.FAILED
        assert "this is synoptic 9.9 (0), Python 3.99: install the same on both" in outcome.error


class TestAgain:
    def test_what_is_done_is_not_done_again(self, folder: Path, run: Run) -> None:
        run("-j", "2")
        before = {path.name: (path.stat().st_ino, path.read_bytes()) for path in Path("out").glob("*.md")}
        code, table, said = run("-j", "2")
        assert (code, said[-1][:21]) == (0, "synoptic: 3 unchanged")
        assert {path.name: (path.stat().st_ino, path.read_bytes()) for path in Path("out").glob("*.md")} == before
        assert summary()["a"]["facts"] == table[1].split()[2]
        assert summary()["a"]["seconds"] != ""

    def test_what_changed_is(self, folder: Path, run: Run) -> None:
        run()
        with Path("in/a/a.txt").open("a") as stream:
            stream.write("\nThe mayor of Ellmouth resigned on Friday.\n")
        keep(folder / "in" / "b")
        Path("out/c.md").unlink()
        story(folder / "in" / "d")
        assert states(run()[1]) == dict.fromkeys("abcd", "written")
        assert "which day?" in Path("out/b.md").read_text()
        assert states(run()[1]) == dict.fromkeys("abcd", "unchanged")
        assert states(run("--no-decisions")[1]) == dict.fromkeys("abcd", "written")
        assert "which day?" not in Path("out/b.md").read_text()

    def test_other_options_and_formats_are_other_documents(self, run: Run) -> None:
        run()
        assert states(run("-f", "csv,markdown")[1])["a"] == "written"
        assert states(run("-f", "csv,markdown")[1])["a"] == "unchanged"
        assert states(run("--threshold", "0.3")[1])["a"] == "written"
        assert states(run("--threshold", "0.3", "--text", "the")[1])["a"] == "written"
        assert states(run("--threshold", "0.3", "--text", "the")[1])["a"] == "unchanged"
        assert states(run("--threshold", "0.3", "--text", "the", "--again")[1])["a"] == "written"

    def test_what_somebody_wrote_is_not_written_over(self, folder: Path, run: Run) -> None:
        Path("out").mkdir()
        Path("out/a.md").write_text("mine")
        code, table, _ = run()
        assert code == batch.SOME_FAILED
        assert table[-1] == "a: out/a.md: no batch wrote it; move it away, or write over it with --again"
        Path("out/b.md").write_text("notes in it")
        Path("out/c.md").write_text("notes in it")
        (folder / "in" / "c" / "a.txt").write_text("Snow\n\nIt snowed on Monday in the hills.\n")
        code, table, _ = run()
        assert code == batch.SOME_FAILED
        assert states(table) == {"a": "failed", "b": "unchanged, 1 remark", "c": "failed"}
        assert summary()["b"]["remarks"] == "b.md: somebody changed it since; it is left as it is"
        assert "somebody changed it since, and its story, too" in table[-1]
        assert [Path("out", f"{name}.md").read_text() for name in "abc"] == ["mine", "notes in it", "notes in it"]
        assert states(run("--again")[1]) == dict.fromkeys("abc", "written")
        assert states(run()[1]) == dict.fromkeys("abc", "unchanged")

    def test_documents_of_a_story_that_is_gone_stay_and_are_named(self, folder: Path, run: Run) -> None:
        run()
        for path in Path("in/b").iterdir():
            path.unlink()
        code, table, said = run()
        assert code == 0
        assert list(states(table)) == ["a", "c"]
        assert said[0] == "synoptic: b.md in out is about a story that is not there any more"
        assert Path("out/b.md").exists()


def keep(place: Path) -> None:
    """Judge a fact of the story in a folder."""
    collected = reading.collect([str(place.relative_to(Path.cwd()))])
    comparison = compare(reading.read(collected))
    ground = Ground(comparison.story, comparison.sentences)
    decisions = acts.judge(ground, NONE, comparison.facts[0], Verdict.ASK, "which day?")
    path = keeping.path_for(collected)
    assert path is not None
    path.write_text(document.render(decisions), encoding="utf-8")


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (["none", "-o", "out"], "none is no folder: name the one that the folders of stories lie in"),
            (["in/a", "-o", "out"], "in/a is no folder of stories"),
            (["in", "-o", "in"], "in is where articles lie: choose another folder"),
            (["in", "-o", "in/a"], "in/a is where articles lie: choose another folder"),
            (["in", "-o", "in/a/a.txt"], "cannot make the folder in/a/a.txt: file exists"),
            (["in"], "the following arguments are required: -o/--output"),
            (["in", "-o", "out", "-j", "0"], "'0' is not a number of stories at once"),
            (["in", "-o", "out", "-f", "docx"], "'docx' is none of markdown"),
            (["in", "-o", "out", "--most-seconds", "nan"], "'nan' is not a number of seconds"),
            (["in", "-o", "out", "--dask", "tcp://127.0.0.1:1", "-j", "2"], "--jobs is for this computer"),
            (["in", "-o", "out", "--dask", "tcp://127.0.0.1:1", "--most-seconds", "2"], "--most-seconds cannot stop"),
            (["batch", "-o", "out"], '"batch" comes before the options'),
        ],
    )
    def test_what_cannot_be_meant_is_one_line(
        self, folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], line: str
    ) -> None:
        try:
            code = cli.main(["batch", *arguments])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        captured = capfd.readouterr()
        assert (code, captured.out) == (2, "")
        assert line in captured.err
        assert captured.err.count("\n") == 1
        assert not Path("out").exists()


class TestEnding:
    """The real program, told to end while a large story is in work."""

    @pytest.mark.parametrize(("number", "jobs"), [(signal.SIGINT, "2"), (signal.SIGTERM, "1")])
    def test_it_ends_soon_and_goes_on_the_next_time(self, folder: Path, run: Run, number: int, jobs: str) -> None:
        large = story(folder / "in" / "large", sentences=3000, articles=5)
        running = start("-j", jobs)
        until(lambda: all(Path("out", f"{name}.md").exists() for name in "abc"))
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
        assert running.returncode == 128 + number
        assert states(out.decode().splitlines())["large"] == "not done"
        said = re.match(r"synoptic: interrupted: (?:(\d) written, )?(\d) not done; run the same command", err.decode())
        assert said is not None
        # Of one that was written just now nobody may have been told.
        assert int(said[1] or 0) + int(said[2]) == 4
        assert [path.name for path in Path("out").iterdir() if path.suffix == ".tmp"] == []
        for path in large.iterdir():
            path.write_text(path.read_text()[:400])
        after = list(states(run()[1]).values())
        assert after.count("unchanged") == int(said[1] or 0)
        assert after.count("written") == int(said[2])

    def test_killed_it_goes_on_the_next_time(self, folder: Path, run: Run) -> None:
        large = story(folder / "in" / "large", sentences=3000, articles=5)
        running = start("-j", "2")
        until(lambda: all(Path("out", f"{name}.md").exists() for name in "abc"))
        running.kill()
        running.communicate(timeout=60)
        before = json.loads(Path("out", account.NAME).read_text())
        assert before["open"] is True
        for path in large.iterdir():
            path.write_text(path.read_text()[:400])
        code, table, _ = run()
        assert code == 0
        assert set(states(table).values()) <= {"unchanged", "written"}
        assert json.loads(Path("out", account.NAME).read_text())["open"] is False


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "batch", "in", "-o", "out", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def until(happened: Callable[[], bool]) -> None:
    """Wait until something is the case; the test fails if it never is."""
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class TestCluster:
    @pytest.fixture
    def scheduler(self) -> Iterator[str]:
        """The address of a Dask cluster of two workers on this computer."""
        distributed = pytest.importorskip("distributed")
        # The source may have changed since these tests began; the workers read it now.
        edition.cache_clear()
        with distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            host="127.0.0.1",
        ) as cluster:
            yield cluster.scheduler_address

    def test_two_workers_write_the_same(self, folder: Path, run: Run, scheduler: str) -> None:
        (folder / "in" / "bad").mkdir()
        (folder / "in" / "bad" / "a.txt").touch()
        run()
        local = {path.name: path.read_bytes() for path in Path("out").glob("*.md")}
        for state in ("written", "unchanged"):
            code = cli.main(["batch", "in", "-o", "cluster", "--dask", scheduler])
            assert code == batch.SOME_FAILED
            found = json.loads(Path("cluster", account.NAME).read_text())["stories"]
            assert {name: one["state"] for name, one in found.items()} == {
                **dict.fromkeys("abc", state),
                "bad": "failed",
            }
        assert {path.name: path.read_bytes() for path in Path("cluster").glob("*.md")} == local


class Terminal(io.StringIO):
    """A terminal of 80 columns, since it tells nothing else."""

    def isatty(self) -> bool:
        return True


class TestProgress:
    def clock(self) -> Iterator[float]:
        at = 0.0
        while True:
            yield at
            at += 0.5

    def test_a_line_fits_whatever_the_names_are(self) -> None:
        terminal = Terminal()
        progress = Progress(1000, terminal, iter(self.clock()).__next__, draws=True)
        for _ in range(50):
            progress.step()
        progress.step(failed=True)
        progress.running(["東京の橋" * 9, "evil\x1b[31m\r\n", "e\u0301" * 40])
        from rich.cells import cell_len

        for width in (20, 40, 60, 80, 160, 300):
            line = progress.line(width)
            assert cell_len(line) < width
            assert line.isprintable() or "\u0301" in line
            assert line.startswith("51/1000 [")
        assert "1 failed, " in progress.line(80)
        assert " left: 東京" in progress.line(80)

    def test_it_is_drawn_over_itself_and_goes(self) -> None:
        terminal = Terminal()
        progress = Progress(3, terminal, iter(self.clock()).__next__, draws=True)
        progress.running(["a"])
        progress.step()
        progress.clear()
        progress.clear()
        *drawn, last = terminal.getvalue().split("\r\x1b[K")
        assert drawn == ["", "0/3 [--------------------]: a", "1/3 [######--------------]: a"]
        assert last == ""
        assert "\n" not in terminal.getvalue()

    def test_without_a_terminal_there_is_a_line_now_and_then(self) -> None:
        stream = io.StringIO()
        progress = Progress(100, stream, iter(self.clock()).__next__)
        for number in range(100):
            progress.running([str(number)])
            progress.step(failed=number == 3)
        lines = stream.getvalue().splitlines()
        assert 2 <= len(lines) < 30
        assert all(line.startswith("synoptic: ") and " of 100 done, 1 failed, " in line for line in lines)
        progress.clear()
        assert stream.getvalue().splitlines() == lines

    def test_nobody_looks(self) -> None:
        progress = Progress(2, None)
        progress.step()
        progress.clear()
        closed = io.StringIO()
        closed.close()
        other = Progress(2, closed, iter(self.clock()).__next__, draws=True)
        other.step()
        other.step()

    @pytest.mark.parametrize(
        ("seconds", "words"), [(0.2, "1 s"), (99.4, "99 s"), (100, "2 min"), (3600, "60 min"), (12_000, "3 h 20 min")]
    )
    def test_a_time_in_words(self, seconds: float, words: str) -> None:
        assert duration(seconds) == words
