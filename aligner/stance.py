"""Where two articles are not equally sure of one thing, or the one denies what the other states.

Both are rare in what outlets write of one event, and most words that look like them are not: "no debris was found" does
not deny "the hunt for debris". What the tests here let pass is little, and was judged by eye on 88 stories of the pair
corpora. Written for English, like the table of `aligner.values.certainty`: sentences of other languages are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from aligner.languages import ENGLISH
from aligner.model import DifferenceType, Mention, Relation, Sentence, Token, Value
from aligner.speech import SpeechTie
from aligner.tokens import is_content, stem
from aligner.values import certainty, comparable, in_common

Pair = tuple[int, int]
Weight = Callable[[str], float]

LEAST = -1.5
"""The least log-odds of two sentences that are looked at: those of a row."""
_LEAST_CONTEXT = 1.3
"""The least story idf of the words near both marks: the one they govern, and something else besides."""
_LEAST_DENIED = 1.0
"""The same for a denial, the denied word itself left out."""

_STANDS = {
    frozenset({"denied", "confirmed"}): Relation.CONFLICT,
    frozenset({"denied", "expected"}): Relation.CONFLICT,
    frozenset({"denied", "formal"}): Relation.CONFLICT,
    frozenset({"unlikely", "expected"}): Relation.CONFLICT,
    frozenset({"unlikely", "confirmed"}): Relation.CONFLICT,
    frozenset({"preliminary", "formal"}): Relation.CONFLICT,
    frozenset({"unlikely", "possible"}): Relation.DETAIL,
    frozenset({"possible", "expected"}): Relation.DETAIL,
    frozenset({"possible", "confirmed"}): Relation.DETAIL,
    frozenset({"expected", "confirmed"}): Relation.DETAIL,
    frozenset({"reported", "confirmed"}): Relation.DETAIL,
}
"""How two rungs stand to each other. Others go together: what one alleges, the accused denies in every article."""

_BE = frozenset("is are was were be been being isn't aren't wasn't weren't".split())
_HAVE = frozenset("has have had hasn't haven't hadn't".split())
_DO = frozenset("do does did don't doesn't didn't".split())
_AUXILIARIES = _BE | _HAVE | _DO | frozenset("will can could".split())
_DENIES_VERB = ("cannot", "never", "no longer", "fail", "declin", "refus", "unable")
"""How negations begin that deny the verb behind them without an auxiliary in front."""
_GLUE = _BE | frozenset("yet also even ever still".split())
"""What may stand between a negation and its predicate, adverbs in -ly besides; forms of "have" where it is none."""
_IN_DOUBT = frozenset("if unless whether lest ?".split())
"""A sentence with one of these may state nothing."""
_WISHES = frozenset("should must ought would may might shouldn't mustn't wouldn't needn't".split())
_REACH = 4
"""How many words in front of a predicate such a verb may stand that makes a wish or a guess of it."""
_DENYING = certainty.ENGLISH.negators | frozenset(
    "little few hardly barely scarcely rarely seldom lack lacks lacked lacking avoid avoids avoided prohibit prohibits "
    "prohibited deny denies denied nobody none nothing nowhere instead rather yet prevent prevents prevented".split()
)
"""A sentence with one of these denies something itself, perhaps the same thing in other words."""
_NO_SUBJECT = frozenset(
    "to the a an this that's these those his her its their our my your any some no of in for by from at with on after "
    'before about into over without and or but than as - “ " ( , : ;'.split()
)
"""None of these stands in front of a verb that has its subject there."""


def stance_ties(sentences: Sequence[Sentence], scored: Mapping[Pair, float], weight: Weight) -> Iterator[SpeechTie]:
    """Marks of certainty of different rungs that govern one thing, and predicates that one of two articles denies.

    ``scored`` gives the log-odds of pairs of ``sentences``, ``weight`` the story's idf of a stem.
    """
    readings = [_Reading(sentence) for sentence in sentences]
    english = {n for n, sentence in enumerate(sentences) if sentence.language == ENGLISH.code}
    unsure = {n for n in english if readings[n].certainties}
    denying = {n for n in english if readings[n].denials}
    # Few sentences are either: of thousands of pairs some dozens are left to be put in order and looked at.
    marked = [
        ((i, j), odds)
        for (i, j), odds in scored.items()
        if (i in denying or j in denying or (i in unsure and j in unsure))
        and odds >= LEAST
        and i in english
        and j in english
    ]
    for (i, j), odds in sorted(marked):
        yield from _certainties(readings[i], readings[j], odds, weight)
        yield from _denials(readings[i], readings[j], odds, weight)


@dataclass(frozen=True)
class _Denial:
    """A predicate with the negation in front of it, and whether a form of "be" stands there too."""

    mark: Value
    predicate: Token
    passive: bool


class _Reading:
    """A sentence with what its marks make of it, found when it is first asked for."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

    @cached_property
    def words(self) -> list[str]:
        return [token.text.casefold().replace("’", "'") for token in self.sentence.tokens]

    @cached_property
    def certainties(self) -> list[Value]:
        return self._values(DifferenceType.CERTAINTY)

    @cached_property
    def names(self) -> set[str]:
        return {word for name in self._values(DifferenceType.NAME) for word in name.unit}

    @cached_property
    def denials(self) -> list[_Denial]:
        marks = self._values(DifferenceType.NEGATION)
        if not marks or not _IN_DOUBT.isdisjoint(self.words):
            return []
        found = (self._denial(mark) for mark in marks)
        return [denial for denial in found if denial]

    @cached_property
    def is_plain(self) -> bool:
        """Whether the sentence denies nothing and doubts nothing."""
        return _DENYING.isdisjoint(self.words) and _IN_DOUBT.isdisjoint(self.words)

    def stated(self, denial: _Denial) -> Token | None:
        """The predicate of another sentence's denial where this one states it, in the same voice."""
        if not self.is_plain:
            return None
        for n, token in enumerate(self.sentence.tokens):
            if token.stem == denial.predicate.stem and token.text.islower():
                before = self._before(n)
                fits = before not in _NO_SUBJECT and (before in _BE) == denial.passive
                if before and fits and not self._is_wished(n) and _are_one_verb(token, denial.predicate):
                    return token
        return None

    def mention(self, start: int, end: int, normal: Mapping[str, object] | None) -> Mention:
        sentence = self.sentence
        text = sentence.text[start - sentence.start : end - sentence.start]
        return Mention(sentence.source, sentence.id, start, end, text, normal)

    def _values(self, kind: DifferenceType) -> list[Value]:
        return comparable(self.sentence.values, frozenset({kind}))

    def _denial(self, mark: Value) -> _Denial | None:
        """What a negation denies, if that is a verb or what somebody is said to be: no mere noun, no infinitive."""
        tokens, words = self.sentence.tokens, self.words
        at = next(n for n, token in enumerate(tokens) if token.start == mark.start)
        word, before = words[at], words[at - 1] if at else ""
        of_verb = word.endswith("n't") and at > 0  # "Don't ..." is an order
        if before == "to" or not (of_verb or before in _AUXILIARIES or mark.text.casefold().startswith(_DENIES_VERB)):
            return None
        passive = word in _BE or before in _BE
        glue = _GLUE if {word, before} & _DO else _GLUE | _HAVE
        for n in range(at + len(mark.text.split()), len(tokens)):
            passive = passive or words[n] in _BE
            if is_content(tokens[n]) and not words[n].endswith("ly"):
                fits = tokens[n].text.islower() and not self._is_marked(tokens[n]) and not self._is_wished(n)
                return _Denial(mark, tokens[n], passive) if fits else None
            if words[n] not in glue and not words[n].endswith("ly"):
                return None
        return None

    def _before(self, index: int) -> str:
        """The word in front of a token, adverbs passed over."""
        words = (w for w in reversed(self.words[:index]) if not w.endswith("ly") and w not in {"also", "still"})
        return next(words, "")

    def _is_wished(self, index: int) -> bool:
        return not _WISHES.isdisjoint(self.words[max(0, index - _REACH) : index])

    def _is_marked(self, token: Token) -> bool:
        """Whether a word says itself how sure something is: "not confirmed" is compared as a rung."""
        return any(mark.start <= token.start < mark.end for mark in self.certainties)


def _certainties(a: _Reading, b: _Reading, odds: float, weight: Weight) -> Iterator[SpeechTie]:
    for v, w in product(a.certainties, b.certainties):
        relation = _stands(v, w)
        if relation and not v.unit.isdisjoint(w.unit) and not _name_others(a, b):
            context = in_common(v.context, w.context, weight)
            if context >= _LEAST_CONTEXT:
                one, other = (r.mention(x.start, x.end, x.normal) for r, x in ((a, v), (b, w)))
                yield DifferenceType.CERTAINTY, one, other, relation, odds + context


def _stands(v: Value, w: Value) -> Relation | None:
    """How two marks stand to each other; one word with and without a negation ("not confirmed") is a conflict."""
    relation = _STANDS.get(frozenset({str((x.normal or {}).get("rung")) for x in (v, w)}))
    same_word = stem(v.text.split()[-1]) == stem(w.text.split()[-1])
    return Relation.CONFLICT if relation and same_word else relation


def _denials(a: _Reading, b: _Reading, odds: float, weight: Weight) -> Iterator[SpeechTie]:
    for denying, stating in ((a, b), (b, a)):
        for denial in denying.denials:
            token = stating.stated(denial)
            if token is None:
                continue
            around = {t.stem: 1.0 for t in stating.sentence.tokens if is_content(t) and t.stem != token.stem}
            context = in_common(denial.mark.context, around, weight)
            if context >= _LEAST_DENIED:
                denied = denying.mention(denial.mark.start, denial.predicate.end, {"negated": True})
                stated = stating.mention(token.start, token.end, {"negated": False})
                one, other = (denied, stated) if denying is a else (stated, denied)
                yield DifferenceType.NEGATION, one, other, Relation.CONFLICT, odds + context


def _name_others(a: _Reading, b: _Reading) -> bool:
    """Whether both sentences name somebody or something, and nobody in common."""
    return bool(a.names and b.names and not a.names & b.names)


def _are_one_verb(a: Token, b: Token) -> bool:
    """Whether two words of one stem differ only as forms of a verb do: not "deport" and "deportation"."""
    one, other = (_without_ending(token.text) for token in (a, b))
    return one == other or (stem(one) == stem(other) and abs(len(one) - len(other)) <= 1)


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word
