"""What is on screen while the articles are compared: who they are, and how far the work is."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from tui import keys
from tui.grid_layout import show
from tui.screens.frame import SessionScreen
from tui.session import Session
from tui.widgets.column_header import ColumnHeader
from tui.widgets.status import StatusLine

_METER = 24


class OpeningScreen(SessionScreen, inherit_bindings=False):
    """The first frame: it needs little, so that it is there at once. When the comparison comes, the app goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.keys("help", "quit", "stories"), *keys.hidden("theme")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._words: Content | None = None

    def body(self) -> ComposeResult:
        """The heads of the columns, and a notice below them."""
        yield ColumnHeader(self.session.story.articles)
        yield self.notice()

    def name_sources(self) -> None:
        """Title and heads, from the articles as they are read now."""
        if self._stands:
            self.query_one(StatusLine).name_story(self.session.story.title)
            self.query_one(ColumnHeader).name_sources(self.session.story.articles)

    def sync(self) -> None:
        """A dialog that was open when the comparison came is closed now: go on."""
        if self.session.comparison is not None:
            self.synoptic.enter()
            return
        self.name_sources()
        if self._words is not None:
            self.say(self._words)
        super().sync()

    def say(self, text: Content) -> None:
        """Show a notice; as soon as the screen is there."""
        self._words = text
        if self._stands:
            super().say(text)

    def action_go(self, name: str) -> None:
        """To the list of stories; there is no other screen yet."""
        self.synoptic.go(name)

    def progress(self, stage: str, share: float) -> None:
        """Say calmly how far the work is."""
        done = round(max(0.0, min(share, 1.0)) * _METER)
        meter = Content.assemble(("━" * done, "$accent"), ("━" * (_METER - done), "$foreground 20%"))
        named = show(stage).text
        self.say(Content.assemble("Comparing the articles\n\n", meter, "\n\n", (named, "$foreground 60%")))

    def fail(self, reason: str) -> None:
        """Say in one line why there will be nothing to see."""
        self.say(Content.assemble(("No comparison. ", "bold $text-error"), show(reason).text))
