"""Which language a text is in, by its function words and, where there is but one to a script, by its letters.

After Ingle's short-word method (Grefenstette 1995, "Comparing two language identification schemes"): every language
has small words that make up two fifths of any text of it. A word that several languages have counts a part for each.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

_UNKNOWN = "und"
_LONGEST = 20_000
"""How many characters of a text are looked at: more tell nothing new."""
_FEWEST = 2.0
"""The least sum of evidence, about as many function words that are one language's own."""
_SHARE = 0.28
"""The least share of function words in a text of a language; news has from .4 on ..."""
_INFLECTED = frozenset("ar cs fi hu pl ru tr".split())
_SHARE_INFLECTED = 0.14
"""... but not where endings stand for articles and prepositions."""
_LEAD = 1.15
"""How many times the evidence of the next language the first one's must be."""
_SCRIPT = 0.5
"""The share of letters in one script that makes a text one of it."""
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u00ad]+[^\W\d_]+)*")
_SCRIPTS = {
    "ja": (("\u3040", "\u30ff"),),
    "zh": (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff")),
    "ko": (("\uac00", "\ud7a3"),),
    "el": (("\u0370", "\u03ff"), ("\u1f00", "\u1fff")),
    "he": (("\u0590", "\u05ff"),),
    "th": (("\u0e00", "\u0e7f"),),
    "hi": (("\u0900", "\u097f"),),
}
"""The first and the last letter of each alphabet, or of each part of it."""
_CYRILLIC = (("\u0400", "\u04ff"),)
_ARABIC = (("\u0600", "\u06ff"),)
# Letters that Russian and Arabic do not have, or hardly: Ukrainian, Serbian, Bulgarian and the like; Persian, Urdu.
_NOT_RUSSIAN = "іїєґўђјљњћџќѓѕъ"
_NOT_ARABIC = "پچژگکیٹڈں"
_FOREIGN = 0.01
"""The share of such letters from which on a text is of another language of the script."""


def detect(text: str) -> str:
    """The ISO 639-1 code of the language a text is in, "und" where its words do not tell.

    Deterministic. Two or three sentences are mostly enough; a headline mostly is not.
    """
    sample = text[:_LONGEST].casefold()
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return _UNKNOWN
    script = _by_script(sample, letters)
    return script if script is not None else _by_words(words)


def _by_script(sample: str, letters: int) -> str | None:
    """The language whose script most of the letters are in; None where several languages share it."""
    # No Latin letters, and no marks: most texts have no others.
    others = [character for character in set(sample) if character >= "\u0370" and not "\u2000" <= character < "\u3000"]
    if not others:
        return None
    times = Counter(sample)

    def held(script: tuple[tuple[str, str], ...]) -> int:
        return sum(times[letter] for letter in others if any(first <= letter <= last for first, last in script))

    kana, ideographs = held(_SCRIPTS["ja"]), held(_SCRIPTS["zh"])
    if kana + ideographs >= _SCRIPT * letters:
        return "ja" if kana >= 0.1 * ideographs else "zh"
    for code in ("ko", "el", "he", "th", "hi"):
        if held(_SCRIPTS[code]) >= _SCRIPT * letters:
            return code
    for script, foreign in ((_CYRILLIC, _NOT_RUSSIAN), (_ARABIC, _NOT_ARABIC)):
        most = held(script)
        if most >= _SCRIPT * letters and sum(times[letter] for letter in foreign) > _FOREIGN * most:
            return _UNKNOWN
    return None


def _by_words(words: list[str]) -> str:
    evidence: dict[str, float] = {}
    hits: Counter[str] = Counter()
    table = _table()
    for word in words:
        codes = table.get(word, ())
        for code in codes:
            evidence[code] = evidence.get(code, 0.0) + 1 / len(codes)
            hits[code] += 1
    ranked = sorted(evidence, key=lambda code: (-evidence[code], code))
    if not ranked:
        return _UNKNOWN
    share = _SHARE_INFLECTED if ranked[0] in _INFLECTED else _SHARE
    if evidence[ranked[0]] < _FEWEST or hits[ranked[0]] < share * len(words):
        return _UNKNOWN
    if len(ranked) > 1 and evidence[ranked[0]] < _LEAD * evidence[ranked[1]]:
        return _UNKNOWN
    return ranked[0]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The languages by their function words."""
    from aligner.languages import CODES, of

    table: dict[str, list[str]] = {}
    for code in sorted(CODES):
        for word in of(code).stop_words:
            table.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in table.items()}
