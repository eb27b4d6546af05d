"""Dates in a language's own words, of the same form as English ones; relative ones are fixed by the article's date."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from aligner.languages import Language
from aligner.languages.language import Calendar
from aligner.model import DifferenceType, Normal, Value
from aligner.values.cues import Cued
from aligner.values.dates import NO_DATE, WEEKDAYS, exists, weekday, years
from aligner.values.local.grammar import END, NEVER, patterns

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_YEAR = r"(?:19|20)[0-9]{2}"


@dataclass(frozen=True, slots=True)
class _Frame:
    published: dt.date | None
    ahead: bool
    calendar: Calendar


_Reader = Callable[[re.Match[str], _Frame], Normal | None]
_Form = tuple[Cued, bool, _Reader]
"""A way of writing dates: its pattern, whether that needs a digit, its reader."""
_DIGIT = re.compile("[0-9]")


def find(text: str, start: int, end: int, published: dt.date | None, language: Language) -> list[Value]:
    """The dates in ``text[start:end]`` as values, in reading order, ``published`` as in `aligner.values.dates`."""
    forms, future = _forms(language)
    ahead = bool(published and future.search(text, start, end))
    frame = _Frame(published, ahead, language.calendar or Calendar((), ()))
    has_digit = _DIGIT.search(text, start, end) is not None
    found: list[Value] = []
    for pattern, needs_digit, read in forms:
        if needs_digit and not has_digit:
            continue
        taken = deque(sorted((value.start, value.end) for value in found))
        for match in pattern.compiled.finditer(text, start, end):
            while taken and taken[0][1] <= match.start():
                taken.popleft()
            if taken and taken[0][0] < match.end():
                continue
            normal = read(match, frame)
            if normal is not NO_DATE:
                found.append(Value(DifferenceType.DATE, match.start(), match.end(), match.group(), normal))
    return sorted(found, key=lambda value: value.start)


# --- readers --------------------------------------------------------------------------------------


def _iso(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": match.group(), "precision": "day"} if exists(match.group()) else NO_DATE


def _digits(match: re.Match[str], frame: _Frame) -> Normal:
    """ "27.2.2024", "27/02/2024", "2024年2月27日": a day in digits, the day before the month."""
    year = f"{int(match['year']):04}" if match["year"] else "-"
    date = f"{year}-{int(match['month']):02}-{int(match['day']):02}"
    return {"date": date, "precision": "day"} if exists(date) else NO_DATE


def _day(match: re.Match[str], frame: _Frame) -> Normal:
    """ "am Dienstag, 27. Februar 2024", "le 27 février", "27 de febrero de 2024"."""
    date = f"{match['year'] or '-'}-{_month(match, frame):02}-{int(match['day']):02}"
    normal: dict[str, Any] = {"date": date, "precision": "day"}
    if match["weekday"] and not match["year"]:
        normal["weekday"] = _weekday_name(match, frame)
    return normal if exists(date) else NO_DATE


def _days(match: re.Match[str], frame: _Frame) -> Normal:
    """ "5. bis 7. März 2024", "du 5 au 7 mars"."""
    month = f"{match['year'] or '-'}-{_month(match, frame):02}"
    first, last = f"{month}-{int(match['day']):02}", f"{month}-{int(match['last']):02}"
    return {"date": f"{first}/{last}", "precision": "range"} if first < last and exists(last) else NO_DATE


def _month_of_year(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": f"{match['year']}-{_month(match, frame):02}", "precision": "month"}


def _bare_month(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": f"--{_month(match, frame):02}", "precision": "month"}


def _years(match: re.Match[str], frame: _Frame) -> Normal:
    return years(match)


def _year(match: re.Match[str], frame: _Frame) -> Normal:
    return {"date": match["year"], "precision": "year"}


def _weekday(match: re.Match[str], frame: _Frame) -> Normal:
    """A weekday, fixed to the latest such day up to the article's own date, unless the sentence looks elsewhere."""
    fixed = frame.published if not (frame.ahead or match["before"] or match["behind"]) else None
    return weekday(_weekday_name(match, frame), fixed)


def _shifted(match: re.Match[str], frame: _Frame, days: int) -> Normal | None:
    if not frame.published:
        return None
    date = frame.published + dt.timedelta(days=days)
    return {"date": date.isoformat(), "precision": "day", "resolved": True}


def _other_year(match: re.Match[str], frame: _Frame, years: int) -> Normal | None:
    if not frame.published:
        return None
    return {"date": f"{frame.published.year + years:04}", "precision": "year", "resolved": True}


def _other_month(match: re.Match[str], frame: _Frame, months: int) -> Normal | None:
    if not frame.published:
        return None
    at = 12 * frame.published.year + frame.published.month - 1 + months
    return {"date": f"{at // 12:04}-{at % 12 + 1:02}", "precision": "month", "resolved": True}


def _unfixed(match: re.Match[str], frame: _Frame) -> Normal | None:
    return None


def _month(match: re.Match[str], frame: _Frame) -> int:
    return _which(frame.calendar.months, match["month"]) + 1


def _weekday_name(match: re.Match[str], frame: _Frame) -> str:
    return WEEKDAYS[_which(frame.calendar.weekdays, match["weekday"])]


def _which(names: tuple[str, ...], word: str) -> int:
    # A look-behind of a pattern cannot see what stands before the word alone: it has been matched once already.
    bare = (re.sub(r"\(\?<=[^)]*\)", "", pattern) for pattern in names)
    return next(n for n, pattern in enumerate(bare) if re.fullmatch(pattern, word, re.IGNORECASE))


# --- forms ----------------------------------------------------------------------------------------

# Dates in digits, which need no language: ISO 8601, day before month, Chinese and Japanese.
_IN_DIGITS: tuple[tuple[str, _Reader], ...] = (
    (rf"(?<![\d-]){_YEAR}-[01][0-9]-[0-3][0-9](?![\d-])", _iso),
    (
        rf"(?<![\d./-])(?P<day>{_DAY})(?P<mark>[./-])\s?(?P<month>1[0-2]|0?[1-9])(?P=mark)\s?(?P<year>{_YEAR})(?!\d)",
        _digits,
    ),
    (rf"(?:(?P<year>{_YEAR})年)?(?P<month>1[0-2]|[1-9])月(?P<day>{_DAY})日", _digits),
)


@cache
def _forms(language: Language) -> tuple[tuple[_Form, ...], re.Pattern[str]]:
    """The ways a language writes dates, each with its reader, the first to match first; and what looks ahead."""
    own = language.calendar
    given = [*_IN_DIGITS, *(_in_words(own, language) if own else ())]
    # Where a day or a year may be left out, the other one may not.
    forms = tuple((Cued(p, flags=re.IGNORECASE), _DAY in p or _YEAR in p, reader) for p, reader in given)
    return forms, re.compile(rf"\b(?:{own.future if own else NEVER}){END}", re.IGNORECASE)


def _in_words(own: Calendar, language: Language) -> list[tuple[str, _Reader]]:
    month = rf"(?P<month>{patterns(own.months)}){END}"
    of = rf"(?:(?:{own.of})\s+)?" if own.of else ""
    on = rf"(?:\b(?:{own.on})\s+)?" if own.on else ""
    weekday = rf"(?P<weekday>{patterns(own.weekdays)}){END}"
    year = rf"(?:,?\s+{of}(?P<year>{_YEAR})(?!\d))?"
    to = rf"(?:\s?[-–]\s?|\s+(?:{own.to or NEVER})\s+)"
    day = rf"(?<![\d.,:/-])(?P<day>{_DAY}){own.nth}"
    before = rf"(?:(?P<before>{own.other_before or NEVER})\s+)?"
    behind = rf"(?:\s+(?P<behind>{own.other_behind or NEVER}){END})?"
    in_year = own.in_year or NEVER
    capital = r"(?!\s+(?-i:[A-ZÄÖÜ]))" if language.nouns_have_capitals else r"(?!\s+(?-i:[^\W\d_]))"
    spans = {"COUNT": own.count or NEVER, "PERIODS": own.periods or NEVER}
    forms: list[tuple[str, _Reader]] = [
        (rf"{on}{day}{to}(?P<last>{_DAY}){own.nth}\s+{of}{month}{year}", _days),
        (rf"(?:{on}\b{weekday},?\s+(?:(?:{own.on or NEVER})\s+)?)?{on}{day}\s+{of}{month}{year}", _day),
        (rf"\b{month}\s+{of}(?P<year>{_YEAR})(?!\d)", _month_of_year),
        (
            rf"(?<![-–\d$€£.,])(?P<year>{_YEAR})\s?[-–/]\s?(?P<last>{_YEAR}|(?<=[0-9][-–/])[0-9]{{2}})(?![-–.,/]?[0-9])",
            _years,
        ),
        (rf"\b(?P<year>{_YEAR})\s+(?:{own.to or NEVER})\s+(?P<last>{_YEAR})(?!\d)", _years),
        (rf"\b(?:{own.in_month or NEVER})(?:\s+|(?<=['’-])){month}(?!\s+[0-9])", _bare_month),
        (rf"{on}\b{before}{weekday}{behind}", _weekday),
        (rf"\b(?:{in_year})\s+(?P<year>{_YEAR}|1[0-9]{{3}})(?![\d%]|[.,/-][0-9]|\s?[%€$£])", _year),
        (rf"(?<![\d$€£.,/#+-])\b(?P<year>{_YEAR})(?![\d%]|[.,/-][0-9]|\s?[%€$£]){capital}", _year),
        *((rf"\b(?:{words}){END}", partial(_other_year, years=n)) for n, words in own.years.items()),
        *((rf"\b(?:{words}){END}", partial(_other_month, months=n)) for n, words in own.months_off.items()),
        *((rf"\b(?:{words}){END}", partial(_shifted, days=n)) for n, words in own.shifts.items()),
    ]
    for pattern in (own.ago, own.within):
        if pattern:
            filled = re.sub("COUNT|PERIODS", lambda m: spans[m.group()], pattern)
            forms.append((rf"\b(?:{filled}){END}", _unfixed))
    return forms
