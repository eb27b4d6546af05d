"""The line at the bottom: the most important keys, as many as fit, and where the user is."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.grid_layout import fit
from tui.widgets.parts import part_style

_GAP = 2


class ShownKey(NamedTuple):
    """A key of the bar: what it is called, what it does, the key a click sends, and whether it does anything now."""

    display: str
    does: str
    key: str
    enabled: bool

    @property
    def width(self) -> int:
        """Cells with the space behind it."""
        return cell_len(self.display) + 1 + cell_len(self.does) + 1


class KeyBar(Widget):
    """One line drawn by one widget; in Textual's footer every key is a widget, and all are drawn with every frame."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--does", "key-bar--off", "key-bar--position"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        width: 1fr;
        background: $footer-background;
        .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        .key-bar--does { color: $footer-description-foreground; }
        .key-bar--off { color: $footer-description-foreground 50%; }
        .key-bar--position { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[ShownKey, ...] = ()
        self._position = ""

    def on_mount(self) -> None:
        """Follow the keys that are in force."""
        self.screen.bindings_updated_signal.subscribe(self, self.take_in)
        self.take_in(self.screen)

    def take_in(self, screen: Screen[object]) -> None:
        """Take the screen's keys as they are now, the first one of every action."""
        found: dict[str, ShownKey] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show:
                display = self.app.get_key_display(binding)
                found.setdefault(binding.action, ShownKey(display, binding.description, binding.key, active.enabled))
        if tuple(found.values()) != self._keys:
            self._keys = tuple(found.values())
            self.refresh()

    def tell(self, position: str) -> None:
        """Say at the right where the user is."""
        if position != self._position:
            self._position = position
            self.refresh()

    @property
    def shown(self) -> tuple[ShownKey, ...]:
        """The keys there is room for, up to the first that would be cut off."""
        room = self.size.width - cell_len(self._position) - _GAP
        shown: list[ShownKey] = []
        for key in self._keys:
            room -= key.width
            # The last one needs no space behind it.
            if room < -1:
                break
            shown.append(key)
        return tuple(shown)

    def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        x = event.x
        for key in self.shown:
            if 0 <= x < key.width - 1:
                self.app.simulate_key(key.key) if key.enabled else self.app.bell()
                return
            x -= key.width

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        ground = self.rich_style
        width = self.size.width
        key, does, off = (ground + part_style(self, f"key-bar--{part}") for part in ("key", "does", "off"))
        segments: list[Segment] = []
        for shown in self.shown:
            segments.append(Segment(shown.display, key if shown.enabled else off))
            segments.append(Segment(f" {shown.does} ", does if shown.enabled else off))
        used = sum(segment.cell_length for segment in segments)
        position = fit(self._position, max(0, width - 1))
        blank = width - used - cell_len(position) - 1
        segments.append(Segment(" " * max(0, blank), ground))
        segments.append(Segment(f"{position} ", ground + part_style(self, "key-bar--position")))
        return Strip(segments).adjust_cell_length(width, ground)
