"""A comparison of any size, made up: what the screens are measured with. The same numbers give the same comparison."""

from __future__ import annotations

from random import Random

from aligner.model import (
    Agreement,
    Article,
    Attribution,
    Block,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    Level,
    Link,
    Mention,
    Sentence,
    Severity,
    Span,
    Story,
    Value,
    Wording,
)

_SILENT = 0.24
_CONFLICT = 0.15
_DETAIL = 0.10
_SECOND = 0.12
"""Shares of cells without a sentence, of facts that differ, and of cells with two sentences."""

_WORDS = (
    "the harbour ferry council vessel said officials bridge repair crews night tide engine report mayor residents "
    "after before under against without several another closed opened waiting because while during north shore "
    "company spokesperson investigation weather pilot cargo insurance estimated Thursday evening passengers’ “safe” "
    "long-term twice-daily – announced confirmed denied expected quarter harbour-master signalling"
).split()


def make(facts: int, sources: int = 5) -> Comparison:
    """So many facts told by so many sources: unique texts, 24 % empty cells, some of the facts differing in money.

    Every number of facts begins with the same facts. Raises ValueError for more than 26 sources.
    """
    if sources > 26:
        raise ValueError(f"A column has one letter: {sources} sources are too many.")
    maker = _Maker(sources)
    made = tuple(maker.fact(number) for number in range(facts))
    articles = tuple(maker.article(source) for source in range(sources))
    ordered = sorted(maker.sentences.values(), key=lambda sentence: (sentence.source, sentence.start))
    story = Story(f"{facts} facts, made up", "synthetic", articles)
    return Comparison(story, {sentence.id: sentence for sentence in ordered}, made)


class _Maker:
    """Writes the articles sentence by sentence, as the facts come."""

    def __init__(self, sources: int) -> None:
        self._random = Random(4)
        self._ids = [chr(ord("A") + source) for source in range(sources)]
        self._texts: dict[str, list[str]] = {id_: [] for id_ in self._ids}
        self._lengths = dict.fromkeys(self._ids, 0)
        self.sentences: dict[str, Sentence] = {}

    def article(self, source: int) -> Article:
        """What a source told in all, a paragraph per sentence."""
        id_ = self._ids[source]
        blocks = tuple(Block(s.start, s.end, Kind.BODY) for s in self.sentences.values() if s.source == id_)
        attribution = Attribution(outlet=f"Outlet {id_}", author="A. Writer", published=f"2031-03-{source + 1:02}")
        return Article(id_, f"{id_.lower()}.txt", "".join(self._texts[id_]), attribution, blocks)

    def fact(self, number: int) -> Fact:
        """One row."""
        random = self._random
        telling = [id_ for id_ in self._ids if random.random() >= _SILENT] or [random.choice(self._ids)]
        cells = {id_: self._cell(id_, number) for id_ in telling}
        kind = random.random()
        severity = Severity.CONFLICT if kind < _CONFLICT else Severity.DETAIL if kind < _CONFLICT + _DETAIL else None
        differences: tuple[Difference, ...] = ()
        agreement = Agreement.AGREE if len(telling) > 1 else Agreement.SINGLE
        if severity is not None and len(telling) > 1:
            values = tuple(self._mention(ids[0]) for ids in cells.values())
            differences = (Difference(DifferenceType.MONEY, severity, "sums", values),)
            agreement = Agreement.CONFLICT if severity is Severity.CONFLICT else Agreement.PARTIAL
        first = [ids[0] for ids in cells.values()]
        return Fact(
            id=f"f{number + 1:05}",
            label=f"repair {number} of the bridge",
            agreement=agreement,
            cells=cells,
            silent=tuple(id_ for id_ in self._ids if id_ not in cells),
            links=tuple(Link(first[0], other, 0.5, ("repair", "bridge"), Level.SAME) for other in first[1:]),
            differences=differences,
            wording=tuple(self._wording(first[0], other) for other in first[1:]),
            reason="",
        )

    def _cell(self, source: str, number: int) -> tuple[str, ...]:
        count = 2 if self._random.random() < _SECOND else 1
        return tuple(self._sentence(source, number) for _ in range(count))

    def _sentence(self, source: str, number: int) -> str:
        random = self._random
        words = random.choices(_WORDS, k=random.randint(8, 32))
        amount = f"${random.randint(2, 99)} million"
        words.insert(random.randrange(len(words)), amount)
        text = f"{' '.join(words).capitalize()} in case {number}{source}."
        start = self._lengths[source]
        index = len(self._texts[source])
        at = text.lower().index(amount)
        value = Value(DifferenceType.MONEY, start + at, start + at + len(amount), amount)
        id_ = f"{source}{index + 1:05}"
        self.sentences[id_] = Sentence(id_, source, start, start + len(text), index, Kind.BODY, text, values=(value,))
        self._texts[source].append(f"{text}\n")
        self._lengths[source] += len(text) + 1
        return id_

    def _mention(self, id_: str) -> Mention:
        sentence = self.sentences[id_]
        value = sentence.values[0]
        return Mention(sentence.source, id_, value.start, value.end, value.text)

    def _wording(self, a: str, b: str) -> Wording:
        """As if every second half were worded otherwise; what it is does not matter to a clock."""
        one, other = self.sentences[a], self.sentences[b]
        return Wording(
            a,
            b,
            (Span((one.start + one.end) // 2, one.end),),
            (Span((other.start + other.end) // 2, other.end),),
        )
