"""The pipeline in a page: a story in, its comparison out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aligner import differences, facts, labels, ledger, similarity, ties, values
from aligner.model import Article, Comparison, Fact, Kind, Link, Options, Progress, Sentence, Story, Value
from aligner.sentences import split
from aligner.tokens import tokenise
from aligner.values import money, quotes


def compare(story: Story, options: Options | None = None, progress: Progress | None = None) -> Comparison:
    """Align the articles of a story and say where they differ.

    The result is deterministic and does not depend on the order of the articles, which only names the columns.
    ``progress`` is called between the steps, on the caller's thread.
    """
    options = options or Options()
    report = progress or (lambda stage, share: None)

    report("Reading the sentences", 0.0)
    sentences = {s.id: s for article in story.articles for s in read_sentences(article)}
    news = canonical_news(story, sentences)

    report("Comparing the sentences", 0.3)
    rates = money.rates(value for sentence in news for value in sentence.values)
    similar = similarity.Similarity(news, rates)
    scored = {pair: similar.score(*pair) for pair in similar.candidates()}
    told = ties.gather(ties.find_ties(news, scored, similar, rates))
    for pair in ties.corroborated(told, news):
        scored[pair] = ties.corroborate(scored.get(pair, similar.score(*pair)))

    report("Building the facts", 0.6)
    sources = [sentence.source for sentence in news]
    rows = facts.build_rows(sources, scored, similar.score, similarity.odds(options.threshold))
    ordered = [rows[n] for n in facts.reading_order(rows, sources, similar.places)]

    report("Finding the differences", 0.8)
    maker = _FactMaker(story, sentences, news, similar, scored, told)
    width = max(2, len(str(len(ordered))))
    found = tuple(maker.fact(f"f{number:0{width}}", row) for number, row in enumerate(ordered, 1))
    entries = ledger.build(told, sentences, maker.columns)
    report("Done", 1.0)
    return Comparison(story, sentences, found, entries)


def read_sentences(article: Article) -> tuple[Sentence, ...]:
    """An article's sentences with their tokens, values, quotations and speakers, found once for every later step."""
    published = article.attribution.published
    read = []
    for sentence in split(article):
        tokens = tokenise(article.text, sentence.start, sentence.end)
        found: tuple[Value, ...] = ()
        if sentence.kind is not Kind.FURNITURE:
            found = values.find_values(article.text, sentence.start, sentence.end, tokens, published)
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
        told: Sequence[ties.Told],
    ) -> None:
        self.columns = [article.id for article in story.articles]
        self._sentences = sentences
        self._news = news
        self._similar = similar
        self._scored = scored
        self._told = told
        self._told_in: dict[str, list[int]] = {}
        for number, thing in enumerate(told):
            for sentence_id in dict.fromkeys(m.sentence for m in thing.mentions):
                self._told_in.setdefault(sentence_id, []).append(number)
        self._repeats: dict[str, list[str]] = {}
        for sentence in sentences.values():
            if sentence.same_as:
                self._repeats.setdefault(sentence.same_as, []).append(sentence.id)

    def fact(self, name: str, row: facts.Row) -> Fact:
        """The fact of a row, called ``name``."""
        members = [self._news[i] for i in row.members]
        inside = self._told_within(members)
        found = differences.in_fact(inside, self.columns)
        agreement, reason = differences.agreement(members, found, inside)
        cells = self._cells(members)
        return Fact(
            id=name,
            label=labels.label(members, self._similar.weight),
            agreement=agreement,
            cells=cells,
            silent=tuple(column for column in self.columns if column not in cells),
            links=self._links(row),
            differences=found,
            wording=tuple(differences.wording(self._news[i], self._news[j]) for i, j in row.pairs),
            reason=reason,
        )

    def _told_within(self, members: Sequence[Sentence]) -> list[ties.Told]:
        ids = {sentence.id for sentence in members}
        numbers = sorted({n for sentence_id in ids for n in self._told_in.get(sentence_id, ())})
        return [thing for n in numbers if (thing := self._told[n].within(ids))]

    def _cells(self, members: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
        """Sentence ids by source, columns in order; what an article repeats word for word stands beside its first."""
        ids = [i for s in members for i in (s.id, *self._repeats.get(s.id, ()))]
        held = {c: tuple(sorted(i for i in ids if self._sentences[i].source == c)) for c in self.columns}
        return {column: cell for column, cell in held.items() if cell}

    def _links(self, row: facts.Row) -> tuple[Link, ...]:
        links = []
        for i, j in row.pairs:
            first, second = sorted((self._news[i].id, self._news[j].id), key=self._place)
            score = round(similarity.probability(self._scored[i, j]), 4)
            links.append(Link(first, second, score, self._similar.why(i, j)))
        return tuple(sorted(links, key=lambda link: (-link.score, self._place(link.a), self._place(link.b))))

    def _place(self, sentence_id: str) -> tuple[int, int]:
        sentence = self._sentences[sentence_id]
        return self.columns.index(sentence.source), sentence.start
