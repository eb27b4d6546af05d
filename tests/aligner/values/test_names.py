"""What is a name, and which names of a story are one name spelt two ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Kind, Sentence, Token, Value
from aligner.tokens import tokenise
from aligner.values import find_values
from aligner.values.names import (
    full_names,
    is_acronym,
    is_variant,
    proper_words,
    sounds_other,
    stems,
    variants,
    without_nationality,
)
from tests.aligner.values import values_in


def sentences_of(**texts: str) -> list[Sentence]:
    """One sentence a source, with its values."""
    return [
        Sentence(
            f"{source}00",
            source,
            0,
            len(text),
            0,
            Kind.BODY,
            text,
            tokens,
            find_values(text, 0, len(text), tokens, None),
        )
        for source, text in texts.items()
        for tokens in [tokenise(text)]
    ]


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("The mayor, Ilse Brandt, met Kim van der Berg.", ["Ilse Brandt", "Kim van der Berg"]),
        ("Paris-based Lindqvist Lines agreed.", ["Paris", "Lindqvist Lines"]),
        ("Brandt's office is in Westhaven.", ["Brandt's", "Westhaven"]),
        ("He met her on Monday in May.", []),
        ("The Bank of Westhaven closed.", ["Bank", "Westhaven"]),
        ("It paid US$5 million to Brandt.", ["Brandt"]),
    ],
)
def test_a_name_is_a_run_of_capitals(phrase: str, names: list[str]) -> None:
    assert [value.text for value in values_in(phrase, DifferenceType.NAME)] == names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("oyelaran", "oyelaren"),
        ("voigt", "voight"),
        ("jazcko", "jaczko"),
        ("hussein", "hussain"),
        ("zelenskiy", "zelensky"),
        ("eriksson", "ericsson"),
        ("smith", "smyth"),
        ("kelly", "kelley"),
        ("turkmenistan", "turkeminstan"),
    ],
)
def test_a_slip_or_two_make_a_variant(a: str, b: str) -> None:
    assert is_variant(a, b)
    assert is_variant(b, a)
    assert not sounds_other(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("iran", "iranian"),
        ("clinton", "clintons"),
        ("georgia", "georgian"),
        ("austria", "austrian"),
        ("brian", "brianna"),
        ("germany", "germans"),
        ("referendum", "referenda"),
        ("chairman", "chairmen"),
        ("ali", "alo"),  # too short to tell
        ("brandt", "grandt"),  # another initial
        ("china", "chile"),
        ("robert", "roberta"),
        ("f16", "f15"),
    ],
)
def test_inflections_and_other_words_are_no_variants(a: str, b: str) -> None:
    assert not is_variant(a, b)
    assert not is_variant(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("martin", "marvin"),
        ("austria", "australia"),
        ("ireland", "iceland"),
        ("walker", "walter"),
        ("johnson", "johnston"),
        ("maria", "mario"),
        ("hamas", "hamad"),
        ("slovenia", "slovakia"),
    ],
)
def test_two_names_that_are_told_apart_by_ear_need_company(a: str, b: str) -> None:
    assert sounds_other(a, b)
    assert sounds_other(b, a)
    assert variants(sentences_of(A=f"They met {a.title()}.", B=f"They met {b.title()}.")) == {}
    together = variants(sentences_of(A=f"They met Ilse {a.title()}.", B=f"They met Ilse {b.title()}."))
    assert together == {a: frozenset({b}), b: frozenset({a})}


def test_a_name_spelt_two_ways_is_found_in_both_sources() -> None:
    story = sentences_of(A="The harbour master Marta Oyelaran agreed.", B="Oyelaren disagreed.")
    assert variants(story) == {"oyelaran": frozenset({"oyelaren"}), "oyelaren": frozenset({"oyelaran"})}


@pytest.mark.parametrize(
    "texts",
    [
        {"A": "They met Oyelaran and Oyelaren.", "B": "They met Oyelaren."},  # A knows both
        {"A": "They met Marta Oyelaran.", "B": "They met Bruno Oyelaren."},  # another first name
        {"A": "They met Baker.", "B": "They met Bakar, a baker."},  # a common word
        {"A": "They met Oyelaran.", "B": "They met Oyelaran."},
    ],
)
def test_two_names_are_not_one(texts: dict[str, str]) -> None:
    assert variants(sentences_of(**texts)) == {}


def test_a_word_that_is_also_written_small_is_no_proper_word() -> None:
    story = sentences_of(A="Recent storms hit Westhaven.", B="A recent storm.")
    assert proper_words(story) == {"westhaven"}


WORDS = st.text("aeimnrst", min_size=4, max_size=9)


@given(WORDS, WORDS)
def test_being_variants_is_symmetric(a: str, b: str) -> None:
    assert is_variant(a, b) == is_variant(b, a)
    assert sounds_other(a, b) == sounds_other(b, a)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Italian Bruno Castelli", "Bruno Castelli"),
        ("Dutch Kees van Olden", "Kees van Olden"),
        ("Julian van Dijk", "Julian van Dijk"),
        ("European Commission", "European Commission"),
    ],
)
def test_a_nationality_in_front_is_left_out(written: str, bare: str) -> None:
    name = without_nationality(Value(DifferenceType.NAME, 5, 5 + len(written), written))
    assert name.text == bare
    assert name.end - name.start == len(bare)
    assert name.end == 5 + len(written)


def spoken(*said: tuple[str, str, str]) -> list[Sentence]:
    """Sentences given as (source, text, speaker)."""
    return [replace(sentences_of(**{source: text})[0], speaker=speaker) for source, text, speaker in said]


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ([("A", "Rita Moss came.", "Moss")], {("A", "Moss"): "Rita Moss"}),
        ([("A", "Rita Moss came.", "Rita")], {("A", "Rita"): "Rita Moss"}),
        ([("A", "Mayor Rita Moss came, and Rita Moss left.", "Moss")], {("A", "Moss"): "Rita Moss"}),
        ([("A", "Moss came.", "Moss"), ("B", "Rita Moss came.", "Rita Moss")], {("A", "Moss"): "Rita Moss"}),
        # two who bear it, in the article itself, and nobody who does
        ([("A", "Rita Moss met Tor Moss.", "Moss")], {}),
        ([("A", "Rita Moss came.", "Moss"), ("B", "Tor Moss came.", "Moss")], {("A", "Moss"): "Rita Moss"}),
        ([("A", "Moss came.", "Moss")], {}),
    ],
)
def test_the_whole_name_of_a_speaker(said: list[tuple[str, str, str]], full: dict[tuple[str, str], str]) -> None:
    assert {key: name for key, name in full_names(spoken(*said)).items() if key[0] == "A"} == full


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("NYSE", "New York Stock Exchange", True),
        ("W.H.O.", "World Health Organization", True),
        ("IAEA", "the International Atomic Energy Agency", True),
        ("NYSE", "New York Stock Market", False),
        ("Nyse", "New York Stock Exchange", False),
        ("N", "Norway", False),
        ("", "", False),
    ],
)
def test_initials_stand_for_a_name(short: str, name: str, expected: bool) -> None:
    assert is_acronym(short, name) is expected


class _Long(tuple[Token, ...]):
    """The tokens of a sentence that is too long to be walked through for each of its names."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Token]:
        raise AssertionError("all of the sentence is read")


def test_the_stems_of_a_name_are_found_without_reading_its_whole_sentence() -> None:
    (sentence,) = sentences_of(a="Then Ilse Brandt met 12 owners in Westhaven, and Kim Moss left.")
    long = replace(sentence, tokens=_Long(sentence.tokens))
    names = [value for value in sentence.values if value.type is DifferenceType.NAME]
    found = [stems(long, name, name.unit) for name in names]
    assert found == [{"ils", "brandt"}, {"westhaven"}, {"kim", "moss"}]
