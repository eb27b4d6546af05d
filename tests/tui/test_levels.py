"""The two levels and the movable threshold: the keys, the place that is kept, the worker whose last result wins."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from aligner.errors import SynopticError
from aligner.model import Agreement, Comparison, Kind, Level, Options, Progress, Story
from tests.tui.harness import Driver, running
from tests.tui.story_fixture import ROWS, at_threshold, make_comparison
from tui.app import SynopticApp
from tui.glyphs import PERHAPS
from tui.session import Session, Wanted
from tui.view import level, moved, sentences_of

START = Options()
OFF = START.without_perhaps()


def at(threshold: float) -> Options:
    """The options with another threshold."""
    return replace(START, threshold=threshold)


def after(steps: int) -> Options:
    """The options after so many presses of ``>`` (negative: ``<``)."""
    threshold = START.threshold
    for _ in range(abs(steps)):
        threshold = moved(threshold, 1 if steps > 0 else -1, START.threshold)
    return at(threshold)


def told(options: Options) -> str:
    """What the status line says of a threshold."""
    return f"threshold {level(options.threshold)}"


class StandIn:
    """In the place of the aligner's Alignment: the invented comparison, as the options have it."""

    made = 0
    asked: list[Options]
    gates: dict[float, threading.Event]

    def __init__(self, story: Story, progress: Progress | None = None) -> None:
        type(self).made += 1

    def comparison(self, options: Options, progress: Progress | None = None, *_: object) -> Comparison:
        self.asked.append(options)
        if options.threshold in self.gates:
            assert self.gates[options.threshold].wait(20)
        return at_threshold(options)


@pytest.fixture
def alignment(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[StandIn]]:
    """The stand-in; whatever happens, its gates are opened at the end."""
    stand_in = type("Fresh", (StandIn,), {"made": 0, "asked": [], "gates": {}})
    monkeypatch.setattr("aligner.comparison.Alignment", stand_in)
    yield stand_in
    for gate in stand_in.gates.values():
        gate.set()


async def shown(app: Driver, options: Options) -> None:
    """Wait until the comparison that these options ask for is on screen."""

    def there() -> bool:
        comparison = app.session.comparison
        return comparison is not None and comparison.options == options

    await app.until(there)
    await app.pilot.pause()


def held(app: Driver) -> frozenset[str]:
    """The sentences of the current fact."""
    assert app.session.current is not None
    return sentences_of(app.session.current)


@pytest.mark.usefixtures("alignment")
async def test_perhaps_off_and_on_keeps_the_place() -> None:
    async with running() as app:
        app.screen.go_to_fact(list(ROWS).index("traffic"))
        before = held(app)
        await app.press("p")
        await shown(app, OFF)
        assert "perhaps: off" in app.lines()[0]
        assert held(app) < before
        assert app.label == ROWS["traffic"].label
        assert app.session.comparison is not None
        assert all(not fact.perhaps for fact in app.session.comparison.facts)
        assert PERHAPS not in app.text()
        await app.press("p")
        await shown(app, START)
        assert held(app) == before
        assert "perhaps: off" not in app.text()


@pytest.mark.usefixtures("alignment")
async def test_back_is_where_it_came_from_even_from_a_row_that_came_apart() -> None:
    async with running() as app:
        await app.press(*"lll")
        app.screen.go_to_fact(list(ROWS).index("opened"))
        before = held(app)
        await app.press("p")
        await shown(app, OFF)
        # Both sentences stand alone now: the one of the current source is the place.
        assert held(app) == {next(id_ for id_ in before if id_.startswith("D"))}
        await app.press("p")
        await shown(app, START)
        assert held(app) == before


@pytest.mark.usefixtures("alignment")
async def test_everything_else_stays_as_it_was() -> None:
    async with running((120, 36)) as app:
        await app.press("f", "d", "f", "o", "b", "u", "l", "l")
        await app.press("tab")
        kept = (app.session.filter, app.session.order, app.session.base, app.session.furniture, app.session.source)
        await app.press("p")
        await shown(app, OFF)
        assert kept == (
            app.session.filter,
            app.session.order,
            app.session.base,
            app.session.furniture,
            app.session.source,
        )
        assert app.detail.has_focus


@pytest.mark.usefixtures("alignment")
async def test_the_current_fact_stays_at_its_height_on_the_screen() -> None:
    async with running((120, 36)) as app:
        app.screen.go_to_fact(list(ROWS).index("owner"))
        await app.press("k", "k")
        line = next(y for y, text in enumerate(app.lines()) if text.startswith("▌"))
        label = app.label
        scrolled = app.grid.scroll_offset.y
        await app.press("p")
        await shown(app, OFF)
        assert app.label == label
        assert next(y for y, text in enumerate(app.lines()) if text.startswith("▌")) == line
        assert app.grid.scroll_offset.y != scrolled


async def test_a_filter_that_becomes_empty_says_so_and_fills_again(
    alignment: type[StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    def singles_above(self: StandIn, options: Options, progress: Progress | None = None, *_: object) -> Comparison:
        made = at_threshold(options)
        alone = tuple(fact for fact in made.facts if fact.agreement is Agreement.SINGLE)
        return made if options == START else replace(made, facts=alone)

    monkeypatch.setattr(alignment, "comparison", singles_above)
    async with running() as app:
        await app.press("f", "c", "f", "j", "j", "j")
        before = held(app)
        await app.press("p")
        await shown(app, OFF)
        assert app.session.facts == ()
        assert "No fact is in the filter “conflicts”" in app.text()
        assert not app.grid.display
        await app.press("p")
        await shown(app, START)
        assert app.grid.display
        assert held(app) == before


async def test_the_threshold_moves_by_steps_and_back(alignment: type[StandIn]) -> None:
    async with running() as app:
        assert "threshold" not in app.lines()[0]
        await app.press("greater_than_sign")
        await shown(app, after(1))
        assert told(after(1)) in app.lines()[0]
        await app.press("less_than_sign", "less_than_sign")
        await shown(app, after(-1))
        assert told(after(-1)) in app.lines()[0]
        await app.press("0")
        await shown(app, START)
        assert "threshold" not in app.lines()[0]
    assert alignment.made == 1


async def test_quick_presses_end_at_the_last(alignment: type[StandIn]) -> None:
    async with running() as app:
        await app.press(*["greater_than_sign"] * 25)
        await shown(app, at(0.95))
        assert "The threshold ends at .95" in app.text()
        await app.press(*["less_than_sign"] * 25)
        await shown(app, at(0.05))
        assert "threshold .05" in app.lines()[0]
    assert alignment.made == 1


async def test_a_late_result_is_dropped_and_the_old_rows_stay_till_the_new_are_there(
    alignment: type[StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = after(1), after(3)
    alignment.gates = {first.threshold: threading.Event(), last.threshold: threading.Event()}
    presented: list[Options] = []
    async with running() as app:
        old = app.session.comparison
        take = Session.take

        def noting(session: Session, comparison: Comparison, wanted: Wanted) -> None:
            presented.append(wanted.options)
            take(session, comparison, wanted)

        monkeypatch.setattr(Session, "take", noting)
        await app.press("greater_than_sign")
        await app.until(lambda: first in alignment.asked)
        await app.press("greater_than_sign", "greater_than_sign")
        await app.until(lambda: "comparing …" in app.lines()[0])
        assert app.session.comparison is old
        assert app.grid.display
        assert "Freighter strikes" in app.text()
        alignment.gates[first.threshold].set()
        await app.until(lambda: last in alignment.asked)
        assert app.session.comparison is old
        alignment.gates[last.threshold].set()
        await shown(app, last)
        assert "comparing …" not in app.lines()[0]
    assert presented == [last]


async def test_a_failure_leaves_everything_as_it_was(alignment: type[StandIn], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: StandIn, options: Options, progress: Progress | None = None, *_: object) -> Comparison:
        raise SynopticError("no rows [/b] today")

    async with running() as app:
        old = app.session.comparison
        with monkeypatch.context() as broken:
            broken.setattr(alignment, "comparison", fail)
            await app.press("greater_than_sign")
            await app.until(lambda: "no rows [/b] today" in app.text())
        assert app.session.comparison is old
        assert app.grid.display
        assert "threshold" not in app.lines()[0]
        await app.press("greater_than_sign")
        await shown(app, after(1))


async def test_below_sure_the_threshold_says_why_it_changes_nothing(alignment: type[StandIn]) -> None:
    async with running() as app:
        await app.press("p")
        await shown(app, OFF)
        await app.press("greater_than_sign")
        assert f"Perhaps is off (p): nothing changes below {level(START.sure)}." in app.text()
        assert alignment.asked == [OFF]
        await app.press("p")
        await shown(app, after(1))


@asynccontextmanager
async def opened(options: Options, *, perhaps: bool = True) -> AsyncIterator[Driver]:
    """The app as the command line opens it."""
    app = SynopticApp(make_comparison().story, options, perhaps=perhaps)
    async with app.run_test(size=(160, 48), notifications=True) as pilot:
        yield Driver(app, pilot)


async def test_opened_without_perhaps(alignment: type[StandIn]) -> None:
    async with opened(START, perhaps=False) as app:
        await shown(app, OFF)
        assert "perhaps: off" in app.lines()[0]
        await app.press("p")
        await shown(app, START)
    assert alignment.asked == [OFF, START]
    assert alignment.made == 1


@pytest.mark.usefixtures("alignment")
async def test_opened_with_a_threshold_and_a_sureness_of_its_own() -> None:
    chosen = Options(threshold=0.23, sure=0.33)
    async with opened(chosen) as app:
        await shown(app, chosen)
        assert "threshold .23" in app.lines()[0]
        await app.press("p")
        await shown(app, replace(chosen, threshold=0.33))
        await app.press("p", "greater_than_sign")
        await shown(app, replace(chosen, threshold=0.25))
        await app.press("0")
        await shown(app, chosen)


async def test_a_finished_comparison_is_opened_with_its_own_options(alignment: type[StandIn]) -> None:
    comparison = at_threshold(Options(threshold=0.25, sure=0.5))
    async with running(comparison=comparison) as app:
        assert "threshold .25" in app.lines()[0]
        assert app.session.comparison is comparison
        await app.press("p")
        await shown(app, Options(threshold=0.5, sure=0.5))
    assert alignment.asked == [Options(threshold=0.5, sure=0.5)]


async def test_the_palette_has_the_new_actions(alignment: type[StandIn]) -> None:
    async with running() as app:
        await app.press("ctrl+p")
        await app.pilot.press(*"only perhaps")
        await app.until(lambda: "Show or hide what is only perhaps the same fact" in app.text())
        await app.press("enter")
        await shown(app, OFF)
        await app.press("ctrl+p")
        await app.pilot.press(*"higher threshold")
        await app.until(lambda: "Higher threshold: join less" in app.text())
        await app.press("escape", "escape")
    assert alignment.asked == [OFF]


async def test_a_doubtful_row_says_so_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running((200, 48)) as app:
        app.screen.go_to_fact(list(ROWS).index("opened"))
        await app.pilot.pause()
        first = next(y for y, text in enumerate(app.lines()) if text.startswith("▌"))
        assert f"{PERHAPS} The bridge was opened in 1974." in app.lines()[first]
        assert app.lines()[first + 1].startswith("▌ perhaps ")
        assert not app.lines()[first + 2].startswith("▌")
        assert "perhaps the same fact · = agree" in app.text()
        app.screen.go_to_fact(list(ROWS).index("traffic"))
        await app.pilot.pause()
        first = next(y for y, text in enumerate(app.lines()) if text.startswith("▌"))
        assert not app.lines()[first + 1].startswith("▌ perhaps ")
        assert f"{PERHAPS} More than 30,000#" in app.text()


async def test_the_real_aligner_moves_between_the_levels_and_loses_no_sentence() -> None:
    """The one test with the aligner itself: the invented story, compared in earnest."""
    async with opened(START) as app:
        for keys, options in (
            ([], START),
            (["less_than_sign"], after(-1)),
            (["p"], OFF),
            (["greater_than_sign"] * 12, after(11)),
        ):
            await app.press(*keys)
            await shown(app, options)
            comparison = app.session.comparison
            assert comparison is not None
            news = {id_ for id_, sentence in comparison.sentences.items() if sentence.kind is not Kind.FURNITURE}
            assert {id_ for fact in comparison.facts for id_ in sentences_of(fact)} == news
            doubtful = any(link.level is Level.PERHAPS for fact in comparison.facts for link in fact.links)
            assert doubtful == (options.threshold < options.sure)
