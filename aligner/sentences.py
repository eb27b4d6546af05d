"""Sentences: every paragraph of an article split, as offsets into the untouched text.

The splitter is Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") as nltk has it,
with parameters written here: abbreviations and sentence starters of English news. nltk's trained data is never
needed. Punkt decides about full stops; the rules after it (``_cut`` to ``_belongs``) put right what a full stop
cannot know: quotation marks, brackets, speakers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from aligner.model import Article, Kind, Sentence, Span
from aligner.reading.furniture import is_furniture_sentence
from aligner.reading.kinds import without_agency

_ABBREVIATIONS = frozenset(
    # People; firms and institutions; places; time; learned and editorial.
    """
    mr mrs ms messrs mme mlle dr drs prof rev hon fr sr jr esq st ste sen sens rep reps gov govs lt cmdr cdr col gen
    maj capt sgt cpl pvt adm brig supt insp det pres atty amb treas ald msgr ph.d m.d b.a m.a j.d d.d.s r.n m.p m.e.p
    inc corp co cos ltd llc l.l.c l.p plc bros assn assoc dept univ inst natl intl mfg div bd u.s u.k u.n e.u u.s.a
    u.a.e u.s.s.r d.c n.y n.j n.c s.c n.d s.d n.h r.i n.m w.va l.a b.c p.r ala ariz ark calif colo conn fla ga kan
    kans ky md mich minn mo mont neb nebr nev okla ore penn tenn tex va vt wis wisc wyo ave blvd rd hwy mt ft sq apt
    bldg a.m p.m jan feb apr jun jul aug sept sep oct nov dec tue tues thu thur thurs fri a.d b.c.e c.e nos vs v al
    etc e.g i.e cf ca c approx est fig figs vol vols pp p eds op cit ibid viz ch para ext tel mph oz lb lbs km cm mm
    kg a.k.a f.b.i c.i.a n.s.a g.o.p p.s p.o i.q r.i.p d.j o.j j.k e.t
    """.split()
)
"""Words that end in a full stop without ending the sentence, lower case, last stop left out.

Words that are common without being abbreviations ("no", "in", "mass", "sat") are missing: see ``_BEFORE_NUMBER`` and
``_STATE``.
"""

_STARTERS = frozenset(
    """
    the a an this that these those it its he his she her they their them we our i my you your there here who what when
    where why how which in on at by for from with without after before during since until while as if although though
    because but and or nor so yet however meanwhile moreover furthermore nevertheless instead still also then now today
    yesterday tomorrow earlier later last next under over among between despite according asked some many most several
    few all both each every another other no not only one two three four five six even just once image photo file mr mrs
    ms dr perhaps critics officials police experts analysts
    """.split()
)
"""Words that, capitalised after an abbreviation, begin a new sentence ("Nvidia Corp. The financing ...")."""

_OPENERS = "\"'“‘«([{‹„"
_LEADING_CLOSERS = re.compile(r"(?:[”’»)\]}›]+|[\"'](?=\s|\Z))+")
_INITIAL = re.compile(r"(?:\A|[\s(“\"])(?:[A-Z]\.\s?){1,3}\Z")
_BEFORE_NUMBER = re.compile(r"\b(?:Nos?|Art|Sec|Mon|Wed|Sat|Sun|Mar)\.\Z")
_STATE = re.compile(r",\s(?:Pa|La|Ill|Ind|Mass|Del|Wash)\.\Z")
_SAYS = (
    r"(?:said|says?|asked|asks|wrote|writes|added|adds|told|tells|tweeted|posted|replied|responded|shouted|exclaimed"
    r"|recalled|joked|quipped|wondered|continued|declared|insisted|argued|explained|noted|warned|cried|demanded|reads?)"
)
_SPEAKER = re.compile(rf"(?:[A-Z][\w.'’-]*\s){{1,4}}{_SAYS}\b|(?:He|She|They|I|We)\s{_SAYS}\b")
_QUOTED_END = re.compile(r"[?!][\"”’']+\Z")
_GLUED = re.compile(r"(?<=[a-z]{3})[.!?][\"”’)]?(?=[\"“‘(]?[A-Z][a-z]+(?:\s|['’,]))")
_ENDS_WORD = re.compile(r"[\w.-]*\Z")
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.)[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])")
_WORDS = re.compile(r"[^\W_]+")

_REPEATED_WORDS = 4
"""Shorter sentences are not called repetitions: "He agreed." says something new each time."""

_WINDOW = 20_000

Pair = tuple[int, int]


def split(article: Article) -> tuple[Sentence, ...]:
    """Every sentence of an article in reading order, furniture included.

    Every character of the article that is not white space is in exactly one sentence. Ids are the article's letter
    and the sentence's number, from 00, as wide as the last number needs ("A06", "A006"), so that they sort in reading
    order. Tokens, values and quotations are left empty for later steps.
    """
    spans = [
        (paragraph, span)
        for paragraph, block in enumerate(article.blocks)
        for span in split_text(article.text, block.start, block.end)
    ]
    width = max(2, len(str(len(spans) - 1)))
    seen: dict[str, str] = {}
    sentences = []
    for number, (paragraph, span) in enumerate(spans):
        id_ = f"{article.id}{number:0{width}}"
        text = article.text[span.start : span.end]
        kind = article.blocks[paragraph].kind
        if kind is Kind.BODY and is_furniture_sentence(text):
            kind = Kind.FURNITURE
        sentences.append(
            Sentence(id_, article.id, span.start, span.end, paragraph, kind, text, same_as=_repeats(text, id_, seen))
        )
    return tuple(sentences)


def split_text(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of the paragraph ``text[start:end]`` as offsets into ``text``, white space between left out."""
    passage = text[start:end]
    spans = _trim(passage, _cut(passage, _trim(passage, _punkt(passage))))
    spans = _move_closers(passage, spans)
    return tuple(Span(start + a, start + b) for a, b in _join(passage, spans))


@functools.cache
def _tokenizer() -> Any:
    """Punkt with the parameters of this module. Built once; nltk takes 0.3 s to import, so not before it is needed."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(_ABBREVIATIONS)
    parameters.sent_starters = set(_STARTERS)
    return PunktSentenceTokenizer(parameters)


def _repeats(text: str, id_: str, seen: dict[str, str]) -> str | None:
    """The id of the first sentence with the same words, or None. An agency's tag in front does not count."""
    words = _WORDS.findall(without_agency(text).casefold())
    if len(words) < _REPEATED_WORDS:
        return None
    first = seen.setdefault(" ".join(words), id_)
    return first if first != id_ else None


def _punkt(passage: str) -> Iterator[Pair]:
    """Punkt's spans, a window at a time: nltk gives up on a passage that takes its regular expressions five seconds.

    A window's last sentence may be cut off by its end, so the next window begins with it.
    """
    start = 0
    while start < len(passage):
        window = passage[start : start + _WINDOW]
        spans = list(_tokenizer().span_tokenize(window))
        last = start + len(window) >= len(passage)
        for a, b in spans if last or len(spans) < 2 else spans[:-1]:
            yield start + a, start + b
        start += len(window) if last or len(spans) < 2 else spans[-1][0]


# --- after Punkt: cut, move, join -----------------------------------------------------------------


def _trim(passage: str, spans: Iterable[Pair]) -> list[Pair]:
    """Spans without white space around them; empty ones left out, and nothing between them but white space."""
    trimmed: list[Pair] = []
    last = 0
    for _, b in (*spans, (len(passage), len(passage))):
        piece = passage[last:b]
        stripped = piece.strip()
        if stripped:
            a = last + len(piece) - len(piece.lstrip())
            trimmed.append((a, a + len(stripped)))
        last = max(last, b)
    return trimmed


def _cut(passage: str, spans: Iterable[Pair]) -> Iterator[Pair]:
    """Cut where Punkt sees no boundary: behind dots of suspense, and where scraping lost a space ("the law.The")."""
    for a, b in spans:
        sentence = passage[a:b]
        cuts = [match.end() for match in _ELLIPSIS.finditer(sentence)]
        cuts += [match.end() for match in _GLUED.finditer(sentence) if not _is_address(sentence, match.start())]
        for cut in sorted(cuts):
            yield a, b - len(sentence) + cut
        yield a, b


def _is_address(sentence: str, stop: int) -> bool:
    """Whether the full stop stands inside an address or a name such as "www.Example.com"."""
    before = sentence[max(0, stop - 40) : stop]
    word = _ENDS_WORD.search(before)
    return word is not None and ("." in word.group() or before.endswith(("/", "@")))


def _move_closers(passage: str, spans: list[Pair]) -> list[Pair]:
    """Closing quotation marks and brackets belong to the sentence they close, not to the next."""
    moved: list[Pair] = []
    for a, b in spans:
        closers = _LEADING_CLOSERS.match(passage, a, b) if moved else None
        if closers is not None:
            moved[-1] = (moved[-1][0], closers.end())
            rest = passage[closers.end() : b]
            a = b - len(rest.lstrip())
        if a < b:
            moved.append((a, b))
    return moved


def _join(passage: str, spans: list[Pair]) -> list[Pair]:
    joined: list[Pair] = []
    for a, b in spans:
        if joined and _belongs(passage, joined[-1], (a, b)):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _belongs(passage: str, left: Pair, right: Pair) -> bool:
    """Whether the right span goes on with the left one's sentence."""
    before, after = passage[max(left[0], left[1] - 300) : left[1]], passage[right[0] : min(right[1], right[0] + 300)]
    words = after.lstrip(_OPENERS + " -–—")
    if not words or not any(map(str.isalnum, before)):
        return True
    if words[0].islower() and not words[1:2].isupper():
        return True
    if words[0].isdigit() and _BEFORE_NUMBER.search(before):
        return True
    if (_INITIAL.search(before) or _STATE.search(before)) and not _starts_sentence(words):
        return True
    if _QUOTED_END.search(before) and _SPEAKER.match(after):
        return True
    return _open_bracket(before, after)


def _starts_sentence(words: str) -> bool:
    first = _WORDS.match(words)
    return first is not None and first.group().casefold() in _STARTERS


def _open_bracket(before: str, after: str) -> bool:
    """Whether the left span ends inside a bracket that the right span closes."""
    for opening, closing in ("()", "[]"):
        begun = before.rfind(opening)
        if begun > before.rfind(closing):
            closed, opened = after.find(closing), after.find(opening)
            return closed >= 0 and (opened < 0 or closed < opened)
    return False
