"""Which decision fits what: the exact one before the one that is nearly it, and what is short of that is listed."""

from __future__ import annotations

from aligner.comparison import Alignment
from aligner.decisions import acts
from aligner.decisions.fitting import Facts
from aligner.decisions.ground import Ground
from aligner.decisions.records import NONE, Added, Contrast, Decisions, Judged, Key, Label, Row, Words
from aligner.model import UNJUDGED, By, Comparison, Difference, DifferenceType, Fact, Mention, Severity, Verdict
from tests.aligner.decisions.story import compared, story_of

MADE = compared()[0]
GROUND = Ground(MADE.story, MADE.sentences)
LARGE = max(MADE.facts, key=lambda fact: len(GROUND.row(fact)))
ROW = GROUND.row(LARGE)


def first_words(fact: Fact, nth: int = 0) -> list[Mention]:
    """The word at a place in the first sentence of each source of a fact."""
    told = [MADE.sentences[cell[0]] for cell in fact.cells.values()]
    return [Mention(s.source, s.id, s.tokens[nth].start, s.tokens[nth].end, s.tokens[nth].text) for s in told]


def added(comparison: Comparison) -> list[Difference]:
    return [one for fact in comparison.facts for one in fact.differences if one.by is By.PERSON]


def part(row: Row, count: int) -> Row:
    return frozenset(sorted(row)[:count])


def test_a_fact_is_found_by_a_part_of_it_and_that_is_told() -> None:
    facts = Facts(GROUND, MADE.facts)
    index = MADE.facts.index(LARGE)
    assert len(ROW) >= 3
    assert facts.find(ROW) == (index, True)
    assert facts.find(part(ROW, len(ROW) - 1)) == (index, False)


def test_of_labels_of_parts_that_of_the_larger_part_holds() -> None:
    small = Label(frozenset([min(ROW)]), "small")
    large = Label(frozenset(sorted(ROW)[1:]), "large")
    for both in ([small, large], [large, small]):
        made, unfit = compared(Decisions.of(both))
        assert "large" in {fact.label for fact in made.facts}
        assert [one.decision for one in unfit] == [small]


def test_a_fact_that_lost_a_sentence_has_its_label_replaced_not_another_beside_it() -> None:
    labelled = acts.relabel(GROUND, NONE, LARGE, "once")
    out = next(iter(LARGE.cells.values()))[:1]
    made, _ = compared(acts.take_out(GROUND, labelled, out, LARGE))
    less = next(fact for fact in made.facts if fact.label == "once")
    assert GROUND.row(less) < ROW
    again = acts.relabel(GROUND, labelled, less, "now")
    assert [one.text for one in again if isinstance(one, Label)] == ["now"]


def test_what_was_parted_is_joined_to_a_third_together() -> None:
    alone = [fact for fact in MADE.facts if len(fact.cells) == 1]
    one, other = alone[:2]
    (a,), (b,) = (next(iter(fact.cells.values())) for fact in (one, other))
    apart = acts.rule(GROUND, NONE, a, b, same=False)
    made, unfit = compared(acts.join(GROUND, apart, [(a, one), (b, other)], LARGE))
    assert unfit == ()
    assert any({GROUND.key(a), GROUND.key(b), *ROW} <= GROUND.row(fact) for fact in made.facts)


def test_what_stands_there_already_is_not_joined_to_itself() -> None:
    assert acts.join(GROUND, NONE, [(next(iter(LARGE.cells.values()))[0], LARGE)], LARGE) == NONE


def test_the_judgement_of_a_difference_of_ones_own_goes_with_it() -> None:
    decisions = acts.add_difference(GROUND, NONE, DifferenceType.ROLE, Severity.DETAIL, first_words(LARGE))
    (mine,) = added(compared(decisions)[0])
    judged = acts.judge(GROUND, decisions, mine, Verdict.ASK)
    (mine,) = added(compared(judged)[0])
    assert mine.judgement.verdict is Verdict.ASK
    assert acts.dismiss(GROUND, judged, mine) == NONE


def test_a_difference_is_judged_by_itself_not_by_one_with_more_values() -> None:
    words = first_words(LARGE)
    assert len(words) > 2
    few = acts.add_difference(GROUND, NONE, DifferenceType.ROLE, Severity.DETAIL, words[:2])
    both = acts.add_difference(GROUND, few, DifferenceType.ROLE, Severity.DETAIL, words)
    mine = next(one for one in added(compared(both)[0]) if len(one.values) == 2)
    made, _ = compared(acts.judge(GROUND, both, mine, Verdict.ASK))
    judged = {len(one.values): one.judgement for one in added(made)}
    assert judged[2].verdict is Verdict.ASK
    assert judged[3] == UNJUDGED


def test_a_difference_with_one_value_in_common_is_another_one() -> None:
    one, other = first_words(LARGE)[:2]
    decisions = acts.add_difference(GROUND, NONE, DifferenceType.ROLE, Severity.DETAIL, [one, other])
    gone = Words(GROUND.key(other.sentence), "otherwise")
    about = Judged(Contrast(DifferenceType.ROLE, frozenset([GROUND.words(one), gone])), Verdict.ASK)
    made, unfit = compared(decisions.with_([about]))
    assert [d.judgement for d in added(made)] == [UNJUDGED]
    assert [one.decision for one in unfit] == [about]


def test_a_difference_that_was_added_needs_all_its_words_and_two_sources_in_one_fact() -> None:
    words = [GROUND.words(one) for one in first_words(LARGE)]
    lacking = Added(
        Contrast(DifferenceType.ROLE, frozenset([*words, Words(words[0].sentence, "no such words")])), Severity.DETAIL
    )
    away = next(fact for fact in MADE.facts if len(fact.cells) == 1 and "C" in fact.cells)
    split = Added(
        Contrast(DifferenceType.NAME, frozenset([words[0], GROUND.words(first_words(away)[0])])), Severity.DETAIL
    )
    made, unfit = compared(Decisions.of([lacking, split]))
    assert added(made) == []
    assert {one.decision for one in unfit} == {lacking, split}


def test_a_decision_that_is_about_another_article_as_well_is_not_to_review() -> None:
    here = Key(min(ROW).file, "Nothing like it.")
    about = Judged(frozenset([here, Key("gone.txt", "It was said.")]), Verdict.ASK)
    (unfit,) = compared(Decisions.of([about]))[1]
    assert unfit.is_elsewhere
    (unfit,) = compared(Decisions.of([Judged(frozenset([here]), Verdict.ASK)]))[1]
    assert not unfit.is_elsewhere


def test_passages_that_overlap_are_told_apart() -> None:
    text = "“So no no no,” said the harbour master."
    story = story_of({"a.txt": f"Harbour closed\n\n{text}\n", "b.txt": "Harbour closed\n\nIt was closed.\n"})
    ground = Ground(story, Alignment(story).comparison().sentences)
    once, again = (Words(Key("a.txt", text), "no no", nth) for nth in (0, 1))
    first, second = ground.mention(once), ground.mention(again)
    assert first is not None
    assert second is not None
    assert second.start == first.start + 3
    assert [ground.words(first), ground.words(second)] == [once, again]
