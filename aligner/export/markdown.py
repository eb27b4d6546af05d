"""The Markdown export: a document to send to a colleague, which GitHub renders right.

Everything that comes from an article, a title or a file name is data: :func:`escape` makes it show as it is written,
whatever Markdown would make of it. The document is CommonMark with the tables and footnotes that GitHub adds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from aligner import draft
from aligner.model import (
    Agreement,
    Article,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Kind,
    LedgerEntry,
    Mention,
    Sentence,
    Severity,
    Story,
)

_AGREEMENT = {
    Agreement.AGREE: "agree",
    Agreement.CONFLICT: "conflict",
    Agreement.PARTIAL: "one tells more",
    Agreement.SINGLE: "told by one",
}
_SEVERITY = {
    Severity.CONFLICT: "conflict",
    Severity.DETAIL: "one more exact",
    Severity.FORM: "written otherwise",
}
_DETAIL = {DifferenceType.ROLE: "told otherwise", DifferenceType.CERTAINTY: "not equally sure"}
"""What a detail is called where neither is more exact."""
_BETWEEN = " · "

_SPACE = re.compile(r"\s+")
# Control characters, lone surrogates, and the characters that turn the direction of the text around them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPECIAL = re.compile(
    r"""
    # What GitHub finds in the finished page, where no backslash helps: a formula's closing dollar, a person, an issue's
    # number, an emoji. Its own advice for the dollar holds for all: <span> parts the mark from the words beside it.
    (?P<found_later> (?<=\S)\$(?!\w) | (?<![\w/])@(?=\w) | \#(?=\d) | :(?=[a-z+-][\w+-]*:) )
    # Markdown's own marks. An underscore inside a word means nothing and is left alone, so that file names stay
    # readable; so are an ampersand that begins no entity and a sharp that begins or ends no heading.
    | [\\`*\[\]<>|~] | (?<![^\W_])_ | _(?![^\W_]) | &(?=\#?\w+;) | (?<!\w)\#
    # The start of a list or the underline of a heading, if the text should come to stand at the start of a line.
    | \A[-+=] | \A\d{1,9}[.)]
    # A bare address becomes a link before the backslashes in it are read; broken, it shows as it is written.
    | :(?=//) | (?<=www)\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
# An address that can stand between < and > as it is; any other is left out of the link.
_ADDRESS = re.compile(r"https?://[^\s<>|\\`\x00-\x20\x7f-\x9f]+")
_OWN = re.compile(r"# [^\n]*\n\n\d+ sources? · \d+ facts? · \d+ conflicts? · \d+ told by one\n")


def render(comparison: Comparison) -> str:
    """The comparison as a Markdown document that ends with a line end; the same text for the same comparison."""
    blocks = [
        f"# {escape(comparison.story.title)}",
        *_counts(comparison),
        _sources(comparison),
        *_notes(comparison.story),
        *_draft(comparison),
        "## Facts",
        *(block for fact in comparison.facts for block in _fact(comparison, fact)),
        *_ledger(comparison),
        *_furniture(comparison),
        *_footnotes(comparison),
    ]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """``text`` as Markdown that shows exactly these words on one line: no mark-up, no HTML, no footnote, no mention.

    White space becomes single spaces; control characters, which would reach the reader's terminal, become U+FFFD.
    """
    return _SPECIAL.sub(_disarm, _UNPRINTABLE.sub("\ufffd", _SPACE.sub(" ", text).strip()))


def _disarm(found: re.Match[str]) -> str:
    if found["found_later"]:
        return f"<span>{found[0]}</span>"
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _counts(comparison: Comparison) -> Iterator[str]:
    agreements = [fact.agreement for fact in comparison.facts]
    conflicts = [_number(fact) for fact in comparison.facts if fact.agreement is Agreement.CONFLICT]
    yield _BETWEEN.join(
        (
            _counted(len(comparison.story.articles), "source"),
            _counted(len(agreements), "fact"),
            _counted(len(conflicts), "conflict"),
            f"{agreements.count(Agreement.SINGLE)} told by one",
        )
    )
    if conflicts:
        yield f"Conflicts: {', '.join(conflicts)}"
    if any(fact.perhaps for fact in comparison.facts):
        sure = comparison.options.sure
        yield f"*perhaps* stands before what may not belong to its fact: the score of its links is below {sure:g}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _sources(comparison: Comparison) -> str:
    rows = [
        ("Source", "Outlet", "Title", "Author", "Published", "Facts told", "File"),
        ("---",) * 7,
        *(_source(article, comparison.facts) for article in comparison.story.articles),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _source(article: Article, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """A row of the table; what the article does not show of itself stays empty."""
    shown = article.attribution
    told = sum(bool(fact.cells.get(article.id)) for fact in facts)
    title = escape(shown.title or "")
    if shown.url and _ADDRESS.fullmatch(shown.url):
        title = f"[{title or escape(article.file)}](<{shown.url.replace('&', '&amp;')}>)"
    return (
        escape(article.id),
        "the draft" if article.draft else escape(shown.outlet or ""),
        title,
        escape(shown.author or ""),
        escape(shown.published or ""),
        f"{told} of {len(facts)}",
        escape(article.file),
    )


def _notes(story: Story) -> Iterator[str]:
    """What there is to note of the story, and what its manifest remarks on the sources."""
    notes = [escape(note) for note in story.notes]
    notes += [f"{_name(article)} — {escape(article.note)}" for article in story.articles if article.note]
    if notes:
        yield "Notes:"
        yield _list(notes)


def _draft(comparison: Comparison) -> Iterator[str]:
    """The story seen from the user's draft, if there is one: the facts it lacks, tells otherwise, or tells alone."""
    seen = draft.account(comparison)
    if seen is None:
        return
    yield "## The draft"
    yield _list(
        (
            f"All others tell, the draft does not: {_numbers(seen.misses)}",
            f"The draft lacks, what most sources tell first: {_numbers(seen.lacks)}",
            f"The draft differs: {_between(_disagreement(fact, seen.source) for fact in seen.differs)}",
            f"Only the draft tells: {_numbers(seen.alone)}",
            f"The draft in conflicts of the ledger: {_between(escape(entry.label) for entry in seen.ledger)}",
        )
    )


def _disagreement(fact: Fact, source: str) -> str:
    """``7 (money, date)``."""
    types = dict.fromkeys(difference.type.value for difference in draft.differing(fact, source))
    return f"{_number(fact)} ({', '.join(types)})"


def _numbers(facts: Iterable[Fact]) -> str:
    return _between(map(_number, facts), ", ")


def _between(parts: Iterable[str], between: str = _BETWEEN) -> str:
    return between.join(parts) or "none"


def _fact(comparison: Comparison, fact: Fact) -> Iterator[str]:
    unsure = "perhaps: " if fact.only_perhaps else ""
    yield f"### {_number(fact)}. {escape(fact.label)} — {unsure}{_AGREEMENT[fact.agreement]}"
    told = [(article, _told(comparison, fact, article.id)) for article in comparison.story.articles]
    perhaps = () if unsure else fact.perhaps
    cells = [f"{_name(article)} — {_words(sentences, perhaps)}" for article, sentences in told if sentences]
    if fact.silent:
        cells.append(f"silent: {escape(', '.join(fact.silent))}")
    yield _list(cells)
    if fact.differences:
        yield "Differences:"
        yield _list(map(_difference, fact.differences))
    yield from _voices([sentence for _, sentences in told for sentence in sentences])
    yield from _certainties([sentence for _, sentences in told for sentence in sentences])
    if fact.reason and len(fact.cells) > 1:
        yield f"Why: {escape(fact.reason)}"


def _number(fact: Fact) -> str:
    """The fact's number as the screen shows it: 7 for ``f07``."""
    return escape(fact.id.removeprefix("f").lstrip("0"))


def _told(comparison: Comparison, fact: Fact, source: str) -> list[Sentence]:
    """The sentences of a cell, without those that only repeat another one of it."""
    cell = fact.cells.get(source, ())
    sentences = [comparison.sentences[identity] for identity in cell]
    return [sentence for sentence in sentences if sentence.same_as not in cell]


def _name(article: Article) -> str:
    called = "draft" if article.draft else article.attribution.outlet or article.file
    return f"**{escape(article.id)} · {escape(called)}**"


def _words(sentences: Iterable[Sentence], perhaps: Container[str]) -> str:
    return " ".join(
        f"{'*perhaps:* ' if sentence.id in perhaps else ''}{escape(sentence.text)} {_pointer(sentence.id)}"
        for sentence in sentences
    )


def _pointer(sentence: str) -> str:
    return f"[^{sentence}]"


def _difference(difference: Difference) -> str:
    values = dict.fromkeys(_value(difference.type, value) for value in difference.values)
    weight = _weight(difference.type, difference.severity)
    return f"{difference.type}{'' if weight == 'conflict' else f', {weight}'}: {_BETWEEN.join(values)}"


def _weight(kind: DifferenceType, severity: Severity) -> str:
    return (_DETAIL.get(kind) if severity is Severity.DETAIL else None) or _SEVERITY[severity]


def _voices(sentences: list[Sentence]) -> Iterator[str]:
    """Who is quoted or paraphrased, and which outlets the articles themselves credit."""
    said = dict.fromkeys(
        f"{', '.join(escape(part) for part in (s.speaker, s.role) if part)} ({s.source})"
        for s in sentences
        if s.speaker
    )
    credited = dict.fromkeys(f"{escape(s.via)} ({s.source})" for s in sentences if s.via)
    if said:
        yield f"Who says so: {_BETWEEN.join(said)}"
    if credited:
        yield f"Credited: {_BETWEEN.join(credited)}"


def _certainties(sentences: list[Sentence]) -> Iterator[str]:
    """The words by which the articles say how sure they are, each once for its source."""
    marks: dict[tuple[str, str], str] = {}
    for sentence in sentences:
        for value in sentence.values:
            if value.type is DifferenceType.CERTAINTY:
                key = value.text.casefold(), sentence.source
                marks.setdefault(key, f"{escape(value.text)} ({sentence.source})")
    if marks:
        yield f"Certainty: {_BETWEEN.join(marks.values())}"


def _ledger(comparison: Comparison) -> Iterator[str]:
    if comparison.ledger:
        yield "## Ledger"
        yield "Figures, dates, quotations and names that several sources tell of the same thing, wherever they stand."
        yield _list(map(_ledger_entry, comparison.ledger))


def _ledger_entry(entry: LedgerEntry) -> str:
    mentions = _BETWEEN.join(f"{_value(entry.type, m)} {_pointer(m.sentence)}" for m in entry.mentions)
    alike = len({repr(m.normal or m.text.casefold()) for m in entry.mentions}) == 1
    weight = _AGREEMENT[Agreement.AGREE] if alike else _weight(entry.type, entry.severity)
    return f"{entry.type}, {escape(entry.label)} — {weight}: {mentions}"


def _value(kind: DifferenceType, mention: Mention) -> str:
    """A value and the source that tells it. What was said, and what was said in place of a figure, stands in quotes."""
    said = kind is DifferenceType.QUOTE or (mention.normal or {}).get("undisclosed")
    text = f'"{escape(mention.text)}"' if said else escape(mention.text)
    return f"{text} ({mention.source})"


def _furniture(comparison: Comparison) -> Iterator[str]:
    pieces: dict[str, list[str]] = {}
    for sentence in comparison.sentences.values():
        if sentence.kind is Kind.FURNITURE:
            pieces.setdefault(sentence.source, []).append(escape(sentence.text))
    if pieces:
        yield "## Furniture"
        yield "Navigation, adverts, captions and notices: not compared, kept here so that nothing is lost."
        yield _list(
            f"{_name(article)} — {_BETWEEN.join(pieces[article.id])}"
            for article in comparison.story.articles
            if article.id in pieces
        )


def _footnotes(comparison: Comparison) -> Iterator[str]:
    """Where each sentence stands that is pointed to, in reading order."""
    pointed = {
        sentence.id
        for fact in comparison.facts
        for source in fact.cells
        for sentence in _told(comparison, fact, source)
    } | {mention.sentence for entry in comparison.ledger for mention in entry.mentions}
    notes = [
        # The letter first: a footnote holds whole blocks, and a file name must not begin one.
        f"{_pointer(sentence.id)}: {sentence.source} · {escape(comparison.article(sentence.source).file)}, "
        f"paragraph {sentence.paragraph + 1}"
        for sentence in comparison.sentences.values()
        if sentence.id in pointed
    ]
    if notes:
        yield "\n".join(notes)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def is_export(text: str) -> bool:
    """Whether a text is a document that ``render`` made: title, counts, sources and facts in that order."""
    return _OWN.match(text) is not None
