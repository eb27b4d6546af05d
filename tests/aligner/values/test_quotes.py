"""Where quotations begin and end, and who is said to say them, as what, to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.model import Article, Attribution, Block, Kind, Sentence
from aligner.sentences import split
from aligner.values.quotes import attribute, quotations


def article_of(text: str) -> Article:
    """An article whose lines are its paragraphs."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), Kind.BODY))
        at += len(line) + 1
    return Article("A", "a.txt", text, Attribution(), tuple(blocks))


def read(text: str) -> tuple[Sentence, ...]:
    article = article_of(text)
    return attribute(article, split(article))


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations(text, Block(0, len(text), Kind.BODY))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We go on," she said.', ["We go on,"]),
        ("“We go on,” she said.", ["We go on,"]),
        ("« On y va », she said.", [" On y va "]),
        ("„Wir gehen“, she said.", ["Wir gehen"]),
        ("»Wir gehen«, she said.", ["Wir gehen"]),
        ("” We go on “, she said.", [" We go on "]),
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ("'We don't know,' she said. 'It's over.'", ["We don't know,", "It's over."]),
        ('"The dam," she said, "will hold."', ["The dam,", "will hold."]),
        # one quotation in another
        ("“He called it “a mess” and left,” she said.", ["He called it “a mess” and left,"]),
        ('"He called it "a mess" and left," she said.', ['He called it "a mess" and left,']),
        ('“He called it "a mess" and left,” she said.', ['He called it "a mess" and left,']),
        ("“He called it ‘a mess’ and left,” she said.", ["He called it ‘a mess’ and left,"]),
        # marks that are missing, alone, or on the wrong side of a space
        ("“It goes on and on.", ["It goes on and on."]),
        ("“We go on. he said, and left.", ["We go on. "]),
        ('"The vote is lost, he said. "We go on," said Holm.', ["The vote is lost, ", "We go on,"]),
        ('"It is over, "Holm said. "We go on."', ["It is over, ", "We go on."]),
        ('"I hope so, "Holm was heard to say.', ["I hope so, "]),
        ('... and that is all," he said.', []),
        ('A 12" pipe burst. "It was loud," she said.', ["It was loud,"]),
        ("” stray.", []),
        # two marks in place of one
        ("``We go on,'' she said. \"It takes a year.\"", ["We go on,", "It takes a year."]),
        ("\"We go on,'' she said.", ["We go on,"]),
        # apostrophes are no quotation marks
        ("The Smiths’ house, the ’90s and rock ’n’ roll.", []),
        ("The Smiths' house, the '90s and rock 'n' roll.", []),
        ("The 'dam' would hold.", []),
    ],
)
def test_quotations_begin_and_end_at_their_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_the_state_of_the_marks_starts_anew_with_every_paragraph() -> None:
    sentences = read("“The first paragraph never closes.\n“The second closes,” said Rita Moss.\nAnd nothing here.")
    assert [[q.text for q in s.quotations] for s in sentences] == [
        ["The first paragraph never closes."],
        ["The second closes"],
        [],
    ]


def test_a_quotation_over_several_sentences_is_cut_into_them() -> None:
    first, second = read('"We go on. It takes a year," said Rita Moss.')
    assert [q.text for q in first.quotations] == ["We go on."]
    assert [q.text for q in second.quotations] == ["It takes a year"]
    assert first.speaker == second.speaker == "Rita Moss"


@pytest.mark.parametrize(
    ("text", "speaker", "role", "via"),
    [
        # behind the verb
        ("“We go on,” said Rita Moss, the mayor of Lund.", "Rita Moss", "the mayor of Lund", None),
        ("“We go on,” said Mayor Rita Moss.", "Rita Moss", "Mayor", None),
        ("“We go on,” said Dr. Rita Moss, director of the museum.", "Rita Moss", "director of the museum", None),
        ("“We go on,” said the Dutch Kim van der Berg.", "Kim van der Berg", None, None),
        ("“We go on,” said on Monday Rita Moss.", "Rita Moss", None, None),
        ("“We go on,” wrote on X Rita Moss, a baker.", "Rita Moss", "a baker", None),
        ("“We go on,” fumed on Facebook Rita Moss, a baker.", "Rita Moss", "a baker", None),
        ("“We go on!” shouted Moss.", "Moss", None, None),
        ("“We go on,” said TUNA.org Executive Director Rita Moss.", "Rita Moss", "TUNA.org Executive Director", None),
        ("“We go on,” said Rita Moss, who heads the harbour.", "Rita Moss", "who heads the harbour", None),
        ("“We go on,” said Rita Moss, who fell on Tuesday.", "Rita Moss", None, None),
        # in front of the verb
        ("Rita Moss, who fell on Tuesday, said: “We go on.”", "Rita Moss", None, None),
        ("In her resignation letter, Moss wrote: “We go on.”", "Moss", None, None),
        ("R.T. Moss said: “We go on.”", "R.T. Moss", None, None),
        ("“We go on,” Rita Moss said.", "Rita Moss", None, None),
        ("“We go on,” Chief Executive Officer Rita Moss said.", "Rita Moss", "Chief Executive Officer", None),
        ("“We go on,” the finance minister, Rita Moss, told reporters.", "Rita Moss", "finance minister", None),
        ("Rita Moss, head of the harbour, said: “We go on.”", "Rita Moss", "head of the harbour", None),
        ("However, Rita Moss says: “We go on.”", "Rita Moss", None, None),
        ("Then Rita Moss said: “We go on.”", "Rita Moss", None, None),
        ("The town of Lund said Rita Moss goes on.", None, None, None),
        # without a name
        ("“We go on,” a spokeswoman for the ministry said.", "a spokeswoman for the ministry", None, None),
        # no speakers
        ("On Monday, said the sign, it closes.", None, None, None),
        ("Old nets, sold on Facebook Marketplace for a song, are cheap.", None, None, None),
        ("The ambassador to France said no.", None, None, None),
        # the outlets an article credits
        ("“We go on,” Rita Moss told Reuters on Monday.", "Rita Moss", None, "Reuters"),
        ("Rita Moss said so in an interview with The Guardian.", "Rita Moss", None, "The Guardian"),
        ("According to Bloomberg, it goes on.", None, None, "Bloomberg"),
        ("Reuters first reported the sale.", None, None, "Reuters"),
        ("The firm is sold, the New York Times reported.", None, None, "New York Times"),
    ],
)
def test_who_says_it_as_what_and_to_whom(text: str, speaker: str | None, role: str | None, via: str | None) -> None:
    (sentence,) = read(text)
    assert (sentence.speaker, sentence.role, sentence.via) == (speaker, role, via)
    assert all(quotation.speaker == speaker for quotation in sentence.quotations)


@pytest.mark.parametrize(
    "text",
    [
        "Rita Moss said no. He left. “We go on,” she said.",
        "“We go on,” said Rita Moss. “It takes a year.”",
        "Rita Moss said: “We go on. It takes a year.”",
        "“We go on,” Rita Moss said.\n“It takes a year.”",
        "“We go on,” Rita Moss said.\nThe ferry sank.\n“It takes a year,” she added.",
        "“It takes a year!” Moss said.",
    ],
)
def test_a_speaker_is_carried_to_the_words_that_have_none(text: str) -> None:
    spoken = [q.speaker for sentence in read(text) for q in sentence.quotations]
    assert spoken
    assert all(speaker is not None and speaker.endswith("Moss") for speaker in spoken)


def test_nobody_is_guessed_for_a_pronoun_without_a_name_before_it() -> None:
    (sentence,) = read("“We go on,” she said.")
    assert sentence.speaker is None


def test_another_speaker_takes_over() -> None:
    sentences = read("Rita Moss said: “We go on.” Tor Dahl, her deputy, said: “We stop.” “We do,” he added.")
    assert [s.speaker for s in sentences] == ["Rita Moss", "Tor Dahl", "Tor Dahl"]


MARKS = st.lists(
    st.sampled_from([*"\"“”„«»‘’' .,!\n", "We go on", "Rita Moss", "said", "told Reuters", "he", "the mayor", "5"]),
    max_size=30,
).map("".join)


@given(MARKS | MARKS.map(lambda text: text.replace("\n", " ")))
def test_quotations_lie_inside_their_block_and_apart(text: str) -> None:
    for block in article_of(text).blocks:
        at = block.start
        for span in quotations(text, block):
            assert at <= span.start <= span.end <= block.end
            at = span.end


@given(MARKS | st.text(max_size=80))
def test_attribute_gives_back_the_same_sentences(text: str) -> None:
    article = article_of(text)
    sentences = split(article)
    done = attribute(article, sentences)
    assert [(s.id, s.start, s.end, s.text) for s in done] == [(s.id, s.start, s.end, s.text) for s in sentences]
    for sentence in done:
        for quotation in sentence.quotations:
            assert sentence.start <= quotation.start < quotation.end <= sentence.end
            assert text[quotation.start : quotation.end] == quotation.text
