from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.command import CommandList
from textual.filter import Monochrome
from textual.theme import BUILTIN_THEMES, Theme

from aligner.model import DifferenceType, Severity
from tests.tui.harness import running
from tests.tui.story_fixture import make_comparison
from tui.app import SynopticApp
from tui.theme import THEMES, every, fitting, ground_and_ink, variables

MAIN = [f"diff-{type_}" for type_ in ("money", "number", "date", "name", "quote")]
AGREEMENTS = ["text-error", "text-warning", "text-success"]
APART = 20.0
"""How far hues of our own stay apart, in CIE76 (Euclid in CIELAB); 2.3 can just be told from each other."""

_EYES: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: Color) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]


def seen(color: Color, eyes: str) -> tuple[float, float, float]:
    """The colour in CIELAB (D65) as someone without the cones for red, green or blue sees it.

    The matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for
    Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, severity 1.0, for linear RGB.
    """
    rgb = [sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in _EYES[eyes]]
    r, g, b = (min(1.0, max(0.0, channel)) for channel in rgb)
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def nearest(colors: Iterable[str], eyes: str) -> tuple[float, str, str]:
    """The two of the colours that are hardest to tell apart, and how far apart they are."""
    return min(
        (math.dist(seen(Color.parse(a), eyes), seen(Color.parse(b), eyes)), a, b)
        for a, b in itertools.combinations(colors, 2)
    )


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.1."""

    def luminance(color: Color) -> float:
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def in_force(theme: Theme) -> dict[str, str]:
    """The variables of the screen under a theme."""
    return {**variables(theme), **theme.to_color_system().generate(), **theme.variables}


TRUE_COLOR = [theme for theme in every() if not theme.ansi]
TERMINAL = [theme for theme in every() if theme.ansi]


def by_name(theme: Theme) -> str:
    return theme.name


def test_the_simulation_is_the_one_that_was_published() -> None:
    """Under protanopia red is dark, and close to a green it is far from for others; blue and yellow stay apart."""
    red, green, blue, yellow = "#c00000", "#6a6000", "#2040ff", "#ffe000"
    assert nearest([red, green], "normal")[0] > 60
    assert nearest([red, green], "protan")[0] < 30
    assert nearest([blue, yellow], "protan")[0] > 100
    assert nearest([blue, "#007a7a"], "tritan")[0] < nearest([blue, "#007a7a"], "normal")[0]


class TestEveryTheme:
    def test_there_are_some(self) -> None:
        assert len(TRUE_COLOR) >= 20
        assert [theme.name for theme in TERMINAL] == ["ansi-dark", "ansi-light"]
        assert {theme.name for theme in every()} == set(App().available_themes) | {theme.name for theme in THEMES}

    @pytest.mark.parametrize("theme", TRUE_COLOR, ids=by_name)
    def test_marks_can_be_read_on_every_ground(self, theme: Theme) -> None:
        found = in_force(theme)
        for ground in (Color.parse(found[name]) for name in ("background", "surface", "panel")):
            plain = contrast(Color.parse(found["foreground"]), ground)
            for name in variables(theme):
                # Faint text is never brighter than plain text, even where a theme's own cannot be read well.
                least = min(4.5, plain) if name == "faint" else 4.5
                assert contrast(Color.parse(found[name]), ground) >= least, (name, ground)
            assert contrast(Color.parse(found["faint"]), ground) <= plain

    @pytest.mark.parametrize("theme", TRUE_COLOR, ids=by_name)
    def test_the_main_types_have_hues_of_their_own(self, theme: Theme) -> None:
        found = in_force(theme)
        distance, *pair = nearest([found[name] for name in MAIN], "normal")
        assert distance >= 15, pair

    @pytest.mark.parametrize("theme", TERMINAL, ids=by_name)
    def test_where_the_colours_are_the_terminals_so_are_ours(self, theme: Theme) -> None:
        found = variables(theme)
        assert all(value.startswith("ansi_") for value in found.values())
        assert len({found[name] for name in MAIN}) == len(MAIN)
        assert found.keys() == variables(THEMES[0]).keys()

    @pytest.mark.parametrize("theme", every(), ids=by_name)
    def test_ground_and_ink_are_colours_a_page_can_use(self, theme: Theme) -> None:
        ground, ink = map(Color.parse, ground_and_ink(theme.name))
        assert ground.ansi is None
        assert contrast(ground, ink) >= 4.1  # solarized-dark has no more

    async def test_every_one_can_be_put_on(self) -> None:
        """The style sheet holds under all of them."""
        async with running(size=(100, 30)) as app:
            for theme in every():
                app.app.theme = theme.name
                await app.pilot.pause()
                assert app.app.current_theme.name == theme.name


async def test_one_chosen_on_the_screen_says_how_to_keep_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNOPTIC_CONFIG", "/here/[b]config.toml")
    async with running() as app:
        app.app.search_themes()
        await app.pilot.pause()
        await app.press(*"gruvbox")
        await app.until(lambda: bool(app.app.screen.query(CommandList).last(CommandList).option_count))
        await app.press("enter")
        await app.until(lambda: app.app.theme == "gruvbox")
        (note,) = app.app._notifications
        assert 'theme = "gruvbox"' in note.message
        assert "/here/[b]config.toml" in note.message
        assert not note.markup
        await app.press("t")
        assert len(app.app._notifications) == 1, "the key between dark and light is not worth a word"


class TestOurOwn:
    @pytest.mark.parametrize("theme", THEMES, ids=by_name)
    @pytest.mark.parametrize("eyes", _EYES)
    @pytest.mark.parametrize("names", [MAIN, AGREEMENTS], ids=["types", "agreements"])
    def test_hues_stay_apart_for_all_eyes(self, theme: Theme, eyes: str, names: list[str]) -> None:
        found = in_force(theme)
        distance, *pair = nearest([found[name] for name in names], eyes)
        assert distance >= APART, (eyes, pair)

    @pytest.mark.parametrize("theme", THEMES, ids=by_name)
    def test_agreement_can_be_read_on_every_ground(self, theme: Theme) -> None:
        found = in_force(theme)
        for name in AGREEMENTS:
            for ground in ("background", "surface", "panel"):
                assert contrast(Color.parse(found[name]), Color.parse(found[ground])) >= 4.5, (name, ground)


class TestFewColours:
    def test_the_terminals_own_where_there_are_sixteen(self) -> None:
        assert fitting("standard") == "ansi-dark"
        assert {fitting("256"), fitting("truecolor"), fitting(None)} == {THEMES[0].name}

    def test_there_ours_would_fall_together(self) -> None:
        """The reason for it: of our own ground and that of the current row one colour would be left."""
        grounds = [Color.parse(THEMES[0].background or ""), Color.parse(THEMES[0].surface or "")]
        left = {ground.rich_color.downgrade(ColorSystem.STANDARD).number for ground in grounds}
        assert len(left) == 1

    @pytest.mark.parametrize("theme", THEMES, ids=by_name)
    def test_with_256_the_main_types_stay_apart(self, theme: Theme) -> None:
        colors = [
            Color.parse(hue).rich_color.downgrade(ColorSystem.EIGHT_BIT) for hue in map(in_force(theme).get, MAIN)
        ]
        assert len({color.number for color in colors}) == len(MAIN)


class TestWithoutColour:
    @pytest.mark.parametrize("theme", [*THEMES, BUILTIN_THEMES["ansi-dark"]], ids=by_name)
    async def test_marks_are_told_apart_by_their_style(self, theme: Theme) -> None:
        """What a severity, or a letter, looks like once Textual has taken the hues away."""
        async with running(theme=theme.name) as app:

            def left(role: str) -> tuple[object, ...]:
                style = app.grid.role_style(role) + Style(bgcolor="black")
                (segment,) = Monochrome().apply([Segment("x", style)], Color(0, 0, 0))
                kept = segment.style or Style()
                return kept.bold, kept.italic, kept.underline, kept.reverse, kept.dim

            for type_ in DifferenceType:
                words = [left(f"{type_}-{severity}") for severity in Severity]
                letters = [left(f"{type_}-{severity}-letter") for severity in Severity]
                assert len({*words, left("")}) == len(Severity) + 1, type_
                assert len(set(letters)) == len(Severity), type_
            assert left("hedge") != left("")
            assert left("hit") != left("")
            assert left("strong") != left("")

    async def test_no_colour_is_left_on_the_screen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        comparison = make_comparison()
        app = SynopticApp(comparison.story, comparison=comparison, start="columns")
        async with app.run_test(size=(160, 48)) as pilot:
            await pilot.pause()
            widget_styles = {
                segment.style
                for widget in app.screen.walk_children()
                for strip in widget.render_lines(widget.size.region)[:40]
                for segment in strip
                if segment.style is not None
            }
            colors = [color for style in widget_styles for color in (style.color, style.bgcolor) if color is not None]
            assert colors
            assert [color for color in colors if len(set(color.get_truecolor())) > 1] == []
