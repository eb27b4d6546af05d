from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import copying, languages, reading
from aligner.comparison import compare, read_sentences
from aligner.copying import Copying, copy_of
from aligner.model import Copy, Kind, Sentence
from aligner.reading.article import read_article
from tests.aligner.copied import APART, COPIED

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
STORIES = Path(__file__).resolve().parents[3] / "shared" / "benchmark" / "stories"


def sentence(source: str, text: str) -> Sentence:
    """A text of one sentence as the pipeline reads it."""
    article = read_article(source, f"{source}.txt", text)
    language = languages.detect(f"{text} {text}")
    attribution = replace(article.attribution, language=language if language != languages.UNKNOWN else "en")
    blocks = tuple(replace(block, kind=Kind.BODY) for block in article.blocks)
    (found,) = read_sentences(replace(article, attribution=attribution, blocks=blocks))
    return found


def copied(one: str, other: str) -> Copy | None:
    return copy_of(sentence("A", one), sentence("B", other))


def shared(one: str, other: str) -> list[tuple[str, str]]:
    """The passages two texts share, each with its counterpart."""
    found = copied(one, other)
    assert found is not None
    return [(one[a.start : a.end], other[b.start : b.end]) for a, b in zip(found.in_a, found.in_b, strict=True)]


@pytest.mark.parametrize("name", [name for name in COPIED if name != "rewritten by half"])
def test_copies_with_the_edits_of_a_desk_are_found(name: str) -> None:
    found = copied(*COPIED[name])
    assert found is not None
    assert found.share >= copying.LEAST_SHARE


@pytest.mark.parametrize("name", APART)
def test_what_two_reporters_share_all_the_same_is_no_copy(name: str) -> None:
    assert copied(*APART[name]) is None


def test_a_sentence_that_was_rewritten_by_half_is_not_near_verbatim() -> None:
    assert copied(*COPIED["rewritten by half"]) is None


def test_the_threshold_is_where_precision_and_recall_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looser or stricter is no better on the invented pairs: what the choice of 0.6 rests on, besides real stories."""
    found: dict[float, float] = {}
    for least in (0.3, 0.6, 0.9):
        monkeypatch.setattr(copying, "LEAST_SHARE", least)
        right = sum(copied(*pair) is not None for pair in COPIED.values())
        wrong = sum(copied(*pair) is not None for pair in APART.values())
        found[least] = 2 * right / (right + wrong + len(COPIED))
    assert found[0.6] > 0.95
    assert found[0.9] < 0.8


def test_the_passages_that_are_shared_are_told_in_the_words_of_both() -> None:
    assert shared(
        "The reservoir has fallen to its lowest level since records began, the water board said on Monday.",
        "The water board said on Monday the reservoir has fallen to its lowest level since records began.",
    ) == [
        (
            "The reservoir has fallen to its lowest level since records began",
            "the reservoir has fallen to its lowest level since records began",
        ),
        ("the water board said on Monday", "The water board said on Monday"),
    ]


def test_words_inside_quotation_marks_are_in_no_passage() -> None:
    one, other = COPIED["the framing of a quotation"]
    assert [passage for passage, _ in shared(one, other)] == [
        "the harbour master told a crowded public hearing that lasted well past midnight, adding",
        "the tugs had been ordered too late",
    ]


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("en", "Lindqvist did not immediately respond to a request for comment.", "did not … request for comment"),
        ("en", "Lindqvist has not answered our calls.", "has not answered our calls"),
        ("en", "Lindqvist failed to reply to two e-mails.", "failed to reply to two e-mails"),
        ("en", "Lindqvist hasn’t returned messages.", "hasn’t returned messages"),
        ("en", "Lindqvist did not respond to inquiries.", "did not respond to inquiries"),
        ("en", "Lindqvist did not reply to an enquiry.", "did not reply to an enquiry"),
        ("en", "Lindqvist had not answered any questions.", "had not answered any questions"),
        ("en", "LINDQVIST DECLINED TO COMMENT FURTHER.", "DECLINED TO COMMENT FURTHER"),
        ("en", "Lindqvist could not be reached for comment.", "could not be reached for comment"),
        ("en", "It fell, he said on condition of anonymity.", "he said on condition of anonymity"),
        ("en", "They are not authorised to speak publicly.", "They are not authorised to speak publicly"),
        ("en", "The two asked not to be named.", "asked not to be named"),
        ("en", "The two declined to be identified.", "declined to be identified"),
        ("en", "It fell, according to two people familiar with the matter.", "according to … the matter"),
        ("en", "It fell, two aides briefed on the situation said.", "two aides briefed on the situation"),
        ("de", "Lindqvist war zunächst nicht für eine Stellungnahme zu erreichen.", "war … zu erreichen"),
        ("de", "Lindqvist reagierte nicht auf Anfragen.", "reagierte nicht auf Anfragen"),
        ("de", "Lindqvist gab an, er äußerte sich nicht im Kommentar.", "äußerte sich nicht im Kommentar"),
        ("de", "Lindqvist wollte den Fall nicht kommentieren.", "wollte den Fall nicht kommentieren"),
        ("de", "Lindqvist lehnte eine Stellungnahme ab.", "lehnte eine Stellungnahme ab"),
        ("de", "Lindqvist wollte sich nicht äußern.", "wollte sich nicht äußern"),
        ("fr", "Lindqvist n’a pas répondu à une demande de commentaires.", "n’a pas … commentaires"),
        ("fr", "Ils n’ont pas répondu aux sollicitations.", "n’ont pas répondu aux sollicitations"),
        ("fr", "Lindqvist a refusé de commenter.", "a refusé de commenter"),
        ("es", "Lindqvist no respondió a la solicitud.", "no respondió a la solicitud"),
        ("es", "Lindqvist no contestó con comentarios.", "no contestó con comentarios"),
        ("es", "Lindqvist se negó a comentar.", "se negó a comentar"),
        ("it", "Lindqvist non ha risposto alle richieste.", "non ha risposto alle richieste"),
        ("it", "Lindqvist non ha risposto con un commento.", "non ha risposto con un commento"),
        ("pt", "Lindqvist não respondeu ao pedido.", "não respondeu ao pedido"),
        ("pt", "Lindqvist não respondeu com comentários.", "não respondeu com comentários"),
        ("nl", "Lindqvist reageerde niet op een verzoek.", "reageerde niet op een verzoek"),
        ("nl", "Lindqvist was niet bereikbaar voor commentaar.", "was niet bereikbaar voor commentaar"),
    ],
)
def test_the_phrases_of_the_trade_are_nobodys_own(language: str, text: str, phrase: str) -> None:
    opening, _, ending = phrase.partition(" … ")
    start, end = text.index(opening), text.index(ending or opening) + len(ending or opening)
    found = replace(sentence("A", text), language=language, quotations=())
    assert [(span.start, span.end) for span in copying._heard(found)] == [(start, end)]


def test_a_copy_does_not_depend_on_which_sentence_is_given_first() -> None:
    for one, other in (*COPIED.values(), *APART.values()):
        a, b = sentence("A", one), sentence("B", other)
        assert copy_of(a, b) == copy_of(b, a)


def test_the_names_of_the_columns_change_nothing_but_the_names() -> None:
    # Both have the same four words twice: which of them is paired with which must not turn with the columns.
    one = "The dam will hold, engineers insisted, because the dam will hold back far more water than the river brings."
    other = (
        "Engineers insisted the dam will hold back far more water than the river brings in spring: the dam will hold."
    )
    here, there = copied(one, other), copied(other, one)
    assert here is not None
    assert there is not None
    assert sorted(zip(here.in_a, here.in_b, strict=True)) == sorted(zip(there.in_b, there.in_a, strict=True))


def test_sentences_of_one_source_and_of_two_languages_are_no_copies() -> None:
    text = COPIED["word for word"][0]
    assert copy_of(sentence("A", text), sentence("A", text)) is None
    german = replace(sentence("B", text), language="de")
    assert copy_of(sentence("A", text), german) is None


def test_a_pair_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    tiled = copying._tiles

    def counted(a: Sequence[str], b: Sequence[str]) -> object:
        asked.append(a)
        return tiled(a, b)

    monkeypatch.setattr(copying, "_tiles", counted)
    texts = [COPIED["word for word"][0]] * 3
    found = Copying([sentence(source, text) for source, text in zip("ABC", texts, strict=True)])
    assert len(list(found.among((0, 1, 2)))) == 3
    assert len(list(found.among((2, 1, 0)))) == 3
    assert len(asked) == 3


def test_a_text_without_an_end_does_not_hold_anybody_up() -> None:
    endless = " ".join(["flood", "water", "rises"] * 4000)
    a, b = sentence("A", f"The {endless} again."), sentence("B", f"And {endless} still.")
    found = copy_of(a, b)
    assert found is not None
    assert found.in_a[0].end - found.in_a[0].start < 5000


WORDS = st.lists(
    st.sampled_from("the river rose overnight flooding cellars along both banks and a mill".split()), max_size=24
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_runs_are_the_same_words_on_both_sides_and_no_word_is_used_twice(one: list[str], other: list[str]) -> None:
    used_a: set[int] = set()
    used_b: set[int] = set()
    for run in copying._tiles(one, other):
        a, b = range(run.a, run.a + run.length), range(run.b, run.b + run.length)
        assert run.length >= copying.LEAST_RUN
        assert one[a.start : a.stop] == other[b.start : b.stop]
        assert used_a.isdisjoint(a)
        assert used_b.isdisjoint(b)
        used_a |= set(a)
        used_b |= set(b)


def _independent() -> Iterator[Path]:
    yield SEEDS
    if STORIES.is_dir():
        yield from sorted(STORIES.iterdir())


@pytest.mark.parametrize("folder", _independent(), ids=lambda folder: folder.name)
def test_articles_that_newsrooms_wrote_by_themselves_have_no_copies(folder: Path) -> None:
    comparison = compare(reading.load([folder]))
    assert [fact.copies for fact in comparison.facts if fact.copies] == []
