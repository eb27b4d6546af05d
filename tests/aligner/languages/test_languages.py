"""What is known of each language, and which one a text is in."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from aligner import languages
from aligner.languages import CODES, ENGLISH, UNKNOWN, detect, of, primary
from aligner.sentences import split_text
from tests.aligner.languages import texts_in

SEVEN = ("de", "en", "es", "fr", "it", "nl", "pt")
FULL = tuple(code for code in SEVEN if code != "en")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_language_has_its_module_and_its_words(code: str) -> None:
    language = of(code)
    assert language.code == code
    assert language.name
    assert len(language.stop_words) >= 70
    for listed in (language.stop_words, language.abbreviations, language.starters, language.determiners):
        assert all(word == word.casefold() or "ß" in word for word in listed)


def test_every_module_is_a_language() -> None:
    modules = {path.stem for path in Path(languages.__file__).parent.glob("*.py")}
    assert modules - {"__init__", "language", "detection"} == CODES


@pytest.mark.parametrize("code", FULL)
def test_the_patterns_of_a_language_are_regular_expressions(code: str) -> None:
    figures, calendar = of(code).figures, of(code).calendar
    assert figures is not None
    assert calendar is not None
    assert (len(calendar.months), len(calendar.weekdays)) == (12, 7)
    for told in (figures, calendar):
        for name in told.__slots__:
            value = getattr(told, name)
            for pattern in [value] if isinstance(value, str) else value.values() if name == "shifts" else ():
                re.compile(pattern)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE_de", "de"),
        ("deu", "de"),
        (" en-GB ", "en"),
        ("nb", "no"),
        ("zh-Hans", "zh"),
        ("", "und"),
        ("english", "und"),
        ("x-klingon", "und"),
        ("12", "und"),
        ("und", "und"),
    ],
)
def test_a_tag_is_read_for_its_language(tag: str, code: str) -> None:
    assert primary(tag) == code


def test_a_language_that_is_not_known_is_one_all_the_same() -> None:
    assert of("xx") is of("xx-YY")
    assert (of("xx").code, of("xx").stemmer, of("xx").stop_words) == ("xx", "", frozenset())
    assert of("en-US") is ENGLISH
    assert languages.name("de-CH") == "German"
    assert languages.name("xx") == "xx"


@pytest.mark.parametrize("code", SEVEN)
def test_an_article_is_known_for_its_language(code: str) -> None:
    assert [detect(text) for text in texts_in(code)] == [code] * 3


@pytest.mark.parametrize("code", SEVEN)
def test_no_two_sentences_are_taken_for_another_language(code: str) -> None:
    found = []
    for text in texts_in(code):
        spans = split_text(text, 0, len(text), of(code))
        found += [detect(text[a.start : b.end]) for a, b in pairwise(spans)]
    assert set(found) <= {code, UNKNOWN}
    assert found.count(code) >= 0.8 * len(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Der Minister sagte am Montag: “The deal is dead, and we will not sign it.” Das war alles, was er sagte."
            " Auf die Frage, ob es noch Gespräche mit den Partnern gebe, gab er keine Antwort.",
            "de",
        ),
        ("Ministern sade att regeringen ska fatta ett beslut på måndag.", "sv"),
        ("Ministeren sagde, at regeringen vil træffe en beslutning på mandag.", "da"),
        ("Minister powiedział, że rząd podejmie decyzję w poniedziałek, ale nie wiadomo, czy to się uda.", "pl"),
        ("Министр заявил, что правительство примет решение в понедельник, но не сказал, какое.", "ru"),
        ("Міністр заявив, що уряд ухвалить рішення в понеділок, але не сказав, яке саме.", "und"),
        (
            "Министърът заяви, че правителството ще вземе решение в понеделник, а не във вторник, както бе обявено.",
            "und",
        ),
        ("قال الوزير إن الحكومة ستتخذ قرارا يوم الاثنين ولكن لم يقل ما هو هذا القرار", "ar"),
        ("大臣は政府が月曜日に決定を下すと述べた。", "ja"),
        ("部长表示，政府将在周一作出决定。", "zh"),
        ("Ο υπουργός δήλωσε ότι η κυβέρνηση θα αποφασίσει τη Δευτέρα.", "el"),
        (
            "Belediye pazartesi günü yeni vapuru satın aldı. Vapur üç milyon avroya mal oldu ve yolcular"
            " bundan memnun.",
            "tr",
        ),
        # As much of one language as of another, and names with hardly a word between them.
        ("O navio não chegou ontem a Lisboa. El barco no llegó ayer hoy a la isla.", "und"),
        (
            "Lindqvist Statfjord Moss und Ekofisk Gullfaks Snorre nicht Oseberg Troll Sleipner Heidrun Njord wurde",
            "und",
        ),
        ("Westhaven Northern Light Lindqvist Lines", "und"),
        ("212", "und"),
        ("", "und"),
    ],
)
def test_a_text_is_known_by_its_function_words_or_its_script(text: str, code: str) -> None:
    assert detect(text) == code
