"""How good the rows are on stories that nothing was tuned on: ``python -m tests.benchmarks.rows``.

Prints, for the corpora of whole articles and for several thresholds, precision, recall and F1 of the pairs of
sentences that stand in one row, beside those of the accepted pairs themselves, and how many rows a sentence stands in.
The corpora mark one sentence for a fact and not every repeat, so precision is understated: compare settings, not
absolute values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from aligner.facts import Pair, Row, build_rows
from aligner.similarity import Similarity, odds
from tests.benchmarks.corpora import Judged, similarity_of, stories

NAMES = ("spark_hub", "spark_cross")
THRESHOLDS = (0.1, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4, 0.5)


class Scored(NamedTuple):
    """A story with the log-odds of its candidate pairs."""

    story: Judged
    similar: Similarity
    odds: Mapping[Pair, float]

    def rows(self, threshold: float) -> list[Row]:
        """The story's rows at a threshold (log-odds)."""
        return build_rows([s.source for s in self.story.sentences], self.odds, self.similar.score, threshold)


def score(name: str) -> list[Scored]:
    """Every story of a corpus with its scored pairs."""
    scored = []
    for story in stories(name):
        similar = similarity_of(story.sentences)
        scored.append(Scored(story, similar, {pair: similar.score(*pair) for pair in similar.candidates()}))
    return scored


def measure(found: Iterable[tuple[Judged, set[Pair]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of found pairs over all stories; what nobody judged does not count."""
    right = shown = wanted = 0
    for story, pairs in found:
        judged = [story.pairs[pair] for pair in pairs if pair in story.pairs]
        right, shown, wanted = right + sum(judged), shown + len(judged), wanted + sum(story.pairs.values())
    precision, recall = right / max(1, shown), right / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def together(rows: Iterable[Row]) -> Iterator[Pair]:
    """The pairs of sentences that stand in one row."""
    for row in rows:
        yield from combinations(row.members, 2)


def main() -> None:
    """Print how good rows and pairs are at several thresholds."""
    for name in NAMES:
        scored = score(name)
        for threshold in THRESHOLDS:
            least = odds(threshold)
            rows = [(s.story, s.rows(least)) for s in scored]
            in_rows = measure((story, set(together(found))) for story, found in rows)
            alone = measure((s.story, {pair for pair, value in s.odds.items() if value >= least}) for s in scored)
            members = sum(len(row.members) for _, found in rows for row in found)
            each = members / sum(len(story.sentences) for story, _ in rows)
            print(f"{name:12} {threshold:.2f}   rows {_told(in_rows)}   pairs {_told(alone)}   each in {each:.2f} rows")


def _told(figures: tuple[float, float, float]) -> str:
    return "P {:.3f} R {:.3f} F1 {:.3f}".format(*figures)


if __name__ == "__main__":
    main()
