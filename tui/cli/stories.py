"""``synoptic new``, ``add`` and ``refresh``: a story's folder made of addresses and files, and kept up to date."""

from __future__ import annotations

import argparse
import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.errors import SynopticError
from aligner.limits import Limits
from tui.cli.common import COMMANDS, DONE, FAILED, Parser, new_parser, say, settings_of
from tui.cli.fetching import fetch
from tui.cli.outside import standard_input

if TYPE_CHECKING:
    from aligner.fetching import Result
    from aligner.stories.outcomes import Done, Given, Outcome

IN_PART = 3
"""The exit code where some sources could be taken and others could not."""

_SOURCES = """\
A source is an address (http:// or https://), a file (.txt, .md, a page saved
as .html or .mhtml) or - for standard input, articles there divided by a line
of ---. Of a page both are kept: the page as it was sent, in STORY/pages, and
the article's text, which is what synoptic compares. story.toml names them,
with outlet, title, author and date as far as the page tells; change it as you
like, what it says wins. What cannot be taken is reported, the others go on."""

_FETCHING = """\
fetching:
  One request a page, no cookies, no passwords. robots.txt is respected, and an
  address inside of a private network refused without --private. A page that
  cannot be fetched: save it in your browser and add that file."""

_CODES = """\
exit codes:
  0  done
  1  synoptic crashed; one line says where the details are
  2  nothing was done: something is wrong with the arguments, the story, or
     every source; one line each on standard error says what
  3  done in part: some sources failed, one line each says why
  130  interrupted with ctrl+c; the folder is as it was before"""

_USAGES = {
    "new": "synoptic new [--title TITLE] [--private] STORY SOURCE [SOURCE ...]",
    "add": "synoptic add [--private] STORY [SOURCE ...]",
    "refresh": "synoptic refresh [--force] [--private] STORY",
}
_DESCRIPTIONS = {
    "new": f"Make the folder STORY of what several outlets wrote about one event.\n\n{_SOURCES}",
    "add": f"""\
Add sources to the folder STORY, which synoptic new or a person made. Where it
has no story.toml, one is begun that names the articles in it, too; without any
SOURCE nothing else is done.

{_SOURCES}""",
    "refresh": """\
Fetch every source of STORY that has an address (url in story.toml) again. An
article that changed becomes a new version: new files, NAME.2.txt and so on,
which story.toml names from then on, the one before under "earlier". Nothing is
overwritten, and an article that did not change is left alone. A page that lost
most of its text, or went behind a paywall, is reported and not taken.""",
}
_EXAMPLES = {
    "new": """\
examples:
  synoptic new fire https://example.org/fire https://example.com/news/8
  synoptic new fire notes.txt saved.html --title "Fire at the harbour"
  pbpaste | synoptic new fire -         articles from the clipboard (macOS)
  synoptic fire                         then open it""",
    "add": """\
examples:
  synoptic add fire https://example.net/a/12
  synoptic add fire saved.html""",
    "refresh": """\
examples:
  synoptic refresh fire
  synoptic refresh fire --force         take pages that lost most of their text""",
}


def parser(name: str) -> Parser:
    """The arguments of ``new``, ``add`` or ``refresh``."""
    epilog = "\n\n".join((_EXAMPLES[name], _FETCHING, _CODES))
    made = new_parser(f"synoptic {name}", _USAGES[name], _DESCRIPTIONS[name], epilog)
    made.set_defaults(command=name)
    made.add_argument("story", metavar="STORY", help="the story's folder")
    if name != "refresh":
        number = "+" if name == "new" else "*"
        made.add_argument("sources", metavar="SOURCE", nargs=number, help="an address, a file, or - for standard input")
    if name == "new":
        made.add_argument("--title", metavar="TITLE", help="what the story is called; else a headline decides")
    if name == "refresh":
        made.add_argument("--force", action="store_true", help="take a page that lost most of its text, too")
    made.add_argument("--private", action="store_true", help="allow addresses of private networks and this computer")
    made.add_argument("--quiet", action="store_true", help="say only what went wrong")
    return made


def run(chosen: argparse.Namespace) -> int:
    """Do what was chosen, and say what became of every source."""
    from aligner.reading.files import is_address
    from aligner.stories import folder, refreshing

    if is_address(chosen.story):
        raise SynopticError(f"{chosen.story} is an address: the story's folder stands in front of the sources")
    path = Path(chosen.story)
    if chosen.command == "refresh":
        limits = _limits(chosen)
        outcomes = refreshing.refresh(path, _fetching(chosen), force=chosen.force, limits=limits)
    elif chosen.command == "new":
        outcomes = folder.new(path, _given(chosen), _title(chosen.title))
    else:
        outcomes = folder.add(path, _given(chosen))
    return _told(outcomes, chosen)


def _given(chosen: argparse.Namespace) -> Given:
    from aligner.stories.outcomes import Given

    limits = _limits(chosen)
    return Given(chosen.sources, _fetching(chosen), lambda: standard_input(limits), limits)


def _limits(chosen: argparse.Namespace) -> Limits:
    return settings_of(chosen).settings.limits


def _fetching(chosen: argparse.Namespace) -> _Fetching:
    return _Fetching(private=chosen.private, quiet=chosen.quiet, limits=_limits(chosen))


class _Fetching:
    """Fetches as it was chosen on the command line."""

    def __init__(self, *, private: bool, quiet: bool, limits: Limits) -> None:
        self._private = private
        self._quiet = quiet
        self._limits = limits

    def __call__(self, addresses: Sequence[str]) -> list[Result]:
        return fetch(addresses, private=self._private, quiet=self._quiet, limits=self._limits)


def _title(title: str | None) -> str | None:
    if title is None:
        return None
    from aligner.taming import tame

    if not title.strip() or tame(title) != title:
        raise SynopticError("the title is empty or holds control characters: write it in one line")
    return title.strip()


# What is said ---------------------------------------------------------------------------------------------------


def _told(outcomes: Sequence[Outcome], chosen: argparse.Namespace) -> int:
    """A line for every source and one for the whole; the exit code."""
    from aligner.stories.outcomes import Done

    counts = Counter(outcome.done for outcome in outcomes)
    wrong = (Done.FAILED, Done.KEPT)
    # What was to be a new story and did not become one cannot be added to.
    command = "new" if chosen.command == "new" and not counts[Done.ADDED] else "add"
    save = f"save the page in your browser and: synoptic {command} {_argument(chosen.story)} page.html"
    for outcome in outcomes:
        if not chosen.quiet or outcome.done in wrong or outcome.partial is not None:
            say(_line(outcome, save))
        for note in outcome.notes:
            say(note)
    if not chosen.quiet:
        say(_whole(counts, chosen))
    if not counts[Done.FAILED]:
        return DONE
    return IN_PART if counts[Done.FAILED] < len(outcomes) else FAILED


def _line(outcome: Outcome, save: str) -> str:
    """What became of a source; ``save`` is how a page that cannot be fetched is taken in."""
    from aligner.stories.outcomes import Done

    if outcome.failed is not None:
        return outcome.failed.said(save)
    # A file's error names the file already.
    words = outcome.words if outcome.done is Done.FAILED else f"{outcome.done}: {outcome.words}"
    partial = f" (partial: {outcome.partial})" if outcome.partial is not None and outcome.done is not Done.KEPT else ""
    where = f", {outcome.file}" if outcome.done is Done.ADDED and outcome.file != outcome.words else ""
    asked = f" — {outcome.asked}" if outcome.done is Done.SKIPPED else ""
    return f"{words}{where}{partial}{asked}"


def _whole(counts: Counter[Done], chosen: argparse.Namespace) -> str:
    from aligner.stories.outcomes import Done

    parts = [f"{counts[Done(done)]} {word}" for done, word in _COUNTED if counts[Done(done)]]
    total = ", ".join(parts) or "nothing to do"
    story = _argument(chosen.story)
    if chosen.command == "new" and not counts[Done.ADDED]:
        return f"no story was made: {total}"
    return f"{story}: {total}; open it with: synoptic {story}"


_COUNTED = (
    ("added", "added"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("kept", "kept as before"),
    ("skipped", "skipped"),
    ("failed", "failed"),
)


def _argument(path: str) -> str:
    """A path as it is typed in a shell; one that is called as a command is named so that it is none."""
    return shlex.quote(f"./{path}" if path in COMMANDS or path.startswith("-") else path)
