"""The pipeline in a page: a story in, its comparison out."""

from __future__ import annotations

import gc
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import combinations
from operator import itemgetter

from aligner import differences, facts, labels, languages, ledger, mixed, similarity, stance, ties, told, values
from aligner.copying import Copying
from aligner.decisions.correcting import Answers, Corrector
from aligner.decisions.records import NONE, Decisions
from aligner.model import (
    Apart,
    Article,
    By,
    Comparison,
    Copy,
    Difference,
    Fact,
    Kind,
    Level,
    Link,
    Options,
    Progress,
    Sentence,
    Story,
    Value,
)
from aligner.sentences import split
from aligner.tokens import tokenise
from aligner.told import Told
from aligner.values import money, quotes
from aligner.wording import Wordings

_FLOOR = min(stance.LEAST, similarity.odds(Options().threshold))
"""The log-odds from which on pairs are scored at the outset: what the default threshold asks for."""


def compare(
    story: Story,
    options: Options | None = None,
    progress: Progress | None = None,
    decisions: Decisions = NONE,
    answers: Answers | None = None,
) -> Comparison:
    """Align the articles of a story and say where they differ.

    The result is deterministic and does not depend on the order of the articles, which only names the columns.
    ``progress`` is called between the steps, on the caller's thread. The corrections among a person's ``decisions`` are
    followed as far as they fit; what they judge is laid over it by ``aligner.decisions.fitting.judged``. ``answers``
    are what a language model said of pairs (``aligner.judging``).
    """
    with collector_at_rest():
        return Alignment(story, progress).comparison(options, progress, decisions, answers)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """A stretch of work for which the collector of cyclic garbage rests, if it is at work at all.

    A comparison makes a million small objects and no cycle: the collector would go through them again and again, for a
    tenth of the time, and find nothing. Reference counting goes on. Of several threads, or of one inside of another,
    the one that found the collector at work sets it to work again, so that it never stays off for good; who switched it
    off themselves finds it off, and what they have frozen stays so.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            # All that is new is made to count as old: else the collector would go through it with the next object.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


class Alignment:
    """What is found out about a story's sentences once, whatever threshold its rows are then built with."""

    def __init__(self, story: Story, progress: Progress | None = None) -> None:
        """Read the articles' sentences, score their pairs and tie their values: the slow part of a comparison."""
        report = progress or _nobody
        report("Reading the sentences", 0.0)
        self._story = story
        self._sentences = {s.id: s for article in story.articles for s in read_sentences(article)}
        self._news = mixed.told_apart(canonical_news(story, self._sentences))

        report("Comparing the sentences", 0.3)
        rates = money.rates(value for sentence in self._news for value in sentence.values)
        self._similar = similarity.Similarity(self._news, rates)
        self._floor = _FLOOR
        self._scored = self._similar.scored(self._floor)
        self._told = told.gather(ties.find_ties(self._news, self._scored, self._floor, self._similar))
        self._corroborated = {
            pair: told.corroborate(self._similar.score(*pair)) for pair in told.corroborated(self._told, self._news)
        }
        self._scored |= self._corroborated
        self._maker = _FactMaker(story, self._sentences, self._news, self._similar, self._told)

    def comparison(
        self,
        options: Options | None = None,
        progress: Progress | None = None,
        decisions: Decisions = NONE,
        answers: Answers | None = None,
    ) -> Comparison:
        """The story's facts and ledger, rows built by ``options``; as quick as moving a slider asks for.

        ``decisions`` are a person's, ``answers`` what a language model said of pairs: the person's word goes over it.
        """
        options, report = options or Options(), progress or _nobody
        report("Building the facts", 0.6)
        sources = [sentence.source for sentence in self._news]
        least = similarity.odds(options.threshold)
        self._score_down_to(least)
        rows = facts.build_rows(sources, self._scored, self._similar.score, least)
        corrector = None
        if answers or len(decisions):
            corrector = Corrector(self._story, self._sentences, decisions, answers)
            rows = self._corrected(rows, corrector, least)
        ordered = [rows[n] for n in facts.reading_order(rows, sources, self._similar.places)]

        report("Finding the differences", 0.8)
        width = max(2, len(str(len(ordered))))
        found: list[Fact] = []
        taken: set[str] = set()
        for n, row in enumerate(ordered, 1):
            found.append(self._maker.fact(f"f{n:0{width}}", row, options.sure, taken, self._strength, corrector))
            taken.add(found[-1].label)
        if corrector is not None:
            found = list(corrector.finished(found))
        entries = ledger.build(self._told, self._sentences, self._maker.columns)
        report("Done", 1.0)
        return Comparison(self._story, self._sentences, tuple(found), entries, options)

    def _score_down_to(self, least: float) -> None:
        """Score what a threshold below any that was asked for so far accepts; few people go there, and then once."""
        if least < self._floor:
            self._scored = self._similar.scored(least) | self._corroborated
            self._floor = least  # not before: what is interrupted is to be done again

    def _corrected(self, rows: Sequence[facts.Row], corrector: Corrector, least: float) -> list[facts.Row]:
        """The rows as a person left them, with the pairs accepted in each: theirs, and the others as they are."""
        members = corrector.rows([row.members for row in rows], self._news, self._strength)
        return [facts.Row(tuple(sorted(row)), self._pairs(row, corrector, least)) for row in members]

    def _pairs(self, row: Collection[int], corrector: Corrector, least: float) -> tuple[facts.Pair, ...]:
        found = []
        for i, j in combinations(sorted(row), 2):
            ruled = corrector.ruled(self._news[i].id, self._news[j].id)
            if ruled[0] if ruled is not None else self._scored.get((i, j), -math.inf) >= least:
                found.append((i, j))
        return tuple(found)

    def _strength(self, i: int, j: int) -> float:
        """The log-odds of any two sentences; of two of one article they are never what a row is built by."""
        if self._news[i].source == self._news[j].source:
            return -math.inf
        return self._scored[i, j] if (i, j) in self._scored else self._similar.score(i, j)


def _nobody(stage: str, share: float) -> None:
    """The progress that nobody looks at."""


def read_sentences(article: Article) -> tuple[Sentence, ...]:
    """An article's sentences with their tokens, values, quotations and speakers, found once for every later step."""
    published = article.attribution.published
    language = languages.of(article.attribution.language)
    read = []
    for sentence in split(article):
        tokens = tokenise(article.text, sentence.start, sentence.end, language)
        found: tuple[Value, ...] = ()
        if sentence.kind is not Kind.FURNITURE:
            found = values.find_values(article.text, sentence.start, sentence.end, tokens, published, language)
        read.append(replace(sentence, tokens=tokens, values=found))
    return quotes.attribute(article, read)


def canonical_news(story: Story, sentences: Mapping[str, Sentence]) -> list[Sentence]:
    """The sentences that are aligned, articles in an order that their texts alone decide.

    Furniture is left out, and so is what an article says a second time word for word.
    """
    ranks = {a.id: rank for rank, a in enumerate(sorted(story.articles, key=lambda a: (a.text, a.file)))}
    news = [s for s in sentences.values() if s.kind is not Kind.FURNITURE and s.same_as is None]
    return sorted(news, key=lambda s: (ranks[s.source], s.start))


class _FactMaker:
    """Turns rows of indices into facts, with everything a fact tells about itself."""

    def __init__(
        self,
        story: Story,
        sentences: Mapping[str, Sentence],
        news: Sequence[Sentence],
        similar: similarity.Similarity,
        things: Sequence[Told],
    ) -> None:
        self.columns = [article.id for article in story.articles]
        places = {column: number for number, column in enumerate(self.columns)}
        self._places = {s.id: (places[s.source], s.start) for s in sentences.values()}
        self._sentences = sentences
        self._news = news
        self._similar = similar
        self._told = things
        self._told_in: dict[str, list[int]] = {}
        for number, thing in enumerate(things):
            for sentence_id in dict.fromkeys(m.sentence for m in thing.mentions):
                self._told_in.setdefault(sentence_id, []).append(number)
        self._repeats: dict[str, list[str]] = {}
        for sentence in sentences.values():
            if sentence.same_as:
                self._repeats.setdefault(sentence.same_as, []).append(sentence.id)
        # What does not depend on the threshold is found once for every pair that any of them accepts.
        wordings = Wordings(news)
        self._wording = cache(lambda i, j: differences.in_order(wordings.of(i, j)))
        self._why = cache(similar.why)
        self._copying = Copying(news)
        self._versions = {article.id: article.versions[0] for article in story.articles if article.versions}

    def fact(
        self,
        name: str,
        row: facts.Row,
        sure: float,
        taken: Collection[str],
        strength: facts.Score,
        corrector: Corrector | None = None,
    ) -> Fact:
        """The fact of a row, called ``name``; links below the score ``sure`` are "perhaps", ``taken`` are labels.

        ``strength`` tells the log-odds of any two sentences.
        """
        members = [self._news[i] for i in row.members]
        inside = self._told_within(members)
        found = differences.in_fact(inside, self.columns)
        cells = self._cells(members)
        dismissed: tuple[Difference, ...] = ()
        apart: tuple[Apart, ...] = ()
        if corrector is not None:
            held = {id_ for cell in cells.values() for id_ in cell}
            found, dismissed = corrector.differences(found, held)
            apart = corrector.apart(held)
        agreement, reason = differences.agreement(members, found, inside, self._versions)
        links = self._links(row, sure, strength, corrector)
        return Fact(
            id=name,
            label=labels.label(members, self._similar.weight, taken),
            agreement=agreement,
            cells=cells,
            silent=tuple(column for column in self.columns if column not in cells),
            links=links,
            differences=found,
            wording=tuple(self._wording(i, j) for i, j in row.pairs if self._are_comparable(i, j)),
            reason=reason,
            perhaps=self._perhaps(cells, links),
            copies=self._copies(row.members),
            apart=apart,
            dismissed=dismissed,
        )

    def _are_comparable(self, i: int, j: int) -> bool:
        """Whether two sentences can be compared word by word; two of one source only a person puts together."""
        one, other = self._news[i], self._news[j]
        return one.language == other.language and one.source != other.source

    def _told_within(self, members: Sequence[Sentence]) -> list[Told]:
        ids = {sentence.id for sentence in members}
        numbers = sorted({n for sentence_id in ids for n in self._told_in.get(sentence_id, ())})
        return [thing for n in numbers if (thing := self._told[n].within(ids))]

    def _cells(self, members: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
        """Sentence ids by source, columns in order; what an article repeats word for word stands beside its first."""
        held: dict[str, list[str]] = {}
        for sentence in members:
            cell = held.setdefault(sentence.source, [])
            cell.append(sentence.id)
            cell.extend(self._repeats.get(sentence.id, ()))
        return {column: tuple(sorted(held[column])) for column in self.columns if column in held}

    def _copies(self, members: Sequence[int]) -> tuple[Copy, ...]:
        found = [copy for copy in self._copying.among(members) if not self._are_versions(copy.a, copy.b)]
        return tuple(sorted(found, key=lambda copy: (self._places[copy.a], self._places[copy.b])))

    def _are_versions(self, a: str, b: str) -> bool:
        """Whether two sentences are of one article's versions: that these are alike is no news."""
        one, other = self._sentences[a].source, self._sentences[b].source
        return self._versions.get(one, one) == self._versions.get(other, other)

    def _links(
        self, row: facts.Row, sure: float, strength: facts.Score, corrector: Corrector | None
    ) -> tuple[Link, ...]:
        links = []
        for i, j in row.pairs:
            first, second = self._news[i].id, self._news[j].id
            here, there = self._places[first], self._places[second]
            if there < here:
                first, second, here, there = second, first, there, here
            score = round(similarity.probability(strength(i, j)), 3)
            ruled = corrector.ruled(first, second) if corrector is not None else None
            level = Level.SAME if score >= sure or ruled is not None else Level.PERHAPS
            by = ruled[1] if ruled is not None else By.PROGRAM
            links.append(((-score, here, there), Link(first, second, score, self._why(i, j), level, by)))
        return tuple(link for _, link in sorted(links, key=itemgetter(0)))

    def _perhaps(self, cells: Mapping[str, tuple[str, ...]], links: Sequence[Link]) -> tuple[str, ...]:
        """The sentences of a shared row that none of its surer links joins; a repeated one is as sure as its first."""
        if len(cells) < 2:
            return ()
        sure = {sentence_id for link in links if link.level is Level.SAME for sentence_id in (link.a, link.b)}
        held = [i for cell in cells.values() for i in cell]
        return tuple(i for i in held if (self._sentences[i].same_as or i) not in sure)
