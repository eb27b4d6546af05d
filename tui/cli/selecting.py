"""Which facts ``synoptic export`` writes: what the filter of the screen can ask for, and numbers."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from aligner.errors import SynopticError, printable
from aligner.model import Agreement, Comparison, DifferenceType, Verdict
from tui import config

if TYPE_CHECKING:
    from aligner.export import Selection
    from tui.view import Filter

_ALL_BUT_ONE = "all-but-one"
_AGREEMENTS = {
    "conflict": Agreement.CONFLICT,
    "detail": Agreement.PARTIAL,
    "agree": Agreement.AGREE,
    "one": Agreement.SINGLE,
}
_OF_SOURCES = (*_AGREEMENTS, _ALL_BUT_ONE)
_TYPES = {type_.value: type_ for type_ in DifferenceType}
_VERDICTS = {
    "open": Verdict.OPEN,
    "checked": Verdict.CHECKED,
    "ask": Verdict.ASK,
    "wrong": Verdict.WRONG,
}
_TRAITS = {"note": "NOTE", "corrected": "CORRECTED", "stale": "STALE"}
_STANDINGS = {"misses": "MISSES", "lacks": "LACKS", "differs": "DIFFERS", "alone": "ALONE"}
"""By word, the name of the member in ``Trait`` and ``Standing``: their modules load more than a command line needs."""
_NUMBERS = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """The arguments that choose facts: of one kind they widen each other, the kinds narrow each other."""
    group = parser.add_argument_group("facts", "Which to write. Of several words, with commas between, any holds.")
    group.add_argument("--facts", metavar="3,7,12-15", type=_numbers, help="these, by the numbers on the screen")
    group.add_argument(
        "--agreement",
        metavar="WORD",
        type=_words(_OF_SOURCES),
        help=f"what the sources make of it: {_any(_OF_SOURCES)}",
    )
    group.add_argument(
        "--type", metavar="WORD", type=_words(_TYPES), help=f"with a difference in: {_any(_TYPES)}", dest="types"
    )
    group.add_argument("--says", metavar="A,B", type=_letters, help="every one of these sources tells it")
    group.add_argument("--silent", metavar="A,B", type=_letters, help="none of these sources tells it")
    group.add_argument("--text", metavar="TEXT", type=_text, help="a sentence of it holds the text")
    group.add_argument("--verdict", metavar="WORD", type=_words(_VERDICTS), help=f"as it was judged: {_any(_VERDICTS)}")
    group.add_argument(
        "--has", metavar="WORD", type=_words(_TRAITS), help=f"with what else the desk left on it: {_any(_TRAITS)}"
    )
    group.add_argument(
        "--standing",
        metavar="WORD",
        type=_words(_STANDINGS),
        help=f"how it stands to the draft: {_any(_STANDINGS)} (all tell, draft lacks; draft lacks; differs; alone)",
    )
    group.add_argument(
        "--order",
        metavar="ORDER",
        choices=config.ORDERS,
        help=f"of the facts: {'; '.join(config.ORDERS)} (the default is reading, with --facts as they are named)",
    )


def selection(chosen: argparse.Namespace, comparison: Comparison) -> Selection | None:
    """The facts that the command line asks for, None where it asks for all as they come.

    Raises SynopticError for a number, a source or a draft that the comparison does not have.
    """
    asked = (chosen.agreement, chosen.types, chosen.says, chosen.silent, chosen.text, chosen.verdict)
    filters = any(asked) or bool(chosen.has or chosen.standing)
    if not filters and chosen.facts is None and chosen.order in (None, config.ORDERS[0]):
        return None
    from aligner.export import Selection

    found: Sequence[int] = range(len(comparison.facts))
    names = []
    if filters or chosen.order is not None:
        from tui.view import Order, arrange

        filter_ = _filter(chosen, comparison)
        order = Order(chosen.order or config.ORDERS[0])
        found = arrange(comparison, filter_, order)
        names += [f"filter: {filter_.name}"] if filters else []
        names += [f"order: {order}"] if order is not Order.READING else []
    if chosen.facts is not None:
        named = _indexes(chosen.facts, comparison)
        found = [index for index in found if index in named] if chosen.order else [i for i in named if i in set(found)]
        names.insert(0, f"facts {_ranges(chosen.facts)}")
    return Selection(tuple(found), " · ".join(names))


def _filter(chosen: argparse.Namespace, comparison: Comparison) -> Filter:
    from aligner import draft
    from tui.view import Filter, Trait

    if chosen.standing and draft.source_of(comparison.story) is None:
        raise SynopticError("--standing is to a draft, and there is none: name it with --draft FILE")
    agreements = chosen.agreement or ()
    return Filter(
        agreements=frozenset(_AGREEMENTS[word] for word in agreements if word != _ALL_BUT_ONE),
        all_but_one=_ALL_BUT_ONE in agreements,
        types=frozenset(_TYPES[word] for word in chosen.types or ()),
        draft=frozenset(draft.Standing[_STANDINGS[word]] for word in chosen.standing or ()),
        says=_sources(chosen.says, comparison),
        silent=_sources(chosen.silent, comparison),
        text=chosen.text or "",
        verdicts=frozenset(_VERDICTS[word] for word in chosen.verdict or ()),
        traits=frozenset(Trait[_TRAITS[word]] for word in chosen.has or ()),
    )


def _sources(letters: Sequence[str] | None, comparison: Comparison) -> frozenset[str]:
    known = [article.id for article in comparison.story.articles]
    for letter in letters or ():
        if letter not in known:
            raise SynopticError(f"there is no source {printable(letter)}: the sources are {', '.join(known)}")
    return frozenset(letters or ())


def _indexes(ranges: Sequence[tuple[int, int]], comparison: Comparison) -> list[int]:
    """The indexes of the facts with these numbers, each once, in the order they were named."""
    count = len(comparison.facts)
    for first, last in ranges:
        if not 1 <= first <= last <= count:
            raise SynopticError(f"there is no fact {last if first > 0 else first}: the facts are numbered 1 to {count}")
    return list(dict.fromkeys(number - 1 for first, last in ranges for number in range(first, last + 1)))


def _ranges(ranges: Iterable[tuple[int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


# Arguments ------------------------------------------------------------------------------------------------------------


def _any(words: Iterable[str]) -> str:
    return ", ".join(words)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _words(known: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Reads words with commas between, each one of those known."""

    def read(text: str) -> tuple[str, ...]:
        words = tuple(dict.fromkeys(part.lower() for part in _parts(text)))
        unknown = next((word for word in words if word not in known), None if words else text)
        if unknown is not None:
            raise argparse.ArgumentTypeError(f"{unknown!r} is none of {_any(known)}")
        return words

    return read


def _letters(text: str) -> tuple[str, ...]:
    letters = tuple(dict.fromkeys(part.upper() for part in _parts(text)))
    if not letters:
        raise argparse.ArgumentTypeError(f"{text!r} names no source: A, or A,B")
    return letters


def _text(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(f"{text!r} holds no text to look for")
    return text


def _numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Numbers and ranges of them, both ends included."""
    found = []
    for part in _parts(text):
        match = _NUMBERS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match is not None else (1, 0)
        if first > last:
            raise argparse.ArgumentTypeError(f"{part!r} is no number of a fact and no range of them, as in 3,7,12-15")
        found.append((first, last))
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} names no fact; as in 3,7,12-15")
    return tuple(found)
