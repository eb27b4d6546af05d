"""What a fact is called: a clause of its own sentences, never composed text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from aligner.model import Sentence, Token
from aligner.tokens import is_content

LONGEST = 64
"""The most characters of a label."""
_BREVITY = 6
"""How many tokens a clause may have before its length counts for much: of clauses that say as much, the short one."""
_INSIDE = 0.5
"""How much a clause from the middle of a sentence is worth beside its opening, which can be read alone."""
_CLAUSE_ENDS = frozenset(',;:.!?—–()"“”')
_CLAUSE_STARTS = frozenset(
    "that which who whom whose when while where as because although though after before but and".split()
)


def label(members: Sequence[Sentence], weight: Callable[[str], float]) -> str:
    """The clause of a row's sentences that holds most of what its sources share, for its length.

    ``members`` come in canonical order; ``weight`` is the story's idf of a stem. What one source alone tells is called
    by the opening of its first sentence.
    """
    if len({s.source for s in members}) == 1:
        return _opening(members[0])
    sources: Counter[str] = Counter()
    for source in {s.source for s in members}:
        sources.update({t.stem for s in members if s.source == source for t in s.tokens if is_content(t)})
    keys = {stem: weight(stem) * (count - 1) for stem, count in sources.items()}
    best = max(
        (
            (_worth(clause, keys) * (1 if first else _INSIDE), -len(clause), -n, clause, sentence)
            for n, sentence in enumerate(members)
            for first, clause in _clauses(sentence.tokens)
        ),
        key=lambda option: option[:3],
        default=None,
    )
    if best is None or best[0] <= 0:
        return _opening(members[0])
    clause, sentence = best[3], best[4]
    return shorten(sentence.text[clause[0].start - sentence.start : clause[-1].end - sentence.start])


def _opening(sentence: Sentence) -> str:
    """The beginning of a sentence, its full stop left out."""
    return shorten(sentence.text.strip().rstrip(".") or sentence.text)


def _worth(clause: Sequence[Token], keys: dict[str, float]) -> float:
    held = {t.stem for t in clause if is_content(t)}
    return math.fsum(keys.get(stem, 0.0) for stem in held) / math.sqrt(_BREVITY + len(clause))


def _clauses(tokens: Sequence[Token]) -> list[tuple[bool, list[Token]]]:
    """The clauses of a sentence, of at least three words, each with whether it opens the sentence."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in _CLAUSE_ENDS:
            clauses.append([])
        elif token.text.casefold() in _CLAUSE_STARTS and len(clauses[-1]) >= 3:
            clauses.append([token])
        else:
            clauses[-1].append(token)
    trimmed = [clause for clause in map(_trim, clauses) if clause]
    return [(n == 0, clause) for n, clause in enumerate(trimmed) if sum(bool(t.stem) for t in clause) >= 3]


def _trim(clause: list[Token]) -> list[Token]:
    while clause and (not clause[0].stem or clause[0].text.casefold() in _CLAUSE_STARTS):
        clause = clause[1:]
    while clause and not clause[-1].stem and clause[-1].text != "%":
        clause = clause[:-1]
    return clause


def shorten(text: str) -> str:
    """Text on one line, cut at a word with an ellipsis where it is longer than a label may be."""
    flat = re.sub(r"\s+", " ", text).strip()
    if len(flat) <= LONGEST:
        return flat
    cut = flat[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-")
    return f"{cut or flat[: LONGEST - 1]}…"
