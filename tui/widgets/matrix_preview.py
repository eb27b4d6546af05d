"""Under the Matrix: the current fact, what the sources say of it, and where in each article it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from aligner import versions
from aligner.model import Comparison, Fact
from tui import sources
from tui.arrangement import Arrangement
from tui.detail_text import desk_entries, heading, judged_difference
from tui.glyphs import TYPE_LETTER
from tui.grid_layout import fit, pad, wrap
from tui.ledger_text import passage, pieces
from tui.matrix import STANCE_GLYPH, STANCE_WORDS, Stance, is_perhaps, stances
from tui.passages import FAINT, QUIET, STRONG, Passage, Writer, cell, highlight, joined, letter_role
from tui.prominence import Prominence, told, track
from tui.view import differ_in_judgements_only
from tui.widgets.passage_view import PassageView

_BESIDE = 104
"""From so many cells on, the strips of all sources stand beside the words; below it, only the current source's."""

_NAME, _TRACK, _WORDS = 18, 16, 27
_MOST_NAME = 36
STRIPS = 2 + _NAME + 3 + _TRACK + 2 + _WORDS
"""Cells of the strips beside the words, with the gap before them."""

_HANG = 2

_SILENT = "does not tell this."

Pieces = list[tuple[str, str]]


class FactPreview(PassageView):
    """Reading without leaving the Matrix. Nothing in it is chosen by key; the wheel scrolls what does not fit."""

    DEFAULT_CSS = """
    FactPreview {
        height: 9;
        background: $surface;
        border-top: solid $foreground 25%;
        border-title-color: $foreground;
        border-title-style: bold;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        padding: 0 1;
        .passage--accent { color: $accent; text-style: bold; }
        .passage--says { color: $text-success; }
        .passage--otherwise { color: $text-error; text-style: bold; }
        .passage--less { color: $text-warning; }
        .passage--silent { color: $text-muted; }
        .passage--track { color: $foreground 30%; }
        .passage--tick { color: $foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "passage--accent",
        "passage--says",
        "passage--otherwise",
        "passage--less",
        "passage--silent",
        "passage--track",
        "passage--tick",
    }

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._prominence: Prominence | None = None
        self._shown: tuple[int, int, str, Arrangement | None] = (-1, -1, "", None)
        self._lines: list[Pieces] = []

    def present(
        self,
        comparison: Comparison,
        prominence: Prominence,
        index: int,
        source: int,
        search: str,
        arrangement: Arrangement | None = None,
    ) -> None:
        """Show the fact at an index as the source at an index tells it, every place of ``search`` marked.

        The sources stand in the order of ``arrangement``, hidden ones last: here as in the detail pane, all are heard.
        """
        shown = (index, source, search, arrangement)
        before, self._comparison = self._comparison, comparison
        if before is None or shown != self._shown or not differ_in_judgements_only(before, comparison):
            self._prominence, self._shown = prominence, shown
            self.relayout()
            self.to_top()
        elif before.facts[index] is not comparison.facts[index]:
            self.relayout()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self.relayout()

    def relayout(self) -> None:
        """Put the lines together."""
        width = self.scrollable_content_region.width
        if self._comparison is None or self._prominence is None or width <= 0:
            return
        index, source, search, arrangement = self._shown
        fact = self._comparison.facts[index]
        self.border_title = Content(heading(fact, index + 1, max(0, self.size.width - 4)))
        self._lines = preview(self._comparison, fact, self._prominence, source, width, search, arrangement)
        self.take_lines(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return self.blank()
        return Strip(self.segments(self._lines[index], self.rich_style, self.scrollable_content_region.width))


def preview(
    comparison: Comparison,
    fact: Fact,
    prominence: Prominence,
    source: int,
    width: int,
    search: str = "",
    arrangement: Arrangement | None = None,
) -> list[Pieces]:
    """The lines of the preview as pieces of (text, role), each at most ``width`` cells.

    What the current source says stands first, then what the others do: a silent source must not leave nothing to read.
    """
    articles = comparison.story.articles
    order = arrangement or Arrangement.of(len(articles))
    standing = [*order.shown, *(index for index in order.order if index in order.hidden)]
    current = articles[source].id
    others = [articles[index].id for index in standing if index != source and articles[index].id in fact.cells]
    if width < _BESIDE:
        strip = _strip(comparison, fact, prominence, source, width)
        words = [line for other in others for line in _words(comparison, fact, other, width, search)]
        # The strip says it of a silent one.
        said = _said(comparison, fact, current, width, search) if current in fact.cells else ()
        return [strip, *_desk(comparison, fact, width, 1), *_values(fact, width, search, 1), *said, *words]
    room = width - STRIPS
    left = [*_desk(comparison, fact, room, 2), *_values(fact, room, search, 3)]
    for teller in (current, *others):
        left += _words(comparison, fact, teller, room, search, "accent" if teller == current else STRONG)
    right = [_strip(comparison, fact, prominence, index, STRIPS - 2, index == source) for index in standing]
    found: list[Pieces] = []
    for beside, strip in zip_longest(left, right):
        used = sum(cell_len(text) for text, _ in beside or [])
        found.append([*(beside or []), (" " * (room + 2 - used), ""), *(strip or [])])
    return found


def _words(
    comparison: Comparison, fact: Fact, source: str, width: int, search: str, role: str = STRONG
) -> Iterator[Pieces]:
    """A source's name and below it what it says; in one line that it is silent."""
    name = sources.lettered(comparison.article(source))
    if source not in fact.cells:
        # The name gives way, not what is said of it.
        yield [(fit(name, max(1, width - len(_SILENT) - 1)), role), (fit(f" {_SILENT}", width - 1), QUIET)]
        return
    yield [(fit(name, width), role)]
    yield from _said(comparison, fact, source, width, search)


def _said(comparison: Comparison, fact: Fact, source: str, width: int, search: str) -> Iterator[Pieces]:
    said = cell(comparison, fact, source) or Writer().add(_SILENT, QUIET).passage()
    return _hanging(said, width, search)


def _hanging(words: Passage, width: int, search: str, hang: int = _HANG) -> Iterator[Pieces]:
    marked = highlight(words, search)
    for line in wrap(marked.text, max(1, width - hang)):
        yield [(" " * hang, ""), *marked.pieces(line)]


def _desk(comparison: Comparison, fact: Fact, width: int, most: int) -> Iterator[Pieces]:
    """What the person makes of a fact, and what became of it over time; each in at most so many lines."""
    told = [entry.body for entry in desk_entries(comparison, fact)]
    told += [Writer().add_raw(line).passage() for line in versions.lines(comparison, fact)]
    for body in told:
        lines = wrap(body.text, max(1, width - 2))
        for number, line in enumerate(lines[:most]):
            yield [*body.pieces(line), *([(" …", QUIET)] if number == most - 1 < len(lines) - 1 else [])]


def _values(fact: Fact, width: int, search: str, most: int) -> Iterator[Pieces]:
    """``$ $16.3 million A · was not announced B``, for each difference at most so many lines, the rest an ellipsis."""
    for difference in fact.differences:
        told = pieces(difference.type, difference.severity, difference.values, judged_difference(difference))
        marked = highlight(passage(told), search)
        lines = wrap(marked.text, max(1, width - _HANG - 2))
        for number, line in enumerate(lines[:most]):
            letter = TYPE_LETTER[difference.type] if number == 0 else " "
            role = letter_role(difference.type, difference.severity) if number == 0 else ""
            more: Pieces = [(" …", QUIET)] if number == most - 1 < len(lines) - 1 else []
            yield [(letter, role), (" ", ""), *marked.pieces(line), *more]


def _strip(
    comparison: Comparison, fact: Fact, prominence: Prominence, source: int, width: int, current: bool = True
) -> Pieces:
    """``D Bloomberg   ≠ H┄┄┄┄┄┃┄┄┄┄ paragraph 14 of 16``: who, what of it, where."""
    article = comparison.story.articles[source]
    stance = stances(comparison, fact)[article.id]
    faint = FAINT if is_perhaps(fact, article.id) else ""
    length = min(_TRACK, max(6, width // 4))
    name = max(1, min(_MOST_NAME, width - 4 - length - 2 - _WORDS))
    found: Pieces = [
        (pad(sources.lettered(article), name), "accent" if current else ""),
        (f" {STANCE_GLYPH[stance]}", joined(stance, faint)),
        ("? " if faint else "  ", QUIET),
    ]
    if stance is Stance.SILENT:
        return [*found, (STANCE_WORDS[stance], QUIET)]
    standings = prominence.standings(fact.cells[article.id])
    found += [(text, joined("tick", faint) if stands else "track") for text, stands in track(standings, length)]
    words = told(standings)
    late = all(standing.is_late for standing in standings)
    room = width - name - 4 - length - 2
    return [*found, ("  ", ""), (fit(words, room), STRONG if late else QUIET)]


_Legend = tuple[tuple[str, str], ...]
_STANCES: _Legend = (("●", "says"), ("≠", "says otherwise"), ("◐", "says less"), ("—", "silent"), ("?", "only perhaps"))
_SHORT: _Legend = (("●", "says"), ("≠", "otherwise"), ("◐", "less"), ("—", "silent"), ("?", "perhaps"))
_TRACKED: _Legend = (("H", "headline"), ("┃", "where in the article"))
_LETTERED: _Legend = (("H", "headline"), ("L", "lede"), ("1–9", "tenth of the article"))
_LETTERED_SHORT: _Legend = (("H L 1–9", "where it stands"),)


class Legend(Widget):
    """What the glyphs of the Matrix mean, in one line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Legend { height: 1; background: $background; color: $text-muted; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._tracked = True
        self._desk: _Legend = ()

    def tell_desk(self, signs: _Legend) -> None:
        """Explain the signs of the desk that there are, too."""
        if signs != self._desk:
            self._desk = signs
            self.refresh()

    def tell(self, tracked: bool) -> None:
        """Explain tracks, or the letters that stand in their place."""
        self._tracked = tracked
        self.refresh()

    def render(self) -> Content:
        """As much as fits, the stances first, then the signs of the desk."""
        where = (_TRACKED,) if self._tracked else (_LETTERED, _LETTERED_SHORT)
        desks = (self._desk, ()) if self._desk else ((),)
        offers: list[_Legend] = []
        for desk in desks:
            offers += [(*stances_, *desk, *places) for stances_ in (_STANCES, _SHORT) for places in where]
            offers += [(*stances_, *desk) for stances_ in (_STANCES, _SHORT)]
        lines = [_legend(offer, gap) for offer in offers for gap in (3, 2)]
        return next((line for line in lines if line.cell_length <= self.content_size.width), lines[-1])


def _legend(parts: _Legend, gap: int) -> Content:
    written = [Content.assemble((glyph, "bold $foreground"), f" {word}") for glyph, word in parts]
    return Content(" " * gap).join(written)
