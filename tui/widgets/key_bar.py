"""The line at the bottom: the most important keys, as many as fit."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyBar(Footer):
    """Textual's footer without the last key that would be cut off at the edge."""

    def compose(self) -> ComposeResult:
        """The keys in the order of their bindings, up to the first that has no room."""
        room = self.size.width or self.app.size.width
        for key in super().compose():
            if isinstance(key, FooterKey):
                room -= cell_len(f"{key.key_display} {key.description} ")
            if room < 0:
                return
            yield key

    async def on_resize(self) -> None:
        """Choose anew for the new width."""
        await self.recompose()
