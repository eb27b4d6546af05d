"""A fact's label: a clause of its own sentences, short, never composed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.labels import LONGEST, _clauses, label, shorten
from aligner.model import Kind, Sentence
from aligner.tokens import tokenise


def sentence(text: str, source: str = "A") -> Sentence:
    return Sentence(f"{source}00", source, 0, len(text), 0, Kind.BODY, text, tokenise(text))


def label_of(*texts: str) -> str:
    """The label of a row with one sentence of each source, all stems weighing the same."""
    return label([sentence(text, source) for source, text in zip("ABCD", texts, strict=False)], lambda stem: 1.0)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["The ferry sank, officials said."], "The ferry sank, officials said"),
        (["The old ferry sank, they said.", "Off Lund the old ferry sank, we hear."], "The old ferry sank"),
        (
            ["On Monday, as rain fell, the ferry ran aground.", "The old ferry ran aground, and nobody was hurt."],
            "The old ferry ran aground",
        ),
        (["The owner, who lives in Lund, will repair the hull."], "The owner, who lives in Lund, will repair the hull"),
        (
            [
                "After a long night of rain and wind in which nobody had slept at all, divers will repair the hull.",
                "Cold and hungry and out of coffee and of tea since the third day, divers will repair the hull.",
            ],
            "divers will repair the hull",
        ),
        (
            ["Rain fell over Lund, with divers at the hull.", "Sun shone on us, with divers at the hull."],
            "Rain fell over Lund, with divers at the hull",
        ),
        (["The MEP Rolf Lund spoke.", "“No!” said Rolf Lund."], "The MEP Rolf Lund spoke"),
        (["EU to look at Lund and Skarby", "EU will look at Lund and Skarby."], "EU to look at Lund and Skarby"),
        (["Sank!"], "Sank!"),
        (["“Divers will look at the hull,” she said."], "“Divers will look at the hull,” she said"),
        (["Shares fell 6%."], "Shares fell 6%"),
    ],
)
def test_a_label_is_the_opening_or_the_clause_that_says_most_of_what_is_shared(texts: list[str], expected: str) -> None:
    assert label_of(*texts) == expected


def test_no_two_rows_are_called_alike_where_there_are_other_words() -> None:
    members = [
        sentence("The old ferry sank off Lund, they said.", "A"),
        sentence("Off Lund the old ferry sank.", "B"),
    ]
    first = label(members, lambda stem: 1.0)
    second = label(members, lambda stem: 1.0, {first})
    assert first != second
    assert second in {
        "The old ferry sank off Lund",
        "The old ferry sank off Lund, they said",
        "Off Lund the old ferry sank",
    }
    both = label(members[:1] * 2, lambda stem: 1.0, {"The old ferry sank off Lund, they said"})
    assert both == "The old ferry sank off Lund, they said"


def test_what_only_one_source_says_weighs_nothing_beside_what_two_say() -> None:
    lone = "Fishermen of the northern islands celebrated, the ferry ran aground."
    assert label_of(lone, "The ferry ran aground.") == "The ferry ran aground"


def test_a_long_clause_is_cut_at_a_word() -> None:
    text = label_of("The owner of the ferry " + "of the tug " * 10 + "will pay for everything.")
    assert len(text) <= LONGEST
    assert text.endswith("…")
    assert text[:-1].split()[-1] in {"the", "of", "tug"}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("  Two\n lines ", "Two lines"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "…"),
        ("", ""),
    ],
)
def test_text_is_brought_on_one_line_and_cut(text: str, short: str) -> None:
    assert shorten(text) == short


SENTENCES = st.lists(
    st.sampled_from("the ferry sank , that ; who Lund - “ ” % 5 $ and will be repaired ( ) . ! soon harbour".split()),
    min_size=1,
    max_size=40,
).map(" ".join)


def test_of_a_list_without_end_only_the_openings_that_can_be_shown_are_weighed() -> None:
    tokens = tokenise("the port, " * 5000)
    assert len([end for opens, _, end in _clauses(tokens, english=True) if opens]) < LONGEST
    assert label_of("The port, " * 500, "The port, " * 400) == label_of("The port, " * 50, "The port, " * 40)


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_a_label_is_a_passage_of_one_of_its_sentences(texts: list[str]) -> None:
    found = label_of(*texts)
    assert len(found) <= LONGEST
    assert any(found.removesuffix("…") in text for text in texts)


@given(st.text(max_size=200))
def test_shortened_text_is_no_longer_than_a_label(text: str) -> None:
    short = shorten(text)
    assert len(short) <= LONGEST
    assert "\n" not in short
