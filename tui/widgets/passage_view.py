"""What the fact grid and the detail pane share: lines drawn from passages, in the roles' styles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from aligner.model import DifferenceType, Severity
from tui.widgets.parts import part_style

MARKED_GROUND = 15
"""How much (percent) of the accent there is in the ground of a marked sentence: all hues can still be read on it."""

_TYPES = tuple(DifferenceType)
_HUES = "\n".join(f".passage--{type_} {{ color: $diff-{type_}; }}" for type_ in _TYPES)


class PassageView(ScrollView, inherit_bindings=False):
    """A scrolling surface that draws its own lines; its parts are styled by ``passage--<role>`` component classes."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"passage--{type_}" for type_ in _TYPES),
        *(f"passage--{severity}" for severity in Severity),
        *(f"passage--{severity}-letter" for severity in Severity),
        "passage--quiet",
        "passage--furniture",
        "passage--unshared",
        "passage--strong",
        "passage--perhaps",
        "passage--hedge",
        "passage--hit",
        "passage--marked",
        "passage--struck",
        "passage--shared",
    }
    DEFAULT_CSS = f"""
    PassageView {{
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        {_HUES}
        .passage--conflict {{ text-style: bold underline; }}
        .passage--conflict-letter {{ text-style: bold reverse; }}
        .passage--detail {{ text-style: underline; }}
        .passage--detail-letter {{ text-style: bold; }}
        .passage--form {{ text-style: italic; }}
        .passage--form-letter {{ text-style: dim; }}
        .passage--quiet {{ color: $text-muted; }}
        .passage--furniture {{ color: $text-muted; text-style: italic; }}
        .passage--unshared {{ color: $text-accent; text-style: italic; }}
        .passage--strong {{ text-style: bold; }}
        .passage--perhaps {{ color: $faint; }}
        .passage--hedge {{ color: $hedge; text-style: italic; }}
        .passage--hit {{ color: $accent; text-style: reverse; }}
        .passage--marked {{ background: $accent {MARKED_GROUND}%; }}
        &:ansi .passage--marked {{ background: transparent; }}
        .passage--struck {{ color: $text-muted; text-style: strike; }}
        .passage--shared {{ text-style: underline; }}
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._role_styles: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Forget everything that was drawn in the old styles."""
        super().notify_style_update()
        self._role_styles.clear()
        self.forget()

    def forget(self) -> None:
        """Drop cached strips; subclasses that cache override this."""

    def take_lines(self, count: int) -> None:
        """Have ``count`` lines to scroll through, and be drawn anew.

        Setting ``virtual_size`` lays the whole screen out anew, which costs a frame with every key. That is needed
        only where the size of the view on screen depends on what it holds.
        """
        size = Size(self.scrollable_content_region.width, count)
        if self.styles.height is None or self.styles.height.is_auto:
            self.virtual_size = size
            self.refresh()
            return
        self.set_reactive(PassageView.virtual_size, size)
        self.vertical_scrollbar.window_virtual_size = count
        self.scroll_to(y=min(self.scroll_offset.y, self.max_scroll_y), animate=False)
        self.refresh()

    def to_top(self) -> None:
        """Show the first line; where it is shown already, nothing is to be drawn for it."""
        if self.scroll_offset.y:
            self.scroll_home(animate=False, immediate=True)

    def role_style(self, role: str) -> Style:
        """The style of a role (see ``tui.passages``) without the ground it stands on."""
        if role not in self._role_styles:
            self._role_styles[role] = self._resolve(role)
        return self._role_styles[role]

    def _resolve(self, role: str) -> Style:
        style = Style.null()
        for layer in filter(None, role.split("+")):
            hue, _, severity = layer.partition("-")
            style += part_style(self, f"passage--{hue}")
            if severity:
                style += part_style(self, f"passage--{severity}")
        return style

    def segments(self, pieces: Iterable[tuple[str, str]], ground: Style, width: int) -> list[Segment]:
        """Pieces of (text, role) on a ground, filled up to ``width`` cells."""
        found: list[Segment] = []
        used = 0
        for text, role in pieces:
            found.append(Segment(text, ground + self.role_style(role)))
            used += cell_len(text)
        if used < width:
            found.append(Segment(" " * (width - used), ground))
        return found

    def blank(self) -> Strip:
        """An empty line."""
        return Strip.blank(self.scrollable_content_region.width, self.rich_style)
