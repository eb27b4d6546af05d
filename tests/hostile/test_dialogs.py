"""The dialogs on a fact whose words are markup, controls and overrides: shown as they are, and nothing is clickable."""

from __future__ import annotations

import re

from aligner.model import Comparison
from aligner.taming import HIDDEN, TURNING
from tests.aligner.export import awkward
from tests.hostile import texts
from tests.tui.harness import Driver, running

UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]")
MARKUP = "[@click=app.quit]x[/][/]"
"""An action of the app's, and an end without a beginning, which Textual would not draw at all."""


def hostile() -> Comparison:
    """A comparison that says it wherever something of others can stand."""
    odd = f"{MARKUP}{texts.CONTROLS}\u202e[link=http://evil.test]y"
    return awkward.comparison(f"said {odd}", odd, odd, odd, odd)


def acting(driver: Driver) -> list[str]:
    """What in the frame on screen is a link or can be clicked, by its style."""
    segments = [segment for strip in driver.app.screen._compositor.render_strips() for segment in strip]
    styles = [segment.style for segment in segments if segment.style is not None]
    return [str(style) for style in styles if style.link or "@click" in style.meta]


DIALOGS = (
    (("i",), "Note on fact 1 “[@click=app.quit]x[/][/]␛]0;"),
    (("s",), "Call it otherwise"),
    (("s", "c"), "Call this fact"),
    (("apostrophe",), "x dismiss"),
    (("apostrophe", "i"), "Note on the difference in quote of fact 1 “[@click"),
    (("f",), "Show facts"),
    (("e",), "Format"),
    (("question_mark",), "Help: Columns"),
    (("ctrl+p", *"goto"), "Go to fact 1: [@click=app.quit]x[/][/]"),
    (("y",), "Copied"),
)


async def test_words_are_words_in_every_dialog() -> None:
    async with running(size=(130, 40), comparison=hostile()) as driver:
        columns = driver.app.screen
        for keys, shows in DIALOGS:
            await driver.press(*keys)
            await driver.until(lambda shows=shows: shows in driver.text())
            assert UNSEEN.findall(driver.text().replace("\n", "")) == [], keys
            assert acting(driver) == [], keys
            while driver.app.screen is not columns:
                await driver.press("escape")
        await driver.press("slash", "left_square_bracket", "enter")
        await driver.until(lambda: "“[” " in driver.text())


async def test_what_is_copied_is_text() -> None:
    async with running(comparison=hostile()) as driver:
        driver.app.copy_to_clipboard(f"a{texts.CONTROLS}\u202e\tb\n\u200dc\ud83d")
        assert driver.app.clipboard == "a␛]0;pwned␇\ufffd31m b\n\u200dc\ufffd"
