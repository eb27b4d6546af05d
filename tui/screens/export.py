"""Asks for a file name and writes the comparison to it."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from aligner import export
from aligner.errors import SynopticError
from aligner.model import Comparison, Story
from tui.grid_layout import show


def default_name(title: str) -> str:
    """A file name made of a story's title: ``microsoft-backs-mistral-ai.md``."""
    decomposed = unicodedata.normalize("NFKC", title).casefold()
    slug = re.sub(r"[\W_]+", "-", decomposed).strip("-")
    # File systems allow 255 bytes; a name of sixty characters stays below that in any script.
    return f"{slug[:60].strip('-') or 'story'}.md"


def target(name: str, story: Story) -> tuple[Path, str]:
    """The full path and the format a file name asks for.

    Raises SynopticError for a name that cannot be meant: an unknown ending, a folder, an article of the story.
    """
    name = name.strip()
    if not name:
        raise SynopticError("Type a file name that ends in .md or .json.")
    try:
        path = Path(name).expanduser().absolute()
    except RuntimeError as error:
        raise SynopticError(f"{name}: there is no such home folder.") from error
    if not path.suffix:
        path = path.with_name(path.name + ".md")
    format_name = export.format_for(path)
    try:
        if path.is_dir():
            raise SynopticError(f"{path} is a folder: type the name of a file in it.")
    except OSError as error:
        raise SynopticError(f"{path}: {(error.strerror or str(error)).lower()}.") from error
    export.spare_articles(path, story)
    return path, format_name


class OverwriteScreen(ModalScreen[bool]):
    """Asks whether to replace a file that exists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Replace it", id="overwrite.yes"),
        Binding("n,escape,q", "dismiss(False)", "Keep it", id="overwrite.no"),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """The question and its two keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Replace the file?"
            there = show(str(self._path.parent)).text
            yield Static(Content(f"{show(self._path.name).text} exists in {there}"), classes="message")
            yield Static(
                Content.assemble((" y ", "bold $accent"), "replace it   ", (" n ", "bold $accent"), "keep it"),
                classes="hint",
            )


class ExportScreen(ModalScreen[Path | None]):
    """Asks where to and writes there. Gives the full path that was written, or None if the user changed their mind."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", id="export.close")]

    class Written(Message):
        """The worker wrote the file, or could not and says why."""

        def __init__(self, path: Path, error: str = "") -> None:
            super().__init__()
            self.path = path
            self.error = error

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def compose(self) -> ComposeResult:
        """A file name to edit, and a line for what went wrong."""
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Export"
            yield Static("Write the whole comparison to", markup=False)
            yield Input(default_name(self._comparison.story.title), placeholder="story.md", select_on_focus=False)
            yield Static("", id="export-error", markup=False)
            yield Static("enter writes · .md Markdown, .json JSON · esc", classes="hint", markup=False)

    @on(Input.Submitted)
    def choose(self, event: Input.Submitted) -> None:
        """Check the name; ask before a file is replaced; write."""
        event.stop()
        try:
            path, format_name = target(event.value, self._comparison.story)
        except SynopticError as error:
            self._show_error(str(error))
            return
        self._show_error("")
        if self.app.is_web or not path.exists():
            self._write(path, format_name)
            return

        def replace(confirmed: bool | None) -> None:
            if confirmed:
                self._write(path, format_name)

        self.app.push_screen(OverwriteScreen(path), replace)

    @on(Input.Changed)
    def forget_error(self) -> None:
        """A new name deserves a new answer."""
        self._show_error("")

    def _show_error(self, text: str) -> None:
        line = self.query_one("#export-error", Static)
        line.update(Content(show(text).text))
        line.display = bool(text)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write(self, path: Path, format_name: str) -> None:
        """Render and write, off the UI thread."""
        try:
            text = export.render(self._comparison, format_name)
            if self.app.is_web:  # the file belongs where the browser is; the server's folders are nobody's business
                self.app.call_from_thread(self._download, text, path.name)
                return
            export.write(text, path)
        except SynopticError as error:
            self.post_message(self.Written(path, str(error)))
        except Exception as error:
            self.post_message(self.Written(path, f"{path} was not written: {error!r}"))
        else:
            self.post_message(self.Written(path))

    def _download(self, text: str, name: str) -> None:
        """Hand the file to the browser."""
        self.app.deliver_text(io.StringIO(text), save_filename=name, mime_type="text/plain", encoding="utf-8")
        self.app.notify(f"Your browser downloads {show(name).text}", title="Exported", markup=False)
        self.dismiss(None)

    @on(Written)
    def report(self, event: Written) -> None:
        """Close after success; stay open with the reason after failure."""
        if event.error:
            self._show_error(event.error)
        else:
            self.dismiss(event.path)
