"""Fuzz the program: the properties of ``tests/properties`` with as many cases as one likes, by either of two engines.

    python -m tests.benchmarks.fuzz                                     # 100,000 cases of every target, by hypothesis
    python -m tests.benchmarks.fuzz --target values --target json --cases 5000 --seed 7
    python -m tests.benchmarks.fuzz --engine atheris --seconds 600      # guided by the code that a case reaches
    python -m tests.benchmarks.fuzz --growth                            # which functions cost more than their input
    python -m tests.benchmarks.fuzz --against ../other                  # the same comparisons by another checkout?

hypothesis makes cases by grammar and shrinks one that fails to a small example; ``--seed`` repeats a run. atheris
(``pip install atheris``, no dependency of the project) runs libFuzzer over the same targets, the bytecode of aligner/
and tui/ instrumented; it begins with a corpus of a few invented texts and splices in the words that the rules know. A
case that fails is printed; with atheris its bytes are kept in ``--keep DIR``, and ``--replay FILE --target NAME`` runs
them again. A target stops at its first failure. The exit code is 1 if any failed. Nothing is read but the program.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_SLICE: Final = 5_000
"""Cases that hypothesis makes in one go: it remembers all of them, so that memory would grow with their number."""
_LONGEST: Final = 600
"""Bytes of a case that atheris makes."""


@dataclass(frozen=True)
class Run:
    """What became of a target: its cases, CPU seconds, what a guided engine reached, and how it failed, if it did."""

    target: str
    cases: int
    seconds: float
    reached: str = ""
    failure: str = ""

    def __str__(self) -> str:
        result = "FAILED" if self.failure else "held"
        return f"{self.target:<22} {self.cases:>9,} cases {self.seconds:>8.1f} s  {result}  {self.reached}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 1 if anything failed."""
    options = _options(arguments)
    if options.growth:
        from tests.benchmarks import growth

        return growth.report(options.target)
    if options.against:
        from tests.benchmarks import against

        return against.report(options.against, options.cases, options.seed)
    if options.guided:
        return _guided(options.guided, options.replay)
    from tests.properties.catalogue import TARGETS

    if unknown := set(options.target) - TARGETS.keys():
        print(f"there is no target {', '.join(sorted(unknown))}; there are: {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    if options.replay:
        return max(_in_atheris([name, "--replay", options.replay]).returncode for name in options.target)
    engine: Callable[..., Run] = _by_atheris if options.engine == "atheris" else _by_hypothesis
    failed = 0
    for name in options.target or TARGETS:
        run = engine(TARGETS[name], options)
        print(run, flush=True)
        if run.failure:
            failed += 1
            print(run.failure, flush=True)
    return min(failed, 1)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--target", action="append", default=[], help="a target by name; all without")
    parser.add_argument("--cases", type=int, default=100_000, help="of each target (100,000)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="the most for each target")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other cases (1)")
    parser.add_argument("--keep", type=Path, help="where atheris keeps its corpus and what failed")
    parser.add_argument("--growth", action="store_true", help="measure how the cost grows with the input")
    parser.add_argument("--against", type=Path, help="another checkout, whose comparisons must be the same")
    parser.add_argument("--replay", help="a file that atheris kept")
    parser.add_argument("--guided", help=argparse.SUPPRESS)
    found, rest = parser.parse_known_args(arguments)
    if rest and not found.guided:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return found


# hypothesis ---------------------------------------------------------------------------------------------------------


def _by_hypothesis(target: Any, options: argparse.Namespace) -> Run:
    """So many cases by grammar, a slice after another, each with a seed of its own."""
    started, until = time.process_time(), time.monotonic() + options.seconds
    tried, number, failure = 0, 0, ""
    while tried < options.cases and time.monotonic() < until and not failure:
        made, failure = _slice(target, min(_SLICE, options.cases - tried), f"{options.seed}.{number}", until)
        tried += made
        number += 1
        print(f"{target.name}: {tried:,} cases so far", file=sys.stderr, flush=True)
        if not made:
            break
    return Run(target.name, tried, time.process_time() - started, failure=failure)


class _EnoughError(Exception):
    """The seconds are over."""


def _slice(target: Any, cases: int, seed: str, until: float) -> tuple[int, str]:
    """How many cases were tried, and how one failed, shrunk."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    tried = 0

    def check(case: Any) -> None:
        nonlocal tried
        if time.monotonic() > until:
            raise _EnoughError
        tried += 1
        target.check(case)

    chosen = settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    try:
        seeded(seed)(chosen(given(target.cases)(check)))()
    except _EnoughError:
        return tried, ""
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        if isinstance(error, BaseExceptionGroup) and any(isinstance(one, _EnoughError) for one in error.exceptions):
            return tried, ""
        return tried, "".join(traceback.format_exception(error))
    return tried, ""


# atheris ------------------------------------------------------------------------------------------------------------


def _by_atheris(target: Any, options: argparse.Namespace) -> Run:
    """The same by libFuzzer, in a process of its own: it ends the process it runs in."""
    with tempfile.TemporaryDirectory() as made:
        room = (options.keep or Path(made)) / target.name.replace(" ", "_")
        corpus = room / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(target.corpus):
            (corpus / f"invented{number}").write_bytes(data)
        words = room / "words"
        words.write_text("\n".join(f'"{_quoted(word)}"' for word in target.words if word) + "\n", encoding="ascii")
        flags = [f"-atheris_runs={options.cases}", f"-seed={options.seed}", f"-max_len={_LONGEST}"]
        flags += [f"-artifact_prefix={room}/", f"-dict={words}", "-timeout=60", "-rss_limit_mb=4096"]
        flags += [f"-max_total_time={int(options.seconds)}"] if options.seconds < float("inf") else []
        done = _in_atheris([target.name, *flags, str(corpus)])
    told = re.findall(r"#(\d+)\s+\S+\s+cov: (\d+) ft: (\d+) corp: (\d+)", done.stderr)
    cases, covered, features, kept = told[-1] if told else ("0", "0", "0", "0")
    counted = re.search(r"Done (\d+) (?:runs )?in|stat::number_of_executed_units: (\d+)", done.stderr)
    cases = next(filter(None, counted.groups()), cases) if counted else cases
    used = re.search(r"CPU ([\d.]+)", done.stderr)
    reached = f"{covered} edges, {features} features, {kept} inputs kept"
    said = re.sub(r"^(?:INFO: |WARNING: |#\d+\t).*\n", "", done.stdout + done.stderr, flags=re.MULTILINE)
    failure = "" if done.returncode == 0 else said[-8000:]
    return Run(target.name, int(cases), float(used[1]) if used else 0.0, reached, failure)


def _in_atheris(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks.fuzz", "--guided", *words]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def _quoted(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode()
    )


def _guided(name: str, replay: str | None) -> int:
    """What runs in a process of its own: libFuzzer over one target."""
    import atexit

    import atheris

    with atheris.instrument_imports(include=["aligner", "tui"], enable_loader_override=False):
        from tests.properties.catalogue import TARGETS

        target = TARGETS[name]
        _everything()
    one = _one_input(target)
    if replay is not None:
        one(Path(replay).read_bytes())
        return 0
    atexit.register(lambda: print(f"CPU {time.process_time():.1f}", file=sys.stderr))
    at = sys.argv.index("--guided")
    atheris.Setup([sys.argv[0], *sys.argv[at + 2 :]], one)
    atheris.Fuzz()
    return 0


def _everything() -> None:
    """Import what is otherwise imported when it is needed, so that it is instrumented."""
    import importlib
    import pkgutil

    import aligner

    for module in pkgutil.walk_packages(aligner.__path__, "aligner."):
        importlib.import_module(module.name)


def _one_input(target: Any) -> Callable[[bytes], None]:
    """What a case of so many bytes is for a target."""
    if target.of_bytes is not None:
        return lambda data: target.check(target.of_bytes(data))
    from hypothesis import HealthCheck, given, settings

    chosen = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    fuzzed = chosen(given(target.cases)(lambda case: target.check(case))).hypothesis.fuzz_one_input
    return lambda data: fuzzed(data) and None


if __name__ == "__main__":
    raise SystemExit(main())
