"""Amounts of money, and the words that say an amount was not told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model import DifferenceType, Normal, Relation, Value
from aligner.values import cues, figures
from aligner.values.cues import Cued

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₪": "ILS"}
PREFIXES = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "hk": "HKD"}
PREFIXES |= {"s": "SGD", "r": "BRL", "nt": "TWD", "mx": "MXN"}
# TRY is missing: it is a verb first.
CODES = "USD EUR GBP JPY CHF CNY RMB INR AUD CAD NZD HKD SGD SEK NOK DKK PLN CZK HUF BRL MXN ZAR KRW RUB ILS"
# Names that several countries share and none owns ("pesos", "kroner") are missing: they are numbers with a unit.
_NAMES = {
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "won": "KRW",
    "franc": "CHF",
    "zloty": "PLN",
    "shekel": "ILS",
    "lira": "TRY",
    "rand": "ZAR",
}
_NATIONS = {"canadian": "CAD", "australian": "AUD", "singapore": "SGD", "kong": "HKD", "zealand": "NZD"}
_NATION = (
    r"(?:US|U\.S\.|American|Canadian|Australian|Singapore|Hong\s+Kong|New\s+Zealand|British|Swiss|(?:South\s+)?Korean"
    r"|Chinese|Japanese|Indian|Russian|Polish|Israeli|Turkish|South\s+African)"
)
_NAME = rf"(?:(?P<nation>{_NATION})\s+)?(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?P<plural>s?)\b"
# "US$", "A$", "€", "Rs", "CHF": letters count only as they are printed, whatever the case of the rest.
_PREFIX = r"\b(?-i:(?P<prefix>US(?=\s?\$)|U\.S\.(?=\s?\$)|(?:AU|CA|NZ|HK|NT|MX|A|C|S|R)(?=\$)))\s?"
_SIGNED = (
    rf"(?:(?:{_PREFIX})?(?P<sign>[$€£¥₹₩₽₺₪])"
    rf"|\b(?-i:(?P<rupees>Rs)\b\.?|(?P<code>{CODES.replace(' ', '|')})(?![A-Za-z])))\s?(?=[0-9])"
)
_AMOUNT = Cued(
    rf"(?:\b{figures.MODIFIER}\s+)?(?P<front>{_SIGNED})?{figures.FIGURE}"
    rf"(?P<back>(?:\s+of)?[\s-]{_NAME}|\s?€|\s(?-i:(?P<backcode>{CODES.replace(' ', '|')}))\b)?",
    flags=re.IGNORECASE,
)
_SIGN = re.compile("[$€£¥₹₩₽₺₪]")
_WORDS = frozenset((*_NAMES, *(f"{name}s" for name in _NAMES), "rs", *CODES.casefold().split()))
"""The words of which every amount without a sign holds one."""

# What tells a currency from a word that only looks like one.
_SCALE_WORD = re.compile(rf"{figures.SCALE}s?\b", re.IGNORECASE)
_OBJECT = Cued(r"\s+(?:the|an?|his|her|their|its|over|by|in|at|seats?|medals?|prizes?|awards?|votes?)\b")
_SUBSTANCE = Cued(
    r"\s+of\s+(?!(?:public|private|new|extra|taxpayers?|government|state|lottery|EU|central)\b"
    r"|(?:money|cash|debts?|funds?|funding|investments?|aid|savings|cuts|damage|losses|profits?|spending|grants?|support)\b)"
)
_WEIGHED = re.compile(r"\bweigh\w*\s+(?:\w+\s+)?$")
_IN_YEAR = re.compile(r"\bin\s+$", re.IGNORECASE)

# "15 million euros (US$16.2 million)", "€3.2 billion, or $3.5 billion": the text's own conversion.
_BRACKET = re.compile(r"\s*[(\[]\s*(?:or|worth|equivalent\s+to|equal\s+to|the\s+equivalent\s+of)?\s*$", re.IGNORECASE)
_OR = re.compile(r",\s+or\s+$", re.IGNORECASE)
_BRACKET_ENDS = re.compile(r"\s*[)\];,]")

_SUBJECT = Cued(
    r"\b(?:invest\w*|stake|price|terms|value|valuation|amounts?|financ\w+|sums?|costs?|payments?|fees?|funding|"
    r"compensation|bonus|salary)\b",
    flags=re.IGNORECASE,
)
"""What an amount is told of: by these words "was not disclosed" is about money."""
_REACH = 60
"""How many characters before "was not disclosed" its subject may stand."""
_DECLINE = (
    r"\b(?:declin(?:ed|es|ing)\s+to|refus(?:ed|es|ing)\s+to|would\s+not|wouldn['’]t|did\s+not|didn['’]t|has\s+not|"
    r"have\s+not|hasn['’]t|haven['’]t|without)\s+(?:yet\s+)?"
    r"(?:say|saying|disclos(?:e|ed|ing)|reveal(?:ed|ing)?|specif(?:y|ied|ying)|giv(?:e|en|ing)|comment(?:ed|ing)?\s+on|"
    r"detail(?:ed|ing)?|provid(?:e|ed|ing)|put(?:ting)?)\s+"
)
_PAYS = r"(?:paid|pays?|paying|invest\w*|spen[dt]\w*|costs?|worth|ow(?:es?|ed|ing)|rais\w+|earn\w*|receiv\w+|donat\w+)"
# "how much.", "how much the repairs will cost"; but not "how much of the park", "how much he knew"
_HOW_MUCH = (
    r"how\s+much(?=\s*(?:[.,;:!?)”\"—–]|\Z)|\s+(?:money|cash)\b"
    rf"|\s+(?!of\b)(?:[\w’'-]{{1,40}}\s+){{1,7}}?{_PAYS}\b)"
)
_UNDISCLOSED = Cued(
    rf"(?P<said>{_DECLINE}(?:(?:on|exactly|just|the|a|any|its|their|his|her|financial|further|exact)\s+){{0,4}}"
    rf"(?:{_HOW_MUCH}|(?:amount|sum|price|terms|value|cost|investment|stake|financial\s+details)\b))"
    r"|(?P<adjective>\bundisclosed\s+(?:amount|sum|price|fee|terms|stake|investment))\b"
    rf"|(?P<unknown>\b(?:unclear|unknown|not\s+(?:known|clear))\s+(?:exactly\s+)?{_HOW_MUCH})"
    r"|(?P<passive>\b(?:was|were|is|are|has|have)(?:\s+not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:announced|disclosed|revealed|made\s+public|released|specified|published|given|divulged)\b)",
    "declined declines declining refused refuses refusing not didn wouldn hasn haven without undisclosed unclear "
    "unknown wasn weren isn aren",
    "much amount sum price fee terms value cost investment stake details announced disclosed revealed made released "
    "specified published given divulged",
    flags=re.IGNORECASE,
)


class Read(NamedTuple):
    """An amount as it is read: where, how much, in which currency."""

    start: int
    end: int
    figure: figures.Figure
    currency: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure as it is matched, with its currency, if it has one of its own."""

    match: re.Match[str]
    currency: str | None

    @property
    def is_signed(self) -> bool:
        return bool(self.match["front"])


def find(text: str, start: int, end: int, held: Set[str]) -> list[Value]:
    """The amounts of money in ``text[start:end]``, then the absences, as values with offsets into ``text``.

    ``held`` are the folded cues of the passage (`aligner.values.cues`).
    """
    money = not _WORDS.isdisjoint(held) or _SIGN.search(text, start, end) is not None
    amounts = list(_amounts(text, start, end)) if money and figures.may_stand(held) else []
    return join_conversions(text, amounts) + list(_absences(text, start, end, held))


def _amounts(text: str, start: int, end: int) -> Iterator[Read]:
    parts = [_part(text, m) for m in _AMOUNT.compiled.finditer(text, start, end)]
    index = 0
    while index < len(parts):
        this, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
        joined = _range(text, start, this, following) if following else None
        if joined and following:
            index += 1
            yield Read(this.match.start(), following.match.end(), joined, this.currency or following.currency or "")
        elif this.currency:
            figure = figures.loosen(figures.read(this.match), this.match)
            yield Read(this.match.start(), this.match.end(), figure, this.currency)
        index += 1


def _part(text: str, match: re.Match[str]) -> _Part:
    money = match["front"] or (match["back"] and (not match["name"] or _is_currency(text, match)))
    return _Part(match, _currency(match) if money else None)


def _is_currency(text: str, match: re.Match[str]) -> bool:
    """Whether the name behind a figure is money.

    It is not in "3 won medals", "in 2014 Rand Paul said", "a 200-pound man", "in 2014 dollars", "5 sterling years".
    """
    name, digits, at = match["name"], match["digits"] or "", match.start("digits")
    scaled = bool(_SCALE_WORD.search(match.group()) or match["short"])
    if name[0].isupper() and not (match["plural"] or scaled or match["nation"]):
        return False
    if re.fullmatch(r"(?:19|20)[0-9]{2}", digits) and _IN_YEAR.search(text[max(0, at - 4) : at]):
        return False
    folded = cues.fold(name)
    if match["nation"]:
        return True
    if folded == "won":
        return (scaled or "," in digits) and not _OBJECT.compiled.match(text, match.end())
    if folded == "pound":
        before = text[max(0, match.start() - 20) : match.start()]
        large = scaled or ("," in digits and bool(match["plural"]))
        return large and not _SUBSTANCE.compiled.match(text, match.end()) and not _WEIGHED.search(before)
    return scaled or bool(match["plural"]) if folded in ("buck", "sterling") else True


def _currency(match: re.Match[str]) -> str:
    if match["sign"] == "$":
        return PREFIXES.get((match["prefix"] or "").casefold(), "USD")
    if match["sign"]:
        return SIGNS[match["sign"]]
    if match["rupees"]:
        return "INR"
    if match["code"] or match["backcode"]:
        code = match["code"] or match["backcode"]
        return {"RMB": "CNY"}.get(code, code)
    if match["name"]:
        nation = cues.fold(match["nation"] or " ").split()[-1:]
        own = _NAMES[cues.fold(match["name"])]
        return _NATIONS.get(nation[0], own) if nation and own == "USD" else own
    return "EUR"


def _range(text: str, start: int, low: _Part, high: _Part) -> figures.Figure | None:
    """The range two figures are the ends of: "between $19 and $22 million", "$1.5-2 billion", "10 to 12 euros".

    None if they are not. The lower end takes its scale from the upper one. With "to" one of them must lack its scale
    or its currency: "fell $3 million to $10 million" tells of a change.
    """
    first, second = low.match, high.match
    own = {part.currency for part in (low, high)} - {None}
    if len(own) != 1 or not first["digits"] or first["back"] or not figures.is_range(text, start, first, second):
        return None
    if high.is_signed and not low.is_signed:
        return None
    shared = figures.scale_of(first) == 1 and bool(second["digits"]) and figures.scale_of(second) > 1
    dashed = text[first.end() : second.start()] in ("-", "–")
    spoken = text[first.end() : second.start()].strip() != "and"
    if spoken and not dashed and not shared and (high.is_signed or high.currency is None):
        return None
    one = figures.read(first, figures.scale_of(second) if shared else 1.0)
    other = figures.read(second)
    return figures.span(one, other) if one.amount < other.amount else None


def join_conversions(text: str, amounts: Sequence[Read], bracket: re.Pattern[str] = _BRACKET) -> list[Value]:
    """The amounts as values, a conversion in the text's own words ("(US$16.2 million)") joined to what it converts.

    ``bracket`` matches what stands between the two.
    """
    values: list[Value] = []
    index = 0
    while index < len(amounts):
        this = amounts[index]
        also = amounts[index + 1] if index + 1 < len(amounts) else None
        if also is None or not _is_conversion(text, this, also, bracket):
            values.append(_value(text, this, None, this.end))
            index += 1
            continue
        index += 2
        end = also.end
        while index < len(amounts) and text[end : amounts[index].start].strip() in (";", "/"):  # a second conversion
            end = amounts[index].end
            index += 1
        values.append(_value(text, this, also, end + (text[end : end + 1] in (")", "]"))))
    return values


def _is_conversion(text: str, this: Read, other: Read, bracket: re.Pattern[str]) -> bool:
    if this.currency == other.currency:
        return False
    between = text[this.end : other.start]
    if bracket.fullmatch(between):
        return bool(_BRACKET_ENDS.match(text, other.end))
    return bool(_OR.fullmatch(between))


def _value(text: str, read: Read, also: Read | None, end: int) -> Value:
    figure = read.figure
    normal: dict[str, object] = {"amount": figures.plain(figure.amount), "currency": read.currency}
    normal["approx"] = figure.approx
    if figure.to is not None:
        normal["to"] = figures.plain(figure.to)
    if also:
        normal["also"] = {"amount": figures.plain(also.figure.amount), "currency": also.currency}
    return Value(DifferenceType.MONEY, read.start, end, text[read.start : end], normal, figure.low, figure.high)


def _absences(text: str, start: int, end: int, held: Set[str]) -> Iterator[Value]:
    for match in _UNDISCLOSED.finditer(held, text, start, end):
        if match["passive"]:
            before = text[max(start, match.start() - _REACH) : match.start()]
            if not _SUBJECT.compiled.search(re.split(r"[;:.!?]\s", before)[-1]):
                continue
        normal: Normal = {"undisclosed": True}
        yield Value(DifferenceType.MONEY, match.start(), match.end(), match.group(), normal)


Rates = Mapping[tuple[str, str], float]
"""How many of the second currency the story's own conversions give for one of the first."""


def rates(values: Iterable[Value]) -> Rates:
    """The exchange rates that the texts themselves state ("15 million euros (US$16.2 million)"), the median of each."""
    stated: dict[tuple[str, str], list[float]] = defaultdict(list)
    for value in values:
        normal = value.normal or {}
        if "also" in normal and normal["amount"] and normal["also"]["amount"]:
            here, there = normal["currency"], normal["also"]["currency"]
            stated[here, there].append(normal["also"]["amount"] / normal["amount"])
            stated[there, here].append(normal["amount"] / normal["also"]["amount"])
    if not stated:
        return {}
    from statistics import median  # with all it builds on, for the few stories that state a rate

    return {pair: median(sorted(found)) for pair, found in stated.items()}


_CLOSEST = (Relation.SAME, Relation.FORM, Relation.DETAIL, Relation.CONFLICT)


def compare(a: Value, b: Value, exchange: Rates) -> Relation:
    """How two amounts stand to each other, after the conversions the story itself states.

    An amount against words that it was not told is a conflict; the same figure in two currencies is one too, unless a
    stated conversion reconciles them. Without a stated rate, amounts in two currencies are at most a detail.
    """
    left, right = a.normal or {}, b.normal or {}
    if "undisclosed" in left or "undisclosed" in right:
        return Relation.SAME if "undisclosed" in left and "undisclosed" in right else Relation.CONFLICT
    approx = bool(left["approx"] or right["approx"])
    shared = [(x[1:], y[1:]) for x in _forms(a) for y in _forms(b) if x[0] == y[0]]
    if not shared:
        first, second = (a, b) if left["currency"] < right["currency"] else (b, a)
        return _compare_currencies(first, second, exchange)
    found = min((figures.relate(x, y, approx) for x, y in shared), key=_CLOSEST.index)
    found = figures.at_most_detail(found, left, right)
    mixed = found is Relation.FORM and left["currency"] != right["currency"]
    return Relation.DETAIL if mixed else found


def _compare_currencies(a: Value, b: Value, exchange: Rates) -> Relation:
    left, right = a.normal or {}, b.normal or {}
    if left["amount"] == right["amount"] and "to" not in left and "to" not in right:
        return Relation.CONFLICT
    rate = exchange.get((left["currency"], right["currency"]))
    if rate is None:
        low, high = sorted((left["amount"], right["amount"]))
        return Relation.DETAIL if 2 * low >= high else Relation.UNRELATED
    slack = 0.05  # the day's rate is not the text's
    low, high = a.low * rate * (1 - slack), a.high * rate * (1 + slack)
    overlap = low <= b.high and b.low <= high
    return (Relation.DETAIL if left["approx"] or right["approx"] else Relation.FORM) if overlap else Relation.CONFLICT


def _forms(value: Value) -> Iterator[tuple[str, float, float, float]]:
    """The currencies an amount is told in, each with the least, the most and the stated amount."""
    normal = value.normal or {}
    yield normal["currency"], value.low, value.high, normal["amount"]
    if "also" in normal:
        amount = normal["also"]["amount"]
        half = figures.rounding(amount) / 2
        yield normal["also"]["currency"], amount - half, amount + half, amount
