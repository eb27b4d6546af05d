"""Dates as a text presents them: a date line, a dateline. Only whole dates, with a day, a month and a year."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august"),
            *("sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<month1>{_MONTH})\.?\s(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year1>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<month2>{_MONTH})\.?,?[\s-](?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})[-/](?P<month3>\d{1,2})[-/](?P<day3>\d{1,2})"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year4>\d{4}))(?:(?![\w/])|(?=T\d))",
    re.IGNORECASE,
)
"""A date with its year; use ``parse`` on a match."""

_LABEL = (
    r"(?:first |last |originally |web )?(?:published|posted|updated|modified|created|issued|date|released"
    r"|publication date|last update)"
    r"(?: (?:on|at))?"
)
_AROUND = re.compile(
    rf"\b(?:{_LABEL}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|at|on|[ap]\.?m\b\.?|noon|midnight"
    r"|gmt|utc|bst|[ecmp][sd]?t|cet|cest|ist|jst|aest|sgt|hkt|local time|hrs|hours)(?![\w])"
    r"|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"|t?\d\d:\d\d(?::\d\d)?z?\b|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_UPDATED = re.compile(r"\b(?:updated?|modified)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:published|posted|created|issued|released)\b", re.IGNORECASE)


def parse(match: re.Match[str]) -> str | None:
    """The ISO form of a match of ``DATE``; None for no day of the calendar, or one that reads two ways (03/04/2024)."""
    found = match.groupdict()
    try:
        if found["year1"]:
            return _iso(found["year1"], _MONTHS[found["month1"].casefold()], found["day1"])
        if found["year2"]:
            return _iso(found["year2"], _MONTHS[found["month2"].casefold()], found["day2"])
        if found["year3"]:
            return _iso(found["year3"], found["month3"], found["day3"])
        a, b = int(found["a"]), int(found["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        return _iso(found["year4"], min(a, b) if max(a, b) > 12 else a, max(a, b))
    except ValueError:
        return None


def is_date_line(text: str) -> bool:
    """Whether a line holds a date, or a time of day, and nothing else: "Published: 27 February 2024, 10:04 GMT"."""
    if len(text) > 160 or not any(map(str.isdigit, text)):
        return False
    bare = _ISO_TIME.sub(" ", text)
    rest, dates = DATE.subn(" ", bare)
    rest, around = _AROUND.subn(" ", rest)
    return dates + around > 0 and not any(map(str.isalnum, rest)) and (dates > 0 or ":" in text)


def published(text: str) -> re.Match[str] | None:
    """The date a date line gives as its own: the first that is not called an update, else the first."""
    matches = [match for match in DATE.finditer(text[:400]) if parse(match)]
    before = [0, *(match.end() for match in matches)]
    labels = [text[start : match.start()] for start, match in zip(before, matches, strict=False)]
    for match, label in zip(matches, labels, strict=True):
        if _FIRST.search(label) or not _UPDATED.search(label):
            return match
    return matches[0] if matches else None


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    return date(int(year), int(month), int(day)).isoformat()
