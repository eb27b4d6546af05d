from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Kind, Sentence, Span, Token, Wording
from aligner.wording import Opcode, compare_wording, get_opcodes

WORDS = st.lists(st.sampled_from(["the", "a", "of", "bank", "deal", "money", "said", "five", "not"]), max_size=14)


def difflib_opcodes(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def matched(opcodes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[int, int]]:
    return [(i, i - i1 + j1) for tag, i1, i2, j1, _ in opcodes if tag == "equal" for i in range(i1, i2)]


def apply(opcodes: Sequence[Opcode], a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Hashable]:
    """b rebuilt as a program would: kept words from a, new ones from b."""
    rebuilt: list[Hashable] = []
    for tag, i1, i2, j1, j2 in opcodes:
        rebuilt += a[i1:i2] if tag == "equal" else [] if tag == "delete" else b[j1:j2]
    return rebuilt


def longest_common(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """The length of the longest common subsequence, by the textbook."""
    row = [0] * (len(b) + 1)
    for word in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if word == other else max(row[j], row[j - 1])
    return row[-1]


class TestOpcodes:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("", ""),
            ("the deal", ""),
            ("", "the deal"),
            ("the bank said so", "the bank said so"),
            ("the bank said so", "the bank never said so"),
            ("the bank never said so", "the bank said so"),
            ("the old bank said so", "the new bank said so"),
            ("one two three", "four five"),
            ("a b c d e", "x b y z d"),
        ],
    )
    def test_they_are_those_of_difflib(self, a: str, b: str) -> None:
        assert get_opcodes(a.split(), b.split()) == difflib_opcodes(a.split(), b.split())

    @given(WORDS, WORDS)
    def test_they_are_those_of_difflib_wherever_the_matching_is_the_same(self, a: list[str], b: list[str]) -> None:
        ours, theirs = get_opcodes(a, b), difflib_opcodes(a, b)
        if matched(ours) == matched(theirs):
            assert ours == theirs
        else:
            assert len(matched(ours)) >= len(matched(theirs))

    @given(WORDS, WORDS)
    def test_they_turn_one_side_into_the_other(self, a: list[str], b: list[str]) -> None:
        assert apply(get_opcodes(a, b), a, b) == b

    @given(WORDS, WORDS)
    def test_they_cover_both_sides_and_alternate(self, a: list[str], b: list[str]) -> None:
        opcodes = get_opcodes(a, b)
        i = j = 0
        for number, step in enumerate(opcodes):
            assert (step.i1, step.j1) == (i, j)
            i, j = step.i2, step.j2
            kind = {(True, True): "replace", (True, False): "delete", (False, True): "insert"}
            if step.tag == "equal":
                assert a[step.i1 : step.i2] == b[step.j1 : step.j2] != []
            else:
                assert step.tag == kind[step.i1 < step.i2, step.j1 < step.j2]
            assert number == 0 or (step.tag == "equal") != (opcodes[number - 1].tag == "equal")
        assert (i, j) == (len(a), len(b))

    @given(WORDS, WORDS)
    def test_no_matching_keeps_more_words(self, a: list[str], b: list[str]) -> None:
        assert len(matched(get_opcodes(a, b))) == longest_common(a, b)

    def test_items_whose_hashes_are_equal_are_not_equal(self) -> None:
        assert hash(-1) == hash(-2)
        assert [step.tag for step in get_opcodes([-1], [-2])] == ["replace"]

    def test_items_need_not_be_words(self) -> None:
        assert get_opcodes([("x", 1), None], [None]) == [("delete", 0, 1, 0, 0), ("equal", 1, 2, 0, 1)]


ARTICLE = "Far away. "
"""What stands before every sentence below, so that its offsets are those of an article."""


def sentence(identity: str, text: str) -> Sentence:
    whole = ARTICLE + text
    tokens = tuple(
        Token(found.start(), found.end(), found[0], found[0].lower() if found[0][0].isalnum() else "")
        for found in re.finditer(r"\d+(?:\.\d+)?|\w+(?:['’]\w+)?|[^\w\s]", whole)
        if found.start() >= len(ARTICLE)
    )
    return Sentence(identity, identity[0], len(ARTICLE), len(whole), 0, Kind.BODY, text, tokens)


def marked(a: str, b: str) -> tuple[list[str], list[str]]:
    """The passages of either sentence that compare_wording marks."""
    wording = compare_wording(sentence("A00", a), sentence("B00", b))
    assert (wording.a, wording.b) == ("A00", "B00")
    return (
        [(ARTICLE + a)[span.start : span.end] for span in wording.only_a],
        [(ARTICLE + b)[span.start : span.end] for span in wording.only_b],
    )


class TestCompareWording:
    def test_neighbouring_words_are_one_passage(self) -> None:
        assert marked("The bank will close two branches.", "The bank may soon close three branches.") == (
            ["will", "two"],
            ["may soon", "three"],
        )

    def test_a_passage_holds_the_punctuation_inside_it_and_none_around_it(self) -> None:
        assert marked("He came, late, on foot.", "He came on foot.") == (["late"], [])
        assert marked("He said: old, grey men.", "He said: men.") == (["old, grey"], [])

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("THE BANK closed", "The bank closed"),
            ("the bank’s money", "the bank's money"),
            ("“We wait,” she said", '"We wait", she said.'),
            ("a long–term loan", "a long-term loan"),
            ("Brunn's plan", "Brunn plan"),
            ("the judges' plan", "the judges plan"),
        ],
    )
    def test_what_readers_take_for_the_same_is_not_marked(self, a: str, b: str) -> None:
        assert marked(a, b) == ([], [])

    @pytest.mark.parametrize(("a", "b"), [("caf\u00e9", "cafe\u0301"), ("break\u00adfast", "breakfast")])
    def test_words_that_look_the_same_are_the_same(self, a: str, b: str) -> None:
        first, second = (
            Sentence(f"{source}00", source, 0, len(word), 0, Kind.BODY, word, (Token(0, len(word), word, word),))
            for source, word in (("A", a), ("B", b))
        )
        assert compare_wording(first, second) == Wording("A00", "B00", (), ())

    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            ("a judge ruled", "a judges ruled", (["judge"], ["judges"])),
            ("it is 5%", "it is 5", (["%"], [])),
            ("it cost $5", "it cost €5", (["$"], ["€"])),
            ("Acme sued Bolt", "Bolt sued Acme", (["sued Bolt"], ["Bolt sued"])),
        ],
    )
    def test_what_changes_the_sense_is_marked(self, a: str, b: str, expected: tuple[list[str], list[str]]) -> None:
        assert marked(a, b) == expected

    def test_a_sentence_without_words_has_nothing_in_common_with_another(self) -> None:
        assert marked("...", "The bank closed.") == ([], ["The bank closed"])

    @given(WORDS, WORDS)
    def test_what_is_not_marked_is_the_same_on_both_sides(self, a: list[str], b: list[str]) -> None:
        first, second = sentence("A00", ", ".join(a)), sentence("B00", " ".join(b))
        wording = compare_wording(first, second)

        def unmarked(side: Sentence, spans: Sequence[Span]) -> list[str]:
            inside = {offset for span in spans for offset in range(span.start, span.end)}
            return [token.text for token in side.tokens if token.stem and token.start not in inside]

        assert unmarked(first, wording.only_a) == unmarked(second, wording.only_b)
