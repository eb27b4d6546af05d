"""``synoptic export``: the comparison as a document, without a screen."""

from __future__ import annotations

import argparse

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
from tui.cli.judging import add_judge, judge_of
from tui.cli.making import options_of, prepared
from tui.cli.outside import collecting
from tui.cli.selecting import add_selection

_EXPORT_USAGE = "synoptic export [-f FORMAT] [-o FILE] [options] PATH [PATH ...]"

_EXPORT_DESCRIPTION = """\
Write the aligned comparison of a story as a document.

PATH is what synoptic itself opens: a folder, files, addresses, - for standard
input. The document goes to standard output, or whole into a file with -o;
everything else that is said goes to standard error. threshold, sure and
perhaps hold as they do on the screen, from the environment and the file of
settings, too. What was decided about the story at the desk (its
synoptic.decisions.json) is in the document: corrections, verdicts, notes."""

_EXPORT_EPILOG = """\
formats:
  markdown    every fact in full, its sources one below the other (.md)
  table       Markdown, a row per fact and a column per source
  html        one page that needs nothing else, to read and to print (.html)
  csv         for spreadsheets, a row per fact (.csv)
  csv-values  for spreadsheets, a row per value that differs
  json        everything, with its place in the text (.json)
  calls       the call list: what is open, who says what, where to ask

examples:
  synoptic export seeds                 Markdown to standard output
  synoptic export seeds -o story.md     Markdown into a file
  synoptic export seeds -o story.json   JSON: the ending chooses the format
  synoptic export seeds -o story.html --agreement conflict
  synoptic export seeds -f calls -o calls.md --verdict ask,open
  synoptic export seeds -f table --facts 3,7,12-15
  synoptic export a.txt b.txt -f json | jq '.facts[].label'

exit codes:
  0  done
  1  synoptic crashed; one line says where the details are
  2  something is wrong with the arguments, a setting, a file or the output;
     one line on standard error says what, and no file is left half written
  130  interrupted with ctrl+c
  141  the program that read the output stopped reading"""

FORMATS = ("markdown", "table", "html", "csv", "csv-values", "json", "calls")
"""Those of ``aligner.export``, which is loaded when there is something to export."""


def parser(name: str) -> Parser:
    """The arguments of ``export``."""
    made = new_parser("synoptic export", _EXPORT_USAGE, _EXPORT_DESCRIPTION, _EXPORT_EPILOG)
    add_paths(made)
    made.add_argument(
        "-f",
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help="format of the document (see below); without it, the ending of FILE decides, and markdown where there "
        "is no FILE",
    )
    made.add_argument(
        "-o", "--output", metavar="FILE", help="write into FILE, whole or not at all; - is standard output"
    )
    made.add_argument(
        "--decisions",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="follow what was decided about the story (the default), or show it as the program alone has it",
    )
    add_selection(made)
    add_levels(made)
    add_cache(made)
    add_config(made)
    add_judge(made)
    return made


def run(chosen: argparse.Namespace) -> int:
    """Write the comparison of a story to standard output or a file."""
    from aligner import export

    to_file = chosen.output not in (None, STANDARD)
    format_name = chosen.format or (export.format_for(chosen.output) if to_file else "markdown")
    settings = settings_of(chosen).settings
    judge = judge_of(chosen)
    one_story(chosen.paths, "export")
    collected = collecting(chosen)()
    if to_file:
        export.spare_articles(chosen.output, collected.story, collected.exports)
    comparison, selected = prepared(chosen, collected, options_of(settings), say, keep=settings.cache, judge=judge)
    text = export.render(comparison, format_name, selected)
    if to_file:
        written = export.write(text, chosen.output)
        say(f"wrote {written} ({format_name})")
        return DONE
    return print_document(text)
