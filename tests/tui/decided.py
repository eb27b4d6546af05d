"""The invented story with things put right in it, as a comparison made with a person's corrections has them."""

from __future__ import annotations

from dataclasses import replace

from aligner.decisions import acts
from aligner.decisions.fitting import judged as laid_over
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE
from aligner.model import Apart, By, Comparison, Copy, DifferenceType, Fact, Level, Link, Severity, Span, Verdict
from tests.tui.harness import Driver
from tests.tui.story_fixture import make_comparison

COST, PIERS, DAYS = 4, 1, 0
"""Facts, by index, in which something is put right: what the repairs cost, how many piers, on which day."""


def sentences(fact: Fact) -> list[str]:
    """The ids of a fact's sentences, column by column."""
    return [id_ for cell in fact.cells.values() for id_ in cell]


def decided() -> Comparison:
    """The invented story after a person and a model put things right."""
    plain = make_comparison()
    facts = list(plain.facts)
    facts[COST] = _corrected(facts[COST], apart=sentences(facts[PIERS])[0])
    facts[PIERS] = _copied(plain, facts[PIERS])
    first = facts[DAYS]
    facts[DAYS] = replace(first, links=tuple(_by_model(link, first.links[-1].b) for link in first.links))
    return replace(plain, facts=tuple(facts))


def _corrected(fact: Fact, apart: str) -> Fact:
    """Its last sentence joined, one taken out, its label and its place given, a difference added and one dismissed."""
    last = fact.links[-1].b
    gone, *left = fact.differences
    added = replace(left[0], type=DifferenceType.ROLE, severity=Severity.DETAIL, summary="seen by you", by=By.PERSON)
    return replace(
        fact,
        label="what the repairs cost",
        label_by=By.PERSON,
        is_moved=True,
        links=tuple(
            replace(link, by=By.PERSON, score=0.05, level=Level.SAME) if last in (link.a, link.b) else link
            for link in fact.links
        ),
        apart=tuple(Apart(id_, apart, By.PERSON) for id_ in sentences(fact)),
        differences=(*left, added),
        dismissed=(gone,),
    )


def _by_model(link: Link, sentence: str) -> Link:
    if sentence not in (link.a, link.b):
        return link
    return replace(link, by=By.MODEL, score=0.3, level=Level.SAME)


def _copied(comparison: Comparison, fact: Fact) -> Fact:
    """Its first two sources have it from one place: the first words of either are the same."""
    a, b, *_ = sentences(fact)
    one, other = comparison.sentences[a], comparison.sentences[b]
    copy = Copy(a, b, (Span(one.start, one.start + 9),), (Span(other.start, other.start + 9),), 0.9)
    return replace(fact, copies=(copy,))


def judge(app: Driver, fact: int, verdict: Verdict | None = None, note: str | None = None) -> None:
    """Give a fact a verdict or a note, as a key of the screen does."""
    session = app.session
    assert session.comparison is not None
    of = session.comparison.facts[fact]
    session.decide(acts.judge(session.ground, session.book.decisions, of, verdict, note), "judged")
    _shown(app)


def judge_difference(app: Driver, fact: int, number: int, verdict: Verdict, note: str = "") -> None:
    """Give a difference of a fact a verdict and a note."""
    session = app.session
    assert session.comparison is not None
    of = session.comparison.facts[fact].differences[number]
    session.decide(acts.judge(session.ground, session.book.decisions, of, verdict, note), "judged")
    _shown(app)


def mark(app: Driver, *marks: tuple[int, str]) -> None:
    """Mark sentences of facts."""
    app.session.mark(marks)
    _shown(app)


def at_the_desk(app: Driver) -> None:
    """Judge, note and mark some of the story."""
    comparison = app.session.comparison
    assert comparison is not None
    judge(app, COST, Verdict.ASK, "the harbour office has the invoice")
    judge(app, PIERS, Verdict.CHECKED)
    judge(app, DAYS, Verdict.WRONG)
    judge(app, COST + 2, Verdict.CHECKED, "heard it on tape")
    judge_difference(app, COST, 0, Verdict.CHECKED, "page 3")
    first, *_, last = sentences(comparison.facts[COST])
    mark(app, (COST, first), (COST, last), (COST + 2, sentences(comparison.facts[COST + 2])[0]))


def judged(comparison: Comparison, fact: int, verdict: Verdict, note: str = "") -> Comparison:
    """The comparison with a verdict and a note on one fact."""
    ground = Ground(comparison.story, comparison.sentences)
    return laid_over(comparison, acts.judge(ground, NONE, comparison.facts[fact], verdict, note))[0]


def _shown(app: Driver) -> None:
    screen = app.app.story_screen
    assert screen is not None
    screen.sync()
