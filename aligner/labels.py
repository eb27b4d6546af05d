"""What a fact is called: a clause of its own sentences, never composed text."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Final

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
    if len({sentence.source for sentence in members}) == 1:
        return _opening(members[0])
    keys = _shared(members, weight)
    options = [
        (worth, first - end, -n, first, end)
        for n, sentence in enumerate(members)
        for worth, first, end in _weighed(sentence, keys)
        if worth > 0
    ]
    # Words are cut out of their sentence last: mostly the best clause is nobody else's, and the only one asked for.
    best = None
    for (_, _, n), equal in groupby(sorted(options, key=_RANK, reverse=True), _RANK):
        texts = [_text(members[-n], first, end) for *_, first, end in equal]
        free = [text for text in texts if text not in taken]
        if free:
            return max(free)
        best = best or max(texts)
    return best or _opening(members[0])


_RANK: Final = itemgetter(0, 1, 2)
"""Of an option: its worth, its brevity, its sentence's place in the row."""


def _shared(members: Sequence[Sentence], weight: Callable[[str], float]) -> dict[str, float]:
    """What each stem weighs that several sources of a row have, the more the more of them."""
    held: dict[str, set[str]] = {}
    for sentence in members:
        held.setdefault(sentence.source, set()).update([token.stem for token in sentence.tokens if token.content])
    sources = Counter(chain.from_iterable(held.values()))
    return {stem: weight(stem) * (count - 1) for stem, count in sources.items() if count > 1 and stem}


def _text(sentence: Sentence, first: int, end: int) -> str:
    start = sentence.start
    return shorten(sentence.text[sentence.tokens[first].start - start : sentence.tokens[end - 1].end - start])


def _opening(sentence: Sentence) -> str:
    """The beginning of a sentence, its full stop left out."""
    return shorten(sentence.text.strip().rstrip(".") or sentence.text)


def _weighed(sentence: Sentence, keys: Mapping[str, float]) -> Iterator[tuple[float, int, int]]:
    """The clauses of a sentence, each as the numbers of its first token and of the one behind it, with its worth.

    That is what the part of it that a label has room for holds of the shared words, for its length.
    """
    tokens = sentence.tokens
    telling = [(n, token.stem) for n, token in enumerate(tokens) if token.content and token.stem in keys]
    if not telling:
        return
    ends = [token.end for token in tokens]
    for opens, first, end in _clauses(tokens, sentence.language == ENGLISH.code):
        until = max(first + 1, bisect_right(ends, tokens[first].start + LONGEST, first, end))
        held = {stem for n, stem in telling if first <= n < until}
        worth = math.fsum([keys[stem] for stem in held]) / math.sqrt(_BREVITY + until - first)
        yield worth * (1 if opens else _INSIDE), first, end


def _clauses(tokens: Sequence[Token], english: bool) -> Iterator[tuple[bool, int, int]]:
    """The clauses of a sentence, as the numbers of the first token and of the one behind the last, each with whether it
    opens the sentence: its openings up to each mark of punctuation, and what stands between two of them, or after an
    English conjunction, and can be read alone.
    """
    conjunctions = _CLAUSE_STARTS if english else frozenset()
    ends: list[int] = []
    starts: list[int] = []
    behind = 0  # what the sentence begins with is an opening
    for n, token in enumerate(tokens):
        if n and (n == behind or token.text.casefold() in conjunctions):
            starts.append(n)
        if token.text in _CLAUSE_ENDS:
            ends.append(n)
            behind = n + 1
    ends.append(len(tokens))
    fewest = sum(1 for _ in islice((token for token in tokens if token.stem), _FEWEST))
    for end in _openings(tokens, ends, fewest):
        yield True, 0, end
    for start in starts:
        first, end = _trim(tokens, start, ends[bisect_left(ends, start)], conjunctions)
        if first < end and _has_words(tokens, first, end, fewest) and _can_begin(tokens[first], english):
            yield False, first, end


def _openings(tokens: Sequence[Token], ends: Sequence[int], fewest: int) -> Iterator[int]:
    """Where the openings of a sentence end that have so many words, of those up to each of ``ends``.

    Of those that no label has room for the first is as good as all others: of a list that is one sentence, thousands.
    """
    for mark in ends:
        end = _trim_end(tokens, 0, mark)
        if end and _has_words(tokens, 0, end, fewest):
            yield end
            shown = tokens[end - 1].end - tokens[0].start
            if shown > LONGEST and sum(len(token.text) for token in tokens[:end]) > LONGEST:
                return


def _has_words(tokens: Sequence[Token], first: int, end: int, fewest: int) -> bool:
    """Whether a clause has so many words; no more of it is read than tells it."""
    for n in range(first, end):
        if not fewest:
            break
        fewest -= bool(tokens[n].stem)
    return not fewest


def _can_begin(token: Token, english: bool) -> bool:
    word = token.text
    if not english:
        return is_content(token)
    return word.casefold() not in _BEGINS_NOTHING and not (word.islower() and word.endswith("ing"))


def _trim(tokens: Sequence[Token], first: int, end: int, conjunctions: Collection[str]) -> tuple[int, int]:
    while first < end and (not tokens[first].stem or tokens[first].text.casefold() in conjunctions):
        first += 1
    return first, _trim_end(tokens, first, end)


def _trim_end(tokens: Sequence[Token], first: int, end: int) -> int:
    while end > first and not tokens[end - 1].stem and tokens[end - 1].text not in _CLOSE:
        end -= 1
    return end


def shorten(text: str) -> str:
    """Text on one line, cut at a word with an ellipsis where it is longer than a label may be."""
    flat = re.sub(r"\s+", " ", text).strip()
    if len(flat) <= LONGEST:
        return flat
    cut = flat[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:—–-")
    return f"{cut or flat[: LONGEST - 1]}…"
