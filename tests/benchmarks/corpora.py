"""The pair corpora as scored examples: features of every judged pair, and whether people marked it as one fact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.model import Kind, Sentence
from aligner.similarity import Features, Similarity
from aligner.tokens import tokenise
from aligner.values import find_values, money

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "benchmark" / "corpora"
NAMES = ("spark_hub", "spark_cross", "scufusion")

Example = tuple[Features, bool]


def examples(name: str) -> list[Example]:
    """Every judged pair of a corpus: its features, and True for grade 2. Grades 1 and 0 are left out."""
    stories = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return [example for story in stories for example in _of_story(story)]


def _of_story(story: dict[str, Any]) -> Iterator[Example]:
    sentences = [_sentence(d["id"], s) for d in story["documents"] for s in d["sentences"]]
    annotated = set(story["annotated"] or (s.id for s in sentences))
    grades = {tuple(sorted((a, b))): grade for a, b, grade in story["gold_pairs"]}
    hub = story.get("hub")
    similar = Similarity(sentences, money.rates(v for s in sentences for v in s.values))
    for i, a in enumerate(sentences):
        for j in range(i + 1, len(sentences)):
            b = sentences[j]
            judged = a.source != b.source and a.id in annotated and b.id in annotated
            if not judged or (hub and hub not in (a.source, b.source)):
                continue
            grade = grades.get(tuple(sorted((a.id, b.id))))
            if grade in (None, 2):
                yield similar.features(i, j), grade == 2


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
