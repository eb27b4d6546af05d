"""Asks which facts to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.view import Filter


class FilterScreen(ModalScreen[Filter | None]):
    """A small list of filters with their counts; one key picks. Gives None if the user changed their mind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "dismiss(None)", "Close", id="filter.close"),
        Binding("j", "move('cursor_down')", "Down", show=False, id="filter.down"),
        Binding("k", "move('cursor_up')", "Up", show=False, id="filter.up"),
    ]

    def __init__(self, choices: Sequence[tuple[Filter, int]], current: Filter) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._current = current

    def compose(self) -> ComposeResult:
        """Name and count of every filter, its key in front."""
        widest = max(len(filter_.name) for filter_, _ in self._choices)
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Show facts"
            yield OptionList(*(self._option(filter_, count, widest) for filter_, count in self._choices))
            yield Static("one key picks · enter · esc", classes="hint", markup=False)

    def _option(self, filter_: Filter, count: int, widest: int) -> Option:
        chosen = "•" if filter_ == self._current else " "
        return Option(
            Content.assemble(
                (f" {filter_.key} ", "bold $accent"),
                f"{chosen} {filter_.name:<{widest}}  ",
                (f"{count:>3}", "$foreground 60%"),
            )
        )

    def on_mount(self) -> None:
        """Start on the filter in force."""
        current = [index for index, (filter_, _) in enumerate(self._choices) if filter_ == self._current]
        self.query_one(OptionList).highlighted = current[0] if current else 0

    def on_key(self, event: events.Key) -> None:
        """One key picks."""
        for filter_, _ in self._choices:
            if event.character == filter_.key:
                event.stop()
                self.dismiss(filter_)
                return

    def action_move(self, move: str) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if move == "cursor_down" else options.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click picks."""
        self.dismiss(self._choices[event.option_index][0])
