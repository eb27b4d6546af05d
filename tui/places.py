"""Pure: where in the articles of a comparison its facts stand, found once for all screens that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from aligner.model import Article, Comparison, Fact, Kind, Sentence
from tui.passages import Mark, marks_of


class Places:
    """Looks a comparison's sentences up: by article, by paragraph, by fact."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    @cached_property
    def facts_of(self) -> dict[str, tuple[int, ...]]:
        """By sentence id, the indexes of the facts it states, in reading order."""
        found: dict[str, tuple[int, ...]] = {}
        for index, fact in enumerate(self.comparison.facts):
            for ids in fact.cells.values():
                for id_ in ids:
                    found[id_] = (*found.get(id_, ()), index)
        return found

    @cached_property
    def marks(self) -> dict[str, tuple[Mark, ...]]:
        """By sentence id, the words that differ in any of its facts."""
        return marks_of(difference for fact in self.comparison.facts for difference in fact.differences)

    @cached_property
    def _by_paragraph(self) -> dict[tuple[str, int], list[Sentence]]:
        found: dict[tuple[str, int], list[Sentence]] = {}
        for sentence in self.comparison.sentences.values():
            found.setdefault((sentence.source, sentence.paragraph), []).append(sentence)
        return found

    @cached_property
    def _by_source(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = {}
        for sentence in self.comparison.sentences.values():
            found.setdefault(sentence.source, []).append(sentence)
        return found

    def sentences(self, source: str) -> list[Sentence]:
        """The sentences of a source, in reading order."""
        return self._by_source.get(source, [])

    def pieces(self, article: Article, paragraph: int) -> Iterator[tuple[Sentence | None, str]]:
        """A paragraph from its start to its end: its sentences, and None with the text that stands between them."""
        block = article.blocks[paragraph]
        at = block.start
        for sentence in self._by_paragraph.get((article.id, paragraph), []):
            if sentence.start > at:
                yield None, article.text[at : sentence.start]
            yield sentence, sentence.text
            at = max(at, sentence.end)
        if at < block.end:
            yield None, article.text[at : block.end]

    def facts(self, sentence: str) -> tuple[Fact, ...]:
        """The facts that a sentence states, by its id."""
        return tuple(self.comparison.facts[index] for index in self.facts_of.get(sentence, ()))

    def place(self, fact: int, source: str) -> tuple[str | None, bool]:
        """The id of the first sentence by which an article tells a fact (by index), and True.

        Where the source is silent it is the sentence that stands nearest in reading order, by the facts before and
        after, and False; its very first sentence where it tells nothing at all, and None where there is none.
        """
        facts = self.comparison.facts
        if ids := facts[fact].cells.get(source) if fact < len(facts) else None:
            return ids[0], True
        told = [index for index, other in enumerate(facts) if other.cells.get(source)]
        # What the running text surely tells says more of where one is than a headline, or what is only perhaps told.
        sure = [index for index in told if self._is_firm(facts[index], source)]
        if not told:
            return next((sentence.id for sentence in self.sentences(source)), None), False
        nearest = min(sure or told, key=lambda index: (abs(index - fact), index))
        ids = facts[nearest].cells[source]
        return ids[-1 if nearest < fact else 0], False

    def _is_firm(self, fact: Fact, source: str) -> bool:
        sentences = self.comparison.sentences
        return any(sentences[id_].kind is Kind.BODY and id_ not in fact.perhaps for id_ in fact.cells[source])
