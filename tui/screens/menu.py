"""A dialog that is a list: j and k go through it, keys of its own choose, esc closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

Result = TypeVar("Result")

_AROUND_LIST = 4
"""Lines of the dialog besides the list and what is told of its current line: border, keys, a line to spare."""


class MenuScreen(ModalScreen[Result]):
    """A list to choose from. A subclass says what its lines are, what is told of one, and what keys do."""

    DEFAULT_CSS = """
    MenuScreen {
        .told {
            height: auto;
            max-height: 10;
            border-top: solid $foreground 18%;
            padding: 0 1;
            display: none;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="menu.close"),
        Binding("j", "move(1)", "Down", show=False, id="menu.down"),
        Binding("k", "move(-1)", "Up", show=False, id="menu.up"),
    ]
    HEADING: ClassVar[str] = ""
    TOLD_PART: ClassVar[int] = 4
    """What is told of a line has at most one of so many parts of the terminal's lines."""

    # For subclasses -----------------------------------------------------------------------------------------------

    def lines(self) -> Sequence[Content]:
        """The lines of the list, from the top."""
        return ()

    def told(self, index: int) -> Content | None:
        """What is told below of the line at an index."""
        return None

    def hint(self) -> str:
        """What the keys do."""
        return "enter · esc"

    def chosen(self, index: int) -> None:
        """Enter, or a click, on a line."""

    # The dialog ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The list, what is told of its current line, what the keys do."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = self.HEADING
            yield OptionList()
            yield Static("", classes="told", markup=False)
            yield Static(self.hint(), classes="hint", markup=False)

    def first(self) -> int:
        """The line to start on."""
        return 0

    def on_mount(self) -> None:
        """Start in the list."""
        self.list_anew(self.first())
        self.query_one(OptionList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the list scrolls and what is told below is shorter; what the keys do stays in sight."""
        told = min(10, max(2, event.size.height // self.TOLD_PART))
        self.query_one(".told").styles.max_height = told
        self.query_one(OptionList).styles.max_height = max(2, event.size.height * 95 // 100 - _AROUND_LIST - told)

    @property
    def index(self) -> int:
        """The current line."""
        return self.query_one(OptionList).highlighted or 0

    def list_anew(self, index: int) -> None:
        """Write the lines anew, with the one at ``index`` current."""
        menu = self.query_one(OptionList)
        menu.clear_options()
        lines = self.lines()
        menu.add_options([Option(line, id=str(number)) for number, line in enumerate(lines)])
        menu.highlighted = min(index, len(lines) - 1) if lines else None
        self._tell()

    def _tell(self) -> None:
        told = self.told(self.index)
        below = self.query_one(".told", Static)
        below.display = told is not None
        if told is not None:
            below.update(told)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another line is current."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.chosen(event.option_index)

    def action_move(self, direction: int) -> None:
        """A line down (1) or up (-1)."""
        menu = self.query_one(OptionList)
        menu.action_cursor_down() if direction > 0 else menu.action_cursor_up()
