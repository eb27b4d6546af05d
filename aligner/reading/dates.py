"""Dates as a text presents them: a date line, a dateline. Only whole dates, with a day, a month and a year.

In English and, since a date line shows no more than a date, in the six other languages that are read in full.
"""

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
_OTHER_MONTHS = {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""German, French, Spanish, Italian, Portuguese, Dutch. No name of a month is that of another one elsewhere."""
_OTHER_MONTH = f"(?:{'|'.join(sorted(_OTHER_MONTHS, key=len, reverse=True))})"
_MONTH = f"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<month1>{_MONTH})\.?\s(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year1>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<month2>{_MONTH})\.?,?[\s-](?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})[-/](?P<month3>\d{1,2})[-/](?P<day3>\d{1,2})"
    rf"|(?P<day5>\d{{1,2}})(?:er|[.º°])?\s(?:de\s)?(?P<month5>{_OTHER_MONTH})\.?(?:\sdel?)?\s(?P<year5>\d{{4}})"
    r"|(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year4>\d{4}))(?:(?![\w/])|(?=T\d))",
    re.IGNORECASE,
)
"""A date with its year; use ``parse`` on a match."""

_LABEL = (
    r"(?:first |last |originally |web )?(?:published|posted|updated|modified|created|issued|date|released"
    r"|publication date|last update)"
    r"(?: (?:on|at))?"
)
_OTHER_UPDATED = (
    r"mis(?:e)? à jour|modifié|actualisé|aktualisiert|stand|geändert|actualizado|actualización|aggiornato"
    r"|(?:última )?atualiza(?:do|ção)|bijgewerkt|aangepast"
)
_OTHER_FIRST = r"publié|paru|veröffentlicht|erschienen|erstellt|publicado|pubblicato|gepubliceerd|geplaatst"
_OTHER_DAY = (
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
_OTHER = (
    rf"(?:{_OTHER_UPDATED}|{_OTHER_FIRST})(?:\s(?:am|le|el|il|em|op))?|{_OTHER_DAY}"
    r"|um|à|a las|alle(?: ore)?|ore|às|om|le|uhr|uur|heures?|horas|h"
)
_AROUND = re.compile(
    rf"\b(?:{_LABEL}|{_OTHER}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|at|on|[ap]\.?m\b\.?|noon|midnight"
    r"|gmt|utc|bst|[ecmp][sd]?t|cet|cest|ist|jst|aest|sgt|hkt|local time|hrs|hours)(?![\w])"
    r"|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"|t?\d\d:\d\d(?::\d\d)?z?\b|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d\d:?\d\d\b",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
UPDATED = rf"\b(?:updated?|modified|{_OTHER_UPDATED})\b"
"""What calls a date that of an update."""
_UPDATED = re.compile(UPDATED, re.IGNORECASE)
_FIRST = re.compile(rf"\b(?:published|posted|created|issued|released|{_OTHER_FIRST})\b", re.IGNORECASE)


def parse(match: re.Match[str]) -> str | None:
    """The ISO form of a match of ``DATE``; None for no day of the calendar, or one that reads two ways (03/04/2024)."""
    found = match.groupdict()
    try:
        if found["year1"]:
            return _iso(found["year1"], _MONTHS[found["month1"].casefold()], found["day1"])
        if found["year2"]:
            return _iso(found["year2"], _MONTHS[found["month2"].casefold()], found["day2"])
        if found["year5"]:
            return _iso(found["year5"], _OTHER_MONTHS[found["month5"].casefold()], found["day5"])
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
