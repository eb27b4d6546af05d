"""The call list: what is still open, who says what about it, and where to ask. Markdown with a box to tick for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner import versions
from aligner.export import telling
from aligner.export.markdown import (
    difference_line,
    document,
    escape,
    linked,
    name,
    numbered,
    opening,
    standing,
    verdict,
)
from aligner.export.selection import Selection, chosen
from aligner.export.telling import Question
from aligner.model import Article, Comparison, Sentence
from aligner.signs import plural


def render(comparison: Comparison, selection: Selection | None = None) -> str:
    """The open questions (see ``telling.questions``), those the person wants to ask before those nobody settled."""
    found = telling.questions(comparison, chosen(comparison, selection))
    asked = [question for question in found if question.is_asked]
    others = [question for question in found if not question.is_asked]
    return document(
        [
            *opening(comparison, selection),
            f"Call list: {len(asked)} to ask · {plural(len(others), 'conflict')} not settled",
            *_part(comparison, "To ask", asked),
            *_part(comparison, "Conflicts not settled", others),
        ]
    )


def _part(comparison: Comparison, title: str, questions: Sequence[Question]) -> Iterator[str]:
    if questions:
        yield f"## {title}"
    for question in questions:
        yield "\n".join(_question(comparison, question))


def _question(comparison: Comparison, question: Question) -> Iterator[str]:
    """A box for the fact; under it the person's note, a box for each difference, who says what and where to ask."""
    fact = question.fact
    yield f"- [ ] **{numbered(fact)}. {escape(fact.label)}** — {standing(fact)}"
    if telling.is_judged(fact.judgement):
        yield f"  - **{verdict(fact.judgement)}**"
    for difference in question.differences:
        yield f"  - [ ] {difference_line(difference)}"
    for line in filter(None, (telling.origins_line(comparison, fact), *versions.lines(comparison, fact))):
        yield f"  - {escape(line)}"
    concerned = {mention.source for difference in question.differences for mention in difference.values}
    for article, sentences in telling.cells(comparison, fact):
        if question.is_whole or article.id in concerned:
            yield f"  - {name(article)}: {' '.join(escape(sentence.text) for sentence in sentences)}"
            if where := _where(article, sentences):
                yield f"    - ask: {where}"


def _where(article: Article, sentences: Sequence[Sentence]) -> str:
    """Who is named as saying so, which outlet is credited, who wrote it where and when, and the address."""
    shown = article.attribution
    people = [escape(", ".join(part for part in said[:2] if part)) for said in telling.voices(sentences)]
    outlets = [escape(outlet) for outlet, _ in telling.credited(sentences)]
    wrote = [escape(part) for part in (shown.author, shown.outlet) if part]
    if wrote and (published := telling.published(article)):  # a day alone is nobody to ask
        wrote.append(escape(published))
    parts = (*people, *outlets, ", ".join(wrote), linked(article) if telling.has_address(shown) else "")
    return "; ".join(dict.fromkeys(part for part in parts if part))
