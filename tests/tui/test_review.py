"""The list of decisions: what does not fit first, with the words of then and of now; taken back, carried over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from aligner.decisions import acts
from aligner.decisions.records import Decision, Judged, Key, Pair, Ruling
from aligner.model import Verdict
from tests.tui import desk_fixture
from tests.tui.desk_fixture import fact_of, follow, session
from tests.tui.harness import Driver
from tui.app import SynopticApp
from tui.review import Review, Section, review, summary, told
from tui.screens.review import ReviewScreen
from tui.session import Session
from tui.theme import LIGHT
from tui.widgets.key_bar import KeyBar

GONE = Key("courier.txt", "Captain Jonas Wehr has sailed on it for 30 years.")
NOW = Key("courier.txt", "Captain Jonas Wehr has sailed on it for 31 years.")
RADIO = Key("wire.txt", "Jonas Wehr, its captain for 31 years, learned of it on the radio.")
HOTELS = Key("gazette.txt", "Hotels on the island fear for the summer season.")
GONE_RULING = Ruling(Pair.of(GONE, RADIO), True)
ELSEWHERE = Judged(frozenset([Key("herald.txt", "Nothing like it.")]), Verdict.ASK)


def decide(made: Session, decisions: Sequence[Decision] = ()) -> None:
    """A label, a verdict with a note, and others besides."""
    assert made.comparison is not None
    fact = made.comparison.facts[fact_of(made, "31 years")]
    now = acts.judge(made.ground, made.book.decisions, fact, Verdict.CHECKED, "rang\x1b[31m him")
    now = acts.relabel(made.ground, now, fact, "The captain")
    made.decide(now.with_(decisions), "all")
    follow(made)


def listed(made: Session) -> Review:
    assert made.comparison is not None
    return review(made.comparison, made.ground, made.book.decisions, made.unfit)


def test_what_does_not_fit_any_more_is_first_and_nothing_is_missing() -> None:
    made = session()
    decide(made, [GONE_RULING, ELSEWHERE, Judged(frozenset([HOTELS]), Verdict.WRONG)])
    found = listed(made)
    assert [entry.section for entry in found.entries] == [
        Section.REVIEW,
        Section.CORRECTIONS,
        Section.JUDGEMENTS,
        Section.JUDGEMENTS,
    ]
    assert found.elsewhere == 1
    assert found.entries[0].missing == (GONE,)
    assert summary(found) == "1 to review · 5 decisions"
    assert {decision for entry in found.entries for decision in entry.decisions} == set(made.book.decisions) - {
        ELSEWHERE
    }
    number = fact_of(made, "31 years") + 1
    assert f"fact {number} called “The captain”" in [entry.text for entry in found.entries]
    assert "\x1b" not in "".join(entry.text for entry in found.entries)


def test_it_tells_the_words_of_then_and_those_of_now() -> None:
    made = session()
    decide(made, [GONE_RULING])
    assert made.comparison is not None
    lines = dict(told(made.comparison, made.ground, listed(made).entries[0]))
    assert lines["was courier.txt"] == GONE.text
    id_ = made.ground.find(NOW)
    assert lines[f"now {id_}"].startswith(NOW.text)
    assert "98% alike" in lines[f"now {id_}"]
    assert lines["why"] == "a sentence reads otherwise now"


def test_rulings_about_one_sentence_are_one_line() -> None:
    made = session()
    assert made.comparison is not None
    fact = made.comparison.facts[fact_of(made, "3 April")]
    made.decide(acts.take_out(made.ground, made.book.decisions, [fact.cells["A"][0]], fact), "out")
    follow(made)
    found = listed(made)
    assert len(found.entries) == 1
    assert len(found.entries[0].decisions) == len([id_ for cell in fact.cells.values() for id_ in cell]) - 1
    assert f"{fact.cells['A'][0]} is another fact than " in found.entries[0].text


def test_a_text_is_looked_for_in_notes_and_sentences() -> None:
    made = session()
    decide(made, [GONE_RULING, Judged(frozenset([HOTELS]), Verdict.WRONG)])
    assert [entry.note for entry in listed(made).holding("RANG").entries] == ["rang\x1b[31m him"]
    assert [entry.section for entry in listed(made).holding("summer season").entries] == [Section.JUDGEMENTS]
    assert listed(made).holding("nobody wrote this").entries == ()


# On screen ----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def reviewing(
    *decisions: Decision, size: tuple[int, int] = (120, 36), theme: str | None = None
) -> AsyncIterator[Driver]:
    """The app on the story, some things decided, the list open."""
    app = SynopticApp(desk_fixture.story(), comparison=desk_fixture.comparison(), start="columns", theme=theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and app.session.comparison is not None)
        await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))
        decide(app.session, decisions)
        app.ask()
        await driver.until(lambda: not app.session.is_behind)
        assert app.story_screen is not None
        app.story_screen.action_decisions()
        await driver.until(lambda: isinstance(app.screen, ReviewScreen))
        await driver.until(lambda: "Decisions" in driver.text())
        yield driver


def list_of(driver: Driver) -> ReviewScreen:
    assert isinstance(driver.app.screen, ReviewScreen)
    return driver.app.screen


def notices(driver: Driver) -> list[str]:
    return [notice.message for notice in driver.app._notifications]


async def test_carried_over_it_is_about_the_sentence_of_today() -> None:
    async with reviewing(GONE_RULING) as driver:
        assert "Does not fit any more" in driver.text()
        await driver.press("c")
        assert Ruling(Pair.of(NOW, RADIO), True) in set(driver.session.book.decisions)
        assert GONE_RULING not in set(driver.session.book.decisions)
        await driver.until(lambda: "Does not fit any more" not in driver.text())
        await driver.press("z")
        assert GONE_RULING in set(driver.session.book.decisions)
        await driver.until(lambda: "Does not fit any more" in driver.text())
        await driver.press("Z")
        assert GONE_RULING not in set(driver.session.book.decisions)


async def test_what_is_decided_already_is_not_overwritten_by_it() -> None:
    other = Ruling(Pair.of(NOW, RADIO), False)
    async with reviewing(GONE_RULING, other) as driver:
        before = driver.session.book.decisions
        await driver.press("c")
        await driver.until(lambda: any("something else is decided already" in one for one in notices(driver)))
        assert driver.session.book.decisions == before


async def test_taken_back_it_is_gone_and_can_be_had_again() -> None:
    async with reviewing() as driver:
        before = driver.session.book.decisions
        await driver.press("j", "x")
        assert len(driver.session.book.decisions) == len(before) - 1
        await driver.press("k", "x")
        assert len(driver.session.book.decisions) == 0
        await driver.until(lambda: "Nothing is decided yet." in driver.text())
        await driver.press("x", "c", "enter")
        assert isinstance(driver.app.screen, ReviewScreen)
        await driver.press("z", "z")
        assert driver.session.book.decisions == before


async def test_enter_goes_to_the_fact() -> None:
    async with reviewing(Judged(frozenset([HOTELS]), Verdict.WRONG)) as driver:
        await driver.press("slash", *"summer", "enter")
        assert list_of(driver).current is not None
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.screen)
        assert driver.session.fact == fact_of(driver.session, "summer season")


async def test_escape_leaves_the_text_first() -> None:
    async with reviewing(GONE_RULING) as driver:
        await driver.press("slash", *"nowhere")
        await driver.until(lambda: "Nothing with this text." in driver.text())
        await driver.press("escape")
        await driver.until(lambda: "Does not fit any more" in driver.text())
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16), (40, 12)])
@pytest.mark.parametrize("theme", [None, LIGHT])
async def test_it_fits_every_terminal(size: tuple[int, int], theme: str | None) -> None:
    async with reviewing(GONE_RULING, ELSEWHERE, size=size, theme=theme) as driver:
        lines = driver.lines()
        assert any("Does not fit any more" in line for line in lines)
        assert any("esc" in line for line in lines) or size[0] < 50
        assert any("why" in line for line in lines)
        for _ in range(6):
            await driver.press("j")
        assert list_of(driver).current is not None


async def test_no_line_is_a_markup_or_reaches_the_terminal_as_it_is() -> None:
    bad = Judged(frozenset([Key("wire.txt", "[b]no[/b] \x1b]0;x\x07 such")]), Verdict.ASK, "[red]note\n\x1b[2J")
    async with reviewing(bad) as driver:
        text = driver.text()
        assert "[b]no[/b]" in text
        assert "[red]note" in text
        assert "\x1b" not in text
