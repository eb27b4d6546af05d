"""What the keys do and what the marks mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from aligner.model import By, DifferenceType, Verdict
from tui.glyphs import (
    AGREEMENT_GLYPH,
    AGREEMENT_WORDS,
    BY_SIGN,
    COPIED,
    MARKED,
    NOTE,
    PERHAPS,
    SILENT,
    STALE,
    STALE_WORDS,
    TYPE_LETTER,
    VERDICT_GLYPH,
)
from tui.grid_layout import wrap
from tui.keys import SECTIONS

_KEYS_WIDTH = 21
_LEAST_WORDS = 16
_MOST_KEYS = 2
_WRITTEN = {"pagedown": "pgdn", "pageup": "pgup", "enter": "enter", "tab": "tab"}

_DESK_SIGNS = (
    (VERDICT_GLYPH[Verdict.CHECKED], "behind the number: you checked it"),
    (VERDICT_GLYPH[Verdict.ASK], "to be asked"),
    (VERDICT_GLYPH[Verdict.WRONG], "wrong in ours"),
    (NOTE, "there is a note on it, or on a difference"),
    (STALE, STALE_WORDS),
    (MARKED, "a sentence you marked; in the Matrix, a row with one"),
    (BY_SIGN[By.PERSON], "in this row by you"),
    (BY_SIGN[By.MODEL], "in this row by the model you asked"),
    (COPIED, "nearly word for word as another source has it: one origin"),
)
"""The signs of what is decided, and what they mean."""


class HelpScreen(ModalScreen[None]):
    """Keys by group, then glyphs and letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close", id="help.close"),
        Binding("j", "scroll('scroll_down')", "Down", show=False, id="help.down"),
        Binding("k", "scroll('scroll_up')", "Up", show=False, id="help.up"),
        Binding("space,ctrl+d", "scroll('scroll_page_down')", "Page down", show=False, id="help.page_down"),
        Binding("ctrl+u", "scroll('scroll_page_up')", "Page up", show=False, id="help.page_up"),
        Binding("g", "scroll('scroll_home')", "Top", show=False, id="help.top"),
        Binding("G,shift+g", "scroll('scroll_end')", "Bottom", show=False, id="help.bottom"),
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
            yield HelpPage(key_lines(self._keys))

    def action_scroll(self, how: str) -> None:
        """Scroll the page, by the name of the method that does."""
        getattr(self.query_one(VerticalScroll), how)(animate=False)


class HelpPage(Static):
    """The words of the help, as wide as the dialog."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(help_text(sections))
        self._sections = sections

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew, so that what a key does stays beside it."""
        self.update(help_text(self._sections, event.size.width))


def key_lines(bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By section, the keys (as they are now, remapped or not) and words of what a screen can do.

    A screen may say what a key does there by the id of its binding, in ``KEY_WORDS``.
    """
    by_id: dict[str, list[str]] = {}
    own: dict[str, str] = {}
    for key, active in bindings.items():
        own.update(getattr(active.node, "KEY_WORDS", {}))
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
                mine = next((own[id_] for id_ in ids if id_ in own), words)
                shown.append(("  ".join(pairs[:_MOST_KEYS]), mine))
        if shown:
            found.append((title, shown))
    return found


def written(key: str) -> str:
    """A key as people write it: ``]`` for ``right_square_bracket``, ``↓`` for ``down``."""
    return _WRITTEN.get(key) or format_key(key)


def help_text(sections: Sequence[tuple[str, Sequence[tuple[str, str]]]], width: int = 80) -> Content:
    """The page, what the keys do in lines of at most ``width`` terminal cells."""
    parts: list[Content | tuple[str, str] | str] = []
    for title, lines in sections:
        parts.append((f"{title}\n", "bold $accent"))
        for key, words in lines:
            lines_of_it = wrap(words, max(_LEAST_WORDS, width - _KEYS_WIDTH - 2))
            told = ("\n" + " " * (_KEYS_WIDTH + 2)).join(words[start:end] for start, end in lines_of_it)
            parts.extend(((f"  {key:<{_KEYS_WIDTH}}", "bold"), f"{told}\n"))
        parts.append("\n")
    parts.append(("Marks\n", "bold $accent"))
    marks = [*((glyph, AGREEMENT_WORDS[agreement]) for agreement, glyph in AGREEMENT_GLYPH.items()), (SILENT, "silent")]
    abreast = max(1, min(3, width // 23))
    for index, (glyph, words) in enumerate(marks):
        parts.extend(((f"  {glyph}  ", "bold"), f"{words:<18}" + ("\n" if index % abreast == abreast - 1 else "")))
    parts.append("\n  ≠ 4  four sources tell it, and they conflict\n")
    parts.extend(((f"  {PERHAPS}  ", "bold"), ("this sentence states the row's fact only perhaps", "$faint")))
    parts.extend((("\n  /  ", "bold"), "before a line of the Matrix: its sentences hold the searched text"))
    for sign, words in _DESK_SIGNS:
        parts.extend(((f"\n  {sign}  ", "bold"), words))
    parts.append("\n\n")
    parts.append(("Letters behind words that differ\n", "bold $accent"))
    abreast = max(1, min(4, width // 17))
    for index, type_ in enumerate(DifferenceType):
        parts.append((f"  {TYPE_LETTER[type_]}  ", f"bold $diff-{type_}"))
        parts.append(f"{type_.value:<12}" + ("\n" if index % abreast == abreast - 1 else ""))
    parts.extend(("\n  ", ("bold underline", "bold underline"), " conflict  ", ("underline", "underline")))
    parts.extend((" one more exact  ", ("italic", "italic"), " same value\n"))
    parts.extend(("\n  ", ("reportedly", "italic $hedge"), "  ", ("not", "italic $hedge")))
    parts.append("  words of certainty and negation, no difference\n")
    parts.append("\n  Columns: a drag selects text; shift and drag as the terminal does.\n")
    return Content.assemble(*parts)
