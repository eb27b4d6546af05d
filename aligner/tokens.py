"""Words: tokens with offsets, their stems, and the words that carry no fact of their own, by language.

Where nltk's Snowball has a stemmer for the language its stems are used, elsewhere words are only case-folded. Chinese
and Japanese, written without spaces, are one token a character: what two sentences share is then found by their
characters. Thai and its neighbours stay in the runs their spaces leave, of which the character 4-grams of the
similarity still find what is shared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Final

from aligner.characters import Plain, flatten, plain
from aligner.languages import ENGLISH, Language
from aligner.model import Token

# Vowel signs and the like of Indian and South-East Asian scripts, which Python's \w does not take for letters.
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0951-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b4d"
_SIGNS += (
    "\u0b82-\u0bcd\u0c00-\u0c4d\u0c81-\u0ccd\u0d00-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u102b-\u103e"
)
_SIGNS += "\u17b4-\u17d3"
_IDEOGRAPHS = "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_NEAR_LETTERS = r"[^\W\d_]+"
_FAR_LETTERS = rf"[^\W\d_{_IDEOGRAPHS}]+(?:[{_SIGNS}]+[^\W\d_{_IDEOGRAPHS}]*)*"
_FAR = re.compile("[^\0-\u08ff\u2000-\u2fff]")
"""Where signs and ideographs are: a text without, as most are, is read by a pattern without them."""
# A number with its separators, an abbreviation with its full stops, a word with an inner apostrophe, or one mark of
# punctuation. Hyphens separate: "Paris-based" shares "Paris" with "in Paris".
_NUMBER = r"\d+(?:[.,]\d+)*"
_ABBREVIATION = r"(?:[^\W\d_]\.){2,}"
_SEEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_MOST_KNOWN = 1 << 16
_ENGLISH_NUMBER = str.maketrans(".,", ",.")

STOP_WORDS = ENGLISH.stop_words
"""The function words of English, and the verbs of saying that any two news sentences share."""


def stem(word: str, language: Language = ENGLISH) -> str:
    """The stem of a word: case-folded, in its plain spelling, its possessive ending and full stops removed.

    A number is spelt as in English, so that "16,3" in German is "16.3".
    """
    return _stem(plain(word), language)


def tokenise(text: str, start: int = 0, end: int | None = None, language: Language = ENGLISH) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, with offsets into ``text``. Punctuation has an empty stem."""
    end = len(text) if end is None else end
    spelt = flatten(text, start, end)
    if spelt is not None:
        return tuple(_mapped(text, start, end, spelt, language))
    pattern = _pattern(language, _FAR.search(text, start, end) is not None)
    known = _known(language)
    tokens = []
    behind = start
    for word in pattern.findall(text, start, end):
        at = text.index(word, behind)  # nothing but white space is between two tokens
        behind = at + len(word)
        stem_, content = known[word]
        tokens.append(Token(at, behind, word, stem_, content))
    return tuple(tokens)


def is_content(token: Token) -> bool:
    """Whether a token can carry a fact: a word that is not a function word of its language ("US" is none), a number."""
    return token.content and bool(token.stem)


def within(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Those of a sentence's tokens, in reading order, that begin in a passage of it.

    Found by halving: a sentence may hold thousands of names, and the walk through all of it for each grows with the
    square.
    """
    first = bisect_left(tokens, start, key=_begins)
    return tokens[first : bisect_left(tokens, end, first, key=_begins)]


_begins: Final = attrgetter("start")


class _Known(dict[str, tuple[str, bool]]):
    """The words of a language that were met: the stem of each, and whether it can carry a fact.

    A story says most of its words many times. Nothing is kept for ever: full, the table is begun anew.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> tuple[str, bool]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = read = self._read(word)
        return read

    def _read(self, word: str) -> tuple[str, bool]:
        if not word[0].isalnum():
            return "", False
        function = _POSSESSIVE.sub("", word.casefold()).replace("’", "'") in self._language.stop_words
        return _stem(word, self._language), word == "US" or not function


_known = cache(_Known)


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    # nltk takes a third of a second to import: only when a text is really read, never with the module.
    from nltk.stem.snowball import SnowballStemmer

    if name == "arabic":  # nltk's remembers the word before: a new one each time
        return lru_cache(_MOST_KNOWN)(lambda word: SnowballStemmer(name).stem(word))
    return lru_cache(_MOST_KNOWN)(SnowballStemmer(name).stem)


def _stem(word: str, language: Language) -> str:
    folded = _POSSESSIVE.sub("", word.casefold()).replace("’", "'").replace(".", "" if word[:1].isalpha() else ".")
    if language.figures is not None and language.figures.decimal_comma and word[:1].isdigit():
        folded = folded.translate(_ENGLISH_NUMBER)
    # Of the Russian "ь" alone the stemmer leaves nothing.
    return (_stemmer(language.stemmer)(folded) if language.stemmer else "") or folded


@cache
def _pattern(language: Language, far: bool) -> re.Pattern[str]:
    """The tokens of a language; ``far``: of a text with the signs and ideographs of far scripts."""
    letters, others = (_FAR_LETTERS, rf"[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+") if far else (_NEAR_LETTERS, r"\w+")
    words = rf"{letters}(?:['’]{letters})?"
    if language.elides:  # what stands before an apostrophe is a word of its own: "l’", "accord"
        whole = "|".join(word.replace("'", "['’]") for word in sorted(language.unelided, key=len, reverse=True))
        words = (rf"(?i:(?:{whole})(?!\w))|" if whole else "") + rf"{letters}(?:['’](?=\w))?"
    return re.compile(rf"{_NUMBER}|{_ABBREVIATION}|{words}|{others}|[^\w\s]")


def _mapped(text: str, start: int, end: int, spelt: Plain, language: Language) -> Iterator[Token]:
    """The tokens of a plain spelling with their offsets in the text; what cannot be seen goes with its neighbour."""
    last: Token | None = None
    for token in tokenise(spelt.text, language=language):
        first, behind = spelt.start(token.start), spelt.end(token.end)
        at = last.end if last else start
        if first < at:  # of one character that is spelt with several
            continue
        unseen = list(_SEEN.finditer(text, at, first))
        if unseen and last and unseen[0].start() == at:
            last = last._replace(end=unseen[0].end(), text=text[last.start : unseen.pop(0).end()])
        if unseen and unseen[-1].end() == first:
            first = unseen.pop().start()
        if last:
            yield last
        yield from (Token(m.start(), m.end(), m.group(), "", False) for m in unseen)
        last = Token(first, behind, text[first:behind], token.stem, token.content)
    rest = list(_SEEN.finditer(text, last.end if last else start, end))
    if last:
        if rest and rest[0].start() == last.end:
            last = last._replace(end=rest[0].end(), text=text[last.start : rest.pop(0).end()])
        yield last
    yield from (Token(m.start(), m.end(), m.group(), "", False) for m in rest)
