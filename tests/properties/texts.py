"""Text as newspapers print it, in seven languages, and as no newspaper prints it: what all targets are fed with.

Sentences come from templates with slots, so that several articles tell the same with other figures, names and days;
scraps (control characters, markup, marks that nobody closes) are put between. All of it is invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hypothesis import strategies as st

from aligner.languages import CODES

LANGUAGES: Final = tuple(sorted({*CODES, "und", "zh"}))
"""Every language the program knows, one it does not, and one that is not told."""
FULL: Final = ("en", "fr", "de", "es", "it", "pt", "nl")
"""The languages whose figures, dates and quotations are read."""

_SLOT = re.compile(r"\{(\w+)\}")

TEMPLATES: Final[Mapping[str, Sequence[str]]] = {
    "en": (
        "The ferry {ship} ran aground off {place} {day} with {count} people aboard, {who} said.",
        "Repairing the hull will {hedge} cost {money}, {who} told Reuters.",
        "“{words},” said {who}, the harbour master of {place}.", '"{words}," {who} said. "{words}."',
        "{who} denied that {count} passengers were hurt {day}.",
        "Shares of {ship} Lines fell {percent} {day}, according to {who}.", "By {who}",
        "{place}, {day} (Reuters) — {count} of {count} crew left at {hour}.",
        "It was {hedge} the {ordinal} accident since {year}; {money} was not disclosed.",
        "Mr. {who} of the U.S. Coast Guard wrote: ‘{words}.’", "{words}?",
    ),
    "de": (
        "Die Fähre {ship} lief {day} vor {place} mit {count} Menschen auf Grund, sagte {who}.",
        "Die Reparatur kostet {hedge} {money}, so {who}.", "„{words}“, sagte {who}. „{words}.“",
        "Am {ordinal} Mai fielen die Aktien um {percent}.",
        "Dr. {who} z. B. sprach von {count} Verletzten, d. h. {count} mehr.",
    ),
    "fr": (
        "Le ferry {ship} s’est échoué {day} au large de {place} avec {count} personnes à bord, a dit {who}.",
        "La réparation coûtera {hedge} {money}, selon {who}.",
        "« {words} », a déclaré {who}. « {words}. »",
        "L’accident de {hour}, le {ordinal} depuis {year}, a coûté {percent} à M. {who}.",
    ),
    "es": (
        "El ferry {ship} encalló {day} frente a {place} con {count} personas, dijo {who}.",
        "La reparación costará {hedge} {money}, según {who}.",
        "«{words}», dijo {who}. ¿{words}? ¡{words}!",
        "Cayó un {percent} desde {year}, dijo la Sra. {who}.",
    ),
    "it": (
        "Il traghetto {ship} si è incagliato {day} al largo di {place} con {count} persone, ha detto {who}.",
        "La riparazione costerà {hedge} {money}, secondo l'avv. {who}.",
        "«{words}», ha detto {who}. “{words}”.",
        "È il {ordinal} incidente dal {year}: {percent} in meno.",
    ),
    "pt": (
        "O ferry {ship} encalhou {day} ao largo de {place} com {count} pessoas, disse {who}.",
        "O conserto custará {hedge} {money}, segundo {who}.",
        "“{words}”, disse {who}. “{words}.”",
        "Caiu {percent} desde {year}, às {hour}.",
    ),
    "nl": (
        "De veerboot {ship} liep {day} bij {place} aan de grond met {count} mensen, zei {who}.",
        "De reparatie kost {hedge} {money}, aldus {who}.",
        "‘{words}’, zei {who}. “{words}.”",
        "'s Avonds om {hour} daalde het met {percent} sinds {year}.",
    ),
    "ru": ("Паром «{ship}» сел на мель {day} у {place}, {count} человек, сказал {who}. {words}.",),
    "ar": ("قال {who} إن العبارة {ship} جنحت {day} قرب {place} وعلى متنها {count} شخصا.",),
    "zh": ("{who}说，渡轮{ship}{day}在{place}搁浅，船上有{count}人。“{words}。”修理费{money}。",),
}  # fmt: skip

_COMMON: Final[Mapping[str, Sequence[str]]] = {
    "ship": ("Northern Light", "Westhaven Star", "Aurora", "MS Königin"),
    "place": ("Westhaven", "Brunn", "Saint-Elme", "Porto Velho", "the port of Tamar", "St. Ives"),
    "who": (
        "Marta Oyelaran", "Marta Oyelaren", "Lindqvist", "Kim van Sparren", "J. R. O’Neill", "officials",
        "Dr. Brandt", "Jean-Luc d’Arcy", "Ana María Ortíz", "the owner, Ida Brandt", "a spokesman", "she",
        "MARTA OYELARAN", "Oyelaran Jr.",
    ),
    "words": (
        "The pilot ignored two warnings", "The pilot disregarded two warnings", "Nobody was hurt", "I don't know",
        "No", "Wir wissen es nicht", "on ne sait pas", "nadie lo sabe", "船长没有听", "we said “stop” at 9 p.m.",
        "they're 'fine'",
    ),
    "count": (
        "212", "180", "two hundred and twelve", "dozens of", "about 200", "1,212", "1.212", "1 212", "12–15",
        "2.5 million", "zweihundert", "une douzaine de", "trecento", "3,5", "nearly 44", "at least 40", "٣٤", "１２",
        "½", "0", "-3", "more than 1,000,000",
    ),
    "money": (
        *("$3.7 million", "3.4 million euros (US$3.7 million)", "€3.4m", "3,4 Millionen Euro", "3,4 millions d’euros"),
        "£900", "3.7 bn dollars", "R$ 1.234,56", "$3-4 million", "¥5万", "an undisclosed sum", "US$ 0", "$1",
        "CHF 1'000", "40 cents",
    ),
    "percent": (
        "6 percent", "almost 6%", "6 %", "6,5 Prozent", "five percentage points", "a tenth", "6 pour cent", "half",
    ),
    "day": (
        *("on Tuesday", "on Monday", "on March 4, 2031", "4 March", "2031-03-04", "am 4. März 2031", "le mardi 4 mars"),
        "el 4 de marzo", "martedì", "na terça-feira", "dinsdag 4 maart", "last week", "in 2031", "04/03/2031",
        "31 February", "yesterday",
    ),
    "hour": ("9 p.m.", "21:05", "9.30 Uhr", "21h05", "9:61", "noon", "24:00 GMT"),
    "year": ("2019", "the 1990s", "1899", "0000", "9999", "2019/20"),
    "ordinal": ("3.", "third", "3rd", "1er", "2ª", "12."),
    "hedge": (
        "", "reportedly", "probably not", "about", "allegedly", "wohl", "peut-être", "as much as", "up to", "never",
    ),
}  # fmt: skip
SCRAPS: Final = (
    "\x00", "\x07", "\x1b[31m", "\x1b]0;t\x07", "\x9b", "\x7f", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d",
    "\u00ad", "\ufeff", "\ufffe", "\ufffd", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r", "\r\n", "\n",
    "\n\n", "\t", "  ", "\u00a0", "\u202f", "\u3000", "\u0301", "e\u0301", "\u0345", "ﬁ", "ﬃ", "İ", "ß", "ẞ", "ǆ",
    "Ω", "²", "½", "Ⅷ", "１", "٣", "𝟛", "👩\u200d🔬", "中", "か", "“", "”", "„", "«", "»", "‹", "›", "‘", "’", "'", '"',
    "``", "''", "「", "」", "(", ")", "[", "]", "—", "–", "-", "…", "...", ".", "!", "?", "。", "¿", "¡", ",", ";", ":",
    "/", "@", "#", "%", "&", "*", "_", "`", "~", "|", "\\", "^", "+", "=", "<", ">", "$", "€", "£", "<b>", "</p>",
    "<!--", "&amp;", "&#x1F4A9;", "[red]", "[/]", "![x](y)", "=1+2", "@SUM(A1)", "---", "+++", "***", "# ", "> ",
    "- ", "1. ", "Mr.", "U.S.", "e.g.", "a.m.", "No. 5", "St.", "J.", "z.B.", "M.", "Sra.", "http://a.example/b?c=d",
    "www.a.example", "a@b.example", "By ", "See also", "Subscribe", "© 2031", "Photo: AP", "Read more",
    "Advertisement", "(Reuters)", "said", "he said", "told Reuters", "not", "no", "reportedly", "may", "1,", "2.",
    "3", "00", "million", "percent", "between", "and", "to", "from", "of", "dozen", "half",
    *("I", "The", "A", "a", "l’", "d'", "'s", "n’t", "von", "Friday", "March", "2031", "12:30", "EUR", "Mio.", "Euro"),
)  # fmt: skip
"""What stands between the words of hostile and of badly copied texts, and the words that the rules know."""

_GAPS = st.sampled_from((" ", " ", " ", "", "\n", "\n\n", "\u00a0", "  ", ", ", ". "))
_CHARACTERS = st.characters(exclude_categories=["Cs"])


def _template(code: str) -> st.SearchStrategy[str]:
    return st.sampled_from(TEMPLATES.get(code, TEMPLATES["en"]))


@st.composite
def sentence(draw: st.DrawFn, code: str = "en") -> str:
    """A sentence of news in a language, its slots filled at random from all languages' words."""
    template = draw(_template(code))
    return _SLOT.sub(lambda slot: draw(st.sampled_from(_COMMON[slot[1]])), template)


scraps: Final = st.lists(st.sampled_from(SCRAPS) | _CHARACTERS, max_size=16).map("".join)
"""A short text of scraps alone."""
spoken: Final = st.lists(st.tuples(st.sampled_from(SCRAPS), _GAPS), max_size=14).map(
    lambda parts: "".join(text for pair in parts for text in pair)
)
"""Scraps with spaces between, so that they are words."""


@st.composite
def passage(draw: st.DrawFn, code: str = "en", most: int = 3) -> str:
    """A few sentences of a language, scraps between and inside them, often on one line."""
    text = ""
    for _ in range(draw(st.integers(1, most))):
        text += draw(sentence(code)) + draw(_GAPS)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SCRAPS)) + text[at:]
    return text


def any_text(code: str = "en") -> st.SearchStrategy[str]:
    """News, scraps, or any characters at all."""
    return passage(code) | spoken | scraps | st.text(_CHARACTERS, max_size=60)


codes: Final = st.sampled_from((*FULL, *FULL, *LANGUAGES))
told: Final = codes.flatmap(lambda code: st.tuples(st.just(code), any_text(code)))
"""A language and a text, mostly in it."""


@st.composite
def article_text(draw: st.DrawFn, code: str = "en", most: int = 4) -> str:
    """An article: now and then a headline, a byline or a date; a few paragraphs."""
    head = draw(st.sampled_from(("", "", "Ferry aground off Westhaven\n\n", "By Ida Brandt\n\nMarch 4, 2031\n\n")))
    body = draw(st.lists(sentence(code), min_size=1, max_size=most))
    text = head + draw(st.sampled_from(("\n\n", "\n", " "))).join(body)
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SCRAPS)) + text[at:]
    return text


def _filled(template: str, n: int) -> str:
    """A template, each slot filled with the nth of its words."""
    return _SLOT.sub(lambda slot: _COMMON[slot[1]][n % len(_COMMON[slot[1]])], template)


def text_of(data: bytes) -> tuple[str, str]:
    """A fuzzer's bytes as a language and a text: the first byte chooses the one, the rest is the other in UTF-8."""
    code = (*FULL, *LANGUAGES)[data[0] % (len(FULL) + len(LANGUAGES))] if data else "en"
    return code, data[1:].decode("utf-8", "replace")


WORDS: Final = tuple(dict.fromkeys((*SCRAPS, *(word for words in _COMMON.values() for word in words))))
"""What a fuzzer of texts splices in."""
CORPUS: Final = tuple(bytes([n]) + _filled(" ".join(TEMPLATES[code]), n).encode() for n, code in enumerate(FULL))
"""What it begins with."""
