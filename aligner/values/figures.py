"""The grammar of written figures: digits and words, scales, ranges, "about", "dozens", and what each can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from aligner.model import Normal, Relation
from aligner.values import cues

_UNITS: dict[str, float] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS: dict[str, float] = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORTH = _UNITS | _TENS | {"a": 1.0, "an": 1.0, "half": 0.5}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "trn": 1e12,
}
# What an indefinite plural can mean. "Thousands" is said of tens of thousands too; "dozens" stops short of hundreds.
_VAGUE = {"dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 1999.0), "thousands": (2e3, 99_999.0)}
_VAGUE |= {"lakhs": (2e5, 99e5), "millions": (2e6, 999e6), "crores": (2e7, 999e7)}
_VAGUE |= {"billions": (2e9, 999e9), "trillions": (2e12, 999e12)}
# How many thousands (millions ...) "tens of" them are.
_VAGUE_OF = {
    "tens of ": (20.0, 99.0),
    "dozens of ": (24.0, 99.0),
    "hundreds of ": (200.0, 999.0),
    "thousands of ": (2e3, 99_999.0),
}
_FRACTIONS = {"half": 1 / 2, "quarter": 1 / 4, "third": 1 / 3, "fifth": 1 / 5, "tenth": 1 / 10}

# At most fifteen digits: longer ones are no figure that anybody compares, and floats stop being exact there.
DIGITS = (
    r"(?:[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,9})?"
    r"|[0-9]{1,15}(?:\.[0-9]{1,9})?)(?![0-9])"
)
_SCALE_WORDS = "hundred thousand lakh million crore billion trillion"
SCALE = rf"(?:{_SCALE_WORDS.replace(' ', '|')})"
_SHORT_SCALE = r"(?:mln|mn|bln|bn|trn|tn|k|m|b)"
_ONE_TO_NINE = "|".join(list(_UNITS)[1:10])
_SMALL = (
    rf"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:{_ONE_TO_NINE}))?"
    rf"|(?:thir|four|fif|six|seven|eigh|nine)teen|zero|ten|eleven|twelve|{_ONE_TO_NINE})"
)
_SCALED = rf"(?:[\s-]{SCALE}){{1,2}}\b"
# "two and a half million"; "a hundred and twenty thousand"; "two thousand five hundred"
_SPELLED = (
    rf"\b(?:{_SMALL}(?:\s+and\s+a\s+half)?\b(?:{_SCALED})?|an?{_SCALED})"
    rf"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))(?:\s+and)?[\s-]{_SMALL}\b(?:{_SCALED})?){{0,2}}"
)
# "half a million", "three-quarters of a billion"
_PART = rf"\b(?:half|(?:an?|one|two|three)[\s-](?:quarter|third|fifth|tenth)s?)(?:\s+of)?[\s-]+an?[\s-]{SCALE}\b"
VAGUE = (
    r"\b(?:(?:tens|dozens|hundreds|thousands)\s+of\s+(?:thousands|lakhs|millions|crores|billions|trillions)"
    r"|dozens|scores(?=\s+of\b)|hundreds|thousands|millions|billions|trillions"
    rf"|(?:several|a\s+few)\s+(?:dozen|{SCALE}(?:\s+(?:thousand|million|billion))?)|multi-?\s?(?:million|billion))\b"
)
FIGURE = (
    rf"(?:(?P<digits>(?<![0-9.,]){DIGITS})"
    rf"(?:[\s-]?(?P<scale>{SCALE}(?:\s+crore)?)\b|\s?(?P<short>{_SHORT_SCALE})\b)?"
    rf"|(?P<part>{_PART})|(?P<vague>{VAGUE})"
    rf"|(?P<dozen>\b(?:an?|half\s+a|{_SMALL})\s+dozen)\b"
    rf"|(?P<words>{_SPELLED}))"
)
"""A figure, with one named group for each way of writing one. Compile with re.IGNORECASE."""
_PLURALS = "tens dozens scores hundreds thousands lakhs millions crores billions trillions multimillion multibillion"
_HELD = cues.DIGITS | frozenset((*_UNITS, *_TENS, *_SCALE_WORDS.split(), "half", "dozen", *_PLURALS.split()))
"""The cues of which every figure holds one."""

_ABOUT = r"about|around|roughly|approximately|approx\.?|some|an?\s+estimated|estimated(?:\s+at)?|circa|close\s+to"
_JUST_BELOW = r"nearly|almost|just\s+under|close\s+on"
_BELOW = r"up\s+to|less\s+than|fewer\s+than|under|below|at\s+most|no\s+more\s+than|as\s+much\s+as|as\s+many\s+as"
_ABOVE = (
    r"(?:just\s+|well\s+)?"
    r"(?:more\s+than|over|at\s+least|above|upwards?\s+of|no\s+(?:less|fewer)\s+than|greater\s+than|exceeding|in\s+excess\s+of)"
)
MODIFIER = rf"(?:(?P<about>{_ABOUT})|(?P<almost>{_JUST_BELOW})|(?P<below>{_BELOW})|(?P<above>{_ABOVE}))"
"""The words in front that loosen a figure."""

_OPENING = (
    "about around roughly approximately approx some a an estimated circa close nearly almost just up less fewer under "
    "below at no as well more over above upward upwards greater exceeding in several multi"
)
_OPENERS = frozenset((*_HELD, *_OPENING.split()))
"""The words that a figure, or the modifier in front of it, may begin with."""
_WORD = re.compile(r"\w+")
_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|or)\s+")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:from|by)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read: its amount, the least and the most its words can mean, and whether the text hedges it.

    ``to`` is the upper end of a range ("19 to 22 million"), of which ``amount`` is the lower end.
    """

    amount: float
    low: float
    high: float
    approx: bool
    to: float | None = None


def may_stand(held: Set[str]) -> bool:
    """Whether a figure may stand in a passage with the folded cues ``held`` (`aligner.values.cues`)."""
    return not _HELD.isdisjoint(held)


def matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds of a pattern of a FIGURE that begins a word, perhaps with a MODIFIER in front.

    It is tried only at the words that these may begin with, a few of a sentence's, instead of at every character.
    """
    last = start
    for word in _WORD.finditer(text, start, end):
        at = word.start()
        if at < last or not (text[at] in "0123456789" or cues.fold(word.group()) in _OPENERS):
            continue
        match = pattern.match(text, at, end)
        if match:
            yield match
            last = match.end()


def read(match: re.Match[str], scale_hint: float = 1.0) -> Figure:
    """The figure of a FIGURE match. ``scale_hint`` multiplies bare digits ("$19 and $22 million": 1e6 for the 19)."""
    if match["vague"]:
        return _vague(match["vague"])
    amount, precision = _exact(match, scale_hint)
    return Figure(amount, amount - precision / 2, amount + precision / 2, False)


def loosen(figure: Figure, match: re.Match[str]) -> Figure:
    """The figure as the modifier in its match leaves it: "about" widens, "nearly" lowers, "more than" raises.

    The slack of "about" and "nearly" is one unit of the last digit that is not a nought, at most an eighth of the
    amount: "about 40" is 35 to 45, "roughly 141" is 140 to 142. "Up to 100" is not said of 30, nor "over 100" of 300.
    """
    amount = figure.amount
    slack = min(_last_unit(amount), amount / 8)
    if match["about"]:
        return Figure(amount, amount - slack, amount + slack, True)
    if match["almost"]:
        return Figure(amount, amount - slack, amount, True)
    if match["below"]:
        return Figure(amount, amount / 2, amount, True)
    if match["above"]:
        return Figure(amount, amount, 2 * amount, True)
    return figure


def is_range(text: str, start: int, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two figures are the ends of a range: joined by "to", "or" or a dash, or by "between ... and".

    "From 2 to 5 percent" and "by 2 to 5" tell of a change and a score, not of a range.
    """
    joint = text[first.end() : second.start()]
    before = text[max(start, first.start() - 12) : first.start()]
    if joint.strip() == "and":
        return bool(_BETWEEN.search(before))
    return bool(_TO.fullmatch(joint)) and not _CHANGE.search(before)


def span(low: Figure, high: Figure) -> Figure:
    """The range from one figure to the other."""
    return Figure(low.amount, low.low, high.high, True, high.amount)


def relate(a: tuple[float, float, float], b: tuple[float, float, float], approx: bool) -> Relation:
    """How two figures in one unit stand to each other, each given as (least, most, stated amount).

    Equal amounts are the same; an amount that the other's rounding allows is another form of it; any other overlap
    ("dozens" and 43, "43 million" and "nearly 44") is a detail; no overlap is a conflict.
    """
    if a[2] == b[2]:
        return Relation.FORM if approx and a[:2] != b[:2] else Relation.SAME
    if a[1] <= b[0] or b[1] <= a[0]:  # ranges that only touch were rounded from different figures
        return Relation.CONFLICT
    width = max(a[1] - a[0], b[1] - b[0])
    within = a[0] < b[2] <= a[1] or b[0] < a[2] <= b[1]
    return Relation.FORM if within and width <= 0.3 * max(a[2], b[2]) else Relation.DETAIL


def at_most_detail(relation: Relation, a: Normal, b: Normal) -> Relation:
    """``relation``, unless only one of two figures is a range, or both are with other ends: then it is no mere form."""
    ranged = a.get("to") != b.get("to") and relation in (Relation.SAME, Relation.FORM)
    return Relation.DETAIL if ranged else relation


def rounding(amount: float) -> float:
    """The worth of one unit of the last digit that is written, when the amount is large enough to be rounded."""
    return _last_unit(amount) if amount >= 1000 else 0.0


def _last_unit(amount: float) -> float:
    """The worth of the last digit that is not nought: 10 for 40, 100,000,000 for 5.6 billion."""
    digits = f"{amount:.6f}".rstrip("0").rstrip(".")
    whole, _, decimals = digits.partition(".")
    return 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))


def plain(amount: float) -> int | float:
    """The amount as it is written out: whole numbers without a fraction."""
    return int(amount) if amount == int(amount) else round(amount, 4)


def scale_of(match: re.Match[str]) -> float:
    """The scale a FIGURE match of digits is written with: 1e6 for "3 million", 1.0 for "3"."""
    return _factor(match["scale"] or match["short"] or "")


def _factor(scales: str) -> float:
    """The product of scale words: "hundred thousand", "lakh crore"."""
    factor = 1.0
    for word in cues.fold(scales).split():
        factor *= _SCALES[word]
    return factor


def _vague(words: str) -> Figure:
    folded = re.sub(r"\s+", " ", cues.fold(words))
    folded = re.sub(r"^(?:several|a few) (\w+) (\w+)", r"\1s of \2s", folded)  # several hundred thousand
    folded = re.sub(r"^(?:several |a few |multi-? ?)(\w+)$", r"\1s", folded)  # several hundred, multimillion
    for prefix, (low, high) in _VAGUE_OF.items():
        if folded.startswith(prefix):
            scale = _SCALES[folded.removeprefix(prefix).rstrip("s")]
            return Figure(low * scale, low * scale, (high + 1) * scale - 1, True)
    low, high = _VAGUE[folded.split(" ")[0]]
    return Figure(low, low, high, True)


def _exact(match: re.Match[str], scale_hint: float) -> tuple[float, float]:
    """Amount, and the worth of one unit of the last digit that is written (0 for a count written out in full)."""
    if match["digits"]:
        digits = re.sub(r"[^0-9.]", "", match["digits"])
        scale = scale_of(match)
        scale = scale if scale > 1 else scale_hint
        decimals = len(digits.partition(".")[2])
        return float(digits) * scale, (scale * 10.0**-decimals if scale > 1 or decimals else trailing(digits))
    if match["part"]:
        words = re.split(r"[\s-]+", cues.fold(match["part"]))
        fraction = next(part for word in words if (part := _FRACTIONS.get(word.rstrip("s"))))
        amount = {"two": 2, "three": 3}.get(words[0], 1) * fraction * _SCALES[words[-1]]
        return amount, amount / 5
    if match["dozen"]:
        times = cues.fold(match["dozen"])
        amount = 6.0 if times.startswith("half") else 12 * _spelled(times.rsplit(maxsplit=1)[0])[0]
        return amount, amount / 3
    return _spelled(match["words"])


def trailing(digits: str) -> float:
    """The rounding a plain number allows: 85,000 may stand for 84,600, but 42 and 2,024 stand for themselves."""
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if zeros >= 2 and len(digits) - zeros <= 3 else 0.0


def _spelled(words: str) -> tuple[float, float]:
    """Amount and rounding of a number in words: "two million" is told in millions, "two hundred and six" exactly."""
    folded = re.sub(r"\s+and\s+a\s+half\b", " half", cues.fold(words))
    total = current = 0.0
    least = 0.0
    for word in re.split(r"[\s-]+", folded):
        if word in _SCALES:  # of "two hundred thousand" the hundred waits for the thousand
            current = max(current, 1.0) * _SCALES[word]
            least = _SCALES[word] * (least if least > 1 else 1.0)
            if word != "hundred":
                total, current = total + current, 0.0
        elif word != "and":
            current += _WORTH[word]
            least = 0.0
    return total + current, least / 5 if " half" in folded else least
