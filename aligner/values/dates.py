"""Dates: found, brought to one form, compared. Relative ones are fixed only where the article says its own date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Set
from functools import lru_cache
from typing import Any, NamedTuple

from aligner.model import DifferenceType, Normal, Relation, Value
from aligner.values import cues
from aligner.values.cues import Cued

_MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
# With a slip that the pattern takes, too.
_MONTH_WORDS = f"jan feb mar apr jun jul aug sep sept sepember oct nov dec {' '.join(_MONTHS)}"
_FULL_MONTH = rf"(?:{'|'.join(month.capitalize() for month in _MONTHS)})"
_WEEKDAY = rf"(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}"
_COUNT = r"(?:[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|several)"
_PERIODS = r"(?:days?|weeks?|months?|years?)"
_PERIOD_WORDS = "day days week weeks month months year years"
_TO = r"(?:\s?[-–]\s?|\s+(?:to|through|until|and)\s+)"
_OF_YEAR = rf"(?:,?\s+(?P<year>{_YEAR})\b)?"

_FEASTS = "Ash Black Bloody Cyber Easter Giving Good Holy Palm Ruby Super".split()
_NOT_AFTER_FEAST = "".join(rf"(?<!\b{word}\s)" for word in _FEASTS)
_NOT_A_PAPER = r"(?!['’]s\s+[A-Z]|\s+(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Night|Club|Group)\b)"


class _Frame(NamedTuple):
    """What the words around a date tell of it: the article's own date, and whether the sentence looks ahead."""

    published: dt.date | None
    ahead: bool


def find(text: str, start: int, end: int, published: dt.date | None, held: Set[str]) -> list[Value]:
    """The dates in ``text[start:end]`` as values, in reading order.

    ``published`` is the article's own date, if it tells one: what "today" and "on Monday" are counted from. ``held``
    are the folded cues of the passage (`aligner.values.cues`).
    """
    if _CUES.isdisjoint(held):
        return []
    hints = {hint for hint in _HINTS if hint.search(held, text, start, end)}
    ahead = bool(published and _HAS_WEEKDAY in hints and _FUTURE.compiled.search(text, start, end))
    frame = _Frame(published, ahead)
    found: list[Value] = []
    for hint, pattern, read in _FORMS:
        if hint not in hints:
            continue
        taken = sorted((value.start, value.end) for value in found)
        for match in pattern.compiled.finditer(text, start, end):
            while taken and taken[0][1] <= match.start():
                taken.pop(0)
            if taken and taken[0][0] < match.end():
                continue
            normal = read(match, frame)
            if normal is not NO_DATE:
                found.append(Value(DifferenceType.DATE, match.start(), match.end(), match.group(), normal))
    return sorted(found, key=lambda value: value.start)


NO_DATE: Normal = {}
"""What a reader answers when the words only look like a date."""


def _iso(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": match.group(), "precision": "day"} if calendar_weekday(match.group()) is not None else NO_DATE


def _days(match: re.Match[str], frame: _Frame) -> Normal:
    """ "March 5-7, 2024", "5 to 7 March"."""
    month = f"{match['year'] or '-'}-{_month(match['month']):02}"
    first, last = f"{month}-{int(match['day']):02}", f"{month}-{int(match['last']):02}"
    return {"date": f"{first}/{last}", "precision": "range"} if first < last and exists(last) else NO_DATE


def _day(match: re.Match[str], frame: _Frame) -> Normal:
    """ "Tuesday, March 5th, 2024", "the 5th of March"."""
    date = f"{match['year'] or '-'}-{_month(match['month']):02}-{int(match['day']):02}"
    normal: dict[str, Any] = {"date": date, "precision": "day"}
    if match["weekday"] and not match["year"]:
        normal["weekday"] = match["weekday"].casefold()
    return normal if exists(date) else NO_DATE


def _month_of_year(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": f"{match['year']}-{_month(match['month']):02}", "precision": "month"}


def _bare_month(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": f"--{_month(match['month']):02}", "precision": "month"}


def _years(match: re.Match[str], frame: _Frame) -> Normal:
    """ "from 2014 to 2017", "2014-2017", "2014-17"."""
    return years(match)


def years(match: re.Match[str]) -> Normal:
    """The normal form of a range of years, whatever the language: ``year`` and ``last``, of four digits or of two."""
    last = match["last"] if len(match["last"]) == 4 else match["year"][:2] + match["last"]
    return {"date": f"{match['year']}/{last}", "precision": "range"} if match["year"] < last else NO_DATE


def _weekday(match: re.Match[str], frame: _Frame) -> Normal:
    """A weekday, fixed to the latest such day up to the article's own date, where that is known.

    In a sentence that looks ahead, and as "last" or "this Monday", it may be another week's: it is not fixed then.
    """
    fixed = frame.published if not frame.ahead and not match["lead"] else None
    return weekday(match["weekday"].casefold(), fixed)


def weekday(name: str, published: dt.date | None) -> Normal:
    """The normal form of a weekday by its English name: the latest such day up to ``published``; if None, any one."""
    normal: dict[str, Any] = {"weekday": name}
    if published is not None:
        date = published - dt.timedelta(days=(published.weekday() - WEEKDAYS.index(name)) % 7)
        normal |= {"date": date.isoformat(), "precision": "day", "resolved": True}
    return normal


def _year(match: re.Match[str], frame: _Frame) -> Normal:
    """A bare year, unless it is a figure: "$2000", "2000 people", "2,015"."""
    at = match.start("year")
    before, after = match.string[max(0, at - 1) : at], match.string[match.end() : match.end() + 9]
    counts = re.match(r"\s*(?:%|people|men\b|women|km\b|miles|per\s?cent|troops)", after)
    return NO_DATE if before in set("$€£¥.,/#+") or counts else {"date": match["year"], "precision": "year"}


def _relative(match: re.Match[str], frame: _Frame) -> Normal | None:
    published, words = frame.published, cues.fold(match.group()).split()
    if not published or match.group() == "Today":  # "Today, one in five ..." is no day
        return None
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(words[-1])
    if shift is not None:
        date = published + dt.timedelta(days=shift)
        return {"date": date.isoformat(), "precision": "day", "resolved": True}
    steps = {"last": -1, "this": 0, "next": 1}[words[-2]]
    if words[-1] == "year":
        return {"date": f"{published.year + steps:04}", "precision": "year", "resolved": True}
    if words[-1] == "month":
        months = 12 * published.year + published.month - 1 + steps
        return {"date": f"{months // 12:04}-{months % 12 + 1:02}", "precision": "month", "resolved": True}
    return None


def _unfixed(match: re.Match[str], frame: _Frame) -> Normal | None:
    return None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.casefold().rstrip(".")[:3]))


def exists(date: str) -> bool:
    """Whether the calendar has a day; where no year is told, 29 February is one."""
    return calendar_weekday(date.replace("--", "2024-") if date.startswith("--") else date) is not None


def calendar_weekday(date: str) -> int | None:
    """The weekday of an ISO date, 0 for Monday, or None if there is no such day."""
    try:
        return dt.date.fromisoformat(date).weekday()
    except ValueError:
        return None


_HAS_MONTH = Cued(rf"\b{_MONTH}\b", _MONTH_WORDS)
_HAS_YEAR = Cued(r"\b(?:1[0-9]|20)[0-9]{2}\b", "1 2")
_HAS_WEEKDAY = Cued(rf"\b{_WEEKDAY}\b", " ".join(WEEKDAYS))
_HAS_PERIOD = Cued("", "next coming past last following", _PERIOD_WORDS)
_HAS_AGO = Cued("", "ago", _PERIOD_WORDS)
_HAS_RELATION = Cued(
    "",
    "today tomorrow yesterday last next this",
    "today tomorrow yesterday week month year spring summer autumn fall winter",
)
_HINTS = (_HAS_MONTH, _HAS_YEAR, _HAS_WEEKDAY, _HAS_PERIOD, _HAS_AGO, _HAS_RELATION)
_CUES = frozenset().union(*(hint.cues[0] for hint in _HINTS))
"""A passage that holds none of them holds no date."""
_FUTURE = Cued(
    r"\b(?:will|would|shall|scheduled|expected|due|plan(?:s|ned)?|set\s+to|upcoming|until|by|before)\b|[’']ll\b"
)

# Each way of writing a date: a cheap test that it may occur, its pattern, its reader. The first to match has the words.
_Reader = Callable[[re.Match[str], _Frame], Normal | None]
_FORMS: tuple[tuple[Cued, Cued, _Reader], ...] = tuple(
    (hint, Cued(pattern), reader)
    for hint, pattern, reader in (
        (_HAS_YEAR, rf"\b{_YEAR}-[01][0-9]-[0-3][0-9]\b", _iso),
        (  # March 5-7, 2024
            _HAS_MONTH,
            rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_NTH}{_TO}(?P<last>{_DAY}){_NTH}\b"
            rf"(?![:.,][0-9]|\s?%|\s+(?:percent|{_MONTH}))" + _OF_YEAR,
            _days,
        ),
        (  # 5-7 March 2024
            _HAS_MONTH,
            rf"(?<![\d.,:])\b(?P<day>{_DAY}){_NTH}{_TO}(?P<last>{_DAY}){_NTH}\s+(?:of\s+)?(?P<month>{_MONTH})\b{_OF_YEAR}",
            _days,
        ),
        (  # on Tuesday, March 5th, 2024
            _HAS_MONTH,
            rf"(?:\b(?:[Oo]n\s+)?(?P<weekday>{_WEEKDAY}),?\s+)?"
            rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_NTH}\b(?![:.,][0-9]|\s?%|\s+percent){_OF_YEAR}",
            _day,
        ),
        (  # Tuesday the 5th of March 2024; but "10 May have"
            _HAS_MONTH,
            rf"(?:\b(?:[Oo]n\s+)?(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?"
            rf"(?<![\d.,:])\b(?P<day>{_DAY}){_NTH}\s+(?:of\s+)?(?P<month>{_MONTH})\b"
            rf"(?!\s+(?:said|told|ha[sd]|have|not|be)\b){_OF_YEAR}",
            _day,
        ),
        (  # late March 2024
            _HAS_MONTH,
            rf"\b(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[\s-]+)?(?P<month>{_FULL_MONTH})(?:\s+of)?,?\s+(?P<year>{_YEAR})\b",
            _month_of_year,
        ),
        (  # from 2014 to 2017
            _HAS_YEAR,
            rf"\b(?:[Ff]rom|[Bb]etween)\s+(?P<year>{_YEAR})\s+(?:to|through|until|and)\s+(?P<last>{_YEAR})\b",
            _years,
        ),
        (  # 2014-2017, 2014-17
            _HAS_YEAR,
            rf"(?<![-–$€£])\b(?P<year>{_YEAR})\s?[-–]\s?(?P<last>{_YEAR}|(?<=[0-9][-–])[0-9]{{2}})\b(?![-–.,/]?[0-9])",
            _years,
        ),
        (  # in March; but "in May Smith's office"
            _HAS_MONTH,
            r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id-?)\s+"
            rf"(?:(?:early|mid|late)[\s-]+)?(?P<month>{_FULL_MONTH})\b(?!\s+(?:\d|[A-Z]))",
            _bare_month,
        ),
        (  # on Monday; but "Black Friday", "The Sunday Times"
            _HAS_WEEKDAY,
            _NOT_AFTER_FEAST
            + rf"\b(?:[Oo]n\s+|(?P<lead>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<weekday>{_WEEKDAY})\b"
            + _NOT_A_PAPER,
            _weekday,
        ),
        (  # in 2014, in 1789; but "the 1990s", "2014/15"
            _HAS_YEAR,
            rf"\b(?:[Ii]n\s+|[Ee]arly\s+(?:in\s+)?|[Ll]ate\s+(?:in\s+)?|[Mm]id-)?"
            rf"\b(?P<year>{_YEAR}|(?<=\b[Ii]n )1[0-9]{{3}}|(?<=\b[Ss]ince )1[0-9]{{3}})\b"
            r"(?![-,./][0-9]|['’]s\b(?!\s+[a-z]))",
            _year,
        ),
        (  # in the next two weeks
            _HAS_PERIOD,
            rf"\b(?:with)?in\s+the\s+(?:next|coming|past|last|following)(?:\s+{_COUNT})?\s+{_PERIODS}\b",
            _unfixed,
        ),
        (_HAS_AGO, rf"\b{_COUNT}\s+{_PERIODS}\s+ago\b", _unfixed),
        (
            _HAS_RELATION,
            r"\b(?i:(?:earlier\s+|later\s+)?(?:yesterday|tomorrow|today"
            r"|(?:last|next|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)))\b",
            _relative,
        ),
    )
)


def compare(a: Normal | None, b: Normal | None) -> Relation:
    """How two dates stand to each other by the parts both tell: year, month, day, weekday.

    A missing year is never guessed: "February 26" agrees with any year's, and a weekday speaks against a date only when
    that date has its own year.
    """
    if not a or not b:
        return Relation.UNRELATED
    if "range" in (a.get("precision"), b.get("precision")):
        return _compare_ranges(a, b)
    parts = list(zip(_parts(a), _parts(b), strict=True))
    shared = [(x, y) for x, y in parts if x is not None and y is not None]
    if any(x != y for x, y in shared):
        return Relation.CONFLICT
    if not shared:
        return Relation.UNRELATED
    if all((x is None) == (y is None) for x, y in parts):
        return Relation.SAME
    only_weekday = {"weekday"} in (set(a) - {"resolved"}, set(b) - {"resolved"})
    return Relation.FORM if only_weekday else Relation.DETAIL  # "Monday" is how a newspaper writes a date


def _compare_ranges(a: Normal, b: Normal) -> Relation:
    if a.get("precision") == b.get("precision"):
        return Relation.SAME if a["date"] == b["date"] else Relation.CONFLICT
    return Relation.UNRELATED


def _parts(normal: Normal) -> tuple[int | None, int | None, int | None, int | None]:
    """Year, month, day and weekday (0 is Monday), each None where it is not told and cannot be worked out."""
    return _parsed(str(normal.get("date", "")), normal.get("weekday"))


@lru_cache(1 << 12)
def _parsed(text: str, name: str | None) -> tuple[int | None, int | None, int | None, int | None]:
    year = int(text[:4]) if re.match(r"\d{4}", text) else None
    rest = text[4:] if year else text[1:]
    found = re.match(r"-(\d\d)(?:-(\d\d))?", rest)
    month = int(found[1]) if found else None
    day = int(found[2]) if found and found[2] else None
    weekday = WEEKDAYS.index(name) if name is not None else None
    if year and month and day:
        weekday = calendar_weekday(f"{year:04}-{month:02}-{day:02}")
    return year, month, day, weekday
