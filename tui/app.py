"""The app: a story on screen at once, its comparison when the worker has it, and the ways between the screens."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import on, work
from textual.app import App, SystemCommand
from textual.command import Provider
from textual.screen import Screen
from textual.worker import get_current_worker

from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Progress, Story
from tui.grid_layout import show
from tui.messages import Compared, Failed, Progressed, Read
from tui.screens.opening import OpeningScreen
from tui.session import Session
from tui.terminal import TerminalApp
from tui.theme import DARK, LIGHT, THEMES, variables

if TYPE_CHECKING:
    from aligner.comparison import Alignment
    from aligner.reading import Collected
    from tui.screens.columns import ColumnsScreen
    from tui.screens.story import StoryScreen


_PATIENCE = 0.5
"""Seconds until the status line says that another comparison is on its way."""

_AROUND_ROWS = 4
"""Lines of the Matrix that are no facts: status, heads, rule, footer."""

_SYSTEM_COMMANDS = {"Theme", "Screenshot"}

Start = Literal["auto", "columns", "matrix"]


def _commands() -> type[Provider]:
    """What the palette offers, imported when it is first opened."""
    from tui.commands import Commands

    return Commands


class SynopticApp(TerminalApp):
    """Shows what several sources tell of one event, side by side.

    Args:
        story: The articles.
        options: How to compare them; those of ``comparison`` where there is one.
        comparison: A finished comparison of the story; without one a worker makes it.
        perhaps: Whether what is only perhaps the same fact is shown at first.
        theme: The name of a theme; the app's own dark one if None. Raises SynopticError for an unknown name.
        start: The first screen; "auto" is the Matrix for a story with more facts than the terminal has lines.
        keymap: Other keys by binding id, as Textual takes them.
        unread: The articles as they were collected (``aligner.reading.collect``), if a worker is still to read them.
    """

    TITLE = "synoptic"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {_commands}

    def __init__(
        self,
        story: Story,
        options: Options | None = None,
        *,
        comparison: Comparison | None = None,
        perhaps: bool = True,
        theme: str | None = None,
        start: Start = "auto",
        keymap: Mapping[str, str] | None = None,
        unread: Collected | None = None,
    ) -> None:
        super().__init__()
        self.session = Session(story, comparison.options if comparison is not None else options or Options(), perhaps)
        self._given = comparison
        self._unread = unread
        self._way: list[str] = []
        self._start = start
        self._alignment: Alignment | None = None
        self._aligning = threading.Lock()
        self._asked: Options | None = None
        self._asked_at = 0.0
        for own in THEMES:
            self.register_theme(own)
        if theme is not None and theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise SynopticError(f"There is no theme {theme!r}: choose one of {known}.")
        self.theme = theme or DARK
        if keymap:
            self.set_keymap(dict(keymap))
        self._opening = OpeningScreen(self.session)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own colours, for every theme that does not bring them."""
        return variables(self.current_theme)

    def turn_theme(self) -> None:
        """From a dark theme to the app's own light one, and back."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands those that are not ours already by another name."""
        return (command for command in super().get_system_commands(screen) if command.title in _SYSTEM_COMMANDS)

    # Screens ------------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> OpeningScreen:
        """What is there until the comparison is."""
        return self._opening

    @property
    def columns(self) -> ColumnsScreen:
        """The Columns screen, shown or not."""
        from tui.screens.columns import ColumnsScreen

        columns = self._made("columns")
        assert isinstance(columns, ColumnsScreen)
        return columns

    @property
    def story_screen(self) -> StoryScreen | None:
        """The screen the user is on, whatever dialog is above it; None before there is a comparison."""
        return self._made(self._way[-1]) if self._way else None

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The names of the screens that led here, the one the user is on last."""
        return tuple(self._made(name).CRUMB for name in self._way)

    def go(self, name: str) -> None:
        """Go to a screen; from there back is where the user came from. Nothing of a screen is lost."""
        self._way = [*(before for before in self._way if before != name), name]
        self._show(name)

    def back(self) -> None:
        """To the screen before; on the first one nothing happens."""
        if len(self._way) > 1:
            self._way = self._way[:-1]
            self._show(self._way[-1])

    def enter(self) -> None:
        """From the opening screen to the first one that shows the comparison, unless a dialog is in between."""
        comparison = self.session.comparison
        if comparison is not None and not self._way and self.screen is self._opening:
            self.go("matrix" if self._starts_in_matrix(comparison) else "columns")

    def _show(self, name: str) -> None:
        """Put a screen in front: the opening screen stays at the bottom of the stack, one other stands on it.

        (Textual cannot switch away from the first screen of its stack.)
        """
        wanted = self._made(name)
        while self.screen.is_modal:
            self.pop_screen()
        if wanted is self.screen:
            wanted.sync()
        elif self.screen is self._opening:
            self.push_screen(wanted)
        else:
            self.switch_screen(wanted)

    def _made(self, name: str) -> StoryScreen:
        """The one screen of a name, made when it is first wanted."""
        if not self.is_screen_installed(name):
            self.install_screen(_make(name, self.session), name)
        return cast("StoryScreen", self.get_screen(name))

    # The comparison -----------------------------------------------------------------------------------------------

    def on_ready(self) -> None:
        """Start the work when the first frame is up."""
        if self._unread is None:
            self._tell_notes()
        if self._given is not None:
            self._asked = self._given.options
            self._take(self._given, self._given.options)
        else:
            self._opening.progress("", 0.0)
        self.ask()

    def _tell_notes(self) -> None:
        """Say what there is to note of the articles."""
        story = self.session.story
        for note in story.notes:
            self.notify(show(note).text, markup=False, timeout=8)
        if len(story.articles) == 1 and not story.notes:  # reading says so itself, in a note
            self.notify("One article only: it stands alone, with nothing to compare it to.", markup=False, timeout=8)

    def ask(self) -> None:
        """Have the comparison made that is wanted now, unless it was asked for already; the last one wanted wins."""
        wanted = self.session.wanted
        if wanted != self._asked:
            self._asked = wanted
            self._asked_at = monotonic()
            self._compare(wanted)
            self.set_timer(_PATIENCE, self._tell)
        self._tell()

    def _tell(self) -> None:
        (self.story_screen or self._opening).tell()

    @property
    def is_late(self) -> bool:
        """Whether another comparison is on its way, and has been for long enough to say so."""
        return self.session.is_behind and monotonic() - self._asked_at >= _PATIENCE

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _compare(self, options: Options) -> None:
        """Compare the articles, off the UI thread; the aligner and nltk are imported here."""
        worker = get_current_worker()

        def progress(stage: str, share: float) -> None:
            if not worker.is_cancelled:
                self.post_message(Progressed(stage, share))

        try:
            # A thread cannot be stopped: one that is no longer wanted ends here, or its result is dropped below.
            with self._aligning:
                if worker.is_cancelled:
                    return
                comparison = self._aligned(progress).comparison(options, progress)
        except SynopticError as error:
            self.post_message(Failed(str(error), options))
        except Exception as error:
            self.post_message(Failed(f"This is a fault of synoptic, please report it: {error!r}", options))
        else:
            self.post_message(Compared(comparison, options))

    def _aligned(self, progress: Progress) -> Alignment:
        """What is found out once for every threshold, when it is first needed; only while holding the lock."""
        if self._alignment is None:
            story = self.session.story
            if self._unread is not None:
                from aligner import reading

                story = reading.read(self._unread)
                self.post_message(Read(story))

            from aligner.comparison import Alignment

            self._alignment = Alignment(story, progress)
        return self._alignment

    @on(Read)
    def show_story(self, message: Read) -> None:
        """The articles are read: the heads can say whose they are."""
        self._unread = None
        self.session.story = message.story
        self._opening.name_sources()
        self._tell_notes()

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        """The worker got on."""
        if self.session.comparison is None:
            self._opening.progress(message.stage, message.share)

    @on(Compared)
    def show_comparison(self, message: Compared) -> None:
        """The worker is done. What was asked for before something else was is dropped."""
        if message.options == self.session.wanted:
            self._take(message.comparison, message.options)

    def _take(self, comparison: Comparison, options: Options) -> None:
        self.session.take(comparison, options)
        # What is compared stays: the collector need not go through all of it again, in the middle of a key.
        gc.freeze()
        (self.story_screen or self._opening).sync()

    def _starts_in_matrix(self, comparison: Comparison) -> bool:
        if self._start == "auto":
            return len(comparison.facts) > self.size.height - _AROUND_ROWS
        return self._start == "matrix"

    @on(Failed)
    def show_failure(self, message: Failed) -> None:
        """The worker could not do it."""
        if message.options == self.session.wanted:
            if self.session.take_back():
                self._asked = self.session.wanted
            (self.story_screen or self._opening).fail(message.reason)


def _make(name: str, session: Session) -> StoryScreen:
    """A screen by name, its module imported only now. Raises KeyError for a name that does not exist."""
    if name == "columns":
        from tui.screens.columns import ColumnsScreen

        return ColumnsScreen(session)
    if name == "matrix":
        from tui.screens.matrix import MatrixScreen

        return MatrixScreen(session)
    if name == "fact":
        from tui.screens.fact import FactScreen

        return FactScreen(session)
    if name == "article":
        from tui.screens.article import ArticleScreen

        return ArticleScreen(session)
    if name == "ledger":
        from tui.screens.ledger import LedgerScreen

        return LedgerScreen(session)
    raise KeyError(name)
