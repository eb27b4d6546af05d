"""Asks which facts to show. Choices add up, and the screen behind follows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aligner.model import Comparison
from tui.grid_layout import fit
from tui.sources import lettered
from tui.view import ALL, Choice, Filter, arrange

if TYPE_CHECKING:
    from tui.app import SynopticApp

_SIGNS = {"": " ", "on": "•", "says": "+", "silent": "−"}
_WIDEST_SOURCE = 28
_BESIDE_NAME = 18
"""Cells of the dialog besides a choice's name: its border, key, state, number, the scrollbar."""

_BESIDE_LIST = 4
"""Lines of the dialog besides the list: its border, the text, what the keys do."""


class FilterScreen(ModalScreen[None]):
    """A list of choices with the number of facts each would leave; a key or enter turns one on and off.

    The number beside a choice is how many facts are shown with it, all other choices as they are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f", "dismiss", "Close", id="filter.close"),
        Binding("a,backspace", "clear", "All facts", id="filter.all"),
        Binding("slash", "text", "Text", id="filter.text"),
        Binding("j", "move('cursor_down')", "Down", show=False, id="filter.down"),
        Binding("k", "move('cursor_up')", "Up", show=False, id="filter.up"),
    ]

    def __init__(self, choices: Sequence[Choice], comparison: Comparison, current: Filter) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._comparison = comparison
        self._filter = current

    def compose(self) -> ComposeResult:
        """Choices in their groups, a line for text, and what the keys do."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Show facts"
            yield OptionList()
            yield Input(self._filter.text, placeholder="/ text of a sentence", compact=True)
            yield Static("enter on, off · a all · / text · esc", classes="hint", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the list scrolls; the text and what the keys do stay in sight."""
        menu = self.query_one(OptionList)
        menu.styles.max_height = max(1, event.size.height * 95 // 100 - _BESIDE_LIST)
        self._list(menu.highlighted or 0)

    def on_mount(self) -> None:
        """Start in the list."""
        self._list(0)
        self.query_one(OptionList).focus()

    def _list(self, highlighted: int) -> None:
        """Write the list anew: groups apart, the state and the number of every choice."""
        options: list[Option | None] = []
        for index, choice in enumerate(self._choices):
            if index and _group(choice) != _group(self._choices[index - 1]):
                options.append(None)
            options.append(Option(self._line(choice), id=str(index)))
        menu = self.query_one(OptionList)
        menu.clear_options()
        menu.add_options(options)
        menu.highlighted = highlighted
        shown = len(arrange(self._comparison, self._filter))
        dialog = self.query_one(".dialog")
        dialog.border_subtitle = f"{shown} of {len(self._comparison.facts)}"

    def _line(self, choice: Choice) -> Content:
        state = choice.state(self._filter)
        name = choice.name
        widest = max(len(" is silent") + 4, min(_WIDEST_SOURCE, self.app.size.width * 95 // 100 - _BESIDE_NAME))
        if choice.source is not None:
            name = fit(lettered(self._comparison.article(choice.source)), widest - len(" is silent"))
            name += {"says": " says", "silent": " is silent"}.get(state, "")
        count = len(arrange(self._comparison, self._filter if state else choice.toggled(self._filter)))
        return Content.assemble(
            (f" {choice.key or ' '} ", "bold $accent"),
            (_SIGNS[state], "bold $accent"),
            (f" {name:<{widest}} ", "bold" if state else ""),
            (f"{count:>4} ", "$foreground 60%"),
        )

    # What is chosen -----------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """The key of a choice turns it over, unless a text is being typed."""
        if isinstance(self.focused, Input):
            return
        for index, choice in enumerate(self._choices):
            if choice.key and event.character == choice.key:
                event.stop()
                self._choose(choice.toggled(self._filter), index)
                return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click turns it over."""
        index = int(event.option_id or 0)
        self._choose(self._choices[index].toggled(self._filter), index)

    def _choose(self, filter_: Filter, highlighted: int | None = None) -> None:
        self._filter = filter_
        self._list(self.query_one(OptionList).highlighted or 0 if highlighted is None else highlighted)
        screen = cast("SynopticApp", self.app).story_screen
        assert screen is not None
        screen.choose(filter_)

    def action_clear(self) -> None:
        """All facts."""
        self.query_one(Input).value = ""
        self._choose(ALL)

    def action_text(self) -> None:
        """Type a text that a sentence of the fact must hold."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def choose_text(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        event.stop()
        if event.value.strip() != self._filter.text:
            self._choose(replace(self._filter, text=event.value.strip()))

    @on(Input.Submitted)
    def leave_text(self, event: Input.Submitted) -> None:
        """Back to the list."""
        event.stop()
        self.query_one(OptionList).focus()

    def action_move(self, move: str) -> None:
        """Move in the list."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if move == "cursor_down" else options.action_cursor_up()


def _group(choice: Choice) -> int:
    if choice.source is not None:
        return 3
    if choice.standing is not None:
        return 2
    return 1 if choice.type is not None else 0
