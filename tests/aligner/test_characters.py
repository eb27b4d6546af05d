"""Characters as people have them: what cannot be seen, or is only printed otherwise, changes nothing that is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.characters import flatten, plain
from aligner.languages import Language, of
from aligner.model import DifferenceType, Value
from aligner.tokens import stem, tokenise
from aligner.values import find_values
from tests.aligner.languages import texts_in

ODD_AND_PLAIN = [
    ("Ver\u00adband", "Verband"),
    ("\u200bferry\u200d", "ferry"),
    ("\ufeffferry", "ferry"),
    ("of\ufb01ce", "office"),
    ("e\ufb03cient \ufb02ow", "efficient flow"),
    ("cafe\u0301", "café"),
    ("x\u0304", "x"),
    ("Paris\u2011based", "Paris-based"),
    ("\u22125", "-5"),
    ("１２，５％", "12,5%"),
    ("don\u02bct", "don’t"),
    ("١٢", "12"),
    ("اَلْكِتَاب", "الكتاب"),
    ("ｃａｆｅ\u0301", "café"),
    ("１０\u0300", "10"),
]


@pytest.mark.parametrize(("odd", "spelt"), ODD_AND_PLAIN)
def test_an_odd_spelling_is_read_plainly(odd: str, spelt: str) -> None:
    assert plain(odd) == spelt
    assert plain(spelt) == spelt


@pytest.mark.parametrize(("odd", "spelt"), ODD_AND_PLAIN)
def test_a_word_has_the_stem_of_its_plain_spelling(odd: str, spelt: str) -> None:
    assert [t.stem for t in tokenise(odd) if t.stem] == [t.stem for t in tokenise(spelt) if t.stem]


def test_what_is_plain_already_is_left_alone() -> None:
    assert flatten("Die Fähre, “naïve”: €3.4m – l’accord.") is None


@given(st.text(max_size=60))
def test_every_plain_character_knows_where_it_stands(text: str) -> None:
    spelt = flatten(text)
    if spelt is None:
        return
    assert len(spelt.text) == len(spelt.starts) == len(spelt.ends)
    assert list(spelt.starts) == sorted(spelt.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(spelt.starts, spelt.ends, strict=True))
    assert flatten(spelt.text) is None or plain(plain(text)) == plain(text)


SENTENCES = [
    (code, line)
    for code in ("en", "de", "fr", "es", "it", "pt", "nl")
    for text in texts_in(code)
    for line in text.split("\n")
    if line
]


def read(text: str, language: Language) -> tuple[list[str], list[tuple[object, ...]]]:
    """What is read of a text: its stems, and its values by their types, normal forms and units."""
    tokens = tokenise(text, language=language)
    values = find_values(text, 0, len(text), tokens, "2024-02-28", language)
    assert all(text[v.start : v.end] == v.text for v in values)
    return [t.stem for t in tokens if t.stem], [(v.type, _told(v), sorted(v.unit)) for v in values]


def _told(value: Value) -> object:
    return value.normal if value.normal is not None else value.text.split()


@settings(deadline=None)
@given(chosen=st.sampled_from(SENTENCES), data=st.data())
def test_soft_hyphens_and_zero_width_characters_change_nothing(chosen: tuple[str, str], data: st.DataObject) -> None:
    code, text = chosen
    inside = [n for n in range(1, len(text)) if text[n - 1].isalnum() and text[n].isalnum()]
    at = data.draw(st.sets(st.sampled_from(inside), max_size=12))
    unseen = data.draw(st.sampled_from("\u00ad\u200b\u200d\u2060"))
    odd = "".join(unseen * (n in at) + character for n, character in enumerate(text))
    assert read(odd, of(code)) == read(text, of(code))


@settings(deadline=None)
@given(chosen=st.sampled_from(SENTENCES), data=st.data())
def test_no_break_and_narrow_spaces_change_nothing(chosen: tuple[str, str], data: st.DataObject) -> None:
    code, text = chosen
    spaces = [n for n, character in enumerate(text) if character == " "]
    at = data.draw(st.sets(st.sampled_from(spaces), max_size=12))
    space = data.draw(st.sampled_from("\u00a0\u202f\u2009"))
    odd = "".join(space if n in at else character for n, character in enumerate(text))
    assert read(odd, of(code)) == read(text, of(code))


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_decomposed_accents_and_ligatures_change_nothing(code: str, text: str) -> None:
    odd = unicodedata.normalize("NFD", text).replace("fi", "ﬁ").replace("fl", "ﬂ")
    assert read(odd, of(code)) == read(text, of(code))


@pytest.mark.parametrize(
    "text", ["Der Direktor zahlt 15\u202f000\u00a0€.", "Le directeur paie 15\u2009000 €.", "Paga 15\u00a0000\u202f€."]
)
def test_narrow_spaces_group_the_digits_of_an_amount(text: str) -> None:
    found = find_values(text, 0, len(text), tokenise(text, language=of("fr")), None, of("fr"))
    (money,) = [value for value in found if value.type is DifferenceType.MONEY]
    assert money.normal == {"amount": 15000, "currency": "EUR", "approx": False}


def test_the_stem_of_a_word_alone_is_that_of_its_plain_spelling() -> None:
    assert stem("of\ufb01\u00adces") == stem("offices")
    assert stem("Ver\u00adbände", of("de")) == stem("Verbände", of("de"))
