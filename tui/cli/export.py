"""``synoptic export``: the comparison as a document, without a screen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from aligner.model import Comparison, Options
from tui.cli.common import (
    DONE,
    STANDARD,
    Parser,
    add_cache,
    add_config,
    add_levels,
    add_paths,
    new_parser,
    one_story,
    print_document,
    say,
    settings_of,
)
from tui.cli.outside import collecting

if TYPE_CHECKING:
    from aligner.reading import Collected

_EXPORT_USAGE = "synoptic export [-f FORMAT] [-o FILE] [options] PATH [PATH ...]"

_EXPORT_DESCRIPTION = """\
Write the aligned comparison of a story as a document.

PATH is what synoptic itself opens: a folder, files, addresses, - for standard
input. The document goes to standard output, or whole into a file with -o;
everything else that is said goes to standard error. threshold, sure and
perhaps hold as they do on the screen, from the environment and the file of
settings, too."""

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


def parser(name: str) -> Parser:
    """The arguments of ``export``."""
    made = new_parser("synoptic export", _EXPORT_USAGE, _EXPORT_DESCRIPTION, _EXPORT_EPILOG)
    add_paths(made)
    made.add_argument(
        "-f",
        "--format",
        choices=("markdown", "json"),
        help="format of the document; without it, the ending of FILE decides, and markdown where there is no FILE",
    )
    made.add_argument(
        "-o", "--output", metavar="FILE", help="write into FILE, whole or not at all; - is standard output"
    )
    add_levels(made)
    add_cache(made)
    add_config(made)
    return made


def run(chosen: argparse.Namespace) -> int:
    """Write the comparison of a story to standard output or a file."""
    from aligner import export

    to_file = chosen.output not in (None, STANDARD)
    format_name = chosen.format or (export.format_for(chosen.output) if to_file else "markdown")
    settings = settings_of(chosen).settings
    one_story(chosen.paths, "export")
    collected = collecting(chosen)()
    if to_file:
        export.spare_articles(chosen.output, collected.story)
    options = Options(threshold=settings.threshold, sure=settings.sure)
    comparison = _compared(
        chosen, collected, options if settings.perhaps else options.without_perhaps(), settings.cache
    )
    for note in comparison.story.notes:
        say(note)
    text = export.render(comparison, format_name)
    if to_file:
        written = export.write(text, chosen.output)
        say(f"wrote {written} ({format_name})")
        return DONE
    return print_document(text)


def _compared(chosen: argparse.Namespace, collected: Collected, options: Options, keep: bool) -> Comparison:
    """The comparison of a story; an export is aligned anew only where the command line asks for another one."""
    from aligner.stories import cache

    if collected.comparison is not None and {chosen.threshold, chosen.sure, chosen.perhaps} != {None}:
        from aligner.comparison import compare

        return compare(collected.comparison.story, options)
    return cache.compared(collected, options, keep=keep)
