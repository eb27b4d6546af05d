"""Asks what to export, in which format and where to, and writes it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from aligner import export
from aligner.errors import SynopticError
from aligner.model import Comparison, Story
from tui.export_choices import FORMATS, choices, default_name, format_of, renamed
from tui.grid_layout import show
from tui.messages import fault
from tui.session import Session

_FORMATS = tuple(FORMATS)

_BESIDE_FORMATS = 10
"""Lines of the dialog besides both lists: its border, captions, the name of the file, an error, what the keys do."""


def target(name: str, story: Story, format_name: str) -> Path:
    """The full path that a file name asks for; without an ending it gets the format's.

    Raises SynopticError for a name that cannot be meant: an unknown ending, a folder, an article of the story.
    """
    name = name.strip()
    if not name:
        raise SynopticError("Type a file name, as story.md or story.html.")
    try:
        path = Path(name).expanduser().absolute()
    except RuntimeError as error:
        raise SynopticError(f"{name}: there is no such home folder.") from error
    if not path.suffix:
        path = path.with_name(path.name + export.SUFFIXES[format_name])
    export.format_for(path)
    try:
        if path.is_dir():
            raise SynopticError(f"{path} is a folder: type the name of a file in it.")
    except OSError as error:
        raise SynopticError(f"{path}: {(error.strerror or str(error)).lower()}.") from error
    export.spare_articles(path, story)
    return path


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


class FileName(Input):
    """The name of the file. The arrow keys choose among the formats while it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.format(-1)", show=False),
        Binding("down", "screen.format(1)", show=False),
    ]


class ExportScreen(ModalScreen[Path | None]):
    """Asks what and where to and writes there. Gives the full path that was written, None if nothing is to be.

    What is exported is what was on screen when it was asked for, whatever becomes of it meanwhile.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", id="export.close")]

    class Written(Message):
        """The worker wrote the file, or could not and says why."""

        def __init__(self, path: Path, error: str = "") -> None:
            super().__init__()
            self.path = path
            self.error = error

    def __init__(self, session: Session, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison
        self._choices = choices(session, comparison)
        self._format = _FORMATS[0]

    def compose(self) -> ComposeResult:
        """Which facts, in which format, to which file, and a line for what went wrong."""
        title = self._comparison.story.title
        with Vertical(classes="dialog wide") as dialog:
            dialog.border_title = "Export"
            yield Static("Facts", classes="caption", markup=False)
            yield OptionList(*(Content(choice.line) for choice in self._choices), id="facts")
            yield Static("Format", classes="caption", markup=False)
            yield OptionList(*(Content(name) for name in FORMATS.values()), id="format")
            yield Static("File", classes="caption", markup=False)
            yield FileName(default_name(title, self._format), placeholder="story.md", select_on_focus=False)
            yield Static("", id="export-error", markup=False)
            yield Static("↑ ↓ choose · tab facts, format, file · enter writes · esc", classes="hint", markup=False)

    def on_mount(self) -> None:
        """What the user has narrowed down to is meant; begin where only enter is left to press."""
        facts = self.query_one("#facts", OptionList)
        facts.highlighted = min(1, len(self._choices) - 1) if self._is_narrowed else 0
        self.query_one("#format", OptionList).highlighted = 0
        self.query_one(FileName).focus()

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the formats scroll; the name of the file stays in sight."""
        room = event.size.height * 95 // 100 - _BESIDE_FORMATS - len(self._choices)
        self.query_one("#format").styles.max_height = max(1, min(room, len(_FORMATS)))

    @property
    def _is_narrowed(self) -> bool:
        return len(self._choices) > 1 and self._choices[1].line.startswith("as shown")

    # What is chosen -----------------------------------------------------------------------------------------------

    def action_format(self, direction: int) -> None:
        """The next format (1) or the one before (-1)."""
        menu = self.query_one("#format", OptionList)
        menu.highlighted = max(0, min((menu.highlighted or 0) + direction, len(_FORMATS) - 1))

    @on(OptionList.OptionHighlighted, "#format")
    def choose_format(self, event: OptionList.OptionHighlighted) -> None:
        """The ending of the name follows the format."""
        event.stop()
        chosen = _FORMATS[event.option_index]
        if chosen == self._format:
            return
        before, self._format = self._format, chosen
        name = self.query_one(FileName)
        name.value = renamed(name.value, self._comparison.story.title, before, chosen)
        name.cursor_position = len(name.value)

    @on(Input.Changed)
    def follow_name(self, event: Input.Changed) -> None:
        """The format follows the ending of the name; a new name deserves a new answer."""
        event.stop()
        self._show_error("")
        found = format_of(event.value, self._format)
        if found != self._format:
            self._format = found
            self.query_one("#format", OptionList).highlighted = _FORMATS.index(found)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def write(self, event: Message) -> None:
        """Enter, wherever: check the name; ask before a file is replaced; write."""
        event.stop()
        name = self.query_one(FileName).value
        try:
            path = target(name, self._comparison.story, self._format)
        except SynopticError as error:
            self._show_error(str(error))
            return
        self._show_error("")
        if self.app.is_web or not path.exists():
            self._write(path)
            return

        def replace(confirmed: bool | None) -> None:
            if confirmed:
                self._write(path)

        self.app.push_screen(OverwriteScreen(path), replace)

    def _show_error(self, text: str) -> None:
        line = self.query_one("#export-error", Static)
        line.update(Content(show(text).text))
        line.display = bool(text)

    # Writing ------------------------------------------------------------------------------------------------------

    def _write(self, path: Path) -> None:
        chosen = self._choices[self.query_one("#facts", OptionList).highlighted or 0]
        self._write_there(path, self._format, chosen.selection)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _write_there(self, path: Path, format_name: str, selection: export.Selection | None) -> None:
        """Render and write, off the UI thread."""
        try:
            text = export.render(self._comparison, format_name, selection)
            if self.app.is_web:  # the file belongs where the browser is; the server's folders are nobody's business
                self.app.call_from_thread(self._download, text, path.name)
                return
            export.write(text, path)
        except SynopticError as error:
            self.post_message(self.Written(path, str(error)))
        except Exception as error:
            self.post_message(self.Written(path, fault(error, f"{path} was not written")))
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
