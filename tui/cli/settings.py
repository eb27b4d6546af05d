"""``synoptic config`` and ``synoptic themes``: what is chosen, and what there is to choose."""

from __future__ import annotations

import argparse
import os
import sys

from aligner.errors import printable
from tui import config
from tui.cli.common import Parser, add_config, checked, new_parser, print_document, settings_of

_CONFIG_USAGE = "synoptic config [--path | --defaults] [--config FILE]"

_CONFIG_DESCRIPTION = """\
Show the settings in force and where each comes from: the environment goes
over the file, what is chosen on the command line of synoptic over both."""

_CONFIG_EPILOG = """\
examples:
  synoptic config                       what is in force
  synoptic config --path                where the file is, or would be
  mkdir -p "$(dirname "$(synoptic config --path)")"
  synoptic config --defaults > "$(synoptic config --path)"
                                        begin a file with every setting in it

exit codes:
  0  done
  2  something is wrong with the arguments or a setting"""


def parser(name: str) -> Parser:
    """The arguments of ``config`` or ``themes``."""
    return _config_parser() if name == "config" else _themes_parser()


def run(chosen: argparse.Namespace) -> int:
    """Print what was asked for and return the exit code."""
    return _show_config(chosen) if hasattr(chosen, "defaults") else _show_themes(chosen)


def _config_parser() -> Parser:
    made = new_parser("synoptic config", _CONFIG_USAGE, _CONFIG_DESCRIPTION, _CONFIG_EPILOG)
    what = made.add_mutually_exclusive_group()
    what.add_argument("--path", action="store_true", help="print only the path of the file")
    what.add_argument(
        "--defaults", action="store_true", help="print a file with every setting and key, as built in and explained"
    )
    add_config(made)
    return made


def _show_config(chosen: argparse.Namespace) -> int:
    """Print where the settings are, what is in force, or a file of defaults."""
    if chosen.path:
        path = str(config.location(os.environ, chosen.config))
        # A program is given the path as it is, a terminal as it can be seen.
        seen = printable(path) if sys.stdout is not None and sys.stdout.isatty() else path
        return print_document(f"{seen}\n")
    from tui import keymap

    if chosen.defaults:
        return print_document(config.defaults(keymap.listing()))
    checked(chosen)
    return print_document(config.in_force(settings_of(chosen), config.location(os.environ, chosen.config)))


_THEMES_DESCRIPTION = """\
List the themes. One is chosen with --theme NAME, SYNOPTIC_THEME=NAME or
theme = "NAME" in the file of settings; on the screen with ctrl+p."""


def _themes_parser() -> Parser:
    made = new_parser("synoptic themes", "synoptic themes", _THEMES_DESCRIPTION)
    add_config(made)
    return made


def _show_themes(chosen: argparse.Namespace) -> int:
    """Print the names of all themes, the one in force marked."""
    from tui import theme

    current = settings_of(chosen).settings.theme
    current = theme.DARK if current == config.AUTO else current
    kinds = {one.name: one for one in theme.every()}
    width = max(map(len, kinds))
    lines = [
        f"{'*' if name == current else ' '} {name:<{width}}  {'dark' if one.dark else 'light'}"
        f"{', the colours of your terminal' if one.ansi else ''}"
        for name, one in kinds.items()
    ]
    return print_document("\n".join(lines) + "\n")
