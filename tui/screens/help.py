"""What the keys do and what the marks mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from aligner.model import DifferenceType
from tui.glyphs import AGREEMENT_GLYPH, AGREEMENT_WORDS, PERHAPS, SILENT, TYPE_LETTER
from tui.keys import SECTIONS

_KEYS_WIDTH = 21
_MOST_KEYS = 2
_WRITTEN = {"pagedown": "pgdn", "pageup": "pgup", "enter": "enter", "tab": "tab"}


class HelpScreen(ModalScreen[None]):
    """Keys by group, then glyphs and letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close", id="help.close"),
        Binding("j", "scroll('scroll_down')", "Down", show=False, id="help.down"),
        Binding("k", "scroll('scroll_up')", "Up", show=False, id="help.up"),
    ]

    def __init__(self, screen: str, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._screen = screen
        self._keys = bindings

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(classes="dialog wide") as dialog:
            dialog.border_title = f"Help: {self._screen}"
            dialog.border_subtitle = "esc closes · j k scroll"
            yield Static(help_text(key_lines(self._keys)))

    def action_scroll(self, direction: str) -> None:
        """Scroll the page."""
        page = self.query_one(VerticalScroll)
        page.scroll_down() if direction == "scroll_down" else page.scroll_up()


def key_lines(bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By section, the keys (as they are now, remapped or not) and words of what a screen can do."""
    by_id: dict[str, list[str]] = {}
    for key, active in bindings.items():
        # Terminals send capitals as either of two keys; one is enough to tell.
        if active.binding.id is not None and not key.startswith("shift+"):
            by_id.setdefault(active.binding.id, []).append(written(key))
    found = []
    for title, lines in SECTIONS:
        shown = []
        for ids, words in lines:
            alternatives = [by_id[id_] for id_ in ids if id_ in by_id]
            # The first keys of a pair, then the second ones: j k  ↓ ↑
            pairs = [" ".join(pair) for pair in zip(*alternatives, strict=False)]
            if alternatives:
                shown.append(("  ".join(pairs[:_MOST_KEYS]), words))
        if shown:
            found.append((title, shown))
    return found


def written(key: str) -> str:
    """A key as people write it: ``]`` for ``right_square_bracket``, ``↓`` for ``down``."""
    return _WRITTEN.get(key) or format_key(key)


def help_text(sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Content:
    """The page."""
    parts: list[Content | tuple[str, str] | str] = []
    for title, lines in sections:
        parts.append((f"{title}\n", "bold $accent"))
        for key, words in lines:
            parts.extend(((f"  {key:<{_KEYS_WIDTH}}", "bold"), f"{words}\n"))
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
    parts.append("\n  Drag selects text in one column; shift and drag as the terminal does.\n")
    return Content.assemble(*parts)
