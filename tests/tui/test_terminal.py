"""The real program in a pseudo-terminal: however it ends, the terminal is as it was before."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.decisions.document import read

if sys.platform == "win32":
    pytest.skip("needs pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import termios

ROOT = Path(__file__).parents[2]
ON = {"alternate screen": "?1049h", "mouse": "?1003h", "hidden cursor": "?25l", "bracketed paste": "?2004h"}
OFF = {
    "alternate screen": "?1049l",
    "cursor": "?25h",
    "mouse clicks": "?1000l",
    "mouse moves": "?1003l",
    "mouse in SGR": "?1006l",
    "bracketed paste": "?2004l",
    "focus reports": "?1004l",
    "line wrap": "?7h",
    "Kitty keys": "<u",
}

# The program with an action that fails, next to what must not be printed.
CRASHING = """
import sys
from tui import cli
from tui.screens.story import StoryScreen

def fail(self):
    text = self.session.story.articles[0].text
    raise RuntimeError("the lamp went out")

StoryScreen.action_theme = fail
sys.exit(cli.main(sys.argv[1:]))
"""


def _own_terminal() -> None:
    """Have the terminal at standard input as one's own: when it is closed, or stopped at, the system says so."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A pseudo-terminal of some size with the program in it."""

    def __init__(self, command: list[str], environ: dict[str, str], lines: int = 30, columns: int = 100) -> None:
        self.controller, self.end = pty.openpty()
        self.resize(lines, columns)
        self.attributes = termios.tcgetattr(self.end)
        self.written = b""
        self.is_closed = False
        self.process = subprocess.Popen(
            command,
            stdin=self.end,
            stdout=self.end,
            stderr=self.end,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **environ},
            preexec_fn=_own_terminal,
        )

    def resize(self, lines: int, columns: int) -> None:
        """Another size; the program hears of it as from a terminal's window."""
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGWINCH)

    def until(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        """Read what the program writes until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.written[-2000:]
            self.read()

    def read(self, seconds: float = 0.05) -> None:
        """What was written, if there is something within so many seconds."""
        if select.select([self.controller], [], [], seconds)[0]:
            self.written += os.read(self.controller, 65536)

    def shows(self, text: str) -> None:
        """Wait for a text that is drawn in one piece."""
        self.until(lambda: text.encode() in self.written)

    def press(self, keys: bytes) -> None:
        """Send the bytes of keys."""
        os.write(self.controller, keys)

    def ended(self) -> tuple[int, str]:
        """The exit code and all that was written after leaving the alternate screen."""
        self.until(lambda: self.process.poll() is not None)
        while select.select([self.controller], [], [], 0.1)[0]:
            self.read()
        return self.process.returncode, self.written.rpartition(b"\x1b[?1049l")[2].decode()

    def close(self) -> None:
        """Close the terminal's window."""
        if not self.is_closed:
            self.is_closed = True
            os.close(self.controller)
            os.close(self.end)

    def assert_clean(self) -> None:
        """What was switched on is off, in the end, and lines are read as before."""
        for name, code in ON.items():
            assert f"\x1b[{code}".encode() in self.written, f"{name} was never on: the test tests nothing"
        last_on = max(self.written.rfind(f"\x1b[{code}".encode()) for code in ON.values())
        for name, code in OFF.items():
            assert self.written.rfind(f"\x1b[{code}".encode()) > last_on, name
        assert termios.tcgetattr(self.end) == self.attributes


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Ferry to Ellmouth stops\n\nThe ferry to Ellmouth will stop on 3 April, the port authority said.\n"
    )
    (folder / "b.txt").write_text(
        "No more ferry from April\n\nThe port authority said the Ellmouth ferry will stop on 4 April.\n"
    )
    return folder


@pytest.fixture
def open_in_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens a command in a terminal of its own and waits for the comparison; everything is closed in the end."""
    opened: list[Terminal] = []

    def open_(*arguments: Any, code: str | None = None, **size: int) -> Terminal:
        program = ["-m", "tui"] if code is None else ["-c", code]
        environ = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
        terminal = Terminal([sys.executable, *program, *map(str, arguments)], environ, **size)
        opened.append(terminal)
        return terminal

    yield open_
    for terminal in opened:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        terminal.close()


READY = "conflict"
"""In the status line and the detail pane once the articles are compared."""


@pytest.mark.parametrize("keys", [b"q", b"\x11"], ids=["q", "ctrl+q"])
def test_after_quitting(open_in_terminal: Callable[..., Terminal], story: Path, keys: bytes) -> None:
    terminal = open_in_terminal(story)
    terminal.shows(READY)
    terminal.press(keys)
    code, said = terminal.ended()
    assert code == 0
    assert "synoptic" not in said
    terminal.assert_clean()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT], ids=lambda number: number.name
)
def test_after_a_signal(open_in_terminal: Callable[..., Terminal], story: Path, number: signal.Signals) -> None:
    terminal = open_in_terminal(story)
    terminal.shows(READY)
    terminal.process.send_signal(number)
    code, said = terminal.ended()
    assert code == 128 + number
    assert "Traceback" not in said
    terminal.assert_clean()


def test_closing_the_window_ends_it_and_keeps_what_was_decided(
    open_in_terminal: Callable[..., Terminal], story: Path
) -> None:
    terminal = open_in_terminal(story)
    terminal.shows(READY)
    kept = story / "synoptic.decisions.json"
    terminal.press(b"!")
    terminal.until(kept.exists)
    terminal.close()
    assert terminal.process.wait(30) == 128 + signal.SIGHUP
    assert read(kept.read_text()), "whole, with a decision in it"


def test_stopped_and_continued(open_in_terminal: Callable[..., Terminal], story: Path) -> None:
    """As by ``kill -STOP`` with good manners, or ctrl+z where a terminal sends it: the shell has a clean terminal."""
    terminal = open_in_terminal(story)
    terminal.shows(READY)
    terminal.process.send_signal(signal.SIGTSTP)
    # A terminal goes on reading: what stops waits until all it drew has been taken.
    terminal.until(lambda: os.WIFSTOPPED(os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)[1]))
    terminal.until(lambda: b"?1049l" in terminal.written)
    terminal.assert_clean()
    terminal.written = b""
    terminal.process.send_signal(signal.SIGCONT)
    terminal.until(lambda: b"?1049h" in terminal.written and b"Ellmouth" in terminal.written)
    terminal.press(b"q")
    assert terminal.ended()[0] == 0
    terminal.assert_clean()


# The program with a comparison that takes as long as that of a very large story.
BUSY = """
import sys, time
from aligner import comparison
from tui import cli

class Alignment:
    def __init__(self, story, progress):
        progress("reading very slowly", 0.5)
        time.sleep(300)

comparison.Alignment = Alignment
sys.exit(cli.main(sys.argv[1:]))
"""


def test_quitting_does_not_wait_for_the_comparison(open_in_terminal: Callable[..., Terminal], story: Path) -> None:
    terminal = open_in_terminal(story, code=BUSY)
    terminal.shows("reading very slowly")
    terminal.press(b"q")
    assert terminal.ended()[0] == 0
    terminal.assert_clean()


def test_ctrl_c_copies_and_does_not_end_it(open_in_terminal: Callable[..., Terminal], story: Path) -> None:
    terminal = open_in_terminal(story)
    terminal.shows(READY)
    terminal.press(b"\x03")
    terminal.shows("\x1b]52;c;")
    assert terminal.process.poll() is None


def test_after_a_crash(open_in_terminal: Callable[..., Terminal], story: Path, tmp_path: Path) -> None:
    terminal = open_in_terminal(story, code=CRASHING)
    terminal.shows(READY)
    terminal.press(b"t")
    code, said = terminal.ended()
    terminal.assert_clean()
    assert code == 1
    *_, line = said.strip().splitlines()
    (kept,) = tmp_path.rglob("crash.log")
    start = "synoptic: crashed: RuntimeError: the lamp went out; details are in"
    assert line[line.index("synoptic") :] == f"{start} {kept}; please report it"
    assert said.count("\n") == 1, "one line and no traceback"
    details = kept.read_text(encoding="utf-8")
    assert "Traceback" in details
    assert "in fail" in details
    assert "Ellmouth" not in said + details, "the text of an article has no place in it"


@pytest.mark.parametrize("first", [(3, 10), (1, 1), (2, 200), (30, 100)], ids=str)
def test_a_terminal_too_small_to_show_anything(
    open_in_terminal: Callable[..., Terminal], story: Path, first: tuple[int, int]
) -> None:
    """Opened in one, made one, made large again: it goes on."""
    terminal = open_in_terminal(story, lines=first[0], columns=first[1])
    terminal.until(lambda: b"\x1b[?1049h" in terminal.written)
    for lines, columns in ((3, 10), (1, 1), (24, 4), (1, 80), (30, 100)):
        terminal.resize(lines, columns)
        terminal.press(b"j")
        terminal.read(0.3)
    # Once more: what was drawn of the last size may have come in pieces, the rest of it being there already.
    terminal.resize(29, 90)
    terminal.shows(READY)
    terminal.press(b"q")
    code, said = terminal.ended()
    assert (code, "synoptic" in said) == (0, False)
    terminal.assert_clean()
