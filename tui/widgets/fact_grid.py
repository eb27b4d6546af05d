"""The heart of the Columns screen: all facts as rows, a column per source, drawn line by line in one widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from aligner.model import Agreement, Comparison, Fact, Verdict
from tui.arrangement import NOWHERE, Arrangement, Columns, columns
from tui.glyphs import AGREEMENT_GLYPH, BAR, MARKED, RULE
from tui.grid_layout import GUTTER, SEPARATOR
from tui.passages import MARKED as MARKED_ROLE
from tui.passages import SELECTED, overlay, own_spans, own_words
from tui.selection import Place, Selection, place_at
from tui.session import Mark
from tui.sheet import Measures, Sheet
from tui.view import FactRow, Row, differ_in_judgements_only, signs_of
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

_MARGIN = 5
"""A fifth of the page stays in view above and below the current fact."""

_ROLLING = 0.05
"""Seconds between two lines while words are selected beyond the edge of the grid."""


class FactGrid(PassageView):
    """Shows rows of facts; ``cursor`` is the position of the current fact among the shown ones.

    Where the rows stand and what they say is the sheet's business (``tui.sheet``); drawn rows are kept in a cache until
    the sheet is laid out anew. Moving the cursor redraws two rows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "fact-grid--rule",
        "fact-grid--rule-base",
        "fact-grid--current",
        "fact-grid--number",
        "fact-grid--number-current",
        "fact-grid--agree",
        "fact-grid--conflict",
        "fact-grid--partial",
        "fact-grid--single",
        "fact-grid--marked",
        "fact-grid--checked",
        "fact-grid--ask",
        "fact-grid--wrong",
        f"passage--{SELECTED}",
    }
    DEFAULT_CSS = f"""
    FactGrid {{
        width: 1fr;
        height: 1fr;
        background: $background;
        /* The minimap beside the grid says where one is. */
        scrollbar-size-vertical: 0;
        .fact-grid--rule {{ color: $foreground 18%; }}
        .fact-grid--rule-base {{ color: $accent; }}
        .fact-grid--current {{ background: $panel; }}
        .fact-grid--number {{ color: $text-muted; }}
        .fact-grid--number-current {{ color: $accent; text-style: bold; }}
        .fact-grid--agree {{ color: $text-success; }}
        .fact-grid--conflict {{ color: $text-error; text-style: bold; }}
        .fact-grid--partial {{ color: $text-warning; }}
        .fact-grid--single {{ color: $text-muted; }}
        .fact-grid--marked {{ color: $accent; text-style: bold; }}
        .fact-grid--checked {{ color: $text-success; text-style: bold; }}
        .fact-grid--ask {{ color: $accent; text-style: bold; }}
        .fact-grid--wrong {{ color: $text-error; text-style: bold; }}
        .passage--{SELECTED} {{ text-style: reverse; }}
    }}
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The current fact is now the one at ``cursor``."""

        cursor: int

    @dataclass
    class Arranged(Message):
        """The rows stand elsewhere than before, or other words of them are marked."""

        columns: Columns

    @dataclass
    class SourceClicked(Message):
        """The column of the source at an index was clicked."""

        source: int

    class Opened(Message):
        """The current fact was clicked twice."""

    class Selected(Message):
        """Words were selected, or are no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self._measures: tuple[Comparison, Measures] | None = None
        self._strips: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(256)
        self._marks: dict[int, frozenset[str]] = {}
        self._arrangement = Arrangement((0,))
        self._source = 0
        self._base: str | None = None
        self._search = ""
        self._hits: Collection[int] = ()
        self._parts: dict[str, Style] = {}
        self._page = 0
        self._rolled = False
        self._selection: Selection | None = None
        self._dragged = False
        self._pressed: tuple[int, Place] | None = None
        self._pointer = (0, 0)
        self._rolling: Timer | None = None

    # What is shown ------------------------------------------------------------------------------------------------

    @property
    def columns(self) -> Columns:
        """Which sources are visible, and where."""
        return self.sheet.columns if self.sheet is not None else NOWHERE

    def present(self, comparison: Comparison, rows: Sequence[Row], cursor: int, *, hold: bool = False) -> None:
        """Show rows of a comparison with the cursor on the fact at a position.

        ``hold`` keeps the current fact at the height of the screen where it was.
        """
        at = self._line_of(self.cursor) if hold else None
        if self._measures is None or not differ_in_judgements_only(self._measures[0], comparison):
            self._measures = comparison, Measures(comparison)
        else:
            self._measures[1].retell(comparison)
        last = self.columns
        self.sheet = Sheet(comparison, rows, self._measures[1])
        self.sheet.columns = last
        self._unselect()
        self.set_reactive(FactGrid.cursor, self.validate_cursor(cursor))
        self._lay_out()
        if at is not None and (now := self._line_of(self.cursor)) is not None:
            self.scroll_to(y=self.scroll_offset.y + now - at, animate=False)
        self.post_message(self.Moved(self.cursor))

    def retell(self, comparison: Comparison) -> bool:
        """Show a comparison that differs from the one on show in judgements alone; False if it differs in more.

        Nothing is measured anew, and only rows that look otherwise now are drawn anew.
        """
        sheet = self.sheet
        if sheet is None or not differ_in_judgements_only(sheet.comparison, comparison):
            return False
        before = sheet.comparison.facts
        sheet.retell(comparison)
        told = zip(before, comparison.facts, strict=True)
        changed = {n for n, (old, new) in enumerate(told) if old is not new and signs_of(old) != signs_of(new)}
        self._redraw_facts(changed)
        return True

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Show these sentences as marked: indexes of facts in the comparison, with a sentence's id."""
        found: dict[int, frozenset[str]] = {}
        for index, id_ in marks:
            found[index] = found.get(index, frozenset()) | {id_}
        before, self._marks = self._marks, found
        self._redraw_facts({index for index in {*before, *found} if before.get(index) != found.get(index)})

    def _redraw_facts(self, indexes: Collection[int]) -> None:
        """Draw the rows of some facts anew, known by their indexes in the comparison."""
        if self.sheet is not None and indexes:
            for row in self.sheet.rows_of(indexes):
                self._redraw(row)

    def mark(self, base: str | None, search: str, hits: Collection[int]) -> None:
        """Mark the words that ``base`` lacks in the current fact, and every place of ``search``.

        ``hits`` are the indexes of the facts that hold it. Nothing moves.
        """
        if (base, search, hits) == (self._base, self._search, self._hits):
            return
        self._base, self._search, self._hits = base, search, hits
        self.forget()
        self.refresh()
        self.post_message(self.Arranged(self.columns))

    @property
    def hits(self) -> list[int]:
        """The rows that hold the searched text."""
        return self.sheet.rows_of(self._hits) if self.sheet is not None and self._hits else []

    def lay_columns(self, arrangement: Arrangement, source: int) -> None:
        """Lay out the columns as the user wants them, ``source`` the current one and among them."""
        self._arrangement, self._source = arrangement, source
        if self.sheet is not None and self._arranged() != self.columns:
            self.relayout()

    def _arranged(self) -> Columns:
        """The sources shared out over the width as it is now, the current one among them."""
        return columns(self.scrollable_content_region.width, self._arrangement, self._source, self.columns)

    def relayout(self) -> None:
        """Place every row anew; what the eye was on stays at its height of the screen: the current fact if in view."""
        if self.sheet is None or not self.sheet.rows or not self._page:
            self._lay_out()
            return
        follow = self._follows
        held = self.sheet.facts[self.cursor] if follow and self.count else self.sheet.row_at(self.scroll_offset.y)
        at = self.sheet.starts[held] - self.scroll_offset.y
        self._lay_out(follow=follow)
        self.scroll_to(y=self.sheet.starts[held] - min(at, max(0, self._page - 1)), animate=False)

    def _lay_out(self, *, follow: bool = True) -> None:
        """Share out the width, place every row; if ``follow``, the current fact is kept in view."""
        region = self.scrollable_content_region
        if region.width <= 0 or self.sheet is None:
            return
        self._page = region.height
        self.sheet.lay_out(self._arranged())
        self.forget()
        self.virtual_size = Size(region.width, self.sheet.height)
        self.refresh()
        self.post_message(self.Arranged(self.columns))
        if follow:
            self.call_after_refresh(self.show_cursor)

    def forget(self) -> None:
        """Drop the drawn rows."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Wrap anew for the new width; another height alone moves no row."""
        if self.sheet is not None and self._page and self._arranged() == self.columns:
            follow = self._follows
            self._page = self.scrollable_content_region.height
            self.post_message(self.Arranged(self.columns))
            if follow:
                self.call_after_refresh(self.show_cursor)
        else:
            self.relayout()

    # The cursor ---------------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many facts are shown."""
        return len(self.sheet.facts) if self.sheet is not None else 0

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a shown fact."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the row that was current and the one that is."""
        for cursor in (old, new):
            if self.sheet is not None and cursor < self.count:
                self._redraw(self.sheet.facts[cursor])
        self.show_cursor()
        self.post_message(self.Moved(new))

    def _redraw(self, row: int) -> None:
        if self.sheet is not None and self.sheet.height:
            self.refresh_lines(*self.sheet.extent(row))

    def show_cursor(self) -> None:
        """Scroll as little as shows the current fact and some lines around it; a tall fact is shown from its top.

        With the first and the last fact, the furniture beyond them is shown too, as far as there is room.
        """
        if self.sheet is None or not self.count:
            return
        self._rolled = False
        top, height = self._extent(self.cursor)
        page = self.scrollable_content_region.height
        if height >= page:
            inside = top <= self.scroll_offset.y and self.scroll_offset.y + page <= top + height
            if not inside:
                self.scroll_to(y=top, animate=False)
            return
        above = below = min(max(1, page // _MARGIN), (page - height) // 2)
        if self.cursor == 0:
            above = min(top, page - height)
        if self.cursor == self.count - 1:
            below = min(self.sheet.height - top - height, page - height)
        first, last = top - above, top + height + below - page
        self.scroll_to(y=max(last, min(self.scroll_offset.y, first)), animate=False)

    def _extent(self, cursor: int) -> tuple[int, int]:
        """The first line of the fact at a position and how many it has; nothing is there before there are facts."""
        return self.sheet.extent(self.sheet.facts[cursor]) if self.sheet is not None and self.count else (0, 0)

    def _line_of(self, cursor: int) -> int | None:
        """The line of the screen, counted from the top of the grid, where the fact at a position begins."""
        return self._extent(cursor)[0] - self.scroll_offset.y if self.count else None

    @property
    def _follows(self) -> bool:
        """Whether the view is to stay with the current fact: unless the wheel has left it out of sight."""
        top, height = self._extent(self.cursor)
        in_view = top < self.scroll_offset.y + self._page and top + height > self.scroll_offset.y
        return in_view or not self._rolled

    @property
    def cursor_in_view(self) -> bool:
        """Whether the first line of the current fact is on screen."""
        line = self._line_of(self.cursor)
        return line is not None and 0 <= line < self.scrollable_content_region.height

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) fact; first scroll through a fact that is taller than the screen."""
        if not self.count:
            return
        top, height = self._extent(self.cursor)
        page = self.scrollable_content_region.height
        hidden = top + height - self.scroll_offset.y - page if direction > 0 else self.scroll_offset.y - top
        if height > page and 0 < hidden < height:
            self.scroll_to(y=self.scroll_offset.y + direction * min(hidden, max(1, page - 1)), animate=False)
        elif direction < 0 and self.cursor > 0 and self._extent(self.cursor - 1)[1] > page:
            self.cursor -= 1
            top, height = self._extent(self.cursor)
            self.scroll_to(y=top + height - page, animate=False)
        else:
            self.go_to(self.cursor + direction)

    def go_to(self, position: int) -> None:
        """Go to the fact at a position, as far as there are facts, and show it, wherever the wheel had gone."""
        before = self.cursor
        self.cursor = position
        if self.cursor == before:
            self.show_cursor()

    def go_to_lines(self, first: int, end: int) -> None:
        """Go to a fact that stands in these lines: to a hit or else a conflict before any other."""
        if self.sheet is None or not self.count:
            return
        starts = self.sheet.starts
        for rows in (self.hits, self.sheet.conflicts(), self.sheet.facts):
            place = bisect_left(rows, True, key=lambda row: starts[row + 1] - 1 > first)
            if place < len(rows) and starts[rows[place]] < end:
                self.go_to(self.sheet.facts.index(rows[place]))
                return
        self.go_to(self.sheet.fact_at(first))

    def page(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one fact."""
        if self.sheet is None or not self.count:
            return
        distance = int(self.scrollable_content_region.height * share)
        landed = self.sheet.fact_at(self._extent(self.cursor)[0] + distance)
        direction = 1 if share > 0 else -1
        if (landed - self.cursor) * direction < 1:
            self.step(direction)
        else:
            self.cursor = landed

    # The mouse ----------------------------------------------------------------------------------------------------

    def roll(self, direction: int) -> None:
        """Move the view alone, as a turn of the wheel down (1) or up (-1) would."""
        self._rolled = True
        self.scroll_to(y=self.scroll_offset.y + direction * self.app.scroll_sensitivity_y, animate=False)

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the view alone."""
        self._rolled = True

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the view alone."""
        self._rolled = True

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here: words of this column."""
        self._dragged = False
        if event.button != 1 or self.sheet is None or not self.sheet.rows:
            return
        offset = event.get_content_offset(self)
        source = self.columns.at(offset.x) if offset is not None else None
        if offset is not None and source is not None and self.scroll_offset.y + offset.y < self.sheet.height:
            self._pressed = source, self._place(source, offset.x, offset.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what is between the beginning of the drag and here."""
        if self._pressed is None:
            return
        self._pointer = (event.x, event.y)
        outside = not 0 <= event.y < self.scrollable_content_region.height
        if outside and self._rolling is None:
            self._rolling = self.set_interval(_ROLLING, self._roll)
        elif not outside:
            self._stop_rolling()
        self._select_to_pointer()

    def _roll(self) -> None:
        """A drag is held beyond the edge: on with the text."""
        self.scroll_to(y=self.scroll_offset.y + (-1 if self._pointer[1] < 0 else 1), animate=False)
        self._select_to_pointer()

    def _stop_rolling(self) -> None:
        if self._rolling is not None:
            self._rolling.stop()
            self._rolling = None

    def on_mouse_up(self) -> None:
        """The drag ends."""
        if self._pressed is not None:
            self._pressed = None
            self._stop_rolling()
            self.release_mouse()
            if self._dragged:
                self.post_message(self.Selected())

    def on_click(self, event: events.Click) -> None:
        """Select the fact under the mouse and its column; the second click opens it. The end of a drag is no click."""
        offset = event.get_content_offset(self)
        if self._dragged or offset is None or self.sheet is None or not self.count:
            return
        self.clear_selection()
        line = self.scroll_offset.y + offset.y
        if line >= self.sheet.height:
            return
        source = self.columns.at(offset.x)
        self.cursor = self.sheet.fact_at(line)
        if source is not None:
            self.post_message(self.SourceClicked(source))
        if event.chain == 2:
            self.post_message(self.Opened())

    def _place(self, source: int, x: int, y: int) -> Place:
        """The character of a column at a cell of the screen, or the nearest one to it."""
        assert self.sheet is not None
        line = self.scroll_offset.y + max(0, min(y, self.scrollable_content_region.height - 1))
        line = min(line, self.sheet.height - 1)
        row = self.sheet.row_at(line)
        column = self.columns.visible.index(source)
        text = self.sheet.passages(row)[column].text
        lines = self.sheet.lines(row)[column]
        return place_at(text, lines, row, line - self.sheet.starts[row], x - self.columns.starts[column])

    def _select_to_pointer(self) -> None:
        if self._pressed is None or self._pressed[0] not in self.columns.visible:
            return
        source, anchor = self._pressed
        head = self._place(source, *self._pointer)
        if head == anchor and not self._dragged:
            return
        self._dragged = True
        before = self._selection
        self._selection = Selection(source, anchor, head)
        if before is None or before.source != source or before.anchor != anchor:
            self._redraw_selected(before)
            self._redraw_selected(self._selection)
        elif before.head != head:
            # Only what lies between the two heads is selected now and was not, or the other way round.
            self._redraw_selected(replace(before, anchor=before.head, head=head))

    def _redraw_selected(self, selection: Selection | None) -> None:
        for row in selection.rows if selection is not None else ():
            self._redraw(row)

    # Selected words -----------------------------------------------------------------------------------------------

    @property
    def selected(self) -> tuple[int, str] | None:
        """The source words are selected of, and the words as its article has them, rows apart; None without any."""
        selection, sheet = self._selection, self.sheet
        if selection is None or sheet is None or selection.source not in self.columns.visible:
            return None
        column = self.columns.visible.index(selection.source)
        found: list[str] = []
        for row in selection.rows:
            passage = sheet.passages(row)[column]
            span = selection.span(row, len(passage.text))
            words = own_words(passage, *span).strip() if span is not None else ""
            found += [words] if words else []
        return (selection.source, "\n".join(found)) if found else None

    def clear_selection(self) -> bool:
        """Select nothing; False if nothing was selected."""
        had = self._selection is not None
        if had:
            before, self._selection = self._selection, None
            self._redraw_selected(before)
            self.post_message(self.Selected())
        return had

    def _unselect(self) -> None:
        """The rows are others: what was selected is gone, and so is what a drag began with."""
        self._selection = self._pressed = None
        self._stop_rolling()
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """The mouse is no longer the grid's, as when another screen came in the middle of a drag."""
        self._pressed = None
        self._stop_rolling()

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        sheet = self.sheet
        if sheet is None or line >= sheet.height:
            return self.blank()
        row = bisect_right(sheet.starts, line) - 1
        current = bool(sheet.facts) and row == sheet.facts[self.cursor]
        # What the row looks like besides its text and the search, of which all rows are drawn anew.
        fact = sheet.fact(row)
        signs = signs_of(fact) if fact is not None else None
        key = (row, current, self._span(row), self._marks_of(sheet, row), signs)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._draw(sheet, row, current)
        return strips[line - sheet.starts[row]]

    def notify_style_update(self) -> None:
        """Forget the styles as they were."""
        self._parts.clear()
        super().notify_style_update()

    def _part(self, name: str) -> Style:
        """The style of a part without its ground, found once; ``""`` is the plain ground."""
        style = self._parts.get(name)
        if style is None:
            style = self._parts[name] = part_style(self, f"fact-grid--{name}") if name else self.rich_style
        return style

    def _span(self, row: int) -> tuple[int, int] | None:
        """What of a row's text is selected; to its end, where the end is not this row's."""
        return self._selection.span(row, 1 << 30) if self._selection is not None else None

    def _marks_of(self, sheet: Sheet, row: int) -> frozenset[str]:
        """The marked sentences of a row."""
        shown = sheet.rows[row]
        return self._marks.get(shown.index, frozenset()) if isinstance(shown, FactRow) else frozenset()

    def _draw(self, sheet: Sheet, row: int, current: bool) -> list[Strip]:
        """All lines of a row."""
        base = self._base if current else None
        passages = sheet.passages(row, base, self._search)
        selection, span = self._selection, self._span(row)
        if span is not None and selection is not None and selection.source in self.columns.visible:
            column = self.columns.visible.index(selection.source)
            # A hit's role ends otherwise than that of the letter it is laid over: the plain cell knows its letters.
            words = own_spans(sheet.passages(row)[column], *span)
            passages[column] = overlay(passages[column], words, SELECTED)
        lines = sheet.lines(row)
        ground = self._part("")
        if current:
            ground += self._part("current")
        _, height = sheet.extent(row)
        notes = sheet.notes(row, base)
        marked = sheet.marked(row, self._marks_of(sheet, row))
        passages = [
            overlay(passage, [found[number] for number in numbers], MARKED_ROLE)
            for passage, found, numbers in zip(passages, lines, marked, strict=True)
        ]
        strips: list[Strip] = []
        for line in range(height):
            gutter = (
                self._gutter(sheet, row, current, ground) if line == 0 else self._note(notes, line, current, ground)
            )
            pieces = [
                passage.pieces(found[line]) if line < len(found) else []
                for passage, found in zip(passages, lines, strict=True)
            ]
            strips.append(self._joined(gutter, pieces, ground, [numbers.get(line, False) for numbers in marked]))
        strips.append(self._joined([Segment(" " * GUTTER, self._part(""))], [[]] * len(passages), self._part("")))
        return strips

    def _joined(
        self,
        gutter: list[Segment],
        cells: Sequence[Sequence[tuple[str, str]]],
        ground: Style,
        marked: Sequence[bool] = (),
    ) -> Strip:
        """One line: the gutter and the pieces of every cell, each behind its rule; the rule of the base is heavy.

        Where a ``marked`` sentence begins, its sign takes the place of the space behind the rule.
        """
        segments = [*gutter]
        rule = Segment(RULE, ground + self._part("rule"))
        heavy = Segment("┃", ground + self._part("rule-base"))
        space = Segment(" " * (SEPARATOR - 1), ground)
        mark = Segment(MARKED.ljust(SEPARATOR - 1), ground + self._part("marked"))
        base = self._base_source()
        for place, (source, width, pieces) in enumerate(
            zip(self.columns.visible, self.columns.widths, cells, strict=True)
        ):
            segments.append(heavy if source == base else rule)
            segments.append(mark if place < len(marked) and marked[place] else space)
            segments.extend(self.segments(pieces, ground, width))
        used = GUTTER + sum(self.columns.widths) + SEPARATOR * self.columns.count
        return Strip(segments, used).adjust_cell_length(self.scrollable_content_region.width, ground)

    def _base_source(self) -> int | None:
        if self.sheet is None or self._base is None:
            return None
        return [article.id for article in self.sheet.comparison.story.articles].index(self._base)

    def _gutter(self, sheet: Sheet, row: int, current: bool, ground: Style) -> list[Segment]:
        """``▌  7✓≠ 4*``, beside the first line of a fact: its verdict behind the number, behind all a note or a change.

        The glyph of one that is only perhaps one fact is faint.
        """
        fact = sheet.fact(row)
        if fact is None:
            return self._note([], 0, current, ground)
        accent = ground + self._part("number-current")
        quiet = ground + self._part("number")
        number = accent if current else quiet
        # The count says nothing new for a fact that one source tells.
        count = str(len(fact.cells)) if fact.agreement is not Agreement.SINGLE else ""
        glyph = quiet if fact.only_perhaps else ground + self._part(fact.agreement)
        verdict, sign = signs_of(fact)
        digits = f"{sheet.number(row):>4} "
        return [
            Segment(BAR if current else " ", accent),
            Segment(digits[:4], number),
            # Beyond fact 9999, the last digit stands where a verdict would.
            Segment(verdict if verdict.strip() else digits[4], self._verdict(fact, number)),
            Segment(AGREEMENT_GLYPH[fact.agreement], glyph),
            Segment(f"{count:>2}", number),
            Segment(sign, accent),
        ]

    def _verdict(self, fact: Fact, number: Style) -> Style:
        verdict = fact.judgement.verdict
        return number if verdict is Verdict.OPEN else number + self._part(verdict.name.lower())

    def _note(self, notes: Sequence[str], line: int, current: bool, ground: Style) -> list[Segment]:
        """The gutter beside the other lines: the bar of the current fact and what there is to say of it."""
        note = notes[line - 1] if 0 < line <= len(notes) else ""
        return [
            Segment(BAR if current else " ", ground + self._part("number-current")),
            Segment(f" {note:<{GUTTER - 2}}", ground + self._part("number")),
        ]
