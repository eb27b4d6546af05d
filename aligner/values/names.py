"""Names: runs of capitalised words, and the pairs of them that are one name spelt two ways.

In German every noun has a capital: a word alone is a name there only where no article, adjective or number stands in
front of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA, Levenshtein

from aligner.characters import plain
from aligner.languages import ENGLISH, Language, of
from aligner.model import DifferenceType, Sentence, Token, Value
from aligner.tokens import is_content, within

_LEAST_LETTERS = 5
_LONG = 7
"""From this many letters on, two slips make the same name."""
_PARTICLES = frozenset("van von de der den del della di da dos al el bin ibn ben la le".split())
_GERMAN_PARTICLES = frozenset("van von de del di da al bin ibn".split())
"""Those that are not German articles or prepositions themselves."""
_INFLECTED = ("e", "en", "er", "es", "em")
"""How an adjective ends between its article and its noun."""
_JOINTS = frozenset({" ", "\u00a0", "\u202f", "\u2009", "-"})
_POSSESSIVE = re.compile(r"[’']s$")
_VOWELS = frozenset("aeiouyäëïöüáéíóúàèòâêîôû")
_ALIKE = tuple(map(frozenset, ("csxz", "ckqg", "dt", "bp", "fpv", "vw", "mn", "gj", "iyj", "nñ", "sš", "cč", "zž")))
"""Consonants that spellings of one name exchange."""
_FIRST_NAMES = (  # that end like a nationality
    "Adrian|Brian|Christian|Cristian|Cyprian|Damian|Dorian|Fabian|Florian|Gillian|Jillian|Julian|Kilian|Lilian|Lillian"
    "|Marian|Maximilian|Sebastian|Vivian"
)
DEMONYM = re.compile(
    rf"^(?!(?:{_FIRST_NAMES})\s)(?:[A-Z][a-z]+(?:ian|ean|ese|ish)|American|German|French|Dutch|Greek|Swiss|Czech|Thai|Israeli"
    r"|Iraqi|Pakistani|Afghan)\s+(?=[A-Z]\w+\s+\w)"
)
"""A nationality in front of a person's name: "Italian" in "Italian Brando Benifei"."""


def find(tokens: Sequence[Token], text: str, language: Language = ENGLISH) -> Iterator[Value]:
    """The names in a sentence's tokens, as values whose ``unit`` holds the case-folded words of the name."""
    particles = _GERMAN_PARTICLES if language.nouns_have_capitals else _PARTICLES
    last = 0
    for first, token in enumerate(tokens):
        if first < last or not _is_capitalised(token):
            continue
        last = _end_of_run(tokens, first, text, particles)
        run = list(tokens[first:last])
        while run[-1].text in particles:
            run.pop()
        if not (language.nouns_have_capitals and _may_be_noun(run, tokens[:first], text, language)):
            yield _value(run, text)


def _end_of_run(tokens: Sequence[Token], first: int, text: str, particles: frozenset[str]) -> int:
    """The number of the first token behind ``first`` that does not go on with its name."""
    for n in range(first + 1, len(tokens)):
        token = tokens[n]
        goes_on = token.text in particles or _is_capitalised(token)
        if not goes_on or text[tokens[n - 1].end : token.start] not in _JOINTS:
            return n
    return len(tokens)


def _may_be_noun(run: Sequence[Token], before: Sequence[Token], text: str, language: Language) -> bool:
    """Whether a run of capitalised words may be a mere noun: behind a figure, which the tokens lack, or an article."""
    at = run[0].start
    gap = text[before[-1].end : at].strip() if before else text[max(0, at - 9) : at].rstrip(" \u00a0")[-1:]
    if gap.isalnum() or len(gap) > 1 or (before and before[-1].text[0].isdigit()):
        return True
    acronym = len(run[0].text) > 1 and run[0].text.isupper()
    return len(run) == 1 and not acronym and _has_article(before, language)


def _has_article(before: Sequence[Token], language: Language) -> bool:
    """Whether the tokens in front of a word end in an article, with or without adjectives."""
    for token in reversed(before[-4:]):
        if token.text.casefold() in language.determiners:
            return True
        if token.text != "-" and not (token.text.islower() and token.text.endswith(_INFLECTED)):
            return False
    return False


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper() and bool(token.stem) and is_content(token)


def _value(run: Sequence[Token], text: str) -> Value:
    start, end = run[0].start, run[-1].end
    words = frozenset(_bare(t.text) for t in run)
    name = " ".join(text[start:end].split())
    return Value(DifferenceType.NAME, start, end, text[start:end], {"name": name}, unit=words)


def stems(sentence: Sentence, name: Value, words: Collection[str]) -> set[str]:
    """The stems that those ``words`` of a name have in its sentence."""
    return {t.stem for t in within(sentence.tokens, name.start, name.end) if _bare(t.text) in words}


def _bare(word: str) -> str:
    folded = plain(word).casefold().replace("’", "'")
    return folded[:-2] if folded.endswith("'s") else folded.rstrip("'")


def is_variant(a: str, b: str) -> bool:
    """Whether two case-folded words are one name spelt two ways: same initial, a slip or (in long names) two apart.

    Inflections of one word ("Iran", "Iranian"; "Clinton", "Clintons"; "chairman", "chairmen") are not variants.
    """
    shorter, longer = sorted((a, b), key=len)
    if a == b or len(shorter) < _LEAST_LETTERS or a[0] != b[0] or not (a + b).isalpha():
        return False
    if longer.startswith(shorter) or _same_root(a, b) or _singular(a) == _singular(b):
        return False
    return OSA.distance(a, b) <= (2 if len(shorter) >= _LONG else 1)


def _same_root(a: str, b: str) -> bool:
    """Whether only the endings differ, as in a nation and its people ("Austria", "Austrian") or in "Referenda"."""
    common = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return (
        common >= len(a) - 2 and common >= len(b) - 2 and common >= 5 and abs(len(a) - len(b)) <= 2 and a[-1] != b[-1]
    )


def _singular(word: str) -> str:
    return f"{word[:-2]}an" if word.endswith("men") else word.removesuffix("s")


def sounds_other(a: str, b: str) -> bool:
    """Whether two variants would also be heard as two names: "Martin" and "Marvin", "Austria" and "Australia".

    One name's spellings differ in a vowel, a doubled or silent letter, like consonants, or letters that changed places;
    "Maria" and "Mario" are two.
    """
    a, b = sorted((a, b))
    if a[:-1] == b[:-1] and {a[-1], b[-1]} <= _VOWELS:
        return True
    edits = list(Levenshtein.editops(a, b))
    if len(edits) > OSA.distance(a, b):  # letters that changed places
        return False
    return any(not _is_silent(e.tag, a[e.src_pos : e.src_pos + 1], b[e.dest_pos : e.dest_pos + 1], a, b) for e in edits)


def _is_silent(edit: str, old: str, new: str, a: str, b: str) -> bool:
    if edit == "replace":
        return {old, new} <= _VOWELS or any({old, new} <= like for like in _ALIKE)
    letter, word = (old, a) if edit == "delete" else (new, b)
    return letter in _VOWELS or letter == "h" or 2 * letter in word


def proper_words(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The case-folded words of a story's names that it never writes small: no sentence-opening "Recent" among them.

    Nor any that German gives an article. Possessive endings are removed.
    """
    sentences = list(sentences)
    words = {token.text for sentence in sentences for token in sentence.tokens}
    small = {plain(word).casefold() for word in words if word[:1].islower()}
    for sentence in sentences:
        if sentence.language != ENGLISH.code and of(sentence.language).nouns_have_capitals:
            small |= _nouns(sentence)
    names = {word for s in sentences for v in s.values if v.type is DifferenceType.NAME for word in v.unit}
    return frozenset(names - small)


def _nouns(sentence: Sentence) -> set[str]:
    """The words of a sentence that an article or its like makes nouns."""
    language = of(sentence.language)
    return {
        _bare(token.text)
        for n, token in enumerate(sentence.tokens)
        if token.stem and not token.text.isupper() and _has_article(sentence.tokens[:n], language)
    }


def variants(sentences: Sequence[Sentence]) -> dict[str, frozenset[str]]:
    """The names of a story that are spelt two ways by different sources: word -> the other spellings of it.

    Both words must be names wherever they stand (never written small in the story), no source may use both, and the
    word beside them must agree where both have one: "Brando Benifei" is not "Bruno Benefei". Words that sound like two
    names need such a word: "Marvin" is "Martin" only as "Lee Martin" and "Lee Marvin".
    """
    found: dict[str, set[str]] = {}
    # Every language by itself: another one's spelling of a name ("Poutine") is no variant of it.
    for code in sorted({s.language for s in sentences}):
        _add_variants(found, [s for s in sentences if s.language == code])
    return {word: frozenset(others) for word, others in found.items()}


def _add_variants(found: dict[str, set[str]], sentences: Sequence[Sentence]) -> None:
    uses, companions = _uses(sentences)
    by_initial: dict[str, list[str]] = {}
    for word in sorted(word for word in uses if len(word) >= _LEAST_LETTERS):
        by_initial.setdefault(word[0], []).append(word)
    for a, b in (pair for group in by_initial.values() for pair in combinations(group, 2)):
        if uses[a] & uses[b] or not is_variant(a, b):
            continue
        shared = bool(companions[a] & companions[b])
        if shared or (not (companions[a] and companions[b]) and not sounds_other(a, b)):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)


def _uses(sentences: Sequence[Sentence]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By word of a name: the sources that use it, and the words it stands beside in names."""
    proper = proper_words(sentences)
    least = 2 if sentences and of(sentences[0].language).nouns_have_capitals else 1  # a word alone may be any noun
    uses: dict[str, set[str]] = {}
    companions: dict[str, set[str]] = {}
    for sentence in sentences:
        for value in sentence.values:
            if value.type is DifferenceType.NAME and len(value.unit) >= least:
                for word in value.unit & proper:
                    uses.setdefault(word, set()).add(sentence.source)
                    companions.setdefault(word, set()).update(value.unit - {word})
    return uses, companions


@lru_cache(1 << 14)
def same_person(a: str | None, b: str | None) -> bool:
    """Whether two speakers are one: the same last word but for a slip, and the same first word, or its initial.

    A body may be told by its initials.
    """
    if not a or not b:
        return False
    if a == b or a.endswith(f" {b}") or b.endswith(f" {a}") or is_acronym(a, b) or is_acronym(b, a):
        return True
    one, other = surname(a), surname(b)
    if one != other and (min(len(one), len(other)) < 5 or one[0] != other[0] or OSA.distance(one, other) > 1):
        return False
    first, second = a.split()[0].rstrip("."), b.split()[0].rstrip(".")
    alone = len(a.split()) == 1 or len(b.split()) == 1
    initial = first[0] == second[0] and min(len(first), len(second)) == 1
    return alone or initial or OSA.distance(first, second) <= 1


def full_names(sentences: Sequence[Sentence]) -> dict[tuple[str, str], str]:
    """The whole name of each speaker that an article calls by one word: ("A", "Zenner") is "Kai Zenner".

    The article's own names come first, then the other articles'; a word that several names hold stays as it is.
    """
    told: dict[str, set[str]] = {}
    for sentence in sentences:
        names = [v.text for v in sentence.values if v.type is DifferenceType.NAME] + [sentence.speaker or ""]
        told.setdefault(sentence.source, set()).update(_POSSESSIVE.sub("", name) for name in names if " " in name)
    everyone = _by_end(set().union(*told.values()))
    by_source = {source: _by_end(names) for source, names in told.items()}
    full = {}
    for source, name in sorted({(s.source, s.speaker) for s in sentences if s.speaker and " " not in s.speaker}):
        holders = _untitled(by_source[source].get(name, set())) or _untitled(everyone.get(name, set()))
        if len(holders) == 1:
            full[source, name] = holders.pop()
    return full


def _by_end(names: Iterable[str]) -> dict[str, set[str]]:
    """Names by the words that they begin and end with."""
    ending: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for word in (words[0], words[-1]):
            ending.setdefault(word, set()).add(name)
    return ending


def _untitled(holders: Collection[str]) -> set[str]:
    """The names of those who hold a word, without the titles in front of them."""
    return {name for name in holders if not any(name.endswith(f" {other}") for other in holders)}


def is_acronym(short: str, name: str) -> bool:
    """Whether one name is the other's initials: "NYSE" and "New York Stock Exchange"."""
    if len(short) < 2 or " " not in name or not short.isupper():
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper())
    return short.replace(".", "") == initials


def without_nationality(name: Value) -> Value:
    """A name without the nationality in front of it, offsets true."""
    words = DEMONYM.match(name.text)
    if not words:
        return name
    text = name.text[words.end() :]
    return replace(name, start=name.start + words.end(), text=text, normal={"name": text})


@lru_cache(1 << 14)
def surname(name: str) -> str:
    """The last word of a name, case-folded, its possessive ending removed."""
    return _POSSESSIVE.sub("", name.split()[-1].casefold()) if name.split() else ""
