"""Programs killed at random: afterwards every file is whole, the old one or the new one.

    python -m tests.benchmarks.faults [--kills 200] [--only synoptic] [--seed 7]

For each kind of writing (all formats of export, decisions, the cache, a story begun, added to and refreshed) a program
that does nothing else is killed again and again with SIGKILL, each time a random moment after it said that it writes.
``tests/faults`` reaches every point of the same work one by one; here the kernel is the one that ends it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from aligner import export, reading
from aligner.comparison import compare
from aligner.decisions import document as decided
from aligner.errors import SynopticError
from aligner.model import Options
from aligner.stories import cache

_COMMON = """
import itertools, os, sys
from pathlib import Path
from aligner import export, reading
from aligner.comparison import compare
place = Path(sys.argv[1])
def go(): print("go", flush=True)
"""
_EXPORT = """
made = compare(reading.load([place / "story"]))
texts = [export.render(made, sys.argv[2]) + "\\n" * n for n in range(2)]
go()
for n in itertools.count():
    export.write(texts[n % 2], place / f"export-{sys.argv[2]}.md")
"""
_DECIDE = """
from aligner.decisions.keeping import Keeper
from aligner.decisions.records import Decisions, Judged, Key
from aligner.model import Verdict
keeper = Keeper(place / "story" / "synoptic.decisions.json")
kept, _ = keeper.open()
go()
for n in itertools.count(1):
    keeper.keep(Decisions.of(Judged(frozenset([Key("a.txt", f"Sentence {m}.")]), Verdict.ASK) for m in range(n % 40)))
"""
_CACHE = """
from aligner.stories import cache
made = compare(reading.load([place / "story"]))
go()
while True:
    cache.store("entry", made)
"""
_STORIES = """
import shutil
from aligner.stories import folder, refreshing
from aligner.stories.outcomes import Given
from tests.faults.test_writing import AT, fetching, given
tale = place / "tale"
shutil.rmtree(tale, ignore_errors=True)
folder.new(tale, given(AT))  # all that is imported late is there from here on
go()
for n in itertools.count(3):
    if sys.argv[2] == "new":
        shutil.rmtree(tale, ignore_errors=True)
    if not tale.exists():
        folder.new(tale, given(AT))
    elif sys.argv[2] == "add" and len(reading.collect([tale]).documents) < 11:
        folder.add(tale, given(f"https://www.example.com/{n}"))
    elif sys.argv[2] == "refresh" and n < 30:
        refreshing.refresh(tale, fetching(n))
    else:
        shutil.rmtree(tale, ignore_errors=True)
"""
_ARTICLE = "Ferry stops\n\n" + "".join(
    f"The ferry to Ellmouth number {n} will stop on {n % 28 + 1} April, the port authority said on Monday.\n\n"
    for n in range(30)
)


def _story(place: Path) -> None:
    (place / "story").mkdir()
    (place / "story" / "a.txt").write_text(_ARTICLE)
    (place / "story" / "b.txt").write_text(_ARTICLE.replace("Monday", "Tuesday").replace("stop", "end"))


def _check_export(place: Path, format_name: str) -> str:
    file = place / f"export-{format_name}.md"
    if not file.exists():
        return "old"
    text = export.render(compare(reading.load([place / "story"])), format_name)
    assert file.read_bytes().decode("utf-8") in (text, text + "\n"), f"{file} is half written"
    return "whole"


def _check_decisions(place: Path, _: str) -> str:
    file = place / "story" / "synoptic.decisions.json"
    if not file.exists():
        return "old"
    decided.read(file.read_text("utf-8"))
    return "whole"


def _check_cache(place: Path, _: str) -> str:
    collected = reading.collect([place / "story"])
    found = cache.load("entry", collected)
    entries = [path for path in cache.folder().rglob("*") if path.is_file() and not path.name.startswith(".")]
    assert found is not None or not entries, "an entry is there and cannot be read"
    return "whole" if found is not None else "old"


def _check_stories(place: Path, _: str) -> str:
    tale = place / "tale"
    if not tale.exists() or not (tale / "story.toml").exists():
        return "old"
    try:
        collected = reading.collect([tale])
    except SynopticError as error:
        raise AssertionError(f"{tale} cannot be opened: {error}") from None
    named = {entry.file for entry in collected.manifest.entries} if collected.manifest is not None else set()
    assert {document.file for document in collected.documents} <= named, "an article that nothing names"
    return "whole"


Check = Callable[[Path, str], str]
_KINDS: dict[str, tuple[str, str, Check]] = {
    **{f"export {name}": (_EXPORT, name, _check_export) for name in export.FORMATS},
    "decisions": (_DECIDE, "", _check_decisions),
    "cache": (_CACHE, "", _check_cache),
    **{f"synoptic {name}": (_STORIES, name, _check_stories) for name in ("new", "add", "refresh")},
}


def _killed(code: str, told: str, place: Path, random: Random, longest: float) -> None:
    """Have a program write, and kill it at some moment."""
    command = [sys.executable, "-c", _COMMON + code, str(place), told]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"go\n", "it did not begin"
        time.sleep(random.uniform(0, longest))
        assert program.poll() is None, "it ended by itself"
        program.send_signal(signal.SIGKILL)


def main() -> None:
    """Kill, look, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200, help="in all")
    parser.add_argument("--only", default="", help="those kinds that begin so, as synoptic, export, cache")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    random = Random(chosen.seed)
    place = Path(tempfile.mkdtemp(prefix="synoptic-faults-"))
    os.environ[cache.FOLDER_VARIABLE] = str(place / "cache")
    _story(place)
    assert cache.key(reading.collect([place / "story"]), Options())
    found: dict[str, dict[str, int]] = {kind: {} for kind in _KINDS if kind.startswith(chosen.only)}
    for number in range(chosen.kills):
        kind = list(found)[number % len(found)]
        code, told, check = _KINDS[kind]
        _killed(code, told, place, random, 0.15)
        state = check(place, told)
        found[kind][state] = found[kind].get(state, 0) + 1
    left = sum(1 for path in place.rglob(".synoptic*") if path.name != ".synoptic")
    for kind, states in found.items():
        print(f"{kind:<20} {sum(states.values()):>4} kills: {', '.join(f'{n} {state}' for state, n in states.items())}")
    print(f"{chosen.kills} kills, no file half written; {left} hidden files left, tidied away an hour later")
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
