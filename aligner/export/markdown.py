"""The Markdown export: a document to send to a colleague, which GitHub renders right.

Everything that comes from an article, a title or a file name is data: :func:`escape` makes it show as it is written,
whatever Markdown would make of it. The document is CommonMark with the tables and footnotes that GitHub adds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from aligner import draft, versions
from aligner.export import telling
from aligner.export.selection import Selection, chosen, sized
from aligner.export.words import BY, FURNITURE, LEDGER, line, weight
from aligner.model import (
    Agreement,
    Article,
    By,
    Comparison,
    Difference,
    DifferenceType,
    Fact,
    Judgement,
    Kind,
    LedgerEntry,
    Mention,
    Sentence,
    Verdict,
)
from aligner.signs import AGREEMENT_WORDS, STALE_WORDS, VERDICT_WORDS

_BETWEEN = " · "

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
_OWN = re.compile(r"# [^\n]*\n\n\d+ sources? · \d+ facts? · \d+ conflicts? · \d+ told by one\n")


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """The comparison as a Markdown document that ends with a line end; the same text for the same comparison.

    Of a selection it holds the facts alone: the ledger, the furniture and the draft's account are of the whole story.
    """
    facts = chosen(comparison, selection)
    blocks = [
        *head(comparison, selection),
        *([] if selection else _draft(comparison)),
        "## Facts",
        *blocks_of(comparison, facts),
        *([] if selection else _ledger(comparison)),
        *([] if selection else _furniture(comparison)),
        *footnotes(comparison, facts, () if selection else comparison.ledger),
    ]
    return document(blocks)


def document(blocks: Iterable[str]) -> str:
    """The blocks of a document as its text."""
    return "\n\n".join(blocks) + "\n"


def head(comparison: Comparison, selection: Selection | None) -> Iterator[str]:
    """What a document of facts begins with: title, counts, what was selected, marks, sources, notes."""
    yield from opening(comparison, selection)
    yield from _marks(comparison, chosen(comparison, selection))
    yield _sources(comparison)
    yield from _notes(comparison)


def opening(comparison: Comparison, selection: Selection | None) -> Iterator[str]:
    """What every document begins with: title, counts, what was selected, how far the judging is."""
    yield f"# {escape(comparison.story.title)}"
    yield _BETWEEN.join(telling.counts(comparison))
    if selection is not None:
        yield f"Selection: {escape(sized(comparison, selection))}"
    if judged := telling.progress(comparison.facts):
        yield f"Judged: {_BETWEEN.join(judged)}"


def blocks_of(comparison: Comparison, facts: Iterable[Fact]) -> Iterator[str]:
    """The facts in full, one after another."""
    for fact in facts:
        yield from _fact(comparison, fact)


def escape(text: str) -> str:
    """``text`` as Markdown that shows exactly these words on one line: no mark-up, no HTML, no footnote, no mention.

    White space becomes single spaces; what would reach the reader's terminal is as ``taming.tame`` shows it.
    """
    return _SPECIAL.sub(_disarm, line(text))


def _disarm(found: re.Match[str]) -> str:
    if found["found_later"]:
        return f"<span>{found[0]}</span>"
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _marks(comparison: Comparison, facts: Sequence[Fact]) -> Iterator[str]:
    """Where to look first, and what the marks mean that the facts have."""
    conflicts = [numbered(fact) for fact in facts if fact.agreement is Agreement.CONFLICT]
    if conflicts:
        yield f"Conflicts: {', '.join(conflicts)}"
    if any(fact.perhaps for fact in facts):
        sure = comparison.options.sure
        yield f"*perhaps* stands before what may not belong to its fact: the score of its links is below {sure:g}."
    by = {difference.by for fact in facts for difference in fact.differences}
    by |= {correction.by for fact in facts for correction in telling.corrections(comparison, fact)}
    if By.PERSON in by:
        yield "*by hand*: put right by who made this comparison, not found by the program."
    if By.MODEL in by:
        yield "*by the model*: what a language model answered that was asked about what is only perhaps the same."


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
    return (
        escape(article.id),
        "the draft" if article.draft else escape(shown.outlet or ""),
        linked(article),
        escape(shown.author or ""),
        escape(telling.published(article)),
        f"{told} of {len(facts)}",
        escape(article.file),
    )


def linked(article: Article) -> str:
    """The article's title, a link to its address if that can be one; its file's name where it has no title."""
    shown = article.attribution
    title = escape(shown.title or "")
    if shown.url is None or not telling.has_address(shown):
        return title
    return f"[{title or escape(article.file)}](<{shown.url.replace('&', '&amp;')}>)"


def _notes(comparison: Comparison) -> Iterator[str]:
    """What there is to note of the story and of its sources."""
    story = comparison.story
    remarks = telling.remarks(comparison)
    notes = [escape(note) for note in story.notes]
    notes += [
        f"{name(article)} — {escape(remark)}" for article in story.articles for remark in remarks.get(article.id, ())
    ]
    if notes:
        yield "Notes:"
        yield bullets(notes)


def _draft(comparison: Comparison) -> Iterator[str]:
    """The story seen from the user's draft, if there is one: the facts it lacks, tells otherwise, or tells alone."""
    seen = draft.account(comparison)
    if seen is None:
        return
    yield "## The draft"
    yield bullets(
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
    return f"{numbered(fact)} ({', '.join(types)})"


def _numbers(facts: Iterable[Fact]) -> str:
    return _between(map(numbered, facts), ", ")


def _between(parts: Iterable[str], between: str = _BETWEEN) -> str:
    return between.join(parts) or "none"


def _fact(comparison: Comparison, fact: Fact) -> Iterator[str]:
    yield f"### {numbered(fact)}. {escape(fact.label)} — {standing(fact)}"
    if telling.is_judged(fact.judgement):
        yield f"**Verdict:** {verdict(fact.judgement)}"
    perhaps = () if fact.only_perhaps else fact.perhaps
    told = list(telling.cells(comparison, fact))
    lines = [f"{name(article)} — {words(sentences, perhaps)}" for article, sentences in told]
    if fact.silent:
        lines.append(f"silent: {escape(', '.join(fact.silent))}")
    yield bullets(lines)
    if fact.differences:
        yield "Differences:"
        yield bullets(map(difference_line, fact.differences))
    yield from _behind(comparison, fact)
    if corrections := telling.corrections(comparison, fact):
        yield "Corrections:"
        yield bullets(_correction(comparison, correction) for correction in corrections)
    yield from _who(telling.sentences(comparison, fact))
    if fact.reason and len(fact.cells) > 1:
        yield f"Why: {escape(fact.reason)}"


def _behind(comparison: Comparison, fact: Fact) -> Iterator[str]:
    """What changed from version to version, and how many origins the sources have, with the passages that show it."""
    if changes := versions.lines(comparison, fact):
        yield f"Over time: {_BETWEEN.join(map(escape, changes))}"
    if told := telling.origins_line(comparison, fact):
        yield f"Origins: {escape(told)}"
    if found := telling.copied(comparison, fact):
        yield bullets(
            f"{escape(one.line)}: {' … '.join(f'“{escape(passage)}”' for passage in one.passages)}" for one in found
        )


def numbered(fact: Fact) -> str:
    """The fact's number, as Markdown."""
    return escape(telling.number(fact))


def standing(fact: Fact) -> str:
    """``perhaps: one tells more``: what the sources make of a fact."""
    return f"{'perhaps: ' if fact.only_perhaps else ''}{AGREEMENT_WORDS[fact.agreement]}"


def verdict(judgement: Judgement) -> str:
    """``to ask: call the harbour office (changed since it was judged)``; empty where nothing is judged."""
    if not telling.is_judged(judgement):
        return ""
    said = VERDICT_WORDS[judgement.verdict] if judgement.verdict is not Verdict.OPEN else "note"
    note = f": {escape(judgement.note)}" if judgement.note.strip() else ""
    return f"{said}{note}{f' ({STALE_WORDS})' if judgement.is_stale else ''}"


def name(article: Article) -> str:
    """``**A · Ellmouth Courier**``."""
    return f"**{escape(article.id)} · {escape(telling.called(article))}**"


def words(sentences: Iterable[Sentence], perhaps: Container[str]) -> str:
    """What a source says, each sentence with its footnote."""
    return " ".join(
        f"{'*perhaps:* ' if sentence.id in perhaps else ''}{escape(sentence.text)} {_pointer(sentence.id)}"
        for sentence in sentences
    )


def _pointer(sentence: str) -> str:
    return f"[^{sentence}]"


def difference_line(difference: Difference) -> str:
    """``money: $4.2 million (A) · about $4 million (B) — to ask: which year's dollars``."""
    values = _BETWEEN.join(f"{escape(text)} ({source})" for text, source in telling.values(difference))
    severity = weight(difference.type, difference.severity)
    by = f", added {BY[difference.by]}" if difference.by is not By.PROGRAM else ""
    judged = verdict(difference.judgement)
    called = f"{difference.type}{'' if severity == 'conflict' else f', {severity}'}{by}"
    return f"{called}: {values}{f' — {judged}' if judged else ''}"


def _correction(comparison: Comparison, correction: telling.Correction) -> str:
    """``taken out by hand: C05 The ferry runs again.`` What is still in the row is pointed to, not said again."""
    parts = [_taken(comparison, id_, correction) for id_ in correction.sentences]
    if correction.difference is not None:
        parts.append(difference_line(correction.difference))
    return f"{correction.name}{f': {_BETWEEN.join(parts)}' if parts else ''}"


def _taken(comparison: Comparison, id_: str, correction: telling.Correction) -> str:
    sentence = comparison.sentences[id_]
    return f"{escape(sentence.text)} ({sentence.source})" if correction.is_gone else _pointer(id_)


def _who(sentences: list[Sentence]) -> Iterator[str]:
    """Who says so, which outlets the articles credit, and by which words they say how sure they are."""
    said = [
        f"{', '.join(escape(part) for part in (speaker, role) if part)} ({source})"
        for speaker, role, source in telling.voices(sentences)
    ]
    credited = [f"{escape(outlet)} ({source})" for outlet, source in telling.credited(sentences)]
    marks = [f"{escape(text)} ({source})" for text, source in telling.certainties(sentences)]
    for what, found in (("Who says so", said), ("Credited", credited), ("Certainty", marks)):
        if found:
            yield f"{what}: {_BETWEEN.join(dict.fromkeys(found))}"


def _ledger(comparison: Comparison) -> Iterator[str]:
    if comparison.ledger:
        yield "## Ledger"
        yield LEDGER
        yield bullets(map(_ledger_entry, comparison.ledger))


def _ledger_entry(entry: LedgerEntry) -> str:
    mentions = _BETWEEN.join(f"{_value(entry.type, m)} {_pointer(m.sentence)}" for m in entry.mentions)
    alike = len({repr(m.normal or m.text.casefold()) for m in entry.mentions}) == 1
    standing = AGREEMENT_WORDS[Agreement.AGREE] if alike else weight(entry.type, entry.severity)
    return f"{entry.type}, {escape(entry.label)} — {standing}: {mentions}"


def _value(kind: DifferenceType, mention: Mention) -> str:
    """A value and the source that tells it. What was said, and what was said in place of a figure, stands in quotes."""
    text = f'"{escape(mention.text)}"' if telling.is_said(kind, mention) else escape(mention.text)
    return f"{text} ({mention.source})"


def _furniture(comparison: Comparison) -> Iterator[str]:
    pieces: dict[str, list[str]] = {}
    for sentence in comparison.sentences.values():
        if sentence.kind is Kind.FURNITURE:
            pieces.setdefault(sentence.source, []).append(escape(sentence.text))
    if pieces:
        yield "## Furniture"
        yield FURNITURE
        yield bullets(
            f"{name(article)} — {_BETWEEN.join(pieces[article.id])}"
            for article in comparison.story.articles
            if article.id in pieces
        )


def footnotes(comparison: Comparison, facts: Sequence[Fact], ledger: Iterable[LedgerEntry] = ()) -> Iterator[str]:
    """Where each sentence stands that is pointed to, in reading order."""
    pointed = {sentence.id for fact in facts for sentence in telling.sentences(comparison, fact)}
    put_right = (
        correction for fact in facts for correction in telling.corrections(comparison, fact) if not correction.is_gone
    )
    pointed |= {id_ for correction in put_right for id_ in correction.sentences}
    pointed |= {mention.sentence for entry in ledger for mention in entry.mentions}
    notes = [
        # The letter first: a footnote holds whole blocks, and a file name must not begin one.
        f"{_pointer(sentence.id)}: {sentence.source} · {escape(comparison.article(sentence.source).file)}, "
        f"paragraph {sentence.paragraph + 1}"
        for sentence in comparison.sentences.values()
        if sentence.id in pointed
    ]
    if notes:
        yield "\n".join(notes)


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def is_export(text: str) -> bool:
    """Whether a text is a document that ``render`` made: title, counts, sources and facts in that order."""
    return _OWN.match(text) is not None
