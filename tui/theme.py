"""The app's own dark and light theme, and the hues of the difference types for every other theme.

The hues follow the palette of Okabe and Ito ("Color Universal Design", 2008), moved as little as it takes for those of
money, number, date, name and quote to stay 20 apart (CIE76) for protan, deutan and tritan eyes, too, with a contrast of
at least 4.5 : 1 on every ground; so do the three of agreement. Types that are kin share a hue in two shades; their
letters tell them apart. Under other themes the hues go as far towards white or black as it takes to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from aligner.model import DifferenceType

DARK: Final = "synoptic-dark"
LIGHT: Final = "synoptic-light"

_ON_DARK = {
    DifferenceType.MONEY: "#d58d28",
    DifferenceType.NUMBER: "#ebdf54",
    DifferenceType.DATE: "#a1c9fb",
    DifferenceType.NAME: "#35c499",
    DifferenceType.ROLE: "#8fd9bf",
    DifferenceType.QUOTE: "#c282b5",
    DifferenceType.ATTRIBUTION: "#eab9d3",
    DifferenceType.CERTAINTY: "#a7b6f5",
    DifferenceType.NEGATION: "#f0824a",
    DifferenceType.WORDING: "#b9bec8",
}

_ON_LIGHT = {
    DifferenceType.MONEY: "#885b00",
    DifferenceType.NUMBER: "#433d00",
    DifferenceType.DATE: "#003e7f",
    DifferenceType.NAME: "#237149",
    DifferenceType.ROLE: "#2a6b58",
    DifferenceType.QUOTE: "#a13c76",
    DifferenceType.ATTRIBUTION: "#7d4f6b",
    DifferenceType.CERTAINTY: "#4a55a8",
    DifferenceType.NEGATION: "#a83f00",
    DifferenceType.WORDING: "#565c66",
}


_OF_TERMINAL = {
    DifferenceType.MONEY: "yellow",
    DifferenceType.NUMBER: "cyan",
    DifferenceType.DATE: "blue",
    DifferenceType.NAME: "green",
    DifferenceType.ROLE: "green",
    DifferenceType.QUOTE: "magenta",
    DifferenceType.ATTRIBUTION: "magenta",
    DifferenceType.CERTAINTY: "blue",
    DifferenceType.NEGATION: "red",
    DifferenceType.WORDING: "cyan",
}

_HEDGE_ON_DARK = "#bcc6ee"
_HEDGE_ON_LIGHT = "#3a4275"
"""Certainty's hue taken back towards the ink: these words are marked, yet they are no difference."""


_READABLE = 4.5
_FAINTEST = 28
"""The contrast that WCAG 2 asks of text, and how far (percent) faint text goes from the ink towards the ground."""

_MIDDLE = 0.179
"""The luminance of a ground on which black and white can be read equally well."""


def variables(theme: Theme) -> dict[str, str]:
    """The app's own CSS variables under a theme: the hues; ``hedge`` for words of certainty; ``faint`` for perhaps.

    Every one can be read on every ground of the theme, ``faint`` no less than plain text; where the colours are the
    terminal's own, so are these.
    """
    if theme.ansi:
        return {**_terminal_hues(theme.dark), "hedge": "ansi_default", "faint": "ansi_default"}
    ink, *grounds = _ink_and_grounds(theme)
    own = {**hues(theme.dark), "hedge": _HEDGE_ON_DARK if theme.dark else _HEDGE_ON_LIGHT}
    return {
        **{name: _readable(Color.parse(hue), grounds).hex for name, hue in own.items()},
        "faint": _faint(ink, grounds),
    }


def every() -> list[Theme]:
    """All themes, the app's own first."""
    return [*THEMES, *(BUILTIN_THEMES[name] for name in sorted(BUILTIN_THEMES))]


def ground_and_ink(name: str) -> tuple[str, str]:
    """The colours of the ground and the plain text of a theme, as CSS; the app's own dark one if it leaves them open.

    Raises KeyError for an unknown name.
    """
    theme = {one.name: one for one in every()}[name]
    if theme.ansi:
        return ground_and_ink(DARK)
    colors = theme.to_color_system().generate()
    return colors["background"], colors["foreground"]


def fitting(color_system: str | None) -> str:
    """The theme for a terminal, by what Rich calls its colours ("standard", "256", "truecolor").

    Where there are only 16, the colours are left to the terminal: of ours so few would be left that grounds and hues
    fall together.
    """
    return "ansi-dark" if color_system == "standard" else DARK


def _ink_and_grounds(theme: Theme) -> list[Color]:
    """The colours text and grid stand in: ink; ground, that of panes, that of the current row."""
    colors = theme.to_color_system().generate()
    return [Color.parse(colors[name]) for name in ("foreground", "background", "surface", "panel")]


def _readable(hue: Color, grounds: Sequence[Color]) -> Color:
    """The hue, no further towards white or black than it takes to be read on all the grounds."""
    lightest = max(map(_luminance, grounds))
    end = WHITE if lightest < _MIDDLE else BLACK
    for share in range(0, 100, 4):
        nearer = hue.blend(end, share / 100)
        if all(_contrast(nearer, ground) >= _READABLE for ground in grounds):
            return nearer
    return end


def _faint(ink: Color, grounds: Sequence[Color]) -> str:
    """The theme's ink as faint as can still be read on all its grounds; the plain ink where that itself cannot."""
    for share in range(_FAINTEST, 0, -4):
        fainter = ink.blend(grounds[0], share / 100)
        if all(_contrast(fainter, ground) >= _READABLE for ground in grounds):
            return fainter.hex
    return ink.hex  # brighter than plain text it would say the contrary


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def _luminance(color: Color) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def hues(dark: bool) -> dict[str, str]:
    """The CSS variables of the difference types (``diff-money`` ...) on the app's own dark or light ground."""
    return {f"diff-{type_}": hue for type_, hue in (_ON_DARK if dark else _ON_LIGHT).items()}


def _terminal_hues(dark: bool) -> dict[str, str]:
    """The same in the terminal's own colours, bright ones on dark ground. Kin share one."""
    return {f"diff-{type_}": f"ansi_{'bright_' if dark else ''}{hue}" for type_, hue in _OF_TERMINAL.items()}


THEMES: Final = (
    Theme(
        name=DARK,
        primary="#8fa8e8",
        secondary="#6d7fae",
        accent="#8fa8e8",
        warning="#e8a33d",
        error="#f0824a",
        success="#2fc39a",
        foreground="#d9dde5",
        background="#15171c",
        surface="#1b1e25",
        panel="#242832",
        dark=True,
        variables={
            "text-error": "#e17e4f",
            "text-warning": "#ffda8f",
            "text-success": "#61d0af",
            "footer-background": "#1b1e25",
            "footer-key-foreground": "#8fa8e8",
            "footer-description-foreground": "#a4abb9",
            "border": "#3a4152",
            "scrollbar": "#363c49",
            "scrollbar-background": "#1b1e25",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#3656a8",
        secondary="#6678a6",
        accent="#3656a8",
        warning="#8f5a00",
        error="#a83f00",
        success="#00694c",
        foreground="#23272f",
        background="#fbfaf7",
        surface="#f1efe9",
        panel="#e6e3da",
        dark=False,
        variables={
            "text-error": "#b6320b",
            "text-warning": "#392a00",
            "text-success": "#107254",
            "footer-background": "#f1efe9",
            "footer-key-foreground": "#3656a8",
            "footer-description-foreground": "#565c66",
            "border": "#c3bfb3",
            "scrollbar": "#c9c5b9",
            "scrollbar-background": "#f1efe9",
        },
    ),
)
