"""The command line: ``synoptic`` opens a story on the screen, ``synoptic export`` writes it as a document.

Standard output carries what was asked for and nothing else; all that is said about the work goes to standard error.
What takes time to import is imported when it is needed: the arguments are read first, and an export never loads
textual. What can be chosen comes from the arguments, the environment and a file (see ``tui.config``).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NoReturn, cast

from aligner.errors import SynopticError
from aligner.model import Options
from tui import config

if TYPE_CHECKING:
    from tui.app import Start, SynopticApp

DONE = 0
CRASHED = 1
FAILED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE

_STANDARD_OUTPUT = "-"
_MOST = 160
"""Characters of an exception that are said; its file has all of them."""

_OPEN_USAGE = """\
synoptic [options] PATH [PATH ...]
       synoptic export [options] PATH [PATH ...]
       synoptic serve [options] PATH [PATH ...]
       synoptic config [--path | --defaults]
       synoptic themes"""

_OPEN_DESCRIPTION = """\
What several outlets wrote about one event, side by side, fact by fact.

PATH is a folder whose .txt files are the sources, or two or more files. They
open on the screen; ? shows its keys. Besides:

  export   write the comparison as Markdown or JSON, without a screen
  serve    show the screen in a web browser
  config   show the settings in force and where they come from
  themes   list the themes

Each has a --help of its own. A folder of such a name is ./export."""

_OPEN_EPILOG = """\
examples:
  synoptic seeds                        open the five articles of a folder
  synoptic a.txt b.txt                  open two articles
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

_EXPORT_USAGE = "synoptic export [-f FORMAT] [-o FILE] [options] PATH [PATH ...]"

_EXPORT_DESCRIPTION = """\
Write the aligned comparison of a story as a document.

PATH is a folder whose .txt files are the sources, or two or more files. The
document goes to standard output, or whole into a file with -o; everything
else that is said goes to standard error. threshold, sure and perhaps hold
as they do on the screen, from the environment and the file of settings, too."""

_EXPORT_EPILOG = """\
examples:
  synoptic export seeds                 Markdown to standard output
  synoptic export seeds -o story.md     Markdown into a file
  synoptic export seeds -o story.json   JSON: the ending chooses the format
  synoptic export a.txt b.txt -f json | jq '.facts[].label'

exit codes:
  0  done
  1  synoptic crashed; one line says where the details are
  2  something is wrong with the arguments, a setting, a file or the output;
     one line on standard error says what, and no file is left half written
  130  interrupted with ctrl+c
  141  the program that read the output stopped reading"""

_SERVE_USAGE = "synoptic serve [--host HOST] [--port PORT] [options] PATH [PATH ...]"

_SERVE_DESCRIPTION = """\
Show a story in a web browser. Needs: pip install 'synoptic-news[serve]'

PATH is a folder whose .txt files are the sources, or two or more files. Every
browser tab gets a screen of its own; what is exported there is downloaded.
Nothing is fetched from the network. There is no password: with another HOST
than this computer, everybody who reaches it reads the articles."""

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

_THEMES_DESCRIPTION = """\
List the themes. One is chosen with --theme NAME, SYNOPTIC_THEME=NAME or
theme = "NAME" in the file of settings; on the screen with ctrl+p."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (those of the process if None) and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not arguments:
        _open_parser().print_help(sys.stderr)
        return FAILED
    try:
        if arguments[0] in _COMMANDS:
            parser, run = _COMMANDS[arguments[0]]
            return run(parser().parse_intermixed_args(arguments[1:]))
        return _open(_open_parser().parse_intermixed_args(arguments))
    except SynopticError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _crashed(error)


# What is run --------------------------------------------------------------------------------------------------------


def _open(chosen: argparse.Namespace) -> int:
    """Open the app on a story. Files that cannot be read are reported before the screen changes."""
    _refuse_command(chosen.paths)
    from tui import terminal

    # textual reads keys from standard input and draws on standard error; in a browser, both are pipes of the server.
    if not terminal.is_served(os.environ) and not all(
        stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):
        raise SynopticError("the screen needs a terminal; without one, use: synoptic export PATH")

    app = _run(chosen)
    return terminal.end(_crashed(app.crash) if app.crash is not None else app.return_code or DONE)


def _run(chosen: argparse.Namespace) -> SynopticApp:
    """Run the app as it was chosen and return it when it has ended.

    Settings are checked before the story is read, and both before the screen changes.
    """
    from aligner import reading

    settings, keys = _checked(chosen)
    story = reading.collect(chosen.paths)

    from tui import terminal, theme
    from tui.app import SynopticApp
    from tui.view import Order

    options = Options(threshold=settings.threshold, sure=settings.sure)
    named = None if settings.theme == config.AUTO else settings.theme
    start = cast("Start", settings.start)
    app = SynopticApp(story, options, perhaps=settings.perhaps, theme=named, start=start, keymap=keys, unread=True)
    if named is None:
        app.theme = theme.fitting(app.console.color_system)
    app.session.order = Order(settings.order)
    app.session.furniture = settings.furniture
    terminal.run(app, mouse=settings.mouse)
    return app


def _export(chosen: argparse.Namespace) -> int:
    """Write the comparison of a story to standard output or a file."""
    from aligner import export, reading
    from aligner.comparison import compare

    to_file = chosen.output not in (None, _STANDARD_OUTPUT)
    format_name = chosen.format or (export.format_for(chosen.output) if to_file else "markdown")
    settings = _settings(chosen).settings
    story = reading.load(chosen.paths)
    for note in story.notes:
        _say(note)
    if to_file:
        export.spare_articles(chosen.output, story)
    options = Options(threshold=settings.threshold, sure=settings.sure)
    comparison = compare(story, options if settings.perhaps else options.without_perhaps())
    text = export.render(comparison, format_name)
    if to_file:
        written = export.write(text, chosen.output)
        _say(f"wrote {written} ({format_name})")
        return DONE
    return _print_document(text)


def _serve(chosen: argparse.Namespace) -> int:
    """Show a story in browsers until ctrl+c. What is wrong with it is said here and not there."""
    _refuse_command(chosen.paths)
    try:
        from tui import serve
    except ModuleNotFoundError as error:
        raise SynopticError(f"a browser needs {error.name}: pip install 'synoptic-news[serve]'") from None

    from aligner import reading

    settings, _ = _checked(chosen)
    story = reading.load(chosen.paths)
    for note in story.notes:
        _say(note)

    from tui import theme

    ground, ink = theme.ground_and_ink(theme.DARK if settings.theme == config.AUTO else settings.theme)
    page = {"title": _printable(story.title), "ground": ground, "ink": ink}
    serve.serve(_again(chosen), chosen.host, chosen.port, page, _say)
    return DONE


def _again(chosen: argparse.Namespace) -> list[str]:
    """The arguments that open the same story in the same way."""
    given = {f"--{name}": value for name in config.KINDS if (value := getattr(chosen, name, None)) is not None}
    given |= {"--config": chosen.config} if chosen.config else {}
    arguments: list[str] = []
    for flag, value in given.items():
        if isinstance(value, bool):
            arguments.append(flag if value else flag.replace("--", "--no-", 1))
        else:
            arguments += [flag, str(value)]
    return [*arguments, "--", *chosen.paths]


def _show_config(chosen: argparse.Namespace) -> int:
    """Print where the settings are, what is in force, or a file of defaults."""
    if chosen.path:
        return _print_document(f"{config.location(os.environ, chosen.config)}\n")
    from tui import keymap

    if chosen.defaults:
        return _print_document(config.defaults(keymap.listing()))
    _checked(chosen)
    return _print_document(config.in_force(_settings(chosen), config.location(os.environ, chosen.config)))


def _show_themes(chosen: argparse.Namespace) -> int:
    """Print the names of all themes, the one in force marked."""
    from tui import theme

    current = _settings(chosen).settings.theme
    current = theme.DARK if current == config.AUTO else current
    kinds = {one.name: one for one in theme.every()}
    width = max(map(len, kinds))
    lines = [
        f"{'*' if name == current else ' '} {name:<{width}}  {'dark' if one.dark else 'light'}"
        f"{', the colours of your terminal' if one.ansi else ''}"
        for name, one in kinds.items()
    ]
    return _print_document("\n".join(lines) + "\n")


# What was chosen ----------------------------------------------------------------------------------------------------


def _settings(chosen: argparse.Namespace) -> config.Chosen:
    """The settings in force, the command line over the environment over the file."""
    return config.choose(config.from_command_line(vars(chosen)), os.environ, chosen.config)


def _checked(chosen: argparse.Namespace) -> tuple[config.Settings, dict[str, str]]:
    """The same with its keys as Textual takes them; what only the screen can tell, themes and keys, is checked."""
    found = _settings(chosen)
    name = found.settings.theme

    from tui import keymap, theme

    if name != config.AUTO and name not in (names := [one.name for one in theme.every()]):
        raise SynopticError(f"{found.place('theme')}: there is no theme {name!r}{config.near(name, names)}")
    return found.settings, keymap.keymap(found.settings.keys, lambda id_: found.place(f"keys.{id_}"))


def _refuse_command(paths: Sequence[str]) -> None:
    """A command after options would be taken for a folder."""
    if paths[0] in _COMMANDS:
        raise SynopticError(
            f'"{paths[0]}" comes before the options: synoptic {paths[0]} ...; a folder of that name is ./{paths[0]}'
        )


# What is said -------------------------------------------------------------------------------------------------------


def _crashed(error: BaseException) -> int:
    """Say in one line what happened and where the rest of it is."""
    import traceback

    from tui import crash

    what = "".join(traceback.format_exception_only(error)).strip().partition("\n")[0]
    try:
        kept = f"details are in {crash.keep(error)}"
    except OSError as reason:
        kept = f"its details could not be kept ({(reason.strerror or str(reason)).lower()})"
    _say(f"crashed: {what[:_MOST]}; {kept}; please report it")
    return CRASHED


def _print_document(text: str) -> int:
    """Write ``text`` to standard output as UTF-8, whatever the locale says, and return the exit code."""
    if sys.stdout is None:
        raise SynopticError("standard output is closed; write to a file with -o FILE")
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough. What is still buffered must not fail again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except OSError as error:
        raise SynopticError(f"cannot write to standard output: {(error.strerror or str(error)).lower()}") from error
    return DONE


def _say(message: str) -> None:
    """One line on standard error. Control characters, which a file name may hold, are shown and not sent."""
    if sys.stderr is None:  # closed; print() would take standard output instead
        return
    with contextlib.suppress(OSError):  # nobody listens
        print(f"synoptic: {_printable(message)}", file=sys.stderr, flush=True)


def _printable(text: str) -> str:
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


class _Parser(argparse.ArgumentParser):
    """A parser that complains in the same one line as the rest of the program."""

    def error(self, message: str) -> NoReturn:
        _say(f"{message}; see: {self.prog} --help")
        raise SystemExit(FAILED)


class _Version(argparse.Action):
    """``--version``, with the version of textual beside our own; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        from aligner.export.json import generator

        print(f"{generator()} (textual {version('textual')})")
        raise SystemExit(DONE)


def _parser(name: str, usage: str, description: str, epilog: str = "") -> _Parser:
    return _Parser(
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


def _open_parser() -> _Parser:
    parser = _parser("synoptic", _OPEN_USAGE, _OPEN_DESCRIPTION, _OPEN_EPILOG)
    _add_paths(parser)
    _add_screen(parser)
    _add_levels(parser)
    _add_config(parser)
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show the versions of synoptic and textual and exit"
    )
    return parser


def _export_parser() -> _Parser:
    parser = _parser("synoptic export", _EXPORT_USAGE, _EXPORT_DESCRIPTION, _EXPORT_EPILOG)
    _add_paths(parser)
    parser.add_argument(
        "-f",
        "--format",
        choices=("markdown", "json"),
        help="format of the document; without it, the ending of FILE decides, and markdown where there is no FILE",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write into FILE, whole or not at all; - is standard output"
    )
    _add_levels(parser)
    _add_config(parser)
    return parser


def _serve_parser() -> _Parser:
    parser = _parser("synoptic serve", _SERVE_USAGE, _SERVE_DESCRIPTION, _SERVE_EPILOG)
    _add_paths(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument(
        "--port", metavar="PORT", type=_port, default=8000, help="the port to listen at (default: %(default)s)"
    )
    _add_screen(parser)
    _add_levels(parser)
    _add_config(parser)
    return parser


def _config_parser() -> _Parser:
    parser = _parser("synoptic config", _CONFIG_USAGE, _CONFIG_DESCRIPTION, _CONFIG_EPILOG)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--path", action="store_true", help="print only the path of the file")
    what.add_argument(
        "--defaults", action="store_true", help="print a file with every setting and key, as built in and explained"
    )
    _add_config(parser)
    return parser


def _themes_parser() -> _Parser:
    parser = _parser("synoptic themes", "synoptic themes", _THEMES_DESCRIPTION)
    _add_config(parser)
    return parser


_COMMANDS: Final[Mapping[str, tuple[Callable[[], _Parser], Callable[[argparse.Namespace], int]]]] = {
    "export": (_export_parser, _export),
    "serve": (_serve_parser, _serve),
    "config": (_config_parser, _show_config),
    "themes": (_themes_parser, _show_themes),
}


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a folder of .txt files, or two or more files")


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="read the settings from FILE (/dev/null: no file at all)")


def _add_screen(parser: argparse.ArgumentParser) -> None:
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


_ORDERS = "; ".join(config.ORDERS)


def _add_levels(parser: argparse.ArgumentParser) -> None:
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


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:  # false for nan, too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
