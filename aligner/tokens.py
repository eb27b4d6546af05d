"""Words: tokens with offsets, their stems, and the words that carry no fact of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from aligner.model import Token

# A number with its separators, an abbreviation with its full stops, a word with an inner apostrophe, or one mark of
# punctuation. Hyphens separate: "Paris-based" shares "Paris" with "in Paris".
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?|\w+|[^\w\s]",
)
_POSSESSIVE = re.compile(r"['’]s?$")

# Function words, and the verbs of saying that any two news sentences share. Stems of these never link two sentences.
STOP_WORDS = frozenset(
    """
    a about above after again against all also although am among an and another any are as at away back be became
    because been before being below between both but by came can cannot come could did do does doing done down during
    each either else even ever every few first for from further get gets go goes going gone got had has have having he
    her here hers herself him himself his how however i if in including indeed instead into is isn it its itself just
    last least less let like made make makes making many may me might mine more most much must my myself near need
    neither never new next no nor not now of off often on once one only onto or other others our ours ourselves out
    over own part per perhaps put quite rather s same see seem seemed seems seen several shall she should since so some
    still such t take taken takes than that the their theirs them themselves then there these they this those though
    through thus till to together too took toward towards two under until up upon us use used using very via was way we
    well went were what whatever when where whether which while who whoever whole whom whose why will with within
    without would yet you your yours yourself
    said say says saying told tell tells according added adding reported reports report
    mr mrs ms dr
    """.split()
)


@cache
def _stemmer() -> Callable[[str], str]:
    # nltk takes a third of a second to import: only when a text is really read, never with the module.
    from nltk.stem.snowball import SnowballStemmer

    return cache(SnowballStemmer("english").stem)


def stem(word: str) -> str:
    """The Snowball (Porter2) stem of a word, case-folded, its possessive ending and full stops removed."""
    folded = _POSSESSIVE.sub("", word.casefold()).replace("’", "'").replace(".", "" if word[:1].isalpha() else ".")
    return _stemmer()(folded)


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, with offsets into ``text``. Punctuation has an empty stem."""
    matches = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple(
        Token(m.start(), m.end(), m.group(), stem(m.group()) if m.group()[0].isalnum() else "") for m in matches
    )


def is_content(token: Token) -> bool:
    """Whether a token can carry a fact: a word that is not a function word ("US" is none), or a number."""
    return bool(token.stem) and (token.text == "US" or _POSSESSIVE.sub("", token.text.casefold()) not in STOP_WORDS)
