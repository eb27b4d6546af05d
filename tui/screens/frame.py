"""What stands around every screen: the status line with the way that led here, a notice, the line of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widgets import Static

from tui.glyphs import plural
from tui.keymap import in_order
from tui.session import Session
from tui.widgets.key_bar import KeyBar
from tui.widgets.status import StatusLine, ViewPart, figures

if TYPE_CHECKING:
    from tui.app import SynopticApp
    from tui.renewal import Renewal

_BREAKPOINTS = [(0, "-low"), (20, "-tall"), (30, "-high")]


class FrameScreen(Screen[None], inherit_bindings=False):
    """A screen with a frame; a subclass says in ``body`` what stands inside of it."""

    CRUMB: ClassVar[str] = ""
    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    """CSS classes by lines of the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._stands = False
        self._is_over = False

    @property
    def synoptic(self) -> SynopticApp:
        """The app, by its own type."""
        return cast("SynopticApp", self.app)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that are in force, in the order of the screen, whatever keys the user chose."""
        return in_order(super().active_bindings, self)

    def compose(self) -> ComposeResult:
        """Status, what the screen is for, keys."""
        self._break()
        yield StatusLine(self.heading())
        yield from self.body()
        with Horizontal(id="bottom"):
            yield from self.bottom()

    def _break(self) -> None:
        """Have the classes of the terminal's size at once; Textual sets them after a first layout in vain."""
        size = self.app.size
        for length, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS or []),
            (size.height, self.VERTICAL_BREAKPOINTS or []),
        ):
            found = max(found for found in breakpoints if found[0] <= length)[1:] if breakpoints else ()
            self.add_class(*found, update=False)  # what is in the screen has no style yet

    # For subclasses -----------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What the status line begins with."""
        return ""

    def known(self) -> list[str]:
        """Figures for the status line, the most important first."""
        return []

    def way(self) -> Sequence[str]:
        """The names of the screens that led here, this one's last."""
        return (self.CRUMB,)

    def body(self) -> ComposeResult:
        """The widgets of the screen; one of them is ``self.notice()``."""
        yield self.notice()

    def bottom(self) -> ComposeResult:
        """The widgets of the last line."""
        yield KeyBar()

    def sync(self) -> None:
        """Bring everything up to date; nothing, as long as the screen is not there."""
        self.tell()

    def position(self) -> str:
        """Where the user is, for the line of keys."""
        return ""

    def view_parts(self) -> Sequence[ViewPart]:
        """What of the comparison is shown, for the status line."""
        return ()

    # Up to date ---------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """From here on there are widgets to bring up to date; unless screen or app was given up while it was made.

        Of an app that ends the widgets go before the screen hears that they were made.
        """
        self._stands = self.is_attached and not self._is_over and bool(self.query(KeyBar))
        self.sync()

    def give_up(self) -> None:
        """Another screen takes the place of this one for good: its widgets are on their way out."""
        self._is_over = True
        self._stands = False

    def on_screen_resume(self, event: ScreenResume) -> None:
        """What other screens changed is seen here, too."""
        if not self.stack_updates:  # for the first time: all in it has just been styled, when it was made
            event.refresh_styles = False
        self.sync()
        self.synoptic.catch_up()

    def tell(self) -> None:
        """Bring status line and line of keys up to date."""
        if self._stands:
            self.query_one(StatusLine).tell(self.known(), list(self.view_parts()), self.way())
            self.query_one(KeyBar).tell(self.position())

    def notice(self) -> Static:
        """The widget that stands where there is nothing to show."""
        return Static("", id="notice", markup=False)

    def say(self, text: Content) -> None:
        """Show a notice."""
        notice = self.query_one("#notice", Static)
        notice.update(text)
        notice.display = True

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """What the keys of this screen do and what the marks mean."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.CRUMB, self.active_bindings))

    def action_theme(self) -> None:
        """From dark to light and back."""
        self.synoptic.turn_theme()


class Following:
    """A dialog that shows what comparison and decisions are now, whatever becomes of them while it is there."""

    def follow(self) -> None:
        """The comparison or the decisions are others now."""


class SessionScreen(FrameScreen, inherit_bindings=False):
    """A screen on the session that all screens of a story share."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def heading(self) -> str:
        """The story's title."""
        return self.session.story.title

    def known(self) -> list[str]:
        """How much there is of the story."""
        session = self.session
        if session.counts is None:
            return [plural(len(session.story.articles), "source")]
        return figures(session.counts, session.judged)

    def way(self) -> Sequence[str]:
        """The screens of the story that led here."""
        return self.synoptic.crumbs

    def name_sources(self) -> None:
        """Bring what heads the screen up to date with the story's sources."""

    def renew(self, change: Renewal) -> None:
        """The files changed and the session has another comparison of the same sources: keep one's own place.

        The widgets follow with ``sync``, when the screen is seen again.
        """
        if self._stands:
            self.query_one(StatusLine).name_story(self.session.story.title)
            self.name_sources()
