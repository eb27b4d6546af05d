"""What a person does to a comparison is what the comparison is then; and comes back from the file the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.comparison import Alignment
from aligner.decisions import acts
from aligner.decisions.book import Book
from aligner.decisions.carrying import carry_over, nearest
from aligner.decisions.document import read, render
from aligner.decisions.fitting import judged
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Decisions, Judged, Key, Label, Place, Ruling
from aligner.model import UNJUDGED, By, Comparison, DifferenceType, Fact, Level, Mention, Severity, Verdict
from tests.aligner.decisions.story import TEXTS, alignment, compared, sentences, story_of
from tests.aligner.decisions.strategies import ALL

FEW = settings(max_examples=int(os.environ.get("TEST_EXAMPLES", "12")), deadline=None)
"""A longer run is ``TEST_EXAMPLES=1000 pytest tests/aligner/decisions``."""


def ground_of(comparison: Comparison) -> Ground:
    return Ground(comparison.story, comparison.sentences)


def place_of(comparison: Comparison, sentence: str) -> set[int]:
    return {n for n in range(len(comparison.facts)) if sentence in sentences(comparison, n)}


def together(comparison: Comparison, one: str, other: str) -> bool:
    return not place_of(comparison, one).isdisjoint(place_of(comparison, other))


def shared(comparison: Comparison) -> list[int]:
    """The facts of several sources."""
    return [n for n, fact in enumerate(comparison.facts) if len(fact.cells) > 1]


# One after another, whatever they are -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scene:
    """What is on screen, and what an act is about: a fact, some of its sentences, another fact."""

    comparison: Comparison
    decisions: Decisions
    index: int
    part: Sequence[str]
    other: int | None

    @property
    def ground(self) -> Ground:
        return ground_of(self.comparison)

    @property
    def fact(self) -> Fact:
        return self.comparison.facts[self.index]

    @property
    def rest(self) -> list[str]:
        return sorted(sentences(self.comparison, self.index) - set(self.part))

    @property
    def there(self) -> list[str]:
        assert self.other is not None
        return sorted(sentences(self.comparison, self.other))


def scene(comparison: Comparison, decisions: Decisions, data: st.DataObject) -> Scene:
    ground = ground_of(comparison)
    numbers = range(len(comparison.facts))
    index = data.draw(st.sampled_from(numbers))
    held = sorted(sentences(comparison, index))
    part = data.draw(st.lists(st.sampled_from(held), min_size=1, unique=True))
    # What an article repeats goes with its first.
    part += [s for s in held if ground.key(s) in {ground.key(p) for p in part} and s not in part]
    other = data.draw(st.none() | st.sampled_from(numbers).filter(lambda n: n != index))
    return Scene(comparison, decisions, index, part, other)


Done = tuple[Decisions, Callable[[Comparison], None]]


def all_together(comparison: Comparison, held: Sequence[str]) -> bool:
    return all(together(comparison, a, b) for a in held for b in held)


def all_apart(comparison: Comparison, some: Sequence[str], others: Sequence[str]) -> bool:
    return not any(together(comparison, a, b) for a in some for b in others)


def take_out(at: Scene) -> Done:
    def check(found: Comparison) -> None:
        assert all_apart(found, at.part, at.rest)

    return acts.take_out(at.ground, at.decisions, at.part, at.fact), check


def split(at: Scene) -> Done:
    def check(found: Comparison) -> None:
        assert all_apart(found, at.part, at.rest)
        assert all_together(found, at.part)
        assert all_together(found, at.rest)

    return acts.split(at.ground, at.decisions, at.part, at.fact), check


def join(at: Scene) -> Done:
    def check(found: Comparison) -> None:
        assert all(together(found, moved, other) for moved in at.part for other in [*at.part, *sure])

    if at.other is None:
        return take_out(at)
    # That what is there belongs together is not confirmed by it: what is so only perhaps may stay behind.
    perhaps = at.comparison.facts[at.other].perhaps
    sure = [sentence for sentence in at.there if sentence not in perhaps] or at.there
    moved = [(sentence, at.fact) for sentence in at.part]
    return acts.join(at.ground, at.decisions, moved, at.comparison.facts[at.other]), check


def merge(at: Scene) -> Done:
    def check(found: Comparison) -> None:
        for one, other in combinations(sorted({*at.part, *at.rest, *at.there}), 2):
            # What is in a fact only perhaps is not confirmed by it, and may leave those it was there with.
            loose = any({one, other} <= held and {one, other} & perhaps for held, perhaps in rows)
            assert loose or together(found, one, other)

    if at.other is None:
        return split(at)
    both = [at.fact, at.comparison.facts[at.other]]
    rows = [(sentences(at.comparison, n), set(at.comparison.facts[n].perhaps)) for n in (at.index, at.other)]
    return acts.merge(at.ground, at.decisions, both), check


def move(at: Scene) -> Done:
    names = [frozenset(sentences(at.comparison, n)) for n in range(len(at.comparison.facts))]

    def check(found: Comparison) -> None:
        expected = [name for n, name in enumerate(names) if n != at.index]
        place = 0 if at.other is None else expected.index(names[at.other]) + 1
        expected.insert(place, names[at.index])
        assert [frozenset(sentences(found, n)) for n in range(len(found.facts))] == expected

    return acts.move(at.ground, at.decisions, at.comparison.facts, at.index, at.other), check


def relabel(at: Scene) -> Done:
    name = f"A name of {at.index}"

    def check(found: Comparison) -> None:
        called = found.facts[at.index]
        assert (called.label, called.label_by) == (name, By.PERSON)

    return acts.relabel(at.ground, at.decisions, at.fact, f" {name}\n"), check


def judge(at: Scene) -> Done:
    note = f"why {at.index}"

    def check(found: Comparison) -> None:
        judgement = found.facts[at.index].judgement
        assert (judgement.verdict, judgement.note, judgement.is_stale) == (Verdict.ASK, note, False)

    return acts.judge(at.ground, at.decisions, at.fact, Verdict.ASK, f" {note} "), check


def dismiss(at: Scene) -> Done:
    if not at.fact.differences:
        return judge(at)
    gone = at.ground.contrast(at.fact.differences[0])

    def check(found: Comparison) -> None:
        assert gone not in {at.ground.contrast(d) for f in found.facts for d in f.differences}

    return acts.dismiss(at.ground, at.decisions, at.fact.differences[0]), check


ACTS = st.sampled_from([join, take_out, split, merge, move, relabel, judge, dismiss])


def act(comparison: Comparison, decisions: Decisions, data: st.DataObject) -> Done:
    """Something a person does to what is on screen, and what must hold of the comparison after it."""
    return data.draw(ACTS)(scene(comparison, decisions, data))


@FEW
@given(st.data())
def test_every_act_does_what_it_says(data: st.DataObject) -> None:
    """On a comparison that other acts have changed already."""
    comparison, decisions = compared()[0], NONE
    everyone = {s for n in range(len(comparison.facts)) for s in sentences(comparison, n)}
    for number in range(data.draw(st.integers(1, 5))):
        decisions, check = act(comparison, decisions, data)
        comparison, unfit = compared(decisions)
        check(comparison)
        assert number or not unfit, "what was decided just now fits"
        assert {s for n in range(len(comparison.facts)) for s in sentences(comparison, n)} == everyone
        assert not [one for one in unfit if one.missing], "every sentence is there"


@FEW
@given(st.data())
def test_it_comes_back_from_the_file_the_same(data: st.DataObject) -> None:
    """Whatever the order in which the file tells it, and in which the articles are given."""
    comparison, decisions = compared()[0], NONE
    for _ in range(data.draw(st.integers(1, 6))):
        decisions, _ = act(comparison, decisions, data)
        comparison, unfit = compared(decisions)
    again, unfit_again = compared(read(render(decisions)))
    assert again == comparison
    assert set(unfit_again) == set(unfit)
    shuffled = list(decisions)
    data.draw(st.randoms(use_true_random=False)).shuffle(shuffled)
    assert compared(Decisions.of(shuffled))[0] == comparison


def bare(comparison: Comparison) -> list[tuple[object, ...]]:
    """What a comparison says, sentences by their words, whatever the columns are called."""
    ground = ground_of(comparison)
    return [
        (ground.row(f), f.label, f.label_by, f.judgement, f.is_moved, {ground.contrast(d) for d in f.differences})
        for f in comparison.facts
    ]


@FEW
@given(st.data())
def test_the_order_of_the_articles_is_no_matter(data: st.DataObject) -> None:
    comparison, decisions = compared()[0], NONE
    for _ in range(data.draw(st.integers(1, 4))):
        decisions, _ = act(comparison, decisions, data)
        comparison, _ = compared(decisions)
    other, _ = compared(decisions, ("post.txt", "herald.txt", "observer.txt"))
    assert bare(other) == bare(comparison)


@FEW
@given(st.data())
def test_everything_is_taken_back_and_made_again(data: st.DataObject) -> None:
    book, states = Book(), [NONE]
    comparison = compared()[0]
    for _ in range(data.draw(st.integers(1, 4))):
        decisions, _ = act(comparison, book.decisions, data)
        if book.decide(decisions, "it"):
            states.append(decisions)
        comparison = compared(book.decisions)[0]
    for state in reversed(states[:-1]):
        assert book.undo() == "it"
        assert book.decisions == state
    assert book.undo() is None
    for state in states[1:]:
        assert book.redo() == "it"
        assert book.decisions == state
    assert book.redo() is None


# Each by itself -----------------------------------------------------------------------------------------------------


def test_what_is_the_persons_is_told_apart() -> None:
    made, _ = compared()
    ground = ground_of(made)
    index = shared(made)[0]
    fact = made.facts[index]
    out = fact.cells["A"][0]
    after, unfit = compared(acts.take_out(ground, NONE, [out], fact))
    assert unfit == ()
    left = next(f for f in after.facts if set(fact.cells["B"]) & sentences_in(f))
    assert any(apart.b == out and apart.by is By.PERSON for apart in left.apart)
    assert left.is_corrected
    assert not any(f.is_corrected for f in made.facts)
    lone, single = next((n, f) for n, f in enumerate(made.facts) if len(f.cells) == 1)
    joined, _ = compared(acts.merge(ground, NONE, [fact, single]))
    new = next(f for f in joined.facts if sentences(made, lone) <= sentences_in(f))
    assert {link.by for link in new.links if sentences(made, lone) & {link.a, link.b}} == {By.PERSON}
    assert all(link.level is Level.SAME for link in new.links if link.by is By.PERSON)


def sentences_in(fact: Fact) -> set[str]:
    return {id_ for cell in fact.cells.values() for id_ in cell}


def test_what_is_confirmed_is_no_longer_perhaps() -> None:
    made, _ = compared()
    index = next((n for n in shared(made) if made.facts[n].perhaps), None)
    assert index is not None, "the story has something that is only perhaps"
    fact = made.facts[index]
    sure, _ = compared(acts.confirm(ground_of(made), NONE, fact.perhaps, fact))
    found = next(f for f in sure.facts if sentences_in(f) == sentences_in(fact))
    assert found.perhaps == ()


def test_what_is_put_where_it_stands_already_stays_there_when_it_leaves_its_other_fact() -> None:
    """Found by fuzzing: that it was held there by the fact that it left was forgotten."""
    comparison, decisions = compared()[0], NONE
    decisions = acts.take_out(ground_of(comparison), decisions, ["A00", "A01"], comparison.facts[0])
    comparison = compared(decisions)[0]
    decisions = acts.split(ground_of(comparison), decisions, ["A01", "A04", "B00", "C01"], comparison.facts[2])
    comparison = compared(decisions)[0]
    # One sentence in two facts: it leaves either of them, to be in the other one.
    homes = [fact for fact in comparison.facts if any("A04" in cell for cell in fact.cells.values())]
    assert len(homes) == 2
    for left, kept in (homes, homes[::-1]):
        there = {id_ for cell in kept.cells.values() for id_ in cell}
        moved = acts.join(ground_of(comparison), decisions, [("A04", left)], kept)
        found = compared(moved)[0]
        assert all(together(found, "A04", other) for other in there)


def test_facts_that_are_made_one_do_not_part_within() -> None:
    """Found by fuzzing: what stood together in one of them before was not said to, and went to rows of its own."""
    comparison, decisions = compared()[0], NONE
    decisions = acts.take_out(ground_of(comparison), decisions, ["A01"], comparison.facts[0])
    comparison = compared(decisions)[0]
    moved = [(id_, comparison.facts[0]) for id_ in ("A00", "B01")]
    decisions = acts.join(ground_of(comparison), decisions, moved, comparison.facts[2])
    comparison = compared(decisions)[0]
    numbers = [n for n in range(len(comparison.facts)) if sentences(comparison, n) & {"A00", "C00"}]
    both = set[str]().union(*(sentences(comparison, n) for n in numbers))
    assert len(numbers) == 2
    decisions = acts.merge(ground_of(comparison), decisions, [comparison.facts[n] for n in numbers])
    assert all_together(compared(decisions)[0], sorted(both))


def test_a_difference_is_dismissed_restored_added_and_judged() -> None:
    made, _ = compared()
    ground = ground_of(made)
    index = next(n for n in shared(made) if made.facts[n].differences)
    fact = made.facts[index]
    difference = fact.differences[0]
    decisions = acts.dismiss(ground, NONE, difference)
    gone, unfit = compared(decisions)
    assert unfit == ()
    assert difference in gone.facts[index].dismissed
    assert difference not in gone.facts[index].differences
    assert compared(acts.restore(ground, decisions, difference))[0] == made

    decisions = acts.judge(ground, NONE, difference, Verdict.WRONG, "ours")
    judged_, _ = compared(decisions)
    assert judged_.facts[index].differences[0].judgement.verdict is Verdict.WRONG

    one, other = (made.sentences[fact.cells[source][0]] for source in list(fact.cells)[:2])
    values = [
        Mention(s.source, s.id, s.start, s.start + len(s.text.split()[0]), s.text.split()[0]) for s in (one, other)
    ]
    decisions = acts.add_difference(ground, NONE, DifferenceType.ROLE, Severity.CONFLICT, values)
    added, unfit = compared(decisions)
    assert unfit == ()
    mine = next(d for d in added.facts[index].differences if d.by is By.PERSON)
    assert [value.text for value in mine.values] == [value.text for value in values]
    assert acts.dismiss(ground, decisions, mine) == NONE, "one's own is simply gone"
    with pytest.raises(ValueError, match="between two sources"):
        acts.add_difference(ground, NONE, DifferenceType.ROLE, Severity.CONFLICT, values[:1])


def test_a_label_and_a_judgement_are_taken_away_again() -> None:
    made, _ = compared()
    ground, fact = ground_of(made), made.facts[0]
    called = acts.relabel(ground, NONE, fact, "So")
    assert acts.relabel(ground, called, compared(called)[0].facts[0], " ") == NONE
    noted = acts.judge(ground, NONE, fact, note="n")
    assert acts.judge(ground, noted, compared(noted)[0].facts[0], note=" ") == NONE


# When articles change -----------------------------------------------------------------------------------------------


CHANGED = {**TEXTS, "observer.txt": TEXTS["observer.txt"].replace("Four workers", "Five workers")}


def test_what_still_fits_is_applied_and_what_does_not_is_listed() -> None:
    made, _ = compared()
    ground = ground_of(made)
    index = next(n for n, f in enumerate(made.facts) if any("Four" in made.sentences[i].text for i in sentences_in(f)))
    fact = made.facts[index]
    four = next(i for i in sentences_in(fact) if "Four" in made.sentences[i].text)
    decisions = acts.judge(ground, NONE, fact, Verdict.CHECKED)
    decisions = acts.relabel(ground, decisions, fact, "The injured")
    decisions = acts.rule(ground, decisions, four, min(sentences_in(fact) - {four}), same=True)
    lone = next(f for f in made.facts if len(f.cells) == 1 and f is not fact)
    decisions = acts.judge(ground, decisions, lone, Verdict.ASK)
    changed = Alignment(story_of(CHANGED)).comparison(decisions=decisions)
    after, unfit = judged(changed, decisions)
    now = next(f for f in after.facts if f.label == "The injured")
    assert now.judgement.verdict is Verdict.CHECKED
    assert now.judgement.is_stale
    assert [type(one.decision) for one in unfit] == [Ruling]
    assert unfit[0].missing == (ground.key(four),)
    assert not unfit[0].is_elsewhere
    assert [f.judgement.is_stale for f in after.facts if f.judgement.verdict is Verdict.ASK] == [False]

    today = ground_of(changed)
    near = nearest(today, ground.key(four))
    assert near is not None
    assert "Five workers" in changed.sentences[near.sentence].text
    carried = carry_over(today, decisions, [unfit[0].decision])
    assert len(carried) == len(decisions)
    assert judged(Alignment(story_of(CHANGED)).comparison(decisions=carried), carried)[1] == ()


@cache
def refreshed_alignment() -> Alignment:
    """The story after one of its articles was refreshed: the text is in another file."""
    return Alignment(story_of({file.replace("herald.txt", "herald.2.txt"): text for file, text in TEXTS.items()}))


@FEW
@given(st.data())
def test_a_refreshed_article_keeps_its_decisions(data: st.DataObject) -> None:
    """What the next version says as the one before did is decided as it was."""
    comparison, decisions = compared()[0], NONE
    for _ in range(data.draw(st.integers(1, 5))):
        decisions, _ = act(comparison, decisions, data)
        comparison, unfit = compared(decisions)
    refreshed, unfit_then = judged(refreshed_alignment().comparison(decisions=decisions), decisions)
    assert refreshed.facts == comparison.facts
    assert set(unfit_then) == set(unfit)


def test_what_is_said_of_the_newer_version_goes_over_what_was_said_of_the_older() -> None:
    made, _ = compared()
    fact = made.facts[shared(made)[0]]
    a, b = fact.cells["A"][0], fact.cells["B"][0]
    older = acts.take_out(ground_of(made), NONE, [a], fact)
    apart = refreshed_alignment().comparison(decisions=older)
    assert not together(apart, a, b)
    both = [apart.facts[n] for n in sorted(place_of(apart, a) | place_of(apart, b))]
    newer = acts.merge(ground_of(apart), older, both)
    assert len(newer) > len(older)
    for decisions in (newer, Decisions.of(reversed(list(newer)))):
        assert together(refreshed_alignment().comparison(decisions=decisions), a, b)


def test_a_changed_sentence_of_a_refreshed_article_is_to_review() -> None:
    texts = {file.replace("observer.txt", "observer.2.txt"): text for file, text in CHANGED.items()}
    ground = ground_of(Alignment(story_of(texts)).comparison())
    gone = Key("observer.txt", "Four workers went to hospital with burns.")
    assert ground.find(gone) is None
    assert ground.is_here(gone)
    near = nearest(ground, gone)
    assert near is not None
    assert ground.key(near.sentence) == Key("observer.2.txt", "Five workers went to hospital with burns.")


def test_decisions_about_articles_that_are_not_compared_are_kept_and_not_to_review() -> None:
    elsewhere = Judged(frozenset([Key("gone.txt", "It was said.")]), Verdict.ASK)
    _, unfit = compared(NONE.with_([elsewhere]))
    assert [one.is_elsewhere for one in unfit] == [True]


@FEW
@given(ALL)
def test_decisions_about_anything_else_change_nothing_and_are_all_listed(decisions: Decisions) -> None:
    plain, _ = compared()
    made, unfit = compared(decisions)
    assert made == plain
    assert {one.decision for one in unfit} == set(decisions)


def test_places_that_wait_for_each_other_are_listed() -> None:
    made, _ = compared()
    ground = ground_of(made)
    one, other = ground.row(made.facts[0]), ground.row(made.facts[1])
    after, unfit = compared(Decisions.of([Place(one, other), Place(other, one)]))
    assert [f.is_moved for f in after.facts if f.is_moved] == []
    assert len(unfit) == 2


def test_a_move_puts_a_fact_where_it_says_also_past_one_that_waited_in_a_circle() -> None:
    made, _ = compared()
    ground = ground_of(made)
    one, other = (ground.row(made.facts[n]) for n in (0, 1))
    circle = Decisions.of([Place(one, other), Place(other, one)])
    decisions = acts.move(ground, circle, compared(circle)[0].facts, 1, 2)
    expected = [made.facts[n].cells for n in (0, 2, 1, *range(3, len(made.facts)))]
    assert [fact.cells for fact in compared(decisions)[0].facts] == expected
    assert compared(decisions)[1] == ()


def test_differences_stand_in_one_order_whichever_was_added_first() -> None:
    made, _ = compared()
    ground = ground_of(made)
    fact = made.facts[shared(made)[0]]
    decisions = NONE
    for nth in (2, 0, 1):
        sentences = (made.sentences[cell[0]] for cell in list(fact.cells.values())[:2])
        tokens = [(s, s.tokens[nth]) for s in sentences]
        values = [Mention(s.source, s.id, t.start, t.end, t.text) for s, t in tokens]
        decisions = acts.add_difference(ground, decisions, DifferenceType.ROLE, Severity.DETAIL, values)
    assert len(decisions) == 3
    assert compared(read(render(decisions))) == compared(decisions)


def test_of_two_labels_of_one_fact_one_is_listed() -> None:
    made, _ = compared()
    ground = ground_of(made)
    fact = made.facts[shared(made)[0]]
    row = ground.row(fact)
    part = frozenset(sorted(row)[:-1])
    both = [Label(row, "Whole"), Label(part, "Part")]
    for labels in (both, both[::-1]):
        after, unfit = compared(Decisions.of(labels))
        assert "Whole" in {f.label for f in after.facts}, "the one that fits best"
        assert [one.decision for one in unfit] == [both[1]]


def test_nothing_judged_is_left_of_an_earlier_judgement() -> None:
    made, _ = compared()
    judged_once, _ = compared(acts.judge(ground_of(made), NONE, made.facts[0], Verdict.ASK))
    again, _ = judged(judged_once, NONE)
    assert all(replace(f, judgement=UNJUDGED) == f for f in again.facts)


def test_the_story_is_what_the_tests_take_it_for() -> None:
    made, _ = compared()
    assert len(shared(made)) >= 3
    assert alignment() is alignment(), "aligned once"
