"""The words of the project as frozen data, and nothing else.

Every ``start`` and ``end`` in this module counts Unicode code points in the text of one article *as read from its
file* (decoded, line ends untouched); ``end`` is exclusive, so ``article.text[start:end]`` is the exact passage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

Normal = Mapping[str, Any]
"""The comparable form of a value, as the JSON export shows it: ``{"amount": 16300000, "currency": "USD"}``."""

Progress = Callable[[str, float], None]
"""Called with the name of a stage and the share of the whole work that is done, from 0.0 to 1.0."""


class Kind(StrEnum):
    """What a sentence is in its article."""

    HEADLINE = "headline"
    BODY = "body"
    FURNITURE = "furniture"


class Agreement(StrEnum):
    """What the sources of a fact make of it together."""

    AGREE = "agree"
    CONFLICT = "conflict"
    PARTIAL = "partial"
    SINGLE = "single"


class Level(StrEnum):
    """How surely two sentences state the same fact: surely enough to be read so, or only perhaps."""

    SAME = "same"
    PERHAPS = "perhaps"


class DifferenceType(StrEnum):
    """What kind of thing two sources state differently."""

    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ROLE = "role"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CERTAINTY = "certainty"
    NEGATION = "negation"
    WORDING = "wording"


class Severity(StrEnum):
    """How much a difference weighs: both cannot be right, one is more exact, or the same value written otherwise."""

    CONFLICT = "conflict"
    DETAIL = "detail"
    FORM = "form"


class By(StrEnum):
    """Whose word it is: the aligner's, the person's who looked at it, or a language model's that they asked."""

    PROGRAM = "program"
    PERSON = "person"
    MODEL = "model"


class Verdict(StrEnum):
    """What the person makes of a fact or a difference: not looked at yet, checked, to be asked, or ours is wrong."""

    OPEN = "open"
    CHECKED = "checked"
    ASK = "ask"
    WRONG = "wrong in ours"


class Relation(StrEnum):
    """How one value stands to another of its type."""

    SAME = "same"
    FORM = "form"
    DETAIL = "detail"
    CONFLICT = "conflict"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of one article's text."""

    start: int
    end: int


class Origin(StrEnum):
    """Where an attribute was read, when not in the article's text: the story's manifest, or the page's metadata."""

    MANIFEST = "manifest"
    PAGE = "page"


Evidence = Span | Origin
"""Where an attribute was read."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article comes from, as far as its text, its page or the story's manifest show; what none shows is None.

    ``published`` is an ISO 8601 date (``2024-02-27``). ``evidence`` gives, by field name, where it was read.
    ``language`` is an ISO 639-1 code, "und" for one that is not known. ``at`` is the time of this version, ISO 8601
    with its offset where that is told (``2024-02-27T18:00+00:00``): when it was last changed, else published, else
    fetched.
    """

    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, with the kind its sentences have: a line, or several that were wrapped from one."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Article:
    """One source: a text with its attribution and its paragraphs in reading order.

    ``id`` is the column letter (A, B, C ...), ``file`` the file's name inside the story's folder. ``extracted`` says
    that the text is not the file as it is but was taken out of a page or the like; offsets point into the text.
    ``draft`` marks the user's own text, ``note`` is what the manifest remarks on the source. ``versions`` are the
    columns that are versions of one article, the oldest first, this one among them; empty where there is but one.
    """

    id: str
    file: str
    text: str
    attribution: Attribution
    blocks: tuple[Block, ...]
    extracted: bool = False
    draft: bool = False
    note: str | None = None
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A set of articles about one event. ``path`` is the folder (or the files' common folder) as the user gave it.

    ``notes`` are one-line remarks for the user that do not stop the work ("skipped empty file x.txt").
    """

    title: str
    path: str
    articles: tuple[Article, ...]
    notes: tuple[str, ...] = ()


class Token(NamedTuple):
    """A word or a mark of punctuation. ``stem`` is its Snowball stem, case-folded; empty for punctuation.

    ``content`` says whether it can carry a fact: a function word of its language cannot. In a story of several
    languages the stem of a word that is no name has its language in front ("de:inform"): it is no other language's.

    A story has them by the hundred thousand: a named tuple is made in a fraction of the time of a frozen dataclass.
    """

    start: int
    end: int
    text: str
    stem: str
    content: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """Something in a sentence that can be compared: an amount, a number, a date, a name.

    ``normal`` is the comparable form. ``low`` and ``high`` bound what the words can mean, in the value's own unit: "43
    million" is 42.5 to 43.5 million, "dozens" 24 to 99. ``unit`` holds the stems of what is counted ("pages") and
    ``context`` the stems of the words around it, each with its closeness (1.0 beside the value, 0.0 out of reach): by
    these two values are known to be told of the same thing.
    """

    type: DifferenceType
    start: int
    end: int
    text: str
    normal: Normal | None = None
    low: float = 0.0
    high: float = 0.0
    unit: frozenset[str] = frozenset()
    context: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks, the marks excluded, and who is said to have said them, if the text tells."""

    start: int
    end: int
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article, with everything later steps need to know of it, found once.

    ``id`` is the source's letter and the sentence's number in its article (``A06``), ``paragraph`` the index of its
    block in ``Article.blocks``, ``speaker`` who is quoted or paraphrased, ``role`` what the text calls them, ``via``
    the outlet the article itself credits, ``same_as`` the id of an earlier sentence of the same article that this one
    repeats, ``language`` its article's.
    """

    id: str
    source: str
    start: int
    end: int
    paragraph: int
    kind: Kind
    text: str
    tokens: tuple[Token, ...] = ()
    values: tuple[Value, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    speaker: str | None = None
    role: str | None = None
    via: str | None = None
    same_as: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences that state the same fact, how surely (0.0 to 1.0), and why: of one article if a person says so.

    ``a`` sorts before ``b``. ``why`` holds the shared words and values that weighed most, heaviest first. ``level``
    says whether the score is one to rely on; what a person or a model says is (``by``), whatever the score.
    """

    a: str
    b: str
    score: float
    why: tuple[str, ...]
    level: Level = Level.SAME
    by: By = By.PROGRAM


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sentences that a person or a model says do not state the same fact. ``a`` is the one in the row."""

    a: str
    b: str
    by: By = By.PERSON


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sentences of different sources that are nearly word for word the same, so that one origin is behind both.

    ``a`` sorts before ``b``. ``in_a`` and ``in_b`` are the passages they share, as spans of either article, each with
    its counterpart, in the order of ``a``; ``share`` is how much of the shorter one they are, 0.0 to 1.0.
    """

    a: str
    b: str
    in_a: tuple[Span, ...]
    in_b: tuple[Span, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the person makes of a fact or of a difference.

    ``is_stale`` says that the row or its sentences have changed since.
    """

    verdict: Verdict = Verdict.OPEN
    note: str = ""
    is_stale: bool = False


UNJUDGED = Judgement()


@dataclass(frozen=True, slots=True)
class Mention:
    """A value with its evidence: where in which article it stands."""

    source: str
    sentence: str
    start: int
    end: int
    text: str
    normal: Normal | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement inside a fact, with every value's evidence, in the order of the sources.

    ``by`` says who found it.
    """

    type: DifferenceType
    severity: Severity
    summary: str
    values: tuple[Mention, ...]
    by: By = By.PROGRAM
    judgement: Judgement = UNJUDGED


@dataclass(frozen=True, slots=True)
class Wording:
    """Word by word, what two linked sentences do not share: runs of words as spans of either article.

    ``a`` and ``b`` are sentence ids, ``a`` before ``b``; ``only_a`` are the spans of a's article that b does not have.
    """

    a: str
    b: str
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: the sentences, by source id, that state the same thing.

    ``label`` is made of the row's own words. ``silent`` are the sources without a cell, in column order.
    ``reason`` explains the agreement in one line. ``perhaps`` are the sentences, by id, that belong to the row only
    perhaps: none of its surer links joins them. ``copies`` are the sentences that are nearly the same word for word.

    What a person put right stands beside what it leaves: ``label_by``, whose label it is; ``is_moved``, whether they
    gave the row its place; ``apart``, what they took out of it; ``dismissed``, the differences that are none.
    """

    id: str
    label: str
    agreement: Agreement
    cells: Mapping[str, tuple[str, ...]]
    silent: tuple[str, ...]
    links: tuple[Link, ...] = ()
    differences: tuple[Difference, ...] = ()
    wording: tuple[Wording, ...] = ()
    reason: str = ""
    perhaps: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()
    judgement: Judgement = UNJUDGED
    label_by: By = By.PROGRAM
    is_moved: bool = False
    apart: tuple[Apart, ...] = ()
    dismissed: tuple[Difference, ...] = ()

    @property
    def is_judged(self) -> bool:
        """Whether anything in the row is judged, the fact itself or one of its differences."""
        told = (self.judgement, *(difference.judgement for difference in self.differences))
        return any(one is not UNJUDGED and one != UNJUDGED for one in told)

    @property
    def is_found(self) -> bool:
        """Whether all that the row tells is the program's own word: nobody else put anything right in it."""
        if self.is_moved or self.dismissed or self.apart or self.label_by is not By.PROGRAM:
            return False
        return all(one.by is By.PROGRAM for said in (self.links, self.differences) for one in said)

    @property
    def is_corrected(self) -> bool:
        """Whether a person has put anything right in the row."""
        if self.is_found:
            return False
        said = {self.label_by, *(link.by for link in self.links), *(pair.by for pair in self.apart)}
        said |= {difference.by for difference in self.differences}
        return self.is_moved or bool(self.dismissed) or By.PERSON in said

    @property
    def only_perhaps(self) -> bool:
        """Whether the sources of the row tell the same fact only perhaps: no link of it is one to rely on."""
        return bool(self.perhaps) and all(i in self.perhaps for cell in self.cells.values() for i in cell)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A figure, date, quotation or name that several sources tell of the same thing, with all its mentions."""

    id: str
    type: DifferenceType
    label: str
    severity: Severity
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can choose about a comparison.

    ``threshold`` is the least link score of a fact, 0.0 to 1.0; a link below ``sure`` is shown as "perhaps". With both
    equal nothing is shown that is only perhaps.
    """

    threshold: float = 0.18
    sure: float = 0.4

    def without_perhaps(self) -> Options:
        """The same without what is only perhaps: a link below ``sure`` makes no row, and no sentence is lost."""
        return replace(self, threshold=max(self.threshold, self.sure))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result. ``sentences`` holds every sentence by id: columns in order, each in reading order.

    ``options`` are those it was made with.
    """

    story: Story
    sentences: Mapping[str, Sentence]
    facts: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...] = ()
    options: Options = Options()

    def article(self, source: str) -> Article:
        """The article of a source id. Raises KeyError for an id that is not in the story."""
        for article in self.story.articles:
            if article.id == source:
                return article
        raise KeyError(source)
