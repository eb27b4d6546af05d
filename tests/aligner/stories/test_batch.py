"""Many stories: their names, who does them, and what is known of them afterwards, without a command line."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import SynopticError
from aligner.stories import account, batch, pools, shelf
from aligner.stories.account import Account
from aligner.stories.batch import Figures, Outcome, Standing, State, Task, Written
from aligner.stories.edition import edition
from tests.aligner.story import HARBOUR

ROOT = Path(__file__).parents[3]


def task(name: str, **others: Any) -> Task:
    return Task(name, name, name, {"markdown": f"{name}.md"}, **others)


def work(one: Task) -> Outcome:
    """What stands in for a story being aligned; its name says what happens to it."""
    if one.story.startswith("exits"):
        os._exit(7)
    if one.story.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if one.story.startswith("raises"):
        raise ValueError("on \x1b[31mpurpose\nand more")
    return Outcome(one.story, one.stem, State.WRITTEN, Figures(facts=len(one.story)))


def done(names: Sequence[str], pool: batch.Pool) -> dict[str, Outcome]:
    found = list(batch.run([task(name) for name in names], work, pool, lambda running: None))
    assert len(found) == len(names)
    return {one.story: one for one in found}


class TestNames:
    @pytest.mark.parametrize(
        ("name", "stem"),
        [
            ("bridge", "bridge"),
            ("2031/bridge", "2031-bridge"),
            ("Bridge collapse, day 2", "Bridge-collapse-day-2"),
            ("東京の橋", "東京の橋"),
            ("cafe\u0301", "café"),
            ("../../etc/passwd", "etc-passwd"),
            ("--again", "again"),
            ("a.table", "a-table"),
            ("\x1b[31mred\x07\n", "31mred"),
            ("\u202egpj", "gpj"),
            ("con", "con-story"),
            ("...", "story"),
        ],
    )
    def test_what_is_safe_stays(self, name: str, stem: str) -> None:
        assert batch.stems([name]) == [stem]

    def test_those_called_alike_get_digits_that_depend_on_nobody_else(self) -> None:
        found = dict(zip(names := ["a b", "a-b", "c", "A B"], batch.stems(names), strict=True))
        assert found["c"] == "c"
        assert len({stem.casefold() for stem in found.values()}) == 4
        assert (
            dict(zip(["A B", "x", "a b"], batch.stems(["A B", "x", "a b"]), strict=True)).items()
            >= {
                "a b": found["a b"],
                "A B": found["A B"],
            }.items()
        )

    def test_the_summary_is_nobodys(self) -> None:
        assert batch.stems(["Summary"])[0].startswith("Summary-")

    @given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=150), unique=True, max_size=8))
    def test_any_names_make_files_of_their_own(self, names: list[str]) -> None:
        found = batch.stems([name.encode("utf-8", "replace").decode() for name in names])
        assert len({stem.casefold() for stem in found}) == len(names)
        for stem in found:
            assert stem
            assert stem[0] not in "-."
            assert not set(stem) & set('/\\.:*?"<>| \n\x1b')
            assert len(batch.document(stem, "csv-values").encode()) < 140

    def test_documents_of_several_formats_do_not_meet(self) -> None:
        names = [batch.document("a", name) for name in ("markdown", "table", "calls", "csv", "csv-values", "json")]
        assert names == ["a.md", "a.table.md", "a.calls.md", "a.csv", "a.values.csv", "a.json"]


class TestPlan:
    def test_a_task_a_story_each_once(self, tmp_path: Path) -> None:
        for place in ("b", "a/x", "a/y"):
            (tmp_path / place).mkdir(parents=True)
            (tmp_path / place / "harbour.txt").write_text(HARBOUR)
        (tmp_path / "link").symlink_to(tmp_path / "b")
        (tmp_path / "loop").symlink_to(tmp_path)
        found = shelf.find(tmp_path)
        assert found is not None
        tasks = batch.plan(found, ["html", "csv"])
        assert [one.story for one in tasks] == ["a/x", "a/y", "b"]
        assert tasks[0].documents == {"html": "a-x.html", "csv": "a-x.csv"}

    def test_the_documents_of_a_batch_are_no_story(self, tmp_path: Path) -> None:
        for place in ("fire", "out"):
            (tmp_path / place).mkdir()
            (tmp_path / place / "harbour.txt").write_text(HARBOUR)
        (tmp_path / "out" / account.NAME).write_text("{}")
        found = shelf.find(tmp_path)
        assert found is not None
        assert [story.name for story in found.stories] == ["fire"]


class _Threads:
    """A pool that is no process: any executor will do."""

    size = 3
    closed: bool | None = None

    def open(self, size: int) -> Executor:
        return ThreadPoolExecutor(size)

    def check(self) -> None:
        pass

    def close(self, executor: Executor, *, at_once: bool) -> str:
        self.closed = at_once
        executor.shutdown(wait=False, cancel_futures=True)
        return ""

    def end(self) -> None:
        pass


class _Cancelling(_Threads):
    """Gives up whatever it is given, as a cluster that is lost does."""

    def open(self, size: int) -> Executor:
        class Gone(Executor):
            def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
                future: Future[Any] = Future()
                future.cancel()
                future.set_running_or_notify_cancel()
                return future

        return Gone()


class _Breaking(_Threads):
    """Takes so many tasks in all, and breaks at the next; then the next executor takes as many."""

    size = 1

    def open(self, size: int) -> Executor:
        class Breaks(ThreadPoolExecutor):
            taken = 0

            def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
                self.taken += 1
                if self.taken > 2:
                    raise BrokenExecutor
                return super().submit(fn, *args, **kwargs)

        return Breaks(size)


class _Lost(_Threads):
    def check(self) -> None:
        raise SynopticError("the cluster is gone")


class TestRun:
    @pytest.mark.parametrize("pool", [pools.Here(), _Threads(), pools.Processes(2)])
    def test_one_that_fails_is_an_outcome_and_the_others_go_on(self, pool: batch.Pool) -> None:
        found = done(["a", "bb", "raises", "cccc", "dd"], pool)
        assert [found[name].figures.facts for name in ("a", "bb", "cccc", "dd")] == [1, 2, 4, 2]
        assert found["raises"].state is State.FAILED
        assert found["raises"].error == "ValueError: on \\x1b[31mpurpose"

    def test_a_process_that_dies_fails_its_story_alone(self) -> None:
        found = done(["a", "killed", "bb", "exits", "ccc", "dddd"], pools.Processes(2))
        failed = {name: one.error for name, one in found.items() if one.state is not State.WRITTEN}
        assert set(failed) == {"killed", "exits"}
        assert "died (SIGKILL, perhaps out of memory)" in failed["killed"]
        assert "died (exit code 7)" in failed["exits"]

    def test_what_a_process_died_of_is_known_though_it_died_before_anybody_looked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("multiprocessing.active_children", list)
        assert "died (exit code 7)" in done(["exits"], pools.Processes(1))["exits"].error

    def test_what_is_in_work_is_reported(self) -> None:
        reports: list[tuple[str, ...]] = []
        tasks = [task(name) for name in "abc"]
        list(batch.run(tasks, work, pools.Here(), lambda running: reports.append(tuple(one.story for one in running))))
        assert [names for names in reports if names] == [("a",), ("a",), ("b",), ("b",), ("c",), ("c",)]

    def test_who_stops_asking_ends_the_workers(self) -> None:
        pool = _Threads()
        running = batch.run([task(name) for name in "abcdef"], work, pool, lambda running: None)
        next(running)
        running.close()
        assert pool.closed is not None

    def test_what_a_cluster_gives_up_is_left_for_the_next_time(self) -> None:
        assert {one.state for one in done(["a", "b"], _Cancelling()).values()} == {State.LEFT}

    def test_a_pool_that_is_lost_ends_it(self) -> None:
        pool = _Lost()
        with pytest.raises(SynopticError, match="is gone"):
            done(["a"], pool)
        assert pool.closed is not None

    def test_workers_that_die_while_they_have_nothing_to_do_cost_no_story(self) -> None:
        assert {one.state for one in done(["a", "bb", "ccc", "dddd", "eeeee"], _Breaking()).values()} == {State.WRITTEN}

    def test_processes_that_cannot_be_started(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(*_: object) -> None:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refused)
        with pytest.raises(SynopticError, match=r"cannot start a process .* use fewer --jobs"):
            done(["a", "b"], pools.Processes(2))

    def test_nothing_to_do(self) -> None:
        assert done([], pools.Processes(2)) == {}

    def test_processes_do_not_outlive_the_one_that_leads(self, tmp_path: Path) -> None:
        script = (
            "import os, sys, time\n"
            "from pathlib import Path\n"
            "from aligner.stories import batch, pools\n"
            "def work(task):\n"
            "    Path(sys.argv[1], str(os.getpid())).touch()\n"
            "    time.sleep(600)\n"
            "if __name__ == '__main__':\n"
            "    tasks = [batch.Task(name, name, name, {}) for name in 'ab']\n"
            "    list(batch.run(tasks, work, pools.Processes(2), lambda running: None))\n"
        )
        (tmp_path / "lead.py").write_text(script)
        (tmp_path / "pids").mkdir()
        lead = subprocess.Popen(
            [sys.executable, str(tmp_path / "lead.py"), str(tmp_path / "pids")],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        until(lambda: len(list((tmp_path / "pids").iterdir())) == 2)
        lead.kill()
        lead.wait()
        workers = [int(path.name) for path in (tmp_path / "pids").iterdir()]
        until(lambda: not any(is_alive(pid) for pid in workers))


def until(happened: Callable[[], bool]) -> None:
    """Wait until something is the case; the test fails if it never is."""
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Whether a process is there; one that waits to be taken away by who started it is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def forever() -> None:
    """Never comes back by itself."""
    while True:
        pass


class TestPools:
    def test_a_story_may_take_so_long(self) -> None:
        before = signal.getsignal(signal.SIGALRM)
        with pools.within(0.02), pytest.raises(pools.TooLongError):
            forever()
        with pools.within(600), pools.within(None):
            pass
        assert signal.getsignal(signal.SIGALRM) is before
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0

    @pytest.mark.parametrize("address", ["", "nonsense", "http://127.0.0.1:1", "foo://h:1", "tcp://h", "tcp://h:1/x y"])
    def test_what_is_no_address_of_a_scheduler(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        monkeypatch.setitem(sys.modules, "distributed", object())
        with pytest.raises(SynopticError, match=r"name it as tcp://127\.0\.0\.1:8786"):
            pools.Cluster(address)

    def test_without_dask_it_is_said_how_to_have_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(SynopticError, match=r"pip install 'synoptic-news\[dask\]'"):
            pools.Cluster("tcp://127.0.0.1:1")

    def test_an_edition_is_of_the_source_byte_for_byte(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "made_up_package"
        package.mkdir()
        (package / "__init__.py").write_text("A = 1\n")
        monkeypatch.syspath_prepend(tmp_path)
        found = [edition.__wrapped__("made_up_package")]
        (package / "__init__.py").write_text("A = 2\n")
        found.append(edition.__wrapped__("made_up_package"))
        assert found[0] != found[1] == edition.__wrapped__("made_up_package")
        assert found[0].startswith("synoptic ")


class TestStanding:
    @pytest.mark.parametrize(
        ("known", "certain", "there", "expected"),
        [
            (None, True, None, Standing.DUE),
            (None, True, "s", Standing.FOREIGN),
            (None, False, "s", Standing.FOREIGN),
            (Written(), True, "s", Standing.DUE),
            (Written("k", "s"), True, "s", Standing.CURRENT),
            (Written("k", "s"), False, "s", Standing.CURRENT),
            (Written("k", "s"), True, None, Standing.DUE),
            (Written("old", "s"), True, "s", Standing.DUE),
            (Written("k", "s"), True, "other", Standing.EDITED),
            (Written("old", "s"), True, "other", Standing.BOTH),
            (Written("old", "s"), False, "other", Standing.DUE),
        ],
    )
    def test_of_a_document(self, known: Written | None, certain: bool, there: str | None, expected: Standing) -> None:
        one = task("a", known={} if known is None else {"a.md": known}, is_certain=certain)
        assert one.standing("a.md", there, "k") is expected


OUTCOME = Outcome("a", "a", State.WRITTEN, Figures(5, 40, 3, 12), 1.5, {"a.md": Written("k", "s")}, ("left out b",))


class TestAccount:
    def test_the_next_batch_knows(self, tmp_path: Path) -> None:
        first = Account(tmp_path)
        assert first.begin([task("a"), task("b")])[0].known == {}
        first.add(OUTCOME)
        left = first.close([task("a"), task("b")])
        assert [one.state for one in left] == [State.WRITTEN, State.LEFT]
        second = Account(tmp_path)
        one, other = second.begin([task("a"), task("b")])
        assert one.known == {"a.md": Written("k", "s")}
        assert one.is_certain
        assert (one.figures, one.seconds, one.remarks) == (OUTCOME.figures, 1.5, ("left out b",))
        assert other.known == {"b.md": Written()}

    def test_a_batch_that_was_killed_leaves_what_it_was_about_to_write(self, tmp_path: Path) -> None:
        (tmp_path / "b.md").write_text("mine")
        killed = Account(tmp_path)
        killed.begin([task("a"), task("b")])
        killed._lock.release()
        a, b = Account(tmp_path).begin([task("a"), task("b")])
        assert not a.is_certain
        assert a.standing("a.md", "whatever", "k") is Standing.DUE
        assert b.standing("b.md", "mine", "k") is Standing.FOREIGN

    def test_a_story_that_fails_keeps_its_documents(self, tmp_path: Path) -> None:
        first = Account(tmp_path)
        first.begin([task("a")])
        first.add(OUTCOME)
        first.add(Outcome.failed(task("a"), "no articles"))
        first.close([task("a")])
        assert Account(tmp_path).begin([task("a")])[0].known == {"a.md": Written("k", "s")}

    def test_one_batch_at_a_time(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(account, "_PATIENCE", 0)
        first = Account(tmp_path)
        with pytest.raises(SynopticError, match="another batch writes into"):
            Account(tmp_path)
        first.close([])
        Account(tmp_path).close([])

    @pytest.mark.parametrize(
        "text",
        [
            "{",
            "[]",
            '{"schema": "synoptic-batch/2", "open": false, "stories": {}}',
            '{"schema": "synoptic-batch/1", "open": false, "stories": {"a": {"documents": {"a.md": {"key": 1}}}}}',
            '{"schema": "synoptic-batch/1", "open": false, "stories": {"a": {"facts": "many"}}}',
            '{"schema": "synoptic-batch/1", "open": false, "stories": {"a": 1}}',
            "[" * 100_000,
        ],
    )
    def test_one_that_cannot_be_read_is_one_line_unless_all_is_done_again(self, tmp_path: Path, text: str) -> None:
        (tmp_path / account.NAME).write_text(text)
        with pytest.raises(SynopticError, match=r"synoptic\.batch\.json cannot be read .* --again"):
            Account(tmp_path)
        again = Account(tmp_path, again=True)
        assert again.begin([task("a")])[0].known == {}

    def test_a_summary_that_is_somebody_elses_stays(self, tmp_path: Path) -> None:
        (tmp_path / account.SUMMARY).write_text("mine")
        with pytest.raises(SynopticError, match=r"summary\.csv is there, and no batch wrote it"):
            Account(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [account.SUMMARY]

    def test_what_killed_writers_left_is_taken_away(self, tmp_path: Path) -> None:
        (tmp_path / ".synoptic-00.tmp").write_text("half")
        (tmp_path / ".synoptic-folder.tmp").mkdir()  # by nobody of ours, and no reason to stop
        first = Account(tmp_path)
        (tmp_path / ".synoptic-01.tmp").write_text("half")
        first.close([])
        left = [".synoptic-folder.tmp", account.SUMMARY, account.NAME]
        assert sorted(path.name for path in tmp_path.iterdir()) == left

    def test_documents_of_stories_that_are_gone(self, tmp_path: Path) -> None:
        first = Account(tmp_path)
        first.begin([task("a"), task("b")])
        first.close([])
        (tmp_path / "a.md").write_text("")
        second = Account(tmp_path)
        assert second.orphans([task("b")]) == ["a.md"]
        assert second.orphans([task("a"), task("b")]) == []

    def test_what_cannot_be_written_is_one_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        first = Account(tmp_path)
        monkeypatch.setattr("aligner.whole.beside", full)
        with pytest.raises(SynopticError, match=r"cannot write .*no space left on device; .* make room"):
            first.begin([task("a")])

    def test_it_is_json_that_others_can_read(self, tmp_path: Path) -> None:
        first = Account(tmp_path)
        first.begin([task("a")])
        first.add(OUTCOME)
        first.close([task("a")])
        found = json.loads((tmp_path / account.NAME).read_text())
        assert found["open"] is False
        assert found["stories"]["a"]["conflicts"] == 3

    def test_the_summary_is_a_table_without_formulae(self) -> None:
        wild = Outcome("=cmd()", "cmd", State.FAILED, error="h/=x: it\x1b is empty,\nsay")
        rows = list(csv.reader(io.StringIO(account.summary([OUTCOME, wild]).removeprefix("\ufeff"))))
        assert tuple(rows[0]) == account.COLUMNS
        assert rows[1] == ["a", "written", "5", "40", "3", "12", "1.50", "a.md", "left out b", ""]
        assert rows[2][:3] == ["'=cmd()", "failed", ""]
        assert "\x1b" not in rows[2][-1]
        assert "\n" not in rows[2][-1]
