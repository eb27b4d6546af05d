"""Takes the pictures of the README from the real app on the seed articles: ``python -m tests.make_screenshots DIR``."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from aligner import export, reading
from aligner.comparison import compare
from aligner.model import Agreement, Comparison, Severity
from aligner.stories import shelf
from tui.app import SynopticApp
from tui.screens.stories import StoriesScreen
from tui.theme import DARK, LIGHT
from tui.widgets.key_bar import KeyBar

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TEXTS = Path(__file__).resolve().parent / "aligner" / "languages" / "stories"


@dataclass(frozen=True)
class Picture:
    """What is pressed on a screen of which size before the picture is taken."""

    name: str
    size: tuple[int, int]
    theme: str = DARK
    press: tuple[str, ...] = ()
    at_conflict: bool = True


SCREENS = {
    "columns": (),
    "matrix": ("m",),
    "fact": ("enter",),
    "article": ("a",),
    "ledger": ("v",),
    "filter": ("f", "c", "quotation_mark"),
    "help": ("question_mark",),
    "search": ("slash", *"investment", "enter"),
    "export": ("e",),
    "desk": ("full_stop", "j", "comma", "j", "space", "k", "k", "s"),
    "decisions": ("full_stop", "j", "comma", "i", *"ring Brussels", "enter", "k", "s", "o", "V"),
}
"""Every screen and dialog, by the keys that lead there from Columns."""

PICTURES = (
    *(Picture(f"{name}-dark", (160, 48), press=press) for name, press in SCREENS.items()),
    *(Picture(f"{name}-light", (160, 48), LIGHT, press=press) for name, press in SCREENS.items()),
    Picture("columns-narrow", (80, 24)),
    Picture("matrix-narrow", (80, 24), press=("m",)),
    Picture("furniture-dark", (160, 48), press=("u",), at_conflict=False),
)
DRAFTS = (
    Picture("draft-dark", (160, 48), press=(*"oooooog",)),
    Picture("draft-light", (160, 48), LIGHT, press=(*"oooooog",)),
)
LISTS = (Picture("stories-dark", (120, 36)), Picture("stories-light", (120, 36), LIGHT))


def telling(comparison: Comparison) -> int:
    """The index of the first fact of those whose conflict has the most voices."""

    def voices(index: int) -> int:
        differences = comparison.facts[index].differences
        conflicts = [found.values for found in differences if found.severity is Severity.CONFLICT]
        return max((len({value.source for value in values}) for values in conflicts), default=0)

    return max(range(len(comparison.facts)), key=voices)


def lay_out(desk: Path) -> None:
    """A folder of stories: the seeds, and the tests' own story in its languages, a few days between them."""
    shutil.copytree(SEEDS, desk / "mistral")
    for file in sorted(TEXTS.glob("*.txt")):
        folder = desk / f"cable-car-{file.stem}"
        folder.mkdir()
        for number, text in enumerate(file.read_text(encoding="utf-8").split("=====\n"), 1):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for age, folder in enumerate(sorted(desk.iterdir(), reverse=True)):
        for file in folder.iterdir():
            os.utime(file, (time() - 2 * age * 86_400 - 172_800,) * 2)


async def take_list(picture: Picture, desk: Path, folder: Path) -> Path:
    """Open the list of stories, wait until all are compared and save what is on screen as SVG."""
    found = shelf.find(desk)
    assert found is not None
    app = SynopticApp(shelf=found, theme=picture.theme)
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        screen = app.in_front
        assert isinstance(screen, StoriesScreen)
        while not screen.query(KeyBar) or not screen.is_settled:
            await pilot.pause()
        await pilot.pause()
        return Path(app.save_screenshot(f"{picture.name}.svg", str(folder)))


async def take(picture: Picture, comparison: Comparison, folder: Path) -> Path:
    """Open the app, press the keys and save what is on screen as SVG."""
    app = SynopticApp(comparison.story, comparison=comparison, theme=picture.theme, start="columns")
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        while app.story_screen is None or not app.story_screen.query(KeyBar):
            await pilot.pause()
        await pilot.pause()
        if picture.at_conflict:
            app.columns.go_to_fact(telling(comparison))
        await pilot.press(*picture.press)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return Path(app.save_screenshot(f"{picture.name}.svg", str(folder)))


def take_page(comparison: Comparison, folder: Path) -> Path | None:
    """The page for a colleague at its first conflicts, as a browser shows it; None without one."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return None
    facts = tuple(n for n, fact in enumerate(comparison.facts) if fact.agreement is Agreement.CONFLICT)
    picture = folder / "page.png"
    with TemporaryDirectory() as temporary:
        page = Path(temporary) / "page.html"
        export.write(export.render(comparison, "html", export.Selection(facts, "conflicts")), page)
        options = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={temporary}/user")
        size, target = "--window-size=1400,900", f"--screenshot={picture.resolve()}"
        subprocess.run([browser, *options, size, target, page.as_uri()], check=True, capture_output=True)
    return picture


def main(folder: Path) -> None:
    """Take all pictures."""
    os.environ.pop("NO_COLOR", None)
    folder.mkdir(parents=True, exist_ok=True)
    comparison = compare(reading.load([SEEDS]))
    for picture in PICTURES:
        print(asyncio.run(take(picture, comparison, folder)))
    print(take_page(comparison, folder) or "no browser: page.png stays as it was")
    with_draft = compare(reading.load([SEEDS], draft=sorted(SEEDS.glob("*.txt"))[-1]))
    for picture in DRAFTS:
        print(asyncio.run(take(picture, with_draft, folder)))
    with TemporaryDirectory() as temporary:
        desk = Path(temporary) / "stories"
        desk.mkdir()
        lay_out(desk)
        for picture in LISTS:
            print(asyncio.run(take_list(picture, desk, folder)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.make_screenshots DIR")
    main(Path(sys.argv[1]))
