"""The pipeline in a page: a story in, its comparison out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from aligner import differences, facts, labels, languages, ledger, mixed, similarity, ties, told, values
from aligner.model import Article, Comparison, Fact, Kind, Level, Link, Options, Progress, Sentence, Story, Value
from aligner.sentences import split
from aligner.tokens import tokenise
from aligner.told import Told
from aligner.values import money, quotes


def compare(story: Story, options: Options | None = None, progress: Progress | None = None) -> Comparison:
    """Align the articles of a story and say where they differ.

    The result is deterministic and does not depend on the order of the articles, which only names the columns.
    ``progress`` is called between the steps, on the caller's thread.
    """
    return Alignment(story, progress).comparison(options, progress)


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
        self._scored = {pair: self._similar.score(*pair) for pair in self._similar.candidates()}
        self._told = told.gather(ties.find_ties(self._news, self._scored, self._similar, rates))
        for pair in told.corroborated(self._told, self._news):
            self._scored[pair] = told.corroborate(self._similar.score(*pair))
        self._maker = _FactMaker(story, self._sentences, self._news, self._similar, self._scored, self._told)

    def comparison(self, options: Options | None = None, progress: Progress | None = None) -> Comparison:
        """The story's facts and ledger, rows built by ``options``; as quick as moving a slider asks for."""
        options, report = options or Options(), progress or _nobody
        report("Building the facts", 0.6)
        sources = [sentence.source for sentence in self._news]
        rows = facts.build_rows(sources, self._scored, self._similar.score, similarity.odds(options.threshold))
        ordered = [rows[n] for n in facts.reading_order(rows, sources, self._similar.places)]

        report("Finding the differences", 0.8)
        width = max(2, len(str(len(ordered))))
        found: list[Fact] = []
        taken: set[str] = set()
        for n, row in enumerate(ordered, 1):
            found.append(self._maker.fact(f"f{n:0{width}}", row, options.sure, taken))
            taken.add(found[-1].label)
        entries = ledger.build(self._told, self._sentences, self._maker.columns)
        report("Done", 1.0)
        return Comparison(self._story, self._sentences, tuple(found), entries, options)


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
        scored: Mapping[facts.Pair, float],
        things: Sequence[Told],
    ) -> None:
        self.columns = [article.id for article in story.articles]
        self._sentences = sentences
        self._news = news
        self._similar = similar
        self._scored = scored
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
        self._wording = cache(lambda i, j: differences.wording(news[i], news[j]))
        self._why = cache(similar.why)

    def fact(self, name: str, row: facts.Row, sure: float, taken: Collection[str]) -> Fact:
        """The fact of a row, called ``name``; links below the score ``sure`` are "perhaps", ``taken`` are labels."""
        members = [self._news[i] for i in row.members]
        inside = self._told_within(members)
        found = differences.in_fact(inside, self.columns)
        agreement, reason = differences.agreement(members, found, inside)
        cells = self._cells(members)
        links = self._links(row, sure)
        return Fact(
            id=name,
            label=labels.label(members, self._similar.weight, taken),
            agreement=agreement,
            cells=cells,
            silent=tuple(column for column in self.columns if column not in cells),
            links=links,
            differences=found,
            wording=tuple(self._wording(i, j) for i, j in row.pairs if self._are_of_one_language(i, j)),
            reason=reason,
            perhaps=self._perhaps(cells, links),
        )

    def _are_of_one_language(self, i: int, j: int) -> bool:
        """Whether two sentences can be compared word by word."""
        return self._news[i].language == self._news[j].language

    def _told_within(self, members: Sequence[Sentence]) -> list[Told]:
        ids = {sentence.id for sentence in members}
        numbers = sorted({n for sentence_id in ids for n in self._told_in.get(sentence_id, ())})
        return [thing for n in numbers if (thing := self._told[n].within(ids))]

    def _cells(self, members: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
        """Sentence ids by source, columns in order; what an article repeats word for word stands beside its first."""
        ids = [i for s in members for i in (s.id, *self._repeats.get(s.id, ()))]
        held = {c: tuple(sorted(i for i in ids if self._sentences[i].source == c)) for c in self.columns}
        return {column: cell for column, cell in held.items() if cell}

    def _links(self, row: facts.Row, sure: float) -> tuple[Link, ...]:
        links = []
        for i, j in row.pairs:
            first, second = sorted((self._news[i].id, self._news[j].id), key=self._place)
            score = round(similarity.probability(self._scored[i, j]), 3)
            level = Level.SAME if score >= sure else Level.PERHAPS
            links.append(Link(first, second, score, self._why(i, j), level))
        return tuple(sorted(links, key=lambda link: (-link.score, self._place(link.a), self._place(link.b))))

    def _perhaps(self, cells: Mapping[str, tuple[str, ...]], links: Sequence[Link]) -> tuple[str, ...]:
        """The sentences of a shared row that none of its surer links joins; a repeated one is as sure as its first."""
        if len(cells) < 2:
            return ()
        sure = {sentence_id for link in links if link.level is Level.SAME for sentence_id in (link.a, link.b)}
        held = [i for cell in cells.values() for i in cell]
        return tuple(i for i in held if (self._sentences[i].same_as or i) not in sure)

    def _place(self, sentence_id: str) -> tuple[int, int]:
        sentence = self._sentences[sentence_id]
        return self.columns.index(sentence.source), sentence.start
