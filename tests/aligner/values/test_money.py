"""Which words are amounts of money, what they amount to, and how two amounts stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import DifferenceType, Relation, Value
from aligner.values import compare, money
from tests.aligner.values import normal_of, only_value, values_in

MONEY = DifferenceType.MONEY


@pytest.mark.parametrize(
    ("phrase", "text", "amount", "currency"),
    [
        # signs, with and without letters in front
        ("It cost $40.", "$40", 40, "USD"),
        ("It cost $1,234.56 a day.", "$1,234.56", 1234.56, "USD"),
        ("It cost €5.6 billion.", "€5.6 billion", 5.6e9, "EUR"),
        ("It cost 100€ a head.", "100€", 100, "EUR"),
        ("It cost £2.5bn.", "£2.5bn", 2.5e9, "GBP"),
        ("It cost ¥4 trillion.", "¥4 trillion", 4e12, "JPY"),
        ("It cost US$5 million.", "US$5 million", 5e6, "USD"),
        ("It cost U.S. $5 million.", "U.S. $5 million", 5e6, "USD"),
        ("It cost A$6m.", "A$6m", 6e6, "AUD"),
        ("It cost C$7bn.", "C$7bn", 7e9, "CAD"),
        ("It cost NZ$8 million.", "NZ$8 million", 8e6, "NZD"),
        ("It cost Rs. 5,000.", "Rs. 5,000", 5000, "INR"),
        ("It cost ₹2 lakh crore.", "₹2 lakh crore", 2e12, "INR"),
        # codes
        ("It cost CHF 30 million.", "CHF 30 million", 30e6, "CHF"),
        ("It cost EUR5.2bn.", "EUR5.2bn", 5.2e9, "EUR"),
        ("It cost 50 GBP.", "50 GBP", 50, "GBP"),
        # names
        ("It cost 3 million dollars.", "3 million dollars", 3e6, "USD"),
        ("It cost 300,000 Canadian dollars.", "300,000 Canadian dollars", 300e3, "CAD"),
        ("It cost 40 euros.", "40 euros", 40, "EUR"),
        ("It cost 5,000 pounds.", "5,000 pounds", 5000, "GBP"),
        ("It cost 2 million pounds of public money.", "2 million pounds", 2e6, "GBP"),
        ("It cost 1.2 trillion won.", "1.2 trillion won", 1.2e12, "KRW"),
        ("Harbour to Cost 15 Million Euros", "15 Million Euros", 15e6, "EUR"),
        # words
        ("It cost five hundred dollars.", "five hundred dollars", 500, "USD"),
        ("It cost a hundred and fifty euros.", "a hundred and fifty euros", 150, "EUR"),
        ("It cost two and a half million euros.", "two and a half million euros", 2.5e6, "EUR"),
        ("It cost half a million dollars.", "half a million dollars", 500e3, "USD"),
        ("A half-a-billion-dollar port.", "half-a-billion-dollar", 500e6, "USD"),
        ("It cost three quarters of a million dollars.", "three quarters of a million dollars", 750e3, "USD"),
        # modifiers belong to the amount
        ("It cost about $40.", "about $40", 40, "USD"),
        ("It cost nearly $44 million.", "nearly $44 million", 44e6, "USD"),
        ("It cost up to £10 million.", "up to £10 million", 10e6, "GBP"),
    ],
)
def test_an_amount_is_read(phrase: str, text: str, amount: float, currency: str) -> None:
    value = only_value(phrase, MONEY)
    assert (value.text, normal_of(value)["amount"], normal_of(value)["currency"]) == (text, amount, currency)
    assert value.low <= amount <= value.high


@pytest.mark.parametrize(
    "phrase",
    [
        "It is a real $ problem.",
        "Ezra Pound wrote 3 Pound poems.",
        "She won 3 medals and he won two million votes.",
        "Three won prizes.",
        "Of the runners 1,200 won a medal.",
        "The two won.",
        "In 2014 Rand Paul spoke.",
        "They try 3 times.",
        "A 200-pound man carried a 5 pound bag and lost 20 pounds.",
        "Divers found 2 million pounds of copper.",
        "It weighed nearly 3,000 pounds.",
        "He gave five sterling performances.",
        "In 2014 dollars it was less.",
        "A 100 Euro ticket-holder of Euro 2024.",
        "They paid 5 million pesos.",  # of which country?
    ],
)
def test_what_only_looks_like_money_is_none(phrase: str) -> None:
    assert values_in(phrase, MONEY) == []


@pytest.mark.parametrize(
    ("phrase", "text", "low", "high"),
    [
        ("worth between $19 and $22 million", "$19 and $22 million", 19e6, 22e6),
        ("at a price of $1.5-2 billion", "$1.5-2 billion", 1.5e9, 2e9),
        ("for $5 to $10 million", "$5 to $10 million", 5e6, 10e6),
        ("for $5-10m", "$5-10m", 5e6, 10e6),
        ("for 10 to 12 million euros", "10 to 12 million euros", 10e6, 12e6),
        ("for 10-12 million euros", "10-12 million euros", 10e6, 12e6),
        ("between 10 and 12 euros", "10 and 12 euros", 10, 12),
        ("between $200 million and $230 million", "$200 million and $230 million", 200e6, 230e6),
    ],
)
def test_a_range_is_one_amount_with_a_shared_scale(phrase: str, text: str, low: float, high: float) -> None:
    value = only_value(phrase, MONEY)
    assert (value.text, normal_of(value)["amount"], normal_of(value)["to"]) == (text, low, high)
    assert value.low <= low
    assert value.high >= high


@pytest.mark.parametrize(
    ("phrase", "texts"),
    [
        ("profit fell $2 million to $10 million", ["$2 million", "$10 million"]),
        ("from $1.5 billion to $2 billion", ["$1.5 billion", "$2 billion"]),
        ("paid $5 to 20 people", ["$5"]),
        ("paid $500 and $2 million", ["$500", "$2 million"]),
    ],
)
def test_a_change_is_no_range(phrase: str, texts: list[str]) -> None:
    assert [value.text for value in values_in(phrase, MONEY)] == texts


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("tens of millions of dollars", 20e6, 100e6),
        ("hundreds of thousands of euros", 200e3, 1e6),
        ("several million dollars", 2e6, 999e6),
        ("a multimillion-dollar fine", 2e6, 999e6),
        ("a multi-\nmillion dollar fine", 2e6, 999e6),
        ("several hundred thousand euros", 200e3, 1e6),
    ],
)
def test_a_vague_amount_bounds_what_it_can_mean(phrase: str, least: float, most: float) -> None:
    value = only_value(phrase, MONEY)
    assert (value.low, round(value.high, -3)) == (least, most)
    assert normal_of(value)["approx"] is True


@pytest.mark.parametrize(
    ("phrase", "text", "also"),
    [
        ("15 million euros (US$16.2 million)", "15 million euros (US$16.2 million)", (16.2e6, "USD")),
        ("€3.2 billion, or $3.5 billion, went", "€3.2 billion, or $3.5 billion", (3.5e9, "USD")),
        ("£2m [about $2.5m] went", "£2m [about $2.5m]", (2.5e6, "USD")),
        ("$5 billion (€4.6 billion; £4 billion) went", "$5 billion (€4.6 billion; £4 billion)", (4.6e9, "EUR")),
    ],
)
def test_a_conversion_belongs_to_its_amount(phrase: str, text: str, also: tuple[float, str]) -> None:
    value = only_value(phrase, MONEY)
    assert value.text == text
    assert normal_of(value)["also"] == {"amount": also[0], "currency": also[1]}


@pytest.mark.parametrize("phrase", ["€10m ($12m last year)", "€10m (up from €8m)", "€10m, $12m"])
def test_another_amount_in_brackets_is_no_conversion(phrase: str) -> None:
    assert ["also" in normal_of(value) for value in values_in(phrase, MONEY)] == [False, False]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("It was sold for an undisclosed sum.", "undisclosed sum"),
        ("The firm declined to say how much.", "declined to say how much"),
        ("The firm declined to say how much repairing the hull will cost.", "declined to say how much"),
        ("It is unclear how much he was paid.", "unclear how much"),
        ("It did not disclose the price.", "did not disclose the price"),
        ("It would not reveal financial details.", "would not reveal financial details"),
        ("Terms of the deal were not disclosed.", "were not disclosed"),
        ("Although the investment was not announced, it is large.", "was not announced"),
    ],
)
def test_words_that_an_amount_was_not_told_are_a_value(phrase: str, text: str) -> None:
    value = only_value(phrase, MONEY)
    assert (value.text, value.normal) == (text, {"undisclosed": True})


@pytest.mark.parametrize(
    "phrase",
    [
        "The names of the victims were not released.",
        "The price rose. The deal was not announced.",
        "She declined to say how much of the park will close.",
        "He declined to say how much he knew.",
        "He declined to comment.",
        "Details of the plan were not published.",
    ],
)
def test_other_silence_is_not_about_money(phrase: str) -> None:
    assert values_in(phrase, MONEY) == []


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("$16.3 million", "$16.3m", Relation.SAME),
        ("$13 billion", "roughly $13 billion", Relation.FORM),
        ("$13.6 million", "$13,625,777", Relation.FORM),
        ("$43 million", "$43,885,310", Relation.CONFLICT),
        ("$43 million", "nearly $44 million", Relation.DETAIL),
        ("tens of millions of dollars", "nearly $44 million", Relation.DETAIL),
        ("between $19 and $22 million", "$21 million", Relation.DETAIL),
        ("between $19 and $22 million", "$19 million", Relation.DETAIL),
        ("between $19 and $22 million", "between $19 and $25 million", Relation.DETAIL),
        ("between $19 and $22 million", "$30 million", Relation.CONFLICT),
        ("$5.6 billion", "€5.6 billion", Relation.CONFLICT),
        ("$16.3 million", "15 million euros (US$16.2 million)", Relation.CONFLICT),
        ("$16.2 million", "15 million euros (US$16.2 million)", Relation.SAME),
        ("$16,210,000", "15 million euros (US$16.2 million)", Relation.DETAIL),
        ("$11 billion", "€13 billion", Relation.DETAIL),
        ("$11 million", "€13 billion", Relation.UNRELATED),
        ("$11 million", "declined to say how much", Relation.CONFLICT),
        ("undisclosed sum", "declined to say how much", Relation.SAME),
    ],
)
def test_how_two_amounts_stand_to_each_other(a: str, b: str, relation: Relation) -> None:
    one, other = only_value(a, MONEY), only_value(b, MONEY)
    assert compare(one, other, {}) is relation
    assert compare(other, one, {}) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("€10 million", "$11 million", Relation.FORM),
        ("€10 million", "about $11 million", Relation.DETAIL),
        ("€10 million", "$30 million", Relation.CONFLICT),
    ],
)
def test_the_texts_own_rate_reconciles_currencies(a: str, b: str, relation: Relation) -> None:
    rates = money.rates(values_in("100 million euros (US$110 million)", MONEY))
    one, other = only_value(a, MONEY), only_value(b, MONEY)
    assert compare(one, other, rates) is relation
    assert compare(other, one, rates) is relation


def test_the_rate_of_several_conversions_is_their_median() -> None:
    stated = "10 euros ($11); 20 euros ($22); 30 euros ($60)"
    assert money.rates(values_in(stated, MONEY))["EUR", "USD"] == pytest.approx(1.1)


AMOUNTS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "about ", "nearly ", "more than ", "up to "]),
    st.sampled_from("$€£"),
    st.decimals("0.1", 9999, places=1),
    st.sampled_from(["", " million", "bn"]),
) | st.sampled_from(["millions of dollars", "€3 (or $4)", "between $2 and $3 million", "undisclosed sum"])


@given(AMOUNTS, AMOUNTS, st.floats(0.1, 10))
def test_the_comparison_of_amounts_is_symmetric(a: str, b: str, rate: float) -> None:
    one, other = only_value(a, MONEY), only_value(b, MONEY)
    rates = {("EUR", "USD"): rate, ("USD", "EUR"): 1 / rate}
    assert compare(one, other, rates) is compare(other, one, rates)


@given(AMOUNTS)
def test_an_amount_is_the_same_as_itself(phrase: str) -> None:
    value = only_value(phrase, MONEY)
    assert compare(value, value, {}) is Relation.SAME


def test_values_of_two_types_are_unrelated() -> None:
    number: Value = only_value("5 ships", DifferenceType.NUMBER)
    assert compare(only_value("$5", MONEY), number, {}) is Relation.UNRELATED
