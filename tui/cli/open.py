"""``synoptic PATH``: a story on the screen."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn, cast

from aligner.errors import SynopticError, printable
from aligner.model import Options
from tui import config
from tui.cli.common import (
    DONE,
    STANDARD,
    Parser,
    add_cache,
    add_config,
    add_levels,
    add_paths,
    add_screen,
    checked,
    crashed,
    new_parser,
    refuse_command,
    say,
    stories_in,
)
from tui.cli.judging import add_judge, judge_of
from tui.cli.outside import collecting

if TYPE_CHECKING:
    from tui.app import Start, SynopticApp

_OPEN_USAGE = """\
synoptic [options] PATH [PATH ...]
       synoptic new [--title TITLE] STORY SOURCE [SOURCE ...]
       synoptic add STORY [SOURCE ...]
       synoptic refresh [--force] STORY
       synoptic check PATH [PATH ...]
       synoptic export [options] PATH [PATH ...]
       synoptic batch [options] DIR -o OUT
       synoptic serve [options] PATH [PATH ...]
       synoptic config [--path | --defaults]
       synoptic themes"""

_OPEN_DESCRIPTION = """\
What several outlets wrote about one event, side by side, fact by fact.

PATH is a folder of articles, or the articles: text, Markdown or saved pages
(.txt, .md, .html, .mhtml), addresses (https://...), - for standard input with
a line of --- between two, in any mixture, two to twelve together. A folder of
such folders opens as a list of stories; an export (.json) opens as it is. On
the screen ? shows the keys. Besides:

  new      make a story's folder of addresses and files
  add      add sources to it
  refresh  fetch its sources again; changed articles become new versions
  check    explain what was read where
  export   write the comparison as a document, without a screen
  batch    write a document of every story in a folder of stories
  serve    show the screen in a web browser
  config   show the settings in force and where they come from
  themes   list the themes

Each has a --help of its own. A folder of such a name is ./export."""

_OPEN_EPILOG = """\
examples:
  synoptic seeds                        open the five articles of a folder
  synoptic a.txt saved.html https://example.org/fire
  synoptic --draft mine.md seeds        what does my draft lack?
  synoptic --versions fire              what did each outlet change?
  synoptic stories                      choose from a folder of stories
  synoptic new fire https://example.org/fire https://example.com/blaze
  synoptic --start matrix seeds         begin with every fact in one line
  synoptic export seeds -o story.md     write the comparison as Markdown
  synoptic serve seeds                  show it at http://127.0.0.1:8000

settings:
  What is chosen here goes over the environment (SYNOPTIC_THEME=nord,
  SYNOPTIC_THRESHOLD=0.3, ...), and that over the file that
  "synoptic config --path" names. NO_COLOR=1 leaves out all colour.

exit codes:
  0  done
  1  synoptic crashed; one line says where the details are
  2  something is wrong with the arguments, a setting, a file or the
     terminal; one line on standard error says what
  130  interrupted with ctrl+c
  129, 143  ended from outside (SIGHUP, SIGTERM), the terminal put in order"""


def parser() -> Parser:
    """The arguments of a story on the screen."""
    made = new_parser("synoptic", _OPEN_USAGE, _OPEN_DESCRIPTION, _OPEN_EPILOG)
    add_paths(made)
    add_screen(made)
    add_levels(made)
    add_cache(made)
    add_config(made)
    add_judge(made)
    made.add_argument("--version", action=_Version, nargs=0, help="show the versions of synoptic and textual and exit")
    return made


def run(chosen: argparse.Namespace) -> int:
    """Open the app on a story. Files that cannot be read are reported before the screen changes."""
    refuse_command(chosen.paths)
    from tui import terminal

    # textual reads keys from standard input and draws on standard error; in a browser, both are pipes of the server.
    # Articles on standard input leave the keys to the terminal itself.
    needed = (sys.stdout, sys.stderr) if STANDARD in chosen.paths else (sys.stdin, sys.stdout, sys.stderr)
    if not terminal.is_served(os.environ) and not all(stream is not None and stream.isatty() for stream in needed):
        raise SynopticError("the screen needs a terminal; without one, use: synoptic export PATH")

    # What is imported and read until the first frame stays: the collector would go through all of it in vain.
    gc.disable()
    try:
        app = _run(chosen)
    finally:
        gc.enable()
    return terminal.end(crashed(app.crash) if app.crash is not None else app.return_code or DONE)


def _run(chosen: argparse.Namespace) -> SynopticApp:
    """Run the app as it was chosen and return it when it has ended.

    Settings are checked before the story is read, and both before the screen changes.
    """
    settings, keys = checked(chosen)
    judge = judge_of(chosen)
    shelf = stories_in(chosen.paths)
    if shelf is not None and chosen.draft is not None:
        raise SynopticError(f"{printable(shelf.path)} is a folder of stories: name the one that the draft is about")
    if shelf is not None and (chosen.versions or chosen.versions_of):
        raise SynopticError(f"{printable(shelf.path)} is a folder of stories: name the one whose versions to open")
    again = collecting(chosen)
    collected = again() if shelf is None else None

    from tui import terminal, theme
    from tui.app import SynopticApp
    from tui.view import Order

    named = None if settings.theme == config.AUTO else settings.theme
    app = SynopticApp(
        collected.story if collected is not None else None,
        Options(threshold=settings.threshold, sure=settings.sure),
        comparison=collected.comparison if collected is not None else None,
        perhaps=settings.perhaps,
        theme=named,
        start=cast("Start", settings.start),
        keymap=keys,
        unread=collected,
        order=Order(settings.order),
        furniture=settings.furniture,
        shelf=shelf,
        keep=settings.cache,
        again=again,
        live=settings.live,
        remember=True,
        judge=judge,
        limits=settings.limits,
    )
    if named is None:
        app.theme = theme.fitting(app.console.color_system)
    if STANDARD in chosen.paths:
        terminal.take_keyboard()
    terminal.run(app, mouse=settings.mouse)
    if app.unkept:
        say(app.unkept)
    return app


class _Version(argparse.Action):
    """``--version``, with the version of textual beside our own; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        from aligner.export.json import generator

        print(f"{generator()} (textual {version('textual')})")
        raise SystemExit(DONE)
