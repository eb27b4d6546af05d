from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aligner import export
from aligner.decisions.records import NONE, Decisions
from aligner.errors import SynopticError
from aligner.limits import Limits
from aligner.model import Comparison, Options, Story
from tests.aligner.export import story as bridge
from tui import cli, config
from tui.view import Order

# A fresh interpreter in which the comparison is the invented one: these tests are about the command line alone.
FRESH = """
import sys, types
from aligner import reading
from tests.aligner.export import story
made = story.comparison()
reading.load = lambda paths, **_: made.story
reading.collect = lambda paths, **_: types.SimpleNamespace(
    story=made.story, comparison=None, documents=(), exports=(), path=""
)
sys.modules["aligner.stories.cache"] = types.SimpleNamespace(compared=lambda collected, options, **_: made)
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
        self.keep = True
        self.error: BaseException | None = None

    def load(self, paths: Sequence[str], **_: object) -> Story:
        self.paths = paths
        if self.error is not None:
            raise self.error
        return self.story

    def collect(self, paths: Sequence[str], **_: object) -> SimpleNamespace:
        return SimpleNamespace(story=self.load(paths), comparison=None, documents=(), exports=(), path="")

    def compared(
        self, collected: SimpleNamespace, options: Options, *, keep: bool, corrections: Decisions = NONE
    ) -> Comparison:
        assert collected.story is self.story
        self.options, self.keep = options, keep
        return replace(self.comparison, story=self.story)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setattr("aligner.reading.load", stand_in.load)
    monkeypatch.setattr("aligner.reading.collect", stand_in.collect)
    monkeypatch.setattr("aligner.stories.cache.compared", stand_in.compared)
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
            (["serve", "--help"], ["127.0.0.1", "8000", "synoptic-news[serve]", "--start", "exit codes:"]),
            (["config", "--help"], ["--path", "--defaults", "examples:", "exit codes:"]),
            (["themes", "--help"], ["SYNOPTIC_THEME"]),
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
        assert max(map(len, shown.splitlines())) < 80

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

    @pytest.mark.parametrize(
        "arguments",
        [
            ["seeds", ""],
            ["seeds", "--draft="],
            ["seeds", "--config", ""],
            ["export", "seeds", "-o", ""],
            ["batch", "", "-o", "out"],
            ["batch", "stories", "-o", ""],
            ["new", "", "a.txt"],
            ["add", "fire", "a.txt", ""],
        ],
    )
    def test_an_empty_name_is_not_the_current_folder(
        self, complaint: Callable[[], str], arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for story in ("stories/a", "seeds", "fire"):
            (tmp_path / story).mkdir(parents=True)
            (tmp_path / story / "a.txt").write_text("A dam broke.\n")
        monkeypatch.chdir(tmp_path)
        assert cli.main(arguments) == 2
        assert complaint() == '"" names no file: name one, or the current folder as .'
        assert sorted(path.name for path in tmp_path.iterdir()) == ["fire", "seeds", "stories"]

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
        pipeline.story = replace(pipeline.story, path=str(tmp_path))
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


class TestCrash:
    def test_it_is_one_line_and_a_file(
        self, pipeline: Pipeline, complaint: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)
        pipeline.error = ZeroDivisionError("a\nb" * 200)
        assert cli.main(["export", "seeds"]) == 1
        said = complaint()
        assert said.startswith("crashed: ZeroDivisionError: a;")
        assert str(tmp_path / "crash.log") in said
        kept = (tmp_path / "crash.log").read_text(encoding="utf-8")
        assert "Traceback" in kept
        assert "ZeroDivisionError" in kept
        assert "textual" in kept.splitlines()[0]
        assert (tmp_path / "crash.log").stat().st_mode & 0o077 == 0

    def test_it_says_so_where_nothing_can_be_kept(
        self, pipeline: Pipeline, complaint: Callable[[], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "not" / "there")
        pipeline.error = KeyError("x")
        assert cli.main(["export", "seeds"]) == 1
        assert "could not be kept (no such file or directory)" in complaint()


class TestConfig:
    def test_the_path_alone(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SYNOPTIC_CONFIG", "/here/it/is.toml")
        assert cli.main(["config", "--path"]) == 0
        assert capfd.readouterr().out == f"{Path('/here/it/is.toml').absolute()}\n"

    def test_what_is_in_force_and_from_where(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        file = tmp_path / "config.toml"
        file.write_text('order = "conflicts first"\n[keys]\n"theme" = "ctrl+t"\n')
        monkeypatch.setenv("SYNOPTIC_SURE", "0.5")
        assert cli.main(["config", "--config", str(file)]) == 0
        shown = capfd.readouterr().out
        said = {line.partition(" = ")[0]: line for line in shown.splitlines()}
        assert said["order"].endswith(f'# {file}, line 1; default "reading"')
        assert said["sure"].endswith("# SYNOPTIC_SURE; default 0.4")
        assert said["perhaps"].endswith("# default")
        assert said['"theme"'].endswith(f"# {file}, line 3")
        assert tomllib.loads(shown)["keys"] == {"theme": "ctrl+t"}

    def test_the_defaults_are_a_file_that_changes_nothing(
        self, capfd: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        assert cli.main(["config", "--defaults"]) == 0
        text = capfd.readouterr().out
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        assert config.choose(config.Layer(), {}, str(tmp_path / "config.toml")).settings == config.Settings()

    def test_a_broken_file_is_one_line(self, complaint: Callable[[], str], tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text("them = 1\n")
        assert cli.main(["config", "--config", str(tmp_path / "config.toml")]) == 2
        assert "line 1: there is no setting 'them'; did you mean 'theme'?" in complaint()


class TestThemes:
    def test_they_are_listed_with_the_one_in_force(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SYNOPTIC_THEME", "rose-pine-dawn")
        assert cli.main(["themes"]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert len(lines) >= 20
        assert [line.split()[1:] for line in lines if line.startswith("*")] == [["rose-pine-dawn", "light"]]
        assert lines[0].split() == ["synoptic-dark", "dark"]


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
        """What the app was opened with: story, options, the other arguments; what was set then; how it was run."""
        calls: list[Any] = []

        class App:
            return_code = 0
            crash = None
            unkept = ""
            console = SimpleNamespace(color_system="truecolor")
            theme = ""

            def __init__(self, story: Story, options: Options, **others: Any) -> None:
                calls.extend((story, options, others))

        def run(app: App, *, mouse: bool) -> None:
            calls.extend((app.theme, mouse))

        monkeypatch.setattr("tui.app.SynopticApp", App)
        monkeypatch.setattr("tui.terminal.run", run)
        return calls

    def test_it_opens_the_app(self, pipeline: Pipeline, opened: list[Any]) -> None:
        assert run_at_terminal(["seeds", "--theme", "nord", "--threshold", "0"]) == (0, "")
        assert opened[2].pop("unread").story is pipeline.story
        assert opened[2].pop("again")().story is pipeline.story
        others = {"perhaps": True, "theme": "nord", "start": "auto", "keymap": {}, "comparison": None}
        others |= {"order": Order.READING, "furniture": False, "shelf": None, "keep": True, "live": True}
        others |= {"remember": True, "judge": None, "limits": Limits()}
        assert opened == [pipeline.story, Options(threshold=0.0), others, "", True]
        assert pipeline.paths == ["seeds"]

    def test_with_a_sureness_and_without_perhaps(self, pipeline: Pipeline, opened: list[Any]) -> None:
        assert run_at_terminal(["seeds", "--no-perhaps", "--sure", "0.6"]) == (0, "")
        # The threshold stays the user's: p brings the rest back.
        assert opened[1] == Options(sure=0.6)
        assert opened[2]["perhaps"] is False

    def test_with_everything_chosen(self, pipeline: Pipeline, opened: list[Any]) -> None:
        arguments = ["--start", "matrix", "--order", "conflicts first", "--furniture", "--no-mouse", "--no-cache"]
        assert run_at_terminal([*arguments, "seeds"]) == (0, "")
        chosen = {"start": "matrix", "order": Order.CONFLICTS, "furniture": True, "keep": False}
        assert {name: opened[2][name] for name in chosen} == chosen
        assert opened[3:] == ["synoptic-dark", False]

    def test_the_command_line_goes_over_the_environment_over_the_file(
        self, pipeline: Pipeline, opened: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        file = tmp_path / "config.toml"
        file.write_text('theme = "nord"\nthreshold = 0.1\nsure = 0.9\n[keys]\n"fact.next" = "n"\n"search.next" = "j"\n')
        monkeypatch.setenv("SYNOPTIC_CONFIG", str(file))
        monkeypatch.setenv("SYNOPTIC_THEME", "dracula")
        monkeypatch.setenv("SYNOPTIC_THRESHOLD", "0.2")
        assert run_at_terminal(["seeds", "--threshold", "0.3"]) == (0, "")
        assert opened[1] == Options(threshold=0.3, sure=0.9)
        assert opened[2]["theme"] == "dracula"
        assert opened[2]["keymap"] == {"fact.next": "n", "search.next": "j"}

    def test_a_file_named_on_the_command_line_is_the_one(
        self, pipeline: Pipeline, opened: list[Any], tmp_path: Path
    ) -> None:
        (tmp_path / "mine.toml").write_text("perhaps = false\n")
        assert run_at_terminal(["--config", str(tmp_path / "mine.toml"), "seeds"]) == (0, "")
        assert opened[2]["perhaps"] is False
        assert run_at_terminal(["--config", str(tmp_path / "mine.toml"), "--perhaps", "seeds"]) == (0, "")
        assert opened[7]["perhaps"] is True

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('theme = "nrod"', ["config.toml, line 1", "no theme 'nrod'", "did you mean 'nord'?"]),
            ('\n[keys]\n"fact.nxet" = "n"', ["config.toml, line 3", "'fact.nxet'", "'fact.next'"]),
            ('[keys]\n"fact.next" = "n"', ["config.toml, line 2", "n is already search.next"]),
        ],
    )
    def test_a_setting_that_cannot_be_is_one_line_before_anything_is_read(
        self, pipeline: Pipeline, opened: list[Any], tmp_path: Path, text: str, words: list[str]
    ) -> None:
        (tmp_path / "config.toml").write_text(text)
        code, said = run_at_terminal(["--config", str(tmp_path / "config.toml"), "seeds"])
        assert (code, said.count("\n")) == (2, 1)
        assert [word for word in words if word not in said] == []
        assert opened == []
        assert pipeline.paths == ()

    def test_few_colours_are_left_to_the_terminal(
        self, pipeline: Pipeline, opened: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tui.app.SynopticApp.console", SimpleNamespace(color_system="standard"))
        assert run_at_terminal(["seeds"]) == (0, "")
        assert opened[3] == "ansi-dark"
        assert run_at_terminal(["seeds", "--theme", "nord"]) == (0, "")
        assert opened[7]["theme"] == "nord"

    @pytest.mark.parametrize("name", ["export", "serve", "config", "themes"])
    def test_a_folder_that_is_called_like_a_command(self, pipeline: Pipeline, opened: list[Any], name: str) -> None:
        assert run_at_terminal([f"./{name}"]) == (0, "")
        assert pipeline.paths == [f"./{name}"]
        assert len(opened) == 5
        code, said = run_at_terminal(["--theme", "nord", name])
        assert (code, len(opened)) == (2, 5)
        assert f"./{name}" in said

    def test_files_are_read_before_the_screen_changes(self, pipeline: Pipeline, opened: list[Any]) -> None:
        pipeline.error = SynopticError("no such folder: seed")
        assert run_at_terminal(["seed"]) == (2, "synoptic: no such folder: seed\n")
        assert opened == []

    @pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
    def test_without_a_terminal_it_says_so(self, pipeline: Pipeline, opened: list[Any], name: str) -> None:
        expected = "synoptic: the screen needs a terminal; without one, use: synoptic export PATH\n"
        assert run_at_terminal(["seeds"], name) == (2, expected)
        assert opened == []

    @pytest.mark.parametrize(
        ("driver", "code"), [("textual.drivers.web_driver:WebDriver", 0), ("somebody.elses:Driver", 2)]
    )
    def test_in_a_browser_there_is_none(
        self, pipeline: Pipeline, opened: list[Any], monkeypatch: pytest.MonkeyPatch, driver: str, code: int
    ) -> None:
        monkeypatch.setenv("TEXTUAL_DRIVER", driver)
        assert run_at_terminal(["seeds"], "stdin", "stdout", "stderr")[0] == code

    def test_python_m_tui_is_the_same(self) -> None:
        done = subprocess.run([sys.executable, "-m", "tui"], capture_output=True, cwd=ROOT, check=False)
        assert done.returncode == 2
        assert done.stderr.startswith(b"usage: synoptic ")
