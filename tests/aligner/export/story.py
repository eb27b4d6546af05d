"""An invented story of three sources, aligned by hand, with the awkward things that articles hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligner.model import (
    Agreement,
    Article,
    Attribution,
    Block,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    LedgerEntry,
    Link,
    Mention,
    Quotation,
    Sentence,
    Severity,
    Span,
    Story,
    Value,
)

COURIER = """\
Council approves $4.2 million for harbour bridge

Council approves $4.2 million for harbour bridge

By Jonas Okafor, Ellmouth Courier, 12 March 2031

The council of Ellmouth approved $4.2 million on Tuesday to repair the harbour bridge.

"We cannot wait another winter," said Mayor Ada Brunn.

See also: Ten walks | around the *old* harbour
"""
UNSIGNED = """\
Bridge money: what we know [updated]

The council has reportedly agreed to pay about $4 million (A$6m or 5$ a head) for the bridge_repair, it told @ellmouth.

Two lanes close on 3 April. The ferry runs <free> until then #1 of the plans, see https://ellmouth.example/a_b.
"""
TIDEWATER = (
    "Harbour bridge to be mended\r\n\r\n"
    "The council declined to say how much the repair costs, Tidewater said.\r\n\r\n"
    'Mayor Ada Brun said: "We can\'t wait for another winter."\r\n\r\n'
    "Subscribe to keep reading\r\n"
)


def comparison() -> Comparison:
    """The three articles, aligned."""
    articles = (
        _article(
            "A",
            "courier.txt",
            COURIER,
            Attribution(
                outlet="Ellmouth Courier",
                title="Council approves $4.2 million for harbour bridge",
                author="Jonas Okafor",
                published="2031-03-12",
                url="https://courier.example/bridge?page=1&lang=en",
                evidence={"outlet": _span(COURIER, "Ellmouth Courier"), "author": _span(COURIER, "Jonas Okafor")},
            ),
        ),
        _article("B", "no_name|2.txt", UNSIGNED, Attribution(title="Bridge money: what we know [updated]")),
        _article(
            "C", "tidewater.txt", TIDEWATER, Attribution(outlet="Tidewater!", title="Harbour bridge to be mended")
        ),
    )
    headline, body, furniture = Kind.HEADLINE, Kind.BODY, Kind.FURNITURE
    sentences = (
        *_sentences("A", COURIER, (headline, headline, furniture, body, body, furniture)),
        *_sentences("B", UNSIGNED, (headline, body, body)),
        *_sentences("C", TIDEWATER, (headline, body, body, furniture)),
    )
    by_id = {sentence.id: sentence for sentence in sentences}
    by_id["A01"] = replace(by_id["A01"], same_as="A00")
    by_id["A04"] = _said(by_id["A04"], "Ada Brunn", "We cannot wait another winter,")
    by_id["C01"] = replace(by_id["C01"], via="Tidewater")
    by_id["C02"] = _said(by_id["C02"], "Ada Brun", "We can't wait for another winter.")
    by_id["A04"] = _marked(by_id["A04"], DifferenceType.NEGATION, "cannot", {"negated": True})
    by_id["B01"] = _marked(by_id["B01"], DifferenceType.CERTAINTY, "reportedly", {"rung": "reported"})
    by_id["C02"] = _marked(by_id["C02"], DifferenceType.NEGATION, "can't", {"negated": True})
    amounts = (
        _mention(by_id["A03"], "$4.2 million", {"amount": 4200000, "currency": "USD", "approx": False}),
        _mention(by_id["B01"], "about $4 million", {"amount": 4000000, "currency": "USD", "approx": True}),
        _mention(by_id["C01"], "declined to say how much", {"undisclosed": True}),
    )
    names = (_mention(by_id["A04"], "Ada Brunn"), _mention(by_id["C02"], "Ada Brun"))
    quotes = (
        _mention(by_id["A04"], "We cannot wait another winter,"),
        _mention(by_id["C02"], "We can't wait for another winter."),
    )
    facts = (
        Fact(
            id="f01",
            label="council, $4.2 million, harbour bridge",
            agreement=Agreement.CONFLICT,
            cells={"A": ("A00", "A01", "A03"), "B": ("B01",), "C": ("C01",)},
            silent=(),
            links=(
                Link("A03", "B01", 0.8125, ("council", "bridge", "$4.2 million~about $4 million")),
                Link("A03", "C01", 1 / 3, ("council", "repair")),
            ),
            differences=(Difference(DifferenceType.MONEY, Severity.CONFLICT, "an amount and none", amounts),),
            reason="an amount stands against 'declined to say'",
        ),
        Fact(
            id="f02",
            label="wait another winter",
            agreement=Agreement.PARTIAL,
            cells={"A": ("A04",), "C": ("C02",)},
            silent=("B",),
            links=(Link("A04", "C02", 0.9, ("winter", "wait", "Mayor")),),
            differences=(
                Difference(DifferenceType.NAME, Severity.DETAIL, "spelt differently", names),
                Difference(DifferenceType.QUOTE, Severity.FORM, "worded differently", quotes),
            ),
            reason="the same words of one speaker",
        ),
        Fact("f03", "Two lanes close", Agreement.SINGLE, {"B": ("B02",)}, ("A", "C")),
        Fact("f04", "ferry <free> #1", Agreement.SINGLE, {"B": ("B03",)}, ("A", "C")),
        Fact("f05", "what we know [updated]", Agreement.SINGLE, {"B": ("B00",)}, ("A", "C")),
        Fact("f06", "to be mended", Agreement.SINGLE, {"C": ("C00",)}, ("A", "B")),
    )
    ledger = (LedgerEntry("v01", DifferenceType.MONEY, "repair of the bridge", Severity.CONFLICT, amounts),)
    return Comparison(Story("Harbour *bridge*", "stories/bridge", articles), by_id, facts, ledger)


def _article(letter: str, file: str, text: str, attribution: Attribution) -> Article:
    blocks = tuple(Block(line.start(), line.end(), Kind.BODY) for line in re.finditer(r"[^\r\n]+", text))
    return Article(letter, file, text, attribution, blocks)


def _span(text: str, passage: str) -> Span:
    start = text.index(passage)
    return Span(start, start + len(passage))


def _sentences(letter: str, text: str, kinds: tuple[Kind, ...]) -> Iterator[Sentence]:
    """The sentences of paragraphs of the given kinds. Good enough for the texts above: they end at ". "."""
    number = 0
    for paragraph, (line, kind) in enumerate(zip(re.finditer(r"[^\r\n]+", text), kinds, strict=True)):
        for found in re.finditer(r"\S.*?(?:[.](?= )|$)", line[0]):
            start, end = line.start() + found.start(), line.start() + found.end()
            yield Sentence(f"{letter}{number:02}", letter, start, end, paragraph, kind, found[0])
            number += 1


def _said(sentence: Sentence, speaker: str, words: str) -> Sentence:
    start = sentence.start + sentence.text.index(words)
    quotation = Quotation(start, start + len(words), words, speaker)
    return replace(sentence, quotations=(quotation,), speaker=speaker, role="Mayor")


def _marked(sentence: Sentence, kind: DifferenceType, words: str, normal: dict[str, object]) -> Sentence:
    start = sentence.start + sentence.text.index(words)
    mark = Value(kind, start, start + len(words), words, normal)
    return replace(sentence, values=(*sentence.values, mark))


def _mention(sentence: Sentence, passage: str, normal: dict[str, object] | None = None) -> Mention:
    start = sentence.start + sentence.text.index(passage)
    return Mention(sentence.source, sentence.id, start, start + len(passage), passage, normal)
