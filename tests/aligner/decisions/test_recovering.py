"""What an export shows of the decisions it was made with: read back, they make the same comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import reading
from aligner.comparison import Alignment, compare
from aligner.decisions import acts, document
from aligner.decisions.fitting import judged
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Added, Decisions, Judged, Pair, Ruling
from aligner.decisions.recovering import answers, recovered
from aligner.export import json as json_export
from aligner.model import (
    UNJUDGED,
    By,
    Comparison,
    DifferenceType,
    Fact,
    Judgement,
    Kind,
    Mention,
    Options,
    Severity,
    Verdict,
)
from aligner.reading import exported
from tests.aligner.story import make_story

SEEDS = Path(__file__).parents[3] / "seeds"
ALIGNMENT = Alignment(make_story())
UNDECIDED = ALIGNMENT.comparison()
OPTIONS = UNDECIDED.options

Act = Callable[[Ground, Decisions, Comparison], Decisions]


def made(decisions: Decisions, said: dict[Pair, bool] | None = None) -> Comparison:
    """The story's comparison under decisions, as a screen shows it."""
    return judged(ALIGNMENT.comparison(OPTIONS, decisions=decisions.corrections, answers=said), decisions)[0]


def opened(comparison: Comparison) -> Comparison:
    return exported.read(json_export.render(comparison).encode("utf-8"), "story.json")


def after(*steps: Act) -> tuple[Comparison, Decisions]:
    """What is on screen after one act after another, and the decisions by then."""
    decisions, comparison = NONE, UNDECIDED
    for act in steps:
        decisions = act(Ground(comparison.story, comparison.sentences), decisions, comparison)
        comparison = made(decisions)
    return comparison, decisions


def the_same(one: Comparison, other: Comparison) -> None:
    """Both tell the same, a fact at a time so that a failure can be read."""
    for left, right in zip(one.facts, other.facts, strict=True):
        assert left == right
    assert json_export.render(one) == json_export.render(other)


# --- one act after another ----------------------------------------------------------------------------------------


def sentences_of(fact: Fact) -> list[str]:
    return [id_ for cell in fact.cells.values() for id_ in cell]


def shared(comparison: Comparison) -> list[Fact]:
    return [fact for fact in comparison.facts if len(fact.cells) > 1]


def join(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = comparison.facts
        moved, into = facts[n % len(facts)], facts[m % len(facts)]
        return acts.join(ground, decisions, [(sentences_of(moved)[0], moved)], into)

    return act


def take_out(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = shared(comparison)
        fact = facts[n % len(facts)]
        held = sentences_of(fact)
        return acts.take_out(ground, decisions, [held[m % len(held)]], fact)

    return act


def split(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = shared(comparison)
        fact = facts[n % len(facts)]
        held = sentences_of(fact)
        return acts.split(ground, decisions, held[: 1 + m % (len(held) - 1)], fact)

    return act


def merge(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = comparison.facts
        return acts.merge(ground, decisions, [facts[n % len(facts)], facts[m % len(facts)]])

    return act


def confirm(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = shared(comparison)
        fact = facts[n % len(facts)]
        return acts.confirm(ground, decisions, sentences_of(fact)[:1], fact)

    return act


def move(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = comparison.facts
        moved, behind = n % len(facts), m % (len(facts) + 1) - 1
        anchor = behind if behind >= 0 else None
        return decisions if moved == anchor else acts.move(ground, decisions, facts, moved, anchor)

    return act


def relabel(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = comparison.facts
        return acts.relabel(ground, decisions, facts[n % len(facts)], f"the {m}th *matter*\x1b[2J")

    return act


def judge(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = comparison.facts
        verdict = list(Verdict)[m % len(Verdict)]
        return acts.judge(ground, decisions, facts[n % len(facts)], verdict, "who told them?\nask |again|")

    return act


def differences(comparison: Comparison) -> list[tuple[Fact, int]]:
    return [(fact, number) for fact in comparison.facts for number in range(len(fact.differences))]


def judge_difference(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        if not (found := differences(comparison)):
            return decisions
        fact, number = found[n % len(found)]
        return acts.judge(ground, decisions, fact.differences[number], list(Verdict)[m % len(Verdict)], "odd")

    return act


def dismiss(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        if not (found := differences(comparison)):
            return decisions
        fact, number = found[n % len(found)]
        return acts.dismiss(ground, decisions, fact.differences[number])

    return act


def add(n: int, m: int) -> Act:
    def act(ground: Ground, decisions: Decisions, comparison: Comparison) -> Decisions:
        facts = shared(comparison)
        fact = facts[n % len(facts)]
        values = []
        for source, cell in list(fact.cells.items())[:2]:
            sentence = comparison.sentences[cell[0]]
            word = sentence.text.split()[0]
            values.append(Mention(source, sentence.id, sentence.start, sentence.start + len(word), word))
        return acts.add_difference(ground, decisions, DifferenceType.ROLE, list(Severity)[m % 3], values)

    return act


KINDS = (join, take_out, split, merge, confirm, move, relabel, judge, judge_difference, dismiss, add)
STEPS = st.builds(lambda kind, n, m: kind(n, m), st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 60))


@settings(deadline=None, max_examples=40)
@given(st.lists(STEPS, max_size=7))
def test_what_was_decided_comes_back_field_by_field(steps: list[Act]) -> None:
    comparison, _ = after(*steps)
    read = opened(comparison)
    bare = {id_: replace(one, tokens=(), values=()) for id_, one in comparison.sentences.items()}
    assert {id_: replace(one, values=()) for id_, one in read.sentences.items()} == bare
    the_same(read, comparison)


@settings(deadline=None, max_examples=40)
@given(st.lists(STEPS, max_size=7))
def test_the_decisions_found_in_an_export_make_the_same_comparison(steps: list[Act]) -> None:
    comparison, _ = after(*steps)
    the_same(made(recovered(opened(comparison))), comparison)


# --- what a comparison shows, and what it does not ----------------------------------------------------------------


def test_where_nothing_was_decided_nothing_is_found() -> None:
    assert recovered(UNDECIDED) == NONE
    assert answers(UNDECIDED) == {}
    for threshold in (0.0, 0.05, 0.1, 0.3):
        comparison = ALIGNMENT.comparison(Options(threshold=threshold))
        assert recovered(comparison) == NONE


def test_nothing_is_found_in_the_seeds() -> None:
    comparison = compare(reading.load([SEEDS]))
    assert recovered(opened(comparison)) == NONE


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=6), st.lists(STEPS, max_size=3)
)
def test_what_a_model_answered_comes_back_as_its_own(said: list[tuple[int, int, bool]], steps: list[Act]) -> None:
    ground = Ground(UNDECIDED.story, UNDECIDED.sentences)
    keys = sorted({ground.key(s.id) for s in UNDECIDED.sentences.values() if s.kind is not Kind.FURNITURE})
    pairs = {
        Pair.of(keys[n % len(keys)], keys[m % len(keys)]): same for n, m, same in said if n % len(keys) != m % len(keys)
    }
    across = {pair: same for pair, same in pairs.items() if pair.a.file != pair.b.file}
    comparison = made(NONE, across)
    found = answers(opened(comparison))
    assert found.items() <= across.items()
    assert recovered(opened(comparison)) == NONE
    the_same(made(NONE, dict(found)), comparison)
    # With a person's word over it: what stands in the comparison is still the model's.
    assert answers(opened(made(after(*steps)[1], across))).items() <= across.items()


def test_a_stale_judgement_comes_back_stale_and_can_be_given_anew() -> None:
    comparison, decisions = after(judge(1, 1), take_out(0, 0))
    (stale,) = [fact for fact in comparison.facts if fact.judgement != UNJUDGED]
    assert stale.judgement == Judgement(Verdict.CHECKED, "who told them?\nask |again|", True)
    again = made(found := recovered(opened(comparison)))
    the_same(again, comparison)
    (fact,) = [fact for fact in again.facts if fact.judgement != UNJUDGED]
    ground = Ground(again.story, again.sentences)
    anew = acts.judge(ground, found, fact, Verdict.ASK, "once more")
    judgements = [fact.judgement for fact in made(anew).facts if fact.judgement != UNJUDGED]
    assert judgements == [Judgement(Verdict.ASK, "once more", False)]
    assert len(anew.judgements) == 1
    assert document.read(document.render(found)) == found
    assert len(decisions.judgements) == 1


def test_a_difference_that_is_judged_and_one_that_is_added_come_back() -> None:
    comparison, _ = after(add(0, 0), judge_difference(0, 2))
    found = list(recovered(opened(comparison)))
    assert {type(one) for one in found} == {Added, Judged}


def test_two_sentences_of_one_source_that_a_person_joined_stay_together() -> None:
    alone = [n for n, fact in enumerate(UNDECIDED.facts) if set(fact.cells) == {"B"}]
    comparison, _ = after(merge(alone[0], alone[1]))
    (row,) = [fact for fact in comparison.facts if fact.cells.get("B", ()) and len(fact.cells["B"]) == 2]
    (link,) = row.links
    assert (link.by, row.is_corrected) == (By.PERSON, True)
    assert [one.same for one in recovered(opened(comparison)) if isinstance(one, Ruling)] == [True]
    the_same(made(recovered(opened(comparison))), comparison)
