"""What the commands say of hostile names, settings, manifests, decisions: a line in which everything is visible."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.errors import printable, typed
from aligner.fetching import Step
from aligner.taming import HIDDEN, TURNING
from tests.hostile import texts
from tui import cli, crash
from tui.cli import fetching

UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]")
EVIL = f"evil{texts.CONTROLS}\u202e[red]\u2028\udc9b x"
"""The last but two is a byte that is not UTF-8, as Python has it in arguments and names."""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A small one in a folder with a hostile name."""
    folder = tmp_path / f"story{texts.CONTROLS}\u202e[red]".replace("/", "")
    folder.mkdir()
    for name, figure in (("a\x1b[31m.txt", 4), ("b\u202e\x9b.txt", 5)):
        (folder / name).write_text(f"Ferry stops\n\nThe ferry to Ellmouth lost ${figure} million in May.\n")
    return folder


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command as the shell does: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    # As a process has it: what UTF-8 cannot hold is escaped.
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(sys.stderr.buffer, "utf-8", "backslashreplace"))

    def run_(*arguments: object) -> tuple[int, str, str]:
        try:
            code = cli.main([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(str(ended.code))
        sys.stderr.flush()
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_


WRONG = (
    (EVIL,),
    ("--theme", EVIL),
    (f"--{EVIL}",),
    ("export", EVIL),
    ("export", "-f", EVIL, "."),
    ("export", "--facts", EVIL, "."),
    ("export", "--verdict", EVIL, "."),
    ("export", "--judge", EVIL, "."),
    ("export", "--judge", f"http://127.0.0.1:1/{EVIL}", "."),
    ("export", f"http://127.0.0.1:1/{EVIL}"),
    ("check", EVIL),
    ("new", EVIL, EVIL),
    ("new", "--title", EVIL, "n", "."),
    ("add", EVIL),
    ("refresh", EVIL),
    ("serve", EVIL),
    ("serve", "--port", EVIL, "."),
    ("config", "--config", EVIL),
    ("themes", "--config", EVIL),
)


@pytest.mark.parametrize("arguments", WRONG, ids=lambda one: " ".join(one).encode("ascii", "backslashreplace").decode())
def test_arguments(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert UNSEEN.findall(err) == []
    assert err.startswith("synoptic: ")
    assert "\\x1b]0;pwned" in err or "control" in err or "terminal" in err or arguments[0].startswith("--")


def test_names_of_files_in_what_is_said_and_written(run: Run, story: Path, tmp_path: Path) -> None:
    made = tmp_path / "new\x9b31m\u202e"
    for expected, arguments in (
        (0, ("check", story)),
        (0, ("export", story, "-o", tmp_path / f"x{texts.CONTROLS}.md".replace("/", ""))),
        (2, ("export", story, "-o", story / "a\x1b[31m.txt", "-f", "json")),
        (0, ("export", "-f", "json", story)),
        (0, ("new", made, *sorted(story.iterdir()))),
        (0, ("add", made, min(story.iterdir()))),
        (0, ("check", made)),
    ):
        code, out, err = run(*arguments)
        assert code == expected, err
        assert UNSEEN.findall(out + err) == []
        assert out or err
    manifest = (made / "story.toml").read_text(encoding="utf-8")
    assert UNSEEN.findall(manifest) == []


MANIFESTS = (
    'title = "\x9b"',
    'title = "x"\n"\u202e\x9b" = 1',
    "title = \u202e",
    '[[sources]]\nfile = "\u202e\u2028.txt"',
    '[[sources]]\nfile = "a.txt"\nlanguage = "\u202e"',
    '[[sources]]\nfile = "a.txt"\nurl = "javascript:\u202ealert(1)"',
    '[[sources]]\nfile = "a.txt"\npublished = "\u202e"',
)
DECISIONS = (
    "\u202e",
    '{"schema": "\u202e\x9b"}',
    '{"schema": "synoptic-decisions/1", "sentences": {}, "decisions": [{"label": "x", "fact": ["\u202e\u2028"]}]}',
)
EXPORTS = (
    "\u202e",
    '{"schema": "\u202e\x9b"}',
    '{"schema": "synoptic-comparison/\u202e\x9b"}',
    '{"schema": "synoptic-comparison/1", "\u202e": "\x9b", "sources": [{"id": "\u202e\x9b"}]}',
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("story.toml", text) for text in MANIFESTS),
        *(("synoptic.decisions.json", text) for text in DECISIONS),
        *(("export.json", text) for text in EXPORTS),
    ],
)
def test_files_that_strangers_wrote(run: Run, tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "story\x1b[31m"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry stops\n\nThe ferry to Ellmouth lost $4 million in May.\n")
    (folder / name).write_text(text, encoding="utf-8")
    said = ""
    for command in ("check", "export"):
        code, out, err = run(command, folder / name if name == "export.json" else folder)
        assert code in (0, 2)
        assert UNSEEN.findall(out + err) == []
        said += err
    assert name in said or "story\\x1b[31m" in said


@pytest.mark.parametrize(
    "text", ['"\x9b\u202e" = 1', 'theme = "\u202ex\x9b"', '[keys]\n"\u202e" = "x"', "theme = 3 # \x9b"]
)
def test_settings(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "c\x1b[31m\u202e.toml"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("config", "--config", path)
    assert code == 2
    assert UNSEEN.findall(err) == []
    path.write_text("perhaps = false\n[keys]\nhelp = 'f2'\n")
    code, out, _ = run("config", "--config", path)
    assert code == 0
    assert UNSEEN.findall(out) == []
    assert "c\\x1b[31m\\u202e.toml" in out


def test_a_path_is_given_to_a_program_as_it_is(run: Run, tmp_path: Path) -> None:
    """``$(synoptic config --path)`` names the file; only a terminal is shown what is in its name."""
    path = tmp_path / "c\x1b[31m.toml"
    assert run("config", "--path", "--config", path) == (0, f"{path}\n", "")


def test_the_place_where_a_story_is_served(run: Run, story: Path) -> None:
    pytest.importorskip("textual_serve", reason="needs the extra serve")
    code, _, err = run("serve", "--host", EVIL, story)
    assert code == 2
    assert UNSEEN.findall(err) == []
    assert "choose another with --host" in err


def test_a_crash_tells_and_keeps_no_control_characters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fail(*_: object) -> int:
        raise RuntimeError(f"no {EVIL}")

    monkeypatch.setattr("tui.cli.open.run", fail)
    assert cli.main(["x"]) == 1
    said = capsys.readouterr().err
    assert "RuntimeError: no evil\\x1b]0;pwned" in said
    kept = next(tmp_path.rglob("crash.log")).read_text(encoding="utf-8")
    assert "no evil\\x1b]0;pwned" in kept
    assert UNSEEN.findall(said + kept) == []
    assert crash.__doc__


class _Terminal(io.StringIO):
    """Keeps what a terminal would be sent."""

    def isatty(self) -> bool:
        """It says that it is one."""
        return True


def test_how_far_pages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars on a terminal: an address is neither markup nor an escape sequence."""
    out = _Terminal()
    monkeypatch.setattr(sys, "stderr", out)
    monkeypatch.setenv("TERM", "xterm-256color")
    with fetching._shown([f"http://a.test/[red]{texts.CONTROLS}\u202e"], quiet=False) as progress:
        assert progress is not None
        progress(Step(0, received=10))
    drawn = out.getvalue()
    assert "a.test/[red]\\x1b]0;pwned\\x07\\x9b31m" in drawn
    assert not set(drawn) & {"\x07", "\x9b", "\u202e"}
    assert "\x1b]" not in drawn


@pytest.mark.parametrize(
    "text", [texts.REAL[name] for name in ("family of emoji", "flag of Scotland", "Persian", "Hindi", "Tibetan")]
)
def test_names_in_other_scripts_can_be_read(text: str) -> None:
    assert printable(f"{text}.txt") == f"{text}.txt"


@pytest.mark.parametrize("name", ["fire; rm -rf ~", "$(reboot)", "`x`", "a b", "it's", "-rf"])
def test_a_name_in_a_proposed_command_stays_one_word(name: str) -> None:
    import shlex

    assert shlex.split(f"synoptic add {typed(name)} x") == ["synoptic", "add", name, "x"]
