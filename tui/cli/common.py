"""What all commands share: exit codes, what is said and where, arguments and the settings they choose."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from aligner.errors import SynopticError, printable
from tui import config

if TYPE_CHECKING:
    from aligner.stories.shelf import Shelf

DONE = 0
CRASHED = 1
FAILED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE

COMMANDS: Final = {
    "export": "export",
    "batch": "batch",
    "serve": "serve",
    "new": "stories",
    "add": "stories",
    "refresh": "stories",
    "check": "check",
    "config": "settings",
    "themes": "settings",
}
"""The commands, and the module of this package that each is in. A module has ``parser(name)`` and ``run(chosen)``."""

_MOST = 160
"""Characters of an exception that are said; its file has all of them."""

STANDARD = "-"
"""Standard input among what is read, standard output where something is written."""

# What is said ---------------------------------------------------------------------------------------------------


def print_document(text: str) -> int:
    """Write ``text`` to standard output as UTF-8, whatever the locale says, and return the exit code."""
    if sys.stdout is None:
        raise SynopticError("standard output is closed; write to a file with -o FILE")
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough. What is still buffered must not fail again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except OSError as error:
        raise SynopticError(f"cannot write to standard output: {(error.strerror or str(error)).lower()}") from error
    return DONE


def say(message: str) -> None:
    """One line on standard error. Control characters, which a file name may hold, are shown and not sent."""
    if sys.stderr is None:  # closed; print() would take standard output instead
        return
    with contextlib.suppress(OSError):  # nobody listens
        print(f"synoptic: {printable(message)}", file=sys.stderr, flush=True)


def crashed(error: BaseException) -> int:
    """Say in one line what happened and where the rest of it is."""
    import traceback

    from tui import crash

    what = "".join(traceback.format_exception_only(error)).strip().partition("\n")[0]
    try:
        kept = f"details are in {crash.keep(error)}"
    except OSError as reason:
        kept = f"its details could not be kept ({(reason.strerror or str(reason)).lower()})"
    say(f"crashed: {what[:_MOST]}; {kept}; please report it")
    return CRASHED


# What was chosen ------------------------------------------------------------------------------------------------


def settings_of(chosen: argparse.Namespace) -> config.Chosen:
    """The settings in force, the command line over the environment over the file."""
    return config.choose(config.from_command_line(vars(chosen)), os.environ, getattr(chosen, "config", None))


def checked(chosen: argparse.Namespace) -> tuple[config.Settings, dict[str, str]]:
    """The same with its keys as Textual takes them; what only the screen can tell, themes and keys, is checked."""
    found = settings_of(chosen)
    name = found.settings.theme

    from tui import keymap, theme

    if name != config.AUTO and name not in (names := [one.name for one in theme.every()]):
        raise SynopticError(f"{found.place('theme')}: there is no theme {name!r}{config.near(name, names)}")
    return found.settings, keymap.keymap(found.settings.keys, lambda id_: found.place(f"keys.{id_}"))


def refuse_command(paths: Sequence[str]) -> None:
    """A command after options would be taken for a folder."""
    if paths[0] in COMMANDS:
        raise SynopticError(
            f'"{paths[0]}" comes before the options: synoptic {paths[0]} ...; a folder of that name is ./{paths[0]}'
        )


_NAMES: Final = ("paths", "folder", "story", "sources", "draft", "output", "config")
"""The arguments that name files and folders."""


def named(chosen: argparse.Namespace) -> argparse.Namespace:
    """The arguments again. Raises SynopticError for an empty name, which would be the current folder.

    It is what a shell makes of "$OUT" where nothing was put into OUT.
    """
    given = vars(chosen)
    for name in _NAMES:
        one = given.get(name)
        if one == "" or (isinstance(one, list) and "" in one):
            raise SynopticError('"" names no file: name one, or the current folder as .')
    return chosen


def stories_in(paths: Sequence[str]) -> Shelf | None:
    """The stories in the one folder that was named, if it is a folder of stories and not a story itself."""
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return None
    from aligner.stories import shelf

    return shelf.find(paths[0])


def one_story(paths: Sequence[str], purpose: str) -> None:
    """Raises SynopticError for a folder of stories, where one is wanted for a purpose: "export", "check"."""
    if (shelf := stories_in(paths)) is not None:
        one = printable(shelf.stories[0].path)
        raise SynopticError(f"{printable(shelf.path)} is a folder of stories: name the one to {purpose}, as {one}")


# Arguments ------------------------------------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """A parser that complains in the same one line as the rest of the program."""

    def error(self, message: str) -> NoReturn:
        say(f"{message}; see: {self.prog} --help")
        raise SystemExit(FAILED)


def new_parser(name: str, usage: str, description: str, epilog: str = "") -> Parser:
    return Parser(
        prog=name,
        usage=usage,
        description=description,
        epilog=epilog,
        formatter_class=_Help,
        allow_abbrev=False,
    )


class _Help(argparse.RawDescriptionHelpFormatter):
    """Wrapped for 80 columns, whatever the terminal, as the texts around it are."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=22, width=79)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """What is read. Every command that reads a story takes the same."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help="folders, files (.txt, .md, .html, .mhtml, an export .json), addresses, - for standard input",
    )
    parser.add_argument(
        "--draft", metavar="FILE", help="your own draft, as the first column: what it lacks, where it differs"
    )
    parser.add_argument(
        "--private", action="store_true", help="fetch addresses of private networks and of this computer, too"
    )
    parser.add_argument(
        "--versions", action="store_true", help="the earlier versions that refresh kept, as columns of their own"
    )
    parser.add_argument(
        "--versions-of",
        metavar="SOURCE",
        action="append",
        help="those of one source alone: its outlet, or the file of a version",
    )


def add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="read the settings from FILE (/dev/null: no file at all)")


def add_screen(parser: argparse.ArgumentParser) -> None:
    """What is chosen for the screen. Nothing has a default here: then the environment or the file decides."""
    parser.add_argument("--theme", metavar="NAME", help="the colours; synoptic themes lists the names")
    parser.add_argument("--start", choices=config.STARTS, help="the first screen; auto takes the one that fits")
    parser.add_argument("--order", metavar="ORDER", choices=config.ORDERS, help=f"of the facts: {_ORDERS}")
    parser.add_argument(
        "--furniture", action=argparse.BooleanOptionalAction, help="show furniture (adverts, menus) at first"
    )
    parser.add_argument(
        "--mouse", action=argparse.BooleanOptionalAction, help="take the mouse, or leave it to the terminal"
    )
    parser.add_argument(
        "--live", action=argparse.BooleanOptionalAction, help="follow the files: when one changes, compare anew"
    )


_ORDERS = "; ".join(config.ORDERS)


def add_cache(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cache",
        action=argparse.BooleanOptionalAction,
        help="keep comparisons, so that the same articles are not compared twice (the default)",
    )


def add_levels(parser: argparse.ArgumentParser) -> None:
    built_in = config.Settings()
    parser.add_argument(
        "--threshold",
        metavar="T",
        type=_score,
        help="how surely two sentences must state the same thing to make one fact, from 0 to 1 "
        f"(built in: {built_in.threshold})",
    )
    parser.add_argument(
        "--sure",
        metavar="S",
        type=_score,
        help=f'how surely they must to be more than "perhaps" the same fact, from 0 to 1 (built in: {built_in.sure})',
    )
    parser.add_argument(
        "--perhaps",
        action=argparse.BooleanOptionalAction,
        help='show what is only "perhaps" the same fact; without it, such sentences make rows of their own',
    )


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:  # false for nan, too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
