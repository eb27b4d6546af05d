"""What people are quoted as saying, and called, by different articles: paired by words and by speaker.

Quotations of different languages are not compared; speakers and what they are called are found in English only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from aligner.characters import plain
from aligner.languages import ENGLISH, Language, of
from aligner.model import DifferenceType, Kind, Mention, Quotation, Relation, Sentence
from aligner.tokens import STOP_WORDS, is_content, stem, tokenise, within
from aligner.values.names import full_names, same_person, surname

_LEAST_WORDS = 4
"""Shorter quotations are terms, not speech."""
_LEAST_OF_OTHERS = 8
"""Two people may use a few words in common; so many they do not."""
_ALIKE = 0.6
"""From this word similarity on, two quotations are one, whoever is said to have said it."""
_ROUNDING = 1e-6
"""rapidfuzz leaves out what is its cut-off exactly, where that is no binary fraction."""
_SAME_VOICE = 0.4
"""The word similarity that is enough when the speaker is the same."""
_SHARED = 1.2
"""The summed story idf of shared words that is enough when the speaker is the same and the words are few ..."""
_LITTLE_ALIKE = 0.3
"""... if they are this much alike: of one subject people say many things."""
_AMERICAN = {"double": "l", "ise": "iz", "our": "or", "tre": "ter"}
_BRITISH = re.compile(
    r"(?<=[aeiou])(?P<double>ll)(?=ed$|ing$|er$)|(?<=[a-z]{3})(?P<ise>is)(?=e[ds]?$|ing$|ation)"
    r"|(?<=[a-z]{2})(?P<our>our)(?=s?$|ed$|ing$|able$)|(?<=[a-z]{3})(?P<tre>tre)(?=s?$)"
)
"""Spellings that follow the outlet's house style, not the speaker: cancelled, organise, labour, theatre."""
_OMISSION = re.compile(r"\.\.\.+|…|(?:\.\s){2,}\.")
_EDITORIAL = re.compile(r"\s?[(\[][^()\[\]]{1,60}[)\]]")

SpeechTie = tuple[DifferenceType, Mention, Mention, Relation, float]
Weight = Callable[[str], float]


class _Saying(NamedTuple):
    sentence: Sentence
    quotation: Quotation
    speaker: str | None
    """By the whole name, as far as the story tells it."""
    is_person: bool
    """Whether the speaker is known, and somebody."""
    words: tuple[str, ...]
    parts: tuple[str, ...]
    """The words between the marks of what was left out, each part as a text with spaces around it."""
    said: str
    """All words, as such a text."""
    stems: frozenset[str]

    def is_named(self) -> bool:
        """Whether the sentence itself names the speaker, not another one before it."""
        return bool(self.quotation.speaker) and (self.quotation.speaker or "") in self.sentence.text


def quote_ties(sentences: Sequence[Sentence], weight: Weight) -> Iterator[SpeechTie]:
    """Quotations of different articles that give the same words, or one speaker's words differently.

    ``weight`` is the story's idf of a stem. A quotation is paired with its best match in every other article, a
    reworded one only where each is the other's best: three sentences of one speaker are not one that is reworded twice.
    """
    full = full_names(sentences)
    sayings = [saying for sentence in sentences for saying in _sayings(sentence, full)]
    speakers = _count_speakers(sayings)
    alike = {
        (n, m): likeness
        for n, m in _pairs_in_common(sayings)
        if (likeness := _likeness(sayings[n], sayings[m], weight, speakers)) is not None
    }
    best: dict[tuple[int, str], float] = {}
    for (n, m), likeness in alike.items():
        for side in ((n, sayings[m].sentence.source), (m, sayings[n].sentence.source)):
            best[side] = max(best.get(side, 0.0), likeness)
    for (n, m), likeness in alike.items():
        matched = [
            likeness == best[side] for side in ((n, sayings[m].sentence.source), (m, sayings[n].sentence.source))
        ]
        if not any(matched):
            continue
        kind, relation = _relation(sayings[n], sayings[m])
        if all(matched) or relation is not Relation.CONFLICT:
            yield kind, _mention(sayings[n]), _mention(sayings[m]), relation, likeness


def _pairs_in_common(sayings: Sequence[_Saying]) -> Iterator[tuple[int, int]]:
    """The pairs of different articles, in order, that share a content stem or all of their words."""
    holding: dict[Hashable, list[int]] = {}
    for n, saying in enumerate(sayings):
        for key in (*saying.stems, saying.words):
            holding.setdefault(key, []).append(n)
    for n, saying in enumerate(sayings):
        others = {m for key in (*saying.stems, saying.words) for m in holding[key] if m > n}
        yield from ((n, m) for m in sorted(others) if sayings[m].sentence.source != saying.sentence.source)


def _sayings(sentence: Sentence, full: Mapping[tuple[str, str], str]) -> Iterator[_Saying]:
    for quotation in sentence.quotations:
        language = of(sentence.language)
        parts = tuple(part for text in _OMISSION.split(quotation.text) if (part := _words(text, language)))
        words = tuple(word for part in parts for word in part)
        if len(words) >= _LEAST_WORDS:
            inside = (t for t in within(sentence.tokens, quotation.start, quotation.end) if t.end <= quotation.end)
            stems = frozenset(t.stem for t in inside if is_content(t))
            speaker = full.get((sentence.source, quotation.speaker or ""), quotation.speaker)
            texts = tuple(f" {' '.join(part)} " for part in parts)
            said = f" {' '.join(words)} "
            yield _Saying(sentence, quotation, speaker, _is_person(speaker), words, texts, said, stems)


def _words(text: str, language: Language) -> tuple[str, ...]:
    """What was said, without what an editor put into brackets: "A [Mitt] Romney victory", "what [it] consider[s]"."""
    tokens = tokenise(_EDITORIAL.sub(" ", text), language=language)
    english = language is ENGLISH
    return tuple([_spoken(token.text, english) for token in tokens if token.stem])


@lru_cache(1 << 14)
def _spoken(word: str, english: bool) -> str:
    """A word as it is heard, whatever the house style it is written in."""
    heard = plain(word).casefold().replace("’", "'").replace(".", "")
    return american(heard) if english else heard


def american(word: str) -> str:
    """An English word, in lower case, without what is an outlet's house style: "organised" is "organized"."""
    return _BRITISH.sub(lambda match: _AMERICAN[match.lastgroup or ""], word)


def _count_speakers(sayings: Sequence[_Saying]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for saying in sayings:
        if saying.speaker:
            key = (saying.sentence.source, surname(saying.speaker))
            counts[key] = counts.get(key, 0) + 1
    return counts


def _likeness(a: _Saying, b: _Saying, weight: Weight, speakers: dict[tuple[str, str], int]) -> float | None:
    """How alike two quotations with words in common are, 0.0 to 1.0; None when they are not the same saying."""
    if a.sentence.language != b.sentence.language:
        return None
    one_voice = same_person(a.speaker, b.speaker)
    alike = Indel.normalized_similarity(a.words, b.words, score_cutoff=None if one_voice else _ALIKE - _ROUNDING)
    if alike >= _ALIKE:
        return alike
    long = min(len(a.words), len(b.words)) >= _LEAST_OF_OTHERS
    if _contains(a, b) and (long or one_voice or not (a.is_person and b.is_person)):
        return _ALIKE
    if not one_voice:
        return None
    shared = sum(sorted([weight(s) for s in a.stems & b.stems]))
    only = long and all(speakers[s.sentence.source, surname(s.speaker or "")] == 1 for s in (a, b))
    enough = alike >= _SAME_VOICE or (shared >= _SHARED and alike >= _LITTLE_ALIKE) or (only and shared > 0)
    return min(alike + 0.1 * shared, _ALIKE) if enough else None


def _contains(a: _Saying, b: _Saying) -> bool:
    """Whether the shorter one is part of the longer one, each piece of it where words were left out."""
    shorter, longer = (b, a) if len(b.words) < len(a.words) else (a, b)
    at = 0
    for part in shorter.parts:
        at = longer.said.find(part, at)
        if at < 0:
            return False
    return True


def _relation(a: _Saying, b: _Saying) -> tuple[DifferenceType, Relation]:
    """Verbatim and trimmed quotations agree, unless two people are named as their speakers; all others are reworded."""
    are_two = a.is_person and b.is_person and not same_person(a.speaker, b.speaker)
    if are_two and a.is_named() and b.is_named():
        return DifferenceType.ATTRIBUTION, Relation.CONFLICT
    if a.words == b.words:
        return DifferenceType.QUOTE, Relation.SAME
    return DifferenceType.QUOTE, Relation.FORM if _contains(a, b) else Relation.CONFLICT


def _mention(saying: _Saying) -> Mention:
    quotation = saying.quotation
    return Mention(saying.sentence.source, saying.sentence.id, quotation.start, quotation.end, quotation.text)


def role_ties(sentences: Sequence[Sentence]) -> Iterator[SpeechTie]:
    """What different articles call one speaker, where each says something of them that the other does not."""
    called = [s for s in sentences if s.role and s.speaker and s.role in s.text and s.kind is Kind.BODY]
    places: dict[str, _People] = {}
    for n, sentence in enumerate(called):
        places.setdefault(sentence.source, _People()).add(sentence.speaker or "", n)
    seen: set[tuple[str, str, str]] = set()
    for n, a in enumerate(called):
        if not _is_person(a.speaker):
            continue
        name = surname(a.speaker or "")
        open_ = [source for source in places if source != a.source and (name, a.source, source) not in seen]
        for m in sorted(filter(None, (places[source].next_of(a.speaker or "", n) for source in open_))):
            b = called[m]
            seen.add((name, a.source, b.source))
            left, right = _role_stems(a), _role_stems(b)
            if left - right and right - left:
                yield DifferenceType.ROLE, _role(a), _role(b), Relation.DETAIL, 0.5


class _People:
    """The speakers of an article and where they speak, by what two names of one person always have in common."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, list[int]]] = {}

    def add(self, name: str, n: int) -> None:
        """Number ``n``, above all before it, is a place where they speak."""
        self._places.setdefault(_letter(name), {}).setdefault(name, []).append(n)

    def next_of(self, name: str, n: int) -> int | None:
        """The first number above ``n`` where somebody speaks who is one person with a speaker."""
        # Initials ("NYSE") are any names'.
        letters = self._places.keys() if name.isupper() else {_letter(name), _INITIALS}
        behind = (
            (found, found[at])
            for letter in letters
            for who, found in self._places.get(letter, {}).items()
            if (at := bisect_right(found, n)) < len(found) and same_person(name, who)
        )
        return min((first for _, first in behind), default=None)


_INITIALS = ""


def _letter(name: str) -> str:
    """The first letter of a surname."""
    return _INITIALS if name.isupper() else surname(name)[:1]


def _role_stems(sentence: Sentence) -> set[str]:
    words = re.findall(r"[^\W\d_]{2,}", sentence.role or "")
    return {stem(w) for w in words if w.casefold() not in STOP_WORDS}


def _role(sentence: Sentence) -> Mention:
    at = sentence.start + sentence.text.index(sentence.role or "")
    return Mention(sentence.source, sentence.id, at, at + len(sentence.role or ""), sentence.role or "")


def _is_person(name: str | None) -> bool:
    return bool(name) and all(w[:1].isupper() or len(w) <= 3 for w in (name or "").split())
