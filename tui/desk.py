"""The stories the user has before them: which is open, on which of its screens, and the ways between them."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from textual import on

from aligner.errors import SynopticError
from aligner.model import Comparison
from tui import messages
from tui.grid_layout import show
from tui.keeping import KeepingApp, Remembered, remembered
from tui.messages import Begun, Faulted, Found, Opened, Unopened
from tui.screens.frame import Following, SessionScreen
from tui.screens.opening import OpeningScreen
from tui.session import Session, Wanted
from tui.work import Manner, Work

if TYPE_CHECKING:
    from aligner.limits import Limits
    from aligner.reading import Collected
    from aligner.stories.shelf import Shelf
    from tui.renewal import Renewal
    from tui.screens.columns import ColumnsScreen
    from tui.screens.frame import FrameScreen
    from tui.screens.stories import StoriesScreen
    from tui.screens.story import StoryScreen
    from tui.survey import Survey

STORIES = "stories"
OPENING = "opening"
"""The names of the list of stories, and of what is there until there is a comparison, among the screens."""

_AROUND_ROWS = 4
"""Lines of the Matrix that are no facts: status, heads, rule, footer."""

Start = Literal["auto", "columns", "matrix"]


class DeskApp(KeepingApp):
    """An app of stories: one is open, the others are as the user left them. Says ``Begun`` of each that is new.

    Args:
        manner: How stories are opened.
        start: The first screen; "auto" is the Matrix for a story with more facts than the terminal has lines.
    """

    def __init__(self, manner: Manner, start: Start) -> None:
        super().__init__()
        self.manner = manner
        self.work: Work | None = None
        # By its folder, every story that was opened from the list.
        self._works: dict[str, Work] = {}
        self._wanted: str | None = None
        self._list: StoriesScreen | None = None
        self._on_list = False
        self._start = start
        self._bottom: FrameScreen | None = None

    def lay(self, work: Work | None, shelf: Shelf | None) -> None:
        """Begin with a story, or else with a list of them. Raises ValueError if there is neither."""
        if work is not None:
            self.work = work
        elif shelf is not None:
            self._list = self._listed(shelf, partial(_stories_in, shelf.path))
            self._on_list = True
        else:
            raise ValueError("there is neither a story nor a list of stories to open")

    # The screen in front ------------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The session of the open story. Raises ValueError as long as there is none."""
        if self.work is None:
            raise ValueError("no story is open")
        return self.work.session

    @property
    def in_front(self) -> FrameScreen:
        """The screen the user is on, whatever dialog is above it."""
        if self._on_list or self.work is None:
            assert self._list is not None
            return self._list
        return self._made(self.work, self.work.way[-1] if self.work.way else OPENING)

    @property
    def survey(self) -> Survey | None:
        """What compares the stories of the list, if there is one."""
        return self._list.survey if self._list is not None else None

    @property
    def story_screen(self) -> StoryScreen | None:
        """The screen of the story that the user is on; None on the list, and before there is a comparison."""
        found = self.in_front
        return cast("StoryScreen", found) if self.work is not None and self.work.way and not self._on_list else None

    @property
    def columns(self) -> ColumnsScreen:
        """The Columns screen of the open story, shown or not."""
        assert self.work is not None
        return cast("ColumnsScreen", self._made(self.work, "columns"))

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The names of the screens that led here, the one the user is on last."""
        work = self.work
        return tuple(self._made(work, name).CRUMB for name in work.way) if work is not None else ()

    def get_default_screen(self) -> FrameScreen:
        """What is there at first: the list of stories, a comparison that is there, or what is shown until it is."""
        work = self.work
        if work is None:
            self._bottom = self.in_front
        elif work.given is not None and work.given_as is not None:
            work.session.take(work.given, work.given_as)
            work.way = [self._first_screen(work.given)]
            self._bottom = work.screens[work.way[0]] = _make(work.way[0], work.session)
        else:
            self._bottom = work.screens[OPENING] = OpeningScreen(work.session)
        return self._bottom

    def go(self, name: str) -> None:
        """Go to a screen; from there back is where the user came from. Nothing of a screen is lost."""
        if name == STORIES:
            self._go_to_stories()
        elif self.work is not None:
            self.work.way = [*(before for before in self.work.way if before != name), name]
            self._on_list = False
            self._show()

    def back(self) -> None:
        """To the screen before; from the first one to the list the story was opened from, if it was."""
        if self.work is not None and len(self.work.way) > 1:
            self.work.way = self.work.way[:-1]
            self._show()
        elif self._list is not None and self._list is self._bottom:
            self._go_to_stories()

    def enter(self) -> None:
        """From the opening screen to the first one that shows the comparison, unless a dialog is in between."""
        work = self.work
        if work is not None and not work.way and work.session.comparison is not None and self.screen is self.in_front:
            self.go(self._first_screen(work.session.comparison))

    def _first_screen(self, comparison: Comparison) -> str:
        is_long = len(comparison.facts) > self.size.height - _AROUND_ROWS
        return "matrix" if self._start == "matrix" or (self._start == "auto" and is_long) else "columns"

    def _show(self) -> None:
        """Put the screen in front on the stack: one stays at the bottom of it, and at most one other stands on that.

        (Textual cannot switch away from the first screen of its stack.)
        """
        wanted = self.in_front
        while self.screen.is_modal:
            self.pop_screen()
        if wanted is self.screen:
            wanted.sync()
        elif wanted is self._bottom:
            self.pop_screen()
        elif self.screen is self._bottom:
            self.push_screen(wanted)
        else:
            self.switch_screen(wanted)

    def _made(self, work: Work, name: str) -> FrameScreen:
        """The one screen of a name that a story has, made when it is first wanted."""
        if name not in work.screens:
            work.screens[name] = made = _make(name, work.session)
            # Textual removes screens it does not know by name as soon as another one is in front. The name is one
            # screen's own: while a screen is made anew, the one before still has its.
            self.install_screen(made, f"{name} {id(made)}")
        return work.screens[name]

    def take(self, work: Work, comparison: Comparison, wanted: Wanted) -> None:
        """Give a story its comparison, made as it was wanted, and show it if the story is the open one."""
        work.session.take(comparison, wanted)
        # What is compared stays: the collector need not go through all of it again, in the middle of a key.
        gc.freeze()
        self.show_anew(work)

    def show_anew(self, work: Work) -> None:
        """Bring the screen up to date if the story is the open one, and the dialog above it if that follows."""
        if work is self.work and work.screens:
            self.in_front.sync()
            if isinstance(self.screen, Following):
                self.screen.follow()

    def renew(self, work: Work, change: Renewal) -> None:
        """A story's session has another comparison, since its files changed: its screens follow.

        Where sources came, went or changed places, screens are made anew; else they keep everything that they can.
        """
        if change.same_sources:
            for screen in work.screens.values():
                if isinstance(screen, SessionScreen):
                    screen.renew(change)
            if work is self.work:
                self.in_front.sync()
            return
        stays = {OPENING} if work.screens.get(OPENING) is self._bottom else set()
        old = [screen for name, screen in work.screens.items() if name not in stays]
        work.screens = {name: screen for name, screen in work.screens.items() if name in stays}
        if work is self.work and not self._on_list:
            self._show()
        for screen in old:
            screen.give_up()
            if screen is self._bottom:  # it stays below all others, and is not seen again
                continue
            self.uninstall_screen(screen)
            if screen.is_attached:
                screen.remove()

    def opening(self, work: Work) -> OpeningScreen:
        """What is shown of a story until there is a comparison."""
        return cast("OpeningScreen", self._made(work, OPENING))

    def fail(self, work: Work, reason: str) -> None:
        """A story has no comparison and will have none: opened again, it is read anew."""
        self.opening(work).fail(reason)
        self.forget(work)
        for path in [path for path, failed in self._works.items() if failed is work]:
            del self._works[path]
            if self._list is not None:
                self._list.fail(path, reason)

    # One story after another --------------------------------------------------------------------------------------

    def open(self, story: str | Collected) -> None:
        """Open a story, in place of the one that is open: one that was collected, or the one in a folder.

        A folder is read behind what is on screen; one that was opened before is where the user left it. The last one
        asked for wins.
        """
        if not isinstance(story, str):
            given = story.comparison
            found = remembered(story) if self.manner.remember else Remembered()
            made_with = found.brought.corrections
            session = self.manner.session(story.story, given)
            work = Work(session, story, given, keep=self.manner.keep, corrections=made_with)
            self.remember(work, found)
            self._open(work)
            return
        self._wanted = story
        known = self._works.get(story)
        if known is not None:
            self._open(known)
        else:
            self.run_worker(partial(self._collect, story), thread=True, exclusive=True, group="open")

    def _collect(self, path: str) -> None:
        """Collect the story in a folder, off the UI thread; its comparison, if the cache has it."""
        from aligner import reading
        from aligner.stories import cache

        try:
            with self.survey.standing_back() if self.survey is not None else nullcontext():
                collected = reading.collect([path], limits=self.manner.limits)
                found = remembered(collected) if self.manner.remember else Remembered()
                name = cache.key(collected, self.manner.wanted, found.decisions.corrections)
                kept = cache.load(name, collected) if self.manner.keep else None
        except SynopticError as error:
            self.post_message(Unopened(path, str(error)))
        except Exception as error:
            self.post_message(Unopened(path, messages.fault(error, path)))
        else:
            self.post_message(Opened(path, collected, kept, found))

    @on(Opened)
    def open_collected(self, message: Opened) -> None:
        """A story is there to be opened, unless another one was asked for meanwhile."""
        found = message.remembered or Remembered()
        if message.path != self._wanted:
            if found.keeper is not None:
                found.keeper.close()
        else:
            comparison = message.comparison
            session = self.manner.session(comparison.story if comparison is not None else message.collected.story)
            again = partial(_collected, message.path, self.manner.limits)
            corrections = found.decisions.corrections
            work = Work(
                session, message.collected, comparison, keep=self.manner.keep, again=again, corrections=corrections
            )
            self.remember(work, found)
            self._works[message.path] = work
            self._open(work)

    @on(Unopened)
    def show_unopened(self, message: Unopened) -> None:
        """A story cannot be opened: the app goes on where it is."""
        if self._list is not None:
            self._list.fail(message.path, message.reason)
        if message.path == self._wanted:
            self.notify(show(message.reason).text, title="Not opened", severity="error", markup=False)

    def _open(self, work: Work) -> None:
        """Make a story the open one and go where the user left it."""
        self.work = work
        self._on_list = False
        self._wanted = None
        is_new = not work.screens
        if is_new and work.given is not None and work.given_as is not None:
            self.take(work, work.given, work.given_as)
        if not work.way and work.session.comparison is not None:
            work.way = [self._first_screen(work.session.comparison)]
        self._show()
        self.follow_files()
        if is_new:
            self.post_message(Begun(work))

    def follow_files(self) -> None:
        """Another story is open: its files are to be watched."""

    def back_to_story(self) -> None:
        """From the list to the story that is open, where the user left it."""
        if self.work is None:
            self.notify("No story is open: enter opens one.", timeout=3, markup=False)
        else:
            self._on_list = False
            self._show()

    def _go_to_stories(self) -> None:
        """To the list of stories; one of those beside the open story is made when it is first wanted."""
        if self._list is not None:
            self._on_list = True
            self._show()
        elif self.work is not None and (place := self.work.place) is not None:
            self.run_worker(partial(self._find, place), thread=True, exclusive=True, group="find")
        else:
            self._tell_alone()

    def _find(self, place: str) -> None:
        from aligner.stories import shelf

        try:
            self.post_message(Found(os.path.realpath(place), shelf.beside(place)))
        except Exception as error:
            self.post_message(Faulted(messages.fault(error, place)))

    @on(Faulted)
    def show_fault(self, message: Faulted) -> None:
        """A worker failed at what nothing else is waiting for: the app goes on where it is."""
        self.notify(show(message.reason).text, title="Not done", severity="error", markup=False)

    @on(Found)
    def show_stories(self, message: Found) -> None:
        """The stories beside the open one are found: go to the list of them."""
        if message.shelf is None or self.work is None:
            self._tell_alone()
        elif self._list is None:
            self._works[message.path] = self.work
            self._list = self._listed(message.shelf, partial(_stories_beside, message.path))
            self._list.choose(message.path)
            self.install_screen(self._list, STORIES)
            self._go_to_stories()

    def _tell_alone(self) -> None:
        self.notify("No other story lies beside this one: open a folder of stories.", timeout=4, markup=False)

    def _listed(self, shelf: Shelf, look: Callable[[], Shelf | None]) -> StoriesScreen:
        from tui.screens.stories import StoriesScreen

        return StoriesScreen(shelf, self.manner, look)


def _collected(path: str, limits: Limits) -> Collected:
    from aligner import reading

    return reading.collect([path], limits=limits)


def _stories_in(path: str) -> Shelf | None:
    from aligner.stories import shelf

    return shelf.find(path)


def _stories_beside(path: str) -> Shelf | None:
    from aligner.stories import shelf

    return shelf.beside(path)


def _make(name: str, session: Session) -> FrameScreen:
    """A screen by name, its module imported only now. Raises KeyError for a name that does not exist."""
    if name == OPENING:
        return OpeningScreen(session)
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
