"""An invented event told by five invented sources, as a finished comparison with true offsets.

A freighter hits a bridge. The story has every agreement and every type of difference, cells with two sentences, a
headline printed twice, furniture, silent cells, a source without an outlet, wide characters, and text that would be
markup or terminal control if it were not treated as data. One row is doubtful as a whole and one in part. Snapshots are
made from it alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

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
    Level,
    Link,
    Mention,
    Options,
    Sentence,
    Severity,
    Span,
    Story,
    Value,
    Wording,
)

T, S = DifferenceType, Severity


@dataclass(frozen=True)
class Said:
    """A sentence to be written: its words, the key of the fact it states (none: furniture), and who is quoted."""

    text: str
    fact: str = ""
    headline: bool = False
    speaker: str | None = None
    role: str | None = None
    via: str | None = None


@dataclass(frozen=True)
class Source:
    """An article to be written, as paragraphs of sentences."""

    file: str
    attribution: Attribution
    paragraphs: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True)
class Row:
    """A fact to be written: differences as (type, severity, summary, {source: words}), sources that perhaps tell it."""

    label: str
    agreement: Agreement
    reason: str = ""
    differences: tuple[tuple[DifferenceType, Severity, str, Mapping[str, str]], ...] = field(default=())
    perhaps: tuple[str, ...] = ()


def one(*said: Said) -> tuple[Said, ...]:
    """A paragraph."""
    return said


COURIER = Source(
    "01_courier.txt",
    Attribution(
        outlet="Ellery Courier",
        title="Freighter strikes Tern Bridge, cutting the harbour off",
        author="Ines Hallam",
        published="2031-03-04",
    ),
    (
        one(Said("Home | Harbour | Sport | Subscribe")),
        one(Said("Freighter strikes Tern Bridge, cutting the harbour off", "strike", headline=True)),
        one(Said("Freighter strikes Tern Bridge, cutting the harbour off", "strike", headline=True)),
        one(Said("The Tern Bridge seen from the fish quay on Tuesday. (Photo: O. Brandt)")),
        one(
            Said("The freighter Marlow Star struck the Tern Bridge shortly before 5 a.m. on Tuesday.", "strike"),
            Said("Two of its nine piers were damaged, the harbour office said.", "piers", speaker="harbour office"),
        ),
        one(
            Said("Repairs will cost at least $48 million and take eleven months.", "cost"),
            Said("The bridge carried 31,000 vehicles a day.", "traffic"),
        ),
        one(Said("See also: Ten bridges that changed the coast")),
        one(
            Said(
                '"We heard a groan and then the lamps went out," said night watchman Piet Lorne.',
                "watchman",
                speaker="Piet Lorne",
                role="night watchman",
            )
        ),
        one(
            Said("Four people were taken to hospital, none of them badly hurt.", "injured"),
            Said("A pilot from the port was on board.", "pilot"),
        ),
        one(
            Said(
                "Mayor Adaline Voss ruled out a temporary ferry.",
                "ferry",
                speaker="Adaline Voss",
                role="Mayor",
            ),
            Said("Schools on the north shore stayed closed.", "schools"),
            Said(
                "The steering gear had failed, according to the owner, Halden Lines.", "cause", speaker="Halden Lines"
            ),
        ),
        one(Said("The last inspection of the bridge was in June 2029.", "inspection")),
        one(Said("The bridge was opened in 1974.", "opened")),
        one(Said("About the author")),
        one(Said("Ines Hallam covers the harbour for the Courier.")),
        one(Said("We use cookies. By reading on you accept them.")),
    ),
)

PLAIN = Source(
    "02_5f3a9c.txt",
    Attribution(title="Ship hits bridge in Port Ellery; crossing shut for months"),
    (
        one(Said("Ship hits bridge in Port Ellery; crossing shut for months", "strike", headline=True)),
        one(
            Said(
                "The cargo ship Marlowe Star ran into a pier of the Tern Bridge at about 4:50 a.m. Tuesday, and the "
                "harbour has been closed to shipping since.",
                "strike",
            )
        ),
        one(
            Said("Three piers were damaged.", "piers"),
            Said("The cost of the repairs has not been made public.", "cost"),
        ),
        one(Said("Some 30,000 cars and lorries use the bridge every day.", "traffic")),
        one(Said("Advertisement")),
        one(
            Said(
                "A watchman, Piet Lorne, told reporters that there was “a groan, and all the lamps went dark”.",
                "watchman",
                speaker="Piet Lorne",
                role="A watchman",
            )
        ),
        one(Said("A ferry may run from April, the mayor's office said.", "ferry", speaker="mayor's office")),
        one(Said("Nobody was hurt.", "injured")),
        one(Said("The ship sails under the flag of Norland.", "flag")),
        one(Said("The owner is Halden Lines.", "owner")),
    ),
)

BEIGANG = Source(
    "03_beigang.txt",
    Attribution(
        outlet="北港日報 Beigang Daily",
        title="貨輪撞橋：Freighter hits bridge",
        author="林美玲",
        published="2031-03-05",
    ),
    (
        one(Said("貨輪撞橋：Freighter hits bridge", "strike", headline=True)),
        one(Said("The freighter 馬洛之星 (Marlow Star) hit the Tern Bridge on Wednesday morning.", "strike")),
        one(Said("It was carrying 12,400 tonnes of steel pipes from 北港.", "cargo")),
        one(Said("Repairs are put at 45 million euros (US$48.3 million).", "cost")),
        one(Said("Four people were slightly injured, Northern Wire reported.", "injured", via="Northern Wire")),
        one(Said("The harbour pilot, Jonas Reke, was on the bridge of the ship.", "pilot")),
        one(Said("The owner, Halden Lines, is based in Skarby.", "owner")),
        one(Said("Investigators do not believe that the steering failed.", "cause")),
        one(Said("分享 | 列印 | 訂閱")),
    ),
)

WIRE = Source(
    "04_wire.txt",
    Attribution(outlet="Northern Wire", title="Freighter hits Tern Bridge in Port Ellery", published="2031-03-04"),
    (
        one(Said("Freighter hits Tern Bridge in Port Ellery", "strike", headline=True)),
        one(
            Said("PORT ELLERY (Northern Wire) - A freighter collided with the Tern Bridge on Tuesday.", "strike"),
            Said("Nine crew and a pilot were on board.", "pilot"),
        ),
        one(Said("Two piers of the bridge were damaged.", "piers")),
        one(Said("The owner declined to say what the repairs would cost.", "cost")),
        one(
            Said("More than 30,000 vehicles cross it each day.", "traffic"),
            Said("Four people suffered minor injuries.", "injured"),
        ),
        one(
            Said(
                "Mayor Adaline Voß said a ferry is under consideration.",
                "ferry",
                speaker="Adaline Voß",
                role="Mayor",
            )
        ),
        one(Said("The bridge was last inspected in June.", "inspection")),
        one(Said("The freighter left Skarby on 27 February.", "left")),
        one(Said("The bridge opened 57 years ago.", "opened")),
        one(Said("(Reporting by R. Teal; editing by M. Osei)")),
    ),
)

FREIGHT = Source(
    "05_[freight].txt",
    Attribution(
        outlet="Harbour & Freight [Weekly]",
        title="Tern Bridge: what is known",
        author="M. Okafor, L. Dahl",
        published="2031-03-06",
    ),
    (
        one(Said("Tern Bridge: what is known [b]so far[/b]", "known", headline=True)),
        one(Said("The ship's insurer is the Skarby Mutual, which has set aside $50 million for it.", "insurer")),
        one(
            Said("The repair bill is likely to exceed 48 million dollars.", "cost"),
            Said("It could reach twice that if the piers must be rebuilt.", "cost"),
        ),
        one(
            Said(
                "The channel will not reopen before the autumn, say three brokers.", "channel", speaker="three brokers"
            )
        ),
        one(Said("Tariffs for containers rose by 9 percent on the day.", "tariffs")),
        one(Said("Halden Lines denied that the steering gear had failed.", "cause", speaker="Halden Lines")),
        one(
            Said(
                "Its chief engineer, Sunniva Aas, said that “the gear was tested in port [on Monday]”.",
                "engineer",
                speaker="Sunniva Aas",
                role="chief engineer",
            )
        ),
        one(Said("A tug\u200b, the\x1b[31m Heron\x07, stood\tby.", "tug")),
        one(Said("The bridge's ownership lies with the county, not with the town.", "county")),
        one(Said("Grain shipments are being diverted to Oster and to Lund-am-Hafen.", "grain")),
        one(Said("Read more: https://freight.example/tern-bridge?utm_source=mail&utm_campaign=weekly-bulletin")),
    ),
)

SOURCES = {"A": COURIER, "B": PLAIN, "C": BEIGANG, "D": WIRE, "E": FREIGHT}

ROWS: Mapping[str, Row] = {
    "strike": Row(
        "freighter struck the Tern Bridge",
        Agreement.CONFLICT,
        "the sources give different days",
        (
            (T.DATE, S.CONFLICT, "different days", {"A": "Tuesday", "B": "Tuesday", "C": "Wednesday", "D": "Tuesday"}),
            (T.DATE, S.DETAIL, "one gives the minute", {"A": "shortly before 5 a.m.", "B": "at about 4:50 a.m."}),
            (T.NAME, S.CONFLICT, "spelt differently", {"A": "Marlow Star", "B": "Marlowe Star", "C": "Marlow Star"}),
        ),
    ),
    "piers": Row(
        "piers were damaged",
        Agreement.CONFLICT,
        "the sources count differently",
        ((T.NUMBER, S.CONFLICT, "two or three", {"A": "Two", "B": "Three", "D": "Two"}),),
    ),
    "known": Row("what is known", Agreement.SINGLE, "told by E alone"),
    "insurer": Row("the Skarby Mutual", Agreement.SINGLE, "told by E alone"),
    "cost": Row(
        "what the repairs cost",
        Agreement.CONFLICT,
        "an amount is stated where another source has none",
        (
            (
                T.MONEY,
                S.CONFLICT,
                "stated or withheld",
                {
                    "A": "at least $48 million",
                    "B": "has not been made public",
                    "C": "45 million euros (US$48.3 million)",
                    "D": "declined to say",
                    "E": "48 million dollars",
                },
            ),
            (T.CERTAINTY, S.DETAIL, "firm or expected", {"A": "will cost", "E": "is likely to"}),
        ),
    ),
    "traffic": Row(
        "vehicles a day",
        Agreement.PARTIAL,
        "one source is more exact",
        ((T.NUMBER, S.DETAIL, "rounded", {"A": "31,000", "B": "30,000", "D": "30,000"}),),
        perhaps=("D",),
    ),
    "watchman": Row(
        "a groan and then the lamps",
        Agreement.CONFLICT,
        "one speaker is quoted in different words",
        (
            (
                T.QUOTE,
                S.CONFLICT,
                "quoted differently",
                {"A": "We heard a groan and then the lamps went out", "B": "a groan, and all the lamps went dark"},
            ),
            (T.ROLE, S.FORM, "called differently", {"A": "night watchman", "B": "watchman"}),
        ),
    ),
    "injured": Row(
        "people were hurt",
        Agreement.CONFLICT,
        "one source denies what others state",
        (
            (T.NEGATION, S.CONFLICT, "denied", {"A": "none of them badly hurt", "B": "Nobody was hurt"}),
            (T.ATTRIBUTION, S.FORM, "credited to another outlet", {"C": "Northern Wire reported"}),
            (T.WORDING, S.FORM, "worded differently", {"C": "slightly injured", "D": "minor injuries"}),
        ),
    ),
    "pilot": Row(
        "a pilot was on board",
        Agreement.PARTIAL,
        "one source names the pilot",
        ((T.NAME, S.DETAIL, "named by one", {"A": "A pilot", "C": "Jonas Reke", "D": "a pilot"}),),
    ),
    "cargo": Row("12,400 tonnes of steel pipes", Agreement.SINGLE, "told by C alone"),
    "ferry": Row(
        "a temporary ferry",
        Agreement.CONFLICT,
        "ruled out, possible, or under consideration",
        (
            (
                T.CERTAINTY,
                S.CONFLICT,
                "ruled out or possible",
                {"A": "ruled out", "B": "may run", "D": "under consideration"},
            ),
            (T.NAME, S.CONFLICT, "spelt differently", {"A": "Adaline Voss", "D": "Adaline Voß"}),
        ),
    ),
    "channel": Row("the channel will not reopen", Agreement.SINGLE, "told by E alone"),
    "schools": Row("schools stayed closed", Agreement.SINGLE, "told by A alone"),
    "cause": Row(
        "the steering gear had failed",
        Agreement.CONFLICT,
        "stated by one, denied by others",
        (
            (T.NEGATION, S.CONFLICT, "denied", {"A": "had failed", "C": "do not believe", "E": "denied"}),
            (T.ATTRIBUTION, S.CONFLICT, "the owner says both", {"A": "the owner, Halden Lines", "E": "Halden Lines"}),
        ),
    ),
    "engineer": Row("the gear was tested in port", Agreement.SINGLE, "told by E alone"),
    "tariffs": Row("tariffs for containers rose", Agreement.SINGLE, "told by E alone"),
    "tug": Row("a tug stood by", Agreement.SINGLE, "told by E alone"),
    "inspection": Row(
        "the last inspection",
        Agreement.PARTIAL,
        "one source gives the year",
        ((T.DATE, S.DETAIL, "with and without the year", {"A": "June 2029", "D": "June"}),),
    ),
    "flag": Row("the flag of Norland", Agreement.SINGLE, "told by B alone"),
    "owner": Row("owner Halden Lines", Agreement.AGREE, "the sources say the same"),
    "left": Row("left Skarby on 27 February", Agreement.SINGLE, "told by D alone"),
    "county": Row("ownership lies with the county", Agreement.SINGLE, "told by E alone"),
    "grain": Row("grain shipments are being diverted", Agreement.SINGLE, "told by E alone"),
    "opened": Row("the bridge opened", Agreement.AGREE, "the sources say the same", perhaps=("A", "D")),
}

DOUBTFUL = 0.3
"""The score of a link that is only perhaps one."""

HEDGES = {
    T.CERTAINTY: re.compile(r"\b(?:likely|may|could|denied|ruled out|under consideration)\b"),
    T.NEGATION: re.compile(r"\b(?:not|none|Nobody)\b"),
}
"""The invented story's words of certainty and negation."""


def _write(source: str, written: Source) -> tuple[Article, list[tuple[Sentence, str]]]:
    """The article and its sentences, each with the key of its fact."""
    text = ""
    blocks: list[Block] = []
    sentences: list[tuple[Sentence, str]] = []
    first_of: dict[str, str] = {}
    for paragraph, said in enumerate(written.paragraphs):
        block_start = len(text)
        for position, one_said in enumerate(said):
            text += " " if position else ""
            start = len(text)
            text += one_said.text
            id_ = f"{source}{len(sentences):02}"
            kind = Kind.HEADLINE if one_said.headline else Kind.BODY if one_said.fact else Kind.FURNITURE
            same_as = first_of.get(one_said.text) if one_said.fact else None
            first_of.setdefault(one_said.text, id_)
            sentence = Sentence(
                id=id_,
                source=source,
                start=start,
                end=len(text),
                paragraph=paragraph,
                kind=kind,
                text=one_said.text,
                speaker=one_said.speaker,
                role=one_said.role,
                via=one_said.via,
                same_as=same_as,
                values=_hedges(one_said.text, start) if one_said.fact else (),
            )
            sentences.append((sentence, one_said.fact))
        blocks.append(Block(block_start, len(text), sentences[-1][0].kind))
        text += "\n\n"
    return Article(source, written.file, text, written.attribution, tuple(blocks)), sentences


def _hedges(text: str, start: int) -> tuple[Value, ...]:
    found = [(type_, match) for type_, pattern in HEDGES.items() for match in pattern.finditer(text)]
    return tuple(Value(type_, start + match.start(), start + match.end(), match[0]) for type_, match in found)


def _mention(cells: Iterable[Sentence], words: str) -> Mention:
    """The first place in a cell where the words stand."""
    for sentence in cells:
        at = sentence.text.find(words)
        if at >= 0:
            start = sentence.start + at
            return Mention(sentence.source, sentence.id, start, start + len(words), words)
    raise ValueError(f"no sentence holds {words!r}")


def _words(sentence: Sentence) -> list[re.Match[str]]:
    return list(re.finditer(r"\w+", sentence.text))


def _wording(a: Sentence, b: Sentence) -> Wording:
    words_a, words_b = _words(a), _words(b)
    matcher = difflib.SequenceMatcher(None, [w[0] for w in words_a], [w[0] for w in words_b], autojunk=False)
    only_a: list[Span] = []
    only_b: list[Span] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal" and a2 > a1:
            only_a.append(Span(a.start + words_a[a1].start(), a.start + words_a[a2 - 1].end()))
        if tag != "equal" and b2 > b1:
            only_b.append(Span(b.start + words_b[b1].start(), b.start + words_b[b2 - 1].end()))
    return Wording(a.id, b.id, tuple(only_a), tuple(only_b))


def _fact(number: int, row: Row, cells: Mapping[str, list[Sentence]], sources: Iterable[str]) -> Fact:
    lead = {source: max(said, key=lambda sentence: sentence.kind is Kind.BODY) for source, said in cells.items()}
    links: list[Link] = []
    wording: list[Wording] = []
    for source in lead:
        for other in lead:
            if source < other:
                shared = {w[0] for w in _words(lead[source]) if len(w[0]) > 3} & {w[0] for w in _words(lead[other])}
                score = round(min(0.97, 0.31 + 0.14 * len(shared)), 2)
                level = Level.PERHAPS if {source, other} & set(row.perhaps) else Level.SAME
                if level is Level.PERHAPS:
                    score = min(score, DOUBTFUL)
                why = tuple(sorted(shared)) or ("same event",)
                links.append(Link(lead[source].id, lead[other].id, score, why, level))
                wording.append(_wording(lead[source], lead[other]))
    differences = tuple(
        Difference(
            type_, severity, summary, tuple(_mention(_bodies(cells[source]), words) for source, words in said.items())
        )
        for type_, severity, summary, said in row.differences
    )
    return Fact(
        id=f"f{number:02}",
        label=row.label,
        agreement=row.agreement,
        cells={source: tuple(sentence.id for sentence in said) for source, said in cells.items()},
        silent=tuple(source for source in sources if source not in cells),
        links=tuple(links),
        differences=differences,
        wording=tuple(wording),
        reason=row.reason,
        perhaps=tuple(sentence.id for source in row.perhaps for sentence in cells[source]),
    )


def _bodies(cells: list[Sentence]) -> list[Sentence]:
    """Mentions are looked for in the body first."""
    return sorted(cells, key=lambda sentence: sentence.kind is Kind.HEADLINE)


def make_comparison(only: Iterable[str] = tuple(SOURCES)) -> Comparison:
    """The comparison of some of the sources (their letters)."""
    chosen = [source for source in SOURCES if source in set(only)]
    articles: list[Article] = []
    sentences: dict[str, Sentence] = {}
    cells: dict[str, dict[str, list[Sentence]]] = {}
    for source in chosen:
        article, written = _write(source, SOURCES[source])
        articles.append(article)
        for sentence, key in written:
            sentences[sentence.id] = sentence
            if key:
                cells.setdefault(key, {}).setdefault(source, []).append(sentence)
    facts: list[Fact] = []
    for key, row in ROWS.items():
        if key in cells:
            full = len(chosen) == len(SOURCES)
            facts.append(_fact(len(facts) + 1, row if full else Row(row.label, Agreement.SINGLE), cells[key], chosen))
    story = Story("The Tern Bridge collision", "stories/tern-bridge", tuple(articles))
    return Comparison(story, sentences, tuple(facts))


def at_threshold(options: Options) -> Comparison:
    """The comparison as ``options`` have it: above DOUBTFUL, what is only perhaps told makes rows of its own."""
    whole = make_comparison()
    if options.threshold <= DOUBTFUL:
        return replace(whole, options=options)
    facts: list[Fact] = []
    for fact in whole.facts:
        sure = {source: ids for source, ids in fact.cells.items() if not set(ids) <= set(fact.perhaps)}
        doubtful = {source: ids for source, ids in fact.cells.items() if source not in sure}
        if sure:
            facts.append(_only(fact, sure))
        facts += [_only(fact, {source: ids}) for source, ids in doubtful.items()]
    facts = [replace(fact, id=f"f{number:02}") for number, fact in enumerate(facts, 1)]
    return replace(whole, facts=tuple(facts), options=options)


def _only(fact: Fact, cells: Mapping[str, tuple[str, ...]]) -> Fact:
    """What is left of a fact when only these sources tell it."""
    if dict(cells) == dict(fact.cells):
        return fact
    held = {id_ for ids in cells.values() for id_ in ids}
    kept = [replace(d, values=tuple(v for v in d.values if v.source in cells)) for d in fact.differences]
    return replace(
        fact,
        agreement=fact.agreement if len(cells) > 1 else Agreement.SINGLE,
        cells=cells,
        silent=tuple(source for source in SOURCES if source not in cells),
        links=tuple(link for link in fact.links if {link.a, link.b} <= held),
        differences=tuple(d for d in kept if len(d.values) > 1),
        wording=tuple(wording for wording in fact.wording if {wording.a, wording.b} <= held),
        perhaps=(),
    )


def drafted(index: int = 0) -> Comparison:
    """The invented story, the source at an index the user's draft."""
    comparison = make_comparison()
    articles = tuple(replace(article, draft=n == index) for n, article in enumerate(comparison.story.articles))
    return replace(comparison, story=replace(comparison.story, articles=articles))
