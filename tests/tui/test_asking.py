"""A model asked from the command line and behind the screen: off by default, marked as its own, never in the way."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.message import Message

from aligner import compare, read_comparison, read_story, reading
from aligner.decisions import acts
from aligner.judging import Judge, Limits, chosen
from aligner.judging.questions import questions
from aligner.model import By, Comparison, Options
from tests.aligner.judging.server import Behaviour, Handler, saying, serving
from tests.aligner.story import TEXTS
from tests.tui.harness import Driver
from tui import cli
from tui.app import SynopticApp
from tui.asking import Asking
from tui.widgets.key_bar import KeyBar
from tui.work import Work as OpenWork

OPTIONS = Options(threshold=0.05, sure=0.95)
LEVELS = ["--threshold", "0.05", "--sure", "0.95"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ferry"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def said_by(comparison: Comparison) -> set[By]:
    """Whose word the links and what is apart in a comparison are."""
    links = {link.by for fact in comparison.facts for link in fact.links}
    return links | {pair.by for fact in comparison.facts for pair in fact.apart}


# --- the command line ---------------------------------------------------------------------------------------------


def export(folder: Path, *more: str) -> tuple[int, Comparison]:
    out = folder.parent / "out.json"
    code = cli.main(["export", str(folder), "-o", str(out), "--no-cache", *LEVELS, *more])
    return code, read_comparison(out)


def test_an_export_can_ask(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = len(questions(compare(read_story(folder), OPTIONS)))
    with serving(saying("no")) as model:
        code, comparison = export(folder, "--judge", model.url, "--judge-model", "tiny")
    assert code == 0
    assert len(model.asked) == count
    assert said_by(comparison) >= {By.MODEL}
    said = capsys.readouterr().err.splitlines()
    host = model.url.removeprefix("http://").removesuffix("/v1")
    assert said[0] == (
        f"synoptic: tiny at {host}: asked {count}, answered {count}, 0 known from before, "
        f"0 yes, {count} no, 0 left as perhaps; {90 * count} tokens"
    )
    assert len(said) == 2


def test_it_asks_within_the_limits_that_are_named(folder: Path) -> None:
    with serving(saying("no")) as model:
        export(folder, "--judge", model.url, "--judge-model", "tiny", "--judge-most", "2")
        assert len(model.asked) == 2
        export(folder, "--judge", model.url, "--judge-model", "tiny", "--judge-tokens", "100")
        export(folder, "--judge", model.url, "--judge-model", "tiny", "--judge-seconds", "0")
        assert len(model.asked) == 2


def test_nobody_there_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, without = export(folder)
    with serving(saying("no")) as model:
        url = model.url
    capsys.readouterr()
    code, comparison = export(folder, "--judge", url, "--judge-model", "tiny")
    assert code == 0
    assert comparison == without
    said = capsys.readouterr().err
    assert "it cannot be reached" in said
    assert "Traceback" not in said


def test_an_export_keeps_what_was_answered_when_it_is_opened(folder: Path) -> None:
    with serving(saying("no")) as model:
        _, answered = export(folder, "--judge", model.url, "--judge-model", "tiny")
    kept = folder.parent / "kept.json"
    (folder.parent / "out.json").rename(kept)
    _, again = export(kept)
    assert said_by(again) == said_by(answered)
    assert again.facts == answered.facts


def test_what_an_export_brings_along_stays_when_more_is_asked(folder: Path) -> None:
    with serving(saying("no")) as model:
        _, first = export(folder, "--judge", model.url, "--judge-model", "tiny", "--judge-most", "1")
    kept, more = folder.parent / "out.json", folder.parent / "more.json"
    with serving(saying("no")) as model:
        asked = ["--judge", model.url, "--judge-model", "tiny", "--judge-most", "1", "--no-cache"]
        assert cli.main(["export", str(kept), "-o", str(more), *asked]) == 0
        assert len(model.asked) == 1

    def said(comparison: Comparison) -> set[tuple[str, str]]:
        return {(pair.a, pair.b) for fact in comparison.facts for pair in fact.apart if pair.by is By.MODEL}

    assert said(first) < said(read_comparison(more))


def test_nothing_but_the_command_line_turns_it_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(saying("no")) as model:
        for name in ("SYNOPTIC_JUDGE", "SYNOPTIC_JUDGE_URL", "OPENAI_BASE_URL", "OLLAMA_HOST"):
            monkeypatch.setenv(name, model.url)
        monkeypatch.setenv("SYNOPTIC_JUDGE_KEY", "sk-secret")
        with monkeypatch.context() as patched:
            for way in ("socket.socket.connect", "socket.socket.connect_ex", "socket.getaddrinfo"):
                patched.setattr(way, lambda *_, **__: pytest.fail("somebody goes to the network"))
            assert export(folder)[0] == 0
        assert not model.asked
        config = folder.parent / "config.toml"
        config.write_text(f'judge = "{model.url}"\n')
        assert cli.main(["export", str(folder), "--config", str(config)]) == 2
        assert not model.asked


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--judge", "localhost:11434", "--judge-model", "x"], "is no address of http or https"),
        (["--judge", "ftp://localhost", "--judge-model", "x"], "is no address of http or https"),
        (["--judge", "http://localhost:1"], "--judge-model NAME"),
        (["--judge-model", "x"], "nobody is asked without --judge URL"),
        (["--judge-most", "0"], "--judge-most says how to ask"),
        (["--judge", "http://example.org", "--judge-model", "x"], "unencrypted"),
    ],
)
@pytest.mark.parametrize("command", ["export", "open"])
def test_what_cannot_be_meant_is_refused_in_a_line(
    command: str,
    arguments: list[str],
    words: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SYNOPTIC_JUDGE_KEY", "sk-secret")
    if command == "open":
        for stream in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    named = ["export", str(folder)] if command == "export" else [str(folder)]
    assert cli.main([*named, *arguments]) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert len(err.splitlines()) == 1
    assert "secret" not in out + err


@pytest.mark.parametrize("option", [["--judge-most", "-1"], ["--judge-tokens", "many"], ["--judge-seconds", "nan"]])
def test_a_limit_is_a_number(option: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["export", str(folder), *option])
    assert ended.value.code == 2
    assert option[0] in capsys.readouterr().err


# --- the screen ---------------------------------------------------------------------------------------------------


@asynccontextmanager
async def opened(folder: Path, judge: Judge | None) -> AsyncIterator[Driver]:
    """The app on a story, its comparison on screen."""
    collected = reading.collect([folder])
    app = SynopticApp(collected.story, OPTIONS, unread=collected, start="columns", judge=judge)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await on_screen(driver)
        yield driver


async def on_screen(driver: Driver) -> None:
    """The comparison is on screen, all of it."""
    app = driver.app
    await driver.until(lambda: app.story_screen is not None and app.screen is app.story_screen)
    await driver.until(lambda: bool(app.story_screen and app.story_screen.query(KeyBar)))


def notices(driver: Driver) -> list[str]:
    return [notice.message for notice in driver.app._notifications]


def shown(driver: Driver) -> Comparison:
    assert driver.session.comparison is not None
    return driver.session.comparison


async def test_what_the_model_answers_comes_on_screen(folder: Path) -> None:
    with serving(saying("no")) as model:
        async with opened(folder, chosen(model.url, "tiny")) as driver:
            await driver.until(lambda: By.MODEL in said_by(shown(driver)))
            assert shown(driver).facts == compare(read_story(folder), OPTIONS, answers=driver.session.answers).facts
            assert any("asked" in line and "left as perhaps" in line for line in notices(driver))
            assert not driver.session.is_behind
            before = len(model.asked)
            driver.session.threshold = 0.2
            driver.app.ask()
            await driver.until(lambda: not driver.session.is_behind)
            assert len(model.asked) == before


async def test_the_users_word_goes_over_the_models(folder: Path) -> None:
    with serving(saying("no")) as model:
        async with opened(folder, chosen(model.url, "tiny")) as driver:
            await driver.until(lambda: By.MODEL in said_by(shown(driver)))
            session = driver.session
            apart = next(pair for fact in shown(driver).facts for pair in fact.apart)
            decisions = acts.rule(session.ground, session.book.decisions, apart.a, apart.b, same=True)
            assert session.decide(decisions, "put together")
            driver.app.ask()
            await driver.until(lambda: not session.is_behind)
            ruled = [
                link.by for fact in shown(driver).facts for link in fact.links if {link.a, link.b} == {apart.a, apart.b}
            ]
            assert ruled == [By.PERSON]


async def test_without_a_judge_nobody_is_asked(folder: Path) -> None:
    async with opened(folder, None) as driver:
        assert said_by(shown(driver)) == {By.PROGRAM}
        assert not notices(driver)


def test_a_story_is_asked_about_once(folder: Path) -> None:
    class Work:
        session = SimpleNamespace(comparison=compare(read_story(folder), OPTIONS))

    told: SimpleQueue[Message] = SimpleQueue()
    with serving(saying("no")) as model:
        asking = Asking(replace(chosen(model.url, "tiny"), limits=Limits(pairs=1)), told.put)
        first, second = cast("OpenWork", Work()), cast("OpenWork", Work())
        said = [bool(asking.begin(work)) for work in (first, first, second, first)]
        assert said == [True, False, True, False]
        for _ in range(2):
            told.get(timeout=30)
        assert len(model.asked) == 2


async def test_a_failing_model_leaves_the_screen_as_it_is(folder: Path) -> None:
    with serving(lambda handler, _: handler.send(b"", 500)) as model:
        async with opened(folder, chosen(model.url, "tiny")) as driver:
            before = shown(driver)
            await driver.until(lambda: any("it fails (500)" in line for line in notices(driver)))
            assert shown(driver) is before


async def test_who_quits_does_not_wait_for_the_model(folder: Path) -> None:
    answered: list[bool] = []

    def hang(handler: Handler, _: dict[str, Any]) -> None:
        answered.append(handler.model.closing.wait(30))

    with serving(hang) as model:
        async with opened(folder, chosen(model.url, "tiny")) as driver:
            await driver.until(lambda: bool(model.asked))
        assert not answered


async def test_an_export_that_is_opened_has_the_answers_it_was_written_with(folder: Path) -> None:
    behave: Behaviour = saying("no")
    with serving(behave) as model:
        export(folder, "--judge", model.url, "--judge-model", "tiny")
    collected = reading.collect([folder.parent / "out.json"])
    app = SynopticApp(collected.story, unread=collected, comparison=collected.comparison, start="columns")
    async with app.run_test(size=(140, 40)) as pilot:
        driver = Driver(app, pilot)
        await on_screen(driver)
        assert set(driver.session.answers.values()) == {False}
        assert not driver.session.is_behind
        driver.session.threshold = 0.1
        app.ask()
        await driver.until(lambda: not driver.session.is_behind)
        assert By.MODEL in said_by(shown(driver))


def test_an_answer_is_the_models_in_the_json(folder: Path) -> None:
    with serving(saying("yes")) as model:
        export(folder, "--judge", model.url, "--judge-model", "tiny")
    document = json.loads((folder.parent / "out.json").read_text(encoding="utf-8"))
    assert "model" in {link.get("by") for fact in document["facts"] for link in fact["links"]}
