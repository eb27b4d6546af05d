"""The app's own dark and light theme, and the hues of the difference types for every other theme.

The hues follow the palette of Okabe and Ito ("Color Universal Design", 2008), which stays apart for colour-blind eyes,
lightened on dark and darkened on light ground to a contrast of at least 4.5 : 1. Types that are kin share a hue in two
shades; their letters tell them apart.
"""

from __future__ import annotations

from typing import Final

from textual.color import Color
from textual.theme import Theme

from aligner.model import DifferenceType

DARK: Final = "synoptic-dark"
LIGHT: Final = "synoptic-light"

_ON_DARK = {
    DifferenceType.MONEY: "#e8a33d",
    DifferenceType.NUMBER: "#e6d94f",
    DifferenceType.DATE: "#63b8ec",
    DifferenceType.NAME: "#2fc39a",
    DifferenceType.ROLE: "#8fd9bf",
    DifferenceType.QUOTE: "#dd8fba",
    DifferenceType.ATTRIBUTION: "#eab9d3",
    DifferenceType.CERTAINTY: "#a7b6f5",
    DifferenceType.NEGATION: "#f0824a",
    DifferenceType.WORDING: "#b9bec8",
}

_ON_LIGHT = {
    DifferenceType.MONEY: "#8f5a00",
    DifferenceType.NUMBER: "#6b6400",
    DifferenceType.DATE: "#0a649c",
    DifferenceType.NAME: "#00694c",
    DifferenceType.ROLE: "#2a6b58",
    DifferenceType.QUOTE: "#9c3f73",
    DifferenceType.ATTRIBUTION: "#7d4f6b",
    DifferenceType.CERTAINTY: "#4a55a8",
    DifferenceType.NEGATION: "#a83f00",
    DifferenceType.WORDING: "#565c66",
}


_HEDGE_ON_DARK = "#bcc6ee"
_HEDGE_ON_LIGHT = "#3a4275"
"""Certainty's hue taken back towards the ink: these words are marked, yet they are no difference."""


_READABLE = 4.5
_FAINTEST = 28
"""The contrast that WCAG 2 asks of text, and how far (percent) faint text goes from the ink towards the ground."""


def variables(theme: Theme) -> dict[str, str]:
    """The app's own CSS variables under a theme: the hues; ``hedge`` for words of certainty; ``faint`` for perhaps."""
    return {
        **hues(theme.dark),
        "hedge": _HEDGE_ON_DARK if theme.dark else _HEDGE_ON_LIGHT,
        "faint": _faint(theme),
    }


def _faint(theme: Theme) -> str:
    """The theme's ink as faint as can still be read on all its grounds; the plain ink where that itself cannot."""
    colors = theme.to_color_system().generate()
    ink, *grounds = (Color.parse(colors[name]) for name in ("foreground", "background", "surface", "panel"))
    if any(color.ansi is not None for color in (ink, *grounds)):
        return colors["foreground"]  # what a terminal makes of its own colours is not known
    for share in range(_FAINTEST, 0, -4):
        fainter = ink.blend(grounds[0], share / 100)
        if all(_contrast(fainter, ground) >= _READABLE for ground in grounds):
            return fainter.hex
    return colors["foreground"]


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def hues(dark: bool) -> dict[str, str]:
    """The CSS variables of the difference types (``diff-money`` ...) on dark or light ground."""
    return {f"diff-{type_}": hue for type_, hue in (_ON_DARK if dark else _ON_LIGHT).items()}


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
            "footer-background": "#f1efe9",
            "footer-key-foreground": "#3656a8",
            "footer-description-foreground": "#565c66",
            "border": "#c3bfb3",
            "scrollbar": "#c9c5b9",
            "scrollbar-background": "#f1efe9",
        },
    ),
)
