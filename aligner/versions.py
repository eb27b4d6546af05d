"""One article over time: what its versions tell of a fact one after the other.

Versions of one article stand in columns of their own, the oldest first (``Article.versions``), and are aligned like any
others. What is different between them is found like any other difference and keeps its severity: five dead is not
three, whoever says so, and a reader who asks for conflicts wants to see this one. But it is no contradiction between
outlets: it is a change, and is told as one, in the order of time. ``is_change`` tells the two apart.

The versions of one outlet are one voice. A fact that only versions of one article tell is "told by one source" and not
corroborated by itself; in ``Fact.silent`` each version counts for itself, for that one of them does not tell a fact is
what was added or taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final

from aligner.model import Article, Comparison, Difference, DifferenceType, Fact, Mention, Severity, Story

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NEXT_WORD: Final = re.compile(r"[ \u00a0\u202f](?P<word>[^\W\d_]+)")


class ChangeKind(StrEnum):
    """What became of something from one version to a later one."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of something a fact tells, from the version ``earlier`` to the version ``later`` (their columns).

    ``when`` is the time between them (``14:00–18:00``), or of the later one; empty where it is not told. Of a value
    that changed, ``before`` and ``after`` are its mentions in either version and ``type`` its type; of what was added
    or is gone, ``sentences`` are those of the version that has it.
    """

    kind: ChangeKind
    earlier: str
    later: str
    when: str
    line: str
    type: DifferenceType | None = None
    before: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()
    sentences: tuple[str, ...] = ()


def changes(comparison: Comparison, fact: Fact) -> tuple[Change, ...]:
    """What changed in a fact between the versions of an article, in the order of time.

    The lines: ``3 dead → 5 dead, 14:00–18:00``, ``added 18:00``, ``gone since 18:00``. The words are the articles' own.
    The day is told where two versions are of different days.
    """
    return tuple(change for series in all_series(comparison.story) for change in _changes(comparison, fact, series))


def lines(comparison: Comparison, fact: Fact) -> tuple[str, ...]:
    """The lines of the changes, with the name of the outlet in front where several have versions."""
    several = len(all_series(comparison.story)) > 1
    found = changes(comparison, fact)
    return tuple(f"{_name(comparison, change)}: {change.line}" if several else change.line for change in found)


def is_change(comparison: Comparison, difference: Difference) -> bool:
    """Whether a difference is no more than a change: with the latest word of every outlet nobody differs.

    Values are compared in their normal form, those without one by their words.
    """
    series = {id_: versions for versions in all_series(comparison.story) for id_ in versions}
    telling = {mention.source for mention in difference.values}
    latest = {source for source in telling if not _is_superseded(source, series.get(source, (source,)), telling)}
    if latest == telling:
        return False
    if len({series.get(source, (source,))[0] for source in latest}) == 1:
        return True
    told: dict[str, set[str]] = {}
    for mention in difference.values:
        if mention.source in latest:
            told.setdefault(mention.source, set()).add(_comparable(mention))
    first, *others = told.values()
    return all(values == first for values in others)


def all_series(story: Story) -> tuple[tuple[str, ...], ...]:
    """The columns that are versions of one article, the oldest first, for every article that has several."""
    return tuple(dict.fromkeys(article.versions for article in story.articles if article.versions))


def moment_line(article: Article) -> str:
    """When a version is from, for the head of its column: ``4 Mar 2031 18:00``; empty where nothing tells."""
    moment = _moment(article)
    return _told(moment, with_day=True, with_year=True) if moment is not None else ""


def _is_superseded(source: str, versions: Sequence[str], telling: set[str]) -> bool:
    return any(later in telling for later in versions[versions.index(source) + 1 :])


def _comparable(mention: Mention) -> str:
    normal = mention.normal
    return repr(sorted(normal.items())) if normal else " ".join(mention.text.casefold().split())


def _name(comparison: Comparison, change: Change) -> str:
    article = comparison.article(change.later)
    return article.attribution.outlet or article.id


def _changes(comparison: Comparison, fact: Fact, series: Sequence[str]) -> Iterator[Change]:
    places = {source: n for n, source in enumerate(series)}
    found = [*_values(comparison, fact, series), *_presence(comparison, fact, series)]
    # What was added comes before what then changed in it.
    order = [ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.GONE]
    yield from sorted(found, key=lambda change: (places[change.later], order.index(change.kind)))


def _values(comparison: Comparison, fact: Fact, series: Sequence[str]) -> Iterator[Change]:
    """The values that a later version tells otherwise than the one before it that tells them."""
    for difference in fact.differences:
        if difference.severity is Severity.FORM:
            continue
        told = {source: tuple(m for m in difference.values if m.source == source) for source in series}
        telling = [source for source in series if told[source]]
        for earlier, later in pairwise(telling):
            before, after = told[earlier], told[later]
            if {_comparable(m) for m in before} == {_comparable(m) for m in after}:
                continue
            when = _between(comparison, earlier, later)
            words = " → ".join(_words(comparison, difference.type, told[source]) for source in (earlier, later))
            line = f"{words}, {when}" if when else words
            yield Change(ChangeKind.CHANGED, earlier, later, when, line, difference.type, before, after)


def _presence(comparison: Comparison, fact: Fact, series: Sequence[str]) -> Iterator[Change]:
    """Where a version tells the fact and the one before or after it does not."""
    for earlier, later in pairwise(series):
        before, after = fact.cells.get(earlier, ()), fact.cells.get(later, ())
        if bool(before) == bool(after):
            continue
        # A sentence can stand in another row as well: it is gone only if the article does not have it any more.
        if _has_any(comparison, before or after, later if before else earlier):
            continue
        when = _at(comparison, earlier, later)
        kind, words = (ChangeKind.GONE, "gone since") if before else (ChangeKind.ADDED, "added")
        line = f"{words} {when}" if when else "added later" if after else "gone later"
        yield Change(kind, earlier, later, when, line, sentences=before or after)


def _has_any(comparison: Comparison, sentences: Sequence[str], source: str) -> bool:
    """Whether a source has one of the sentences, word for word."""
    wanted = {_flat(comparison.sentences[id_].text) for id_ in sentences}
    return any(s.source == source and _flat(s.text) in wanted for s in comparison.sentences.values())


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(comparison: Comparison, type_: DifferenceType, mentions: Sequence[Mention]) -> str:
    """Values in the words of their articles, a bare number with what it counts: ``3 dead``."""
    told = (
        " ".join(m.text.split()) + (_counted(comparison, m) if type_ is DifferenceType.NUMBER else "") for m in mentions
    )
    return ", ".join(dict.fromkeys(told))


def _counted(comparison: Comparison, mention: Mention) -> str:
    """The word behind a number, unless it is a function word: ``3 dead``, but ``3 of them`` is ``3``."""
    from aligner import languages

    sentence = comparison.sentences[mention.sentence]
    follows = _NEXT_WORD.match(sentence.text, mention.end - sentence.start)
    if follows is None or follows["word"].casefold() in languages.of(sentence.language).stop_words:
        return ""
    return f" {follows['word']}"


# --- when -----------------------------------------------------------------------------------------


def _moment(article: Article) -> date | None:
    """The time of a version, or the day, where only that is told."""
    shown = article.attribution
    for told, read in ((shown.at, datetime.fromisoformat), (shown.published, date.fromisoformat)):
        try:
            if told:
                return read(told)
        except ValueError:
            continue
    return None


def _both(comparison: Comparison, earlier: str, later: str) -> tuple[date, date] | None:
    """The times of two versions, in one time zone; None unless both are told and are in that order."""
    first, second = (_moment(comparison.article(source)) for source in (earlier, later))
    if first is None or second is None:
        return None
    if isinstance(first, datetime) and isinstance(second, datetime):
        if (first.tzinfo is None) != (second.tzinfo is None):
            return None
        try:
            second = second.astimezone(first.tzinfo) if first.tzinfo is not None else second
        except OverflowError:  # of an export that somebody made: the first or the last day of all
            return None
        first, second = first.replace(second=0, microsecond=0), second.replace(second=0, microsecond=0)
    else:
        first, second = _day(first), _day(second)
    return (first, second) if first < second else None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _between(comparison: Comparison, earlier: str, later: str) -> str:
    """``14:00–18:00``, ``4 Mar 23:50 – 5 Mar 00:10``; empty where the two times are not told in that order."""
    both = _both(comparison, earlier, later)
    if both is None:
        return ""
    first, second = both
    if _day(first) == _day(second):
        return f"{_told(first)}–{_told(second)}"
    with_year = first.year != second.year
    return f"{_told(first, with_day=True, with_year=with_year)} – {_told(second, with_day=True, with_year=with_year)}"


def _at(comparison: Comparison, earlier: str, later: str) -> str:
    """The time of the later version, ``18:00``, with its day where the earlier one is of another: ``5 Mar 00:10``."""
    both = _both(comparison, earlier, later)
    if both is None:
        return ""
    first, second = both
    return _told(second, with_day=_day(first) != _day(second), with_year=first.year != second.year)


def _told(moment: date, *, with_day: bool = False, with_year: bool = False) -> str:
    time = moment.strftime("%H:%M") if isinstance(moment, datetime) else ""
    if time and not with_day:
        return time
    day = f"{moment.day} {_MONTHS[moment.month - 1]}" + (f" {moment.year}" if with_year else "")
    return f"{day} {time}".rstrip()
