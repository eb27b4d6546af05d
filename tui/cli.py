"""The command line: ``synoptic`` opens a story on the screen, ``synoptic export`` writes it as a document.

Standard output carries the document and nothing else; all that is said about the work goes to standard error. What
takes time to import is imported when it is needed: the arguments are read first, and an export never loads textual.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from aligner.errors import SynopticError
from aligner.model import Options

if TYPE_CHECKING:
    pass

DONE = 0
FAILED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE

_STANDARD_OUTPUT = "-"

_OPEN_USAGE = """\
synoptic [--threshold T] [--sure S] [--no-perhaps] [--theme NAME]
                PATH [PATH ...]
       synoptic export [-f FORMAT] [-o FILE] [--threshold T] [--sure S]
                [--no-perhaps] PATH [PATH ...]"""

_EXPORT_USAGE = """\
synoptic export [-f FORMAT] [-o FILE] [--threshold T] [--sure S]
                [--no-perhaps] PATH [PATH ...]"""

_OPEN_DESCRIPTION = """\
What several outlets wrote about one event, side by side, fact by fact.

PATH is a folder whose .txt files are the sources, or two or more files. The
first form opens them on the screen; the second, without a screen, writes the
comparison as Markdown or JSON (see: synoptic export --help)."""

_OPEN_EPILOG = """\
examples:
  synoptic seeds                        open the five articles of a folder
  synoptic a.txt b.txt                  open two articles
  synoptic export seeds -o story.md     write the comparison as Markdown
  synoptic ./export                     open a folder that is called "export"

exit codes:
  0  done
  2  something is wrong with the arguments, a file or the terminal; one line
     on standard error says what
  130  interrupted with ctrl+c"""

_EXPORT_DESCRIPTION = """\
Write the aligned comparison of a story as a document.

PATH is a folder whose .txt files are the sources, or two or more files. The
document goes to standard output, or whole into a file with -o; everything
else that is said goes to standard error."""

_EXPORT_EPILOG = """\
examples:
  synoptic export seeds                 Markdown to standard output
  synoptic export seeds -o story.md     Markdown into a file
  synoptic export seeds -o story.json   JSON: the ending chooses the format
  synoptic export a.txt b.txt -f json | jq '.facts[].label'

exit codes:
  0  done
  2  something is wrong with the arguments, a file or the output; one line
     on standard error says what, and no file is left half written
  130  interrupted with ctrl+c
  141  the program that read the output stopped reading"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (those of the process if None) and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not arguments:
        _open_parser().print_help(sys.stderr)
        return FAILED
    try:
        if arguments[0] == "export":
            return _export(_export_parser().parse_intermixed_args(arguments[1:]))
        return _open(_open_parser().parse_intermixed_args(arguments))
    except SynopticError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _open(chosen: argparse.Namespace) -> int:
    """Open the app on a story. Files that cannot be read are reported before the screen changes."""
    if chosen.paths[0] == "export":
        raise SynopticError(
            '"export" comes before the options: synoptic export PATH; a folder of that name is ./export'
        )
    # textual reads keys from standard input and draws on standard error.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise SynopticError("the screen needs a terminal; without one, use: synoptic export PATH")

    from aligner import reading

    story = reading.load(chosen.paths)

    from tui.app import SynopticApp

    options = Options(threshold=chosen.threshold, sure=chosen.sure)
    app = SynopticApp(story, options, perhaps=chosen.perhaps, theme=chosen.theme)
    app.run()
    return app.return_code or DONE


def _export(chosen: argparse.Namespace) -> int:
    """Write the comparison of a story to standard output or a file."""
    from aligner import export, reading
    from aligner.comparison import compare

    to_file = chosen.output not in (None, _STANDARD_OUTPUT)
    format_name = chosen.format or (export.format_for(chosen.output) if to_file else "markdown")
    story = reading.load(chosen.paths)
    for note in story.notes:
        _say(note)
    if to_file:
        export.spare_articles(chosen.output, story)
    options = Options(threshold=chosen.threshold, sure=chosen.sure)
    comparison = compare(story, options if chosen.perhaps else options.without_perhaps())
    text = export.render(comparison, format_name)
    if to_file:
        written = export.write(text, chosen.output)
        _say(f"wrote {written} ({format_name})")
        return DONE
    return _print_document(text)


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


def _open_parser() -> _Parser:
    parser = _Parser(
        prog="synoptic",
        usage=_OPEN_USAGE,
        description=_OPEN_DESCRIPTION,
        epilog=_OPEN_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_common(parser)
    parser.add_argument("--theme", metavar="NAME", help="colours of the screen: one of textual's themes, as nord")
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show the versions of synoptic and textual and exit"
    )
    return parser


def _export_parser() -> _Parser:
    parser = _Parser(
        prog="synoptic export",
        usage=_EXPORT_USAGE,
        description=_EXPORT_DESCRIPTION,
        epilog=_EXPORT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_common(parser)
    parser.add_argument(
        "-f",
        "--format",
        choices=("markdown", "json"),
        help="format of the document; without it, the ending of FILE decides, and markdown where there is no FILE",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write into FILE, whole or not at all; - is standard output"
    )
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a folder of .txt files, or two or more files")
    parser.add_argument(
        "--threshold",
        metavar="T",
        type=_score,
        default=Options().threshold,
        help="how surely two sentences must state the same thing to make one fact, from 0 to 1 (default: %(default)s)",
    )
    parser.add_argument(
        "--sure",
        metavar="S",
        type=_score,
        default=Options().sure,
        help='how surely they must to be more than "perhaps" the same fact, from 0 to 1 (default: %(default)s)',
    )
    parser.add_argument(
        "--no-perhaps",
        dest="perhaps",
        action="store_false",
        help='leave out what is only "perhaps" the same fact: such sentences make rows of their own',
    )


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:  # false for nan, too
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
