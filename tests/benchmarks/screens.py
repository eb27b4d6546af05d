"""How quick the screens are, as ratios: ``python -m tests.benchmarks.screens [--runs N]``.

Every measurement drives a program in a pseudo-terminal of 160x48 and takes the time until its bytes arrive, so what is
measured is what a person at a terminal waits for. Each is set beside a bare Textual app measured in the same run: the
ratios hold on other machines, the milliseconds do not.

- *first frame*: from starting the process to the first text on screen; the seeds, against an app with one line of text.
- *from the cache*: from starting the process to the first frame that shows facts, where the comparison was made before;
  the seeds and 5 x 300 invented sentences, in turns with the empty app, and the CPU that the process took for it.
- *next fact*: from the byte of the key to the last byte of the frame; against a ScrollView of the same size whose every
  line is text, scrolled by one line.
- *many facts*: from a comparison in memory to the end of its first frame, 5 sources x 5,000 facts against 5 x 200.
- *resize*: from the signal to the frame, against the same ScrollView.
- *memory*: resident memory when the first frame is up, over that of the bare app; once with the comparison itself and
  once without it.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = ROOT / "seeds"
SIZE = (160, 48)
_QUIET = 0.06
"""Seconds without a byte after which a frame is over; they are not counted."""

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("it is here")
Empty().run()
"""
BARE = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
class Lines(ScrollView, can_focus=True):
    BINDINGS = [("j", "scroll_down")]
    def on_mount(self):
        self.virtual_size = Size(150, 5000)
        self.focus()
    def render_line(self, y):
        number = y + self.scroll_offset.y
        return Strip([Segment(f"it is here, line {number} " * 9)]).crop(0, self.size.width)
    def action_scroll_down(self):
        self.scroll_relative(y=1, animate=False)
class Bare(App):
    def compose(self):
        yield Lines()
Bare().run()
"""
OPEN = """
import sys
sys.argv[1:] = {arguments!r}
from tui.cli import main
sys.exit(main())
"""
SYNOPTIC = OPEN.format(arguments=["--start", "columns", str(SEEDS)])
IMPORTS = "import textual, nltk, rapidfuzz"
MANY = """
import sys
from tests.benchmarks.synthetic import make
comparison = make({facts})
from tui.app import SynopticApp
import tui.screens.columns, tui.screens.matrix
sys.stdout.write("made\\n"); sys.stdout.flush()
SynopticApp(comparison.story, comparison=comparison, start={start!r}).run()
"""
DATA = """
from tests.benchmarks.synthetic import make
comparison = make({facts})
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("it is here")
Empty().run()
"""


class Program:
    """A Python program in a pseudo-terminal; ``seen`` is all it wrote so far."""

    def __init__(self, source: str) -> None:
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            # With it, only installed packages would be there compiled.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-c", source])
        self.resize(SIZE, tell=False)
        self.seen = b""

    def resize(self, size: tuple[int, int], *, tell: bool = True) -> None:
        """Give the terminal another size of columns and lines."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        if tell:
            os.kill(self.pid, signal.SIGWINCH)

    def until(self, text: str, seconds: float = 60.0) -> float:
        """Read until the text is on screen; the moment its bytes came. Raises TimeoutError."""
        deadline = time.perf_counter() + seconds
        while text.encode() not in self.seen:
            if not self.more(max(0.0, deadline - time.perf_counter())):
                raise TimeoutError(f"{text!r} did not come; the last bytes: {self.seen[-300:]!r}")
        return time.perf_counter()

    def frame(self, act: Callable[[], None]) -> float:
        """Do something and read what comes of it till it is quiet; seconds to the last byte."""
        self.settle()
        begun = last = time.perf_counter()
        act()
        limit = 5.0
        while self.more(limit):
            last, limit = time.perf_counter(), _QUIET
        return last - begun

    def settle(self) -> None:
        """Read until nothing comes."""
        while self.more(_QUIET):
            pass

    def press(self, key: bytes) -> None:
        """Send a key."""
        os.write(self._terminal, key)

    def memory(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def cpu(self) -> float:
        """Seconds of CPU so far, of all threads that are there; 0.0 where the system does not tell."""
        found = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in found) / 1e9

    def more(self, seconds: float) -> bool:
        """Read what is there, or comes within so many seconds; False if nothing does."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self.seen += found
        return bool(found)

    def end(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)


@contextmanager
def running(source: str) -> Iterator[Program]:
    """A program that is killed afterwards."""
    program = Program(source)
    try:
        yield program
    finally:
        program.end()


def first_frame(source: str, text: str) -> float:
    """Seconds from the start of the process until ``text`` is on screen."""
    with running(source) as program:
        return program.until(text) - program.started


def starts(runs: int, programs: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
    """For each of some programs, a source and a text, the medians of the seconds and of the CPU seconds to the text.

    The programs run in turns: what else the computer does falls on all of them. A first turn is not counted.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in programs]
    for turn in range(runs + 1):
        for found, (source, text) in zip(taken, programs, strict=True):
            with running(source) as program:
                seconds = program.until(text) - program.started
                if turn:
                    found.append((seconds, program.cpu()))
    return [
        (statistics.median(wall for wall, _ in found), statistics.median(cpu for _, cpu in found)) for found in taken
    ]


def exported(runs: int) -> None:
    """The CPU of ``synoptic export seeds``, the first time and from the cache, beside that of the bare imports."""
    export = ["export", str(SEEDS)]
    sources = [IMPORTS, OPEN.format(arguments=[*export, "--no-cache"]), OPEN.format(arguments=export)]
    taken: list[list[float]] = [[] for _ in sources]
    for turn in range(runs + 1):
        for found, source in zip(taken, sources, strict=True):
            before = os.times()
            subprocess.run(
                [sys.executable, "-c", source], cwd=ROOT, check=True, capture_output=True, env=_environment()
            )
            after = os.times()
            if turn:
                spent = after.children_user + after.children_system - before.children_user - before.children_system
                found.append(spent)
    bare, first, kept = map(statistics.median, taken)
    report("export of the seeds, CPU : bare imports", first, bare, "1.6 x")
    report("the same, from the cache", kept, bare, "1.6 x")


def from_the_cache(runs: int) -> None:
    """How soon facts are on screen that were compared before, beside the first frame of an empty app."""
    from tests.benchmarks import stories

    with tempfile.TemporaryDirectory() as folder:
        (story,) = stories.write(Path(folder, "stories"), 1, 5, 300)
        os.environ["SYNOPTIC_CACHE_DIR"] = str(Path(folder, "cache"))
        for path in (SEEDS, story):
            export = OPEN.format(arguments=["export", str(path)])
            subprocess.run(
                [sys.executable, "-c", export], cwd=ROOT, check=True, capture_output=True, env=_environment()
            )
        large = OPEN.format(arguments=["--start", "{}", str(story)])
        programs = [
            (EMPTY, "it is here"),
            (SYNOPTIC, "Fact 1"),
            (large.replace("{}", "matrix"), "fact 1/"),
            (large.replace("{}", "columns"), "Fact 1"),
        ]
        (empty, empty_cpu), *found = starts(runs, programs)
    for what, (seconds, cpu) in zip(("seeds", "5 x 300, Matrix", "5 x 300, Columns"), found, strict=True):
        report(f"from the cache, {what} : empty app", seconds, empty, "1.3 x")
        report(f"from the cache, {what}, CPU : empty app", cpu, empty_cpu, "-")


def _environment() -> dict[str, str]:
    """Ours, with what is imported kept compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


def all_facts(facts: int, start: str, text: str) -> float:
    """Seconds from a comparison in memory to the last byte of the frame that shows it, the one with ``text``."""
    with running(MANY.format(facts=facts, start=start)) as program:
        begun = program.until("made")
        last = program.until(text)
        while program.more(_QUIET):
            last = time.perf_counter()
        return last - begun


def keys(source: str, text: str, presses: int = 40) -> tuple[float, float]:
    """Median seconds from the key ``j`` to its frame, and CPU seconds a press."""
    with running(source) as program:
        program.until(text)
        program.frame(lambda: None)
        before = program.cpu()
        taken = [program.frame(lambda: program.press(b"j")) for _ in range(presses)]
        return statistics.median(taken), (program.cpu() - before) / presses


def resized(source: str, text: str, times: int = 8) -> float:
    """Median seconds from a new size of the terminal to its frame."""
    with running(source) as program:
        program.until(text)
        program.frame(lambda: None)
        sizes = [(120, 36), SIZE] * (times // 2)
        return statistics.median(program.frame(partial(program.resize, size)) for size in sizes)


def resident(source: str, text: str) -> float:
    """Resident memory in MB when the first frame is up."""
    with running(source) as program:
        program.until(text)
        program.frame(lambda: None)
        return program.memory()


def _median(runs: int, measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(runs))


def report(what: str, ours: float, bare: float, goal: str) -> None:
    """One line: the ratio first."""
    print(f"{what:<44} {ours / bare:5.2f} x   {ours * 1000:7.1f} ms / {bare * 1000:7.1f} ms   to reach: {goal}")


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description="How quick the screens are, as ratios.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    here, status = "it is here", "synoptic"
    from_the_cache(runs)
    exported(runs)
    empty = _median(runs, lambda: first_frame(EMPTY, here))
    report("first frame, seeds : empty app", _median(runs, lambda: first_frame(SYNOPTIC, status)), empty, "1.5 x")
    report("first facts, seeds : empty app", _median(runs, lambda: first_frame(SYNOPTIC, "Fact 1")), empty, "-")
    bare, bare_cpu = keys(BARE, here)
    ours, ours_cpu = keys(SYNOPTIC, "Fact 1")
    report("next fact : bare ScrollView", ours, bare, "1.5 x")
    report("next fact, CPU : bare ScrollView", ours_cpu, bare_cpu, "-")
    for start, text in (("columns", "Fact 1"), ("matrix", "fact 1/")):
        few, many = (_median(runs, partial(all_facts, facts, start, text)) for facts in (200, 5000))
        report(f"5,000 facts : 200 facts, {start}", many, few, "5 x")
        ours, _ = keys(MANY.format(facts=5000, start=start), text)
        report(f"next fact of 5,000 : bare ScrollView, {start}", ours, bare, "1.5 x")
    bare_resize = resized(BARE, here)
    report("resize, seeds : bare ScrollView", resized(SYNOPTIC, "Fact 1"), bare_resize, "-")
    many_resize = resized(MANY.format(facts=5000, start="columns"), "Fact 1")
    report("resize, 5,000 facts : bare ScrollView", many_resize, bare_resize, "-")
    base, data = resident(EMPTY, here), resident(DATA.format(facts=5000), here)
    for start, text in (("columns", "Fact 1"), ("matrix", "fact 1/")):
        ours = resident(MANY.format(facts=5000, start=start), text)
        print(
            f"memory, 5,000 facts, {start}: {ours - base:.0f} MB over the empty app's {base:.0f} MB; "
            f"{data - base:.0f} MB of it are the comparison   to reach: 40 MB"
        )


if __name__ == "__main__":
    main()
