"""Times of day as a text or a page presents them, beside its date: when this version of the article is from.

A time keeps the offset it is told with, and has none where none is told: "ET" is another one in summer, and the time of
the reader's own computer is nobody's.
"""

from __future__ import annotations

import functools
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

from aligner.reading import dates

_ZONES: Final = {
    name: int(hours)
    for name, hours in re.findall(
        r"(\w+)=(\S+)",
        "z=0 gmt=0 utc=0 wet=0 bst=1 cet=1 west=1 mez=1 cest=2 eet=2 mesz=2 sast=2 eest=3 msk=3 est=-5 edt=-4 cdt=-5"
        " mst=-7 mdt=-6 pst=-8 pdt=-7 akst=-9 akdt=-8 sgt=8 hkt=8 jst=9 kst=9 aest=10 aedt=11 nzst=12 nzdt=13",
    )
}
"""Hours ahead of UTC. Those that mean several zones (IST, CST) are left out."""
_TIME: Final = (
    r"(?<![\d:.])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.h]|\s?h\s?)(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?|(?P<hour12>1[0-2]|0?[1-9])\s?(?P<half12>[ap])\.?m\b\.?)"
    r"(?:\s?(?:\(\s?)?(?:(?P<zone>[A-Za-z]{1,4})\b|(?:GMT|UTC)?(?P<sign>[+-])(?P<ahead>\d\d):?(?P<minutes>[0-5]\d)(?!\d)))?"
)
_ISO: Final = re.compile(
    r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(Z|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?\s*\Z",
    re.IGNORECASE,
)
_EPOCH: Final = re.compile(r"\s*(\d{9,10})(?:\d{3})?\s*\Z")
_UPDATED: Final = re.compile(dates.UPDATED, re.IGNORECASE)


class Time(NamedTuple):
    """A time in a line: ISO 8601, where in the line it stands, and whether the line calls it an update."""

    at: str
    start: int
    end: int
    is_update: bool


def moment_of(value: str) -> str | None:
    """The time that a page's metadata tell, ISO 8601; None for a mere date and for what is no time.

    >>> moment_of("2024-02-27T18:00:00.000Z"), moment_of("Tue, 27 Feb 2024 18:00:00 +0100"), moment_of("2024-02-27")
    ('2024-02-27T18:00+00:00', '2024-02-27T18:00+01:00', None)
    """
    if (match := _ISO.match(value)) is not None:
        day, time, zone = match.groups()
        if time.strip("0:") == "":  # what templates make of a mere date
            return None
        return _checked(f"{day}T{time}{'+00:00' if zone in ('Z', 'z') else zone or ''}")
    if (match := _EPOCH.match(value)) is not None:
        return _checked(datetime.fromtimestamp(int(match[1]), UTC).isoformat())
    found = in_line(" ".join(value[:200].split()), None)
    return found[-1].at if found else None


def in_line(text: str, day: str | None) -> list[Time]:
    """The times in a date line. ``day`` is the article's, ISO 8601, for a time that has none beside it.

    >>> [time.at for time in in_line("4 March 2031, 14:05 GMT | Updated 6.30 pm", None)]
    ['2031-03-04T14:05+00:00', '2031-03-04T18:30']
    """
    found_days = list(dates.DATE.finditer(text[:400]))
    days = [(m.start(), m.end(), parsed) for m in found_days if (parsed := dates.parse(m))]
    bare = text[:400]
    for match in found_days:
        bare = bare[: match.start()] + " " * len(match[0]) + bare[match.end() :]
    updates = [match.start() for match in _UPDATED.finditer(bare)]
    found = []
    # An ISO date has its time behind a T.
    for match in _time().finditer(re.sub(r"T(?=\d\d:\d\d)", " ", bare)):
        # The day that stands nearest: most lines have one, and those with two have each beside its own time.
        near = min(days, key=lambda d: (max(d[0] - match.end(), match.start() - d[1]), d[0]), default=None)
        of = near[2] if near is not None else day
        at = _checked(f"{of}T{_clock(match)}") if of is not None else None
        if at is not None:
            is_update = _is_update(match.start(), updates, [d[0] for d in days])
            found.append(Time(at, match.start(), match.end(), is_update))
    return found


@functools.cache
def _time() -> re.Pattern[str]:
    """Compiled when a line first has a date or a time to tell."""
    return re.compile(_TIME, re.IGNORECASE)


def _is_update(at: int, updates: list[int], days: list[int]) -> bool:
    """Whether what is called an update last, in front of a time, is that time, and no day in between has another."""
    before = [start for start in updates if start < at]
    return bool(before) and sum(before[-1] < day < at for day in days) <= 1


def _clock(match: re.Match[str]) -> str:
    hour = int(match["hour"] or match["hour12"])
    if half := match["half"] or match["half12"]:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return f"{hour:02}:{match['minute'] or '00'}{_offset(match)}"


def _offset(match: re.Match[str]) -> str:
    if match["sign"]:
        return f"{match['sign']}{match['ahead']}:{match['minutes']}"
    hours = _ZONES.get((match["zone"] or "").casefold())
    if hours is None:
        return ""
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(hours=hours))).isoformat()[-6:]


def _checked(told: str) -> str | None:
    """A time in its normal form; None for one that no calendar and no clock has."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2999:  # nothing is lost, and arithmetic with it cannot fail
        return None
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
