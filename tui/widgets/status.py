"""The line at the top: which story, how much of it, and what of it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tui.glyphs import plural
from tui.grid_layout import fit, show
from tui.view import Counts

NAME = "synoptic"
_GAP = "   "
CRUMB = " › "
_MIN_TITLE = 24
_LEAST_TITLE = 4
_MAIN_FIGURES = 2


class ViewPart(NamedTuple):
    """Something about the view; ``chosen`` if the user asked for it, so that it must stay on screen."""

    text: str
    chosen: bool


def figures(counts: Counts, judged: int = 0) -> list[str]:
    """``41 facts``, ``9 conflicts``, ``5 sources``, ``12 told by one``: the most important first.

    Once any fact is judged, ``23/41 judged`` tells how many there are. With a draft, who looks wants to know first how
    that stands.
    """
    return [
        f"{judged}/{counts.facts} judged" if judged else plural(counts.facts, "fact"),
        *([f"draft lacks {counts.lacking}, differs in {counts.differing}"] if counts.lacking is not None else []),
        plural(counts.conflicts, "conflict"),
        plural(counts.sources, "source"),
        f"{counts.single} told by one",
    ]


def desk_parts(to_review: int, *, is_kept: bool = True) -> list[ViewPart]:
    """``not kept``, ``2 to review``: what is to be seen first of the user's decisions, so that it goes last."""
    return [
        *([] if is_kept else [ViewPart("not kept", True)]),
        *([ViewPart(f"{to_review} to review", True)] if to_review else []),
    ]


def status_line(
    width: int, title: str, figures: Sequence[str], view: Sequence[ViewPart], crumbs: Sequence[str] = ()
) -> tuple[str, str, Sequence[ViewPart]]:
    """What fits beside the app's name: the title and the way of screens that led here, figures, parts of the view.

    What the user chose stays longest. The lesser figures go first; then the parts of the view nobody chose; then the
    name of the screen; then the other figures; then the title is shortened, and last the choices themselves go.
    """
    title = show(title).text
    here = cell_len(f"{CRUMB}{crumbs[-1]}") if crumbs else 0
    chosen = [part for part in view if part.chosen]
    most, least = len(figures), min(len(figures), _MAIN_FIGURES)
    offers = [(figures[:kept], list(view), here) for kept in range(most, least - 1, -1)]
    offers += [(figures[:least], chosen, here)]
    offers += [(figures[:kept], chosen, 0) for kept in range(least, -1, -1)]
    offers += [([], chosen[:kept], 0) for kept in range(len(chosen) - 1, -1, -1)]
    for shown_figures, shown_view, more in offers:
        right = _right(shown_figures, shown_view)
        room = width - cell_len(NAME) - len(_GAP) - (cell_len(right) + len(_GAP) if right else 0)
        if room >= min(cell_len(title), _MIN_TITLE) + more or (shown_view and not shown_figures and room > 0):
            return _led(title, crumbs, room), " · ".join(shown_figures), shown_view
    return "", "", []


def _led(title: str, crumbs: Sequence[str], room: int) -> str:
    """``title › Matrix › Columns``; the way gives way before the title does, then the title to the screen one is on."""
    ways = ["".join(f"{CRUMB}{crumb}" for crumb in crumbs[first:]) for first in range(len(crumbs))]
    offers = [(way, _MIN_TITLE) for way in ways] + [(way, _LEAST_TITLE) for way in ways[-1:]]
    for way, least in offers:
        if room - cell_len(way) >= min(cell_len(title), least):
            return fit(title, room - cell_len(way)) + way
    return fit(title, room)


def _right(figures: Sequence[str], view: Sequence[ViewPart]) -> str:
    return _GAP.join(part for part in (" · ".join(figures), *(part.text for part in view)) if part)


class StatusLine(Static):
    """Draws the status line; knows nothing but what it is told."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, title: str) -> None:
        super().__init__(markup=False)
        self._title = title
        self._figures: list[str] = []
        self._view: list[ViewPart] = []
        self._crumbs: Sequence[str] = ()

    def name_story(self, title: str) -> None:
        """The story is called otherwise now."""
        self._title = title
        self.redraw()

    def tell(self, figures: list[str], view: list[ViewPart], crumbs: Sequence[str] = ()) -> None:
        """Show figures of the story, how its facts are filtered and ordered, and the way of screens that led here."""
        if (figures, view, crumbs) != (self._figures, self._view, self._crumbs):
            self._figures, self._view, self._crumbs = figures, view, crumbs
            self.redraw()

    def on_resize(self) -> None:
        """Share out the new width."""
        self.redraw()

    def redraw(self) -> None:
        """Put the line together."""
        width = self.content_size.width
        if width <= 0:
            return
        title, shown_figures, view = status_line(width, self._title, self._figures, self._view, self._crumbs)
        left = Content.assemble((NAME, "bold $accent"), _GAP, (title, "bold"))
        pieces = [Content.styled(shown_figures, "$foreground 60%")] if shown_figures else []
        pieces += [Content.styled(part.text, "bold $accent" if part.chosen else "$foreground 60%") for part in view]
        right = Content(_GAP).join(pieces)
        self.update(left + " " * max(0, width - left.cell_length - right.cell_length) + right, layout=False)
