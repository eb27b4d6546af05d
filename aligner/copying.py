"""Sentences that are nearly word for word the same: what one outlet copied of another, or both of an agency.

What news agencies and press offices write is printed by many: ten outlets with one text are one witness. How text is
reused in journalism was measured in METER (Clough, Gaizauskas, Piao and Wilks, "METER: MEasuring TExt Reuse", ACL
2002). Of the measures tried there greedy string tiling (Wise, "YAP3", SIGCSE 1996) is the one that also shows the
passage that was copied. It finds shared runs of words, the longest first, each word used once, and so, unlike a longest
common subsequence, it follows an attribution that was moved to the front. How much of the shorter sentence the runs
cover is its containment (Broder, "On the resemblance and containment of documents", 1997): a wire sentence that was
cut, or stands inside of a longer one, is as much a copy.

Reporters who work by themselves share words as well, and these are no evidence. So nothing counts that both may have
heard or must say: words inside quotation marks, fixed phrases of the trade ("did not respond to a request for
comment"); and of the runs that count some words have to be the writer's own, neither names nor figures nor function
words. That an article credits an agency ("Reuters reported") is evidence that is shown beside it, and is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from aligner import languages
from aligner.languages import ENGLISH
from aligner.model import Copy, DifferenceType, Sentence, Span, Token
from aligner.speech import american
from aligner.wording import fold, words_of

LEAST_SHARE: Final = 0.6
"""How much of the shorter sentence has to be shared."""
LEAST_RUN: Final = 3
"""Words of a shared run: two words in a row say nothing."""
LEAST_WORDS: Final = 10.0
"""Words that have to be shared altogether: a short sentence can be written twice."""
LEAST_OWN: Final = 4.0
"""How many of them have to be the writer's own."""

_MOST_WORDS: Final = 250
"""Words of a sentence that are looked at: what is longer is a list or a table, and tiling takes the square of it."""
_CHARACTER: Final = 0.5
"""What a character of a script without spaces counts: a word has about two."""
_GIVEN: Final = frozenset(
    (DifferenceType.NAME, DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE, DifferenceType.ROLE)
)
"""Values that are the event's, not the writer's."""

# Fixed phrases of the trade: who was asked and did not answer, who spoke and does not want to be named.
_ASKED = r"(?:requests?|calls?|e-?mails?|messages?|inquir(?:y|ies)|enquir(?:y|ies)|questions?)"
_WORD = r"(?<!\w)\w+\s+"
"""A word from its beginning: looked for from every letter of a long one, a phrase would take the square of it."""
_STOCK: Final[Mapping[str, Sequence[tuple[tuple[str, ...], str]]]] = {
    "en": (
        (
            ("request", "call", "mail", "message", "inquir", "enquir", "question"),
            r"(?:(?:did|has|have|had|could|would)(?:\s+not|n['’]t)|failed\s+to)\s+(?:\w+\s+){0,2}?"
            r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?)\b[^.;]{0,40}?"
            rf"\b{_ASKED}(?:\s+(?:for|seeking)\s+(?:\w+\s+)?comments?)?",
        ),
        (
            ("comment",),
            r"(?:declined|refused)\s+(?:\w+\s+)?(?:to\s+comment|comments?)(?:\s+(?:further|on))?"
            r"|(?:could|was|were)(?:\s+not|n['’]t)(?:\s+\w+){0,3}\s+(?:reached|available)\s+for\s+(?:\w+\s+)?comment",
        ),
        (("anonymity",), rf"(?:{_WORD}(?:\w+\s+){{0,2}})?on\s+(?:the\s+)?condition\s+of\s+anonymity"),
        (
            ("authori",),
            rf"(?:{_WORD}(?:\w+\s+){{0,3}})?not\s+authori[sz]ed\s+to\s+(?:\w+\s+){{1,3}}"
            r"(?:publicly|media|press|matter|reporters)",
        ),
        (
            ("named", "identified"),
            r"(?:asked|requested|declined|refused)\s+(?:not\s+)?to\s+be\s+(?:named|identified)",
        ),
        (
            ("familiar", "briefed"),
            rf"(?:according\s+to\s+(?:\w+\s+){{0,3}}|{_WORD}(?:\w+\s+){{0,2}})?"
            r"(?:familiar\s+with|briefed\s+on)\s+the\s+(?:matter|situation)",
        ),
    ),
    "de": (
        (
            ("stellungnahme", "kommentar", "anfrage"),
            r"(?:war|waren|äußerte|äußerten|reagierte|reagierten)\s+(?:sich\s+)?(?:\w+\s+){0,3}?nicht\s+[^.;]{0,30}?"
            r"(?:Stellungnahme|Kommentar|Anfragen?)(?:\s+(?:zu\s+erreichen|erreichbar))?",
        ),
        (
            ("kommentieren", "stellungnahme", "äußern"),
            r"(?:wollte|wollten|lehnte|lehnten)\s+[^.;]{0,40}?(?:kommentieren|Stellungnahme\s+ab|nicht\s+äußern)",
        ),
    ),
    "fr": (
        (
            ("commentaire", "sollicitation"),
            r"n['’](?:a|ont|avait|avaient)\s+pas\s+[^.;]{0,30}?répondu\s+[^.;]{0,30}?(?:commentaires?|sollicitations?)",
        ),
        (("comment",), r"(?:a|ont)\s+(?:refusé|décliné)\s+(?:de\s+)?(?:tout\s+)?comment(?:er|aires?)"),
    ),
    "es": (
        (
            ("comentario", "solicitud"),
            r"no\s+(?:\w+\s+)?(?:respondi\w+|contest\w+)\s+[^.;]{0,40}?(?:comentarios?|solicitud(?:es)?)",
        ),
        (("comentar",), r"(?:declin\w+|rehus\w+|se\s+neg\w+\s+a)\s+(?:hacer\s+)?comentar(?:ios?)?"),
    ),
    "it": (
        (
            ("commento", "richiest"),
            r"non\s+(?:ha|hanno)\s+[^.;]{0,20}?risposto\s+[^.;]{0,30}?(?:commento|richiest[ae])",
        ),
    ),
    "pt": ((("comentário", "pedido"), r"não\s+(?:respond\w+)\s+[^.;]{0,40}?(?:comentários?|pedidos?)"),),
    "nl": (
        (
            ("commentaar", "verzoek"),
            r"(?:reageerde|reageerden|was|waren)\s+[^.;]{0,20}?niet\s+[^.;]{0,30}?(?:commentaar|verzoek(?:en)?)",
        ),
    ),
}
"""The phrases by language, each behind the words, in small letters, of which it cannot do without one: most sentences
have none, and are not searched."""


@cache
def _stock(language: str) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    return [(words, re.compile(phrase, re.IGNORECASE)) for words, phrase in _STOCK.get(language, ())]


class Copying:
    """The copies among some sentences; what is found of one sentence, or of two, is found once."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._spelt: dict[int, _Spelt] = {}
        self._read: dict[int, _Words] = {}
        self._found: dict[tuple[int, int], Copy | None] = {}

    def among(self, members: Sequence[int]) -> Iterator[Copy]:
        """The copies among the sentences of these numbers."""
        for pair in combinations(sorted(members), 2):
            if pair not in self._found:
                self._found[pair] = self._copy(*pair)
            if (copy := self._found[pair]) is not None:
                yield copy

    def _copy(self, i: int, j: int) -> Copy | None:
        a, b = self._sentences[i], self._sentences[j]
        if a.source == b.source or a.language != b.language:
            return None
        if _most_in_runs(self._forms(i), self._forms(j)) < LEAST_WORDS:
            return None
        return _copy(a, b, self._words(i), self._words(j))

    def _forms(self, i: int) -> _Spelt:
        if i not in self._spelt:
            self._spelt[i] = _spelt(self._sentences[i])
        return self._spelt[i]

    def _words(self, i: int) -> _Words:
        if i not in self._read:
            self._read[i] = _Words(self._sentences[i], self._forms(i))
        return self._read[i]


def copy_of(a: Sentence, b: Sentence) -> Copy | None:
    """What two sentences of different sources share, if they are nearly word for word the same; else None.

    The result does not depend on which is given first.
    """
    return next(Copying((a, b)).among((0, 1)), None)


class _Run(NamedTuple):
    """So many equal words in a row, from word ``a`` of the one and from word ``b`` of the other sentence on."""

    a: int
    b: int
    length: int


_Three = tuple[str, str, str]


class _Spelt(NamedTuple):
    """A sentence's words with their forms, and every three forms in a row."""

    words: Sequence[Token]
    forms: Sequence[str]
    threes: frozenset[_Three]
    repeated: int
    """How many threes it has besides: those that stand in it a second time."""


def _most_in_runs(a: _Spelt, b: _Spelt) -> int:
    """How many words two sentences share at most in runs: quickly told, before anything else is read of them.

    A run of ``LEAST_RUN`` words has one three of which all its words are, a longer one more of them for its words; what
    stands in a sentence several times is in its ``threes`` once.
    """
    shared = len(a.threes & b.threes)
    return LEAST_RUN * (shared + min(a.repeated, b.repeated)) if shared else 0


class _Words:
    """A sentence's words as they are compared.

    ``forms`` has an empty one for each word that is no evidence. ``weights`` say what each word counts, ``own`` the
    same for the writer's own words; ``size`` is how much there is to share.
    """

    def __init__(self, sentence: Sentence, spelt: _Spelt) -> None:
        self._sentence = sentence
        self.words = spelt.words
        self.forms = spelt.forms
        self.weights = [_weight(word) for word in self.words]
        heard = list(_heard(sentence))
        if heard:
            counts = [not _is_within(word, heard) for word in self.words]
            self.forms = [form if count else "" for form, count in zip(self.forms, counts, strict=True)]
            self.weights = [weight if count else 0.0 for weight, count in zip(self.weights, counts, strict=True)]
        self.size = max(1.0, sum(self.weights))

    @cached_property
    def own(self) -> Sequence[float]:
        given = list(_given(self._sentence))
        nouns_have_capitals = languages.of(self._sentence.language).nouns_have_capitals
        # Inside of a sentence a capital makes a name, or the title of an office, where it does not make a noun.
        return [
            weight if word.content and (nouns_have_capitals or _is_small(word)) and not _is_within(word, given) else 0.0
            for word, weight in zip(self.words, self.weights, strict=True)
        ]


def _copy(a: Sentence, b: Sentence, in_a: _Words, in_b: _Words) -> Copy | None:
    # Of runs of one length the first is taken: which that is must not depend on the names of the columns.
    if (a.text, a.id) > (b.text, b.id):
        a, b, in_a, in_b = b, a, in_b, in_a
    size = min(in_a.size, in_b.size)
    least = max(LEAST_WORDS, LEAST_SHARE * size)
    if size < least or (in_a.forms != in_b.forms and _bound(in_a, in_b) < least):
        return None
    runs = _tiles(in_a.forms, in_b.forms)
    shared = [run.a + n for run in runs for n in range(run.length)]
    words = sum([in_a.weights[n] for n in shared])
    if words < least or sum([in_a.own[n] for n in shared]) < LEAST_OWN:
        return None
    spans = [(_span(in_a.words, run.a, run.length), _span(in_b.words, run.b, run.length)) for run in runs]
    if a.id > b.id:
        a, b, spans = b, a, [(there, here) for here, there in spans]
    spans.sort()
    share = min(1.0, round(words / size, 3))
    return Copy(a.id, b.id, tuple(here for here, _ in spans), tuple(there for _, there in spans), share)


def _bound(a: _Words, b: _Words) -> float:
    """How much the two share at most in runs: the words of ``a`` in any three that stand in a row in ``b``, too."""
    there = set(_threes(b.forms))
    shared, counted = 0.0, 0
    for n, three in enumerate(_threes(a.forms)):
        if three in there and "" not in three:
            shared += sum(a.weights[max(n, counted) : n + LEAST_RUN])
            counted = n + LEAST_RUN
    return shared


def _tiles(a: Sequence[str], b: Sequence[str]) -> list[_Run]:
    """Greedy string tiling: the longest run of words that both have and no run holds yet, again and again."""
    if a == b:
        return _whole_runs(a)
    free_a, free_b = [bool(form) for form in a], [bool(form) for form in b]
    at: dict[str, list[int]] = {}
    for j, form in enumerate(b):
        at.setdefault(form, []).append(j)
    found = []
    while (run := _longest(a, at, free_a, free_b)).length >= LEAST_RUN:
        found.append(run)
        free_a[run.a : run.a + run.length] = [False] * run.length
        free_b[run.b : run.b + run.length] = [False] * run.length
    return found


def _whole_runs(forms: Sequence[str]) -> list[_Run]:
    """What tiling makes of one sentence told twice: every run of words that are evidence."""
    found, start = [], 0
    for n, form in enumerate((*forms, "")):
        if not form:
            if n - start >= LEAST_RUN:
                found.append(_Run(start, start, n - start))
            start = n + 1
    return found


def _longest(a: Sequence[str], at: Mapping[str, Sequence[int]], free_a: Sequence[bool], free_b: Sequence[bool]) -> _Run:
    """The longest run of free words, the first of several; of length 0 if there is none."""
    best = _Run(0, 0, 0)
    ending: dict[int, int] = {}
    for i, form in enumerate(a):
        here = {j: ending.get(j - 1, 0) + 1 for j in at.get(form, ()) if free_b[j]} if free_a[i] else {}
        for j, length in here.items():
            if length > best.length:
                best = _Run(i - length + 1, j - length + 1, length)
        ending = here
    return best


def _span(words: Sequence[Token], at: int, length: int) -> Span:
    return Span(words[at].start, words[at + length - 1].end)


# --- what counts ----------------------------------------------------------------------------------


def _spelt(sentence: Sentence) -> _Spelt:
    english = sentence.language == ENGLISH.code
    words = words_of(sentence.tokens)[:_MOST_WORDS]
    forms = [_form(word.text, english) for word in words]
    threes = frozenset(_threes(forms))
    return _Spelt(words, forms, threes, max(0, len(forms) - 2) - len(threes))


def _threes(forms: Sequence[str]) -> Iterator[_Three]:
    """Every three forms in a row: the shortest run that says something (`LEAST_RUN`)."""
    return zip(forms, forms[1:], forms[2:], strict=False)


@lru_cache(1 << 15)
def _form(word: str, english: bool) -> str:
    """A word without an outlet's house style: "U.S." is "US", "organised" is "organized"."""
    form = fold(word)
    form = form.replace(".", "") if form[0].isalpha() else form
    return american(form) if english else form


def _heard(sentence: Sentence) -> Iterator[Span]:
    """The passages that two reporters may have heard or must write alike: quotations, fixed phrases."""
    for quotation in sentence.quotations:
        yield Span(quotation.start, quotation.end)
    small = sentence.text.lower()  # not casefold: it would make an "ss" of the "ß" in a phrase's words
    for words, phrase in _stock(sentence.language):
        if any(word in small for word in words):
            for match in phrase.finditer(sentence.text):
                yield Span(sentence.start + match.start(), sentence.start + match.end())


def _given(sentence: Sentence) -> Iterator[Span]:
    """The passages that are the event's: its names, figures and dates, and what the speaker is called."""
    for value in sentence.values:
        if value.type in _GIVEN:
            yield Span(value.start, value.end)
    for told in (sentence.speaker, sentence.role, sentence.via):
        at = sentence.text.find(told) if told else -1
        if told and at >= 0:
            yield Span(sentence.start + at, sentence.start + at + len(told))


def _is_within(word: Token, spans: Iterable[Span]) -> bool:
    return any(span.start <= word.start and word.end <= span.end for span in spans)


def _is_small(word: Token) -> bool:
    return not word.text[0].isupper() and not word.text[0].isdigit()


def _weight(word: Token) -> float:
    """What a word counts: a character of a script that has no capitals and no spaces is half of one."""
    is_character = len(word.text) == 1 and word.text >= "\u3040" and word.text.isalpha()
    return _CHARACTER if is_character else 1.0
