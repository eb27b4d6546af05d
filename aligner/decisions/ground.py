"""Between a comparison and what is decided about it: sentences by their words, passages by theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from aligner.decisions.records import Contrast, Key, Row, Words
from aligner.model import Difference, Fact, Mention, Sentence, Story


class Ground:
    """The sentences of a comparison by their keys, and the other way round.

    A sentence that an article repeats has the key of its first. The article of a file that is not in the story any
    more is known by its sentences, as long as no other has them.
    """

    def __init__(self, story: Story, sentences: Mapping[str, Sentence]) -> None:
        self.sentences = sentences
        self._file = {article.id: article.file for article in story.articles}
        self._files = frozenset(self._file.values())
        self._keys: dict[str, Key] = {}
        self._ids: dict[Key, str] = {}
        self._by_text: dict[str, list[str]] = {}
        for sentence in sentences.values():
            key = self._keys.get(sentence.same_as or "") or Key(self._file[sentence.source], flat(sentence.text))
            self._keys[sentence.id] = key
            if self._ids.setdefault(key, sentence.id) == sentence.id:
                self._by_text.setdefault(key.text, []).append(sentence.id)

    def key(self, sentence: str) -> Key:
        """What a sentence, by its id, is in a decision."""
        return self._keys[sentence]

    def find(self, key: Key) -> str | None:
        """The id of the sentence of a key; None where no sentence has its words (any more)."""
        found = self._ids.get(key)
        if found is None and key.file not in self._files:
            others = self._by_text.get(key.text, ())
            return others[0] if len(others) == 1 else None
        return found

    def is_here(self, key: Key) -> bool:
        """Whether the article of a key is one of the story's."""
        return key.file in self._files or self.find(key) is not None

    def row(self, fact: Fact) -> Row:
        """What a fact is in a decision."""
        return frozenset(self._keys[id_] for cell in fact.cells.values() for id_ in cell)

    def rows(self, sentences: Iterable[str]) -> Row:
        """What the fact of these sentences, by their ids, is in a decision."""
        return frozenset(self._keys[id_] for id_ in sentences)

    def contrast(self, difference: Difference) -> Contrast:
        """What a difference is in a decision."""
        return Contrast(difference.type, frozenset(self.words(mention) for mention in difference.values))

    def words(self, mention: Mention) -> Words:
        """What a value is in a decision."""
        sentence = self.sentences[mention.sentence]
        start, text = mention.start - sentence.start, flat(mention.text)
        before = sum(match.start() < start for match in _places(text, sentence.text))
        return Words(self._keys[sentence.id], text, before)

    def mention(self, words: Words) -> Mention | None:
        """The passage of words, with its evidence; None where it does not stand in the text (any more)."""
        id_ = self.find(words.sentence)
        if id_ is None:
            return None
        sentence = self.sentences[id_]
        match = next(islice(_places(words.text, sentence.text), words.nth, None), None)
        if match is None:
            return None
        start, end = sentence.start + match.start(), sentence.start + match.end()
        normal = next((v.normal for v in sentence.values if (v.start, v.end) == (start, end)), None)
        return Mention(sentence.source, id_, start, end, match[0], normal)


def flat(text: str) -> str:
    """Text with each run of white space one space: a paragraph that is wrapped otherwise is the same."""
    return " ".join(text.split())


def _places(text: str, within: str) -> Iterable[re.Match[str]]:
    """Where a text stands in a sentence, however its white space is laid there; overlapping places too."""
    pattern = r"\s+".join(map(re.escape, text.split()))
    return re.compile(f"(?={pattern})(?:{pattern})").finditer(within) if pattern else iter(())
