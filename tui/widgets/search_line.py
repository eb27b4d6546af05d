"""The line at the bottom that asks for a text to search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class SearchLine(Horizontal):
    """Hidden until it asks; says what was typed, or that nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False, id="search.close")]
    DEFAULT_CSS = """
    SearchLine {
        display: none;
        height: 1;
        width: 1fr;
        background: $footer-background;
        Static { width: 2; color: $accent; text-style: bold; }
        Input { width: 1fr; height: 1; border: none; padding: 0; background: $footer-background; }
        Input:focus { border: none; }
    }
    """

    @dataclass
    class Asked(Message):
        """Search this text; the empty one ends the search."""

        text: str

    class Closed(Message):
        """Nothing was asked after all."""

    def ask(self, text: str) -> None:
        """Ask, with ``text`` to begin with. What most never ask for is made when it is first asked for."""
        if not self.children:
            line = Input(placeholder="text of an article; enter searches, esc does not", compact=True)
            self.mount(Static("/", markup=False), line)
        line = self.query_one(Input)
        line.value = text
        line.select_all()
        self.display = True
        line.focus()

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Search what was typed."""
        event.stop()
        self.display = False
        self.post_message(self.Asked(event.value.strip()))

    @on(Input.Changed)
    def keep(self, event: Input.Changed) -> None:
        """What is typed is nobody else's business."""
        event.stop()

    def action_close(self) -> None:
        """Search nothing."""
        self.display = False
        self.post_message(self.Closed())
