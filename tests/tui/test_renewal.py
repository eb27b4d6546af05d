"""The place of the user when the files of the open story change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from aligner.comparison import compare
from aligner.model import Comparison, Options, Story
from aligner.reading.article import read_article
from tui.arrangement import Arrangement
from tui.renewal import renewal
from tui.session import Session, Wanted
from tui.view import Filter, sentences_of

COURIER = [
    "Ferry to Ellmouth stops",
    "The ferry to Ellmouth will stop on 3 April, the port authority said.",
    "Captain Jonas Wehr has sailed on it for 31 years.",
    "The port authority lost $2 million on the ferry last year.",
]
WIRE = [
    "Port ends the Ellmouth ferry",
    "The port authority said the ferry to Ellmouth will stop on 3 April.",
    "Last year the ferry cost the port authority $3 million in losses.",
]
GAZETTE = [
    "Bridge across the sound opens in June",
    "The bridge across the sound will open in June, the road office said.",
    "The ferry to Ellmouth stops on 3 April.",
]


def told(**files: Sequence[str]) -> Comparison:
    """The comparison of some articles by the stems of their files, a paragraph a line."""
    articles = [
        read_article(letter, f"{name}.txt", "\n\n".join(lines))
        for letter, (name, lines) in zip("ABCDE", files.items(), strict=False)
    ]
    return compare(Story("Ferry", "ferry", tuple(articles)))


def text_of(comparison: Comparison, id_: str) -> str:
    return comparison.sentences[id_].text


def session_of(comparison: Comparison) -> Session:
    session = Session(comparison.story)
    session.take(comparison, session.wanted)
    return session


def go_to(session: Session, words: str) -> None:
    assert session.comparison is not None
    session.fact = next(
        index
        for index, fact in enumerate(session.comparison.facts)
        if any(words in text_of(session.comparison, id_) for id_ in sentences_of(fact))
    )


def here(session: Session) -> set[str]:
    assert session.comparison is not None
    assert session.current is not None
    return {text_of(session.comparison, id_) for id_ in sentences_of(session.current)}


def test_sentences_are_found_again_by_their_words() -> None:
    old = told(courier=COURIER, wire=WIRE)
    new = told(courier=[COURIER[0], "Nobody was asked, the mayor said.", *COURIER[1:]], wire=WIRE)
    change = renewal(old, new)
    assert all(text_of(old, before) == text_of(new, after) for before, after in change.sentences.items())
    assert len(change.sentences) == len(old.sentences)
    assert change.news[0].endswith(": 1 sentence new")
    assert len(change.news) == 1


def test_a_sentence_that_was_written_anew_has_a_successor() -> None:
    old = told(courier=COURIER, wire=WIRE)
    changed = "The port authority lost $3 million on the ferry last year."
    change = renewal(old, told(courier=[*COURIER[:3], changed], wire=WIRE))
    assert change.sentences["A03"] == "A03"
    assert change.news[0].endswith(": 1 sentence new, 1 gone")


def test_a_sentence_that_is_gone_has_the_one_that_follows() -> None:
    old = told(courier=COURIER, wire=WIRE)
    change = renewal(old, told(courier=[*COURIER[:2], COURIER[3]], wire=WIRE))
    assert change.sentences["A02"] == "A02"
    last = renewal(old, told(courier=COURIER[:3], wire=WIRE))
    assert last.sentences["A03"] == "A02"
    assert last.news[0].endswith(": 1 gone")


def test_several_sentences_that_are_gone_have_the_one_that_follows_them() -> None:
    old = told(courier=COURIER, wire=WIRE)
    change = renewal(old, told(courier=[COURIER[0], COURIER[3]], wire=WIRE))
    assert [change.sentences[id_] for id_ in ("A01", "A02", "A03")] == ["A01", "A01", "A01"]


def test_other_spaces_between_the_words_are_no_news() -> None:
    change = renewal(told(courier=COURIER), told(courier=[line.replace(" on ", "  on ") for line in COURIER]))
    assert change.news == ()


def test_articles_come_and_go() -> None:
    old = told(courier=COURIER, wire=WIRE)
    change = renewal(old, told(courier=COURIER, gazette=GAZETTE))
    assert change.articles == {"A": "A"}
    assert [line.rsplit(" ", 1)[-1] for line in change.news] == ["gone", "came"]
    assert not any(id_.startswith("B") for id_ in change.sentences)


def test_nothing_changed() -> None:
    old = told(courier=COURIER, wire=WIRE)
    change = renewal(old, told(courier=COURIER, wire=WIRE))
    assert change.news == ()
    assert all(before == after for before, after in change.sentences.items())


def test_the_place_is_kept_when_sentences_come_before_it() -> None:
    session = session_of(told(courier=COURIER, wire=WIRE))
    go_to(session, "lost $2 million")
    before = session.fact
    added = [COURIER[0], "Nobody was asked, the mayor of Ellmouth complained bitterly.", *COURIER[1:]]
    session.renew(told(courier=added, wire=WIRE), Wanted(Options()))
    assert COURIER[3] in here(session)
    assert session.fact != before
    assert session.story.articles[0].text.startswith(COURIER[0])


def test_a_source_that_comes_in_front_moves_the_others() -> None:
    session = session_of(told(courier=COURIER, wire=WIRE))
    go_to(session, "Jonas Wehr")
    session.source = 1
    session.base = "B"
    session.filter = Filter(says=frozenset("A"))
    session.arrangement = Arrangement((1, 0), frozenset({0}), {1: 2.0})
    session.renew(told(gazette=GAZETTE, courier=COURIER, wire=WIRE), Wanted(Options()))
    assert session.source == 2
    assert session.base == "C"
    assert session.filter.says == {"B"}
    assert session.arrangement == Arrangement((2, 1, 0), frozenset({1}), {2: 2.0})
    assert here(session) == {COURIER[2]}


def test_a_source_that_goes_takes_along_what_was_asked_of_it() -> None:
    session = session_of(told(gazette=GAZETTE, courier=COURIER, wire=WIRE))
    go_to(session, "bridge across the sound will open")
    session.source = 0
    session.base = "A"
    session.filter = Filter(silent=frozenset("A"))
    session.filter = Filter(says=frozenset("A"), silent=frozenset("C"))
    session.renew(told(courier=COURIER, wire=WIRE), Wanted(Options()))
    assert session.base is None
    assert session.filter == Filter(silent=frozenset("B"))
    assert session.source == 0
    assert session.fact in session.facts
    assert session.arrangement.order == (0, 1)


def test_the_last_sources_shown_are_not_hidden() -> None:
    arrangement = Arrangement((0, 1, 2), frozenset({1}), {})
    assert arrangement.renewed({1: 0}, 1).shown == (0,)


def test_there_is_nothing_to_renew_before_there_is_a_comparison() -> None:
    comparison = told(courier=COURIER, wire=WIRE)
    with pytest.raises(ValueError, match="no place"):
        Session(comparison.story).renew(comparison, Wanted(Options()))


def with_url(comparison: Comparison, source: str, url: str) -> Comparison:
    articles = tuple(
        replace(article, attribution=replace(article.attribution, url=url)) if article.id == source else article
        for article in comparison.story.articles
    )
    return replace(comparison, story=replace(comparison.story, articles=articles))


def test_an_article_in_a_file_of_another_name_is_the_same_one() -> None:
    change = renewal(told(a=COURIER, b=WIRE), told(a=COURIER, z=WIRE))
    assert change.articles == {"A": "A", "B": "B"}
    assert change.news == ("B Port ends the Ellmouth ferry: in the file z.txt now",)


def test_a_new_version_that_was_fetched_is_known_by_its_address() -> None:
    """synoptic refresh puts it into another file."""
    url = "https://courier.example/ferry"
    old = with_url(told(a=COURIER, b=WIRE), "A", url)
    new = with_url(told(**{"a.2": [*COURIER[:3], "The port lost $4 million on it."], "b": WIRE}), "A", url)
    session = session_of(old)
    go_to(session, "Captain Jonas Wehr")
    change = session.renew(new, session.wanted)
    assert change.articles == {"A": "A", "B": "B"}
    assert change.news == ("A Ferry to Ellmouth stops: 1 sentence new, 1 gone",)
    assert session.current is not None
    assert "Captain Jonas Wehr" in {text_of(new, id_)[:18] for id_ in sentences_of(session.current)}
