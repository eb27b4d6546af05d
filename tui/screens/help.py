"""What the keys do and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from aligner.model import DifferenceType
from tui.glyphs import AGREEMENT_GLYPH, AGREEMENT_WORDS, PERHAPS, SILENT, TYPE_LETTER

KEYS: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    (
        "Move",
        (
            ("j k  ↓ ↑", "next, previous fact"),
            ("] [", "next, previous conflict"),
            ("space pgdn pgup", "a page; ctrl+d ctrl+u half of one"),
            ("g G", "first, last fact"),
            ("h l  ← →", "source to the left, right"),
            ("tab", "into the detail pane and back"),
        ),
    ),
    (
        "See",
        (
            ("f", "filter the facts"),
            ("o", "order: reading, conflicts, most sources"),
            ("b", "base: mark words the base source lacks"),
            ("u", "show or hide furniture (adverts, menus)"),
            ("p", "show or hide what is perhaps the same fact"),
            ("< >", "threshold: join more, join surer; 0 resets"),
            ("d enter", "larger detail pane"),
            ("+ -", "more, fewer sources side by side"),
            ("t", "dark or light"),
        ),
    ),
    (
        "Take along",
        (
            ("e", "export as Markdown or JSON"),
            ("y", "copy the fact with its sources"),
            ("ctrl+p", "every command by name"),
            ("q", "quit"),
        ),
    ),
)


class HelpScreen(ModalScreen[None]):
    """Keys by group, then glyphs and letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close", id="help.close"),
        Binding("j", "scroll('scroll_down')", "Down", show=False, id="help.down"),
        Binding("k", "scroll('scroll_up')", "Up", show=False, id="help.up"),
    ]

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(classes="dialog wide") as dialog:
            dialog.border_title = "Help"
            dialog.border_subtitle = "esc closes · j k scroll"
            yield Static(help_text())

    def action_scroll(self, direction: str) -> None:
        """Scroll the page."""
        page = self.query_one(VerticalScroll)
        page.scroll_down() if direction == "scroll_down" else page.scroll_up()


def help_text() -> Content:
    """The page."""
    parts: list[Content | tuple[str, str] | str] = []
    for title, keys in KEYS:
        parts.append((f"{title}\n", "bold $accent"))
        for key, words in keys:
            parts.extend(((f"  {key:<17}", "bold"), f"{words}\n"))
        parts.append("\n")
    parts.append(("Marks\n", "bold $accent"))
    marks = [*((glyph, AGREEMENT_WORDS[agreement]) for agreement, glyph in AGREEMENT_GLYPH.items()), (SILENT, "silent")]
    for index, (glyph, words) in enumerate(marks):
        parts.extend(((f"  {glyph}  ", "bold"), f"{words:<18}" + ("\n" if index % 3 == 2 else "")))
    parts.append("\n  ≠ 4  four sources tell it, and they conflict\n")
    parts.extend(((f"  {PERHAPS}  ", "bold"), ("this sentence states the row's fact only perhaps", "$faint")))
    parts.append("\n\n")
    parts.append(("Letters behind words that differ\n", "bold $accent"))
    for index, type_ in enumerate(DifferenceType):
        parts.append((f"  {TYPE_LETTER[type_]}  ", f"bold $diff-{type_}"))
        parts.append(f"{type_.value:<12}" + ("\n" if index % 4 == 3 else ""))
    parts.extend(("\n  ", ("bold underline", "bold underline"), " conflict  ", ("underline", "underline")))
    parts.extend((" one more exact  ", ("italic", "italic"), " same value\n"))
    parts.extend(("\n  ", ("reportedly", "italic $hedge"), "  ", ("not", "italic $hedge")))
    parts.append("  words of certainty and negation, no difference\n")
    parts.append("\n  Hold shift while dragging to select text with the mouse.\n")
    return Content.assemble(*parts)
