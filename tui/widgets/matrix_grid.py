"""The heart of the Matrix screen: every fact in one line, a narrow column per source, drawn line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from aligner.model import Agreement, Article, Comparison, Fact, Verdict
from tui import sources
from tui.arrangement import Arrangement, Columns, Named, legend
from tui.glyphs import AGREEMENT_GLYPH, BAR, MARKED, TYPE_LETTER, VERDICT_GLYPH
from tui.grid_layout import fit, pad, show
from tui.matrix import STANCE_GLYPH, Layout, Stance, cell_signs, is_perhaps, layout, letters, stances
from tui.passages import FAINT, SELECTED, Writer, highlight, joined, letter_role
from tui.prominence import Prominence, track
from tui.session import Mark
from tui.view import Counts, differ_in_judgements_only, signs_of
from tui.widgets.parts import part_style
from tui.widgets.passage_view import PassageView

_MARGIN = 5
_MOST_LETTERS = 2
"""A fifth of the page stays in view above and below the current fact."""

HIDDEN_HIT = "/"
"""Stands before a label whose sentences hold the searched text where the label does not."""


def _most_letters(comparison: Comparison) -> int:
    """For how many letters of differences there is to be room: more than two are rare, and not worth a column."""
    most = 0
    for fact in comparison.facts:
        most = max(most, len(fact.differences))
        if most >= _MOST_LETTERS:
            return _MOST_LETTERS
    return most


class MatrixGrid(PassageView):
    """Shows facts, one a line; ``cursor`` is the position of the current one, ``source`` the index of its source.

    The sources stand as the user arranged them; ``arranged`` counts those shown, ``shown`` says which they are.

    A line is drawn when it is first seen and kept until something but the cursor changes: moving it redraws two lines.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--row",
        "matrix--column",
        "matrix--cell",
        "passage--accent",
        "passage--number",
        "passage--agree",
        "passage--against",
        "passage--partial",
        "passage--single",
        "passage--says",
        "passage--otherwise",
        "passage--less",
        "passage--silent",
        "passage--track",
        "passage--tick",
        "passage--checked",
        "passage--ask",
        "passage--wrong",
        f"passage--{SELECTED}",
    }
    DEFAULT_CSS = """
    MatrixGrid {
        height: 1fr;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        .matrix--row { background: $panel; }
        .matrix--column { background: $surface; }
        .matrix--cell { background: $accent 30%; }
        &:ansi .matrix--cell { background: transparent; text-style: underline; }
        .passage--accent { color: $accent; text-style: bold; }
        .passage--number { color: $text-muted; }
        .passage--agree { color: $text-success; }
        .passage--against { color: $text-error; text-style: bold; }
        .passage--partial { color: $text-warning; }
        .passage--single { color: $text-muted; }
        .passage--says { color: $text-success; }
        .passage--otherwise { color: $text-error; text-style: bold; }
        .passage--less { color: $text-warning; }
        .passage--silent { color: $foreground 30%; }
        .passage--track { color: $foreground 25%; }
        .passage--tick { color: $foreground; }
        .passage--checked { color: $text-success; text-style: bold; }
        .passage--ask { color: $accent; text-style: bold; }
        .passage--wrong { color: $text-error; text-style: bold; }
        .passage--selected { text-style: reverse; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    source: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The current fact is now the one at ``cursor``."""

        cursor: int

    @dataclass
    class Arranged(Message):
        """The width is shared out anew."""

        layout: Layout

    @dataclass
    class Picked(Message):
        """The cell of the source at an index was clicked."""

        source: int

    class Opened(Message):
        """The current fact was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._prominence: Prominence | None = None
        self._facts: tuple[int, ...] = ()
        self._search = ""
        self._hits: frozenset[int] = frozenset()
        self._letters = 0
        self._strips: LRUCache[tuple[int, bool, bool, tuple[str, str]], Strip] = LRUCache(1024)
        self._marked: frozenset[int] = frozenset()
        self.shown: tuple[int, ...] = (0,)
        self.arranged = layout(80, 1, 0, 0)

    @property
    def on_screen(self) -> list[int]:
        """The indexes of the sources on screen, from left to right."""
        # Where there was no room to share out, the layout is still that of more sources.
        return [self.shown[place] for place in self.arranged.visible if place < len(self.shown)]

    # What is shown ------------------------------------------------------------------------------------------------

    def present(
        self,
        comparison: Comparison,
        facts: Sequence[int],
        cursor: int,
        prominence: Prominence,
        *,
        search: str = "",
        hits: Collection[int] = (),
        hold: bool = False,
    ) -> None:
        """Show the facts at these indexes of a comparison, the cursor on the one at a position.

        Every place of ``search`` is marked; ``hits`` are the indexes of the facts that hold it. ``hold`` keeps the
        current fact at the height of the screen where it was.
        """
        at = self.cursor - self.scroll_offset.y
        if self._comparison is None or not differ_in_judgements_only(self._comparison, comparison):
            self._letters = _most_letters(comparison)
        self._comparison, self._prominence = comparison, prominence
        self._facts = tuple(facts)
        self._search, self._hits = search, frozenset(hits)
        self.set_reactive(MatrixGrid.cursor, self.validate_cursor(cursor))
        self.relayout()
        if hold:
            self.scroll_to(y=self.cursor - at, animate=False)
        self.post_message(self.Moved(self.cursor))

    def retell(self, comparison: Comparison) -> bool:
        """Show a comparison that differs from the one on show in judgements alone; False if it differs in more."""
        before = self._comparison
        if before is None or not differ_in_judgements_only(before, comparison):
            return False
        self._comparison = comparison
        old, new = before.facts, comparison.facts
        self._redraw({index for index in self._facts if old[index] is not new[index]})
        return True

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Show the rows with a marked sentence as marked; a mark is the index of a fact, with a sentence's id."""
        before, self._marked = self._marked, frozenset(index for index, _ in marks)
        self._redraw(before ^ self._marked)

    def _redraw(self, indexes: Collection[int]) -> None:
        """Draw the lines of some facts anew, known by their indexes in the comparison."""
        for line, index in enumerate(self._facts if indexes else ()):
            if index in indexes:
                self.refresh_lines(line, 1)

    def relayout(self) -> None:
        """Share out the width, then keep the current fact in view."""
        width = self.scrollable_content_region.width
        if width <= 0 or self._comparison is None:
            return
        self.arranged = self._arranged(width)
        self.forget()
        self.virtual_size = Size(width, len(self._facts))
        self.refresh()
        self.post_message(self.Arranged(self.arranged))
        self.call_after_refresh(self.show_cursor)

    def _arranged(self, width: int) -> Layout:
        facts = len(self._comparison.facts) if self._comparison else 0
        place = self.shown.index(self.source) if self.source in self.shown else 0
        return layout(width, len(self.shown), facts, self._letters, place, self.arranged.first)

    def forget(self) -> None:
        """Drop the drawn lines."""
        self._strips.clear()

    def on_resize(self) -> None:
        """Share out the new width."""
        self.relayout()

    # Cursor and source --------------------------------------------------------------------------------------------

    def lay_columns(self, arrangement: Arrangement, source: int) -> None:
        """Show the sources in this order, those that are hidden not at all; the one at an index is the current one."""
        if arrangement.shown != self.shown:
            self.shown = arrangement.shown
            self.set_reactive(MatrixGrid.source, source)
            self.relayout()
        else:
            self.source = source

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a shown fact."""
        return max(0, min(cursor, len(self._facts) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the line that was current and the one that is."""
        self.refresh_lines(old, 1)
        self.refresh_lines(new, 1)
        self.show_cursor()
        self.post_message(self.Moved(new))

    def watch_source(self) -> None:
        """Mark another column; bring it into view."""
        width = self.scrollable_content_region.width
        if width <= 0 or self._comparison is None:
            return
        if self._arranged(width) != self.arranged:
            self.relayout()
        else:
            self.forget()
            self.refresh()

    def show_cursor(self) -> None:
        """Scroll as little as shows the current fact and some lines around it."""
        page = self.scrollable_content_region.height
        if not self._facts or page <= 0:
            return
        margin = min(page // _MARGIN, (page - 1) // 2)
        first, last = self.cursor - margin, self.cursor + margin + 1 - page
        self.scroll_to(y=max(last, min(self.scroll_offset.y, first)), animate=False)

    def page(self, share: float) -> None:
        """Move the cursor by a share of a page (negative: up), at least by one fact."""
        distance = int((self.scrollable_content_region.height - 1) * abs(share))
        self.cursor += max(1, distance) * (1 if share > 0 else -1)

    def on_click(self, event: events.Click) -> None:
        """Select the fact and the source under the mouse; twice opens the fact."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + (offset.y if offset else 0)
        if offset is None or line >= len(self._facts):
            return
        self.cursor = line
        place = self.arranged.at(offset.x)
        if place is not None:
            self.post_message(self.Picked(self.shown[place]))
        if event.chain == 2:
            self.post_message(self.Opened())

    # Drawing ------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if self._comparison is None or line >= len(self._facts):
            return self.blank()
        index = self._facts[line]
        # What the line looks like besides what is the same in all of them.
        key = index, line == self.cursor, index in self._marked, signs_of(self._comparison.facts[index])
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(self._comparison, index, line == self.cursor)
        return strip

    def _draw(self, comparison: Comparison, index: int, current: bool) -> Strip:
        fact, arranged = comparison.facts[index], self.arranged
        row = part_style(self, "matrix--row") if current else Style.null()
        ground = self.rich_style + row
        segments = self.segments(self._head(fact, index, current), ground, arranged.label_at - 1)
        segments += self._label(fact, index, current, ground)
        told = [(f" {len(fact.cells):>{arranged.told}}", "number"), (signs_of(fact)[1], "accent")]
        segments += self.segments(told, ground, arranged.told + 3)
        made = stances(comparison, fact)
        articles = comparison.story.articles
        doubts = cell_signs(comparison, fact)
        for source in self.on_screen:
            cell = ground
            if source == self.source:
                cell += part_style(self, "matrix--cell" if current else "matrix--column")
            id_ = articles[source].id
            pieces = self._cell(fact, id_, made[id_], doubts)
            segments += self.segments(pieces, cell, arranged.stride)
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, ground)

    def _head(self, fact: Fact, index: int, current: bool) -> list[tuple[str, str]]:
        """``▌ 22✓≠ $@``: bar, number, verdict, agreement, letters of the differences' types.

        The sign of a marked row stands where the bar does; in the current row it is reversed.
        """
        agreement = "against" if fact.agreement is Agreement.CONFLICT else str(fact.agreement)
        verdict = fact.judgement.verdict
        first = (BAR if current else " ", "accent")
        if index in self._marked:
            first = (MARKED, joined("accent", SELECTED if current else ""))
        pieces = [
            first,
            (f"{index + 1:>{self.arranged.number}}", "accent" if current else "number"),
            (VERDICT_GLYPH[verdict], "number" if verdict is Verdict.OPEN else verdict.name.lower()),
            (AGREEMENT_GLYPH[fact.agreement] + " ", joined(agreement, FAINT if fact.only_perhaps else "")),
        ]
        for type_, severity in letters(fact)[: self.arranged.letters]:
            pieces.append((TYPE_LETTER[type_], letter_role(type_, severity)))
        return pieces

    def _label(self, fact: Fact, index: int, current: bool, ground: Style) -> list[Segment]:
        """The label, with a sign before it where only its sentences hold the searched text."""
        width = self.arranged.label
        role = "strong" if current else "number" if fact.agreement is Agreement.SINGLE else ""
        label = highlight(Writer().add(fit(show(fact.label).text, width), role).passage(), self._search)
        shown = any(run.role.endswith("hit") for run in label.runs)
        sign = HIDDEN_HIT if index in self._hits and not shown else " "
        return [
            *self.segments([(sign, "accent")], ground, 1),
            *self.segments(label.pieces((0, len(label.text))), ground, width),
        ]

    def _cell(self, fact: Fact, source: str, stance: Stance, signed: Mapping[str, str]) -> list[tuple[str, str]]:
        """What a source makes of the fact, by whose word or whether only perhaps, and where in its article it does."""
        faint = FAINT if is_perhaps(fact, source) else ""
        pieces = [(STANCE_GLYPH[stance], joined(stance, faint)), (signed.get(source, " "), "number")]
        ids = fact.cells.get(source)
        if not ids or self._prominence is None:
            return pieces
        standings = self._prominence.standings(ids)
        if not self.arranged.track:
            return [*pieces, (standings[0].letter, "number")]
        role = joined("tick", faint)
        return [
            *pieces,
            *((text, role if stands else "track") for text, stands in track(standings, self.arranged.track)),
        ]


class MatrixHead(Widget):
    """The sticky heads of the Matrix: what its columns are, the sources' names and how much of the story each tells."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix-head--name",
        "matrix-head--current",
        "matrix-head--quiet",
        "matrix-head--rule",
    }
    DEFAULT_CSS = """
    MatrixHead {
        height: 2;
        background: $background;
        .matrix-head--name { text-style: bold; }
        .matrix-head--current { color: $accent; text-style: bold; }
        .matrix-head--quiet { color: $text-muted; }
        .matrix-head--rule { color: $foreground 25%; }
    }
    """

    @dataclass
    class Picked(Message):
        """The head of the source at an index was clicked."""

        source: int

    @dataclass
    class Recalled(Message):
        """The letter of the hidden source at an index was clicked."""

        source: int

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__()
        self._articles = tuple(articles)
        self._arrangement = Arrangement.of(len(self._articles))
        self._layout: Layout | None = None
        self._source = 0
        self._counts: Counts | None = None

    def name_sources(self, articles: Sequence[Article]) -> None:
        """The same sources, with what is known of them now."""
        self._articles = tuple(articles)
        self.refresh()

    def tell(self, counts: Counts, arrangement: Arrangement, source: int) -> None:
        """Show how many of the facts each source tells, and mark the source at an index as the current one."""
        self._counts, self._arrangement, self._source = counts, arrangement, source
        self.refresh()

    def stand_over(self, arranged: Layout) -> None:
        """Stand over these columns."""
        self._layout = arranged
        self.refresh()

    def _visible(self, arranged: Layout) -> list[int]:
        """The indexes of the sources on screen; nothing more than there are, where one was hidden a moment ago."""
        return list(self._arrangement.shown[arranged.first : arranged.first + arranged.count])

    def on_click(self, event: events.Click) -> None:
        """A click on a head picks its source; one on the letter of a hidden source brings that back."""
        if self._layout is None:
            return
        if event.y == self.size.height - 1:
            at, named = self._said(self._layout)
            for piece in named:
                if at <= event.x < at + len(piece.text) and piece.source is not None:
                    self.post_message(self.Recalled(piece.source) if piece.hidden else self.Picked(piece.source))
                at += len(piece.text)
            return
        place = self._layout.at(event.x)
        if place is not None:
            self.post_message(self.Picked(self._arrangement.shown[place]))

    def render_line(self, y: int) -> Strip:
        """Draw one line: names; on a high screen how much each tells; a rule."""
        width = self.size.width
        if self._layout is None:
            return Strip.blank(width, self.rich_style)
        if y == self.size.height - 1:
            return self._rule(self._layout, width)
        return self._names(self._layout, width, y)

    def _names(self, arranged: Layout, width: int, y: int) -> Strip:
        quiet = self._style("quiet")
        head = f"{'':>{arranged.label_at}}fact" if y == 0 else ""
        told = f"of {len(self._articles)}" if arranged.told > 2 and y == 0 else ""
        left = pad(head, arranged.sources_at - arranged.told - 2) + f"{told:>{arranged.told}}  "
        segments = [Segment(left, quiet)]
        for index in self._visible(arranged):
            article = self._articles[index]
            if y == 0:
                text, part = sources.lettered(article), "current" if index == self._source else "name"
            else:
                text, part = self._share(article, arranged.stride - 1), "quiet"
            room = arranged.stride - 1
            # A name of a few cells says nothing: the letter alone, and the preview below names its source.
            shown = fit(text, room) if y or arranged.track else article.id
            segments.append(Segment(pad(shown, room) + " ", self._style(part)))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _share(self, article: Article, room: int) -> str:
        if self._counts is None or article.id not in self._counts.told:
            return ""
        told, facts = self._counts.told[article.id], self._counts.facts
        wordy = f"tells {told}/{facts}"
        return wordy if len(wordy) <= room else str(told)

    def _rule(self, arranged: Layout, width: int) -> Strip:
        """``── [A B] C · hidden: D ──━━━━───``: a rule, heavier under the current source, and what is not on screen."""
        rule, accent = self._style("rule"), self._style("current")
        at, named = self._said(arranged)
        words = "".join(piece.text for piece in named)
        left = arranged.sources_at - at - len(words)
        segments = [Segment("─" * at, rule), Segment(words, accent), Segment("─" * left, rule)]
        for index in self._visible(arranged):
            here = index == self._source
            segments.append(Segment(("━" if here else "─") * (arranged.stride - 1), accent if here else rule))
            segments.append(Segment("─", rule))
        used = sum(segment.cell_length for segment in segments)
        segments.append(Segment("─" * max(0, width - used), rule))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _said(self, arranged: Layout) -> tuple[int, tuple[Named, ...]]:
        """What the rule says of the sources that are not on screen, left of the heads, and from which cell on."""
        order, shown = self._arrangement.order, self._arrangement.shown
        first, last = arranged.first, arranged.first + arranged.count
        hidden = tuple(source for source in order if source not in shown)
        columns = Columns(shown[first:last], (), (), shown[:first], shown[last:], hidden)
        named = legend([article.id for article in self._articles], columns, arranged.sources_at - 6)
        if not named:
            return arranged.sources_at, ()
        named = (Named(" "), *named, Named(" "))
        return arranged.sources_at - sum(len(piece.text) for piece in named) - 2, named

    def _style(self, part: str) -> Style:
        return self.rich_style + part_style(self, f"matrix-head--{part}")
