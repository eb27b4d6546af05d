"""Stories compared one after another, behind whatever the user does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from textual.message import Message

from aligner.decisions.records import NONE, Decisions
from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Progress
from tests.tui.story_fixture import make_comparison
from tui.survey import Survey, Surveyed, Surveying, Unsurveyed, figures_of
from tui.work import Manner

Compare = Callable[[str, Progress], Comparison]


def stand_in(monkeypatch: pytest.MonkeyPatch, compare: Compare) -> None:
    """Compare by this function, which gets the story's folder."""

    def compared(
        collected: SimpleNamespace, options: Options, progress: Progress, *, keep: bool, corrections: Decisions
    ) -> Comparison:
        return compare(collected.path, progress)

    monkeypatch.setattr("aligner.reading.collect", lambda paths, limits: SimpleNamespace(path=paths[0]))
    monkeypatch.setattr("aligner.stories.cache.compared", compared)


def said(messages: list[Message]) -> list[str]:
    return [f"{type(message).__name__} {vars(message)['path']}" for message in messages]


def test_what_a_list_tells_of_a_story() -> None:
    comparison = make_comparison()
    figures = figures_of(comparison)
    assert figures.title == comparison.story.title
    assert figures.facts == len(comparison.facts)
    assert figures.conflicts == sum(fact.agreement == "conflict" for fact in comparison.facts) > 0
    assert figures.sources[0] == "A Ellery Courier"


def test_they_are_read_in_the_order_wanted_and_one_that_fails_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(path: str, progress: Progress) -> Comparison:
        if path == "b":
            raise SynopticError("b/story.toml, line 1: no")
        if path == "c":
            raise RuntimeError("some fault")
        return make_comparison()

    stand_in(monkeypatch, compare)
    messages: list[Message] = []
    survey = Survey(Manner(), messages.append)
    assert survey.want(["a", "x"])
    assert not survey.want(["d", "b", "c"]), "a worker is on its way already"
    survey.run(lambda: False)
    assert said(messages) == ["Surveying d", "Surveyed d", "Surveying b", "Unsurveyed b", "Surveying c", "Unsurveyed c"]
    assert [m.reason for m in messages if isinstance(m, Unsurveyed)] == [
        "b/story.toml, line 1: no",
        "This is a fault of synoptic, please report it: RuntimeError('some fault') (c)",
    ]
    assert survey.want(["a"]), "the worker is done"
    assert not survey.want([])


def test_it_gives_way_to_a_story_the_user_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    reached, gate = threading.Event(), threading.Event()
    tries: list[str] = []

    def compare(path: str, progress: Progress) -> Comparison:
        tries.append(path)
        if len(tries) == 1:
            reached.set()
            assert gate.wait(10)
        progress("comparing", 0.5)
        return make_comparison()

    stand_in(monkeypatch, compare)
    messages: list[Message] = []
    survey = Survey(Manner(), messages.append)
    survey.want(["a", "b"])
    thread = threading.Thread(target=survey.run, args=(lambda: False,))
    thread.start()
    try:
        assert reached.wait(10)
        with survey.standing_back():
            gate.set()
            thread.join(0.3)
            assert thread.is_alive()
            assert said(messages) == ["Surveying a"]
    finally:
        gate.set()
        thread.join(10)
    assert tries == ["a", "a", "b"]
    assert said(messages)[1:] == ["Surveying a", "Surveyed a", "Surveying b", "Surveyed b"]


def test_it_ends_in_the_middle_of_a_story_when_it_is_no_longer_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = threading.Event()

    def compare(path: str, progress: Progress) -> Comparison:
        cancelled.set()
        progress("comparing", 0.5)
        raise AssertionError("it went on")

    stand_in(monkeypatch, compare)
    messages: list[Message] = []
    survey = Survey(Manner(), messages.append)
    survey.want(["a", "b"])
    survey.run(cancelled.is_set)
    assert [type(message) for message in messages] == [Surveying]


def test_it_compares_as_stories_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Options, bool]] = []

    def compared(
        collected: object, options: Options, progress: Progress, *, keep: bool, corrections: Decisions
    ) -> Comparison:
        assert corrections == NONE
        seen.append((options, keep))
        return make_comparison()

    monkeypatch.setattr("aligner.reading.collect", lambda paths, limits: SimpleNamespace())
    monkeypatch.setattr("aligner.stories.cache.compared", compared)
    survey = Survey(Manner(Options(threshold=0.1, sure=0.5), perhaps=False, keep=True), lambda message: None)
    survey.want(["a"])
    survey.run(lambda: False)
    assert seen == [(Options(threshold=0.5, sure=0.5), True)]


def test_figures_come_with_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, lambda path, progress: make_comparison())
    messages: list[Message] = []
    survey = Survey(Manner(), messages.append)
    survey.want(["a"])
    survey.run(lambda: False)
    assert messages[-1] == Surveyed("a", figures_of(make_comparison()))


def test_the_one_being_compared_is_not_begun_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step in the list says anew in which order the stories are wanted that are not read yet."""
    messages: list[Message] = []
    survey = Survey(Manner(), messages.append)

    def compare(path: str, progress: Progress) -> Comparison:
        if path == "a":
            survey.want(["c", "a", "b"])
        return make_comparison()

    stand_in(monkeypatch, compare)
    survey.want(["a", "b", "c"])
    survey.run(lambda: False)
    assert said(messages) == [f"{what} {path}" for path in "acb" for what in ("Surveying", "Surveyed")]
    survey.want(["a"])
    survey.run(lambda: False)
    assert said(messages).count("Surveyed a") == 2
