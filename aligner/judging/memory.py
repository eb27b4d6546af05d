"""Answers that were given before, kept in the user's folder for caches: the same question is not paid for twice.

There is a file for each model at each endpoint. It holds no sentence and no name: an answer is kept under a digest of
the question. What is wrong with a file is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from aligner import whole
from aligner.judging.questions import VERSION, Question
from aligner.judging.settings import Judge

MOST: Final = 50_000
"""Answers in one file; those that were not asked for the longest time go first."""
MOST_BYTES: Final = 8_000_000
_FOLDER: Final = "answers"


class Memory:
    """What a model answered, as far as it is known. ``keep`` False knows nothing and keeps nothing."""

    def __init__(self, judge: Judge, *, keep: bool = True) -> None:
        self._judge = judge
        self._path = _path(judge) if keep else None
        self._known = _read(self._path)
        self._new: dict[str, bool] = {}

    def find(self, question: Question) -> bool | None:
        """What was answered to the same two sentences before; None if they were not asked about."""
        name = self._name(question)
        found = self._new.get(name, self._known.get(name))
        if found is not None:
            self._new[name] = found  # so it is among the last that were asked for
        return found

    def add(self, question: Question, same: bool) -> None:
        """Remember an answer; ``save`` keeps it."""
        self._new[self._name(question)] = same

    def save(self) -> bool:
        """Keep what there is to be kept, and say whether it is. Who reads meanwhile sees all of it or nothing new."""
        if self._path is None or not self._new:
            return False
        # What another program has kept meanwhile stays.
        found = {name: same for name, same in _read(self._path).items() if name not in self._new} | self._new
        kept = dict(list(found.items())[-MOST:])
        data = json.dumps(kept, separators=(",", ":")).encode("ascii")
        with suppress(OSError, ValueError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole.beside(self._path, data, 0o600, lasting=False) as temporary:
                temporary.replace(self._path)
            return True
        return False

    def _name(self, question: Question) -> str:
        asked = json.dumps([VERSION, self._judge.url, self._judge.model, question.one, question.other])
        return hashlib.sha256(asked.encode("ascii")).hexdigest()


def _path(judge: Judge) -> Path | None:
    from aligner.stories import cache

    name = hashlib.sha256(json.dumps([judge.url, judge.model]).encode("ascii")).hexdigest()[:24]
    try:
        return cache.folder() / _FOLDER / f"{name}.json"
    except (OSError, ValueError):
        return None


def _read(path: Path | None) -> dict[str, bool]:
    try:
        if path is None or path.stat().st_size > MOST_BYTES:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: same for name, same in found.items() if isinstance(same, bool)}
