"""Figures and dates in other languages: the normal forms are those of the same words in English."""

from __future__ import annotations

import pytest

from aligner.languages import of
from aligner.model import DifferenceType, Relation, Value
from aligner.tokens import tokenise
from aligner.values import compare, find_values
from aligner.values.local.grammar import decimal
from aligner.values.measures import measure
from aligner.values.numbers import AGE
from tests.aligner.values import normal_of, only_value

MONEY, NUMBER, DATE, NAME = DifferenceType.MONEY, DifferenceType.NUMBER, DifferenceType.DATE, DifferenceType.NAME
THURSDAY = "2024-02-29"


def values_in(code: str, text: str, kind: DifferenceType, published: str | None = THURSDAY) -> list[Value]:
    """The values of one type in a text in a language."""
    language = of(code)
    found = find_values(text, 0, len(text), tokenise(text, language=language), published, language)
    assert all(text[value.start : value.end] == value.text for value in found)
    return [value for value in found if value.type is kind]


def only(code: str, text: str, kind: DifferenceType, published: str | None = THURSDAY) -> Value:
    """The one value of a type in a text in a language."""
    (value,) = values_in(code, text, kind, published)
    return value


@pytest.mark.parametrize(
    ("digits", "comma", "amount"),
    [
        ("1.234,5", True, "1234.5"),
        ("1,234.5", True, "1234.5"),
        ("1 234,5", True, "1234.5"),
        ("1'234.5", True, "1234.5"),
        ("1.234.567", True, "1234567"),
        ("1.234", True, "1234"),
        ("1,234", True, "1.234"),
        ("16.3", True, "16.3"),
        ("0.125", True, "0.125"),
        ("1,234", None, "1234"),
        ("1.234", None, "1234"),
        ("16,3", None, "16.3"),
    ],
)
def test_separators_are_read_as_a_language_writes_them(digits: str, comma: bool | None, amount: str) -> None:
    assert decimal(digits, comma) == amount


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("de", "Das kostet 15 Millionen Euro.", "15 million euros"),
        ("de", "Das kostet 16,3 Mio. Euro.", "16.3 million euros"),
        ("de", "Das kostet 15 Mrd. Euro.", "15 billion euros"),
        ("de", "Das kostet rund 2,1 Billionen Dollar.", "about 2.1 trillion dollars"),
        ("de", "der 16-Millionen-Dollar-Vertrag", "a 16-million-dollar contract"),
        ("de", "Das kostet 1.234,50 Euro.", "1,234.50 euros"),
        ("de", "Das kostet eine Million Euro.", "one million euros"),
        ("fr", "Cela coûte 15 milliards d’euros.", "15 billion euros"),
        ("fr", "Cela coûte 16,3 millions de dollars.", "16.3 million dollars"),
        ("fr", "Cela coûte 15 M€.", "€15m"),
        ("fr", "Cela coûte 2,5 Mds €.", "€2.5bn"),
        ("fr", "Cela coûte 15 000 $ US.", "$15,000"),
        ("es", "Cuesta 5 mil millones de dólares.", "5 billion dollars"),
        ("es", "Cuesta cinco mil millones de dólares.", "five billion dollars"),
        ("es", "Cuesta dos millones quinientos mil euros.", "2.5 million euros"),
        ("es", "Cuesta mil cien millones de euros.", "1.1 billion euros"),
        ("es", "Cuesta dos mil trescientos cincuenta millones de euros.", "2.35 billion euros"),
        ("fr", "Cela coûte deux millions et demi d'euros.", "2.5 million euros"),
        ("de", "Das kostet zweieinhalb Millionen Euro.", "2.5 million euros"),
        ("nl", "Het kost tweeënhalf miljoen euro.", "2.5 million euros"),
        ("fr", "Cela coûte deux cent mille euros.", "200,000 euros"),
        ("de", "Das kostet zwei Millionen Euro.", "two million euros"),
        ("es", "Cuesta US$ 15 millones.", "$15 million"),
        ("es", "Cuesta más de 200.000 euros.", "more than 200,000 euros"),
        ("it", "Costa 2,1 miliardi di euro.", "2.1 billion euros"),
        ("it", "Costa 15mila euro.", "15 thousand euros"),
        ("pt", "Custa 3 bilhões de dólares.", "3 billion dollars"),
        ("pt", "Custa 3 mil milhões de euros.", "3 billion euros"),
        ("pt", "Custa 15 milhões de libras esterlinas.", "15 million pounds"),
        ("nl", "Dat kost 5 miljard euro.", "5 billion euros"),
        ("nl", "Dat kost € 16,3 miljoen.", "€16.3 million"),
        ("nl", "Dat kost bijna 15 mln euro.", "nearly 15 million euros"),
        ("pl", "Kosztuje 15 000 €.", "€15,000"),
        ("pl", "Kosztuje 3,4 mln euro.", "3.4 million euros"),
        ("da", "Det koster 3,4 mio. euro.", "3.4 million euros"),
        ("sv", "Det kostar 3,4 miljarder dollar.", "3.4 billion dollars"),
        ("no", "Det koster 3,4 milliarder euro.", "3.4 billion euros"),
        ("fi", "Se maksaa 3,4 miljoonaa euroa.", "3.4 million euros"),
        ("hu", "Ez 3,4 millió euró.", "3.4 million euros"),
        ("ro", "Costă 3,4 milioane de euro.", "3.4 million euros"),
        ("ru", "Это стоит 3,4 млн евро.", "3.4 million euros"),
        ("cs", "Stojí to 3,4 milionu eur.", "3.4 million euros"),
        ("ca", "Costa 3,4 milions d'euros.", "3.4 million euros"),
        ("tr", "Maliyeti 3,4 milyon dolar.", "3.4 million dollars"),
        ("und", "EUR 1.500", "EUR 1,500"),
    ],
)
def test_an_amount_is_the_same_as_in_english(code: str, text: str, english: str) -> None:
    here, there = only(code, text, MONEY), only_value(f"It costs {english}.", MONEY)
    assert normal_of(here) == normal_of(there)
    assert compare(here, there, {}) is Relation.SAME


@pytest.mark.parametrize(
    ("code", "text", "normal"),
    [
        ("de", "zwischen 19 und 22 Millionen Dollar", {"amount": 19000000, "currency": "USD", "to": 22000000}),
        ("de", "10 bis 12 Euro", {"amount": 10, "currency": "EUR", "to": 12}),
        ("fr", "entre 19 et 22 millions d'euros", {"amount": 19000000, "currency": "EUR", "to": 22000000}),
        ("it", "15-20 milioni di euro", {"amount": 15000000, "currency": "EUR", "to": 20000000}),
    ],
)
def test_a_range_of_amounts_has_both_ends(code: str, text: str, normal: dict[str, object]) -> None:
    assert normal_of(only(code, text, MONEY)) == {**normal, "approx": True}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "15 Millionen Euro (rund 16,2 Millionen Dollar)"),
        ("fr", "15 millions d’euros (soit 16,2 millions de dollars)"),
        ("es", "15 millones de euros (unos 16,2 millones de dólares)"),
    ],
)
def test_a_conversion_belongs_to_its_amount(code: str, text: str) -> None:
    normal = normal_of(only(code, text, MONEY))
    assert (normal["amount"], normal["currency"]) == (15000000, "EUR")
    assert normal["also"] == {"amount": 16200000, "currency": "USD"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Höhe der Summe wurde nicht bekannt gegeben."),
        ("fr", "Le montant de la vente n’a pas été dévoilé."),
        ("es", "El importe de la venta no ha sido revelado."),
        ("it", "L’importo della vendita non è stato reso noto."),
        ("pt", "O valor da venda não foi divulgado."),
        ("nl", "Het bedrag van de verkoop is niet bekendgemaakt."),
    ],
)
def test_an_amount_that_is_not_told_is_one(code: str, text: str) -> None:
    assert normal_of(only(code, text, MONEY)) == {"undisclosed": True}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("de", "zwölf Schiffe", 12),
        ("de", "zweiundvierzig Schiffe", 42),
        ("de", "zweihundert Schiffe", 200),
        ("de", "dreitausend Schiffe", 3000),
        ("de", "1 234 Schiffe", 1234),
        ("fr", "quatre-vingt-douze bateaux", 92),
        ("fr", "deux mille bateaux", 2000),
        ("fr", "vingt et un bateaux", 21),
        ("es", "treinta y dos barcos", 32),
        ("es", "dos mil barcos", 2000),
        ("es", "doscientas naves", 200),
        ("es", "dos mil trescientos barcos", 2300),
        ("fr", "mille deux cent trente bateaux", 1230),
        ("fr", "quatorze kilomètres et demi", 14.5),
        ("it", "tre chilometri e mezzo", 3.5),
        ("de", "anderthalb Jahre", 1.5),
        ("it", "ventidue navi", 22),
        ("it", "quindicimila persone", 15000),
        ("pt", "vinte e dois navios", 22),
        ("pt", "250 mil pessoas", 250000),
        ("nl", "tweeëntwintig schepen", 22),
        ("nl", "twaalf schepen", 12),
    ],
)
def test_a_count_is_found_with_what_it_counts(code: str, text: str, value: float) -> None:
    found = only(code, text, NUMBER)
    assert normal_of(found)["value"] == value
    assert found.unit


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "12,5 Prozent"),
        ("fr", "12,5 pour cent"),
        ("fr", "12,5\u202f%"),
        ("es", "12,5 por ciento"),
        ("it", "12,5 per cento"),
        ("pt", "12,5 por cento"),
        ("nl", "12,5 procent"),
        ("pl", "12,5 %"),
    ],
)
def test_a_share_is_the_same_as_in_english(code: str, text: str) -> None:
    assert normal_of(only(code, text, NUMBER)) == normal_of(only_value("12.5 percent", NUMBER))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "40 Kilometer"),
        ("fr", "40 kilomètres"),
        ("es", "40 kilómetros"),
        ("it", "40 chilometri"),
        ("pt", "40 quilómetros"),
        ("nl", "40 kilometer"),
    ],
)
def test_a_measure_is_the_same_as_in_english(code: str, text: str) -> None:
    here, there = only(code, text, NUMBER), only_value("40 kilometres", NUMBER)
    assert measure(here.unit) == measure(there.unit) is not None
    assert compare(here, there, {}) is Relation.SAME
    assert compare(here, only_value("25 miles", NUMBER), {}) is Relation.FORM


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Schiff kam um 20.15 Uhr."),
        ("de", "Sie wurde auf dem 3. Platz gesehen."),
        ("de", "Sie gewannen 3:1."),
        ("de", "Das steht in Artikel 5 der Charta."),
        ("de", "Eine Sprecherin sagte ein Wort."),
        ("fr", "Le bateau est arrivé à 20h30."),
        ("fr", "L’article 5 du traité le dit."),
        ("fr", "Voici 15 M. Moss et autres."),
        ("es", "Lo dice el artículo 5 del tratado."),
        ("it", "Lo dice l’articolo 5 del trattato."),
        ("pt", "Diz o artigo 5 do tratado."),
        ("nl", "Dat staat in artikel 5 van het verdrag."),
    ],
)
def test_what_only_looks_like_a_count_is_none(code: str, text: str) -> None:
    assert values_in(code, text, NUMBER) == []


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("de", "am Dienstag, dem 27. Februar 2024", "on Tuesday, February 27, 2024"),
        ("de", "am 27. Februar", "on February 27"),
        ("de", "vom 5. bis 7. März 2024", "March 5-7, 2024"),
        ("de", "am 27.2.2024", "27 February 2024"),
        ("de", "im März 2023", "in March 2023"),
        ("de", "seit 2019", "since 2019"),
        ("de", "am Montag", "on Monday"),
        ("de", "gestern", "yesterday"),
        ("de", "im vergangenen Jahr", "last year"),
        ("fr", "le mardi 27 février 2024", "on Tuesday, February 27, 2024"),
        ("fr", "le 1er mars", "on March 1"),
        ("fr", "du 5 au 7 mars", "March 5-7"),
        ("fr", "lundi", "on Monday"),
        ("fr", "en 1998", "in 1998"),
        ("fr", "hier", "yesterday"),
        ("es", "el 27 de febrero de 2024", "on February 27, 2024"),
        ("es", "el lunes", "on Monday"),
        ("es", "en marzo de 2023", "in March 2023"),
        ("it", "il 27 febbraio 2024", "on February 27, 2024"),
        ("it", "lunedì", "on Monday"),
        ("it", "l’anno scorso", "last year"),
        ("pt", "em 27 de fevereiro de 2024", "on February 27, 2024"),
        ("pt", "na segunda-feira", "on Monday"),
        ("pt", "ontem", "yesterday"),
        ("nl", "op 27 februari 2024", "on February 27, 2024"),
        ("nl", "maandag", "on Monday"),
        ("nl", "vorig jaar", "last year"),
        ("pl", "27.02.2024", "27 February 2024"),
        ("zh", "2024年2月27日", "27 February 2024"),
        ("und", "2024-02-27", "2024-02-27"),
    ],
)
def test_a_date_is_the_same_as_in_english(code: str, text: str, english: str) -> None:
    here, there = only(code, f"Es {text}.", DATE), only_value(f"It was {english}.", DATE, THURSDAY)
    assert normal_of(here) == normal_of(there)


@pytest.mark.parametrize(
    ("code", "text"), [("de", "vor zwei Wochen"), ("fr", "il y a deux semaines"), ("es", "hace dos semanas")]
)
def test_a_time_that_cannot_be_fixed_is_no_number(code: str, text: str) -> None:
    assert only(code, text, DATE).normal is None
    assert values_in(code, text, NUMBER) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "am kommenden Montag"),
        ("de", "Sie soll am Montag kommen"),
        ("fr", "lundi prochain"),
        ("es", "el lunes pasado"),
    ],
)
def test_a_day_of_another_week_is_not_fixed(code: str, text: str) -> None:
    assert normal_of(only(code, text, DATE)) == {"weekday": "monday"}


def test_without_the_article_s_own_date_nothing_relative_is_fixed() -> None:
    assert normal_of(only("de", "am Montag", DATE, None)) == {"weekday": "monday"}
    assert only("de", "gestern", DATE, None).normal is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gestern sprach die Ministerin mit Kim van Moss über das neue Schiff", ["Kim van Moss"]),
        ("Die Fähre gehört Lindqvist Lines", ["Lindqvist Lines"]),
        ("Rund 200 Menschen waren in der EU unterwegs", ["EU"]),
        ("Er fuhr nach Westhaven", ["Westhaven"]),
        ("Die neue große Fähre sank", []),
    ],
)
def test_a_german_noun_is_no_name(text: str, names: list[str]) -> None:
    assert [value.text for value in values_in("de", text, NAME)] == names


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Behörde man not may über die Lage could"),
        ("fr", "Le but may or not might"),
        ("nl", "De man was not may"),
    ],
)
def test_no_english_mark_is_read_into_another_language(code: str, text: str) -> None:
    assert values_in(code, text, DifferenceType.CERTAINTY) == []
    assert values_in(code, text, DifferenceType.NEGATION) == []


@pytest.mark.parametrize(
    ("code", "text", "marks"),
    [
        ("de", "Die Fähre fuhr nicht, nicht nur wegen des Windes; keine Boje, ohne Zweifel.", ["nicht", "keine"]),
        ("fr", "Le bateau n’est pas parti, sans doute ; aucun blessé.", ["pas", "aucun"]),
        ("es", "El barco no salió, sin embargo nadie esperaba.", ["no", "nadie"]),
        ("it", "La nave non è partita, non solo per il vento.", ["non"]),
        ("pt", "O navio não partiu; ninguém ficou ferido.", ["não", "ninguém"]),
        ("nl", "De boot voer niet, niet alleen door de wind; geen gewonden.", ["niet", "geen"]),
        ("pl", "Statek nie wypłynął.", []),
    ],
)
def test_what_denies_is_marked(code: str, text: str, marks: list[str]) -> None:
    found = values_in(code, text, DifferenceType.NEGATION)
    assert [value.text for value in found] == marks
    assert all(value.normal == {"negated": True} for value in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Ralf Stegemann (62) lachte."),
        ("de", "Ralf Stegemann, 62, lachte."),
        ("de", "Der 62-jährige Ralf lachte."),
        ("de", "Sie starb im Alter von 62 Jahren."),
        ("fr", "La présidente, 62 ans, a ri."),
        ("fr", "Un homme de 62 ans a été arrêté."),
        ("es", "Baeza, de 62 años, se rió."),
        ("es", "Un hombre de 62 años fue detenido."),
        ("it", "Sanvitale, 62 anni, ha riso."),
        ("it", "Un uomo di 62 anni è stato arrestato."),
        ("pt", "Um homem de 62 anos foi detido."),
        ("pt", "O suspeito tem 62 anos."),
        ("nl", "Pieter van der Meulen (62) lachte."),
        ("nl", "Een man van 62 jaar werd aangehouden."),
    ],
)
def test_an_age_is_one_in_every_language(code: str, text: str) -> None:
    assert only(code, text, NUMBER).unit == AGE


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Arbeiten dauern 12 Jahre."),
        ("fr", "Les travaux dureront 12 ans."),
        ("es", "Las obras durarán 12 años."),
        ("it", "I lavori dureranno 12 anni."),
        ("pt", "As obras vão durar 12 anos."),
        ("nl", "De bouw duurt 12 jaar."),
    ],
)
def test_a_span_of_years_is_no_age(code: str, text: str) -> None:
    assert "year" in only(code, text, NUMBER).unit


def test_a_figure_in_brackets_is_an_age_only_behind_a_full_name() -> None:
    assert only("de", "In der Liste (62) fehlt er.", NUMBER).unit != AGE


def test_the_hour_of_a_meeting_is_no_number() -> None:
    assert values_in("es", "Se reunirán a las 10.30 horas del martes.", NUMBER) == []
