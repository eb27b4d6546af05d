from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aligner import export
from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Story
from tests.aligner.export import story as bridge
from tui import cli

# A fresh interpreter in which the comparison is the invented one: these tests are about the command line alone.
FRESH = """
import sys, types
from aligner import reading
from tests.aligner.export import story
made = story.comparison()
reading.load = lambda paths: made.story
sys.modules["aligner.comparison"] = types.SimpleNamespace(compare=lambda story, options: made)
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
ROOT = Path(__file__).parents[2]


class Pipeline:
    """Stands in for reading and comparing; remembers what it was asked for."""

    def __init__(self) -> None:
        self.comparison: Comparison = bridge.comparison()
        self.story: Story = self.comparison.story
        self.paths: Sequence[str] = ()
        self.options = Options()
        self.error: BaseException | None = None

    def load(self, paths: Sequence[str]) -> Story:
        self.paths = paths
        if self.error is not None:
            raise self.error
        return self.story

    def compare(self, story: Story, options: Options) -> Comparison:
        assert story is self.story
        self.options = options
        return self.comparison


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setattr("aligner.reading.load", stand_in.load)
    monkeypatch.setattr("aligner.comparison.compare", stand_in.compare)
    return stand_in


@pytest.fixture
def complaint(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """The one line that was said; fails if anything else was."""

    def read() -> str:
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("synoptic: ")
        assert captured.err.endswith("\n")
        assert captured.err.count("\n") == 1
        return captured.err.removeprefix("synoptic: ").strip()

    return read


def run(arguments: Sequence[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
    """``synoptic`` in a fresh interpreter, the invented comparison inside."""
    how.setdefault("stdout", subprocess.PIPE)
    command = [sys.executable, "-c", FRESH, *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, check=False, **how)


def run_in_shell(script: str, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """The same by way of a shell, which can close a stream."""
    command = ["sh", "-c", script, "sh", sys.executable, "-c", FRESH, *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False)


class TestHelp:
    def test_no_arguments_show_the_help_as_an_error(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main([]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("usage: synoptic ")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (
                ["--help"],
                ["synoptic export ", "examples:", "exit codes:", "--theme", "./export", "--sure", str(Options().sure)],
            ),
            (["export", "--help"], ["-o story.json", "examples:", "exit codes:", "--threshold", "--no-perhaps", "141"]),
        ],
    )
    def test_help_tells_how(self, capsys: pytest.CaptureFixture[str], arguments: list[str], words: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 0
        shown = capsys.readouterr().out
        assert [word for word in words if word not in shown] == []
        assert shown.isascii()

    def test_version_shows_ours_and_that_of_textual(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            cli.main(["--version"])
        assert ended.value.code == 0
        ours, textual = capsys.readouterr().out.split(" (")
        assert ours == "synoptic 0.1.0"
        assert textual.startswith("textual ")


class TestArguments:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["seeds", "--threshold", "1.5"], "'1.5' is not a number from 0 to 1"),
            (["export", "seeds", "--threshold", "nan"], "'nan' is not a number from 0 to 1"),
            (["export", "seeds", "--threshold", "much"], "'much' is not a number from 0 to 1"),
            (["seeds", "--sure", "-0.1"], "'-0.1' is not a number from 0 to 1"),
            (["export", "seeds", "--sure", "often"], "'often' is not a number from 0 to 1"),
            (["seeds", "--no-perhaps=yes"], "--no-perhaps"),
            (["export"], "PATH"),
            (["export", "seeds", "-f", "docx"], "'markdown'"),
            (["seeds", "--thre", "0.5"], "--thre"),
            (["seeds", "--colour\x1b[31m"], r"--colour\x1b[31m"),
        ],
    )
    def test_wrong_ones_are_refused_in_one_line(
        self, complaint: Callable[[], str], arguments: list[str], expected: str
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 2
        said = complaint()
        assert expected in said
        assert "--help" in said

    def test_a_threshold_reaches_the_comparison(self, pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["export", "a", "--threshold", "0.5", "b"]) == 0
        assert pipeline.options == Options(threshold=0.5)
        assert pipeline.paths == ["a", "b"]

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["--sure", "0.7"], Options(sure=0.7)),
            (["--no-perhaps"], Options(threshold=Options().sure)),
            (["--no-perhaps", "--sure", "0.7", "--threshold", "0.1"], Options(threshold=0.7, sure=0.7)),
            (["--no-perhaps", "--sure", "0.3", "--threshold", "0.5"], Options(threshold=0.5, sure=0.3)),
        ],
    )
    def test_the_levels_reach_the_comparison(
        self,
        pipeline: Pipeline,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        expected: Options,
    ) -> None:
        assert cli.main(["export", "seeds", *arguments]) == 0
        assert pipeline.options == expected

    def test_export_must_come_first(self, pipeline: Pipeline, complaint: Callable[[], str]) -> None:
        assert cli.main(["--threshold", "0.5", "export", "seeds"]) == 2
        assert "./export" in complaint()


class TestExport:
    def test_the_document_goes_to_standard_output(
        self, pipeline: Pipeline, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert cli.main(["export", "seeds"]) == 0
        captured = capfdbinary.readouterr()
        assert captured.out == export.render(pipeline.comparison, "markdown").encode()
        assert captured.err == b""
        assert pipeline.options == Options()

    @pytest.mark.parametrize("arguments", [["-f", "json"], ["--format", "json", "-o", "-"]])
    def test_in_the_format_asked_for(
        self, pipeline: Pipeline, capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str]
    ) -> None:
        assert cli.main(["export", "seeds", *arguments]) == 0
        assert capfdbinary.readouterr().out == export.render(pipeline.comparison, "json").encode()

    @pytest.mark.parametrize(
        ("name", "arguments", "expected"),
        [
            ("x.md", [], "markdown"),
            ("x.JSON", [], "json"),
            ("x.md", ["-f", "json"], "json"),
            ("x", ["-f", "json"], "json"),
        ],
    )
    def test_into_a_file_in_the_format_of_its_name(
        self,
        pipeline: Pipeline,
        complaint: Callable[[], str],
        tmp_path: Path,
        name: str,
        arguments: list[str],
        expected: str,
    ) -> None:
        target = tmp_path / name
        assert cli.main(["export", "seeds", "-o", str(target), *arguments]) == 0
        assert target.read_text(encoding="utf-8") == export.render(pipeline.comparison, expected)
        assert complaint() == f"wrote {target} ({expected})"

    def test_a_name_that_tells_no_format_is_refused_before_the_work(
        self, pipeline: Pipeline, complaint: Callable[[], str]
    ) -> None:
        assert cli.main(["export", "seeds", "-o", "story.docx"]) == 2
        assert "story.docx" in complaint()
        assert pipeline.paths == ()

    def test_an_article_is_never_overwritten(
        self, pipeline: Pipeline, complaint: Callable[[], str], tmp_path: Path
    ) -> None:
        article = tmp_path / "tidewater.txt"
        article.write_text("kept")
        pipeline.story = SimpleNamespace(path=str(tmp_path), articles=pipeline.story.articles, notes=())
        assert cli.main(["export", str(tmp_path), "-f", "json", "-o", str(article)]) == 2
        assert "is one of the articles" in complaint()
        assert article.read_text() == "kept"

    @pytest.mark.parametrize(
        ("name", "reason"), [("no/story.md", "there is no folder"), ("n" * 300 + ".md", "file name too long")]
    )
    def test_a_file_that_cannot_be_written_is_an_error(
        self, pipeline: Pipeline, complaint: Callable[[], str], tmp_path: Path, name: str, reason: str
    ) -> None:
        assert cli.main(["export", "seeds", "-o", str(tmp_path / name)]) == 2
        assert reason in complaint()

    def test_remarks_go_to_standard_error(self, pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
        articles = pipeline.story.articles
        pipeline.story = Story("t", ".", articles, notes=("skipped a\x1b.txt", "only one article"))
        assert cli.main(["export", "seeds"]) == 0
        assert capsys.readouterr().err == "synoptic: skipped a\\x1b.txt\nsynoptic: only one article\n"


class TestErrors:
    def test_what_a_user_can_put_right_is_one_line(self, pipeline: Pipeline, complaint: Callable[[], str]) -> None:
        pipeline.error = SynopticError("a\nb\x1b[2J\u202e.txt is not UTF-8")
        assert cli.main(["export", "seeds"]) == 2
        assert complaint() == r"a\nb\x1b[2J\u202e.txt is not UTF-8"

    def test_ctrl_c_ends_quietly(self, pipeline: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
        pipeline.error = KeyboardInterrupt()
        assert cli.main(["export", "seeds"]) == 130
        assert capsys.readouterr() == ("", "")


class TestStandardOutput:
    @pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}])
    def test_it_is_utf_8_whatever_the_locale(self, locale: dict[str, str]) -> None:
        done = run(["export", "seeds"], env=os.environ | locale)
        assert done.returncode == 0
        assert done.stdout.decode("utf-8") == export.render(bridge.comparison(), "markdown")

    def test_a_reader_that_has_seen_enough_is_no_error(self) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = run(["export", "seeds"], stdout=writing)
        finally:
            os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_one_line(self) -> None:
        with Path("/dev/full").open("wb") as full:
            done = run(["export", "seeds"], stdout=full)
        assert done.returncode == 2
        assert done.stderr == b"synoptic: cannot write to standard output: no space left on device\n"

    def test_one_that_is_closed_is_one_line(self) -> None:
        done = run_in_shell('exec "$@" >&-', ["export", "seeds"])
        assert done.returncode == 2
        assert done.stderr == b"synoptic: standard output is closed; write to a file with -o FILE\n"

    def test_it_stays_clean_when_standard_error_is_closed(self, tmp_path: Path) -> None:
        done = run_in_shell('exec "$@" 2>&-', ["export", "seeds", "-o", str(tmp_path / "story.md")])
        assert (done.returncode, done.stdout) == (0, b"")
        assert (tmp_path / "story.md").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_at_terminal(arguments: Sequence[str], *piped: str) -> tuple[int, str]:
    """The exit code and what was said, with all streams but the ``piped`` ones at a terminal."""
    # Not before the call: pytest gives every phase of a test its own streams.
    with pytest.MonkeyPatch.context() as streams:
        for name in ("stdin", "stdout", "stderr"):
            streams.setattr(sys, name, io.StringIO() if name in piped else Terminal())
        said = sys.stderr
        assert isinstance(said, io.StringIO)
        return cli.main(arguments), said.getvalue()


class TestOpen:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        """What the app was opened with: story, options, whether it shows what is only perhaps, and theme."""
        calls: list[Any] = []

        class App:
            return_code = 0

            def __init__(self, story: Story, options: Options, perhaps: bool, theme: str | None) -> None:
                calls.extend((story, options, perhaps, theme))

            def run(self) -> None:
                calls.append("ran")

        monkeypatch.setattr("tui.app.SynopticApp", App)
        return calls

    def test_it_opens_the_app(self, pipeline: Pipeline, opened: list[Any]) -> None:
        assert run_at_terminal(["seeds", "--theme", "nord", "--threshold", "0"]) == (0, "")
        assert opened == [pipeline.story, Options(threshold=0.0), True, "nord", "ran"]
        assert pipeline.paths == ["seeds"]

    def test_with_a_sureness_and_without_perhaps(self, pipeline: Pipeline, opened: list[Any]) -> None:
        assert run_at_terminal(["seeds", "--no-perhaps", "--sure", "0.6"]) == (0, "")
        # The threshold stays the user's: p brings the rest back.
        assert opened == [pipeline.story, Options(sure=0.6), False, None, "ran"]

    def test_a_folder_that_is_called_export(self, pipeline: Pipeline, opened: list[Any]) -> None:
        assert run_at_terminal(["./export"]) == (0, "")
        assert pipeline.paths == ["./export"]
        assert opened[-1] == "ran"

    def test_files_are_read_before_the_screen_changes(self, pipeline: Pipeline, opened: list[Any]) -> None:
        pipeline.error = SynopticError("no such folder: seed")
        assert run_at_terminal(["seed"]) == (2, "synoptic: no such folder: seed\n")
        assert opened == []

    @pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
    def test_without_a_terminal_it_says_so(self, pipeline: Pipeline, opened: list[Any], name: str) -> None:
        expected = "synoptic: the screen needs a terminal; without one, use: synoptic export PATH\n"
        assert run_at_terminal(["seeds"], name) == (2, expected)
        assert opened == []

    def test_python_m_tui_is_the_same(self) -> None:
        done = subprocess.run([sys.executable, "-m", "tui"], capture_output=True, cwd=ROOT, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(b"usage: synoptic ")
