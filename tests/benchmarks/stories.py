"""News-like stories of any size and number, made up: what the aligner and ``synoptic batch`` are measured with.

The words are invented and drawn by Zipf's law, as those of a language are, so that some are in every article and most
in one sentence; the names, figures, dates and quotations are such as the aligner looks for. Of the facts of a story a
share is told by several of its articles, each in its own words and order, some with another figure. The same arguments
give the same bytes, on any system and with any number of stories.
"""

from __future__ import annotations

import sys
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

SHARED: Final = 0.4
"""The share of facts that several articles tell."""
OTHERWISE: Final = 0.08
"""The share of tellings that give another figure than the rest."""

_WORDS: Final = 4000
"""Invented words, a third of them each nouns, verbs, adjectives."""
_COMMONEST: Final = 20
"""How far down Zipf's list the words begin: above them stand those that hold one together: real ones, here."""

_FIRST: Final = (
    "Ada Bram Carla Dario Edda Farid Greta Hanno Ines Joris Karin Lionel Mara Nadim Olga Pavel Quinn Rosa Stefan Tilda "
    "Ugo Vera Wanda Xenia Yusuf Zora Amira Boris Celia Denis Elena Felix Gloria Hilde Ivan Judith Kofi Leila Milan Nora"
).split()
_LAST: Final = (
    "Abbott Brandt Castell Dorn Ekdahl Fenwick Garrity Hollis Ivarsen Jessup Kestrel Lindqvist Marlowe Norcott "
    "Ostrander Pellworm Quillan Ravenhall Sandoval Thackeray Ulbricht Vandermeer Whitlock Yarrow Zelenka Aldous "
    "Birch Corrigan Devereux Eastlake Faulkner Gadsby Haverford Ingersoll Joslin Kilbride Lockhart "
    "Merriweather Northam Oakes"
).split()
_PLACES: Final = (
    "Ellmouth Varnsborough Tolleby Marrowgate Quenby Stavenholm Oxmere Lindaford Pennick Carroway Dunsley Harrowfen "
    "Westering Ashcombe Norvale Brackwater Tidehaven Ullsgate Fairlough Skerrin"
).split()
_BODIES: Final = "Council Authority Agency Union Institute Trust Commission Company Hospital University".split()
_ROLES: Final = "mayor,spokeswoman,engineer,minister,inspector,chairman,director,lawyer,analyst,commissioner".split(",")
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS: Final = "January February March April May June July August September October November December".split()
_COUNTED: Final = "people homes workers vehicles schools patients tonnes kilometres passengers families".split()
_SAID: Final = ("said", "told reporters", "confirmed", "announced", "explained")
_OUTLETS: Final = "Courier Gazette Herald Tribune Observer Chronicle Telegraph Standard Echo Examiner".split()

_ONSETS: Final = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w".split()
_VOWELS: Final = "a e i o u ai ea oa ou".split()
_CODAS: Final = "b ck d ft g l lm m n nd nt p r rd rn s st t x".split()
_ENDINGS: Final = {"noun": ("", "er", "age", "ment", "ing"), "adjective": ("ish", "al", "ous", "ive", "y")}


def write(folder: Path, stories: int, articles: int = 5, sentences: int = 30, seed: int = 0) -> list[Path]:
    """Write so many stories into a folder that is made, each a folder of text files; returns their folders.

    ``sentences`` is how many each article has below its headline. A story is the same whatever the number of stories.
    """
    made = []
    for number in range(1, stories + 1):
        place = folder / f"story-{number:04}"
        place.mkdir(parents=True)
        for letter, text in zip("abcdefghijkl", texts(articles, sentences, f"{seed}/{number}"), strict=False):
            (place / f"{letter}.txt").write_text(text, encoding="utf-8", newline="\n")
        made.append(place)
    return made


def texts(articles: int = 5, sentences: int = 30, seed: int | str = 0) -> list[str]:
    """The articles of one story, at most 12: a headline, an author's line, paragraphs of one to four sentences."""
    if not 1 <= articles <= 12:
        raise ValueError(f"A story has 1 to 12 articles, not {articles}.")
    random = Random(f"synoptic/{seed}")
    cast = _Cast(random, articles * sentences)
    told: list[list[tuple[float, _Fact]]] = [[] for _ in range(articles)]
    at = 0
    while any(len(one) < sentences for one in told):
        fact = cast.fact()
        room = [index for index, one in enumerate(told) if len(one) < sentences]
        several = len(room) > 1 and random.random() < SHARED
        for index in random.sample(room, random.randint(2, len(room)) if several else 1):
            # Where an article tells a fact is near where the others do, and now and then far from it.
            told[index].append((at + random.gauss(0, 0.1 * sentences), fact))
        at += 1
    return [_article(random, cast, [fact for _, fact in sorted(one, key=lambda pair: pair[0])]) for one in told]


@dataclass(frozen=True, slots=True)
class _Fact:
    """What may be told of one event. Of words there are two that mean the same: (this, or that)."""

    who: str
    verbs: tuple[str, str]
    nouns: tuple[str, str]
    adjective: str
    of: str
    count: int
    unit: str
    day: str
    place: str
    speaker: str
    role: str
    quote: str


class _Cast:
    """The people, places and words of one story; a longer one has more of them."""

    def __init__(self, random: Random, sentences: int) -> None:
        self._random = random
        size = 6 + sentences // 4
        self._people = [f"{random.choice(_FIRST)} {random.choice(_LAST)}" for _ in range(size)]
        self._places = random.sample(_PLACES, min(len(_PLACES), 4 + sentences // 30))
        self._bodies = [f"the {random.choice(self._places)} {random.choice(_BODIES)}" for _ in range(2 + size // 4)]
        topic = [self._drawn(kind) for kind in ("noun", "noun", "noun", "adjective")]
        self._topic = dict.fromkeys(topic)

    def fact(self) -> _Fact:
        random = self._random
        return _Fact(
            who=random.choice(self._people if random.random() < 0.5 else self._bodies),
            verbs=(self._drawn("verb"), self._drawn("verb")),
            nouns=(self.noun(), self._drawn("noun")),
            adjective=self._drawn("adjective"),
            of=self._drawn("noun"),
            count=random.choice((1, 10, 100, 1000)) * random.randint(2, 99),
            unit=random.choice(_COUNTED) if random.random() < 0.6 else random.choice(("$ million", "percent")),
            day=random.choice(_DAYS) if random.random() < 0.5 else f"{random.randint(1, 28)} {random.choice(_MONTHS)}",
            place=random.choice(self._places),
            speaker=random.choice(self._people),
            role=random.choice(_ROLES),
            quote=f"we will {self._drawn('verb', '')} the {self._drawn('adjective')} {self.noun()} "
            f"and never {self._drawn('verb', '')} any {self._drawn('noun')}",
        )

    def noun(self) -> str:
        """A noun, now and then one that the whole story is about."""
        random = self._random
        return random.choice(list(self._topic)) if random.random() < 0.15 else self._drawn("noun")

    def aside(self) -> str:
        """Half a sentence that one article alone has."""
        start = self._random.choice(("after", "although", "because", "while"))
        return f"{start} the {self._drawn('adjective')} {self.noun()} {self._drawn('verb')} {self._drawn('noun')}s"

    def _drawn(self, kind: str, ending: str = "ed") -> str:
        words, weights = _vocabulary(kind)
        word = words[bisect(weights, self._random.random() * weights[-1])]
        return f"{word}{ending}" if kind == "verb" else word


def _article(random: Random, cast: _Cast, facts: Sequence[_Fact]) -> str:
    place, outlet = facts[0].place if facts else _PLACES[0], random.choice(_OUTLETS)
    headline = _upper(_core(random, facts[0])) if facts else "Nothing new"
    lines = [headline, f"By {random.choice(_FIRST)} {random.choice(_LAST)}, {place} {outlet}"]
    at = 0
    while at < len(facts):
        size = random.randint(1, 4)
        lines.append(" ".join(_sentence(random, cast, fact) for fact in facts[at : at + size]))
        at += size
    return "\n\n".join(lines) + "\n"


def _sentence(random: Random, cast: _Cast, fact: _Fact) -> str:
    """A fact told in one of several ways, and not always all of it."""
    core, figure, when = _core(random, fact), _figure(random, fact), f"on {fact.day}"
    where = f"in {fact.place}"
    said = f"{fact.role} {fact.speaker} {random.choice(_SAID)}"
    told = random.choice(
        (
            f"{core} {where} {when}, with {figure} affected",
            f"{when}, {core} {where}, {said}",
            f"{where}, where {figure} were counted, {core} {when}",
            f"{said} {when} that {core} for {figure}",
            f"“{_upper(fact.quote)},” {said}, as {core} {where}",
            f"{figure} were at stake when {core} {when}",
            f"{core}, {said}: “{_upper(fact.quote)}.”",
        )
    )
    if told.endswith("”"):
        return _upper(told)
    return _upper(f"{told}, {cast.aside()}." if random.random() < 0.35 else f"{told}.")


def _core(random: Random, fact: _Fact) -> str:
    """Who did what, in the active or the passive voice."""
    verb = fact.verbs[random.random() < 0.3]
    noun = fact.nouns[random.random() < 0.25]
    what = f"the {fact.adjective} {noun}" if random.random() < 0.7 else f"the {noun}"
    what = f"{what} of {fact.of}s" if random.random() < 0.6 else what
    return f"{fact.who} {verb} {what}" if random.random() < 0.7 else f"{what} was {verb} by {fact.who}"


def _figure(random: Random, fact: _Fact) -> str:
    count = fact.count + random.randint(1, 9) if random.random() < OTHERWISE else fact.count
    if fact.unit == "$ million":
        return f"${count:,} million"
    return f"{count % 100 + 1} percent" if fact.unit == "percent" else f"{count:,} {fact.unit}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _vocabulary(kind: str) -> tuple[list[str], list[float]]:
    """The words of a kind, the commonest first, and their weights by Zipf's law, added up."""
    random = Random(f"synoptic/{kind}")
    wanted = _WORDS // 3
    words: dict[str, None] = {}
    while len(words) < wanted:
        syllables = 1 if len(words) < 60 else random.choice((1, 2, 2, 3))
        stem = "".join(f"{random.choice(_ONSETS)}{random.choice(_VOWELS)}" for _ in range(syllables))
        word = stem + random.choice(_CODAS) + random.choice(_ENDINGS.get(kind, ("",)))
        words[word] = None
    return list(words), list(accumulate(1 / (rank + _COMMONEST) for rank in range(wanted)))


if __name__ == "__main__":
    # python -m tests.benchmarks.stories FOLDER STORIES [ARTICLES [SENTENCES [SEED]]]
    write(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:]))
