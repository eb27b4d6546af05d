"""One article whole: its paragraphs as they were written, notes in the margin, one sentence current."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from aligner.model import Article
from tui.article_text import Note, Paragraph, Place, margin, notes, paragraphs
from tui.glyphs import BAR
from tui.grid_layout import Line, fit, wrap
from tui.page import NOW
from tui.passages import QUIET, highlight
from tui.places import Places
from tui.widgets.page_view import PageView
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

MEASURE = 84
"""The most terminal cells of a line of text: longer ones are hard to read."""

_WIDE = 64
"""From so many terminal cells on, the margin says who else tells a fact."""

_MOST_LETTERS = 8
_CONTEXT = 5
"""A fifth of the page stays in view above and below the current sentence."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the width is shared out: cells left of the margin, digits of a number, letters behind it, cells of text."""

    left: int
    digits: int
    letters: int
    text: int

    @property
    def margin(self) -> int:
        """Cells of the margin: bar, number, glyph, letters, and the space before the text."""
        return 1 + self.digits + 1 + (1 + self.letters if self.letters else 0) + 2


def _frame(width: int, facts: int, others: int) -> _Frame:
    digits = max(2, len(str(facts))) + 1
    letters = max(2, min(others, _MOST_LETTERS)) if width >= _WIDE and others else 0
    margin_ = _Frame(0, digits, letters, 0).margin
    text = max(1, min(MEASURE, width - margin_ - 1))
    return _Frame(max(0, (width - margin_ - text) // 2), digits, letters, text)


class ArticlePage(PassageView, can_focus=True):
    """Shows an article; ``cursor`` is the position of the current sentence among those one stops at.

    Everything is wrapped once for a width; paragraphs are drawn when they come into view. Moving the cursor draws the
    paragraphs it leaves and enters.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*PageView.COMPONENT_CLASSES, "article-page--current"}
    DEFAULT_CSS = """
    ArticlePage {
        height: 1fr;
        width: 1fr;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .article-page--current { background: $panel; }
        .passage--section { color: $accent; text-style: bold; }
        .passage--rule { color: $foreground 18%; }
        .passage--now { color: $accent; text-style: bold; }
        .passage--is_agree { color: $text-success; }
        .passage--is_conflict { color: $text-error; text-style: bold; }
        .passage--is_partial { color: $text-warning; }
        .passage--is_single { color: $text-muted; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The current sentence is now the one with this id."""

        sentence: str

    @dataclass
    class Opened(Message):
        """The sentence with this id was clicked twice."""

        sentence: str

    def __init__(self) -> None:
        super().__init__()
        self._places: Places | None = None
        self._article: Article | None = None
        self._paragraphs: list[Paragraph] = []
        self._where: dict[str, tuple[int, Place]] = {}
        self._stops: Sequence[str] = ()
        self._fact: int | None = None
        self._search = ""
        self._frame = _frame(80, 1, 1)
        self._lines: list[tuple[Line, ...]] = []
        self._margins: list[list[Note | None]] = []
        self._starts: list[int] = [0]
        self._strips: LRUCache[tuple[int, str, int | None], list[Strip]] = LRUCache(128)

    # What is shown ------------------------------------------------------------------------------------------------

    def present(
        self, places: Places, article: Article, stops: Sequence[str], at: str | None, fact: int | None, search: str
    ) -> None:
        """Show an article with the cursor on the sentence ``at``, one of ``stops`` (ids).

        ``fact`` is the index of the current fact, whose number is marked; every place of ``search`` is, too.
        """
        fresh = places is not self._places or article is not self._article
        if fresh:
            self._places, self._article = places, article
            self._paragraphs = paragraphs(places, article)
            self._where = {
                place.sentence: (index, place)
                for index, paragraph in enumerate(self._paragraphs)
                for place in paragraph.places
            }
        if search != self._search or fact != self._fact:
            self._search, self._fact = search, fact
            self.forget()
            self.refresh()
        self._stops = stops
        self.set_reactive(ArticlePage.cursor, self.validate_cursor(stops.index(at) if at in stops else 0))
        if fresh:
            self.relayout()
        self.forget()
        self.refresh()
        self.show_cursor()

    @property
    def current(self) -> str | None:
        """The id of the current sentence."""
        return self._stops[self.cursor] if self._stops else None

    def mark(self, fact: int | None) -> None:
        """Make the number of the fact at an index the marked one."""
        if fact != self._fact:
            self._fact = fact
            self.refresh()

    def relayout(self) -> None:
        """Wrap every paragraph and place its notes."""
        width = self.scrollable_content_region.width
        if width <= 0 or self._places is None:
            # Lines of what was shown before are lines of nothing now.
            self._lines, self._starts = [], [0]
            return
        comparison = self._places.comparison
        self._frame = _frame(width, len(comparison.facts), len(comparison.story.articles) - 1)
        self._lines = [wrap(paragraph.passage.text, self._frame.text) for paragraph in self._paragraphs]
        self._margins = [
            margin(notes(self._places, paragraph), lines)
            for paragraph, lines in zip(self._paragraphs, self._lines, strict=True)
        ]
        heights = [
            len(notes_) + paragraph.apart for paragraph, notes_ in zip(self._paragraphs, self._margins, strict=True)
        ]
        self._starts = [0, *accumulate(heights)]
        self.forget()
        self.virtual_size = Size(width, self._starts[-1])
        self.refresh()

    def forget(self) -> None:
        """Drop the drawn paragraphs."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Wrap anew for the new width, the current sentence in view."""
        self.relayout()
        self.show_cursor()

    # The cursor ---------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a sentence."""
        return max(0, min(cursor, len(self._stops) - 1))

    def watch_cursor(self) -> None:
        """Show where the cursor is now."""
        self.refresh()
        self.show_cursor()
        if self._stops:
            self.post_message(self.Moved(self._stops[self.cursor]))

    def _extent(self, sentence: str) -> tuple[int, int]:
        """The first line of a sentence on the page and the one after its last."""
        index, place = self._where[sentence]
        lines = self._lines[index]
        first = min(bisect_right(lines, place.start, key=itemgetter(1)), len(lines) - 1)
        last = min(bisect_left(lines, place.end, key=itemgetter(1)), len(lines) - 1)
        top = self._starts[index] + self._paragraphs[index].apart
        return top + first, top + last + 1

    def show_cursor(self) -> None:
        """Scroll as little as shows the current sentence and some lines around it; at either end, all there is."""
        if not self._stops or not self._lines:
            return
        first, end = self._extent(self._stops[self.cursor])
        page = self.scrollable_content_region.height
        around = max(0, min(max(1, page // _CONTEXT), (page - (end - first)) // 2))
        top, low = first - around, end + around - page
        if self.cursor == 0:
            top = max(0, min(top, end - page))
        if self.cursor == len(self._stops) - 1:
            low = max(low, min(first, self._starts[-1] - page))
        self.scroll_to(y=max(min(low, first), min(self.scroll_offset.y, top)), animate=False)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) sentence; first scroll through one that is taller than the page."""
        if not self._stops or not self._lines:
            return
        first, end = self._extent(self._stops[self.cursor])
        page, y = self.scrollable_content_region.height, self.scroll_offset.y
        hidden = end - y - page if direction > 0 else y - first
        if end - first > page and hidden > 0:
            self.scroll_to(y=y + direction * min(hidden, max(1, page - 1)), animate=False)
        else:
            self.cursor += direction

    def turn(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one sentence."""
        if not self._stops or not self._lines:
            return
        first, _ = self._extent(self._stops[self.cursor])
        wanted = first + int(self.scrollable_content_region.height * share)
        firsts = [self._extent(stop)[0] for stop in self._stops]
        if share > 0:
            self.cursor = max(self.cursor + 1, bisect_right(firsts, wanted) - 1)
        else:
            self.cursor = min(self.cursor - 1, bisect_left(firsts, wanted))

    def on_click(self, event: events.Click) -> None:
        """Select the sentence under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        sentence = self._sentence_at(offset.x, self.scroll_offset.y + offset.y) if offset is not None else None
        if sentence is None or sentence not in self._stops:
            return
        self.cursor = self._stops.index(sentence)
        if event.chain == 2:
            self.post_message(self.Opened(sentence))

    def _sentence_at(self, x: int, line: int) -> str | None:
        """The id of the sentence drawn at a cell of a line; in the margin, the one the line begins with."""
        if not self._lines or line >= self._starts[-1]:
            return None
        index = bisect_right(self._starts, line) - 1
        paragraph = self._paragraphs[index]
        within = line - self._starts[index] - paragraph.apart
        if not 0 <= within < len(self._lines[index]):
            return None
        start, end = self._lines[index][within]
        column = x - self._frame.left - self._frame.margin
        note = self._margins[index][within]
        if column < 0 and note is not None:
            return note.sentence
        at = start
        while at < end - 1 and cell_len(paragraph.passage.text[start : at + 1]) <= column:
            at += 1
        covering = [place.sentence for place in paragraph.places if place.end > at]
        return covering[0] if covering else None

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if not self._lines or line >= self._starts[-1]:
            return self.blank()
        index = bisect_right(self._starts, line) - 1
        current = self._stops[self.cursor] if self._stops else ""
        here = current in self._where and self._where[current][0] == index
        key = (index, current if here else "", self._fact if here else None)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._draw(index, self._where[current][1] if here else None)
            self._strips[key] = strips
        return strips[line - self._starts[index]]

    def _draw(self, index: int, current: Place | None) -> list[Strip]:
        """All lines of a paragraph, the empty one before it included."""
        paragraph, lines = self._paragraphs[index], self._lines[index]
        passage = highlight(paragraph.passage, self._search)
        ground, width = self.rich_style, self.scrollable_content_region.width
        lit = ground + part_style(self, "article-page--current")
        strips = [self.blank()] if paragraph.apart else []
        for number, note in enumerate(self._margins[index]):
            start, end = lines[number] if number < len(lines) else (0, 0)
            split = (current.start, current.end) if current is not None else (end, end)
            first, last = max(start, min(split[0], end)), max(start, min(split[1], end))
            bar = BAR if first < last else " "
            segments = [Segment(" " * self._frame.left, ground), Segment(bar, ground + self.role_style(NOW))]
            own = current is not None and note is not None and note.sentence == current.sentence
            segments += self._margin(note, own, ground)
            for piece, style in (((start, first), ground), ((first, last), lit), ((last, end), ground)):
                segments += self.segments(passage.pieces(piece), style, 0)
            strips.append(Strip(segments).adjust_cell_length(width, ground))
        return strips

    def _margin(self, note: Note | None, current: bool, ground: Style) -> list[Segment]:
        """``  7≠ B·DE  ``: the note of a line, without the bar."""
        frame, quiet = self._frame, ground + self.role_style(QUIET)
        room = frame.margin - 1
        if note is None:
            return [Segment(" " * room, ground)]
        if not note.number:
            sign = note.others if cell_len(note.others) <= room - 2 else note.glyph
            return [Segment(sign.rjust(room - 2) + "  ", quiet)]
        marked = current and (self._fact is None or note.number == str(self._fact + 1))
        number = ground + self.role_style(NOW) if marked else quiet
        segments = [
            Segment(note.number.rjust(frame.digits), number),
            Segment(note.glyph, ground + self.role_style(note.role)),
        ]
        if frame.letters:
            letters = note.others
            if len(letters) > frame.letters:
                letters = f"+{sum(letter != '·' for letter in letters)}"
            segments.append(Segment(" ", ground))
            segments += [Segment(letter, quiet if letter == "·" else ground) for letter in fit(letters, frame.letters)]
            segments.append(Segment(" " * (frame.letters - len(letters)), ground))
        return [*segments, Segment("  ", ground)]
