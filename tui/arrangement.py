"""Pure: how the user lays out the columns, and where on screen that puts them.

A source is named by its index in the story. An arrangement does not change; every wish of the user makes another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tui.grid_layout import GUTTER, SEPARATOR

WIDE = 98
"""Cells of a grid on a terminal of 100. From here on, as many sources are shown as have MIN_WIDE cells each; below it,
as many as have MIN_NARROW. A user who asks for more gets them down to MIN_ASKED, and no column becomes narrower; all of
them together are not given more than MAX_COLUMN each."""

MIN_WIDE = 21
MIN_NARROW = 33
MIN_ASKED = 14
MAX_COLUMN = 102

MARGIN = 1
"""Empty cells behind the last column, so that its text does not touch what stands beside the grid."""

_STEP = 1.25
"""How much wider or narrower a key makes a column, as a factor of its weight."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the user wants of the columns.

    ``order`` holds every source, hidden ones too, from left to right. ``weights`` says how the width is shared out: a
    source that is not in it weighs 1. ``wanted`` is how many to show side by side; None: as many as read well.
    """

    order: tuple[int, ...]
    hidden: frozenset[int] = frozenset()
    weights: Mapping[int, float] = field(default_factory=dict)
    wanted: int | None = None

    @classmethod
    def of(cls, sources: int) -> Arrangement:
        """All of so many sources, in the story's order, equally wide."""
        return cls(tuple(range(sources)))

    def renewed(self, moved: Mapping[int, int], sources: int) -> Arrangement:
        """The same for a story whose sources are others now: ``moved`` has the new index of each that stayed.

        Those that came stand at the right; if all that stayed are hidden and none came, they are shown.
        """
        order = [moved[source] for source in self.order if source in moved]
        order += [source for source in range(sources) if source not in order]
        hidden = frozenset(moved[source] for source in self.hidden if source in moved)
        weights = {moved[source]: weight for source, weight in self.weights.items() if source in moved}
        return Arrangement(tuple(order), hidden if len(hidden) < sources else frozenset(), weights, self.wanted)

    @property
    def shown(self) -> tuple[int, ...]:
        """The sources that are not hidden, from left to right. There is always one, if the story has any."""
        return tuple(source for source in self.order if source not in self.hidden)

    def weight(self, source: int) -> float:
        """How much of the width a source has, beside the others."""
        return self.weights.get(source, 1.0)

    def beside(self, source: int, direction: int) -> int:
        """The shown source next to one, to the right (1) or left (-1); at the end that one itself.

        Of a hidden source, the nearest one shown in that direction, or else in the other.
        """
        place = self.order.index(source)
        left, right = self.order[:place][::-1], self.order[place + 1 :]
        candidates = (*right, source, *left) if direction > 0 else (*left, source, *right)
        return next((other for other in candidates if other not in self.hidden), source)

    def nearest(self, source: int) -> int:
        """The source itself if it is shown, else the next one that is."""
        return self.beside(source, 1) if source in self.hidden else source

    # Wishes -------------------------------------------------------------------------------------------------------

    def hide(self, source: int) -> Arrangement:
        """Without a source; the last one that is shown stays."""
        return self if self.shown == (source,) else replace(self, hidden=self.hidden | {source})

    def show(self, source: int) -> Arrangement:
        """With a hidden source, back at its place."""
        return replace(self, hidden=self.hidden - {source})

    def shift(self, source: int, direction: int) -> Arrangement:
        """A shown source changes places with the one shown to its right (1) or left (-1)."""
        other = self.beside(source, direction)
        swapped = {source: other, other: source}
        return replace(self, order=tuple(swapped.get(each, each) for each in self.order))

    def put(self, source: int, at: int) -> Arrangement:
        """A source goes where another one stands; those between them move up."""
        order = [each for each in self.order if each != source]
        order.insert(self.order.index(at), source)
        return replace(self, order=tuple(order))

    def widen(self, source: int, direction: int) -> Arrangement:
        """A source a step wider (1) or narrower (-1)."""
        return replace(self, weights={**self.weights, source: self.weight(source) * _STEP**direction})

    def drag(self, arranged: Columns, source: int, cells: int) -> Arrangement:
        """The separator right of a visible source moved by so many cells: what one column gains, the next one loses."""
        place = arranged.visible.index(source)
        if place + 1 >= arranged.count:
            return self
        strides = [width + SEPARATOR for width in arranged.widths]
        cells = max(MIN_ASKED - strides[place], min(cells, strides[place + 1] - MIN_ASKED))
        strides[place] += cells
        strides[place + 1] -= cells
        # The visible columns share what they weighed together, so that they keep their share beside the others.
        unit = sum(self.weight(each) for each in arranged.visible) / sum(strides)
        weights = {each: stride * unit for each, stride in zip(arranged.visible, strides, strict=True)}
        return replace(self, weights={**self.weights, **weights})

    def ask(self, wanted: int) -> Arrangement:
        """So many side by side, as far as there are and fit."""
        return replace(self, wanted=max(1, min(wanted, len(self.shown))))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which sources are on screen and where: ``starts`` and ``widths`` of the text of each one in ``visible``.

    ``before`` and ``after`` are shown sources for which there is no room, ``hidden`` those the user does not want.
    """

    visible: tuple[int, ...]
    starts: tuple[int, ...]
    widths: tuple[int, ...]
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many sources are visible."""
        return len(self.visible)

    @property
    def all_visible(self) -> bool:
        """Whether no source of the story is left out."""
        return not (self.before or self.after or self.hidden)

    def at(self, x: int) -> int | None:
        """The source drawn at cell ``x``, or None left of the first."""
        hit = [source for source, start in zip(self.visible, self.starts, strict=True) if start - SEPARATOR <= x]
        return hit[-1] if hit else None

    def separator_at(self, x: int) -> int | None:
        """The source whose right border, one that can be moved, is at cell ``x`` or beside it, or None."""
        for source, start in zip(self.visible, self.starts[1:], strict=False):
            if start - SEPARATOR - 1 <= x <= start - 1:
                return source
        return None

    def place_of(self, source: int) -> tuple[int, int]:
        """Where the text of a visible source starts and how wide it is. Raises ValueError for any other source."""
        place = self.visible.index(source)
        return self.starts[place], self.widths[place]


NOWHERE = Columns((0,), (GUTTER + SEPARATOR,), (1,))
"""The columns of a grid that has no size yet."""


def capacity(width: int, sources: int, wanted: int | None = None) -> int:
    """How many sources fit side by side on ``width`` cells; ``wanted`` asks for a number of its own."""
    room = max(1, width - GUTTER - MARGIN)
    least = MIN_WIDE if width >= WIDE else MIN_NARROW
    fitting = max(1, room // least) if wanted is None else min(wanted, max(1, room // MIN_ASKED))
    return max(1, min(sources, fitting))


def columns(width: int, arrangement: Arrangement, current: int, last: Columns = NOWHERE) -> Columns:
    """Share ``width`` cells out over the sources that are shown, ``current`` (or its nearest) among them.

    Where not all of them fit, the window on them moves from where it was in ``last`` as little as it must.
    """
    shown = arrangement.shown
    count = capacity(width, len(shown), arrangement.wanted)
    place = shown.index(arrangement.nearest(current))
    first = min(len(last.before), place)
    first = max(0, min(max(place - count + 1, first), len(shown) - count))
    visible = shown[first : first + count]
    room = min(max(SEPARATOR + 1, width - GUTTER - MARGIN), count * MAX_COLUMN)
    strides = _share(room, [arrangement.weight(source) for source in visible])
    starts = tuple(GUTTER + SEPARATOR + sum(strides[:index]) for index in range(count))
    return Columns(
        visible,
        starts,
        tuple(max(1, stride - SEPARATOR) for stride in strides),
        shown[:first],
        shown[first + count :],
        tuple(source for source in arrangement.order if source in arrangement.hidden),
    )


def _share(room: int, weights: Sequence[float]) -> list[int]:
    """Whole cells by weight, none below MIN_ASKED as long as there is room for that; together exactly ``room``."""
    least = min(MIN_ASKED, room // len(weights))
    narrow: set[int] = set()
    while True:
        wide = [index for index in range(len(weights)) if index not in narrow]
        left = room - least * len(narrow)
        unit = left / sum(weights[index] for index in wide)
        below = {index for index in wide if weights[index] * unit < least}
        if not below or len(below) == len(wide):
            break
        narrow |= below
    exact = [least if index in narrow else weight * unit for index, weight in enumerate(weights)]
    # Rounded where the columns end, so that the errors do not add up. What is not quite whole is floating point.
    ends = [int(sum(exact[: index + 1]) + 1 - 1e-6) for index in range(len(exact))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


@dataclass(frozen=True, slots=True)
class Named:
    """A piece of the line that names the sources; ``source`` is the one a click on it means."""

    text: str
    source: int | None = None
    hidden: bool = False


def legend(names: Sequence[str], arranged: Columns, width: int) -> tuple[Named, ...]:
    """Which of the sources are visible, in at most ``width`` cells: ``A [C D] E · hidden: B``; nothing if all are.

    ``names`` are those of all sources of the story, one letter each. Where there is no room for them, numbers.
    """
    pieces: list[Named] = []
    if arranged.before or arranged.after:
        pieces += [piece for source in arranged.before for piece in (Named(names[source], source), Named(" "))]
        inside = [piece for source in arranged.visible for piece in (Named(names[source], source), Named(" "))]
        pieces += [Named("["), *inside[:-1], Named("]")]
        pieces += [piece for source in arranged.after for piece in (Named(" "), Named(names[source], source))]
    if arranged.hidden:
        pieces += [Named(" · ")] if pieces else []
        pieces += [Named("hidden:")]
        pieces += [
            piece for source in arranged.hidden for piece in (Named(" "), Named(names[source], source, hidden=True))
        ]
    if sum(len(piece.text) for piece in pieces) <= width:
        return tuple(pieces)
    first = len(arranged.before)
    shown = first + arranged.count + len(arranged.after)
    short = f"{first + 1}–{first + arranged.count}/{shown}"
    short += f" +{len(arranged.hidden)} hidden" if arranged.hidden else ""
    return (Named(short),) if len(short) <= width else ()
