"""The pair corpora: stories with the pairs of sentences that people judged to be one fact or not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from aligner.model import Kind, Sentence
from aligner.similarity import Features, Similarity
from aligner.tokens import tokenise
from aligner.values import find_values, money

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "benchmark" / "corpora"
NAMES = ("spark_hub", "spark_cross", "scufusion")

Example = tuple[Features, bool]


class Judged(NamedTuple):
    """One story of a corpus: its sentences, and the pairs of them that people judged."""

    sentences: list[Sentence]
    pairs: dict[tuple[int, int], bool]
    """By indices (i < j): True for grade 2, False for what is not the same fact. Grades 1 and 0 are left out."""


def stories(name: str) -> Iterator[Judged]:
    """The stories of a corpus."""
    for story in json.loads((FOLDER / f"{name}.json").read_text("utf-8")):
        sentences = [_sentence(d["id"], s) for d in story["documents"] for s in d["sentences"]]
        yield Judged(sentences, dict(_judged(story, sentences)))


def _judged(story: dict[str, Any], sentences: Sequence[Sentence]) -> Iterator[tuple[tuple[int, int], bool]]:
    annotated = set(story["annotated"] or (s.id for s in sentences))
    grades = {tuple(sorted((a, b))): grade for a, b, grade in story["gold_pairs"]}
    hub = story.get("hub")
    for (i, a), (j, b) in combinations(enumerate(sentences), 2):
        judged = a.source != b.source and a.id in annotated and b.id in annotated
        grade = grades.get(tuple(sorted((a.id, b.id))))
        if judged and (not hub or hub in (a.source, b.source)) and grade in (None, 2):
            yield (i, j), grade == 2


def similarity_of(sentences: Sequence[Sentence]) -> Similarity:
    """The similarity of a story's sentences, as the pipeline makes it."""
    return Similarity(sentences, money.rates(v for s in sentences for v in s.values))


def examples(name: str) -> list[Example]:
    """Every judged pair of a corpus: its features, and whether it is one fact."""
    found: list[Example] = []
    for story in stories(name):
        similar = similarity_of(story.sentences)
        found += [(similar.features(*pair), same) for pair, same in story.pairs.items()]
    return found


def _sentence(source: str, entry: dict[str, Any]) -> Sentence:
    text = entry["text"]
    tokens = tokenise(text)
    return Sentence(
        id=entry["id"],
        source=source,
        start=entry["start"],
        end=entry["end"],
        paragraph=0,
        kind=Kind.BODY,
        text=text,
        tokens=tokens,
        values=find_values(text, 0, len(text), tokens, None),
    )
