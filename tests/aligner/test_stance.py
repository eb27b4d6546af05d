"""Two articles that are not equally sure of one thing, or of which one denies what the other states."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.comparison import compare, read_sentences
from aligner.export import render
from aligner.model import Agreement, Comparison, DifferenceType, Kind, Mention, Relation, Sentence, Severity
from aligner.reading.article import read_article
from aligner.speech import SpeechTie
from aligner.stance import stance_ties
from aligner.ties import Tie
from aligner.told import Told, gather
from tests.aligner.story import make_story

CERTAINTY, NEGATION = DifferenceType.CERTAINTY, DifferenceType.NEGATION


def sentences_of(*texts: str) -> list[Sentence]:
    """The body sentences of articles A, B, ..."""
    return [
        s
        for source, text in zip("ABCD", texts, strict=False)
        for s in read_sentences(read_article(source, f"{source}.txt", f"News of a ferry\n\n{text}\n"))
        if s.kind is Kind.BODY
    ]


def ties_of(*texts: str, odds: float = 1.0, weight: float = 0.9) -> list[SpeechTie]:
    sentences = sentences_of(*texts)
    pairs = [(i, j) for i, j in combinations(range(len(sentences)), 2) if sentences[i].source != sentences[j].source]
    return list(stance_ties(sentences, dict.fromkeys(pairs, odds), lambda stem: weight))


@pytest.mark.parametrize(
    ("a", "b", "marks", "relation"),
    [
        (
            "The harbour board opened a formal investigation into the crash.",
            "The harbour board opened a preliminary investigation into the crash.",
            ("formal", "preliminary"),
            Relation.CONFLICT,
        ),
        (
            "The harbour board said this is not a formal investigation of the crash.",
            "The harbour board began a formal investigation of the crash.",
            ("not a formal investigation", "formal"),
            Relation.CONFLICT,
        ),
        (
            "The owner confirmed the sale of the ferry.",
            "The owner denied the sale of the ferry.",
            ("confirmed", "denied"),
            Relation.CONFLICT,
        ),
        (
            "The owner confirmed the sale of the ferry.",
            "The owner has not confirmed the sale of the ferry.",
            ("confirmed", "not confirmed"),
            Relation.CONFLICT,
        ),
        (
            "The ferry is expected to sail from the island again.",
            "The ferry is unlikely to sail from the island again.",
            ("expected", "unlikely"),
            Relation.CONFLICT,
        ),
        (
            "The owner might sell the ferry to a yard.",
            "The owner plans to sell the ferry to a yard.",
            ("might", "plans to"),
            Relation.DETAIL,
        ),
        (
            "The pilot allegedly slept while the ferry sailed.",
            "The pilot admitted that he slept while the ferry sailed.",
            ("allegedly", "admitted"),
            Relation.DETAIL,
        ),
    ],
)
def test_two_rungs_of_one_thing(a: str, b: str, marks: tuple[str, str], relation: Relation) -> None:
    ((kind, one, other, stands, _),) = ties_of(a, b)
    assert (kind, one.text, other.text, stands) == (CERTAINTY, *marks, relation)
    assert one.normal
    assert other.normal
    assert one.normal != other.normal
    assert [tie[3] for tie in ties_of(b, a)] == [relation]


@pytest.mark.parametrize(
    ("a", "b", "denied", "stated"),
    [
        (
            "The drowned pilot has not been identified.",
            "The drowned pilot was identified.",
            "not been identified",
            None,
        ),
        ("The owner did not insure the ferry.", "The owner insured the ferry.", "not insure", "insured"),
        ("The owner didn’t insure the ferry.", "The owner insured the ferry.", "didn’t insure", "insured"),
        ("The owner never insured the ferry.", "The owner had insured the ferry.", "never insured", "insured"),
        ("The owner failed to insure the ferry.", "The owner insured the ferry.", "failed to insure", "insured"),
        ("The ferry's hull wasn't damaged.", "The ferry's hull was badly damaged.", "wasn't damaged", "damaged"),
        ("The harbour no longer allows ferries.", "The harbour allows ferries.", "no longer allows", None),
    ],
)
def test_what_only_one_denies(a: str, b: str, denied: str, stated: str | None) -> None:
    ((kind, one, other, relation, _),) = ties_of(a, b)
    assert (kind, relation) == (NEGATION, Relation.CONFLICT)
    assert (one.text, other.text) == (denied, stated or denied.split()[-1])
    assert (one.normal, other.normal) == ({"negated": True}, {"negated": False})
    ((_, other, one, _, _),) = ties_of(b, a)
    assert (one.text, one.source, other.source) == (denied, "B", "A")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # the same rung, or rungs that go together
        ("The owner confirmed the sale of the ferry.", "The owner has confirmed the sale of the ferry."),
        ("The owner denied the alleged fraud at the yard.", "The owner is accused of fraud at the yard."),
        # of something else
        ("The owner confirmed the sale of the ferry.", "The owner denied the theft of the ferry."),
        ("Rita Moss admitted the theft of a boat in spring.", "Tor Dahl is suspected of theft of a boat in spring."),
        # nothing is denied twice over
        ("The owner did not insure the ferry.", "The ferry's owner did not insure it."),
        ("The owner did not insure the ferry.", "The owner neglected to insure the ferry."),
        ("The owner did not insure the ferry.", "The owner refused to insure the ferry."),
        ("The owner did not insure the ferry.", "Few owners insured a ferry."),
        # a noun is no verb
        ("Divers did not find the ferry's pilot.", "The find of the ferry's pilot surprised divers."),
        ("Judges did not deport the ferry's pilot.", "Deportation of the ferry's pilot was up to judges."),
        ("No debris of the ferry was found by divers.", "Divers hunt for debris of the ferry."),
        # nothing is stated
        ("The owner did not insure the ferry.", "If the owner insured the ferry, the yard will pay."),
        ("The owner did not insure the ferry.", "Would the owner have insured the ferry?"),
        ("The owner did not insure the ferry.", "The owner should have insured the ferry."),
        ("The owner did not insure the ferry.", "The owner promised to insure the ferry."),
        ("The owner was told not to insure the ferry.", "The owner insured the ferry."),
        ("Don't insure the ferry, owner.", "The owner insured the ferry."),
        # in another voice
        ("The owner did not insure the ferry.", "The ferry and the owner were insured."),
        # about something else
        ("The owner did not insure the ferry.", "The museum insured a painting."),
    ],
)
def test_what_is_no_difference(a: str, b: str) -> None:
    assert ties_of(a, b) == []
    assert ties_of(b, a) == []


def test_sentences_that_hardly_state_the_same_are_left_alone() -> None:
    pair = ("The owner confirmed the sale of the ferry.", "The owner denied the sale of the ferry.")
    assert ties_of(*pair)
    assert ties_of(*pair, odds=-3.0) == []


def test_common_words_around_are_not_enough() -> None:
    pair = ("The owner did not insure the ferry.", "The owner insured the ferry.")
    assert ties_of(*pair)
    assert ties_of(*pair, weight=0.2) == []


def compared(*texts: str) -> Comparison:
    return compare(make_story({f"{n}.txt": f"Headline {n} of {text[:9]}\n\n{text}" for n, text in enumerate(texts)}))


def test_a_denied_statement_is_a_conflict_of_its_row_and_of_the_ledger() -> None:
    comparison = compared(
        "The owner of the Northern Light did not insure the ferry against storms, the harbour master said.",
        "The owner of the Northern Light insured the ferry against storms, the harbour master said.",
    )
    (fact,) = [f for f in comparison.facts if f.differences]
    (difference,) = fact.differences
    assert (difference.type, difference.severity) == (NEGATION, Severity.CONFLICT)
    assert [value.text for value in difference.values] == ["not insure", "insured"]
    assert (fact.agreement, fact.reason) == (Agreement.CONFLICT, "one denies what the other states")
    (entry,) = comparison.ledger
    assert (entry.type, entry.severity, entry.mentions) == (NEGATION, Severity.CONFLICT, difference.values)
    assert "- negation: not insure (A) · insured (B)" in render(comparison, "markdown")


def test_two_rungs_are_a_difference_of_their_row() -> None:
    comparison = compared(
        "The owner of the Northern Light might sell the ferry to a Danish yard, the harbour master said.",
        "The owner of the Northern Light plans to sell the ferry to a Danish yard, the harbour master said.",
    )
    (fact,) = [f for f in comparison.facts if f.differences]
    (difference,) = fact.differences
    assert (difference.type, difference.severity) == (CERTAINTY, Severity.DETAIL)
    assert difference.summary == "different degrees of certainty"
    assert (fact.agreement, fact.reason) == (Agreement.PARTIAL, "different degrees of certainty")
    assert "Certainty: might (A) · plans to (B)" in render(comparison, "markdown")


def test_sources_that_say_the_same_are_no_difference_without_the_third() -> None:
    texts = ("did not insure the ferry.", "insured the ferry.", "never insured the ferry.")
    ties = sorted((Tie(*t) for t in ties_of(*(f"The owner {text}" for text in texts))), key=lambda t: -t.strength)
    (told,) = gather(ties)
    assert len(told.mentions) == 3
    both = told.within({m.sentence for m in told.mentions if m.source in "AC"})
    assert both == Told(NEGATION, (), both.mentions if both else (), frozenset())


WORDS = (
    "The owner not did didn't never was has been failed to insure insured insuring ferry confirmed denied may plans if "
    "formal sale ? , . no longer the of a 10 Moss"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_ties_point_at_the_words_they_name_and_do_not_depend_on_the_order(a: str, b: str) -> None:
    sentences = sentences_of(a, b)
    texts = {s.id: (s.start, s.text) for s in sentences}

    def found(ordered: list[Sentence]) -> list[SpeechTie]:
        pairs = combinations(range(len(ordered)), 2)
        scored = {(i, j): 2.0 for i, j in pairs if ordered[i].source != ordered[j].source}
        return list(stance_ties(ordered, scored, lambda stem: 1.0))

    ties = found(sentences)
    for kind, v, w, relation, strength in ties:
        assert kind in (CERTAINTY, NEGATION)
        assert relation in (Relation.CONFLICT, Relation.DETAIL)
        assert (v.source, w.source) == ("A", "B")
        assert strength > 0
        for mention in (v, w):
            start, text = texts[mention.sentence]
            assert text[mention.start - start : mention.end - start] == mention.text
    turned = found([s for source in "BA" for s in sentences if s.source == source])
    assert {(t[0], place(t[2]), place(t[1])) for t in turned} == {(t[0], place(t[1]), place(t[2])) for t in ties}


def place(mention: Mention) -> tuple[str, int, int]:
    return mention.sentence, mention.start, mention.end
