"""The table export: a row per fact, a column per source, in the Markdown that GitHub renders.

A table is read across, so it holds what can be taken in at a glance: every fact none of whose cells is longer than
``MOST_CHARACTERS``. The others follow in full, and a line says which they are. More sources than ``MOST_SOURCES`` leave
no column wide enough to be read: then all facts stand in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner import versions
from aligner.export import telling
from aligner.export.markdown import (
    blocks_of,
    document,
    escape,
    footnotes,
    head,
    name,
    numbered,
    standing,
    verdict,
    words,
)
from aligner.export.selection import Selection, chosen
from aligner.model import Comparison, Fact, Severity
from aligner.signs import plural

MOST_SOURCES = 5
MOST_CHARACTERS = 280
"""Of a cell, about eight lines of a fifth of a page."""


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """The facts as a table, those that do not fit into it in full behind it."""
    facts = chosen(comparison, selection)
    rows = [fact for fact in facts if fits(comparison, fact)]
    rest = [fact for fact in facts if fact not in rows]
    return document(
        [
            *head(comparison, selection),
            "## Facts",
            *_why_not_all(comparison, rest),
            *([_table(comparison, rows)] if rows else []),
            *(["## Facts in full"] if rows and rest else []),
            *blocks_of(comparison, rest),
            *footnotes(comparison, facts),
        ]
    )


def fits(comparison: Comparison, fact: Fact) -> bool:
    """Whether a fact can be a row of a table: few sources, and cells that are short."""
    cells = telling.cells(comparison, fact)
    return len(comparison.story.articles) <= MOST_SOURCES and all(
        sum(len(sentence.text) for sentence in sentences) <= MOST_CHARACTERS for _, sentences in cells
    )


def _why_not_all(comparison: Comparison, rest: Sequence[Fact]) -> Iterator[str]:
    sources = len(comparison.story.articles)
    if sources > MOST_SOURCES and rest:
        yield f"{sources} sources are too many for the columns of a table: the facts stand one below the other."
    elif rest:
        which = ", ".join(map(numbered, rest))
        yield f"Too long for a table, in full {'below' if len(rest) > 1 else 'below it'}: {which}"


def _table(comparison: Comparison, facts: Sequence[Fact]) -> str:
    articles = comparison.story.articles
    judged = any(telling.is_judged(fact.judgement) for fact in facts)
    lines = [
        ["#", "Fact", *map(name, articles), "Differences", *(["Verdict"] if judged else [])],
        ["---"] * (len(articles) + 3 + judged),
        *(_row(comparison, fact) + ([verdict(fact.judgement)] if judged else []) for fact in facts),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(comparison: Comparison, fact: Fact) -> list[str]:
    perhaps = () if fact.only_perhaps else fact.perhaps
    told = {article.id: words(sentences, perhaps) for article, sentences in telling.cells(comparison, fact)}
    cells = [told.get(article.id, "—") for article in comparison.story.articles]
    return [numbered(fact), f"{escape(fact.label)} — {standing(fact)}", *cells, _differing(comparison, fact)]


def _differing(comparison: Comparison, fact: Fact) -> str:
    """The types in which the sources differ, conflicts first and by that name; origins, changes, what was put right."""
    conflicts = dict.fromkeys(one.type.value for one in fact.differences if one.severity is Severity.CONFLICT)
    others = dict.fromkeys(one.type.value for one in fact.differences if one.type.value not in conflicts)
    parts = [f"conflict: {', '.join(conflicts)}"] if conflicts else []
    parts += [", ".join(others)] if others else []
    parts += [
        escape(line) for line in (telling.origins_line(comparison, fact), *versions.lines(comparison, fact)) if line
    ]
    done = telling.corrections(comparison, fact)
    parts += (
        [f"{plural(len(done), 'correction')}: {', '.join(dict.fromkeys(one.name for one in done))}"] if done else []
    )
    return " · ".join(parts)
