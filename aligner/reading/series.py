"""Versions of one article among the articles of a story: recognised, and put beside each other, the oldest first.

The manifest names the versions that ``synoptic refresh`` kept. Loose files are taken for versions of one article where
they are of one outlet, tell different times, and are one text that was edited: by its address, or by its words. Two
articles of one outlet about one event, a report and a comment, stay two sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from aligner.model import Article, Origin
from aligner.reading import times
from aligner.reading.documents import Document, letters
from aligner.reading.files import shown
from aligner.reading.lines import key_of

ONE_TEXT: Final = 0.25
"""The share of the word triples of one version that stand in the other, the shorter one's; see Broder 1997.

Of 129 pairs of articles about one event, nine in ten have less than 0.2 (long quotations), the rest is wire copy; an
article and its update mostly have more than half in common.
"""

Read = tuple[Article, Document]


def lettered(found: Sequence[Read]) -> tuple[list[Article], list[str]]:
    """The articles with their columns' letters and their versions, and what there is to note of it."""
    by_manifest = _told(found)
    recognised = list(_recognised(found))
    found = _timed(found, by_manifest)
    at = {number: one for one in (*by_manifest, *recognised) for number in one}
    order: list[int] = []
    for number in range(len(found)):
        if number not in order:
            order += at.get(number, (number,))
    letter = dict(zip(order, letters(), strict=False))
    articles = [
        replace(found[n][0], id=letter[n], versions=tuple(letter[other] for other in at.get(n, ()))) for n in order
    ]
    return articles, [_note(found, one) for one in recognised]


def _told(found: Sequence[Read]) -> list[tuple[int, ...]]:
    """The versions that a manifest tells of, by their places among the articles."""
    groups: dict[tuple[object, str], list[tuple[int, int]]] = {}
    for place, (_, document) in enumerate(found):
        if document.version is not None and document.path is not None and not document.draft:
            current, number = document.version
            # From the story's folder: an earlier version may lie in another one in it.
            groups.setdefault((_folder(document), current), []).append((number, place))
    return [tuple(place for _, place in sorted(group)) for group in groups.values() if len(group) > 1]


def _timed(found: Sequence[Read], series: Sequence[Sequence[int]]) -> list[Read]:
    """The articles, the versions of a manifest with times that tell their order, if there are any.

    A page can tell of each of its versions when the first one was published. Then it is told when they were fetched.
    """
    timed = list(found)
    for one in series:
        fetched = [_fetched(found[n][1]) for n in one]
        if not _in_order(_moments([found[n][0] for n in one])) and _in_order(_instants(fetched)):
            for n, at in zip(one, fetched, strict=True):
                timed[n] = _at(found[n][0], at), found[n][1]
    return timed


def _in_order(moments: Sequence[str] | None) -> bool:
    return moments is not None and list(moments) == sorted(set(moments))


def _fetched(document: Document) -> str | None:
    told = document.entry.fetched if document.entry is not None else None
    return times.moment_of(told) if told is not None else None


def _at(article: Article, at: str | None) -> Article:
    """The article with a time that the manifest tells."""
    shown = article.attribution
    return replace(article, attribution=replace(shown, at=at, evidence={**shown.evidence, "at": Origin.MANIFEST}))


def _folder(document: Document) -> object:
    depth = len(document.entry.file.split("/")) if document.entry is not None else 1
    return document.path.parents[depth - 1] if document.path is not None else None


# --- loose files ----------------------------------------------------------------------------------


def _recognised(found: Sequence[Read]) -> Iterator[tuple[int, ...]]:
    """The same for articles that no manifest has as versions, those of each outlet in the order of their times."""
    outlets: dict[str, list[int]] = {}
    for place, (article, document) in enumerate(found):
        outlet = article.attribution.outlet
        if outlet and not document.draft and document.version is None:
            outlets.setdefault(key_of(outlet), []).append(place)
    for places in outlets.values():
        yield from _in_time([found[place][0] for place in places], places)


def _in_time(articles: Sequence[Article], places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The articles of one outlet in series; each joins the first one that it is a version of."""
    groups: list[list[int]] = []
    for n, article in enumerate(articles):
        joined = [group for group in groups if any(_are_versions(article, articles[m]) for m in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(m for group in joined for m in group), n])
    for group in groups:
        moments = _moments([articles[n] for n in group])
        if len(group) > 1 and moments is not None and len(set(moments)) == len(group):
            yield tuple(places[n] for _, n in sorted(zip(moments, group, strict=True)))


def _are_versions(a: Article, b: Article) -> bool:
    address = a.attribution.url
    return (address is not None and address == b.attribution.url) or _likeness(a.text, b.text) >= ONE_TEXT


def _likeness(a: str, b: str) -> float:
    """The share of the word triples of the one with fewer that the other has, too."""
    one, other = _triples(a), _triples(b)
    return len(one & other) / max(1, min(len(one), len(other)))


def _triples(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(words, words[1:], words[2:], strict=False))


def _moments(articles: Sequence[Article]) -> list[str] | None:
    """The times of articles in a form that sorts: as times of day if all have one, else as days; None without these."""
    moments = _instants([article.attribution.at for article in articles])
    if moments is not None:
        return moments
    days = [(article.attribution.at or article.attribution.published or "")[:10] for article in articles]
    return days if all(days) else None


def _instants(told: Sequence[str | None]) -> list[str] | None:
    """Times, all as instants or all as local times; None if one is missing, or they are of both kinds."""
    if any(at is None for at in told):
        return None
    moments = [datetime.fromisoformat(at) for at in told if at is not None]
    if all(moment.tzinfo is not None for moment in moments):
        return [moment.astimezone(UTC).isoformat() for moment in moments]
    return [moment.isoformat() for moment in moments] if all(m.tzinfo is None for m in moments) else None


def _note(found: Sequence[Read], series: Sequence[int]) -> str:
    files = [shown(found[place][0].file) for place in series]
    outlet = found[series[0]][0].attribution.outlet
    return f"{', '.join(files[:-1])} and {files[-1]} are versions of one article of {outlet}, by their times"
