"""Asks which facts to show. Choices add up, and the screen behind follows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from aligner.model import Comparison
from tui.grid_layout import fit, pad
from tui.sources import lettered
from tui.view import ALL, NO_DESK, Choice, Desk, Filter, arrange

if TYPE_CHECKING:
    from tui.app import SynopticApp

_SIGNS = {"": " ", "on": "•", "says": "+", "silent": "−"}
_WIDEST_SOURCE = 28
_FRAME = 5
_BESIDE_NAME = 13
"""Cells of the dialog besides its lists, and of a list besides a choice's name: key, state, number, the scrollbar."""

_ABREAST = 76
"""From so many cells of the terminal on, two lists stand side by side where one would have to scroll."""

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
        Binding("left,right", "beside", "The other list", show=False, id="filter.beside"),
    ]

    def __init__(
        self, choices: Sequence[Choice], comparison: Comparison, current: Filter, desk: Desk = NO_DESK
    ) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._comparison = comparison
        self._filter = current
        self._desk = desk
        self._split = len(self._choices)

    def compose(self) -> ComposeResult:
        """Choices in their groups, a line for text, and what the keys do."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Show facts"
            with Horizontal(id="lists"):
                yield OptionList()
                yield OptionList(id="beside")
            yield Input(self._filter.text, placeholder="/ text of a sentence", compact=True)
            yield Static(classes="hint", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the lists scroll; the text and what the keys do stay in sight."""
        room = max(1, event.size.height * 95 // 100 - _BESIDE_LIST)
        for menu in self.query(OptionList):
            menu.styles.max_height = room
        at = self._at()
        needed = len(self._choices) + len({_group(choice) for choice in self._choices}) - 1
        two = needed > room and event.size.width >= _ABREAST
        self._split = self._middle() if two else len(self._choices)
        self.query_one("#beside").display = two
        keys = ("enter on, off", "← → list" if two else "", "a all", "/ text", "esc")
        self.query_one(".hint", Static).update(" · ".join(filter(None, keys)))
        self._list(at)
        self._focus(at)

    def _middle(self) -> int:
        """The choice that begins the second list: the first one of the group whose beginning is nearest the middle."""
        starts = [
            index
            for index in range(1, len(self._choices))
            if _group(self._choices[index]) != _group(self._choices[index - 1])
        ]
        return min(starts, key=lambda index: abs(2 * index - len(self._choices)), default=len(self._choices))

    def on_mount(self) -> None:
        """Start in the list."""
        self._list(0)
        self.query_one(OptionList).focus()

    # The lists ----------------------------------------------------------------------------------------------------

    def _menu_of(self, index: int) -> OptionList:
        """The list that a choice stands in."""
        return self.query_one("#beside" if index >= self._split else "#lists > OptionList", OptionList)

    def _first_of(self, menu: OptionList) -> int:
        """The first choice of a list."""
        return self._split if menu.id == "beside" else 0

    def _at(self) -> int:
        """The choice that is highlighted in the list with the focus."""
        menu = self.focused if isinstance(self.focused, OptionList) else self.query_one(OptionList)
        return self._first_of(menu) + (menu.highlighted or 0)

    def _focus(self, index: int) -> None:
        """Have the focus in the list of a choice, unless a text is being typed."""
        if not isinstance(self.focused, Input):
            self._menu_of(index).focus()

    def _list(self, highlighted: int) -> None:
        """Write the lists anew: groups apart, the state and the number of every choice."""
        for menu in self.query(OptionList):
            first = self._first_of(menu)
            end = len(self._choices) if first else self._split
            kept = menu.highlighted or 0
            options: list[Option | None] = []
            for index in range(first, end):
                if index > first and _group(self._choices[index]) != _group(self._choices[index - 1]):
                    options.append(None)
                options.append(Option(self._line(self._choices[index]), id=str(index)))
            menu.clear_options()
            menu.add_options(options)
            if first < end:
                menu.highlighted = highlighted - first if first <= highlighted < end else min(kept, end - first - 1)
        shown = len(self._shown_by(self._filter))
        dialog = self.query_one(".dialog")
        dialog.border_subtitle = f"{shown} of {len(self._comparison.facts)}"

    def _shown_by(self, filter_: Filter) -> Sequence[int]:
        return arrange(self._comparison, filter_, desk=self._desk)

    def _line(self, choice: Choice) -> Content:
        state = choice.state(self._filter)
        room = self.app.size.width * 95 // 100
        abreast = 2 if self._split < len(self._choices) else 1
        widest = max(len(" is silent") + 4, min(_WIDEST_SOURCE, (room - _FRAME) // abreast - _BESIDE_NAME))
        name = choice.name
        if choice.source is not None:
            told = {"says": " says", "silent": " is silent"}.get(state, "")
            name = fit(lettered(self._comparison.article(choice.source)), widest - len(told)) + told
        count = len(self._shown_by(self._filter if state else choice.toggled(self._filter)))
        return Content.assemble(
            (f" {choice.key or ' '} ", "bold $accent"),
            (_SIGNS[state], "bold $accent"),
            (f" {pad(name, widest)} ", "bold" if state else ""),
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
        at = self._at() if highlighted is None else highlighted
        self._list(at)
        self._focus(at)
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
        options = self._menu_of(self._at())
        options.action_cursor_down() if move == "cursor_down" else options.action_cursor_up()

    def action_beside(self) -> None:
        """From one list to the other, at the same height."""
        if self._split < len(self._choices) and isinstance(self.focused, OptionList):
            here = self.focused.highlighted or 0
            other = self._menu_of(0 if self.focused.id == "beside" else self._split)
            other.highlighted = min(here, other.option_count - 1)
            other.focus()


def _group(choice: Choice) -> int:
    if choice.source is not None:
        return 5
    if choice.trait is not None:
        return 4
    if choice.verdict is not None:
        return 3
    if choice.standing is not None:
        return 2
    return 1 if choice.type is not None else 0
