"""Asks for words of the person's own: a note, a fact's other name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from tui.grid_layout import show


class _NoteArea(TextArea):
    """Text in which enter is the end, ctrl+j a line end."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "newline", "New line", show=False, id="note.line")]

    def action_newline(self) -> None:
        """A line end where the cursor is."""
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.screen.run_action("keep")
        else:
            await super()._on_key(event)


class NoteScreen(ModalScreen[bool]):
    """A note to write. Every letter is told as it is typed; gives whether what is there now is meant to stay.

    Args:
        about: What the note is on.
        text: The note as it is.
        typed: Told the whole note at every change.
    """

    DEFAULT_CSS = """
    NoteScreen TextArea {
        height: 6;
        border: none;
        padding: 0 1;
        background: $surface;
        &:focus { border: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(False)", "As it was", id="note.close")]

    def __init__(self, about: str, text: str, typed: Callable[[str], None]) -> None:
        super().__init__()
        self._about = about
        self._text = _tame(text)
        self._typed = typed

    def compose(self) -> ComposeResult:
        """The text, and what the keys do."""
        with Vertical(classes="dialog wide") as dialog:
            # Never as a mere text, which would be read as markup.
            dialog.border_title = Content(f"Note on {show(self._about).text}")
            yield _NoteArea(self._text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            yield Static("enter keeps it · ctrl+j a new line · esc leaves it as it was", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Write on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def tell(self, event: TextArea.Changed) -> None:
        """A letter more or less."""
        event.stop()
        self._typed(event.text_area.text)

    def action_keep(self) -> None:
        """It is as it should be."""
        self.dismiss(True)


def _tame(note: str) -> str:
    """A note as it may stand in a field, which draws what it is given: its file can come from anybody."""
    rows = re.split(r"\r\n|\r|\n", note)
    if all(map(str.isprintable, rows)):  # as nearly all notes are
        return "\n".join(rows)
    from aligner.taming import tame

    return "\n".join(map(tame, rows))


class LabelScreen(ModalScreen[str]):
    """What a fact is called. Gives the name, an empty one for the program's own."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "As it was", id="label.close")]

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = show(label).text

    def compose(self) -> ComposeResult:
        """The name to edit."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Call this fact"
            yield Input(self._label, select_on_focus=True, max_length=200)
            yield Static("enter keeps it · empty: the program's words again · esc", classes="hint", markup=False)

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """It is called so."""
        event.stop()
        self.dismiss(event.value)
