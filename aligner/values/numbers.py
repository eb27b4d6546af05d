"""Counts, measures and percentages: every figure that is neither money nor a date, with what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set

from aligner.model import DifferenceType, Relation, Span, Token, Value
from aligner.tokens import STOP_WORDS, is_content, stem
from aligner.values import cues, figures
from aligner.values.cues import Cued
from aligner.values.measures import ROUNDING, Measure, measure

_NUMBER = re.compile(
    rf"(?:\b{figures.MODIFIER}\s+)?(?<![\w.,/:#])(?:{figures.FIGURE})(?![\w:/]|[.,][0-9])"
    r"(?P<percent>\s?%|[\s-]?(?:per\s?cent|percent)\b)?(?P<points>[\s-]percentage[\s-]points?\b)?",
    re.IGNORECASE,
)
# "two-thirds of voters", "a third of", "half the village". Three quarters without a hyphen may be nine months.
_SHARE = Cued(
    rf"(?:\b{figures.MODIFIER}\s+)?\b(?:(?P<times>an?|one|two|three|four)[\s-]"
    r"(?P<part>third|fifth|tenth|(?<=-)quarter)s?(?=\s+(?:of|majority)\b)"
    r"|(?P<quarters>an?|three)\s(?:quarters?)(?=\s+of\s+(?:the|all|its|their|his|her|those)\b)"
    r"|half(?=\s+(?:of|the|its|their|his|her|all)\b))",
    "half third thirds quarter quarters fifth fifths tenth tenths",
    flags=re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES = {"two": 2, "three": 3, "four": 4}
_SHARE_SLACK = 3.5
"""How many percentage points "a third" and its like may be off."""

# What stands in front of a figure that names a thing instead of counting: "GPT-4", "No. 5", "Flight 370".
_IDENTIFIER = re.compile(r"(?:[^\W_]-|\bNos?\.?\s|\bnumber\s|[#@+]|(?:^|\s)[-−]|\bminus\s)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:act|agenda|apollo|appendix|area|article|bill|channel|chapter|clause|day|district|division|episode|exit|figure"
    r"|flight|formula|gate|group|highway|interstate|lane|line|lot|model|page|paragraph|part|pier|platform|point"
    r"|proposition|resolution|room|round|route|rule|schedule|season|section|size|square|super\s+bowl|table|terminal|title"
    r"|top|unit|version|volume|ward|week|windows|world\s+war|zone)\s$",
    re.IGNORECASE,
)
"""Things that bear numbers; written small they do so only if nothing is counted ("that week 40 people died")."""
_NAMED = re.compile(r"\b(?P<name>[A-Za-z]*[A-Z][\w’'.-]*)\s$")
"""A name in front: what follows is its number ("Boeing 737"), unless it counts something ("in Gaza 40 civilians")."""
_COUNTED = re.compile(r"-[a-z]|[\s-](?:[a-z]+s|people|men|women|children|staff|feet|km|kg|mph)\b")
_SCALE_OF = re.compile(r"\b(magnitude|category|phase|grade|level|stage|tier|type|class)\s+$", re.IGNORECASE)
_NOT_COUNT_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|[EPC][SD]?T\b|BST\b)|[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b|[-–][0-9]|\s[0-9]",
    re.IGNORECASE,
)
_NOT_COUNT_BEFORE = re.compile(r"[0-9][-–]$|(?<![0-9])(?!(?:19|20)[0-9]{2}\s)[0-9]+\s$")
_COMPOUND = re.compile(r"\b(?P<unit>[a-z]{2,8}),?\s(?:and\s)?$")
_OUT_OF = re.compile(
    r"\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine)\s+(?:out\s+of|of|in)\s+(?:every\s+)?$", re.IGNORECASE
)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_RATE = re.compile(
    r"(?<!heart )(?<!exchange )(?<!murder )(?<!death )(?<!birth )"
    r"\brates?\s+(?:of|was|is|were|at|to|rose\s+to|fell\s+to)\s+$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\baged?\s+$", re.IGNORECASE)
_YEARS_OLD = re.compile(r"[\s-]years?[\s-]olds?\b", re.IGNORECASE)
_APPOSED = re.compile(r"[A-Z][\w’'.-]*,\s$")
_NOT_COUNTS = frozenset("one zero".split())
_BEFORE = 40
"""How many characters before a figure can say what it is."""
_PHRASE = 8
"""How many tokens behind a figure can say what it counts."""
PERCENT = frozenset({"%"})
POINTS = frozenset({"percentage point"})
AGE = frozenset({"old"})
"""What the age of somebody is told in."""
_TELLING = 12
"""Smaller numbers stand everywhere: they say nothing where what is counted cannot be compared."""


def find(
    text: str, start: int, end: int, tokens: Sequence[Token], taken: Iterable[Span], held: Set[str]
) -> list[Value]:
    """The numbers in ``text[start:end]`` outside the ``taken`` spans (money, dates), each with its unit's stems.

    ``held`` are the folded cues of the passage (`aligner.values.cues`).
    """
    shares = [_share(match) for match in _SHARE.finditer(held, text, start, end)]
    if not figures.may_stand(held):
        return shares
    occupied = sorted([*taken, *(Span(value.start, value.end) for value in shares)])
    matches = [m for m in figures.matches(_NUMBER, text, start, end) if not _overlaps(m, occupied)]
    return shares + list(_values(text, start, matches, tokens))


def _overlaps(match: re.Match[str], spans: Sequence[Span]) -> bool:
    at = bisect_left(spans, match.end(), key=lambda span: span.start)
    return any(match.start() < span.end for span in spans[max(0, at - 2) : at])


def _values(text: str, start: int, matches: Sequence[re.Match[str]], tokens: Sequence[Token]) -> Iterator[Value]:
    starts = [token.start for token in tokens]
    index = 0
    while index < len(matches):
        match, following = matches[index], matches[index + 1] if index + 1 < len(matches) else None
        index += 1
        joined = _range(text, start, match, following) if following else None
        if joined and following:
            index += 1
            figure, last = joined, following
        elif _skip(text, start, match):
            continue
        else:
            figure, last = figures.read(match), match
        figure = rounded(figure) if last["percent"] else figure
        figure = figure if joined else figures.loosen(figure, match)
        behind = bisect_left(starts, last.end())
        unit = _unit(text, start, match, last, tokens[behind : behind + _PHRASE])
        if _is_rest(text[max(start, match.start() - _BEFORE) : match.start()], unit):
            continue
        if not _YEAR.fullmatch(last.group()) or _COUNTED.match(text, last.end()):
            yield _value(text, match.start(), last.end(), figure, unit)


def _value(text: str, start: int, end: int, figure: figures.Figure, unit: frozenset[str]) -> Value:
    normal: dict[str, object] = {"value": figures.plain(figure.amount), "approx": figure.approx}
    if figure.to is not None:
        normal["to"] = figures.plain(figure.to)
    if unit == PERCENT:
        normal["unit"] = "%"
    return Value(DifferenceType.NUMBER, start, end, text[start:end], normal, figure.low, figure.high, unit)


def _share(match: re.Match[str]) -> Value:
    """A fraction of something as the percentage it stands for."""
    if match["part"]:
        amount = 100 * _TIMES.get(cues.fold(match["times"]), 1) / _PARTS[cues.fold(match["part"])]
    elif match["quarters"]:
        amount = 75.0 if cues.fold(match["quarters"]) == "three" else 25.0
    else:
        amount = 50.0
    figure = figures.Figure(amount, amount - _SHARE_SLACK, amount + _SHARE_SLACK, True)
    return _value(match.string, match.start(), match.end(), figures.loosen(figure, match), PERCENT)


def rounded(percent: figures.Figure) -> figures.Figure:
    """A share as it is usually told: 36 percent stands for 35.5 to 36.5."""
    whole = percent.amount == int(percent.amount) and percent.low == percent.high
    return figures.Figure(percent.amount, percent.amount - 0.5, percent.amount + 0.5, False) if whole else percent


def _range(text: str, start: int, low: re.Match[str], high: re.Match[str]) -> figures.Figure | None:
    """The range two figures are the ends of, or None: "40 to 50 people", "5-10 percent", "between 2 and 3 million".

    Both ends must count something: "a 2-3 defeat" and "a 5 to 4 decision" do not.
    """
    if not figures.is_range(text, start, low, high) or low["vague"] or high["vague"]:
        return None
    if low["percent"] and (not high["percent"] or text[low.end() : high.start()].strip() == "to"):
        return None
    before = text[max(start, low.start() - _BEFORE) : low.start()]
    if _IDENTIFIER.search(before) or _NOT_COUNT_BEFORE.search(before) or _NOT_COUNT_AFTER.match(text, high.end()):
        return None
    scaled = bool(high["digits"]) and figures.scale_of(high) > 1
    if not (high["percent"] or high["points"] or scaled or _COUNTED.match(text, high.end())):
        return None
    shared = figures.scale_of(high) if scaled and figures.scale_of(low) == 1 else 1.0
    one, other = figures.read(low, shared), figures.read(high)
    return figures.span(one, other) if one.amount < other.amount else None


def _skip(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a figure counts nothing: it names, dates or times something, or is half of a score."""
    words = match["words"]
    if words and cues.fold(words) in _NOT_COUNTS:
        return True
    first = match.start("digits") if match["digits"] else match.start()
    before = text[max(start, first - _BEFORE) : first]
    if _NOT_COUNT_AFTER.match(text, match.end()) or _NOT_COUNT_BEFORE.search(before) or _OUT_OF.search(before):
        return True
    if match["percent"] or match["points"] or _SCALE_OF.search(before):
        return False
    counted = bool(_COUNTED.match(text, match.end()))
    numbered = _NUMBERED.search(before)
    if _IDENTIFIER.search(before) or (numbered and (not counted or numbered.group()[0].isupper())):
        return True
    if match["short"] and match["short"].casefold() in ("k", "m", "b"):  # "a 1,500m race"
        return not counted or "," in match["digits"] or text[match.end() - 2].isspace()
    bare = bool(match["digits"] and match["digits"].isdigit() and not match["scale"])
    named = _NAMED.search(before)
    is_name = named is not None and named["name"].casefold() not in STOP_WORDS
    return bare and not counted and is_name and match.start() == first


def _unit(text: str, start: int, match: re.Match[str], last: re.Match[str], after: Sequence[Token]) -> frozenset[str]:
    """The stems of what is counted: of the noun phrase behind a figure, "100,000 secret files" is {secret, file}."""
    first = match.start()
    before = text[max(start, first - _BEFORE) : first]
    if last["percent"] or _RATE.search(before):
        return PERCENT
    if last["points"]:
        return POINTS
    aged = bool(_APPOSED.search(before)) and text[last.end() : last.end() + 1] == ","
    if _AGED.search(before) or _YEARS_OLD.match(text, last.end()) or (aged and match.group().isdigit()):
        return AGE
    scale = _SCALE_OF.search(before)
    return frozenset({stem(scale[1])}) if scale else _noun_phrase(after)


def _is_rest(before: str, unit: frozenset[str]) -> bool:
    """Whether a figure is the rest of a measure in two units: the minutes of "two hours and 20 minutes"."""
    found, rest = _COMPOUND.search(before), measure(unit)
    whole = measure(frozenset({stem(found["unit"])})) if found and rest else None
    return bool(whole and rest and whole.dimension == rest.dimension and rest.factor < whole.factor)


def _noun_phrase(after: Sequence[Token]) -> frozenset[str]:
    stems: list[str] = []
    for token in after:
        if not token.stem and token.text in {"-", '"', "“", "”"}:
            continue
        if not token.stem or token.text[0].isdigit():
            break
        if is_content(token):
            stems.append(token.stem)
        elif stems or token.text.casefold() not in {"of", "more", "other", "new"}:
            break
        if len(stems) == 3:
            break
    return frozenset(stems)


def compare(a: Value, b: Value) -> Relation:
    """How two numbers stand to each other; unrelated unless they count the same thing.

    Figures of which neither says what it counts, or both in words of two languages, are the same or nothing. Measures
    of one dimension are converted.
    """
    one, other = measure(a.unit), measure(b.unit)
    if one and other:
        if one.dimension != other.dimension:
            return Relation.UNRELATED
        if one.factor != other.factor:
            relation = figures.relate(_converted(a, one), _converted(b, other), approx=True)
            return Relation.FORM if relation is Relation.SAME else relation
    elif a.unit != b.unit and not a.unit & b.unit and not _are_in_two_languages(a, b):
        return Relation.UNRELATED
    left, right = a.normal or {}, b.normal or {}
    approx = bool(left["approx"] or right["approx"])
    relation = figures.relate((a.low, a.high, left["value"]), (b.low, b.high, right["value"]), approx)
    relation = figures.at_most_detail(relation, left, right)
    same_thing = bool(a.unit) and (a.unit == b.unit or bool(one and other) or bool(a.unit & b.unit))
    return relation if same_thing or relation in (Relation.SAME, Relation.FORM) else Relation.UNRELATED


def _are_in_two_languages(a: Value, b: Value) -> bool:
    """Whether two telling numbers count things whose names are words of two languages: see `aligner.mixed`."""
    one, other = ({stem.partition(":")[0] for stem in value.unit if ":" in stem} for value in (a, b))
    return bool(one and other) and one.isdisjoint(other) and min(a.high, b.high) > _TELLING


def _converted(value: Value, unit: Measure) -> tuple[float, float, float]:
    """The least, the most and the stated amount of a measure in its dimension's base unit, with slack for rounding."""
    amount = float((value.normal or {})["value"]) * unit.factor
    low, high = value.low * unit.factor, value.high * unit.factor
    return min(low, amount * (1 - ROUNDING)), max(high, amount * (1 + ROUNDING)), amount
