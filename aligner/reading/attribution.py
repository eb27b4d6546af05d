"""What an article says about where it comes from, each attribute with the passage that says it.

Only what the text presents as its own counts: its copyright line, its author box, its byline, its dateline. A photo
credit or an agency that is quoted ("told Reuters") is never the outlet, and what the text does not say stays None.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from aligner.model import Attribution, Kind, Span
from aligner.reading import dates, furniture, times
from aligner.reading.bylines import byline
from aligner.reading.kinds import AGENCY_TAG
from aligner.reading.lines import Line

Found = tuple[str, Span]

_COPYRIGHT = re.compile(
    r"(?:(?i:copyright)\s*)?(?:©|\((?:c|C)\)|(?i:copyright))\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19"
    r"|20)?\d\d)?,?\s*)?(?i:by\s)?(?P<owner>[A-Z][^|©]{1,60}?)"
    r"(?=\s*(?:,\s*)?(?:(?i:all rights)|(?:19|20)\d\d\b|\||\Z)|\.\s|\.?\Z|,\s)"
)
_LEGAL_FORM = re.compile(
    r",?\s(?:L\.?P\.?|L\.?L\.?C\.?|Inc\.?|Ltd\.?|Limited|Corp\.?|Corporation|Company|Co\.?|plc|PLC|GmbH|AG|S\.?A\.?)\Z"
)
_TRADE = (
    r"(?i:reporter|correspondent|editor|writer|columnist|journalist|contributor|producer|critic|analyst|bureau chief)s?"
)
_ROLE_AT = re.compile(
    rf"\b{_TRADE}\s?(?:,|\||\bat\b|\bfor\b|\bwith\b)\s+(?P<outlet>(?:[Tt]he )?[A-Z][\w&.'’ -]{{1,50}})\Z"
)
_WORKS_FOR = re.compile(
    rf"\b{_TRADE} (?:for|at|with) (?P<outlet>(?:[Tt]he )?[A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,4}})(?=[.,;'’]|\s[a-z]|\Z)"
)
_NAME = r"(?!Writing|Editing|Reporting|Additional)(?:(?:[a-z]{1,3}[-'’])?[A-Z][\w'’.-]*)"
_NAMES = rf"{_NAME}(?:(?: (?:de|da|di|del|van|von|der|den|al|el|bin|ben|la|le|ter))* {_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"(?i:by|written by|posted by|story by|words by|author:|reporter:)\s+"
    rf"(?P<author>{_NAMES}(?:(?:, {_NAMES}){{0,4}},? (?:and|&) {_NAMES})?)"
    r"(?:(?:,|\s?\||\s[-–—]|\s(?i:for|of))\s(?P<rest>.{2,80}))?\Z"
)
_ROLE_FIRST = re.compile(rf"(?P<author>{_NAMES}),\s[^.]{{0,40}}\b{_TRADE}\b")
_MEDIA = re.compile(
    r"\b(?:news|times|post|journal|herald|tribune|chronicle|gazette|telegraph|guardian|independent|observer|mail|mirror"
    r"|express|sun|star|globe|press|review|magazine|today|reuters|ap|afp|bbc|cnn|nbc|abc|cbs|fox|npr|pbs|bloomberg"
    r"|politico|axios|vox|wire|weekly|daily|monitor|examiner|inquirer|dispatch|courier|record|standard|broadcasting"
    r"|radio|tv|media|network|jazeera|huffpost|\w+\.com)\b",
    re.IGNORECASE,
)
# Fewer words than above: people are called Fox, Post and Mail.
_HOUSE = re.compile(
    r"\b(?:news|associated press|agence|reuters|afp|ap|bbc|cnn|nbc|npr|pbs|bloomberg|staff|desk|newsroom|team"
    r"|agency|agencies|editors?|editorial|online|network)\b",
    re.IGNORECASE,
)
_TITLE_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{2,40})\Z")
_TAG_ALONE = re.compile(r"\((?:[A-Z]{2,5}|Reuters|Bloomberg)\)\s[\"“]?[A-Z]")
_DATELINE_DATE = re.compile(r"(?:[A-Z][\w.'’ ]{1,40}(?:,\s[A-Z][\w. ]{1,30})*[,:]?\s?[-–—(]?\s?)?\Z")
_AFTER_DATELINE = re.compile(r"\)?\s?(?:\([A-Z][\w .]{1,28}\)\s?)?(?:[-–—:]|/PRNewswire)")


def attribution_of(lines: Sequence[Line], kinds: Sequence[Kind], title: int | None) -> Attribution:
    """Attribution of an article whose lines have the given kinds; ``title`` is the index of its title line or None."""
    body = next((i for i, kind in enumerate(kinds) if kind is Kind.BODY), len(lines))
    found = {
        "title": _title(lines, title),
        "outlet": _outlet(lines, kinds, body, title),
        "author": _author(lines, kinds, body),
        "published": _published(lines, kinds, body),
        "url": _url(lines, body),
    }
    found["at"] = _time(lines, kinds, found["published"])
    values = {name: value[0] if value is not None else None for name, value in found.items()}
    return Attribution(
        outlet=values["outlet"],
        title=values["title"],
        author=values["author"],
        published=values["published"],
        url=values["url"],
        at=values["at"],
        evidence={name: value[1] for name, value in found.items() if value is not None},
    )


def _group(line: Line, match: re.Match[str], group: str) -> Found:
    """The text of a group matched in a line, white space joined, and its place in the article."""
    raw = match.group(group)
    start = line.start + match.start(group)
    return " ".join(raw.split()), Span(start, start + len(raw.rstrip()))


def _title(lines: Sequence[Line], title: int | None) -> Found | None:
    if title is None:
        return None
    line = lines[title]
    suffix = _outlet_suffix(line)
    end = suffix.start() if suffix else len(line.text)
    return " ".join(line.text[:end].split()), Span(line.start, line.start + end)


# --- outlet ---------------------------------------------------------------------------------------


def _outlet(lines: Sequence[Line], kinds: Sequence[Kind], body: int, title: int | None) -> Found | None:
    """Best evidence first: field, copyright line, author's box, byline, the title's suffix, an agency's dateline."""
    candidates = (
        _outlet_field(lines[:body], kinds),
        _copyright(lines, kinds, body),
        _author_outlet(lines, kinds),
        _byline_outlet(lines, kinds),
        _suffix_outlet(lines, title),
        _agency(lines, body),
    )
    return next((found for found in candidates if found is not None), None)


def _outlet_field(lines: Sequence[Line], kinds: Sequence[Kind]) -> Found | None:
    """A field above the text whose value is a name; "Source: mayor will resign" may be a headline."""
    notes = [line for line, kind in zip(lines, kinds, strict=False) if kind is Kind.FURNITURE]
    found = _field(notes, "outlet", "source", "publisher", "publication", "newspaper")
    return found if found is not None and len(found[0].split()) <= 6 else None


def _copyright(lines: Sequence[Line], kinds: Sequence[Kind], body: int) -> Found | None:
    """Below the text only: above and inside it a copyright sign belongs to a picture."""
    last = max((i for i, kind in enumerate(kinds) if kind is Kind.BODY), default=len(lines))
    for line in lines[max(last, body) + 1 :]:
        match = _COPYRIGHT.match(line.head)
        if match is None:
            continue
        owner, span = _group(line, match, "owner")
        short = _LEGAL_FORM.sub("", owner).rstrip(" ,.") or owner
        return short, Span(span.start, span.start + len(short))
    return None


def _author_outlet(lines: Sequence[Line], kinds: Sequence[Kind]) -> Found | None:
    for pattern in (_ROLE_AT, _WORKS_FOR):
        for line in _author_box(lines, kinds):
            match = pattern.search(line.head) if line.is_prose is (pattern is _WORKS_FOR) else None
            if match is not None:
                return _group(line, match, "outlet")
    return None


def _author_box(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[Line]:
    """The furniture below "About the Author", up to the first line of another kind."""
    inside = False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is not Kind.FURNITURE:
            inside = False
        elif furniture.plain(line.head).startswith("about the author"):
            inside = True
        elif inside:
            yield line


def _byline_outlet(lines: Sequence[Line], kinds: Sequence[Kind]) -> Found | None:
    for line, kind in zip(lines, kinds, strict=True):
        match = _BYLINE.match(line.head) if kind is Kind.FURNITURE else None
        if match is not None and not match.group("rest") and _is_house(match.group("author")):
            return _group(line, match, "author")
        if match is not None and match.group("rest"):
            role = _ROLE_AT.search(match.group("rest"))
            if role is None and re.search(rf"\b{_TRADE}\b", match.group("rest")):
                continue
            value, span = _group(line, match, "rest")
            if role is not None:
                return role.group("outlet"), Span(span.start + role.start("outlet"), span.start + role.end("outlet"))
            if _MEDIA.search(value) and not any(map(str.isdigit, value)):
                return value, span
    return None


def _outlet_suffix(line: Line) -> re.Match[str] | None:
    match = _TITLE_SUFFIX.search(line.text) if len(line.text) <= 300 else None
    if match is None or len(match.group("outlet").split()) > 4 or not _MEDIA.search(match.group("outlet")):
        return None
    named = all(word[:1].isupper() or word in ("of", "the", "and") for word in match.group("outlet").split())
    return match if named and len(line.text[: match.start()].split()) >= 4 else None


def _suffix_outlet(lines: Sequence[Line], title: int | None) -> Found | None:
    match = _outlet_suffix(lines[title]) if title is not None else None
    return _group(lines[title], match, "outlet") if match is not None and title is not None else None


def _agency(lines: Sequence[Line], body: int) -> Found | None:
    """The agency in the article's own dateline: in front of its first paragraph, or in a bare dateline above it."""
    for line in lines[max(0, body - 3) : body + 1]:
        if line is lines[min(body, len(lines) - 1)] or furniture.is_bare_dateline(line):
            match = AGENCY_TAG.match(line.head)
            if match is not None and (match.group("dash") or _TAG_ALONE.match(line.head)):
                return _group(line, match, "agency")
    return None


# --- author, date, address ------------------------------------------------------------------------


def _author(lines: Sequence[Line], kinds: Sequence[Kind], body: int) -> Found | None:
    found = _field(lines[:body], "author")
    if found is not None:
        return found
    for ask in (_BYLINE.match, byline, _ROLE_FIRST.match, _reporting):
        for line, kind in zip(lines, kinds, strict=True):
            match = ask(line.head) if kind is Kind.FURNITURE else None
            if match is not None and not _is_house(match.group("author")):
                return _group(line, match, "author")
    name = re.compile(rf"(?P<author>{_NAMES})\Z")
    for line in _author_box(lines, kinds):
        match = name.match(line.head)
        if match is not None:
            return _group(line, match, "author")
    return None


def _reporting(text: str) -> re.Match[str] | None:
    """The credit of a newsroom to its reporters: "(Reporting by Jane Doe and John Roe)"."""
    return _reporters().match(text) if " by" in text[:14].casefold() else None


@functools.cache
def _reporters() -> re.Pattern[str]:
    """Compiled when a line first may be one."""
    return re.compile(
        rf"[(\[]?(?i:(?:reporting|written) by)\s+(?P<author>{_NAMES}(?:(?:, {_NAMES}){{0,4}},? and {_NAMES})?)"
    )


def _is_house(name: str) -> bool:
    """Whether a byline names a newsroom and not a person: "Associated Press", "BBC News", "Reuters Staff"."""
    return _HOUSE.search(name) is not None


def _published(lines: Sequence[Line], kinds: Sequence[Kind], body: int) -> Found | None:
    """A date line above or below the text, or the date a dateline opens the first paragraph with."""
    for i, line in enumerate(lines):
        if kinds[i] is Kind.FURNITURE and dates.is_date_line(line.text):
            match = dates.published(line.head)
            if match is not None:
                return _date(line, match)
    for line in lines[max(0, body - 3) : body + 1]:
        match = dates.DATE.search(line.head[:120])
        opens = match is not None and _DATELINE_DATE.match(line.head[: match.start()]) is not None
        if match is not None and opens and _AFTER_DATELINE.match(line.head[match.end() :]) and dates.parse(match):
            return _date(line, match)
    return None


def _time(lines: Sequence[Line], kinds: Sequence[Kind], published: Found | None) -> Found | None:
    """The time of this version: the last that a date line calls an update, else the first of a date line."""
    day = published[0] if published is not None else None
    found: list[tuple[times.Time, Line]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind is Kind.FURNITURE and dates.is_date_line(line.text):
            found += [(time, line) for time in times.in_line(line.head, day)]
    updates = [one for one in found if one[0].is_update]
    if not found:
        return None
    time, line = updates[-1] if updates else found[0]
    return time.at, Span(line.start + time.start, line.start + time.end)


def _date(line: Line, match: re.Match[str]) -> Found | None:
    value = dates.parse(match)
    return (value, Span(line.start + match.start(), line.start + match.end())) if value is not None else None


def _url(lines: Sequence[Line], body: int) -> Found | None:
    """An address that stands alone above the text."""
    for line in lines[:body]:
        if re.fullmatch(r"https?://\S+", line.text) and len(line.text) <= 2000:
            return line.text, Span(line.start, line.end)
    return _field(lines[:body], "url", "link")


def _field(lines: Sequence[Line], *names: str) -> Found | None:
    """The value of a field that whoever saved the article wrote above it ("Source: The Gazette")."""
    for line in lines:
        match = furniture.FIELD.match(line.head)
        if match is not None and match.group("field").casefold() in names:
            return _group(line, match, "value")
    return None
