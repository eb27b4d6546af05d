"""How far a long command is, on standard error: a line that is drawn again on a terminal, now and then a line else."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, TextIO

from aligner.errors import printable

_BAR: Final = 20
"""Cells of the bar; half as many on a narrow terminal."""
_NARROW: Final = 60
_DRAWN: Final = 0.1
"""Seconds between two drawings at least."""
_SAID: Final = 10.0
"""Seconds between two lines at least, where nobody draws."""
_RECENT: Final = 100
"""So many of the last steps tell how fast it goes."""
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """How many of ``total`` things are done, how many of these failed, and what is in work.

    Args:
        total: How many there are.
        stream: Standard error, None if it is closed: then nothing is shown.
        clock: Seconds, for the rate and the time that is left.

    Names are shown with their control characters visible, in as many cells as the terminal has.
    """

    def __init__(
        self,
        total: int,
        stream: TextIO | None,
        clock: Callable[[], float] = time.monotonic,
        *,
        draws: bool | None = None,
    ) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._draws = (stream is not None and can_draw(stream)) if draws is None else draws
        self._done = self._failed = 0
        self._running: Sequence[str] = ()
        self._steps = deque([clock()], maxlen=_RECENT)
        self._shown = clock() - (_DRAWN if self._draws else 0)
        self._is_drawn = False

    def step(self, *, failed: bool = False) -> None:
        """One more is done."""
        self._done += 1
        self._failed += failed
        self._steps.append(self._clock())
        self._show()

    def running(self, names: Sequence[str]) -> None:
        """These are in work."""
        self._running = names
        self._show()

    def clear(self) -> None:
        """Take the line away: what follows begins where it stood."""
        if self._is_drawn:
            self._write(_CLEAR)
            self._is_drawn = False

    def line(self, width: int) -> str:
        """What is drawn on a terminal with so many columns, all of it ASCII but names."""
        cells = _BAR if width >= _NARROW else _BAR // 2
        full = cells * self._done // max(1, self._total)
        told = f"{self._done}/{self._total} [{'#' * full}{'-' * (cells - full)}]{self._told()}"
        names = ", ".join(map(printable, self._running))
        # A character in the last column would wrap on some terminals.
        return _cut(f"{told}: {names}" if names else told, width - 1, self._stream)

    def _show(self) -> None:
        now = self._clock()
        if self._stream is None or now - self._shown < (_DRAWN if self._draws else _SAID):
            return
        self._shown = now
        if not self._draws:
            self._write(f"synoptic: {self._done} of {self._total} done{self._told()}\n")
            return
        self._write(f"{_CLEAR}{self.line(_width(self._stream))}")
        self._is_drawn = True

    def _told(self) -> str:
        """How many failed, how fast it goes and how long it will take: as far as that is known."""
        failed = f", {self._failed} failed" if self._failed else ""
        seconds = self._clock() - self._steps[0]
        if len(self._steps) < 3 or seconds <= 0:
            return failed
        rate = (len(self._steps) - 1) / seconds
        speed = f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.0f}/min"
        left = (self._total - self._done) / rate
        return f"{failed}, {speed}, {duration(left)} left" if left else failed

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # nobody looks any more
            self._stream = None


def duration(seconds: float) -> str:
    """A time as people say it, rounded up: "8 s", "12 min", "3 h 20 min"."""
    if seconds < 99.5:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def can_draw(stream: TextIO) -> bool:
    """Whether a stream is a terminal that can take a line back."""
    return stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def columns(stream: TextIO | None) -> int | None:
    """How wide a terminal is, None for what is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None if stream is not None else None
    except (OSError, ValueError):  # no terminal, or no file
        return None


def _width(stream: TextIO) -> int:
    return columns(stream) or 80


def _cut(text: str, cells: int, stream: TextIO | None) -> str:
    """A text in at most so many cells of a terminal."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    if text.isascii():
        return text if len(text) <= cells else f"{text[: max(0, cells - 3)]}..."
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= cells else f"{set_cell_size(text, max(0, cells - 3))}..."


def standard_error() -> TextIO | None:
    """Where it is shown."""
    return sys.stderr
