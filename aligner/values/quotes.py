"""Quotations and who is said to say what: marks, speakers, their roles, and the outlets an article credits.

The state of the quotation marks starts anew with every paragraph, so that a mark that is never closed, nested or
reversed spoils no more than its own line. Quotations are found in every language, by their marks; who said them, and
what they are called, in English only: no other language's words are read by English rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import Enum

from aligner.languages import ENGLISH, Language, of
from aligner.model import Article, Block, Kind, Quotation, Sentence, Span
from aligner.values import cues
from aligner.values.cues import Cued
from aligner.values.names import DEMONYM, same_person

_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OPEN, _CLOSE, _STRAIGHT = ("“", "„", "«", "``", "「", "『"), ("”", "»", "」", "』"), ('"', "''")
_MARKS = "\"”»’'"
"""The marks a quotation may end in."""
_MARK = re.compile("|".join((*_OPEN, *_CLOSE, *_STRAIGHT)))
# ‘Single’ marks count where a paragraph has no others; straight ones only around speech, which ends in punctuation.
_SINGLE = Cued(  # with the mark in front of what must be before it: only marks are looked at
    r"‘(?<!\w‘)(?P<curly>[^‘’]{1,2000}(?:’(?=\w)[^‘’]{0,2000}){0,50})’(?!\w)"
    r"|'(?:(?<=[\s(\[—–]')|(?<=\A'))(?=\w)(?P<straight>(?:[^'\n]|'(?=\w)){1,2000}?[,.?!…])'(?!\w)"
)
_FOREIGN_SINGLE = Cued(
    r"(?<!\w)(?:‚(?P<low>[^‚‘]{1,2000})[‘’]|‹(?P<angled>[^‹›]{1,2000})›|›(?P<turned>[^‹›]{1,2000})‹"
    r"|‘(?P<curly>[^‘’]{1,2000}(?:’(?=\w)[^‘’]{0,2000}){0,50})’)(?!\w)"
    r"|(?:(?<=[\s(\[—–])|\A|(?<=\n))'(?=\w)(?P<straight>(?:[^'\n]|'(?=\w)){1,2000}?[,.?!…])'(?!\w)"
)
"""The same as other languages print them."""
_RESUMES = Cued(r"(?<=[.!?,…] )(?:he|she|they|it)\s+(?:said|says|wrote|writes|added|told|tweeted|argued)\b")
"""Where the article goes on in its own voice behind a quotation that is never closed."""

_SAYING = (
    "said says say told tells added adds wrote writes tweeted posted argued argues stated states insisted insists "
    "announced claimed claims warned warns explained explains noted notes declared declares replied responded "
    "commented remarked concluded stressed testified recalled admitted conceded asked urged complained joked quipped "
    "boasted vowed continued acknowledged denied confirmed promised predicted reiterated emphasised emphasized echoed "
    "answered shouted cried"
)
_SAID = frozenset(_SAYING.split())
_SAY = rf"(?:{_SAYING.replace(' ', '|')})"
_PLATFORM = (
    r"(?:X|Twitter|Facebook|Instagram|LinkedIn|Telegram|Bluesky|Mastodon|Threads|TikTok|YouTube|Truth\s+Social"
    r"|social\s+media)"
)
_PLATFORMS = "X Twitter Facebook Instagram LinkedIn Telegram Bluesky Mastodon Threads TikTok YouTube Truth social"
"""The first words of the platforms."""
_ADVERB = r"(?:has|had|have|also|later|then|who|reportedly|previously|repeatedly|himself|herself)"
_PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|al|el|bin|ibn|ben|la|le)"
_WORD = (  # Dr., J., TINA.org, O'Neill
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|St)\.|(?:[A-Z]\.){1,3}(?!\w)"
    r"|[A-Z][\w’'-]{0,40}\w(?:\.(?:com|org|net|edu|gov|co|eu|uk)\b)?)"
)
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,4}}"
_BRACKET = r"(?:\s+\((?P<bracket>[^()]{2,90})\))?"
# ... ," said to Reuters the Dutch Kim van Sparrentak. Behind a quotation, whatever one does on a platform is saying:
# ... ," fumed on X Kim van Sparrentak.
_AFTER = Cued(
    rf"\b(?:{_SAY}|[a-z]{{2,20}}(?:\s+[a-z]{{2,20}})?(?=\s+on\s+{_PLATFORM}\s))\b"
    rf"(?:\s+(?:on\s+(?:{_PLATFORM}|{_DAYS})|to\s+(?:the\s+)?{_WORD}(?:\s+{_WORD}){{0,4}}|in\s+an?\s+\w{{1,20}})(?=\s))?"
    rf"\s+(?P<lead>(?:[a-z][\w’'-]{{0,40}}\s+){{0,6}}?)(?P<name>{_NAME})",
    f"{_SAYING} {_PLATFORMS}",
)
# Brad Smith said; Zuzanna Warso, director of research, said
_BEFORE = Cued(
    rf"(?P<name>{_NAME}){_BRACKET}(?P<apposition>,\s+[^;:“”\"]{{3,160}}?,)?,?\s+(?:{_ADVERB}\s+){{0,2}}(?P<verb>{_SAY})\b",
    _SAYING,
)
# a European Commission spokesperson told; the French foreign ministry said
_OFFICES = (
    "spokesman spokeswoman spokesperson spokespeople official officials source sources aide aides lawyer lawyers "
    "attorney attorneys statement ministry agency authorities police prosecutors analyst analysts expert experts "
    "advocates groups critics regulator regulators lawmakers company startup department minister ambassador president "
    "committee commission"
)
_OFFICE = Cued(
    r"\b(?P<name>(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]everal|[Ss]ome)\s+)?(?:[\w’'.-]{1,40}\s+){0,4}?"
    rf"(?:{_OFFICES.replace(' ', '|')}))\s+(?:{_ADVERB}\s+){{0,2}}{_SAY}\b",
    _OFFICES,
    _SAYING,
)
_SPEAKER_FOLLOWS = Cued(rf"(?:{_NAME}|[Hh]e|[Ss]he|[Tt]hey)\s+{_SAY}\b")
_PRONOUN = Cued(rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:{_ADVERB}\s+)?{_SAY}\b", "He he She she They they", _SAYING)
_FUNCTION_WORD = (
    r"The|A|An|This|That|These|It|But|And|In|On|At|For|His|Her|Their|Its|When|While|If|As|Earlier|Later|Mrs|Ms|Mr|Dr|He"
    r"|She|They|We|I|I['’]m|You|There|Then|Now|Here|What|Who|So|Yet|Still|Also|Even|Once|Meanwhile|However|Although|Some"
    r"|Many|Few|Others|Both|Officials|Critics|Experts|Report|After|Before|Since|Asked|Today|Yesterday"
)
_OPENING = re.compile(rf"^(?:(?:{_FUNCTION_WORD})\b\.?\s*)+")
_TITLE = Cued(
    r"^(?P<role>(?:(?:[A-Z][\w’'.-]{0,40}|of|and|for|the)\s+){0,6}?(?:President|Minister|Secretary|Director|Chief|Chairman"
    r"|Chairwoman|Officer|Spokesman|Spokeswoman|Spokesperson|Ambassador|Senator|Sen\.|Rep\.|Gov\.|Governor|Mayor|Judge"
    r"|Professor|Prof\.|Dr\.|General|Gen\.|Col\.|Lt\.|Commissioner|Chancellor|King|Queen|Prince|Pope|CEO|MEP|MP"
    r"|Congressman|Congresswoman|Attorney|Sheriff|Sgt\.|Captain|Capt\.|Representative|Democrat|Republican))\s+(?=[A-Z])"
)
_NO_LEAD = frozenset("that it on in at to of by with from what how he she they there his her their its".split())
_STARTS_WITH_NAME = Cued(rf"{_WORD}\s+(?:{_PARTICLE}\s+)?{_WORD}(?![’'])")
_LEAD_STOP = frozenset(
    "a an the on in at to of by with from that it its what which who as for after before when while than about day "
    "this their his her but and or was were is are".split()
)
_OFFICE_HELD = (  # what one is known for, not what one did on Tuesday
    r"who\s+(?:is|was|heads?|leads?|led|directs?|chairs?|runs?|owns?|works?|worked|serves?|served|represents?|represented"
    r"|oversees|oversaw|teaches|taught|studies|founded|co-\w+)"
)
_APPOSITION = Cued(
    rf",\s+(?P<role>(?:an?|the|{_OFFICE_HELD}|director|co-\w+|chief|head|senior|former|parliamentary|leader|member"
    r"|chair\w*|founder|professor|author|(?:[A-Z]\w{1,40}\s+){0,5}[A-Z]\w{0,40}[’']s?)\s[^“”\"]{2,140}?)"
    r"(?=[,.;:”\"]|\s+said\b|$)"
)
_DID = Cued(rf"(?!{_OFFICE_HELD}\b)(?:who|which|whose)\b")
_NO_PERSON = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December X Twitter Facebook Instagram LinkedIn Telegram Bluesky Mastodon Threads "
    "TikTok YouTube".split()
)
_PAPERS = (
    "Times Post Journal Herald Tribune Chronicle Telegraph Mail News Examiner Globe Star Standard Observer Independent"
)
_AGENCY = (
    r"(?:Reuters|Bloomberg(?:\s+News)?|(?:the\s+)?Associated\s+Press|(?:the\s+)?AP|AFP|Agence\s+France-Presse|dpa|ANSA"
    r"|Xinhua|TASS|Interfax|CNN|(?:the\s+)?BBC|NPR|CBS(?:\s+News)?|ABC(?:\s+News)?|NBC(?:\s+News)?|Fox\s+News|MSNBC|CNBC"
    r"|Sky\s+News|Al\s+Jazeera|Axios|Politico|POLITICO|Vox|Le\s+Monde|Der\s+Spiegel|El\s+Pa[ií]s|Die\s+Zeit|Euronews"
    r"|Euractiv|TechCrunch|Wired|WIRED|Newsweek|TIME|Time\s+magazine|USA\s+Today"
    rf"|[Tt]he\s+(?:[A-Z]\w+\s+){{1,3}}(?:{_PAPERS.replace(' ', '|')})"
    r"|[Tt]he\s+(?:Guardian|Economist|Atlantic|Hill|Information|Verge|Independent|Sun|Observer))"
)
_AGENCIES = (
    "Reuters Bloomberg Associated AP AFP Agence dpa ANSA Xinhua TASS Interfax CNN BBC NPR CBS ABC NBC Fox MSNBC CNBC "
    "Sky Jazeera Axios Politico POLITICO Vox Monde Spiegel El Zeit Euronews Euractiv TechCrunch Wired WIRED Newsweek "
    f"TIME Time USA {_PAPERS} Guardian Economist Atlantic Hill Information Verge Sun"
)
"""A word of each outlet's name."""
_VIA = Cued(
    r"\b(?:told|tells|added\s+to|speaking\s+to|(?:in\s+)?an?\s+interview\s+with|[Aa]ccording\s+to|first\s+reported\s+by"
    rf"|reported\s+by|as)\s+(?P<to>{_AGENCY})\b"
    rf"|\b(?P<reporter>{_AGENCY})(?:\s+(?:has|had|first|previously|also))?\s+(?:reported|reports|wrote|said)\b",
    _AGENCIES,
    "told tells added speaking interview According according reported as reports wrote said",
)

_TAG = 60
"""The most characters of a sentence that only says who spoke."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a sentence: the speaker as written, what the text calls them, the outlet it credits."""

    speaker: str | None = None
    role: str | None = None
    via: str | None = None


_NOBODY = Voice()


def attribute(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of an article with their quotations, speakers, roles and credited outlets filled in."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.paragraph, []).append(sentence)
    done: list[Sentence] = []
    people = Voice()
    language = of(article.attribution.language)
    for paragraph, members in by_block.items():
        spans = list(quotations(article.text, article.blocks[paragraph], language))
        voices = [Voice()] * len(members)
        if language is ENGLISH:
            voices, people = _voices(article.text, members, spans, people)
        done += [_with_voice(article.text, s, v, spans) for s, v in zip(members, voices, strict=True)]
    return tuple(done)


def quotations(text: str, block: Block, language: Language = ENGLISH) -> Iterator[Span]:
    """The passages inside quotation marks in one paragraph, marks excluded, the outermost of nested ones.

    A quotation that is never closed ends where the article resumes ("..., he said"), or with the paragraph.
    """
    open_: list[re.Match[str]] = []
    inner: list[Span] = []
    marks = list(_MARK.finditer(text, block.start, block.end))
    for number, mark in enumerate(marks):
        turn = _turn(text, mark, open_, marks[number + 1 : number + 3])
        if turn is _Turn.NEITHER and language is not ENGLISH and _opens_word(text, mark):
            turn = _Turn.OPENS  # ”Swedish”, »German«
        if turn is _Turn.OPENS:
            open_.append(mark)
        elif turn is _Turn.CLOSES:
            opening = _close(open_, mark)
            if open_:
                inner.append(Span(opening.end(), mark.start()))
            else:
                inner.clear()
                yield Span(opening.end(), mark.start())
    if open_:
        resumes = _RESUMES.compiled.search(text, open_[0].end(), block.end)
        end = resumes.start() if resumes else block.end
        yield Span(open_[0].end(), end)
        yield from (span for span in inner if span.start > end)
    if not marks:
        singles = (_SINGLE if language is ENGLISH else _FOREIGN_SINGLE).compiled.finditer(text, block.start, block.end)
        yield from (Span(*m.span(m.lastgroup or 0)) for m in singles)


class _Turn(Enum):
    OPENS = 1
    CLOSES = -1
    NEITHER = 0


def _turn(text: str, mark: re.Match[str], open_: Sequence[re.Match[str]], following: Sequence[re.Match[str]]) -> _Turn:
    """What a quotation mark does, by its shape, by the way it faces, by the marks that are open and the next two."""
    if mark.group() in _STRAIGHT:
        return _straight_turn(text, mark, open_, len(following))
    if mark.group() in _OPEN:  # a reversed pair, ” like this “, closes with an opening mark
        before = text[mark.start() - 1 : mark.start()]
        nested = _faces_right(text, mark) and (before.isspace() or before in "([—–-")
        return _Turn.OPENS if nested or not open_ else _Turn.CLOSES
    if open_:
        return _Turn.CLOSES
    return _Turn.OPENS if following and following[0].group() in _OPEN else _Turn.NEITHER


def _opens_word(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands behind a space, or at the beginning, and before a word."""
    before = text[max(0, mark.start() - 1) : mark.start()]
    return (not before or before.isspace() or before in "([—–-") and text[mark.end() : mark.end() + 1].isalnum()


def _straight_turn(text: str, mark: re.Match[str], open_: Sequence[re.Match[str]], left: int) -> _Turn:
    """A straight mark opens before a word and closes behind one; where it stands free, it turns what is there.

    ``left`` marks follow (2: or more). A mark before a word closes all the same where too few follow to close both
    quotations, or where the speaker follows: the space is on the wrong side of it in ``tomorrow, "Trump said``.
    """
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    behind_word = bool(before) and not before.isspace() and before not in "([—–-"
    before_word = bool(after) and not after.isspace() and after not in ".,;:!?)]"
    if behind_word != before_word:
        if before_word and open_ and open_[-1].group() in _STRAIGHT:
            misplaced = left == 0 or _SPEAKER_FOLLOWS.compiled.match(text, mark.end())
            return _Turn.CLOSES if misplaced else _Turn.OPENS
        if before_word:
            return _Turn.OPENS
        return _Turn.CLOSES if open_ else _Turn.NEITHER  # 12" pipes, and the end of another paragraph's quotation
    return _Turn.CLOSES if open_ else _Turn.OPENS


def _close(open_: list[re.Match[str]], mark: re.Match[str]) -> re.Match[str]:
    """Take back the opening mark that ``mark`` closes, the last of its shape if there is one, and all after it."""
    straight = mark.group() in _STRAIGHT
    last = len(open_) - 1
    at = next((n for n in range(last, -1, -1) if (open_[n].group() in _STRAIGHT) == straight), last)
    opening = open_[at]
    del open_[at:]
    return opening


def _faces_right(text: str, mark: re.Match[str]) -> bool:
    """Whether a word follows an opening mark, as it should."""
    return not text[mark.end() : mark.end() + 1].isspace() and text[mark.end() : mark.end() + 1] not in {"", ".", ","}


def _with_voice(text: str, sentence: Sentence, voice: Voice, spans: Sequence[Span]) -> Sentence:
    parts = []
    for span in spans:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end -= len(text[start:end]) - len(text[start:end].rstrip(" ,"))
        if end > start:
            parts.append(Quotation(start, end, text[start:end], voice.speaker))
    if not parts and voice == _NOBODY:
        return sentence
    return replace(sentence, quotations=tuple(parts), speaker=voice.speaker, role=voice.role, via=voice.via)


def _voices(text: str, members: Sequence[Sentence], spans: Sequence[Span], people: Voice) -> tuple[list[Voice], Voice]:
    """The voice of each sentence of a paragraph, and the last person who spoke, for the "he said" that follows."""
    voices: list[Voice] = []
    speaking = people
    for sentence in members:
        outside = _blanked(text, sentence, spans)
        held = cues.held(outside)
        voice = _voice(outside, held)
        if voice.speaker is None and _PRONOUN.search(held, outside):
            voice = replace(voice, speaker=speaking.speaker)
        if voice.speaker and not same_person(voice.speaker, speaking.speaker):
            speaking = voice
        voices.append(voice)
    carried = _carry(members, spans, voices)
    whole = len(spans) == 1 and all(_mostly(s, spans[0]) and s.kind is Kind.BODY for s in members)
    if whole and not any(v.speaker for v in carried):  # a paragraph that is all quotation goes on with the last speaker
        carried = [replace(v, speaker=people.speaker) for v in carried]
    return carried, speaking


def _carry(members: Sequence[Sentence], spans: Sequence[Span], voices: list[Voice]) -> list[Voice]:
    """Give quoted sentences without a speaker that of their quotation's other sentences, or of the one before."""
    carried = list(voices)
    for span in spans:
        inside = [n for n, s in enumerate(members) if s.start < span.end and span.start < s.end]
        known = next((carried[n] for n in reversed(inside) if carried[n].speaker), None)
        if known is None and inside:
            known = _tag(members, voices, inside[-1]) or (carried[inside[0] - 1] if inside[0] else None)
        for n in inside:
            if known and known.speaker and carried[n].speaker is None and _mostly(members[n], span):
                carried[n] = replace(known, via=carried[n].via or known.via)
    return carried


def _tag(members: Sequence[Sentence], voices: Sequence[Voice], last: int) -> Voice | None:
    """The voice of a short sentence of its own behind a quotation: "... for good!" Zenner said."""
    after = last + 1
    if after < len(members) and members[after].end - members[after].start <= _TAG and voices[after].speaker:
        return voices[after]
    return None


def _mostly(sentence: Sentence, span: Span) -> bool:
    overlap = min(sentence.end, span.end) - max(sentence.start, span.start)
    return overlap >= 0.8 * (sentence.end - sentence.start)


def _blanked(text: str, sentence: Sentence, spans: Sequence[Span]) -> str:
    """The sentence with the insides of its quotations blanked, offsets kept: what the article says in its own voice."""
    outside = text[sentence.start : sentence.end]
    for span in spans:
        start, end = max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start
        # A quoted term is no speech: it may be part of the attribution.
        if start < end and (span.end - span.start >= 25 or _mostly(sentence, span)):
            outside = outside[:start] + " " * (end - start) + outside[end:]
    return outside


def _voice(outside: str, held: Set[str]) -> Voice:
    """Who speaks in what an article says in its own voice, which holds the words ``held``."""
    via = _VIA.search(held, outside)
    credited = re.sub(r"^the\s+", "", via["to"] or via["reporter"]) if via else None
    matches = list(_AFTER.finditer(held, outside, 0, len(outside)))
    found = (
        _said_by(outside, credited, matches, _MARKS)
        or _says(outside, credited, held)
        or _said_by(outside, credited, matches, ",")
        or _office(outside, credited, held)
    )
    return Voice(found[0], found[1], credited) if found else Voice(via=credited)


def _said_by(
    outside: str, credited: str | None, matches: Sequence[re.Match[str]], behind: str
) -> tuple[str, str | None] | None:
    """``said the Dutch Kim van Sparrentak, an MEP``: the speaker behind the verb, which follows one of ``behind``."""
    for match in matches:
        before = outside[: match.start()].rstrip()
        before = before.rstrip(",") if "," not in behind else before
        lead = match["lead"].split()
        if (before and before[-1] not in behind) or set(lead[1:]) & _LEAD_STOP or set(lead[:1]) & _NO_LEAD:
            continue
        is_quoted = bool(before) and before[-1] in _MARKS
        if match.group().split()[0] not in _SAID and not is_quoted:  # "..., sold on Facebook Moss ..."
            continue
        name, role = _person(match["name"])
        if not name or name.removeprefix("The ") == credited:
            continue
        following = _APPOSITION.compiled.match(outside, match.end())
        apposition = following["role"] if following else None
        return name, _trim(role or apposition or _lead_role(outside, match.start("name")))
    return None


def _says(outside: str, credited: str | None, held: Set[str]) -> tuple[str, str | None] | None:
    """``European Parliament member Kai Zenner said``: the speaker in front of the verb."""
    end = _last_verb(outside, held)
    match = _BEFORE.search(held, outside, 0, end)
    while match:
        apposition = (match["apposition"] or "").strip(" ,")
        name, role = _person(match["name"])
        if (
            name
            and name != credited
            and not _is_place(outside, match)
            and not _STARTS_WITH_NAME.compiled.match(apposition)
        ):
            extra = ("" if _DID.compiled.match(apposition) else apposition) or match["bracket"]
            return name, _trim(role or extra or _lead_role(outside, match.start("name")))
        match = _BEFORE.search(held, outside, match.end("name"), end)
    return None


def _office(outside: str, credited: str | None, held: Set[str]) -> tuple[str, str | None] | None:
    """``a European Commission spokesperson told``: a speaker without a name."""
    match = _OFFICE.search(held, outside, 0, _last_verb(outside, held))
    if not match:
        return None
    name = re.sub(r"^(?:\w+,\s+)?(?:that|but|and|when|while|as)\s+", "", match["name"])
    return (name, None) if name != credited else None


def _last_verb(outside: str, held: Set[str]) -> int:
    """Where the last verb of saying ends, and the mark behind it: no speaker in front of a verb is further on."""
    return max((outside.rfind(verb) + len(verb) + 1 for verb in _SAID & held), default=0)


def _is_place(outside: str, match: re.Match[str]) -> bool:
    """Whether the "name" only closes a longer phrase: "in Mount Kisco, New York, said", "ambassador to the US said"."""
    if re.match(r"[A-Z][a-z]+\.\s", match["name"]):  # Dr., Sen.
        return False
    before = outside[: match.start()].rstrip()
    if re.search(r"\b(?:to|of|in|from|at|by|with|for|across)(?:\s+the)?$", before):
        return True
    last = before.removesuffix(",").split()[-1:] if before.endswith(",") else []
    return bool(last and last[0][:1].isupper() and not _OPENING.fullmatch(last[0]) and "(" not in match.group())


def _person(words: str) -> tuple[str | None, str | None]:
    """The name in a run of capitalised words, and the title in front of it."""
    bare = DEMONYM.sub("", _OPENING.sub("", words))
    name, titles = bare, []
    while title := _TITLE.compiled.match(name):  # Chief | Executive Officer | ...
        titles.append(title["role"])
        name = name[title.end() :]
    role = " ".join(titles) or None
    if not re.search(r"[a-z]{2}|[A-Z]{2}", name) or name.split()[0] in _NO_PERSON or re.search(r"[’']s?$", name):
        return None, None
    return name, role


def _lead_role(outside: str, at: int) -> str | None:
    """The words in front of a name that say what its bearer is: "European Parliament member", "French company"."""
    before = outside[:at].rstrip()
    comma = before.endswith(",")
    words = re.split(r"\s+", before.rstrip(" ,"))
    taken: list[str] = []
    while words and re.fullmatch(r"[A-Za-z][\w’'.-]*", words[-1]) and words[-1].casefold() not in _LEAD_STOP:
        word = words[-1]
        if (not taken and word[0].isupper()) or word in _SAID:
            break
        if taken and taken[0][0].isupper() and word[0].islower():
            break
        taken.insert(0, words.pop())
    if comma and words and words[-1].casefold() not in {"a", "an", "the"}:  # "In her resignation letter, Downing ..."
        return None
    return " ".join(taken) if (2 if comma else 1) <= len(taken) <= 6 else None


def _trim(role: str | None) -> str | None:
    words = role.strip() if role else ""
    return words if 3 <= len(words) <= 160 and re.search(r"[a-z]{3}|MEP|MP|CEO", words) else None
