"""Which functions cost more than their input is long: each is fed one unit over and over, at n and at 2n and at 4n.

A regular expression that backtracks, a slice in a loop, a list searched for every item show as an exponent of 2 and
more where 1 is one pass over the text. CPU time of this thread (that of the process is coarse while its timer runs),
the least of a few runs; nothing here is a test.
"""

from __future__ import annotations

import json
import math
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Final

from aligner import languages
from aligner.characters import flatten
from aligner.comparison import compare
from aligner.copying import copy_of
from aligner.decisions import document
from aligner.decisions.ground import Ground
from aligner.export import csv, html, markdown
from aligner.labels import shorten
from aligner.model import Article, Attribution, Block, Kind, Sentence, Story
from aligner.reading import decoding, exported, files, manifest, metadata, pages, story, times, toml_lines
from aligner.reading.article import read_article
from aligner.reading.documents import Collected, Document, Form
from aligner.sentences import split, split_text
from aligner.tokens import tokenise
from aligner.values import find_values, names
from aligner.values.quotes import attribute
from aligner.wording import compare_wording

UNITS: Final = (
    "a ", "a", "A ", "1,", "1 ", "1.", "1", "“", "”", '"', "'", "’", "«", "»", "‘", "(", ")", "[", "]", "<", ">",
    "&", "-", "– ", "—", ".", "A. ", "Mr. ", "A.", "No. 5 ", "$", "$1 ", "$1 and ", "€", "1 million ",
    "one hundred ", "a hundred ", "million ", "half a ", "about ", "between 1 and ", "up to ", "1 to ", "1-",
    "two and a ", "%", "March ", "March 4, ", "4 March ", "2031-", "Monday ", "9 p.m. ", "on ", "in the last ", "\n",
    "\r\n", "\r", " ", "\t", "\u00a0", "\u200b", "\u00ad", "\u0301", "e\u0301", "…", "... ", "!", '?" ', "。", "中",
    "é", "ß", "#", "*", "_", "`", "|", "said ", "he said ", "Ida Brandt ", "Ida Brandt said ", "Ida ", "de ",
    "van der ", "the ", "The ", "said the mayor, ", "“a” ", '"a" ', "'a ", "told Reuters ", "not ", "reportedly ",
    "may ", "no ", "according to ", "who is ", "said (a) ", "a, ", "A, ", "By ", "By Ida and ", "© ", "Photo: ",
    "See also\n", "a\n", "No.\n", "a.example/", "http://", "a@b.", "&amp;", "<p>", "<b>", "<!--", "<a href='",
    "</p>", "<table><tr><td>", "<ul><li>", "[a](", "![", "**", "> ", "- ", "1. ", "    a\n", "a = 1\n", "[a]\n",
    "[[a]]\n", "a.", '"""', "{", "[1,", '"a": ', "\\", '\\"', "=?utf-8?q?", "--x\n", "key: a\n", "---\n",
    "Content-Type: a\n", "Mio. Euro ", "3,5 ", "am 4. ", "z. B. ", "d’", "l'", "’s ", "n't ", "US$", "Euro ",
    "ein halb", "zwei und ", "vingt et ", "mil e ", "hundert",
)  # fmt: skip
"""What is repeated: the marks and words that the rules know, the tags and keys that parsers do."""

LANGUAGES: Final = ("en", "de", "fr", "es")
_LONGEST: Final = 40_000
"""Characters at most of the longest text."""
_ENOUGH: Final = 0.01
"""CPU seconds that are measured without much noise."""
_PATIENCE: Final = 20
"""Seconds of one call after which it is given up."""
_STEEP: Final = 1.45
"""The exponent from which on a function is named; n log n is about 1.1."""

Measured = tuple[float, float, int]
"""The exponent of the growth, the CPU seconds of the longest text, its length."""


def functions() -> Mapping[str, Callable[[str], object]]:
    """Everything that reads a text of others, by name."""
    found: dict[str, Callable[[str], object]] = {
        "decode": lambda text: decoding.decode_page(text.encode()),
        "form_of": lambda text: decoding.form_of(text.encode()),
        "read_article": lambda text: read_article("A", "a.txt", text),
        "read_article, one line": lambda text: read_article("A", "a.txt", "x" + text.replace("\n", " ")),
        "story.read": lambda text: story.read(Collected("s", "s", (Document("a.txt", Form.TEXT, text),))),
        "times": lambda text: (times.moment_of(text), times.in_line(text, "2031-03-04")),
        "metadata.day_of": metadata.day_of,
        "metadata.people": lambda text: list(metadata.people(text, None)),
        "metadata.without_suffix": lambda text: metadata.without_suffix(text[:1000], "a"),
        "Markdown": lambda text: pages.read(Document("a.md", Form.MARKDOWN, text)),
        "page": lambda text: pages.read(Document("a.html", Form.PAGE, data=f"<p>{text}".encode())),
        "page head": lambda text: pages.read(Document("a.html", Form.PAGE, data=f"<head><title>{text}".encode())),
        "archive": lambda text: pages.read(Document("a.mhtml", Form.ARCHIVE, data=f"Content-Type: {text}".encode())),
        "manifest": lambda text: manifest.parse(text, Path("story.toml")),
        "toml_lines": toml_lines.lines_of,
        "opened export": lambda text: exported.read(text.encode(), "a.json"),
        "decisions": document.parse,
        "flatten": flatten,
        "detect": languages.detect,
        "shorten": shorten,
        "markdown.escape": markdown.escape,
        "html.text": html.text,
        "csv.safe": lambda text: csv.plain(csv.safe(text)),
        "names": lambda text: (
            names.is_variant(text, f"{text}a"),
            names.sounds_other(text, f"{text}a"),
            names.same_person(text, f"{text}a"),
        ),
        "shown": files.shown,
        "wording": _pair(compare_wording),
        "copy_of": _pair(copy_of),
        "compare": _compared,
        "ground": _ground,
    }
    for code in LANGUAGES:
        found |= _of_language(code)
    return found


def _of_language(code: str) -> dict[str, Callable[[str], object]]:
    language = languages.of(code)

    def attributed(text: str) -> object:
        article = Article("A", "a.txt", text, Attribution(language=code), (Block(0, len(text), Kind.BODY),))
        return attribute(article, split(article))

    return {
        f"split_text, {code}": lambda text: split_text(text, 0, len(text), language),
        f"tokenise, {code}": lambda text: tokenise(text, language=language),
        f"find_values, {code}": lambda text: find_values(
            text, 0, len(text), tokenise(text, language=language), "2031-03-04", language
        ),
        f"attribute, {code}": attributed,
    }


def _pair(function: Callable[[Sentence, Sentence], object]) -> Callable[[str], object]:
    def measured(text: str) -> object:
        one = Sentence("A00", "A", 0, len(text), 0, Kind.BODY, text, tokenise(text))
        other = f"a {text} b"
        return function(one, Sentence("B00", "B", 0, len(other), 0, Kind.BODY, other, tokenise(other)))

    return measured


def _compared(text: str) -> object:
    return compare(_story(text[: _LONGEST // 10]))


def _ground(text: str) -> object:
    made = _story(text)
    return Ground(made, {s.id: s for article in made.articles for s in split(article)})


def _story(text: str) -> Story:
    articles = (read_article("A", "a.txt", text), read_article("B", "b.txt", f"a {text}"))
    return Story("s", "s", articles)


# Measuring ----------------------------------------------------------------------------------------------------------


class _TooLongError(Exception):
    """A call that took longer than anybody waits."""


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _TooLongError


def cost(function: Callable[[str], object], text: str, runs: int = 1) -> float:
    """The CPU seconds of a call, the least of so many; infinite for one that is given up."""
    least = math.inf
    for _ in range(runs):
        before = signal.signal(signal.SIGVTALRM, _give_up)
        signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
        started = time.thread_time()
        try:
            function(text)
        except _TooLongError:
            return math.inf
        except Exception:  # refused: that has a cost as well
            pass
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
        least = min(least, time.thread_time() - started)
    return least


def growth(function: Callable[[str], object], unit: str) -> Measured:
    """How the cost of a function grows with a unit repeated: the exponent between a length and its double.

    Lengths double until the cost can be measured; a function that is quick at the longest has the exponent 0.
    """
    times_ = max(1, 500 // len(unit))
    before, spent = 0.0, 0.0
    while spent < _ENOUGH and len(unit) * times_ < _LONGEST:
        times_ *= 2
        before, spent = spent, cost(function, unit * times_)
    length = len(unit) * times_
    if spent < _ENOUGH:
        return 0.0, spent, length
    exponent = math.log2(spent / max(before, 1e-6)) if math.isfinite(spent) else math.inf
    if exponent < _STEEP or math.isinf(exponent):
        return exponent, spent, length
    # Once more and longer, so that no pause of the computer is taken for growth.
    short, long = cost(function, unit * times_, 3), cost(function, unit * (2 * times_), 2)
    return math.log2(long / max(short, 1e-6)) if math.isfinite(long) else math.inf, long, 2 * length


def steep(only: Sequence[str] = (), units: Sequence[str] = UNITS) -> Iterator[tuple[str, str, Measured]]:
    """The functions and units whose growth is steep; ``only`` are the beginnings of the functions' names."""
    for name, function in functions().items():
        if only and not name.startswith(tuple(only)):
            continue
        worst: Measured = (0.0, 0.0, 0)
        for unit in units:
            measured = growth(function, unit)
            worst = max(worst, measured)
            if measured[0] >= _STEEP:
                yield name, unit, measured
        yield name, "", worst


def report(only: Sequence[str] = ()) -> int:
    """Print a line for every function, and before it one for each unit on which it grows steeply; 1 if any does."""
    found = 0
    for name, unit, (exponent, spent, length) in steep(only):
        told = f"{name:<24} worst exponent {exponent:4.2f}"
        if unit:
            told = f"  STEEP {name:<24} {json.dumps(unit):<18} exponent {exponent:4.2f}: {spent:.2f} s for {length:,}"
        found += bool(unit)
        print(told, flush=True)
    return min(found, 1)
