"""Sentences and words of each language, by its own abbreviations, ordinals, marks and apostrophes."""

from __future__ import annotations

import pytest
from nltk.stem.snowball import SnowballStemmer

from aligner.languages import of
from aligner.model import Block, Kind
from aligner.sentences import split_text
from aligner.tokens import is_content, stem, tokenise
from aligner.values.quotes import quotations


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("de", ["Am 3. April kam Dr. Moss nach Westhaven.", "„Das ist gut.“", "Er ging."]),
        ("de", ["„Geht das?“, fragte sie.", "»Ja!«", "»Nein!«", "So war es am 12. und 13. Mai."]),
        ("de", ["Das kostet 15 Mio. Euro.", "Der 2. Anlauf gelang.", "Es waren 40.", "Die Polizei kam."]),
        ("de", ["Das war 2019.", "Danach, d. h. im Mai, kam J. Moss, z. B. mit der Fähre."]),
        (
            "fr",
            [
                "M. Moss est arrivé.",
                "« C’est l’accord. »",
                "Il est parti le 1er mai.",
                "Vraiment ?",
                "Oui !",
                "C’est l’art. 3.",
            ],
        ),
        ("fr", ["«\u202fLe pont tient.\u202f»", "« Oui », a dit Mme Moss."]),
        ("es", ["El Sr. Moss llegó.", "¿Qué pasó?", "¡Nada!", "EE. UU. firmó.", "Dijo «ya está».", "Luego se fue."]),
        ("it", ["Il dott. Moss è arrivato.", "L’accordo c’è.", "È finita.", "«Basta.»", "Lo dice l'avv. Rossi."]),
        ("pt", ["O Sr. Moss chegou.", "“Sim.”", "Foi embora com a Dra. Silva."]),
        ("nl", ["Dhr. Moss kwam.", "'s Avonds ging hij weg.", "’t Was koud.", "‘Ja.’", "De prijs is 15 mln. euro."]),
        ("sv", ["Bl.a. kom hon.", "”Ja.”", "Hon gick.", "”Nej.”"]),
        ("zh", ["政府周一宣布。", "部长说：“我们同意。”", "他离开了！", "「是。」", "他说。"]),
        ("pl", ["Przyjechał dr Moss.", "„Tak.”", "Poszedł, tj. wyjechał."]),
        ("und", ["Ena dva.", "Tri čtyri?", "Pět."]),
    ],
)
def test_a_paragraph_is_split_as_its_language_asks(code: str, sentences: list[str]) -> None:
    text = "".join(sentences) if code == "zh" else " ".join(sentences)
    assert [text[span.start : span.end] for span in split_text(text, 0, len(text), of(code))] == sentences


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        (
            "fr",
            "l’accord d'un pont, aujourd’hui qu’il",
            ["l’", "accord", "d'", "un", "pont", ",", "aujourd’hui", "qu’", "il"],
        ),
        ("it", "L'accordo dell’isola", ["L'", "accordo", "dell’", "isola"]),
        ("pt", "a caixa d'água", ["a", "caixa", "d'", "água"]),
        ("nl", "foto's van zo’n schip", ["foto's", "van", "zo’n", "schip"]),
        ("de", "die Moss-Brücke für 1.234,5 Euro", ["die", "Moss", "-", "Brücke", "für", "1.234,5", "Euro"]),
        ("zh", "政府 AI模型", ["政", "府", "AI", "模", "型"]),
        ("hi", "हिन्दी में", ["हिन्दी", "में"]),
    ],
)
def test_a_text_is_cut_into_the_words_of_its_language(code: str, text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text, language=of(code))] == words


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("de", "Häuser", "Hauses"),
        ("fr", "bloquée", "bloqués"),
        ("es", "abiertas", "abierto"),
        ("it", "chiuso", "chiusa"),
        ("pt", "feridos", "ferida"),
        ("nl", "schepen", "schepe"),
        ("ru", "книга", "книги"),
        ("fi", "talossa", "talosta"),
        ("hu", "házak", "ház"),
        ("ro", "ministrul", "ministrului"),
    ],
)
def test_forms_of_one_word_have_one_stem_in_its_language(code: str, one: str, other: str) -> None:
    assert stem(one, of(code)) == stem(other, of(code))


def test_the_stem_of_a_word_does_not_depend_on_who_asked_first() -> None:
    word = "die"
    stems = [stem(word, of(code)) for code in ("en", "de", "en", "und", "de")]
    assert stems == ["die", "die", "die", "die", "die"]
    assert [t.content for code in ("en", "de", "en") for t in tokenise(word, language=of(code))] == [True, False, True]


def test_arabic_stems_do_not_depend_on_the_word_before() -> None:
    assert stem("كتابهم", of("ar"))  # after which nltk's own stemmer makes another stem of the next word
    assert stem("كتبوا", of("ar")) == SnowballStemmer("arabic").stem("كتبوا")


def test_a_number_has_the_stem_of_its_english_spelling() -> None:
    assert stem("1.234,5", of("de")) == stem("1,234.5")
    assert stem("16,3", of("fr")) == stem("16.3")


@pytest.mark.parametrize(
    ("code", "text", "content"),
    [
        ("de", "Die Fähre ist nach Angaben der Polizei gesunken", ["Fähre", "Polizei", "gesunken"]),
        ("fr", "L’accord n’est pas signé par l’État", ["accord", "signé", "État"]),
        ("it", "L’accordo non è stato firmato", ["accordo", "firmato"]),
        ("nl", "De brug is niet open", ["brug", "open"]),
    ],
)
def test_function_words_of_a_language_carry_no_fact(code: str, text: str, content: list[str]) -> None:
    assert [token.text for token in tokenise(text, language=of(code)) if is_content(token)] == content


@pytest.mark.parametrize(
    ("code", "text", "quoted"),
    [
        ("de", "„Das Schiff liegt fest“, sagte Moss. »Mehr nicht.«", ["Das Schiff liegt fest", "Mehr nicht."]),
        ("de", "Er sprach von einem ‚schweren Fehler‘ der Reederei.", ["schweren Fehler"]),
        ("fr", "« Le pont tient », a dit Moss, «\u202foui\u202f».", [" Le pont tient ", "\u202foui\u202f"]),
        ("es", "«El puente aguanta», dijo. “Sí”.", ["El puente aguanta", "Sí"]),
        ("sv", "”Bron håller”, sade han. ”Ja.”", ["Bron håller", "Ja."]),
        ("nl", "‘De brug houdt het’, zei hij.", ["De brug houdt het"]),
        ("pl", "„Most stoi” – powiedział.", ["Most stoi"]),
        ("zh", "「橋还在。」他说", ["橋还在。"]),
    ],
)
def test_quotations_are_found_by_the_marks_of_a_language(code: str, text: str, quoted: list[str]) -> None:
    found = quotations(text, Block(0, len(text), Kind.BODY), of(code))
    assert [text[span.start : span.end] for span in found] == quoted
