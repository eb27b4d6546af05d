"""The commands of the palette: everything a key can do, and every fact by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.grid_layout import show
from tui.screens.columns import ColumnsScreen


class Commands(Provider):
    """Runs the actions of the Columns screen by name, and goes to facts."""

    @property
    def _columns(self) -> ColumnsScreen | None:
        return self.screen if isinstance(self.screen, ColumnsScreen) else None

    def _actions(self) -> Iterator[tuple[str, str, str]]:
        """Name, keys and action of every binding of the screen."""
        for binding in ColumnsScreen.BINDINGS:
            if isinstance(binding, Binding):
                name = NAMES.get(binding.action, binding.tooltip or binding.description)
                keys = self.app.get_key_display(next(iter(Binding.make_bindings([binding]))))
                yield name, keys, binding.action

    async def discover(self) -> Hits:
        """Every action, before anything is typed."""
        columns = self._columns
        if columns is None:
            return
        for name, keys, action in self._actions():
            yield DiscoveryHit(name, partial(columns.run_action, action), help=f"key {keys}")

    async def search(self, query: str) -> Hits:
        """Actions and facts that match what is typed."""
        columns = self._columns
        if columns is None:
            return
        matcher = self.matcher(query)
        for name, keys, action in self._actions():
            if (score := matcher.match(name)) > 0:
                hit = matcher.highlight(name)
                yield Hit(score, hit, partial(columns.run_action, action), text=name, help=f"key {keys}")
        for index, fact in enumerate(columns.comparison.facts if columns.comparison else ()):
            name = f"Go to fact {index + 1}: {show(fact.label).text}"
            if (score := matcher.match(name)) > 0:
                # Labels are words of the articles: shown as they are, never read as markup.
                yield Hit(score, Content(name), partial(columns.go_to_fact, index), text=name)


NAMES = {
    "fact(1)": "Next fact",
    "conflict(1)": "Next conflict",
    "source(1)": "Next source",
    "reset_threshold": "Threshold as the app was opened with",
    "source(-1)": "Previous source",
    "app.quit": "Quit synoptic",
    "help": "Help: keys and marks",
    "theme": "Dark or light theme",
}
"""Names of actions whose binding is described for both directions at once, or too briefly to be found."""
