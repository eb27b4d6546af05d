"""How sure a sentence is of what it says, and what it denies: "reportedly", "no formal inquiry", "did not pay".

Both are found as phrases of a language's table, word by word. Certainty is found in English only; of the other
languages that have a table of negations (`aligner.languages`), what denies is marked, and no more made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import NamedTuple

from aligner import languages
from aligner.languages import Language
from aligner.model import DifferenceType, Span, Token, Value
from aligner.tokens import is_content

RUNGS = ("denied", "unlikely", "reported", "possible", "expected", "preliminary", "formal", "confirmed")
"""How surely a thing is so, the least sure first: the values of ``normal["rung"]``.

"reported" is what somebody says without proof, "expected" also what is planned, "preliminary" also what is informal.
"""

_INNOCENT = ""
"""Instead of a rung: a phrase that only looks like a mark."""
_BREAKS = frozenset(".,;:!?—–()[]…")
"""Marks of punctuation across which nothing is governed."""
_FARTHEST = 40
"""How many tokens away what a mark is about may stand."""
_NOUN_PHRASE = 3
"""The most words of what is governed: "formal antitrust investigation" is about {antitrust, investigation}."""
_BACK = 5
"""How many words before a mark the word that turns it round may stand: "has not yet been officially confirmed"."""


class _Node:
    """A place in the table: the words that may follow, and what the words up to here mean, if they are a phrase."""

    __slots__ = ("following", "length", "rung")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.rung: str | None = None
        self.length = 0


@dataclass(frozen=True)
class Lexicon:
    """The words of one language for certainty and negation.

    ``rungs`` and ``negations`` give phrases by what they mean, the empty string for phrases that mean nothing of the
    kind. Phrases are parted by bars; ``a/b`` stands for either word, ``~/a`` for none or one, and what follows ``>``
    must follow but is not marked. The longest phrase wins. A phrase of ``rungs`` that one of ``negators`` precedes,
    with nothing but ``between`` words between, has the rung that ``turned`` gives; without one, it is no mark.
    """

    rungs: Mapping[str, str]
    negations: Mapping[str, str]
    negators: frozenset[str]
    between: frozenset[str]
    turned: Mapping[str, str]
    adjectives: frozenset[str]
    modals: frozenset[str]

    @cached_property
    def certainty(self) -> _Node:
        """The table of ``rungs``."""
        return _grown(self.rungs)

    @cached_property
    def negation(self) -> _Node:
        """The table of ``negations``."""
        return _grown(self.negations)


def _grown(table: Mapping[str, str]) -> _Node:
    root = _Node()
    for meaning, phrases in table.items():
        for phrase in phrases.split("|"):
            marked, _, behind = phrase.partition(">")
            for words in _spelt(marked):
                for more in _spelt(behind):
                    node = root
                    for word in (*words, *more):
                        node = node.following.setdefault(word, _Node())
                    node.rung, node.length = meaning, len(words)
    return root


def _spelt(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every way to write a phrase of the table."""
    for words in product(*(word.split("/") for word in phrase.split())):
        yield tuple(word for word in words if word != "~")


_BE = "is/are/was/were/be/been/being/am"
_CONTRACTED = (
    "aren't/can't/couldn't/didn't/doesn't/don't/hadn't/hasn't/haven't/isn't/mightn't/mustn't/needn't/shouldn't/wasn't/"
    "weren't/won't/wouldn't/ain't/shan't"
)
_CLAIMS = (
    "claim/claims/allegation/allegations/accusation/accusations/report/reports/suggestion/suggestions/rumours/rumors"
)
_THOSE = "~/the/any/all/those/these/such/his/her/their"
_OFFICIAL = (
    "investigation/inquiry/enquiry/probe/review/examination/statement/confirmation/announcement/notification/notice/"
    "result/results/figure/figures/data/count/toll/tally/estimate/estimates/version/account/report/reports/response/"
    "policy/position/decision/request/complaint/charge/charges/invitation/visit/proceedings/talks/negotiations/word/"
    "explanation/warning/approval/recognition/apology/document/documents/candidate/nominee/opening/cause/reason"
)
_TO_COME = (
    "be/become/begin/start/open/close/meet/vote/appear/arrive/return/take/leave/end/hold/expire/face/speak/visit/buy/sell/"
    "pay/win/lose/launch/sign/announce/run/join/cut/raise/rise/fall/grow/resign/replace/release/receive/make/get/go/give"
)
_REFUSED = (
    "access/entry/bail/parole/visa/visas/asylum/permission/service/treatment/care/boarding/admission/them/him/her/us"
)
_ASKED = "~/a/the motion/appeal/appeals/request/requests/petition/application/claim/injunction"

ENGLISH = Lexicon(
    rungs={
        "denied": f"""
            deny | denies | denied | denying | denial/denials > of/that/by
            | officially/formally/flatly denied/denies/deny
            | refute/refutes/refuted/refuting | debunked | untrue | baseless | unfounded | groundless | falsely
            | rule/rules/ruled/ruling out
            | reject/rejects/rejected/dismiss/dismisses/dismissed/disputes/disputed {_THOSE} {_CLAIMS}
            | rejected/dismissed as false/untrue/baseless/unfounded
            """,
        "unlikely": "unlikely | doubtful | improbable | little chance/prospect | no plan/plans/intention to",
        "reported": f"""
            alleged | alleges | allege | alleging | allegedly | reportedly | purported | purportedly | purports
            | supposed | supposedly | ostensibly | rumoured | rumored | rumour/rumor/rumours/rumors | speculation
            | unconfirmed | unverified | unsubstantiated | unproven
            | claim/claims/claimed/claiming that/to/he/she/it/they/there | suspected | accused/accuses/accusing of
            | {_BE} ~/also/widely said/believed/thought/understood/estimated/rumoured/rumored/alleged to
            | {_BE} ~/also/widely reported to > have/be
            | reported/said/believed/thought/understood/estimated to > have/be
            | reports suggest/suggested/say/said/indicate/indicated/emerged/claim/claimed
            """,
        "possible": """
            may | might | could | possible | possibly | perhaps | maybe | potentially | potential | apparently
            | appear/appears/appeared/seem/seems/seemed to | consider/considers/considered/considering > a/an
            | mulling | weighing > a/an/whether/up | in talks > to/with/over/about/on
            | if > confirmed/proven/true/approved
            """,
        "expected": f"""
            expected | expects | expect | expecting | anticipated | anticipates | predicted | predicts | predict
            | forecast | forecasts | projected | likely | probably | presumably | proposed | planned
            | plan/plans/planned/planning to | intend/intends/intended/intending to
            | aim/aims/aimed/aiming to | hope/hopes/hoped/hoping to | vows/vowed/pledged/promised to
            | {_BE} set to | scheduled to/for | slated/poised to/for | about to | on track/course to/for
            | set/due to > {_TO_COME}
            """,
        "preliminary": """
            preliminary | informal | informally | unofficial | unofficially | provisional | provisionally | tentative
            | tentatively | exploratory | in principle
            """,
        "formal": f"formal | formally | officially | official > {_OFFICIAL} | official > - {_OFFICIAL}",
        "confirmed": """
            confirm | confirms | confirmed | confirming | confirmation
            | confirmed/confirm/confirms or/nor denied/deny/denies
            | officially/formally/independently/publicly confirmed/confirm/confirms/acknowledged | verify | verifies
            | verified | verifying | independently/officially verified/verify | corroborated | authenticated | proven
            | certainly | definitely | undoubtedly | unquestionably | no doubt | without ~/a/any doubt
            | beyond ~/a/any/all/reasonable doubt | certain > that/to/he/she/it/they
            | is/are/am/was/were/i'm/he's/she's/we're/they're ~/absolutely/quite/pretty sure > that/he/she/it/they/we/i
            | definitive | definitively | conclusive | conclusively | admit | admits | admitted | admitting
            | acknowledge | acknowledges | acknowledged | acknowledging | finalised | finalized
            """,
        _INNOCENT: f"""
            denied/deny/denies/denying {_REFUSED} | denied/denies/deny {_ASKED} | deny/denied/denies the right
            | in denial | supposed to | could not | may day | as expected | than expected | expecting a baby/child/twins
            | more/less/times likely | ~/{_BE} set to work/music | admitted to > ~/the/a hospital/jail/prison/intensive
            | admitted to > university/college/school | forecast/forecasts > for/of | weather forecast
            | potential for/to | full potential | highly - anticipated
            | claim/claims/claimed/claiming ~/the/his/her/its responsibility/lives/life/victory
            | claim/claims to > fame/the
            | formal education/dress/wear/attire/training | if possible | as possible | as soon as possible
            """,
    },
    negations={
        "not": f"""
            not | {_CONTRACTED} | cannot | never | no | no longer | no one | no - one | neither | nor | without | none
            | nobody | nothing | nowhere | fail/fails/failed/failing to | failure to
            | decline/declines/declined/declining to | refuse/refuses/refused/refusing to | unable to
            | has/have/had yet to
            """,
        _INNOCENT: f"""
            not only/just/merely/simply/solely/least/surprisingly/unlike/unlikely | not to mention
            | {_CONTRACTED}/cannot only/just/merely/simply | not - | no - | not uncommon/unusual
            | or not | if not | why not
            | no doubt/wonder/matter/question/sooner/less/fewer/more/later/small/better/stranger/end | no more than
            | no mean feat | yes or no | no or yes | nothing but/short | nothing if not
            | none other/too/the | never mind/ending | without ~/a/any doubt/question/fail
            | cannot/can't but | cannot/can't help but | cannot/can't wait | last but not | couldn't agree/care
            | could not agree/care
            """,
    },
    negators=frozenset(
        f"{_CONTRACTED}/not/cannot/never/no/without/neither/nor/decline/declines/declined/declining/refuse/refuses/"
        f"refused/refusing/unable/fail/fails/failed/failing".split("/")
    ),
    between=frozenset(
        "a an the any be been being to have has had yet immediately independently publicly officially formally "
        "currently even also longer fully definitively considered going able made".split()
    ),
    turned={
        "confirmed": "reported",
        "formal": "preliminary",
        "expected": "unlikely",
        "denied": "possible",
        "unlikely": "possible",
    },
    adjectives=frozenset({"formal", "official"}),
    modals=frozenset({"may", "might", "could"}),
)

_OPENS = frozenset("“\"‘':—–([…|")
"""Punctuation behind which a sentence begins, with a capital letter."""
_TITLE_CASE = 0.7
"""The share of longer words with a capital from which on a line is a headline in capitals, where they name nothing."""
_LONG = 4
_AFTER_MAY = frozenset("be have not well also yet still".split())
"""What follows the verb "May"; anything else follows the month or the person."""
_BEFORE_NOUN = frozenset(
    "the his her its their our your my all full sheer military economic naval political financial industrial".split()
)
_AFTER_NOUN = frozenset(
    "of and or is was has had in on at to for against that which who behind from as with makes by".split()
)
"""Beside these words "might" is a noun."""
_BE_FORMS = frozenset("is are was were be been being".split())
_AFTER_PASSIVE = frozenset("by on in at after during".split())
_PRONOUNS = frozenset("i you he she it we they there this that these those the a an his her their its our your".split())
_NOT_ADVERBS = frozenset(
    "ally anomaly apply assembly belly bully comply daily early elderly family fly friendly italy july jelly likely "
    "monopoly multiply only rally rely reply supply tally unlikely weekly".split()
)


class _Found(NamedTuple):
    """A phrase of the table among the tokens: ``start`` and ``end`` count tokens."""

    rung: str
    start: int
    end: int


@cache
def lexicon_of(language: Language) -> Lexicon | None:
    """The table of a language, None for one whose negations are not known."""
    if language is languages.ENGLISH:
        return ENGLISH
    if not language.negations:
        return None
    negations = {"not": language.negations, _INNOCENT: language.no_negations}
    none: frozenset[str] = frozenset()
    return Lexicon({}, {k: v for k, v in negations.items() if v}, none, none, {}, none, none)


def find(text: str, tokens: Sequence[Token], taken: Iterable[Span] = (), lexicon: Lexicon = ENGLISH) -> list[Value]:
    """The marks of certainty and of negation among ``tokens`` of ``text``, in reading order within each type.

    A mark of certainty has its rung (see ``RUNGS``) in ``normal``, one of negation ``{"negated": True}``; ``unit``
    holds the stems of what the mark governs, empty where nothing can be told. No mark of negation lies in a ``taken``
    span: "declined to say how much" is an absent amount.
    """
    words = [token.text.casefold().replace("’", "'") for token in tokens]
    if lexicon.certainty.following.keys().isdisjoint(words) and lexicon.negation.following.keys().isdisjoint(words):
        return []
    sentence = _Sentence(text, tokens, words, lexicon)
    spans = list(taken)
    denials = (
        value
        for value in sentence.negations()
        if not any(value.start < span.end and span.start < value.end for span in spans)
    )
    return [*sentence.certainties(), *denials]


class _Sentence:
    """The tokens that are being read, with their case-folded words."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Sequence[str], lexicon: Lexicon) -> None:
        self._text = text
        self._tokens = tokens
        self._words = words
        self._lexicon = lexicon

    @cached_property
    def _last_question(self) -> int:
        """The last question mark, -1 where there is none."""
        return max((n for n, word in enumerate(self._words) if word == "?"), default=-1)

    def certainties(self) -> Iterator[Value]:
        last = 0
        for found in self._phrases(self._lexicon.certainty):
            turned = self._turned(found)
            if turned.rung and turned.start >= last and not self._is_noun(found):
                last = turned.end
                stems = self._told_of(found)
                yield self._value(DifferenceType.CERTAINTY, turned, {"rung": turned.rung}, stems)

    def negations(self) -> Iterator[Value]:
        for found in self._phrases(self._lexicon.negation):
            if found.rung and self._negates(found):
                stems = self._behind(found.end, 1)
                yield self._value(DifferenceType.NEGATION, found, {"negated": True}, stems)

    def _value(self, kind: DifferenceType, found: _Found, normal: dict[str, object], stems: Sequence[str]) -> Value:
        start, end = self._tokens[found.start].start, self._tokens[found.end - 1].end
        return Value(kind, start, end, self._text[start:end], normal, unit=frozenset(stems))

    def _phrases(self, table: _Node) -> Iterator[_Found]:
        """The longest phrases of a table, one behind the other, innocent ones included; names left out."""
        behind = 0
        for index in [n for n, word in enumerate(self._words) if word in table.following]:
            found = self._longest(table, index) if index >= behind else None
            if found is not None and not self._is_name(found):
                yield found
                behind = found.end

    def _longest(self, table: _Node, start: int) -> _Found | None:
        node, found = table, None
        for index in range(start, len(self._words)):  # no slice: a line of 80,000 words is read all the same
            following = node.following.get(self._words[index])
            if following is None:
                break
            node = following
            if node.rung is not None:
                found = _Found(node.rung, start, start + node.length)
        return found

    def _is_name(self, found: _Found) -> bool:
        """Whether a capital inside the sentence makes a name of the phrase: "Theresa May", "the Never Again march"."""
        for index in range(found.start, found.end):
            word = self._tokens[index].text
            if word[0].isupper() and word == word.capitalize() and not self._opens(index) and not self._is_title:
                return True
        return False

    def _opens(self, index: int) -> bool:
        return index == 0 or self._words[index - 1] in _OPENS

    @cached_property
    def _is_title(self) -> bool:
        long = [token.text for token in self._tokens if token.stem and len(token.text) >= _LONG]
        return sum(word[0].isupper() for word in long) >= _TITLE_CASE * max(len(long), 2)

    def _turned(self, found: _Found) -> _Found:
        """A phrase with the negation in front of it: "not a formal investigation" is one mark, noun included."""
        negator = self._negator(found.start)
        if negator is None or not found.rung:
            return found
        end = found.end
        if self._words[end - 1] in self._lexicon.adjectives:
            end = self._noun_phrase(end)
        return _Found(self._lexicon.turned.get(found.rung, _INNOCENT), negator, end)

    def _negator(self, start: int) -> int | None:
        for index in range(start - 1, max(-1, start - _BACK - 1), -1):
            word = self._words[index]
            if word in self._lexicon.negators:
                return index
            if word == "yet" and self._words[index + 1] == "to":
                return index
            if word not in self._lexicon.between:
                return None
        return None

    def _noun_phrase(self, end: int) -> int:
        """Where the content words from ``end`` on stop."""
        for index in range(end, min(end + _NOUN_PHRASE, len(self._tokens))):
            if not is_content(self._tokens[index]) or self._tokens[index].text[0].isdigit():
                return index
        return min(end + _NOUN_PHRASE, len(self._tokens))

    def _is_noun(self, found: _Found) -> bool:
        """Whether "may" or "might" is no verb: a month, a person, power."""
        word, after = self._words[found.start], self._words[found.end] if found.end < len(self._words) else "."
        if found.end - found.start > 1 or word not in self._lexicon.modals:
            return False
        if word == "may" and self._tokens[found.start].text[0].isupper():
            return after not in _AFTER_MAY
        before = self._words[found.start - 1] if found.start else ""
        if word == "might" and (before in _BEFORE_NOUN or before.endswith("'s") or after in _AFTER_NOUN):
            return True
        return not after[0].isalpha()

    def _negates(self, found: _Found) -> bool:
        """Whether a negating word denies something: not where it numbers, stands alone or only asks."""
        word = self._words[found.start]
        after = self._words[found.end] if found.end < len(self._words) else "."
        if word == "no" and found.end - found.start == 1:
            return after[0].isalpha()  # not "No. 10", "No, ..."
        return not (word.endswith("n't") and after in _PRONOUNS and self._last_question >= found.end)

    def _told_of(self, found: _Found) -> list[str]:
        """What a mark of certainty is about: the words behind it, or in front of "was confirmed by"."""
        last = self._words[found.end - 1]
        before = self._words[found.start - 1] if found.start else ""
        after = self._words[found.end] if found.end < len(self._words) else ""
        if before in _BE_FORMS and after in _AFTER_PASSIVE and not last.endswith("ly"):
            return self._before(found.start) or self._behind(found.end, _NOUN_PHRASE)
        single = "to" in (last, after) or last.endswith("ly") or last in self._lexicon.modals
        return self._behind(found.end, 1 if single else _NOUN_PHRASE) or self._before(found.start)

    def _behind(self, start: int, most: int) -> list[str]:
        """The stems of the first run of content words from a token on, adverbs left out, within the clause."""
        stems: list[str] = []
        for token in self._tokens[start : start + _FARTHEST]:
            if token.text in _BREAKS or len(stems) == most or (stems and token.stem and not is_content(token)):
                break
            if _can_be_governed(token):
                stems.append(token.stem)
        return stems

    def _before(self, end: int) -> list[str]:
        """The stem of the last content word in front of a token, within the clause."""
        for token in reversed(self._tokens[max(0, end - _FARTHEST) : end]):
            if token.text in _BREAKS:
                break
            if _can_be_governed(token):
                return [token.stem]
        return []


def _can_be_governed(token: Token) -> bool:
    """Whether a token is a word that something can be said of: no figure, no adverb, no "didn't"."""
    word = token.text.casefold()
    if not is_content(token) or word[0].isdigit() or word.endswith(("n't", "n’t")):
        return False
    return not (word.endswith("ly") and len(word) > _LONG and word not in _NOT_ADVERBS)
