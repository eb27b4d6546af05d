"""The links of a fact one by one: do the two sentences state the same fact?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from aligner.model import By, Comparison, Level, Link
from tui.glyphs import PERHAPS
from tui.grid_layout import fit, show
from tui.screens.menu import MenuScreen
from tui.view import level

_WIDE = 76
"""Cells of the dialog where the terminal has room for it."""
_BESIDE_REASONS = 13
"""Of these, what neither the pair nor its reasons take: border, scrollbar, the score."""


class Ruling(NamedTuple):
    """What was said of a link."""

    link: Link
    same: bool


class LinksScreen(MenuScreen[Ruling]):
    """A fact's links, the surest first. Gives what was said of one of them."""

    HEADING: ClassVar[str] = "Same fact?"
    # Nobody can say whether two sentences state the same and see only one of them.
    TOLD_PART: ClassVar[int] = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "rule(True)", "Same fact", id="links.same"),
        Binding("n", "rule(False)", "Not the same fact", id="links.apart"),
    ]

    def __init__(self, comparison: Comparison, links: Sequence[Link]) -> None:
        super().__init__()
        self._comparison = comparison
        # What is only perhaps first: that is what there is to decide.
        self._links = sorted(links, key=lambda link: link.level is Level.SAME)

    def lines(self) -> Sequence[Content]:
        """Every link with its score or who says it, and what it rests on."""
        return [self._line(link) for link in self._links]

    def _line(self, link: Link) -> Content:
        sign = PERHAPS if link.level is Level.PERHAPS else " " * len(PERHAPS)
        said = {By.PERSON: "you", By.MODEL: "model"}.get(link.by, level(link.score))
        why = ", ".join(show(word).text for word in link.why)
        pair = f"{sign} {link.a}–{link.b} "
        room = self.app.size.width * 95 // 100 if self.app.size.width < _WIDE else _WIDE
        why = fit(why, max(0, room - cell_len(pair) - _BESIDE_REASONS))
        return Content.assemble((pair, "bold"), f"{said:>5}  ", (why, "$foreground 60%"))

    def told(self, index: int) -> Content | None:
        """Both sentences in full."""
        if not self._links:
            return None
        link = self._links[index]
        pieces = []
        for id_ in (link.a, link.b):
            text = show(" ".join(self._comparison.sentences[id_].text.split())).text
            pieces.append(Content.assemble((f"{id_} ", "bold $accent"), text))
        return Content("\n").join(pieces)

    def hint(self) -> str:
        """What the keys do."""
        return "y same fact · n not the same · esc"

    def chosen(self, index: int) -> None:
        """Enter says they are the same: who opens the list on what is perhaps mostly finds so."""
        self.action_rule(True)

    def action_rule(self, same: bool) -> None:
        """Say it of the current link."""
        if self._links:
            self.dismiss(Ruling(self._links[self.index], same))
