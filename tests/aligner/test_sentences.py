"""Splitting: the cases a full stop cannot decide, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.languages import ENGLISH
from aligner.model import Kind
from aligner.reading.article import read_article
from aligner.sentences import _punkt, split, split_text


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_text(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. | The bridge held.",
        "The U.S. Senate met at 8 a.m. Tuesday in Washington, D.C. with Sen. Poe.",
        "She lives in the U.S. | He does not.",
        "Bankers of Acme Inc. and Poe Corp. met. | They agreed.",
        "It sold to Acme Corp. | The price was low.",
        "J. R. Doe spoke. | So did George W. Poe.",
        "It was No. 5 on the list. | He said no. | She left.",
        "On Jan. 5 it rose 3.5 percent to $1.20. | On Mar. 6 it fell.",
        "The office in Scranton, Pa. Mayor Poe knows is shut.",
        "“We know,” she said. | “It is old.” | Nobody spoke.",
        '"We know." | "It is old." | He left.',
        '"Is it old?" Jane Doe asked. | Nobody knew.',
        '"It is old!" she said. | "Very."',
        "He wrote that it was old. he then left. | Rain fell.",
        "(This is an aside.) | This is not.",
        "The bridge (see below. It is old) closed. | Ferries run.",
        "They waited … | Then it fell.",
        "It was ... odd. | Really?! | Yes!",
        "Ann likes eBay. | eBay is a shop.",
        "The court said no.The mayor said yes.".replace("no.The", "never.|The"),
        "See www.Example.com for more. | It is free.",
        "The law (of 1990) stands. | [It is old.] | Yes.",
        "At the dawn of the day. | 40 people came.",
    ],
)
def test_boundaries(text: str) -> None:
    wanted = [part.strip() for part in text.split("|")]
    assert texts(text.replace("|", "") if ".|" in text else text.replace(" | ", " ")) == wanted


def test_a_closing_mark_set_apart_goes_left() -> None:
    assert texts('"He said it was old. " Nobody spoke.') == ['"He said it was old. "', "Nobody spoke."]


def test_a_part_of_a_text() -> None:
    text = "One. Two. Three here. Four."
    start, end = text.index("Two"), text.index(" Four")
    assert [text[span.start : span.end] for span in split_text(text, start, end)] == ["Two.", "Three here."]


def test_sentences_of_an_article() -> None:
    paragraphs = ("The bridge closed. It is old. Image: Harbour Police.", "Ferries run. They are free.")
    text = "\n\n".join(("Bridge closes for repairs", *paragraphs))
    sentences = split(read_article("C", "c.txt", text))
    assert [(s.id, s.source, s.paragraph, s.kind[0], s.text) for s in sentences] == [
        ("C00", "C", 0, "h", "Bridge closes for repairs"),
        ("C01", "C", 1, "b", "The bridge closed."),
        ("C02", "C", 1, "b", "It is old."),
        ("C03", "C", 1, "f", "Image: Harbour Police."),
        ("C04", "C", 2, "b", "Ferries run."),
        ("C05", "C", 2, "b", "They are free."),
    ]


def test_ids_of_a_long_article_sort_in_reading_order() -> None:
    ids = [s.id for s in split(read_article("A", "a.txt", "It rained again. " * 101))]
    assert ids[0] == "A000"
    assert ids[-1] == "A100"
    assert ids == sorted(ids)


def test_repetitions() -> None:
    paragraph = "OSLO (AP) - The bridge is closed. He agreed. Rain fell. The BRIDGE is “closed”! He agreed."
    text = "The bridge is closed\n\n" + paragraph
    sentences = split(read_article("A", "a.txt", text))
    assert [s.same_as for s in sentences] == [None, "A00", None, None, "A00", None]


def test_a_sentence_never_crosses_a_paragraph() -> None:
    article = read_article("A", "a.txt", "The bridge\r\nclosed and\rthe ferry\fran")
    assert [s.text for s in split(article)] == ["The bridge", "closed and", "the ferry", "ran"]


def test_a_long_line_is_split_in_windows_without_a_seam() -> None:
    sentence = "The old bridge of Acme Corp. closed on Friday, the mayor said."
    count = 1_500
    assert texts(" ".join([sentence] * count)) == [sentence] * count


def test_a_long_line_without_an_end() -> None:
    text = "bridge " * 20_000
    assert "".join(texts(text)).replace(" ", "") == text.replace(" ", "")


CORNERS = st.text(
    st.sampled_from(list("aB1. !?…,;:-—()[]\"'“”‘’\n\r\f\t\v\x85\u2028\u2029\xa0\u200b\ufeff\x00|/©"))
    | st.characters(),
    max_size=120,
)
PAGE = (
    "The bridge closed.|U.S.|Inc.|(Image: X)|About the Author|By Jane Doe|Related stories|“No.”|(AP) -|May 3, 2031|He"
)
PAGE += '|?|...|"|)|See also: x|No. 5|REUTERS/J. Doe|© 2031 Acme|Bridge closes for repairs'
PIECES = st.lists(st.sampled_from(PAGE.split("|")), max_size=30)
GLUE = st.sampled_from([" ", "\n", "\n\n", "", "\r\n"])


def check(text: str) -> None:
    article = read_article("A", "a.txt", text)
    sentences = split(article)
    assert [s.id for s in sentences] == sorted({s.id for s in sentences})
    covered = [False] * len(text)
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text.strip() == sentence.text != ""
        block = article.blocks[sentence.paragraph]
        assert block.start <= sentence.start < sentence.end <= block.end
        for i in range(sentence.start, sentence.end):
            assert not covered[i]
            covered[i] = True
    assert all(covered[i] or char.isspace() for i, char in enumerate(text))
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    assert all(s.kind is Kind.FURNITURE or article.blocks[s.paragraph].kind is s.kind for s in sentences)
    for span in article.attribution.evidence.values():
        assert 0 <= span.start < span.end <= len(text)


@given(CORNERS)
@settings(deadline=None)
def test_nothing_is_lost_in_any_text(text: str) -> None:
    check(text)


@given(PIECES, GLUE)
@settings(deadline=None)
def test_nothing_is_lost_in_any_page(pieces: list[str], glue: str) -> None:
    check(glue.join(pieces))


@pytest.mark.parametrize("mark", [".", "?", "!"])
@pytest.mark.parametrize("word", ["sank", "Mr", "Inc", "etc", "x", "U.S", "co-op", "3", "mid-Jan", "été", "p.m", "No"])
@pytest.mark.parametrize("after", [" The", " the", " “The", "” She", " (1)", " 5", " - no", "\nThe", " ."])
def test_an_end_is_told_at_once_as_punkt_tells_it(word: str, mark: str, after: str) -> None:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types, parameters.sent_starters = set(ENGLISH.abbreviations), set(ENGLISH.starters)
    text = f"It was {word}{mark}{after} rest."
    by_punkt = [text[a:b] for a, b in PunktSentenceTokenizer(parameters).span_tokenize(text)]
    assert [text[a:b] for a, b in _punkt(text, ENGLISH)] == by_punkt
