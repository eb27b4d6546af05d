"""The app: how it begins and looks, a story on screen at once, its comparison when the worker has it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import App, SystemCommand
from textual.command import Provider
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from aligner.errors import SynopticError
from aligner.limits import BUILT_IN, Limits
from aligner.model import Comparison, Options, Story
from tui import messages
from tui.asking import Asking
from tui.desk import DeskApp, Start
from tui.grid_layout import show
from tui.keeping import Remembered, remembered
from tui.live import Live
from tui.messages import Answered, Begun, Compared, Failed, Progressed, Read, Renewed, Unrenewed
from tui.session import Wanted
from tui.theme import DARK, LIGHT, THEMES, variables
from tui.view import Order
from tui.work import PATIENCE, Manner, Work

if TYPE_CHECKING:
    from aligner.decisions.records import Decisions
    from aligner.judging import Judge
    from aligner.reading import Collected
    from aligner.stories.shelf import Shelf
    from tui.screens.story import StoryScreen

__all__ = ["Start", "SynopticApp"]

_SYSTEM_COMMANDS = {"Theme", "Screenshot"}
_MOST_NEWS = 5
"""Remarks in one notice; of more, it says how many."""
_DIALOGS = Path(__file__).with_name("dialogs.tcss")
_AT_ONCE = 10_000_000
"""Bytes of an entry in the cache that are read before there is anything on screen."""


def _kept(collected: Collected, wanted: Options, corrections: Decisions) -> Comparison | None:
    """The comparison the cache has, if that is read in no time: a worker has more of it."""
    from aligner.stories import cache

    return cache.load(cache.key(collected, wanted, corrections), collected, most=_AT_ONCE)


def _commands() -> type[Provider]:
    """What the palette offers, imported when it is first opened."""
    from tui.commands import Commands

    return Commands


class SynopticApp(DeskApp):
    """Shows what several sources tell of one event, side by side; of several events, one after another.

    Args:
        story: The articles; None to begin with a list of stories.
        options: How to compare them; those of ``comparison`` where there is one.
        comparison: A finished comparison of the story; without one a worker makes it.
        perhaps: Whether what is only perhaps the same fact is shown at first.
        theme: The name of a theme; the app's own dark one if None. Raises SynopticError for an unknown name.
        start: The first screen; "auto" is the Matrix for a story with more facts than the terminal has lines.
        keymap: Other keys by binding id, as Textual takes them.
        unread: The articles as they were collected (``aligner.reading.collect``); a worker reads them, unless there is
            a comparison.
        order: The order of the facts at first.
        furniture: Whether furniture is shown at first.
        shelf: The stories to choose from; without it, they are looked for beside the story that is open.
        keep: Whether comparisons are taken from the cache and kept there.
        again: Collects the articles of the story again, when one of its files has changed.
        live: Whether the open story follows its files at first.
        remember: Whether what the user decides is read from the story's folder, and kept there.
        judge: A model that is asked what is only perhaps the same fact; None asks nobody.
        limits: What stories may hold at most.
    """

    TITLE = "synoptic"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {_commands}

    def __init__(
        self,
        story: Story | None = None,
        options: Options | None = None,
        *,
        comparison: Comparison | None = None,
        perhaps: bool = True,
        theme: str | None = None,
        start: Start = "auto",
        keymap: Mapping[str, str] | None = None,
        unread: Collected | None = None,
        order: Order = Order.READING,
        furniture: bool = False,
        shelf: Shelf | None = None,
        keep: bool = False,
        again: Callable[[], Collected] | None = None,
        live: bool = False,
        remember: bool = False,
        judge: Judge | None = None,
        limits: Limits = BUILT_IN,
    ) -> None:
        super().__init__(Manner(options or Options(), perhaps, order, furniture, keep, remember, limits), start)
        self.is_live = live
        self._live = Live(self.post_message)
        self._asking = Asking(judge, self.post_message, keep=keep)
        self._held: Renewed | None = None
        for own in THEMES:
            self.register_theme(own)
        if theme is not None and theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise SynopticError(f"There is no theme {theme!r}: choose one of {known}.")
        self.theme = theme or DARK
        if keymap:
            self.set_keymap(dict(keymap))
        work = None
        if story is not None:
            found = remembered(unread) if unread is not None and remember else Remembered()
            session, made_with = self.manner.session(story, comparison), found.brought.corrections
            if comparison is None and unread is not None and keep:
                made_with = found.decisions.corrections
                comparison = _kept(unread, self.manner.wanted, made_with)
            if comparison is not None:
                session.tell(comparison.story)
            work = Work(session, unread, comparison, keep=keep, again=again, corrections=made_with)
            self.remember(work, found)
        self.lay(work, shelf)

    # What there is to see -----------------------------------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own colours, for every theme that does not bring them."""
        return variables(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; before the first screen it is enough to know the colours of the theme."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def turn_theme(self) -> None:
        """From a dark theme to the app's own light one, and back."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands those that are not ours already by another name."""
        return (command for command in super().get_system_commands(screen) if command.title in _SYSTEM_COMMANDS)

    # The comparison -----------------------------------------------------------------------------------------------

    def on_ready(self) -> None:
        """Start the work when the first frame is up."""
        gc.freeze()
        gc.enable()
        # What is in the stylesheet already is not parsed again.
        self.stylesheet.add_source(_DIALOGS.read_text("utf-8"), (str(_DIALOGS), ""))
        if self.work is not None:
            self.post_message(Begun(self.work))

    @on(Begun)
    def begin(self, message: Begun) -> None:
        """Say what there is to say of a story that is on screen now, and have it compared."""
        work = message.work
        self.follow_files()
        self.tell_remembered(work)
        if work.is_read:
            self._tell_notes(work)
        if work.session.comparison is None:
            self.opening(work).progress("", 0.0)
        else:
            self._have_asked(work)
            self.run_worker(work.keep_texts, thread=True, exit_on_error=False)
        self._ask(work)

    def _tell_notes(self, work: Work) -> None:
        """Say what there is to note of the articles."""
        story = work.session.story
        if story.notes:  # all in one notice: one each would hide half the screen
            self.notify(_listed(story.notes), markup=False, timeout=8)
        if len(story.articles) == 1 and not story.notes:  # reading says so itself, in a note
            self.notify("One article only: it stands alone, with nothing to compare it to.", markup=False, timeout=8)

    def ask(self) -> None:
        """Have the comparison made that is wanted now, unless it was asked for already; the last one wanted wins."""
        if self.work is not None:
            self._ask(self.work)

    def _ask(self, work: Work) -> None:
        wanted = work.ask()
        if wanted is not None:
            compare = partial(self._compare, work, wanted)
            self.run_worker(compare, thread=True, exclusive=True, group=f"compare {id(work)}", exit_on_error=False)
            self.set_timer(PATIENCE, self._tell)
        self._tell()

    def follow_decisions(self, work: Work) -> None:
        """Others decided about a story: show it, and have compared anew what they put right."""
        self.show_anew(work)
        self._ask(work)

    def prepare(self) -> None:
        """Something is about to be put right: have at hand what that takes."""
        work = self.work
        if work is not None and not work.is_prepared:
            self.run_worker(work.prepare, thread=True, exclusive=True, group=f"prepare {id(work)}", exit_on_error=False)

    def _tell(self) -> None:
        if self.is_running:  # a timer may be late
            self.in_front.tell()

    @property
    def is_late(self) -> bool:
        """Whether another comparison is on its way, and has been for long enough to say so."""
        return self.work is not None and self.work.is_late

    def _compare(self, work: Work, wanted: Wanted) -> None:
        """Compare the articles, off the UI thread."""
        worker = get_current_worker()

        def progress(stage: str, share: float) -> None:
            if not worker.is_cancelled:
                self.post_message(Progressed(stage, share, work))

        def read(story: Story) -> None:
            self.post_message(Read(story, work))

        edition = work.edition
        try:
            with self.survey.standing_back() if self.survey is not None else nullcontext():
                comparison = work.compare(wanted, progress, read, lambda: not worker.is_cancelled)
        except SynopticError as error:
            self.post_message(Failed(str(error), wanted, work, edition))
        except Exception as error:
            reason = messages.fault(error, work.place or work.session.story.title)
            self.post_message(Failed(reason, wanted, work, edition))
        else:
            if comparison is not None:
                self.post_message(Compared(comparison, wanted, work, edition))

    @on(Read)
    def show_story(self, message: Read) -> None:
        """The articles are read: the heads can say whose they are."""
        work = message.work
        work.is_read = True
        work.session.tell(message.story)
        self.opening(work).name_sources()
        if work is self.work:
            self._tell_notes(work)

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        """The worker got on."""
        if message.work.session.comparison is None:
            self.opening(message.work).progress(message.stage, message.share)

    @on(Compared)
    def show_comparison(self, message: Compared) -> None:
        """The worker is done. What was asked for before something else was is dropped."""
        if message.wanted == message.work.session.wanted and message.edition == message.work.edition:
            self.take(message.work, message.comparison, message.wanted)

    @on(Failed)
    def show_failure(self, message: Failed) -> None:
        """The worker could not do it."""
        work = message.work
        if message.wanted == work.session.wanted and message.edition == work.edition:
            if work.ask_again() and work.way:
                cast("StoryScreen", self._made(work, work.way[-1])).fail(message.reason)
                return
            self.fail(work, message.reason)

    # The model ----------------------------------------------------------------------------------------------------

    def take(self, work: Work, comparison: Comparison, wanted: Wanted) -> None:
        """Give a story its comparison; when it is there, a model may be asked what is doubtful in it."""
        super().take(work, comparison, wanted)
        self._have_asked(work)

    def _have_asked(self, work: Work) -> None:
        if told := self._asking.begin(work):
            self.notify(show(told).text, title="A model is asked", markup=False, timeout=5)

    @on(Answered)
    def show_answers(self, message: Answered) -> None:
        """The model was asked: what it answered stands in the comparison from here on."""
        work = message.work
        work.session.answers = {**work.session.answers, **message.answers}
        if work is self.work:
            self.notify(show(message.line).text, title="The model was asked", markup=False, timeout=10)
        self._ask(work)

    # The files ----------------------------------------------------------------------------------------------------

    @property
    def can_be_live(self) -> bool:
        """Whether there are files by which the open story can change."""
        return self.work is not None and self.work.can_renew

    def follow_files(self) -> None:
        """Watch the files of the open story, or none, as the user wants it."""
        self._live.follow(self.work if self.is_live else None)

    def turn_live(self) -> None:
        """Follow the changes of the files, or no longer."""
        self.is_live = not self.is_live
        self.follow_files()
        if not self.can_be_live:
            self.notify("No file is behind this story that could change.", timeout=3, markup=False)
        self._tell()

    def reread(self) -> None:
        """Read the files of the open story again, whether they are followed or not."""
        if self.work is not None and self.can_be_live:
            self._live.renew(self.work)
        else:
            self.notify("No file is behind this story that could be read again.", timeout=3, markup=False)

    def on_unmount(self) -> None:
        """Nothing is watched any more, and nobody asked."""
        self._asking.stop()
        self._live.follow(None)

    @on(Renewed)
    def show_renewed(self, message: Renewed) -> None:
        """The files changed: show what the story is now, at the place where the user is.

        Whoever is in a dialog, or types, is not disturbed: that waits.
        """
        work, anew = message.work, message.anew
        if anew is None:
            self._held = None
            if message.asked:
                self.notify("The files are as they were.", timeout=3, markup=False)
            return
        if work.has(anew):
            return
        if work is self.work and (self.screen.is_modal or isinstance(self.focused, Input)):
            self._held = message
            return
        known = work.session.story.notes
        if anew.brought is not None:  # an export brings its own
            work.session.choose(anew.wanted.options)
            work.session.answers = anew.wanted.answers
            self.take_in_brought(work, anew.brought)
        if work.session.comparison is None:
            work.adopt(anew)
            work.session.tell(anew.comparison.story)
            self.take(work, anew.comparison, anew.wanted)
        else:
            change = work.session.renew(anew.comparison, anew.wanted)
            work.adopt(anew)
            self.renew(work, change)
            if work is self.work:
                self._tell_news([*change.news, *(note for note in work.session.story.notes if note not in known)])
        self._ask(work)

    def catch_up(self) -> None:
        """A dialog is closed, or what was typed is done: what became of the files meanwhile is shown now."""
        held, self._held = self._held, None
        if held is not None:
            # By a message: what the dialog was closed with is done first, to the comparison it was chosen for.
            self.post_message(Renewed(held.anew, held.work, held.asked))

    def _tell_news(self, news: Sequence[str]) -> None:
        self.clear_notifications()
        self.notify(_listed(news) or "The same sentences, otherwise told.", title="Files changed", markup=False)

    @on(Unrenewed)
    def show_unrenewed(self, message: Unrenewed) -> None:
        """The files cannot be read as they are: the comparison stays, if there is one."""
        if message.work.session.comparison is None:
            self.opening(message.work).fail(message.reason)
        elif message.work is self.work:
            self.clear_notifications()
            title = "Files changed; the comparison stays as it was"
            self.notify(show(message.reason).text, title=title, severity="warning", markup=False)


def _listed(remarks: Sequence[str]) -> str:
    """The first remarks, a line each, made safe for the terminal; of the others how many."""
    shown = [show(remark).text for remark in remarks[:_MOST_NEWS]]
    more = [f"and {len(remarks) - _MOST_NEWS} more"] if len(remarks) > _MOST_NEWS else []
    mark = "· " if len(shown) > 1 else ""
    return "\n".join(f"{mark}{line}" for line in [*shown, *more])
