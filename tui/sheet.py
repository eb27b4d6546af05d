"""Pure: the rows of a comparison laid out in columns. How high they are, and the text of those that are drawn.

Heights are needed of all rows, the looks of a text only of the few on screen. So of every cell no more is kept than its
text and how many lines it has; passages are made anew for every row that is drawn.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from itertools import accumulate

from aligner.model import Agreement, By, Comparison, Fact
from tui.arrangement import NOWHERE, Columns
from tui.glyphs import BY_SIGN, BY_WORDS, SILENT
from tui.grid_layout import GUTTER, Line, height, wrap
from tui.passages import QUIET, Cells, Passage, furniture_cell, highlight, marked_lines, plain
from tui.view import FactRow, FurnitureRow, Row

_EMPTY = plain("")
_LETTERS = GUTTER - 2
"""Room in the gutter for the letters of the sources that tell a fact."""


class Measures:
    """The texts of a comparison's cells and how many lines they have, found when first asked for and kept."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._sources = tuple(article.id for article in comparison.story.articles)
        self._texts: list[tuple[str | None, ...] | None] = [None] * len(comparison.facts)
        self._lines: dict[tuple[int, int], array[int]] = {}

    def texts(self, index: int) -> tuple[str | None, ...]:
        """What each source says of the fact at an index, as the grid shows it; None where it is silent."""
        found = self._texts[index]
        if found is None:
            fact = self._comparison.facts[index]
            cells = Cells(self._comparison, fact)
            found = self._texts[index] = tuple(cells.text(source) for source in self._sources)
        return found

    def retell(self, comparison: Comparison) -> None:
        """Measure another comparison from here on that has the same rows: what is measured of them holds."""
        self._comparison = comparison

    def lines(self, indexes: Sequence[int], source: int, width: int) -> array[int]:
        """One more than the lines the cells of a source have at a width, by the index of the fact.

        1: the source is silent; 0: the fact is not one of ``indexes``. What was measured before is not measured again,
        but for widths that were not used in the last few layouts.
        """
        found = self._lines.pop((source, width), None) or array("H", bytes(2 * len(self._texts)))
        for index in indexes:
            if not found[index]:
                text = self.texts(index)[source]
                found[index] = 1 if text is None else 1 + min(height(text, width), 65000)
        self._lines[source, width] = found
        while len(self._lines) > 4 * len(self._sources):
            del self._lines[next(iter(self._lines))]
        return found


class Sheet:
    """The rows that are shown and where each stands, in lines from the top; one empty line follows each."""

    def __init__(self, comparison: Comparison, rows: Sequence[Row], measures: Measures) -> None:
        self.comparison = comparison
        self.rows = tuple(rows)
        self.columns = NOWHERE
        self.starts = [0] * (len(self.rows) + 1)
        self.facts = [row for row, shown in enumerate(self.rows) if isinstance(shown, FactRow)]
        """The rows that are facts, by their position among the shown facts."""
        self._sources = tuple(article.id for article in comparison.story.articles)
        self._measures = measures

    def retell(self, comparison: Comparison) -> None:
        """Show another comparison with the same rows, in which only other things are judged: nothing moves."""
        self.comparison = comparison
        self._measures.retell(comparison)

    def lay_out(self, columns: Columns) -> None:
        """Stand in these columns: wrap every cell in them, and place every row."""
        self.columns = columns
        indexes = [row.index for row in self.rows if isinstance(row, FactRow)]
        measured = [
            self._measures.lines(indexes, source, width)
            for source, width in zip(columns.visible, columns.widths, strict=True)
        ]
        facts = self.comparison.facts
        letters = 0 if columns.all_visible else 1
        heights: list[int] = []
        for row in self.rows:
            if isinstance(row, FurnitureRow):
                heights.append(max(len(lines) for lines in self._lines(self._furniture(row))))
                continue
            lines = max([column[row.index] for column in measured]) - 1
            if not lines:
                lines = height(self._hint(facts[row.index]), columns.widths[0])
            # Room for what the gutter says below the number.
            least = 1 + letters + facts[row.index].only_perhaps
            heights.append(lines if lines > least else least)
        self.starts = [0, *accumulate(lines + 1 for lines in heights)]

    @property
    def height(self) -> int:
        """Lines of all rows together."""
        return self.starts[-1]

    def extent(self, row: int) -> tuple[int, int]:
        """The first line of a row and how many lines it has, the empty one after it left out."""
        top = self.starts[row]
        return top, self.starts[row + 1] - top - 1

    def row_at(self, line: int) -> int:
        """The row at a line; of lines outside, the nearest one."""
        return max(0, min(bisect_right(self.starts, line) - 1, len(self.rows) - 1))

    def fact_at(self, line: int) -> int:
        """The position, among the shown facts, of the one at a line or the nearest above it."""
        return max(0, bisect_right(self.facts, self.row_at(line)) - 1)

    def fact(self, row: int) -> Fact | None:
        """The fact of a row; None for furniture."""
        shown = self.rows[row]
        return self.comparison.facts[shown.index] if isinstance(shown, FactRow) else None

    def number(self, row: int) -> int:
        """The number of a row's fact, counted from 1 in reading order. Raises TypeError for furniture."""
        shown = self.rows[row]
        if isinstance(shown, FurnitureRow):
            raise TypeError("Furniture has no number.")
        return shown.index + 1

    # What is drawn ------------------------------------------------------------------------------------------------

    def passages(self, row: int, base: str | None = None, search: str = "") -> list[Passage]:
        """What stands in the visible columns of a row, the places of ``search`` marked.

        With a ``base`` source, the words it does not have are, too. Neither changes the text.
        """
        shown = self.rows[row]
        if isinstance(shown, FurnitureRow):
            found = self._furniture(shown)
        else:
            found = self._cells(self.comparison.facts[shown.index], base)
        return [highlight(passage, search) for passage in found] if search else found

    def lines(self, row: int) -> list[tuple[Line, ...]]:
        """The lines of the visible columns of a row."""
        return self._lines(self.passages(row))

    def marked(self, row: int, marks: Collection[str]) -> list[dict[int, bool]]:
        """By visible column, the lines of a row on which a marked sentence stands, and whether it begins there."""
        fact = self.fact(row)
        if fact is None or not marks:
            return [{} for _ in self.columns.visible]
        cells = zip(self.columns.visible, self.passages(row), self.lines(row), strict=True)
        return [
            marked_lines(self.comparison, fact.cells.get(self._sources[source], ()), marks, passage.text, lines)
            for source, passage, lines in cells
        ]

    def _lines(self, passages: Sequence[Passage]) -> list[tuple[Line, ...]]:
        return [wrap(passage.text, width) for passage, width in zip(passages, self.columns.widths, strict=True)]

    def _cells(self, fact: Fact, base: str | None) -> list[Passage]:
        cells = Cells(self.comparison, fact, base)
        found = [cells.of(self._sources[source]) for source in self.columns.visible]
        if not any(found):
            return [plain(self._hint(fact), QUIET), *([plain(SILENT, QUIET)] * (len(found) - 1))]
        return [passage or plain(SILENT, QUIET) for passage in found]

    def _furniture(self, row: FurnitureRow) -> list[Passage]:
        ids = [self._sources[source] for source in self.columns.visible]
        return [furniture_cell(self.comparison, row.cells[id_]) if id_ in row.cells else _EMPTY for id_ in ids]

    def _hint(self, fact: Fact) -> str:
        """Who tells a fact that no visible source tells: ``— told by A C, hidden B``."""
        hidden = {self._sources[source] for source in self.columns.hidden}
        near = [source for source in fact.cells if source not in hidden]
        far = [source for source in fact.cells if source in hidden]
        parts = [f"told by {' '.join(near)}"] if near else []
        parts += [f"hidden: {' '.join(far)}" if near else f"told by {' '.join(far)}, hidden"] if far else []
        return f"{SILENT} {' · '.join(parts)}"

    def notes(self, row: int, base: str | None = None) -> list[str]:
        """What the gutter says of a row below its number, a line each, as far as the row is high enough for them.

        Where some source is not visible, who tells the fact (``A·CD·``); whether it is only perhaps one; its base;
        whether the user put anything right in it.
        """
        fact = self.fact(row)
        if fact is None:
            return []
        found = [] if self.columns.all_visible else [self._letters(fact)]
        found += ["perhaps"] if fact.only_perhaps else []
        found += [f"base {base}"] if base is not None else []
        found += [f"{BY_SIGN[By.PERSON]} {BY_WORDS[By.PERSON]}"] if fact.is_corrected else []
        return found

    def _letters(self, fact: Fact) -> str:
        if len(self._sources) > _LETTERS:
            return f"{len(fact.cells)}/{len(self._sources)}"
        return "".join(source if fact.cells.get(source) else "·" for source in self._sources)

    # What the minimap shows ---------------------------------------------------------------------------------------

    def conflicts(self) -> list[int]:
        """The rows in which sources contradict each other."""
        facts = self.comparison.facts
        return self._where(lambda index: facts[index].agreement is Agreement.CONFLICT)

    def rows_of(self, indexes: Collection[int]) -> list[int]:
        """The rows of facts, by their indexes in the comparison."""
        return self._where(frozenset(indexes).__contains__)

    def _where(self, wanted: Callable[[int], bool]) -> list[int]:
        return [row for row, shown in enumerate(self.rows) if isinstance(shown, FactRow) and wanted(shown.index)]
