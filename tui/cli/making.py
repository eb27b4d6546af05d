"""One story made ready for its documents: what ``synoptic export`` writes, and ``synoptic batch`` for each of many."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from aligner.model import Comparison, Options
from tui.cli.judging import answered
from tui.cli.selecting import selection

if TYPE_CHECKING:
    from aligner.decisions.records import Decisions
    from aligner.export import Selection
    from aligner.judging import Judge
    from aligner.reading import Collected
    from tui.config import Settings


def options_of(settings: Settings) -> Options:
    """The options of a comparison by the settings in force."""
    options = Options(threshold=settings.threshold, sure=settings.sure)
    return options if settings.perhaps else options.without_perhaps()


def prepared(
    chosen: argparse.Namespace,
    collected: Collected,
    options: Options,
    tell: Callable[[str], None],
    *,
    keep: bool,
    judge: Judge | None = None,
) -> tuple[Comparison, Selection | None]:
    """The comparison of a collected story with what was decided about it, and the facts that are asked for.

    ``tell`` is told in lines what there is to know about it. Raises SynopticError for what cannot be read, and for a
    selection that cannot be meant.
    """
    comparison = _compared(chosen, collected, options, tell, keep, judge)
    for note in comparison.story.notes:
        tell(note)
    selected = selection(chosen, comparison)
    if selected is not None and not selected.facts:
        tell(f"no fact is in the selection ({selected.name}): the document has none")
    return comparison, selected


def _compared(
    chosen: argparse.Namespace,
    collected: Collected,
    options: Options,
    tell: Callable[[str], None],
    keep: bool,
    judge: Judge | None,
) -> Comparison:
    """The comparison of a story with what was decided about it; what of that does not fit any more is counted."""
    from aligner.decisions import fitting, keeping
    from aligner.decisions.records import NONE

    decisions = keeping.read(collected) if chosen.decisions else NONE
    if collected.comparison is not None:
        found, decisions = _opened(chosen, collected.comparison, options, decisions)
    else:
        from aligner.stories import cache

        found = cache.compared(collected, options, keep=keep, corrections=decisions.corrections)
    if judge is not None:
        found = answered(found, judge, decisions, keep=keep)
    comparison, unfit = fitting.judged(found, decisions)
    if left := sum(not one.is_elsewhere for one in unfit):
        lines = "1 decision does" if left == 1 else f"{left} decisions do"
        tell(f"{lines} not fit the articles any more: open the story to review {'it' if left == 1 else 'them'}")
    return comparison


def _opened(
    chosen: argparse.Namespace, kept: Comparison, options: Options, decisions: Decisions
) -> tuple[Comparison, Decisions]:
    """The comparison in an export, and all that was decided about it: what it brings along, or its file has since.

    It is aligned anew only where the command line or a later correction asks for another one.
    """
    from aligner.decisions.recovering import answers, recovered

    brought, known = recovered(kept), answers(kept)
    wanted = known if chosen.decisions else {}
    other_options = {chosen.threshold, chosen.sure, chosen.perhaps} != {None}
    if not other_options and decisions.corrections == brought.corrections and wanted == known:
        return kept, decisions
    from aligner.comparison import compare

    return compare(kept.story, options if other_options else kept.options, None, decisions, wanted), decisions
