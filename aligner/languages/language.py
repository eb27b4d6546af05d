"""What the core knows of a language: words and patterns, no code. Each language has a module of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """How a language writes figures. Patterns are regular expressions that are matched whatever the case.

    ``words`` are numbers in words, ``scales`` the words that multiply ("millionen"), ``short`` those that are printed
    in one way only and always follow digits ("Mio."; case counts), ``vague`` the indefinite plurals with the least and
    the most they can mean. ``currencies`` gives patterns of a currency's name with its ISO code, the first to match
    counts. ``units`` gives the measures by their names in English, as `aligner.values.measures` has them. ``of``
    stands between a figure and what it counts ("millions d'euros"), ``to`` between the ends of a range, ``between`` in
    front of a range whose ends ``both`` joins. ``half`` adds one half ("et demi"). ``age`` follows the years of
    somebody; so does ``years``, where ``aged`` stands in front. ``clock`` follows a time of the day, ``numbered``
    precedes what bears a number.
    """

    decimal_comma: bool = True
    words: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    short: Mapping[str, float] = field(default_factory=dict)
    vague: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    about: str = ""
    almost: str = ""
    below: str = ""
    above: str = ""
    percent: str = ""
    points: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    to: str = ""
    between: str = ""
    both: str = ""
    half: str = ""
    age: str = ""
    years: str = ""
    aged: str = ""
    clock: str = ""
    numbered: str = ""
    undisclosed: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """How a language writes dates. Patterns are regular expressions that are matched whatever the case.

    ``months`` are twelve patterns from January on, ``weekdays`` seven from Monday on. ``nth`` follows the number of a
    day, ``of`` stands between day and month or month and year. ``on`` precedes a day, ``in_month`` a month that stands
    alone, ``in_year`` a year. ``other_before`` and ``other_behind`` make another week's day of a weekday ("next").
    ``shifts`` gives the words for yesterday, today and tomorrow by the days they are away, ``years`` and ``months_off``
    those for last, this and next. ``count`` and ``periods`` are what ``ago`` and ``within`` are made of, where they
    stand as COUNT and PERIODS. ``future`` marks a sentence that looks ahead.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    nth: str = ""
    of: str = ""
    on: str = ""
    in_month: str = ""
    in_year: str = ""
    to: str = ""
    other_before: str = ""
    other_behind: str = ""
    shifts: Mapping[int, str] = field(default_factory=dict)
    years: Mapping[int, str] = field(default_factory=dict)
    months_off: Mapping[int, str] = field(default_factory=dict)
    count: str = ""
    periods: str = ""
    ago: str = ""
    within: str = ""
    future: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language. ``code`` is its ISO 639-1 code, "und" for one that is not known.

    ``stemmer`` is the name nltk's Snowball has for it; empty where there is none: words are then only case-folded.
    ``stop_words`` are function words and the verbs of saying that any two news sentences share. ``abbreviations`` end
    in a full stop without ending the sentence (lower case, last stop left out), ``starters``, capitalised behind one,
    begin a sentence all the same. ``elides``: what stands before an apostrophe is a word of its own ("l'accord"),
    except in ``unelided``. ``nouns_have_capitals``: a capital makes no name; a word that follows one of
    ``determiners`` is none. ``negations`` are the phrases that deny, ``no_negations`` those that only look like it,
    written as the tables of `aligner.values.certainty` are. ``ordinal``, in front of a number with a full stop, shows
    that the sentence goes on ("am 3. April").
    """

    code: str
    name: str = ""
    stemmer: str = ""
    stop_words: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    elides: bool = False
    unelided: frozenset[str] = frozenset()
    nouns_have_capitals: bool = False
    determiners: frozenset[str] = frozenset()
    negations: str = ""
    no_negations: str = ""
    ordinal: str = ""
    figures: Figures | None = None
    calendar: Calendar | None = None


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """A table written as one text: ``"kilometer=kilometre meile meilen=mile"`` gives each word its ``=`` meaning.

    Words without one have the meaning of the next word that has.
    """
    table: dict[str, str] = {}
    waiting: list[str] = []
    for entry in text.split():
        word, _, meaning = entry.partition("=")
        waiting.append(word)
        if meaning:
            table |= dict.fromkeys(waiting, meaning)
            waiting = []
    return table


def counted(text: str, first: int = 0) -> dict[str, float]:
    """Number words in order, ``first`` the number of the first; spellings of one number are joined by ``/``."""
    return {word: float(n) for n, entry in enumerate(text.split(), first) for word in entry.split("/")}


def tens(text: str) -> dict[str, float]:
    """The words for 20, 30 ... 90; spellings of one number are joined by ``/``."""
    return {word: 10 * n for word, n in counted(text, 2).items()}
