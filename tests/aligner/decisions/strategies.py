"""Decisions as hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from aligner.decisions.ground import flat
from aligner.decisions.records import (
    Added,
    Contrast,
    Decision,
    Decisions,
    Dismissed,
    Judged,
    Key,
    Label,
    Pair,
    Place,
    Ruling,
    Words,
)
from aligner.model import DifferenceType, Severity, Verdict

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "",
        "The fire began.",
        "line\x85break\u2028here",
        '"quoted" \\ and \x1b[31mred',
        "\udc80",
        "<<<<<<< ours",
        "\ufeff",
    ]
)
NTH = st.sampled_from([0, 0, 0, 1])
KEYS = st.builds(Key, st.sampled_from(["a.txt", "b.txt", "c/d.txt", "ü.md"]), TEXTS.map(flat), NTH)
ROWS = st.frozensets(KEYS, min_size=1, max_size=4)
PAIRS = st.builds(Pair.of, KEYS, KEYS)
WORDS = st.builds(Words, KEYS, TEXTS.map(flat), st.integers(0, 3))
CONTRASTS = st.builds(Contrast, st.sampled_from(DifferenceType), st.frozensets(WORDS, min_size=1, max_size=3))
DECISIONS: st.SearchStrategy[Decision] = st.one_of(
    st.builds(Ruling, PAIRS, st.booleans()),
    st.builds(Label, ROWS, TEXTS),
    st.builds(Place, ROWS, st.none() | ROWS),
    st.builds(Added, CONTRASTS, st.sampled_from(Severity)),
    st.builds(Dismissed, CONTRASTS),
    st.builds(Judged, ROWS | CONTRASTS, st.sampled_from(Verdict), TEXTS),
)
ALL = st.lists(DECISIONS, max_size=8).map(Decisions.of)
