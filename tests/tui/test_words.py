"""The names of sources, the status line, the export's file names and the themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from aligner.errors import SynopticError
from aligner.model import Article, Attribution, DifferenceType, Story
from tests.tui.harness import running
from tests.tui.story_fixture import make_comparison
from tui import sources
from tui.app import SynopticApp
from tui.glyphs import AGREEMENT_GLYPH, TYPE_LETTER
from tui.screens.export import default_name, target
from tui.theme import THEMES, hues, variables
from tui.widgets.status import NAME, ViewPart, status_line


def article(**shown: str) -> Article:
    return Article("B", "b.txt", "", Attribution(**shown), ())


def test_a_source_is_called_by_what_it_shows() -> None:
    assert sources.lettered(article(outlet="The Wire", title="Ship sinks")) == "B The Wire"
    assert sources.subtitle(article(outlet="The Wire", title="Ship sinks")) == "Ship sinks"
    assert sources.lettered(article(title="Ship sinks")) == "B Ship sinks"
    assert sources.subtitle(article(title="Ship sinks")) == "b.txt"
    assert sources.lettered(article()) == "B b.txt"
    assert sources.subtitle(article()) == ""
    assert sources.byline(article()) == ""


def test_dates_are_written_as_people_write_them() -> None:
    assert sources.byline(article(author="Ann Lee", published="2024-02-07")) == "Ann Lee · 7 Feb 2024"
    assert sources.day("2024-02") == "2024-02"
    assert sources.day("2024-02-07T10:00:00Z") == "7 Feb 2024"


def test_a_name_never_carries_control_characters() -> None:
    assert sources.name(article(outlet="Wi\x1bre\u202e")) == "Wi␛re"


STORY = make_comparison().story
VIEW = [ViewPart("filter: all", False), ViewPart("order: conflicts first", True)]


@given(width=st.integers(1, 200), title=st.text(max_size=60))
def test_the_status_line_fits(width: int, title: str) -> None:
    shown, figures, view = status_line(width, title, ["24 facts", "7 conflicts"], VIEW)
    pieces = [piece for piece in (shown, figures, *(part.text for part in view)) if piece]
    if pieces:
        assert cell_len(NAME) + sum(3 + cell_len(piece) for piece in pieces) <= max(width, cell_len(NAME) + 3)


def test_the_status_line_drops_what_matters_least_first() -> None:
    figures = ["24 facts", "7 conflicts", "5 sources"]
    assert status_line(120, "The story", figures, VIEW) == ("The story", "24 facts · 7 conflicts · 5 sources", VIEW)
    assert status_line(90, "The story", figures, VIEW) == ("The story", "24 facts · 7 conflicts", VIEW)
    assert status_line(72, "The story", figures, VIEW) == ("The story", "24 facts · 7 conflicts", VIEW[1:])
    assert status_line(50, "The story", figures, VIEW) == ("The story", "", VIEW[1:])
    assert status_line(20, "The story", figures, VIEW) == ("The story", "", [])


def test_the_screen_one_is_on_stays_longer_than_what_nobody_chose() -> None:
    figures, view = ["2 facts", "2 conflicts", "2 sources"], [ViewPart("filter: all", False)]
    assert status_line(80, "Fire on the quay", figures, view, ["Columns"])[0] == "Fire on the quay › Columns"
    shown, counted, left = status_line(62, "Fire on the quay", figures, view, ["Columns"])
    assert (shown, counted, left) == ("Fire on the quay › Columns", "2 facts · 2 conflicts", [])


def test_what_was_chosen_shortens_the_title_and_not_the_screen_one_is_on() -> None:
    view = [ViewPart("filter: conflicts · A says", True), ViewPart("order: conflicts first", True)]
    shown, counted, left = status_line(80, "Fire on the quay", ["2 facts"], view, ["Matrix", "Columns"])
    assert (shown, counted, left) == ("Fire… › Columns", "", view)


def test_the_default_file_name_is_made_of_the_title() -> None:
    assert default_name("Microsoft backs Mistral AI") == "microsoft-backs-mistral-ai.md"
    assert default_name("../etc: a/b\\c") == "etc-a-b-c.md"
    assert default_name("北港") == "北港.md"
    assert default_name("!!!") == "story.md"
    assert len(default_name("word " * 100)) <= 63


def test_a_file_name_without_an_ending_gets_the_one_of_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert target("a.md", STORY, "markdown") == tmp_path / "a.md"
    assert target("a.JSON", STORY, "json") == tmp_path / "a.JSON"
    assert target(" a ", STORY, "markdown") == tmp_path / "a.md"
    assert target(" a ", STORY, "html") == tmp_path / "a.html"
    assert target("~/a.json", STORY, "json") == Path.home() / "a.json"


@pytest.mark.parametrize("name", ["", "  ", "a.docx", "~nobody-of-that-name/a.md"])
def test_a_file_name_that_cannot_be_meant_is_refused(name: str) -> None:
    with pytest.raises(SynopticError):
        target(name, STORY, "markdown")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    with pytest.raises(SynopticError, match="is a folder"):
        target(str(tmp_path / "x.md"), STORY, "markdown")


def test_an_article_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("news")
    story = Story("t", str(tmp_path), (Article("A", "x.md", "news", Attribution(), ()),))
    with pytest.raises(SynopticError, match="one of the articles"):
        target(str(tmp_path / "x.md"), story, "markdown")


def test_every_type_has_a_letter_and_every_agreement_a_glyph_of_its_own() -> None:
    assert len(set(TYPE_LETTER.values())) == len(DifferenceType)
    assert len(set(AGREEMENT_GLYPH.values())) == len(AGREEMENT_GLYPH)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_hues_are_distinct_and_readable_on_every_ground(theme: Theme) -> None:
    """WCAG 2 asks for a contrast of 4.5 : 1."""
    found = hues(theme.dark)
    assert len(set(found.values())) == len(DifferenceType)
    for ground in (theme.background, theme.surface, theme.panel):
        assert ground is not None
        for name, hue in {**found, "foreground": theme.foreground or "", "accent": theme.accent or ""}.items():
            assert contrast(Color.parse(hue), Color.parse(ground)) >= 4.5, (name, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_faint_and_quietly_marked_words_are_readable_on_every_ground(theme: Theme) -> None:
    """What is only perhaps told, and the words of certainty, in the styles that are drawn."""
    async with running(theme=theme.name) as app:
        for view in (app.grid, app.detail):
            for role in ("perhaps", "hedge", "hedge+perhaps"):
                drawn = view.role_style(role).color
                assert drawn is not None
                for ground in (theme.background, theme.surface, theme.panel):
                    assert contrast(Color.from_rich_color(drawn), Color.parse(ground or "")) >= 4.5, (role, ground)
        plain, faint = Color.parse(theme.foreground or ""), app.grid.role_style("perhaps").color
        assert faint is not None
        assert contrast(Color.from_rich_color(faint), plain) >= 1.5
        assert app.grid.role_style("hedge").italic
        assert app.grid.role_style("hedge+perhaps").italic


def test_words_of_certainty_do_not_look_like_a_difference() -> None:
    for theme in THEMES:
        assert variables(theme)["hedge"] not in hues(theme.dark).values()


@pytest.mark.parametrize("name", [name for name in BUILTIN_THEMES if not name.startswith("ansi")])
def test_faint_text_never_falls_below_what_can_be_read_unless_plain_text_does(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    colors = theme.to_color_system().generate()
    faint, ink = Color.parse(variables(theme)["faint"]), Color.parse(colors["foreground"])
    for ground in ("background", "surface", "panel"):
        least = min(4.5, contrast(ink, Color.parse(colors[ground])))
        assert contrast(faint, Color.parse(colors[ground])) >= least - 0.01


def test_the_colours_of_the_terminal_itself_are_left_alone() -> None:
    assert variables(BUILTIN_THEMES["ansi-dark"])["faint"] == "ansi_default"


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.1."""

    def luminance(color: Color) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_an_unknown_theme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SynopticError, match="synoptic-light"):
        SynopticApp(make_comparison().story, theme="no-such-theme")


def test_the_decisions_are_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(SynopticError, match="where decisions are kept"):
        target(str(tmp_path / "synoptic.decisions.json"), STORY, "json")
