"""The commands of the palette: everything a key of the screen can do, and every fact by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from aligner.model import Comparison
from tui.grid_layout import show
from tui.screens.frame import FrameScreen
from tui.screens.help import written
from tui.screens.story import StoryScreen


class Commands(Provider):
    """Runs the actions of the screen by name, and goes to facts."""

    def actions(self, screen: FrameScreen) -> Iterator[tuple[str, str, str]]:
        """Name, key and action of everything that makes sense on the screen now."""
        seen: set[str] = set()
        for key, active in screen.active_bindings.items():
            binding = active.binding
            if active.enabled and binding.id is not None and binding.id not in seen:
                seen.add(binding.id)
                yield binding.tooltip or binding.description, written(key), binding.action

    async def discover(self) -> Hits:
        """Every action, before anything is typed."""
        screen = self.screen
        if isinstance(screen, FrameScreen):
            for name, keys, action in self.actions(screen):
                yield DiscoveryHit(name, partial(screen.run_action, action), help=f"key {keys}")

    async def search(self, query: str) -> Hits:
        """Actions and facts that match what is typed."""
        screen = self.screen
        if not isinstance(screen, FrameScreen):
            return
        matcher = self.matcher(query)
        for name, keys, action in self.actions(screen):
            if (score := matcher.match(name)) > 0:
                hit = matcher.highlight(name)
                yield Hit(score, hit, partial(screen.run_action, action), text=name, help=f"key {keys}")
        if not isinstance(screen, StoryScreen):
            return
        comparison = screen.session.comparison
        for index, fact in enumerate(comparison.facts if comparison else ()):
            name = f"Go to fact {index + 1}: {show(fact.label).text}"
            if (score := matcher.match(name)) > 0:
                # Labels are words of the articles: shown as they are, never read as markup.
                yield Hit(score, Content(name), partial(_go, screen, comparison, index), text=name)


def _go(screen: StoryScreen, comparison: Comparison | None, index: int) -> None:
    """Go to a fact of a comparison, unless another one has taken its place since the palette was opened."""
    if screen.session.comparison is comparison:
        screen.go_to_fact(index)
