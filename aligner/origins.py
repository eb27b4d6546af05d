"""How many origins are behind what several sources tell: the words for it, for screens and exports alike.

The copies themselves are found in ``aligner.copying``; here they are counted. That no copy is found does not prove that
two sources are independent of each other: one may retell the other in its own words. So nothing is said of origins
where there is no copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from aligner.model import Comparison, Copy, Fact, Kind, Sentence, Story

MOSTLY: Final = 0.5
"""The share of an article's sentences from which on it is mostly the text of another one."""
LEAST_SENTENCES: Final = 3
"""How many sentences that has to be."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A source most of whose sentences are, nearly word for word, in another one too.

    ``copied`` of its ``sentences`` (headline and body) are.
    """

    source: str
    other: str
    copied: int
    sentences: int

    @property
    def line(self) -> str:
        """``14 of 20 sentences as in D``: to stand beside the name of the source."""
        return f"{self.copied} of {self.sentences} sentences as in {self.other}"


def origins(fact: Fact, story: Story | None = None) -> tuple[tuple[str, ...], ...]:
    """The sources of a fact in groups that have one origin, in the order of the columns.

    Two sources are in one group if sentences of theirs in the fact are copies, or if both are copies of a third one's.
    With the ``story``, the versions of one source are one origin, too, and the user's own draft is none.
    """
    drafts = {article.id for article in story.articles if article.draft} if story is not None else set()
    pairs = [*_copying(fact), *(_versions(story) if story is not None else ())]
    return _groups(
        [source for source in fact.cells if source not in drafts], [pair for pair in pairs if drafts.isdisjoint(pair)]
    )


def told_line(comparison: Comparison, fact: Fact) -> str:
    """``4 sources, 2 origins``; empty for a fact in which no two sources share an origin.

    The versions of one source are one source; the user's own draft is none.
    """
    groups = origins(fact, comparison.story)
    behind, sources = len(groups), sum(_count(group, comparison.story) for group in groups)
    return f"{sources} sources, {behind} {'origin' if behind == 1 else 'origins'}" if behind < sources else ""


def group_line(comparison: Comparison, fact: Fact) -> str:
    """Which sources share an origin: ``A = C = D``, and with more groups ``A = C; B = E``; empty if none do."""
    groups = [group for group in origins(fact, comparison.story) if _count(group, comparison.story) > 1]
    return "; ".join(" = ".join(group) for group in groups)


def passages(comparison: Comparison, copy: Copy) -> tuple[str, ...]:
    """The passages that two copies share, in the words of the first one, in its order."""
    text = comparison.article(comparison.sentences[copy.a].source).text
    return tuple(text[span.start : span.end] for span in copy.in_a)


def share_line(comparison: Comparison, copy: Copy) -> str:
    """How much of the shorter one is the same, and whom either credits.

    ``A and D: 92% word for word · D via Reuters``.
    """
    a, b = comparison.sentences[copy.a], comparison.sentences[copy.b]
    credited = [f" · {s.source} via {s.via}" for s in (a, b) if s.via]
    return f"{a.source} and {b.source}: {copy.share:.0%} word for word{''.join(credited)}"


def shared_origin(comparison: Comparison) -> tuple[Shared, ...]:
    """The sources that are mostly one text with another source, by column; the more alike of two is told first.

    Of two sources the one that is told is the one of which the greater part is copied, the first of equals. Where two
    have copies at all, every sentence counts that is the same in both, the short ones and the quotations too.
    """
    alike = _copied(comparison)
    if not alike:
        return ()
    counted = _sentences(comparison)
    words = {source: {s.id: _flat(s.text) for s in counted[source]} for source in {one for one, _ in alike}}
    lines = {source: set(flat.values()) for source, flat in words.items()}
    for (one, other), copied in alike.items():
        copied |= {id_ for id_, flat in words[one].items() if flat in lines[other]}
    found = []
    for one, other in sorted({tuple(sorted(pair, key=list(counted).index)) for pair in alike}):
        sides = [Shared(a, b, len(alike.get((a, b), ())), len(counted[a])) for a, b in ((one, other), (other, one))]
        told = max(sides, key=lambda side: side.copied / max(1, side.sentences))
        if told.copied >= max(LEAST_SENTENCES, MOSTLY * told.sentences):
            found.append(told)
    columns = list(counted)
    return tuple(sorted(found, key=lambda s: (columns.index(s.source), -s.copied, columns.index(s.other))))


def _sentences(comparison: Comparison) -> dict[str, list[Sentence]]:
    """The sentences of each source that are aligned."""
    found: dict[str, list[Sentence]] = {article.id: [] for article in comparison.story.articles}
    for sentence in comparison.sentences.values():
        if sentence.kind is not Kind.FURNITURE and sentence.same_as is None:
            found[sentence.source].append(sentence)
    return found


def _copied(comparison: Comparison) -> dict[tuple[str, str], set[str]]:
    """The sentences of a source that have a copy in another one, by both sources."""
    found: dict[tuple[str, str], set[str]] = {}
    for fact in comparison.facts:
        for copy in fact.copies:
            a, b = comparison.sentences[copy.a].source, comparison.sentences[copy.b].source
            found.setdefault((a, b), set()).add(copy.a)
            found.setdefault((b, a), set()).add(copy.b)
    return found


def _count(group: Sequence[str], story: Story) -> int:
    """How many sources the columns of a group are: the versions of one article are one."""
    of = dict(_versions(story))
    return len({of.get(source, source) for source in group})


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def _copying(fact: Fact) -> list[tuple[str, str]]:
    """The sources of each two copies."""
    source = {id_: source for source, cell in fact.cells.items() for id_ in cell}
    return [(source[c.a], source[c.b]) for c in fact.copies if c.a in source and c.b in source]


def _versions(story: Story) -> list[tuple[str, str]]:
    """The columns that are versions of an article, each with the first of them."""
    return [(article.id, article.versions[0]) for article in story.articles if article.versions]


def _groups(sources: Sequence[str], pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The sources in groups that the pairs join; a pair may name sources that are not among them."""
    joined: dict[str, set[str]] = {}
    for a, b in pairs:
        group = joined.get(a, {a}) | joined.get(b, {b})
        for source in group:
            joined[source] = group
    found: dict[tuple[str, ...], None] = {}
    for source in sources:
        found[tuple(other for other in sources if other in joined.get(source, {source}))] = None
    return tuple(found)
