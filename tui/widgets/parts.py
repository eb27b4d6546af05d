"""How the parts of a widget that draws its own lines are styled from CSS."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def part_style(widget: Widget, name: str) -> Style:
    """The style of a component class without its ground, see-through colours mixed with the widget's ground.

    Textual's own partial style drops the transparency that ``$text-muted`` and ``$border 60%`` ask for.
    """
    styles = widget.get_component_styles(name)
    _, ground = widget.background_colors
    style = Style.null()
    if styles.has_rule("color"):
        color = ground.get_contrast_text(styles.color.a) if styles.auto_color else styles.color
        style += Style.from_color((ground + color).rich_color)
    if styles.has_rule("background"):
        style += Style.from_color(None, (ground + styles.background).rich_color)
    return style + styles.text_style
