"""What lies between the app and its terminal: left clean whatever happens; the keys and theme users chose."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import Final, TextIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from textual.app import App
from textual.binding import Binding
from textual.color import Color
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.theme import ThemeProvider

from aligner.errors import SynopticError
from aligner.taming import HIDDEN, TURNING, tame
from tui import config
from tui.grid_layout import show
from tui.keymap import label

_WEB_DRIVER: Final = "textual.drivers.web_driver:WebDriver"
_ENDED_BY: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name)
)
_WORK: Final = "synoptic-work"


def take_keyboard() -> None:
    """Have the keys from the terminal itself, where standard input held something else that is read by now.

    Raises SynopticError where there is no terminal.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SynopticError(f"the keys cannot be read from the terminal ({reason}): use synoptic export -") from None
    os.dup2(terminal, 0)
    os.close(terminal)


class PanicError(Exception):
    """What Textual itself had to say when it gave up."""


class TerminalApp(App[None]):
    """An app that tells of a crash in one line, and shows the keys that are in force.

    ``crash`` is the exception that ended it, if one did.
    """

    crash: BaseException | None = None
    _chosen_keys: Mapping[str, str] = {}

    # Textual's own way to tell of a crash is a page of source and local variables, and those hold article text.

    def _fatal_error(self) -> None:
        """An exception nobody handled, called while it is."""
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """Close the app and keep what happened in ``crash``."""
        if self.crash is None:
            self.crash = sys.exc_info()[1] or PanicError(_plain(*renderables))
        super().panic()

    # Keys -----------------------------------------------------------------------------------------------------------

    def set_keymap(self, keymap: Mapping[str, str]) -> None:
        """Other keys by binding id; see ``tui.keymap``."""
        self._chosen_keys = dict(keymap)
        super().set_keymap(keymap)

    def get_key_display(self, binding: Binding) -> str:
        """The key as the footer shows it; where it was built in as a pair like j/k, with both keys as they are now."""
        return label(binding, self._chosen_keys) or super().get_key_display(binding)

    # Text of others -------------------------------------------------------------------------------------------------

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and behind them the one that lets no text act on the terminal."""
        return [*super().get_line_filters(), _GATE]

    def copy_to_clipboard(self, text: str) -> None:
        """Copy lines of text. What they are pasted into may be a shell: no control characters but line ends."""
        super().copy_to_clipboard("\n".join(map(tame, text.split("\n"))))

    # Themes ---------------------------------------------------------------------------------------------------------

    def search_themes(self) -> None:
        """Let the user choose a theme."""
        self.push_screen(CommandPalette(providers=[_Themes], placeholder="Search for themes …"))


class _Gate(LineFilter):
    """The last gate before the terminal, whatever widget drew the text.

    Screens show what others wrote by ``grid_layout.show``, of which nothing is left to do here. Fields show what was
    typed and pasted into them as it is, and so may a widget that somebody forgot.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, without what a terminal or its line would follow. No text becomes wider by it."""
        return segments if all(map(_is_harmless, segments)) else [_harmless(segment) for segment in segments]


_OBEYED: Final = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}{HIDDEN}\ud800-\udfff]")
_GATE: Final = _Gate()


def _is_harmless(segment: Segment) -> bool:
    return segment.text.isprintable() or _OBEYED.search(segment.text) is None


def _harmless(segment: Segment) -> Segment:
    """What takes a cell keeps it, what takes none goes."""
    if segment.control or _is_harmless(segment):
        return segment
    text = _OBEYED.sub(lambda found: "\ufffd" * cell_len(found[0]), segment.text)
    return Segment(text, segment.style)


class _Themes(ThemeProvider):
    """The themes; choosing one says how to keep it, for nothing is written behind the user's back."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """Names and what choosing them does."""
        return [(name, partial(self._choose, name)) for name, _ in super().commands]

    def _choose(self, name: str) -> None:
        self.app.theme = name
        path = show(str(config.location(os.environ))).text
        self.app.notify(f'Until you quit. To keep it, put  theme = "{name}"  into {path}', markup=False, timeout=6)


def _plain(*renderables: RenderableType) -> str:
    """What would have been drawn, as plain text."""
    console = Console(file=io.StringIO(), width=120, color_system=None)
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable)
    return captured.get().strip()


# Running ------------------------------------------------------------------------------------------------------------


def is_served(environ: Mapping[str, str]) -> bool:
    """Whether the screen is in a browser, at the other end of two pipes."""
    return environ.get("TEXTUAL_DRIVER") == _WEB_DRIVER


def run(app: App[None], *, mouse: bool = True) -> None:
    """Run the app. A signal that ends it leaves the terminal as it was, and 128 + its number as ``return_code``.

    A thread that is still at work then is not waited for; see ``end``.
    """
    runner = asyncio.Runner()
    # Python prints what ends a thread to standard error: over the screen.
    threading.excepthook = _keep_fault
    drawn_on = sys.__stderr__
    vars(sys)["__stderr__"] = _Screen(drawn_on)  # what Textual draws on
    try:
        runner.run(_run(app, mouse))
    finally:
        threading.excepthook = threading.__excepthook__
        vars(sys)["__stderr__"] = drawn_on
    if not _still_working():
        runner.close()


async def _run(app: App[None], mouse: bool) -> None:
    loop = asyncio.get_running_loop()
    for number in _ENDED_BY:
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, app.exit, None, 128 + number)
    # Textual's workers run in the loop's executor; this one's threads can be told by their name.
    executor = ThreadPoolExecutor(thread_name_prefix=_WORK)
    loop.set_default_executor(executor)
    await app.run_async(mouse=mouse)
    executor.shutdown(wait=False, cancel_futures=True)


class _Screen:
    """The terminal that Textual draws on, which may be gone: its window is closed before the program has ended.

    Textual's own thread ends with the first failure to write, and then the app waits for it for ever.
    """

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Draw, if there is anything to draw on."""
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError):
                self._file.write(text)

    def flush(self) -> None:
        """See that it is drawn."""
        if self._file is not None:
            with contextlib.suppress(OSError, ValueError):
                self._file.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def _keep_fault(ended: threading.ExceptHookArgs) -> None:
    """What ended a thread that nobody waits for is kept as a crash is; the app goes on."""
    from tui import crash

    if ended.exc_value is not None:
        with contextlib.suppress(OSError):
            crash.keep(ended.exc_value)


def _still_working(patience: float = 0.5) -> bool:
    """Whether a thread of the app is at work after so many seconds."""
    deadline = monotonic() + patience
    threads = [thread for thread in threading.enumerate() if thread.name.startswith(_WORK)]
    for thread in threads:
        thread.join(max(0.0, deadline - monotonic()))
    return any(thread.is_alive() for thread in threads)


def end(code: int) -> int:
    """The exit code; where the comparison of a large story is still at work, the process ends with it here and now.

    A thread cannot be stopped, and Python waits for all of them: the shell would come back minutes after the screen.
    """
    if _still_working(0.0):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    return code
