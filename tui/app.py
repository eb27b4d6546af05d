"""The app: a story on screen at once, its comparison when the worker has it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.command import Provider
from textual.worker import get_current_worker

from aligner.errors import SynopticError
from aligner.model import Comparison, Options, Progress, Story
from tui.commands import Commands
from tui.grid_layout import show
from tui.messages import Compared, Failed, Progressed, Wanted
from tui.screens.columns import ColumnsScreen
from tui.theme import DARK, THEMES, variables

if TYPE_CHECKING:
    from aligner.comparison import Alignment


class SynopticApp(App[None]):
    """Shows what several sources tell of one event, side by side.

    Args:
        story: The articles.
        options: How to compare them; those of ``comparison`` where there is one.
        comparison: A finished comparison of the story; without one a worker makes it.
        perhaps: Whether what is only perhaps the same fact is shown at first.
        theme: The name of a theme; the app's own dark one if None. Raises SynopticError for an unknown name.
    """

    TITLE = "synoptic"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = App.COMMANDS | {Commands}

    def __init__(
        self,
        story: Story,
        options: Options | None = None,
        *,
        comparison: Comparison | None = None,
        perhaps: bool = True,
        theme: str | None = None,
    ) -> None:
        super().__init__()
        self._story = story
        self._options = comparison.options if comparison is not None else options or Options()
        self._perhaps = perhaps
        self._comparison = comparison
        self._alignment: Alignment | None = None
        self._aligning = threading.Lock()
        for own in THEMES:
            self.register_theme(own)
        if theme is not None and theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise SynopticError(f"There is no theme {theme!r}: choose one of {known}.")
        self.theme = theme or DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The app's own colours, for every theme that does not bring them."""
        return variables(self.current_theme)

    def get_default_screen(self) -> ColumnsScreen:
        """The Columns screen is where the app starts."""
        return ColumnsScreen(self._story, self._options, self._perhaps)

    @property
    def columns(self) -> ColumnsScreen:
        """The Columns screen, whatever is above it."""
        bottom = self.screen_stack[0]
        assert isinstance(bottom, ColumnsScreen)
        return bottom

    def on_ready(self) -> None:
        """Start the work when the first frame is up."""
        for note in self._story.notes:
            self.notify(show(note).text, markup=False, timeout=8)
        if len(self._story.articles) == 1 and not self._story.notes:  # reading says so itself, in a note
            self.notify("One article only: it stands alone, with nothing to compare it to.", markup=False, timeout=8)
        if self._comparison is not None:
            self.columns.present(self._comparison, self._comparison.options)
        else:
            self.columns.progress("", 0.0)
        self.columns.ask()

    @on(Wanted)
    def compare(self, message: Wanted) -> None:
        """The screen wants a comparison: the last one wanted wins."""
        self._compare(message.options)

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
        from aligner.comparison import Alignment

        if self._alignment is None:
            self._alignment = Alignment(self._story, progress)
        return self._alignment

    @on(Progressed)
    def show_progress(self, message: Progressed) -> None:
        """The worker got on."""
        self.columns.progress(message.stage, message.share)

    @on(Compared)
    def show_comparison(self, message: Compared) -> None:
        """The worker is done. What was asked for before something else was is dropped."""
        if message.options == self.columns.wanted:
            self.columns.present(message.comparison, message.options)

    @on(Failed)
    def show_failure(self, message: Failed) -> None:
        """The worker could not do it."""
        if message.options == self.columns.wanted:
            self.columns.fail(message.reason)
