"""What a command reads that is no file: pages by their addresses, standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aligner.errors import SynopticError
from aligner.limits import BUILT_IN, Limits, raised, size
from tui.cli.common import say, settings_of

if TYPE_CHECKING:
    from aligner.reading import Collected, Outside
    from aligner.reading.documents import Document

_SAVE = "save the page in your browser and name the file in place of the address"


def collecting(chosen: argparse.Namespace) -> Callable[[], Collected]:
    """Collects the story that the arguments name, as often as it is called: pages are fetched the first time alone."""
    from aligner import reading

    limits = settings_of(chosen).settings.limits
    source = outside(limits, private=chosen.private)
    return lambda: reading.collect(
        chosen.paths,
        draft=chosen.draft,
        outside=source,
        versions=chosen.versions,
        versions_of=chosen.versions_of or (),
        limits=limits,
    )


def outside(limits: Limits = BUILT_IN, *, private: bool = False, quiet: bool = False) -> Outside:
    """Pages are fetched, with bars or lines on standard error, and "-" is standard input.

    ``private`` allows addresses of private networks and of this computer.
    """
    from aligner.reading import Outside

    return Outside(
        fetch=lambda addresses: _documents(addresses, limits, private, quiet),
        standard_input=lambda: standard_input(limits),
    )


def _documents(addresses: Sequence[str], limits: Limits, private: bool, quiet: bool) -> list[Document | SynopticError]:
    from aligner.fetching import Failed
    from aligner.stories.material import document_of
    from tui.cli.fetching import fetch

    found: list[Document | SynopticError] = []
    for result in fetch(addresses, private=private, quiet=quiet, limits=limits):
        if isinstance(result, Failed):
            found.append(SynopticError(result.said(_SAVE)))
            continue
        for note in result.notes:
            say(note)
        try:
            found.append(document_of(result, limits))
        except SynopticError as error:
            found.append(error)
    return found


def standard_input(limits: Limits = BUILT_IN) -> bytes:
    """All of standard input; on a terminal it is said how to end it.

    Raises SynopticError if it cannot be read, or holds more than all sources of a story can.
    """
    if sys.stdin is None:
        raise SynopticError("standard input is closed: put the articles into files")
    if sys.stdin.isatty():
        say("paste the articles, a line of --- between two; end with ctrl+d on a line of its own")
    most = max(limits.page_bytes, limits.sources * limits.text_bytes)
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise SynopticError(f"standard input cannot be read: {(error.strerror or str(error)).lower()}") from None
    if len(data) > most:
        raise SynopticError(
            f"standard input holds more than {size(most)}, all that {limits.sources} articles can have: "
            f"put the articles into files, {raised('text_bytes')}"
        )
    return data
