"""What a fact is called: a clause of its own sentences, never composed text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from aligner.languages import ENGLISH
from aligner.model import Sentence, Token
from aligner.tokens import is_content

LONGEST = 64
"""The most characters of a label."""
_BREVITY = 10
"""How many tokens a clause may have before its length counts for much: of clauses that say as much, the short one."""
_INSIDE = 0.5
"""How much a clause from the middle of a sentence is worth beside its opening, which can be read alone."""
_FEWEST = 4
"""Words of a clause that is not a whole sentence: fewer are mostly the beginning of something."""
_CLAUSE_ENDS = frozenset(",;:.!?—–")
_CLAUSE_STARTS = frozenset(
    "that which who whom whose when while where as because although though after before but".split()
)
_CLOSE = frozenset("%€)”’»\"'")
"""What may end a label though it is no word: it closes what the label opened."""
_BEGINS_NOTHING = frozenset(
    "about across against along amid among around at between beyond by down during for from in including into of off on"
    " onto or out over per since than through to toward towards under until up upon via with within without"
    " added argued asked claimed declared said says stated told wrote"
    " am are be been can could did do does had has have is may might must shall should was were will would"
    " and but each both or".split()
)
"""What no clause from the middle of a sentence may begin with: without what stood before it, it cannot be read.

English; in other languages no function word may.
"""


def label(members: Sequence[Sentence], weight: Callable[[str], float], taken: Collection[str] = ()) -> str:
    """The clause of a row's sentences that holds most of what its sources share, for its length.

    ``members`` come in canonical order; ``weight`` is the story's idf of a stem. What one source alone tells is called
    by the opening of its first sentence. Of clauses, one that is ``taken`` by another row comes last.
    """
    if len({s.source for s in members}) == 1:
        return _opening(members[0])
    sources: Counter[str] = Counter()
    for source in {s.source for s in members}:
        sources.update({t.stem for s in members if s.source == source for t in s.tokens if is_content(t)})
    keys = {stem: weight(stem) * (count - 1) for stem, count in sources.items()}
    options = [
        (_worth(clause, keys) * (1 if first else _INSIDE), -len(clause), -n, _text(clause, sentence))
        for n, sentence in enumerate(members)
        for first, clause in _clauses(sentence.tokens, sentence.language == ENGLISH.code)
    ]
    told = [option for option in options if option[0] > 0]
    best = max(told, key=lambda option: (option[3] not in taken, option), default=None)
    return best[3] if best is not None else _opening(members[0])


def _text(clause: Sequence[Token], sentence: Sentence) -> str:
    return shorten(sentence.text[clause[0].start - sentence.start : clause[-1].end - sentence.start])


def _opening(sentence: Sentence) -> str:
    """The beginning of a sentence, its full stop left out."""
    return shorten(sentence.text.strip().rstrip(".") or sentence.text)


def _worth(clause: Sequence[Token], keys: dict[str, float]) -> float:
    """What the part of a clause that a label has room for holds of the shared words, for its length."""
    shown = list(takewhile(lambda token: token.end - clause[0].start <= LONGEST, clause)) or clause[:1]
    held = {t.stem for t in shown if is_content(t)}
    return math.fsum(keys.get(stem, 0.0) for stem in held) / math.sqrt(_BREVITY + len(shown))


def _clauses(tokens: Sequence[Token], english: bool) -> list[tuple[bool, list[Token]]]:
    """The clauses of a sentence, each with whether it opens the sentence: its openings up to each mark of punctuation,
    and what stands between two of them, or after an English conjunction, and can be read alone.
    """
    conjunctions = _CLAUSE_STARTS if english else frozenset()
    ends = [n for n, token in enumerate(tokens) if token.text in _CLAUSE_ENDS] + [len(tokens)]
    behind = {end + 1 for end in ends}
    starts = [n for n, token in enumerate(tokens) if n and (n in behind or token.text.casefold() in conjunctions)]
    fewest = min(_FEWEST, sum(bool(token.stem) for token in tokens))
    inner = (_trim(list(tokens[start : ends[bisect_left(ends, start)]]), conjunctions) for start in starts)
    found = [(True, clause) for clause in _openings(tokens, ends, fewest)]
    return found + [(False, c) for c in inner if c and _has_words(c, fewest) and _can_begin(c[0], english)]


def _openings(tokens: Sequence[Token], ends: Sequence[int], fewest: int) -> Iterator[list[Token]]:
    """The openings of a sentence up to each of ``ends`` that have so many words.

    Of those that no label has room for the first is as good as all others: of a list that is one sentence, thousands.
    """
    for end in ends:
        clause = _trim_end(list(tokens[:end]))
        if clause and _has_words(clause, fewest):
            yield clause
            if sum(len(token.text) for token in clause) > LONGEST:
                return


def _has_words(clause: Iterable[Token], fewest: int) -> bool:
    """Whether a clause has so many words; no more of it is read than tells it."""
    return sum(1 for _ in islice((token for token in clause if token.stem), fewest)) == fewest


def _can_begin(token: Token, english: bool) -> bool:
    word = token.text
    if not english:
        return is_content(token)
    return word.casefold() not in _BEGINS_NOTHING and not (word.islower() and word.endswith("ing"))


def _trim(clause: list[Token], conjunctions: Collection[str]) -> list[Token]:
    first = (n for n, token in enumerate(clause) if token.stem and token.text.casefold() not in conjunctions)
    return _trim_end(clause[next(first, len(clause)) :])


def _trim_end(clause: list[Token]) -> list[Token]:
    end = len(clause)
    while end and not clause[end - 1].stem and clause[end - 1].text not in _CLOSE:
        end -= 1
    return clause[:end]


def shorten(text: str) -> str:
    """Text on one line, cut at a word with an ellipsis where it is longer than a label may be."""
    flat = re.sub(r"\s+", " ", text).strip()
    if len(flat) <= LONGEST:
        return flat
    cut = flat[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-")
    return f"{cut or flat[: LONGEST - 1]}…"
