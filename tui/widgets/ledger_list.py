"""The list of the Ledger screen: entries under calm heads, each with its variants and who tells which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from aligner.model import Comparison, LedgerEntry, Mention
from tui.glyphs import BAR, TYPE_LETTER
from tui.grid_layout import Line, height, show, wrap
from tui.ledger_text import EntryRow, Piece, SectionRow, heading, in_order, mention_at, passage, pieces, rows
from tui.passages import QUIET, STRONG, Mark, Passage, Writer, highlight, letter_role, plain, write_sentence
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

_TYPE = 10
"""Cells of the letter and the name of a type."""

_LABEL_AT = 1 + 1 + 2 + _TYPE
_BESIDE = 96
"""From so many cells on, the variants stand beside the label; below it, under it."""

_GAP = 3
_MARGIN = 5
"""A fifth of the page stays in view above and below the current entry."""

_AIRY = 30
"""From so many lines on, an empty line follows every entry."""

_NO_LINES: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """The text of an entry: its label, and its variants in pieces and as one text."""

    label: str
    parts: list[Piece]
    told: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """How entries are laid out: cells of label and variants, side by side or not, with an empty line after or not."""

    label: int = 1
    told: int = 1
    is_wide: bool = False
    is_airy: bool = False

    def height(self, written: _Written) -> int:
        """Lines of an entry with the empty one after it."""
        label, told = height(written.label, self.label), height(written.told, self.told)
        return (max(label, told) if self.is_wide else label + told) + self.is_airy

    def told_at(self, written: _Written) -> tuple[int, int]:
        """The cell and the line of an entry where its variants begin."""
        if self.is_wide:
            return _LABEL_AT + self.label + _GAP, 0
        return _LABEL_AT, height(written.label, self.label)


class LedgerList(PassageView):
    """Shows entries; ``cursor`` is the position of the current one, ``mention`` that of its current mention.

    Mentions are counted in the order in which the entry tells them. Only plain text is wrapped beforehand; what is
    drawn is drawn when it is first seen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ledger--current",
        "passage--accent",
        "passage--chosen",
        "passage--head",
        "passage--line",
    }
    DEFAULT_CSS = """
    LedgerList {
        height: 1fr;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .ledger--current { background: $panel; }
        .passage--accent { color: $accent; text-style: bold; }
        .passage--chosen { text-style: bold reverse; }
        .passage--head { text-style: bold; }
        .passage--line { color: $foreground 20%; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    mention: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """Another entry or mention is the current one."""

    class Opened(Message):
        """The current mention was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[LedgerEntry, ...] = ()
        self._decided: tuple[str, ...] = ()
        self._search = ""
        self._rows: tuple[SectionRow | EntryRow, ...] = ()
        self._row_of: list[int] = []
        self._written: list[_Written] = []
        self._shape = _Shape()
        self._starts: list[int] = [0]
        self._strips: LRUCache[tuple[int, int], list[Strip]] = LRUCache(256)

    # What is shown ------------------------------------------------------------------------------------------------

    def present(
        self,
        entries: Sequence[LedgerEntry],
        cursor: int,
        mention: int,
        search: str = "",
        decided: Sequence[str] = (),
    ) -> None:
        """Show entries in the order of the list, every place of ``search`` marked.

        ``decided`` says of each what the person made of it; as long as nothing is decided it may be empty.
        """
        told = tuple(decided) or ("",) * len(entries)
        if (tuple(entries), told) != (self._entries, self._decided):
            self._entries, self._decided = tuple(entries), told
            self._written = [_write(entry, words) for entry, words in zip(self._entries, told, strict=True)]
        self._search = search
        self._rows = rows(self._entries, range(len(self._entries)))
        self._row_of = [index for index, row in enumerate(self._rows) if isinstance(row, EntryRow)]
        self.set_reactive(LedgerList.cursor, self.validate_cursor(cursor))
        self.set_reactive(LedgerList.mention, self.validate_mention(mention))
        self.relayout()

    def relayout(self) -> None:
        """Place every entry; then keep the current one in view."""
        width = self.scrollable_content_region.width
        if width <= 0:
            self._starts = [0]  # where other entries stood says nothing of these
            return
        shape = self._shape = self._shaped(width)
        self._starts = [0, *accumulate(self._heights(shape))]
        self.forget()
        self.virtual_size = Size(width, self._starts[-1])
        self.refresh()
        self.call_after_refresh(self.show_cursor)

    @property
    def _stands(self) -> bool:
        """Whether the entries have their places: they have none before there is room."""
        return len(self._starts) > len(self._rows)

    def _shaped(self, width: int) -> _Shape:
        room = max(2, width - _LABEL_AT - 1)
        is_airy = self.app.size.height >= _AIRY
        if width < _BESIDE:
            return _Shape(room, room, False, is_airy)
        longest = max((cell_len(written.label) for written in self._written), default=1)
        # A label that has to be wrapped anyway leaves the more room to the variants.
        label = longest if longest <= room // 2 else room * 2 // 5
        return _Shape(label, room - label - _GAP, True, is_airy)

    def _heights(self, shape: _Shape) -> Iterator[int]:
        for row in self._rows:
            yield 1 + shape.is_airy if isinstance(row, SectionRow) else shape.height(self._written[row.position])

    def forget(self) -> None:
        """Drop the drawn rows."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Wrap anew for the new size."""
        if not self._stands or self._shaped(self.scrollable_content_region.width) != self._shape:
            self.relayout()
        self.call_after_refresh(self.show_cursor)

    # The cursor ---------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many entries are shown."""
        return len(self._entries)

    @property
    def entry(self) -> LedgerEntry | None:
        """The current entry."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    @property
    def current(self) -> Mention | None:
        """The current mention."""
        return in_order(self.entry.mentions)[self.mention] if self.entry else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a shown entry."""
        return max(0, min(cursor, len(self._entries) - 1))

    def validate_mention(self, mention: int) -> int:
        """Keep to the mentions of the current entry."""
        return max(0, min(mention, len(self.entry.mentions) - 1 if self.entry else 0))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the entry that was current and the one that is, its first mention chosen."""
        self.set_reactive(LedgerList.mention, 0)
        self._refresh_entry(old)
        self._refresh_entry(new)
        self.show_cursor()
        self.post_message(self.Moved())

    def watch_mention(self) -> None:
        """Redraw the current entry."""
        self._refresh_entry(self.cursor)
        self.post_message(self.Moved())

    def _refresh_entry(self, position: int) -> None:
        if position < len(self._row_of) and self._stands:
            row = self._row_of[position]
            self.refresh_lines(self._starts[row], self._starts[row + 1] - self._starts[row])

    def show_cursor(self) -> None:
        """Scroll as little as shows the current entry and some lines around it; above the first, its head too."""
        page = self.scrollable_content_region.height
        if not self._row_of or page <= 0 or not self._stands:
            return
        row = self._row_of[self.cursor]
        top, end = self._starts[row], self._starts[row + 1]
        margin = min(page // _MARGIN, max(0, (page - (end - top)) // 2))
        if self.cursor == 0:
            top, margin = 0, 0
        first, last = top - margin, end + margin - page
        self.scroll_to(y=min(first, max(last, self.scroll_offset.y)), animate=False)

    def page(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one entry."""
        if not self._row_of or not self._stands:
            return
        distance = int(self.scrollable_content_region.height * share)
        landed = self._entry_at(self._starts[self._row_of[self.cursor]] + distance)
        direction = 1 if share > 0 else -1
        self.cursor = landed if (landed - self.cursor) * direction > 0 else self.cursor + direction

    def _entry_at(self, line: int) -> int:
        """The position of the entry drawn at a line, or of the nearest one above it."""
        row = max(0, min(bisect_right(self._starts, line) - 1, len(self._rows) - 1))
        return max(0, bisect_right(self._row_of, row) - 1)

    def on_click(self, event: events.Click) -> None:
        """Select the entry under the mouse, and the mention if it is on one; twice opens it."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + (offset.y if offset else 0)
        if offset is None or line >= self._starts[-1]:
            return
        row = bisect_right(self._starts, line) - 1
        shown = self._rows[row]
        if isinstance(shown, SectionRow):
            return
        self.cursor = shown.position
        mention = self._mention_under(self._written[shown.position], line - self._starts[row], offset.x)
        if mention is not None:
            self.mention = mention
        if event.chain == 2:
            self.post_message(self.Opened())

    def _mention_under(self, written: _Written, line: int, x: int) -> int | None:
        """The mention whose words stand at a cell of one of an entry's lines."""
        left, top = self._shape.told_at(written)
        lines = wrap(written.told, self._shape.told)
        if x < left or not 0 <= line - top < len(lines):
            return None
        start, end = lines[line - top]
        at = next(
            (offset for offset in range(start, end) if cell_len(written.told[start : offset + 1]) > x - left), None
        )
        return mention_at(written.parts, at) if at is not None else None

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if not self._stands or line >= self._starts[-1]:
            return self.blank()
        row = bisect_right(self._starts, line) - 1
        shown = self._rows[row]
        current = isinstance(shown, EntryRow) and shown.position == self.cursor
        key = row, self.mention if current else -1
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._draw(row, current)
        return strips[line - self._starts[row]]

    def _draw(self, row: int, current: bool) -> list[Strip]:
        """All lines of a row."""
        shown = self._rows[row]
        height_ = self._starts[row + 1] - self._starts[row]
        if isinstance(shown, SectionRow):
            found = [self._section(shown)]
        else:
            found = self._entry(shown, current, height_ - int(self._shape.is_airy))
        return [*found, *[self.blank()] * (height_ - len(found))]

    def _section(self, section: SectionRow) -> Strip:
        """``≠ Conflicts ──────────────── 8 entries``."""
        width = self.scrollable_content_region.width
        count = "1 entry" if section.count == 1 else f"{section.count} entries"
        rule = "─" * max(0, width - cell_len(section.text) - cell_len(count) - 5)
        written = [(f" {section.text} ", "head"), (rule, "line"), (f" {count} ", QUIET)]
        return Strip(self.segments(written, self.rich_style, width))

    def _entry(self, row: EntryRow, current: bool, lines: int) -> list[Strip]:
        """The lines of an entry: bar, type, label, variants."""
        written, shape = self._written[row.position], self._shape
        ground = self.rich_style + (part_style(self, "ledger--current") if current else Style.null())
        label = highlight(plain(written.label, STRONG if current else QUIET), self._search)
        told = highlight(passage(written.parts, self.mention if current else None), self._search)
        labels, tolds = wrap(written.label, shape.label), wrap(written.told, shape.told)
        _, top = shape.told_at(written)
        found = []
        for line in range(lines):
            segments = self.segments([(BAR if current else " ", "accent")], ground, 2)
            segments += self._type(row, ground) if line == 0 else self.segments([], ground, 2 + _TYPE)
            if shape.is_wide or line < top:
                segments += self.segments(_cut(label, labels, line), ground, shape.label + _GAP)
            if line >= top:
                segments += self.segments(_cut(told, tolds, line - top), ground, shape.told)
            found.append(Strip(segments).adjust_cell_length(self.scrollable_content_region.width, ground))
        return found

    def _type(self, row: EntryRow, ground: Style) -> list[Segment]:
        """``$ money``, on the entries of a type after the first the letter alone."""
        entry = self._entries[row.position]
        letter = (TYPE_LETTER[entry.type], letter_role(entry.type, entry.severity))
        word = (f" {entry.type}" if row.is_first else "", QUIET)
        return self.segments([letter, word], ground, 2 + _TYPE)


def _write(entry: LedgerEntry, decided: str) -> _Written:
    parts = pieces(entry.type, entry.severity, entry.mentions, decided)
    return _Written(" ".join(show(entry.label).text.split()), parts, "".join(part.text for part in parts))


def _cut(text: Passage, lines: tuple[Line, ...], line: int) -> list[tuple[str, str]]:
    return text.pieces(lines[line]) if line < len(lines) else []


class MentionPreview(PassageView):
    """The sentence of the current mention, the mention marked in it; where it stands, and which rows hold it."""

    DEFAULT_CSS = """
    MentionPreview {
        height: 8;
        background: $surface;
        border-top: solid $foreground 25%;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._shown: tuple[LedgerEntry, Mention, tuple[int, ...], str] | None = None
        self._text = Passage("", ())
        self._lines: tuple[Line, ...] = _NO_LINES

    def present(
        self, comparison: Comparison, entry: LedgerEntry, mention: Mention, facts: Sequence[int], search: str
    ) -> None:
        """Show a mention of an entry; ``facts`` are the indexes of the facts that hold its sentence."""
        self._comparison = comparison
        self._shown = entry, mention, tuple(facts), search
        self.relayout()
        self.to_top()

    def on_resize(self) -> None:
        """Wrap anew for the new width."""
        self.relayout()

    def relayout(self) -> None:
        """Write and wrap the text."""
        width = self.scrollable_content_region.width
        if self._comparison is None or self._shown is None or width <= 0:
            return
        entry, mention, facts, search = self._shown
        self.border_title = Content(heading(self._comparison, mention, facts, max(0, self.size.width - 4)))
        self._text = highlight(_told(self._comparison, entry, mention), search)
        self._lines = wrap(self._text.text, width)
        self.take_lines(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return self.blank()
        width = self.scrollable_content_region.width
        return Strip(self.segments(self._text.pieces(self._lines[index]), self.rich_style, width))


def _told(comparison: Comparison, entry: LedgerEntry, mention: Mention) -> Passage:
    """The sentence, who is said to say it, and what the other sources write."""
    sentence = comparison.sentences[mention.sentence]
    writer = Writer()
    mark = Mark(mention.start, mention.end, entry.type, entry.severity)
    write_sentence(writer, sentence, (mark,), hedged=False)
    said = [sentence.speaker or "", f"({sentence.role})" if sentence.speaker and sentence.role else ""]
    said += [f"via {sentence.via}"] if sentence.via else []
    if any(said):
        writer.add("\nsaid by " if sentence.speaker else "\n", QUIET).add_raw(" ".join(filter(None, said)), QUIET)
    _others(writer, comparison, entry, mention)
    return writer.passage()


def _others(writer: Writer, comparison: Comparison, entry: LedgerEntry, mention: Mention) -> None:
    """The other sentences of an entry, each source's letter before them."""
    marks: dict[str, list[Mark]] = {}
    for other in in_order(entry.mentions):
        if other.sentence != mention.sentence:
            mark = Mark(other.start, other.end, entry.type, entry.severity)
            marks.setdefault(other.sentence, []).append(mark)
    for number, (id_, marked) in enumerate(marks.items()):
        sentence = comparison.sentences[id_]
        writer.add("\n" if number else "\n\n").add(f"{sentence.source}  ", STRONG)
        write_sentence(writer, sentence, marked, role=QUIET, hedged=False)
