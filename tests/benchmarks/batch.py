"""What ``synoptic batch`` costs: by one process and by two, done again, and beside a loop over ``synoptic export``.

python -m tests.benchmarks.batch [STORIES]

The stories are made up (see ``stories``): five articles of thirty sentences each, 1,000 of them unless told otherwise.
One process, two and the loop take turns on the same stories, so that whatever else the computer does falls on all;
CPU seconds are those of all processes together. Memory is the peak of the process that leads, and apart from that of
the largest worker (Linux).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import stories

_ROUNDS = 5
_IN_ROUND = 20
_IN_LOOP = 10
_FEW = 100


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of CPU time, the peak of the leading process in MB, and of the largest worker."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    worker: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        memory, worker = max(self.memory, other.memory), max(self.worker, other.worker)
        return Cost(self.wall + other.wall, self.cpu + other.cpu, memory, worker)


def main() -> None:
    """Print all figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number in range(_ROUNDS):
            stories.write(folder / f"round-{number}", _IN_ROUND, seed=number)
        _take_turns(folder)
        stories.write(folder / "few", min(_FEW, count))
        stories.write(folder / "many", count)
        _grow(folder)


def _take_turns(folder: Path) -> None:
    loop, one, two = Cost(), Cost(), Cost()
    for number in range(_ROUNDS):
        place = folder / f"round-{number}"
        for story in sorted(place.iterdir())[:_IN_LOOP]:
            out = folder / "loop.md"
            loop += _run("export", str(story), "-o", str(out), "--no-cache", "-f", "markdown")
        one += _run("batch", str(place), "-o", str(folder / f"one-{number}"), "-j", "1")
        two += _run("batch", str(place), "-o", str(folder / f"two-{number}"), "-j", "2")
    print(f"{_ROUNDS * _IN_ROUND} stories in {_ROUNDS} turns:")
    print("                 a story a second   CPU seconds a story")
    for name, cost, count in (
        ("loop of exports", loop, _ROUNDS * _IN_LOOP),
        ("batch -j 1", one, _ROUNDS * _IN_ROUND),
        ("batch -j 2", two, _ROUNDS * _IN_ROUND),
    ):
        print(f"{name:<16} {count / cost.wall:>17.2f} {cost.cpu / count:>21.3f}")
    print(
        f"two workers are {one.wall / two.wall:.2f} times as fast as one, for {two.cpu / one.cpu:.2f} of its CPU time"
    )
    each = (loop.cpu / _IN_LOOP) / (one.cpu / _IN_ROUND)
    print(f"a loop of exports costs {each:.2f} times the CPU time of a batch")


def _grow(folder: Path) -> None:
    few = _run("batch", str(folder / "few"), "-o", str(folder / "out-few"))
    many = _run("batch", str(folder / "many"), "-o", str(folder / "out-many"))
    again = _run("batch", str(folder / "many"), "-o", str(folder / "out-many"))
    counts = [len(list((folder / name).iterdir())) for name in ("few", "many")]
    for name, cost, count in (("", few, counts[0]), ("", many, counts[1]), (" done already", again, counts[1])):
        print(
            f"{count} stories{name}: {cost.wall:.1f} s, {count / cost.wall:.2f} a second, {cost.cpu:.1f} s of CPU time"
        )
        print(f"    peak {cost.memory:.0f} MB, of the largest worker {cost.worker:.0f} MB")
    print(f"done already: {again.cpu / many.cpu:.3f} of the CPU time, {again.wall / many.wall:.3f} of the time")
    for name, ratio in (("leading process", many.memory / few.memory), ("largest worker", many.worker / few.worker)):
        print(f"memory of the {name}: {ratio:.2f} times for {counts[1] / counts[0]:.0f} times the stories")


def _run(*arguments: str) -> Cost:
    """The cost of a command. Raises RuntimeError if it fails."""
    before, started = _used(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environment()
    )
    memory = worker = 0.0
    while process.poll() is None:
        memory = max(memory, _peak(process.pid))
        worker = max([worker, *(_peak(pid) for pid in _children(process.pid))])
        time.sleep(0.02 if arguments[0] == "export" else 0.2)
    wall = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{arguments}: {process.stderr.read() if process.stderr else b''!r}")
    return Cost(wall, _used() - before, memory, worker)


def _environment() -> dict[str, str]:
    return {**os.environ, "SYNOPTIC_CONFIG": os.devnull}


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int) -> float:
    """The most memory a process has had, in MB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), default=0.0)


def _children(pid: int) -> Sequence[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
