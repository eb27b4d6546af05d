"""``synoptic serve``: the screen in a web browser."""

from __future__ import annotations

import argparse

from aligner.errors import SynopticError, printable
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
    new_parser,
    refuse_command,
    say,
    stories_in,
)
from tui.cli.outside import collecting

_SERVE_USAGE = "synoptic serve [--host HOST] [--port PORT] [options] PATH [PATH ...]"

_SERVE_DESCRIPTION = """\
Show a story in a web browser. Needs: pip install 'synoptic-news[serve]'

PATH is what synoptic itself opens, standard input excepted. Every browser tab
gets a screen of its own; what is exported there is downloaded. The page itself
fetches nothing from the network. There is no password: with another HOST than
this computer, everybody who reaches it reads the articles."""

_SERVE_EPILOG = """\
examples:
  synoptic serve seeds                  then open http://127.0.0.1:8000
  synoptic serve --port 9000 --theme synoptic-light seeds
  ssh -L 8000:127.0.0.1:8000 desk synoptic serve seeds
                                        read here what lies there

exit codes:
  0  ended with ctrl+c
  2  something is wrong with the arguments, a setting, a file or the port;
     one line on standard error says what"""


def parser(name: str) -> Parser:
    """The arguments of ``serve``."""
    made = new_parser("synoptic serve", _SERVE_USAGE, _SERVE_DESCRIPTION, _SERVE_EPILOG)
    add_paths(made)
    made.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    made.add_argument(
        "--port", metavar="PORT", type=_port, default=8000, help="the port to listen at (default: %(default)s)"
    )
    add_screen(made)
    add_levels(made)
    add_cache(made)
    add_config(made)
    return made


def run(chosen: argparse.Namespace) -> int:
    """Show a story in browsers until ctrl+c. What is wrong with it is said here and not there."""
    refuse_command(chosen.paths)
    try:
        from tui import serve
    except ModuleNotFoundError as error:
        raise SynopticError(f"a browser needs {error.name}: pip install 'synoptic-news[serve]'") from None

    from aligner import reading

    settings, _ = checked(chosen)
    shelf = stories_in(chosen.paths)
    if shelf is not None:
        title = shelf.title
    else:
        if STANDARD in chosen.paths:
            raise SynopticError("standard input cannot be shown in a browser: put the articles into files")
        story = reading.read(collecting(chosen)())
        title = story.title
        for note in story.notes:
            say(note)

    from tui import theme

    ground, ink = theme.ground_and_ink(theme.DARK if settings.theme == config.AUTO else settings.theme)
    page = {"title": printable(title), "ground": ground, "ink": ink}
    serve.serve(_again(chosen), chosen.host, chosen.port, page, say)
    return DONE


def _again(chosen: argparse.Namespace) -> list[str]:
    """The arguments that open the same story in the same way."""
    given = {f"--{name}": value for name in config.KINDS if (value := getattr(chosen, name, None)) is not None}
    given |= {f"--{name}": value for name in ("config", "draft") if (value := getattr(chosen, name))}
    arguments: list[str] = []
    for flag, value in given.items():
        if isinstance(value, bool):
            arguments.append(flag if value else flag.replace("--", "--no-", 1))
        else:
            arguments += [flag, str(value)]
    arguments += ["--private"] if chosen.private else []
    arguments += ["--versions"] if chosen.versions else []
    arguments += [part for name in chosen.versions_of or () for part in ("--versions-of", name)]
    return [*arguments, "--", *chosen.paths]


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)
