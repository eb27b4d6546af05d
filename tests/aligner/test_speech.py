"""Quotations of two articles: verbatim, trimmed, reworded, put in another mouth; and what speakers are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.comparison import read_sentences
from aligner.model import DifferenceType, Relation, Sentence
from aligner.reading.article import read_article
from aligner.speech import SpeechTie, quote_ties, role_ties
from aligner.values.names import same_person


def sentences_of(*texts: str) -> list[Sentence]:
    """The sentences of articles A, B, ... of one paragraph each."""
    return [
        s
        for source, text in zip("ABCD", texts, strict=False)
        for s in read_sentences(read_article(source, f"{source}.txt", f"A bridge over the strait\n\n{text}\n"))
    ]


def ties_of(*texts: str) -> list[SpeechTie]:
    return list(quote_ties(sentences_of(*texts), lambda stem: 0.5))


PILOT = "The pilot ignored two warnings from the harbour tower"


@pytest.mark.parametrize(
    ("a", "b", "kind", "relation"),
    [
        # verbatim, whatever the marks and the place of the speaker
        (f'"{PILOT}," said Rita Moss.', f"Rita Moss said: “{PILOT}.”", DifferenceType.QUOTE, Relation.SAME),
        (f'"{PILOT}," said Rita Moss.', f'"{PILOT}," it was heard.', DifferenceType.QUOTE, Relation.SAME),
        (f'"{PILOT}," Rita Moss said.', f'"{PILOT}," said R. Moss.', DifferenceType.QUOTE, Relation.SAME),
        # trimmed
        (
            f'"{PILOT}," said Rita Moss.',
            'Rita Moss said the pilot "ignored two warnings from the harbour".',
            DifferenceType.QUOTE,
            Relation.FORM,
        ),
        # reworded
        (
            f'"{PILOT}," said Rita Moss.',
            '"The pilot disregarded two warnings from the harbour tower," said Rita Moss.',
            DifferenceType.QUOTE,
            Relation.CONFLICT,
        ),
        (  # six of ten words, which is just enough
            '"The pilot ignored two warnings," said Rita Moss.',
            '"The pilot ignored every signal," it was heard.',
            DifferenceType.QUOTE,
            Relation.CONFLICT,
        ),
        # one speaker's only words, put quite differently
        (
            f'"{PILOT}," said Rita Moss.',
            '"This captain would hear no warnings at all," said Rita Moss.',
            DifferenceType.QUOTE,
            Relation.CONFLICT,
        ),
        (  # what an editor put in
            '"A [Mitt] Romney victory (in May) would help," said Rita Moss.',
            '"A Romney victory would help," said Rita Moss.',
            DifferenceType.QUOTE,
            Relation.SAME,
        ),
        (  # what an editor left out
            f'"{PILOT}," said Rita Moss.',
            '"The pilot ignored ... warnings from the harbour ...," said Rita Moss.',
            DifferenceType.QUOTE,
            Relation.FORM,
        ),
        (  # how an outlet spells
            '"The U.S. cancelled our theatre and its colours," said Rita Moss.',
            '"The US canceled our theater and its colors," said Rita Moss.',
            DifferenceType.QUOTE,
            Relation.SAME,
        ),
        # a body by its initials; a speaker by one name and by the whole
        (
            f'"{PILOT}," the Strait Harbour Authority said.',
            f'"{PILOT}," said SHA in a statement.',
            DifferenceType.QUOTE,
            Relation.SAME,
        ),
        (f'Rita Moss came. "{PILOT}," Rita said.', f'"{PILOT}," Moss said.', DifferenceType.QUOTE, Relation.SAME),
        # in another mouth, but only by a pronoun
        (
            f'Rita Moss said no. "{PILOT}," she added.',
            f'"{PILOT}," said Tor Dahl.',
            DifferenceType.QUOTE,
            Relation.SAME,
        ),
        # in another mouth
        (
            f'"{PILOT}," said Rita Moss.',
            f'"{PILOT}," said Tor Dahl.',
            DifferenceType.ATTRIBUTION,
            Relation.CONFLICT,
        ),
    ],
)
def test_two_quotations_of_one_saying_are_tied(a: str, b: str, kind: DifferenceType, relation: Relation) -> None:
    ((found, one, other, stands, likeness),) = ties_of(a, b)
    assert (found, stands) == (kind, relation)
    assert {one.source, other.source} == {"A", "B"}
    assert 0 < likeness <= 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (f'"{PILOT}," said Rita Moss.', '"We shall eat fish for a whole week," said Tor Dahl.'),
        (f'"{PILOT}," said Rita Moss.', '"We shall eat fish for a whole week," said Rita Moss.'),
        ('It is a "ghost ship".', 'They call it a "ghost ship".'),  # a term, not speech
        (  # three words in common, and little else, from one who says more than this
            '"We built the harbour tunnel for children who cross the strait every winter morning," said Rita Moss. '
            '"It is cold," said Rita Moss, "and it will be colder by far before it is warm again."',
            '"Children told me so, and I wept for the tunnel men that night in harbour sheds," said Rita Moss.',
        ),
        (  # of one subject a speaker says many things
            '"This was a big job," said Rita Moss.',
            '"They not only took my money but also a big part of my job," said Rita Moss.',
        ),
        (  # a few words that two people have in common
            '"We shall never give up, not in a hundred years of winters," said Rita Moss.',
            '"We shall never give up," said Tor Dahl.',
        ),
    ],
)
def test_two_sayings_are_not_tied(a: str, b: str) -> None:
    assert ties_of(a, b) == []


def test_no_article_is_tied_with_itself() -> None:
    assert ties_of(f'"{PILOT}," said Rita Moss. "{PILOT}," said Tor Dahl.') == []


def test_each_quotation_has_its_best_match_in_every_other_article() -> None:
    same = f'"{PILOT}," said Rita Moss.'
    near = '"The pilot ignored warnings from the tower," said Rita Moss.'
    pairs = {frozenset((one.source, other.source)) for _, one, other, _, _ in ties_of(same, same, near)}
    assert pairs == {frozenset("AB"), frozenset("AC"), frozenset("BC")}


def test_a_reworded_quotation_is_each_others_best_match() -> None:
    """What A says in two sentences and B in one, word for word one of them, is no rewording of the other."""
    other = "The pilot ignored our two warnings about the harbour ice"
    found = ties_of(f'"{PILOT}," said Rita Moss. "{other}," said Rita Moss.', f'"{PILOT}," said Rita Moss.')
    assert [(relation, one.text, two.text) for _, one, two, relation, _ in found] == [(Relation.SAME, PILOT, PILOT)]


def test_the_order_of_the_articles_changes_nothing() -> None:
    texts = [
        f'"{PILOT}," said Rita Moss.',
        '"The pilot disregarded two warnings from the tower," said Rita Moss.',
        'Tor Dahl said: "The pilot ignored two warnings from the harbour".',
    ]

    def summary(order: list[str]) -> set[tuple[object, ...]]:
        return {(k, r, frozenset((one.text, other.text)), round(n, 9)) for k, one, other, r, n in ties_of(*order)}

    assert summary(texts) == summary(texts[::-1])


def test_a_mention_is_the_passage_of_its_article() -> None:
    sentences = sentences_of(f'"{PILOT}," said Rita Moss.', f'"{PILOT}," said Rita Moss.')
    by_id = {s.id: s for s in sentences}
    for _, *mentions, _, _ in quote_ties(sentences, lambda stem: 0.5):
        for mention in mentions:
            sentence = by_id[mention.sentence]
            assert sentence.text[mention.start - sentence.start : mention.end - sentence.start] == mention.text == PILOT


def test_two_descriptions_of_one_speaker_are_a_detail() -> None:
    sentences = sentences_of(
        '"We go on," said Rita Moss, the mayor of Lund.', '"We stop," said Rita Moss, a baker and poet.'
    )
    ((kind, one, other, relation, _),) = role_ties(sentences)
    assert (kind, relation) == (DifferenceType.ROLE, Relation.DETAIL)
    assert {one.text, other.text} == {"the mayor of Lund", "a baker and poet"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the mayor of Lund", "the mayor"),  # one only says more
        ("the mayor of Lund", "the mayor of Lund"),
    ],
)
def test_descriptions_that_agree_are_no_tie(a: str, b: str) -> None:
    assert list(role_ties(sentences_of(f'"We go on," said Rita Moss, {a}.', f'"We go on," said Rita Moss, {b}.'))) == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Rita Moss", "Rita Moss", True),
        ("Rita Moss", "Moss", True),
        ("Rita Moss", "R. Moss", True),
        ("Mayor Rita Moss", "Rita Moss", True),
        ("WHO", "World Health Organization", True),
        ("Marta Oyelaran", "Marta Oyelaren", True),
        ("Rita Moss", "Tor Moss", False),
        ("Rita Moss", "Rita Dahl", False),
        ("Rita Moss", "Rita Boss", False),
        ("Rita Moss", None, False),
        (None, None, False),
    ],
)
def test_whether_two_speakers_are_one(a: str | None, b: str | None, same: bool) -> None:
    assert same_person(a, b) is same
    assert same_person(b, a) is same


SPEAKERS = st.lists(st.sampled_from(["Rita", "R.", "Tor", "Moss", "Dahlen", "Dahlin", "de"]), max_size=3).map(" ".join)


@given(SPEAKERS, SPEAKERS)
def test_being_one_person_is_symmetric(a: str, b: str) -> None:
    assert same_person(a, b) is same_person(b, a)
