"""The colours of marks and the names of formats: two places, one language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aligner.export import html
from aligner.model import DifferenceType
from tui import theme
from tui.cli.export import parser
from tui.export_choices import FORMATS


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
