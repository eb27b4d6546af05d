"""What documents and screens call things, and the colours of their marks: two places, one language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aligner.export import html, words
from aligner.model import Agreement, By, DifferenceType, Severity, Verdict
from tui import glyphs, theme
from tui.cli.export import parser
from tui.export_choices import FORMATS


def test_the_signs_are_those_of_the_screen() -> None:
    assert words.GLYPH == glyphs.AGREEMENT_GLYPH
    assert words.LETTER == glyphs.TYPE_LETTER
    assert words.VERDICT_GLYPH == glyphs.VERDICT_GLYPH
    assert {by: glyphs.BY_SIGN[by] for by in (By.PERSON, By.MODEL)} == words.BY_SIGN
    assert (words.SILENT, words.COPIED) == (glyphs.SILENT, glyphs.COPIED)


def test_the_words_are_those_of_the_screen() -> None:
    assert {one: words.AGREEMENT[one] for one in Agreement} == glyphs.AGREEMENT_WORDS
    assert {one: words.VERDICT[one] for one in Verdict} == glyphs.VERDICT_WORDS
    assert words.STALE == glyphs.STALE_WORDS
    for type_, said in glyphs.DETAIL_WORDS.items():
        assert words.weight(type_, Severity.DETAIL) == said


@pytest.mark.parametrize(("dark", "block"), [(False, 0), (True, 1)])
def test_the_hues_of_the_page_are_those_of_the_own_themes(dark: bool, block: int) -> None:
    style = Path(html.__file__).with_name("page.css").read_text("utf-8")
    declared = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[block]
    found = dict(re.findall(r"--d-(\w+): (#\w+);", declared))
    assert found == {type_.value: theme.hues(dark)[f"diff-{type_}"] for type_ in DifferenceType}
    own = next(one for one in theme.THEMES if one.dark is dark)
    assert re.search(rf"--ground: {own.background}; --surface: {own.surface}; --panel: {own.panel}", declared)


def test_command_line_and_dialog_offer_every_format() -> None:
    from aligner import export

    assert list(FORMATS) == list(export.FORMATS) == list(export.SUFFIXES)
    (choices,) = [action.choices for action in parser("export")._actions if action.dest == "format"]
    assert list(choices or ()) == list(export.FORMATS)
