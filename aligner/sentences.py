"""Sentences: every paragraph of an article split, as offsets into the untouched text.

The splitter is Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") as nltk has it,
with the parameters of the article's language: abbreviations and sentence starters (`aligner.languages`). nltk's trained
data is never needed. Punkt decides about full stops; the rules after it (``_cut`` to ``_belongs``) put right what a
full stop cannot know: quotation marks, brackets, speakers, the ordinals of German, the full stops of Chinese.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from aligner.languages import ENGLISH, Language, of
from aligner.model import Article, Kind, Sentence, Span
from aligner.reading.furniture import is_furniture_sentence
from aligner.reading.kinds import without_agency

_OPENERS = "\"'“‘«([{‹„¿¡"
_LEADING_CLOSERS = re.compile(r"(?:[”’»)\]}›]+|[\"'](?=\s|\Z))+")
_FOREIGN_CLOSERS = re.compile(r"(?P<marks>[”’»)\]}›」』】》）“‘«‹\"']+)(?=[\s,.;:!?]|\Z)")
"""The same where „these“ or »these« marks close as well: whatever no word follows at once."""
_TRAILING_OPENERS = re.compile(r"(?<=\s)(?:(?P<opens>[„“«‹¿¡(\[]+)|[”’»›\"'‘]+)\Z")
_INITIAL = re.compile(r"(?:\A|[\s(“\"])(?:[A-Z]\.\s?){1,3}\Z")
_BEFORE_NUMBER = re.compile(r"\b(?:Nos?|Art|Sec|Mon|Wed|Sat|Sun|Mar)\.\Z")
_STATE = re.compile(r",\s(?:Pa|La|Ill|Ind|Mass|Del|Wash)\.\Z")
_SAYS = (
    r"(?:said|says?|asked|asks|wrote|writes|added|adds|told|tells|tweeted|posted|replied|responded|shouted|exclaimed"
    r"|recalled|joked|quipped|wondered|continued|declared|insisted|argued|explained|noted|warned|cried|demanded|reads?)"
)
_SPEAKER = re.compile(rf"(?:[A-Z][\w.'’-]*\s){{1,4}}{_SAYS}\b|(?:He|She|They|I|We)\s{_SAYS}\b")
_QUOTED_END = re.compile(r"[?!][\"”’']+\Z")
_GLUED = re.compile(r"[.!?](?<=[a-z]{3}.)[\"”’)]?(?=[\"“‘(]?[A-Z][a-z]+(?:\s|['’,]))")
_ENDS_WORD = re.compile(r"[\w.-]*\Z")
_WIDE_STOP = re.compile(r"[。！？｡]+[」』”’）】》)\"]*")
"""Where a sentence ends in scripts whose sentences no space parts."""
_NUMBERED = re.compile(r"\b[0-9]{1,2}\.\Z")
_CLITIC = re.compile(r"['’`][nst]\s")
"""How a Dutch sentence may begin with a small letter: "'s Avonds"."""
_PLAIN_END = re.compile(r"(?P<word>[^\W\d_]{2,})[.?!] (?=[\w\"“‘(])")
"""A word of letters, its end mark, a space and more: the sentence ends, but for abbreviations."""
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.)[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_ELISION = re.compile(r"\A[^\W\d_]*['’]")

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
    language = of(article.attribution.language)
    spans = [
        (paragraph, span)
        for paragraph, block in enumerate(article.blocks)
        for span in split_text(article.text, block.start, block.end, language)
    ]
    width = max(2, len(str(len(spans) - 1)))
    seen: dict[bool, dict[str, str]] = {False: {}, True: {}}  # furniture by itself: no news repeats it, nor it news
    sentences = []
    for number, (paragraph, span) in enumerate(spans):
        id_ = f"{article.id}{number:0{width}}"
        text = article.text[span.start : span.end]
        kind = article.blocks[paragraph].kind
        if kind is Kind.BODY and is_furniture_sentence(text):
            kind = Kind.FURNITURE
        repeated = _repeats(text, id_, seen[kind is Kind.FURNITURE])
        read = Sentence(id_, article.id, span.start, span.end, paragraph, kind, text, same_as=repeated)
        sentences.append(read if language is ENGLISH else replace(read, language=language.code))
    return tuple(sentences)


def split_text(text: str, start: int, end: int, language: Language = ENGLISH) -> tuple[Span, ...]:
    """The sentences of the paragraph ``text[start:end]`` as offsets into ``text``, white space between left out."""
    passage = text[start:end]
    spans = _trim(passage, _cut(passage, _trim(passage, _punkt(passage, language)), language))
    spans = _move_closers(passage, spans, language)
    return tuple(Span(start + a, start + b) for a, b in _join(passage, spans, language))


@functools.cache
def _tokenizer(language: Language) -> Any:
    """Punkt with a language's parameters. Built once; nltk takes 0.3 s to import, so not before it is needed."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = _Elided(language.abbreviations) if language.elides else set(language.abbreviations)
    parameters.sent_starters = set(language.starters)
    tokenizer = PunktSentenceTokenizer(parameters)
    by_rules = tokenizer.text_contains_sentbreak

    def ends(context: str) -> bool:
        """What Punkt decides of a word, its end mark and what follows; at once where the word is a plain one."""
        plain = _PLAIN_END.match(context)
        return (plain is not None and plain["word"].lower() not in parameters.abbrev_types) or bool(by_rules(context))

    tokenizer.text_contains_sentbreak = ends
    return tokenizer


class _Elided(set[str]):
    """Abbreviations before which an article may stand without a space: "l'avv." is one as "avv." is."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (isinstance(word, str) and super().__contains__(_ELISION.sub("", word)))


def _repeats(text: str, id_: str, seen: dict[str, str]) -> str | None:
    """The id of the first sentence with the same words, or None. An agency's tag in front does not count."""
    words = _WORDS.findall(without_agency(text).casefold())
    if len(words) < _REPEATED_WORDS:
        return None
    first = seen.setdefault(" ".join(words), id_)
    return first if first != id_ else None


def _punkt(passage: str, language: Language) -> Iterator[Pair]:
    """Punkt's spans, a window at a time: nltk gives up on a passage that takes its regular expressions five seconds.

    A window's last sentence may be cut off by its end, so the next window begins with it.
    """
    start = 0
    while start < len(passage):
        window = passage[start : start + _WINDOW]
        spans = list(_tokenizer(language).span_tokenize(window))
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


def _cut(passage: str, spans: Iterable[Pair], language: Language) -> Iterator[Pair]:
    """Cut where Punkt sees no boundary: behind dots of suspense, and where scraping lost a space ("the law.The")."""
    for a, b in spans:
        sentence = passage[a:b]
        cuts = [match.end() for match in _ELLIPSIS.finditer(sentence)]
        cuts += [match.end() for match in _GLUED.finditer(sentence) if not _is_address(sentence, match.start())]
        if language is not ENGLISH:
            cuts += [match.end() for match in _WIDE_STOP.finditer(sentence)]
        for cut in sorted(cuts):
            yield a, b - len(sentence) + cut
        yield a, b


def _is_address(sentence: str, stop: int) -> bool:
    """Whether the full stop stands inside an address or a name such as "www.Example.com"."""
    before = sentence[max(0, stop - 40) : stop]
    word = _ENDS_WORD.search(before)
    return word is not None and ("." in word.group() or before.endswith(("/", "@")))


def _move_closers(passage: str, spans: list[Pair], language: Language) -> list[Pair]:
    """Closing quotation marks and brackets belong to the sentence they close, not to the next."""
    moved: list[Pair] = []
    for a, b in spans if language is ENGLISH else _move_openers(passage, spans):
        end = _end_of_closers(passage, moved[-1], (a, b), language) if moved else None
        if end is not None:
            moved[-1] = (moved[-1][0], end)
            rest = passage[end:b]
            a = b - len(rest.lstrip())
        if a < b:
            moved.append((a, b))
    return moved


def _end_of_closers(passage: str, left: Pair, right: Pair, language: Language) -> int | None:
    """Where the closing marks end that the right span begins with; None where it begins with none."""
    if language is ENGLISH:
        closers = _LEADING_CLOSERS.match(passage, *right)
        return closers.end() if closers else None
    closers = _FOREIGN_CLOSERS.match(passage, *right)
    if closers is None:
        return None
    before = passage[max(left[0], left[1] - 1000) : left[1]]
    # French opens with «, German closes with it: what it does is told by what is open.
    opening = closers["marks"].startswith(("«", "‹")) and before.count("»") <= before.count("«")
    return None if opening else closers.end()


def _move_openers(passage: str, spans: list[Pair]) -> list[Pair]:
    """An opening mark that Punkt took for the left sentence's closing one goes to the sentence it opens."""
    moved: list[Pair] = []
    for a, b in spans:
        if moved:
            first, last = moved[-1]
            opener = _TRAILING_OPENERS.search(passage, first, last)
            if opener and (opener["opens"] or last == a) and passage[first : opener.start()].strip():
                left = passage[first : opener.start()].rstrip()
                moved[-1], a = (first, first + len(left)), opener.start()
        moved.append((a, b))
    return moved


def _join(passage: str, spans: list[Pair], language: Language) -> list[Pair]:
    joined: list[Pair] = []
    for a, b in spans:
        if joined and _belongs(passage, joined[-1], (a, b), language):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def _belongs(passage: str, left: Pair, right: Pair, language: Language) -> bool:
    """Whether the right span goes on with the left one's sentence."""
    before, after = passage[max(left[0], left[1] - 300) : left[1]], passage[right[0] : min(right[1], right[0] + 300)]
    words = after.lstrip(_OPENERS + " -–—")
    if not words or not any(map(str.isalnum, before)):
        return True
    if language is not ENGLISH:
        return _goes_on(before, after, words, language) or _open_bracket(before, after)
    if words[0].islower() and not words[1:2].isupper():
        return True
    if words[0].isdigit() and _BEFORE_NUMBER.search(before):
        return True
    if (_INITIAL.search(before) or _STATE.search(before)) and not _starts_sentence(words, language):
        return True
    if _QUOTED_END.search(before) and _SPEAKER.match(after):
        return True
    return _open_bracket(before, after)


def _goes_on(before: str, after: str, words: str, language: Language) -> bool:
    """Whether a sentence of another language than English goes on with ``after``, ``words`` without its first marks."""
    if words[0] in ",;:":
        return True
    if words[0].islower() and not words[1:2].isupper() and not _CLITIC.match(after):
        return True
    if not words[0].isalpha() or _starts_sentence(words, language):
        return False
    return bool(_INITIAL.search(before)) or (bool(_NUMBERED.search(before)) and _is_ordinal(before, words, language))


def _is_ordinal(before: str, words: str, language: Language) -> bool:
    """Whether a number with a full stop numbers what follows: "am 3. April", "der 2. Weltkrieg"."""
    if language.ordinal and re.search(rf"\b(?:{language.ordinal})\Z", before, re.IGNORECASE):
        return True
    months = language.calendar.months if language.calendar is not None else ()
    return bool(months) and re.match(rf"(?:{'|'.join(months)})(?!\w)", words, re.IGNORECASE) is not None


def _starts_sentence(words: str, language: Language) -> bool:
    first = _WORDS.match(words)
    return first is not None and first.group().casefold() in language.starters


def _open_bracket(before: str, after: str) -> bool:
    """Whether the left span ends inside a bracket that the right span closes."""
    for opening, closing in ("()", "[]"):
        begun = before.rfind(opening)
        if begun > before.rfind(closing):
            closed, opened = after.find(closing), after.find(opening)
            return closed >= 0 and (opened < 0 or closed < opened)
    return False
