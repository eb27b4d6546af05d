"""How fast the aligner is, beside other tools and beside itself.

``python -m tests.benchmarks.speed [--quick] [PART ...]``. The others are no dependencies of the project. What is not
installed is left out and said:

    pip install collatex Levenshtein prosediff galechurch

Parts, all of them if none is named; ``--quick`` measures at the smaller sizes only:

- *tools*: the same made-up articles (`tests.benchmarks.stories`) given to synoptic and to others, as ratios of CPU
  time. synoptic gets the text; those that ask for words or sentences get them for nothing.
- *stages*: where the time goes, by rooms of ``aligner``, sampled by a timer, so that it stays true when they change.
- *growth*: five articles of 30 to 3,000 sentences, with the exponent by which CPU time grows, and peak memory.
- *start*: commands, from nothing to their end, beside ``python -c "import textual, nltk, rapidfuzz"``.

Every figure is CPU time (user and system) of a process of its own that has done the same with a smaller story before,
so that nothing is imported and nothing of the story is known while the clock runs; the runs of all that stand in one
table take turns, and the median counts. What takes more than its time limit (``--limit``) is ended, and so is said.
"""

from __future__ import annotations

import argparse
import difflib
import json
import math
import os
import platform
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from types import FrameType
from typing import Any

from aligner import compare, read_story
from aligner.comparison import read_sentences
from aligner.model import Comparison, Kind, Story
from tests.benchmarks.stories import texts

ROOT = Path(__file__).resolve().parents[2]
WORDS = (100, 200, 400, 1000)
SENTENCES = (60, 300)
GROWTH = (30, 100, 300, 1000, 3000)
STAGED = (30, 300)
WARMING, MEASURED = 7, 1
"""The seeds of the story that is done before the clock runs, and of the one that counts."""
ENOUGH = 5.0
"""Seconds of CPU after which one run is as good as the median of several."""


# --- the parts ---------------------------------------------------------------------------------------


def tools(chosen: argparse.Namespace) -> None:
    """synoptic and the others on the same articles."""
    sizes = WORDS[:2] if chosen.quick else WORDS
    pair = ("synoptic", "collatex")
    jobs = [Job(name, "words", size) for size in sizes for name in pair] + [Job(name, "seeds", 0) for name in pair]
    found = measure(jobs, chosen)
    heading = ["five articles of so many words", "CollateX", "synoptic", "ratio"]
    rows = []
    for size in (*sizes, 0):
        other, ours = found["collatex", size], found["synoptic", size]
        rows.append([f"{size:,}" if size else "the seeds", other.told, ours.told, ours.ratio(other)])
    table(heading, rows)

    quick = SENTENCES[:1] if chosen.quick else SENTENCES
    names = [name for name in TOOLS if name != "collatex"]
    # The slow ones would take hours at the larger sizes.
    jobs = [
        Job(name, "sentences", size) for size in quick for name in names if size == quick[0] or not TOOLS[name].slow
    ]
    found = measure(jobs, chosen)
    rows = []
    for name in names:
        row = [TOOLS[name].title, TOOLS[name].does]
        for size in quick:
            one, ours = found.get((name, size), NOT_RUN), found["synoptic", size]
            row += [one.told, ours.ratio(one) if name != "synoptic" else "1"]
        rows.append(row)
    table(["", "what it does", *(f for n in quick for f in (f"5 x {n} sentences", "beside synoptic"))], rows)


def stages(chosen: argparse.Namespace) -> None:
    """Where the time goes, in percent of the CPU time from files to JSON."""
    sizes = STAGED[:1] if chosen.quick else STAGED
    found = measure([Job("stages", "sentences", size) for size in sizes], chosen)
    shares = {size: found["stages", size].shares for size in sizes}
    names = sorted(
        {name for share in shares.values() for name in share}, key=lambda name: -shares[sizes[-1]].get(name, 0)
    )
    rows = [[name, *(f"{shares[size].get(name, 0):.1%}" for size in sizes)] for name in names]
    rows.append(["in all", *(found["stages", size].told for size in sizes)])
    table(["room", *(f"5 x {size} sentences" for size in sizes)], rows)


def growth(chosen: argparse.Namespace) -> None:
    """CPU time and memory of one comparison from 5 x 30 to 5 x 3,000 sentences."""
    sizes = GROWTH[:3] if chosen.quick else GROWTH
    found = measure([Job("synoptic", "sentences", size) for size in sizes], chosen)
    done = [(size, found["synoptic", size]) for size in sizes if found["synoptic", size].seconds is not None]
    rows = [[f"{size:,}", one.told, f"{one.megabytes:.0f} MB"] for size, one in done]
    table(["five articles of so many sentences", "CPU", "peak memory of the process"], rows)
    print(
        f"CPU grows with the number of sentences to the power of {exponent([(s, one.cpu) for s, one in done]):.2f}.\n"
    )


def start(chosen: argparse.Namespace) -> None:
    """Commands from nothing to their end; the code is compiled, and the cache is cold or warm."""
    with tempfile.TemporaryDirectory() as folder:
        warm, cold = Path(folder, "warm"), Path(folder, "cold")
        ours = "import sys; from tui.cli import main; sys.exit(main())"
        export = [ours, "export", str(ROOT / "seeds"), "-f", "json"]
        commands: dict[str, tuple[list[str], Path]] = {
            'python -c "import textual, nltk, rapidfuzz"': (["import textual, nltk, rapidfuzz"], warm),
            "synoptic export seeds": (export, cold),
            "synoptic export seeds, from the cache": (export, warm),
            "synoptic --version": ([ours, "--version"], warm),
            "synoptic --help": ([ours, "--help"], warm),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for turn in range(3 if chosen.quick else 11):
            for name, (arguments, cache) in commands.items():
                for kept in cold.glob("**/*.*"):
                    kept.unlink()
                one = command(arguments, cache)
                if turn:  # the first compiles, and fills the cache
                    taken[name].append(one)
    cpu = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in taken.items()}
    bare = next(iter(cpu.values()))
    memory = {name: max(megabytes for _, megabytes in runs) for name, runs in taken.items()}
    rows = [[f"`{n}`", f"{cpu[n] * 1000:.0f} ms", f"{cpu[n] / bare:.2f}", f"{memory[n]:.0f} MB"] for n in commands]
    table(["command", "CPU", "beside the bare imports", "peak memory"], rows)


PARTS = {"tools": tools, "stages": stages, "growth": growth, "start": start}


# --- measuring ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """What is measured: one of TOOLS, or "stages", on articles of so many words or sentences."""

    name: str
    unit: str
    size: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a job: CPU ``seconds``, or why there are none; memory of its process, and the shares of stages."""

    seconds: float | None
    why_not: str = ""
    megabytes: float = math.nan
    shares: dict[str, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        return math.nan if self.seconds is None else self.seconds

    @property
    def told(self) -> str:
        if self.seconds is None:
            return self.why_not
        return f"{self.seconds:.1f} s" if self.seconds >= 10 else f"{self.seconds:.3f} s"

    def ratio(self, other: Taken) -> str:
        """How many times as long the other took."""
        if self.seconds is None or other.seconds is None:
            return ""
        times = other.seconds / self.seconds
        return f"{times:.0f}" if times >= 10 else f"{times:.2g}"


NOT_RUN = Taken(None, "not run")


def measure(jobs: Sequence[Job], chosen: argparse.Namespace) -> dict[tuple[str, int], Taken]:
    """Each job several times, taking turns: the run with the median CPU time, by name and size."""
    taken: dict[Job, list[Taken]] = {job: [] for job in jobs}
    for _ in range(1 if chosen.quick else 5):
        for job, before in taken.items():
            if not before or before[0].cpu < ENOUGH:
                before.append(in_a_process(job, chosen.limit))
                print(f"  {job.name} {job.size}: {before[-1].told}", file=sys.stderr)
    return {(job.name, job.size): middle(runs) for job, runs in taken.items()}


def middle(runs: Sequence[Taken]) -> Taken:
    done = sorted((one for one in runs if one.seconds is not None), key=lambda one: one.cpu)
    return done[len(done) // 2] if done else runs[0]


def in_a_process(job: Job, limit: float) -> Taken:
    """Do a job in a process of its own (``_child``) within so many seconds."""
    if job.name in TOOLS and (missing := [name for name in TOOLS[job.name].needs if find_spec(name) is None]):
        return Taken(None, f"{missing[0]} is not installed")
    call = [sys.executable, "-m", "tests.benchmarks.speed", "--child", job.name, job.unit, str(job.size)]
    try:
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return Taken(None, f"more than {limit:.0f} s")
    if done.returncode != 0:
        return Taken(None, f"failed: {done.stderr.strip().splitlines()[-1]}")
    told = json.loads(done.stdout.splitlines()[-1])
    return Taken(told["seconds"], megabytes=told["megabytes"], shares=told["shares"])


def command(arguments: Sequence[str], cache: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one Python process with this code and these arguments."""
    environment = {
        **os.environ,
        "SYNOPTIC_CACHE_DIR": str(cache),
        "SYNOPTIC_CONFIG": os.devnull,
        "PYTHONPATH": str(ROOT),
    }
    # With it, only installed packages would be there compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(arguments)}")
    process.returncode = 0
    return used.ru_utime + used.ru_stime, _megabytes(used)


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of least squares through sizes and times, both as logarithms."""
    if len(points) < 2:
        return math.nan
    xs, ys = [math.log(size) for size, _ in points], [math.log(seconds) for _, seconds in points]
    return statistics.linear_regression(xs, ys).slope


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table in Markdown."""
    for row in (heading, ["---"] * len(heading), *rows):
        print(f"| {' | '.join(row)} |")
    print(flush=True)


def machine() -> str:
    """What is measured on, when, and with which versions."""
    cpu = platform.processor() or platform.machine()
    about = Path("/proc/cpuinfo")
    if about.exists():
        named = [
            line.partition(":")[2].strip() for line in about.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = named[0] if named else cpu
    held = []
    for name in ("textual", "nltk", "rapidfuzz", "collatex", "prosediff", "galechurch"):
        try:
            held.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            held.append(f"{name} not installed")
    return (
        f"Measured on {date.today():%d %B %Y} with Python {platform.python_version()} on {cpu}, "
        f"{os.cpu_count()} cores; {', '.join(held)}.\n"
    )


# --- in the process of one job ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Material:
    """The same articles, as each tool wants them: files, a story, words, sentences below the headline."""

    files: tuple[Path, ...]
    story: Story
    words: tuple[str, ...]
    sentences: tuple[tuple[str, ...], ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every two articles."""
        return list(combinations(range(len(self.files)), 2))


def material(folder: Path, unit: str, size: int, seed: int) -> Material:
    """Five articles of so many words or sentences each, or the seeds, written into a folder that is made."""
    folder.mkdir()
    files = []
    made = texts(5, max(10, size // 10) if unit == "words" else size or 30, seed)
    if unit == "seeds" and seed == MEASURED:
        made = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    for letter, text in zip("abcde", made, strict=True):
        files.append(folder / f"{letter}.md")
        files[-1].write_text(first_words(text, size) if unit == "words" else text, encoding="utf-8")
    story = read_story(folder)
    split = [[s.text for s in read_sentences(a) if s.kind is Kind.BODY] for a in story.articles]
    words = tuple(" ".join(file.read_text(encoding="utf-8").split()) for file in files)
    return Material(tuple(files), story, words, tuple(map(tuple, split)))


def first_words(text: str, count: int) -> str:
    """The beginning of a text, so many words long, in its paragraphs."""
    kept: list[str] = []
    for paragraph in text.split("\n\n"):
        words = paragraph.split()[: count - sum(len(one.split()) for one in kept)]
        if words:
            kept.append(" ".join(words))
    return "\n\n".join(kept)


def _child(name: str, unit: str, size: int) -> None:
    """Do one job and print what it took, as JSON."""
    work = _sampled if name == "stages" else TOOLS[name].work
    with tempfile.TemporaryDirectory() as folder:
        small, large = (
            material(Path(folder, "small"), unit, min(size, 20), seed=WARMING),
            material(Path(folder, "large"), unit, size, seed=MEASURED),
        )
        work(small)
        before = time.process_time()
        shares = work(large)
        seconds = time.process_time() - before
    megabytes = _megabytes(resource.getrusage(resource.RUSAGE_SELF))
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "shares": shares if name == "stages" else {}}))


def _megabytes(used: resource.struct_rusage) -> float:
    """macOS counts bytes, the others kilobytes."""
    return used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _sampled(given: Material) -> dict[str, float]:
    """From files to JSON: the share of CPU time in each room of aligner, with the libraries that it calls.

    A timer interrupts every millisecond of CPU time, and whatever time went by since is put down to the innermost room.
    Python hears the timer only between two of its own steps: one long call into C is one sample of its whole length.
    """
    from aligner import export

    spent: defaultdict[str, float] = defaultdict(float)
    last = time.process_time()

    def put_down(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        while frame is not None and not frame.f_globals.get("__name__", "").startswith("aligner."):
            frame = frame.f_back
        now = time.process_time()
        spent[frame.f_globals["__name__"].split(".")[1] if frame is not None else "(none)"] += now - last
        last = now

    signal.signal(signal.SIGPROF, put_down)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    export.render(compare(read_story(given.files[0].parent)), "json")
    signal.setitimer(signal.ITIMER_PROF, 0)
    whole = sum(spent.values())
    return {name: seconds / whole for name, seconds in spent.items()}


def _synoptic(given: Material) -> Comparison:
    return compare(given.story)


def _collatex(given: Material) -> object:
    collatex: Any = import_module("collatex")
    collation = collatex.Collation()
    for number, words in enumerate(given.words):
        collation.add_plain_witness("ABCDE"[number], words)
    return collatex.collate(collation)


def _difflib(given: Material, cut: Callable[[str], Sequence[str]]) -> float:
    """Every pair of sentences of two articles, as difflib's documentation advises: one of them is prepared once."""
    best = 0.0
    for one, other in given.pairs:
        for sentence in given.sentences[other]:
            matcher: difflib.SequenceMatcher[str] = difflib.SequenceMatcher(None, "", cut(sentence), autojunk=False)
            for another in given.sentences[one]:
                matcher.set_seq1(cut(another))
                best = max(best, matcher.ratio())
    return best


def _rapidfuzz(given: Material, scorer: str) -> float:
    from rapidfuzz import fuzz, process

    rate = getattr(fuzz, scorer)
    tables = [process.cdist(given.sentences[i], given.sentences[j], scorer=rate) for i, j in given.pairs]
    return max(float(one.max()) for one in tables)


def _prosediff(given: Material) -> list[object]:
    diff: Any = import_module("prosediff.diff")
    options = diff.Options(by_sentence=True, language="en")
    return [diff.compare_paths(given.files[i], given.files[j], options) for i, j in given.pairs]


def _galechurch(given: Material) -> list[object]:
    galechurch: Any = import_module("galechurch")
    return [galechurch.align(list(given.sentences[i]), list(given.sentences[j])) for i, j in given.pairs]


def _nltk(given: Material) -> list[object]:
    from nltk.translate import gale_church

    gale_church.MAX_ALIGN_BLOCKS = 10_000
    lengths = [[len(sentence) for sentence in sentences] for sentences in given.sentences]
    return [gale_church.align_blocks(lengths[i], lengths[j]) for i, j in given.pairs]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it does, what has to be installed for it, and what it is given to do."""

    title: str
    does: str
    work: Callable[[Material], object]
    needs: tuple[str, ...] = ()
    slow: bool = False


TOOLS: dict[str, Tool] = {
    "synoptic": Tool(
        "synoptic `compare()`", "splits, scores, ties values, builds rows, finds and explains differences", _synoptic
    ),
    "collatex": Tool("CollateX", "aligns words of all witnesses, in order", _collatex, ("collatex", "Levenshtein")),
    "difflib words": Tool(
        "difflib, words",
        "only scores every pair of sentences",
        lambda given: _difflib(given, str.split),
        slow=True,
    ),
    "difflib characters": Tool(
        "difflib, characters",
        "only scores every pair of sentences",
        lambda given: _difflib(given, str),
        slow=True,
    ),
    "rapidfuzz ratio": Tool(
        "rapidfuzz `cdist`, `ratio`",
        "only scores every pair of sentences, in C++",
        lambda given: _rapidfuzz(given, "ratio"),
        ("numpy",),
    ),
    "rapidfuzz token_set_ratio": Tool(
        "rapidfuzz `cdist`, `token_set_ratio`",
        "only scores every pair of sentences, in C++",
        lambda given: _rapidfuzz(given, "token_set_ratio"),
        ("numpy",),
    ),
    "prosediff": Tool(
        "prosediff, by sentence",
        "two versions at a time, in order, moved passages found; words marked",
        _prosediff,
        ("prosediff",),
    ),
    "galechurch": Tool(
        "galechurch",
        "two articles at a time, in order, by length alone, in Rust",
        _galechurch,
        ("galechurch",),
    ),
    "nltk": Tool("nltk `gale_church`", "two articles at a time, in order, by length alone", _nltk),
}


def main() -> None:
    """Measure what was asked for and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all if none is named")
    parser.add_argument("--quick", action="store_true", help="the smaller sizes, each once")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds after which a run is ended (300)")
    parser.add_argument("--child", nargs=3, metavar=("TOOL", "UNIT", "SIZE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        name, unit, size = chosen.child
        _child(name, unit, int(size))
        return
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(machine())
    for part in chosen.parts or PARTS:
        PARTS[part](chosen)


if __name__ == "__main__":
    main()
