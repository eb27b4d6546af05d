"""Decisions go into the story's file behind the screen, and come back; what others decide comes in."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from aligner import reading
from aligner.comparison import compare
from aligner.decisions import acts, fitting
from aligner.decisions.document import read, render
from aligner.decisions.keeping import NAME, Keeper, Outcome, State
from aligner.decisions.records import NONE, Decisions, Judged, Key
from aligner.export import json as export
from aligner.model import By, Verdict
from tests.tui.desk_fixture import COURIER, GAZETTE, WIRE
from tests.tui.harness import Driver
from tui import watching
from tui.app import SynopticApp
from tui.keeping import Keeping
from tui.widgets.key_bar import KeyBar


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = tmp_path / "desk" / "ferry"
    folder.mkdir(parents=True)
    for name, text in {"courier.txt": COURIER, "wire.txt": WIRE, "gazette.txt": GAZETTE}.items():
        (folder / name).write_text(text)
    return folder


@asynccontextmanager
async def opened(*paths: Path, live: bool = False) -> AsyncIterator[Driver]:
    """The app on a story, as the command line opens it."""
    again = partial(reading.collect, list(paths))
    collected = again()
    app = SynopticApp(
        collected.story,
        comparison=collected.comparison,
        unread=collected,
        again=again,
        live=live,
        start="columns",
        remember=True,
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and app.session.comparison is not None)
        await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))
        yield driver


def notices(driver: Driver) -> list[str]:
    return [notice.message for notice in driver.app._notifications]


def decided(folder: Path) -> Decisions:
    file = folder / NAME
    return read(file.read_text()) if file.exists() else NONE


async def test_what_is_decided_is_in_the_file_and_comes_back(ferry: Path) -> None:
    async with opened(ferry) as driver:
        await driver.press("full_stop")
        await driver.until(lambda: len(decided(ferry)) == 1)
        session = driver.session
        assert session.comparison is not None
        shared = next(fact for fact in session.comparison.facts if len(fact.cells) > 1)
        session.decide(acts.take_out(session.ground, session.book.decisions, [shared.cells["A"][0]], shared), "out")
        driver.app.keep()
        kept = session.book.decisions
    assert decided(ferry) == kept, "leaving waits for the last write"
    async with opened(ferry) as driver:
        assert driver.session.book.decisions == kept
        made = driver.session.comparison
        assert made is not None
        assert not driver.session.is_behind, "the first comparison has the corrections in it"
        assert any(apart.by is By.PERSON for fact in made.facts for apart in fact.apart)
        assert [fact.judgement.verdict for fact in made.facts].count(Verdict.CHECKED) == 1
        assert (await driver.press("z")) is None
        assert driver.session.book.decisions == kept, "what was decided before is not taken back by undo"


async def test_opening_alone_writes_nothing(ferry: Path) -> None:
    before = sorted(path.name for path in ferry.iterdir())
    async with opened(ferry):
        pass
    assert sorted(path.name for path in ferry.iterdir()) == before


async def test_a_second_program_is_told_and_does_not_write(ferry: Path) -> None:
    first = Keeper(ferry / NAME)
    first.open()
    first.keep(Decisions.of([Judged(frozenset([Key("courier.txt", "Ferry to Ellmouth stops")]), Verdict.ASK)]))
    before = decided(ferry)
    async with opened(ferry) as driver:
        await driver.until(lambda: any("another synoptic has this story open" in one for one in notices(driver)))
        assert driver.session.book.decisions == before
        await driver.press("j", "full_stop")
        await driver.until(lambda: driver.app.unkept != "")
        assert decided(ferry) == before
        assert "another synoptic" in driver.app.unkept
        first.close()
        await driver.press("j", "full_stop")
        await driver.until(lambda: len(decided(ferry)) == 3)
        await driver.until(lambda: driver.app.unkept == "")
    assert [path.name for path in ferry.iterdir() if "unkept" in path.name] == []


async def test_what_others_decide_comes_in(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "INTERVAL", 0.02)
    monkeypatch.setattr(watching, "SETTLING", 0.02)
    async with opened(ferry, live=True) as driver:
        session = driver.session
        made = session.comparison
        assert made is not None
        theirs = acts.judge(session.ground, NONE, made.facts[0], Verdict.WRONG, "the date")
        shared = next(fact for fact in made.facts[1:] if len(fact.cells) > 1)
        theirs = acts.relabel(session.ground, theirs, shared, "As Ann calls it")
        (ferry / NAME).write_text(render(theirs))
        await driver.until(lambda: session.book.decisions == theirs)
        await driver.until(lambda: "As Ann calls it" in {fact.label for fact in (session.comparison or made).facts})
        assert (session.comparison or made).facts[0].judgement.verdict is Verdict.WRONG
        await driver.until(lambda: "Others decided: 2 changes taken in." in notices(driver))


async def test_without_live_it_comes_in_with_the_next_decision(ferry: Path) -> None:
    async with opened(ferry) as driver:
        session = driver.session
        assert session.comparison is not None
        theirs = acts.judge(session.ground, NONE, session.comparison.facts[-1], Verdict.WRONG)
        (ferry / NAME).write_text(render(theirs))
        await driver.press("g", "full_stop")
        await driver.until(lambda: len(session.book.decisions) == 2)
        await driver.until(lambda: decided(ferry) == session.book.decisions)


async def test_a_file_that_cannot_be_read_is_told_of_and_left_alone(ferry: Path) -> None:
    (ferry / NAME).write_text("<<<<<<< ours\n")
    async with opened(ferry) as driver:
        await driver.until(lambda: any("git left a conflict here" in one for one in notices(driver)))
        await driver.press("full_stop")
        await driver.until(lambda: any("unkept" in path.name for path in ferry.iterdir()))
    assert (ferry / NAME).read_text() == "<<<<<<< ours\n"


async def test_an_export_keeps_its_own(ferry: Path) -> None:
    """It begins with what it brings along; what is decided from there on is in a file of its own, beside it."""
    file = ferry.parent / "ferry of May.json"
    collected = reading.collect([ferry])
    comparison = compare(reading.read(collected))
    async with opened(ferry) as driver:
        await driver.press("full_stop")
        brought = driver.session.book.decisions
    judged, _ = fitting.judged(comparison, brought)
    file.write_text(export.whole(judged))
    beside = file.with_name("ferry of May.decisions.json")
    async with opened(file) as driver:
        assert len(driver.session.book.decisions) == 1
        assert not beside.exists()
        await driver.press("j", "comma")
        await driver.until(lambda: beside.exists() and len(read(beside.read_text())) == 2)
        await driver.press("k", "full_stop")
        await driver.until(lambda: len(read(beside.read_text())) == 1)
    async with opened(file) as driver:
        found = driver.session.book.decisions
        assert [one.verdict for one in found.judgements] == [Verdict.ASK], "what was taken back does not come back"


async def test_what_lies_nowhere_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = reading.files.Outside(standard_input=lambda: f"{COURIER}\n---\n{WIRE}".encode())
    collected = reading.collect(["-"], outside=outside)
    app = SynopticApp(collected.story, unread=collected, start="columns", remember=True)
    told: list[str] = []
    monkeypatch.setattr(app, "notify", lambda message, **more: told.append(message))
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.story_screen is not None and app.session.comparison is not None)
        await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))
        await driver.press("full_stop", "j", "full_stop")
        assert len(app.session.book.decisions) == 2
        assert len([one for one in told if "what you decide is not kept" in one]) == 1


# Off the thread of the app ------------------------------------------------------------------------------------------


def decision(number: int) -> Decisions:
    return Decisions.of([Judged(frozenset([Key("a.txt", str(number))]), Verdict.ASK)])


def test_of_those_that_wait_the_latest_is_written(tmp_path: Path) -> None:
    gate, written = threading.Event(), []

    class Slow(Keeper):
        def keep(self, decisions: Decisions, seen: int | None = None) -> Outcome:
            gate.wait(10)
            written.append(decisions)
            return super().keep(decisions, seen)

    keeping = Keeping(Slow(tmp_path / NAME), lambda outcome: None)
    for number in range(20):
        keeping.keep(decision(number))
    assert not keeping.finish(0.01), "it is not done yet"
    gate.set()
    assert keeping.finish(10)
    assert written[-1] == decision(19)
    assert len(written) <= 2
    assert decided(tmp_path) == decision(19)


def test_a_fault_of_the_writer_is_told_and_does_not_end_the_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[State] = []
    keeping = Keeping(Keeper(tmp_path / NAME), lambda outcome: told.append(outcome.state))
    with monkeypatch.context() as patched:
        patched.setattr(Keeper, "_look", lambda self: 1 / 0)
        keeping.keep(decision(1))
        assert keeping.finish(10)
    assert told == [State.FAILED]
    keeping.keep(decision(2))
    assert keeping.finish(10)
    assert decided(tmp_path) == decision(2)


def test_what_could_not_be_kept_is_written_once_the_other_program_has_ended(tmp_path: Path) -> None:
    first, told = Keeper(tmp_path / NAME), list[State]()
    first.open()
    keeping = Keeping(Keeper(tmp_path / NAME), lambda outcome: told.append(outcome.state))

    def done() -> bool:
        with keeping._state:
            return keeping._state.wait_for(lambda: not keeping._writes, 10)

    keeping.keep(decision(1))
    assert done()
    assert not (tmp_path / NAME).exists()
    first.close()
    keeping.keep_again()
    assert done()
    assert decided(tmp_path) == decision(1)
    assert told == [State.BUSY, State.KEPT]
    keeping.keeper.close()


async def test_what_a_new_export_brings_along_is_taken_in_as_long_as_it_has_no_file(ferry: Path) -> None:
    made, file = compare(reading.load([ferry])), ferry / "ferry.json"
    first = fitting.Fitting(made)
    asked = acts.judge(first.ground, NONE, made.facts[0], Verdict.ASK)
    file.write_text(export.render(first.judged(asked)[0]))
    async with opened(file, live=True) as driver:
        session = driver.session
        assert session.book.decisions == asked
        single = next(fact for fact in made.facts if len(fact.cells) == 1 and fact is not made.facts[0])
        noted = acts.judge(first.ground, asked, single, note="the harbour says so")
        both = acts.relabel(first.ground, noted, single, "Mine")
        corrected = fitting.Fitting(compare(made.story, decisions=both.corrections)).judged(both)[0]
        file.write_text(export.render(corrected))
        await driver.until(lambda: session.book.decisions == both)
        await driver.until(lambda: not session.is_behind)
        assert session.comparison is not None
        assert session.comparison.facts == corrected.facts
        await driver.press("full_stop")
        kept = file.with_name("ferry.decisions.json")
        await driver.until(kept.exists)
        mine = session.book.decisions
        file.write_text(export.render(first.judged(asked)[0]))
        await driver.until(lambda: driver.app.work is not None and driver.app.work.edition == 2)
        await driver.until(lambda: not session.is_behind)
        assert session.book.decisions == mine
