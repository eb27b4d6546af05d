"""The figures and dates of every language but English, by what `aligner.languages` knows of its words.

English has the fuller grammar of `aligner.values.money`, `numbers` and `dates`; what is found here is of the same form
and is compared by the same rules: "15 Millionen Euro" is 15 million euros. Of a language without figures or a
calendar of its own, digits, signs, codes of currencies and dates in digits are read.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

from aligner.languages import Language
from aligner.model import Token, Value
from aligner.values.local import dates, money, numbers


def find(
    text: str, start: int, end: int, tokens: Sequence[Token], published: dt.date | None, language: Language
) -> list[Value]:
    """The amounts, dates and numbers in ``text[start:end]``, in reading order; none lies in another's words.

    ``tokens`` are those of ``text[start:end]``, ``published`` the article's own date or None.
    """
    found = money.find(text, start, end, language)
    found += _apart(dates.find(text, start, end, published, language), found)
    found += _apart(numbers.find(text, start, end, tokens, language), found)
    return sorted(found, key=lambda value: value.start)


def _apart(values: Sequence[Value], others: Sequence[Value]) -> list[Value]:
    """Those of ``values`` that share no character with any of ``others``, none of which overlap each other."""
    taken = sorted((other.start, other.end) for other in others)
    kept = []
    for value in values:
        at = bisect_left(taken, (value.end, 0))
        if not any(end > value.start for _, end in taken[max(0, at - 2) : at]):
            kept.append(value)
    return kept
