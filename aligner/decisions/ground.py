"""Between a comparison and what is decided about it: sentences by their words, passages by theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from aligner.decisions.records import Contrast, Key, Row, Words
from aligner.model import Difference, Fact, Kind, Mention, Sentence, Story

_VERSION = re.compile(r"\.([0-9]{1,9})$")
"""Ends the stem of a newer version's file; see ``aligner.stories.names.versioned``."""


class Ground:
    """The sentences of a comparison by their keys, and the other way round.

    A sentence that an article repeats (``Sentence.same_as``) has the key of its first; one of a few words, which may be
    another fact each time, has its own. An article that was refreshed since has another file ("wire.2.txt" after
    "wire.txt"); any other whose file is not in the story any more is known by its sentences, as long as one article
    alone has them.
    """

    def __init__(self, story: Story, sentences: Mapping[str, Sentence]) -> None:
        self.sentences = sentences
        self._file = {article.id: article.file for article in story.articles}
        self._files = frozenset(self._file.values())
        # By what the files of all versions of an article have in common, the newest of them.
        self._newest: dict[str, str] = {}
        for file in sorted(self._files, key=_version):
            self._newest[_base(file)] = file
        self._keys: dict[str, Key] = {}
        self._ids: dict[Key, str] = {}
        self._by_text: dict[tuple[str, int], list[str]] = {}
        self._told: Counter[tuple[str, str]] = Counter()
        # Furniture last: what stands in a menu today makes no sentence of the news another one's second.
        for sentence in sorted(sentences.values(), key=lambda sentence: sentence.kind is Kind.FURNITURE):
            if sentence.same_as not in sentences:
                self._take(sentence)
        for sentence in sentences.values():
            if sentence.same_as is not None and sentence.same_as in sentences:
                self._keys[sentence.id] = self._keys[sentence.same_as]

    def _take(self, sentence: Sentence) -> None:
        file, text = self._file[sentence.source], flat(sentence.text)
        key = Key(file, text, self._told[file, text])
        self._told[file, text] += 1
        self._keys[sentence.id] = key
        self._ids[key] = sentence.id
        self._by_text.setdefault((text, key.nth), []).append(sentence.id)

    def key(self, sentence: str) -> Key:
        """What a sentence, by its id, is in a decision."""
        return self._keys[sentence]

    def find(self, key: Key) -> str | None:
        """The id of the sentence of a key; None where no sentence has its words (any more)."""
        found = self._ids.get(key)
        if found is not None or key.file in self._files:
            return found
        file = self.file(key)
        if file is not None:
            return self._ids.get(replace(key, file=file))
        others = self._by_text.get((key.text, key.nth), ())
        return others[0] if len(others) == 1 else None

    def file(self, key: Key) -> str | None:
        """The file in which the article of a key is now; None where the story does not have it."""
        return key.file if key.file in self._files else self._newest.get(_base(key.file))

    def is_here(self, key: Key) -> bool:
        """Whether the article of a key is one of the story's."""
        return self.file(key) is not None or self.find(key) is not None

    def is_exact(self, key: Key) -> bool:
        """Whether a key is that of a sentence as it is named today."""
        return key in self._ids

    # What was decided, in the keys of today -----------------------------------------------------------------------

    def key_now(self, key: Key) -> Key:
        """The key that the sentence of a key has now; the same where there is none."""
        found = self.find(key)
        return self._keys[found] if found is not None else key

    def row_now(self, row: Row) -> Row:
        """A row by the keys of now."""
        return frozenset(self.key_now(key) for key in row)

    def contrast_now(self, contrast: Contrast) -> Contrast:
        """A difference by the keys of now."""
        values = (replace(words, sentence=self.key_now(words.sentence)) for words in contrast.values)
        return Contrast(contrast.type, frozenset(values))

    # What is on screen, in a decision -----------------------------------------------------------------------------

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
        start, end = sentence.start + match.start(1), sentence.start + match.end(1)
        normal = next((v.normal for v in sentence.values if (v.start, v.end) == (start, end)), None)
        return Mention(sentence.source, id_, start, end, match[1], normal)


def _base(file: str) -> str:
    """What the files of all versions of an article have in common: "wire" for "wire.txt" and "wire.2.md"."""
    return _VERSION.sub("", file.removesuffix(PurePosixPath(file).suffix))


def _version(file: str) -> tuple[int, str]:
    found = _VERSION.search(file.removesuffix(PurePosixPath(file).suffix))
    return (int(found[1]) if found is not None else 1), file


def flat(text: str) -> str:
    """Text with each run of white space one space: a paragraph that is wrapped otherwise is the same."""
    return " ".join(text.split())


def _places(text: str, within: str) -> Iterable[re.Match[str]]:
    """Where a text stands in a sentence, however its white space is laid there; overlapping places too."""
    pattern = r"\s+".join(map(re.escape, text.split()))
    # Looked ahead for, so that the next one may begin inside of it.
    return re.finditer(f"(?=({pattern}))", within) if pattern else iter(())
