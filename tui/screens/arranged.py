"""What the screens with a column per source share: the user's order of the sources, and which of them are hidden."""

from __future__ import annotations

from tui.arrangement import Arrangement
from tui.screens.story import StoryScreen
from tui.sources import lettered


class ArrangedScreen(StoryScreen, inherit_bindings=False):
    """A screen whose columns stand as ``session.arrangement`` says; what is changed on one of them holds for all."""

    def keep_source(self) -> None:
        """A hidden source cannot be the current one here: the next one shown is."""
        self.session.source = self.session.arrangement.nearest(self.session.source)

    def action_source(self, direction: int) -> None:
        """The source to the right (1) or left (-1), as they stand on screen."""
        self.session.source = self.session.arrangement.beside(self.session.source, direction)
        self.sync()

    def action_shift(self, direction: int) -> None:
        """The current column a place to the right (1) or left (-1)."""
        before = self.session.arrangement
        self.lay_columns(before.shift(self.session.source, direction))
        if self.session.arrangement == before:
            self.say_briefly(f"It is the {'last' if direction > 0 else 'first'} column.")

    def action_hide(self) -> None:
        """Hide the current column; the next one becomes current."""
        session, before = self.session, self.session.arrangement
        hidden = session.source
        after = before.hide(hidden)
        if after == before:
            self.say_briefly("The last column stays.")
            return
        session.source = after.nearest(hidden)
        self.lay_columns(after)
        self.say_briefly(f"{lettered(session.story.articles[hidden])} is hidden. X shows all again.")

    def action_show_all(self) -> None:
        """All columns as they were at the start."""
        start = Arrangement.of(len(self.session.story.articles))
        if self.session.arrangement == start:
            self.say_briefly("All columns are as at the start.")
        self.lay_columns(start)

    def recall(self, source: int) -> None:
        """A hidden source comes back, as the current one."""
        self.session.source = source
        self.lay_columns(self.session.arrangement.show(source))

    def lay_columns(self, arrangement: Arrangement) -> None:
        """Have the columns stand like this, here and on every other screen."""
        self.session.arrangement = arrangement
        self.sync()
