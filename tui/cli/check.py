"""``synoptic check``: what was read where, for people."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aligner.errors import printable
from aligner.model import Kind
from tui.cli.common import Parser, add_paths, new_parser, one_story, print_document, refuse_command
from tui.cli.outside import collecting

if TYPE_CHECKING:
    from aligner.stories.checking import Checked, Found, Source

_USAGE = "synoptic check [--draft FILE] [--private] PATH [PATH ...]"

_DESCRIPTION = """\
Explain what was read where: for every source its outlet, title, author, date,
address and language, each with the place it was read in (story.toml, the
page's metadata, a line of the text), how many sentences it has and of what
kind; then what had better be mended. PATH is what synoptic opens as well: a
story's folder, files, addresses, or - for standard input."""

_EPILOG = """\
examples:
  synoptic check fire
  synoptic check a.txt saved.html
  synoptic check https://example.org/fire

exit codes:
  0  done, whatever was found
  1  synoptic crashed; one line says where the details are
  2  something cannot be read; one line on standard error says what
  130  interrupted with ctrl+c
  141  the program that read the output stopped reading"""

_COLUMNS = 79
_LABEL = 12
_NAMES = {"published": "date", "url": "address", "at": "time"}


def parser(name: str) -> Parser:
    """The arguments of ``check``."""
    made = new_parser(f"synoptic {name}", _USAGE, _DESCRIPTION, _EPILOG)
    add_paths(made)
    return made


def run(chosen: argparse.Namespace) -> int:
    """Print what was read where."""
    refuse_command(chosen.paths)
    one_story(chosen.paths, "check")
    from aligner import reading
    from aligner.stories import checking

    collected = collecting(chosen)()
    checked = checking.check(collected, reading.read(collected))
    return print_document("\n".join(_lines(checked)) + "\n")


def _lines(checked: Checked) -> Iterator[str]:
    yield from _entry("story", f"{checked.title} [{checked.place}]", "")
    for source in checked.sources:
        yield ""
        yield from _source(source)
    yield ""
    if not checked.remarks:
        yield "Nothing to mend."
        return
    yield "To look at:"
    for remark in checked.remarks:
        yield from textwrap.wrap(printable(remark), _COLUMNS, initial_indent="  - ", subsequent_indent="    ")


def _source(source: Source) -> Iterator[str]:
    draft = " (your draft)" if source.draft else ""
    yield from textwrap.wrap(f"{source.id}  {printable(source.file)}{draft}", _COLUMNS, subsequent_indent="   ")
    yield from _entry("read as", source.form)
    if source.page is not None:
        edited = ", edited since" if source.edited else ""
        yield from _entry("taken from", f"{source.page}{edited}")
    if source.fetched is not None:
        yield from _entry("fetched", source.fetched.replace("T", " ").replace("Z", " UTC"))
    for found in source.attributes:
        yield from _entry(_NAMES.get(found.name, found.name), _told(found))
    kinds = [kind for kind in Kind if source.counts.get(kind)]
    yield from _entry("sentences", ", ".join(f"{source.counts[kind]} {kind}" for kind in kinds) or "none")
    if source.partial is not None:
        yield from _entry("partial", source.partial)
    if source.note is not None:
        yield from _entry("note", source.note)
    for version in reversed(source.earlier):
        when = f" [fetched {version.fetched.replace('T', ' ').replace('Z', ' UTC')}]" if version.fetched else ""
        yield from _entry("before", f"{version.file}{when}")


def _told(found: Found) -> str:
    if found.value is None:
        return "— not found"
    return f"{found.value} [{found.place}]" if found.place else found.value


def _entry(label: str, text: str, indent: str = "   ") -> list[str]:
    """A label and a text beside it, wrapped for 80 columns."""
    first = f"{indent}{label:<{_LABEL}}"
    return textwrap.wrap(printable(text), _COLUMNS, initial_indent=first, subsequent_indent=" " * len(first))
