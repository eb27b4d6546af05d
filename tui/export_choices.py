"""Pure: what of a story can be exported from the screen, in which formats, and what the file is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aligner import export
from aligner.export.selection import Selection
from aligner.model import Comparison
from tui.glyphs import plural
from tui.session import Session
from tui.view import ALL, Order

FORMATS: Final[Mapping[str, str]] = {
    "markdown": "Markdown, every fact in full",
    "table": "Markdown, a table: facts down, sources across",
    "html": "HTML, one page to read and to print",
    "csv": "CSV, a row per fact",
    "csv-values": "CSV, a row per value that differs",
    "json": "JSON, everything with its place in the text",
    "calls": "Call list: what is open, whom to ask (Markdown)",
}
"""The formats of ``aligner.export`` in the order of the dialog, and what they are called there."""

_TAGS = {"table": "-table", "csv-values": "-values", "calls": "-calls"}
"""What a name ends in before the ending it shares with another format."""


@dataclass(frozen=True, slots=True)
class What:
    """Facts that can be exported: a line that says which, and the selection; None is all of the story."""

    line: str
    selection: Selection | None = None


def choices(session: Session, comparison: Comparison) -> list[What]:
    """All facts, those that are shown where that is something else, and those with a mark where there are any."""
    found = [What(f"all: {plural(len(comparison.facts), 'fact')}")]
    shown = [f"filter: {session.filter.name}"] if session.filter != ALL else []
    shown += [f"order: {session.order}"] if session.order is not Order.READING else []
    if shown:
        name = " · ".join(shown)
        found.append(What(f"as shown: {len(session.facts)} · {name}", Selection(session.facts, name)))
    if marked := _in_order({index for index, _ in session.marks}, session.facts):
        name = plural(len(marked), "marked fact")
        found.append(What(f"marked: {plural(len(marked), 'fact')}", Selection(marked, name)))
    return found


def _in_order(facts: Collection[int], shown: tuple[int, ...]) -> tuple[int, ...]:
    """Facts in the order in which they are shown; what is not shown comes last."""
    place = {index: at for at, index in enumerate(shown)}
    return tuple(sorted(facts, key=lambda index: (place.get(index, len(shown)), index)))


def default_name(title: str, format_name: str = "markdown") -> str:
    """A file name made of a story's title: ``microsoft-backs-mistral-ai.md``."""
    return f"{_slug(title)}{_TAGS.get(format_name, '')}{export.SUFFIXES[format_name]}"


def _slug(title: str) -> str:
    decomposed = unicodedata.normalize("NFKC", title).casefold()
    slug = re.sub(r"[\W_]+", "-", decomposed).strip("-")
    # File systems allow 255 bytes; a name of sixty characters stays below that in any script.
    return slug[:60].strip("-") or "story"


def renamed(name: str, title: str, before: str, after: str) -> str:
    """A file name after another format was chosen: the ending follows it, of a name that was never edited the rest."""
    if name == default_name(title, before):
        return default_name(title, after)
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix) if suffix.lower() in export.SUFFIXES.values() else name
    return f"{stem}{export.SUFFIXES[after]}"


def format_of(name: str, before: str) -> str:
    """The format that a file name stands for; the one there was where the name fits it, or tells none."""
    suffix = Path(name.strip()).suffix.lower()
    if suffix == export.SUFFIXES[before] or suffix not in export.SUFFIXES.values():
        return before
    return export.format_for(name.strip())
