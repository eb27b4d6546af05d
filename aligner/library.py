"""synoptic as a library: what ``from aligner import ...`` gives, each a function of a line or two.

Everything here takes and gives the frozen objects of ``aligner.model``. Nothing is fetched, nothing is written that was
not asked for; the screen and the command line are made of the same functions.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from aligner import comparison as pipeline
from aligner import export, reading
from aligner.decisions import fitting, keeping
from aligner.decisions.records import NONE, Decisions, Pair
from aligner.errors import SynopticError
from aligner.limits import BUILT_IN, Limits
from aligner.model import Comparison, Options, Progress, Story
from aligner.reading.files import shown

Path_ = str | os.PathLike[str]


def read_story(inputs: Path_ | Sequence[Path_], *, draft: Path_ | None = None, limits: Limits = BUILT_IN) -> Story:
    """The articles of a folder, or of files, with their attribution, paragraphs and languages.

    ``inputs`` is one path or several, of folders, texts (.txt, .md), saved pages (.html, .mhtml) or exports (.json), in
    any mixture, two to twelve articles together; ``draft`` is the user's own text, which becomes the first source.
    ``limits`` say how much is read at most. What did not stop the reading is in ``Story.notes``. Raises SynopticError,
    one line that names the file and the remedy, for what cannot be read, and for addresses: the library fetches
    nothing.
    """
    named = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
    return reading.load(named, draft=draft, limits=limits)


def compare(
    story: Story,
    options: Options | None = None,
    *,
    decisions: Decisions = NONE,
    answers: Mapping[Pair, bool] | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """The facts of a story, their differences, and its ledger.

    ``options`` say how surely two sentences must state the same (scores, 0.0 to 1.0). ``decisions`` are a person's (see
    ``read_decisions``): corrections are followed and judgements laid over, as far as they fit; ``answers`` are what a
    model said of pairs (``aligner.judging.ask``). ``progress`` is called on this thread with a stage and the share that
    is done. The same story gives the same result, whatever the order of its articles, which only names the columns.
    """
    made = pipeline.Alignment(story, progress).comparison(options, progress, decisions.corrections, answers)
    return fitting.judged(made, decisions)[0]


def read_comparison(path: Path_) -> Comparison:
    """The comparison in a JSON export, without aligning anew; equal to the one that was written.

    What only the aligner asks for is not in an export and empty: a sentence's ``tokens``, and ``unit`` and ``context``
    of its values. Raises SynopticError for a file that cannot be read or does not hold together.
    """
    found = reading.collect([path]).comparison
    if found is None:
        raise SynopticError(f"{shown(os.fspath(path))} is no comparison: name an export (.json), or use read_story")
    return found


def write_comparison(comparison: Comparison, path: Path_, format_name: str | None = None) -> Path:
    """Write a comparison into a file, whole or not at all, and return its path.

    ``format_name`` is one of ``aligner.export.FORMATS``; without it the name's ending decides (.json, .md, ...). An
    article that is compared is never written over. Raises SynopticError.
    """
    export.spare_articles(os.fspath(path), comparison.story)
    text = export.render(comparison, format_name or export.format_for(os.fspath(path)))
    return export.write(text, os.fspath(path))


def read_decisions(path: Path_) -> Decisions:
    """What a person decided about a story, from its folder or its ``synoptic.decisions.json``; none where none is.

    Raises SynopticError for a file that cannot be read.
    """
    found = Path(path)
    return keeping.read_at(found / keeping.NAME if found.is_dir() else found)
