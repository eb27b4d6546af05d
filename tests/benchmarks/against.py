"""Whether two checkouts compare alike: the same invented stories, everything that is found in each.

For whoever makes the aligner quicker: what must not change is shown not to. ``git archive REVISION | tar x -C DIR``
makes a checkout to ask.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.properties.comparing import Told, stories

_WORKER: Final = """
import json, sys
from dataclasses import replace
from aligner.comparison import compare
from aligner.model import Story
from aligner.reading.article import read_article
for line in sys.stdin:
    articles = []
    for n, (code, text) in enumerate(json.loads(line)):
        article = read_article("ABCD"[n], f"{n}.txt", text)
        articles.append(replace(article, attribution=replace(article.attribution, language=code)))
    found = compare(Story("s", "s", tuple(articles)))
    told = [*found.sentences.values(), *found.facts, *found.ledger]
    print(json.dumps("\\n".join(repr(one).replace("\\n", " ") for one in told)), flush=True)
"""
"""Runs in either checkout, and knows nothing of its tests."""


def report(other: Path, cases: int, number: int) -> int:
    """Print the first story that the two tell otherwise, or how many they tell alike; 1 if there is one."""
    asked = [subprocess.Popen([sys.executable, "-c", _WORKER], cwd=room, text=True, **_PIPES) for room in (".", other)]
    alike = 0
    try:
        for told in invented(cases, number):
            ours, theirs = (_answer(worker, told) for worker in asked)
            if ours != theirs:
                print(f"after {alike:,} stories told alike:\n{json.dumps(told, ensure_ascii=False)}")
                print(*_unlike(ours, theirs), sep="\n")
                return 1
            alike += 1
    finally:
        for worker in asked:
            worker.kill()
            worker.wait()
    print(f"{alike:,} stories are told alike")
    return 0


_PIPES: Final[Mapping[str, Any]] = {
    "stdin": subprocess.PIPE,
    "stdout": subprocess.PIPE,
    "env": {**os.environ, "PYTHONHASHSEED": "0"},  # sets are told in their order
}


def _answer(worker: subprocess.Popen[str], told: Told) -> str:
    """The document that a checkout makes of a story."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(json.dumps(told) + "\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    return str(json.loads(line)) if line else "it failed, see above"


def _unlike(ours: str, theirs: str) -> Sequence[str]:
    pairs = zip(ours.splitlines(), theirs.splitlines(), strict=False)
    return next(([f"here:  {a}", f"there: {b}"] for a, b in pairs if a != b), ["one is longer"])


def invented(cases: int, number: int) -> list[Told]:
    """So many stories, the same for the same seed."""
    made: list[Told] = []
    few = settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(few(given(stories(3, 4))(lambda told: made.append(told))))()
    return made
