"""What stands over an article: the sources to choose from, whose it is, and how much of the story it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from aligner.model import Article
from tui.article_text import credit
from tui.glyphs import SILENT
from tui.grid_layout import fit, show
from tui.sources import lettered

_BETWEEN = 2
_LEAST = 9
"""Cells between two tabs, and of a tab that still shows something of the name; below it the letters alone are left."""


def tabs(articles: Sequence[Article], silent: Sequence[str], width: int) -> list[str]:
    """The name of every source in its share of the width; ``—`` behind one that is silent on the current fact."""
    room = width // max(1, len(articles)) - _BETWEEN
    found: list[str] = []
    for article in articles:
        sign = f" {SILENT}" if article.id in silent else ""
        name = lettered(article) if room >= _LEAST else article.id
        found.append(fit(name, max(len(article.id), room - len(sign))) + sign)
    return found


class ArticleHead(Static):
    """Tabs with the sources, the title, the credit; a remark takes the credit's place."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleHead {
        height: 3;
        padding: 0 1;
        background: $surface;
    }
    """

    @dataclass
    class Picked(Message):
        """The tab of the source at an index was clicked."""

        source: int

    def __init__(self, articles: Sequence[Article]) -> None:
        super().__init__(markup=False)
        self._articles = articles
        self._source = 0
        self._silent: Sequence[str] = ()
        self._tally = ""
        self._remark = ""

    def name_sources(self, articles: Sequence[Article]) -> None:
        """The same sources, with what is known of them now."""
        self._articles = articles
        self.redraw()

    def tell(self, source: int, silent: Sequence[str], tally: str, remark: str) -> None:
        """Show the source at an index; who is silent on the current fact; how much is told; a remark, or nothing."""
        self._source, self._silent, self._tally, self._remark = source, silent, tally, remark
        self.redraw()

    def on_resize(self) -> None:
        """Share out the new width."""
        self.redraw()

    def redraw(self) -> None:
        """Put the lines together."""
        width = self.content_size.width
        if width <= 0:
            return
        article = self._articles[self._source]
        names = tabs(self._articles, self._silent, width)
        pieces = [
            Content.styled(name, "bold reverse $accent" if index == self._source else "$foreground 60%")
            for index, name in enumerate(names)
        ]
        title = fit(show(article.attribution.title or article.file).text, width)
        remark = Content.styled(fit(self._remark, width), "bold $text-warning")
        about = Content.styled(fit(" · ".join(filter(None, (credit(article), self._tally))), width), "$foreground 60%")
        lines = [Content(" " * _BETWEEN).join(pieces), Content.styled(title, "bold"), remark if self._remark else about]
        if self.content_size.height < len(lines):
            lines = [lines[-1] if self._remark else lines[0]]
        self.update(Content("\n").join(lines))

    def on_click(self, event: events.Click) -> None:
        """Pick the source whose tab is under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y:
            return
        at = 0
        for index, name in enumerate(tabs(self._articles, self._silent, self.content_size.width)):
            if at <= offset.x < at + cell_len(name):
                self.post_message(self.Picked(index))
            at += cell_len(name) + _BETWEEN
