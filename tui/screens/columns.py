"""The Columns screen: what every source says of every fact, side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from aligner.model import Comparison, Fact, Options, Story
from tui import sources
from tui.detail_text import copied
from tui.glyphs import plural
from tui.grid_layout import show
from tui.messages import Wanted
from tui.screens.export import ExportScreen
from tui.screens.filter import FilterScreen
from tui.screens.help import HelpScreen
from tui.view import (
    ALL,
    Counts,
    Filter,
    Order,
    arrange,
    counts,
    filters,
    keep_place,
    level,
    moved,
    neighbour,
    rows,
    sentences_of,
    successor,
)
from tui.widgets.column_header import ColumnHeader
from tui.widgets.detail import DetailPane
from tui.widgets.fact_grid import FactGrid
from tui.widgets.key_bar import KeyBar
from tui.widgets.status import StatusLine, ViewPart, figures

_METER = 24
_PATIENCE = 0.5
"""Seconds until the status line says that another comparison is on its way."""

_BREAKPOINTS = [(0, "-low"), (20, "-tall"), (30, "-high")]
"""CSS classes by lines of the terminal: on a low one the detail pane is there only while it is read."""

_ALWAYS = {"help", "quit", "app.quit", "source", "theme", "grid"}
"""Actions that make sense before the comparison is there."""


class ColumnsScreen(Screen[None], inherit_bindings=False):
    """Facts down, sources across, the current fact in detail below."""

    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", key_display="?", id="help"),
        Binding("q", "app.quit", "Quit", id="quit"),
        Binding("j,down", "fact(1)", "Fact", key_display="j/k", tooltip="Next, previous fact", id="fact.next"),
        Binding("k,up", "fact(-1)", "Previous fact", show=False, id="fact.previous"),
        Binding(
            "right_square_bracket",
            "conflict(1)",
            "Conflict",
            key_display="]/[",
            tooltip="Next, previous conflict",
            id="conflict.next",
        ),
        Binding("left_square_bracket", "conflict(-1)", "Previous conflict", show=False, id="conflict.previous"),
        Binding("e", "export", "Export", tooltip="Export as Markdown or JSON", id="export"),
        Binding("f", "filter", "Filter", tooltip="Filter the facts", id="filter"),
        Binding("o", "order", "Order", tooltip="Order: reading, conflicts first, most sources first", id="order"),
        Binding("b", "base", "Base", tooltip="Choose the base source: mark the words it does not have", id="base"),
        Binding("u", "furniture", "Furniture", tooltip="Show or hide furniture", id="furniture"),
        Binding("l,right", "source(1)", "Source", key_display="h/l", tooltip="Next, previous source", id="source.next"),
        Binding("h,left", "source(-1)", "Previous source", show=False, id="source.previous"),
        Binding("tab", "detail", "Detail", tooltip="Into the detail pane and back", id="detail"),
        Binding("shift+tab,escape", "grid", "Back to the columns", show=False, id="grid"),
        Binding("d,enter", "enlarge", "Enlarge", tooltip="Larger or smaller detail pane", show=False, id="enlarge"),
        Binding("y", "copy", "Copy", tooltip="Copy the fact with its sources", id="copy"),
        Binding("p", "perhaps", "Perhaps", tooltip="Show or hide what is only perhaps the same fact", id="perhaps"),
        Binding(
            "less_than_sign",
            "threshold(-1)",
            "Threshold",
            key_display="</>",
            tooltip="Lower threshold: join more, less surely",
            id="threshold.lower",
        ),
        Binding(
            "greater_than_sign",
            "threshold(1)",
            "Higher threshold: join less, more surely",
            show=False,
            id="threshold.higher",
        ),
        Binding("0", "reset_threshold", "Threshold as at the start", show=False, id="threshold.reset"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="page.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="page.up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="halfpage.down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="halfpage.up"),
        Binding("g,home", "first", "First fact", show=False, id="fact.first"),
        Binding("G,shift+g,end", "last", "Last fact", show=False, id="fact.last"),
        Binding("plus,equals_sign", "columns(1)", "More sources side by side", show=False, id="columns.more"),
        Binding("minus", "columns(-1)", "Fewer sources side by side", show=False, id="columns.fewer"),
        Binding("t", "theme", "Dark or light", show=False, id="theme"),
    ]

    filter: reactive[Filter] = reactive(ALL, init=False)
    order: reactive[Order] = reactive(Order.READING, init=False)
    base: reactive[str | None] = reactive(None, init=False)
    furniture: reactive[bool] = reactive(False, init=False)
    source: reactive[int] = reactive(0, init=False)
    threshold: reactive[float] = reactive(Options().threshold, init=False)
    perhaps: reactive[bool] = reactive(True, init=False)

    def __init__(self, story: Story, options: Options | None = None, perhaps: bool = True) -> None:
        super().__init__()
        self._story = story
        self._options = options or Options()
        self.set_reactive(ColumnsScreen.threshold, self._options.threshold)
        self.set_reactive(ColumnsScreen.perhaps, perhaps)
        # What the comparison on screen was made with, and threshold and perhaps as they were then.
        self._presented: tuple[Options, float, bool] | None = None
        self._asked: Options | None = None
        self._asked_at = 0.0
        # The sentences by which the place was kept last, and the fact the cursor came to by them.
        self._held: tuple[frozenset[str], int | None] | None = None
        self._articles = story.articles
        self._facts: tuple[int, ...] = ()
        self._counts: Counts | None = None
        self.comparison: Comparison | None = None

    def compose(self) -> ComposeResult:
        """Status, heads, grid or notice, detail, keys."""
        yield StatusLine(self._story.title)
        yield ColumnHeader(self._articles)
        yield Static("", id="notice", markup=False)
        yield FactGrid()
        yield DetailPane()
        with Horizontal(id="bottom"):
            yield KeyBar(show_command_palette=False, compact=True)
            yield Static("", id="position", markup=False)

    def on_mount(self) -> None:
        """Until the comparison is there, show what is known: the sources."""
        self.query_one(FactGrid).display = False
        self.add_class("-empty")
        self.query_one(StatusLine).tell([plural(len(self._articles), "source")], [])
        self._tell_view()

    # The comparison arrives ---------------------------------------------------------------------------------------

    def progress(self, stage: str, share: float) -> None:
        """Say calmly how far the work is."""
        if self.comparison is None:
            done = round(max(0.0, min(share, 1.0)) * _METER)
            meter = Content.assemble(("━" * done, "$accent"), ("━" * (_METER - done), "$foreground 20%"))
            named = show(stage).text
            self._notice(Content.assemble("Comparing the articles\n\n", meter, "\n\n", (named, "$foreground 60%")))

    def fail(self, reason: str) -> None:
        """Say in one line why there is nothing to see, or why what is on screen stays."""
        if self._presented is not None:
            self._asked, threshold, perhaps = self._presented
            self.set_reactive(ColumnsScreen.threshold, threshold)
            self.set_reactive(ColumnsScreen.perhaps, perhaps)
            self._tell_view()
            self.notify(show(reason).text, title="The comparison stays as it was", severity="error", markup=False)
            return
        self._notice(Content.assemble(("No comparison. ", "bold $text-error"), show(reason).text))

    def present(self, comparison: Comparison, options: Options) -> None:
        """Show a comparison made with ``options``: the first one, or another in its place with all else as it was."""
        first = self.comparison is None
        anchor = self._anchor()
        self.comparison = comparison
        self._presented = options, self.threshold, self.perhaps
        self._counts = counts(comparison)
        self.query_one(ColumnHeader).tell(self._counts.told, self._counts.facts)
        if first:
            self._asked = options
            self.refresh_bindings()
            self.rearrange(None)
            self.query_one(FactGrid).focus()
        else:
            self.rearrange(successor(comparison, anchor, self._articles[self.source].id), hold=True)
            self._held = anchor, self.fact_index

    def _anchor(self) -> frozenset[str]:
        """The sentences by which the place is kept when the comparison changes.

        They are those of the fact the user went to, not of the one it became: so back is where it came from.
        """
        if self._held is not None and self._held[1] == self.fact_index:
            return self._held[0]
        return sentences_of(self.fact) if self.fact is not None else frozenset()

    # Another comparison is wanted ---------------------------------------------------------------------------------

    @property
    def wanted(self) -> Options:
        """How the user wants the story compared."""
        options = replace(self._options, threshold=self.threshold)
        return options if self.perhaps else options.without_perhaps()

    def ask(self) -> None:
        """Ask for the comparison that is wanted, unless it was asked for already; what is on screen stays till then."""
        if self.wanted != self._asked:
            self._asked = self.wanted
            self._asked_at = monotonic()
            self.post_message(Wanted(self.wanted))
            self.set_timer(_PATIENCE, self._tell_view)
        self._tell_view()

    def watch_threshold(self) -> None:
        """Ask for the rows of another threshold."""
        self.ask()

    def watch_perhaps(self) -> None:
        """Ask for the rows with or without what is only perhaps the same fact."""
        self.ask()

    def _notice(self, text: Content) -> None:
        notice = self.query_one("#notice", Static)
        notice.update(text)
        notice.display = True
        self.query_one(FactGrid).display = False

    # What is shown ------------------------------------------------------------------------------------------------

    @property
    def fact(self) -> Fact | None:
        """The current fact."""
        index = self.fact_index
        return self.comparison.facts[index] if self.comparison is not None and index is not None else None

    @property
    def fact_index(self) -> int | None:
        """The index of the current fact in the comparison."""
        cursor = self.query_one(FactGrid).cursor
        return self._facts[cursor] if cursor < len(self._facts) else None

    def rearrange(self, keep: int | None, *, hold: bool = False) -> None:
        """Filter and order anew, staying on the fact with the index ``keep`` or near it.

        ``hold`` also keeps it at its height on the screen.
        """
        comparison = self.comparison
        if comparison is None:
            return
        self._facts = arrange(comparison, self.filter, self.order)
        grid = self.query_one(FactGrid)
        grid.display = bool(self._facts)
        self.query_one("#notice").display = False
        if not self._facts:
            what = "No facts." if self.filter == ALL else f"No fact is in the filter “{self.filter.name}”."
            way_back = "" if self.filter == ALL else "\n\nf a  shows all facts again"
            self._notice(Content.assemble(what, (way_back, "$foreground 60%")))
        shown = rows(comparison, self._facts, self.furniture)
        grid.present(comparison, shown, keep_place(self._facts, keep), self.base, hold=hold)
        self._tell_view()
        self._describe()

    def _tell_view(self) -> None:
        """Say in the status line what is shown and in which order."""
        view = [
            ViewPart(f"filter: {self.filter.name}", self.filter != ALL),
            ViewPart(f"order: {self.order}", self.order is not Order.READING),
        ]
        if self.furniture:
            view.append(ViewPart("furniture", True))
        if self.base is not None:
            view.append(ViewPart(f"base: {self.base}", True))
        if not self.perhaps:
            view.append(ViewPart("perhaps: off", True))
        if self.threshold != Options().threshold:
            view.append(ViewPart(f"threshold {level(self.threshold)}", True))
        if self._is_late():
            view.append(ViewPart("comparing …", True))
        known = figures(self._counts) if self._counts else [plural(len(self._articles), "source")]
        self.query_one(StatusLine).tell(known, view if self._counts else [])

    def _is_late(self) -> bool:
        """Whether another comparison is on its way, and has been for long enough to say so."""
        waiting = self._presented is not None and self._presented[0] != self.wanted
        return waiting and monotonic() - self._asked_at >= _PATIENCE

    def _describe(self) -> None:
        """Bring the detail pane and the position up to date with the current fact and source."""
        fact, index = self.fact, self.fact_index
        detail = self.query_one(DetailPane)
        self.set_class(fact is None, "-empty")
        position = ""
        if fact is None or index is None or self.comparison is None:
            detail.clear()
        else:
            detail.present(self.comparison, fact, index + 1, self._articles[self.source].id)
            cursor = self.query_one(FactGrid).cursor
            position = f"fact {index + 1}/{len(self.comparison.facts)}"
            if len(self._facts) != len(self.comparison.facts) or self.order is not Order.READING:
                position = f"fact {index + 1} · {cursor + 1}/{len(self._facts)}"
        self.query_one("#position", Static).update(Content(position))

    def _rearranged(self) -> None:
        self.rearrange(self.fact_index)

    def watch_filter(self) -> None:
        """Show other facts."""
        self._rearranged()

    def watch_order(self) -> None:
        """Show the facts in another order."""
        self._rearranged()

    def watch_furniture(self) -> None:
        """Show or hide furniture."""
        self._rearranged()

    def watch_base(self) -> None:
        """Compare the wording with another source."""
        self.query_one(ColumnHeader).base = self.base
        self._rearranged()

    def watch_source(self) -> None:
        """Bring the current source into view."""
        self.query_one(ColumnHeader).source = self.source
        self.query_one(FactGrid).focus_source(self.source)
        self._describe()

    @on(FactGrid.Moved)
    def follow(self) -> None:
        """The cursor moved: describe the fact it is on."""
        self._describe()

    @on(FactGrid.Arranged)
    def line_up(self, event: FactGrid.Arranged) -> None:
        """Put the heads over the columns."""
        self.query_one(ColumnHeader).stand_over(event.columns)

    @on(FactGrid.SourceClicked)
    def pick_source(self, event: FactGrid.SourceClicked) -> None:
        """A click in a column makes its source the current one."""
        self.source = event.source

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs a comparison until there is one."""
        return True if self.comparison is not None or action in _ALWAYS else None

    # Keys ---------------------------------------------------------------------------------------------------------

    def action_fact(self, direction: int) -> None:
        """Next (1) or previous (-1) fact."""
        self.query_one(FactGrid).step(direction)

    def action_page(self, share: float) -> None:
        """A page, or a share of one, down or (negative) up."""
        self.query_one(FactGrid).page(share)

    def action_first(self) -> None:
        """The first fact."""
        self.go_to(0)

    def action_last(self) -> None:
        """The last fact."""
        self.go_to(len(self._facts) - 1)

    def go_to(self, position: int) -> None:
        """The fact at a position among those shown."""
        grid = self.query_one(FactGrid)
        grid.cursor = position
        grid.show_cursor()

    def go_to_fact(self, index: int) -> None:
        """The fact at an index of the comparison, whatever the filter."""
        if index not in self._facts:
            self.filter = ALL
        if index in self._facts:
            self.go_to(self._facts.index(index))

    def action_conflict(self, direction: int) -> None:
        """Next (1) or previous (-1) conflict."""
        if self.comparison is None:
            return
        found = neighbour(self.comparison, self._facts, self.query_one(FactGrid).cursor, direction)
        if found is None:
            where = "after" if direction > 0 else "before"
            self.notify(f"No conflict {where} this fact.", timeout=2, markup=False)
        else:
            self.query_one(FactGrid).cursor = found

    def action_source(self, direction: int) -> None:
        """The source to the right (1) or left (-1)."""
        self.source = max(0, min(self.source + direction, len(self._articles) - 1))

    def action_columns(self, more: int) -> None:
        """One source more (1) or fewer (-1) side by side."""
        grid = self.query_one(FactGrid)
        grid.want_columns(max(1, min(grid.columns.count + more, len(self._articles))))

    def action_filter(self) -> None:
        """Ask which facts to show."""
        if self.comparison is None:
            return

        def choose(chosen: Filter | None) -> None:
            if chosen is not None:
                self.filter = chosen

        self.app.push_screen(FilterScreen(filters(self.comparison), self.filter), choose)

    def action_order(self) -> None:
        """The next order."""
        self.order = self.order.following()

    def action_base(self) -> None:
        """The next base source, after the last one none."""
        ids: list[str | None] = [None, *(article.id for article in self._articles)]
        self.base = ids[(ids.index(self.base) + 1) % len(ids)]

    def action_furniture(self) -> None:
        """Show or hide furniture."""
        self.furniture = not self.furniture

    def action_perhaps(self) -> None:
        """Show or hide what is only perhaps the same fact."""
        self.perhaps = not self.perhaps

    def action_threshold(self, direction: int) -> None:
        """A step up (1) or down (-1) with the least score of a row."""
        threshold = moved(self.threshold, direction, self._options.threshold)
        if threshold == self.threshold:
            self.notify(f"The threshold ends at {level(threshold)}.", timeout=2, markup=False)
        elif not self.perhaps and threshold < self._options.sure:
            sure = level(self._options.sure)
            self.notify(f"Perhaps is off (p): nothing changes below {sure}.", timeout=3, markup=False)
        self.threshold = threshold

    def action_reset_threshold(self) -> None:
        """The threshold the app was opened with."""
        self.threshold = self._options.threshold

    def action_detail(self) -> None:
        """Into the detail pane, and from there back."""
        detail = self.query_one(DetailPane)
        if detail.has_focus:
            self.action_grid()
        elif self.fact is not None:
            # On a low screen the pane appears with this class, and only what is displayed takes the focus.
            self.add_class("-reading")
            detail.focus()

    def action_grid(self) -> None:
        """Back to the columns."""
        self.remove_class("-reading")
        self.query_one(FactGrid).focus()

    def action_enlarge(self) -> None:
        """A larger detail pane, or its usual size again."""
        self.toggle_class("-enlarged")

    def action_help(self) -> None:
        """What the keys do and what the marks mean."""
        self.app.push_screen(HelpScreen())

    def action_theme(self) -> None:
        """From dark to light and back."""
        from tui.theme import DARK, LIGHT

        self.app.theme = LIGHT if self.app.current_theme.dark else DARK

    def action_copy(self) -> None:
        """Copy the current fact to the terminal's clipboard (OSC 52)."""
        fact, index = self.fact, self.fact_index
        if fact is None or index is None or self.comparison is None:
            return
        self.app.copy_to_clipboard(copied(self.comparison, fact, index + 1))
        told = ", ".join(sources.lettered(self.comparison.article(source)) for source in fact.cells)
        self.notify(f"Copied fact {index + 1}: {told}. If it does not arrive, e exports to a file.", markup=False)

    def action_export(self) -> None:
        """Ask where to and write the comparison there."""
        if self.comparison is None:
            return

        def report(path: Path | None) -> None:
            if path is not None:
                self.notify(f"Written to {show(str(path)).text}", title="Exported", markup=False)

        self.app.push_screen(ExportScreen(self.comparison), report)
