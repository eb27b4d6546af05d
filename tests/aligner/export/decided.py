"""The invented collision as somebody leaves it who worked on it: verdicts, notes, corrections."""

from __future__ import annotations

from dataclasses import replace

from aligner.model import (
    Apart,
    By,
    Comparison,
    Copy,
    Difference,
    DifferenceType,
    Fact,
    Judgement,
    Mention,
    Severity,
    Span,
    Verdict,
)
from tests.tui.story_fixture import make_comparison

NOTE = "Call the harbour office: *two* or three? <ask> for the log | before 6 p.m."


def comparison() -> Comparison:
    """Every verdict, a note, a judgement that is stale; a fact with each kind of correction; one of one origin."""
    made = make_comparison()
    facts = {fact.label: fact for fact in made.facts}
    strike, piers, cost = (
        facts[name] for name in ("freighter struck the Tern Bridge", "piers were damaged", "what the repairs cost")
    )
    changed = {
        strike.id: replace(strike, judgement=Judgement(Verdict.CHECKED)),
        piers.id: _asked(piers),
        cost.id: replace(
            _corrected(made, cost),
            label="the bill",
            label_by=By.PERSON,
            is_moved=True,
            judgement=Judgement(Verdict.WRONG, "Ours has the insurer's figure.", is_stale=True),
        ),
    }
    for name, put in (("owner Halden Lines", _by_model), ("the bridge opened", _copied)):
        changed[facts[name].id] = put(made, facts[name])
    return replace(made, facts=tuple(changed.get(fact.id, fact) for fact in made.facts))


def _asked(fact: Fact) -> Fact:
    """A fact to ask about, and a difference in it."""
    difference = replace(fact.differences[0], judgement=Judgement(Verdict.ASK, NOTE))
    return replace(fact, differences=(difference,), judgement=Judgement(Verdict.ASK, "Who counted?"))


def _corrected(made: Comparison, fact: Fact) -> Fact:
    """The last source joined by hand, a sentence taken out, a difference dismissed, another one added."""
    *_, last = fact.cells
    (joined, *_) = fact.cells[last]
    links = tuple(
        replace(link, by=By.PERSON, score=0.05) if joined in (link.a, link.b) else link for link in fact.links
    )
    stranger = next(s for s in made.sentences.values() if "12,400 tonnes" in s.text)
    money, certainty = fact.differences
    added = Difference(DifferenceType.NUMBER, Severity.DETAIL, "seen by you", money.values[:2], By.PERSON)
    return replace(
        fact,
        links=links,
        apart=tuple(Apart(id_, stranger.id) for cell in fact.cells.values() for id_ in cell),
        differences=(replace(money, judgement=Judgement(note="Insurers count otherwise.")), added),
        dismissed=(certainty,),
    )


def _by_model(made: Comparison, fact: Fact) -> Fact:
    return replace(fact, links=tuple(replace(link, by=By.MODEL, score=0.3) for link in fact.links))


def _copied(made: Comparison, fact: Fact) -> Fact:
    """Two sentences as if of one origin."""
    a, b = (made.sentences[cell[0]] for cell in list(fact.cells.values())[:2])
    shared = [Span(s.start, s.start + len("The bridge")) for s in (a, b)]
    return replace(fact, copies=(Copy(a.id, b.id, (shared[0],), (shared[1],), 0.5),))


def mention(made: Comparison, id_: str, words: str) -> Mention:
    """A place where words stand in a sentence."""
    sentence = made.sentences[id_]
    start = sentence.start + sentence.text.index(words)
    return Mention(sentence.source, id_, start, start + len(words), words)
